"""Whether somebody is at the window: what the lock after idleness goes by."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

__all__ = ["Presence"]

_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)
"""A key that is a shortcut of the program is seen when it is let go."""


class Presence(QObject):
    """Watches every window of the program that gets the keyboard, dialogs among them.

    Not the application: that would take each widget through Python while it is made and while it ends, when its
    wrapper may still be that of a dead one at the same place.
    """

    felt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._watch(QGuiApplication.focusWindow())
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    # Qt's own name

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.felt.emit()
        return False
