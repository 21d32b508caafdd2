"""Export profiles: which columns a list has that another office asks for, as data.

A profile is one TOML file in ``resources/profiles``. A list has a row per person; what is said once for a household
is repeated on each row, so that a row can stand alone when somebody sorts or filters.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from centre_app.core.areas import Areas
from centre_app.core.fields import Field, Kind
from centre_app.core.fields.household import HOUSEHOLD
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.people import mask
from centre_app.paths import resources

from .facts import OWN, column_kind, fact_of, word_of
from .pages import Column, Page, Written
from .writing import write_workbook

__all__ = ["Exported", "Profile", "ProfileColumn", "codes", "load", "parse", "write"]

NUMBER: Final = "household_no"
"""The column of the number by which the rows of a household are known to belong together."""
PLACE: Final = "seq"
"""The column that counts the rows."""
_OF_HOUSEHOLDS: Final = frozenset({field.name for field in HOUSEHOLD.fields} | {"main_cause", "other_cause"})


@dataclass(frozen=True, slots=True)
class ProfileColumn:
    """A column of a profile: what it is headed, which fact it holds, how wide it is (in characters)."""

    head: str
    field: str
    width: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A list that goes out. ``source`` is the import source that opens it again, if there is one."""

    code: str
    name: str
    source: str | None
    sheet: str
    yes: str
    no: str
    between: str
    """What stands between several causes in one cell."""
    columns: tuple[ProfileColumn, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A household that goes out, with the number that it is filed under."""

    number: str
    facts: HouseholdFacts


Taken: TypeAlias = Callable[[Exported, PersonFacts], Written]
Level: TypeAlias = Literal["household", "person"]


def codes() -> list[str]:
    """The codes of all shipped profiles."""
    return sorted(path.stem for path in resources("profiles").glob("*.toml"))


def load(code: str) -> Profile:
    """One shipped profile. Raises ``KeyError`` for a code that none has."""
    if code not in codes():
        raise KeyError(code)
    return parse(code, resources("profiles", f"{code}.toml").read_text("utf-8"))


def parse(code: str, text: str) -> Profile:
    """Read a profile. Raises ``ValueError`` for a column of a fact that nobody knows."""
    given = tomllib.loads(text)
    columns = tuple(ProfileColumn(each["head"], each["field"], each["width"]) for each in given["columns"])
    for column in columns:
        if column.field not in (NUMBER, PLACE) and fact_of(column.field) is None:
            raise ValueError(column.field)
    return Profile(
        code=code,
        name=given["name"],
        source=given.get("source"),
        sheet=given["sheet"],
        yes=given["yes"],
        no=given["no"],
        between=given["between"],
        columns=columns,
    )


def write(
    path: Path, profile: Profile, households: Iterable[Exported], *, masked: bool = False, areas: Areas | None = None
) -> None:
    """Write the list of these households as one xlsx.

    ``masked`` hides what the data dictionary marks as sensitive; such a list says who is filed and cannot be read
    back. Raises what ``write_workbook`` raises.
    """
    columns = [
        Column(each.head, each.width, "text" if masked else column_kind(fact_of(each.field)))
        for each in profile.columns
    ]
    taken = [_taken(each, profile, masked=masked, areas=areas) for each in profile.columns]
    write_workbook(path, [Page(profile.sheet, columns, _rows(households, taken, profile))])


def _rows(households: Iterable[Exported], taken: Sequence[Taken], profile: Profile) -> Iterator[list[Written]]:
    counted = [number for number, column in enumerate(profile.columns) if column.field == PLACE]
    line = 0
    for household in households:
        for person in household.facts.people:
            line += 1
            row = [take(household, person) for take in taken]
            for number in counted:
                row[number] = line
            yield row


def _taken(column: ProfileColumn, profile: Profile, *, masked: bool, areas: Areas | None) -> Taken:
    """How the cell of a column is taken from a household and one of its people."""
    if column.field == NUMBER:
        return lambda household, _: household.number
    fact = fact_of(column.field)
    if fact is None:
        return lambda _household, _person: None
    if masked and fact.sensitive:
        kind = fact.sensitive
        return _of(column.field, lambda value: mask(kind, str(value), areas))
    return _of(column.field, _shown(fact, profile))


def _of(name: str, shown: Callable[[Any], Written]) -> Taken:
    def causes(value: tuple[str, ...]) -> tuple[str, ...]:
        return value[:1] if name == "main_cause" else value[1:]

    if name in ("main_cause", "other_cause"):
        return lambda household, _: shown(causes(household.facts.causes))
    if name in _OF_HOUSEHOLDS:

        def of_household(household: Exported, _: PersonFacts) -> Written:
            value = getattr(household.facts, name)
            return None if value is None else shown(value)

        return of_household
    fact = OWN.get(name, name)

    def of_person(_: Exported, person: PersonFacts) -> Written:
        value = getattr(person, fact)
        return None if value is None else shown(value)

    return of_person


def _shown(fact: Field, profile: Profile) -> Callable[[Any], Written]:
    match fact.kind:
        case Kind.YES_NO:
            return lambda value: profile.yes if value else profile.no
        case Kind.CODE:
            return lambda value: word_of(fact, value)
        case Kind.CODES:
            return lambda value: profile.between.join(word_of(fact, code) for code in value)
        case Kind.MONEY | Kind.QUANTITY | Kind.WHOLE:
            return _as_it_is
        case Kind.DAY:
            return date.isoformat
        case _:
            return str


def _as_it_is(value: Decimal | int) -> Written:
    return value
