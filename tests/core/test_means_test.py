"""The means test: two sums apart, exact comparison, exclusions, imputed wages, union aid, and what turns the result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from centre_app.core.households import PersonFacts
from centre_app.core.means_test import (
    Accident,
    AssetDetail,
    BudgetLine,
    Finding,
    MeansFacts,
    MeansPerson,
    Reckoning,
    TurningPoint,
    UnionAid,
    as_json,
    category_if,
    from_json,
    person_of,
    reckon,
    turning_points,
    unproven,
    window,
)
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.means import (
    AccidentBeforeWindow,
    AccidentWithoutPaper,
    AidAboveCost,
    AmountUnreadable,
    DeductibleAboveCost,
    DeductibleNotForIncome,
    DeductionUnproven,
    DeepGroundNotNamed,
    ExplanationMissing,
    FiguresUnverified,
    FindingOpen,
    FindingWithoutPaper,
    ImputedWageApplied,
    KeyTwice,
    LineUnproven,
    MemberWithoutReason,
    NobodyCounted,
    RelativeNotStated,
    SplitNeeded,
    TimesOutOfYear,
    UnionAidTwice,
    UnknownPerson,
    WorkUnknown,
)
from centre_app.core.rules import RuleBook, Rules, entry
from centre_app.core.vocabulary.household import HardshipCategory, LabourCapacity, OldCategory, WorkStatus
from centre_app.core.vocabulary.means import (
    AssetKind,
    FindingStatus,
    LineKind,
    Period,
    ProofKind,
    ProofPart,
    ProofStrength,
    Section,
    Settlement,
    TurningFact,
    VehicleHolding,
    VehiclePurpose,
    VerdictReason,
)
from centre_app.core.vocabulary.rules import Figure
from centre_app.core.vocabulary.standards import Sex

DEEP, RELATIVE, ACCIDENT = HardshipCategory
DAY = date(2026, 11, 9)
RULES = Path(__file__).parents[2] / "resources" / "rules"
PLACES = ("pingdingshan", "qingdao", "xingtai-2021", "hangzhou-2020", "jiangmen-2025", "national-2015", "gansu")
INCOMES = [kind for kind in LineKind if kind.section is Section.INCOME]
RIGID = [kind for kind in LineKind if kind.section is Section.RIGID]


@cache
def shipped(pack: str) -> RuleBook:
    return RuleBook.parse(*((RULES / f"{name}.toml").read_text("utf8") for name in ("base", pack)))


def rules_of(pack: str = "pingdingshan", **own: object) -> Rules:
    entries = [entry(figure, "2026-01-01", value, "虚构文件") for figure, value in own.items()]
    return shipped(pack).with_entries(entries).on(DAY)


@cache
def capped_rules(pack: str, schooling: object, housing: object, job: object, imputed: object, share: bool) -> Rules:
    own = {"schooling_cap": schooling, "housing_cap": housing, "job_cost_share": job, "imputed_wage": imputed}
    by_share = {"accident_mode": "rigid_share", "accident_cost_share": "0.6", "relative_limit": "none"}
    return rules_of(pack, **own, **(by_share if share else {}))


def line(kind: LineKind, amount: str, period: Period = Period.YEARLY, **more: Any) -> BudgetLine:
    return BudgetLine(uid=more.pop("uid", f"line-{kind}"), kind=kind, amount=Decimal(amount), period=period, **more)


def people(count: int = 3) -> tuple[MeansPerson, ...]:
    return tuple(MeansPerson(uid=f"p{number}", name=f"成员{number}") for number in range(count))


def household(*lines: BudgetLine, heads: int = 3, **more: Any) -> MeansFacts:
    return MeansFacts(**{"applied_on": DAY, "persons": people(heads), "lines": lines, **more})


def objections(facts: MeansFacts) -> tuple[Told, ...]:
    with pytest.raises(Refused) as caught:
        reckon(facts, rules_of())
    return caught.value.objections


def codes(result: Reckoning) -> set[str]:
    return {remark.code for remark in result.remarks}


def proof(result: Reckoning, code: str) -> str:
    return next(f"{one.caption}｜{one.formula}｜{one.amount}" for one in result.proof if one.code == code)


def points(facts: MeansFacts, rules: Rules, fact: TurningFact) -> list[TurningPoint]:
    return [point for point in turning_points(facts, rules) if point.fact is fact]


# ---------------------------------------------------------------- the window


@pytest.mark.parametrize(
    ("applied_on", "first", "last"),
    [
        (date(2026, 11, 9), date(2025, 11, 1), date(2026, 10, 31)),
        (date(2026, 1, 31), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2024, 3, 1), date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_the_window_is_the_twelve_full_months_before_the_application(applied_on: date, first: date, last: date) -> None:
    assert window(applied_on) == (first, last)


def test_rules_of_another_day_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2026"):
        reckon(household(applied_on=date(2026, 11, 10)), rules_of())


# ---------------------------------------------------------------- the two sums


def test_the_gap_holds_all_spending_and_the_net_only_rigid_spending() -> None:
    result = reckon(
        household(line(LineKind.WAGE, "24000"), line(LineKind.HOUSING, "800"), line(LineKind.FOOD, "30000")), rules_of()
    )
    assert (result.gap.income, result.gap.spending, result.gap.gap) == (Decimal(24000), Decimal(30800), Decimal(6800))
    assert (result.net.income, result.net.rigid, result.net.net) == (Decimal(24000), Decimal(800), Decimal(23200))


def test_a_surplus_is_called_a_surplus() -> None:
    result = reckon(household(line(LineKind.WAGE, "24000"), line(LineKind.FOOD, "4000")), rules_of())
    assert result.gap.gap == -20000
    assert proof(result, "gap") == "收支结余（年）｜24,000.00－4,000.00｜20000.00"


def test_the_two_sums_share_no_proof_line() -> None:
    facts = household(line(LineKind.WAGE, "24000"), line(LineKind.HOUSING, "800"), line(LineKind.FOOD, "30000"))
    result = reckon(facts, rules_of())
    parts = {part: {one.code for one in result.proof if one.part is part} for part in ProofPart}
    assert parts[ProofPart.GAP] == {"gap.income", "gap.spending", "gap"}
    assert parts[ProofPart.NET] == {"net.income", "net.rigid", "net.year", "net.per_head"}


@pytest.mark.parametrize(
    ("period", "times", "yearly"),
    [
        (Period.ONCE, None, "100.00"),
        (Period.YEARLY, None, "100.00"),
        (Period.QUARTERLY, None, "400.00"),
        (Period.MONTHLY, None, "1200.00"),
        (Period.MONTHLY, "7", "700.00"),
        (Period.ONCE, "30", "3000.00"),
    ],
)
def test_every_line_has_its_period(period: Period, times: str | None, yearly: str) -> None:
    how_often = Decimal(times) if times else None
    result = reckon(household(line(LineKind.WAGE, "100", period, times=how_often)), rules_of())
    assert result.net.income == Decimal(yearly)


def test_income_that_does_not_count_stands_in_the_gap_alone() -> None:
    facts = household(
        line(LineKind.WAGE, "12000"), line(LineKind.SCHOLARSHIP, "3000"), line(LineKind.PREFERENTIAL, "90")
    )
    result = reckon(facts, rules_of())
    assert (result.gap.income, result.net.income) == (Decimal(15090), Decimal(12000))
    assert proof(result, "income.scholarship") == "奖学金（只进收支缺口，不计入认定）｜3,000.00｜3000.00"


def test_a_need_is_recorded_and_enters_neither_sum() -> None:
    result = reckon(household(line(LineKind.NEED, "7000", Period.ONCE, caption="改造取暖")), rules_of())
    assert (str(result.gap.spending), str(result.net.rigid)) == ("0.00", "0.00")
    assert proof(result, "need") == "待解决的需求（不进两项）｜7,000.00｜7000.00"


def test_aid_for_the_same_cost_is_taken_off_it_in_both_sums() -> None:
    aided = line(LineKind.ILLNESS, "9000", aid_for_same_cost=Decimal(2500))
    result = reckon(household(aided), rules_of())
    assert (result.gap.spending, result.net.rigid) == (Decimal(6500), Decimal(6500))
    assert proof(result, "rigid.illness") == "因病｜（9,000.00－2,500.00）｜6500.00"


def test_only_the_deductible_part_is_deducted_after_aid() -> None:
    fees = line(LineKind.SCHOOLING, "9000", deductible=Decimal(6000), aid_for_same_cost=Decimal(2000))
    result = reckon(household(fees), rules_of())
    assert (result.gap.spending, result.net.rigid) == (Decimal(7000), Decimal(4000))
    assert proof(result, "deducted.schooling") == "因学：可扣除部分｜4,000.00，按规则封顶｜4000.00"


def test_rigid_spending_that_the_place_does_not_let_through_is_not_deducted() -> None:
    result = reckon(household(line(LineKind.JOB, "1200")), rules_of("qingdao"))
    assert (result.gap.spending, result.net.rigid) == (Decimal(1200), Decimal(0))
    assert proof(result, "deducted.job") == "就业成本：本地规则不扣｜1,200.00，按规则封顶｜0.00"


def test_unsplit_schooling_deducts_nothing_and_says_so() -> None:
    mixed = line(LineKind.MIXED_SCHOOLING, "12000", caption="大学学费和生活费")
    result = reckon(household(mixed), rules_of())
    assert (result.gap.spending, result.net.rigid) == (Decimal(12000), Decimal(0))
    assert SplitNeeded(what="大学学费和生活费").sentence in {remark.text for remark in result.remarks}
    split = reckon(household(replace(mixed, deductible=Decimal(5000))), rules_of())
    assert split.net.rigid == 5000
    assert "SplitNeeded" not in codes(split)


def test_the_schooling_cap_is_per_student_over_all_kinds() -> None:
    facts = household(
        line(LineKind.SCHOOLING, "4000", person="p0", uid="a"),
        line(LineKind.COMPULSORY_SCHOOLING, "2000", person="p0", uid="b"),
        line(LineKind.SCHOOLING, "4500", person="p1", uid="c"),
        line(LineKind.ILLNESS, "9000", person="p0", uid="d"),
    )
    assert reckon(facts, rules_of(schooling_cap=5000)).net.rigid == 5000 + 4500 + 9000


def test_the_housing_cap_is_per_household() -> None:
    facts = household(line(LineKind.HOUSING, "4000", uid="a"), line(LineKind.HOUSING, "4000", person="p1", uid="b"))
    assert reckon(facts, rules_of(housing_cap=6000)).net.rigid == 6000
    assert reckon(household(), rules_of(housing_cap=6000)).net.rigid == 0


def test_the_job_cost_cap_is_a_share_of_the_same_persons_wage() -> None:
    facts = household(
        line(LineKind.WAGE, "20000", person="p0", uid="a"),
        line(LineKind.WAGE, "10000", person="p1", uid="b"),
        line(LineKind.JOB, "5000", person="p0", uid="c"),
    )
    rules = rules_of(job_cost_share="0.1")
    assert reckon(facts, rules).net.rigid == 2000
    of_the_household = replace(facts, lines=(*facts.lines[:2], replace(facts.lines[2], person=None)))
    assert reckon(of_the_household, rules).net.rigid == 3000


def test_union_aid_of_the_window_counts_but_festival_gifts_do_not() -> None:
    aid = (
        UnionAid(uid="a", on=date(2025, 11, 1), amount=Decimal(2000), what="生活救助"),
        UnionAid(uid="b", on=date(2026, 10, 31), amount=Decimal(300)),
        UnionAid(uid="c", on=date(2026, 1, 20), amount=Decimal(500), festival_gift=True),
        UnionAid(uid="d", on=date(2025, 10, 31), amount=Decimal(9000)),
        UnionAid(uid="e", on=date(2026, 11, 1), amount=Decimal(9000)),
    )
    result = reckon(household(aid=aid), rules_of())
    assert (result.gap.income, result.net.income) == (Decimal(2800), Decimal(2300))
    assert proof(result, "income.aid") == "工会救助发放记录｜2,000.00＋300.00｜2300.00"
    assert proof(result, "income.gift").startswith("工会小额慰问（只进收支缺口，不计入认定）｜500.00")
    elsewhere = reckon(household(aid=aid), rules_of(union_aid_counts=False))
    assert (elsewhere.gap.income, elsewhere.net.income) == (Decimal(2800), Decimal(0))
    assert "（不计入认定）" in proof(elsewhere, "income.aid")


def test_union_aid_by_hand_and_from_the_ledger_together_is_worth_a_look() -> None:
    aid = (UnionAid(uid="a", on=date(2026, 1, 1), amount=Decimal(2000)),)
    both = household(line(LineKind.UNION_AID, "2000"), aid=aid)
    assert UnionAidTwice().code in codes(reckon(both, rules_of()))
    assert reckon(both, rules_of()).net.income == 4000
    assert UnionAidTwice().code not in codes(reckon(household(line(LineKind.UNION_AID, "2000")), rules_of()))


# ---------------------------------------------------------------- people


def test_a_person_who_is_not_counted_leaves_with_their_lines_findings_and_accidents() -> None:
    away = replace(people()[2], counted=False, not_counted_reason="prison")
    facts = household(
        line(LineKind.WAGE, "12000", person="p0", uid="a"),
        line(LineKind.WAGE, "90000", person="p2", uid="b"),
        line(LineKind.ILLNESS, "5000", person="p2", uid="c"),
        persons=(*people()[:2], away),
        findings=(Finding(uid="f", kind=AssetKind.CHECK_REFUSED, what="拒签", person="p2"),),
        accidents=(Accident(uid="x", what="车祸", on=DAY, cost=Decimal(9), person="p2", still_in_hardship=True),),
    )
    result = reckon(facts, rules_of("xingtai-2021"))
    assert (result.net.heads, result.net.income, result.net.rigid) == (2, Decimal(12000), Decimal(0))
    assert result.hits == ()
    assert result.counted == ("p0", "p1")
    assert [(one.name, one.reason) for one in result.left_out] == [("成员2", "服刑")]
    assert proof(result, "heads") == "计入人口｜成员0、成员1，共 2 人｜None"
    assert proof(result, "left_out") == "成员2不计入｜服刑｜None"


def test_a_reason_in_own_words_is_printed_as_it_is() -> None:
    assert replace(people()[0], not_counted_reason="随军在外").reason_words == "随军在外"


def test_wages_are_imputed_to_the_able_jobless_of_working_age() -> None:
    rules = rules_of(imputed_wage=1000)
    jobless = MeansPerson(
        uid="p0",
        name="甲一",
        birth_date=date(1980, 1, 1),
        sex=Sex.MALE,
        capacity=LabourCapacity.FULL,
        work_status=WorkStatus.UNEMPLOYED,
    )

    def income(**other: Any) -> Decimal:
        return reckon(household(persons=(replace(jobless, **other),)), rules).net.income

    assert income() == 12000
    assert income(work_status=WorkStatus.LAID_OFF) == 12000
    assert income(work_status=WorkStatus.ON_POST) == 0
    assert income(work_status=WorkStatus.UNDERGRADUATE) == 0
    assert income(capacity=LabourCapacity.PARTIAL) == 0
    assert income(capacity=LabourCapacity.MINOR_OR_STUDENT) == 0
    assert income(imputation_disproved_by="照料证明") == 0
    assert income(birth_date=None) == 0
    assert income(birth_date=date(1966, 11, 10)) == 12000
    assert income(birth_date=date(1966, 11, 9)) == 0
    assert income(birth_date=date(2010, 11, 9)) == 12000
    assert income(birth_date=date(2010, 11, 10)) == 0
    assert income(birth_date=date(1970, 1, 1), sex=Sex.FEMALE) == 0
    assert income(birth_date=date(1972, 1, 1), sex=Sex.FEMALE) == 12000
    result = reckon(household(persons=(jobless,)), rules)
    assert result.gap.income == 0
    assert ImputedWageApplied(name="甲一", wage="1,000.00").sentence in {remark.text for remark in result.remarks}
    assert proof(result, "income.imputed") == (
        "甲一推定工资（不进收支缺口）｜1,000.00×12－已有收入 0.00，不低于 0｜12000.00"
    )


def test_what_the_jobless_earn_goes_off_the_imputed_wage() -> None:
    rules = rules_of(imputed_wage=1000)
    jobless = MeansPerson(
        uid="p0",
        name="甲一",
        birth_date=date(1980, 1, 1),
        capacity=LabourCapacity.FULL,
        work_status=WorkStatus.UNEMPLOYED,
    )
    odd_jobs = line(LineKind.WAGE, "700", Period.MONTHLY, person="p0")
    assert reckon(household(odd_jobs, persons=(jobless,)), rules).net.income == 12000
    assert reckon(household(replace(odd_jobs, amount=Decimal(1300)), persons=(jobless,)), rules).net.income == 15600


def test_who_may_have_to_be_imputed_but_is_not_described_is_named() -> None:
    rules = rules_of(imputed_wage=1000)
    unknown = MeansPerson(uid="p0", name="甲一", birth_date=date(1980, 1, 1))
    old = MeansPerson(uid="p1", name="甲二", birth_date=date(1950, 1, 1))
    known = replace(unknown, uid="p2", capacity=LabourCapacity.LOST, work_status=WorkStatus.UNEMPLOYED)
    result = reckon(household(persons=(unknown, old, known)), rules)
    told = [remark for remark in result.remarks if remark.code == "WorkUnknown"]
    assert [(remark.text, remark.subject) for remark in told] == [(WorkUnknown(name="甲一").sentence, "p0")]


def test_zero_employment_needs_somebody_who_could_work_and_nobody_who_does() -> None:
    able = MeansPerson(
        uid="p0",
        name="甲一",
        birth_date=date(1980, 1, 1),
        capacity=LabourCapacity.FULL,
        work_status=WorkStatus.UNEMPLOYED,
    )
    other = replace(able, uid="p1", capacity=LabourCapacity.LOST)

    def zero(*persons: MeansPerson, lines: tuple[BudgetLine, ...] = ()) -> bool:
        return reckon(household(*lines, persons=persons), rules_of()).zero_employment

    assert zero(able, other)
    assert not zero(other)
    assert not zero(able, replace(other, work_status=WorkStatus.ON_POST))
    assert not zero(able, other, lines=(line(LineKind.BUSINESS, "500"),))
    assert not zero(replace(able, work_status=WorkStatus.UNDERGRADUATE))


def test_the_pension_gap_asks_what_the_year_of_retirement_requires() -> None:
    ten = MeansPerson(uid="p0", name="甲一", pension_paid_years=Decimal(10))
    later = MeansPerson(uid="p1", name="甲二", pension_paid_years=Decimal("12.5"), retires_in=2035)
    done = MeansPerson(uid="p2", name="甲三", pension_paid_years=Decimal(30))
    unknown = MeansPerson(uid="p3", name="甲四")
    result = reckon(household(persons=(ten, later, done, unknown)), rules_of())
    assert [(gap.uid, gap.required, gap.gap) for gap in result.pension] == [
        ("p0", Decimal(15), Decimal(5)),
        ("p1", Decimal(18), Decimal("5.5")),
        ("p2", Decimal(15), Decimal(0)),
    ]
    assert proof(result, "pension") == "甲一养老保险缴费缺口（年）｜应缴 15 年－已缴 10 年＝5 年｜None"


def test_a_stored_person_becomes_a_person_of_the_reckoning() -> None:
    stored = PersonFacts(
        name="甲一",
        relation="02",
        sex="2",
        birth_date=date(1980, 1, 1),
        labour_capacity="full",
        work_status="unemployed",
        pension_paid_years=Decimal(10),
        counted=False,
        not_counted_reason="missing",
    )
    assert person_of("k", stored, disproved_by="证明", retires_in=2030) == MeansPerson(
        uid="k",
        name="甲一",
        identity=stored.identity,
        head=True,
        birth_date=date(1980, 1, 1),
        sex=Sex.FEMALE,
        counted=False,
        not_counted_reason="missing",
        capacity=LabourCapacity.FULL,
        work_status=WorkStatus.UNEMPLOYED,
        imputation_disproved_by="证明",
        pension_paid_years=Decimal(10),
        retires_in=2030,
    )
    unknown = PersonFacts(name="甲二", relation="10", work_status="spaceman")
    assert person_of("k", unknown) == MeansPerson(uid="k", name="甲二", identity=unknown.identity)


# ---------------------------------------------------------------- the category


def test_the_comparison_is_not_rounded() -> None:
    just_below = household(line(LineKind.WAGE, "21599.99"))
    result = reckon(just_below, rules_of())
    assert (result.net.per_head, result.category) == (Decimal("600.00"), DEEP)
    assert reckon(household(line(LineKind.WAGE, "21600")), rules_of()).category is RELATIVE


def test_the_line_is_that_of_the_application_day_with_its_document() -> None:
    ours = shipped("gansu").with_entries([entry("dibao_line", "2026-11-10", 900, "县政府〔2026〕9号")])
    facts = household(line(LineKind.WAGE, "2200", Period.MONTHLY))
    before = reckon(facts, ours.on(DAY))
    assert (before.line.amount, before.line.first_day, before.line.unverified) == (Decimal(680), date(2025, 7, 1), True)
    after = replace(facts, applied_on=date(2026, 11, 10))
    result = reckon(after, ours.on(date(2026, 11, 10)))
    assert (before.category, result.category) == (RELATIVE, DEEP)
    assert (result.line.source, result.line.amount) == ("县政府〔2026〕9号", Decimal(900))
    assert proof(result, "line") == "申请日执行的城市低保标准（元/人·月）｜2026-11-10 起，县政府〔2026〕9号｜900.00"
    assert proof(before, "line").endswith("（待核）｜680.00")


def test_a_country_household_is_held_against_the_country_line() -> None:
    rules = rules_of(rural_dibao_line=400)
    facts = household(line(LineKind.WAGE, "18000"), settlement=Settlement.RURAL)
    result = reckon(facts, rules)
    assert (result.category, result.line.amount, result.line.settlement) == (RELATIVE, Decimal(400), Settlement.RURAL)
    assert result.line.label == "农村低保标准（元/人·月）"
    assert reckon(replace(facts, settlement=Settlement.URBAN), rules).category is DEEP


@pytest.mark.parametrize("figure", [figure for figure, day in RuleBook.governing.items() if day == "application"])
def test_no_figure_that_moves_the_day_after_the_application_changes_the_reckoning(figure: Figure) -> None:
    others: dict[str, object] = {
        "category_scheme": "old",
        "dibao_line": 9,
        "deep_limit": {"times": 9, "operator": "<"},
        "imputed_wage": 9000,
        "income_counts": [],
        "rigid_counts": [],
        "exclusions": [{"kind": "check_refused"}],
        "union_aid_counts": False,
        "accident_mode": "none",
    }
    facts = household(
        line(LineKind.WAGE, "24000"),
        line(LineKind.ILLNESS, "3000"),
        findings=(Finding(uid="f", kind=AssetKind.CHECK_REFUSED, what="拒签"),),
        aid=(UnionAid(uid="a", on=date(2026, 1, 1), amount=Decimal(100)),),
    )
    later = [entry(figure.value, "2026-11-10", others[figure.value], "新文件")] if figure.value in others else []
    moved = shipped("gansu").with_entries(later)
    assert reckon(facts, moved.on(DAY)) == reckon(facts, shipped("gansu").on(DAY))


def test_the_bands_of_the_scale_are_multiples_of_the_line() -> None:
    bands = {band.code: band for band in reckon(household(), rules_of("hangzhou-2020")).bands}
    assert [str(band.up_to) for band in bands.values()] == ["1102.00", "1653.00", "2204.00"]
    assert bands["relative_limit"].above == Decimal("1102.00")
    assert bands["deep_limit"].above is None
    old = reckon(household(), rules_of("national-2015")).bands
    assert next(band.code for band in old) == "old_dibao_limit"


def test_deep_hardship_without_its_usual_ground_gets_a_caution() -> None:
    result = reckon(household(line(LineKind.WAGE, "12000")), rules_of())
    assert DeepGroundNotNamed(pack="平顶山", grounds="").code in codes(result)


def test_figures_that_still_have_to_be_checked_are_named() -> None:
    result = reckon(household(), rules_of("gansu"))
    told = next(remark.text for remark in result.remarks if remark.code == "FiguresUnverified")
    assert told.startswith("本次所用规则“甘肃（待核）”有待核的数值（困难类别口径、城市低保标准")
    assert result.unverified
    assert FiguresUnverified(pack="", figures="").code not in codes(reckon(household(), rules_of("hangzhou-2020")))


def test_a_place_that_names_no_relative_limit_is_told_to_whoever_is_above_the_deep_one() -> None:
    rules = rules_of("xingtai-2021")
    told = RelativeNotStated(pack="邢台 2021").sentence
    assert told in {one.text for one in reckon(household(line(LineKind.WAGE, "30000")), rules).remarks}
    assert told not in {one.text for one in reckon(household(line(LineKind.WAGE, "12000")), rules).remarks}


def test_the_old_scheme_prints_the_income_per_head() -> None:
    result = reckon(household(line(LineKind.WAGE, "18000"), line(LineKind.ILLNESS, "900")), rules_of("national-2015"))
    assert proof(result, "income.per_head") == "月人均收入（不扣支出）｜18,000.00÷3 人÷12 月｜500.00"
    assert result.category is OldCategory.DIBAO_HOUSEHOLD


@pytest.mark.parametrize(
    ("helped", "category"),
    [
        (None, OldCategory.DIBAO_HOUSEHOLD),
        (date(2026, 5, 9), OldCategory.DIBAO_HOUSEHOLD),
        (date(2026, 5, 10), None),
    ],
)
def test_six_months_without_help_are_counted_from_the_application(
    helped: date | None, category: OldCategory | None
) -> None:
    facts = household(line(LineKind.WAGE, "12000"), last_helped_on=helped, still_in_hardship=False)
    assert reckon(facts, rules_of("national-2015")).category is category


def test_six_months_before_the_end_of_a_long_month_is_the_end_of_the_short_one() -> None:
    day = date(2026, 8, 31)
    facts = household(
        line(LineKind.WAGE, "12000"), applied_on=day, last_helped_on=date(2026, 2, 28), still_in_hardship=False
    )
    assert reckon(facts, shipped("national-2015").on(day)).category is OldCategory.DIBAO_HOUSEHOLD


def test_an_exclusion_that_bars_only_deep_hardship_leaves_the_relative_one_open() -> None:
    rules = rules_of("pingdingshan", exclusions=[{"kind": "check_refused", "bars": "deep"}])
    refused = (
        Finding(uid="f", kind=AssetKind.CHECK_REFUSED, what="拒签", status=FindingStatus.CONFIRMED, paper="记录"),
    )
    result = reckon(household(line(LineKind.WAGE, "12000"), findings=refused), rules)
    assert (result.category, result.unbarred, result.reason) == (RELATIVE, DEEP, VerdictReason.WITHIN_LIMIT)
    assert proof(result, "unbarred") == "如无上述情形｜深度困难｜None"
    rich = reckon(household(line(LineKind.WAGE, "90000"), findings=refused), rules)
    assert (rich.category, rich.reason) == (None, VerdictReason.ABOVE_LIMITS)


def test_an_exclusion_of_deep_hardship_closes_the_dibao_category_of_the_old_scheme() -> None:
    rules = rules_of("national-2015", exclusions=[{"kind": "check_refused", "bars": "deep"}])
    refused = (Finding(uid="f", kind=AssetKind.CHECK_REFUSED, what="拒签"),)
    result = reckon(household(line(LineKind.WAGE, "12000"), findings=refused), rules)
    assert (result.category, result.reason) == (None, VerdictReason.EXCLUDED)


def test_the_terms_for_migrants_are_printed() -> None:
    facts = household(line(LineKind.WAGE, "12000"), migrant=True, union_member=False, labour_months=3)
    result = reckon(facts, rules_of())
    assert proof(result, "migrant") == "困难农民工条件｜工会会员或有劳动关系（满 12 个月）：不符合｜None"
    member = reckon(replace(facts, union_member=True), rules_of())
    assert proof(member, "migrant").startswith("困难农民工条件｜工会会员或有劳动关系（满 12 个月）：符合")
    assert reckon(facts, rules_of(migrant_terms="none")).category is DEEP


def test_an_accident_before_the_window_does_not_count_and_is_said() -> None:
    old = Accident(uid="x", what="旧伤", on=date(2025, 10, 31), cost=Decimal(500), still_in_hardship=True)
    result = reckon(household(line(LineKind.WAGE, "90000"), accidents=(old,)), rules_of())
    assert result.category is None
    told = [remark.text for remark in result.remarks if remark.code == "AccidentBeforeWindow"]
    assert told == [AccidentBeforeWindow(what="旧伤", on="2025-10-31").sentence]
    fresh = replace(old, on=date(2025, 11, 1))
    result = reckon(household(line(LineKind.WAGE, "90000"), accidents=(fresh,)), rules_of())
    assert result.category is ACCIDENT
    assert "AccidentBeforeWindow" not in codes(result)
    assert proof(result, "accident") == "旧伤｜费用 500.00－赔付和救助 0.00，不低于 0｜500.00"


def test_what_is_deducted_on_the_households_word_alone_decides_nothing() -> None:
    facts = household(
        line(LineKind.WAGE, "12000", proof=ProofKind.DECLARATION),
        line(LineKind.ILLNESS, "9000", proof=ProofKind.DECLARATION, caption="门诊"),
        line(LineKind.SCHOOLING, "3000", caption="学费"),
        line(LineKind.HOUSING, "800", proof=ProofKind.INCOMPLETE),
        line(LineKind.CARE, "0"),
        line(LineKind.FOOD, "6000"),
        accidents=(
            Accident(uid="x", what="车祸", on=DAY, cost=Decimal(1)),
            Accident(uid="y", what="全额赔付", on=DAY, cost=Decimal(1), compensation=Decimal(1)),
            Accident(uid="z", what="旧伤", on=date(2015, 1, 1), cost=Decimal(1)),
            Accident(uid="w", what="火灾", on=DAY, cost=Decimal(1), paper="消防证明"),
        ),
    )
    told = [DeductionUnproven(what="门诊"), DeductionUnproven(what="学费"), AccidentWithoutPaper(what="车祸")]
    assert [str(one) for one in unproven(facts, rules_of())] == [str(one) for one in told]
    assert unproven(facts, rules_of(unproven_deductions="count")) == []


# ---------------------------------------------------------------- exclusions


TRUCK = Finding(
    uid="truck",
    kind=AssetKind.VEHICLE,
    what="租用皮卡",
    detail=AssetDetail(holding=VehicleHolding.RENTED, purpose=VehiclePurpose.HAULAGE, habitual=True),
)


def test_a_rented_truck_hits_habitual_use_and_can_be_explained() -> None:
    rules = rules_of("gansu")
    wage = line(LineKind.WAGE, "12000")
    open_hit = reckon(household(wage, findings=(TRUCK,)), rules)
    assert (open_hit.category, open_hit.reason, open_hit.provisional) == (None, VerdictReason.EXCLUDED, True)
    assert open_hit.hits[0].open_findings == ("truck",)
    told = FindingOpen(what="租用皮卡", kind="非受雇佣经常使用机动车").sentence
    assert [(one.text, one.subject) for one in open_hit.remarks if one.code == "FindingOpen"] == [(told, "truck")]
    explained = replace(TRUCK, status=FindingStatus.EXPLAINED, explanation="拉货谋生", paper="租车合同")
    result = reckon(household(wage, findings=(explained,)), rules)
    assert (result.category, result.provisional) == (DEEP, False)
    assert proof(result, "exclusion.vehicle_used") == (
        "非受雇佣经常使用机动车：不予认定｜租用皮卡：已说明；说明：拉货谋生；材料：租车合同；不予排除｜None"
    )


def test_ownership_of_a_vehicle_is_not_hit_by_a_rented_one() -> None:
    rules = rules_of("pingdingshan", exclusions=[{"kind": "vehicle_owned"}])
    result = reckon(household(findings=(TRUCK,)), rules)
    assert result.hits == ()
    assert proof(result, "finding") == "租用皮卡｜车辆，待核：不触及排除性条件｜None"


def test_what_is_not_known_counts_until_it_is_explained() -> None:
    rules = rules_of(
        "pingdingshan",
        exclusions=[{"kind": "vehicle_owned", "price_from": 1}, {"kind": "private_school", "times_public_fee": 2}],
    )
    car = Finding(uid="car", kind=AssetKind.VEHICLE, what="轿车")
    school = Finding(uid="s", kind=AssetKind.PRIVATE_SCHOOL, what="私立小学", detail=AssetDetail(fee=Decimal(1)))
    assert [hit.kind for hit in reckon(household(findings=(car, school)), rules).hits] == [
        "vehicle_owned",
        "private_school",
    ]


def test_a_condition_filled_only_together_has_the_status_of_its_weakest_finding() -> None:
    def home(number: int, status: FindingStatus) -> Finding:
        return Finding(
            uid=f"h{number}", kind=AssetKind.HOME, what=f"房{number}", status=status, paper="查询", explanation="说明"
        )

    def status(*states: FindingStatus) -> FindingStatus | None:
        findings = tuple(home(number, state) for number, state in enumerate(states))
        hits = reckon(household(findings=findings), rules_of("national-2015")).hits
        return hits[0].status if hits else None

    sure, fresh, told, wrong = (
        FindingStatus.CONFIRMED,
        FindingStatus.NEW,
        FindingStatus.EXPLAINED,
        FindingStatus.FALSE_MATCH,
    )
    assert status(sure) is None
    assert status(sure, sure) is sure
    assert status(sure, fresh) is fresh
    assert status(fresh, told) is told
    assert status(sure, sure, told, wrong) is sure
    assert status(sure, wrong) is wrong


def test_an_unknown_average_or_area_is_named() -> None:
    homes = tuple(
        Finding(uid=f"h{number}", kind=AssetKind.HOME, what=f"房{number}", detail=AssetDetail(area=area))
        for number, area in enumerate((Decimal(40), None))
    )
    rules = rules_of("xingtai-2021", average_floor_area=30)
    result = reckon(household(line(LineKind.WAGE, "12000"), findings=homes), rules)
    assert "AverageAreaMissing" in codes(result)
    assert result.category is None
    assert "AverageAreaMissing" not in codes(reckon(household(findings=homes[:1]), rules))


# ---------------------------------------------------------------- what stops a reckoning


def test_all_objections_come_at_once() -> None:
    facts = household(
        line(LineKind.WAGE, "-1", uid="a"),
        line(LineKind.WAGE, "1", uid="a"),
        line(LineKind.ILLNESS, "10", uid="b", person="nobody"),
        persons=(replace(people()[0], counted=False),),
    )
    assert [type(objection) for objection in objections(facts)] == [
        NobodyCounted,
        MemberWithoutReason,
        KeyTwice,
        UnknownPerson,
        AmountUnreadable,
    ]


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "1000000000", "NaN", "Infinity", "1e30"])
def test_an_amount_that_money_cannot_have_is_refused(amount: str) -> None:
    money = Decimal(amount)
    paper = AssetDetail(amount=money)
    for facts in (
        household(line(LineKind.WAGE, amount)),
        household(line(LineKind.ILLNESS, "5", deductible=money)),
        household(aid=(UnionAid(uid="a", on=DAY, amount=money),)),
        household(accidents=(Accident(uid="a", what="车祸", on=DAY, cost=money),)),
        household(findings=(Finding(uid="a", kind=AssetKind.MONEY, what="存款", detail=paper),)),
        household(persons=(MeansPerson(uid="a", name="甲一", pension_paid_years=money),)),
    ):
        assert [type(objection) for objection in objections(facts)] == [AmountUnreadable]


@pytest.mark.parametrize(
    ("period", "times"),
    [
        (Period.MONTHLY, "13"),
        (Period.YEARLY, "2"),
        (Period.QUARTERLY, "5"),
        (Period.ONCE, "367"),
        (Period.MONTHLY, "0"),
        (Period.MONTHLY, "NaN"),
    ],
)
def test_a_line_cannot_come_more_often_than_its_period_allows(period: Period, times: str) -> None:
    (objection,) = objections(household(line(LineKind.WAGE, "1", period, times=Decimal(times))))
    assert isinstance(objection, TimesOutOfYear)
    assert objection.field == "line-wage"


def test_parts_of_a_cost_cannot_be_more_than_the_cost() -> None:
    aided = household(line(LineKind.ILLNESS, "10", aid_for_same_cost=Decimal(11)))
    assert objections(aided) == (AidAboveCost(what="因病", amount="10.00", aid="11.00", field="line-illness"),)
    split = household(line(LineKind.ILLNESS, "10", deductible=Decimal(11)))
    assert objections(split) == (
        DeductibleAboveCost(what="因病", amount="10.00", deductible="11.00", field="line-illness"),
    )


def test_only_rigid_costs_have_parts() -> None:
    for odd in (
        line(LineKind.WAGE, "10", deductible=Decimal(1)),
        line(LineKind.FOOD, "10", aid_for_same_cost=Decimal(1)),
    ):
        assert objections(household(odd)) == (DeductibleNotForIncome(what=odd.words, field=odd.uid),)


def test_a_settled_finding_names_its_paper_and_an_explained_one_its_explanation() -> None:
    for status in (FindingStatus.CONFIRMED, FindingStatus.FALSE_MATCH):
        (objection,) = objections(household(findings=(replace(TRUCK, status=status),)))
        assert objection == FindingWithoutPaper(what="租用皮卡", status=status.label, field="truck")
    both = objections(household(findings=(replace(TRUCK, status=FindingStatus.EXPLAINED),)))
    assert both == (
        FindingWithoutPaper(what="租用皮卡", status="已说明", field="truck"),
        ExplanationMissing(what="租用皮卡", field="truck"),
    )


# ---------------------------------------------------------------- proofs


@pytest.mark.parametrize(
    ("kind", "strength"),
    [
        (ProofKind.WAGE_STATEMENT, ProofStrength.PROVEN),
        (ProofKind.NEIGHBOURS, ProofStrength.WEAK),
        (ProofKind.INCOMPLETE, ProofStrength.WEAK),
        (ProofKind.DECLARATION, ProofStrength.DECLARED),
        (ProofKind.NONE, ProofStrength.DECLARED),
    ],
)
def test_a_proof_has_a_strength(kind: ProofKind, strength: ProofStrength) -> None:
    assert kind.strength is strength


def test_lines_are_counted_by_the_strength_of_their_proof() -> None:
    facts = household(
        line(LineKind.WAGE, "1", proof=ProofKind.WAGE_STATEMENT),
        line(LineKind.BUSINESS, "1", proof=ProofKind.NEIGHBOURS),
        line(LineKind.ILLNESS, "1", proof=ProofKind.DECLARATION, caption="门诊"),
        line(LineKind.FOOD, "1", proof=ProofKind.DECLARATION),
    )
    result = reckon(facts, rules_of())
    assert (result.proven, result.weak, result.declared) == (1, 1, 2)
    unproven = [remark.text for remark in result.remarks if remark.code == "LineUnproven"]
    assert unproven == [LineUnproven(what="门诊").sentence]


def test_every_figure_names_the_lines_that_it_comes_from() -> None:
    facts = household(line(LineKind.WAGE, "1", uid="a"), line(LineKind.WAGE, "2", uid="b"), line(LineKind.FOOD, "3"))
    by_code = {one.code: one for one in reckon(facts, rules_of()).proof}
    assert by_code["income.wage"].sources == ("a", "b")
    assert by_code["income.wage"].formula == "1.00＋2.00"
    assert by_code["living.food"].sources == ("line-food",)
    assert by_code["category"].formula == "深度困难：月人均净收入在标准以内"


# ---------------------------------------------------------------- which single fact


def sheet() -> MeansFacts:
    """The sheet of the office's picture of this page, with other names."""
    return household(
        line(LineKind.WAGE, "2680", Period.MONTHLY, caption="门卫工资"),
        line(LineKind.BUSINESS, "900", Period.MONTHLY),
        line(LineKind.ILLNESS, "9846.50", caption="门诊自付"),
        line(LineKind.SCHOOLING, "6800"),
        line(LineKind.HOUSING, "450", Period.MONTHLY, caption="房租"),
        line(LineKind.FOOD, "1500", Period.MONTHLY),
        line(LineKind.UTILITIES, "3260"),
        line(LineKind.TRANSPORT, "180", Period.MONTHLY),
        line(LineKind.CLOTHES, "1200"),
        aid=(UnionAid(uid="aid", on=date(2026, 1, 20), amount=Decimal(2000), what="生活救助"),),
    )


