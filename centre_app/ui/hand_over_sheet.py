"""结对交接: the households of one cadre, each with its successor; closed while one of them would have nobody.

One act writes both days of every row; afterwards each row says what came of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from centre_app.core.acts import ACTS
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.meetings import OnCase
from centre_app.core.shorthand import chosen
from centre_app.core.vocabulary import Choice
from centre_app.services.binding import given_kind
from centre_app.services.choosing import Known
from centre_app.services.given import given_from
from centre_app.services.pairing_desk import Cadre, Home
from centre_app.services.work import Done
from centre_app.ui.act_fields import asked, chosen_from, day
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Words
from centre_app.ui.cells import EDITOR, Cell
from centre_app.ui.choice_field import ChoiceField
from centre_app.ui.desk import Desk
from centre_app.ui.detail import refill
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.look import px
from centre_app.ui.pairing_cells import clock_cell
from centre_app.ui.people_choice import people_choice
from centre_app.ui.rows_model import Index
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.sheet_model import SheetColumn, SheetModel
from centre_app.ui.signals import call
from centre_app.ui.table import Table

__all__ = ["HandOverSheet", "Succession"]

_ACT: Final = "hand-over"
_STAYS: Final = "stays"
_TO: Final = 2
"""The column that is typed into."""
_NAMED: Final = 3
"""Households that are named where some lack a successor."""
_WIDE: Final = 720
"""Below this width the numbers of the households are left out."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One household and who takes it: a person's key, ``stays``, or nobody yet. ``result`` is what came of it."""

    home: Home
    to: str = ""
    result: Cell | None = None


class _Rows(SheetModel[Succession]):
    """Households with their successors; only the successor is typed."""

    def __init__(self, leaving: Cadre, people: Sequence[Known], loads: Mapping[str, Cadre]) -> None:
        others = [(one.key, one.name) for one in people if one.key != leaving.key]
        self._choices: dict[str, Choice] = {str(one): one for one in people_choice([*others, (_STAYS, "暂不交接")])}
        self._leaving = leaving
        self._loads = loads
        self._taken: Counter[str] = Counter()
        super().__init__(
            (
                SheetColumn(key="head", title="户主", cell=lambda row: Cell(row.home.head, bold=True), width=84),
                SheetColumn(key="clock", title="半年走访", cell=lambda row: clock_cell(row.home), width=116),
                SheetColumn(
                    key="to",
                    title="接手人",
                    cell=self._to_cell,
                    put=self._put,
                    typed=lambda row: self.name_of(row.to),
                    width=128,
                    open_for=lambda row: row.result is None,
                ),
                SheetColumn(key="check", title="核对", cell=self._check, width=150, stretch=True),
                SheetColumn(key="number", title="编号", cell=lambda row: Cell(row.home.number, quiet=True), width=140),
            )
        )
        self.lines_changed.connect(self._count)

    def name_of(self, key: str) -> str:
        """What a successor is called."""
        found = self._choices.get(key)
        return found.label if found else ""

    def _count(self) -> None:
        """How many households each successor would take; the other rows' checks depend on it."""
        self._taken = Counter(row.to for row in self.rows)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def _put(self, row: Succession, text: str) -> Succession:
        return replace(row, to=str(chosen(text, list(self._choices.values()))) if text.strip() else "")

    def _to_cell(self, row: Succession) -> Cell:
        if row.to:
            return Cell(self.name_of(row.to), quiet=row.to == _STAYS)
        return Cell("请选择", icon="warn", tone="bad", ground="bad", tip="写姓名或拼音首字母，F4 打开名单")

    def _check(self, row: Succession) -> Cell:
        if row.result is not None:
            return row.result
        if not row.to:
            return Cell("无人接手", tone="bad", chip=True)
        if row.to == _STAYS:
            return Cell(f"仍由{self._leaving.name}帮扶", tone="wait", chip=True)
        load = self._loads.get(row.to)
        after = (load.count if load else 0) + self._taken[row.to]
        if after > self._leaving.most:
            return Cell(f"接后 {after} 户，上限 {self._leaving.most} 户", tone="warn", chip=True)
        return Cell("不断档", tone="ok", chip=True)

    # Qt's own names

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == EDITOR and index.column() == _TO:
            return partial(ChoiceField, list(self._choices.values()))
        return super().data(index, role)


