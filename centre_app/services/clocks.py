"""How each case stands for lists: reckoned after an act, never in it, and kept beside what lists are sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from centre_app.core.clocks import NEVER, NOT_ASKED, Clock
from centre_app.core.filing import FILING_ORDER, GATES, FilingFacts, judge
from centre_app.core.next_steps import next_step
from centre_app.core.refusals import Refused, Told
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db import search
from centre_app.db.filing import Case, Paper
from centre_app.db.notices import Grievance
from centre_app.db.session import DerivedSession
from centre_app.services import notices
from centre_app.services.filing import facts_of
from centre_app.services.office import Office
from centre_app.services.search import CaseQuery, CaseRow, rows
from centre_app.services.standing import beside
from centre_app.services.work import Look

__all__ = ["RULES", "ListedCase", "Sums", "forget", "listed", "settle", "sums"]

PORTION: Final = 2
"""Cases reckoned in one go: a question of the window waits no longer than that."""
RULES: Final = frozenset({"own_figure", "own_calendar"})
"""Tables whose change makes every case stand otherwise."""
_WORKING_DAYS: Final = frozenset({DueKind.NOTICE, DueKind.ANSWER})


# Reckoning ------------------------------------------------------------------------------------------------------


def settle(office: Office, portion: int = PORTION) -> int:
    """Reckon some of the cases that changed, the newest first; returns how many, so none once all are done."""
    with office.look() as look:
        waiting = search.unreckoned(look.session, portion)
        made = {place: _clock(look, look.session.get_one(Case, case_id)) for place, case_id in waiting.items()}
    if made:
        with DerivedSession(office.store.desk) as session, session.begin():
            search.reckon(session, made)
    return len(made)


def forget(office: Office) -> None:
    """The rules or the calendar have changed: every case is reckoned anew."""
    with DerivedSession(office.store.desk) as session, session.begin():
        search.forget_clocks(session)


def _clock(look: Look, case: Case) -> Clock:
    try:
        return _reckoned(look, case)
    except (Refused, Told):
        return Clock()  # a rule is missing for its day, which its own page says


def _reckoned(look: Look, case: Case) -> Clock:
    if case.state == CaseState.DRAFT:  # nothing can be recorded of it yet that opens a gate
        return Clock(next_act="apply", closed=len(GATES), lacking=_unscanned(look, case))
    if case.standing not in FILING_ORDER and case.state != CaseState.REFUSED:
        return Clock(closed=NOT_ASKED, lacking=_unscanned(look, case))
    facts = facts_of(look, case)
    around = beside(look, case)
    step = next_step(facts, look, around)
    due_on, kind = _due(look, case, facts, around.seen_by)
    asked = facts.state in FILING_ORDER
    return Clock(
        due_on=due_on or NEVER,
        due_kind=kind,
        next_act=step.act if step else "",
        closed=sum(not gate.open for gate in judge(facts, look)) if asked else NOT_ASKED,
        lacking=_unscanned(look, case),
    )


def _unscanned(look: Look, case: Case) -> int:
    unscanned = sa.select(sa.func.count()).where(Paper.case_id == case.id, Paper.file.is_(None))
    return look.session.scalar(unscanned) or 0


def _due(look: Look, case: Case, facts: FilingFacts, seen_by: date | None) -> tuple[date | None, str]:
    """The next clock of a case: an answer, the end of its notice, the age of its visit, the cadre's visit."""
    if facts.notice and any(one.open for one in facts.notice.grievances):
        received = sa.select(sa.func.min(Grievance.received_on)).where(
            Grievance.case_id == case.id, sa.or_(Grievance.outcome.is_(None), Grievance.answered_on.is_(None))
        )
        since = look.session.scalar(received)
        return (notices.answer_due(look, since), DueKind.ANSWER) if since else (None, "")
    match facts.state:
        case CaseState.DELIBERATED if facts.notice and facts.notice.taken_down_on is None:
            return facts.notice.last_day(look), DueKind.NOTICE
        case CaseState.SURVEYED | CaseState.VERIFIED if facts.visit:
            most = look.rules_on(look.today).visit_max_age_days
            return facts.visit.on + timedelta(days=most), DueKind.VISIT
        case CaseState.PUBLICISED if facts.page:
            return None, DueKind.SIGNATURE
        case CaseState.ACTIVE:
            return (seen_by, DueKind.PAIRING_VISIT) if seen_by else (case.approved_on, DueKind.PAIRING)
        case _:
            return None, ""


# Listing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case as the window lists it. ``days_left`` are working days where the law counts them; below nought: late."""

    key: int
    row: CaseRow
    clock: Clock
    days_left: int | None


def listed(look: Look, keys: Sequence[int]) -> list[ListedCase]:
    """The rows of these keys in their order, with how each stands; a case that is gone is left out."""
    clocks = search.clocks_of(look.session, keys)
    calendar = look.calendar

    def left(clock: Clock) -> int | None:
        if clock.due_on == NEVER:
            return None
        if clock.due_kind in _WORKING_DAYS and clock.due_on >= look.today:
            return calendar.working_days(look.today + timedelta(days=1), clock.due_on)
        return (clock.due_on - look.today).days

    return [
        ListedCase(row.key, row, clock, left(clock))
        for row in rows(look, keys)
        for clock in (clocks.get(row.key, Clock()),)
    ]


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list comes to."""

    cases: int
    people: int


def sums(look: Look, query: CaseQuery) -> Sums:
    """How many cases a list has, and how many people who count live in them."""
    cases, people = search.sums_found(look.session, query.asked)
    return Sums(cases, people)