def sheet_rules() -> Rules:
    deep, relative = ({"times": times, "operator": "<="} for times in ("1", "1.5"))
    return rules_of("pingdingshan", dibao_line=680, deep_limit=deep, relative_limit=relative)


def test_the_sheet_of_the_picture_comes_to_its_figures() -> None:
    result = reckon(sheet(), sheet_rules())
    assert (str(result.net.per_head), result.category) == ("636.49", DEEP)
    assert (str(result.gap.gap), str(result.gap.spending)) == ("1706.50", "46666.50")
    shown = [(point.caption, point.now, point.turn, point.changes) for point in result.turning_points]
    assert shown[0] == ("门卫工资", "2,680.00", "≥ 2,810.55", True)
    assert ("门诊自付", "9,846.50", "≤ 8,279.99", True) in shown
    assert ("房租", "每月", "每年", True) in shown
    assert ("计入人口", "3 人", "2 人", True) in shown
    assert ("计入人口", "3 人", "4 人", False) in shown
    assert "PeriodDecides" in codes(result)
    text = next(remark.text for remark in result.remarks if remark.code == "PeriodDecides")
    assert text.startswith("住房：“房租”450.00 元按“每月”计。若实为“每年”450.00 元，认定结果会变为相对困难。")


def test_a_period_that_takes_the_household_out_says_so() -> None:
    facts = household(line(LineKind.WAGE, "45000"), line(LineKind.HOUSING, "300", Period.MONTHLY))
    text = next(one.text for one in reckon(facts, rules_of()).remarks if one.code == "PeriodDecides")
    assert "认定结果会变为不符合" in text


