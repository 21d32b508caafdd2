"""Fields that read what is typed into them: they check while typing and speak only after they are left.

A text that cannot be read stays as it is, red, with its sentence; it is never thrown away. What is read is written back
in its full form, as one step that Ctrl+Z takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any, Final, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from centre_app.core.fields import Kind
from centre_app.core.refusals import Refused, Told
from centre_app.core.shorthand import figure, time_of_day, whole
from centre_app.core.writing import narrow, plain

from .look import mark

__all__ = ["DIGITS", "LATIN", "Check", "LongField", "PlainField", "TypedField"]

Check: TypeAlias = Callable[[Any], Iterable[Told]]
"""What there is to object to a value that was read."""


def _anything(_value: Any) -> Iterable[Told]:
    return ()


DIGITS: Final = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhDigitsOnly
"""The input method rests in fields for digits, days and codes."""
LATIN: Final = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
_MASK: Final = "*"
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedField(QLineEdit):
    """A line that reads its text into a value when it is left."""

    settled = Signal()
    """The field was left with another text than before: value and objections are known now."""

    def __init__(self, check: Check = _anything) -> None:
        super().__init__()
        self._value: Any = None
        self._settled_text = ""
        self._composing = False
        self._kept = False
        self.check = check
        self.told: tuple[Told, ...] = ()
        self.textEdited.connect(self._reopen)
        self.editingFinished.connect(self.settle)

    @property
    def value(self) -> Any:
        """What was read; ``None`` where nothing stands or nothing can be read."""
        return self._value

    @property
    def kept(self) -> bool:
        """Whether it shows a masked text from the store that has not been replaced: what is stored stays."""
        return self._kept and self.text() == self._settled_text

    @property
    def composing(self) -> bool:
        """Whether an input method has text in composition: Enter and Tab belong to it then."""
        return self._composing

    def read(self, text: str) -> Any:
        """The value of a text that is not empty; raises ``Told`` or ``Refused``, may set ``told`` to what warns."""
        return text.strip()

    def written(self, value: Any) -> str:
        """The full form of a value."""
        return str(value)

    def raw(self) -> str:
        """The text as a draft keeps it: what was typed, read or not."""
        return self.text()

    def typed(self) -> str:
        """The text as a cell of a sheet takes it: as it was typed, so that a reckoning is not lost."""
        return self.text()

    def show_value(self, value: Any) -> None:
        """Show a value that comes from elsewhere; nothing can be undone behind it. A masked text is only shown."""
        self._kept = isinstance(value, str) and _MASK in value
        self._value = None if self._kept else value
        self.told = ()
        self.setText("" if value is None else self.written(value))
        self.setCursorPosition(0)
        self._settled_text = self.text()
        mark(self, state="")

    def take_from(self, value: Any, source: str) -> None:
        """Show what follows from another field: closed, with the source in brackets."""
        self.show_value(value)
        self.setText(f"{self.text()}（{source}）")
        self._settled_text = self.text()
        self.setReadOnly(True)

    def release(self) -> None:
        """Open it again, empty, when it follows from nothing any more."""
        if self.isReadOnly():
            self.setReadOnly(False)
            self.show_value(None)

    def settle(self) -> None:
        """Read the text now, as if the field were left."""
        if self.text() == self._settled_text or self.isReadOnly():
            return
        self._value, self.told, self._kept = None, (), False
        if self.text().strip():
            self._judge(self.text())
        if self._value is not None:
            self._write_back(self.written(self._value))
        self._settled_text = self.text()
        self.object_to(self.told)
        self.settled.emit()

    def _judge(self, text: str) -> None:
        try:
            value = self.read(text)
        except Refused as refused:
            self.told = refused.objections
            return
        except Told as told:
            self.told = (told,)
            return
        self.told = (*self.told, *self.check(value))
        if not any(told.stops for told in self.told):
            self._value = value

    def object_to(self, told: tuple[Told, ...]) -> None:
        """Show what somebody else has to object: the core, after all fields together."""
        self.told = told
        mark(self, state="bad" if any(each.stops for each in told) else "warn" if told else "")

    def _write_back(self, text: str) -> None:
        if text != self.text():
            self.selectAll()
            self.insert(text)

    def _reopen(self) -> None:
        """While it is typed into again, the old objection is no longer true."""
        if self.property("state"):
            mark(self, state="")

    # Qt's own names

    def setReadOnly(self, closed: bool) -> None:
        super().setReadOnly(closed)
        for opener in self.actions():
            opener.setVisible(not closed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._composing:
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.kept or event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Who only goes to another window comes back to where they were; otherwise a long text shows its beginning.
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.setCursorPosition(0)


class PlainField(TypedField):
    """A field for text, digits, numbers, times."""

    def __init__(self, kind: Kind = Kind.TEXT, check: Check = _anything) -> None:
        super().__init__(check)
        self._read: Callable[[str], Any] = _READERS.get(kind, narrow)
        if kind in _OF_DIGITS:
            self.setInputMethodHints(DIGITS)
        if kind in (Kind.WHOLE, Kind.QUANTITY):
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def read(self, text: str) -> Any:
        return self._read(text)

    def written(self, value: Any) -> str:
        return f"{value:%H:%M}" if isinstance(value, time) else str(value)


_OF_DIGITS: Final = {Kind.PHONE, Kind.POSTCODE, Kind.ACCOUNT, Kind.AREA, Kind.WHOLE, Kind.QUANTITY, Kind.TIME}
_READERS: Final[dict[Kind, Callable[[str], Any]]] = {
    Kind.PHONE: plain,
    Kind.POSTCODE: plain,
    Kind.ACCOUNT: plain,
    Kind.AREA: plain,
    Kind.WHOLE: whole,
    Kind.QUANTITY: figure,
    Kind.TIME: time_of_day,
}


class LongField(QPlainTextEdit):
    """A field for several lines: Enter is a line there, Tab leaves it."""

    settled = Signal()

    def __init__(self, check: Check = _anything) -> None:
        super().__init__()
        self.check = check
        self._settled_text = ""
        self.told: tuple[Told, ...] = ()
        self.setTabChangesFocus(True)

    @property
    def value(self) -> str | None:
        """The text; ``None`` where nothing stands or it is refused."""
        text = self.toPlainText().strip()
        return text if text and not any(told.stops for told in self.told) else None

    def raw(self) -> str:
        """The text as a draft keeps it."""
        return self.toPlainText()

    def show_value(self, value: str | None) -> None:
        """Show a text that comes from elsewhere."""
        self.setPlainText(value or "")
        self._settled_text = self.toPlainText()
        self.object_to(())

    def settle(self) -> None:
        """Judge the text now, as if the field were left."""
        text = self.toPlainText()
        if text == self._settled_text:
            return
        self._settled_text = text
        self.object_to(tuple(self.check(text.strip())) if text.strip() else ())
        self.settled.emit()

    def object_to(self, told: tuple[Told, ...]) -> None:
        """Show what there is to object."""
        self.told = told
        mark(self, state="bad" if any(each.stops for each in told) else "")

    # Qt's own names

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()
