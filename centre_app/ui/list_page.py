"""The one working page of every list: acts, filter line, saved filters, table, summary, sums.

A page file declares a ``ListSpec``; how a list is asked, painted, refreshed, sorted, chosen, copied and remembered is
here and nowhere else. A long list gives ``first``, ``keys`` and ``rows``; a short one, that is in memory anyway, gives
``everything`` and is narrowed and sorted here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from centre_app.core.searching import folded
from centre_app.services import desk as desk_service
from centre_app.services.desk import SavedList
from centre_app.services.work import Look
from centre_app.ui.ask import ask_line
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Card, EmptyState, Words
from centre_app.ui.desk import Desk
from centre_app.ui.icons import icon
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Block, Column, RowsModel
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call
from centre_app.ui.table import Arrangement, Table

__all__ = ["Action", "Ask", "FilterLine", "ListPage", "ListSpec", "QuickList", "Summary", "list_page"]

R = TypeVar("R")
_TYPING: Final = 120
"""Milliseconds after the last key until the filter asks."""
_FEW: Final = 5
"""Saved filters that stand in the line; on a narrow window the others go under 更多."""
_LEAST: Final = 0.85
"""The part of its width that a summary keeps when the splitter is moved."""
_LIST, _SUMMARY = 480, 480
"""No pane keeps more than this."""
_EMPTY: Final = 340
_NARROW: Final = 1240
_TIGHT: Final = 1000


@dataclass(frozen=True, slots=True)
class Ask:
    """What a list is asked for: the filter line, and the order by its name."""

    line: str = ""
    order: str = ""
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class QuickList:
    """A filter under a name that every office has."""

    name: str
    line: str


class Summary(Card):
    """The card beside a list: a subclass shows the row that the cursor rests on."""

    def show_key(self, key: Hashable | None) -> None:
        """The cursor rests on this row; ``None`` without one."""


def _always(_row: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Action(Generic[R]):
    """An act of a list.

    ``do`` is handed the page, whose ``chosen`` are the keys that it is for. ``act`` is its name in the table of acts,
    whose roles are asked; ``needs`` says whether it is for nothing, one row or several; ``against`` may say why a row
    forbids it.
    """

    caption: str
    icon: str
    do: Callable[[ListPage[R]], None]
    key: str = ""
    hint: str = ""
    act: str = ""
    needs: int = 0
    """0: no row; 1: the row under the cursor; 2: one or more rows."""
    main: bool = False
    against: Callable[[R], str] = _always


@dataclass(frozen=True, kw_only=True)
class ListSpec(Generic[R]):
    """What a list page declares."""

    code: str
    title: str
    noun: str
    """What is counted: 户, 件, 份, 笔, 人."""
    columns: Sequence[Column[R]]
    key: Callable[[R], Hashable]
    order: str = ""
    """The order that the list has by itself."""
    first: Callable[[Look, Ask], Sequence[R]] | None = None
    keys: Callable[[Look, Ask], Sequence[Hashable]] | None = None
    rows: Callable[[Look, Sequence[Any]], Sequence[R]] | None = None
    count: Callable[[Look, Ask], int] | None = None
    sums: Callable[[Look, Ask], str] | None = None
    everything: Callable[[Look], Sequence[R]] | None = None
    orders: Mapping[str, Callable[[R], Any]] = field(default_factory=dict)
    """For a short list: by what it is sorted, by the names that columns give as ``order``."""
    open: Callable[[ListPage[R], Hashable], None] | None = None
    actions: Sequence[Action[R]] = ()
    lists: Sequence[QuickList] = ()
    saves: bool = False
    """Whether a filter may be saved for the office."""
    summary: Callable[[Desk], Summary] | None = None
    panes: tuple[int, int] = (828, 352)
    """Widths of list and summary where the window is 1366 wide."""
    watches: frozenset[str] = frozenset()
    hint: str = "姓名、拼音首字母、证件尾号"
    empty: tuple[str, str, str] = ("nobody", "这里还没有记录", "办理之后会列在这里。")
    """Icon, title and reason where the list has nothing at all."""


def list_page(spec: ListSpec[Any]) -> PageSpec:
    """The ``PAGE`` of a file that declares a list."""
    return PageSpec(title=spec.title, build=partial(ListPage, spec))


class FilterLine(QLineEdit):
    """The filter: it asks a moment after the last key, and not while an input method is composing."""

    def __init__(self, hint: str, name: str = "筛选", glyph: str = "filter") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.addAction(icon(glyph, "ink3"), QLineEdit.ActionPosition.LeadingPosition)
        for button in list[QToolButton](self.findChildren(QToolButton)):
            button.setAccessibleName(name)
        self.composing = False
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(_TYPING)
        self.textChanged.connect(self._wait)

    def _wait(self) -> None:
        if not self.composing:
            self.clock.start()

    # Qt's own names

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString():
            self._wait()


class ListPage(Page, Generic[R]):
    """A page that is a list, as its ``ListSpec`` declares it."""

    hints: tuple[str, ...] = ("Enter 打开", "Ctrl+F 筛选", "F6 换区", "F5 刷新", "Ctrl+C 复制")

    def __init__(self, spec: ListSpec[R], desk: Desk) -> None:
        super().__init__(desk)
        self.spec = spec
        self.watches = spec.watches
        self.asked = Ask(order=spec.order)
        self._total: int | None = None
        self._wanted: Hashable | None = None
        self._begun = False
        self._everything: Sequence[R] = ()
        self.model: RowsModel[R] = RowsModel(spec.columns, spec.key)
        self.table = Table(self.model, spec.title)
        self.filter = FilterLine(spec.hint)
        self.count = Words("", "note")
        self.summary = spec.summary(desk) if spec.summary else None
        self._buttons: list[tuple[Action[R], Button]] = []
        self._chips = QButtonGroup(self)
        self._saved: tuple[SavedList, ...] = ()
        self.above = QWidget()
        self.above.setProperty("role", "ground")
        above = QVBoxLayout(self.above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(px(8))
        above.addLayout(self._top())
        above.addLayout(self._line())
        self.body.addWidget(self.above)
        self.body.addWidget(self._panes(), 1)
        self._connect()
        self._recall()

    # building

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for action in self.spec.actions:
            button = Button(
                action.caption,
                icon=action.icon,
                key=action.key,
                hint=action.hint,
                kind="main" if action.main else "plain",
            )
            button.clicked.connect(call(self._act, action))
            self._buttons.append((action, button))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.count)
        return row

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(6))
        self.filter.setFixedWidth(px(286))
        row.addWidget(self.filter)
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(px(6))
        row.addLayout(self._chip_row)
        if self.spec.saves:
            save = Button("保存筛选", icon="save_filter", kind="quiet", tip="把现在的筛选存下来，全办公室都能用")
            save.clicked.connect(call(self._save_filter))
            row.addWidget(save)
        row.addStretch(1)
        self._columns_button = Button("列", icon="columns", kind="quiet", tip="选择显示哪些列")
        self._columns_button.clicked.connect(call(self._choose_columns))
        row.addWidget(self._columns_button)
        return row

    def _panes(self) -> QWidget:
        self.nothing = EmptyState(*self.spec.empty, width=min(_EMPTY, self.spec.panes[0] - 48))
        self.nothing.hide()
        left = self.left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        if self.summary:
            wide, beside = self.spec.panes
            self.summary.setMinimumWidth(px(min(round(beside * _LEAST), _SUMMARY)))
            left.setMinimumWidth(px(min(wide, _LIST)))
            self.splitter.addWidget(self.summary)
            self.splitter.setStretchFactor(0, 1)
            self.splitter.setStretchFactor(1, 0)
            self.splitter.setSizes([px(wide), px(beside)])
        return self.splitter

    def _connect(self) -> None:
        self.filter.clock.timeout.connect(self._typed)
        self.filter.returnPressed.connect(self._to_table)
        self.model.block_wanted.connect(self._read_block)
        self.model.counted.connect(self._counted)
        self.table.row_opened.connect(self._open)
        self.table.row_rested.connect(self._rested)
        self.table.sort_asked.connect(self._sort)
        self.table.copy_wanted.connect(self._copy)
        self.table.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.table.horizontalHeader().sectionResized.connect(self._dragged)
        self.table.horizontalHeader().sectionMoved.connect(self._dragged)
        self.splitter.splitterMoved.connect(self._remember)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.focus_filter),
            (QKeySequence("F5"), self.refresh),
            (QKeySequence("F6"), call(self._next_pane, 1)),
            (QKeySequence("Shift+F6"), call(self._next_pane, -1)),
        ):
            action = QAction(self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(call(do))
            self.addAction(action)
        for number in range(1, 9):
            action = QAction(self)
            action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(call(self._press_chip, number - 1))
            self.addAction(action)

    # what the frame calls

    def open(self, key: object = None) -> None:
        """With a text: show what this filter line finds."""
        if isinstance(key, str):
            self.filter.setText(key)
            self.filter.clock.stop()
            self._ask(Ask(key.strip(), self.asked.order, self.asked.backwards))
        elif not self._begun:
            self.refresh()
        self.table.setFocus()

    def returned(self) -> None:
        """The cursor is where it was left."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask anew, and keep the cursor on its row."""
        self._wanted = self.table.current_key()
        self._ask(self.asked)
        self._ask_lists()
        if self.summary:
            self.summary.show_key(self._wanted)

    def back(self) -> bool:
        """Esc clears the filter, then the focus goes to the table."""
        if self.filter.text():
            self.filter.clear()
            self.filter.clock.stop()
            self._typed()
            return True
        if self.filter.hasFocus():
            self.table.setFocus()
            return True
        return False

    def set_room(self, width: int) -> None:
        self.table.set_room(width)
        if self.summary:
            self.summary.setVisible(width >= _TIGHT)
        self._narrow = width < _NARROW
        self._show_chips()

    # what pages and their acts ask for

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """The keys of the chosen rows, of the whole result and not of what is on the screen."""
        keys = tuple(self.table.chosen_keys())
        current = self.table.current_key()
        return keys or ((current,) if current is not None else ())

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self.model.row(self.table.currentIndex().row())

    def focus_filter(self) -> None:
        """Go to the filter, with what stands in it chosen."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # asking

    def _ask(self, asked: Ask) -> None:
        self._begun = True
        self.asked = asked
        spec = self.spec
        if spec.everything:
            self.desk.ask(self, spec.everything, self._have_everything, topic="list", failed=self.show_failure)
            return
        if spec.first and spec.keys:
            self.desk.ask(self, partial(_asked, spec.first, asked), self._first, topic="list", failed=self._refused)
            self.desk.ask(self, partial(_asked, spec.keys, asked), self._keys, topic="keys", failed=_leave)
        if spec.sums:
            self.desk.ask(self, partial(_asked, spec.sums, asked), self._say_sums, topic="sums", failed=_leave)

    def _first(self, rows: Sequence[R]) -> None:
        self.clear_bars()
        self.model.begin(rows)
        self._place_cursor()

    def _keys(self, keys: Sequence[Hashable]) -> None:
        self.model.know(keys)
        self._place_cursor()
        self._wanted = None

    def _have_everything(self, rows: Sequence[R]) -> None:
        self._everything = rows
        self._narrow_down()

    def _narrow_down(self) -> None:
        """Keep the rows in which every word of the line occurs, in the order asked for."""
        self.clear_bars()
        wanted = [folded(word) for word in self.asked.line.split()]
        rows = [row for row in self._everything if _has(self.spec.columns, row, wanted)]
        by = self.spec.orders.get(self.asked.order)
        if by:
            rows.sort(key=by, reverse=self.asked.backwards)
        self.model.begin(rows)
        self.model.know([self.spec.key(row) for row in rows])
        self._place_cursor()
        self._wanted = None

    def _read_block(self, block: Block) -> None:
        if self.spec.rows:
            ask = partial(_rows_of, self.spec.rows, block.keys)
            self.desk.ask(self, ask, partial(self.model.arrive, block), topic="block", failed=_leave)

    def _counted(self, count: int) -> None:
        self._total = count
        self._say_count()
        nothing = count == 0 and not self.asked.line
        self.table.setVisible(not nothing)
        self.nothing.setVisible(nothing)

    def _say_sums(self, sums: str) -> None:
        self._sums = sums
        self._say_count()

    _sums = ""

    def _say_count(self) -> None:
        if self._total is None:
            return
        chosen = sum(span.height() for span in self.table.selectionModel().selection().toList())
        parts = [
            f"所列 {self._total} {self.spec.noun}",
            self._sums,
            f"已选 {chosen} {self.spec.noun}" if chosen else "",
        ]
        self.count.setText("，".join(part for part in parts if part))

    def _refused(self, failure: Failure) -> None:
        """The line asks for what there is not: say it, and leave the list as it is."""
        self.show_failure(failure)

    def _place_cursor(self) -> None:
        """The cursor stays on its row wherever that has gone; else it stands on the first."""
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None
        elif not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.selectRow(0)
        self._chosen_changed()
        if not self.model.rowCount():
            self._rested(None)

    # typing, choosing, sorting

    def _typed(self) -> None:
        line = self.filter.text().strip()
        if line == self.asked.line:
            return
        self._wanted = self.table.current_key()
        asked = Ask(line, self.asked.order, self.asked.backwards)
        if self.spec.everything and self._begun:
            self.asked = asked
            self._narrow_down()
        else:
            self._ask(asked)
        self._mark_chip()

    def _to_table(self) -> None:
        if self.filter.clock.isActive():
            self.filter.clock.stop()
            self._typed()
        self.table.setFocus()

    def _sort(self, order: str, backwards: bool) -> None:
        self._wanted = self.table.current_key()
        self._ask(Ask(self.asked.line, order, backwards))
        self._remember()

    def _open(self, key: Hashable) -> None:
        self.desk.order = tuple(self.model.keys())
        if self.spec.open:
            self.spec.open(self, key)

    def _rested(self, key: Hashable | None) -> None:
        if self.summary:
            self.summary.show_key(key)
        self._guard()

    def _chosen_changed(self) -> None:
        self._say_count()
        self._guard()

    def _next_pane(self, by: int) -> None:
        panes: list[QWidget] = [self.filter, self.table]
        if self.summary and self.summary.isVisible():
            panes.append(self.summary)
        here = next((place for place, pane in enumerate(panes) if pane.hasFocus() or _holds_focus(pane)), 0)
        target = panes[(here + by) % len(panes)]
        if target is self.summary:
            target.focusNextChild() if not target.focusPolicy() else target.setFocus()
            button = next(iter(target.findChildren(Button)), None)
            if button:
                button.setFocus()
        else:
            target.setFocus()

    # acts

    def _why_not(self, action: Action[R]) -> str:
        if action.act and (why := self.desk.why_not(action.act)):
            return why
        if action.needs and not self.chosen:
            return f"先选一{self.spec.noun}。"
        row = self.row
        return action.against(row) if action.needs == 1 and row is not None else ""

    def _guard(self) -> None:
        for action, button in self._buttons:
            why = self._why_not(action)
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)

    def _act(self, action: Action[R]) -> None:
        self.clear_bars()
        action.do(self)

    # copying

    def _copy(self, keys: Sequence[Hashable]) -> None:
        if self.spec.rows:
            ask = partial(_rows_of, self.spec.rows, keys)
            self.desk.ask(self, ask, self.table.put_on_clipboard, topic="copy", failed=self.show_failure)

    # saved filters

    def _ask_lists(self) -> None:
        if self.spec.saves:
            office, code = self.desk.office, self.spec.code
            self.desk.beside(self, partial(desk_service.saved_lists, office, code), self._have_lists, failed=_leave)
        elif self.spec.lists:
            self._have_lists(())

    def _have_lists(self, saved: Sequence[SavedList]) -> None:
        self._saved = tuple(saved)
        self._show_chips()
        if self.spec.count:
            lines = [each.line for each in self._quick_lists]
            count = partial(_counts, self.spec.count, lines)
            self.desk.ask(self, count, self._say_counts, topic="counts", failed=_leave)

    @property
    def _quick_lists(self) -> list[QuickList]:
        return [*self.spec.lists, *(QuickList(each.name, each.line) for each in self._saved)]

    _narrow = False

    def _show_chips(self) -> None:
        wanted = self._quick_lists
        shown = wanted[:_FEW] if self._narrow else wanted
        names = [each.name for each in shown]
        if [button.property("list") for button in self._chips.buttons()] == names:
            return
        while (item := self._chip_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for button in self._chips.buttons():
            self._chips.removeButton(button)
        for place, each in enumerate(shown):
            chip = Button(each.name, tip=f"{each.line or '全部'}（Alt+{place + 1}）")
            chip.setCheckable(True)
            chip.setProperty("list", each.name)
            chip.setProperty("line", each.line)
            chip.clicked.connect(call(self._take_list, each.line))
            if place >= len(self.spec.lists):
                self._offer_dropping(chip, each.name)
            self._chips.addButton(chip)
            self._chip_row.addWidget(chip)
        if len(shown) < len(wanted):
            more = Button("更多", icon="down")
            menu = QMenu(more)
            for each in wanted[_FEW:]:
                menu.addAction(each.name).triggered.connect(call(self._take_list, each.line))
            more.setMenu(menu)
            self._chip_row.addWidget(more)
        self._mark_chip()

    def _say_counts(self, counts: Mapping[str, int]) -> None:
        for button in self._chips.buttons():
            count = counts.get(button.property("line"))
            name = button.property("list")
            button.setText(name if count is None else f"{name} {count}")
            button.setAccessibleName(name if count is None else f"{name}，{count} {self.spec.noun}")

    def _mark_chip(self) -> None:
        self._chips.setExclusive(False)
        for button in self._chips.buttons():
            button.setChecked(button.property("line") == self.asked.line)
        self._chips.setExclusive(True)

    def _press_chip(self, place: int) -> None:
        buttons = self._chips.buttons()
        if place < len(buttons):
            buttons[place].click()

    def _take_list(self, line: str) -> None:
        self.filter.setText(line)
        self.filter.clock.stop()
        self._typed()
        self._mark_chip()
        self.table.setFocus()

    def _save_filter(self) -> None:
        line = self.filter.text().strip()
        name = ask_line(self, "保存筛选", "给这个筛选起一个名字，全办公室都能用：", do="保存")
        if name is None:
            return
        save = partial(desk_service.save_list, self.desk.office, self.spec.code, name, line)
        self.desk.beside(self, save, lambda _: self._ask_lists(), failed=self.show_failure)

    def _offer_dropping(self, chip: Button, name: str) -> None:
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        drop = QAction("删除这个筛选", chip)
        forget = partial(desk_service.drop_list, self.desk.office, self.spec.code, name)
        drop.triggered.connect(lambda: self.desk.beside(self, forget, lambda _: self._ask_lists(), failed=_leave))
        chip.addAction(drop)

    # columns and what is remembered

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        hidden = set(self.table.arrangement().hidden)
        for column in self.spec.columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
            action.setData(column.key)
        menu.triggered.connect(lambda _: self._hide_columns(menu))
        menu.popup(self._columns_button.mapToGlobal(self._columns_button.rect().bottomLeft()))

    def _hide_columns(self, menu: QMenu) -> None:
        self.table.choose_columns(str(each.data()) for each in menu.actions() if not each.isChecked())
        self._remember()

    def _dragged(self, *_: object) -> None:
        """A column was moved or widened: by hand, not because the window has another size."""
        if QApplication.mouseButtons():
            self._remember()

    def _remember(self, *_: object) -> None:
        """Keep how the table stands, once somebody has seen it."""
        if self.isVisible():
            stands = asdict(self.table.arrangement())
            stands["hidden"] = sorted(stands["hidden"])
            stands["order"] = [self.asked.order, self.asked.backwards]
            stands["panes"] = self.splitter.sizes()
            self.desk.memory.put(f"list.{self.spec.code}", stands)

    def _recall(self) -> None:
        kept = self.desk.memory.get(f"list.{self.spec.code}")
        if isinstance(kept, dict) and {"widths", "hidden", "sort", "order", "panes"} <= set(kept):
            order, backwards = kept["order"]
            self.asked = Ask("", order, backwards)
            widths = tuple((key, width) for key, width in kept["widths"])
            sort = (kept["sort"][0], kept["sort"][1]) if kept["sort"] else None
            self.table.arrange(Arrangement(widths, frozenset(kept["hidden"]), sort))
            self.splitter.setSizes(kept["panes"])
            return
        column = next((each for each in self.spec.columns if self.spec.order and each.order == self.spec.order), None)
        if column:
            self.table.show_order(column.key)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down in the filter goes to the table; letters typed in the table go to the filter."""
        if event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self._to_table()
        elif self.table.hasFocus() and event.text().isprintable() and event.text().strip():
            self.filter.setFocus()
            self.filter.setText(event.text())
        else:
            super().keyPressEvent(event)


def _asked(ask: Callable[[Look, Ask], Any], asked: Ask, look: Look) -> Any:
    return ask(look, asked)


def _rows_of(rows: Callable[[Look, Sequence[Any]], Any], keys: Sequence[Hashable], look: Look) -> Any:
    return rows(look, keys)


def _counts(count: Callable[[Look, Ask], int], lines: Sequence[str], look: Look) -> dict[str, int]:
    return {line: count(look, Ask(line)) for line in lines}


def _has(columns: Sequence[Column[R]], row: R, words: Sequence[str]) -> bool:
    if not words:
        return True
    cells = [column.of(row) for column in columns]
    text = folded("".join(cell.text + cell.second for cell in cells))
    return all(word in text for word in words)


def _holds_focus(pane: QWidget) -> bool:
    focus = pane.window().focusWidget()
    return focus is not None and pane.isAncestorOf(focus)


def _leave(_failure: Failure) -> None:
    """What the other question of the same list has already said."""
