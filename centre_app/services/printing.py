"""What the store keeps of printed pages: the sheet, the copy, and whether the case has changed since.

Drawing a page is the business of ``forms``; it hands the finished page over here, inside its own act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python

from centre_app.core.filing import FILING_ORDER
from centre_app.core.refusals import Refused
from centre_app.core.refusals.filing import ReckoningStale
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case, CaseMove, MeansTest, Meeting, MeetingCase, Paper
from centre_app.db.notices import NoticeEntry, PublicNotice
from centre_app.db.printing import IssuedPage
from centre_app.db.rows import canonical
from centre_app.services.households import facts_of_household
from centre_app.services.means_facts import changed_since
from centre_app.services.numbers import next_number
from centre_app.services.work import Look, Work

__all__ = [
    "APPROVAL_FORM",
    "Basis",
    "PageSubject",
    "PrintedPage",
    "basis_of",
    "is_outdated",
    "keep_page",
    "latest_test_of",
    "pages_about",
    "reprint",
    "same_page",
    "scans_of",
    "short_code_taken",
]

APPROVAL_FORM = "archive-form"
"""Code of the printed form that is signed: 困难职工档案表（审批表）."""

_NOT_ON_THE_FORM = ("archive_no",)
"""What a case gains by its approval does not outdate the form that led to it."""


@dataclass(frozen=True, slots=True)
class PageSubject:
    """What a page is about: a case, a notice, a meeting, or the office itself (none of them)."""

    case: Case | None = None
    notice: PublicNotice | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A finished page as the form hands it over."""

    form: str
    short_code: str
    paper: str
    pages: int
    sheet: Mapping[str, Any]
    sheet_hash: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Basis:
    """Fingerprints of what a case says now: as forms say it, and as the form that is signed says it."""

    said: str
    signed: str

    def of(self, form: str) -> str:
        """The fingerprint that a page of this form printed now would have."""
        return self.signed if form == APPROVAL_FORM else self.said


def basis_of(look: Look, case: Case) -> Basis:
    """A fingerprint of what the forms say of a case: its household and people, its category, its reckoning.

    The form that is signed goes round anew after each return: what was signed before opens nothing any more.
    """
    facts = asdict(facts_of_household(case))
    for name in _NOT_ON_THE_FORM:
        facts.pop(name)
    latest = latest_test_of(look, case)
    said = {
        "household": to_jsonable_python(facts),
        "test": latest.number if latest else None,
        "filing_unit": case.filing_unit_id,
        "community": case.community_id,
        "applied_on": case.applied_on.isoformat() if case.applied_on else None,
    }
    plain = hashlib.sha256(canonical(said).encode()).hexdigest()
    returned = sa.select(sa.func.count()).where(CaseMove.case_id == case.id, CaseMove.state_after == CaseState.RETURNED)
    times = look.session.scalar(returned)
    return Basis(plain, hashlib.sha256(f"{plain} {times}".encode()).hexdigest() if times else plain)


def latest_test_of(look: Look, case: Case) -> MeansTest | None:
    """The newest reckoning of a case."""
    found = sa.select(MeansTest).where(MeansTest.case_id == case.id).order_by(MeansTest.number.desc()).limit(1)
    return look.session.scalars(found).one_or_none()


def short_code_taken(look: Look, code: str) -> bool:
    """Whether a short code already stands on a page of this office."""
    return look.session.scalar(sa.select(IssuedPage.id).where(IssuedPage.short_code == code)) is not None


def same_page(look: Look, form: str, paper: str, sheet_hash: str) -> IssuedPage | None:
    """The page that says exactly this already: printing it again is a copy of it, not a new version.

    Of the form that is signed an outdated page is not copied: nobody could sign the copy.
    """
    found = look.session.scalars(
        sa.select(IssuedPage)
        .where(IssuedPage.form == form, IssuedPage.paper == paper, IssuedPage.sheet_hash == sheet_hash)
        .order_by(IssuedPage.id.desc())
        .limit(1)
    ).one_or_none()
    if found is not None and form == APPROVAL_FORM and is_outdated(look, found):
        return None
    return found


def keep_page(work: Work, subject: PageSubject, page: PrintedPage, copies: int) -> IssuedPage:
    """Keep a new printed version with its stored copy.

    Raises:
        Refused: the form that is signed would rest on a reckoning that does not hold any more.
    """
    case = subject.case
    test = latest_test_of(work, case) if case else None
    if page.form == APPROVAL_FORM and case is not None and test is not None:
        _refuse_stale(work, case, test)
    record = IssuedPage(
        number=next_number(work, f"P{work.today.year}", width=6),
        form=page.form,
        short_code=page.short_code,
        case_id=case.id if case else None,
        notice_id=subject.notice.id if subject.notice else None,
        meeting_id=subject.meeting.id if subject.meeting else None,
        test_id=test.id if test else None,
        paper=page.paper,
        printed_on=work.today,
        copies=copies,
        pages=page.pages,
        sheet=dict(page.sheet),
        basis=basis_of(work, case).of(page.form) if case else None,
        sheet_hash=page.sheet_hash,
        file=work.papers.put(page.pdf),
        sha256=hashlib.sha256(page.pdf).hexdigest(),
    )
    work.session.add(record)
    work.session.flush()
    return record


def _refuse_stale(look: Look, case: Case, test: MeansTest) -> None:
    """Once a household is in the files, its form follows its life."""
    changed = changed_since(look, case, test) if case.standing in FILING_ORDER[:-1] else ()
    if changed:
        raise Refused([ReckoningStale(number=test.number, what="、".join(changed))])


def reprint(page: IssuedPage, copies: int) -> int:
    """Count further copies of a page; returns the number of the first of them."""
    first = page.copies + 1
    page.copies += copies
    return first


def pages_about(look: Look, case: Case) -> list[IssuedPage]:
    """The pages of a case, of the notices that name it and of the meetings that decided on it, oldest first."""
    noticed = sa.select(NoticeEntry.notice_id).where(NoticeEntry.case_id == case.id)
    decided = sa.select(MeetingCase.meeting_id).where(MeetingCase.case_id == case.id)
    about = sa.or_(IssuedPage.case_id == case.id, IssuedPage.notice_id.in_(noticed), IssuedPage.meeting_id.in_(decided))
    return list(look.session.scalars(sa.select(IssuedPage).where(about).order_by(IssuedPage.id)))


def scans_of(look: Look, page: IssuedPage) -> list[Paper]:
    """The scans of a page that have come back, signed or not."""
    found = sa.select(Paper).where(Paper.page_id == page.id, Paper.file.is_not(None)).order_by(Paper.id)
    return list(look.session.scalars(found))


def is_outdated(look: Look, page: IssuedPage) -> bool:
    """Whether the case says otherwise now than when the page was printed."""
    return page.case is not None and page.basis != basis_of(look, page.case).of(page.form)