def test_an_explanation_is_the_fact_that_turns_an_excluded_household() -> None:
    facts = household(line(LineKind.WAGE, "12000"), findings=(TRUCK,))
    (point,) = points(facts, rules_of("gansu"), TurningFact.FINDING)
    assert (point.subject, point.now, point.turn, point.becomes) == ("truck", "待核", "已说明", DEEP)
    settled = replace(TRUCK, status=FindingStatus.EXPLAINED, paper="合同", explanation="拉货")
    (back,) = points(replace(facts, findings=(settled,)), rules_of("gansu"), TurningFact.FINDING)
    assert (back.turn, back.becomes) == ("属实", None)


def test_two_hits_have_no_single_explanation() -> None:
    refusal = Finding(uid="r", kind=AssetKind.STUDY_ABROAD, what="留学")
    facts = household(line(LineKind.WAGE, "12000"), findings=(TRUCK, refusal))
    assert points(facts, rules_of("gansu"), TurningFact.FINDING) == []


def test_the_deductible_part_of_a_split_line_is_the_fact_to_turn() -> None:
    mixed = line(LineKind.MIXED_SCHOOLING, "12000")
    facts = household(line(LineKind.WAGE, "24000"), mixed)
    (point,) = points(facts, rules_of(), TurningFact.DEDUCTIBLE)
    assert (point.now, point.turn, point.becomes) == ("0.00", "≥ 2,400.01", DEEP)
    split = replace(facts, lines=(facts.lines[0], replace(mixed, deductible=Decimal(5000))))
    (point,) = points(split, rules_of(), TurningFact.DEDUCTIBLE)
    assert (point.now, point.turn, point.becomes) == ("5,000.00", "≤ 2,400.00", RELATIVE)


