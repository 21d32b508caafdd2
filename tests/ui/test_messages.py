"""The eight ways of speaking up: what is harmless, what Enter does, what must be given first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from centre_app.core.refusals.households import PostcodeBad
from centre_app.core.refusals.people import IdOfFifteen
from centre_app.ui.buttons import Button
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
from centre_app.ui.sign_finder import SignFinder
from tests.ui import seen
from tests.ui.keys import focused, press, write

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


def danger() -> DangerMessage:
    return DangerMessage(
        None, "撤档：齐玉芬", "撤下齐玉芬户的档案？", do="撤档", stay="不撤", typed=("齐玉芬", "请输入户主姓名以确认")
    )


def writers() -> TwoWritersMessage:
    differences = [
        Difference("phone", "手机号码", "139****1182", "139****1128"),
        Difference("town", "街道", "", "城关"),
    ]
    return TwoWritersMessage(None, "马建华 08:39 已改过罗春花户", differences)


EVERY: list[Callable[[], Message]] = [
    danger,
    writers,
    lambda: TroubleMessage(None, "读取银行回执", "读不了文件", details="被占用"),
    lambda: RevealMessage(None, "周海燕", "证件号码"),
    lambda: ProgressMessage(None, "打印 12 户", keeps="取消不影响已排好的"),
    lambda: SignFinder(None),
    lambda: BugMessage(None, saved="最近一次已存：08:41。", folder="reports"),
]


def opened(message: Message, qtbot: QtBot) -> Message:
    qtbot.addWidget(message)
    with qtbot.waitExposed(message):
        message.open() if message.isModal() else message.show()
    return message


def button(message: Message, name: str) -> Button:
    buttons = list[Button](message.findChildren(Button))
    return next(each for each in buttons if each.accessibleName() == name)


@pytest.mark.parametrize("make", EVERY)
def test_esc_is_always_harmless_and_everything_is_named(make: Callable[[], Message], qtbot: QtBot) -> None:
    message = opened(make(), qtbot)
    assert (seen.unnamed(message), seen.cut(message), seen.outside(message)) == ([], [], [])
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Escape)
    assert finished.args == [REJECTED.value]


def test_danger_wants_reason_and_name_and_enter_never_does_it(qtbot: QtBot) -> None:
    message = danger()
    opened(message, qtbot)
    do = button(message, "撤档")
    assert (do.isEnabled(), do.toolTip()) == (False, "还差理由、姓名")
    write("户主病故")
    press(KEY.Key_Return)
    write("齐玉")
    assert do.toolTip() == "还差姓名"
    write("芬")
    assert (do.isEnabled(), message.reason) == (True, "户主病故")
    press(KEY.Key_Return)
    assert focused() is button(message, "不撤")
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Return)
    assert finished.args == [REJECTED.value]


def test_danger_is_done_by_its_own_button(qtbot: QtBot) -> None:
    message = DangerMessage(None, "作废", "作废这一页？", do="作废", stay="留着")
    opened(message, qtbot)
    write("x")
    press(KEY.Key_Tab, KEY.Key_Tab)
    assert focused() is button(message, "作废")
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Return)
    assert finished.args == [ACCEPTED.value]


def test_trouble_is_tried_again_by_enter_and_keeps_its_details(qtbot: QtBot) -> None:
    message = TroubleMessage(None, "读取", "读不了", more=["花名册没有改动。"], details="被占用")
    opened(message, qtbot)
    assert not message._details.isVisible()
    button(message, "详情").click()
    assert message._details.isVisible()
    button(message, "再试").setFocus()
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Return)
    assert finished.args == [ACCEPTED.value]


def test_a_number_is_shown_for_a_reason_only(qtbot: QtBot) -> None:
    message = RevealMessage(None, "周海燕", "证件号码")
    opened(message, qtbot)
    assert message.reason == "核对原件"
    press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert (message.reason, button(message, "显示").isEnabled()) == ("", False)
    press(KEY.Key_Return)
    assert message.isVisible()
    other = message.findChild(QLineEdit)
    assert other is not None
    other.setFocus()
    write("补办")
    assert message.reason == "补办"
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Return)
    assert finished.args == [ACCEPTED.value]


def test_progress_says_how_far_and_how_long(qtbot: QtBot) -> None:
    message = ProgressMessage(None, "打印", keeps="")
    opened(message, qtbot)
    assert not message.isModal()
    message.say("正在排第 5 户", 5, 12, unit="户", spent=18, keeps="取消不影响已排好的 4 户")
    bar = message.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum(), bar.text()) == (5, 12, "5/12 户")
    assert message._time.text() == "已用 0:18，约剩 0:25"
    message.say("开始", 0, 12, unit="户", spent=75, keeps="")
    assert message._time.text() == "已用 1:15"


def test_two_writers_choose_field_by_field(qtbot: QtBot) -> None:
    message = writers()
    opened(message, qtbot)
    assert message.chosen == {"phone": "mine", "town": "mine"}
    message._groups["phone"].button(0).click()
    with qtbot.waitSignal(message.finished) as finished:
        press(KEY.Key_Return, modifier=CTRL)
    assert finished.args == [ACCEPTED.value]
    assert message.chosen == {"phone": "theirs", "town": "mine"}
    other = writers()
    opened(other, qtbot)
    button(other, "用他的").click()
    assert other.chosen == {"phone": "theirs", "town": "theirs"}


def test_refusals_stand_in_bars_all_at_once() -> None:
    told = [IdOfFifteen(), PostcodeBad()]
    assert [bar.sentence.text() for bar in bars(told)] == [
        PostcodeBad().sentence,
        f"请看一眼：{IdOfFifteen().sentence}",
    ]
    first, second = bars(iter(told), title="不能受理")
    assert (first.sentence.text(), first.cure.text()) == ("不能受理", PostcodeBad().sentence)
    assert second.sentence.text().startswith("请看一眼")
