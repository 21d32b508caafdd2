"""A field for codes: by code, by word or by the first letters of its pinyin; F4 opens the whole list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from threading import Thread
from typing import Any, Final

from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from centre_app.core.pinyin import word_initials
from centre_app.core.shorthand import chosen, matching
from centre_app.core.vocabulary import Choice

from .icons import icon
from .look import px
from .typed_field import TypedField

__all__ = ["ChoiceField"]

_SHOWN: Final = 10
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN,
    Qt.Key.Key_PageUp: -_SHOWN,
}
_BETWEEN: Final = re.compile(r"[、,，;；\s]+")


class ChoiceField(TypedField):
    """Shows the word, keeps the member; ``several`` takes more than one, parted by 、, the first being the main one.

    ``free`` lets another text stand as it is: the list is only offered.
    """

    def __init__(self, options: Iterable[Choice], *, several: bool = False, free: bool = False) -> None:
        super().__init__()
        self._options: Sequence[Choice] = tuple(options)
        self._several = several
        self._free = free
        self._list: _Offered | None = None
        self.textEdited.connect(self._offer)
        opener = QAction(icon("down"), "打开 F4", self)
        opener.triggered.connect(self.open_list)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    def read(self, text: str) -> Any:
        if not self._several:
            found = matching(text, self._options)
            return text.strip() if self._free and not found else chosen(text, self._options)
        parts = [part for part in _BETWEEN.split(text.strip()) if part]
        return tuple(dict.fromkeys(chosen(part, self._options) for part in parts))

    def written(self, value: Any) -> str:
        if isinstance(value, tuple):
            return "、".join(choice.label for choice in value)
        return value.label if isinstance(value, Choice) else str(value)

    def typed(self) -> str:
        """The word that is lit in the open list; otherwise the text."""
        word = self._list.lit() if self._list is not None else None
        if word is not None:
            self._put(word)
        return self.text()

    def open_list(self) -> None:
        """Open the whole list, whatever stands in the field."""
        if not self.isReadOnly():
            self._show([option.label for option in self._options])

    def settle(self) -> None:
        """Take what is lit in the open list; otherwise read the text."""
        self.typed()
        super().settle()
        # Writing the word in full offers it again.
        if self._list is not None:
            self._list.hide()

    def _offer(self, text: str) -> None:
        last = _BETWEEN.split(text)[-1] if self._several else text
        found = matching(last, self._options) if last.strip() else []
        if found:
            self._show([option.label for option in found])
        elif self._list is not None:
            self._list.hide()

    def _show(self, words: Sequence[str]) -> None:
        if self._list is None or self._list.parent() is not self.window():
            self._list = _Offered(self.window())
            self._list.clicked.connect(self.settle)
        self._list.offer(words, self, self.value.label if isinstance(self.value, Choice) else "")

    def _put(self, word: str) -> None:
        """Put a word in the place of what was typed for it."""
        kept = [part for part in _BETWEEN.split(self.text())[:-1] if part] if self._several else []
        self._write_back("".join(f"{part}、" for part in kept) + word)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_open = event.key(), self._list is not None and self._list.isVisible()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_list()
        elif is_open and self._list is not None and key in _STEPS:
            self._list.step(_STEPS[Qt.Key(key)])
        elif is_open and self._list is not None and key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _load_readings()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Who clicks elsewhere has not chosen what happens to be lit.
        if self._list is not None and event.reason() == Qt.FocusReason.MouseFocusReason:
            self._list.hide()
        super().focusOutEvent(event)


@cache
def _load_readings() -> None:
    """Load the dictionaries of readings beside, so that the first letter that is typed finds them there."""
    Thread(target=word_initials, args=("一",), name="readings", daemon=True).start()


class _Offered(QListView):
    """The list that hangs below a field, within the window: the keyboard stays in the field, and so does its voice."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setProperty("role", "popup")
        self.setAccessibleName("可选的项目")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.hide()

    def offer(self, words: Sequence[str], field: QWidget, now: str) -> None:
        """Show these words below the field, or above it where there is no room; light the present one or the first."""
        self._words.setStringList(list(words))
        row = words.index(now) if now in words else 0
        self.setCurrentIndex(self._words.index(row))
        high = min(len(words), _SHOWN) * max(self.sizeHintForRow(0), px(28)) + 2 * self.frameWidth()
        corner = field.mapTo(self.window(), QPoint(0, field.height()))
        fits_below = corner.y() + high <= self.window().height()
        top = corner.y() if fits_below else max(corner.y() - field.height() - high, 0)
        self.setGeometry(corner.x(), top, field.width(), min(high, self.window().height() - top))
        self.show()
        self.raise_()

    def lit(self) -> str | None:
        """The word that Enter takes; ``None`` while the list is closed."""
        return str(self.currentIndex().data()) if self.isVisible() and self.currentIndex().isValid() else None

    def step(self, by: int) -> None:
        """Light the next or the previous word."""
        row = min(max(self.currentIndex().row() + by, 0), self._words.rowCount() - 1)
        self.setCurrentIndex(self._words.index(row))
