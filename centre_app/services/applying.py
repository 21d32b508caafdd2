"""新建申请 after the case is opened: its papers, and what the application still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.people import is_adult
from centre_app.core.refusals import Told
from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.db.filing import Paper
from centre_app.services.choosing import Known
from centre_app.services.filing import against_applying
from centre_app.services.finding import case_of
from centre_app.services.work import Look

__all__ = ["Applying", "KeptPaper", "applying"]


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper that is recorded, whose it is, and whether its scan is there."""

    key: str
    kind: PaperKind
    title: str
    of: str
    on: date
    scanned: bool


@dataclass(frozen=True, slots=True)
class Applying:
    """A case on its way to be accepted."""

    case: str
    number: str
    head: str
    state: CaseState
    people: tuple[Known, ...]
    unauthorised: tuple[Known, ...]
    """Adults who have not authorised the check of the household's means."""
    papers: tuple[KeptPaper, ...]
    lacks: tuple[Told, ...]
    """What the application lacks, whoever would accept it."""


def applying(look: Look, key: str) -> Applying:
    """Where an application stands.

    Raises:
        Refused: there is no such case.
    """
    case = case_of(look, key)
    papers = look.session.scalars(sa.select(Paper).where(Paper.case_id == case.id).order_by(Paper.id)).all()
    people = {member.id: Known(str(member.uid), member.name) for member in case.household.members}
    signed = {paper.member_id for paper in papers if paper.kind == PaperKind.AUTHORISATION}
    return Applying(
        case=str(case.uid),
        number=case.archive_no or case.local_no,
        head=next((member.name for member in case.household.members if member.relation == HEAD), ""),
        state=CaseState(case.state),
        people=tuple(people.values()),
        unauthorised=tuple(
            people[one.id]
            for one in case.household.members
            if is_adult(one.birth_date, look.today) and one.id not in signed
        ),
        papers=tuple(
            KeptPaper(
                key=str(paper.uid),
                kind=PaperKind(paper.kind),
                title=paper.title or "",
                of=people[paper.member_id].name if paper.member_id in people else "",
                on=paper.on,
                scanned=paper.file is not None,
            )
            for paper in papers
        ),
        lacks=tuple(against_applying(look, case, look.today)),
    )
