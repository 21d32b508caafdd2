"""The table of every page, with the manners of WPS: Enter down, Tab right, F2, digits begin typing, blocks are pasted.

A list chooses rows; a sheet (``sheet=True``) has upright lines and a ring around the current cell, and is typed into.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from .cells import Cell, CellDelegate, Index
from .look import px
from .rows_model import ColumnedModel, RowsModel
from .sheet_model import SheetModel

__all__ = ["ROW_HEIGHTS", "Arrangement", "Table"]

ROW_HEIGHTS: Final = (26, 30, 36)
_HEAD: Final = 28
_REST: Final = 80
"""How long the choice of a row must rest before its summary is asked for, in milliseconds."""
_AS_TEXT: Final = " style='mso-number-format:\"\\@\"'"
"""Tells a spreadsheet that a cell is text, so that no long number loses its end."""
_KEYS: Final = QKeySequence.StandardKey
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a person has arranged a table: columns in their order with their widths in design pixels, and the sort.

    It fits a table only while that has the same columns; otherwise it is let go quietly.
    """

    widths: tuple[tuple[str, int], ...]
    hidden: frozenset[str] = frozenset()
    sort: tuple[str, bool] | None = None
    """Which column, and whether backwards."""


class Table(QTableView):
    """A table over a ``RowsModel`` or a ``SheetModel``."""

    row_opened = Signal(object)
    """The key of the row on which Enter was pressed, or that was double clicked."""
    row_rested = Signal(object)
    """The key of the current row, once the choice has rested; ``None`` without one."""
    sort_asked = Signal(str, bool)
    """The name of an order, and whether backwards."""
    copy_wanted = Signal(object)
    """Keys of chosen rows that are not all read: the page reads them and calls ``put_on_clipboard``."""

    def __init__(self, model: ColumnedModel[Any], name: str, *, sheet: bool = False, row_height: int = 30) -> None:
        super().__init__()
        self._columned = model
        self._sheet = sheet
        self._row_height = row_height
        self._room: int | None = None
        self._laid_out_for = 0
        self._hidden: frozenset[str] = frozenset()
        self._sort: tuple[str, bool] | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_manners()
        self._delegate = CellDelegate(self, model, lines=sheet)
        self._delegate.move_asked.connect(self._move_on)
        self.setItemDelegate(self._delegate)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self._rested)
        self.doubleClicked.connect(self._open)
        self._set_head()
        self._lay_out()

    def _set_manners(self) -> None:
        behaviour = QAbstractItemView.SelectionBehavior
        trigger = QAbstractItemView.EditTrigger
        self.setSelectionBehavior(behaviour.SelectItems if self._sheet else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked
            if self._sheet
            else trigger.NoEditTriggers
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSectionsClickable(not self._sheet)
        head.setStretchLastSection(not any(column.stretch for column in self._columned.columns))
        for place, column in enumerate(self._columned.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
        head.sectionClicked.connect(self._sort_by)

    def _lay_out(self) -> None:
        """Heights and widths at the scale of the moment; widths that a person chose grow with it."""
        head = self.horizontalHeader()
        before = self._laid_out_for
        self._laid_out_for = px(_HEAD)
        self.verticalHeader().setMinimumSectionSize(px(self._row_height))
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        head.setFixedHeight(px(_HEAD))
        head.setMinimumSectionSize(px(32))
        for place, column in enumerate(self._columned.columns):
            width = round(self.columnWidth(place) * self._laid_out_for / before) if before else px(column.width)
            if not self.isColumnHidden(place):
                self.setColumnWidth(place, width)

    # what a person arranges

    def arrangement(self) -> Arrangement:
        """How the table stands now."""
        head = self.horizontalHeader()
        order = sorted(range(len(self._columned.columns)), key=head.visualIndex)
        widths = tuple(
            (self._columned.columns[place].key, round(self.columnWidth(place) / px(100) * 100)) for place in order
        )
        return Arrangement(widths, self._hidden, self._sort)

    def arrange(self, wanted: Arrangement) -> None:
        """Arrange the table as it was left; one that is of other columns is let go."""
        places = {column.key: place for place, column in enumerate(self._columned.columns)}
        if {key for key, _ in wanted.widths} != set(places):
            return
        head = self.horizontalHeader()
        for visual, (key, width) in enumerate(wanted.widths):
            head.moveSection(head.visualIndex(places[key]), visual)
            self.setColumnWidth(places[key], round(width * px(100) / 100))
        self._hidden = wanted.hidden & set(places)
        self.show_order(*wanted.sort) if wanted.sort else self.show_order(None)
        self._hide_columns()

    def choose_columns(self, hidden: Iterable[str]) -> None:
        """Leave these columns out."""
        self._hidden = frozenset(hidden)
        self._hide_columns()

    def set_room(self, width: int) -> None:
        """Say how wide the window is, in logical pixels of the design: columns that ask for more room are left out."""
        self._room = width
        self._hide_columns()

    def set_row_height(self, height: int) -> None:
        """Rows of 26, 30 or 36 design pixels."""
        self._row_height = height
        self._lay_out()

    def show_order(self, column: str | None, backwards: bool = False) -> None:
        """Show in the head by which column the list is sorted; it does not sort."""
        head = self.horizontalHeader()
        places = {each.key: place for place, each in enumerate(self._columned.columns)}
        self._sort = (column, backwards) if column is not None and column in places else None
        head.setSortIndicatorShown(self._sort is not None)
        if self._sort:
            down = Qt.SortOrder.DescendingOrder
            head.setSortIndicator(places[self._sort[0]], down if backwards else Qt.SortOrder.AscendingOrder)

    def _hide_columns(self) -> None:
        for place, column in enumerate(self._columned.columns):
            cramped = self._room is not None and self._room < column.room
            self.setColumnHidden(place, cramped or column.key in self._hidden)

    def _sort_by(self, place: int) -> None:
        column = self._columned.columns[place]
        if column.order is None:
            self.show_order(*(self._sort or (None,)))
            return
        backwards = self._sort is not None and self._sort == (column.key, False)
        self.show_order(column.key, backwards)
        self.sort_asked.emit(column.order, backwards)

    # what is chosen

    def chosen_keys(self) -> Sequence[Hashable]:
        """The keys of all chosen rows, read or not, in the order of the list."""
        model = self._columned
        if not isinstance(model, RowsModel):
            return ()
        spans = sorted((span.top(), span.bottom()) for span in self._spans())
        keys = dict.fromkeys(key for first, last in spans for key in model.keys(first, last))
        return list(keys)

    def choose(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key; ``False`` where the list has none."""
        model = self._columned
        place = model.place(key) if isinstance(model, RowsModel) else None
        if place is None:
            return False
        column = max(self.currentIndex().column(), 0)
        self._go(place, column)
        return True

    def current_key(self) -> Hashable | None:
        """The key of the row under the cursor."""
        model = self._columned
        return model.key(self.currentIndex().row()) if isinstance(model, RowsModel) else None

    def _spans(self) -> list[QItemSelectionRange]:
        return list(self.selectionModel().selection().toList())

    def _rested(self) -> None:
        self.row_rested.emit(self.current_key())

    def _open(self) -> None:
        key = self.current_key()
        if key is not None:
            self.row_opened.emit(key)

    # copying and pasting

    def copy(self) -> None:
        """Put what is chosen on the clipboard as a table, as it is shown."""
        model = self._columned
        places = sorted({place for span in self._spans() for place in range(span.top(), span.bottom() + 1)})
        if isinstance(model, RowsModel) and any(model.row(place) is None for place in places):
            self.copy_wanted.emit(self.chosen_keys())
            return
        columns = self._columns_to_copy()
        cells = [[model.cell(place, column) for column in columns] for place in places]
        self._put([model.columns[column].title for column in columns] if not self._sheet else [], cells, columns)

    def put_on_clipboard(self, rows: Sequence[Any]) -> None:
        """Put rows on the clipboard that the page has read for ``copy_wanted``."""
        columns = self._columns_to_copy()
        specs = self._columned.columns
        self._put([specs[at].title for at in columns], [[specs[at].of(row) for at in columns] for row in rows], columns)

    def _columns_to_copy(self) -> list[int]:
        shown, spans = self._columns_in_order(), self._spans()
        if not self._sheet:
            return shown
        return [place for place in shown if any(span.left() <= place <= span.right() for span in spans)]

    def _put(self, heads: Sequence[str], cells: Sequence[Sequence[Cell]], columns: Sequence[int]) -> None:
        figures = [self._columned.columns[place].align == "right" for place in columns]
        lines = [[_flat(cell) for cell in line] for line in cells]
        every = ([list(heads)] if heads else []) + lines
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in every))
        data.setHtml(f"<table>{''.join(_marked(line, figures) for line in every)}</table>")
        QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Put the block on the clipboard at the current cell."""
        model, at = self._columned, self.currentIndex()
        text = QGuiApplication.clipboard().text().removesuffix("\n")
        if not isinstance(model, SheetModel) or not at.isValid() or not text:
            return
        block = [line.removesuffix("\r").split("\t") for line in text.split("\n")]
        lines, columns = model.paste(at.row(), at.column(), block)
        if lines:
            corner = model.index(at.row() + lines - 1, min(at.column() + columns, len(model.columns)) - 1)
            self.selectionModel().select(QItemSelection(at, corner), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # moving

    def _move_on(self, down: int, right: int) -> None:
        """After Enter or Tab in a field: down or up, or to a neighbour; behind the last cell the table is left."""
        if down:
            self._move(down)
        elif not self._step(right > 0):
            super().focusNextPrevChild(right > 0)

    def _go(self, row: int, column: int) -> None:
        """Put the cursor on a cell and choose it alone, whatever keys are held."""
        flag = QItemSelectionModel.SelectionFlag
        whole = flag.NoUpdate if self._sheet else flag.Rows
        self.selectionModel().setCurrentIndex(self._columned.index(row, column), flag.ClearAndSelect | whole)

    def _move(self, down: int) -> None:
        at = self.currentIndex()
        row = min(max(at.row() + down, 0), self._columned.rowCount() - 1)
        self._go(row, at.column())

    def _step(self, forward: bool) -> bool:
        """Go to the neighbour on this side, over the end of a line too; ``False`` behind the last cell."""
        model, at = self._columned, self.currentIndex()
        columns = self._columns_in_order()
        here = at.row() * len(columns) + columns.index(at.column()) + (1 if forward else -1)
        row, place = divmod(here, len(columns))
        if not 0 <= row < model.rowCount():
            return False
        self._go(row, columns[place])
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        """What the table does with a key itself."""
        if event.matches(_KEYS.Copy):
            self.copy()
        elif event.key() in _ENTER and not self._sheet:
            self._open()
        elif self._sheet:
            return self._take_key_of_sheet(event)
        else:
            return False
        return True

    def _take_key_of_sheet(self, event: QKeyEvent) -> bool:
        model, pad = self._columned, event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER:
            self._move(-1 if up else 1)
        elif event.key() == Qt.Key.Key_Plus and pad:
            self.add_line()
        elif event.key() == Qt.Key.Key_F2:
            self._edit_at_end()
        elif event.matches(_KEYS.Paste):
            self.paste()
        elif not isinstance(model, SheetModel):
            return False
        elif event.key() == Qt.Key.Key_Delete:
            model.clear([(index.row(), index.column()) for index in self.selectedIndexes()])
        elif event.matches(_KEYS.Undo):
            model.undo.undo()
        elif event.matches(_KEYS.Redo):
            model.undo.redo()
        else:
            return False
        return True

    def add_line(self) -> bool:
        """Put a new line behind the current one, the cursor in its first open cell; ``False`` where none is taken."""
        model, place = self._columned, self.currentIndex().row() + 1
        if not isinstance(model, SheetModel) or not model.insert(place):
            return False
        open_cells = [column for column in self._columns_in_order() if model.is_open(place, column)]
        self._go(place, (open_cells or [0])[0])
        return True

    def _columns_in_order(self) -> list[int]:
        """The columns that are shown, from left to right."""
        shown = [place for place in range(len(self._columned.columns)) if not self.isColumnHidden(place)]
        return sorted(shown, key=self.horizontalHeader().visualIndex)

    def _edit_at_end(self) -> None:
        """Open the cell with the cursor behind its text, as F2 does."""
        self.edit(self.currentIndex())
        self._go_to_end()

    def _go_to_end(self) -> None:
        field = self.indexWidget(self.currentIndex())
        if isinstance(field, QLineEdit):
            field.deselect()
            field.end(False)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState or not self._take_key(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.indexWidget(self.currentIndex())
        super().inputMethodEvent(event)
        field = self.indexWidget(self.currentIndex())
        if event.commitString() and isinstance(field, QLineEdit):
            # Qt opens the field without the word that opened it, or chooses it so that the next word would replace it.
            if before is None:
                field.selectAll()
                QCoreApplication.sendEvent(field, event)
            self._go_to_end()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._sheet and self.currentIndex().isValid() and self._step(forward):
            return True
        return super().focusNextPrevChild(forward)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump about a list: the filter finds."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self._resting.start()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._laid_out_for not in (0, px(_HEAD)):
            self._lay_out()


def _flat(cell: Cell) -> str:
    """The text of a cell in one line, as it is copied."""
    return " ".join(part for part in (cell.text, cell.second) if part).replace("\t", " ").replace("\n", " ")


def _marked(line: Sequence[str], figures: Sequence[bool]) -> str:
    """A line of a table as a spreadsheet takes it: figures as figures, everything else as text."""
    cells = (f"<td{'' if figure else _AS_TEXT}>{escape(text)}</td>" for text, figure in zip(line, figures, strict=True))
    return f"<tr>{''.join(cells)}</tr>"
