"""The first run, with real keys: six steps, each judged, forth and back, nothing stored before the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageStat
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from centre_app.app import entrance_to
from centre_app.core.refusals.paper import PrinterMissing
from centre_app.db.store import OfficeFolder
from centre_app.forms.paper.render import pictures, sizes, texts
from centre_app.services.first_run import founding_in
from centre_app.ui import look, printer
from centre_app.ui.buttons import Button
from centre_app.ui.first_run.wizard import FirstRun
from centre_app.ui.look import LIGHT
from centre_app.ui.pages.imports import ImportsPage
from centre_app.ui.window import Window
from tests.services.conftest import PASSWORD, Clock
from tests.services.test_first_run import YEAR
from tests.ui.keys import NONE, press, write
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TABLE = Path(__file__).parents[1] / "data" / "county-a.xlsx"
OFFICE, CHAIR, ADMIN = "甲县困难职工帮扶中心", "钟县主", "管理员甲"


class FirstDay:
    """A window where there is no office, a stick, and the file that the sheet is saved to."""

    def __init__(self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot = qtbot
        self.folder = OfficeFolder(tmp_path / "甲县")
        self.stick = tmp_path / "U盘"
        self.stick.mkdir()
        self.sheet = tmp_path / "恢复单.pdf"
        self.trial = tmp_path / "试印.pdf"
        clock = Clock()
        self.window = Window(entrance_to(self.folder, clock), None, founding_in(self.folder, clock))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(self.sheet), ""))
        monkeypatch.setattr(printer, "chosen", self._chosen)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.wizard.begin()

    def _chosen(self, parent: QWidget, name: str) -> QPrinter:
        """The printer that somebody chose in the dialog; it prints into a file."""
        chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(self.trial))
        return chosen

    @property
    def wizard(self) -> FirstRun:
        assert self.window.first_run is not None
        return self.window.first_run

    @property
    def step(self) -> str:
        return self.wizard.head.text()

    def said(self) -> str:
        """Every sentence that is seen at the right."""
        return " ".join(label.text() for label in list[QLabel](self.wizard.findChildren(QLabel)) if label.isVisible())

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key that is bound to a button, and let it come up again."""
        press(key, modifier=modifier)
        self.rest()

    def rest(self) -> None:
        """Until no button is down and nothing is asked."""
        self.qtbot.waitUntil(self._rests, timeout=60_000)
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()

    def _rests(self) -> bool:
        down = [button for button in list[Button](self.window.findChildren(Button)) if button.isDown()]
        return not down and not self.window.runner.busy

    def fill_office(self) -> None:
        for text in (OFFICE, "甲县总工会", "621002", CHAIR, "2024-05-06"):
            write(text)
            press(KEY.Key_Return)
        self.rest()

    def fill_keys(self) -> None:
        """Name and password, the sheet saved, its last group typed."""
        for text in (ADMIN, PASSWORD, PASSWORD):
            write(text)
            press(KEY.Key_Return)
        self.press(KEY.Key_S, CTRL)
        write(self.last_group())
        press(KEY.Key_Return)
        self.rest()

    def last_group(self) -> str:
        """The last group of the key, as somebody reads it from the sheet."""
        words = "".join("".join(texts(self.sheet.read_bytes())).split())
        found = re.findall(r"(?:[0-9A-Z]{5}-){6}([0-9A-Z]{4})", words)
        assert len(found) == 1, "the sheet shows one key"
        return str(found[0])


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FirstDay:
    return FirstDay(qtbot, tmp_path, monkeypatch)


