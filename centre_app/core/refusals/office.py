"""What is told about the office, its logins, its days and its records."""

from __future__ import annotations

from centre_app.core.refusals import Caution, Refusal, Trouble

__all__ = [
    "ActUnknown",
    "AmbiguousCase",
    "AmbiguousThing",
    "ClockBehindStore",
    "DayNotAllowed",
    "FutureDay",
    "NoSuchCase",
    "NoSuchThing",
    "NotYourAct",
    "RecoverySheetGivenOnce",
    "SomeoneElseSaved",
    "UndoNotYours",
    "UndoOfAnEarlierDay",
    "UndoOfExported",
    "UndoOfIssuedPaper",
    "UndoOfNothing",
    "UndoOvertaken",
    "UndoRestsOn",
    "UndoTwice",
    "UserStopped",
]


class NotYourAct(Refusal):
    text = "“{role}”不能办理“{act}”，请由{roles}登录办理。"


class ActUnknown(Refusal):
    text = "没有名为“{act}”的事项，可用 centre acts 查看全部事项。"


class FutureDay(Refusal):
    text = "日期 {day} 晚于今天（{today}），只能登记已经发生的事，请核对日期。"


class NoSuchCase(Refusal):
    text = "没有找到“{case}”对应的档案，请核对档案编号、临时编号或姓名。"


class AmbiguousCase(Refusal):
    text = "“{case}”对应 {count} 份档案，请改用档案编号或临时编号指明其中一份。"


class NoSuchThing(Refusal):
    text = "没有找到{kind}“{key}”，请核对后再试。"


class AmbiguousThing(Refusal):
    text = "{kind}“{key}”有 {count} 个，请用编号指明其中一个。"


class AmbiguousPerson(Refusal):
    text = "叫“{key}”的有 {count} 人：{known}。请连同单位写成“姓名（单位）”，单位也相同的用编号指明。"


class SomeoneElseSaved(Trouble):
    text = "这条记录刚被别人改动，您的修改没有保存。请重新打开，看过新内容后再改。"


class UserStopped(Refusal):
    text = "用户“{name}”已停用，请联系管理员。"


class ClockBehindStore(Caution):
    text = "本机日期 {today} 早于最近一次登记的日期 {last}，请先校准电脑时间。"


class DayNotAllowed(Refusal):
    text = "只有培训用的办公室才能用 CENTRE_TODAY 指定日期；本办公室按电脑日期办理。"


class UndoOfAnEarlierDay(Refusal):
    text = "“{act}”是 {day} 办理的，只能撤销当天办理的事项；以前的事项请用退回或更正办理。"


class UndoNotYours(Refusal):
    text = "“{act}”由 {name} 办理，只能由本人或审核人撤销。"


class UndoOvertaken(Refusal):
    text = "“{act}”之后又有“{later}”改动了同一内容，请先撤销后面的事项。"


class UndoOfIssuedPaper(Refusal):
    text = "“{act}”已打印出正式纸件（{pages}），不能撤销；请收回纸件后用退回或更正办理。"


class UndoOfExported(Refusal):
    text = "“{act}”之后数据已经导出（{by} {at}），不能撤销；请用退回或更正办理。"


class UndoOfNothing(Refusal):
    text = "“{act}”没有改动档案内容，不能撤销。"


class UndoRestsOn(Refusal):
    text = "“{act}”之后本户又办理了“{later}”，是以它为依据的，请先撤销后面的事项。"


class UndoTwice(Refusal):
    text = "“{act}”已经撤销过了。"


class RecoverySheetGivenOnce(Refusal):
    text = "恢复单只在新建办公室时给出一次，程序不保存恢复密钥，不能再次打印。"
