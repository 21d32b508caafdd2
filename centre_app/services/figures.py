"""Figures about all households at a glance: how many there are, what came and went, and why they are in need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case
from centre_app.services import tallies
from centre_app.services.tallies import Tally
from centre_app.services.work import Look

__all__ = ["Figures", "figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the office stands today."""

    active: int
    in_hand: int
    returned: int
    movement: Tally
    """Households that were filed and that left the files, by quarters of this year."""
    causes: Tally
    """Main causes of the households in the files, the most frequent first."""


def figures(look: Look) -> Figures:
    """The figures of today; each is the number of a list that can be opened."""
    states = Counter(dict(look.session.execute(sa.select(Case.state, sa.func.count()).group_by(Case.state)).all()))
    ended = (CaseState.ACTIVE, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.CLOSED, CaseState.FOLLOW_UP)
    return Figures(
        active=states[CaseState.ACTIVE],
        in_hand=sum(count for state, count in states.items() if state not in ended),
        returned=states[CaseState.RETURNED],
        movement=tallies.movement(look, look.today.year),
        causes=tallies.causes(look),
    )
