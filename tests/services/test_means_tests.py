"""算: what a clerk enters for the reckoning, line by line, and what comes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import sqlalchemy as sa

from centre_app.core.means_test import MeansFacts
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.means import DeepGround, FindingStatus, Settlement
from centre_app.db.filing import AssetFinding, BudgetLine, MeansTest
from centre_app.services.finding import case_of
from centre_app.services.means_tests import means_facts
from tests.services.conftest import At
from tests.services.neighbours import neighbour
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, WIFE, Walk

pytestmark = ENCRYPTED


def line(walk: Walk, **more: Any) -> str:
    plain = {"case": walk.case, "kind": "wage", "amount": "2000.00", "period": "monthly"}
    return str(walk.act("set-budget-line", **{**plain, **more}).key)


def finding(walk: Walk, **more: Any) -> str:
    truck = {"holding": "rented", "purpose": "haulage", "habitual": True}
    plain = {"case": walk.case, "kind": "vehicle", "what": "租用货车", "detail": truck}
    return str(walk.act("record-finding", **{**plain, **more}).key)


def reckoned(walk: Walk) -> dict[str, Any]:
    return dict(walk.act("run-means-test", case=walk.case).more)


def facts(walk: Walk) -> MeansFacts:
    with walk.office.look() as look:
        return means_facts(look, case_of(look, walk.case))


def count(walk: Walk, model: type[Any]) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(model))


# Lines ----------------------------------------------------------------------------------------------------------


def test_a_line_is_corrected_in_its_place_and_taken_out(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    wage = line(walk, member=HEAD["name"])
    bills = {"proof": "medical_settlement", "aid_for_same_cost": "1500.00"}
    line(walk, kind="illness", amount="6000.00", period="yearly", **bills)
    before = reckoned(walk)
    line(walk, line=wage, amount="2100.00", caption="厂里发的工资", proof="wage_statement")
    after = reckoned(walk)
    assert (before["net_per_head"], after["net_per_head"]) == ("812.50", "862.50")
    assert [one.caption for one in facts(walk).lines] == ["厂里发的工资", ""]
    assert facts(walk).lines[0].person is None
    walk.act("remove-budget-line", case=walk.case, line=wage)
    assert [one.kind for one in facts(walk).lines] == ["illness"]
    line(walk, kind="living", amount="1000.00")
    assert [one.kind for one in facts(walk).lines] == ["illness", "living"]


def test_a_line_or_finding_of_another_household_is_not_touched(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    wage, truck = line(walk), finding(walk)
    other = neighbour(walk).case
    changes = (
        partial(line, walk, case=other, line=wage, amount="1.00"),
        partial(walk.act, "remove-budget-line", case=other, line=wage),
        partial(finding, walk, case=other, finding=truck, status="false_match"),
        partial(walk.act, "remove-finding", case=other, finding=truck),
    )
    assert [refusals(change) for change in changes] == [["NoSuchThing"]] * len(changes)
    assert [one.amount for one in facts(walk).lines] == [Decimal("2000.00")]
    assert [one.status for one in facts(walk).findings] == [FindingStatus.NEW]


def test_a_line_names_a_member_of_the_household(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    [told] = objections(partial(line, walk, member="路人"))
    assert str(told) == "没有找到家庭成员“路人”，请核对后再试。"
    assert count(walk, BudgetLine) == 0


def test_every_fault_of_a_line_is_told_at_once_and_none_is_stored(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    told = objections(partial(line, walk, kind="lottery", amount="12.345", period="daily", remark="一\x00二", sum="1"))
    assert {(one.code, one.field) for one in told} == {
        ("NotInList", "kind"),
        ("NotAnAmount", "amount"),
        ("NotInList", "period"),
        ("ControlCharacter", "remark"),
        ("FieldUnknown", "sum"),
    }
    assert count(walk, BudgetLine) == 0


def test_nothing_is_reckoned_without_a_line(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    assert refusals(partial(reckoned, walk)) == ["NoBudgetLines"]
    assert (count(walk, MeansTest), walk.state) == (0, CaseState.SURVEYED)


def test_once_the_last_signature_stands_no_line_and_no_finding_is_touched_any_more(at: At) -> None:
    walk = at(CaseState.APPROVED)
    acts: dict[str, dict[str, Any]] = {
        "set-budget-line": {"kind": "wage", "amount": "1.00", "period": "yearly"},
        "record-finding": {"kind": "home", "what": "住房"},
        "record-accident": {"what": "车祸", "cost": "1.00"},
        "record-union-aid": {"amount": "1.00"},
        "record-circumstances": {},
        "run-means-test": {},
    }
    told = [refusals(partial(walk.act, name, case=walk.case, **data)) for name, data in acts.items()]
    assert told == [["NotNow"]] * len(acts)


def test_what_only_the_household_says_takes_nothing_off_its_income(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    line(walk, amount="10000.00", proof="declaration")
    illness = line(walk, kind="illness", amount="119000.00", period="yearly", caption="住院自付", proof="declaration")
    walk.act("record-accident", case=walk.case, what="车祸", cost="1.00", still_in_hardship=True)
    told = objections(lambda: reckoned(walk))
    assert [one.code for one in told] == ["DeductionUnproven", "AccidentWithoutPaper"]
    assert walk.state is CaseState.SURVEYED
    assert count(walk, MeansTest) == 0
    bills = {"proof": "medical_settlement", "paper": "医保结算单"}
    line(walk, line=illness, kind="illness", amount="119000.00", period="yearly", caption="住院自付", **bills)
    assert refusals(lambda: reckoned(walk)) == ["AccidentWithoutPaper"]


def test_an_accident_leaves_nobody_in_hardship_unless_the_visit_found_so(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    line(walk, amount="6000.00")
    walk.act("record-accident", case=walk.case, what="车祸", cost="1.00", paper="交警事故认定书", on="2026-01-05")
    assert reckoned(walk)["category"] is None


def test_nobody_decides_on_a_clue_that_has_not_been_looked_into(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    own: dict[str, Any] = {"from_on": "2026-01-01", "source": "县总工会办公会"}
    barred = [{"kind": "vehicle_used", "bars": "deep"}]
    walk.act("set-rule", by=Role.ADMINISTRATOR, figure="exclusions", value=barred, **own)
    line(walk, amount="500.00")
    truck = finding(walk, member=HEAD["name"])
    assert reckoned(walk)["category"] == "relative_hardship"
    walk.clock.set(DAYS["appraised"])
    walk.appraise()
    walk.clock.set(DAYS[CaseState.DELIBERATED])
    assert refusals(walk.meet) == ["ReckoningProvisional"]
    finding(walk, finding=truck, status="confirmed", paper="行驶证复印件")
    reckoned(walk)
    walk.appraise()
    walk.meet()
    assert walk.state is CaseState.DELIBERATED


# Findings -------------------------------------------------------------------------------------------------------


def test_a_rented_truck_keeps_the_household_out_until_it_is_explained(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    line(walk)
    assert reckoned(walk)["category"] == "relative_hardship"
    truck = finding(walk, member=HEAD["name"])
    hit = reckoned(walk)
    assert hit["category"] is None
    assert "FindingOpen" in {one["code"] for one in hit["remarks"]}
    finding(
        walk, finding=truck, status="explained", explanation="租用货车跑运输，收入已扣除租金和油费。", paper="租赁合同"
    )
    assert reckoned(walk)["category"] == "relative_hardship"
    [kept] = facts(walk).findings
    assert (kept.status, kept.paper, kept.person) == (FindingStatus.EXPLAINED, "租赁合同", None)
    assert count(walk, AssetFinding) == 1


def test_a_finding_that_was_entered_by_mistake_is_taken_out(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    truck = finding(walk, member=WIFE["name"])
    assert facts(walk).findings[0].person is not None
    walk.act("remove-finding", case=walk.case, finding=truck)
    assert facts(walk).findings == ()


# Accidents, aid, circumstances ----------------------------------------------------------------------------------


def test_an_accident_brings_in_a_household_that_its_income_alone_would_not(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    line(walk, amount="6000.00")
    assert reckoned(walk)["category"] is None
    accident: dict[str, Any] = {"what": "车祸", "cost": "45000.00", "compensation": "5000.00", "on": "2026-01-05"}
    paper: dict[str, Any] = {"paper": "交警事故认定书和住院票据", "still_in_hardship": True}
    walk.act("record-accident", case=walk.case, member=HEAD["name"], **accident, **paper)
    assert reckoned(walk)["category"] == "accidental_hardship"
    [kept] = facts(walk).accidents
    assert (kept.on, kept.own_cost, kept.person is not None) == (date(2026, 1, 5), Decimal("40000.00"), True)


def test_union_aid_of_the_twelve_months_is_income_and_a_festival_gift_is_not(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    line(walk)
    before = Decimal(reckoned(walk)["net_per_head"])
    walk.act("record-union-aid", case=walk.case, amount="600.00", what="送温暖", on="2025-01-20")
    walk.act("record-union-aid", case=walk.case, amount="300.00", on="2026-01-20", festival_gift=True)
    assert Decimal(reckoned(walk)["net_per_head"]) == before
    walk.act("record-union-aid", case=walk.case, amount="1200.00", on="2026-01-20")
    assert Decimal(reckoned(walk)["net_per_head"]) == before + 50


def test_what_was_recorded_of_the_circumstances_is_replaced_by_what_holds_now(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    record = partial(walk.act, "record-circumstances", case=walk.case)
    person = {"member": HEAD["name"], "imputation_disproved_by": "求职登记", "retires_in": 2031}
    record(settlement="rural", deep_grounds=["illness_or_disability"], people=[person], labour_months=14, migrant=True)
    asked = facts(walk)
    assert (asked.settlement, asked.deep_grounds) == (Settlement.RURAL, (DeepGround.ILLNESS_OR_DISABILITY,))
    assert (asked.migrant, asked.labour_months) == (True, 14)
    assert [(one.imputation_disproved_by, one.retires_in) for one in asked.persons] == [("求职登记", 2031), ("", None)]
    record()
    asked = facts(walk)
    assert (asked.settlement, asked.deep_grounds, asked.migrant) == (Settlement.URBAN, (), False)
    assert [one.retires_in for one in asked.persons] == [None, None]


def test_no_wage_is_imputed_where_a_paper_disproves_it(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    own: dict[str, Any] = {
        "figure": "imputed_wage",
        "from_on": "2026-01-01",
        "value": 2000.00,
        "source": "县总工会办公会",
    }
    walk.act("set-rule", by=Role.ADMINISTRATOR, **own)
    line(walk, kind="transfer", amount="500.00")
    able = {**HEAD, "work_status": "unemployed", "labour_capacity": "full"}
    walk.act("change-member", case=walk.case, member=HEAD["name"], person=able)
    assert reckoned(walk)["net_per_head"] == "1250.00"
    people = [{"member": HEAD["name"], "imputation_disproved_by": "照料重病配偶，医院证明"}]
    walk.act("record-circumstances", case=walk.case, people=people)
    assert reckoned(walk)["net_per_head"] == "250.00"


# Versions -------------------------------------------------------------------------------------------------------


def test_every_reckoning_is_kept_as_it_was_made(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    wage = line(walk)
    assert reckoned(walk)["version"] == 1
    line(walk, line=wage, amount="100.00")
    assert reckoned(walk)["version"] == 2
    with walk.office.look() as look:
        kept = look.session.scalars(sa.select(MeansTest).order_by(MeansTest.number)).all()
        assert [one.category for one in kept] == ["relative_hardship", "deep_hardship"]
        assert [one.facts["lines"][0]["amount"] for one in kept] == ["2000.00", "100.00"]
        assert {one.application_on for one in kept} == {date(2026, 3, 2)}
