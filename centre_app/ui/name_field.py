"""A field for names: the input method stays on, rare characters are shown in the face that prints them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from centre_app.core.people import tidy_name

from .faces import provide_for
from .sign_finder import SignFinder
from .typed_field import TypedField

__all__ = ["NameField"]


class NameField(TypedField):
    """Takes a name as it stands on the identity card; blanks within are taken out. F4 looks for a rare character."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(provide_for)

    def read(self, text: str) -> Any:
        return tidy_name(text)

    def find_sign(self) -> None:
        """Look for a rare character and put it at the cursor."""
        finder = SignFinder(self.window())
        finder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finder.sign_chosen.connect(self.insert)
        finder.finished.connect(self._come_back)
        finder.open()

    def _come_back(self) -> None:
        self.window().activateWindow()
        self.setFocus()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.find_sign()
        else:
            super().keyPressEvent(event)