def test_a_proof_against_the_imputed_wage_can_be_the_fact() -> None:
    jobless = MeansPerson(
        uid="p0",
        name="甲一",
        birth_date=date(1980, 1, 1),
        capacity=LabourCapacity.FULL,
        work_status=WorkStatus.UNEMPLOYED,
    )
    rules = rules_of("jiangmen-2025")
    (point,) = points(household(persons=(jobless,)), rules, TurningFact.IMPUTED)
    assert (point.caption, point.turn, point.becomes) == ("甲一推定工资", "有相反证明", DEEP)


def test_aid_that_counts_or_not_can_be_the_fact() -> None:
    aid = UnionAid(uid="aid", on=date(2026, 1, 1), amount=Decimal(2000), what="生活救助")
    facts = household(line(LineKind.WAGE, "20000"), aid=(aid,))
    (point,) = points(facts, rules_of(), TurningFact.AID)
    assert (point.now, point.turn, point.becomes) == ("计入收入", "小额慰问", DEEP)
    (back,) = points(replace(facts, aid=(replace(aid, festival_gift=True, what=""),)), rules_of(), TurningFact.AID)
    assert (back.caption, back.turn, back.becomes) == ("工会救助", "计入收入", RELATIVE)


def test_an_accident_turns_by_its_cost_and_by_what_the_visit_found() -> None:
    accident = Accident(uid="x", what="车祸", on=date(2026, 1, 1), cost=Decimal(47000))
    facts = household(line(LineKind.WAGE, "60000"), accidents=(accident,))
    (cost,) = points(facts, rules_of("qingdao"), TurningFact.ACCIDENT_COST)
    assert (cost.turn, cost.becomes) == ("≥ 48,000.01", ACCIDENT)
    assert points(facts, rules_of("qingdao"), TurningFact.STILL_IN_HARDSHIP) == []
    (still,) = points(facts, rules_of(), TurningFact.STILL_IN_HARDSHIP)
    assert (still.caption, still.now, still.turn, still.becomes) == ("车祸：是否仍有困难", "否", "是", ACCIDENT)
    found = replace(facts, accidents=(replace(accident, still_in_hardship=True),))
    (gone,) = points(found, rules_of(), TurningFact.STILL_IN_HARDSHIP)
    assert (gone.turn, gone.becomes) == ("否", None)


