"""Dated figures: which entry wins, what a pack must have, and that no figure reaches back over its governing day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.rules import (
    AreaUnreadable,
    FigureMissing,
    FiguresDisagree,
    FigureUnreadable,
    FigureWithoutDay,
    FigureWithoutSource,
    PackUnreadable,
    PackWithoutHeader,
    RulesBeginLater,
    TwoFiguresForOneDay,
    UnknownFigure,
)
from centre_app.core.rules import OFFICE, Exclusion, Limit, RuleBook, Rules, entry
from centre_app.core.vocabulary.filing import PlaceKind, SignatureRole
from centre_app.core.vocabulary.household import ArchiveLevel, HardshipCategory, OldCategory
from centre_app.core.vocabulary.means import ExclusionKind, Settlement
from centre_app.core.vocabulary.rules import (
    AidMeasure,
    CapTerm,
    CategoryScheme,
    Figure,
    GoverningDay,
    Operator,
    TwoPersonRule,
)

RULES = Path(__file__).parents[2] / "resources" / "rules"
PACKS = sorted(path.stem for path in RULES.glob("*.toml") if path.stem != "base")
BASE = (RULES / "base.toml").read_text("utf8")
GANSU = (RULES / "gansu.toml").read_text("utf8")
DAY = date(2026, 3, 2)


def book(pack: str = "gansu") -> RuleBook:
    return RuleBook.parse(BASE, (RULES / f"{pack}.toml").read_text("utf8"))


def small(*more: str, header: str = 'code = "x"\nname = "甲地"\nfrom = 2019-01-01') -> str:
    """A pack with the three figures that the general one leaves to the place."""
    return "\n".join(
        (
            "[pack]",
            header,
            '[[dibao_line]]\nfrom = 2019-01-01\nvalue = 500\nsource = "文件"',
            '[[deep_limit]]\nfrom = 2019-01-01\nvalue = { times = 1, operator = "<" }\nsource = "文件"',
            '[[relative_limit]]\nfrom = 2019-01-01\nvalue = "none"\nsource = "文件"',
            *more,
        )
    )


def refused(*texts: str) -> list[Told]:
    with pytest.raises(Refused) as caught:
        RuleBook.parse(*texts)
    return list(caught.value.objections)


def refused_entry(figure: str, value: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        entry(figure, more.get("from_", "2026-01-01"), value, more.get("source", "文件"), area=more.get("area"))
    return " ".join(objection.sentence for objection in caught.value.objections)


# ---------------------------------------------------------------- which entry holds


def test_a_figure_holds_from_its_first_day_on() -> None:
    assert book().on(date(2018, 6, 30)).dibao_line == Decimal("460.00")
    assert book().on(date(2018, 7, 1)).dibao_line == Decimal("503.50")


def test_every_field_of_the_rules_that_is_a_figure_is_in_the_list_of_figures() -> None:
    fields = set(Rules.__dataclass_fields__) - {"day", "area", "pack", "unverified", "citations"}
    assert fields == {figure.value for figure in Figure}
    assert set(RuleBook.governing) == set(Figure)


@pytest.mark.parametrize("pack", PACKS)
def test_a_shipped_pack_answers_for_every_day_from_its_first(pack: str) -> None:
    shipped = book(pack)
    for day in (shipped.first_day, shipped.first_day + timedelta(days=1), date(2035, 12, 31)):
        rules = shipped.on(day, "621002")
        assert {citation.figure for citation in rules.citations} == {figure.value for figure in Figure}
        assert all(citation.source and citation.value for citation in rules.citations)


def test_a_day_before_the_first_is_refused() -> None:
    with pytest.raises(RulesBeginLater, match=r"甘肃（待核）.*2015-01-01.*2014-12-31"):
        book().on(date(2014, 12, 31))


def test_the_narrower_area_wins_then_the_later_day() -> None:
    own = [
        entry("notice_days", "2026-01-01", 7, "全省文件", area="62"),
        entry("notice_days", "2025-01-01", 8, "市文件", area="6210"),
        entry("notice_days", "2024-01-01", 9, "县文件", area="621002"),
    ]
    ours = book().with_entries(own)
    assert ours.on(DAY, "621002").notice_days == 9
    assert ours.on(DAY, "621021").notice_days == 8
    assert ours.on(DAY, "620102").notice_days == 7
    assert ours.on(date(2025, 6, 1), "620102").notice_days == 5
    assert ours.on(DAY, "340302").notice_days == 5
    assert ours.on(DAY).notice_days == 5


def test_the_office_wins_over_the_packs_even_where_they_are_newer() -> None:
    ours = book().with_entries([entry("dibao_line", "2020-01-01", "555.5", "县政府文件")])
    assert ours.on(DAY).dibao_line == Decimal("555.50")
    assert ours.on(date(2019, 12, 31)).dibao_line == Decimal("503.50")


def test_of_two_own_entries_for_one_day_the_later_one_wins() -> None:
    first, second = (entry("notice_days", "2020-01-01", days, "县文件") for days in (6, 7))
    assert book().with_entries([first]).with_entries([second]).on(DAY).notice_days == 7


def test_a_pack_needs_to_name_only_what_differs() -> None:
    rules = RuleBook.parse(BASE, small()).on(DAY)
    assert (rules.dibao_line, rules.notice_days, rules.pack) == (Decimal("500.00"), 5, "甲地")


def test_a_resolved_figure_cites_its_document() -> None:
    ours = book().with_entries(
        [entry("dibao_line", date(2026, 1, 1), Decimal(700), " 县政府〔2026〕1号 ", area="6210")]
    )
    cited = ours.on(DAY, "621002").citation(Figure.DIBAO_LINE)
    assert (cited.source, cited.first_day, cited.pack, cited.area) == (
        "县政府〔2026〕1号",
        date(2026, 1, 1),
        OFFICE,
        "6210",
    )
    assert (cited.label, cited.value, cited.unverified) == ("城市低保标准（元/人·月）", "700.00", False)


def test_an_unverified_pack_marks_its_figures_and_the_rules() -> None:
    rules = book("gansu").on(DAY)
    assert book("gansu").unverified
    assert rules.unverified
    assert rules.citation(Figure.DEEP_LIMIT).unverified
    assert not rules.citation(Figure.NOTICE_DAYS).unverified


def test_rules_are_verified_when_every_unverified_figure_was_replaced() -> None:
    line = entry("dibao_line", "2019-01-01", 610, "县文件")
    assert book("pingdingshan").on(DAY).unverified
    assert not book("pingdingshan").with_entries([line]).on(DAY).unverified
    assert not book("hangzhou-2020").on(DAY).unverified


def test_all_entries_of_a_figure_are_listed_the_offices_own_first() -> None:
    ours = book().with_entries([entry("dibao_line", "2026-01-01", 700, "县文件")])
    listed = [(found.pack, found.first_day) for found in ours.entries(Figure.DIBAO_LINE)]
    assert listed[0] == (OFFICE, date(2026, 1, 1))
    assert [day for _, day in listed[1:]] == sorted(day for _, day in listed[1:])


def test_packs_keep_their_header() -> None:
    shipped = book("gansu")
    assert [pack.code for pack in shipped.packs] == ["base", "gansu"]
    assert "待核" in shipped.packs[1].note
    assert shipped.name == "甘肃（待核）"


# ---------------------------------------------------------------- governing days

OTHER: dict[Figure, object] = {
    Figure.CATEGORY_SCHEME: "old",
    Figure.DIBAO_LINE: 901,
    Figure.RURAL_DIBAO_LINE: 902,
    Figure.DEEP_LIMIT: {"times": "0.5", "operator": "<="},
    Figure.DEEP_GROUNDS: ["firm_in_trouble"],
    Figure.RELATIVE_LIMIT: "none",
    Figure.ACCIDENT_MODE: "none",
    Figure.ACCIDENT_COST_SHARE: "0.5",
    Figure.ACCIDENT_LIMIT: {"times": 3, "operator": "<"},
    Figure.OLD_DIBAO_LIMIT: {"times": 2, "operator": "<"},
    Figure.OLD_UNHELPED_MONTHS: 7,
    Figure.OLD_NEAR_INCOME_LIMIT: {"times": 2, "operator": "<"},
    Figure.OLD_NEAR_NET_LIMIT: {"times": 2, "operator": "<"},
    Figure.OLD_ACCIDENT_INCOME_LIMIT: {"times": 2, "operator": "<"},
    Figure.OLD_ACCIDENT_NET_LIMIT: {"times": 2, "operator": "<"},
    Figure.MIGRANT_TERMS: "none",
    Figure.MIGRANT_MONTHS: 13,
    Figure.INCOME_COUNTS: ["wage"],
    Figure.WAGE_BASIS: "net",
    Figure.UNION_AID_COUNTS: False,
    Figure.IMPUTED_WAGE: 1234,
    Figure.WORKING_AGE_FROM: 18,
    Figure.WORKING_AGE_TO_MEN: 63,
    Figure.WORKING_AGE_TO_WOMEN: 58,
    Figure.RIGID_COUNTS: [],
    Figure.SCHOOLING_CAP: 5000,
    Figure.HOUSING_CAP: 5000,
    Figure.JOB_COST_SHARE: "0.1",
    Figure.UNPROVEN_DEDUCTIONS: "count",
    Figure.EXCLUSIONS: [{"kind": "check_refused"}],
    Figure.AVERAGE_FLOOR_AREA: "31.5",
    Figure.PENSION_YEARS: [{"year": 2000, "years": 16}],
    Figure.SURVEYORS_NEEDED: 3,
    Figure.VOICES_NEEDED: 4,
    Figure.VISIT_MAX_AGE_DAYS: 60,
    Figure.QUORUM: "3/4",
    Figure.RECUSED_COUNT_AS_PRESENT: False,
    Figure.MAJORITY: "2/3",
    Figure.VOTERS_NEEDED: 3,
    Figure.NOTICE_DAYS: 7,
    Figure.NOTICE_COUNTING: "calendar_days",
    Figure.NOTICE_PLACES: ["filing_unit", "community", "website"],
    Figure.GRIEVANCE_ANSWER_DAYS: 15,
    Figure.SIGNERS: {level.value: ["unit_chair"] for level in ArchiveLevel},
    Figure.TWO_PERSON_RULE: "refuse",
    Figure.PAIRING_MAX_HOUSEHOLDS: 3,
    Figure.PAIRING_WARN_DAYS: 100,
    Figure.PAIRING_OVERDUE_DAYS: 200,
    Figure.AID_CAPS: [],
    Figure.CAP_BASIS: "person",
}
DAYS = {governing: DAY + timedelta(days=9 * place) for place, governing in enumerate(GoverningDay)}


@pytest.mark.parametrize("figure", Figure, ids=str)
def test_a_figure_that_moves_the_day_after_its_governing_day_changes_nothing(figure: Figure) -> None:
    governing = DAYS[RuleBook.governing[figure]]
    after = governing + timedelta(days=1)
    week = entry("notice_days", "2015-01-01", 7, "新文件")
    ours = book().with_entries([week] if figure is Figure.NOTICE_COUNTING else [])
    moved = ours.with_entries([entry(figure.value, after, OTHER[figure], "新文件")])
    before = getattr(book().on(governing), figure.value)
    assert getattr(moved.on(governing), figure.value) == before
    assert getattr(moved.on(after), figure.value) != before


def test_figures_of_the_house_visit_and_meeting_are_asked_with_their_own_days() -> None:
    governing = RuleBook.governing
    assert governing[Figure.DIBAO_LINE] is GoverningDay.APPLICATION
    assert governing[Figure.EXCLUSIONS] is GoverningDay.APPLICATION
    assert governing[Figure.NOTICE_DAYS] is GoverningDay.POSTING
    assert governing[Figure.NOTICE_COUNTING] is GoverningDay.POSTING
    assert governing[Figure.VISIT_MAX_AGE_DAYS] is GoverningDay.MEETING
    assert governing[Figure.QUORUM] is GoverningDay.MEETING
    assert governing[Figure.RECUSED_COUNT_AS_PRESENT] is GoverningDay.MEETING
    assert governing[Figure.AID_CAPS] is GoverningDay.PAYMENT


# ---------------------------------------------------------------- the shipped defaults


def test_the_general_defaults_of_the_filing() -> None:
    rules = book().on(DAY)
    assert (rules.notice_days, rules.visit_max_age_days, rules.surveyors_needed) == (5, 90, 2)
    assert (rules.quorum, rules.majority, rules.voices_needed) == (Fraction(2, 3), Fraction(1, 2), 3)
    assert rules.notice_places == (PlaceKind.FILING_UNIT, PlaceKind.COMMUNITY)
    assert (rules.grievance_answer_days, rules.two_person_rule) == (10, TwoPersonRule.WARN)
    pairing = (rules.pairing_max_households, rules.pairing_warn_days, rules.pairing_overdue_days)
    assert pairing == (5, 150, 180)
    both = (SignatureRole.UNIT_CHAIR, SignatureRole.COUNTY_CHAIR)
    assert rules.signers_for(ArchiveLevel.COUNTY) == both
    assert rules.signers_for(ArchiveLevel.GRASSROOTS) == both[:1]


def test_the_caps_of_2015() -> None:
    caps = {cap.measure: cap for cap in book().on(DAY).aid_caps}
    assert caps[AidMeasure.LIVING].lines == 12
    assert caps[AidMeasure.LIVING].term is CapTerm.HOUSEHOLD_YEAR
    assert caps[AidMeasure.MEDICAL].cost_share == 1
    assert caps[AidMeasure.SCHOOL].lines == 10


@pytest.mark.parametrize(
    ("year", "years"),
    [
        (1980, "15"),
        (2019, "15"),
        (2029, "15"),
        (2030, "15.5"),
        (2034, "17.5"),
        (2038, "19.5"),
        (2039, "20"),
        (2050, "20"),
    ],
)
def test_required_pension_years_rise_from_2030_by_half_a_year_to_twenty(year: int, years: str) -> None:
    assert book().on(DAY).pension_years_in(year) == Decimal(years)


def test_before_the_decision_of_2024_it_is_fifteen_whenever_one_retires() -> None:
    assert book().on(date(2024, 9, 12)).pension_years_in(2039) == 15


def test_the_scheme_itself_is_a_dated_figure() -> None:
    assert book().on(date(2018, 12, 31)).category_scheme is CategoryScheme.OLD
    assert book().on(date(2019, 1, 1)).category_scheme is CategoryScheme.NEW


def test_country_households_take_the_country_line_where_there_is_one() -> None:
    rules = book().on(DAY)
    assert rules.line_for(Settlement.RURAL) == rules.dibao_line
    assert rules.line_figure(Settlement.RURAL) is Figure.DIBAO_LINE
    two = book().with_entries([entry("rural_dibao_line", "2026-01-01", 410, "县文件")]).on(DAY)
    assert two.line_for(Settlement.RURAL) == 410
    assert two.line_for(Settlement.URBAN) == rules.dibao_line
    assert two.line_figure(Settlement.RURAL) is Figure.RURAL_DIBAO_LINE
    assert two.line_figure(Settlement.URBAN) is Figure.DIBAO_LINE


# ---------------------------------------------------------------- figures in words


def test_figures_are_shown_in_words() -> None:
    caps = [
        {"measure": "living", "term": "household_year", "lines": 10, "category": "deep_hardship"},
        {
            "measure": "medical",
            "term": "event",
            "cost_share": "0.125",
            "amount": 16000,
            "category": "near_dibao_household",
        },
    ]
    exclusions = [
        {"kind": "homes", "over": 1, "above_average_area": True},
        {"kind": "vehicle_owned", "price_from": 100000, "except_purposes": ["disability_aid"], "bars": "deep"},
        {"kind": "private_school", "times_public_fee": 2},
        {"kind": "money", "months_of_line": 36},
    ]
    rules = (
        book()
        .with_entries(
            [
                entry("aid_caps", "2026-01-01", caps, "文件"),
                entry("exclusions", "2026-01-01", exclusions, "文件"),
                entry("accident_limit", "2026-01-01", {"above": "1.5", "times": 2, "operator": "<="}, "文件"),
            ]
        )
        .on(DAY)
    )
    shown = {citation.figure: citation.value for citation in rules.citations}
    assert shown["aid_caps"] == (
        "生活救助（深度困难）每户每年不超过 10 个月标准线；"
        "医疗救助（低保边缘户）每次不超过 自付费用的 12.5%、16,000.00 元"
    )
    assert shown["exclusions"] == (
        "多套住房，超过 1 套，且人均面积高于当地平均：不予认定；"
        "拥有机动车，价格 100,000.00 元以上，残疾人代步除外：不认定为深度困难；"
        "高收费私立学校，收费高于公办 2 倍：不予认定；"
        "货币财产超限，高于标准线×人口×36 个月：不予认定"
    )
    assert shown["accident_limit"] == "高于 1.5 倍且不高于 2 倍标准线"
    assert shown["deep_limit"] == "低于 1 倍标准线"
    assert shown["signers"].startswith("全国：基层工会主席→县总工会主席；")
    assert shown["pension_years"].endswith("2039 年起 20 年")
    assert (shown["union_aid_counts"], shown["housing_cap"], shown["quorum"]) == ("是", "无", "2/3")
    assert shown["notice_counting"] == "工作日"
    assert [cap.category for cap in rules.aid_caps] == [
        HardshipCategory.DEEP_HARDSHIP,
        OldCategory.NEAR_DIBAO_HOUSEHOLD,
    ]


def test_a_flag_and_an_empty_list_are_shown_in_words() -> None:
    own = [entry("union_aid_counts", "2026-01-01", False, "文件"), entry("exclusions", "2026-01-01", [], "文件")]
    rules = book().with_entries(own).on(DAY)
    assert rules.citation(Figure.UNION_AID_COUNTS).value == "否"
    assert rules.citation(Figure.EXCLUSIONS).value == "无"


# ---------------------------------------------------------------- limits


@given(
    amount=st.decimals(-1000, 100000, places=2),
    line=st.decimals(1, 2000, places=2),
    times=st.sampled_from(["1", "1.5", "2"]),
)
def test_a_limit_compares_exactly_on_both_sides_of_its_border(amount: Decimal, line: Decimal, times: str) -> None:
    factor = Decimal(times)
    below, not_above = Limit(factor, Operator.BELOW), Limit(factor, Operator.NOT_ABOVE)
    ratio = Fraction(amount) / Fraction(line)
    assert below.holds(amount, line) == (ratio < Fraction(times))
    assert not_above.holds(amount, line) == (ratio <= Fraction(times))
    assert not_above.holds(factor * line, line)
    assert not below.holds(factor * line, line)
    band = Limit(factor, Operator.NOT_ABOVE, above=Decimal("0.5"))
    assert band.holds(amount, line) == (Fraction(1, 2) < ratio <= Fraction(times))


# ---------------------------------------------------------------- what a pack may not be


def test_a_pack_that_is_no_toml_is_refused_with_its_line() -> None:
    assert refused(BASE, '[pack]\ncode = "x"\nname = = 3\n') == [PackUnreadable(where="第 3 行")]
    assert refused("[pack") == [PackUnreadable(where="末尾")]
    assert refused(f"figure = {'9' * 5000}") == [PackUnreadable(where="末尾")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pack = 3",
        '[pack]\ncode = "x"\nname = "y"',
        '[pack]\ncode = 1\nname = "y"\nfrom = 2020-01-01',
        '[pack]\ncode = "x"\nname = 2\nfrom = 2020-01-01',
    ],
)
def test_a_pack_without_a_full_header_is_refused(text: str) -> None:
    assert refused(text) == [PackWithoutHeader()]


def test_a_missing_figure_is_refused_when_the_pack_is_loaded() -> None:
    objections = refused(BASE, '[pack]\ncode = "x"\nname = "甲地"\nfrom = 2020-01-01')
    assert {objection.facts["figure"] for objection in objections} == {
        Figure.DIBAO_LINE.label,
        Figure.DEEP_LIMIT.label,
        Figure.RELATIVE_LIMIT.label,
    }
    assert all(isinstance(objection, FigureMissing) for objection in objections)


def test_a_figure_that_begins_after_the_pack_is_missing() -> None:
    late = small().replace("from = 2019-01-01\nvalue = 500", "from = 2019-01-02\nvalue = 500")
    assert refused(BASE, late) == [FigureMissing(pack="甲地", figure=Figure.DIBAO_LINE.label, on="2019-01-01")]


def test_a_figure_for_one_area_only_is_missing_elsewhere() -> None:
    narrow = small().replace("value = 500", 'area = "62"\nvalue = 500')
    assert refused(BASE, narrow) == [FigureMissing(pack="甲地", figure=Figure.DIBAO_LINE.label, on="2019-01-01")]


def test_all_objections_to_a_pack_come_at_once() -> None:
    objections = refused(
        BASE,
        small(
            '[[notise_days]]\nfrom = 2019-01-01\nvalue = 5\nsource = "文件"',
            '[[notice_days]]\nvalue = 5\nsource = "文件"',
            "[[voices_needed]]\nfrom = 2019-01-01\nvalue = 5",
            '[[surveyors_needed]]\nfrom = 2019-01-01\nvalue = 0\nsource = "文件"',
            '[[quorum]]\nfrom = 2019-01-01\nvalue = "2/3"\nsource = "文件"\narea = "621"',
            '[[majority]]\nfrom = 2019-01-01\nvalue = "1/2"\nsource = "甲"',
            '[[majority]]\nfrom = 2019-01-01\nvalue = "2/3"\nsource = "乙"',
        ),
    )
    assert [type(objection) for objection in objections] == [
        UnknownFigure,
        FigureWithoutDay,
        FigureWithoutSource,
        FigureUnreadable,
        AreaUnreadable,
        TwoFiguresForOneDay,
    ]


@pytest.mark.parametrize("text", ["notice_days = 5", "notice_days = [5]"])
def test_a_figure_that_is_no_table_has_no_day(text: str) -> None:
    header, rest = small().split("[pack]")
    assert [type(objection) for objection in refused(BASE, f"{text}\n{header}[pack]{rest}")] == [FigureWithoutDay]


def test_an_own_entry_is_read_as_strictly_as_a_pack() -> None:
    assert "不是本程序的规则项" in refused_entry("notise_days", 5)
    assert "没有起始日期" in refused_entry("notice_days", 5, from_="2026-13-01")
    assert "没有起始日期" in refused_entry("notice_days", 5, from_=20260101)
    assert "没有起始日期" in refused_entry("notice_days", 5, from_=datetime(2026, 1, 1, tzinfo=UTC))
    assert "没有写来源" in refused_entry("notice_days", 5, source=" ")
    assert "没有写来源" in refused_entry("notice_days", 5, source=3)
    for area in ("621", "62100x", 62):
        assert "行政区划代码" in refused_entry("notice_days", 5, area=area)


@pytest.mark.parametrize(
    ("figure", "value", "wanted"),
    [
        ("dibao_line", True, "金额"),
        ("dibao_line", None, "金额"),
        ("dibao_line", "六百", "金额"),
        ("dibao_line", "NaN", "金额"),
        ("dibao_line", "1e999999", "金额"),
        ("dibao_line", -1, "金额"),
        ("dibao_line", "1.005", "金额"),
        ("dibao_line", 0, "大于 0"),
        ("imputed_wage", "无", "金额"),
        ("average_floor_area", 0, "大于 0"),
        ("job_cost_share", "1.01", "比例"),
        ("job_cost_share", 0, "比例"),
        ("notice_days", "5.5", "整数"),
        ("notice_days", 0, "整数"),
        ("quorum", Decimal("0.5"), "分数"),
        ("quorum", "2/0", "分数"),
        ("quorum", "三分之二", "分数"),
        ("quorum", "3/2", "分数"),
        ("union_aid_counts", 1, "true 或 false"),
        ("two_person_rule", "maybe", "warn、refuse 之一"),
        ("two_person_rule", ["warn"], "warn、refuse 之一"),
        ("notice_places", "community", "列表"),
        ("notice_places", ["filing_unit", "community", "community"], "不重复"),
        ("deep_grounds", ["firm_in_trouble", "firm_in_trouble"], "不重复"),
        ("income_counts", ["illness"], "wage"),
        ("income_counts", ["wage", "wage"], "wage"),
        ("rigid_counts", ["food"], "illness"),
        ("deep_limit", 1, "times、operator"),
        ("deep_limit", {"times": 1}, "times、operator"),
        ("deep_limit", {"times": 1, "operator": "<", "below": 1}, "times、operator"),
        ("deep_limit", {"times": 0, "operator": "<"}, "大于 0"),
        ("deep_limit", {"times": 1, "operator": ">"}, "<、<= 之一"),
        ("deep_limit", {"times": 1, "above": 1, "operator": "<"}, "above 小于 times"),
        ("exclusions", [{"kind": "yacht"}], "之一"),
        ("exclusions", [{"kind": "money"}], "months_of_line"),
        ("signers", {"county": ["unit_chair"]}, "national"),
        ("aid_caps", [{"measure": "living", "term": "event"}], "lines、cost_share、amount"),
        ("aid_caps", [{"measure": "living", "term": "event", "lines": 1, "category": "rich"}], "之一"),
        ("pension_years", [], "递增"),
        ("pension_years", [{"year": 2030, "years": 16}, {"year": 2029, "years": 15}], "递增"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_with_what_is_wanted(figure: str, value: object, wanted: str) -> None:
    assert wanted in refused_entry(figure, value)


@pytest.mark.parametrize(
    ("figure", "value", "wanted"),
    [
        ("surveyors_needed", 1, "不小于 2"),
        ("voices_needed", 2, "不小于 3"),
        ("visit_max_age_days", 3650, "1 到 366"),
        ("quorum", "1/1000", "1/2 到 1"),
        ("majority", "1/1000", "不小于 1/2"),
        ("voters_needed", 1, "不小于 2"),
        ("majority", "1", "小于 1"),
        ("notice_days", 4, "5 到 60"),
        ("notice_days", 61, "5 到 60"),
        ("notice_places", [], "必须含 filing_unit、community"),
        ("notice_places", ["community"], "必须含 filing_unit、community"),
        ("notice_places", ["filing_unit", "website"], "必须含 filing_unit、community"),
        ("signers", {level.value: [] for level in ArchiveLevel}, "先 unit_chair"),
        ("signers", {level.value: ["reviewer"] for level in ArchiveLevel}, "先 unit_chair"),
        ("signers", {level.value: ["county_chair"] for level in ArchiveLevel}, "先 unit_chair"),
        ("signers", {level.value: ["county_chair", "unit_chair"] for level in ArchiveLevel}, "先 unit_chair"),
        ("signers", {level.value: ["unit_chair", "reviewer"] for level in ArchiveLevel}, "先 unit_chair"),
    ],
)
def test_no_figure_may_open_a_gate_for_everybody(figure: str, value: object, wanted: str) -> None:
    assert wanted in refused_entry(figure, value)


def test_a_long_value_is_not_echoed_whole() -> None:
    assert len(refused_entry("notice_days", "9" * 100_000)) < 200


def test_money_may_come_as_number_or_text() -> None:
    for value in (503, 503.5, "503.50", Decimal("503.5")):
        assert entry("dibao_line", "2026-01-01", value, "文件").value == Decimal(str(value)).quantize(Decimal("0.01"))


def test_a_place_says_that_it_does_not_set_a_figure() -> None:
    assert entry("housing_cap", "2026-01-01", "none", "文件").value is None
    shop = entry("exclusions", "2026-01-01", [{"kind": "hired_hands"}], "文件")
    assert shop.value == (Exclusion(ExclusionKind.HIRED_HANDS),)


@pytest.mark.parametrize(
    ("own", "apart"),
    [
        ({"accident_mode": "cost_share"}, (Figure.ACCIDENT_MODE, Figure.ACCIDENT_COST_SHARE)),
        ({"accident_mode": "rigid_share"}, (Figure.ACCIDENT_MODE, Figure.ACCIDENT_COST_SHARE)),
        ({"accident_mode": "net_band"}, (Figure.ACCIDENT_MODE, Figure.ACCIDENT_LIMIT)),
        ({"working_age_from": 60}, (Figure.WORKING_AGE_FROM, Figure.WORKING_AGE_TO_MEN)),
        ({"working_age_from": 56}, (Figure.WORKING_AGE_FROM, Figure.WORKING_AGE_TO_WOMEN)),
        ({"notice_counting": "calendar_days"}, (Figure.NOTICE_DAYS, Figure.NOTICE_COUNTING)),
        ({"pairing_warn_days": 181}, (Figure.PAIRING_WARN_DAYS, Figure.PAIRING_OVERDUE_DAYS)),
        (
            {"accident_mode": "rigid_share", "accident_cost_share": "0.1", "job_cost_share": "0.2"},
            (Figure.ACCIDENT_COST_SHARE, Figure.JOB_COST_SHARE),
        ),
    ],
)
def test_figures_that_contradict_each_other_are_refused_with_the_first_day(
    own: dict[str, object], apart: tuple[Figure, Figure]
) -> None:
    entries = [entry(figure, "2026-01-01", value, "文件", area="62") for figure, value in own.items()]
    with pytest.raises(Refused) as caught:
        book().with_entries(entries)
    one, other = apart
    expected = FiguresDisagree(pack="甘肃（待核）", on="2026-01-01", one=one.label, other=other.label)
    assert expected in caught.value.objections


def test_figures_that_agree_together_are_taken_together() -> None:
    own = {"accident_mode": "rigid_share", "accident_cost_share": "0.6", "job_cost_share": "0.2"}
    ours = book().with_entries(entry(figure, "2026-01-01", value, "文件") for figure, value in own.items())
    assert ours.on(DAY).accident_cost_share == Decimal("0.6")
