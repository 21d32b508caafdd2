"""The sheet of 算账 as its page reads and keeps it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from centre_app.core.means_test import Reckoning
from centre_app.core.vocabulary.filing import CaseState
from centre_app.services.given import given_from
from centre_app.services.means_sheet import MeansSheet, keep_lines, means_sheet, outcome
from centre_app.services.means_tests import SetBudgetLine
from tests.services.conftest import At
from tests.services.walking import Walk


def read(walk: Walk, key: int | str | None = None) -> MeansSheet | None:
    with walk.office.look() as look:
        return means_sheet(look, walk.case if key is None else key)


def line(walk: Walk, kind: str, amount: str, **more: str) -> SetBudgetLine:
    return given_from(SetBudgetLine, {"case": walk.case, "kind": kind, "amount": amount, "period": "yearly", **more})


def test_the_sheet_has_the_version_and_what_changed_since(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    sheet = read(walk)
    assert sheet is not None
    assert (sheet.version, sheet.changed, sheet.head) == (1, (), "张甲")
    walk.act("set-budget-line", case=walk.case, kind="food", amount="100.00", period="monthly")
    changed = read(walk)
    assert changed is not None
    assert changed.changed == ("收支",)


def test_before_the_visit_it_says_what_speaks_against_reckoning(at: At) -> None:
    sheet = read(at(CaseState.APPLIED))
    assert sheet is not None
    assert (sheet.version, set(sheet.against)) == (0, {"run-means-test"})


def test_a_case_that_is_gone_has_no_sheet(at: At) -> None:
    assert read(at(CaseState.APPLIED), 999_999) is None


def test_the_whole_sheet_is_kept_in_its_order_and_what_others_added_stays(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    before = read(walk)
    assert before is not None
    wage, illness = before.facts.lines
    walk.act("set-budget-line", case=walk.case, kind="food", amount="100.00", period="monthly")
    lines = [line(walk, "clothes", "300.00"), line(walk, "illness", "7000.00", line=illness.uid, remark="算式 7×1000")]
    keep_lines(walk.office, walk.case, lines, frozenset({wage.uid, illness.uid}))
    after = read(walk)
    assert after is not None
    assert sorted((one.kind.value, one.amount) for one in after.facts.lines) == [
        ("clothes", Decimal("300.00")),
        ("food", Decimal("100.00")),
        ("illness", Decimal("7000.00")),
    ]
    assert after.facts.lines[0].kind == "clothes"
    assert after.remarks[illness.uid] == "算式 7×1000"


def test_what_cannot_be_reckoned_with_is_said(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    sheet = read(walk)
    assert sheet is not None
    wrong = replace(sheet.facts.lines[0], deductible=Decimal("1.00"))
    with walk.office.look() as look:
        good = outcome(look, sheet.facts)
        bad = outcome(look, replace(sheet.facts, lines=(wrong,)))
    assert isinstance(good, Reckoning)
    assert isinstance(bad, tuple)
    assert [told.code for told in bad] == ["DeductibleNotForIncome"]
