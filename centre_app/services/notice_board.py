"""公示 as its page shows it: which notices there are and of whom, the days of one, its places, what was objected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.refusals import Told
from centre_app.core.vocabulary.filing import (
    CaseState,
    GrievanceChannel,
    GrievanceOutcome,
    NoticeState,
    PaperKind,
    PlaceKind,
)
from centre_app.core.vocabulary.rules import NoticeCounting
from centre_app.db.filing import Case
from centre_app.db.notices import Grievance, NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.people import HouseholdMember
from centre_app.db.printing import IssuedPage
from centre_app.services.documents import kept_scan
from centre_app.services.finding import notice_of
from centre_app.services.notices import (
    NoticeRow,
    against_taking_down,
    answer_due,
    notices,
    row_of,
    running_entry,
    runs,
)
from centre_app.services.work import Look

__all__ = [
    "BoardDay",
    "BoardRow",
    "EntryView",
    "GrievanceView",
    "NoticeDefaults",
    "NoticeView",
    "PhotoView",
    "PlaceView",
    "Waiting",
    "board",
    "defaults_for",
    "notice_view",
    "photos_of",
    "waiting",
]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A notice in the list, with the heads that it names."""

    notice: NoticeRow
    heads: tuple[str, ...]


def board(look: Look) -> list[BoardRow]:
    """All notices: those that still hang first, the next to run out first; then those that came down, newest first."""
    named: dict[str, list[str]] = {}
    entries = sa.select(PublicNotice.number, NoticeEntry.name).join(NoticeEntry).order_by(NoticeEntry.id)
    for number, name in look.session.execute(entries):
        named.setdefault(number, []).append(name)
    rows = [BoardRow(row, tuple(named[row.number])) for row in notices(look)]
    down = [row for row in rows if row.notice.state is NoticeState.TAKEN_DOWN]
    return [*(row for row in rows if row not in down), *reversed(down)]


# One notice -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A day of a notice. ``number`` is which day of the period it is, ``None`` where it does not count."""

    day: date
    number: int | None
    made_up: bool
    """A day of a weekend on which work is made up."""


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photograph that is there: the key of its paper, and its day."""

    key: str
    on: date


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place of posting and its two photographs."""

    key: str
    kind: PlaceKind
    where: str
    posted_on: date
    first: PhotoView | None
    last: PhotoView | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A household on a notice; ``against`` is what keeps it from being taken down today."""

    case: str
    name: str
    shown: str
    size: int
    category: str
    extra_days: int
    taken_down_on: date | None
    hangs: bool
    against: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class GrievanceView:
    """An objection. Who made it is told to nobody: only whether there is a name (信访条例：为反映人保密)."""

    number: str
    received_on: date
    channel: GrievanceChannel
    named: bool
    head: str
    content: str
    outcome: GrievanceOutcome | None
    answered_on: date | None
    due: date

    @property
    def is_open(self) -> bool:
        """Whether a finding is lacking, or the answer to who gave a name."""
        return self.outcome is None or (self.named and self.answered_on is None)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with everything that its page shows."""

    row: NoticeRow
    days: int
    counted_in: str
    strip: tuple[BoardDay, ...]
    places: tuple[PlaceView, ...]
    entries: tuple[EntryView, ...]
    grievances: tuple[GrievanceView, ...]
    cautions: tuple[Told, ...]
    """Of the count: a year without its table of holidays."""
    certified_on: date | None
    """When its certificate was printed last."""

    @property
    def against(self) -> tuple[str, ...]:
        """Why nobody can be taken off today, each sentence once; empty where somebody can."""
        hanging = [entry for entry in self.entries if entry.hangs]
        if any(not entry.against for entry in hanging):
            return ()
        return tuple(dict.fromkeys(told.sentence for entry in hanging for told in entry.against))


def notice_view(look: Look, key: str) -> NoticeView:
    """One notice.

    Raises:
        Refused: there is no such notice.
    """
    notice = notice_of(look, key)
    row = row_of(look, notice)
    rules = look.rules_on(row.posted_on)
    certified = sa.select(sa.func.max(IssuedPage.printed_on)).where(
        IssuedPage.notice_id == notice.id, IssuedPage.form == "notice-certificate"
    )
    return NoticeView(
        row=row,
        days=notice.days,
        counted_in=rules.notice_counting.label,
        strip=tuple(_strip(look, row)),
        places=tuple(map(_place, notice.places)),
        entries=tuple(_entry(look, entry) for entry in notice.entries),
        grievances=tuple(_grievance(look, one) for one in notice.grievances),
        cautions=look.calendar.cautions(row.posted_on, row.last_day),
        certified_on=look.session.scalar(certified),
    )


