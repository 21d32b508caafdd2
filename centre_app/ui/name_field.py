"""A field for names: the input method stays on, rare characters are shown in the face that prints them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from centre_app.core.people import tidy_name

from .faces import provide_for
from .typed_field import TypedField

__all__ = ["NameField"]


class NameField(TypedField):
    """Takes a name as it stands on the identity card; blanks within are taken out. F4 looks for a rare character."""

    sign_wanted = Signal()
    """A rare character is looked for; ``insert`` puts it at the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(provide_for)

    def read(self, text: str) -> Any:
        return tidy_name(text)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.sign_wanted.emit()
        else:
            super().keyPressEvent(event)
