"""The way of a case through the filing: its facts, the acts that move it, and what to say about where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from centre_app.core import filing as rule
from centre_app.core.households import HEAD
from centre_app.core.people import is_adult
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.vocabulary.filing import (
    CaseState,
    DayName,
    GrievanceOutcome,
    PaperKind,
    PlaceKind,
    Post,
    SignatureRole,
    StandAside,
    Vote,
)
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.db.filing import (
    Appraisal,
    Attendance,
    Case,
    CaseMove,
    HomeVisit,
    MeansTest,
    Meeting,
    MeetingCase,
    MeetingVote,
    Paper,
    Recusal,
    VisitSurveyor,
)
from centre_app.db.notices import FindingSurveyor, Grievance, NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.pairing import Pairing
from centre_app.db.people import HouseholdMember, Person, Unit
from centre_app.db.printing import IssuedPage, Signature
from centre_app.db.system import Change
from centre_app.services import people
from centre_app.services.finding import case_of
from centre_app.services.given import Given, Key, Line, Text
from centre_app.services.means_facts import changed_since
from centre_app.services.numbers import next_number
from centre_app.services.printing import APPROVAL_FORM, basis_of, latest_test_of
from centre_app.services.work import Done, Look, Work

__all__ = [
    "APPROVAL_FORM",
    "Apply",
    "Approve",
    "RefuseCase",
    "ReturnCase",
    "WithdrawCase",
    "against_applying",
    "apply",
    "approve",
    "county_union",
    "entitled",
    "facts_of",
    "in_state",
    "keep_order",
    "may_deputise",
    "move",
    "reckoned",
    "refuse_case",
    "require",
    "return_case",
    "shown_signed",
    "signing_unit",
    "who",
    "withdraw_case",
]

# Facts ----------------------------------------------------------------------------------------------------------


def facts_of(look: Look, case: Case) -> rule.FilingFacts:
    """Everything the gates look at, derived from what is stored about a case."""
    tests = {
        test.id: reckoned(test)
        for test in look.session.scalars(sa.select(MeansTest).where(MeansTest.case_id == case.id))
    }
    latest = max(tests.values(), key=lambda test: test.number, default=None)
    newest = latest_test_of(look, case) if case.standing in rule.FILING_ORDER[:-1] else None
    went = selectinload(HomeVisit.surveyors).joinedload(VisitSurveyor.person)
    visits = look.session.scalars(sa.select(HomeVisit).where(HomeVisit.case_id == case.id).options(went)).all()
    pages = _pages(look, case, tests)
    signatures = list(_signatures(look, case, pages))
    return rule.FilingFacts(
        state=case.standing,
        today=look.today,
        archive_level=ArchiveLevel(case.household.archive_level or look.setting.facts["archive_level"]),
        applied_on=case.applied_on,
        authorised_on=tuple(_authorised(look, case)),
        unauthorised=tuple(_unauthorised(look, case, case.applied_on or look.today))
        if case.standing in rule.FILING_ORDER[:-1]
        else (),
        visits=tuple(_visited(visit) for visit in visits),
        latest_test=latest,
        changed_since=changed_since(look, case, newest) if newest else (),
        appraisal=_appraised(look, case, tests),
        meeting=_met(look, case, tests),
        notice=_posted(look, case, tests),
        page=_current(pages.values()),
        signatures=tuple(signatures),
        stand_aside=dict(_aside(look, case, visits)),
        filing_unit=case.filing_unit.name if case.filing_unit else "",
        community=case.community.name if case.community else "",
        filed_by=_who(case.filed_by),
        entered_by=_who(case.entered_by),
        approved_on=case.approved_on,
        taken_over=case.taken_over,
    )


def reckoned(test: MeansTest) -> rule.Reckoned:
    """A stored reckoning as the gates see it."""
    persons = test.facts["persons"]
    counted = frozenset(one["identity"] for one in persons if one["counted"])
    head = next((f"{one['name']} {one['identity']}" for one in persons if one["head"]), "")
    return rule.Reckoned(test.number, test.on, test.category, counted, head, test.result["provisional"])


def _who(person: Person | None) -> rule.Who | None:
    return who(person) if person else None


def who(person: Person) -> rule.Who:
    """A person of the union as the gates compare them."""
    return rule.Who(str(person.uid), person.name)


def _authorised(look: Look, case: Case) -> Iterator[date]:
    yield from look.session.scalars(
        sa.select(Paper.on).where(Paper.case_id == case.id, Paper.kind == PaperKind.AUTHORISATION)
    )


def _unauthorised(look: Look, case: Case, day: date) -> Iterator[str]:
    """Adults of that day who have not authorised the check."""
    signed_for = set(
        look.session.scalars(
            sa.select(Paper.member_id).where(Paper.case_id == case.id, Paper.kind == PaperKind.AUTHORISATION)
        )
    )
    yield from (
        one.name for one in case.household.members if is_adult(one.birth_date, day) and one.id not in signed_for
    )


def _visited(visit: HomeVisit) -> rule.Visited:
    return rule.Visited(visit.on, tuple(who(s.person) for s in visit.surveyors), visit.signed_how is not None)


def _appraised(look: Look, case: Case, tests: dict[int, rule.Reckoned]) -> rule.Appraised | None:
    newest = look.session.scalars(
        sa.select(Appraisal).where(Appraisal.case_id == case.id).order_by(Appraisal.id.desc()).limit(1)
    ).one_or_none()
    if newest is None:
        return None
    family = {member.name for member in case.household.members}
    agree = {voice.name: voice.agrees for voice in newest.voices if voice.name not in family}
    against = sum(not one for one in agree.values())
    return rule.Appraised(newest.on, tests[newest.test_id], len(agree), against)


def _met(look: Look, case: Case, tests: dict[int, rule.Reckoned]) -> rule.Met | None:
    newest = sa.select(MeetingCase).where(MeetingCase.case_id == case.id).order_by(MeetingCase.id.desc()).limit(1)
    item = look.session.scalars(
        newest.options(
            joinedload(MeetingCase.meeting).selectinload(Meeting.attendances).joinedload(Attendance.person),
            selectinload(MeetingCase.votes).joinedload(MeetingVote.person),
            selectinload(MeetingCase.recusals).joinedload(Recusal.person),
        )
    ).one_or_none()
    if item is None:
        return None
    meeting = item.meeting
    return rule.Met(
        number=meeting.number,
        on=meeting.on,
        test=tests[item.test_id],
        unit=meeting.unit.name,
        committee=frozenset(who(p) for p in people.committee_on(look, meeting.unit_id, meeting.on)),
        present=frozenset(who(a.person) for a in meeting.attendances if a.present),
        recused=frozenset(who(r.person) for r in item.recusals),
        votes={who(v.person): Vote(v.vote) for v in item.votes},
        minutes=_has_minutes(look, meeting),
        sign_in_sheet=_scanned(look, Paper.meeting_id == meeting.id, PaperKind.SIGN_IN_SHEET),
    )


def _has_minutes(look: Look, meeting: Meeting) -> bool:
    """Minutes are kept once they are printed, or their paper is recorded."""
    printed = sa.select(IssuedPage.id).where(IssuedPage.meeting_id == meeting.id, IssuedPage.form == "meeting-minutes")
    paper = sa.select(Paper.id).where(Paper.meeting_id == meeting.id, Paper.kind == PaperKind.MINUTES)
    return look.session.scalar(sa.union_all(printed, paper).limit(1)) is not None


def _scanned(look: Look, whose: sa.ColumnElement[bool], kind: PaperKind) -> bool:
    found = sa.select(Paper.id).where(whose, Paper.kind == kind, Paper.file.is_not(None)).limit(1)
    return look.session.scalar(found) is not None


def _posted(look: Look, case: Case, tests: dict[int, rule.Reckoned]) -> rule.Posted | None:
    newest = sa.select(NoticeEntry).where(NoticeEntry.case_id == case.id).order_by(NoticeEntry.id.desc()).limit(1)
    notices = joinedload(NoticeEntry.notice)
    entry = look.session.scalars(
        newest.options(
            notices.selectinload(PublicNotice.places).options(
                selectinload(NoticePlace.photos), joinedload(NoticePlace.unit)
            ),
            notices.selectinload(PublicNotice.grievances),
        )
    ).one_or_none()
    if entry is None:
        return None
    notice = entry.notice
    certified = look.session.scalar(
        sa.select(sa.func.max(IssuedPage.printed_on)).where(
            IssuedPage.notice_id == notice.id, IssuedPage.form == "notice-certificate"
        )
    )
    return rule.Posted(
        number=notice.number,
        test=tests[entry.test_id],
        unit=notice.unit.name,
        days=notice.days,
        extra_days=entry.extra_days,
        places=tuple(_place(place) for place in notice.places),
        taken_down_on=entry.taken_down_on,
        certified_on=certified,
        grievances=tuple(_objected(g) for g in notice.grievances if g.case_id == case.id),
    )


def _place(place: NoticePlace) -> rule.Place:
    days = {
        kind: tuple(sorted(photo.on for photo in place.photos if photo.kind == kind and photo.file))
        for kind in (PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST)
    }
    return rule.Place(
        PlaceKind(place.kind),
        place.posted_on,
        days[PaperKind.NOTICE_PHOTO_FIRST],
        days[PaperKind.NOTICE_PHOTO_LAST],
        place.unit.name if place.unit else "",
    )


def _objected(grievance: Grievance) -> rule.Objected:
    """A grievance stays open until it has a finding, and an answer where the objector gave a name."""
    answered = grievance.answered_on is not None or grievance.objector is None
    is_open = grievance.outcome is None or not answered
    overturned = grievance.outcome in (GrievanceOutcome.PARTLY, GrievanceOutcome.UPHELD)
    return rule.Objected(grievance.number, is_open, overturned)


def _pages(look: Look, case: Case, tests: dict[int, rule.Reckoned]) -> dict[int, rule.Page]:
    """The printed approval forms of a case by their ids, the newest first."""
    found = sa.select(IssuedPage).where(IssuedPage.case_id == case.id, IssuedPage.form == APPROVAL_FORM)
    pages = look.session.scalars(found.order_by(IssuedPage.id.desc())).all()
    if not pages:
        return {}
    basis = basis_of(look, case).of(APPROVAL_FORM)
    return {
        page.id: rule.Page(page.short_code, page.printed_on, tests[page.test_id], page.basis != basis)
        for page in pages
        if page.test_id is not None
    }


def _current(newest_first: Iterable[rule.Page]) -> rule.Page | None:
    """The page that is signed: the newest that still says what the case says, else the newest."""
    pages = tuple(newest_first)
    return next((page for page in pages if not page.outdated), pages[0] if pages else None)


def _signatures(look: Look, case: Case, pages: dict[int, rule.Page]) -> Iterator[rule.Signed]:
    mine = sa.select(Signature).where(Signature.case_id == case.id).order_by(Signature.id)
    rows = look.session.scalars(mine.options(joinedload(Signature.person))).all()
    scanned = set(shown_signed(look, rows))
    for row in rows:
        role = SignatureRole(row.role)
        unit = signing_unit(look, case, role)
        yield rule.Signed(
            role=role,
            who=who(row.person),
            on=row.on,
            page=pages[row.page_id],
            entitled=unit is not None and entitled(look, row.person_id, unit, role, row.on),
            deputy=unit is not None and may_deputise(look, row.person_id, unit, role, row.on),
            unit=unit.name if unit else "",
            scanned=row.id in scanned,
        )


def shown_signed(look: Look, signatures: Sequence[Signature]) -> Iterator[int]:
    """The signatures that a scan of their page shows: one that came in with the signature or after it.

    A picture that had come in before it was signed shows the page without it, however often it is handed in. What
    came first is told by the trail.
    """
    if not signatures:
        return
    scans = look.session.scalars(
        sa.select(Paper).where(
            Paper.page_id.in_({one.page_id for one in signatures}),
            Paper.kind == PaperKind.SIGNED_PAGE,
            Paper.file.is_not(None),
        )
    ).all()
    made = sa.select(Change.record_uid, Change.act_number).where(
        Change.record_uid.in_({one.uid for one in (*signatures, *scans)}), Change.kind == "insert"
    )
    came = {line.record_uid: int(line.act_number) for line in look.session.execute(made)}

    def turn(record: Signature | Paper) -> float:
        return came.get(record.uid, inf)  # what this very act brings has no line yet

    first: dict[tuple[int | None, str | None], float] = {}
    for scan in sorted(scans, key=turn):
        first.setdefault((scan.page_id, scan.file), turn(scan))
    for one in signatures:
        later = (scan for scan in scans if scan.page_id == one.page_id and scan.on >= one.on)
        if any(first[scan.page_id, scan.file] >= turn(one) for scan in later):
            yield one.id


def signing_unit(look: Look, case: Case, role: SignatureRole) -> Unit | None:
    """The unit whose post a role of signature asks for."""
    if role is SignatureRole.UNIT_CHAIR:
        return case.filing_unit
    return county_union(look)


def county_union(look: Look) -> Unit | None:
    """The county's own union: the office's unit."""
    return look.session.scalars(sa.select(Unit).where(Unit.name == look.setting.facts["union"])).one_or_none()


def entitled(look: Look, person_id: int, unit: Unit, role: SignatureRole, day: date) -> bool:
    """Whether a person may sign in a role: by the post on that day, or for the county's chair under a delegation."""
    if role is SignatureRole.REVIEWER:
        return people.holds(look, person_id, unit.id, Post.REVIEWER, day)
    if people.holds(look, person_id, unit.id, Post.CHAIR, day):
        return True
    if not may_deputise(look, person_id, unit, role, day):
        return False
    return people.delegation_on(look, person_id, unit.id, day) is not None


