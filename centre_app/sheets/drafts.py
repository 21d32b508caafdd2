"""A household of a table while it is judged: changeable, with every finding at its cell.

What comes of it when all is judged is an ``ArrivingHousehold``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals import Told
from centre_app.core.typed import Day
from centre_app.core.vocabulary.standards import Relation, Sex

from .arrivals import ArrivingHousehold, Problem
from .book import Sheet, letters
from .rosters import Unit

__all__ = ["Draft", "DraftPerson", "Finding"]


_CODES: Final[Mapping[Relation | None, str]] = {each: each.value for each in Relation} | {
    None: Relation.OTHER_RELATIVE.value
}
_SEXES: Final[Mapping[Sex | None, str | None]] = {each: each.value for each in Sex} | {None: None}


@dataclass(slots=True)
class Finding:
    """Something told about a cell; row and column from 0, ``other`` the household that it is about."""

    told: Told
    row: int
    column: int | None
    other: Draft | None = None


@dataclass(slots=True)
class DraftPerson:
    """One person: where they stand, what was typed and what can be trusted of it."""

    row: int
    columns: dict[str, int]
    leads: bool
    values: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    name_refused: bool = False
    relation: Relation | None = None
    relation_word: str = ""
    number: str | None = None
    """The identity number, where it can be trusted."""
    without_number: bool = False
    sex: Sex | None = None
    birth: date | None = None
    born: Day | None = None
    """The birth date as typed, or its month."""
    is_of_another: bool = False
    """Whether sex and birth date both contradict the number."""
    income_unread: bool = False

    def column(self, name: str) -> int | None:
        """The column of a fact; where the table has none, that of the name."""
        return self.columns.get(name, self.columns.get("name"))

    def facts(self) -> PersonFacts:
        """What is known of the person and can be trusted."""
        return PersonFacts(
            name=self.name,
            relation=_CODES[self.relation],
            id_number=self.number,
            sex=_SEXES[self.sex],
            birth_date=self.birth,
            **self.values,
        )


def _place(found: Finding) -> tuple[int, int]:
    return found.row, -1 if found.column is None else found.column


@dataclass(slots=True, eq=False)
class Draft:
    """One household of a table."""

    key: str
    sheet: Sheet
    unit: Unit
    values: dict[str, Any] = field(default_factory=dict)
    people: list[DraftPerson] = field(default_factory=list)
    head: DraftPerson | None = None
    findings: list[Finding] = field(default_factory=list)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each fact of the household was read: row and column."""
    made: HouseholdFacts | None = None

    def tell(self, told: Told, row: int, column: int | None, other: Draft | None = None) -> None:
        """Note something about a cell."""
        self.findings.append(Finding(told, row, column, other))

    def facts(self) -> HouseholdFacts:
        """What is known of the household; people in the order of the table."""
        if self.made is None:
            self.made = HouseholdFacts(people=tuple([person.facts() for person in self.people]), **self.values)
        return self.made

    def distrust(self, person: DraftPerson) -> None:
        """Take a number back that turned out to be no proof of anybody."""
        person.number = None
        self.made = None

    def settled(self) -> ArrivingHousehold:
        """What has come of it, with every problem in the order of the cells."""
        rows = self.unit.rows
        findings = self.findings
        if len(findings) > 1:
            findings.sort(key=_place)
        return ArrivingHousehold(
            key=self.key,
            sheet=self.sheet.name,
            rows=(min(rows) + 1, max(rows) + 1),
            row_count=len(rows),
            facts=self.facts(),
            places=tuple([(person.row, person.columns.get("id_number")) for person in self.people]),
            lines=tuple([self.sheet.line(person.row) for person in self.people]),
            problems=tuple([self._problem(finding) for finding in findings]),
        )

    def _problem(self, found: Finding) -> Problem:
        return Problem(
            told=found.told,
            sheet=self.sheet.name,
            row=found.row + 1,
            column=None if found.column is None else letters(found.column),
            line=self.sheet.line(found.row),
            household=self.key,
            other=found.other.key if found.other else None,
        )
