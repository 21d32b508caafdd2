"""Figures about all households at a glance: how many there are, what came and went, and why they are in need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case, CaseMove
from centre_app.services.work import Look

__all__ = ["Figures", "Quarter", "figures"]

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of the year: households that were filed, and that left the files."""

    number: int
    filed: int
    closed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the office stands today."""

    active: int
    in_hand: int
    returned: int
    quarters: tuple[Quarter, ...]
    """From the first to the present one."""
    causes: tuple[tuple[str, int], ...]
    """Main causes of the households in the files, the most frequent first; by code."""


def figures(look: Look) -> Figures:
    """The figures of today; each is the number of a list that can be opened."""
    states = Counter(dict(look.session.execute(sa.select(Case.state, sa.func.count()).group_by(Case.state)).all()))
    ended = (CaseState.ACTIVE, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.CLOSED, CaseState.FOLLOW_UP)
    causes = (
        sa.select(Case.main_cause, sa.func.count())
        .where(Case.state == CaseState.ACTIVE, Case.main_cause.is_not(None))
        .group_by(Case.main_cause)
        .order_by(sa.func.count().desc(), Case.main_cause)
    )
    return Figures(
        active=states[CaseState.ACTIVE],
        in_hand=sum(count for state, count in states.items() if state not in ended),
        returned=states[CaseState.RETURNED],
        quarters=_quarters(look, look.today),
        causes=tuple((code, count) for code, count in look.session.execute(causes) if code),
    )


def _quarters(look: Look, today: date) -> tuple[Quarter, ...]:
    first = date(today.year, 1, 1)
    filed = sa.select(Case.approved_on, sa.func.count()).where(Case.approved_on >= first).group_by(Case.approved_on)
    closed = (
        sa.select(CaseMove.on, sa.func.count())
        .where(CaseMove.state_after == CaseState.CLOSED, CaseMove.on >= first)
        .group_by(CaseMove.on)
    )
    came, went = _by_quarter(look, filed), _by_quarter(look, closed)
    return tuple(Quarter(number, came[number], went[number]) for number in range(1, _quarter(today) + 1))


def _by_quarter(look: Look, found: sa.Select[date | None, int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for day, count in look.session.execute(found):
        if day is not None:
            counts[_quarter(day)] += count
    return counts


def _quarter(day: date) -> int:
    return (day.month - 1) // _MONTHS + 1
