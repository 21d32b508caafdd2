"""Says what an import would do before it does it: what is new, what changes, what is the same, what waits.

The plan is reckoned from two sides, what is stored and what arrives, and touches neither. A table adds and corrects;
an empty cell takes nothing away, and who is missing in the table is named and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, TypeAlias
from uuid import UUID

from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts, household_fields, person_fields
from centre_app.core.refusals import Told
from centre_app.core.refusals.sheets import HeadDiffers, NameDiffers, PersonFiled, WasClosed
from centre_app.core.vocabulary.standards import Relation

from .arrivals import Arrivals, ArrivingHousehold, Outcome, Problem
from .book import letters

__all__ = ["Difference", "FactChange", "Filed", "Plan", "as_document", "compare", "numbers_of"]

Fact: TypeAlias = str | int | bool | Decimal | date | tuple[str, ...] | None

_NOT_FROM_TABLES: Final = frozenset({"archive_no", "hardship_category"})
"""What the store decides itself once a case is open: the number is issued, the category comes from the means test."""
_HOUSEHOLD: Final = tuple(name for name in household_fields() if name not in _NOT_FROM_TABLES)
_PERSON: Final = tuple(name for name in person_fields() if name not in {"name", "id_number"})
_SAID_BY_DEFAULT: Final = frozenset({"counted"})
"""Facts that are never unknown: they are compared only where the table has a column for them."""


class Filed(Protocol):
    """A household as it is stored: its newest case, how people call that, whether it is still open, its facts."""

    @property
    def case(self) -> UUID: ...
    @property
    def number(self) -> str: ...
    @property
    def living(self) -> bool: ...
    @property
    def facts(self) -> HouseholdFacts: ...


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that would change; ``person`` is the name of the member, ``None`` for the household's own facts."""

    person: str | None
    fact: str
    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored household and what a table would make of it."""

    case: UUID
    number: str
    arriving: ArrivingHousehold
    facts: HouseholdFacts
    """The household as it would be stored."""
    changes: tuple[FactChange, ...]
    joining: tuple[str, ...]
    """Names of people who would be added."""
    missing: tuple[str, ...]
    """Names of people who are stored and not in the table; they stay."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. Only ``add`` and ``change`` are applied; doubtful households wait for the clerk."""

    file: str
    sha256: str
    rows: int
    add: tuple[ArrivingHousehold, ...]
    change: tuple[Difference, ...]
    same: tuple[ArrivingHousehold, ...]
    doubtful: tuple[ArrivingHousehold, ...]
    stopped: tuple[ArrivingHousehold, ...]
    problems: tuple[Problem, ...]
    cautions: tuple[Told, ...]

    @property
    def new(self) -> tuple[HouseholdFacts, ...]:
        """The facts of all new households."""
        return tuple(household.facts for household in self.add)


def numbers_of(arrivals: Arrivals) -> frozenset[str]:
    """Every identity number of a file that can be trusted: what the store is asked for."""
    return frozenset(number for household in arrivals.households for number in household.facts.id_numbers)


def compare(stored: Mapping[str, Filed], arrivals: Arrivals) -> Plan:
    """Hold a file against the store; ``stored`` gives for an identity number the household of its newest case."""
    add: list[ArrivingHousehold] = []
    change: list[Difference] = []
    same: list[ArrivingHousehold] = []
    doubtful: list[ArrivingHousehold] = []
    stopped: list[ArrivingHousehold] = []
    judged: list[ArrivingHousehold] = []
    for household in arrivals.households:
        filed = _filed(stored, household)
        own = _own(household, filed) if filed else None
        arriving = _with_doubts(household, filed, own)
        judged.append(arriving)
        if arriving.outcome is Outcome.STOPPED:
            stopped.append(arriving)
        elif arriving.outcome is Outcome.DOUBTFUL:
            doubtful.append(arriving)
        elif own is None:
            add.append(arriving)
        else:
            difference = _difference(own, arriving, arrivals.fields)
            if difference.changes or difference.joining:
                change.append(difference)
            else:
                same.append(arriving)
    return Plan(
        file=arrivals.file,
        sha256=arrivals.sha256,
        rows=arrivals.rows,
        add=tuple(add),
        change=tuple(change),
        same=tuple(same),
        doubtful=tuple(doubtful),
        stopped=tuple(stopped),
        problems=tuple(problem for household in judged for problem in household.problems),
        cautions=arrivals.cautions,
    )


def _filed(stored: Mapping[str, Filed], household: ArrivingHousehold) -> dict[UUID, Filed]:
    if not stored:
        return {}
    found = (stored[number] for number in household.facts.id_numbers if number in stored)
    return {each.case: each for each in found}


def _with_doubts(household: ArrivingHousehold, filed: Mapping[UUID, Filed], own: Filed | None) -> ArrivingHousehold:
    """The household with what there is to ask because of households that are stored already."""
    if not filed:
        return household
    doubts = tuple(_doubts(household, filed, own))
    return replace(household, problems=(*household.problems, *doubts)) if doubts else household


