"""What is told about what was typed or sent: one class for each way in which a value can be wrong."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = [
    "ControlCharacter",
    "FieldMissing",
    "FieldUnknown",
    "FieldWrong",
    "NotADay",
    "NotANumber",
    "NotAnAmount",
    "NotInList",
    "NotJson",
    "TextEmpty",
    "TextTooLong",
    "TooFew",
]


class NotJson(Refusal):
    text = "所给内容不是有效的 JSON（{why}），请检查括号、引号和逗号。"


class FieldMissing(Refusal):
    text = "“{where}”没有填写。"


class FieldUnknown(Refusal):
    text = "“{where}”不是本事项的填写项，请去掉，或用 centre acts 查看应填哪些项。"


class FieldWrong(Refusal):
    text = "“{where}”填写有误，请核对该项的格式。"


class NotADay(Refusal):
    text = "“{where}”不是有效日期，请按“2026-11-24”的格式填写，年份在 1900 至 2100 之间。"


class NotAnAmount(Refusal):
    text = "“{where}”不是有效金额，请填写元，最多两位小数。"


class NotANumber(Refusal):
    text = "“{where}”应填写数字。"


class NotInList(Refusal):
    text = "“{where}”不在代码表中，可填：{choices}。"


class TextEmpty(Refusal):
    text = "“{where}”不能为空。"


class TextTooLong(Refusal):
    text = "“{where}”不能超过 {most} 个字，请精简后再填。"


class TooFew(Refusal):
    text = "“{where}”至少要填 {least} 项。"


class ControlCharacter(Refusal):
    text = "“{where}”含有不能打印的控制字符，请删除后重新填写。"
