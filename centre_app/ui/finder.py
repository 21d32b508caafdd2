"""Finding from anywhere (Ctrl+K): households by name, initials or tail of a number, pages, and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from centre_app.core.searching import folded, spellings
from centre_app.services import search
from centre_app.services.search import CaseQuery
from centre_app.services.work import Look
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.keys import KEYS
from centre_app.ui.list_page import FilterLine
from centre_app.ui.look import px
from centre_app.ui.rail import GROUPS
from centre_app.ui.rows_model import Column, RowsModel
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call
from centre_app.ui.table import Table

__all__ = ["Finder", "Found"]

_MOST: Final = 8
_ROW: Final = 44


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: what it is called, what it is, and where it leads."""

    text: str
    second: str
    icon: str
    page: str
    key: object = None


_COLUMN: Final[Column[Found]] = Column(
    key="found",
    title="找到的",
    cell=lambda found: Cell(found.text, second=found.second, icon=found.icon),
    stretch=True,
)


class Finder(FilterLine):
    """The search line of the top, with what it finds below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("找一户：姓名、拼音首字母、证件尾号", "找一户、一页、一个按键", "find")
        self._desk = desk
        self.found: Sequence[Found] = ()
        self._model: RowsModel[Found] = RowsModel((_COLUMN,), lambda found: found)
        self.popup = Table(self._model, "找到的", row_height=_ROW)
        self.popup.setParent(self)
        self.popup.setWindowFlags(Qt.WindowType.ToolTip)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.horizontalHeader().hide()
        self.popup.clicked.connect(call(self._take))
        self.clock.timeout.connect(self._search)

    def begin(self) -> None:
        """The cursor goes here, whatever stands here is chosen."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _search(self) -> None:
        words = self.text().strip()
        if not words:
            self.popup.hide()
            return
        self._desk.ask(self, partial(_cases, words), partial(self._show, words), topic="find", failed=self._nothing)

    def _show(self, words: str, cases: Sequence[Found]) -> None:
        if not self.hasFocus():
            return
        found = [*cases, *_places(words)]
        if not found:
            found = [Found("没有找到", "换几个字，或在档案页里筛选", "nobody", "")]
        self._show_found(found)

    def _show_found(self, found: Sequence[Found]) -> None:
        self._offer(found)
        height = px(_ROW) * min(len(found), _MOST) + px(4)
        self.popup.setFixedSize(max(self.width(), px(420)), height)
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + px(2))))
        self.popup.show()

    def _offer(self, found: Sequence[Found]) -> None:
        self.found = found
        self._model.begin(found)
        self._model.know(found)
        self._point_at(0)

    def _point_at(self, row: int) -> None:
        self.popup.setCurrentIndex(self._model.index(row, 0))
        self.popup.selectRow(row)

    def _nothing(self, failure: Failure) -> None:
        if failure.kind == "refusal":
            sentence = failure.sentences[0]
            self._show_found([Found(sentence, "", "warn", "")])
        elif failure.kind != "cancelled":
            self._desk.failed.emit(failure)

    def _take(self) -> None:
        place = self.popup.currentIndex().row()
        if not 0 <= place < len(self.found):
            return
        one = self.found[place]
        if one.page:
            self.leave()
            self._desk.go(one.page, one.key)

    def leave(self) -> None:
        """Close what was found."""
        self.clock.stop()
        self.popup.hide()
        self.clear()
        self.clock.stop()
        self.clearFocus()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if move is not None and self.popup.isVisible():
            row = (self.popup.currentIndex().row() + move) % len(self.found)
            self._point_at(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.popup.isVisible() and not self.clock.isActive():
                self._take()
            elif self.text().strip():
                self._go_straight()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc closes what was found before the window hears it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
            event.accept()
            return True
        return super().event(event)

    def _go_straight(self) -> None:
        """Enter before anything was shown: open the one household that fits, or show them all."""
        words = self.text().strip()
        self.clock.stop()
        self._desk.ask(self, partial(_cases, words), partial(self._straight, words), topic="find", failed=self._nothing)

    def _straight(self, words: str, cases: Sequence[Found]) -> None:
        self.leave()
        if len(cases) == 1:
            self._desk.go(cases[0].page, cases[0].key)
        else:
            self._desk.go("households", words)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()


def _cases(words: str, look: Look) -> list[Found]:
    """The first households that fit."""
    return [
        Found(
            row.name or "（没有户主）",
            " ".join(part for part in (row.archive_no or row.local_no, row.state.label, row.employer or "") if part),
            "households",
            "household",
            row.key,
        )
        for row in search.first(look, CaseQuery(words=words), _MOST)
    ]


def _places(words: str) -> list[Found]:
    """Pages and keys that are called so."""
    wanted = folded(words)
    pages = [
        Found(place.title, "页面", place.code, place.code)
        for _, places in GROUPS
        for place in places
        if wanted in folded(place.title) or any(each.startswith(wanted) for each in spellings(place.title))
    ]
    keys = [Found(key.does, key.keys, "help", "help") for key in KEYS if wanted in folded(key.does)]
    return [*pages, *keys][:_MOST]
