"""Cells of tables: what one shows, and the delegate that paints it.

A cell is text; it may be a chip, carry an icon, a second line or a meter, and stand on the ground of a problem. The
delegate asks the model for cells itself and not by Qt's roles, which is half of the time of a paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Protocol, TypeAlias, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from . import look
from .faces import provide_for
from .icons import pixmap
from .look import TONES, Look, Tone, px
from .typed_field import TypedField

__all__ = [
    "EDITOR",
    "Align",
    "Cell",
    "CellDelegate",
    "Index",
    "chip_size",
    "paint_chip",
    "paint_meter",
    "paint_panel",
]

EDITOR: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The role for what makes the field in which it is edited."""
Align: TypeAlias = Literal["left", "right", "center"]
Index: TypeAlias = QModelIndex | QPersistentModelIndex

_FLAGS: Final = {
    "left": (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value,
    "right": (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value,
    "center": Qt.AlignmentFlag.AlignCenter.value,
}
_ELIDED: Final = Qt.TextElideMode.ElideRight
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_PAD: Final = 8
_BAR: Final = 3
_RING: Final = 2
_ICON: Final = 14
_CHIP_ICON: Final = 13
_METER: Final = 66


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    ``tone`` colours text, chip or meter; ``chip`` draws the text as a chip with the icon of its tone; an ``icon`` that
    is a tone has the colour of that; ``ground`` is the tone of a problem; ``meter`` is the filled part, 0 to 1;
    ``quiet`` sets what is less important back; ``head`` makes it part of a line that heads a section; ``spoken`` is
    what a screen reader says where the text alone does not tell (两个红灯 for 红灯 2).
    """

    text: str = ""
    tone: Tone | None = None
    chip: bool = False
    icon: str | None = None
    second: str = ""
    meter: float | None = None
    ground: Tone | None = None
    bold: bool = False
    quiet: bool = False
    head: bool = False
    spoken: str = ""
    tip: str = ""


_METRICS: Final[dict[str, QFontMetrics]] = {}


def metrics(font: QFont) -> QFontMetrics:
    """The metrics of a font, kept: a screenful of cells asks for them hundreds of times."""
    key = font.key()
    if key not in _METRICS:
        _METRICS[key] = QFontMetrics(font)
    return _METRICS[key]


class _Option(Protocol):
    """What a style option has and its stub leaves out."""

    rect: QRect
    state: QStyle.StateFlag
    features: QStyleOptionViewItem.ViewItemFeature


def chip_size(word: str, *, tall: int = 22) -> QSize:
    """How large a chip with this word is: padding, icon, word."""
    return QSize(_chip_width(word, px(100)), px(tall))


@lru_cache(maxsize=512)
def _chip_width(word: str, _scale: int) -> int:
    return px(6) + px(_CHIP_ICON) + px(5) + metrics(look.font("chip")).horizontalAdvance(word) + px(7)


def paint_chip(painter: QPainter, where: QRect, tone: Tone, word: str, icon: str | None = None) -> None:
    """Draw a chip: soft ground, thin rim, icon and word, so that it reads without its colour too."""
    ratio = painter.device().devicePixelRatioF()
    drawn = _chip(look.current(), px(100), where.width(), where.height(), ratio, tone, word, icon)
    painter.drawPixmap(where.topLeft(), drawn)


@lru_cache(maxsize=512)
def _chip(
    worn: Look, _scale: int, width: int, height: int, ratio: float, tone: Tone, word: str, icon: str | None
) -> QPixmap:
    """A chip as a picture, kept: a list shows the same few words in every row."""
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    strong = worn.strong(tone)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(worn.rim(strong), 1))
    painter.setBrush(worn.soft(tone))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), px(3), px(3))
    side, left = px(_CHIP_ICON), px(6)
    painter.drawPixmap(QPointF(left, (height - side) / 2), pixmap(icon or tone, strong.name(), side, ratio))
    left += side + px(5)
    font = look.font("chip")
    painter.setFont(font)
    painter.setPen(strong)
    room = QRect(left, 0, width - left - px(4), height)
    painter.drawText(room, _FLAGS["left"], metrics(font).elidedText(word, _ELIDED, room.width()))
    painter.end()
    return made


def paint_panel(painter: QPainter, where: QRect, tone: Tone, *, rim: QColor | None = None) -> None:
    """Draw the ground of a bar or gate: soft, with a rim, and a strip of the tone at its left edge."""
    worn = look.current()
    strong = worn.strong(tone)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape)
    painter.fillRect(where, worn.soft(tone))
    painter.fillRect(QRect(where.left(), where.top(), px(4), where.height()), strong)
    painter.setClipping(False)
    painter.setPen(QPen(rim or worn.rim(strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.restore()


@lru_cache(maxsize=4096)
def _fitted(text: str, key: str, width: int) -> str:
    """The text cut to a width, with an ellipsis where it is longer."""
    return _METRICS[key].elidedText(text, _ELIDED, width)


class Celled(Protocol):
    """What the delegate needs of a model."""

    @property
    def columns(self) -> Sequence[Aligned]: ...

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        ...


class Aligned(Protocol):
    """What the delegate needs of a column."""

    @property
    def align(self) -> Align: ...


class CellDelegate(QStyledItemDelegate):
    """Paints cells, and edits them in a field without a frame.

    ``lines`` draws upright lines and the ring of the current cell, as a sheet for typing has them. ``move_asked``
    says how many rows down and columns right the view should go after Enter or Tab.
    """

    move_asked = Signal(int, int)

    def __init__(self, view: QTableView, model: Celled, *, lines: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._lines = lines
        self._composing = False

    # Qt's own names

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        cell = self._model.cell(row, column)
        align = self._model.columns[column].align
        worn = look.current()
        seen = cast("_Option", option)
        where = seen.rect
        chosen = bool(seen.state.value & _SELECTED)
        painter.fillRect(where, _ground(worn, cell, chosen=chosen, striped=bool(row % 2)))
        painter.setPen(worn.color("line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        if self._lines:
            painter.drawLine(where.topRight(), where.bottomRight())
        if chosen and self._view.horizontalHeader().visualIndex(column) == 0:
            painter.fillRect(QRect(where.left(), where.top(), px(_BAR), where.height()), worn.color("main"))
        self._contents(painter, where.adjusted(px(_PAD), 0, -px(_PAD), -1), cell, align)
        if self._lines and self._is_current(row, column):
            painter.setPen(QPen(worn.color("focus"), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where.adjusted(1, 1, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._model.cell(index.row(), index.column())
        pad = 2 * px(_PAD)
        height = self._view.fontMetrics().height() + px(8)
        if cell.chip:
            return QSize(chip_size(cell.text).width() + pad, height)
        width = metrics(look.font(bold=cell.bold)).horizontalAdvance(cell.text)
        width += px(_ICON) + px(6) if cell.icon else 0
        width += px(_METER) + px(8) if cell.meter is not None else 0
        if cell.second:
            width = max(width, metrics(look.font("note")).horizontalAdvance(cell.second))
            height += metrics(look.font("note")).height()
        return QSize(width + pad, height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        make: Callable[[], QLineEdit] = index.data(EDITOR) or QLineEdit
        editor = make()
        editor.setParent(parent)
        editor.setProperty("place", "cell")
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        editor.setAlignment(Qt.AlignmentFlag(_FLAGS[self._model.columns[index.column()].align]))
        self._composing = False
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            text = editor.typed() if isinstance(editor, TypedField) else editor.text()
            model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(cast("_Option", option).rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._finish(watched, -1 if back else 1, 0)
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self._finish(watched, 0, -1 if event.key() == Qt.Key.Key_Backtab else 1)
        return super().eventFilter(watched, event)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if not index.isValid():
            return False
        cell = self._model.cell(index.row(), index.column())
        cut = self.sizeHint(option, index).width() > cast("_Option", option).rect.width()
        QToolTip.showText(event.globalPos(), cell.tip or (cell.text if cut else ""), view)
        return True

    def _finish(self, editor: QWidget, down: int, right: int) -> bool:
        """Enter goes down and Tab right, as in WPS; while an input method composes, both belong to it alone."""
        if self._composing:
            return bool(right)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.move_asked.emit(down, right)
        return True

    # painting

    def _is_current(self, row: int, column: int) -> bool:
        current = self._view.currentIndex()
        return (current.row(), current.column()) == (row, column)

    def _contents(self, painter: QPainter, room: QRect, cell: Cell, align: Align) -> None:
        worn = look.current()
        if cell.chip and cell.text:
            size = chip_size(cell.text)
            left = {"left": room.left() - px(2), "right": room.right() - size.width() + 1}.get(
                align, room.center().x() - size.width() // 2
            )
            top = room.top() + (room.height() - size.height()) // 2
            width = min(size.width(), room.right() - left + px(6))
            paint_chip(painter, QRect(left, top, width, size.height()), cell.tone or "wait", cell.text, cell.icon)
            return
        ink = worn.strong(cell.tone) if cell.tone else worn.color("ink2" if cell.quiet else "ink")
        if cell.icon:
            side = px(_ICON)
            token = cell.tone or cell.ground or (cell.icon if cell.icon in TONES else None)
            tint = worn.color(token) if token else ink
            ratio = painter.device().devicePixelRatioF()
            corner = QPointF(room.left(), room.top() + (room.height() - side) / 2)
            painter.drawPixmap(corner, pixmap(cell.icon, tint.name(), side, ratio))
            room = room.adjusted(side + px(6), 0, 0, 0)
        if cell.meter is not None:
            width = min(px(_METER), room.width())
            paint_meter(painter, QRect(room.left(), room.center().y() - px(4), width, px(9)), cell.meter, cell.tone)
            room = room.adjusted(width + px(8), 0, 0, 0)
        if cell.second:
            half = room.height() // 2
            below = QRect(room.left(), room.top() + half, room.width(), room.height() - half)
            self._words(painter, below, cell.second, look.font("note"), worn.color("ink2"), align)
            room = QRect(room.left(), room.top(), room.width(), half)
        self._words(painter, room, cell.text, look.font(bold=cell.bold or cell.head), ink, align)

    @staticmethod
    def _words(painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor, align: Align) -> None:
        if text:
            if not text.isascii():
                provide_for(text)
            painter.setFont(font)
            painter.setPen(ink)
            key = font.key()
            if key not in _METRICS:
                metrics(font)
            painter.drawText(room, _FLAGS[align], _fitted(text, key, room.width() + 1))


def paint_meter(painter: QPainter, where: QRect, part: float, tone: Tone | None = None) -> None:
    """Draw a meter: a thin frame, filled from the left by ``part`` of its length (0 to 1)."""
    worn = look.current()
    painter.setPen(worn.color("line2"))
    painter.setBrush(worn.color("sunk"))
    painter.drawRect(where.adjusted(0, 0, -1, -1))
    filled = where.adjusted(1, 1, -1, -1)
    filled.setWidth(round(filled.width() * max(0.0, min(part, 1.0))))
    painter.fillRect(filled, worn.strong(tone or "info"))


def _ground(worn: Look, cell: Cell, *, chosen: bool, striped: bool) -> QColor:
    if cell.ground:
        return worn.soft(cell.ground)
    if chosen:
        return worn.color("sel")
    if cell.head:
        return worn.color("sunk")
    return worn.color("zebra" if striped else "surface")
