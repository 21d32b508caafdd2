"""The model of a sheet of lines that are typed: a short list, whole, with undo.

A text that cannot be read stays in its cell, red, and says why; it is never thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from centre_app.core.refusals import Refused, Told

from .cells import EDITOR, Cell
from .rows_model import NO_PARENT, Column, ColumnedModel

__all__ = ["SheetColumn", "SheetModel", "Undo"]

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, kw_only=True)
class SheetColumn(Column[R]):
    """A column of a sheet that can be typed into.

    ``put`` gives the row with the text in it, or raises ``Told`` or ``Refused`` with what is wrong; without it the
    column is read only, and so is a row of which ``open_for`` says no. ``typed`` is the text that stands in the field
    when typing begins.
    """

    put: Callable[[R, str], R] | None = None
    typed: Callable[[R], str] | None = None
    editor: Callable[[], QLineEdit] | None = None
    open_for: Callable[[R], bool] = lambda _row: True


@dataclass(frozen=True, slots=True)
class _Fault:
    text: str
    sentence: str


@dataclass(frozen=True)
class _Line(Generic[R]):
    """A row with what was typed into it and could not be read, by column."""

    row: R
    faults: dict[int, _Fault] = field(default_factory=dict)


@dataclass(frozen=True)
class _Change(Generic[R]):
    """Lines in the place of others."""

    place: int
    old: tuple[_Line[R], ...]
    new: tuple[_Line[R], ...]


class Undo(Generic[R]):
    """The steps that were done on a sheet, to take back and to do again.

    Not Qt's own stack: where it and its commands are freed together by Python, a command is freed twice.
    """

    def __init__(self, exchange: Callable[[int, int, Sequence[_Line[R]]], None]) -> None:
        self._exchange = exchange
        self._done: list[list[_Change[R]]] = []
        self._undone: list[list[_Change[R]]] = []
        self._open: list[_Change[R]] | None = None

    def do(self, place: int, old: Sequence[_Line[R]], new: Sequence[_Line[R]]) -> None:
        """Put lines in the place of others: a step of its own, or a part of the one that is being made."""
        change = _Change(place, tuple(old), tuple(new))
        self._undone.clear()
        if self._open is None:
            self._done.append([change])
        else:
            self._open.append(change)
        self._exchange(place, len(change.old), change.new)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is done within is taken back at once."""
        made: list[_Change[R]] = []
        self._open = made
        try:
            yield
        finally:
            self._open = None
            if made:
                self._done.append(made)

    def undo(self) -> None:
        """Take the last step back."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            for change in reversed(step):
                self._exchange(change.place, len(change.new), change.old)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            for change in step:
                self._exchange(change.place, len(change.old), change.new)

    def clear(self) -> None:
        """Nothing before can be taken back."""
        self._done.clear()
        self._undone.clear()

    @property
    def can_undo(self) -> bool:
        return bool(self._done)


class SheetModel(ColumnedModel[SheetColumn[R]], Generic[R]):
    """Lines that are typed, in order; every change can be undone, a pasted block at once.

    ``blank`` makes a new line of the one it will stand behind (``None`` for the first); without it lines can be
    neither added nor pasted behind the last.
    """

    lines_changed = Signal()

    def __init__(
        self, columns: Sequence[SheetColumn[R]], rows: Iterable[R] = (), blank: Callable[[R | None], R] | None = None
    ) -> None:
        super().__init__(columns)
        self._lines: list[_Line[R]] = [_Line(row) for row in rows]
        self._blank = blank
        self.undo = Undo(self.exchange)

    @property
    def rows(self) -> list[R]:
        """The rows as they stand."""
        return [line.row for line in self._lines]

    @property
    def faults(self) -> list[tuple[int, int, str]]:
        """What cannot be read: line, column, sentence."""
        return [
            (place, column, fault.sentence)
            for place, line in enumerate(self._lines)
            for column, fault in sorted(line.faults.items())
        ]

    def show(self, rows: Iterable[R]) -> None:
        """Begin anew with these rows; nothing before can be undone."""
        self.beginResetModel()
        self._lines = [_Line(row) for row in rows]
        self.endResetModel()
        self.undo.clear()

    def insert(self, place: int) -> bool:
        """Put a new line at a place; ``False`` where the sheet takes none."""
        if self._blank is None:
            return False
        above = self._lines[place - 1].row if place else None
        self.undo.do(place, (), (_Line(self._blank(above)),))
        return True

    def remove(self, place: int, count: int = 1) -> None:
        """Take lines out."""
        self.undo.do(place, self._lines[place : place + count], ())

    def paste(self, place: int, column: int, block: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Put a block of texts at a cell, one step of undo; says how many lines and columns it took.

        Cells that are not to be typed into are passed over; lines behind the last are added where the sheet may grow.
        """
        old = self._lines[place : place + len(block)]
        blank, last = self._blank, self._lines[-1].row if self._lines else None
        grown = [] if blank is None else [_Line(blank(last)) for _ in block[len(old) :]]
        new = [self._typed(line, column, texts) for line, texts in zip([*old, *grown], block, strict=False)]
        self.undo.do(place, old, new)
        return len(new), max((len(texts) for texts in block), default=0)

    def clear(self, cells: Iterable[tuple[int, int]]) -> None:
        """Empty cells, one step of undo."""
        by_line: dict[int, list[int]] = {}
        for place, column in cells:
            by_line.setdefault(place, []).append(column)
        if not by_line:
            return
        first, last = min(by_line), max(by_line)
        old = self._lines[first : last + 1]
        new = []
        for place, line in enumerate(old, start=first):
            made = line
            for column in by_line.get(place, ()):
                made = self._typed(made, column, [""])
            new.append(made)
        self.undo.do(first, old, new)

    def typed_text(self, place: int, column: int) -> str:
        """The text that stands in the field when typing begins: what could not be read comes back as it was."""
        line, spec = self._lines[place], self.columns[column]
        fault = line.faults.get(column)
        if fault:
            return fault.text
        return spec.typed(line.row) if spec.typed else spec.of(line.row).text

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; a text that cannot be read is shown as typed, red, with its sentence as tip."""
        line = self._lines[row]
        fault = line.faults.get(column)
        if fault:
            said = f"{fault.text}，{fault.sentence}"
            return Cell(fault.text, icon="bad", tone="bad", ground="bad", spoken=said, tip=fault.sentence)
        return self.columns[column].of(line.row)

    def is_open(self, row: int, column: int) -> bool:
        """Whether the cell can be typed into."""
        spec = self.columns[column]
        return spec.put is not None and spec.open_for(self._lines[row].row)

    def _typed(self, line: _Line[R], column: int, texts: Sequence[str]) -> _Line[R]:
        for place, text in enumerate(texts, start=column):
            spec = self.columns[place] if place < len(self.columns) else None
            if spec is None or spec.put is None or not spec.open_for(line.row):
                continue
            faults = {each: fault for each, fault in line.faults.items() if each != place}
            try:
                line = _Line(spec.put(line.row, text), faults)
            except (Told, Refused) as wrong:
                line = replace(line, faults={**faults, place: _Fault(text, str(wrong))})
        return line

    def exchange(self, place: int, old: int, new: Sequence[_Line[R]]) -> None:
        """Put lines in the place of so many others: what undo and redo do."""
        same = min(old, len(new))
        self._lines[place : place + same] = new[:same]
        if same:
            self.dataChanged.emit(self.index(place, 0), self.index(place + same - 1, len(self.columns) - 1))
        if len(new) > same:
            self.beginInsertRows(NO_PARENT, place + same, place + len(new) - 1)
            self._lines[place + same : place + same] = new[same:]
            self.endInsertRows()
        elif old > same:
            self.beginRemoveRows(NO_PARENT, place + same, place + old - 1)
            del self._lines[place + same : place + old]
            self.endRemoveRows()
        self.lines_changed.emit()

    # Qt's own names

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        editable = index.isValid() and self.is_open(index.row(), index.column())
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if index.isValid() and role == _Role.EditRole:
            return self.typed_text(index.row(), index.column())
        if index.isValid() and role == EDITOR:
            return self.columns[index.column()].editor
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        text = str(value)
        if role != _Role.EditRole or not self.is_open(index.row(), index.column()):
            return False
        if text != self.typed_text(index.row(), index.column()):
            old = self._lines[index.row()]
            new = self._typed(old, index.column(), [text])
            self.undo.do(index.row(), (old,), (new,))
        return True
