"""The morning page: what is due today and in the days to come, asked by state: it does not read the whole store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import sqlalchemy as sa

from centre_app.core.agenda import VISIT_WARN_DAYS, Due, in_order
from centre_app.core.filing import signing_roles
from centre_app.core.households import HEAD
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState, NoticeState
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.db.filing import Case, HomeVisit, Paper
from centre_app.db.notices import Grievance
from centre_app.db.people import HouseholdMember
from centre_app.db.printing import IssuedPage, Signature
from centre_app.services import notices, pairing
from centre_app.services.filing import APPROVAL_FORM
from centre_app.services.households import LIVING
from centre_app.services.work import Look

__all__ = ["today"]


def today(look: Look) -> list[Due]:
    """Everything due, the most pressing first."""
    return in_order(
        [*_answers(look), *_notices(look), *_signatures(look), *_visits(look), *_pairing(look), *_scans(look)]
    )


def _answers(look: Look) -> Iterator[Due]:
    """Objections without a finding, or without an answer to who gave a name."""
    open_ones = sa.or_(
        Grievance.outcome.is_(None), sa.and_(Grievance.objector.is_not(None), Grievance.answered_on.is_(None))
    )
    for grievance in look.session.scalars(sa.select(Grievance).where(open_ones).order_by(Grievance.id)):
        due = notices.answer_due(look, grievance.received_on)
        yield Due(
            kind=DueKind.ANSWER,
            subject=grievance.number,
            name=_head_of(look, grievance.case),
            case=grievance.case.uid,
            due_on=due,
            days_left=_working_days_left(look, due),
        )


def _working_days_left(look: Look, due: date) -> int:
    """Working days to that day, today not counted; when it is past, the days since."""
    if due < look.today:
        return (due - look.today).days
    return look.calendar.working_days(look.today + timedelta(days=1), due)


def _notices(look: Look) -> Iterator[Due]:
    for row in notices.notices(look):
        if row.state is NoticeState.RUNNING:
            yield Due(
                kind=DueKind.NOTICE,
                subject=row.number,
                name=row.unit,
                due_on=row.last_day,
                days_left=row.days_left,
            )
        elif row.state is NoticeState.RUN_OUT:
            down = row.last_day + timedelta(days=1)
            yield Due(
                kind=DueKind.NOTICE_RUN_OUT,
                subject=row.number,
                name=row.unit,
                due_on=down,
                days_left=(down - look.today).days,
            )


def _signatures(look: Look) -> Iterator[Due]:
    """Households whose newest approval form still lacks somebody's signature."""
    newest = (
        sa.select(sa.func.max(IssuedPage.id))
        .join(Case, Case.id == IssuedPage.case_id)
        .where(IssuedPage.form == APPROVAL_FORM, _standing(CaseState.PUBLICISED))
        .group_by(IssuedPage.case_id)
    )
    found = sa.select(IssuedPage, Case).join(Case, Case.id == IssuedPage.case_id).where(IssuedPage.id.in_(newest))
    for page, case in look.session.execute(found.order_by(IssuedPage.id)):
        signed = set(look.session.scalars(sa.select(Signature.role).where(Signature.page_id == page.id)))
        level = ArchiveLevel(case.household.archive_level or look.setting.facts["archive_level"])
        roles = signing_roles(look.rules_on(page.printed_on), level)
        waiting = next((role for role in roles if role not in signed), None)
        if waiting is not None:
            yield Due(
                kind=DueKind.SIGNATURE,
                subject=case.local_no,
                name=_head_of(look, case),
                case=case.uid,
                detail=waiting.label,
                signer=waiting,
            )


def _standing(*states: CaseState) -> sa.ColumnElement[bool]:
    """Cases that stand in one of these states, a returned one in the state it was returned to."""
    returned = sa.and_(Case.state == CaseState.RETURNED, Case.returned_to.in_(states))
    return sa.or_(Case.state.in_(states), returned)


def _visits(look: Look) -> Iterator[Due]:
    """Visits that a meeting could soon not rest on any more, by the figure that would hold if it met today."""
    most = look.rules_on(look.today).visit_max_age_days
    newest = sa.func.max(HomeVisit.on)
    found = (
        sa.select(Case, newest)
        .join(HomeVisit, HomeVisit.case_id == Case.id)
        .where(_standing(CaseState.SURVEYED, CaseState.VERIFIED))
        .group_by(Case.id)
        .having(newest <= look.today - timedelta(days=most - VISIT_WARN_DAYS))
    )
    for case, visited_on in look.session.execute(found):
        due = visited_on + timedelta(days=most)
        yield Due(
            kind=DueKind.VISIT,
            subject=case.local_no,
            name=_head_of(look, case),
            case=case.uid,
            due_on=due,
            days_left=(due - look.today).days,
        )


def _pairing(look: Look) -> Iterator[Due]:
    for row in pairing.overdue(look):
        yield Due(
            kind=DueKind.PAIRING_VISIT if row.cadre else DueKind.PAIRING,
            subject=row.case,
            name=row.head,
            case=row.key,
            due_on=row.due_on,
            days_left=(row.due_on - look.today).days if row.due_on else None,
            detail=row.cadre or "",
        )


def _scans(look: Look) -> Iterator[Due]:
    """Living cases with papers that were recorded and not scanned yet."""
    count = sa.func.count(Paper.id)
    found = (
        sa.select(Case, count)
        .join(Paper, Paper.case_id == Case.id)
        .where(Case.state.in_(LIVING), Paper.file.is_(None))
        .group_by(Case.id)
        .order_by(Case.id)
    )
    for case, number in look.session.execute(found):
        yield Due(
            kind=DueKind.SCAN,
            subject=case.archive_no or case.local_no,
            name=_head_of(look, case),
            case=case.uid,
            count=number,
        )


def _head_of(look: Look, case: Case) -> str:
    head = sa.select(HouseholdMember.name).where(
        HouseholdMember.household_id == case.household_id, HouseholdMember.relation == HEAD
    )
    return look.session.scalar(head.limit(1)) or ""