def may_deputise(look: Look, person_id: int, unit: Unit, role: SignatureRole, day: date) -> bool:
    """Whether a written delegation would let this person sign: the county's vice-chair, for the county's chair."""
    return role is SignatureRole.COUNTY_CHAIR and people.holds(look, person_id, unit.id, Post.VICE_CHAIR, day)


def _aside(look: Look, case: Case, visits: Iterable[HomeVisit]) -> Iterator[tuple[str, StandAside]]:
    """Who stands aside in this household's matters; where several reasons hold, the nearest is told."""
    members = case.household.members
    near: tuple[tuple[StandAside, set[int]], ...] = (
        (StandAside.SURVEYOR, set(look.session.scalars(_went_again(case)))),
        (StandAside.SURVEYOR, {s.person_id for visit in visits for s in visit.surveyors}),
        (StandAside.PAIRED, set(look.session.scalars(_cadres(case)))),
        (StandAside.RELATIVE, set(people.relatives_of(look, case.household_id))),
        (StandAside.MEMBER, set(people.members_among_us(look, members))),
    )
    alike = set(people.namesakes_of(look, set().union(*(ids for _, ids in near)), members))
    for reason, ids in ((StandAside.NAMESAKE, alike), *near):
        for uid in look.session.scalars(sa.select(Person.uid).where(Person.id.in_(ids))):
            yield str(uid), reason


