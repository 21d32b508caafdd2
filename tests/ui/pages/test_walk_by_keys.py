"""The first steps of a day, by keys alone: sign in, find, open, go back, lock, come back to what was typed."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import desk as desk_service
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.list_page import ListPage
from centre_app.ui.pages.household import HouseholdPage
from tests.services.conftest import PASSWORD
from tests.services.walking import HEAD
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Open

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

OTHER = {
    "people": [{**HEAD, "name": "李乙", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}],
    "causes": ["schooling"],
    "phone": None,
}


def test_a_wrong_password_says_so_and_the_right_one_opens(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    write("错的")
    press(KEY.Key_Return)
    bar = desk.window.sign_in.bar
    desk.qtbot.waitUntil(bar.isVisible, timeout=20_000)
    assert "口令不对" in bar.sentence.text()
    assert desk.window.shell is None
    write(PASSWORD)  # what was typed before is chosen, and so replaced
    press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.window.shell is not None, timeout=20_000)
    desk.rest()
    assert desk.shell.top.title.text() == "今日"


def test_three_wrong_passwords_cost_time(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    page = desk.window.sign_in
    for _ in range(3):
        write("错的")
        press(KEY.Key_Return)
        desk.rest()
    assert "请等" in page.bar.sentence.text()
    assert not page.go.isEnabled()
    page.submit()
    assert not desk.window.runner.busy, "nothing is tried while one must wait"
    while page.wait_left:
        page._tick()
    page._tick()
    assert page.go.isEnabled()
    desk.sign_in()


def name_under_cursor(page: ListPage[Any]) -> str:
    return page.model.cell(page.table.currentIndex().row(), 0).text


def test_a_household_is_found_by_initials_opened_and_left_as_it_was(opened: Open) -> None:
    desk = opened("posted")
    desk.walk.open(**OTHER)
    shell = desk.sign_in()
    press(KEY.Key_2, modifier=CTRL)
    desk.rest()
    page = shell.page
    assert isinstance(page, ListPage)
    assert [page.model.cell(row, 0).text for row in range(2)] == ["张甲", "李乙"], "the next clock comes first"
    press(KEY.Key_F, modifier=CTRL)
    write("ly")
    desk.qtbot.waitUntil(lambda: page.asked.line == "ly")
    desk.rest()
    assert page.model.rowCount() == 1
    press(KEY.Key_Return, KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: isinstance(shell.page, HouseholdPage))
    desk.rest()
    opened_page = shell.page
    assert isinstance(opened_page, HouseholdPage)
    assert opened_page.name.text() == "李乙"
    press(KEY.Key_Escape)
    assert shell.page is page
    assert page.filter.text() == "ly"
    assert name_under_cursor(page) == "李乙"
    press(KEY.Key_Escape)
    desk.rest()
    assert page.filter.text() == ""
    assert page.model.rowCount() == 2
    assert name_under_cursor(page) == "李乙", "the cursor stays with its household"


def test_the_search_from_anywhere_opens_a_household(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    press(KEY.Key_K, modifier=CTRL)
    write("zj")
    desk.qtbot.waitUntil(shell.finder.popup.isVisible)
    assert shell.finder.found[0].text == "张甲"
    press(KEY.Key_Return)
    desk.rest()
    assert shell.top.title.text() == "一户一档"
    assert not shell.finder.popup.isVisible()


def test_a_lock_hides_everything_and_gives_it_back_with_what_was_typed(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    desk.go("household", desk.walk.case)
    page = shell.page
    assert isinstance(page, HouseholdPage)
    page.turn_to("notes")
    page.notes.form.form.field("text").setFocus()
    write("邻居说他家常年吃药")
    press(KEY.Key_L, modifier=CTRL)
    assert not shell.isVisible()
    assert desk.window.sign_in.isVisible()
    desk.rest()
    [draft] = desk_service.drafts(shell.desk.office)
    assert draft.values == {"text": "邻居说他家常年吃药"}
    QTest.keyClick(desk.window.windowHandle(), KEY.Key_Shift)
    assert not shell._idle.isActive(), "keys at the lock are not work behind it"
    write(PASSWORD)
    press(KEY.Key_Return)
    desk.qtbot.waitUntil(shell.isVisible, timeout=20_000)
    assert shell.page is page
    assert shell._idle.isActive()
    assert page.notes.form.form.values() == {"text": "邻居说他家常年吃药"}


def test_a_draft_is_offered_again_to_who_signs_in_anew(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    desk_service.keep_draft(shell.desk.office, f"add-note:{desk.walk.case}", {"text": "没写完"})
    desk.go("household", desk.walk.case)
    page = shell.page
    assert isinstance(page, HouseholdPage)
    page.turn_to("notes")
    bars = page.notes.form.bars
    desk.qtbot.waitUntil(lambda: bars.count() == 1)
    bar = bars.itemAt(0).widget()
    assert bar is not None
    buttons = cast("list[Button]", bar.findChildren(Button))
    assert [each.accessibleName() for each in buttons] == ["接着填", "不要"]
    buttons[0].setFocus()
    press(KEY.Key_Space)
    assert page.notes.form.form.values() == {"text": "没写完"}
    page.notes.form.button.button.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    assert desk_service.drafts(shell.desk.office) == [], "handed in, the draft has served"
    assert "备注 1" in [page.tabs.tabText(place) for place in range(page.tabs.count())]


def test_somebody_else_may_sign_in_at_the_lock(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    first = desk.sign_in()
    press(KEY.Key_L, modifier=CTRL)
    desk.window.sign_in.name.setCurrentText("审核")
    write(PASSWORD)
    press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.window.shell not in (None, first), timeout=20_000)
    desk.rest()
    assert desk.shell.desk.office.actor.role is Role.REVIEWER


def test_the_main_act_is_done_by_its_key_and_the_page_shows_it(opened: Open) -> None:
    desk = opened(CaseState.APPROVED)
    desk.walk.clock.set(desk.walk.office.today.replace(month=4, day=1))
    shell = desk.sign_in(Role.CHAIR)
    desk.go("household", desk.walk.case)
    page = shell.page
    assert isinstance(page, HouseholdPage)
    assert page.overview.main.button.text().startswith("批准建档")
    assert page.overview.main.button.isEnabled()
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: desk.walk.state is CaseState.ACTIVE)
    desk.rest()
    assert page.state.text() == "在档"


def test_a_closed_act_says_why(opened: Open) -> None:
    desk = opened(CaseState.APPROVED)
    desk.sign_in(Role.CLERK)
    desk.go("household", desk.walk.case)
    page = desk.shell.page
    assert isinstance(page, HouseholdPage)
    assert not page.overview.main.button.isEnabled()
    assert "审核、主席" in page.overview.main.why or "主席" in page.overview.main.why


@pytest.mark.parametrize("code", ["today", "households"])
def test_what_is_shown_hides_numbers_phones_and_addresses(opened: Open, code: str) -> None:
    desk = opened("posted")
    desk.sign_in()
    desk.go(code)
    page = desk.shell.page
    labels = cast("list[Words]", page.findChildren(Words))
    texts = [label.text() for label in labels]
    if isinstance(page, ListPage):
        columns = range(page.model.columnCount())
        texts += [page.model.cell(row, column).text for row in range(page.model.rowCount()) for column in columns]
    shown = " ".join(texts)
    assert "张甲" in shown
    for secret in ("621002197001010018", "19900000001", "东街1号"):
        assert secret not in shown
