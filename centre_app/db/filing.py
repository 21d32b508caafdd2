"""Cases and the evidence of the seven steps: visits, budget, reckonings, appraisals, meetings, papers."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.base import Entry, Record, code, fact, name50, note, quantity, yuan
from centre_app.db.people import Household, HouseholdMember, Person, Unit

__all__ = [
    "AccidentSuffered",
    "Appraisal",
    "AppraisalVoice",
    "AssetFinding",
    "Attendance",
    "BudgetLine",
    "Case",
    "CaseMove",
    "CaseNote",
    "Circumstances",
    "HomeVisit",
    "MeansTest",
    "Meeting",
    "MeetingCase",
    "MeetingVote",
    "Paper",
    "Recusal",
    "UnionAidReceived",
    "VisitSurveyor",
]


class Case(Entry):
    """One stay (episode) of a household in the files."""

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_state", "state", "id"),)

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    episode: Mapped[int]
    local_no: Mapped[str] = mapped_column(String(20), unique=True)
    archive_no: Mapped[str | None] = mapped_column(String(40), unique=True)
    state: Mapped[code]
    returned_to: Mapped[code | None]
    category: Mapped[code | None]
    main_cause: Mapped[code | None]
    other_causes: Mapped[list[Any]]
    filing_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    opened_on: Mapped[date]
    applied_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_over: Mapped[bool]

    household: Mapped[Household] = relationship()
    filing_unit: Mapped[Unit | None] = relationship(foreign_keys=filing_unit_id)
    community: Mapped[Unit | None] = relationship(foreign_keys=community_id)
    filed_by: Mapped[Person | None] = relationship(foreign_keys=filed_by_id)
    entered_by: Mapped[Person | None] = relationship(foreign_keys=entered_by_id)

    @property
    def standing(self) -> CaseState:
        """The state from which acts start: of a returned case the state that it was returned to."""
        state = CaseState(self.state)
        return CaseState(self.returned_to) if state is CaseState.RETURNED and self.returned_to else state


class CaseMove(Record):
    """A change of state, with the act, the day and the reason: the household's history."""

    __tablename__ = "case_move"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    act: Mapped[code]
    state_before: Mapped[code]
    state_after: Mapped[code]
    on: Mapped[date]
    reason: Mapped[note | None]


class CaseNote(Record):
    """A note of a clerk on a case."""

    __tablename__ = "case_note"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    on: Mapped[date]
    text: Mapped[note]


class Paper(Record):
    """A paper or photograph of a case, a meeting, a notice or a printed page; ``file`` names its encrypted scan.

    A paper may be recorded before its scan is there: then ``file`` is empty and the wall shows it red.
    """

    __tablename__ = "paper"

    kind: Mapped[code]
    title: Mapped[fact | None]
    on: Mapped[date]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("household_member.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("home_visit.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("notice_place.id"), index=True)
    page_id: Mapped[int | None] = mapped_column(ForeignKey("issued_page.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("chair_delegation.id"), index=True)
    file: Mapped[str | None] = mapped_column(String(64), index=True)
    media: Mapped[code | None]
    size: Mapped[int | None]

    member: Mapped[HouseholdMember | None] = relationship()


class HomeVisit(Entry):
    """入户调查: who went, who was met, what was seen."""

    __tablename__ = "home_visit"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    on: Mapped[date]
    at: Mapped[time | None]
    person_met: Mapped[name50]
    people_present: Mapped[fact | None]
    signed_how: Mapped[code | None]
    signed_by: Mapped[str | None] = mapped_column(String(50))
    tenure: Mapped[code | None]
    floor_area: Mapped[quantity | None]
    heating: Mapped[bool | None]
    housing_note: Mapped[note | None]
    goods: Mapped[note | None]
    debts: Mapped[note | None]
    insurance: Mapped[note | None]
    assets: Mapped[note | None]
    schooling: Mapped[note | None]
    illness: Mapped[note | None]
    labour: Mapped[note | None]
    job_wish: Mapped[note | None]
    aid_received: Mapped[note | None]
    needs: Mapped[note | None]
    opinion: Mapped[note | None]

    surveyors: Mapped[list[VisitSurveyor]] = relationship(
        back_populates="visit", order_by="VisitSurveyor.id", cascade="all, delete-orphan"
    )


class VisitSurveyor(Record):
    __tablename__ = "visit_surveyor"

    visit_id: Mapped[int] = mapped_column(ForeignKey("home_visit.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    visit: Mapped[HomeVisit] = relationship(back_populates="surveyors")
    person: Mapped[Person] = relationship()


class BudgetLine(Entry):
    """One income or spending of a household, with its period and its proof."""

    __tablename__ = "budget_line"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("household_member.id"), index=True)
    position: Mapped[int]
    kind: Mapped[code]
    caption: Mapped[fact | None]
    amount: Mapped[yuan]
    period: Mapped[code]
    times: Mapped[quantity | None]
    proof: Mapped[code]
    paper: Mapped[fact | None]
    aid_for_same_cost: Mapped[yuan]
    deductible: Mapped[yuan | None]
    remark: Mapped[note | None]

    member: Mapped[HouseholdMember | None] = relationship()


class AssetFinding(Entry):
    """A home, vehicle, firm or other fact that may exclude a household; explained, confirmed or false."""

    __tablename__ = "asset_finding"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("household_member.id"), index=True)
    kind: Mapped[code]
    status: Mapped[code]
    what: Mapped[fact]
    detail: Mapped[dict[str, Any]]
    explanation: Mapped[note | None]
    found_on: Mapped[date]
    paper: Mapped[fact | None]

    member: Mapped[HouseholdMember | None] = relationship()


class Circumstances(Entry):
    """What a reckoning asks of a case besides its lines: settlement, grounds, the applicant's labour relation.

    ``people`` holds by member uid what disproves an imputed wage and the year of retirement.
    """

    __tablename__ = "circumstances"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), unique=True)
    settlement: Mapped[code]
    deep_grounds: Mapped[list[Any]]
    migrant: Mapped[bool]
    union_member: Mapped[bool]
    labour_months: Mapped[int]
    low_income_is_cause: Mapped[bool]
    last_helped_on: Mapped[date | None]
    still_in_hardship: Mapped[bool]
    people: Mapped[dict[str, Any]]


