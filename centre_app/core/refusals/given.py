"""What is told about what was typed or sent: one class for each way in which a value can be wrong."""

from __future__ import annotations

from typing import Final

from centre_app.core.refusals import Refusal

__all__ = [
    "HOW_WRITTEN",
    "JSON_AT",
    "JSON_NESTED",
    "JSON_NOT_UTF8",
    "OTHERWISE_WRITTEN",
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


HOW_WRITTEN: Final[dict[str, str]] = {
    "string": "应写文字，加双引号",
    "tuple": '应写成一组，用方括号括起，如 ["甲", "乙"]',
    "list": '应写成一组，用方括号括起，如 ["甲", "乙"]',
    "bool": "应写 true（是）或 false（否），不加引号",
    "dict": "应写成“项: 内容”，用花括号括起",
    "dataclass": "应写成“项: 内容”，用花括号括起",
    "time": '应写时间，如 "09:30"',
}
"""How a value is written in JSON, by how the name of its fault begins."""
OTHERWISE_WRITTEN: Final = "请核对写法"
JSON_AT: Final = "第 {line} 行第 {column} 个字符处读不懂"
JSON_NESTED: Final = "括号套得太深"
JSON_NOT_UTF8: Final = "文字不是 UTF-8 编码"


class NotJson(Refusal):
    text = "所给内容不是有效的 JSON：{why}，请检查那里的括号、引号和逗号（须用半角）。"


class FieldMissing(Refusal):
    text = "“{where}”没有填写。"


class FieldUnknown(Refusal):
    text = "“{where}”不是本事项的填写项，请去掉，或用 centre acts 查看应填哪些项。"


class FieldWrong(Refusal):
    text = "“{where}”填写有误：{how}。"


class NotADay(Refusal):
    text = "“{where}”不是有效日期，请按“2026-11-24”的格式填写，年份在 1900 至 2100 之间。"


class NotAnAmount(Refusal):
    text = "“{where}”应填写数字，最多两位小数；金额以元为单位。"


class NotANumber(Refusal):
    text = "“{where}”应填写数字，并在允许的范围内。"


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
