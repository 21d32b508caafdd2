"""导入比对 by keys: a county's table is read, looked at, backed up and taken in, and what is wrong stays out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import trail, upkeep
from centre_app.services.filing import in_state
from centre_app.ui.cards import Bar
from centre_app.ui.pages.imports import ImportsPage, lots_of
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import odd_chinese, outside, unnamed

KEY = Qt.Key
COUNTY = Path(__file__).parents[2] / "data" / "county-a.xlsx"


def page_of(desk: Desktop) -> ImportsPage:
    desk.go("imports")
    page = desk.shell.page
    assert isinstance(page, ImportsPage)
    return page


def sentences(page: ImportsPage) -> list[str]:
    bars = [page.bars.itemAt(at).widget() for at in range(page.bars.count())]
    return [bar.sentence.text() for bar in bars if isinstance(bar, Bar)]


def drafts(desk: Desktop) -> int:
    with desk.shell.desk.office.look() as look:
        return len(in_state(look, CaseState.DRAFT, 1000))


def read(desk: Desktop, file: Path) -> ImportsPage:
    page = page_of(desk)
    write(str(file))
    press(KEY.Key_Return)
    desk.rest()
    return page


def take_in(desk: Desktop, page: ImportsPage) -> None:
    """F9, until it is said what came of it."""
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: bool(sentences(page)), timeout=20_000)
    desk.rest()


def test_a_table_is_read_compared_and_taken_in_after_a_backup(opened: Open) -> None:
    desk = opened(None)
    desk.sign_in()
    page = read(desk, COUNTY)
    plan = page.plan
    assert plan is not None
    assert [len(lot.households) for lot in lots_of(plan)] == [284, 0, 0, 6, 30]
    assert sum(lot.rows for lot in lots_of(plan)) == plan.rows == 973
    assert page.heads.model().rowCount() == 37
    assert drafts(desk) == 0, "looking stores nothing"
    assert upkeep.backups(desk.shell.desk.office) == []
    assert [finding for look in (outside, unnamed, odd_chinese) for finding in look(desk.shell)] == []

    first = page.bar.sentence.text()
    assert first.startswith("第 13 行")
    press(KEY.Key_F8)
    desk.qtbot.waitUntil(lambda: page.bar.sentence.text().startswith("第 17 行"))
    take_in(desk, page)
    assert "新增 284 户" in sentences(page)[0]
    assert drafts(desk) == 284
    office = desk.shell.desk.office
    assert [copy.good for copy in upkeep.backups(office)] == [True]
    with office.look() as look:
        acts = [line.act for line in trail.lines_of(look)][-2:]
    assert acts == ["back-up", "import"]


def test_the_same_table_again_changes_nothing(opened: Open) -> None:
    desk = opened(None)
    desk.sign_in()
    page = read(desk, COUNTY)
    take_in(desk, page)
    page = read(desk, COUNTY)
    assert page.plan is not None
    assert [len(lot.households) for lot in lots_of(page.plan)][:3] == [0, 0, 284]
    take_in(desk, page)
    assert drafts(desk) == 284


def test_a_file_that_is_not_there_or_holds_no_table_is_refused_in_place(opened: Open, tmp_path: Path) -> None:
    desk = opened(None)
    desk.sign_in()
    page = read(desk, tmp_path / "没有.xlsx")
    assert any("没有.xlsx" in sentence for sentence in sentences(page))
    assert page.file.hasFocus()
    note = tmp_path / "便条.txt"
    note.write_text("今天下乡\n", encoding="utf-8")
    page.file.clear()
    page = read(desk, note)
    assert len(sentences(page)) == 1
    assert page.plan is None


def test_escape_leaves_the_plan_for_another_file(opened: Open) -> None:
    desk = opened(None)
    desk.sign_in()
    page = read(desk, COUNTY)
    press(KEY.Key_Escape)
    assert page.plan is None
    assert page.file.hasFocus()
    assert drafts(desk) == 0


def test_an_administrator_takes_over_and_is_told_which_archives_are_not_whole(opened: Open) -> None:
    desk = opened(None)
    desk.sign_in(Role.ADMINISTRATOR)
    page = read(desk, COUNTY)
    assert page.take_over.isChecked()
    take_in(desk, page)
    assert sentences(page)
    assert all("不能承接为在档：缺建档时间" in sentence for sentence in sentences(page))
    assert page.apply.button.isEnabled()
    with desk.shell.desk.office.look() as look:
        assert in_state(look, CaseState.ACTIVE, 1000) == []