class AccidentSuffered(Entry):
    """A sudden event, injury or serious illness of the household, with what it cost and what was paid for it."""

    __tablename__ = "accident"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("household_member.id"), index=True)
    what: Mapped[fact]
    on: Mapped[date]
    cost: Mapped[yuan]
    compensation: Mapped[yuan]
    casualty_of_major_event: Mapped[bool]
    still_in_hardship: Mapped[bool]
    paper: Mapped[fact | None]

    member: Mapped[HouseholdMember | None] = relationship()


class UnionAidReceived(Entry):
    """Aid of a union that the household has received; what lies in the twelve months enters the test."""

    __tablename__ = "union_aid"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    on: Mapped[date]
    amount: Mapped[yuan]
    what: Mapped[fact | None]
    festival_gift: Mapped[bool]


class MeansTest(Record):
    """One reckoning (算), never changed afterwards: the facts, the figures and the proof lines that it rests on."""

    __tablename__ = "means_test"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    number: Mapped[int]
    on: Mapped[date]
    application_on: Mapped[date]
    category: Mapped[code | None]
    net_per_head: Mapped[yuan]
    budget_gap: Mapped[yuan]
    counted: Mapped[list[Any]]
    pack: Mapped[fact]
    facts: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]


class Appraisal(Record):
    """议: neighbours, colleagues and the union group were asked."""

    __tablename__ = "appraisal"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    test_id: Mapped[int] = mapped_column(ForeignKey("means_test.id"))
    on: Mapped[date]
    place: Mapped[fact | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    conclusion: Mapped[note | None]

    test: Mapped[MeansTest] = relationship()
    voices: Mapped[list[AppraisalVoice]] = relationship(
        back_populates="appraisal", order_by="AppraisalVoice.id", cascade="all, delete-orphan"
    )


class AppraisalVoice(Record):
    __tablename__ = "appraisal_voice"

    appraisal_id: Mapped[int] = mapped_column(ForeignKey("appraisal.id", ondelete="CASCADE"), index=True)
    name: Mapped[name50]
    kind: Mapped[code]
    view: Mapped[note]
    agrees: Mapped[bool]

    appraisal: Mapped[Appraisal] = relationship(back_populates="voices")


class Meeting(Entry):
    """评: a meeting of a union's committee, with minutes and sign-in sheet."""

    __tablename__ = "meeting"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    on: Mapped[date]
    place: Mapped[fact | None]
    chaired_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    minutes: Mapped[note]

    unit: Mapped[Unit] = relationship()
    chaired_by: Mapped[Person] = relationship(foreign_keys=chaired_by_id)
    recorded_by: Mapped[Person] = relationship(foreign_keys=recorded_by_id)
    attendances: Mapped[list[Attendance]] = relationship(order_by="Attendance.id", cascade="all, delete-orphan")
    cases: Mapped[list[MeetingCase]] = relationship(
        back_populates="meeting", order_by="MeetingCase.id", cascade="all, delete-orphan"
    )


class Attendance(Record):
    """A member of the committee at a meeting, present or absent with the reason; or a guest."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    present: Mapped[bool]
    in_committee: Mapped[bool]
    reason: Mapped[fact | None]

    person: Mapped[Person] = relationship()


class MeetingCase(Record):
    """One case on the agenda: on which reckoning it was decided, and how."""

    __tablename__ = "meeting_case"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    test_id: Mapped[int] = mapped_column(ForeignKey("means_test.id"))
    opinion: Mapped[note | None]

    meeting: Mapped[Meeting] = relationship(back_populates="cases")
    case: Mapped[Case] = relationship()
    test: Mapped[MeansTest] = relationship()
    votes: Mapped[list[MeetingVote]] = relationship(order_by="MeetingVote.id", cascade="all, delete-orphan")
    recusals: Mapped[list[Recusal]] = relationship(order_by="Recusal.id", cascade="all, delete-orphan")


class MeetingVote(Record):
    __tablename__ = "meeting_vote"

    meeting_case_id: Mapped[int] = mapped_column(ForeignKey("meeting_case.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    vote: Mapped[code]

    person: Mapped[Person] = relationship()


class Recusal(Record):
    __tablename__ = "recusal"

    meeting_case_id: Mapped[int] = mapped_column(ForeignKey("meeting_case.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[fact]

    person: Mapped[Person] = relationship()
