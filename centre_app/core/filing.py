"""The filing of a case: its facts, the four gates, the seven steps and the table of acts that move it.

A gate looks at facts and answers with every refusal it has. Facts are derived from stored evidence; nothing here
knows a store or a screen. Each gate asks for the rules of the day that governs it: the day of the visit, the
appraisal, the meeting, the posting, the printing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Protocol

from centre_app.core.refusals import Told
from centre_app.core.refusals import filing as no
from centre_app.core.rules import Rules
from centre_app.core.vocabulary.filing import (
    CaseState,
    DayName,
    GateCode,
    PlaceKind,
    SignatureRole,
    StandAside,
    StepCode,
    Vote,
)
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.core.vocabulary.rules import NoticeCounting, TwoPersonRule
from centre_app.core.working_days import Calendar

__all__ = [
    "ACTS_ON_CASE",
    "FILING_ORDER",
    "GATES",
    "Appraised",
    "CaseAct",
    "FilingFacts",
    "Gate",
    "GateJudgement",
    "Judging",
    "Met",
    "Objected",
    "Page",
    "Place",
    "Posted",
    "Reckoned",
    "Signed",
    "StepFact",
    "Visited",
    "Who",
    "appraisal_cautions",
    "appraised",
    "authorised",
    "decided_the_same",
    "deliberated",
    "judge",
    "notice_days_between",
    "notice_first_day",
    "notice_last_day",
    "notice_objections",
    "objections",
    "order_of_days",
    "quorum_of",
    "signing_objections",
    "signing_roles",
    "steps_of",
    "still_holds",
    "still_speaks",
    "surveyor_objections",
    "two_persons",
    "visit_age",
    "visit_expired",
    "vote_objections",
]

FILING_ORDER: tuple[CaseState, ...] = (
    CaseState.DRAFT,
    CaseState.APPLIED,
    CaseState.SURVEYED,
    CaseState.VERIFIED,
    CaseState.DELIBERATED,
    CaseState.PUBLICISED,
    CaseState.APPROVED,
    CaseState.ACTIVE,
)
"""The states on the way into the files, in order."""


# Facts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """A person of the union by key; the name is only for sentences. Two are the same when their keys are."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One version of the means test: what it concluded and about whom, people named by who they are, not by record."""

    number: int
    on: date
    category: str | None
    counted: frozenset[str]
    head: str = ""
    """Name and identity: a notice names the head alone."""
    provisional: bool = False
    """A hit that bars was still to be looked into."""


def decided_the_same(older: Reckoned, latest: Reckoned) -> bool:
    """Whether evidence for the older version still speaks: same category, same counted persons, same head."""
    return (older.category, older.counted, older.head) == (latest.category, latest.counted, latest.head)


@dataclass(frozen=True, slots=True)
class Visited:
    on: date
    surveyors: tuple[Who, ...]
    householder_signed: bool


@dataclass(frozen=True, slots=True)
class Appraised:
    on: date
    test: Reckoned
    voices: int
    """Different people, none of the household."""
    against: int = 0
    """How many of them do not agree."""


@dataclass(frozen=True, slots=True)
class Met:
    """The committee's meeting on this case. ``committee`` is who sat in it on the meeting's day."""

    number: str
    on: date
    test: Reckoned
    unit: str
    committee: frozenset[Who]
    present: frozenset[Who]
    recused: frozenset[Who]
    votes: Mapping[Who, Vote]
    minutes: bool
    sign_in_sheet: bool


@dataclass(frozen=True, slots=True)
class Place:
    kind: PlaceKind
    posted_on: date
    first_photos: tuple[date, ...]
    last_photos: tuple[date, ...]
    unit: str = ""
    """Whose board it is: the name of the union or of the community."""


