"""The audit trail as it is read: who did what and when, and the proof that no link is missing or altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa

from centre_app.core.acts import ACTS
from centre_app.core.moments import CHINA
from centre_app.core.refusals import Told
from centre_app.core.refusals import upkeep as no
from centre_app.db.filing import Case
from centre_app.db.session import chain_problems
from centre_app.db.system import Act, Change
from centre_app.services.finding import case_of
from centre_app.services.work import Look

__all__ = ["ChainProof", "LogLine", "lines_of", "newest_number", "proof_of_chain", "stored_since"]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act. ``case`` is what it was about, where it was about one case; what it was given is not shown."""

    number: int
    key: UUID
    act: str
    label: str
    by: str
    at: datetime
    case: UUID | None
    case_no: str | None
    undoes: int | None


def lines_of(look: Look, case: str | None = None, since: date | None = None) -> list[LogLine]:
    """The acts, oldest first: all, those that touched one case, those from a day on."""
    found = sa.select(Act, Case.archive_no, Case.local_no).outerjoin(Case, Case.uid == Act.subject).order_by(Act.number)
    if case is not None:
        record = case_of(look, case)
        touching = sa.select(Change.act_number).where(Change.record_uid == record.uid)
        found = found.where(sa.or_(Act.subject == record.uid, Act.number.in_(touching)))
    if since is not None:
        found = found.where(Act.at >= datetime.combine(since, time(), CHINA))
    return [_line(act, archive_no or local_no) for act, archive_no, local_no in look.session.execute(found)]


def _line(act: Act, case_no: str | None) -> LogLine:
    label = ACTS[act.name].label if act.name in ACTS else act.name
    return LogLine(act.number, act.uid, act.name, label, act.by_name, act.at, act.subject, case_no, act.undoes)


@dataclass(frozen=True, slots=True)
class ChainProof:
    """What the proof of the chain came to, over how many acts."""

    lines: int
    problems: tuple[Told, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def proof_of_chain(look: Look) -> ChainProof:
    """Prove every link: no number missing, every hash, every value against its commitment."""
    problems = tuple(_broken(look))
    return ChainProof(look.session.scalar(sa.select(sa.func.count()).select_from(Act)) or 0, problems)


def _broken(look: Look) -> Iterator[Told]:
    told = {"missing": no.ChainGap, "given": no.GivenAltered, "change": no.ChangeAltered, "hash": no.LinkAltered}
    for problem in chain_problems(look.session):
        yield told[problem.part](number=problem.number)


def newest_number(look: Look) -> int:
    """The number of the newest act; 0 before the first."""
    return look.session.scalar(sa.select(sa.func.max(Act.number))) or 0


def stored_since(look: Look, number: int) -> bool:
    """Whether whoever is signed in has stored an act after the one of this number."""
    mine = sa.select(Act.number).where(Act.number > number, Act.by_name == look.actor.name).limit(1)
    return look.session.scalar(mine) is not None
