"""The paper on the screen: the same PDF that is printed and kept, drawn page by page off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from centre_app.forms.paper.render import Drawn, drawn, sizes

from . import look
from .look import px
from .runner import Failure, Runner

__all__ = ["Fit", "PaperView"]

Fit: TypeAlias = Literal["height", "width", "free"]
_INCH: Final = 72
_SCREEN: Final = 96
_LEAST, _MOST = 0.2, 6.0
_STEP: Final = 1.15
_GAP: Final = 8


class PaperView(QScrollArea):
    """Pages below each other, fitted by height or width, at 100 %, or larger with Ctrl and the wheel.

    Page up and page down go from page to page; the plus, minus and nought with Ctrl change the size.
    """

    page_changed = Signal(int, int)
    """The page that is seen, counted from 1, and how many there are."""
    failed = Signal(object)
    """The ``Failure`` of a paper that cannot be drawn."""

    def __init__(self, runner: Runner, name: str = "打印预览") -> None:
        super().__init__()
        self._runner = runner
        self._name = name
        self._pdf = b""
        self._pages: list[tuple[float, float]] = []
        self._fit: Fit = "height"
        self._zoom = 1.0
        self._seen = 0
        self._desk = _Desk(self)
        self.setWidget(self._desk)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "desk")
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setAccessibleName("上下滚动")
        self.horizontalScrollBar().setAccessibleName("左右滚动")

    @property
    def zoom(self) -> float:
        """Screen pixels to a pixel of 100 %."""
        return self._zoom

    @property
    def is_drawn(self) -> bool:
        """Whether every page that is seen stands there in full sharpness."""
        return bool(self._pages) and not self._missing()

    def show_pdf(self, pdf: bytes) -> None:
        """Show a paper from its first page; the pages appear as they are drawn."""
        self._pdf = pdf
        self._pages = []
        self._desk.clear()
        self._runner.read(self, partial(sizes, pdf), self._take_sizes, self._fail, "sizes")

    def clear(self) -> None:
        """Show no paper."""
        self._pdf, self._pages = b"", []
        self._desk.clear()
        self._lay_out()

    def fit(self, how: Fit) -> None:
        """Fit the page by height or by width."""
        self._fit = how
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """So many screen pixels to a pixel of 100 %."""
        self._fit = "free"
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self._lay_out()

    def go_to(self, page: int) -> None:
        """Show a page, counted from 1, from its top."""
        places = self._desk.places
        if 1 <= page <= len(places):
            self.verticalScrollBar().setValue(places[page - 1].top() - px(_GAP))

    def look_at(self, page: int, part: QRectF) -> None:
        """Enlarge a part of a page (in fractions of its size) to the width of the view."""
        if not 1 <= page <= len(self._pages) or part.width() <= 0:
            return
        width, _height = self._pages[page - 1]
        self.set_zoom((self.viewport().width() - 2 * px(_GAP)) * _INCH / _SCREEN / (width * part.width()))
        place = self._desk.places[page - 1]
        self.verticalScrollBar().setValue(round(place.top() + part.top() * place.height() - px(_GAP)))
        self.horizontalScrollBar().setValue(round(place.left() + part.left() * place.width() - px(_GAP)))

    def _take_sizes(self, pages: list[tuple[float, float]]) -> None:
        self._pages = pages
        self._seen = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def _fail(self, failure: Failure) -> None:
        if failure.kind != "cancelled":
            self.failed.emit(failure)

    def _lay_out(self) -> None:
        room = self.viewport().size() - QSize(2 * px(_GAP), 2 * px(_GAP))
        if self._pages and self._fit != "free":
            widest = max(width for width, _ in self._pages)
            tallest = max(height for _, height in self._pages)
            fits = (
                room.width() / widest if self._fit == "width" else min(room.height() / tallest, room.width() / widest)
            )
            self._zoom = min(max(fits * _INCH / _SCREEN, _LEAST), _MOST)
        self._desk.lay_out(self._pages, self._zoom * _SCREEN / _INCH, self.viewport().size())
        self._ask()

    def _missing(self) -> list[int]:
        """The pages that are seen and not drawn at the present size."""
        top = self.verticalScrollBar().value()
        seen = QRect(0, top, self._desk.width(), self.viewport().height())
        return self._desk.missing(seen)

    def _ask(self) -> None:
        missing = self._missing()
        if missing and self._pdf:
            ratio = self.devicePixelRatioF()
            scale = self._zoom * _SCREEN / _INCH
            job = partial(_pictures, self._pdf, missing, scale * ratio)
            self._runner.read(self, job, partial(self._take, self._pdf, scale), self._fail, "pages")

    def _take(self, pdf: bytes, scale: float, made: dict[int, QImage]) -> None:
        if pdf is self._pdf:
            self._desk.take(made, scale, self.devicePixelRatioF())
            self._ask()

    def _scrolled(self) -> None:
        places = self._desk.places
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = next((at for at, place in enumerate(places, start=1) if place.bottom() + px(_GAP) > middle), len(places))
        if places and page != self._seen:
            self._seen = page
            self.setAccessibleName(f"{self._name}，第 {page} 页，共 {len(places)} 页")
            self.page_changed.emit(page, len(places))
        self._ask()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        act: Callable[[], None] | None = None
        if held:
            act = {
                Qt.Key.Key_Plus: partial(self.set_zoom, self._zoom * _STEP),
                Qt.Key.Key_Equal: partial(self.set_zoom, self._zoom * _STEP),
                Qt.Key.Key_Minus: partial(self.set_zoom, self._zoom / _STEP),
                Qt.Key.Key_0: partial(self.set_zoom, 1.0),
            }.get(key)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            act = partial(self.go_to, self._seen + (1 if key == Qt.Key.Key_PageDown else -1))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._desk.update()


def _pictures(pdf: bytes, pages: list[int], scale: float) -> dict[int, QImage]:
    """The pages as pictures; runs off the window's thread."""
    return {page: _picture(drawn(pdf, page, scale)) for page in pages}


