"""The list of cases: found by words, sorted, and read in blocks; masked unless a reason was given before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from centre_app.core.areas import Areas
from centre_app.core.fields import field, label
from centre_app.core.households import HEAD
from centre_app.core.people import mask
from centre_app.core.progress import SILENT, Progress
from centre_app.core.searching import searched_text, words
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.lists import CaseField, CaseSort
from centre_app.db import search
from centre_app.db.filing import Case
from centre_app.db.people import Household, HouseholdMember, Unit
from centre_app.db.session import DerivedSession
from centre_app.services.finding import case_of
from centre_app.services.office import Office
from centre_app.services.work import Look

__all__ = [
    "CaseQuery",
    "CaseRow",
    "Hit",
    "case_uid",
    "cases",
    "count",
    "first",
    "found_by",
    "keys",
    "mended",
    "renew",
    "rows",
    "settle",
]

BLOCK: Final = 500
"""Rows that are read with one question."""
FIRST_BLOCK: Final = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact in which a word of the search was found: what it is called, and whose it is where it is a person's."""

    label: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Which cases: every word is found in the case, its state is one of these, each field says what it must; nothing
    asked means all.
    """

    words: str = ""
    states: tuple[CaseState, ...] = ()
    fields: tuple[tuple[CaseField, str], ...] = ()
    sort: CaseSort = CaseSort.CHANGED
    backwards: bool = False

    @property
    def asked(self) -> search.Asked:
        """The question as the store is put it.

        Raises:
            Refused: more words than anybody types.
        """
        return search.Asked(words(self.words), tuple(map(str, self.states)), self.sort, self.backwards, self.fields)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it. The sensitive values are masked; ``size`` counts the people who count."""

    key: int
    case: UUID
    archive_no: str | None
    local_no: str
    name: str
    state: CaseState
    category: str | None
    id_number: str | None
    phone: str | None
    employer: str | None
    town: str | None
    address: str | None
    size: int
    unit: str | None
    community: str | None
    opened_on: date
    approved_on: date | None
    taken_over: bool


def first(look: Look, query: CaseQuery, limit: int = FIRST_BLOCK) -> list[CaseRow]:
    """What a list shows at once.

    Raises:
        Refused: more words than anybody types.
    """
    return rows(look, search.cases_found(look.session, query.asked, limit))


def keys(look: Look, query: CaseQuery, limit: int | None = None) -> list[int]:
    """Keys of all cases that are wanted, or of the first so many, in order; their rows are read in blocks.

    Raises:
        Refused: more words than anybody types.
    """
    return search.cases_found(look.session, query.asked, limit)


def case_uid(look: Look, key: int) -> str | None:
    """The key that a case is opened by, from its key in a list; nothing where it is gone."""
    uid = look.session.scalar(sa.select(Case.uid).where(Case.id == key))
    return str(uid) if uid else None


def count(look: Look, query: CaseQuery) -> int:
    """How many cases are wanted.

    Raises:
        Refused: more words than anybody types.
    """
    return search.count_found(look.session, query.asked)


def cases(
    look: Look, query: CaseQuery, limit: int | None = None, after: str | None = None, *, revealed: bool = False
) -> list[CaseRow]:
    """The cases in order, at most so many, from the one behind ``after`` on.

    Raises:
        Refused: there is no case ``after``; more words than anybody types.
    """
    behind = case_of(look, after).id if after else None
    return rows(look, search.cases_found(look.session, query.asked, limit, behind), revealed=revealed)


def found_by(look: Look, query: CaseQuery, of: Sequence[int]) -> dict[int, tuple[Hit, ...]]:
    """Which facts of each of these cases hold a word of the search; numbers are named, not shown."""
    asked = query.asked.words
    found: dict[int, tuple[Hit, ...]] = {}
    for at in range(0, len(of), BLOCK):
        block = (
            sa.select(Case)
            .where(Case.id.in_(of[at : at + BLOCK]))
            .options(selectinload(Case.household).selectinload(Household.members), joinedload(Case.filing_unit))
        )
        for case in look.session.scalars(block):
            hits = (hit for hit, text in _searched(case) if any(word.needle in text for word in asked))
            found[case.id] = tuple(dict.fromkeys(hits))
    return found


