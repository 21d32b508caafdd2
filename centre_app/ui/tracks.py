"""The steps of a case, wide or as dots, and its gates: buttons that paint themselves.

Being buttons they have focus, click, arrow keys and a voice for nothing. A step leads to its place in the file, a gate
to the place where its lack is cured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from . import icons, look
from .cells import metrics, paint_panel
from .look import Tone, px

__all__ = ["GateStrip", "GateView", "StepTrack", "StepView"]

_WIDE: Final = 120
"""Design pixels that a step must have for the wide form."""
_POINT: Final = 9
_DOT: Final = 24
_DOT_ICONS: Final = {"ok": "apply", "info": "info", "warn": "warn", "bad": "away", "ret": "ret"}
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)
_ELIDED: Final = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as it is shown: its number and word, what there is to say of it, and the sentence that is spoken."""

    number: int
    word: str
    note: str
    tone: Tone
    sentence: str
    """``第 6 步 公示，进行中，第 4 天，共 5 个工作日``."""


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate: its word, the evidence or the lack, whether it is open, and the sentence that is spoken."""

    word: str
    evidence: str
    tone: Tone
    sentence: str


class _Painted(QAbstractButton):
    """A button that is pressed by Enter as well, and shows a ring while it has the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _ring(self, painter: QPainter, where: QRectF) -> None:
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.current().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), px(3), px(3))

    def _icon(self, painter: QPainter, name: str, color: QColor, left: float, middle: float, side: int) -> None:
        picture = icons.pixmap(name, color.name(), side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, middle - side / 2), picture)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Step(_Painted):
    """One step of a track."""

    def __init__(self, track: StepTrack, step: StepView, *, first: bool, last: bool) -> None:
        super().__init__(step.sentence)
        self._track = track
        self.step = step
        self._first = first
        self._last = last
        self.before: Tone | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def sizeHint(self) -> QSize:
        step = self.step
        word = metrics(look.font("card", bold=True)).horizontalAdvance(f"{step.number} {step.word}")
        if self._track.wide:
            note = metrics(look.font("chip")).horizontalAdvance(step.note)
            return QSize(max(word + px(24), note) + px(20) + px(_POINT), self._track.height_wide())
        word = metrics(look.font(bold=True)).horizontalAdvance(step.word)
        note = metrics(look.font("note")).horizontalAdvance(step.note)
        return QSize(max(word, note, px(_DOT)) + px(4), self._track.height_of_dots())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_DOT), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if aside:
            self._track.go_aside(self, aside)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._track.wide:
            self._paint_wide(painter)
        else:
            self._paint_dot(painter)
        painter.end()

    def _paint_wide(self, painter: QPainter) -> None:
        worn, tone = look.current(), self.step.tone
        strong = worn.strong(tone)
        now = tone == "info"
        ground, ink = (strong, QColor(worn.onMain)) if now else (worn.soft(tone), QColor(worn.ink))
        quiet = ink if now else QColor(worn.ink2) if tone == "wait" else strong
        width, height, point = self.width() - 0.5, self.height() - 0.5, px(_POINT)
        notch = 0.5 if self._first else point + 0.5
        painter.setPen(QPen(strong if now else worn.rim(strong), 1))
        painter.setBrush(ground)
        corners = [(0.5, 0.5), (width - point, 0.5), (width, height / 2), (width - point, height), (0.5, height)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in [*corners, (notch, height / 2)]]))
        left, half = px(19), self.height() // 2
        self._icon(painter, tone, ink if now else strong, left, half - px(9), px(17))
        bold, small = look.font("card", bold=True), look.font("chip")
        room = self.width() - left - px(24) - px(_POINT)
        painter.setFont(bold)
        painter.setPen(quiet if tone == "wait" else ink)
        word = metrics(bold).elidedText(f"{self.step.number} {self.step.word}", _ELIDED, room)
        painter.drawText(QRect(left + px(23), half - px(21), room, px(24)), _LEFT, word)
        room = self.width() - left - px(_POINT)
        painter.setFont(small)
        painter.setPen(quiet)
        note = metrics(small).elidedText(self.step.note, _ELIDED, room)
        painter.drawText(QRect(left - px(1), half + px(4), room, px(20)), _LEFT, note)
        self._ring(painter, QRectF(self.rect()))

    def _paint_dot(self, painter: QPainter) -> None:
        worn, tone = look.current(), self.step.tone
        strong, middle, side = worn.strong(tone), self.width() / 2, px(_DOT)
        center = px(2) + side / 2
        for done, start, end in (
            (self.before == "ok", 0.0, middle if not self._first else 0.0),
            (tone == "ok", middle, float(self.width()) if not self._last else middle),
        ):
            painter.setPen(QPen(worn.strong("ok") if done else QColor(worn.line2), px(2)))
            if end > start:
                painter.drawLine(QPointF(start, center), QPointF(end, center))
        painter.setPen(QPen(strong if tone != "wait" else QColor(worn.edge), 1.5))
        painter.setBrush(strong if tone == "info" else worn.soft(tone))
        painter.drawEllipse(QPointF(middle, center), side / 2 - 1, side / 2 - 1)
        glyph = px(14)
        if tone in _DOT_ICONS:
            ink = QColor(worn.onMain) if tone == "info" else strong
            self._icon(painter, _DOT_ICONS[tone], ink, middle - glyph / 2, center, glyph)
        else:
            painter.setBrush(QColor(worn.ink3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(middle, center), px(1.5), px(1.5))
        self._captions(painter, round(center + side / 2) + px(2), strong)
        self._ring(painter, QRectF(middle - side / 2 - 3, center - side / 2 - 3, side + 6, side + 6))

    def _captions(self, painter: QPainter, top: int, strong: QColor) -> None:
        worn, tone = look.current(), self.step.tone
        for text, font, ink in (
            (self.step.word, look.font(bold=tone == "info"), QColor(worn.ink)),
            (self.step.note, look.font("note"), QColor(worn.ink2) if tone == "wait" else strong),
        ):
            height = metrics(font).height()
            painter.setFont(font)
            painter.setPen(ink)
            shown = metrics(font).elidedText(text, _ELIDED, self.width())
            painter.drawText(QRect(0, top, self.width(), height), _MIDDLE, shown)
            top += height - px(2)


class StepTrack(QWidget):
    """The steps in a row: wide where each has room, dots otherwise. One stop of Tab; arrows go along."""

    step_chosen = Signal(int)
    """The number of the step."""

    def __init__(self, steps: Sequence[StepView] = (), *, dots: bool = False) -> None:
        super().__init__()
        self._dots = dots
        self.wide = not dots
        self._steps: list[_Step] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps in the place of the others."""
        for old in self._steps:
            self._row.removeWidget(old)
            old.deleteLater()
        last = len(steps) - 1
        self._steps = [_Step(self, step, first=not at, last=at == last) for at, step in enumerate(steps)]
        now = next((at for at, step in enumerate(steps) if step.tone not in ("ok", "wait")), 0)
        for at, made in enumerate(self._steps):
            made.before = steps[at - 1].tone if at else None
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == now else Qt.FocusPolicy.ClickFocus)
            made.clicked.connect(lambda _checked=False, number=made.step.number: self.step_chosen.emit(number))
            self._row.addWidget(made)
        self.setAccessibleName(f"共 {len(steps)} 步")
        self._fit()

    def go_aside(self, here: QWidget, by: int) -> None:
        """Put the focus on the step beside."""
        places = [at for at, step in enumerate(self._steps) if step is here]
        for at in places:
            if 0 <= at + by < len(self._steps):
                self._steps[at + by].setFocus(Qt.FocusReason.OtherFocusReason)

    def height_wide(self) -> int:
        """The height of the wide form."""
        return px(22) + metrics(look.font("card", bold=True)).height() + metrics(look.font("chip")).height() - px(7)

    def height_of_dots(self) -> int:
        """The height of dots with word and note below."""
        return px(_DOT) + px(6) + metrics(look.font()).height() + metrics(look.font("note")).height()

    def _fit(self) -> None:
        self.wide = not self._dots and self.width() >= px(_WIDE) * max(len(self._steps), 1)
        self._row.setSpacing(px(2) if self.wide else 0)
        height = self.height_wide() if self.wide else self.height_of_dots()
        for step in self._steps:
            step.setFixedHeight(height)
            step.updateGeometry()
            step.update()
        self.setFixedHeight(height)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


class _Gate(_Painted):
    """One gate of a strip."""

    def __init__(self, gate: GateView) -> None:
        super().__init__(gate.sentence)
        self._gate = gate
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def sizeHint(self) -> QSize:
        bold, small = look.font(bold=True), look.font("chip")
        width = max(
            metrics(bold).horizontalAdvance(self._gate.word), metrics(small).horizontalAdvance(self._gate.evidence)
        )
        return QSize(width + px(50), metrics(bold).height() + metrics(small).height() + px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, gate = look.current(), self._gate
        strong = worn.strong(gate.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_panel(painter, self.rect(), gate.tone, rim=strong)
        self._icon(painter, gate.tone, strong, px(13), self.height() / 2, px(18))
        left, top, room = px(40), px(3), self.width() - px(46)
        for text, font, ink in (
            (gate.word, look.font(bold=True), QColor(worn.ink)),
            (gate.evidence, look.font("chip"), strong),
        ):
            height = metrics(font).height()
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRect(left, top, room, height), _LEFT, metrics(font).elidedText(text, _ELIDED, room))
            top += height
        self._ring(painter, QRectF(self.rect()))
        painter.end()


class GateStrip(QWidget):
    """The gates side by side, four in a row or two and two."""

    gate_chosen = Signal(int)
    """Which gate, counted from 0."""

    def __init__(self, gates: Sequence[GateView] = (), *, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(6))
        self._gates: list[_Gate] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_gates(gates)

    def show_gates(self, gates: Sequence[GateView]) -> None:
        """Show these gates in the place of the others."""
        for old in self._gates:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._gates = [_Gate(gate) for gate in gates]
        for at, made in enumerate(self._gates):
            made.clicked.connect(lambda _checked=False, at=at: self.gate_chosen.emit(at))
            self._grid.addWidget(made, *divmod(at, self._columns))
        self.setAccessibleName("；".join(gate.sentence for gate in gates))