def test_the_household_of_the_old_scheme_turns_by_its_hardship() -> None:
    facts = household(line(LineKind.WAGE, "12000"), last_helped_on=date(2026, 10, 1))
    (point,) = points(facts, rules_of("national-2015"), TurningFact.STILL_IN_HARDSHIP)
    assert (point.turn, point.becomes) == ("否", None)
    eased = replace(facts, still_in_hardship=False)
    (back,) = points(eased, rules_of("national-2015"), TurningFact.STILL_IN_HARDSHIP)
    assert (back.turn, back.becomes) == ("是", OldCategory.DIBAO_HOUSEHOLD)


def test_a_migrant_turns_by_membership_and_by_months() -> None:
    facts = household(line(LineKind.WAGE, "12000"), migrant=True, union_member=False, labour_months=3)
    (member,) = points(facts, rules_of(), TurningFact.UNION_MEMBER)
    (months,) = points(facts, rules_of(), TurningFact.LABOUR_MONTHS)
    assert (member.turn, member.becomes) == ("是", DEEP)
    assert (months.now, months.turn, months.becomes) == ("3 个月", "≥ 12 个月", DEEP)
    long = replace(facts, labour_months=30)
    (back,) = points(long, rules_of(), TurningFact.LABOUR_MONTHS)
    assert (back.turn, back.becomes) == ("≤ 11 个月", None)
    assert points(long, rules_of(), TurningFact.UNION_MEMBER) == []


