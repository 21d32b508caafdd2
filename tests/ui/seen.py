"""What a look at a page finds: words that are cut, things outside their place, controls without a name, odd Chinese.

Each function gives findings as lines, so that one failure shows them all.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from centre_app.ui.charts import Chart
from centre_app.ui.table import Table

HAN = "[\u3400-\u9fff]"
HALF_WIDTH = re.compile(f"{HAN}[,;:!?()]|[,;!?()]{HAN}")
SPACED_DAY = re.compile(r"\d{4} ?年 \d|年 \d+ ?月|\d 月 \d")
SPOKEN = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, Chart, Table)


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget below a root that is shown."""
    below = list[QWidget](root.findChildren(QWidget))
    yield from (widget for widget in below if widget.isVisibleTo(root))


def name(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    said = widget.accessibleName() or (words() if callable(words) else "")
    return f"{type(widget).__name__} {said!r}"


def cut(root: QWidget) -> list[str]:
    """Labels, buttons and tabs that have less room than their words ask for; cells that are cut."""
    return [*_cut_words(root), *_cut_tabs(root), *_cut_cells(root)]


def _cut_words(root: QWidget) -> Iterator[str]:
    for widget in shown(root):
        if not isinstance(widget, (QLabel, QAbstractButton)) or isinstance(widget, QToolButton) or not widget.text():
            continue
        wanted, room = widget.sizeHint(), widget.size()
        if isinstance(widget, QLabel) and widget.wordWrap():
            # Chinese breaks anywhere: what counts is that all lines are seen, and no long word sticks out.
            if widget.heightForWidth(room.width()) > room.height() + 1:
                yield f"{name(widget)}: {room.height()} high, needs {widget.heightForWidth(room.width())}"
        elif wanted.width() > room.width() + 1 or wanted.height() > room.height() + 1:
            yield f"{name(widget)}: has {room.width()}x{room.height()}, needs {wanted.width()}x{wanted.height()}"


def _cut_tabs(root: QWidget) -> Iterator[str]:
    for bar in shown(root):
        if isinstance(bar, QTabBar):
            for at in range(bar.count()):
                needed = bar.fontMetrics().horizontalAdvance(bar.tabText(at))
                if bar.tabRect(at).width() < needed:
                    yield f"tab {bar.tabText(at)!r}"


def _cut_cells(root: QWidget) -> Iterator[str]:
    for table in shown(root):
        if not isinstance(table, Table):
            continue
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if table.isColumnHidden(column) or not table.visualRect(index).intersects(table.viewport().rect()):
                    continue
                if table.sizeHintForIndex(index).width() > _room(table, row, column) + 1:
                    yield f"cell {index.data()!r} in {table.accessibleName()!r}"


def _room(table: Table, row: int, column: int) -> int:
    """How wide a cell is, with the columns that it spans."""
    return sum(table.columnWidth(at) for at in range(column, column + table.columnSpan(row, column)))


def outside(root: QWidget) -> list[str]:
    """Widgets that stick out of their parents; what scrolls may, in the direction in which it scrolls."""
    found = []
    for widget in shown(root):
        parent = widget.parentWidget()
        area = parent.parentWidget() if parent else None
        if parent is None:
            continue
        if isinstance(area, QAbstractScrollArea):
            never = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if isinstance(area, QScrollArea) and never and widget.width() > parent.width():
                found.append(f"{name(widget)} {widget.width()} wide in {parent.width()}")
            continue
        if not QRect(QPoint(0, 0), parent.size()).contains(widget.geometry()):
            found.append(f"{name(widget)} {widget.geometry().getRect()} in {name(parent)} {parent.size().toTuple()}")
    return found


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader cannot name."""
    return [
        f"{type(widget).__name__} at {widget.geometry().getRect()}"
        for widget in shown(root)
        if isinstance(widget, SPOKEN)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def odd_chinese(root: QWidget) -> list[str]:
    """Half-width signs between Chinese characters, and spaces inside dates."""
    words = (widget.text() for widget in shown(root) if isinstance(widget, (QLabel, QAbstractButton)))
    return [text for text in words if HALF_WIDTH.search(text) or SPACED_DAY.search(text)]
