"""规则: the figures that hold here today with the document behind each, and the years whose holidays are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout

from centre_app.core.refusals import Refused
from centre_app.core.rules import Citation
from centre_app.services.given import given_from
from centre_app.services.rules import SetCalendar
from centre_app.services.work import Done, Look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Card, Facts, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.look import px
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import failure_of
from centre_app.ui.settings.figure import FigureDetail
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["FIGURES", "RulesPane"]

_TABLE, _SIDE = 720, 440


@dataclass(frozen=True, slots=True)
class _Today:
    """What holds today, and for which years the holidays are known."""

    figures: Sequence[Citation]
    years: Sequence[int]


def _today(look: Look) -> _Today:
    return _Today(look.rules_on(look.today).citations, sorted(look.calendar.years))


def _spans(years: Sequence[int]) -> str:
    """Years in order, those that follow each other as one span."""
    spans: list[tuple[int, int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return "、".join(f"{first}年" if first == last else f"{first}年至{last}年" for first, last in spans)


def _value(one: Citation) -> Cell:
    return Cell(one.value, bold=True, tip=one.value)


def _source(one: Citation) -> Cell:
    if one.unverified:
        return Cell(f"待核：{one.source}", icon="warn", tone="warn", tip=one.source)
    return Cell(one.source, quiet=True, tip=one.source)


def _checked(one: Citation) -> Cell:
    return Cell("待核", tone="warn", chip=True, tip=one.source) if one.unverified else Cell("—", quiet=True)


FIGURES: Final = (
    Column[Citation](key="label", title="项目", cell=lambda one: one.label, width=220),
    Column[Citation](key="value", title="取值", cell=_value, width=200),
    Column[Citation](key="from", title="施行日期", cell=lambda one: one.first_day.isoformat(), width=100),
    Column[Citation](key="pack", title="出自", cell=lambda one: one.pack, width=110, room=2),
    Column[Citation](key="source", title="依据", cell=_source, width=200, stretch=True),
)


_COLUMNS: Final = (
    FIGURES[0],
    Column[Citation](key="value", title="取值", cell=_value, width=200, stretch=True),
    FIGURES[2],
    FIGURES[3],
    Column[Citation](key="checked", title="核对", cell=_checked, width=80),
)
"""Beside the figure that is chosen stands its source in full."""


class RulesPane(Pane):
    """The figures of today; beside them the office with its calendars, and all values of the figure that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        office = desk.office
        left = Card("今天施行的规则", "law")
        self.table: ShortTable[Citation] = ShortTable(_COLUMNS, lambda one: one.figure, "今天施行的规则", most=None)
        left.add(self.table, 1)
        self._facts = [
            ("单位名称", office.fact("name")),
            ("工会", office.fact("union")),
            ("行政区划", office.fact("area")),
            ("规则包", office.fact("pack")),
        ]
        self.figure = FigureDetail(desk)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        office_card = self._office()
        right.addWidget(office_card)
        right.addWidget(self.figure, 1)
        self.body.addWidget(left, _TABLE)
        self.body.addLayout(right, _SIDE)
        self.table.row_rested.connect(self.figure.show_key)
        self.table.row_opened.connect(call(self.figure.main.button.setFocus))
        self.figure.act_done.connect(self._set)
        self.figure.form_shown.connect(lambda open_: office_card.setVisible(not open_))

    def _office(self) -> Card:
        card = Card("本单位", "office")
        self.facts = Facts()
        card.add(self.facts)
        self.calendar = QLineEdit()
        self.calendar.setAccessibleName("节假日文件的位置")
        self.calendar.setPlaceholderText("节假日文件（toml）的位置，按 Enter 导入")
        choose = Button("选文件", icon="calendar_import", small=True, tip="国务院办公厅的放假安排，每年一个文件")
        row = card.add_row(self.calendar, choose)
        row.setStretch(0, 1)
        if why := self.desk.why_not("set-calendar"):
            self.calendar.setEnabled(False)
            choose.setEnabled(False)
            card.add(Words(why, "note", wraps=True))
        self.calendar.returnPressed.connect(self.take_calendar)
        choose.clicked.connect(call(self.choose_calendar))
        return card

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _today, self._have, topic="rules", failed=self.show_failure)

    def back(self) -> bool:
        """Esc closes the form."""
        if self.figure.leave():
            self.table.setFocus()
            return True
        return False

    def _set(self, done: Done, said: str) -> None:
        self.tell("ok", f"{said[:-1]}：{done.more['value']}，自 {done.more['from']} 起。")
        self.table.setFocus()
        self.refresh()

    def choose_calendar(self) -> None:
        """Ask for the file of a year."""
        file, _ = QFileDialog.getOpenFileName(self, "节假日文件", "", "节假日（*.toml）(*.toml)")
        if file:
            self.calendar.setText(file)
            self.take_calendar()

    def take_calendar(self) -> None:
        """Take in one year of the State Council's announcement."""
        self.clear_bars()
        path = Path(self.calendar.text().strip().strip('"'))
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, ValueError):
            self.tell("bad", f"打不开“{path.name}”：没有这个文件，或者不是文本。")
            return
        try:
            given = given_from(SetCalendar, {"text": text})
        except Refused as refused:
            self.show_failure(failure_of(refused))
            return
        self.desk.do(self, "set-calendar", given, self._taken, failed=self.show_failure)

    def _taken(self, done: Done) -> None:
        self.calendar.clear()
        self.tell("ok", f"{done.more['year']}年放假安排已导入。")
        self.refresh()

    def _have(self, today: _Today) -> None:
        here = max(self.table.currentIndex().row(), 0)
        self.table.show_rows(today.figures)
        self.table.setCurrentIndex(self.table.model().index(here, 0))
        self.table.selectRow(here)
        self.figure.show_key(self.table.current_key())
        self.facts.show_pairs([*self._facts, ("放假安排", _spans(today.years))])
