"""A field for identity numbers: it warns while typing and gives what the number says of its holder."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from centre_app.core.areas import Areas
from centre_app.core.people import Identity, MaskKind, identity, mask
from centre_app.core.refusals import Refused
from centre_app.core.writing import plain

from .look import mark
from .typed_field import LATIN, TypedField

__all__ = ["IdField"]

_WHOLE = 18


class IdField(TypedField):
    """A number that was typed here is shown while the field has the focus, and masked otherwise.

    One that comes from the store comes masked and stays so: typing takes its place whole.
    """

    identity_known = Signal(object)
    """An ``Identity`` that can be trusted, as soon as its last character is typed; ``None`` when it is no more."""

    def __init__(self, on: date, areas: Areas | None = None) -> None:
        super().__init__()
        self._on = on
        self._areas = areas
        self._typed = ""
        self._known: Identity | None = None
        self.setInputMethodHints(LATIN)
        self.textEdited.connect(self._look_at)

    @property
    def masked(self) -> bool:
        """Whether the number is hidden at the moment."""
        return "*" in self.text()

    def show_value(self, value: Any) -> None:
        """Show a number: one that is masked already stays so."""
        self._typed = "" if value is None or "*" in value else value
        super().show_value(value)
        self._hide_number()
        self._tell(identity(self._typed, areas=self._areas, on=self._on) if self._typed else None)

    def read(self, text: str) -> Any:
        found = identity(text, areas=self._areas, on=self._on)
        if found.number is None:
            raise Refused(found.problems)
        self.told = found.problems
        self._typed = found.number
        self._tell(found)
        return found.number

    def raw(self) -> str:
        return self._typed if self.masked and self._typed else self.text()

    def settle(self) -> None:
        if self.masked:
            return
        super().settle()
        if not self.text():
            self._typed = ""
            self._tell(None)

    def _look_at(self, text: str) -> None:
        """Say what a whole number says, and warn about one that cannot be right, while it is being typed."""
        whole = len(plain(text)) >= _WHOLE
        found = identity(text, areas=self._areas, on=self._on) if whole else None
        self._tell(found if found is not None and found.ok else None)
        mark(self, state="bad" if found is not None and not found.ok else "")

    def _tell(self, found: Identity | None) -> None:
        if found != self._known:
            self._known = found
            self.identity_known.emit(found)

    def _hide_number(self) -> None:
        if self._typed and self.value == self._typed:
            self.setText(mask(MaskKind.ID, self._typed))
            self._settled_text = self.text()

    # Qt's own names

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.masked and self._typed:
            self.setText(self._typed)
            self._settled_text = self._typed
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_number()
