"""公示: posting, extending, taking down, objections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field

from centre_app.core import filing as rule
from centre_app.core.households import HEAD
from centre_app.core.people import is_adult
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as gate_no
from centre_app.core.refusals import notices as no
from centre_app.core.refusals.meetings import OnCase
from centre_app.core.vocabulary.filing import (
    CaseState,
    DayName,
    GrievanceChannel,
    GrievanceOutcome,
    NoticeKind,
    NoticeState,
    PaperKind,
    PlaceKind,
)
from centre_app.db.filing import Case, HomeVisit, MeansTest, Meeting, MeetingCase, VisitSurveyor
from centre_app.db.notices import FindingSurveyor, Grievance, NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.people import HouseholdMember, Unit
from centre_app.services.documents import Photo, hang, photograph
from centre_app.services.filing import facts_of, move, reckoned, require, who
from centre_app.services.finding import case_of, grievance_of, notice_of, person_of, unit_of
from centre_app.services.given import Day, Given, Key, Line, Name, Short, Text
from centre_app.services.numbers import next_number
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Done, Look, Work

__all__ = [
    "ExtendNotice",
    "NoticeRow",
    "PostNotice",
    "RecordGrievance",
    "SettleGrievance",
    "TakeDownNotice",
    "against_taking_down",
    "answer_due",
    "extend_notice",
    "notices",
    "post_notice",
    "record_grievance",
    "row_of",
    "running_entry",
    "runs",
    "settle_grievance",
    "take_down_notice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One place: where, on which day, its first-day photograph."""

    kind: PlaceKind
    where: Short
    unit: Key | None = None
    """Whose board it is. Without it the notice's union, and the community in which all its households live."""
    posted_on: Day | None = None
    posted_by: Key | None = None
    photo: Photo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNotice(Given):
    """A notice: its filing unit, its places, its cases, and whom to ring."""

    cases: Annotated[tuple[Key, ...], Field(min_length=1)]
    places: Annotated[tuple[Posting, ...], Field(min_length=1)]
    unit: Key
    contact: Name
    phone: Line
    supervision_phone: Line
    address: Short
    days: Annotated[int, Field(ge=1, le=60)] | None = None
    partial: bool = False