def _strip(look: Look, row: NoticeRow) -> Iterator[BoardDay]:
    """From the posting to the first day on which it may come down."""
    calendar = look.calendar
    every = look.rules_on(row.posted_on).notice_counting is NoticeCounting.CALENDAR_DAYS
    number, day = 0, row.posted_on
    while day <= row.last_day + _DAY:
        counts = row.posted_on < day <= row.last_day and (every or calendar.is_working(day))
        number += counts
        yield BoardDay(day, number if counts else None, day in calendar.work_days)
        day += _DAY


def _place(place: NoticePlace) -> PlaceView:
    shown = {
        kind: next((PhotoView(str(one.uid), one.on) for one in place.photos if one.kind == kind and one.file), None)
        for kind in (PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST)
    }
    return PlaceView(
        key=str(place.uid),
        kind=PlaceKind(place.kind),
        where=place.where,
        posted_on=place.posted_on,
        first=shown[PaperKind.NOTICE_PHOTO_FIRST],
        last=shown[PaperKind.NOTICE_PHOTO_LAST],
    )


def _entry(look: Look, entry: NoticeEntry) -> EntryView:
    hangs = runs(look, entry)
    return EntryView(
        case=entry.case.local_no,
        name=entry.name,
        shown=entry.unit_shown,
        size=entry.size,
        category=entry.category,
        extra_days=entry.extra_days,
        taken_down_on=entry.taken_down_on,
        hangs=hangs,
        against=tuple(against_taking_down(look, entry, look.today)) if hangs else (),
    )


def _grievance(look: Look, one: Grievance) -> GrievanceView:
    return GrievanceView(
        number=one.number,
        received_on=one.received_on,
        channel=GrievanceChannel(one.channel),
        named=one.objector is not None,
        head=_head(one.case).name,
        content=one.content,
        outcome=GrievanceOutcome(one.outcome) if one.outcome else None,
        answered_on=one.answered_on,
        due=answer_due(look, one.received_on),
    )


def photos_of(look: Look, number: str) -> dict[str, bytes]:
    """The photographs of a notice's places, decrypted, by the keys of their papers."""
    notice = notice_of(look, number)
    photos = (photo for place in notice.places for photo in place.photos)
    return {str(photo.uid): content for photo in photos if (content := kept_scan(look, photo)) is not None}


# A new notice ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household that has been decided and hangs nowhere yet."""

    key: str
    number: str
    head: str
    unit: str
    unit_key: str
    community: str


def waiting(look: Look) -> tuple[Waiting, ...]:
    """待公示: the households whose meeting decided, by filing unit; those without one have nobody to post them."""
    decided = sa.or_(
        Case.state == CaseState.DELIBERATED,
        sa.and_(Case.state == CaseState.RETURNED, Case.returned_to == CaseState.DELIBERATED),
    )
    cases = look.session.scalars(sa.select(Case).where(decided).order_by(Case.filing_unit_id, Case.id))
    return tuple(
        Waiting(
            key=str(case.uid),
            number=case.local_no,
            head=_head(case).name,
            unit=case.filing_unit.name,
            unit_key=str(case.filing_unit.uid),
            community=case.community.name if case.community else "",
        )
        for case in cases
        if case.filing_unit is not None and running_entry(look, case) is None
    )


def _head(case: Case) -> HouseholdMember:
    return next(member for member in case.household.members if member.relation == HEAD)


@dataclass(frozen=True, slots=True)
class NoticeDefaults:
    """What a new notice begins with: the shortest period, the places asked for, and what the last one said."""

    days: int
    counted_in: str
    places: tuple[PlaceKind, ...]
    contact: str
    phone: str
    supervision_phone: str
    address: str


def defaults_for(look: Look) -> NoticeDefaults:
    """Whom to ring stands as on the notice before."""
    rules = look.rules_on(look.today)
    last: PublicNotice | None = look.session.scalars(
        sa.select(PublicNotice).order_by(PublicNotice.id.desc()).limit(1)
    ).one_or_none()
    return NoticeDefaults(
        days=rules.notice_days,
        counted_in=rules.notice_counting.label,
        places=rules.notice_places,
        contact=last.contact if last else "",
        phone=last.phone if last else "",
        supervision_phone=last.supervision_phone if last else "",
        address=last.address if last else "",
    )