@dataclass(frozen=True, slots=True)
class Objected:
    """A grievance on this case; open while it has no finding and answer."""

    number: str
    open: bool
    overturned: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """The newest notice that names this case, as far as this case goes."""

    number: str
    test: Reckoned
    unit: str
    days: int
    extra_days: int
    places: tuple[Place, ...]
    taken_down_on: date | None
    certified_on: date | None
    grievances: tuple[Objected, ...]

    @property
    def posted_on(self) -> date:
        """The period counts from the latest posting."""
        return max(place.posted_on for place in self.places)

    def last_day(self, ask: Judging) -> date:
        """The last day of this case's period, its own extension included."""
        return notice_last_day(self.posted_on, self.days + self.extra_days, ask)


@dataclass(frozen=True, slots=True)
class Page:
    """A printed approval form: its short code, its day, the reckoning it rests on, whether the case changed since."""

    code: str
    printed_on: date
    test: Reckoned
    outdated: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature on a printed approval form. ``entitled`` says that the signer held the post on that day, or a
    dated written delegation of who did; ``deputy`` that the signer is a vice-chair.
    """

    role: SignatureRole
    who: Who
    on: date
    page: Page
    entitled: bool
    deputy: bool
    unit: str
    scanned: bool


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """Everything the gates look at, derived from the store. ``today`` is the office's day."""

    state: CaseState
    today: date
    archive_level: ArchiveLevel
    applied_on: date | None = None
    authorised_on: tuple[date, ...] = ()
    unauthorised: tuple[str, ...] = ()
    """Adults of the household, as it is now, who have not authorised the check."""
    visits: tuple[Visited, ...] = ()
    latest_test: Reckoned | None = None
    changed_since: tuple[str, ...] = ()
    """What has been changed since the latest reckoning that it would have to take in, in words."""
    appraisal: Appraised | None = None
    meeting: Met | None = None
    notice: Posted | None = None
    page: Page | None = None
    signatures: tuple[Signed, ...] = ()
    stand_aside: Mapping[str, StandAside] | None = None
    filing_unit: str = ""
    """The union that files the case, by its name: names of units are unique."""
    community: str = ""
    """Where the household lives, whose neighbours read the notice."""
    filed_by: Who | None = None
    entered_by: Who | None = None
    approved_on: date | None = None
    taken_over: bool = False
    """Filed before the office had this program."""

    @property
    def visit(self) -> Visited | None:
        """The newest visit."""
        return max(self.visits, key=lambda visit: visit.on, default=None)

    @property
    def reviewer(self) -> Who | None:
        """Who signed as reviewer on the current page."""
        return next((s.who for s in self.signatures if s.role is SignatureRole.REVIEWER and s.page == self.page), None)

    def must_stand_aside(self, who: Who) -> StandAside | None:
        """Why this person stands aside in this household's matters, if so."""
        return (self.stand_aside or {}).get(who.key)


def still_speaks(test: Reckoned, posted_on: date, latest: Reckoned | None, met_on: date | None) -> bool:
    """Whether a notice speaks for its case: nothing else was concluded, and no meeting decided anew since it hangs."""
    concluded_anew = latest is not None and not decided_the_same(test, latest)
    return not concluded_anew and (met_on is None or met_on <= posted_on)


class Judging(Protocol):
    """What a gate may ask: the rules of a day, and the calendar."""

    @property
    def calendar(self) -> Calendar: ...

    def rules_on(self, day: date) -> Rules: ...


def notice_first_day(posted: date, ask: Judging) -> date:
    """The first day that counts: the day after the posting, or the first working day after it."""
    if ask.rules_on(posted).notice_counting is NoticeCounting.CALENDAR_DAYS:
        return posted + timedelta(days=1)
    return ask.calendar.next_working_day(posted)


def notice_last_day(posted: date, days: int, ask: Judging) -> date:
    """The last day of a notice, the posting day not counted (Civil Code art. 201), in the days of the rules."""
    if ask.rules_on(posted).notice_counting is NoticeCounting.CALENDAR_DAYS:
        return posted + timedelta(days=days)
    return ask.calendar.notice_end(posted, days).last_day


