"""The gallery: every part of the window in every state, to look at and to test on.

``python -m centre_app --gallery`` opens it; ``--gallery FOLDER`` paints it into pictures instead, in both looks and at
every scale, as wide as the oldest screens. It is not in the rail.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from centre_app.ui import faces, look
from centre_app.ui.look import CONTRAST, LIGHT, Look, px
from centre_app.ui.runner import Runner
from centre_app.ui.table import Table

from . import dialogs, fields, parts

__all__ = ["PAGES", "WIDTH", "GalleryPage", "main", "open_gallery", "page", "paint_gallery"]

WIDTH, HEIGHT = 1366, 700
"""The window on the oldest screens."""
SCALES: Final = (1.0, 1.25, 1.5)
LOOKS: Final[Mapping[str, Look]] = {"light": LIGHT, "contrast": CONTRAST}
_THREE, _TWO = 1240, 900
"""Widths in design pixels from which a page has three columns, and two."""


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """A page of the gallery: parts by column where there is room for three, and across below."""

    code: str
    word: str
    columns: Callable[[Runner], Sequence[Sequence[QWidget]]]
    across: Callable[[], Sequence[QWidget]] = tuple


PAGES: Final = (
    GalleryPage("parts", "部件", lambda _runner: parts.parts(), parts.across),
    GalleryPage("more", "更多部件", lambda _runner: parts.more_parts()),
    GalleryPage("fields", "录入与纸件", fields.parts, fields.across),
    GalleryPage("dialogs", "八种说话方式", lambda _runner: dialogs.parts()),
)


def page(which: GalleryPage, runner: Runner, width: int = WIDTH) -> QWidget:
    """A page laid out for a width in pixels: three columns, two or one, as the scale leaves room."""
    whole = QWidget()
    whole.setProperty("role", "ground")
    whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(px(10), px(8), px(10), px(8))
    outer.setSpacing(px(8))
    row = QHBoxLayout()
    row.setSpacing(px(9))
    room = width / px(100) * 100
    for stack in _dealt(which.columns(runner), room):
        column = QVBoxLayout()
        column.setSpacing(px(8))
        for part in stack:
            column.addWidget(part)
        column.addStretch(1)
        row.addLayout(column, 1)
    outer.addLayout(row, 1)
    for part in which.across():
        outer.addWidget(part)
    for table in list[Table](whole.findChildren(Table)):
        table.set_room(round(room))
    return whole


def _dealt(columns: Sequence[Sequence[QWidget]], room: float) -> Sequence[Sequence[QWidget]]:
    """The parts in as many columns as there is room for; a part goes to the column that is shortest so far."""
    count = 3 if room >= _THREE else 2 if room >= _TWO else 1
    if count >= len(columns):
        return columns
    stacks: list[list[QWidget]] = [[] for _ in range(count)]
    heights = [0] * count
    for part in (part for column in columns for part in column):
        shortest = heights.index(min(heights))
        stacks[shortest].append(part)
        heights[shortest] += part.sizeHint().height()
    return stacks


def open_gallery(runner: Runner) -> QWidget:
    """The gallery as a window."""
    faces.provide()
    tabs = QTabWidget()
    tabs.setWindowTitle("部件一览")
    for which in PAGES:
        area = QScrollArea()
        area.setProperty("role", "ground")
        area.setWidgetResizable(True)
        area.setWidget(page(which, runner))
        tabs.addTab(area, which.word)
    tabs.resize(WIDTH, HEIGHT)
    return tabs


def paint_gallery(app: QApplication, folder: Path) -> Generator[Path, None, None]:
    """Paint every page in both looks and at every scale into a folder; says each file as it is written."""
    faces.provide()
    folder.mkdir(parents=True, exist_ok=True)
    runner = Runner()
    try:
        for (name, worn), scale, which in product(LOOKS.items(), SCALES, PAGES):
            look.wear(app, worn, scale)
            made = page(which, runner)
            made.resize(WIDTH, max(HEIGHT, made.sizeHint().height()))
            made.show()
            _wait_for(runner)
            path = folder / f"{which.code}-{name}-{round(scale * 100)}.png"
            made.grab().save(str(path))
            made.close()
            yield path
    finally:
        runner.finish()
        look.wear(app)


def _wait_for(runner: Runner) -> None:
    """Until everything that the page asked for has come."""
    loop = QEventLoop()
    runner.rested.connect(loop.quit)
    while runner.busy:
        loop.exec()


def main(arguments: Sequence[str]) -> int:
    """Show the gallery, or paint it into the folder that is named."""
    app = QApplication(sys.argv[:1])
    if arguments:
        for path in paint_gallery(app, Path(arguments[0])):
            sys.stdout.write(f"{path}\n")
        return 0
    look.wear(app)
    runner = Runner()
    window = open_gallery(runner)
    window.show()
    status = app.exec()
    runner.finish()
    return status
