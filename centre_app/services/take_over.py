"""承接旧档: archives from before this program, until the office has seen and reviewed each of them itself.

They are in the files on the strength of one printed list that the chair signs. Each stays red until two surveyors
of this office have been there and its reviewer has signed the form that was printed afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import PaperKind, SignatureRole
from centre_app.db.filing import Case, HomeVisit, Paper
from centre_app.db.printing import IssuedPage, Signature
from centre_app.services.work import Look

__all__ = ["TAKE_OVER_LIST", "is_list_signed", "reviewed"]

TAKE_OVER_LIST = "take-over-list"
"""The code of the list's form."""


def is_list_signed(look: Look, case: Case) -> bool:
    """Whether the list that was printed since this archive was taken over is kept as the chair signed it."""
    signed = (
        sa.select(Paper.id)
        .join(IssuedPage, IssuedPage.id == Paper.page_id)
        .where(
            IssuedPage.form == TAKE_OVER_LIST,
            IssuedPage.printed_on >= case.opened_on,
            Paper.kind == PaperKind.SIGNED_PAGE,
            Paper.file.is_not(None),
        )
        .limit(1)
    )
    return look.session.scalar(signed) is not None


def reviewed(look: Look, ids: Sequence[int]) -> frozenset[int]:
    """Which of these cases the office has visited, and its reviewer has signed for on a form printed since."""
    found = (
        sa.select(Signature.case_id)
        .join(IssuedPage, IssuedPage.id == Signature.page_id)
        .join(HomeVisit, HomeVisit.case_id == Signature.case_id)
        .where(
            Signature.case_id.in_(ids),
            Signature.role == SignatureRole.REVIEWER,
            IssuedPage.printed_on >= HomeVisit.on,
        )
    )
    return frozenset(look.session.scalars(found))
