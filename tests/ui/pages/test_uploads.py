"""上报 by keys: the list is written masked, or in full with a reason that stands in the trail."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import trail
from centre_app.sheets.book import read
from centre_app.ui.cards import Bar
from centre_app.ui.pages.uploads import UploadsPage
from tests.services.walking import HEAD
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import odd_chinese, outside, unnamed

KEY = Qt.Key


def page_of(desk: Desktop) -> UploadsPage:
    desk.go("uploads")
    page = desk.shell.page
    assert isinstance(page, UploadsPage)
    return page


def until_said(desk: Desktop, page: UploadsPage) -> str:
    desk.qtbot.waitUntil(lambda: page.bars.count() > 0, timeout=20_000)
    desk.rest()
    item = page.bars.itemAt(0)
    bar = item.widget() if item else None
    assert isinstance(bar, Bar)
    return bar.sentence.text()


def cells(file: Path) -> list[object]:
    return [value for row in read(file).sheets[0].rows for value in row]


def acts(desk: Desktop) -> list[str]:
    with desk.shell.desk.office.look() as look:
        return [line.act for line in trail.lines_of(look)]


def test_a_masked_list_is_written_by_keys(opened: Open, tmp_path: Path) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    page = page_of(desk)
    assert page.count.text().startswith("1 户")
    assert "存到哪个文件" in page.export.why
    press(KEY.Key_Return)
    write(str(tmp_path / "list"))
    press(KEY.Key_F9)
    assert until_said(desk, page) == "已导出 1 户：list.xlsx"
    written = cells(tmp_path / "list.xlsx")
    assert HEAD["name"] in written
    assert HEAD["id_number"] not in written
    assert acts(desk)[-1] == "export"
    assert [one for look in (outside, unnamed, odd_chinese) for one in look(desk.shell)] == []


def test_full_numbers_need_a_reason_that_is_kept(opened: Open, tmp_path: Path) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    page = page_of(desk)
    page.file.setText(str(tmp_path / "full.xlsx"))
    page._ways.button(0).setFocus()
    press(KEY.Key_Down)
    assert page.export.why == "先写明为什么要完整号码。"
    page.reason.setFocus()
    write("按通知上报")
    press(KEY.Key_F9)
    assert until_said(desk, page) == "已导出 1 户：full.xlsx"
    assert HEAD["id_number"] in cells(tmp_path / "full.xlsx")
    assert acts(desk)[-2:] == ["reveal", "export"]


def test_a_place_that_is_not_there_is_refused_in_place(opened: Open, tmp_path: Path) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    page = page_of(desk)
    page.file.setText(str(tmp_path / "没有" / "list.xlsx"))
    press(KEY.Key_F9)
    assert until_said(desk, page)
    assert not (tmp_path / "没有").exists()
    assert page.export.button.isEnabled()


def test_who_may_not_export_is_told_so(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in(Role.INSPECTOR)
    page = page_of(desk)
    assert not page.export.button.isEnabled()
    assert "导出" in page.export.why
