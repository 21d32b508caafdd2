"""议、评: who was asked, and what the committee decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field

from centre_app.core import filing as rule
from centre_app.core.people import tidy_name
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.refusals import meetings as meeting_no
from centre_app.core.vocabulary.filing import AppraiserKind, CaseState, DayName, PaperKind, Vote
from centre_app.db.filing import (
    Appraisal,
    AppraisalVoice,
    Attendance,
    Case,
    Meeting,
    MeetingCase,
    MeetingVote,
    Paper,
    Recusal,
)
from centre_app.db.people import Person
from centre_app.services import people
from centre_app.services.documents import Photo, photograph
from centre_app.services.filing import facts_of, keep_order, move, reckoned, require, who
from centre_app.services.finding import case_of, person_of, unit_of
from centre_app.services.given import Given, Key, Name, Short, Text
from centre_app.services.numbers import next_number
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Done, Look, Work

__all__ = ["HoldMeeting", "RecordAppraisal", "hold_meeting", "meetings", "record_appraisal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One person who was asked, and what they said."""

    name: Name
    kind: AppraiserKind
    view: Text
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAppraisal(Given):
    case: Key
    voices: Annotated[tuple[Voice, ...], Field(min_length=1)]
    asked_by: Key | None = None
    place: Short | None = None
    conclusion: Text | None = None


