"""The window on an office of the test's own, signed in with real keys, with the real lanes."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from pytestqt.qtbot import QtBot

from centre_app.app import entrance_to
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.store import OfficeFolder
from centre_app.ui.buttons import Button
from centre_app.ui.frame import Shell
from centre_app.ui.table import Table
from centre_app.ui.window import Window
from tests.services.conftest import NAMES, PASSWORD, At, Template, furnished, stages
from tests.services.staging import Stages
from tests.services.walking import Walk
from tests.ui.keys import press, write

__all__ = ["Desktop", "stages"]

KEY = Qt.Key


class Desktop:
    """A window, and the walk of a case in the same office."""

    def __init__(self, qtbot: QtBot, walk: Walk) -> None:
        self.qtbot = qtbot
        self.walk = walk
        self.window = Window(entrance_to(walk.office.store.folder, walk.clock))
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.sign_in.password.setFocus()

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    def sign_in(self, role: Role = Role.CLERK) -> Shell:
        """Type the password and wait for the first page."""
        self.window.sign_in.name.setCurrentText(NAMES[role])
        write(PASSWORD)
        press(KEY.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.shell is not None, timeout=20_000)
        self.rest()
        return self.shell

    def rest(self) -> None:
        """Until every question is answered, and everything has found its place."""
        self.qtbot.waitUntil(self._rests, timeout=20_000)
        for _ in range(3):
            loop = QEventLoop()
            QTimer.singleShot(0, loop.quit)
            loop.exec()

    def _rests(self) -> bool:
        """Nothing is asked, no choice of a row waits to be looked at, no button that a key pressed is still down."""
        page = self.window.shell.page if self.window.shell else None
        waits = page is not None and any(table._resting.isActive() for table in list[Table](page.findChildren(Table)))
        pressed = page is not None and any(button.isDown() for button in list[Button](page.findChildren(Button)))
        return not self.window.runner.busy and not waits and not pressed

    def go(self, code: str, key: object = None) -> None:
        """To a page, as a button would lead there."""
        self.shell.go(code, key)
        self.rest()


Open = Callable[[CaseState | str | None], Desktop]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The office on the encrypted file; the window never asks which database stands behind it."""
    path = tmp_path_factory.mktemp("template") / "甲县"
    return Template(path, furnished(OfficeFolder(path)))


@pytest.fixture
def at(stages: Stages, tmp_path: Path) -> Iterator[At]:
    """A case that has come to a state, in an office of this test's own, on the day of its last act."""
    with ExitStack() as leaving:
        yield lambda state: stages.walk(state, tmp_path / uuid.uuid4().hex, leaving)


@pytest.fixture
def opened(qtbot: QtBot, at: At) -> Iterator[Open]:
    """A window on an office in which one case has come to a state; nobody is signed in yet."""
    desks: list[Desktop] = []

    def make(state: CaseState | str | None) -> Desktop:
        desks.append(Desktop(qtbot, at(state)))
        return desks[-1]

    yield make
    for desk in desks:
        desk.window.close()