def test_an_office_is_made_by_keys_alone_and_its_table_is_read(first: FirstDay, tmp_path: Path) -> None:
    first.wizard.office.training.setChecked(True)  # a password of a real office is dear by design
    first.fill_office()
    assert first.step == "2　规则与标准线"
    first.wizard.rules.form.field("value").setFocus()
    for text in ("612", "2026-01-01", "甲政办〔2025〕9号"):
        write(text)
        press(KEY.Key_Return)
    assert first.step == "3　放假安排"
    year = tmp_path / "2031.toml"
    year.write_text(YEAR, "utf8")
    write(str(year))
    press(KEY.Key_Return)
    assert "2031年：放假 1 天，调休上班 1 天" in first.said()
    press(KEY.Key_Return)
    first.fill_keys()
    assert first.step == "5　备份与试印"
    write(str(first.stick))
    press(KEY.Key_Return, KEY.Key_Return)
    assert sizes(first.trial.read_bytes())[0] == pytest.approx((595, 842), abs=1)
    press(KEY.Key_Space)
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "6　旧表与建立"
    for fact in (OFFICE, "甘肃省庆阳市西峰区", CHAIR, "612.00 元", "导入 2031年", ADMIN, str(first.stick), "试印过"):
        assert fact in first.said(), fact
    write(str(TABLE))
    press(KEY.Key_Return)
    assert not first.folder.exists
    first.press(KEY.Key_F9)
    first.qtbot.waitUntil(lambda: first.window.first_run is None, timeout=60_000)
    first.rest()
    sign_in = first.window.sign_in
    assert sign_in.isVisible()
    assert (sign_in.bar.sentence.text(), sign_in.name.currentText()) == ("办公室已建立，请登录。", ADMIN)
    [copy] = first.stick.iterdir()
    assert copy.name in sign_in.bar.cure.text()
    write(PASSWORD)
    press(KEY.Key_Return)
    first.qtbot.waitUntil(lambda: first.window.shell is not None, timeout=60_000)
    first.rest()
    assert first.window.shell is not None
    page = first.window.shell.page
    assert isinstance(page, ImportsPage)
    assert page.plan is not None
    assert page.plan.add
    first.window.close()


def test_every_step_says_what_is_wrong_in_its_place_and_keeps_what_was_typed(first: FirstDay) -> None:
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "1　单位与区划"
    assert all(
        f"“{each}”没有填写" in first.said() for each in ("中心名称", "县级工会", "行政区划", "工会主席", "任职日期")
    )
    for text in (OFFICE, "甲县总工会", "621000", CHAIR, "2030-01-01"):
        write(text)
        press(KEY.Key_Return)
    assert first.step == "1　单位与区划"
    assert "没有这个县级区划" in first.said() or "不是县" in first.said()
    first.wizard.office.form.take_draft({"chair_since": "2024-05-06"})
    first.press(KEY.Key_Return, CTRL)
    assert "“621000”不是县（区、市）的六位行政区划代码" in first.said()
    assert first.wizard.office.form.field("area").hasFocus()
    first.wizard.office.form.take_draft({"area": "621002"})
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "2　规则与标准线"

    first.wizard.rules.form.take_draft({"value": "612"})
    first.press(KEY.Key_Return, CTRL)
    assert "“施行日期”没有填写" in first.said()
    first.wizard.rules.form.take_draft({"value": ""})
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "3　放假安排"


def test_holidays_and_sheet_say_what_is_wrong_in_their_places(first: FirstDay) -> None:
    first.fill_office()
    first.press(KEY.Key_Return, CTRL)
    write("没有的文件.toml")
    press(KEY.Key_Return)
    assert "找不到文件“没有的文件.toml”" in first.said()
    first.wizard.calendar.line.field.clear()
    press(KEY.Key_Return)

    assert first.step == "4　口令与恢复单"
    first.press(KEY.Key_S, CTRL)
    assert "“管理员”没有填写" in first.said()
    write(ADMIN)
    press(KEY.Key_Return)
    write(PASSWORD)
    press(KEY.Key_Return)
    write("别的")
    first.press(KEY.Key_Return, CTRL)
    assert "两次输入的口令不一样" in first.said()
    assert "“恢复单最后一组”没有填写" in first.said()
    first.wizard.keys.again.setText(PASSWORD)
    first.press(KEY.Key_S, CTRL)
    key = first.wizard.keys.key
    write("AAA")
    press(KEY.Key_Return)
    assert "恢复单最后一组不是“AAA”" in first.said()
    first.press(KEY.Key_Left, ALT)
    first.press(KEY.Key_Left, ALT)
    first.press(KEY.Key_Left, ALT)
    assert first.wizard.office.form.draft()["name"] == OFFICE
    first.wizard.office.form.take_draft({"name": "乙县帮扶中心"})
    for _ in range(3):
        first.press(KEY.Key_Right, ALT)
    assert first.wizard.keys.key != key, "the sheet that was saved names another office"
    assert "先前的恢复单作废" in first.said()
    assert first.wizard.keys.password.text() == PASSWORD
    first.press(KEY.Key_P, CTRL)
    assert "已送打印机" in first.said()
    assert ImageStat.Stat(pictures(first.trial.read_bytes())[0].convert("L")).mean[0] < 253, "the sheet is on the paper"
    write(first.wizard.keys.key.printed[-4:])
    press(KEY.Key_Return)

    assert first.step == "5　备份与试印"
    assert not first.folder.path.exists()


