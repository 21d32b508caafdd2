"""A table of a few rows inside a card: it is as high as its rows, and its columns as wide as what stands in them.

Where there is not room for all, columns with ``room`` are left out, those that ask for the most first; what is still
too long is cut in the column that stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy

from centre_app.ui.look import px
from centre_app.ui.rows_model import Column, RowsModel
from centre_app.ui.table import Table

__all__ = ["ShortTable"]

R = TypeVar("R")
_LEAST: Final = 40
_MOST_WIDE: Final = 320
_LOOKED_AT: Final = 50
"""Rows that are looked at for the width of a column."""


class ShortTable(Table, Generic[R]):
    """Rows that are in memory anyway, shown all at once; without ``most`` the table fills its place."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        name: str,
        *,
        most: int | None = 8,
        row_height: int = 28,
    ) -> None:
        self._rows_model: RowsModel[R] = RowsModel(columns, key)
        self._most = most
        self._high = row_height
        self._key_of = key
        super().__init__(self._rows_model, name, row_height=row_height)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if most is not None:
            self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[R]) -> None:
        """These rows, in this order."""
        self._rows_model.begin(rows)
        self._rows_model.know([self._key_of(row) for row in rows])
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        """Give each column what it needs, and the one that stretches the rest."""
        columns = self._rows_model.columns
        needed = [max(self._widest(at), px(_LEAST)) for at in range(len(columns))]
        droppable = sorted((at for at, each in enumerate(columns) if each.room), key=lambda at: columns[at].room)
        shown = set(range(len(columns)))
        while droppable and sum(needed[at] for at in shown) > self.viewport().width():
            shown.discard(droppable.pop())
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at not in shown)
            if not column.stretch:
                self.setColumnWidth(at, needed[at])

    def _widest(self, column: int) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        rows = range(min(self._rows_model.rowCount(), _LOOKED_AT))
        cells = (self.sizeHintForIndex(self._rows_model.index(row, column)).width() for row in rows)
        return min(max((head, *cells)), px(_MOST_WIDE))

    def row_at(self, place: int) -> R | None:
        """The row at a place."""
        return self._rows_model.row(place)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        if self._most is None:
            return super().sizeHint()
        rows = min(max(self._rows_model.rowCount(), 1), self._most)
        return QSize(px(200), self.horizontalHeader().height() + rows * px(self._high) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._most is not None else super().minimumSizeHint()
