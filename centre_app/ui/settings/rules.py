"""规则: the figures that hold here today with the document behind each, and the years whose holidays are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from centre_app.core.rules import Citation
from centre_app.services.work import Look
from centre_app.ui.cards import Card, Facts
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.rows_model import Column
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable

__all__ = ["RulesPane"]


@dataclass(frozen=True, slots=True)
class _Today:
    """What holds today, and for which years the holidays are known."""

    figures: Sequence[Citation]
    years: Sequence[int]


def _today(look: Look) -> _Today:
    return _Today(look.rules_on(look.today).citations, sorted(look.calendar.years))


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
        left.fill()
        self._facts = [
            ("单位名称", office.fact("name")),
            ("工会", office.fact("union")),
            ("行政区划", office.fact("area")),
            ("规则包", office.fact("pack")),
        ]
        right = Card("今天施行的规则", "law")
        self.table: ShortTable[Citation] = ShortTable(_COLUMNS, lambda one: one.figure, "今天施行的规则", most=None)
        right.add(self.table, 1)
        self.body.addWidget(left)
        self.body.addWidget(right, 1)

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _today, self._have, topic="rules", failed=self.show_failure)

    def _have(self, today: _Today) -> None:
        self.table.show_rows(today.figures)
        self.facts.show_pairs([*self._facts, ("放假安排", "、".join(f"{year}年" for year in today.years))])
