"""结对 by its clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from centre_app.core.pairing import HalfYear, half_years, standing
from centre_app.core.rules import Rules
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.pairing import PairingState as P
from centre_app.services import resources

SEEN = date(2026, 4, 1)


@pytest.fixture
def rules() -> Rules:
    return resources.rule_book("pingdingshan").on(SEEN, "621002")


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [(0, P.FINE, 180), (149, P.FINE, 31), (150, P.SOON, 30), (180, P.SOON, 0), (181, P.OVERDUE, -1)],
)
def test_a_visit_is_owed_every_half_year(rules: Rules, days: int, state: P, left: int) -> None:
    today = SEEN + timedelta(days=days)
    stands = standing(CaseState.ACTIVE, paired=True, seen_on=SEEN, today=today, rules=rules)
    assert (stands.state, stands.days, stands.days_left) == (state, days, left)
    assert stands.due_on == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("case", "paired", "state"),
    [
        (CaseState.ACTIVE, False, P.NOBODY),
        (CaseState.EXIT_PROPOSED, False, P.NOBODY),
        (CaseState.CLOSED, True, P.TO_END),
        (CaseState.FOLLOW_UP, True, P.TO_END),
        (CaseState.CLOSED, False, P.FINE),
    ],
)
def test_whoever_is_in_the_files_needs_a_cadre_and_who_is_out_none(
    rules: Rules, case: CaseState, paired: bool, state: P
) -> None:
    stands = standing(case, paired=paired, seen_on=SEEN, today=SEEN + timedelta(days=200), rules=rules)
    assert (stands.state, stands.days, stands.due_on, stands.days_left) == (state, 200, None, None)


def test_visits_are_counted_by_half_years() -> None:
    visits = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31), date(2024, 1, 1)]
    assert half_years(visits, date(2026, 1, 1), 3) == (
        HalfYear(2025, True, 1),
        HalfYear(2025, False, 2),
        HalfYear(2026, True, 0),
    )