def test_counting_a_person_otherwise_takes_their_lines_along() -> None:
    away = replace(people()[2], counted=False, not_counted_reason="missing")
    facts = household(line(LineKind.WAGE, "20000"), persons=(*people()[:2], away))
    counted = {point.caption: point for point in points(facts, rules_of(), TurningFact.COUNTED)}
    assert counted["成员2"].becomes is DEEP
    assert counted["成员2"].turn == "计入"
    assert counted["成员0"].becomes is None
    assert "成员0" not in {point.caption for point in points(household(heads=1), rules_of(), TurningFact.COUNTED)}
    assert [point.turn for point in points(household(heads=1), rules_of(), TurningFact.HEADS)] == ["2 人"]


def test_only_a_monthly_or_yearly_line_of_the_whole_year_has_another_period() -> None:
    wage = line(LineKind.WAGE, "21900", Period.ONCE)
    for rent in (
        line(LineKind.HOUSING, "900", Period.MONTHLY, times=Decimal(7)),
        line(LineKind.HOUSING, "900", Period.QUARTERLY),
    ):
        assert points(household(wage, rent), rules_of(), TurningFact.PERIOD) == []
    rent = line(LineKind.HOUSING, "200", Period.YEARLY)
    assert [point.turn for point in points(household(wage, rent), rules_of(), TurningFact.PERIOD)] == ["每月"]


