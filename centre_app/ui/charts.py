"""Charts that paint themselves: the figure on every bar, the second series hatched, so that grey paper keeps it apart.

Each part of a chart can be chosen by mouse and keys and leads to the households behind its figure; the same figures
stand in a table under 看数.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from centre_app.core import money

from . import look
from .buttons import Button
from .cells import Cell, metrics, paint_meter
from .look import Tone, px
from .rows_model import Column, RowsModel
from .table import Table

__all__ = [
    "BarList",
    "Bars",
    "Chart",
    "Meter",
    "MeterPart",
    "Part",
    "Series",
    "SixMonths",
    "ThresholdScale",
    "WithFigures",
]

Figure = int | Decimal
_FLAG: Final = Qt.AlignmentFlag
_CENTER: Final = int(_FLAG.AlignCenter)
_LEFT: Final = int(_FLAG.AlignLeft | _FLAG.AlignVCenter)
_ROW, _ROWS = 26, 12
"""How high a row of the figures is, and how many are seen without scrolling."""
_RIGHT: Final = int(_FLAG.AlignRight | _FLAG.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chart: what it is called, its figure, and what stands behind it."""

    label: str
    figure: Figure
    key: object = None


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one kind in the order of the labels; the second of two is hatched."""

    word: str
    figures: Sequence[Figure]
    tone: Tone = "info"


def written(figure: Figure) -> str:
    """A count as it is, a sum grouped."""
    return str(figure) if isinstance(figure, int) else money.grouped(figure)


def hatched(painter: QPainter, where: QRectF, ground: QColor, strokes: QColor | None = None) -> None:
    """Fill with strokes, white if not said otherwise: told apart without the colour."""
    painter.fillRect(where, ground)
    painter.save()
    painter.setClipRect(where)
    painter.setPen(QPen(strokes or QColor(look.current().surface), 1))
    step = px(5)
    left = where.left() - where.height()
    while left < where.right():
        painter.drawLine(QPointF(left, where.bottom()), QPointF(left + where.height(), where.top()))
        left += step
    painter.restore()


class Chart(QWidget):
    """What all charts share: parts that can be chosen, and a sentence for who does not see them."""

    part_chosen = Signal(object)
    """The key of the part."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self._name = name
        self.heads = tuple(heads)
        self._places: list[QRectF] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def parts(self) -> list[Part]:
        """The parts, in the order in which the arrows pass them."""
        raise NotImplementedError("a chart says its parts")

    def rows(self) -> list[tuple[str, ...]]:
        """The same figures as a table."""
        return [(part.label, written(part.figure)) for part in self.parts()]

    def speak(self) -> None:
        """Say the figures to a screen reader."""
        said = "；".join(" ".join(row) for row in self.rows())
        self.setAccessibleName(f"{self._name}：{said}" if said else self._name)

    def draw(self, painter: QPainter) -> Iterator[QRectF]:
        """Draw the parts and say where each lies."""
        raise NotImplementedError("a chart draws itself")

    def _text(
        self, painter: QPainter, where: QRectF, flags: int, text: str, role: str = "note", ink: str = "ink"
    ) -> None:
        painter.setFont(look.font(role))
        painter.setPen(look.current().color(ink))
        painter.drawText(where, flags, text)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._places = list(self.draw(painter))
        if self.hasFocus() and self._at < len(self._places):
            painter.setPen(QPen(QColor(look.current().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._places[self._at].adjusted(-2, -2, 2, 2))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for part, place in zip(self.parts(), self._places, strict=False):
            if place.contains(event.position()):
                self.part_chosen.emit(part.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = self.parts()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._at = max(self._at - 1, 0)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._at = min(self._at + 1, max(len(parts) - 1, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at < len(parts):
            self.part_chosen.emit(parts[self._at].key)
        else:
            super().keyPressEvent(event)
            return
        self.update()


class Bars(Chart):
    """Groups of bars, one or two series: what came and what went by quarter."""

    def __init__(
        self, name: str, labels: Sequence[str], series: Sequence[Series], keys: Sequence[Sequence[object]] = ()
    ) -> None:
        super().__init__(name, ("", *(each.word for each in series)))
        self._labels = labels
        self._series = series
        self._keys = keys
        self.speak()

    def parts(self) -> list[Part]:
        return [
            Part(f"{label} {each.word}", each.figures[at], self._keys[at][of] if self._keys else (at, of))
            for at, label in enumerate(self._labels)
            for of, each in enumerate(self._series)
        ]

    def rows(self) -> list[tuple[str, ...]]:
        return [(label, *(written(each.figures[at]) for each in self._series)) for at, label in enumerate(self._labels)]

    def draw(self, painter: QPainter) -> Iterator[QRectF]:
        worn, note = look.current(), metrics(look.font("note")).height()
        self._legend(painter)
        most = max((float(figure) for each in self._series for figure in each.figures), default=0.0) or 1.0
        floor = self.height() - note - px(4)
        room = floor - note * 2 - px(8)
        group = self.width() / max(len(self._labels), 1)
        bar = min(px(20), group / (len(self._series) + 1))
        painter.setPen(QPen(QColor(worn.line2), 1.5))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(self.width(), floor + 0.5))
        for at, label in enumerate(self._labels):
            middle = group * (at + 0.5)
            left = middle - (bar * len(self._series) + px(2) * (len(self._series) - 1)) / 2
            for of, each in enumerate(self._series):
                height = max(room * float(each.figures[at]) / most, 0.0)
                where = QRectF(left, floor - height, bar, height)
                if of:
                    hatched(painter, where, worn.strong(each.tone))
                else:
                    painter.fillRect(where, worn.strong(each.tone))
                above = QRectF(left - px(20), where.top() - note, bar + px(40), note)
                self._text(painter, above, _CENTER, written(each.figures[at]))
                yield where.united(QRectF(left, where.top() - note, bar, note))
                left += bar + px(2)
            self._text(painter, QRectF(middle - group / 2, floor + px(3), group, note), _CENTER, label)

    def _legend(self, painter: QPainter) -> None:
        left, side, font = 0.0, px(10), look.font("note")
        height = metrics(font).height()
        for of, each in enumerate(self._series):
            mark = QRectF(left, (height - side) / 2, side, side)
            color = look.current().strong(each.tone)
            if of:
                hatched(painter, mark, color)
            else:
                painter.fillRect(mark, color)
            width = metrics(font).horizontalAdvance(each.word)
            self._text(painter, QRectF(left + side + px(4), 0, width + px(4), height), _LEFT, each.word)
            left += side + width + px(14)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(40) * len(self._labels), px(104))


class BarList(Chart):
    """Bars lying below each other with their words before and their figures behind: causes, ages, streets."""

    def __init__(self, name: str, parts: Sequence[Part], *, quiet_last: bool = False) -> None:
        super().__init__(name, ("", "户"))
        self._parts = list(parts)
        self._quiet_last = quiet_last
        self.speak()

    def parts(self) -> list[Part]:
        return self._parts

    def draw(self, painter: QPainter) -> Iterator[QRectF]:
        worn, font = look.current(), look.font()
        most = max((float(part.figure) for part in self._parts), default=0.0) or 1.0
        words = max((metrics(font).horizontalAdvance(part.label) for part in self._parts), default=0) + px(10)
        figures = max((metrics(font).horizontalAdvance(written(part.figure)) for part in self._parts), default=0)
        room = self.width() - words - figures - px(12)
        high = self._high()
        for at, part in enumerate(self._parts):
            top = at * high
            self._text(painter, QRectF(0, top, words, high), _LEFT, part.label, "body")
            length = room * float(part.figure) / most
            bar = QRectF(words, top + (high - px(12)) / 2, length, px(12))
            last = self._quiet_last and at == len(self._parts) - 1
            painter.fillRect(bar, worn.strong("wait" if last else "info"))
            behind = QRectF(words + length + px(6), top, figures + px(4), high)
            self._text(painter, behind, _LEFT, written(part.figure), "body")
            yield QRectF(0, top + 1, words + length + figures + px(10), high - 2)

    def _high(self) -> int:
        return metrics(look.font()).height() - px(2)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(240), self._high() * len(self._parts) + px(2))


@dataclass(frozen=True, slots=True)
class MeterPart:
    """A part of a meter: what it is, how much, in which tone, and whether it is hatched (only planned)."""

    word: str
    figure: Figure
    tone: Tone = "info"
    planned: bool = False


class Meter(QWidget):
    """How much of a whole is used: load of a cadre, funds against their cap, progress."""

    def __init__(self, name: str, parts: Sequence[MeterPart], most: Figure, *, height: int = 11) -> None:
        super().__init__()
        self._parts = parts
        self._most = most
        self._height = height
        said = "，".join(f"{part.word} {written(part.figure)}" for part in parts)
        self.setAccessibleName(f"{name}：{said}，共 {written(most)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_meter(painter, self.rect(), 0.0)
        left, most = 1.0, float(self._most) or 1.0
        for part in self._parts:
            width = min((self.width() - 2) * float(part.figure) / most, self.width() - 1 - left)
            where = QRectF(left, 1, max(width, 0.0), self.height() - 2)
            color = look.current().strong(part.tone)
            if part.planned:
                hatched(painter, where, color)
            else:
                painter.fillRect(where, color)
            left += width
        painter.end()


class ThresholdScale(Chart):
    """Where a household stands on the line: zones between the marks, and the household's own figure above.

    ``marks`` are the ends of the zones but the last: sum and what stands below it.
    """

    def __init__(
        self, name: str, value: Decimal, marks: Sequence[tuple[Decimal, str]], zones: Sequence[tuple[str, Tone]]
    ) -> None:
        super().__init__(name, ("", "元"))
        self._value = value
        self._marks = marks
        self._zones = zones
        self.speak()

    def parts(self) -> list[Part]:
        return [Part("本户", self._value), *(Part(word, amount) for amount, word in self._marks)]

    def draw(self, painter: QPainter) -> Iterator[QRectF]:
        worn, note = look.current(), metrics(look.font("note")).height()
        own = metrics(look.font(bold=True)).height()
        most = max(self._value, max((amount for amount, _ in self._marks), default=Decimal(1))) * Decimal("1.18")
        bar = QRectF(0.5, own + px(11), self.width() - 1, px(14))
        ends = [bar.width() * float(amount / most) for amount, _ in self._marks] + [bar.width()]
        left = 0.0
        for (word, tone), end in zip(self._zones, ends, strict=True):
            zone = QRectF(bar.left() + left, bar.top(), end - left, bar.height())
            if left == 0.0:
                hatched(painter, zone, worn.soft(tone), worn.strong(tone))
                self._text(painter, QRectF(px(4), bar.bottom() + px(3), end, note), _LEFT, word, "note", tone)
            else:
                painter.fillRect(zone, worn.soft(tone))
            if left:
                above = zone.translated(0, -own - px(3)).adjusted(px(2), 0, 0, 0)
                self._text(painter, above, _LEFT, word, "note", tone)
            left = end
        painter.setPen(QPen(QColor(worn.line2), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        here = bar.left() + bar.width() * float(self._value / most)
        yield self._own(painter, here, bar.top(), own)
        for (amount, word), end in zip(self._marks, ends, strict=False):
            painter.setPen(QPen(QColor(worn.ink), 2))
            painter.drawLine(
                QPointF(bar.left() + end, bar.top() - px(3)), QPointF(bar.left() + end, bar.bottom() + px(3))
            )
            text = f"{money.grouped(amount)} {word}"
            width = metrics(look.font("note")).horizontalAdvance(text) + px(4)
            start = min(max(bar.left() + end - width / 2, 0), self.width() - width)
            below = QRectF(start, bar.bottom() + px(3), width, note)
            self._text(painter, below, _CENTER, text)
            yield below

    def _own(self, painter: QPainter, here: float, top: float, high: int) -> QRectF:
        worn, bold = look.current(), look.font(bold=True)
        text = f"本户 {money.grouped(self._value)}"
        width = metrics(bold).horizontalAdvance(text) + px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.strong("info"))
        tip = top + px(1)
        painter.drawPolygon(
            QPolygonF([QPointF(here - px(6), tip - px(9)), QPointF(here + px(6), tip - px(9)), QPointF(here, tip)])
        )
        where = QRectF(min(max(here - width + px(6), 0), self.width() - width), 0, width, high)
        painter.setFont(bold)
        painter.setPen(worn.strong("info"))
        painter.drawText(where, _RIGHT, text)
        return where

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(300), metrics(look.font(bold=True)).height() + metrics(look.font("note")).height() + px(32))


class SixMonths(Chart):
    """The run of six months against the line; months above it are hatched."""

    def __init__(self, name: str, months: Sequence[tuple[str, Figure]], line: Figure) -> None:
        super().__init__(name, ("", "元"))
        self._months = months
        self._line = line
        self.speak()

    def parts(self) -> list[Part]:
        return [Part(word, figure, at) for at, (word, figure) in enumerate(self._months)]

    def draw(self, painter: QPainter) -> Iterator[QRectF]:
        worn, note = look.current(), metrics(look.font("note")).height()
        floor, most = self.height() - note - px(3), max(float(self._line), *(float(f) for _, f in self._months))
        room = floor - note - px(4)
        # The months differ by little, so the axis begins at half of the line.
        low = float(self._line) / 2
        level = floor - room * (float(self._line) - low) / (most - low)
        group = self.width() / max(len(self._months), 1)
        bar = min(px(40), group * 0.66)
        painter.setPen(QPen(worn.strong("bad"), px(2), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        for at, (word, figure) in enumerate(self._months):
            middle = group * (at + 0.5)
            height = max(room * (float(figure) - low) / (most - low), px(2))
            where = QRectF(middle - bar / 2, floor - height, bar, height)
            above = figure > self._line
            if above:
                hatched(painter, where, worn.strong("warn"))
            else:
                painter.fillRect(where, worn.strong("info"))
            text = written(figure)
            width = metrics(look.font("note")).horizontalAdvance(text) + px(6)
            over = QRectF(middle - width / 2, where.top() - note, width, note)
            painter.fillRect(over.adjusted(0, 2, 0, -1), QColor(worn.surface))
            self._text(painter, over, _CENTER, text)
            self._text(painter, QRectF(middle - group / 2, floor + px(2), group, note), _CENTER, word)
            yield where.united(over)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(50) * len(self._months), px(112))


class WithFigures(QWidget):
    """A chart, and under 看数 the table of its figures."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        heads = chart.heads
        columns = [
            Column[tuple[str, ...]](
                key=str(at), title=head, cell=_cell_of(at), align="right" if at else "left", width=96, stretch=not at
            )
            for at, head in enumerate(heads)
        ]
        model: RowsModel[tuple[str, ...]] = RowsModel(columns, lambda row: row[0])
        model.begin(chart.rows())
        self.button = Button("看数", kind="quiet", small=True)
        self.button.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        # A stack shows its first widget at once; outside of this one it would be a window of its own.
        self._stack = QStackedLayout()
        column.addLayout(self._stack)
        self._stack.addWidget(chart)
        self._table = Table(model, chart.accessibleName(), row_height=_ROW)
        self._table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self._table)
        self.button.toggled.connect(self._turn)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column.addLayout(foot)

    def _turn(self, figures: bool) -> None:
        """The picture, or the table as high as its rows: a picture of two bars is lower than the head of a table."""
        rows = self._table.model().rowCount()
        high = self._table.horizontalHeader().sizeHint().height() + px(_ROW) * min(rows, _ROWS) + px(4)
        self._table.setMinimumHeight(high if figures else 0)
        self._stack.setCurrentIndex(int(figures))


def _cell_of(place: int) -> Callable[[tuple[str, ...]], Cell]:
    return lambda row: Cell(row[place])