def _doubts(household: ArrivingHousehold, filed: Mapping[UUID, Filed], own: Filed | None) -> Iterator[Problem]:
    for place, person in enumerate(household.facts.people):
        for each in filed.values():
            known = next((one for one in each.facts.people if one.id_number == person.id_number), None)
            if person.id_number is None or known is None:
                continue
            if known.name != person.name:
                yield _problem(household, place, NameDiffers(other=each.number), each)
            elif each is not own and each.living:
                yield _problem(household, place, PersonFiled(other=each.number), each)
    head = next((place for place, person in enumerate(household.facts.people) if person.relation == HEAD), 0)
    if own is None:
        return
    if not own.living:
        yield _problem(household, head, WasClosed(other=own.number), own)
    elif own.facts.head is None or own.facts.head.id_number != household.facts.people[head].id_number:
        yield _problem(household, head, HeadDiffers(other=own.number), own)


def _own(household: ArrivingHousehold, filed: Mapping[UUID, Filed]) -> Filed | None:
    """The stored household that this one is: by its head, else by all of its people."""
    head = household.facts.head
    numbers = frozenset(household.facts.id_numbers)
    for each in filed.values():
        if head is not None and each.facts.head is not None and head.id_number == each.facts.head.id_number:
            return each
    return next((each for each in filed.values() if numbers == frozenset(each.facts.id_numbers)), None)


def _problem(household: ArrivingHousehold, place: int, told: Told, filed: Filed) -> Problem:
    row, column = household.places[place]
    line = household.lines[place]
    return Problem(
        told=told,
        sheet=household.sheet,
        row=row + 1,
        column=None if column is None else letters(column),
        line=line,
        household=household.key,
        other=filed.number,
    )


def _difference(filed: Filed, arriving: ArrivingHousehold, fields: frozenset[str]) -> Difference:
    before, after = filed.facts, arriving.facts
    facts: dict[str, Any] = {}
    changes: list[FactChange] = []
    for name in _HOUSEHOLD:
        old, new = getattr(before, name), getattr(after, name)
        if new not in (None, ()) and new != old:
            facts[name] = new
            changes.append(FactChange(None, name, old, new))
    arrived = {_who(person): person for person in after.people}
    people: list[PersonFacts] = []
    missing: list[str] = []
    for person in before.people:
        match = arrived.pop(_who(person), None)
        if match is None:
            missing.append(person.name)
            people.append(person)
        else:
            merged, of_person = _merged(person, match, fields)
            people.append(merged)
            changes += of_person
    joining = tuple(arrived.values())
    return Difference(
        case=filed.case,
        number=filed.number,
        arriving=arriving,
        facts=replace(before, people=(*people, *joining), **facts),
        changes=tuple(changes),
        joining=tuple(person.name for person in joining),
        missing=tuple(missing),
    )


def _who(person: PersonFacts) -> str:
    """By what a person is known again: the identity number, else the other document, else the name."""
    return person.id_number or person.document_number or person.name


def _merged(person: PersonFacts, arriving: PersonFacts, fields: frozenset[str]) -> tuple[PersonFacts, list[FactChange]]:
    facts: dict[str, Any] = {}
    for name in _PERSON:
        old, new = getattr(person, name), getattr(arriving, name)
        if new is None or new == old or (name in _SAID_BY_DEFAULT and name not in fields):
            continue
        if name == "relation" and new == Relation.OTHER_RELATIVE:
            continue  # stands also for a word that no list knows
        facts[name] = new
    changes = [FactChange(person.name, name, getattr(person, name), new) for name, new in facts.items()]
    return (replace(person, **facts) if facts else person), changes


def as_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain values that JSON can carry: what is shown, and kept with the hash of the file."""
    return {
        "file": plan.file,
        "sha256": plan.sha256,
        "rows": plan.rows,
        "add": [household.key for household in plan.add],
        "change": [_change(each) for each in plan.change],
        "same": [household.key for household in plan.same],
        "doubtful": [household.key for household in plan.doubtful],
        "stopped": [household.key for household in plan.stopped],
        "problems": [_told(problem) for problem in plan.problems],
        "cautions": [{"code": told.code, "text": told.sentence} for told in plan.cautions],
    }


def _change(each: Difference) -> dict[str, Any]:
    return {
        "household": each.arriving.key,
        "case": str(each.case),
        "number": each.number,
        "changes": [
            {"person": one.person, "fact": one.fact, "before": _plain(one.before), "after": _plain(one.after)}
            for one in each.changes
        ],
        "joining": list(each.joining),
        "missing": list(each.missing),
    }


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "line": problem.line,
        "column": problem.column,
        "code": problem.kind,
        "text": problem.text,
        "stops": problem.stops,
        "doubtful": problem.doubtful,
        "household": problem.household,
        "other": problem.other,
    }


def _plain(fact: Fact) -> Any:
    if isinstance(fact, Decimal):
        return f"{fact:.2f}"
    if isinstance(fact, tuple):
        return list(fact)
    return fact.isoformat() if isinstance(fact, date) else fact
