"""A field for days: typed in short, or chosen on a calendar with F4."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from centre_app.core.fields.values import first_day
from centre_app.core.people import YearMonth
from centre_app.core.shorthand import day, day_or_month

from .icons import icon
from .look import px
from .typed_field import DIGITS, TypedField

__all__ = ["DateField"]


class DateField(TypedField):
    """Takes ``0718``, 7月18日, 去年3月5日, ``20260718``; shows ``2026-07-18``.

    With ``months`` a month alone will do; with ``ahead`` a day without a year is the next one and not the last.
    """

    def __init__(self, on: date, *, months: bool = False, ahead: bool = False) -> None:
        super().__init__()
        self._on = on
        self._months = months
        self._ahead = ahead
        self._calendar: _Calendar | None = None
        self.setInputMethodHints(DIGITS)
        self.setPlaceholderText("年-月-日或年-月" if months else "年-月-日")
        opener = QAction(icon("calendar"), "日历 F4", self)
        opener.triggered.connect(self.open_calendar)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    def read(self, text: str) -> Any:
        if self._months:
            return day_or_month(text, self._on, ahead=self._ahead)
        return day(text, self._on, ahead=self._ahead)

    def written(self, value: date | YearMonth) -> str:
        return str(value)

    def open_calendar(self) -> None:
        """Open the calendar on the day of the field; Enter takes a day, Esc leaves it as it was."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.activated.connect(self._take)
            self._calendar.clicked.connect(self._take)
        self.settle()
        shown = first_day(self.value) if self.value is not None else self._on
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.open_below(self)

    def _take(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.setText(f"{chosen.year():04}-{chosen.month():02}-{chosen.day():02}")
        self.settle()
        self.setFocus()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class _Calendar(QCalendarWidget):
    """A calendar that hangs below a field, within the window."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setAccessibleName("日历")
        self.setLocale(QLocale(QLocale.Language.Chinese))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAutoFillBackground(True)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, QTextCharFormat())
        for name, glyph, said in (("prevmonth", "back", "上个月"), ("nextmonth", "forward", "下个月")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(button, QToolButton):
                button.setIcon(icon(glyph))
                button.setAccessibleName(said)
        self.hide()

    def open_below(self, field: QWidget) -> None:
        """Show it below the field, or above where there is no room."""
        size, window = self.sizeHint() + QSize(px(16), px(28)), self.window()
        corner = field.mapTo(window, QPoint(0, field.height()))
        top = (
            corner.y() if corner.y() + size.height() <= window.height() else corner.y() - field.height() - size.height()
        )
        left = min(corner.x(), window.width() - size.width())
        self.setGeometry(max(left, 0), max(top, 0), size.width(), size.height())
        self.show()
        self.raise_()
        self.setFocus()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._field.setFocus()
        else:
            super().keyPressEvent(event)
