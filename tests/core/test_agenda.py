"""What is due, in sentences and in order; whose day it is."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from centre_app.core.agenda import Due, in_order, is_pressing
from centre_app.core.moments import day_of
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import Role, SignatureRole


def due(kind: DueKind = DueKind.NOTICE, **changes: Any) -> Due:
    return Due(**{"kind": kind, "subject": "N2026001", "name": "东街街道工会", **changes})


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            due(due_on=date(2026, 3, 23), days_left=3),
            "公示中：东街街道工会（N2026001），期限 2026-03-23，还有 3 个工作日。",
        ),
        (due(due_on=date(2026, 3, 23), days_left=0), "公示中：东街街道工会（N2026001），期限 2026-03-23，今天到期。"),
        (
            due(DueKind.ANSWER, due_on=date(2026, 3, 23), days_left=-2),
            "异议待答复：东街街道工会（N2026001），期限 2026-03-23，已过期 2 天。",
        ),
        (
            due(DueKind.PAIRING_VISIT, detail="甘一干", due_on=date(2026, 9, 1), days_left=9),
            "结对走访：东街街道工会（N2026001），甘一干，期限 2026-09-01，还有 9 天。",
        ),
        (due(DueKind.SCAN, name="", count=2), "缺扫描件：N2026001，2 份。"),
    ],
)
def test_what_is_due_is_told_in_a_sentence(one: Due, text: str) -> None:
    assert one.text == text


def test_whose_turn_it_is_follows_from_the_act_that_ends_it_or_the_signature_that_is_missing() -> None:
    assert due().roles == frozenset()
    assert due(DueKind.VISIT).roles == {Role.CLERK}
    assert due(DueKind.SIGNATURE, signer=SignatureRole.REVIEWER).roles == {Role.REVIEWER}
    assert due(DueKind.SIGNATURE, signer=SignatureRole.COUNTY_CHAIR).roles == {Role.CHAIR}


def test_what_is_late_comes_first_and_what_only_waits_last() -> None:
    late = due(due_on=date(2026, 3, 1), days_left=-3)
    soon = due(DueKind.VISIT, due_on=date(2026, 3, 9), days_left=2)
    answer = due(DueKind.ANSWER, due_on=date(2026, 3, 9), days_left=2)
    scan, signature = due(DueKind.SCAN), due(DueKind.SIGNATURE)
    assert in_order([scan, soon, signature, answer, late]) == [late, answer, soon, signature, scan]


def test_a_moment_belongs_to_the_day_in_china() -> None:
    assert day_of(datetime(2026, 3, 1, 15, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert day_of(datetime(2026, 3, 1, 16, 0, tzinfo=UTC)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("one", "pressing"),
    [
        (due(DueKind.SIGNATURE), True),
        (due(days_left=-1), True),
        (due(days_left=7), True),
        (due(days_left=8), False),
        (due(DueKind.PAIRING), False),
    ],
)
def test_what_runs_out_within_a_week_and_what_waits_for_a_signature_presses(one: Due, *, pressing: bool) -> None:
    assert is_pressing(one) is pressing
