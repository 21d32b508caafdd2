"""Paints every page of the window with an office, in every size, scale and look, to be looked at.

python -m tests.ui.paint OFFICE OUT [--pages households,today] [--small]

OFFICE is an office for training (``centre demo``); its password is taken from CENTRE_PASSWORD.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from centre_app import registry
from centre_app.app import entrance_to, make_app
from centre_app.db.store import OfficeFolder
from centre_app.services import search
from centre_app.services.office import utc_now
from centre_app.ui import look, pages
from centre_app.ui.look import CONTRAST, LIGHT, Look
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
LOOKS = {"light": LIGHT, "contrast": CONTRAST}


def sights(*, small: bool) -> Iterator[Sight]:
    """All of them, or only the one that most offices see."""
    for size, wide in SIZES.items():
        for scale in (1.0, 1.25, 1.5):
            for worn, tokens in LOOKS.items():
                if not small or (size, scale, worn) == ("1366", 1.0, "light"):
                    yield Sight(f"{size}-{round(scale * 100)}-{worn}", wide, tokens, scale)


def settle(window: Window) -> None:
    """Let the window come to rest: every question answered, every event heard."""
    app = QApplication.instance()
    assert app is not None
    for _ in range(3):
        app.sendPostedEvents()
        if window.runner.busy:
            loop = QEventLoop()
            window.runner.rested.connect(loop.quit)
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
        window = Window(entrance_to(OfficeFolder(given.office), utc_now))
        window.resize(sight.size)
        window.show()
        window.grab().save(str(given.out / f"sign-in-{sight.name}.png"))
        sign_in(window, os.environ["CENTRE_PASSWORD"])
        assert window.shell is not None
        wanted = (
            given.pages.split(",") if given.pages else [name.replace("-", "_") for name in registry.names_in(pages)]
        )
        for code in wanted:
            key = first_case(window) if code in _OF_CASE else None
            window.shell.go(code, key)
            settle(window)
            window.grab().save(str(given.out / f"{code}-{sight.name}.png"))
        window.close()


def first_case(window: Window) -> object:
    """The household that the list has first."""
    assert window.shell is not None
    with window.shell.desk.office.look() as view:
        return search.keys(view, search.CaseQuery())[0]


if __name__ == "__main__":
    main()
