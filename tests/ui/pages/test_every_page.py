"""Every page, in every size and scale: nothing is cut, nothing lies outside, every control has a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from centre_app import registry
from centre_app.ui import look, pages
from centre_app.ui.list_page import ListPage
from centre_app.ui.look import CONTRAST, LIGHT
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
OF_CASE = frozenset({"household", "means_test"})
SIGHTS = [(QSize(1366, 700), 1.0), (QSize(1366, 700), 1.25), (QSize(1920, 1012), 1.0), (QSize(1920, 1012), 1.5)]


def codes() -> list[str]:
    return [name.replace("-", "_") for name in registry.names_in(pages)]


def each_page(desk: Desktop) -> Iterator[str]:
    """Go to every page in turn; what shows one household shows that of the walk."""
    for code in codes():
        desk.go(code, desk.walk.case if code in OF_CASE else None)
        yield code


@pytest.mark.parametrize(("size", "scale"), SIGHTS, ids=str)
def test_nothing_is_cut_or_lies_outside_and_everything_has_a_name(
    opened: Open, qapp: QApplication, size: QSize, scale: float
) -> None:
    look.wear(qapp, LIGHT, scale)
    desk = opened("posted")
    desk.window.resize(size)
    desk.sign_in()
    found = [
        f"{code}: {finding}"
        for code in each_page(desk)
        for look_for in (cut, outside, unnamed, odd_chinese)
        for finding in look_for(desk.shell)
    ]
    assert found == []


def test_every_page_is_shown_in_high_contrast_too(opened: Open, qapp: QApplication) -> None:
    look.wear(qapp, CONTRAST)
    desk = opened("posted")
    desk.sign_in()
    assert [code for code in each_page(desk) if desk.window.grab().isNull()] == []


def test_every_list_keeps_to_the_manners_of_a_model(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    for _ in each_page(desk):
        page = desk.shell.page
        if isinstance(page, ListPage):
            QAbstractItemModelTester(page.model, FATAL, page.model)
            page.refresh()
            desk.rest()
            page.filter.setText("张")
            page.filter.clock.stop()
            page._typed()
            desk.rest()
    lists = [code for code in each_page(desk) if isinstance(desk.shell.page, ListPage)]
    assert "households" in lists


def test_only_the_page_that_is_shown_was_built(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    assert list(shell._built) == ["today"]
    desk.go("households")
    assert list(shell._built) == ["today", "households"]


def test_a_page_asks_anew_only_when_somebody_looks(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    desk.go("households")
    page = shell.page
    assert isinstance(page, ListPage)
    desk.go("today")
    shell.desk.touched.emit(frozenset({"case_file"}))
    desk.rest()
    assert page._stale
    desk.go("households")
    assert not page._stale


def test_the_page_that_was_open_last_is_shown_again(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    desk.go("households")
    shell.desk.memory.save()
    desk.rest()
    desk.window._leave()
    desk.rest()
    desk.window._stack.setCurrentWidget(desk.window.sign_in)
    desk.window.sign_in.password.setFocus()
    assert desk.sign_in().top.title.text() == "档案"


def test_a_narrow_window_has_icons_only_and_fewer_columns(opened: Open) -> None:
    desk = opened("posted")
    shell = desk.sign_in()
    desk.go("households")
    page = shell.page
    assert isinstance(page, ListPage)
    desk.window.resize(1366, 700)
    assert shell.rail.width() == 152
    assert not page.table.isColumnHidden(2)
    desk.window.resize(1100, 700)
    assert shell.rail.width() == 56
    assert page.table.isColumnHidden(2)
    assert page.summary is not None
    assert page.summary.isVisible()
    desk.window.resize(960, 700)
    assert not page.summary.isVisible()
