"""What may be higher than its place: it scrolls, and follows the keyboard to the field that is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from centre_app.ui.look import px

__all__ = ["Scrolled"]


class Scrolled(QScrollArea):
    """A widget that scrolls upright; ``role`` is the ground on which it lies, empty within a card."""

    def __init__(self, inner: QWidget, role: str = "ground") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", role)
        inner.setProperty("role", role)
        self.setWidget(inner)
        for widget in (inner, self.viewport()):
            widget.setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it holds, with the bar beside it: nothing scrolls sideways here."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def viewportEvent(self, event: QEvent) -> bool:
        """What is held has grown or shrunk: so has the room that is needed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, px(40))
