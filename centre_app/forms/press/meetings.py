"""What the two papers of a meeting say: minutes and sign-in sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from centre_app.core.households import HEAD
from centre_app.core.vocabulary.filing import Vote
from centre_app.db.filing import Meeting, MeetingCase
from centre_app.services.finding import meeting_of
from centre_app.services.work import Look

from .words import category_label

__all__ = ["SAMPLE", "Decided", "MeetingSheet", "Present", "gather"]


@dataclass(frozen=True, slots=True)
class Present:
    """One who was asked to the meeting."""

    name: str
    unit: str
    committee: bool
    present: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One case of the agenda, and how the vote went."""

    number: str
    head: str
    size: int
    category: str
    in_favour: int
    against: int
    abstained: int
    recused: str
    opinion: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    number: str
    unit: str
    on: date
    place: str
    chaired_by: str
    recorded_by: str
    committee: int
    people: tuple[Present, ...]
    cases: tuple[Decided, ...]
    minutes: str

    @property
    def present(self) -> int:
        """Members of the committee who were there."""
        return sum(1 for one in self.people if one.present and one.committee)


def gather(look: Look, key: str) -> MeetingSheet:
    """A meeting as it was recorded."""
    meeting = meeting_of(look, key)
    return MeetingSheet(
        number=meeting.number,
        unit=meeting.unit.name,
        on=meeting.on,
        place=meeting.place or "",
        chaired_by=meeting.chaired_by.name,
        recorded_by=meeting.recorded_by.name,
        committee=sum(1 for one in meeting.attendances if one.in_committee),
        people=tuple(_people(meeting)),
        cases=tuple(_decided(item) for item in meeting.cases),
        minutes=meeting.minutes,
    )


def _people(meeting: Meeting) -> list[Present]:
    return [
        Present(
            one.person.name,
            one.person.unit.name if one.person.unit else meeting.unit.name,
            one.in_committee,
            one.present,
            one.reason or "",
        )
        for one in meeting.attendances
    ]


def _decided(item: MeetingCase) -> Decided:
    votes = [Vote(vote.vote) for vote in item.votes]
    head = next(member for member in item.case.household.members if member.relation == HEAD)
    return Decided(
        number=item.case.local_no,
        head=head.name,
        size=len(item.test.counted),
        category=category_label(item.test.category),
        in_favour=votes.count(Vote.FOR),
        against=votes.count(Vote.AGAINST),
        abstained=votes.count(Vote.ABSTAIN),
        recused="、".join(one.person.name for one in item.recusals),
        opinion=item.opinion or "",
    )


SAMPLE = MeetingSheet(
    number="M2026001",
    unit="县第二运输公司工会",
    on=date(2026, 11, 12),
    place="公司三楼会议室",
    chaired_by="田主席",
    recorded_by="田记录",
    committee=5,
    people=(
        Present("田主席", "县第二运输公司工会", committee=True, present=True),
        Present("田副席", "县第二运输公司工会", committee=True, present=True),
        Present("田记录", "县第二运输公司工会", committee=True, present=True),
        Present("古丽努尔·艾合买提", "县第二运输公司工会", committee=True, present=True),
        Present("田委五", "县第二运输公司工会", committee=True, present=False, reason="出差"),
        Present("田一查", "县第二运输公司工会", committee=False, present=True),
    ),
    cases=(
        Decided("L20260001", "𠮷田秀兰", 3, "深度困难", 4, 0, 0, "", "同意"),
        Decided("L20260002", "王𬍛", 2, "相对困难", 3, 0, 0, "田副席", "同意，田副席系其亲属，已回避"),
    ),
    minutes="会议听取了入户调查、家庭收支核算和走访评议情况，逐户研究表决。应到委员5人，实到4人，符合规定人数。"
    "同意将2户家庭列入拟建档名单，按规定公示。",
)
