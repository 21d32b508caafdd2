"""Paints every page of the window with an office, in every size, scale and look, to be looked at.

python -m tests.ui.paint OFFICE OUT [--pages households,today,first_run] [--small]

OFFICE is an office for training (``centre demo``); its password is taken from CENTRE_PASSWORD. ``first_run`` are the
six steps that make an office.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from centre_app import registry
from centre_app.app import entrance_to, make_app
from centre_app.db.store import OfficeFolder
from centre_app.services import search
from centre_app.services.first_run import founding_in
from centre_app.services.office import utc_now
from centre_app.ui import look, pages
from centre_app.ui.look import CONTRAST, LIGHT, Look
from centre_app.ui.table import Table
from centre_app.ui.window import Window


class Sight(NamedTuple):
    """How the window stands in one picture."""

    name: str
    size: QSize
    look: Look
    scale: float


SIZES = {"1366": QSize(1366, 700), "1920": QSize(1920, 1012)}
_OF_CASE = frozenset({"household", "means_test"})
"""Pages that show one household."""
_FIRST_RUN = "first_run"
LOOKS = {"light": LIGHT, "contrast": CONTRAST}


def sights(*, small: bool) -> Iterator[Sight]:
    """All of them, or only the one that most offices see."""
    for size, wide in SIZES.items():
        for scale in (1.0, 1.25, 1.5):
            for worn, tokens in LOOKS.items():
                if not small or (size, scale, worn) == ("1366", 1.0, "light"):
                    yield Sight(f"{size}-{round(scale * 100)}-{worn}", wide, tokens, scale)


def settle(window: Window) -> None:
    """Let the window come to rest: every question answered, every row looked at, every event heard."""
    for _ in range(3):
        while window.runner.busy or any(table._resting.isActive() for table in list[Table](window.findChildren(Table))):
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
        QApplication.sendPostedEvents()


def sign_in(window: Window, password: str) -> None:
    window.show()
    window.sign_in.password.setText(password)
    window.sign_in.submit()
    settle(window)
    assert window.shell is not None, window.sign_in.bar.sentence.text()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("office", type=Path)
    words.add_argument("out", type=Path)
    words.add_argument("--pages", default="")
    words.add_argument("--small", action="store_true")
    given = words.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    app = make_app()
    for sight in sights(small=given.small):
        look.wear(app, sight.look, sight.scale)
        every = [_FIRST_RUN, *(name.replace("-", "_") for name in registry.names_in(pages))]
        wanted = given.pages.split(",") if given.pages else every
        if _FIRST_RUN in wanted:
            paint_first_run(sight, given.out)
        window = Window(entrance_to(OfficeFolder(given.office), utc_now))
        window.resize(sight.size)
        window.show()
        window.grab().save(str(given.out / f"sign-in-{sight.name}.png"))
        sign_in(window, os.environ["CENTRE_PASSWORD"])
        assert window.shell is not None
        for code in (code for code in wanted if code != _FIRST_RUN):
            key = first_case(window) if code in _OF_CASE else None
            window.shell.go(code, key)
            settle(window)
            window.grab().save(str(given.out / f"{code}-{sight.name}.png"))
        window.close()


def paint_first_run(sight: Sight, out: Path) -> None:
    """Paint the six steps that make an office, filled in as they come; none is made."""
    with TemporaryDirectory() as place:
        folder = OfficeFolder(Path(place) / "甲县")
        window = Window(entrance_to(folder, utc_now), None, founding_in(folder, utc_now))
        window.resize(sight.size)
        window.show()
        wizard = window.first_run
        assert wizard is not None
        wizard.office.form.take_draft(
            {
                "name": "甲县困难职工帮扶中心",
                "union": "甲县总工会",
                "area": "621002",
                "chair": "钟县主",
                "chair_since": "2024-05-06",
            }
        )
        wizard.keys.form.take_draft({"admin": "沈管理"})
        wizard.copies.line.field.setText(place)
        for at in range(len(wizard.steps)):
            wizard._show(at)
            settle(window)
            window.grab().save(str(out / f"{_FIRST_RUN}-{at + 1}-{sight.name}.png"))
        window.close()


def first_case(window: Window) -> object:
    """The household that the list has first."""
    assert window.shell is not None
    with window.shell.desk.office.look() as view:
        return search.keys(view, search.CaseQuery())[0]


if __name__ == "__main__":
    main()