def _went_again(case: Case) -> sa.Select[int]:
    """Who looked into an objection has been there like those of the first visit."""
    return sa.select(FindingSurveyor.person_id).join(Grievance).where(Grievance.case_id == case.id)


def _cadres(case: Case) -> sa.Select[int]:
    of_household = sa.select(Case.id).where(Case.household_id == case.household_id)
    return sa.select(Pairing.cadre_id).where(Pairing.case_id.in_(of_household))


def in_state(look: Look, state: CaseState, count: int) -> list[tuple[UUID, str]]:
    """The oldest cases in a state, by key and head."""
    found = (
        sa.select(Case.uid, HouseholdMember.name)
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .where(Case.state == state, HouseholdMember.relation == HEAD)
        .order_by(Case.id)
        .limit(count)
    )
    return [(uid, name) for uid, name in look.session.execute(found)]


# Moving a case --------------------------------------------------------------------------------------------------


def require(look: Look, case: Case, act: str, facts: rule.FilingFacts | None = None) -> rule.FilingFacts:
    """The facts of a case, if nothing speaks against the act; cautions are not told here.

    Raises:
        Refused: with everything that speaks against it.
    """
    facts = facts or facts_of(look, case)
    stopping = [told for told in rule.objections(act, facts, look) if told.stops]
    if stopping:
        raise Refused(stopping)
    return facts


