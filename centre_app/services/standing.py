"""Where a case stands: its seven steps, its four gates, what comes next, and all of it in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from centre_app.core import filing as rule
from centre_app.core.completeness import missing_fields, missing_papers, missing_photographs
from centre_app.core.households import HEAD
from centre_app.core.next_steps import Beside, NextStep, Standing, next_step, sentences
from centre_app.core.refusals import Caution, Told
from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.db.filing import BudgetLine, Case, CaseMove, HomeVisit, Paper
from centre_app.db.pairing import PairingVisit
from centre_app.db.people import HouseholdMember
from centre_app.services.filing import against_applying, facts_of
from centre_app.services.finding import case_of
from centre_app.services.households import LIVING, facts_of_household
from centre_app.services.pairing import pairing_of
from centre_app.services.take_over import reviewed
from centre_app.services.work import Look

__all__ = ["CaseStanding", "beside", "red_items", "standing_of", "why"]

_SAID_WHY = frozenset({CaseState.RETURNED, CaseState.REFUSED, CaseState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """A case as its row of steps and gates shows it."""

    case: UUID
    state: CaseState
    returned_to: CaseState | None
    steps: tuple[rule.StepFact, ...]
    gates: tuple[rule.GateJudgement, ...]
    next: NextStep | None
    red: tuple[Told, ...]
    """What is missing and stops nothing: starred fields, papers of the situation, photographs."""


def standing_of(look: Look, key: str) -> CaseStanding:
    """Steps and gates as the evidence stands today, and the act that leads on."""
    case = case_of(look, key)
    facts = facts_of(look, case)
    return CaseStanding(
        case=case.uid,
        state=CaseState(case.state),
        returned_to=CaseState(case.returned_to) if case.returned_to else None,
        steps=rule.steps_of(facts),
        gates=rule.judge(facts, look),
        next=next_step(facts, look, beside(look, case)),
        red=red_items(look, case),
    )


def why(look: Look, key: str) -> list[str]:
    """In sentences: where a case stands, what is missing, who must do what next."""
    case = case_of(look, key)
    head = next((member.name for member in case.household.members if member.relation == HEAD), "")
    standing = Standing(
        case=case.archive_no or case.local_no,
        head=head,
        facts=facts_of(look, case),
        beside=beside(look, case),
        red=red_items(look, case),
        returned_to=CaseState(case.returned_to) if case.returned_to else None,
        reason=_reason(look, case) if CaseState(case.state) in _SAID_WHY else "",
    )
    return list(sentences(standing, look))


def beside(look: Look, case: Case) -> Beside:
    """What the next step hangs on besides the facts of the gates."""
    state = case.standing
    pairing = pairing_of(look, case) if state is CaseState.ACTIVE else None
    lines = sa.select(BudgetLine.id).where(BudgetLine.case_id == case.id).limit(1)
    return Beside(
        against_applying=tuple(against_applying(look, case, look.today)) if state is CaseState.DRAFT else (),
        has_budget_lines=look.session.scalar(lines) is not None,
        cadre=pairing.cadre.name if pairing else None,
        seen_by=_seen_by(look, pairing.id, pairing.from_on) if pairing else None,
        taken_over_unseen=case.taken_over and not reviewed(look, [case.id]),
    )


def red_items(look: Look, case: Case) -> tuple[Caution, ...]:
    """The completeness wall of a living archive: starred fields, papers of its situation, photographs of its visit."""
    return tuple(_missing(look, case)) if case.state in LIVING else ()


def _missing(look: Look, case: Case) -> Iterator[Caution]:
    facts = facts_of_household(case)
    papers = look.session.execute(
        sa.select(Paper.kind, HouseholdMember.name)
        .outerjoin(HouseholdMember, HouseholdMember.id == Paper.member_id)
        .where(Paper.case_id == case.id)
    )
    yield from missing_fields(facts)
    yield from missing_papers(facts, {(PaperKind(kind), name) for kind, name in papers}, look.today)
    newest = sa.select(HomeVisit.id).where(HomeVisit.case_id == case.id).order_by(HomeVisit.id.desc()).limit(1)
    visit = look.session.scalar(newest)
    if visit is not None:
        photos = sa.select(sa.func.count(Paper.id)).where(
            Paper.visit_id == visit, Paper.kind == PaperKind.VISIT_PHOTO, Paper.file.is_not(None)
        )
        yield from missing_photographs(look.session.scalar(photos) or 0)


def _seen_by(look: Look, pairing_id: int, paired_on: date) -> date:
    """The day by which the cadre should visit: so long after the last visit as the figure of that day says."""
    last = look.session.scalar(sa.select(sa.func.max(PairingVisit.on)).where(PairingVisit.pairing_id == pairing_id))
    seen = last or paired_on
    return seen + timedelta(days=look.rules_on(seen).pairing_overdue_days)


def _reason(look: Look, case: Case) -> str:
    """Why the case was moved last."""
    last = sa.select(CaseMove.reason).where(CaseMove.case_id == case.id).order_by(CaseMove.id.desc()).limit(1)
    return look.session.scalar(last) or ""
