"""走访: the households that want a visit and those that had one, and what a visit of one household rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.vocabulary.filing import CaseState, PaperKind, SignedHow
from centre_app.db.filing import Case, HomeVisit
from centre_app.db.people import HouseholdMember
from centre_app.services.choosing import Known, people_known
from centre_app.services.documents import AttachPaper
from centre_app.services.given import given_from
from centre_app.services.means_sheet import MeansSheet, keep_lines, means_sheet
from centre_app.services.means_tests import SetBudgetLine
from centre_app.services.office import Office
from centre_app.services.visits import RecordVisit
from centre_app.services.work import Done, Look

__all__ = ["Round", "VisitPaper", "hand_in", "rounds", "visit_paper"]

_VISITED = (CaseState.APPLIED, CaseState.SURVEYED, CaseState.VERIFIED)


@dataclass(frozen=True, slots=True)
class Round:
    """A household on the list of visits. ``days_left``: until a meeting could not rest on its visit any more."""

    key: str
    number: str
    head: str
    place: str
    visited_on: date | None
    days_left: int | None

    @property
    def due(self) -> bool:
        """Whether somebody must go: nobody has been there, or it is too long ago."""
        return self.days_left is None or self.days_left < 0


def rounds(look: Look) -> list[Round]:
    """Every household on its way to a meeting: those that nobody has seen first, then by the age of the visit."""
    most = look.rules_on(look.today).visit_max_age_days
    newest = sa.select(HomeVisit.case_id, sa.func.max(HomeVisit.on).label("on")).group_by(HomeVisit.case_id).subquery()
    returned = sa.and_(Case.state == CaseState.RETURNED, Case.returned_to.in_(_VISITED))
    found = look.session.execute(
        sa.select(Case, HouseholdMember.name, newest.c.on)
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .outerjoin(newest, newest.c.case_id == Case.id)
        .where(HouseholdMember.relation == HEAD, sa.or_(Case.state.in_(_VISITED), returned))
        .order_by(newest.c.on.is_not(None), newest.c.on, Case.id)
    )
    return [
        Round(
            key=str(case.uid),
            number=case.local_no,
            head=head,
            place=case.community.name if case.community else case.household.town or "",
            visited_on=on,
            days_left=(on + timedelta(days=most) - look.today).days if on else None,
        )
        for case, head, on in found
    ]


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """What the form of a visit is filled in with: the household and its lines, and who of the union may have gone."""

    sheet: MeansSheet
    people: tuple[Known, ...]
    needed: int
    """Surveyors that a visit of today needs."""

    @property
    def against(self) -> str:
        """Why no visit can be recorded now."""
        return self.sheet.against.get("record-visit", "")

    @property
    def beginning(self) -> Mapping[str, object]:
        """What stands in an empty form."""
        return {"person_met": self.sheet.head or None, "signed_how": str(SignedHow.SIGNATURE)}


def visit_paper(look: Look, key: int | str) -> VisitPaper | None:
    """The form of a visit of this household; nothing where it is gone.

    Raises:
        Refused: there is no such case.
    """
    sheet = means_sheet(look, key)
    if sheet is None:
        return None
    return VisitPaper(sheet, people_known(look), look.rules_on(look.today).surveyors_needed)


def hand_in(
    office: Office, given: RecordVisit, lines: list[SetBudgetLine], known: frozenset[str], scan: str | None
) -> Done:
    """登记入户调查, then what it found: the lines of the sheet, and the scan of the form.

    The visit comes first: where it is refused nothing else is stored.
    """
    done = office.do("record-visit", given)
    if lines or known:
        keep_lines(office, given.case, lines, known)
    if scan:
        paper = {"case": given.case, "kind": PaperKind.VISIT_FORM, "file": scan, "on": given.on}
        office.do("attach-paper", given_from(AttachPaper, paper))
    return done