def test_copies_and_table_say_what_is_wrong_in_their_places(first: FirstDay) -> None:
    first.fill_office()
    first.press(KEY.Key_Return, CTRL)
    first.press(KEY.Key_Return, CTRL)
    first.fill_keys()
    assert first.step == "5　备份与试印"
    first.press(KEY.Key_Return, CTRL)
    assert "“备份位置”没有填写" in first.said()
    write(str(first.stick / "没有"))
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "5　备份与试印"
    assert "没有" in first.wizard.copies.line.said.text()
    first.wizard.copies.line.field.setText(str(first.stick))
    assert "同一块硬盘" in first.said()
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "6　旧表与建立"
    write("没有的表.xlsx")
    first.press(KEY.Key_F9)
    assert "找不到文件“没有的表.xlsx”" in first.said()
    assert not first.folder.path.exists()


def test_what_cannot_be_finished_leads_back_and_leaves_nothing(first: FirstDay) -> None:
    first.wizard.office.training.setChecked(True)
    first.fill_office()
    first.press(KEY.Key_Return, CTRL)
    first.press(KEY.Key_Return, CTRL)
    first.fill_keys()
    write(str(first.stick))
    first.press(KEY.Key_Return, CTRL)
    assert first.step == "6　旧表与建立"
    first.stick.rmdir()
    first.press(KEY.Key_F9)
    first.rest()
    assert first.step == "5　备份与试印"
    assert str(first.stick) in first.wizard.copies.line.said.text()
    assert not first.folder.path.exists()
    assert first.wizard.keys.password.text() == PASSWORD
    first.window.close()


def test_what_the_world_puts_in_the_way_at_the_end_is_said_and_nothing_is_made(first: FirstDay) -> None:
    first.wizard.office.training.setChecked(True)
    first.fill_office()
    first.press(KEY.Key_Return, CTRL)
    first.press(KEY.Key_Return, CTRL)
    first.fill_keys()
    write(str(first.stick))
    first.press(KEY.Key_Return, CTRL)
    first.folder.path.write_text("不是文件夹", "utf8")
    first.press(KEY.Key_F9)
    assert first.step == "6　旧表与建立"
    assert f"无法读写 {first.folder.path}" in first.said()
    assert first.wizard.last.make.isEnabled()
    assert list(first.stick.iterdir()) == []
    first.folder.path.unlink()
    first.press(KEY.Key_F9)
    first.qtbot.waitUntil(lambda: first.window.first_run is None, timeout=60_000)
    assert first.folder.exists, "the same answers make the office as soon as the way is free"
    first.window.close()


def test_without_a_printer_it_says_so(first: FirstDay, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(parent: QWidget, name: str) -> QPrinter:
        raise PrinterMissing

    monkeypatch.setattr(printer, "chosen", none)
    first.wizard.copies.print_page()
    assert first.wizard.copies._printed.text() == PrinterMissing().sentence
    first.wizard.keys.form.take_draft({"admin": ADMIN})
    first.wizard.keys.print_sheet()
    assert first.wizard.keys._said["sheet"].text() == PrinterMissing().sentence


@pytest.mark.parametrize(
    ("size", "scale"), [(QSize(1366, 700), 1.0), (QSize(1366, 700), 1.25), (QSize(1920, 1012), 1.5)], ids=str
)
def test_nothing_is_cut_or_lies_outside(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: QSize, scale: float
) -> None:
    look.wear(qapp, LIGHT, scale)
    first = FirstDay(qtbot, tmp_path, monkeypatch)
    first.window.resize(size)
    first.fill_office()
    found = [f"2: {finding}" for finding in findings(first.wizard)]
    first.press(KEY.Key_Return, CTRL)
    found += [f"3: {finding}" for finding in findings(first.wizard)]
    first.press(KEY.Key_Return, CTRL)
    found += [f"4: {finding}" for finding in findings(first.wizard)]
    first.fill_keys()
    write(str(first.stick))
    found += [f"5: {finding}" for finding in findings(first.wizard)]
    first.press(KEY.Key_Return, CTRL)
    found += [f"6: {finding}" for finding in findings(first.wizard)]
    for _ in range(5):
        first.press(KEY.Key_Left, ALT)
    found += [f"1: {finding}" for finding in findings(first.wizard)]
    assert first.step == "1　单位与区划"
    assert found == []


def findings(wizard: FirstRun) -> list[str]:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    return [finding for look_for in (cut, outside, unnamed, odd_chinese) for finding in look_for(wizard)]