def notice_days_between(first: date, last: date, ask: Judging, rules: Rules) -> int:
    """How many days of a notice lie between two days, both counted, in the days of the rules."""
    if rules.notice_counting is NoticeCounting.CALENDAR_DAYS:
        return max(0, (last - first).days + 1)
    return ask.calendar.working_days(first, last)


# What a decision rests on ---------------------------------------------------------------------------------------


def _rests_on(facts: FilingFacts, test: Reckoned, told: type[Told], **more: str) -> Iterator[Told]:
    """Evidence speaks while the reckoning that it was decided on concludes as the latest, and that one still holds."""
    latest = facts.latest_test
    if latest is not None and not decided_the_same(test, latest):
        yield told(older=test.number, latest=latest.number, **more)
    yield from still_holds(facts)


def still_holds(facts: FilingFacts, _ask: Judging | None = None) -> Iterator[Told]:
    """The latest reckoning took in everything that it would take in now."""
    if facts.latest_test is not None and facts.changed_since:
        yield no.ReckoningStale(number=facts.latest_test.number, what="、".join(facts.changed_since))


def settled(facts: FilingFacts, _ask: Judging | None = None) -> Iterator[Told]:
    """A hit is a clue, not a verdict (domain 7): nobody decides on one that has not been looked into."""
    if facts.latest_test is not None and facts.latest_test.provisional:
        yield no.ReckoningProvisional(number=facts.latest_test.number)


# The four gates -------------------------------------------------------------------------------------------------


