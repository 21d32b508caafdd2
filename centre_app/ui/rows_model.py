"""The model of a list of any length: a window on it that is read in blocks around what is seen.

It never asks the store. It says which block it wants next and is given it by the page; twenty rows and two hundred
thousand are the same to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from .cells import Align, Cell

__all__ = ["NO_PARENT", "Block", "Column", "ColumnedModel", "RowsModel"]

R = TypeVar("R")
C = TypeVar("C", bound="Column[Any]")
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOT_READ: Final = Cell("…", quiet=True, spoken="正在读取")
_AROUND: Final = 100
"""Rows that are read before and behind what is seen."""
_KEPT: Final = 4000
"""Rows that are kept; those farthest from what is seen go first."""
NO_PARENT: Final = QModelIndex()


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """A column: its stable key, its head, what it shows of a row.

    ``width`` in design pixels; one column may ``stretch``. ``order`` is the name by which the list can be sorted;
    ``room`` the width of the window (logical pixels) below which the column is left out.
    """

    key: str
    title: str
    cell: Callable[[R], Cell | str]
    width: int = 100
    align: Align = "left"
    stretch: bool = False
    order: str | None = None
    room: int = 0
    tip: str = ""

    def of(self, row: R) -> Cell:
        """The cell of a row."""
        found = self.cell(row)
        return found if isinstance(found, Cell) else Cell(found)


class ColumnedModel(QAbstractTableModel, Generic[C]):
    """What both models answer alike: heads, and the roles of a cell."""

    def __init__(self, columns: Sequence[C]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        raise NotImplementedError("a model says what its cells show")

    # Qt's own names

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return column.title
            case _Role.ToolTipRole:
                return column.tip or None
            case _Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignVCenter | _SIDES[column.align]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        match role:
            case _Role.DisplayRole:
                return self.cell(index.row(), index.column()).text
            case _Role.AccessibleTextRole:
                return spoken(self.cell(index.row(), index.column()))
        return None


_SIDES: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


def spoken(cell: Cell) -> str:
    """What a screen reader says of a cell: the text without its glyph."""
    return cell.spoken or "，".join(part for part in (cell.text, cell.second) if part)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are wanted: where they stand in the result, and their keys."""

    start: int
    keys: tuple[Hashable, ...]
    of: int
    """Which result they are of; a block of an older one is dropped when it arrives."""


class RowsModel(ColumnedModel[Column[R]], Generic[R]):
    """A list that is read in blocks around what is seen.

    The page calls ``begin`` with the first block, ``know`` with the keys of the whole result when they are counted, and
    ``arrive`` with each block for which ``block_wanted`` asked. One question goes out for all that a paint missed, so
    a newer one may replace an older one without loss.
    """

    block_wanted = Signal(object)
    """A ``Block``."""
    counted = Signal(int)
    """How many rows the result has, once it is known."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> None:
        super().__init__(columns)
        self._key = key
        self._rows: dict[int, R] = {}
        self._keys: Sequence[Hashable] = ()
        self._result = 0
        self._missed: set[int] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    def begin(self, rows: Sequence[R]) -> None:
        """Show a new result, of which so far only these first rows are known."""
        self.beginResetModel()
        self._result += 1
        self._rows = dict(enumerate(rows))
        self._keys = [self._key(row) for row in rows]
        self._missed.clear()
        self.endResetModel()

    def know(self, keys: Sequence[Hashable]) -> None:
        """Know the keys of the whole result, in its order; rows that are already here stay."""
        here = len(self._keys)
        if list(keys[:here]) != list(self._keys):
            kept = {self._key(row): row for row in self._rows.values()}
            self.beginResetModel()
            self._result += 1
            self._keys = keys
            self._rows = {place: kept[key] for place, key in enumerate(keys[: here + _AROUND]) if key in kept}
            self.endResetModel()
        elif len(keys) > here:
            self.beginInsertRows(NO_PARENT, here, len(keys) - 1)
            self._keys = keys
            self.endInsertRows()
        self.counted.emit(len(keys))

    def arrive(self, block: Block, rows: Sequence[R]) -> None:
        """Take the rows of a block; whatever of it is gone stays a gap that says so."""
        if block.of != self._result or not block.keys:
            return
        found = {self._key(row): row for row in rows}
        for place, key in enumerate(block.keys, start=block.start):
            if key in found:
                self._rows[place] = found[key]
        self._forget_far_from(block.start + len(block.keys) // 2)
        last = block.start + len(block.keys) - 1
        self.dataChanged.emit(self.index(block.start, 0), self.index(last, len(self.columns) - 1))

    def renew(self, rows: Iterable[R]) -> None:
        """Show rows anew whose values have changed and whose places have not."""
        places = {key: place for place, key in enumerate(self._keys)}
        for row in rows:
            place = places.get(self._key(row))
            if place is not None:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def row(self, place: int) -> R | None:
        """The row at a place; ``None`` while it is not read."""
        return self._rows.get(place)

    def key(self, place: int) -> Hashable | None:
        """The key of the row at a place, read or not."""
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def keys(self, first: int = 0, last: int | None = None) -> Sequence[Hashable]:
        """The keys from one place to another, both with."""
        return self._keys[first : len(self._keys) if last is None else last + 1]

    def place(self, key: Hashable) -> int | None:
        """Where the row with this key stands."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; while its row is not read, three dots."""
        found = self._rows.get(row)
        if found is not None:
            return self.columns[column].of(found)
        self._missed.add(row)
        if not self._asking.isActive():
            self._asking.start()
        return _NOT_READ

    def _ask(self) -> None:
        missed = {place for place in self._missed if place < len(self._keys) and place not in self._rows}
        self._missed.clear()
        if not missed:
            return
        start = max(0, min(missed) - _AROUND)
        end = min(len(self._keys), max(missed) + _AROUND + 1)
        while start < end and start in self._rows:
            start += 1
        while end > start and end - 1 in self._rows:
            end -= 1
        self.block_wanted.emit(Block(start, tuple(self._keys[start:end]), self._result))

    def _forget_far_from(self, middle: int) -> None:
        if len(self._rows) > _KEPT:
            near = sorted(self._rows, key=lambda place: abs(place - middle))[: _KEPT // 2]
            self._rows = {place: self._rows[place] for place in near}

    # Qt's own names

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._keys)
