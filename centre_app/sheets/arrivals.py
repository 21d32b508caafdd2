"""What a table brings: households as facts, each with what was found in its cells, and what was passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from centre_app.core.areas import Areas
from centre_app.core.households import HouseholdFacts
from centre_app.core.refusals import Caution, Told
from centre_app.core.refusals.sheets import DoubtfulHousehold
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.sheets import RowKind

from .book import Book
from .pages import Page

__all__ = ["Arrivals", "ArrivingColumn", "ArrivingHousehold", "Asked", "IgnoredRow", "Outcome", "Problem", "Source"]


class Outcome(Choice):
    """What becomes of a household of a table."""

    ADD = "add", "导入"
    STOPPED = "stopped", "不导入"
    DOUBTFUL = "doubtful", "待确认"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be told about one cell: row from 1 as a spreadsheet shows it, column by its letters.

    In a text file ``row`` is the record (the head is 1), and ``line`` the line of the file where it differs.
    """

    told: Told
    sheet: str | None
    row: int
    column: str | None
    line: int | None
    household: str
    other: str | None = None
    """The other household that it is about."""

    @property
    def kind(self) -> str:
        """The word under which it is reported."""
        return self.told.code

    @property
    def stops(self) -> bool:
        """Whether its household is held back."""
        return self.told.stops

    @property
    def doubtful(self) -> bool:
        """Whether its household waits for a decision."""
        return isinstance(self.told, DoubtfulHousehold)

    @property
    def text(self) -> str:
        """The sentence for the clerk."""
        return self.told.sentence


@dataclass(frozen=True, slots=True)
class ArrivingHousehold:
    """One household of a table: its rows from first to last (from 1) and what is known and can be trusted.

    ``places`` gives for each person the row and the column of the identity number, both from 0, and ``lines`` the
    line of a text file where it differs: for what is found later against the store. ``row_count`` is how many rows of
    the file are its own; those between may belong to others.
    """

    key: str
    sheet: str | None
    rows: tuple[int, int]
    row_count: int
    facts: HouseholdFacts
    places: tuple[tuple[int, int | None], ...]
    lines: tuple[int | None, ...]
    problems: tuple[Problem, ...]

    @property
    def outcome(self) -> Outcome:
        """Stopped by any stopping problem, else doubtful by any doubtful one."""
        if any(problem.stops for problem in self.problems):
            return Outcome.STOPPED
        if any(problem.doubtful for problem in self.problems):
            return Outcome.DOUBTFUL
        return Outcome.ADD


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that holds no household, and why."""

    sheet: str | None
    row: int
    kind: RowKind


@dataclass(frozen=True, slots=True)
class ArrivingColumn:
    """One column as its head was read: its letters, its label, and the fact that it holds (empty: none of ours)."""

    sheet: str | None
    column: str
    label: str
    fact: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All that a file brings. ``rows`` counts the rows of households; ``fields`` are the facts it has columns for."""

    file: str
    sha256: str
    rows: int
    households: tuple[ArrivingHousehold, ...]
    ignored_rows: tuple[IgnoredRow, ...]
    ignored_sheets: tuple[str, ...]
    fields: frozenset[str]
    columns: tuple[ArrivingColumn, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every household, in the order of the file."""
        return tuple(problem for household in self.households for problem in household.problems)


@dataclass(frozen=True, slots=True)
class Asked:
    """With what a file is read: the day (nobody is born after it), the register of areas, one sheet or all.

    ``columns`` says for labels that somebody has looked at which fact they are, ``""`` for none.
    """

    on: date
    areas: Areas | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


Reader: TypeAlias = Callable[[Book, Asked], Arrivals]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table that is imported: its code, its name, how it is read, and the sheets of an empty one.

    ``facts`` are the names that a map of columns may use.
    """

    code: str
    name: str
    read: Reader
    template: Callable[[], tuple[Page, ...]]
    facts: tuple[str, ...]
