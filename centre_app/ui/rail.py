"""The rail at the left: the pages in their groups, each with the number of things that need an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout, QWidget

from centre_app.ui import icons, look
from centre_app.ui.look import px
from centre_app.ui.signals import call

__all__ = ["GROUPS", "Place", "Rail"]

WIDE: Final = 152
SLIM: Final = 56
_ITEM: Final = 34
_GLYPH: Final = 18
_KEYED: Final = 10
_MOST: Final = 999


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the rail: the name of its module, its title; its icon has the name of the page."""

    code: str
    title: str


GROUPS: Final[tuple[tuple[str, tuple[Place, ...]], ...]] = (
    ("每天", (Place("today", "今日"), Place("households", "档案"))),
    (
        "办理",
        (Place("visits", "走访"), Place("notices", "公示"), Place("meetings", "会议"), Place("signatures", "签字")),
    ),
    ("帮扶", (Place("pairing", "结对"), Place("aid", "资金"))),
    (
        "数据",
        (
            Place("imports", "导入比对"),
            Place("uploads", "上报"),
            Place("quarter", "季度调整"),
            Place("reports", "报表"),
        ),
    ),
    ("", (Place("settings", "设置与备份"), Place("help", "帮助"), Place("training", "培训"))),
)
"""In the order of Ctrl+1 to Ctrl+0; the last group stands at the foot. A page without a module is not shown."""


class _Item(QAbstractButton):
    """One page in the rail."""

    def __init__(self, place: Place, key: str) -> None:
        super().__init__()
        self.place = place
        self.setText(place.title)
        self.setCheckable(True)
        self.setAccessibleName(place.title)
        self.setToolTip(f"{place.title}（{key}）" if key else place.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.badge = 0
        self.slim = False

    def show_badge(self, count: int) -> None:
        """So many things here need an act."""
        self.badge = count
        self.setAccessibleName(f"{self.place.title}，{count} 件要办" if count else self.place.title)
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(SLIM if self.slim else WIDE), px(_ITEM))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), QColor(worn.navH))
        if chosen:
            painter.fillRect(QRect(0, 0, px(4), self.height()), QColor(worn.gold))
        side = px(_GLYPH)
        left = (self.width() - side) // 2 if self.slim else px(16)
        ink = worn.onMain if chosen else worn.navT
        picture = icons.pixmap(self.place.code, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        if self.slim:
            self._paint_dot(painter)
        else:
            painter.setFont(look.font(bold=chosen))
            painter.setPen(QColor(ink))
            room = self.rect().adjusted(px(44), 0, -px(4), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setPen(QColor(worn.gold))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        if not self.badge:
            return
        worn = look.current()
        font = look.font("chip", bold=True)
        painter.setFont(font)
        text = str(self.badge) if self.badge <= _MOST else f"{_MOST}+"
        width = max(px(24), painter.fontMetrics().horizontalAdvance(text) + px(12))
        where = QRect(self.width() - width - px(12), (self.height() - px(18)) // 2, width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.gold))
        painter.drawRoundedRect(where, px(9), px(9))
        painter.setPen(QColor(look.LIGHT.ink))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_dot(self, painter: QPainter) -> None:
        if self.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.current().gold))
            painter.drawEllipse(QRect(self.width() - px(19), px(4), px(9), px(9)))


class _Name(QWidget):
    """The office at the head of the rail."""

    def __init__(self, office: str) -> None:
        super().__init__()
        self._office = office
        self.slim = False
        self.setAccessibleName(f"帮扶中心，{office}")
        self.setToolTip(office)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(SLIM if self.slim else WIDE), px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.current()
        painter = QPainter(self)
        side = px(24)
        left = (self.width() - side) // 2 if self.slim else px(16)
        picture = icons.pixmap("office", worn.gold, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        if not self.slim:
            painter.setPen(QColor(worn.onMain))
            painter.setFont(look.font("body", bold=True))
            upper = QRect(px(50), px(12), self.width() - px(54), px(20))
            painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, "帮扶中心")
            painter.setPen(QColor(worn.navT))
            painter.setFont(look.font("note"))
            lower = QRect(px(50), px(32), self.width() - px(54), px(18))
            text = painter.fontMetrics().elidedText(self._office, Qt.TextElideMode.ElideRight, lower.width())
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Rail(QWidget):
    """The column of pages."""

    chosen = Signal(str)
    """The code of the page that was pressed."""

    def __init__(self, office: str, there: frozenset[str]) -> None:
        super().__init__()
        self.setAccessibleName("页面")
        self.setAutoFillBackground(False)
        self._group = QButtonGroup(self)
        self._items: dict[str, _Item] = {}
        self._heads: list[QLabel] = []
        self._name = _Name(office)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(6))
        column.setSpacing(0)
        column.addWidget(self._name)
        for title, places in GROUPS:
            shown = [place for place in places if place.code in there]
            if not title:
                column.addStretch(1)
            elif shown:
                column.addWidget(self._head(title))
            for place in shown:
                column.addWidget(self._item(place))
        self.set_slim(slim=False)

    def _head(self, title: str) -> QLabel:
        head = QLabel(title)
        head.setProperty("role", "rail")
        head.setContentsMargins(px(19), px(4), 0, px(4))
        self._heads.append(head)
        return head

    def _item(self, place: Place) -> _Item:
        number = len(self._items) + 1
        item = _Item(place, f"Ctrl+{number % 10}" if number <= _KEYED else "")
        item.clicked.connect(call(self.chosen.emit, place.code))
        self._group.addButton(item)
        self._items[place.code] = item
        return item

    @property
    def codes(self) -> tuple[str, ...]:
        """The pages in their order."""
        return tuple(self._items)

    def show_page(self, code: str) -> None:
        """Mark the page that is shown."""
        if code in self._items:
            self._items[code].setChecked(True)

    def show_badge(self, code: str, count: int) -> None:
        """So many things of a page need an act."""
        if code in self._items:
            self._items[code].show_badge(count)

    def set_slim(self, *, slim: bool) -> None:
        """Icons only, where the window is narrow."""
        for head in self._heads:
            head.setVisible(not slim)
        self._name.slim = slim
        for item in self._items.values():
            item.slim = slim
        for widget in (self._name, *self._items.values()):
            widget.updateGeometry()
            widget.update()
        self.setFixedWidth(px(SLIM if slim else WIDE))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().nav))
        painter.end()
