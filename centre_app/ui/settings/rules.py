"""规则: the figures that hold here today with the document behind each, and the years whose holidays are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit

from centre_app.core.refusals import Refused
from centre_app.core.rules import Citation
from centre_app.services.given import given_from
from centre_app.services.rules import SetCalendar
from centre_app.services.work import Done, Look
from centre_app.ui.cards import Card, Facts, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import failure_of
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["RulesPane"]


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


_COLUMNS: Final = (
    Column[Citation](key="label", title="项目", cell=lambda one: one.label, width=220),
    Column[Citation](key="value", title="取值", cell=_value, width=200),
    Column[Citation](key="from", title="施行日期", cell=lambda one: one.first_day.isoformat(), width=100),
    Column[Citation](key="pack", title="出自", cell=lambda one: one.pack, width=110),
    Column[Citation](key="source", title="依据", cell=_source, width=200, stretch=True),
)


class RulesPane(Pane):
    """The office, its figures of today and its calendars."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        office = desk.office
        left = Card("本单位", "office")
        left.setMaximumWidth(left.fontMetrics().horizontalAdvance("字") * 24)
        self.facts = Facts()
        left.add(self.facts)
        self.calendar = QLineEdit()
        self.calendar.setAccessibleName("节假日文件的位置")
        self.calendar.setPlaceholderText("节假日文件（toml）的位置，按 Enter 导入")
        left.add(self.calendar)
        if why := desk.why_not("set-calendar"):
            self.calendar.setEnabled(False)
            left.add(Words(why, "note", wraps=True))
        left.fill()
        self.calendar.returnPressed.connect(self.take_calendar)
        self._facts = [
            ("单位名称", office.fact("name")),
            ("工会", office.fact("union")),
            ("行政区划", office.fact("area")),
            ("规则包", office.fact("pack")),
        ]
        right = Card("今天施行的规则", "law")
        self.table: ShortTable[Citation] = ShortTable(_COLUMNS, lambda one: one.figure, "今天施行的规则", most=None)
        right.add(self.table, 1)
        self.source = Words("", "note", wraps=True)
        right.add(self.source)
        self.table.row_rested.connect(call(self._say_source))
        self.body.addWidget(left)
        self.body.addWidget(right, 1)

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _today, self._have, topic="rules", failed=self.show_failure)

    def _say_source(self) -> None:
        row = self.table.row_at(self.table.currentIndex().row())
        self.source.setText(f"{row.label}：{row.value}。依据：{row.source}" if row else "")

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
        self.table.show_rows(today.figures)
        self.facts.show_pairs([*self._facts, ("放假安排", _spans(today.years))])