def move(work: Work, case: Case, to: CaseState, on: date, reason: str | None = None) -> None:
    """Set the state of a case and keep the move in its history."""
    work.session.add(
        CaseMove(
            case_id=case.id,
            act=work.session.act.name,
            state_before=case.state,
            state_after=to,
            on=on,
            reason=reason,
        )
    )
    case.state = to
    if to is not CaseState.RETURNED:
        case.returned_to = None


def done(case: Case, **more: object) -> Done:
    """What came of an act on a case."""
    return Done(number=case.archive_no or case.local_no, case=case.uid, state=case.state, more=more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply(Given):
    """The application: its day governs the line and the twelve months."""

    case: Key
    filing_unit: Key | None = None


def apply(work: Work, given: Apply) -> Done:
    """受理申请: the signed application, a head, a filing unit, and every adult's authorisation."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    require(work, case, "apply")
    faults = list(against_applying(work, case, on))
    if faults:
        raise Refused(faults)
    case.applied_on = on
    keep_order(work, case, DayName.APPLIED)
    move(work, case, CaseState.APPLIED, on)
    return done(case)


def against_applying(look: Look, case: Case, on: date) -> Iterator[Told]:
    """What an application of that day still lacks."""
    papers = look.session.scalars(sa.select(Paper).where(Paper.case_id == case.id)).all()
    if not any(paper.kind == PaperKind.APPLICATION for paper in papers):
        yield no.ApplicationMissing()
    if case.filing_unit_id is None:
        yield no.FilingUnitMissing()
    if case.filed_by_id is None:
        yield no.FilerMissing()
    yield from (no.AuthorisationMissing(name=name) for name in _unauthorised(look, case, on))


def keep_order(work: Work, case: Case, until: DayName) -> None:
    """Every act that brings a day into the file asks for the order of days up to its own."""
    work.session.flush()
    faults = list(rule.order_of_days(facts_of(work, case), until))
    if faults:
        raise Refused(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Given):
    case: Key
    archive_no: Line | None = None
    """The number that the national system issued; without it the office gives one."""


def approve(work: Work, given: Approve) -> Done:
    """批准建档: all four gates judged again, the order of days, and who may not be the same person."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    case.approved_on = on
    facts = facts_of(work, case)
    told = list(rule.objections("approve", facts, work))
    number = given.archive_no or next_number(work, f"{work.area}{on.year}")
    if work.session.scalar(sa.select(Case.id).where(Case.archive_no == number, Case.id != case.id)):
        told.append(no.ArchiveNumberTaken(number=number, field="archive_no"))
    stopping = [one for one in told if one.stops]
    if stopping:
        raise Refused(stopping)
    case.archive_no = number
    move(work, case, CaseState.ACTIVE, on)
    return Done(number=number, case=case.uid, state=case.state, cautions=tuple(one for one in told if not one.stops))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCase(Given):
    case: Key
    to: CaseState
    reason: Text


def return_case(work: Work, given: ReturnCase) -> Done:
    """退回 to an earlier state, with the reason."""
    case = case_of(work, given.case)
    require(work, case, "return-case")
    earlier = rule.FILING_ORDER[: rule.FILING_ORDER.index(case.standing)]
    if given.to not in earlier:
        raise Refused([no.ReturnOnlyBack(to=given.to.label, state=case.standing.label, field="to")])
    move(work, case, CaseState.RETURNED, work.day(given.on), given.reason)
    case.returned_to = given.to
    return done(case)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCase(Given):
    case: Key
    reason: Text


def refuse_case(work: Work, given: RefuseCase) -> Done:
    """不予建档, with the reason that the letter gives."""
    case = case_of(work, given.case)
    require(work, case, "refuse-case")
    move(work, case, CaseState.REFUSED, work.day(given.on), given.reason)
    return done(case, letter="refusal-letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCase(Given):
    case: Key
    reason: Text


def withdraw_case(work: Work, given: WithdrawCase) -> Done:
    """撤回申请 by the household."""
    case = case_of(work, given.case)
    require(work, case, "withdraw-case")
    move(work, case, CaseState.WITHDRAWN, work.day(given.on), given.reason)
    return done(case)
