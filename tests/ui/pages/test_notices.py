"""公示 by keys: a notice is posted, photographed, objected to, taken down and printed; a no stands in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from centre_app.core.vocabulary.filing import CaseState, NoticeState, PaperKind, Role
from centre_app.services import notice_board
from centre_app.services.notice_board import BoardRow, NoticeView
from centre_app.ui.act_form import ActForm
from centre_app.ui.cards import Bar
from centre_app.ui.pages.notices import NoticesPage
from centre_app.ui.photos import GivenPhoto
from tests.services.walking import DAYS
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(desk: Desktop) -> NoticesPage:
    desk.go("notices")
    page = desk.shell.page
    assert isinstance(page, NoticesPage)
    return page


def rows(desk: Desktop) -> list[BoardRow]:
    with desk.walk.office.look() as look:
        return notice_board.board(look)


def stored(desk: Desktop) -> NoticeView:
    [row] = rows(desk)
    with desk.walk.office.look() as look:
        return notice_board.notice_view(look, row.notice.number)


def form_of(page: NoticesPage) -> ActForm:
    assert isinstance(page.detail.form, ActForm)
    return page.detail.form


def fill(page: NoticesPage, **texts: str) -> None:
    for name, text in texts.items():
        editor = form_of(page).form.field(name)
        editor.setFocus()
        press(KEY.Key_A, modifier=CTRL)
        write(text)


def do(desk: Desktop) -> None:
    press(KEY.Key_F9)
    desk.rest()


def bars(page: NoticesPage) -> list[str]:
    places = (page.bars, *([page.detail.form.bars] if page.detail.form else []))
    widgets = [place.itemAt(at).widget() for place in places for at in range(place.count())]
    return [bar.sentence.text() for bar in widgets if isinstance(bar, Bar)]


def odd(desk: Desktop) -> list[str]:
    return [finding for look in (cut, outside, unnamed, odd_chinese) for finding in look(desk.shell)]


def test_a_notice_is_posted_by_keys_and_stands_in_the_list(opened: Open) -> None:
    desk = opened(CaseState.DELIBERATED)
    desk.walk.clock.set(DAYS["posted"])
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    form = form_of(page).form
    assert form.values()["cases"] == (desk.walk.case,), "who waits is on the list already"
    assert form.field("filing_unit").raw() == "东街街道工会公示栏"
    assert odd(desk) == []
    do(desk)
    assert rows(desk) == [], "nothing is posted while somebody to ring is missing"
    assert form.lacks()[0] == "contact"
    fill(page, contact="经小办", phone="0934-0000000", supervision_phone="0934-0000001", address="某某路1号")
    do(desk)
    [row] = rows(desk)
    assert row.heads == ("张甲",)
    assert (row.notice.state, row.notice.posted_on) == (NoticeState.RUNNING, DAYS["posted"])
    assert page.detail.form is None
    assert page.row == row
    assert page.notice.left_days.text() == "还剩 5 个工作日"
    assert "期满" in page.notice.strip.accessibleName()
    assert not page.notice.main.button.isEnabled()
    assert "为什么还不能撤下" in page.notice.main.why
    assert page.notice.why.count() > 0
    assert odd(desk) == []


def test_photographs_are_handed_in_and_the_notice_comes_down_and_is_certified(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened("posted")
    desk.walk.clock.set(DAYS["last_day"])
    desk.sign_in()
    page = page_of(desk)
    for _ in range(2):
        press(KEY.Key_F7)
        fill(page, file=desk.walk.photo)
        do(desk)
    assert [place.last.on for place in stored(desk).places if place.last] == [DAYS["last_day"]] * 2
    assert page.notice.places_card.note.text() == "照片齐全"
    press(KEY.Key_F7)
    assert page.detail.form is None, "nothing is missing any more"
    desk.walk.clock.set(DAYS[CaseState.PUBLICISED])
    press(KEY.Key_F5)
    desk.rest()
    do(desk)
    assert form_of(page).form.field("on").raw() == "2026-03-25"
    do(desk)
    assert desk.walk.state is CaseState.PUBLICISED
    assert page.notice.main.button.accessibleName() == "出具公示结果证明"
    target = tmp_path / "证明"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(target.with_suffix(".pdf").exists, timeout=20_000)
    desk.rest()
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert stored(desk).certified_on == date(2026, 3, 25)
    assert page.notice.left_days.text() == "已出证明"


def test_an_objection_freezes_its_household_until_two_others_have_looked(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    page = page_of(desk)
    page.notice.add_grievance.setFocus()
    press(KEY.Key_Space)
    fill(page, case="张甲", channel="来电", content="他家有车")
    do(desk)
    [grievance] = stored(desk).grievances
    assert (grievance.head, grievance.named, grievance.is_open) == ("张甲", False, True)
    assert page.notice.frozen.count() == 1
    assert odd(desk) == []
    page.notice.settle.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    fill(page, outcome="异议不成立", surveyors="杜一查、杜三查", finding="车是邻居的")
    do(desk)
    assert any("杜一查" in form_of(page).form.sentence("surveyors") for _ in [0]), "who was there may not judge it"
    fill(page, surveyors="杜三查、杜四查")
    do(desk)
    assert not stored(desk).grievances[0].is_open
    assert page.notice.frozen.count() == 0
    assert not page.notice.settle.isEnabled()


def test_a_notice_hangs_longer(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    page = page_of(desk)
    page.extend()
    fill(page, days="2")
    do(desk)
    assert bars(page) == []
    assert page.detail.form is None
    assert stored(desk).entries[0].extra_days == 2
    assert page.notice.entries.row_at(0) == stored(desk).entries[0]


def test_esc_leaves_a_form_and_its_draft_is_offered_again(opened: Open) -> None:
    desk = opened(CaseState.DELIBERATED)
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    fill(page, contact="经小办")
    press(KEY.Key_Escape)
    desk.rest()
    assert page.detail.form is None
    assert page.table.hasFocus() or page.nothing.isVisible()
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    assert "没交的草稿" in bars(page)[0]


def test_what_nobody_waits_for_is_said(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_N, modifier=CTRL)
    desk.rest()
    assert bars(page) == ["没有待公示的家庭。"]


def test_photographs_are_dropped_pasted_or_chosen(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened("posted")
    desk.sign_in()
    page = page_of(desk)
    [slot, *_] = page.notice.slots.values()
    slot.photo_given.emit(GivenPhoto(None, b"x"))
    assert bars(page) == ["粘贴来的图还不是文件。"]
    file = desk.walk.photo
    slot.photo_given.emit(GivenPhoto(Path(file)))
    assert form_of(page).form.field("file").raw() == file
    press(KEY.Key_Escape)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    slot.click()
    assert page.detail.form is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))
    slot.click()
    assert form_of(page).form.field("file").raw() == file


def test_an_inspector_sees_and_may_not(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in(Role.INSPECTOR)
    page = page_of(desk)
    assert "检查" in page.notice.main.why
    assert "检查" in page.notice.papers.print.why
    assert not page.notice.add_grievance.isEnabled()


def test_a_narrow_window_shows_list_or_notice_and_the_paper_under_a_tab(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    page = page_of(desk)
    assert page.notice.papers.isVisible()
    desk.window.resize(1100, 700)
    assert not page.notice.papers.isVisible()
    assert page.notice.sides is not None
    page.notice.sides.tabs.setCurrentIndex(1)
    assert page.notice.papers.isVisible()
    desk.window.resize(960, 700)
    assert not page.detail.isVisible()
    page.table.setFocus()
    press(KEY.Key_Return)
    assert page.detail.isVisible()
    assert not page.table.isVisible()
    press(KEY.Key_Escape)
    assert page.table.isVisible()
    assert {kind for _, kind in page.notice.slots} == {PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST}
