"""The days of a notice: which count, which do not and why, where today stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import look
from .cells import metrics
from .look import px

__all__ = ["DayKind", "DayStrip", "DayView"]

DayKind: TypeAlias = Literal["start", "past", "today", "ahead", "free"]
"""Posted on, counted and over, today, counted and to come, not counted."""

_WEEKDAYS: Final = "一二三四五六日"
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class DayView:
    """A day as it is shown: ``note`` says what it is (第 3 天, 不计, 期满, 调休上班)."""

    day: date
    kind: DayKind
    note: str

    @property
    def sentence(self) -> str:
        """What is spoken."""
        return f"{self.day.month}月{self.day.day}日 星期{_WEEKDAYS[self.day.weekday()]}，{self.note}"


class DayStrip(QWidget):
    """A strip of days; it paints them all and speaks them in one sentence."""

    def __init__(self, days: Sequence[DayView] = ()) -> None:
        super().__init__()
        self._days: Sequence[DayView] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_days(days)

    def show_days(self, days: Sequence[DayView]) -> None:
        """Show these days in the place of the others."""
        self._days = days
        self.setAccessibleName("；".join(day.sentence for day in days))
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self._least() * len(self._days), px(54))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _least(self) -> int:
        note = metrics(look.font("note"))
        return max((note.horizontalAdvance(day.note) for day in self._days), default=px(40)) + px(10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = (self.width() + px(_GAP)) / max(len(self._days), 1)
        for at, day in enumerate(self._days):
            left = round(at * step)
            self._draw(painter, QRect(left, 0, round((at + 1) * step) - left - px(_GAP), self.height()), day)
        painter.end()

    @staticmethod
    def _draw(painter: QPainter, where: QRect, day: DayView) -> None:
        worn = look.current()
        ground, rim, ink, note = {
            "start": (worn.mainS, worn.main, worn.ink, worn.ink2),
            "past": (worn.okS, worn.ok, worn.ink, worn.ok),
            "today": (worn.main, worn.main, worn.onMain, worn.onMain),
            "ahead": (worn.surface, worn.line2, worn.ink, worn.ink2),
            "free": (worn.sunk, worn.line, worn.ink3, worn.ink3),
        }[day.kind]
        painter.setPen(QPen(QColor(rim), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        half = where.height() // 2
        painter.setPen(QColor(ink))
        painter.setFont(look.font(bold=day.kind == "today"))
        above = QRect(where.left(), where.top() + px(4), where.width(), half - px(2))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{day.day.day} {_WEEKDAYS[day.day.weekday()]}")
        painter.setPen(QColor(note))
        painter.setFont(look.font("note"))
        below = QRect(where.left(), where.top() + half, where.width(), half - px(4))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, day.note)