def record_appraisal(work: Work, given: RecordAppraisal) -> Done:
    """登记走访评议: enough people asked, on the newest reckoning."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    require(work, case, "record-appraisal")
    names = Counter(tidy_name(voice.name) for voice in given.voices)
    family = {member.name for member in case.household.members}
    faults: list[Told] = [no.VoiceTwice(name=name, field="voices") for name, count in names.items() if count > 1]
    faults += [no.VoiceOfTheHousehold(name=name, field="voices") for name in names if name in family]
    needed = work.rules_on(on).voices_needed
    asked = len(names.keys() - family)
    if asked < needed:
        faults.append(no.AppraisalTooThin(needed=needed, got=asked, field="voices"))
    if faults:
        raise Refused(faults)
    test = latest_test_of(work, case)
    if test is None:
        raise AssertionError("Who may be appraised has been reckoned.")
    appraisal = Appraisal(
        case_id=case.id,
        test_id=test.id,
        on=on,
        place=given.place,
        asked_by_id=person_of(work, given.asked_by).id if given.asked_by else work.actor.person_id,
        conclusion=given.conclusion,
        voices=[AppraisalVoice(name=v.name, kind=v.kind, view=v.view, agrees=v.agrees) for v in given.voices],
    )
    work.session.add(appraisal)
    keep_order(work, case, DayName.APPRAISED)
    return Done(key=appraisal.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsAside:
    person: Key
    reason: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberation:
    """One case on the agenda: the votes by person, and who stood aside."""

    case: Key
    votes: dict[Key, Vote]
    recused: tuple[StandsAside, ...] = ()
    opinion: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    person: Key
    reason: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting(Given):
    """集体研究会议: the committee of the filing unit, the cases that were ready, and how each was decided."""

    unit: Key
    chaired_by: Key
    recorded_by: Key
    present: Annotated[tuple[Key, ...], Field(min_length=1)]
    cases: Annotated[tuple[Deliberation, ...], Field(min_length=1)]
    minutes: Text
    absent: tuple[Absence, ...] = ()
    place: Short | None = None
    sign_in_sheet: Photo | None = None
    partial: bool = False
    """Decide the cases that nothing speaks against, and leave out the others."""


def hold_meeting(work: Work, given: HoldMeeting) -> Done:
    """登记集体研究: one meeting for all its cases; each case that has the majority is 已评定.

    One case with an objection stops all, unless ``partial``: then the answer says per case what came of it.
    """
    on = work.day(given.on)
    unit = unit_of(work, given.unit)
    committee = {person.id for person in people.committee_on(work, unit.id, on)}
    meeting = Meeting(
        number=next_number(work, f"M{on.year}", width=3),
        unit_id=unit.id,
        on=on,
        place=given.place,
        chaired_by=person_of(work, given.chaired_by),
        recorded_by=person_of(work, given.recorded_by),
        minutes=given.minutes,
        attendances=list(_attendances(work, given, committee)),
    )
    _refuse_strangers(meeting)
    work.session.add(meeting)
    work.session.flush()
    if given.sign_in_sheet:
        sheet = photograph(work, PaperKind.SIGN_IN_SHEET, given.sign_in_sheet, on)
        sheet.meeting_id = meeting.id
        work.session.add(sheet)
    work.session.refresh(meeting)
    outcome: dict[str, list[Told]] = {}
    worth_a_word: list[Told] = []
    for item in given.cases:
        case = case_of(work, item.case)
        if case.local_no in outcome:
            raise Refused([meeting_no.CaseTwiceOnAgenda(case=case.local_no)])
        worth_a_word += rule.appraisal_cautions(facts_of(work, case), case.local_no)
        outcome[case.local_no] = _decide(work, meeting, case, item)
    _refuse_unless_partial(outcome, given.partial)
    return Done(
        key=meeting.uid,
        number=meeting.number,
        more={"cases": {case: [told.code for told in faults] for case, faults in outcome.items()}},
        cautions=(*(told for faults in outcome.values() for told in faults), *worth_a_word),
    )


def _refuse_strangers(meeting: Meeting) -> None:
    """Who chairs is a member of the committee and there; who writes the minutes has heard it."""
    there = {one.person_id: one.in_committee for one in meeting.attendances if one.present}
    faults: list[Told] = []
    if not there.get(meeting.chaired_by.id, False):
        faults.append(meeting_no.ChairNotAtMeeting(name=meeting.chaired_by.name, field="chaired_by"))
    if meeting.recorded_by.id not in there:
        faults.append(meeting_no.RecorderNotAtMeeting(name=meeting.recorded_by.name, field="recorded_by"))
    if faults:
        raise Refused(faults)


def _attendances(work: Work, given: HoldMeeting, committee: set[int]) -> Iterator[Attendance]:
    seen: set[int] = set()
    named: list[tuple[str, bool, str | None]] = [(key, True, None) for key in given.present]
    named += [(absence.person, False, absence.reason) for absence in given.absent]
    for key, present, reason in named:
        person = person_of(work, key)
        if person.id in seen:
            raise Refused([meeting_no.AttendedTwice(name=person.name)])
        seen.add(person.id)
        yield Attendance(person_id=person.id, present=present, in_committee=person.id in committee, reason=reason)


def _decide(work: Work, meeting: Meeting, case: Case, item: Deliberation) -> list[Told]:
    """Judge one case, and store the decision if nothing speaks against it; otherwise say what does.

    A vote without majority is a decision too: it is kept, and the case stays where it is.
    """
    facts = facts_of(work, case)
    test = latest_test_of(work, case)
    faults = [told for told in rule.objections("hold-meeting", facts, work) if told.stops]
    if case.filing_unit is not None and case.filing_unit_id != meeting.unit_id:
        faults.append(meeting_no.OtherUnitsMeeting(case=case.local_no, unit=case.filing_unit.name))
    if faults or test is None:
        return faults
    votes = {person_of(work, key): vote for key, vote in item.votes.items()}
    recused = {person_of(work, one.person): one.reason for one in item.recused}
    met = _met(work, meeting, reckoned(test), votes, recused)
    facts = replace(facts, meeting=met)
    told = [
        *rule.vote_objections(facts, met, work),
        *_absent_voters(met),
        *rule.order_of_days(facts, DayName.MET),
        *(rule.visit_age(facts.visit, meeting.on, work) if facts.visit else ()),
    ]
    lost = [one for one in told if isinstance(one, no.MajorityMissing)]
    faults = [one for one in told if one not in lost]
    if faults:
        return faults
    work.session.add(
        MeetingCase(
            meeting_id=meeting.id,
            case_id=case.id,
            test_id=test.id,
            opinion=item.opinion,
            votes=[MeetingVote(person_id=person.id, vote=vote) for person, vote in votes.items()],
            recusals=[Recusal(person_id=person.id, reason=reason) for person, reason in recused.items()],
        )
    )
    if not lost:
        move(work, case, CaseState.DELIBERATED, meeting.on)
    return []


def _met(
    work: Work,
    meeting: Meeting,
    test: rule.Reckoned,
    votes: Mapping[Person, Vote],
    recused: Mapping[Person, str],
) -> rule.Met:
    unit = meeting.unit
    return rule.Met(
        number=meeting.number,
        on=meeting.on,
        test=test,
        unit=unit.name,
        committee=frozenset(who(person) for person in people.committee_on(work, unit.id, meeting.on)),
        present=frozenset(who(one.person) for one in meeting.attendances if one.present),
        recused=frozenset(who(person) for person in recused),
        votes={who(person): vote for person, vote in votes.items()},
        minutes=True,
        sign_in_sheet=True,
    )


def _absent_voters(met: rule.Met) -> Iterator[Told]:
    """Only who is there can vote."""
    for one in sorted(met.votes.keys() - met.present, key=lambda one: one.key):
        yield meeting_no.AbsentVoted(name=one.name)


def _refuse_unless_partial(outcome: Mapping[str, list[Told]], partial: bool) -> None:
    """One case with an objection stops all; and a meeting that decided nothing is no meeting."""
    objected = [case for case, faults in outcome.items() if faults]
    if objected and (not partial or len(objected) == len(outcome)):
        raise Refused(
            meeting_no.OnCase(case=case, sentence=told.sentence, of=told, field=case)
            for case in objected
            for told in outcome[case]
        )


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    number: str
    unit: str
    on: date
    cases: tuple[str, ...]
    sign_in_sheet: bool


def meetings(look: Look) -> Sequence[MeetingRow]:
    """All meetings, newest first."""
    found = look.session.scalars(sa.select(Meeting).order_by(Meeting.on.desc(), Meeting.id.desc())).all()
    signed = set(
        look.session.scalars(
            sa.select(Paper.meeting_id).where(Paper.kind == PaperKind.SIGN_IN_SHEET, Paper.file.is_not(None))
        )
    )
    return [
        MeetingRow(m.number, m.unit.name, m.on, tuple(item.case.local_no for item in m.cases), m.id in signed)
        for m in found
    ]
