"""报表 by keys: the figures of the office, each opens its households, and a workbook says what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from centre_app.core.refusals.sheets import FileUnwritable
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services.figures import figures
from centre_app.sheets import book
from centre_app.ui.cards import Bar
from centre_app.ui.charts import BarList, Bars, WithFigures
from centre_app.ui.list_page import ListPage
from centre_app.ui.pages.reports import ReportsPage
from tests.ui.keys import focused, press
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key


def page_of(desk: Desktop) -> ReportsPage:
    desk.go("reports")
    page = desk.shell.page
    assert isinstance(page, ReportsPage)
    return page


def opened_list(desk: Desktop) -> tuple[str, int]:
    """The filter line of the list of households that is shown, and how many it lists."""
    desk.rest()
    page = desk.shell.page
    assert isinstance(page, ListPage)
    return page.filter.text(), page.model.rowCount()


def test_every_figure_opens_the_households_behind_it(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    page = page_of(desk)
    assert page.found is not None
    assert [one for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)] == []
    for both in list[WithFigures](page.findChildren(WithFigures)):
        both.button.click()
    assert [one for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)] == []
    for both in list[WithFigures](page.findChildren(WithFigures)):
        both.button.click()
    page.charts[0].setFocus()
    tables = {one.name: one.tally for one in page.found.tables}
    came = tables["季度进出"]
    assert (came.opening, came.total, came.closing) == (0, (1, 0), 1)
    place = next(at for at, line in enumerate(came.lines) if line.figures[0])
    press(*[KEY.Key_Right] * (2 * place))
    press(KEY.Key_Return)
    assert opened_list(desk) == (came.lines[place].filters[0], 1)

    for at, (name, tally) in list(enumerate(tables.items()))[1:]:
        page_of(desk)
        while focused() is not page.charts[at]:
            press(KEY.Key_Tab)
        lines = [line.figures[0] for line in tally.lines]
        press(*[KEY.Key_Down] * lines.index(1))
        press(KEY.Key_Return)
        assert (name, opened_list(desk)[1]) == (name, 1)
        press(KEY.Key_Escape, KEY.Key_Escape)
        desk.rest()


def test_the_figures_of_the_morning_page_open_their_households_too(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    shell = desk.sign_in()
    with shell.desk.office.look() as look:
        now = figures(look)
    [quarters] = list[Bars](shell.page.findChildren(Bars))
    quarters.setFocus()
    place = next(at for at, line in enumerate(now.movement.lines) if line.figures[0])
    press(*[KEY.Key_Right] * (2 * place))
    press(KEY.Key_Return)
    assert opened_list(desk) == (now.movement.lines[place].filters[0], 1)
    desk.go("today")
    [causes] = list[BarList](shell.page.findChildren(BarList))
    causes.setFocus()
    press(KEY.Key_Return)
    assert opened_list(desk) == (now.causes.lines[0].filters[0], 1)


def test_a_year_is_turned_and_the_workbook_says_what_is_shown(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    page = page_of(desk)
    year = desk.shell.desk.office.today.year
    assert not page.next.isEnabled()
    press(KEY.Key_PageUp)
    desk.rest()
    assert page.found is not None
    assert page.title.text().startswith(f"{year - 1}年进出")
    assert page.found.tables[0].tally.closing == 0
    assert page.next.isEnabled()
    press(KEY.Key_PageDown)
    desk.rest()
    assert page.found.tables[0].tally.closing == 1

    path = tmp_path / "报表"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(KEY.Key_F9)
    desk.rest()
    bar = page.bars.itemAt(0).widget()
    assert isinstance(bar, Bar)
    assert bar.sentence.text() == "已导出：报表.xlsx"
    sheets = book.read(path.with_name("报表.xlsx")).sheets
    assert [sheet.name for sheet in sheets] == [one.name for one in page.found.tables]
    path = tmp_path / "没有" / "报表.xlsx"
    press(KEY.Key_F9)
    desk.rest()
    bar = page.bars.itemAt(0).widget()
    assert isinstance(bar, Bar)
    assert bar.sentence.text() == FileUnwritable(file="报表.xlsx").sentence


def test_whoever_may_not_export_is_told_so(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    page = page_of(desk)
    assert "管理员" in page.export.why
    assert page.found is not None
    assert [one.tally.total[0] for one in page.found.tables] == [0] * len(page.found.tables)
