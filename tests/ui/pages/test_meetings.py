"""会议 by keys: the agenda is called, votes are counted, minutes write themselves; papers are printed and handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from centre_app.core.vocabulary.filing import CaseState, Role, Vote
from centre_app.services import committee_room
from centre_app.services import desk as desk_service
from centre_app.services.committee_room import MeetingView
from centre_app.ui import meeting_run
from centre_app.ui.cards import Bar
from centre_app.ui.meeting_run import MeetingRun
from centre_app.ui.pages.meetings import MeetingsPage
from tests.services.walking import DAYS
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MET = DAYS[CaseState.DELIBERATED]


def page_of(desk: Desktop) -> MeetingsPage:
    desk.go("meetings")
    page = desk.shell.page
    assert isinstance(page, MeetingsPage)
    return page


def begun(desk: Desktop) -> tuple[MeetingsPage, MeetingRun]:
    """A meeting is called by its key."""
    desk.walk.clock.set(MET)
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    run = page.detail.form
    assert isinstance(run, MeetingRun)
    return page, run


def stored(desk: Desktop) -> MeetingView:
    with desk.walk.office.look() as look:
        [record] = committee_room.minutes_book(look)
        return committee_room.meeting_view(look, record.number)


def type_into(run: MeetingRun, name: str, text: str) -> None:
    run.form.field(name).setFocus()
    press(KEY.Key_A, modifier=CTRL)
    write(text)


def sentences(run: MeetingRun) -> list[str]:
    widgets = [run.bars.itemAt(at).widget() for at in range(run.bars.count())]
    return [bar.sentence.text() for bar in widgets if isinstance(bar, Bar)]


def odd(desk: Desktop) -> list[str]:
    return [finding for look in (cut, outside, unnamed, odd_chinese) for finding in look(desk.shell)]


def test_a_meeting_is_held_by_keys(opened: Open) -> None:
    desk = opened("appraised")
    page, run = begun(desk)
    assert not page.left.isVisible(), "a meeting takes the whole page"
    assert run.seats.hasFocus()
    assert not run.close_button.button.isEnabled()
    assert odd(desk) == []
    press(KEY.Key_1, KEY.Key_1, KEY.Key_2)
    press(KEY.Key_Return)
    assert "还没有表决" in sentences(run)[0]
    assert run.course.noted == []
    press(KEY.Key_3)
    assert [run.tiles[vote].figure.text() for vote in Vote] == ["2", "1", "1"]
    press(KEY.Key_0)
    assert run.tiles[Vote.FOR].figure.text() == "3"
    assert "票数相符" in run.told.sentence.text()
    press(KEY.Key_Return)
    assert "研究张甲户" in run.minutes.raw()
    assert "同意3票，不同意1票，弃权1票，回避0人" in run.minutes.raw()
    type_into(run, "recorded_by", "魏一员")
    minutes = run.minutes.raw()
    press(KEY.Key_F9)
    desk.rest()
    assert desk.walk.state is CaseState.DELIBERATED
    view = stored(desk)
    assert (view.record.on, view.chaired_by, view.recorded_by) == (MET, "朱主席", "魏一员")
    assert view.items[0].votes == {Vote.FOR: 3, Vote.AGAINST: 1, Vote.ABSTAIN: 1}
    assert view.minutes == minutes
    assert page.detail.form is None
    assert page.row == view.record
    assert page.left.isVisible()
    assert odd(desk) == []
    assert desk_service.drafts(desk.shell.desk.office) == []


def test_who_is_away_does_not_vote_and_the_reason_is_kept(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened("appraised")
    _, run = begun(desk)
    press(KEY.Key_Down, KEY.Key_Space)
    assert "实到 4" in run.quorum.text()
    monkeypatch.setattr(meeting_run, "ask_line", lambda *_, **__: "出差")
    press(KEY.Key_F2)
    press(KEY.Key_1)
    assert run.tiles[Vote.FOR].figure.text() == "0", "nobody votes who is away"
    press(KEY.Key_0, KEY.Key_Return)
    type_into(run, "recorded_by", "魏一员")
    press(KEY.Key_F9)
    desk.rest()
    assert [(one.name, one.reason) for one in stored(desk).people if not one.present] == [("付主席", "出差")]


def test_a_member_who_must_stand_aside_is_counted_apart_and_comes_back_to_be_away(opened: Open) -> None:
    desk = opened("appraised")
    desk.walk.act("declare-kinship", person=desk.walk.people["member2"], case=desk.walk.case, relation="表兄")
    _, run = begun(desk)
    assert run.aside.figure.text() == "1"
    press(KEY.Key_0)
    assert run.tiles[Vote.FOR].figure.text() == "4"
    press(KEY.Key_Return)
    assert "魏二员按规定回避" in run.minutes.raw()
    run.seats.setFocus()
    press(KEY.Key_Space)
    assert run.course.noted == [run.items[0].key], "the votes of the others are still whole"
    press(KEY.Key_Space)
    assert run.course.noted == [], "who is there again has not voted"
    press(KEY.Key_1, KEY.Key_Return)
    assert run.course.noted == [run.items[0].key]


def test_what_speaks_against_the_meeting_stands_on_it(opened: Open) -> None:
    desk = opened("appraised")
    page, run = begun(desk)
    press(KEY.Key_0, KEY.Key_Return)
    press(KEY.Key_F9)
    desk.rest()
    assert run.form.sentence("recorded_by")
    assert page.detail.form is run
    assert desk.walk.state is CaseState.VERIFIED
    for _ in range(3):
        run.seats.selectRow(2)
        run.seats.setFocus()
        press(KEY.Key_Space)
        run.seats.selectRow(3)
        press(KEY.Key_Space)
    run.seats.selectRow(4)
    press(KEY.Key_Space)
    assert "不够" in run.quorum.text()


def test_a_meeting_that_was_left_is_offered_again(opened: Open) -> None:
    desk = opened("appraised")
    page, run = begun(desk)
    press(KEY.Key_0, KEY.Key_Return)
    run.opinion.setFocus()
    write("同意")
    press(KEY.Key_S, modifier=CTRL)
    press(KEY.Key_Escape)
    desk.rest()
    assert page.detail.form is None
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    again = page.detail.form
    assert isinstance(again, MeetingRun)
    assert again is not run
    assert "草稿" in sentences(again)[0]
    again._take_draft(desk_service.drafts(desk.shell.desk.office)[0].values)
    assert again.course == run.course
    assert again.course.opinions == {run.items[0].key: "同意"}


def test_who_is_not_ready_is_named_with_what_is_lacking(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    bar = page.bars.itemAt(0).widget()
    assert isinstance(bar, Bar)
    assert bar.sentence.text() == "没有可以上会的户。"
    assert "张甲" in bar.cure.text()


def test_another_day_may_have_another_committee(opened: Open) -> None:
    desk = opened("appraised")
    _, run = begun(desk)
    type_into(run, "on", "2019-01-01")
    press(KEY.Key_Return)
    desk.rest()
    assert run.room.members == ()


def test_minutes_are_printed_and_the_signed_sheet_is_handed_in(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened("appraised")
    _, run = begun(desk)
    press(KEY.Key_0, KEY.Key_Return)
    type_into(run, "recorded_by", "魏一员")
    press(KEY.Key_F9)
    desk.rest()
    page = page_of(desk)
    assert page.meeting.main.button.accessibleName() == "出具会议记录"
    target = tmp_path / "记录.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(target.exists, timeout=20_000)
    desk.rest()
    assert stored(desk).record.has_minutes
    press(KEY.Key_F9)
    desk.rest()
    form = page.detail.form
    form.form.field("file").setFocus()
    write(desk.walk.photo)
    press(KEY.Key_F9)
    desk.rest()
    assert stored(desk).record.has_sheet
    assert page.meeting.main.why == "会议记录和签到表都已归档。"


def test_who_may_not_hold_a_meeting_is_told_so(opened: Open) -> None:
    desk = opened(CaseState.DELIBERATED)
    desk.sign_in(Role.INSPECTOR)
    page = page_of(desk)
    assert "检查" in page.meeting.papers.print.why
    button = next(button for action, button in page._buttons if action.act == "hold-meeting")
    assert "检查" in button.toolTip()
