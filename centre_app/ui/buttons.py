"""Buttons as every page has them, with icon, key and accessible name; and the one that says why it is closed."""

from __future__ import annotations

from functools import reduce
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from .icons import icon
from .look import px

__all__ = ["Button", "ButtonKind", "GuardedButton"]

ButtonKind: TypeAlias = Literal["plain", "main", "quiet", "danger"]
_TINTS: Final = {"plain": "ink2", "main": "onMain", "quiet": "main", "danger": "bad"}
_ICON: Final = 16
_KEY_NAMES: Final = (("Return", "Enter"), ("Up", "↑"), ("Down", "↓"), ("Left", "←"), ("Right", "→"))
"""Keys as they are written on the keyboard."""


class Button(QPushButton):
    """A button: a verb of two to four characters, and beside it the key that does the same.

    ``key`` is bound (``F9``, ``Ctrl+N``); ``hint`` is only shown, where list or dialog hears the key themselves
    (``Enter``, ``Esc``).
    """

    def __init__(
        self,
        caption: str,
        *,
        icon: str | None = None,
        key: str = "",
        hint: str = "",
        kind: ButtonKind = "plain",
        small: bool = False,
        tip: str = "",
    ) -> None:
        super().__init__()
        self._glyph = icon
        self._kind = kind
        self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        self._key = key
        self._shown = reduce(lambda text, name: text.replace(*name), _KEY_NAMES, key) or hint
        self.say(caption)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dress()

    def say(self, caption: str) -> None:
        """Another verb, by the same key."""
        parts = (caption.replace("&", "&&"), f" {self._shown}" if self._shown else "")
        self.setText(" ".join(part for part in parts if part))
        if self._key:
            # Qt takes the key away with every new text.
            self.setShortcut(QKeySequence(self._key))
        self.setAccessibleName(caption)

    def _dress(self) -> None:
        self.setIconSize(QSize(px(_ICON), px(_ICON)))
        if self._glyph:
            self.setIcon(icon(self._glyph, _TINTS[self._kind]))

    # Qt's own names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.iconSize().width() != px(_ICON):
            self._dress()


class GuardedButton(QWidget):
    """A button with the reason beside it while it is closed; a reader hears the reason with the name."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.button = button
        self._why = QLabel()
        self._why.setProperty("role", "note")
        self._why.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._why, 1)
        self.allow()

    @property
    def why(self) -> str:
        """The reason that stands beside it; empty while it is open."""
        return self._why.text()

    def allow(self) -> None:
        """Open the button and take the reason away."""
        self.button.setEnabled(True)
        self.button.setAccessibleDescription("")
        self._why.clear()

    def forbid(self, why: str) -> None:
        """Close the button and say why."""
        self.button.setEnabled(False)
        self.button.setAccessibleDescription(why)
        self._why.setText(why)

    def guard(self, why: str) -> None:
        """Close the button where there is a reason, and open it where there is none."""
        if why:
            self.forbid(why)
        else:
            self.allow()
