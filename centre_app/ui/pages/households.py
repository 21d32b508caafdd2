"""档案: every household, by its next clock."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from centre_app.core.case_filter import read_filter
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.services import clocks, search
from centre_app.services.clocks import ListedCase
from centre_app.services.search import CaseQuery
from centre_app.services.standing import CaseStanding, standing_of
from centre_app.services.work import Look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Chip, EmptyState, Facts, Glyph, Rule, Words
from centre_app.ui.case_view import (
    category_word,
    due_cell,
    gates_cell,
    gates_of,
    next_sentence,
    state_cell,
    state_tone,
    steps_of,
)
from centre_app.ui.cells import Cell
from centre_app.ui.desk import LISTED, Desk
from centre_app.ui.list_page import Action, Ask, ListPage, ListSpec, QuickList, Summary, list_page
from centre_app.ui.look import px
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call
from centre_app.ui.tracks import GateStrip, StepTrack

__all__ = ["PAGE"]

_LACKS_SHOWN: Final = 3
_FIRST: Final = 60
"""Rows that are read and painted before the whole result is known: two screens of them."""


# Asking ---------------------------------------------------------------------------------------------------------


def _query(asked: Ask) -> CaseQuery:
    wanted = read_filter(asked.line)
    sort = CaseSort(asked.order or CaseSort.NEXT)
    return CaseQuery(
        words=wanted.words, states=wanted.states, fields=wanted.fields, sort=sort, backwards=asked.backwards
    )


def _first(look: Look, asked: Ask) -> Sequence[ListedCase]:
    return clocks.listed(look, search.keys(look, _query(asked), _FIRST))


def _keys(look: Look, asked: Ask) -> Sequence[Hashable]:
    return search.keys(look, _query(asked))


def _count(look: Look, asked: Ask) -> int:
    return search.count(look, _query(asked))


def _sums(look: Look, asked: Ask) -> str:
    return f"{clocks.sums(look, _query(asked)).people} 人"


# The summary beside the list ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shown:
    one: ListedCase
    standing: CaseStanding


def _shown(key: int, look: Look) -> _Shown | None:
    found = clocks.listed(look, [key])
    return _Shown(found[0], standing_of(look, str(found[0].row.case))) if found else None


class CaseSummary(Summary):
    """One household in a glance: steps, gates, what comes next, what is lacking."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("所选一户")
        self._desk = desk
        self._key: int | None = None
        self._nobody = EmptyState("nobody", "没有选中的户", "在左边选一户，这里显示走到哪一步、还缺什么。", width=260)
        self._all = QWidget()
        self._name = Words("", "head")
        self._state = Chip("wait", "")
        self._open = Button("打开", icon="open", kind="main")
        self._line = Words("", "note", wraps=True)
        self._track = StepTrack(dots=True)
        self._gates = GateStrip(columns=2)
        self._next = Bar("info", "")
        self._lacks = QVBoxLayout()
        self._lacks.setSpacing(px(4))
        self._facts = Facts()
        self._lay_out()
        self._open.clicked.connect(call(self._go))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._all)
        self._all.setAutoFillBackground(False)
        self.body.addWidget(self._nobody, 1)
        self.body.addWidget(self._scroll, 1)
        self._scroll.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = self.add_row(self._name, self._state, None, self._open)
        self.body.removeItem(head)
        column.addLayout(head)
        for widget in (self._line, self._track, self._gates, self._next):
            column.addWidget(widget)
        column.addLayout(self._lacks)
        column.addWidget(Rule())
        column.addWidget(self._facts)
        column.addStretch(1)

    def show_key(self, key: Hashable | None) -> None:
        """Ask for this household; the one before stays in view until the answer is here."""
        self._key = cast("int | None", key)
        if self._key is None:
            self._scroll.hide()
            self._nobody.show()
            return
        self._desk.ask(self, partial(_shown, self._key), self._show, topic="summary", failed=self._fail)

    def _show(self, shown: _Shown | None) -> None:
        if shown is None or shown.one.key != self._key:
            return
        row, standing, today = shown.one.row, shown.standing, self._desk.office.today
        self._name.setText(row.name or "（没有户主）")
        self._state.say(state_tone(row.state), row.state.label)
        parts = (row.archive_no or row.local_no, f"{row.size} 口人", row.employer or "")
        self._line.setText(" · ".join(part for part in parts if part))
        self._track.show_steps(steps_of(standing, today))
        self._gates.show_gates(gates_of(standing))
        sentence, who = next_sentence(standing, today)
        self._next.say("info", sentence, who)
        self._show_lacks([told.sentence for told in standing.next.missing] if standing.next else [])
        self._facts.show_pairs(
            [
                ("困难类别", category_word(row.category)),
                ("建档单位", row.unit or "—"),
                ("所在社区", row.community or "—"),
                ("证件号码", row.id_number or "—"),
            ]
        )
        self._nobody.hide()
        self._scroll.show()

    def _show_lacks(self, sentences: Sequence[str]) -> None:
        while (item := self._lacks.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for sentence in sentences[:_LACKS_SHOWN]:
            line = QWidget()
            row = self.add_row(Glyph("bad", "bad", 14), Words(sentence, wraps=True))
            self.body.removeItem(row)
            row.setContentsMargins(0, 0, 0, 0)
            row.setStretch(1, 1)
            line.setLayout(row)
            self._lacks.addWidget(line)
        if len(sentences) > _LACKS_SHOWN:
            self._lacks.addWidget(Words(f"还有 {len(sentences) - _LACKS_SHOWN} 项，打开后看全部。", "note"))

    def _fail(self, failure: Failure) -> None:
        if failure.kind == "refusal":
            self.show_key(None)
        else:
            self._desk.failed.emit(failure)

    def _go(self) -> None:
        self._desk.go("household", self._key)


# The page -------------------------------------------------------------------------------------------------------


def _open(page: ListPage[ListedCase], key: Hashable) -> None:
    page.desk.go("household", key)


def _apply(page: ListPage[ListedCase]) -> None:
    page.desk.go("application")


def _open_chosen(page: ListPage[ListedCase]) -> None:
    page.desk.order = tuple(page.model.keys())
    page.desk.go("household", page.table.current_key())


PAGE = list_page(
    ListSpec[ListedCase](
        code="households",
        title="档案",
        noun="户",
        columns=(
            Column(
                key="name", title="姓名", cell=lambda one: Cell(one.row.name, bold=True), width=70, order=CaseSort.NAME
            ),
            Column(
                key="number",
                title="档案号",
                cell=lambda one: Cell(one.row.archive_no or one.row.local_no, quiet=True),
                width=128,
                order=CaseSort.ARCHIVE_NO,
            ),
            Column(
                key="id_number",
                title="证件号码",
                cell=lambda one: Cell(one.row.id_number or "—", quiet=True),
                width=156,
                room=1320,
            ),
            Column(key="size", title="人口", cell=lambda one: str(one.row.size), width=44, align="right", room=1240),
            Column(key="category", title="困难类别", cell=lambda one: category_word(one.row.category), width=76),
            Column(
                key="state",
                title="状态",
                cell=lambda one: state_cell(one.row.state),
                width=98,
                order=CaseSort.STATE,
            ),
            Column(key="gates", title="四不建档", cell=gates_cell, width=84),
            Column(key="next", title="下一时限或缺项", cell=due_cell, width=160, stretch=True, order=CaseSort.NEXT),
        ),
        key=lambda one: one.key,
        order=CaseSort.NEXT,
        first=_first,
        keys=_keys,
        rows=clocks.listed,
        count=_count,
        sums=_sums,
        open=_open,
        actions=(
            Action(caption="新建申请", icon="add", key="Ctrl+N", main=True, act="open-case", do=_apply),
            Action(caption="打开档案", icon="open", hint="Enter", do=_open_chosen, needs=1),
        ),
        lists=(
            QuickList("全部", ""),
            QuickList("在档", "状态:在档"),
            QuickList("办理中", "状态:办理中"),
            QuickList("缺材料", "缺材料:有"),
            QuickList("有红灯", "红灯:有"),
        ),
        saves=True,
        summary=CaseSummary,
        watches=frozenset({LISTED, "case_file", "household", "household_member", "paper"}),
        empty=("folder_add", "还没有一户", "新建一份申请，或者从“导入比对”把现有的表导进来。"),
    )
)