def _picture(page: Drawn) -> QImage:
    made = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return made.copy()


class _Desk(QWidget):
    """The grey desk on which the pages lie."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.places: list[QRect] = []
        self._scale = 1.0
        self._drawn: dict[int, tuple[float, QPixmap]] = {}

    def clear(self) -> None:
        """Take all pages away."""
        self._drawn.clear()
        self.places = []
        self.update()

    def lay_out(self, pages: list[tuple[float, float]], scale: float, room: QSize) -> None:
        """Put the pages below each other in the middle of the room."""
        self._scale = scale
        gap = px(_GAP)
        width = max((round(page[0] * scale) for page in pages), default=0) + 2 * gap
        width = max(width, room.width())
        self.places, top = [], gap
        for wide, high in pages:
            size = QSize(round(wide * scale), round(high * scale))
            self.places.append(QRect((width - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + gap
        spare = max((room.height() - top) // 2, 0)
        self.places = [place.translated(0, spare) for place in self.places]
        self.resize(width, max(top, room.height()))
        self.update()

    def missing(self, seen: QRect) -> list[int]:
        """The pages in this part of the desk that are not drawn at the present size."""
        return [
            page
            for page, place in enumerate(self.places)
            if place.intersects(seen) and (page not in self._drawn or self._drawn[page][0] != self._scale)
        ]

    def take(self, made: dict[int, QImage], scale: float, ratio: float) -> None:
        """Take pages that were drawn; those far away are forgotten."""
        for page, picture in made.items():
            pixmap = QPixmap.fromImage(picture)
            pixmap.setDevicePixelRatio(ratio)
            self._drawn[page] = (scale, pixmap)
        near = {page + by for page in made for by in (-2, -1, 0, 1, 2)}
        self._drawn = {page: kept for page, kept in self._drawn.items() if page in near}
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(worn.edge))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, place in enumerate(self.places):
            if place.intersects(event.rect()):
                painter.fillRect(place, QColor(Qt.GlobalColor.white))
                if page in self._drawn:
                    painter.drawPixmap(place, self._drawn[page][1])
        painter.end()
