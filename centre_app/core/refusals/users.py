"""What is told about logins."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = [
    "AlreadyStopped",
    "AreaWrong",
    "CannotStopOneself",
    "LastAdministrator",
    "NotAnAdministrator",
    "PackUnknown",
    "PasswordsDiffer",
    "RecoveryNotInHand",
    "UserTaken",
]


class UserTaken(Refusal):
    text = "已有名为“{name}”的用户，请换一个用户名。"


class AlreadyStopped(Refusal):
    text = "用户“{name}”已停用，不必重复停用。"


class CannotStopOneself(Refusal):
    text = "不能停用正在登录的用户“{name}”，请由另一名管理员办理。"


class LastAdministrator(Refusal):
    text = "“{name}”是最后一名管理员，请先添加另一名管理员。"


class NotAnAdministrator(Refusal):
    text = "“{name}”不是管理员，恢复后只能为管理员设定新口令。"


class PasswordsDiffer(Refusal):
    text = "两次输入的口令不一样，请重新输入。"


class RecoveryNotInHand(Refusal):
    text = "恢复单最后一组不是“{typed}”。请先打印或存好恢复单，再照着单子输入最后一组字符。"


class AreaWrong(Refusal):
    text = "“{area}”不是县（区、市）的六位行政区划代码，请核对，例如 621002。"


class PackUnknown(Refusal):
    text = "没有名为“{pack}”的规则包，可选：{packs}。"