def _searched(case: Case) -> Iterator[tuple[Hit, str]]:
    """Every fact in which a case is looked for: what it is, and its text."""
    for member in case.household.members:
        yield Hit(label("household_member", "name"), member.name), searched_text([member.name], [])
        for name in ("id_number", "document_number", "phone", "employer"):
            hit = Hit(label("household_member", name), member.name)
            yield hit, searched_text([], [getattr(member, name)])
    for name in ("archive_no", "local_no"):
        yield Hit(label("case_file", name)), searched_text([], [getattr(case, name)])
    for name in ("phone", "phone2", "town", "address", "hukou_place"):
        yield Hit(label("household", name)), searched_text([], [getattr(case.household, name)])
    for name, unit in (("filing_unit_id", case.filing_unit), ("community_id", case.community)):
        yield Hit(label("case_file", name)), searched_text([], [unit.name if unit else None])


def rows(look: Look, of: Sequence[int], *, revealed: bool = False) -> list[CaseRow]:
    """The rows of these keys in their order; a case that is gone is left out."""
    found: dict[int, CaseRow] = {}
    areas = None if revealed else look.areas
    for start in range(0, len(of), BLOCK):
        for row in look.session.execute(_ROWS, {"keys": of[start : start + BLOCK]}):
            found[row.id] = _row(list(row), areas)
    return [found[key] for key in of if key in found]


_UNIT, _COMMUNITY = aliased(Unit), aliased(Unit)
_COUNTED: Final = (
    sa.select(sa.func.count())
    .select_from(HouseholdMember)
    .where(HouseholdMember.household_id == Case.household_id, HouseholdMember.counted)
    .correlate(Case)
    .scalar_subquery()
)
_ROWS: Final = (
    sa.select(
        Case.id,
        Case.uid,
        Case.archive_no,
        Case.local_no,
        sa.func.coalesce(HouseholdMember.name, ""),
        Case.state,
        Case.category,
        HouseholdMember.id_number,
        sa.func.coalesce(Household.phone, HouseholdMember.phone),
        HouseholdMember.employer,
        Household.town,
        Household.address,
        _COUNTED,
        _UNIT.name,
        _COMMUNITY.name,
        Case.opened_on,
        Case.approved_on,
        Case.taken_over,
    )
    .join(Household, Household.id == Case.household_id)
    .outerjoin(HouseholdMember, sa.and_(HouseholdMember.household_id == Household.id, HouseholdMember.relation == HEAD))
    .outerjoin(_UNIT, _UNIT.id == Case.filing_unit_id)
    .outerjoin(_COMMUNITY, _COMMUNITY.id == Case.community_id)
    .where(Case.id.in_(sa.bindparam("keys", expanding=True)))
)


_SENSITIVE: Final = {
    name: kind
    for record, name in (("household_member", "id_number"), ("household", "phone"), ("household", "address"))
    if (kind := field(record, name).sensitive)
}
_STATE: Final = CaseRow.__slots__.index("state")
_HIDDEN: Final = tuple((CaseRow.__slots__.index(name), kind) for name, kind in _SENSITIVE.items())


def _row(values: list[Any], areas: Areas | None) -> CaseRow:
    """The columns of one question in the order of the row; with the areas its sensitive values are masked."""
    values[_STATE] = CaseState(values[_STATE])
    for place, kind in _HIDDEN if areas else ():
        if values[place]:
            values[place] = mask(kind, values[place], areas)
    return CaseRow(*values)


# Keeping it quick -----------------------------------------------------------------------------------------------


def settle(office: Office, progress: Progress = SILENT) -> None:
    """Take what waits into the index of pieces, some hundreds a turn, so that nobody waits for it.

    Worth doing after a large import and in idle moments; an act takes in a few by itself.
    """
    with office.look() as look:
        total = search.unsettled(look.session)
    for done in range(0, total, search.AT_ONCE):
        progress.step(done, total)
        with DerivedSession(office.store.writing) as session, session.begin():
            search.settle(session)
    progress.step(total, total)


def renew(office: Office, progress: Progress = SILENT) -> None:
    """Make the search tables anew from the records."""
    with DerivedSession(office.store.writing) as session, session.begin():
        search.rebuild(session, progress)


def mended(office: Office) -> int:
    """Hold the search tables against the records, and make them anew where they differ; returns in how many cases."""
    with office.look() as look:
        differing = sum(1 for _ in search.out_of_step(look.session))
    if differing:
        renew(office)
    return differing
