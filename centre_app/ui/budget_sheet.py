"""The sheet of income and spending: sections that never mix, lines that are typed as in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from centre_app.core import means_test, money
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.budget import (
    KindOfOtherSection,
    LineUnfinished,
    LineUnread,
    PersonUnknown,
    TimesUnclear,
)
from centre_app.core.refusals.shorthand import ChoiceUnclear, ChoiceUnknown
from centre_app.core.shorthand import chosen, reckoned
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.means import LineKind, Period, ProofKind, ProofStrength, Section
from centre_app.services.given import given_from
from centre_app.services.means_tests import SetBudgetLine
from centre_app.ui.cells import EDITOR, Cell
from centre_app.ui.choice_field import ChoiceField
from centre_app.ui.money_field import MoneyField
from centre_app.ui.rows_model import Index
from centre_app.ui.sheet_model import SheetColumn, SheetModel
from centre_app.ui.table import Table

__all__ = ["BudgetSheet", "BudgetTable", "Line"]

_TITLES: Final = {
    Section.INCOME: "一、收入",
    Section.RIGID: "二、刚性支出（认定时扣除）",
    Section.LIVING: "三、日常生活支出（只进收支缺口）",
    Section.NEED: "四、需求（不进两项）",
}
_PERIODS: Final = {Section.INCOME: Period.MONTHLY, Section.NEED: Period.ONCE}
"""The period a new line begins with; all others begin by the year."""
_PERIOD: Final = re.compile(r"([^\d×xX*＊.]*)[×xX*＊]?(\d+(?:\.\d{1,2})?)?(?:个月|次)?")
_RECKONING: Final = "算式 "
"""Begins the line of a note that holds how a sum was reckoned."""
_STRENGTHS: Final = {ProofStrength.PROVEN: "ok", ProofStrength.WEAK: "warn", ProofStrength.DECLARED: "declared"}
_TURNED: Final = {Period.MONTHLY: Period.YEARLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the sheet as it stands, or the head of a section."""

    section: Section
    head: bool = False
    uid: str = ""
    stored: bool = False
    kind: LineKind | None = None
    person: str | None = None
    caption: str = ""
    amount: Decimal | None = None
    period: Period = Period.YEARLY
    times: Decimal | None = None
    proof: ProofKind = ProofKind.NONE
    paper: str = ""
    aid: Decimal = Decimal("0.00")
    deductible: Decimal | None = None
    remark: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing has been typed into it."""
        return not self.head and self == _new(self.section, self.uid)

    @property
    def reckoning(self) -> str:
        """How its sum was reckoned, where it was."""
        return next((one.removeprefix(_RECKONING) for one in self.remark.split("\n") if one[:3] == _RECKONING), "")

    @property
    def fact(self) -> means_test.BudgetLine | None:
        """The line as a reckoning takes it; ``None`` while kind or amount are missing."""
        if self.kind is None or self.amount is None:
            return None
        return means_test.BudgetLine(
            uid=self.uid,
            kind=self.kind,
            amount=self.amount,
            period=self.period,
            caption=self.caption,
            person=self.person,
            times=self.times,
            proof=self.proof,
            paper=self.paper,
            aid_for_same_cost=self.aid,
            deductible=self.deductible,
        )


def _new(section: Section, uid: str = "") -> Line:
    return Line(section=section, uid=uid or uuid4().hex, period=_PERIODS.get(section, Period.YEARLY))


def _below(above: Line | None) -> Line:
    return _new(above.section if above else Section.INCOME)


def _line_of(fact: means_test.BudgetLine, remark: str) -> Line:
    return Line(
        section=fact.kind.section,
        uid=fact.uid,
        stored=True,
        kind=fact.kind,
        person=fact.person,
        caption=fact.caption,
        amount=fact.amount,
        period=fact.period,
        times=fact.times,
        proof=fact.proof,
        paper=fact.paper,
        aid=fact.aid_for_same_cost,
        deductible=fact.deductible,
        remark=remark,
    )


# What is typed into each column ---------------------------------------------------------------------------------


def _put_kind(line: Line, text: str) -> Line:
    if not text.strip():
        return replace(line, kind=None)
    try:
        return replace(line, kind=chosen(text, [kind for kind in LineKind if kind.section is line.section]))
    except ChoiceUnknown:
        other = chosen(text, list(LineKind))
        raise KindOfOtherSection(kind=other.label, section=other.section.label) from None


def _put_amount(line: Line, text: str) -> Line:
    notes = [note for note in line.remark.split("\n") if note and not note.startswith(_RECKONING)]
    if not text.strip():
        return replace(line, amount=None, remark="\n".join(notes))
    found = reckoned(text)
    notes = [f"{_RECKONING}{found.reckoning}", *notes] if found.reckoning else notes
    return replace(line, amount=found.yuan, remark="\n".join(notes))


def _put_period(line: Line, text: str) -> Line:
    written = _PERIOD.fullmatch(text.replace(" ", ""))
    if written is None:
        raise TimesUnclear(given=text.strip()[:20])
    try:
        period = chosen(written[1], Period) if written[1] else line.period
    except (ChoiceUnknown, ChoiceUnclear):
        raise TimesUnclear(given=text.strip()[:20]) from None
    times = Decimal(written[2]) if written[2] else None
    return replace(line, period=period, times=None if times == period.times else times)


def _put_proof(line: Line, text: str) -> Line:
    return replace(line, proof=chosen(text, ProofKind) if text.strip() else ProofKind.NONE)


def _put_sum(name: str, empty: Decimal | None, line: Line, text: str) -> Line:
    changes: dict[str, Any] = {name: reckoned(text).yuan if text.strip() else empty}
    return replace(line, **changes)


def _put_text(name: str, line: Line, text: str) -> Line:
    changes: dict[str, Any] = {name: text.strip()}
    return replace(line, **changes)


# What each column shows -----------------------------------------------------------------------------------------


def _kind_cell(line: Line) -> Cell:
    if line.head:
        return Cell(_TITLES[line.section], head=True)
    return Cell(line.kind.label if line.kind else "", quiet=True)


def _sum_cell(name: str, line: Line) -> Cell:
    value: Decimal | None = getattr(line, name)
    shown = money.grouped(value) if value is not None and (value or name == "amount") else ""
    reckoning = line.reckoning if name == "amount" else ""
    return Cell(shown, head=line.head, tip=f"{reckoning}＝{shown}" if reckoning else "")


def _typed_sum(name: str, line: Line) -> str:
    value: Decimal | None = getattr(line, name)
    if name == "amount" and line.reckoning:
        return line.reckoning
    return money.shown(value) if value is not None and (value or name == "amount") else ""


def _period_words(line: Line) -> str:
    if line.head:
        return ""
    often = line.times if line.times is not None else Decimal(line.period.times)
    plain = line.times is None and line.period.times == 1
    return line.period.label if plain else f"{line.period.label} ×{often.normalize():f}"


def _period_cell(line: Line) -> Cell:
    monthly = not line.head and line.period is Period.MONTHLY
    words = "" if line.blank else _period_words(line)
    return Cell(words, "info" if monthly else None, bold=monthly, head=line.head)


def _proof_cell(line: Line) -> Cell:
    if line.head or line.fact is None:
        return Cell(head=line.head)
    return Cell(line.proof.label, icon=_STRENGTHS[line.proof.strength])


def _text_cell(name: str, line: Line) -> Cell:
    text: str = getattr(line, name)
    return Cell(text.replace("\n", "；"), head=line.head, tip=text)


def _is_line(line: Line) -> bool:
    return not line.head


_MORE: Final = ("aid", "deductible", "remark")
"""Columns that few lines need: shown on demand."""


class BudgetSheet(SheetModel[Line]):
    """The lines of one household under the heads of their sections, each head with the sum of the year."""

    def __init__(self) -> None:
        self._people: Mapping[str, Choice] = {}
        super().__init__(
            (
                self._column("kind", "类", _kind_cell, _put_kind, width=90),
                self._column("person", "谁", self._person_cell, self._put_person, width=62),
                self._column(
                    "caption", "说明", partial(_text_cell, "caption"), partial(_put_text, "caption"), most=True
                ),
                self._sum("amount", "金额（元）", _put_amount, width=88),
                self._column("period", "周期 F4", _period_cell, _put_period, width=82, typed=_period_words),
                SheetColumn(key="year", title="折合全年", cell=self._year_cell, width=88, align="right"),
                self._column("proof", "证明", _proof_cell, _put_proof, width=110, typed=lambda line: line.proof.label),
                self._column("paper", "证明编号", partial(_text_cell, "paper"), partial(_put_text, "paper"), width=122),
                self._sum("aid", "同一费用已获救助", partial(_put_sum, "aid", Decimal("0.00")), width=140),
                self._sum("deductible", "可扣除部分", partial(_put_sum, "deductible", None), width=110),
                self._column("remark", "备注", partial(_text_cell, "remark"), partial(_put_text, "remark"), width=140),
            ),
            blank=_below,
        )
        self.show_lines((), {})

    @staticmethod
    def _column(
        key: str, title: str, cell: Any, put: Any, *, width: int = 100, most: bool = False, typed: Any = None
    ) -> SheetColumn[Line]:
        return SheetColumn(
            key=key, title=title, cell=cell, put=put, width=width, stretch=most, typed=typed, open_for=_is_line
        )

    @staticmethod
    def _sum(key: str, title: str, put: Any, *, width: int) -> SheetColumn[Line]:
        return SheetColumn(
            key=key,
            title=title,
            cell=partial(_sum_cell, key),
            typed=partial(_typed_sum, key),
            put=put,
            editor=MoneyField,
            align="right",
            width=width,
            open_for=_is_line,
        )

    @property
    def lines(self) -> list[Line]:
        """The lines with anything in them, in the order of the sheet."""
        return [line for line in self.rows if not line.head and not line.blank]

    @property
    def facts(self) -> tuple[means_test.BudgetLine, ...]:
        """The lines that can be reckoned with already."""
        return tuple(fact for line in self.lines if (fact := line.fact) is not None)

    def know_people(self, people: type[Choice]) -> None:
        """Whose a line may be."""
        self._people = {str(one): one for one in people}

    def show_lines(self, facts: Sequence[means_test.BudgetLine], remarks: Mapping[str, str]) -> None:
        """Begin anew with these lines of the store."""
        lines = [_line_of(fact, remarks.get(fact.uid, "")) for fact in facts]
        rows: list[Line] = []
        for section in Section:
            mine = [line for line in lines if line.section is section]
            rows += [Line(section=section, head=True), *(mine or [_new(section)])]
        self.show(rows)

    def given(self, case: str) -> list[SetBudgetLine]:
        """The lines as they are handed in.

        Raises:
            Refused: everything that is unfinished or cannot be read.
        """
        faults = [*self._unread(), *self._unfinished()]
        if faults:
            raise Refused(faults)
        return [_given(case, line) for line in self.lines]

    def place(self, uid: str) -> int | None:
        """The row of a line."""
        return next((at for at, line in enumerate(self.rows) if line.uid == uid and not line.head), None)

    def _unread(self) -> list[Told]:
        rows = self.rows
        return [
            LineUnread(section=rows[row].section.label, line=self._number(row), why=why) for row, _, why in self.faults
        ]

    def _unfinished(self) -> list[Told]:
        faulty = {row for row, _, _ in self.faults}
        found: list[Told] = []
        for at, line in enumerate(self.rows):
            if line.head or line.blank or at in faulty or line.fact is not None:
                continue
            what = "和".join(word for word, there in (("类别", line.kind), ("金额", line.amount)) if there is None)
            found.append(LineUnfinished(section=line.section.label, line=self._number(at), what=what))
        return found

    def _number(self, row: int) -> int:
        """Which line of its section stands in a row, counted from one."""
        return row - max(at for at, line in enumerate(self.rows[: row + 1]) if line.head)

    # a draft

    def draft(self) -> list[dict[str, Any]]:
        """Every line as it stands in its cells, read or not."""
        return [
            {
                "section": str(line.section),
                "uid": line.uid,
                "stored": line.stored,
                "cells": [
                    self.typed_text(at, column) if self.is_open(at, column) else ""
                    for column in range(len(self.columns))
                ],
            }
            for at, line in enumerate(self.rows)
            if not line.head and (not line.blank or any(row == at for row, _, _ in self.faults))
        ]

    def take_draft(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Put the lines of a draft back and read them."""
        rows: list[Line] = []
        cells: dict[int, Sequence[str]] = {}
        for section in Section:
            rows.append(Line(section=section, head=True))
            mine = [kept for kept in lines if kept["section"] == section]
            for kept in mine:
                cells[len(rows)] = kept["cells"]
                rows.append(replace(_new(section, kept["uid"]), stored=kept["stored"]))
            if not mine:
                rows.append(_new(section))
        self.show(rows)
        for place, texts in cells.items():
            self._fill(place, texts)
        self.undo.clear()

    def _fill(self, place: int, texts: Sequence[str]) -> None:
        # The sum comes last: its reckoning becomes part of the note.
        for column in sorted(range(len(texts)), key=lambda at: self.columns[at].key == "amount"):
            if texts[column]:
                self.setData(self.index(place, column), texts[column])

    # people

    def _person_cell(self, line: Line) -> Cell:
        found = self._people.get(line.person or "")
        return Cell(found.label if found else "", head=line.head)

    def _put_person(self, line: Line, text: str) -> Line:
        if not text.strip():
            return replace(line, person=None)
        try:
            return replace(line, person=str(chosen(text, list(self._people.values()))))
        except ChoiceUnknown:
            raise PersonUnknown(given=text.strip()[:20]) from None

    # sums

    def _year_cell(self, line: Line) -> Cell:
        if line.head:
            return Cell(money.grouped(self._total(line.section)), bold=True, head=True)
        fact = line.fact
        return Cell(money.grouped(fact.yearly) if fact else "", quiet=True)

    def _total(self, section: Section) -> Decimal:
        return sum((fact.yearly for fact in self.facts if fact.kind.section is section), Decimal("0.00"))

    # Qt's own names

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == EDITOR:
            return self._editor(index.row(), self.columns[index.column()])
        return super().data(index, role)

    def _editor(self, row: int, column: SheetColumn[Line]) -> object:
        match column.key:
            case "kind":
                section = self.rows[row].section
                return partial(ChoiceField, [kind for kind in LineKind if kind.section is section])
            case "person":
                return partial(ChoiceField, list(self._people.values()))
            case "proof":
                return partial(ChoiceField, list(ProofKind))
        return column.editor

    def paste(self, place: int, column: int, block: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Put a block at a cell: the section grows for it, so that no line of it falls on the head of the next."""
        rows = self.rows
        start = place + 1 if rows[place].head else place
        room = next((at for at in range(start, len(rows)) if rows[at].head), len(rows)) - start
        with self.undo.one_step():
            for _ in range(len(block) - room):
                self.insert(start + room)
            return super().paste(start, column, block)


def _given(case: str, line: Line) -> SetBudgetLine:
    filled = {
        "line": line.uid if line.stored else None,
        "member": line.person,
        "caption": line.caption,
        "times": line.times,
        "paper": line.paper,
        "deductible": line.deductible,
        "remark": line.remark,
    }
    return given_from(
        SetBudgetLine,
        {
            "case": case,
            "kind": line.kind,
            "amount": line.amount,
            "period": line.period,
            "proof": line.proof,
            "aid_for_same_cost": line.aid,
            **{name: value for name, value in filled.items() if value not in (None, "")},
        },
    )


class BudgetTable(Table):
    """The sheet on the screen: F4 turns the period between month and year, Ctrl+Del takes a line out."""

    def __init__(self, sheet: BudgetSheet, name: str = "收支", *, row_height: int = 30) -> None:
        super().__init__(sheet, name, sheet=True, row_height=row_height)
        self.sheet = sheet
        self.choose_columns(_MORE)
        self._span()
        for changed in (sheet.lines_changed, sheet.modelReset):
            changed.connect(self._span)

    def show_more(self, *, more: bool) -> None:
        """Show or hide the columns that few lines need."""
        self.choose_columns(() if more else _MORE)

    def remove_line(self) -> None:
        """Take the line under the cursor out; the last of a section leaves an empty one."""
        at = self.currentIndex().row()
        rows = self.sheet.rows
        if not 0 <= at < len(rows) or rows[at].head:
            return
        with self.sheet.undo.one_step():
            if rows[at - 1].head and (at + 1 == len(rows) or rows[at + 1].head):
                self.sheet.insert(at + 1)
            self.sheet.remove(at)
        self.go_to(min(at, len(rows) - 1))

    def go_to(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.sheet.index(row, column), flag)

    def turn_period(self) -> None:
        """每月 for 每年 and back."""
        at = self.currentIndex().row()
        if 0 <= at < self.sheet.rowCount() and not self.sheet.rows[at].head:
            turned = _TURNED.get(self.sheet.rows[at].period, Period.MONTHLY)
            column = next(place for place, each in enumerate(self.sheet.columns) if each.key == "period")
            self.sheet.setData(self.sheet.index(at, column), turned.label)

    def _span(self) -> None:
        self.clearSpans()
        year = next(place for place, each in enumerate(self.sheet.columns) if each.key == "year")
        for at, line in enumerate(self.sheet.rows):
            if line.head:
                self.setSpan(at, 0, 1, year)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not editing and event.key() == Qt.Key.Key_F4:
            self.turn_period()
        elif not editing and ctrl and event.key() == Qt.Key.Key_Delete:
            self.remove_line()
        else:
            super().keyPressEvent(event)
