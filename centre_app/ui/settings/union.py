"""单位与人员: the union's people and units as records with dates; every act on them in the place of what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from centre_app.core.fields.sizes import CODE_LENGTH
from centre_app.core.searching import folded
from centre_app.core.vocabulary.filing import UnitKind
from centre_app.services import union_book
from centre_app.services.choosing import Known, units_known
from centre_app.services.union_book import PersonRow, UnitRow
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail
from centre_app.ui.list_page import FilterLine
from centre_app.ui.look import px
from centre_app.ui.rows_model import Column
from centre_app.ui.settings.pane import Pane
from centre_app.ui.settings.union_person import PersonDetail
from centre_app.ui.settings.union_unit import UnitDetail
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["Book", "BookSpec", "UnionPane"]

R = TypeVar("R")
_LIST, _DETAIL = 520, 620
_UNIONS: Final = frozenset(UnitKind) - {UnitKind.COMMUNITY, UnitKind.DEPARTMENT}


def _posts(one: PersonRow) -> Cell:
    if not one.posts:
        return Cell("—", quiet=True)
    words = "、".join(dict.fromkeys(post.label for _, post in one.posts))
    return Cell(words, tip="、".join(f"{unit}{post.label}" for unit, post in one.posts))


def _number(one: PersonRow) -> Cell:
    if one.id_number is None:
        return Cell("未登", tone="warn", icon="warn", tip="没有身份证号，同名的人分不清，凡一人应当回避的事都须回避")
    return Cell(one.id_number, quiet=True)


def _chair(one: UnitRow) -> Cell:
    if one.chair:
        return Cell(one.chair)
    return Cell("缺主席", tone="warn", chip=True) if one.kind in _UNIONS else Cell("—", quiet=True)


_PEOPLE: Final = (
    Column[PersonRow](key="name", title="姓名", cell=lambda one: Cell(one.name, bold=True), width=80),
    Column[PersonRow](key="posts", title="现任职务", cell=_posts, width=120),
    Column[PersonRow](key="unit", title="所在单位", cell=lambda one: one.unit or "—", width=140, stretch=True),
    Column[PersonRow](key="number", title="身份证号", cell=_number, width=150, room=1),
)
_UNITS: Final = (
    Column[UnitRow](key="name", title="单位名称", cell=lambda one: Cell(one.name, bold=True), width=180, stretch=True),
    Column[UnitRow](key="kind", title="单位类别", cell=lambda one: one.kind.label, width=140, room=1),
    Column[UnitRow](key="chair", title="工会主席", cell=_chair, width=90),
    Column[UnitRow](key="seats", title="委员会", cell=lambda one: str(one.seats or "—"), width=60, align="right"),
    Column[UnitRow](key="people", title="人员", cell=lambda one: str(one.people or "—"), width=60, align="right"),
)


@dataclass(frozen=True, kw_only=True)
class BookSpec(Generic[R]):
    """What a list of the union declares: ``words`` are what a row is found by besides its cells."""

    name: str
    counter: str
    hint: str
    columns: Sequence[Column[R]]
    key: Callable[[R], str]
    rows: Callable[[Look], Sequence[R]]
    words: Callable[[R], str]


class Book(QWidget, Generic[R]):
    """A list with its filter, and beside it everything of the row that the cursor rests on."""

    told = Signal(str)
    """What came of an act."""
    cautioned = Signal(object)
    """What should be looked at after it."""

    def __init__(self, desk: Desk, spec: BookSpec[R], detail: Detail[Any], add: GuardedButton) -> None:
        super().__init__()
        self.desk = desk
        self.spec = spec
        self.detail = detail
        self.add = add
        self._rows: Sequence[R] = ()
        self._wanted: str | None = None
        self.filter = FilterLine(spec.hint)
        self.count = Words("", "note")
        self.table: ShortTable[R] = ShortTable(spec.columns, spec.key, spec.name, most=None)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(left, _LIST)
        row.addWidget(detail, _DETAIL)
        self.filter.clock.timeout.connect(call(self._narrow))
        self.filter.returnPressed.connect(self._into_table)
        self.table.row_rested.connect(detail.show_key)
        self.table.row_opened.connect(call(self._into_detail))
        detail.act_done.connect(self._acted)

    def refresh(self) -> None:
        """Ask anew; the cursor stays on its row."""
        self.desk.ask(self, self.spec.rows, self._have, topic=self.spec.name)

    def back(self) -> bool:
        """Esc closes the form, then clears the filter."""
        if self.detail.leave():
            self.table.setFocus()
            return True
        if self.filter.text():
            self.filter.clear()
            self.filter.clock.stop()
            self._narrow()
            return True
        return False

    def _have(self, rows: Sequence[R]) -> None:
        self._rows = rows
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted in {self.spec.key(row) for row in rows} - set(
            map(self.spec.key, self._found())
        ):
            self.filter.clear()
            self.filter.clock.stop()
        self._narrow(wanted)

    def _found(self) -> list[R]:
        words = [folded(word) for word in self.filter.text().split()]
        return [row for row in self._rows if all(word in self._text(row) for word in words)]

    def _narrow(self, wanted: str | None = None) -> None:
        """Show what the filter finds; the cursor goes to the row that is wanted, or stays."""
        shown, here = self._found(), self.table.current_key()
        keys = [self.spec.key(row) for row in shown]
        place = keys.index(wanted) if wanted in keys else keys.index(here) if here in keys else 0
        self.table.show_rows(shown)
        said = f"{len(shown)} {self.spec.counter}"
        self.count.setText(
            said if len(shown) == len(self._rows) else f"{said}，共 {len(self._rows)} {self.spec.counter}"
        )
        if shown:
            self.table.setCurrentIndex(self.table.model().index(place, 0))
            self.table.selectRow(place)
        self.detail.show_key(keys[place] if shown else None)

    def _text(self, row: R) -> str:
        return folded("".join(column.of(row).text for column in self.spec.columns) + self.spec.words(row))

    def _into_table(self) -> None:
        self.filter.clock.stop()
        self._narrow()
        self.table.setFocus()

    def _into_detail(self) -> None:
        buttons = list[Button](self.detail.findChildren(Button))
        first = next((button for button in buttons if button.isVisible() and button.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _acted(self, done: Done, said: str) -> None:
        self.told.emit(said)
        self.cautioned.emit(done.cautions)
        self.table.setFocus()
        self._wanted = str(done.key)
        self.refresh()


_OF_PEOPLE: Final = BookSpec[PersonRow](
    name="人员",
    counter="人",
    hint="姓名、拼音首字母、单位、职务",
    columns=_PEOPLE,
    key=lambda one: one.key,
    rows=union_book.people_of_union,
    words=lambda one: one.initials,
)
_OF_UNITS: Final = BookSpec[UnitRow](
    name="单位",
    counter="个",
    hint="名称、类别、主席",
    columns=_UNITS,
    key=lambda one: one.key,
    rows=union_book.units_of_union,
    words=lambda _: "",
)


class UnionPane(Pane):
    """People and units, one list at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person = PersonDetail(desk)
        self.unit = UnitDetail(desk)
        add_person = GuardedButton(Button("添加人员", icon="member_add", key="Ctrl+N"))
        add_unit = GuardedButton(Button("添加单位", icon="add", key="Ctrl+N"))
        self.people: Book[PersonRow] = Book(desk, _OF_PEOPLE, self.person, add_person)
        self.units: Book[UnitRow] = Book(desk, _OF_UNITS, self.unit, add_unit)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._which = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setSpacing(px(6))
        self.stack = QStackedWidget()
        books: tuple[tuple[str, str, Book[Any]], ...] = (("人员", "users", self.people), ("单位", "office", self.units))
        for at, (caption, glyph, book) in enumerate(books):
            chip = Button(caption, icon=glyph, key=f"Alt+{at + 1}")
            chip.setCheckable(True)
            self._which.addButton(chip, at)
            chips.addWidget(chip)
            self.stack.addWidget(book)
            book.told.connect(self._tell)
            book.cautioned.connect(self._caution)
        chips.addStretch(1)
        chips.addWidget(Words("任职、委托都带日期，以事情发生的那一天为准", "note"))
        column.addLayout(chips)
        column.addWidget(self.stack, 1)
        self.body.addWidget(whole, 1)
        self._which.button(0).setChecked(True)
        self._which.idClicked.connect(self._turn)
        self.person.household_wanted.connect(lambda case: desk.go("household", case))
        for guarded, act, begin in (
            (add_person, "add-person", self._add_person),
            (add_unit, "add-unit", self._add_unit),
        ):
            guarded.button.clicked.connect(call(begin))
            if why := desk.why_not(act):
                guarded.forbid(why)
        self._key("Ctrl+F", self._to_filter)

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(call(do))
        self.addAction(action)

    @property
    def book(self) -> Book[Any]:
        """The list that is shown."""
        return self.people if self.stack.currentIndex() == 0 else self.units

    def begin(self) -> None:
        self.book.table.setFocus()

    def refresh(self) -> None:
        self.book.refresh()

    def back(self) -> bool:
        return self.book.back()

    def _turn(self, place: int) -> None:
        self.clear_bars()
        self.stack.setCurrentIndex(place)
        self.refresh()
        self.begin()

    def _to_filter(self) -> None:
        self.book.filter.setFocus()
        self.book.filter.selectAll()

    def _tell(self, sentence: str) -> None:
        self.tell("ok", sentence)

    def _caution(self, cautions: Sequence[Any]) -> None:
        for told in cautions:
            self.bars.addWidget(Bar("warn", told.sentence))

    # new records

    def _add_person(self) -> None:
        self.clear_bars()
        self.desk.ask(self, units_known, self._offer_person, topic="add", failed=self.show_failure)

    def _offer_person(self, units: Sequence[Known]) -> None:
        fields = [
            asked("person", "name", required=True),
            chosen_from("unit", "所在单位", units, required=False),
            asked("person", "id_number"),
            asked("person", "phone"),
        ]
        form = ActForm(self.desk, "add-person", fields, columns=1, icon="member_add")
        form.begin("add-person")
        self.person.offer(form, "添加人员", "已添加人员。", icon="member_add")

    def _add_unit(self) -> None:
        self.clear_bars()
        self.desk.ask(self, units_known, self._offer_unit, topic="add", failed=self.show_failure)

    def _offer_unit(self, units: Sequence[Known]) -> None:
        fields = [
            asked("unit", "name", required=True),
            asked("unit", "kind", required=True),
            chosen_from("parent", "上级单位", units, required=False),
            asked("unit", "uscc"),
            asked("unit", "address"),
            plain("phone", "电话", most=CODE_LENGTH),
        ]
        form = ActForm(self.desk, "add-unit", fields, columns=1, icon="add")
        form.begin("add-unit")
        self.unit.offer(form, "添加单位", "已添加单位。", icon="add")
