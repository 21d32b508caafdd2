"""The eight ways in which the program speaks up, as picture 14 hangs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from centre_app.core.refusals.households import DayInFuture
from centre_app.core.refusals.people import IdOfFifteen
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Rule, Toast, Words
from centre_app.ui.look import px
from centre_app.ui.messages import (
    BugMessage,
    DangerMessage,
    Difference,
    Message,
    ProgressMessage,
    RevealMessage,
    TroubleMessage,
    TwoWritersMessage,
    bars,
)

__all__ = ["parts"]


def parts() -> Sequence[Sequence[QWidget]]:
    """All of them, in the order of their kinds."""
    return (
        (
            _hung("① 危险的事：写后果，输姓名，默认在“不撤”", _danger()),
            _hung("② 环境出了毛病：说原因和办法，可再试", _trouble()),
        ),
        (_refusal(), _hung("④ 看完整号码：要理由，留记录", RevealMessage(None, "周海燕", "证件号码")), _toast()),
        (
            _hung("⑤ 慢活：进度、可取消、不挡别的事", _progress()),
            _hung("⑥ 程序的错：只此一种样子", _bug()),
            _hung("⑦ 两人同改：逐项对照", _writers()),
        ),
    )


def _hung(word: str, message: Message) -> QWidget:
    """A dialog hung up as a picture: its title where the system's frame would be."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addWidget(Words(word, "strong"))
    frame = QFrame()
    frame.setProperty("role", "card")
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(1, px(6), 1, 1)
    title = Words(message.windowTitle())
    title.setContentsMargins(px(12), 0, px(12), 0)
    inner.addWidget(title)
    inner.addWidget(Rule())
    message.setParent(frame, Qt.WindowType.Widget)
    message.setMinimumWidth(0)
    inner.addWidget(message)
    column.addWidget(frame)
    return whole


def _danger() -> Message:
    return DangerMessage(
        None,
        "撤档：齐玉芬",
        "撤下齐玉芬户的档案？",
        more=("撤档后停止发放、结束结对；原件保存 10 年。", "当天可以撤销；明天起只能重新走七步建档。"),
        do="撤档",
        stay="不撤",
        typed=("齐玉芬", "请输入户主姓名以确认"),
        note="F1 撤档有哪几种",
    )


def _trouble() -> Message:
    return TroubleMessage(
        None,
        "读取银行回执",
        "读不了“回执1123.xls”：正被 WPS 打开",
        more=("请在 WPS 里关掉这个文件，再按“再试”。花名册没有改动。",),
        details="文件被另一程序占用。",
    )


def _refusal() -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addWidget(Words("③ 拒绝：写在原处，不弹窗", "strong"))
    card = Card("建档审批")
    today = date(2026, 11, 24)
    for bar in bars((DayInFuture(where="审批日期", today=today), IdOfFifteen()), title="不能建档：日期在前"):
        card.add(bar)
    guarded = GuardedButton(Button("批准建档", key="F9", kind="main"))
    guarded.forbid("缺 2 项")
    card.add(guarded)
    column.addWidget(card)
    return whole


def _toast() -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addWidget(Words("⑧ 轻提示：8 秒内可撤销", "strong"))
    ground = QWidget()
    ground.setFixedHeight(px(64))
    column.addWidget(ground)
    Toast(ground, "已记下吴晓梅户“继续帮扶”", lambda: None)
    return whole


def _progress() -> Message:
    message = ProgressMessage(None, "迎检册：打印 12 户", keeps="")
    message.say(
        "正在排第 5 户：孙玉珍（第 37 页，共约 96 页）", 5, 12, unit="户", spent=18, keeps="取消不影响已排好的 4 户"
    )
    return message


def _bug() -> Message:
    return BugMessage(None, saved="最近一次已存：08:41。刚才填的“周海燕 算账表”草稿也已保留。", folder="reports")


def _writers() -> Message:
    return TwoWritersMessage(
        None,
        "马建华 08:39 已改过罗春花户",
        (
            Difference("phone", "手机号码", "139****1182", "139****1128"),
            Difference("housing", "住房类型", "租房", "租房"),
        ),
    )