class HandOverSheet(QWidget):
    """The day and the reason, a successor for all, another one for single rows; F9 does it in one act."""

    done = Signal(object)
    """The ``Done``, once somebody has seen what came of each row."""
    cards_wanted = Signal(object)
    """The households that have a new cadre, whose cards are to be printed."""

    def __init__(
        self, desk: Desk, leaving: Cadre, homes: Sequence[Home], people: Sequence[Known], loads: Sequence[Cadre]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._leaving = leaving
        self._finished: Done | None = None
        self._partly = False
        self.setProperty("role", "ground")
        self.rows = _Rows(leaving, people, {one.key: one for one in loads})
        self.rows.show(Succession(home) for home in homes)
        self.table = Table(self.rows, "每户的接手人", sheet=True)
        self.form = Form(self._fields(people), desk.office.today, name=ACTS[_ACT].label)
        self.form.show_values({"on": desk.office.today})
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self.main = GuardedButton(Button(ACTS[_ACT].label, icon="pairing", key="F9", kind="main"))
        self._lay_out()
        self.drafts = DraftKeeper(desk, self, self.bars, self._draft, self._take_draft)
        self._connect()
        self.drafts.begin(f"{_ACT}:{leaving.key}" + (f":{homes[0].key}" if len(homes) == 1 else ""))
        self._guard()

    def _fields(self, people: Sequence[Known]) -> list[Any]:
        others = [one for one in people if one.key != self._leaving.key]
        return [
            day("on", "交接日期", asks="交出与接手是同一天，中间不空一天。"),
            asked("pairing", "end_reason", "reason", required=True, label="交接原因"),
            chosen_from(
                "to_cadre", "全部交给", others, required=False, asks="填进下面每一户；个别户另交他人，在表里改。"
            ),
        ]

    def _lay_out(self) -> None:
        self.away = Button("返回", hint="Esc", kind="quiet", small=True)
        title = f"结对交接：{self._leaving.name}"
        self.card = Card(title, "pairing", (self.away,), note=f"{self.rows.rowCount()} 户")
        self.card.add(
            Words("交出与接手写在同一天，中间不空一天；每户都有接手人才能交接，暂不交的户要写明。", wraps=True)
        )
        self.card.add(self.form)
        self.card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self.bars)
        column.addWidget(self.card, 1)
        column.addWidget(self.main)

    def _connect(self) -> None:
        self.main.button.clicked.connect(call(self.submit))
        self.rows.lines_changed.connect(self._guard)
        self.rows.lines_changed.connect(self.drafts.clock.start)
        self.form.settled.connect(self._settled)
        self.form.finished.connect(call(self.to_table))
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.drafts.keep),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.rows.undo.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.rows.undo.redo),
        ):
            action = QAction(self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(call(do))
            self.addAction(action)

    # what is typed

    def to_table(self) -> None:
        """The keyboard to the first household that has nobody."""
        lacking = next((at for at, row in enumerate(self.rows.rows) if not row.to), 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(self.rows.index(lacking, _TO), flag)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settled(self, name: str) -> None:
        """A successor for all goes into every row, one step of undo."""
        if name == "to_cadre" and (value := self.form.field("to_cadre").value) is not None:
            word = self.rows.name_of(str(value))
            self.rows.paste(0, _TO, [[word]] * self.rows.rowCount())

    def _lacking(self) -> list[Succession]:
        return [row for row in self.rows.rows if not row.to]

    def _guard(self) -> None:
        if self._finished is not None:
            return
        moving = [row for row in self.rows.rows if row.to not in ("", _STAYS)]
        caption = f"交接 {len(moving)} 户"
        self._say(caption)
        why = self._desk.why_not(_ACT)
        if not why and (lacking := self._lacking()):
            heads = "、".join(row.home.head for row in lacking[:_NAMED])
            why = f"{heads}{'等' if len(lacking) > _NAMED else ''} {len(lacking)} 户还没有接手人。"
        if not why and not moving:
            why = "没有要交接的户。"
        self.main.guard(why)

    def _say(self, caption: str) -> None:
        self.main.button.say(caption)

    def _draft(self) -> dict[str, Any]:
        return {"texts": self.form.draft(), "to": {row.home.key: row.to for row in self.rows.rows if row.to}}

    def _take_draft(self, values: Mapping[str, Any]) -> None:
        self.form.take_draft(values["texts"])
        self.rows.show(replace(row, to=values["to"].get(row.home.key, "")) for row in self.rows.rows)
        self.rows.lines_changed.emit()

    # the act

    def submit(self) -> None:
        """F9: hand over, or say everything that speaks against it; afterwards go back."""
        if self._finished is not None:
            self.done.emit(self._finished)
            return
        refill(self.bars, ())
        typed = {name: value for name, value in self.form.values().items() if value is not None and name != "to_cadre"}
        if self.form.go_to_unread():
            return
        moving = {row.home.key: row.to for row in self.rows.rows if row.to not in ("", _STAYS)}
        try:
            given = given_from(
                given_kind(_ACT),
                {"from_cadre": self._leaving.key, "successors": moving, "partial": self._partly, **typed},
            )
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        self.main.button.setEnabled(False)
        self._desk.do(self, _ACT, given, self._done, failed=self._refused)

    def submit_the_others(self) -> None:
        """Hand over whatever nothing speaks against, and leave the rest with the cadre."""
        self._partly = True
        self.submit()
        self._partly = False

    def _done(self, done: Done) -> None:
        self._finished = done
        self.drafts.drop()
        moved = set(done.more["cases"])
        against = _by_case(done.cautions)
        on = self.form.field("on").raw()
        results = []
        for row in self.rows.rows:
            if row.home.number in moved:
                cell = Cell(f"已交接，{on} 起", tone="ok", chip=True)
            elif row.to == _STAYS:
                cell = Cell(f"仍由{self._leaving.name}帮扶", tone="wait", chip=True)
            else:
                cell = _against(against.get(row.home.number, []))
            results.append(replace(row, result=cell))
        self.rows.show(results)
        self.form.setEnabled(False)
        for told in done.cautions:
            if not isinstance(told, OnCase):
                self.bars.addWidget(Bar("warn", told.sentence))
        cards = Button("打印新联系卡", icon="print", key="Ctrl+P", small=True)
        new = [row.home for row in self.rows.rows if row.home.number in moved]
        cards.clicked.connect(lambda: self.cards_wanted.emit(new))
        if why := self._desk.why_not("print"):
            cards.setEnabled(False)
            cards.setToolTip(why)
        self.bars.addWidget(Bar("ok", f"{len(moved)} 户已交接。", "表里是每户的结果。", (cards,)))
        self._say("看完了，返回")
        self.main.allow()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.main.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, failure: Failure) -> None:
        self._guard()
        if failure.kind != "refusal":
            if failure.kind != "cancelled":
                self._desk.failed.emit(failure)
            return
        rest = self.form.object_to(failure.told)
        rows = [told for told in rest if isinstance(told, OnCase)]
        for told in rest:
            if told not in rows:
                self.bars.addWidget(Bar("bad", told.sentence))
        self._show_against(rows)

    def _show_against(self, told: Sequence[OnCase]) -> None:
        """What speaks against single households; the others may go ahead."""
        if not told:
            return
        hit = {one.facts["case"] for one in told}
        for one in told:
            head = next((row.home.head for row in self.rows.rows if row.home.number == one.facts["case"]), "")
            self.bars.addWidget(Bar("bad", f"{head}户不能交接：{one.facts['sentence']}"))
        free = [row for row in self.rows.rows if row.to not in ("", _STAYS) and row.home.number not in hit]
        if free:
            others = Button(f"其余 {len(free)} 户先交接", icon="apply", small=True)
            others.clicked.connect(call(self.submit_the_others))
            self.bars.addWidget(Bar("info", "一户也没有交接。", "换了接手人再交；或者先交没有问题的户。", (others,)))
            others.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.choose_columns(("number",) if event.size().width() < px(_WIDE) else ())


def _by_case(told: Sequence[Told]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in told:
        if isinstance(one, OnCase):
            found.setdefault(str(one.facts["case"]), []).append(str(one.facts["sentence"]))
    return found


def _against(sentences: Sequence[str]) -> Cell:
    said = "".join(sentences)
    return Cell("未交接", tone="bad", chip=True, tip=said, spoken=f"未交接，{said}")
