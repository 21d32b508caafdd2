"""Places for photos: what hangs there and since when, or what is missing and by when it must be there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from . import icons, look
from .cells import metrics
from .look import px

__all__ = ["GivenPhoto", "PhotoSlot"]

PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})
_WIDTH, _HEIGHT = 112, 84


@dataclass(frozen=True, slots=True)
class GivenPhoto:
    """A photo that was dropped or pasted: a file, or the picture itself where there is none."""

    path: Path | None
    png: bytes = b""


class PhotoSlot(QAbstractButton):
    """A slot: empty it says what is missing in dashed red; full it shows the photo with its caption.

    Photos are dropped on it or pasted with Ctrl+V; Enter, a click or Space ask for a file (``clicked``).
    """

    photo_given = Signal(object)
    """A ``GivenPhoto``."""

    def __init__(self, missing: str) -> None:
        super().__init__()
        self._missing = missing
        self._photo: QImage | None = None
        self._caption = ""
        self._wanted = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._speak()

    def show_photo(self, photo: QImage, caption: str) -> None:
        """Show a photo, and what and when it is."""
        self._photo, self._caption = photo, caption
        self._speak()
        self.update()

    def empty(self, missing: str) -> None:
        """Show what is missing."""
        self._photo, self._missing = None, missing
        self._speak()
        self.update()

    def _speak(self) -> None:
        said = f"照片，{self._caption}" if self._photo is not None else f"缺照片，{self._missing}"
        self.setAccessibleName(said)
        self.setToolTip(said if self._photo is not None else f"{said}；拖进来、粘贴，或按 Enter 选文件")

    def _take(self, data: QMimeData) -> bool:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        given = [GivenPhoto(path) for path in paths if path.suffix.casefold() in PICTURES]
        if not given and data.hasImage():
            given = [GivenPhoto(None, _png(QImage(data.imageData())))]
        for photo in given:
            self.photo_given.emit(photo)
        return bool(given)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._photo is not None:
            self._paint_photo(painter, self._photo)
        else:
            self._paint_lack(painter)
        if self.hasFocus() or self._wanted:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.current().focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_photo(self, painter: QPainter, photo: QImage) -> None:
        worn, note = look.current(), look.font("note", bold=True)
        whole = QRect(self.rect())
        size = photo.size().scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        part = QRect((size.width() - whole.width()) // 2, (size.height() - whole.height()) // 2, 0, 0)
        part.setSize(whole.size())
        enlarged = photo.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(whole, enlarged, part)
        strip = QRect(0, whole.height() - metrics(note).height() - px(2), whole.width(), metrics(note).height() + px(2))
        painter.fillRect(strip, QColor(worn.ink))
        painter.setFont(note)
        painter.setPen(QColor(worn.surface))
        room = strip.adjusted(px(6), 0, -px(4), 0)
        said = metrics(note).elidedText(self._caption, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said)

    def _paint_lack(self, painter: QPainter) -> None:
        worn, note = look.current(), look.font("note")
        painter.setPen(QPen(worn.strong("bad"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(worn.soft("bad"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        side = px(20)
        high = metrics(note).height()
        top = (self.height() - side - high - px(8)) // 2
        picture = icons.pixmap("camera_add", worn.bad, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, top, picture)
        painter.setFont(note)
        painter.setPen(worn.strong("bad"))
        said = metrics(note).elidedText(self._missing, Qt.TextElideMode.ElideRight, self.width() - px(6))
        below = QRect(0, top + side + px(8), self.width(), high)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            self._wanted = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._wanted = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._wanted = False
        self.update()
        if self._take(event.mimeData()):
            event.acceptProposedAction()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture)
    return bytes(buffer.data().data())
