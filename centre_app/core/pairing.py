"""结对帮扶 by its clock: a named cadre for every household in the files, a visit at least every half-year [F28]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from centre_app.core.rules import Rules
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.pairing import PairingState

__all__ = ["OUT_OF_THE_FILES", "HalfYear", "Standing", "half_years", "standing"]

OUT_OF_THE_FILES: Final = frozenset({CaseState.CLOSED, CaseState.FOLLOW_UP})
"""States in which a household is out of hardship, so that its pairing may end (不脱困就不脱档、不脱钩)."""
_JULY: Final = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """How a household stands: days since it was seen, and by when it must be seen again."""

    state: PairingState
    days: int
    due_on: date | None = None
    days_left: int | None = None
    """Below zero it is overdue."""


def standing(case: CaseState, *, paired: bool, seen_on: date, today: date, rules: Rules) -> Standing:
    """How a household stands today. ``seen_on`` is its last visit, or else the day from which one is owed."""
    days = (today - seen_on).days
    if case in OUT_OF_THE_FILES:
        return Standing(PairingState.TO_END if paired else PairingState.FINE, days)
    if not paired:
        return Standing(PairingState.NOBODY, days)
    due_on = seen_on + timedelta(days=rules.pairing_overdue_days)
    left = (due_on - today).days
    if left < 0:
        state = PairingState.OVERDUE
    else:
        state = PairingState.SOON if days >= rules.pairing_warn_days else PairingState.FINE
    return Standing(state, days, due_on, left)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """How often a household was visited in one half of a year."""

    year: int
    first: bool
    visits: int


def half_years(visits: Iterable[date], today: date, count: int) -> tuple[HalfYear, ...]:
    """The visits of the last ``count`` halves of a year, this one the last."""
    of_day = list(visits)
    last = today.year * 2 + (today.month >= _JULY)
    return tuple(
        HalfYear(half // 2, not half % 2, sum(day.year * 2 + (day.month >= _JULY) == half for day in of_day))
        for half in range(last - count + 1, last + 1)
    )
