"""How the window starts: which words open it, which office, and one window for each office."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.__main__ import has_screen, named
from centre_app.app import entrance_to
from centre_app.core.refusals.store import OfficeMissing, WindowOpen
from centre_app.db.store import OfficeFolder
from centre_app.services.office import utc_now
from centre_app.ui.window import Window

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], (None, None)),
        (["--office", "甲县"], ("甲县", None)),
        (["--office=甲县", "--user", "经办"], ("甲县", "经办")),
        (["--office"], None),
        (["cases"], None),
        (["--office", "甲县", "cases"], None),
        (["--json"], None),
        (["--help"], None),
    ],
)
def test_only_an_office_and_a_name_open_the_window(
    words: list[str], wanted: tuple[str | None, str | None] | None
) -> None:
    assert named(words) == wanted


def test_without_a_screen_the_command_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert has_screen() is (sys.platform in ("win32", "darwin"))
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_screen()


def test_a_command_never_loads_the_window() -> None:
    loaded = "import sys, centre_app.__main__ as m; sys.argv = ['x', 'forms']\ntry: m.main()\nexcept SystemExit: pass\n"
    asked = f"{loaded}print([n for n in sys.modules if n.startswith('PySide6')], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_an_office_that_is_not_there_cannot_be_entered(tmp_path: Path) -> None:
    entrance = entrance_to(OfficeFolder(tmp_path / "无"), utc_now)
    assert list(entrance.names()) == []
    with pytest.raises(OfficeMissing):
        entrance.open("经办", "x")


def test_a_second_window_of_an_office_says_so(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)
    with folder.window_lock():
        with pytest.raises(WindowOpen) as told:
            folder.window_lock()
        window = Window(entrance_to(folder, utc_now))
        qtbot.addWidget(window)
        window.show()
        window.sign_in.close_with(told.value)
        assert window.sign_in.bar.sentence.text() == told.value.sentence
        assert not window.sign_in.go.isEnabled()
        window.sign_in.password.setText("x")
        window.sign_in.submit()
        assert not window.runner.busy