# ---------------------------------------------------------------- algebra

money = st.integers(0, 9_000_000).map(lambda fen: Decimal(fen).scaleb(-2))


@st.composite
def lines(draw: st.DrawFn) -> BudgetLine:
    kind = draw(st.sampled_from(list(LineKind)))
    amount = draw(money)
    drawn = BudgetLine(
        uid="",
        kind=kind,
        amount=amount,
        period=draw(st.sampled_from(list(Period))),
        person=draw(st.sampled_from([None, "p0", "p1", "p2"])),
    )
    if kind.section is not Section.RIGID:
        return drawn
    half, quarter = ((amount / part).quantize(Decimal("0.01"), ROUND_DOWN) for part in (2, 4))
    return replace(
        drawn,
        aid_for_same_cost=draw(st.sampled_from([Decimal(0), quarter, amount])),
        deductible=draw(st.sampled_from([None, half])),
    )


@st.composite
def persons(draw: st.DrawFn, uid: str) -> MeansPerson:
    counted = uid == "p0" or draw(st.booleans())
    return MeansPerson(
        uid=uid,
        name=f"成员{uid}",
        birth_date=draw(st.dates(date(1950, 1, 1), date(2020, 1, 1))),
        sex=draw(st.sampled_from([Sex.MALE, Sex.FEMALE])),
        counted=counted,
        not_counted_reason="" if counted else "missing",
        capacity=draw(st.sampled_from([None, *LabourCapacity])),
        work_status=draw(st.sampled_from([None, *WorkStatus])),
    )


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    return Finding(
        uid="",
        kind=draw(st.sampled_from(list(AssetKind))),
        what="资产",
        status=draw(st.sampled_from(list(FindingStatus))),
        paper="材料",
        explanation="说明",
        person=draw(st.sampled_from([None, "p1"])),
        detail=AssetDetail(
            holding=draw(st.sampled_from(list(VehicleHolding))),
            price=draw(st.none() | money),
            habitual=draw(st.booleans()),
            controlling=draw(st.booleans()),
            hired_hands=draw(st.integers(0, 2)),
            amount=draw(money),
            area=draw(st.none() | st.just(Decimal(60))),
        ),
    )


