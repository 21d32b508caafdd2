"""Taking households in from tables: what is stored already, and storing what a plan decided, many at once.

Reading and comparing is the business of ``sheets``; this is the store's side, inside the act ``import`` or
``take-over``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final, TypeVar
from uuid import UUID

import sqlalchemy as sa

from centre_app.core.fields import label
from centre_app.core.households import HouseholdFacts, PersonFacts, person_fields
from centre_app.core.people import pinyin_initials, same_person_key
from centre_app.core.refusals import Refused
from centre_app.core.refusals import imports as no
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case, CaseMove
from centre_app.db.people import Household, HouseholdMember
from centre_app.db.rows import by_column
from centre_app.db.system import ImportedFile
from centre_app.services.households import HOUSEHOLD_COLUMNS, LIVING, facts_of_household, reshape, same_people
from centre_app.services.numbers import next_numbers
from centre_app.services.work import Look, Work

__all__ = [
    "StoredHousehold",
    "case_row",
    "household_columns",
    "may_take_over",
    "member_columns",
    "note_file",
    "store_changes",
    "store_new",
    "stored_with",
]

_OF_ARCHIVE: Final = ("hardship_category", "filed_on")
"""What every archive has that was filed before; the national number may still be on its way (domain 3.1)."""

ASKED_AT_ONCE = 500
"""Numbers in one question: the measured best between one by one and all at once."""


_NEWEST: Final = (
    sa.select(HouseholdMember.id_number, sa.func.max(Case.id))
    .join(Case, Case.household_id == HouseholdMember.household_id)
    .where(HouseholdMember.id_number.in_(sa.bindparam("numbers", expanding=True)))
    .group_by(HouseholdMember.id_number)
)
"""The newest case of each of many numbers; made once, because putting it together costs as much as asking."""
_ALL_OF_HOUSEHOLD: Final = attrgetter(*HOUSEHOLD_COLUMNS)
_ALL_OF_PERSON: Final = attrgetter(*person_fields())
_Facts = TypeVar("_Facts", HouseholdFacts, PersonFacts)


@dataclass(frozen=True, slots=True)
class StoredHousehold:
    """A household as it is filed: its newest case and everything that is known of it."""

    case: UUID
    number: str
    state: CaseState
    facts: HouseholdFacts

    @property
    def living(self) -> bool:
        """Whether its people may stand in no other case."""
        return self.state in LIVING


def stored_with(look: Look, numbers: Iterable[str]) -> dict[str, StoredHousehold]:
    """For each of these identity numbers that is stored: the household of its newest case."""
    keys = sorted({same_person_key(number) for number in numbers})
    found: dict[str, int] = {}
    for start in range(0, len(keys), ASKED_AT_ONCE):
        asked = {"numbers": keys[start : start + ASKED_AT_ONCE]}
        found.update((number, case_id) for number, case_id in look.session.execute(_NEWEST, asked) if number)
    cases = {case.id: _stored(case) for case in _cases(look, sorted(set(found.values())))}
    return {number: cases[case_id] for number, case_id in found.items()}


def _cases(look: Look, ids: Sequence[int]) -> Iterator[Case]:
    together = sa.orm.joinedload(Case.household).selectinload(Household.members)
    for start in range(0, len(ids), ASKED_AT_ONCE):
        asked = sa.select(Case).where(Case.id.in_(ids[start : start + ASKED_AT_ONCE])).options(together)
        yield from look.session.scalars(asked)


def _stored(case: Case) -> StoredHousehold:
    return StoredHousehold(case.uid, case.archive_no or case.local_no, CaseState(case.state), facts_of_household(case))


def may_take_over(work: Work) -> None:
    """承接旧档 is open only until the office's first own approval.

    Raises:
        Refused: a case of the office's own has been approved.
    """
    own = sa.select(Case.id).where(Case.approved_on.is_not(None), Case.taken_over.is_(False)).limit(1)
    if work.session.scalar(own) is not None:
        raise Refused([no.TakeOverClosed()])


def store_new(work: Work, households: Sequence[HouseholdFacts], *, on: date, take_over: bool = False) -> list[UUID]:
    """Store new households as drafts, or as archives taken over (在档, marked 承接旧档). The facts were checked."""
    if not households:
        return []
    if take_over:
        _demand_filed(households)
    session = work.session
    household_ids = session.reserve(Household, len(households))
    case_ids = session.reserve(Case, len(households))
    numbers = next_numbers(work, f"L{on.year}", len(households))
    state = CaseState.ACTIVE if take_over else CaseState.DRAFT
    session.add_many(Household, household_columns(household_ids, households))
    session.add_many(HouseholdMember, member_columns(household_ids, households))
    rows = [
        case_row(work, facts, id_, household_id, number, on=on, state=state)
        for facts, id_, household_id, number in zip(households, case_ids, household_ids, numbers, strict=True)
    ]
    uids = session.add_many(Case, by_column(rows))
    if take_over:
        session.add_many(CaseMove, by_column([_taken_over(work, case_id, on) for case_id in case_ids]))
    return uids


def _demand_filed(households: Sequence[HouseholdFacts]) -> None:
    """An archive that was filed before has its category and its day; without them it is an application.

    Raises:
        TakeOverIncomplete: for each household that lacks one of them.
    """
    faults = []
    for facts in households:
        asked = {name: getattr(facts, name) for name in _OF_ARCHIVE}
        lacking = "、".join(label("household", name) for name, value in asked.items() if not value)
        if lacking:
            faults.append(no.TakeOverIncomplete(name=facts.head.name if facts.head else "", what=lacking))
    if faults:
        raise Refused(faults)


def household_columns(ids: Sequence[int], households: Sequence[HouseholdFacts]) -> dict[str, Sequence[Any]]:
    """What is said once for each household, as its table keeps it, by column."""
    return {"id": ids, **_by_fact(HOUSEHOLD_COLUMNS, _ALL_OF_HOUSEHOLD, households)}


def member_columns(household_ids: Sequence[int], households: Sequence[HouseholdFacts]) -> dict[str, Sequence[Any]]:
    """The people of these households, as their table keeps them, by column."""
    people = [person for facts in households for person in facts.people]
    return {
        "household_id": [id_ for id_, facts in zip(household_ids, households, strict=True) for _ in facts.people],
        "position": [position for facts in households for position in range(len(facts.people))],
        "initials": [pinyin_initials(person.name) for person in people],
        **_by_fact(person_fields(), _ALL_OF_PERSON, people),
    }


def _by_fact(
    names: Sequence[str], all_of: Callable[[_Facts], tuple[Any, ...]], each: Sequence[_Facts]
) -> dict[str, Sequence[Any]]:
    return dict(zip(names, zip(*map(all_of, each), strict=True), strict=True))


def case_row(
    work: Work, facts: HouseholdFacts, id_: int, household_id: int, number: str, *, on: date, state: CaseState
) -> dict[str, Any]:
    """A case as its table keeps it. An archive number of elsewhere stays only where the archive is taken over."""
    taken_over = state is CaseState.ACTIVE
    return {
        "id": id_,
        "household_id": household_id,
        "episode": 1,
        "local_no": number,
        "archive_no": facts.archive_no if taken_over else None,
        "state": state,
        "returned_to": None,
        "category": facts.hardship_category,
        "main_cause": facts.causes[0] if facts.causes else None,
        "other_causes": list(facts.causes[1:]),
        "filing_unit_id": None,
        "community_id": None,
        "opened_on": on,
        "applied_on": None,
        "approved_on": None,
        "filed_by_id": None,
        "entered_by_id": work.actor.person_id,
        "taken_over": taken_over,
    }


def _taken_over(work: Work, case_id: int, on: date) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "act": work.session.act.name,
        "state_before": CaseState.DRAFT,
        "state_after": CaseState.ACTIVE,
        "on": on,
        "reason": None,
    }


def store_changes(work: Work, changes: Iterable[tuple[UUID, HouseholdFacts]]) -> None:
    """Bring stored households to what the table says now; who is named keeps uid and place."""
    for uid, facts in changes:
        case = work.session.scalars(sa.select(Case).where(Case.uid == uid)).one()
        reshape(case, facts, same_people(case.household.members, facts.people))


def note_file(work: Work, source: str, sha256: str, outcome: dict[str, Any], *, take_over: bool) -> ImportedFile:
    """Remember which file was taken in, and what came of it."""
    record = ImportedFile(source=source, sha256=sha256, on=work.today, take_over=take_over, outcome=outcome)
    work.session.add(record)
    work.session.flush()
    return record
