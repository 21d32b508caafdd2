"""The households that a list for others holds."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from centre_app.core.households import HouseholdFacts
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case
from centre_app.db.people import Household
from centre_app.services.households import facts_of_household
from centre_app.services.work import Look

__all__ = ["active_households"]

AT_ONCE = 500


def active_households(look: Look) -> Iterator[tuple[str, HouseholdFacts]]:
    """Every household in the files (在档) with the number of its archive, in the order of filing."""
    together = joinedload(Case.household).selectinload(Household.members)
    last = 0
    while True:
        found = look.session.scalars(
            sa.select(Case)
            .where(Case.state == CaseState.ACTIVE, Case.id > last)
            .order_by(Case.id)
            .limit(AT_ONCE)
            .options(together)
        ).all()
        if not found:
            return
        for case in found:
            yield case.archive_no or case.local_no, facts_of_household(case)
        last = found[-1].id
        look.session.expunge_all()