def post_notice(work: Work, given: PostNotice) -> Done:
    """张贴公示 for the cases that are decided; the period is the figure of the posting day, or longer."""
    on = work.day(given.on)
    unit = unit_of(work, given.unit)
    posted = [work.day(place.posted_on or on) for place in given.places]
    rules = work.rules_on(max(posted))
    minimum = rules.notice_days
    days = given.days or minimum
    faults: list[Told] = []
    for kind, count in Counter((place.kind, place.where) for place in given.places).items():
        if count > 1:
            faults.append(no.PlaceTwice(place=kind[1], field="places"))
    kinds = {place.kind for place in given.places}
    faults += [gate_no.NotPostedAt(place=one.label, field="places") for one in rules.notice_places if one not in kinds]
    if days < minimum:
        last = rule.notice_last_day(max(posted), minimum, work)
        faults.append(
            gate_no.NoticeTooShort(
                needed=minimum, got=days, unit=rules.notice_counting.label, last_day=last, field="days"
            )
        )
    if faults:
        raise Refused(faults)
    notice = PublicNotice(
        number=next_number(work, f"N{on.year}", width=3),
        kind=NoticeKind.ENTRY,
        unit_id=unit.id,
        days=days,
        contact=given.contact,
        phone=given.phone,
        supervision_phone=given.supervision_phone,
        address=given.address,
    )
    work.session.add(notice)
    work.session.flush()
    boards = [_board(work, notice, place, given.cases) for place in given.places]
    hung = [
        rule.Place(place.kind, day, (), (), board.name if board else "")
        for place, board, day in zip(given.places, boards, posted, strict=True)
    ]
    listed, cautions = _listed(work, notice, given, tuple(hung))
    for place, board, day in zip(given.places, boards, posted, strict=True):
        _hang(work, notice, place, board, day)
    for one in listed:
        cautions += _enter(work, notice, one, listed)
    work.session.flush()
    cautions += _calendar_told(work, max(posted), days)
    return Done(
        key=notice.uid,
        number=notice.number,
        cautions=tuple(cautions),
        more={
            "last_day": rule.notice_last_day(max(posted), days, work),
            "places": [{"place": p.uid, "kind": p.kind, "where": p.where} for p in _places(work, notice)],
            "cases": [one.case.local_no for one in listed],
        },
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """A case that may go on the notice, with what the notice says of it."""

    case: Case
    test: MeansTest
    category: str
    cause: str
    community: str


def _board(work: Work, notice: PublicNotice, place: Posting, cases: Iterable[str]) -> Unit | None:
    """Whose board a place is."""
    if place.unit:
        return unit_of(work, place.unit)
    if place.kind is PlaceKind.FILING_UNIT:
        return notice.unit
    if place.kind is not PlaceKind.COMMUNITY:
        return None
    homes = {case_of(work, key).community for key in cases} - {None}
    if len(homes) > 1:
        raise Refused([no.WhoseBoard(place=place.where, field="places")])
    return next(iter(homes), None)


def _listed(
    work: Work, notice: PublicNotice, given: PostNotice, hung: tuple[rule.Place, ...]
) -> tuple[list[_Listed], list[Told]]:
    """The cases that may go on the notice. One objection stops all, unless ``partial``."""
    cases = {case.id: (key, case) for key, case in ((key, case_of(work, key)) for key in given.cases)}
    good: list[_Listed] = []
    told: list[Told] = []
    for key, case in cases.values():
        faults = list(dict.fromkeys(_against_listing(work, notice, case, hung)))
        told += [OnCase(case=case.local_no, sentence=one.sentence, of=one, field=key) for one in faults]
        test, cause, community = latest_test_of(work, case), case.main_cause, case.community
        if not faults and test and test.category is not None and cause is not None and community:
            good.append(_Listed(case, test, test.category, cause, community.name))
    if told and (not given.partial or not good):
        raise Refused(told)
    return good, told


def _against_listing(work: Work, notice: PublicNotice, case: Case, hung: tuple[rule.Place, ...]) -> Iterator[Told]:
    """What speaks against a case on this notice; its days are judged as the file would stand with the notice up."""
    facts = facts_of(work, case)
    yield from (one for one in rule.objections("post-notice", facts, work) if one.stops)
    if facts.latest_test is not None:
        up = rule.Posted(notice.number, facts.latest_test, notice.unit.name, notice.days, 0, hung, None, None, ())
        yield from rule.order_of_days(replace(facts, notice=up), DayName.POSTED)
        if case.community is None:
            yield gate_no.CommunityMissing()
        elif case.filing_unit_id == notice.unit_id:
            yield from rule.posted_where(facts, up, work.rules_on(up.posted_on))
    head = _head(case)
    if not is_adult(head.birth_date, max(place.posted_on for place in hung)):
        yield no.MinorListed(name=head.name)
    if case.main_cause is None:
        yield gate_no.CauseMissing()
    running = running_entry(work, case)
    if running is not None:
        yield no.AlreadyPosted(case=case.local_no, notice=running.notice.number)
    if case.filing_unit_id != notice.unit_id:
        yield no.OtherUnitsCase(case=case.local_no, unit=notice.unit.name)


def running_entry(look: Look, case: Case) -> NoticeEntry | None:
    """The entry under which a case hangs now."""
    entries = look.session.scalars(
        sa.select(NoticeEntry).where(NoticeEntry.case_id == case.id, NoticeEntry.taken_down_on.is_(None))
    )
    return next((entry for entry in entries if runs(look, entry)), None)


def runs(look: Look, entry: NoticeEntry) -> bool:
    """Whether a case hangs under this entry and the entry still speaks for it.

    One that was returned, or decided anew since, is posted anew; what still hangs of the old sheet says nothing.
    """
    if entry.taken_down_on is not None or _overturned(entry) is not None:
        return False
    latest = latest_test_of(look, entry.case)
    met_on = look.session.scalar(
        sa.select(sa.func.max(Meeting.on)).join(MeetingCase).where(MeetingCase.case_id == entry.case_id)
    )
    posted_on = max(place.posted_on for place in entry.notice.places)
    speaks = rule.still_speaks(reckoned(entry.test), posted_on, reckoned(latest) if latest else None, met_on)
    return speaks and entry.case.standing is CaseState.DELIBERATED


def _overturned(entry: NoticeEntry) -> Grievance | None:
    """The grievance by which an entry no longer speaks for its case."""
    ended = (GrievanceOutcome.PARTLY, GrievanceOutcome.UPHELD)
    return next((g for g in entry.notice.grievances if g.case_id == entry.case_id and g.outcome in ended), None)


def _hang(work: Work, notice: PublicNotice, place: Posting, board: Unit | None, day: date) -> None:
    record = NoticePlace(
        notice_id=notice.id,
        kind=place.kind,
        where=place.where,
        unit_id=board.id if board else None,
        posted_on=day,
        posted_by_id=person_of(work, place.posted_by).id if place.posted_by else work.actor.person_id,
    )
    work.session.add(record)
    work.session.flush()
    if place.photo:
        photo = photograph(work, PaperKind.NOTICE_PHOTO_FIRST, place.photo, day)
        hang(work, photo, record)
        work.session.add(photo)
        work.session.flush()


def _enter(work: Work, notice: PublicNotice, listed: _Listed, together: Sequence[_Listed]) -> Iterator[Told]:
    """What the notice says of a household: nothing that may not be posted. Same names are told apart by employer,
    else by the year of birth, never by the number.
    """
    case = listed.case
    head = _head(case)
    others = [_head(other.case) for other in together if other is not listed]
    alike = [other for other in others if other.name == head.name]
    by_employer = head.employer and all(other.employer != head.employer for other in alike)
    year = str(head.birth_date.year) if head.birth_date else None
    apart = None if not alike else head.employer if by_employer else year
    if apart is not None:
        yield no.NamesAlike(name=head.name, by=apart)
    work.session.add(
        NoticeEntry(
            notice_id=notice.id,
            case_id=case.id,
            test_id=listed.test.id,
            name=head.name,
            told_apart_by=apart,
            unit_shown=head.employer or listed.community,
            size=len(listed.test.counted),
            category=listed.category,
            cause=listed.cause,
            extra_days=0,
        )
    )


def _head(case: Case) -> HouseholdMember:
    return next(member for member in case.household.members if member.relation == HEAD)


def _calendar_told(look: Look, posted: date, days: int) -> list[Told]:
    return list(look.calendar.notice_end(posted, days).problems)


def _places(look: Look, notice: PublicNotice) -> Sequence[NoticePlace]:
    found = sa.select(NoticePlace).where(NoticePlace.notice_id == notice.id).order_by(NoticePlace.id)
    return look.session.scalars(found).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendNotice(Given):
    """Let a notice hang longer, for all its cases or for some."""

    notice: Key
    days: Annotated[int, Field(ge=1, le=60)]
    cases: tuple[Key, ...] = ()


def extend_notice(work: Work, given: ExtendNotice) -> Done:
    """延长公示 by working days."""
    notice = notice_of(work, given.notice)
    for entry in _chosen(work, notice, given.cases):
        entry.extra_days += given.days
    work.session.flush()
    return Done(key=notice.uid, number=notice.number, more={"last_day": _last_day(work, notice)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePhoto:
    """The last-day photograph of one place."""

    place: Key
    photo: Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDownNotice(Given):
    """撤下公示; without ``cases`` all that still hang. A frozen case may stay while the others come down."""

    notice: Key
    photos: tuple[PlacePhoto, ...] = ()
    cases: tuple[Key, ...] = ()
    partial: bool = False


def take_down_notice(work: Work, given: TakeDownNotice) -> Done:
    """Take the cases off the notice whose period is over, that are photographed and free of open grievances."""
    notice = notice_of(work, given.notice)
    on = work.day(given.on)
    places = {key: place for place in _places(work, notice) for key in (str(place.uid), place.where, place.kind)}
    for one in given.photos:
        if one.place not in places:
            raise Refused([gate_no.NotPostedAt(place=one.place, field="photos")])
        photo = photograph(work, PaperKind.NOTICE_PHOTO_LAST, one.photo, on)
        hang(work, photo, places[one.place])
        work.session.add(photo)
        work.session.flush()
    work.session.flush()
    told: list[Told] = []
    down: list[NoticeEntry] = []
    for entry in _chosen(work, notice, given.cases):
        faults = against_taking_down(work, entry, on)
        told += [OnCase(case=entry.case.local_no, sentence=f.sentence, of=f) for f in faults]
        if not faults:
            down.append(entry)
    if told and (not given.partial or not down):
        raise Refused(told)
    for entry in down:
        entry.taken_down_on = on
        move(work, entry.case, CaseState.PUBLICISED, on)
    work.session.flush()
    more = {"cases": [entry.case.local_no for entry in down], "certificate": "notice-certificate"}
    return Done(key=notice.uid, number=notice.number, cautions=tuple(told), more=more)


def against_taking_down(look: Look, entry: NoticeEntry, on: date) -> list[Told]:
    """Judged as the file would stand with the take-down in it: a case that stays up leaves no line."""
    facts = facts_of(look, entry.case)
    faults = [one for one in rule.objections("take-down-notice", facts, look) if one.stops]
    if faults or facts.notice is None:
        return faults
    down = replace(facts.notice, taken_down_on=on)
    return [
        *rule.notice_objections(facts, down, look),
        *rule.order_of_days(replace(facts, notice=down), DayName.TAKEN_DOWN),
    ]


def _chosen(work: Work, notice: PublicNotice, keys: Iterable[str]) -> list[NoticeEntry]:
    """The entries that are meant: those named, or all that still hang."""
    entries = {entry.case_id: entry for entry in notice.entries}
    named = [case_of(work, key) for key in keys]
    faults: list[Told] = []
    for case in named:
        entry = entries.get(case.id)
        if entry is None:
            faults.append(no.CaseNotOnNotice(case=case.local_no, notice=notice.number))
        elif entry.taken_down_on is not None:
            faults.append(no.AlreadyTakenDown(case=case.local_no, notice=notice.number, day=entry.taken_down_on))
        elif (grievance := _overturned(entry)) is not None:
            faults.append(gate_no.NoticeOverturned(grievance=grievance.number))
    if faults:
        raise Refused(faults)
    if named:
        return [entries[case.id] for case in named]
    hanging = [entry for entry in notice.entries if runs(work, entry)]
    if not hanging:
        raise Refused([no.NothingHangs(notice=notice.number)])
    return hanging


# Grievances -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGrievance(Given):
    """异议: ``on`` is the day of receipt; without a name the objector is anonymous."""

    notice: Key
    case: Key
    channel: GrievanceChannel
    content: Text
    objector: Name | None = None
    phone: Line | None = None


def record_grievance(work: Work, given: RecordGrievance) -> Done:
    """登记异议: it freezes its case, not the other names on the notice."""
    notice, case = notice_of(work, given.notice), case_of(work, given.case)
    on = work.day(given.on)
    entry = next((one for one in notice.entries if one.case_id == case.id), None)
    if entry is None:
        raise Refused([no.CaseNotOnNotice(case=case.local_no, notice=notice.number)])
    require(work, case, "record-grievance")
    overturned = _overturned(entry)
    if overturned is not None:
        raise Refused([gate_no.NoticeOverturned(grievance=overturned.number)])
    start = min(place.posted_on for place in notice.places)
    end = entry.taken_down_on or work.today  # a sheet that still hangs is still read
    if not start <= on <= end:
        raise Refused([no.GrievanceOutsidePeriod(day=on, start=start, end=end, field="on")])
    grievance = Grievance(
        number=next_number(work, f"Y{on.year}", width=3),
        notice_id=notice.id,
        case_id=case.id,
        channel=given.channel,
        received_on=on,
        objector=given.objector,
        objector_phone=given.phone,
        content=given.content,
    )
    work.session.add(grievance)
    work.session.flush()
    due = answer_due(work, on)
    return Done(key=grievance.uid, number=grievance.number, case=case.uid, state=case.state, more={"answer_due": due})


def answer_due(look: Look, received: date) -> date:
    """The last working day for the answer to an objection, by the figure of the day of receipt."""
    return look.calendar.notice_end(received, look.rules_on(received).grievance_answer_days).last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleGrievance(Given):
    """核查结果 and 答复: by two people who were not in the first visit; ``on`` is the day of the finding."""

    grievance: Key
    outcome: GrievanceOutcome
    surveyors: Annotated[tuple[Key, ...], Field(min_length=1)]
    visited_on: Day
    finding: Text
    answer: Text | None = None
    answered_on: Day | None = None


def settle_grievance(work: Work, given: SettleGrievance) -> Done:
    """异议处理. Upheld: the case is refused. Partly: new reckoning and new notice. Rejected: this case's period is
    longer by the working days from receipt to finding, both counted.
    """
    grievance = grievance_of(work, given.grievance)
    case = grievance.case
    on = work.day(given.on)
    surveyors = {person.id: person for person in (person_of(work, key) for key in given.surveyors)}
    faults = list(_against_settling(work, grievance, given, on))
    needed = work.rules_on(given.visited_on).surveyors_needed
    if len(surveyors) < needed:
        faults.append(no.FindingSurveyorsTooFew(needed=needed, got=len(surveyors), field="surveyors"))
    went = set(
        work.session.scalars(
            sa.select(VisitSurveyor.person_id).join(HomeVisit).where(HomeVisit.case_id == grievance.case_id)
        )
    )
    faults += [
        no.FindingSurveyorWasThere(name=person.name, field="surveyors")
        for person in surveyors.values()
        if person.id in went
    ]
    faults += rule.surveyor_objections(facts_of(work, case), map(who, surveyors.values()))
    if faults:
        raise Refused(faults)
    grievance.outcome = given.outcome
    grievance.visited_on, grievance.found_on, grievance.finding = work.day(given.visited_on), on, given.finding
    grievance.answer = given.answer
    grievance.answered_on = work.day(given.answered_on or on) if given.answer else None
    grievance.surveyors = [FindingSurveyor(person_id=person_id) for person_id in surveyors]
    entry = next(one for one in grievance.notice.entries if one.case_id == case.id)
    if given.outcome is GrievanceOutcome.REJECTED:
        entry.extra_days += work.calendar.working_days(grievance.received_on, on)
        if case.standing in (CaseState.PUBLICISED, CaseState.APPROVED) and _came_down_early(work, case):
            move(work, case, CaseState.DELIBERATED, on, given.finding)
    elif given.outcome is GrievanceOutcome.UPHELD and case.standing in rule.FILING_ORDER:
        move(work, case, CaseState.REFUSED, on, given.finding)
    elif case.standing in (CaseState.PUBLICISED, CaseState.APPROVED):
        move(work, case, CaseState.DELIBERATED, on, given.finding)
    work.session.flush()
    due = answer_due(work, grievance.received_on)
    late = grievance.answered_on is not None and grievance.answered_on > due
    days = work.rules_on(grievance.received_on).grievance_answer_days
    return Done(
        key=grievance.uid,
        number=grievance.number,
        case=case.uid,
        state=case.state,
        cautions=(no.AnswerLate(answered=grievance.answered_on, days=days, due=due),) if late else (),
        more={"extra_days": entry.extra_days, "last_day": _entry_last_day(work, entry)},
    )


def _came_down_early(work: Work, case: Case) -> bool:
    """Whether a period that has grown longer was not over when the case was taken down: it is posted again."""
    work.session.flush()
    facts = facts_of(work, case)
    told = rule.notice_objections(facts, facts.notice, work) if facts.notice else ()
    return any(isinstance(one, gate_no.NoticeTooShort) for one in told)


def _against_settling(work: Work, grievance: Grievance, given: SettleGrievance, on: date) -> Iterator[Told]:
    if grievance.outcome is not None:
        yield no.AlreadySettled(grievance=grievance.number)
    if on < grievance.received_on:
        yield no.FindingBeforeReceipt(found=on, received=grievance.received_on, field="on")
    if not grievance.received_on <= given.visited_on <= on:
        yield no.FindingBeforeReceipt(found=given.visited_on, received=grievance.received_on, field="visited_on")
    if grievance.objector and not given.answer:
        yield no.AnswerMissing(objector=grievance.objector, field="answer")


# Readers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice in a list; ``days_left`` are working days to its last day, today not counted."""

    number: str
    kind: NoticeKind
    state: NoticeState
    unit: str
    posted_on: date
    last_day: date
    days_left: int
    cases: tuple[str, ...]
    open_grievances: tuple[str, ...]


def notices(look: Look, state: NoticeState | None = None) -> list[NoticeRow]:
    """All notices, the next to run out first."""
    rows = [row_of(look, notice) for notice in look.session.scalars(sa.select(PublicNotice)).all()]
    return sorted((row for row in rows if state in (None, row.state)), key=lambda row: (row.last_day, row.number))


def row_of(look: Look, notice: PublicNotice) -> NoticeRow:
    """A notice as lists show it."""
    last_day = _last_day(look, notice)
    hanging = [entry for entry in notice.entries if runs(look, entry)]
    state = NoticeState.TAKEN_DOWN if not hanging else NoticeState.RUNNING
    if state is NoticeState.RUNNING and last_day < look.today:
        state = NoticeState.RUN_OUT
    return NoticeRow(
        number=notice.number,
        kind=NoticeKind(notice.kind),
        state=state,
        unit=notice.unit.name,
        posted_on=max(place.posted_on for place in notice.places),
        last_day=last_day,
        days_left=max(0, look.calendar.working_days(look.today + timedelta(days=1), last_day)),
        cases=tuple(entry.case.local_no for entry in notice.entries),
        open_grievances=tuple(g.number for g in notice.grievances if g.outcome is None),
    )


def _entry_last_day(look: Look, entry: NoticeEntry) -> date:
    posted = max(place.posted_on for place in _places(look, entry.notice))
    return rule.notice_last_day(posted, entry.notice.days + entry.extra_days, look)


def _last_day(look: Look, notice: PublicNotice) -> date:
    return max(_entry_last_day(look, entry) for entry in notice.entries)