def visited(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """Gate 1: a visit by two named surveyors, signed by the householder, not too old on the meeting's day."""
    visit = facts.visit
    if visit is None:
        yield no.NotVisited()
        return
    needed = ask.rules_on(visit.on).surveyors_needed
    if len(set(visit.surveyors)) < needed:
        yield no.SurveyorsTooFew(needed=needed, got=len(set(visit.surveyors)))
    yield from surveyor_objections(facts, visit.surveyors)
    if not visit.householder_signed:
        yield no.HouseholderNotSigned()
    if facts.meeting is not None:
        yield from visit_age(visit, facts.meeting.on, ask)


def surveyor_objections(facts: FilingFacts, surveyors: Iterable[Who]) -> Iterator[Told]:
    """Nobody looks at the home of their own family or of a household in their care; to have been there is no bar."""
    for who in sorted(set(surveyors), key=lambda who: who.key):
        why = facts.must_stand_aside(who)
        if why is not None and why is not StandAside.SURVEYOR:
            yield no.SurveyorMustStandAside(name=who.name, why=why.label)


def visit_age(visit: Visited, meeting_on: date, ask: Judging) -> Iterator[Told]:
    """The visit may be no older on the meeting's day than the figure of that day."""
    most = ask.rules_on(meeting_on).visit_max_age_days
    days = (meeting_on - visit.on).days
    if days > most:
        yield no.VisitTooOld(visited=visit.on, meeting=meeting_on, days=days, most=most)


def visit_expired(visit: Visited, today: date, ask: Judging) -> Iterator[Told]:
    """No meeting could rest on the visit any more, by the figure that would hold if it met today."""
    most = ask.rules_on(today).visit_max_age_days
    days = (today - visit.on).days
    if days > most:
        yield no.VisitExpired(visited=visit.on, days=days, most=most)


def publicised(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """Gate 2: a notice at every required place, each photographed, its full period over, no open grievance,
    taken down, certified.
    """
    notice = facts.notice
    if notice is None or not notice.places:
        yield no.NotPosted()
        return
    yield from notice_objections(facts, notice, ask)
    if notice.taken_down_on is None:
        yield no.NotTakenDown(notice=notice.number)
    elif notice.certified_on is None or notice.certified_on < notice.taken_down_on:
        yield no.CertificateMissing(notice=notice.number)


def notice_objections(facts: FilingFacts, notice: Posted, ask: Judging) -> Iterator[Told]:
    """What still keeps a notice from being taken down for this case."""
    rules = ask.rules_on(notice.posted_on)
    if notice.unit != facts.filing_unit:
        yield no.NoticeOfAnotherUnit(notice=notice.number, posted=notice.unit, unit=facts.filing_unit)
    yield from posted_where(facts, notice, rules)
    last_day, unit = notice.last_day(ask), rules.notice_counting.label
    needed = notice.days + notice.extra_days
    until = (notice.taken_down_on or facts.today) - timedelta(days=1)
    got = notice_days_between(notice.posted_on + timedelta(days=1), until, ask, rules)
    if got < needed:
        yield no.NoticeTooShort(needed=needed, got=got, unit=unit, last_day=last_day)
    if notice.days < rules.notice_days:
        yield no.NoticeTooShort(needed=rules.notice_days, got=notice.days, unit=unit, last_day=last_day)
    for place in notice.places:
        yield from _photographs(place, last_day, notice.taken_down_on or facts.today)
    for grievance in notice.grievances:
        if grievance.open:
            yield no.GrievanceOpen(grievance=grievance.number)
        if grievance.overturned:
            yield no.NoticeOverturned(grievance=grievance.number)
    yield from _rests_on(facts, notice.test, no.NoticeOfAnOlderReckoning)


def posted_where(facts: FilingFacts, notice: Posted, rules: Rules) -> Iterator[Told]:
    """At every required kind of place; of filing units and communities at the household's own."""
    own = {PlaceKind.FILING_UNIT: facts.filing_unit, PlaceKind.COMMUNITY: facts.community}
    for kind in rules.notice_places:
        there = {place.unit for place in notice.places if place.kind is kind}
        if not there:
            yield no.NotPostedAt(place=kind.label)
        elif kind in own and own[kind] not in there:
            yield no.NotPostedAtItsOwn(place=kind.label, own=own[kind] or "（未填写）", there="、".join(sorted(there)))


def _photographs(place: Place, last_day: date, down_on: date) -> Iterator[Told]:
    """A photograph of the posting day, and one between the last day and the take-down."""
    if not place.first_photos:
        yield no.FirstPhotoMissing(place=place.kind.label)
    elif place.posted_on not in place.first_photos:
        yield no.FirstPhotoOnAnotherDay(place=place.kind.label, day=place.first_photos[0], posted=place.posted_on)
    if not place.last_photos:
        yield no.LastPhotoMissing(place=place.kind.label)
    elif not any(last_day <= day <= down_on for day in place.last_photos):
        yield no.LastPhotoOnAnotherDay(place=place.kind.label, day=place.last_photos[-1], last_day=last_day)


def deliberated(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """Gate 3: the neighbours were asked; minutes and sign-in sheet of a meeting with quorum and majority, those who
    had to stand aside left out of the vote, on a reckoning that still speaks.
    """
    yield from appraised(facts, ask)
    meeting = facts.meeting
    if meeting is None:
        yield no.NotDeliberated()
        return
    if not meeting.minutes:
        yield no.MinutesMissing()
    if not meeting.sign_in_sheet:
        yield no.SignInSheetMissing(meeting=meeting.number)
    if meeting.unit != facts.filing_unit:
        yield no.MeetingOfAnotherUnit(meeting=meeting.number, held=meeting.unit, unit=facts.filing_unit)
    yield from vote_objections(facts, meeting, ask)
    yield from settled(facts)
    yield from _rests_on(facts, meeting.test, no.MeetingOfAnOlderReckoning)


def appraised(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """议: enough people were asked, on a reckoning that still speaks."""
    appraisal = facts.appraisal
    if appraisal is None:
        yield no.NotAppraised()
        return
    needed = ask.rules_on(appraisal.on).voices_needed
    if appraisal.voices < needed:
        yield no.AppraisalTooThin(needed=needed, got=appraisal.voices)
    yield from _rests_on(facts, appraisal.test, no.AppraisalOfAnOlderReckoning)


def appraisal_cautions(facts: FilingFacts, case: str) -> Iterator[Told]:
    """Where most who were asked do not agree, the committee is told before it decides."""
    asked = facts.appraisal
    if asked is not None and asked.against * 2 > asked.voices:
        yield no.AppraisalAgainst(case=case, against=asked.against, asked=asked.voices)


def quorum_of(seats: int, rules: Rules) -> int:
    """How many members of a committee with so many seats must be there."""
    return ceil(seats * rules.quorum)


def vote_objections(facts: FilingFacts, meeting: Met, ask: Judging) -> Iterator[Told]:
    """Quorum, majority, and nobody in the vote who had to stand aside or did not sit in the committee.

    Who stands aside does so for a reason that is recorded, and counts for the quorum only if he is there. The
    majority is more than the given share of those entitled to vote on this case.
    """
    rules = ask.rules_on(meeting.on)
    committee = meeting.committee
    aside = frozenset(who for who in committee if facts.must_stand_aside(who))
    present = committee & (meeting.present if rules.recused_count_as_present else meeting.present - aside)
    needed = quorum_of(len(committee), rules)
    if len(present) < needed or not committee:
        yield no.QuorumMissing(meeting=meeting.number, got=len(present), committee=len(committee), needed=needed)
    if not committee:
        return
    for who in sorted(meeting.recused - aside, key=lambda who: who.key):
        yield no.RecusedWithoutCause(name=who.name)
    for who in sorted(meeting.votes, key=lambda who: who.key):
        why = facts.must_stand_aside(who)
        if why is not None:
            yield no.RecusedVoted(name=who.name, why=why.label)
        elif who not in committee:
            yield no.NotCommitteeMember(name=who.name, day=meeting.on, unit=meeting.unit)
    entitled = committee - aside
    if len(entitled) < rules.voters_needed:
        yield no.VotersTooFew(meeting=meeting.number, got=len(entitled), needed=rules.voters_needed)
    in_favour = sum(1 for who, vote in meeting.votes.items() if vote is Vote.FOR and who in entitled)
    votes_needed = floor(len(entitled) * rules.majority) + 1
    if in_favour < votes_needed:
        yield no.MajorityMissing(meeting=meeting.number, got=in_favour, entitled=len(entitled), needed=votes_needed)


def signed(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """Gate 4: on the approval form as printed the reviewer and the chairs that the archive level asks for."""
    page = facts.page
    if page is None:
        yield no.ApprovalFormMissing()
        return
    if page.outdated:
        yield no.OutdatedPage(code=page.code)
    yield from _rests_on(facts, page.test, no.SignatureOfAnOlderReckoning, code=page.code)
    for role in signing_roles(ask.rules_on(page.printed_on), facts.archive_level):
        signature = next((s for s in facts.signatures if s.role is role and s.page.code == page.code), None)
        if signature is None:
            missing = no.SignatureMissing if role is SignatureRole.REVIEWER else no.ChairMissing
            yield missing(role=role.label)
            continue
        yield from signing_objections(facts, signature)
        if role is not SignatureRole.REVIEWER and not signature.scanned:
            yield no.ChairPageUnscanned(role=role.label, code=page.code)


def signing_roles(rules: Rules, level: ArchiveLevel) -> tuple[SignatureRole, ...]:
    """Who signs the approval form, in order: the reviewer, then the chairs that the archive level asks for."""
    return (SignatureRole.REVIEWER, *rules.signers_for(level))


def signing_objections(facts: FilingFacts, signature: Signed) -> Iterator[Told]:
    """One signature: after the printing, by who holds the post or a delegation, and need not stand aside."""
    role = signature.role
    if signature.on < signature.page.printed_on:
        yield no.SignatureBeforePrint(
            role=role.label, signed=signature.on, code=signature.page.code, printed=signature.page.printed_on
        )
    if not signature.entitled:
        if signature.deputy:
            yield no.DelegationMissing(name=signature.who.name, day=signature.on)
        else:
            yield no.WrongSigner(
                name=signature.who.name, day=signature.on, unit=signature.unit, post=role.label, role=role.label
            )
    why = facts.must_stand_aside(signature.who)
    if why is not None:
        yield no.SignerMustStandAside(name=signature.who.name, why=why.label, role=role.label)


@dataclass(frozen=True, slots=True)
class Gate:
    code: GateCode
    objections: Callable[[FilingFacts, Judging], Iterator[Told]]


GATES: tuple[Gate, ...] = (
    Gate(GateCode.VISITED, visited),
    Gate(GateCode.PUBLICISED, publicised),
    Gate(GateCode.DELIBERATED, deliberated),
    Gate(GateCode.SIGNED, signed),
)


@dataclass(frozen=True, slots=True)
class GateJudgement:
    """A gate as it stands today: open, or closed by these refusals."""

    code: GateCode
    refusals: tuple[Told, ...]

    @property
    def open(self) -> bool:
        return not self.refusals


def judge(facts: FilingFacts, ask: Judging) -> tuple[GateJudgement, ...]:
    """All four gates, each with everything that closes it."""
    return tuple(GateJudgement(gate.code, tuple(gate.objections(facts, ask))) for gate in GATES)


# The order of days and who may not be the same person ----------------------------------------------------------


def order_of_days(facts: FilingFacts, until: DayName = DayName.APPROVED) -> Iterator[Told]:
    """申请 <= 授权 <= 入户 <= 算账 <= 走访评议 <= 集体研究 <= 张贴 < 撤下 <= 打印 <= 审核签字 <= 主席签字 <= 批准.

    Every violation up to ``until`` is told; days that are not there yet are passed over. An act asks up to its own
    day: what follows it in the file is evidence of the past, to be brought again.
    """
    names = list(DayName)
    asked = names[: names.index(until) + 1]
    yield from _in_order((name, day) for name, day in _days_of(facts, until) if name in asked)


def _days_of(facts: FilingFacts, until: DayName) -> Iterator[tuple[DayName, date | None]]:
    visit = facts.visit
    notice = facts.notice if facts.notice and facts.notice.places else None
    page = facts.page
    signed_on = {s.role: s.on for s in facts.signatures if page is not None and s.page.code == page.code}
    yield DayName.APPLIED, facts.applied_on
    for day in sorted(set(facts.authorised_on)):
        yield DayName.AUTHORISED, day
    yield DayName.VISITED, visit.on if visit else None
    decided_on = facts.appraisal.test if facts.appraisal and until is not DayName.RECKONED else None
    reckoned = decided_on or facts.latest_test
    yield DayName.RECKONED, reckoned.on if reckoned else None
    yield DayName.APPRAISED, facts.appraisal.on if facts.appraisal else None
    yield DayName.MET, facts.meeting.on if facts.meeting else None
    yield DayName.POSTED, min(place.posted_on for place in notice.places) if notice else None
    yield DayName.TAKEN_DOWN, notice.taken_down_on if notice else None
    yield DayName.PRINTED, page.printed_on if page else None
    for role, name in (
        (SignatureRole.REVIEWER, DayName.REVIEWED),
        (SignatureRole.UNIT_CHAIR, DayName.UNIT_CHAIR),
        (SignatureRole.COUNTY_CHAIR, DayName.COUNTY_CHAIR),
    ):
        yield name, signed_on.get(role)
    yield DayName.APPROVED, facts.approved_on


def _in_order(days: Iterator[tuple[DayName, date | None]]) -> Iterator[Told]:
    earlier: tuple[DayName, date] | None = None
    for name, day in days:
        if day is None:
            continue
        if earlier is not None and (day < earlier[1] or (name is DayName.TAKEN_DOWN and day == earlier[1])):
            yield no.DayOutOfOrder(later=name.label, later_day=day, earlier=earlier[0].label, earlier_day=earlier[1])
        earlier = (name, day) if earlier is None else (name, max(day, earlier[1]))


def two_persons(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """建档人, 审核人 and 录入人 are different people; a warning or a refusal, as the figure of the day says."""
    filer, enterer, reviewer = facts.filed_by, facts.entered_by, facts.reviewer
    day = facts.page.printed_on if facts.page else facts.today
    strict = ask.rules_on(day).two_person_rule is TwoPersonRule.REFUSE
    pairs = (
        (filer, reviewer, no.FilerSameAsReviewer if strict else no.FilerAlsoReviewed),
        (enterer, reviewer, no.EntererSameAsReviewer if strict else no.EntererAlsoReviewed),
        (filer, enterer, no.EntererSameAsFiler),
    )
    for one, other, told in pairs:
        if one is not None and other is not None and one.key == other.key:
            yield told(name=one.name)


# The table of acts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseAct:
    """An act on one case: the states it starts from, and what must hold besides.

    ``after_take_over``: it is also done for an archive of before this program, which came into the files without it.
    """

    name: str
    label: str
    before: frozenset[CaseState]
    needs: tuple[Callable[[FilingFacts, Judging], Iterator[Told]], ...] = ()
    after_take_over: bool = False

    def may_begin(self, facts: FilingFacts) -> bool:
        """Whether the act starts from where the case stands."""
        taken_over = self.after_take_over and facts.taken_over and facts.state is CaseState.ACTIVE
        return taken_over or facts.state in self.before


def _ordered(until: DayName) -> Callable[[FilingFacts, Judging], Iterator[Told]]:
    def in_order(facts: FilingFacts, _ask: Judging) -> Iterator[Told]:
        yield from order_of_days(facts, until)

    return in_order


def _reckoned(facts: FilingFacts, _ask: Judging) -> Iterator[Told]:
    if facts.latest_test is None:
        yield no.NotReckoned()
    elif facts.latest_test.category is None:
        yield no.NoCategory()
    yield from settled(facts)
    yield from still_holds(facts)


def _ready_for_notice(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """A notice goes out on a decision that still speaks; papers of the meeting may follow until the approval."""
    yield from _reckoned(facts, ask)
    latest = facts.latest_test
    if facts.meeting is None:
        yield no.NotDeliberated()
    elif latest is not None and not decided_the_same(facts.meeting.test, latest):
        yield no.MeetingOfAnOlderReckoning(older=facts.meeting.test.number, latest=latest.number)
    yield from _not_frozen(facts, ask)
    notice = facts.notice
    if notice is not None and latest is not None and latest.number <= notice.test.number:
        yield from (no.NoticeOverturned(grievance=one.number) for one in notice.grievances if one.overturned)


def _not_frozen(facts: FilingFacts, _ask: Judging) -> Iterator[Told]:
    """An objection freezes its case until it is settled and answered."""
    if facts.notice is not None:
        yield from (no.GrievanceOpen(grievance=one.number) for one in facts.notice.grievances if one.open)


def authorised(facts: FilingFacts, _ask: Judging) -> Iterator[Told]:
    """Every adult of the household as it is now has authorised the check of its means, whoever joined since included.

    The guardian signs for minors: they have no authorisation of their own.
    """
    yield from (no.AuthorisationMissing(name=name) for name in facts.unauthorised)


def _all_gates(facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    for judgement in judge(facts, ask):
        yield from judgement.refusals


_S = CaseState
_OPEN = frozenset(FILING_ORDER[:-1])

ACTS_ON_CASE: dict[str, CaseAct] = {
    act.name: act
    for act in (
        CaseAct("apply", "受理申请", frozenset({_S.DRAFT})),
        CaseAct(
            "record-visit", "登记入户调查", frozenset({_S.APPLIED, _S.SURVEYED, _S.VERIFIED}), after_take_over=True
        ),
        CaseAct("set-budget-line", "登记收支", _OPEN - {_S.APPROVED}, after_take_over=True),
        CaseAct("remove-budget-line", "删除收支", _OPEN - {_S.APPROVED}, after_take_over=True),
        CaseAct("record-finding", "登记财产和疑点", _OPEN - {_S.APPROVED}, after_take_over=True),
        CaseAct(
            "run-means-test",
            "算账",
            frozenset({_S.SURVEYED, _S.VERIFIED, _S.DELIBERATED, _S.PUBLICISED}),
            (authorised,),
            after_take_over=True,
        ),
        CaseAct(
            "record-appraisal", "登记走访评议", frozenset({_S.VERIFIED}), (still_holds, _ordered(DayName.RECKONED))
        ),
        CaseAct(
            "hold-meeting",
            "登记集体研究",
            frozenset({_S.VERIFIED}),
            (authorised, _reckoned, appraised, _ordered(DayName.APPRAISED)),
        ),
        CaseAct("post-notice", "张贴公示", frozenset({_S.DELIBERATED}), (_ready_for_notice, _ordered(DayName.MET))),
        CaseAct("take-down-notice", "撤下公示", frozenset({_S.DELIBERATED})),
        CaseAct("record-grievance", "登记异议", frozenset({_S.DELIBERATED, _S.PUBLICISED, _S.APPROVED})),
        CaseAct(
            "sign",
            "登记签字",
            frozenset({_S.PUBLICISED, _S.APPROVED}),
            (_not_frozen, settled, still_holds),
            after_take_over=True,
        ),
        CaseAct(
            "approve",
            "批准建档",
            frozenset({_S.APPROVED}),
            (_all_gates, authorised, _ordered(DayName.APPROVED), two_persons),
        ),
        CaseAct("return-case", "退回", _OPEN - {_S.DRAFT}),
        CaseAct("refuse-case", "不予建档", _OPEN - {_S.DRAFT, _S.APPROVED}),
        CaseAct("withdraw-case", "撤回申请", _OPEN),
        CaseAct("pair", "结对", frozenset({_S.ACTIVE})),
    )
}
"""Acts that move a case or may be done in certain states only. Everything else may be done while a case lives."""


def objections(act: str, facts: FilingFacts, ask: Judging) -> Iterator[Told]:
    """Everything that speaks against an act on a case: its state first, then what must hold besides."""
    rule = ACTS_ON_CASE[act]
    if not rule.may_begin(facts):
        needed = "、".join(f"“{state.label}”" for state in CaseState if state in rule.before)
        yield no.NotNow(step=rule.label, act=rule.label, state=facts.state.label, needed=needed)
        return
    for need in rule.needs:
        yield from need(facts, ask)


# The seven steps ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepFact:
    """One of the seven steps of a case: whether it is done, and on which day."""

    code: StepCode
    done: bool
    on: date | None


def steps_of(facts: FilingFacts) -> tuple[StepFact, ...]:
    """进、看、算、议、评、公示、审核 as the evidence stands; older evidence leaves a step undone."""
    visit, test, latest = facts.visit, facts.latest_test, facts.latest_test
    appraisal = facts.appraisal if _speaks(facts.appraisal, latest) else None
    meeting = facts.meeting if _speaks(facts.meeting, latest) else None
    notice = facts.notice if _speaks(facts.notice, latest) else None
    at = _reached(facts.state)
    days: tuple[tuple[StepCode, date | None], ...] = (
        (StepCode.ENTER, visit.on if visit else None),
        (StepCode.LOOK, visit.on if visit else None),
        (StepCode.RECKON, test.on if test else None),
        (StepCode.DISCUSS, appraisal.on if appraisal else None),
        (StepCode.APPRAISE, meeting.on if meeting and at >= FILING_ORDER.index(CaseState.DELIBERATED) else None),
        (StepCode.PUBLICISE, notice.taken_down_on if notice else None),
        (StepCode.REVIEW, facts.approved_on),
    )
    return tuple(StepFact(code, day is not None, day) for code, day in days)


def _speaks(evidence: Appraised | Met | Posted | None, latest: Reckoned | None) -> bool:
    return evidence is not None and latest is not None and decided_the_same(evidence.test, latest)


def _reached(state: CaseState) -> int:
    """How far along the way a state lies; states beyond the filing lie behind it all."""
    return FILING_ORDER.index(state) if state in FILING_ORDER else len(FILING_ORDER)