@st.composite
def accidents(draw: st.DrawFn) -> Accident:
    return Accident(
        uid="",
        what="意外",
        on=date(2026, 3, 1),
        cost=draw(money),
        compensation=draw(money),
        still_in_hardship=draw(st.booleans()),
    )


@st.composite
def households(draw: st.DrawFn, *, barred: bool = True) -> MeansFacts:
    aid = UnionAid(uid="aid", on=date(2026, 2, 1), amount=draw(money), festival_gift=draw(st.booleans()))
    told: list[Any] = draw(st.lists(lines(), max_size=6))
    events: list[Any] = draw(st.lists(accidents(), max_size=2))
    assets: list[Any] = draw(st.lists(findings(), max_size=3)) if barred else []
    return MeansFacts(
        applied_on=DAY,
        persons=tuple(draw(persons(uid)) for uid in ("p0", "p1", "p2")),
        lines=tuple(replace(one, uid=f"l{place}") for place, one in enumerate(told)),
        aid=(aid,),
        findings=tuple(replace(one, uid=f"f{place}") for place, one in enumerate(assets)),
        accidents=tuple(replace(one, uid=f"x{place}") for place, one in enumerate(events)),
        low_income_is_cause=draw(st.booleans()),
        migrant=draw(st.booleans()),
        union_member=draw(st.booleans()),
        labour_months=draw(st.sampled_from([0, 11, 12, 40])),
        still_in_hardship=draw(st.booleans()),
        last_helped_on=draw(st.sampled_from([None, date(2026, 9, 1)])),
    )


@st.composite
def any_rules(draw: st.DrawFn) -> Rules:
    caps = (("none", 3000), ("none", 6000), ("none", "0.2"), ("none", 1700))
    return capped_rules(
        draw(st.sampled_from(PLACES)), *(draw(st.sampled_from(cap)) for cap in caps), share=draw(st.booleans())
    )


RANK: dict[object, int] = {DEEP: 0, RELATIVE: 1, None: 2}


@given(households(barred=False), st.sampled_from(INCOMES), money)
def test_more_income_never_makes_a_household_poorer(facts: MeansFacts, kind: LineKind, more: Decimal) -> None:
    rules = rules_of(accident_mode="none", migrant_terms="none")
    richer = replace(facts, lines=(*facts.lines, line(kind, str(more), uid="more")))
    before, after = reckon(facts, rules), reckon(richer, rules)
    assert after.net.net >= before.net.net
    assert after.gap.gap <= before.gap.gap
    assert RANK[after.category] >= RANK[before.category]


@given(households(), any_rules())
def test_lines_of_people_who_are_not_counted_do_not_count(facts: MeansFacts, rules: Rules) -> None:
    away = facts.left_out
    without = replace(
        facts,
        lines=tuple(one for one in facts.lines if one.person not in away),
        findings=tuple(one for one in facts.findings if one.person not in away),
    )
    one, other = reckon(facts, rules), reckon(without, rules)
    assert (one.gap, one.net, one.category, one.hits) == (other.gap, other.net, other.category, other.hits)


@given(households(), any_rules(), st.randoms(use_true_random=False))
def test_the_order_of_lines_people_and_papers_does_not_matter(facts: MeansFacts, rules: Rules, dice: Any) -> None:
    mixed: dict[str, Any] = {}
    for name in ("persons", "lines", "findings", "accidents"):
        shuffled = list(getattr(facts, name))
        dice.shuffle(shuffled)
        mixed[name] = tuple(shuffled)
    one, other = reckon(facts, rules), reckon(replace(facts, **mixed), rules)
    assert (one.gap, one.net, one.category, one.reason) == (other.gap, other.net, other.category, other.reason)


@given(households(), any_rules(), any_rules())
def test_the_gap_does_not_know_the_rules(facts: MeansFacts, rules: Rules, others: Rules) -> None:
    assert reckon(facts, rules).gap == reckon(facts, others).gap


@given(households(), any_rules(), money)
def test_daily_living_never_touches_the_test(facts: MeansFacts, rules: Rules, spent: Decimal) -> None:
    more = replace(facts, lines=(*facts.lines, line(LineKind.FOOD, str(spent), Period.MONTHLY, uid="food")))
    one, other = reckon(facts, rules), reckon(more, rules)
    assert (one.net, one.category) == (other.net, other.category)
    assert other.gap.gap == one.gap.gap + 12 * spent


@given(households(barred=False))
def test_the_limit_is_judged_on_the_exact_fraction(facts: MeansFacts) -> None:
    rules = rules_of(accident_mode="none", migrant_terms="none")
    result = reckon(facts, rules)
    per_head = Fraction(result.net.net) / (result.net.heads * 12)
    expected = DEEP if per_head < rules.dibao_line else RELATIVE if per_head <= 2 * rules.dibao_line else None
    assert result.category is expected


@given(households(), any_rules())
def test_a_turning_point_really_turns_the_result(facts: MeansFacts, rules: Rules) -> None:
    now = reckon(facts, rules).category
    for point in turning_points(facts, rules):
        assert category_if(facts, rules, point) == point.becomes
        assert point.changes == (point.becomes != now)
        assert point.changes or point.fact is TurningFact.HEADS
        if point.operator:
            step = Decimal("-0.01") if point.operator == "≥" else Decimal("0.01")
            a_fen_short = replace(point, value=str(Decimal(point.value) + step))
            assert category_if(facts, rules, a_fen_short) == now


@given(households(), any_rules(), st.data())
def test_short_of_the_turning_point_no_amount_turns_the_result(
    facts: MeansFacts, rules: Rules, data: st.DataObject
) -> None:
    felt = [one for one in facts.counted_lines if one.kind is not LineKind.MIXED_SCHOOLING and one.deductible is None]
    assume(felt)
    chosen = data.draw(st.sampled_from(felt))
    found = [p for p in turning_points(facts, rules) if p.fact is TurningFact.AMOUNT and p.subject == chosen.uid]
    most = min((Decimal(p.value) for p in found if p.operator == "≥"), default=Decimal("999999999.99"))
    least = max((Decimal(p.value) for p in found if p.operator == "≤"), default=chosen.aid_for_same_cost)
    amount = data.draw(st.decimals(least, most, places=2))
    assume(amount not in {Decimal(p.value) for p in found})
    other = replace(facts, lines=tuple(replace(one, amount=amount) if one is chosen else one for one in facts.lines))
    assert reckon(other, rules).category == reckon(facts, rules).category


@given(households(), any_rules())
def test_every_reckoning_comes_back_from_the_store_as_it_was(facts: MeansFacts, rules: Rules) -> None:
    result = reckon(facts, rules)
    assert from_json(Reckoning, as_json(result)) == result
    assert from_json(MeansFacts, as_json(facts)) == facts
