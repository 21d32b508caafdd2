"""评 as its page shows it: who sits in a committee, which households are ready for it, and how meetings went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from centre_app.core import filing as rule
from centre_app.core.households import HEAD
from centre_app.core.refusals import Told
from centre_app.core.vocabulary.filing import CaseState, PaperKind, Post, Vote
from centre_app.db.filing import Case, Meeting, MeetingCase, Paper
from centre_app.db.people import HouseholdMember, Unit
from centre_app.db.printing import IssuedPage
from centre_app.services import people
from centre_app.services.filing import facts_of
from centre_app.services.finding import meeting_of
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Look

__all__ = [
    "Attended",
    "Item",
    "MeetingView",
    "Member",
    "Ready",
    "Record",
    "Room",
    "meeting_view",
    "minutes_book",
    "rooms",
]


@dataclass(frozen=True, slots=True)
class Member:
    """Who sits in a committee, and as what."""

    key: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A household that a committee could decide on; ``against`` is what still keeps it away from the meeting.

    ``aside`` says by the key of a member why that member stands aside for this household (回避).
    """

    key: str
    number: str
    head: str
    size: int
    employer: str
    category: str | None
    gap: Decimal
    net: Decimal
    against: tuple[Told, ...]
    aside: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Room:
    """A filing unit with its committee of a day and what waits for it."""

    unit: str
    unit_name: str
    members: tuple[Member, ...]
    agenda: tuple[Ready, ...]
    quorum: int
    """How many must be there."""


def rooms(look: Look, on: date) -> tuple[Room, ...]:
    """The units for whose committees households wait on a day, those that are ready before those that are not."""
    reckoned = sa.or_(
        Case.state == CaseState.VERIFIED,
        sa.and_(Case.state == CaseState.RETURNED, Case.returned_to == CaseState.VERIFIED),
    )
    waiting: dict[int, list[Ready]] = {}
    for case in look.session.scalars(sa.select(Case).where(reckoned).order_by(Case.id)):
        found = _ready(look, case)
        if case.filing_unit_id is not None and found is not None:
            waiting.setdefault(case.filing_unit_id, []).append(found)
    return tuple(_room(look, look.session.get_one(Unit, unit), on, cases) for unit, cases in waiting.items())


def _ready(look: Look, case: Case) -> Ready | None:
    test = latest_test_of(look, case)
    if test is None:
        return None
    facts = facts_of(look, case)
    head = next(member for member in case.household.members if member.relation == HEAD)
    return Ready(
        key=str(case.uid),
        number=case.local_no,
        head=head.name,
        size=len(test.counted),
        employer=head.employer or "",
        category=test.category,
        gap=test.budget_gap,
        net=test.net_per_head,
        against=tuple(told for told in rule.objections("hold-meeting", facts, look) if told.stops),
        aside={key: why.label for key, why in (facts.stand_aside or {}).items()},
    )


def _room(look: Look, unit: Unit, on: date, cases: list[Ready]) -> Room:
    members = tuple(_members(look, unit, on))
    return Room(
        unit=str(unit.uid),
        unit_name=unit.name,
        members=members,
        agenda=tuple(sorted(cases, key=lambda one: bool(one.against))),
        quorum=rule.quorum_of(len(members), look.rules_on(on)),
    )


def _members(look: Look, unit: Unit, on: date) -> Iterator[Member]:
    """The chair first, then the deputies, then the others."""
    seats = (Post.CHAIR, Post.VICE_CHAIR, Post.COMMITTEE_MEMBER)
    for person in people.committee_on(look, unit.id, on):
        post = next(post for post in seats if people.holds(look, person.id, unit.id, post, on))
        yield Member(str(person.uid), person.name, post.label)


# Meetings that were held ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """A meeting in the list."""

    number: str
    unit: str
    on: date
    heads: tuple[str, ...]
    has_minutes: bool
    has_sheet: bool


def minutes_book(look: Look) -> list[Record]:
    """All meetings, the newest first."""
    cases = selectinload(Meeting.cases).joinedload(MeetingCase.case)
    found = sa.select(Meeting).options(joinedload(Meeting.unit), cases).order_by(Meeting.on.desc(), Meeting.id.desc())
    minutes, sheets = _with_minutes(look), _with_sheet(look)
    return [
        Record(
            number=one.number,
            unit=one.unit.name,
            on=one.on,
            heads=tuple(_head(item.case).name for item in one.cases),
            has_minutes=one.id in minutes,
            has_sheet=one.id in sheets,
        )
        for one in look.session.scalars(found)
    ]


def _with_minutes(look: Look) -> set[int | None]:
    printed = sa.select(IssuedPage.meeting_id).where(IssuedPage.form == "meeting-minutes")
    papers = sa.select(Paper.meeting_id).where(Paper.kind == PaperKind.MINUTES)
    return {*look.session.scalars(printed), *look.session.scalars(papers)}


def _with_sheet(look: Look) -> set[int | None]:
    scanned = sa.select(Paper.meeting_id).where(Paper.kind == PaperKind.SIGN_IN_SHEET, Paper.file.is_not(None))
    return set(look.session.scalars(scanned))


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody who was asked to a meeting."""

    name: str
    in_committee: bool
    present: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """How a household was decided."""

    case: str
    head: str
    size: int
    category: str | None
    votes: Mapping[Vote, int]
    recused: tuple[str, ...]
    opinion: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with everything that its page shows."""

    record: Record
    place: str
    chaired_by: str
    recorded_by: str
    people: tuple[Attended, ...]
    items: tuple[Item, ...]
    minutes: str


def meeting_view(look: Look, key: str) -> MeetingView:
    """One meeting.

    Raises:
        Refused: there is no such meeting.
    """
    meeting = meeting_of(look, key)
    return MeetingView(
        record=next(one for one in minutes_book(look) if one.number == meeting.number),
        place=meeting.place or "",
        chaired_by=meeting.chaired_by.name,
        recorded_by=meeting.recorded_by.name,
        people=tuple(
            Attended(one.person.name, one.in_committee, one.present, one.reason or "") for one in meeting.attendances
        ),
        items=tuple(_item(item) for item in meeting.cases),
        minutes=meeting.minutes,
    )


def _item(item: MeetingCase) -> Item:
    return Item(
        case=item.case.local_no,
        head=_head(item.case).name,
        size=len(item.test.counted),
        category=item.test.category,
        votes=Counter(Vote(vote.vote) for vote in item.votes),
        recused=tuple(one.person.name for one in item.recusals),
        opinion=item.opinion or "",
    )


def _head(case: Case) -> HouseholdMember:
    return next(member for member in case.household.members if member.relation == HEAD)
