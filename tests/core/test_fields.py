"""The data dictionary, and a household as it was typed: everything wrong or worth a look, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from centre_app.core.areas import Areas
from centre_app.core.fields import field, fields_of, household_faults, label, tidied
from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts, household_fields, person_fields
from centre_app.core.refusals import Told
from centre_app.core.refusals import households as no
from centre_app.core.refusals.filing import CountsWithoutReason
from centre_app.core.refusals.given import ControlCharacter, TextEmpty, TextTooLong
from centre_app.core.refusals.people import (
    AccountCheck,
    AccountLength,
    AreaEnded,
    BirthDiffers,
    IdCheck,
    IdDate,
    IdMissing,
    IdOfFifteen,
    IdOtherPerson,
    NameMissing,
    NameTooLong,
    SexDiffers,
)
from centre_app.core.refusals.sheets import (
    IdTwice,
    IncomeSum,
    MinorIncome,
    NoHead,
    RelationSide,
    SizeDiffers,
    TwoHeads,
)
from centre_app.core.vocabulary.household import Industry, IndustryOfOldForm
from centre_app.core.vocabulary.standards import Ethnicity

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 24)
LONG = "长" * 100_000

HEAD_PERSON = PersonFacts(
    name="姜东",
    relation=HEAD,
    id_number="621002197001010018",
    sex="1",
    birth_date=date(1970, 1, 1),
    ethnicity="01",
    health_status="good",
    work_start="1987-08",
    monthly_income=Decimal("920.00"),
    pension_paid_years=Decimal("10.50"),
)
WIFE = PersonFacts(
    name="热依汗·吐尔逊",
    relation="12",
    id_number="621002197512310020",
    sex="2",
    monthly_income=Decimal(0),
    industry="farming",
)
CHILD = PersonFacts(name="姜明", relation="30", id_number="621021201203083969", school_entry_year=2018, school_years=6)
SOUND = HouseholdFacts(
    people=(HEAD_PERSON, WIFE, CHILD),
    causes=("serious_illness", "schooling"),
    hukou_area="621002",
    address="甘肃省庆阳市西峰区东湖镇幸福路1号",
    postcode="745000",
    phone="19900000001",
    phone2="0934-8600000",
    floor_area=Decimal("61.5"),
    household_size=3,
    other_income_y=Decimal(3600),
    total_income_y=Decimal("14640.00"),
    dibao=False,
    account="6200005862351054919",
    filed_on="2020-04-22",
    needs="就学\n就医",
)


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas.parse(file.read_text(encoding="utf-8") for file in (ROOT / "resources" / "areas").glob("*.toml"))


@pytest.fixture
def told(areas: Areas) -> Any:
    def judge(facts: HouseholdFacts) -> list[Told]:
        return [
            each for each in household_faults(facts, areas=areas, on=TODAY) if each != AccountCheck(field="account")
        ]

    return judge


def with_head(**facts: Any) -> HouseholdFacts:
    return replace(SOUND, people=(replace(HEAD_PERSON, **facts), WIFE, CHILD))


def with_wife(**facts: Any) -> HouseholdFacts:
    return replace(SOUND, people=(HEAD_PERSON, replace(WIFE, **facts), CHILD))


def with_child(**facts: Any) -> HouseholdFacts:
    return replace(SOUND, people=(HEAD_PERSON, WIFE, replace(CHILD, **facts)))


# The dictionary


def test_a_field_is_found_by_record_and_name() -> None:
    assert label("household_member", "id_number") == "身份证号"
    assert label("home_visit", "heating") == "有无取暖"
    assert field("household", "phone2").required
    assert [each.name for each in fields_of("visit_surveyor")] == ["person_id"]


def test_a_code_is_looked_up_in_every_list_of_its_field() -> None:
    industry = field("household_member", "industry")
    assert industry.option("A") is Industry.FARMING
    assert industry.option("coal") is IndustryOfOldForm.COAL
    assert industry.option("Z") is None
    assert field("household_member", "ethnicity").option("56") is Ethnicity.JINO
    assert field("household_member", "remark").option("A") is None


# What comes as JSON


def test_a_key_that_no_fact_has_is_refused_wherever_it_stands() -> None:
    reader = TypeAdapter(HouseholdFacts)
    known = {"people": [{"name": "姜东", "relation": "02"}], "phone": "19900000001"}
    assert reader.validate_python(known).people[0].name == "姜东"
    with pytest.raises(ValidationError) as caught:
        reader.validate_python({"people": [{"name": "姜东", "relation": "02", "nickname": "东东"}], "mobile": "1"})
    assert [fault["loc"] for fault in caught.value.errors()] == [("people", 0, "nickname"), ("mobile",)]


def test_what_is_for_the_reader_of_json_is_no_fact() -> None:
    assert not [name for name in (*person_fields(), *household_fields()) if name.startswith("_")]


# A household as it was typed


def test_nothing_is_said_of_a_sound_household(told: Any) -> None:
    assert told(SOUND) == []


def test_little_is_enough_for_a_draft(told: Any) -> None:
    assert told(HouseholdFacts(people=(PersonFacts(name="姜东", relation=HEAD, id_number="621002197001010018"),))) == []


def test_everything_is_told_at_once_with_its_place(told: Any) -> None:
    facts = replace(
        SOUND,
        people=(
            replace(HEAD_PERSON, ethnicity="99"),
            replace(WIFE, id_number="621002197512310021"),
            replace(CHILD, name="", relation="zz"),
        ),
        postcode="74500",
    )
    assert [(each.field, each.code) for each in told(facts)] == [
        ("postcode", "PostcodeBad"),
        ("people[1].ethnicity", "CodeNotListed"),
        ("people[2].id_number", "id_check"),
        ("people[3].name", "name_missing"),
        ("people[3].relation", "CodeNotListed"),
    ]


def test_there_is_exactly_one_head(told: Any) -> None:
    assert told(HouseholdFacts(people=())) == [NoHead(field="people")]
    assert told(replace(SOUND, people=(WIFE,), household_size=1, total_income_y=None)) == [NoHead(field="people")]
    assert told(with_wife(relation=HEAD)) == [TwoHeads(field="people[2].relation")]


def test_nobody_but_the_head_is_the_householder_himself(told: Any) -> None:
    assert told(with_wife(relation="01")) == [
        no.CodeNotListed(where="热依汗·吐尔逊的与户主关系", value="01", field="people[2].relation")
    ]


ID = "people[1].id_number"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"id_number": None}, [IdMissing(field=ID)]),
        ({"id_number": ""}, [IdMissing(field=ID)]),
        ({"id_number": "621002197001010019"}, [IdCheck(field=ID)]),
        ({"id_number": "621002197002300018"}, [IdDate(digits="19700230", field=ID)]),
        ({"sex": "2"}, [SexDiffers(given="女", number_says="男", field=ID)]),
        (
            {"birth_date": date(1970, 2, 1)},
            [BirthDiffers(given="1970-02-01", number_says="1970-01-01", field=ID)],
        ),
        ({"sex": "2", "birth_date": date(1970, 2, 1)}, [IdOtherPerson(field=ID)]),
        (
            {"id_number": "621002700101001"},
            [IdOfFifteen(field=ID), no.NotTidy(where="姜东的身份证号", field=ID)],
        ),
        (
            {"id_number": "620824700101001"},
            [
                IdOfFifteen(field=ID),
                AreaEnded(code="620824", label="甘肃省平凉市华亭县", field=ID),
                no.NotTidy(where="姜东的身份证号", field=ID),
            ],
        ),
    ],
)
def test_an_identity_number_is_judged(told: Any, facts: dict[str, Any], expected: list[Told]) -> None:
    assert told(with_head(**facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"document_kind": "passport", "document_number": "E12345678", "remark": "外籍配偶"}, []),
        (
            {"document_kind": "passport", "document_number": "E12345678", "remark": " "},
            [
                TextEmpty(where="热依汗·吐尔逊的备注", field="people[2].remark"),
                no.DocumentReasonMissing(where="热依汗·吐尔逊", field="people[2].remark"),
            ],
        ),
        (
            {"document_number": "E12345678", "remark": "外籍配偶"},
            [no.DocumentIncomplete(where="热依汗·吐尔逊", field="people[2].document_kind")],
        ),
        (
            {"document_kind": "passport", "remark": "外籍配偶"},
            [no.DocumentIncomplete(where="热依汗·吐尔逊", field="people[2].document_number")],
        ),
    ],
)
def test_who_has_no_identity_number_has_another_document_with_the_reason(
    told: Any, facts: dict[str, Any], expected: list[Told]
) -> None:
    assert told(with_wife(id_number=None, **facts)) == expected


def test_one_number_stands_for_one_person(told: Any) -> None:
    twice = with_wife(id_number=HEAD_PERSON.id_number, sex=None, relation="97")
    assert told(twice) == [IdTwice(field="people[2].id_number")]
    again = with_wife(name="姜东", id_number=HEAD_PERSON.id_number, sex=None, relation="97")
    assert told(again) == [no.ListedTwice(name="姜东", field="people[2].id_number")]


def test_an_old_number_and_its_new_form_are_one_person(told: Any) -> None:
    facts = with_wife(id_number="621002700101001", sex=None, relation="97")
    assert IdTwice(field="people[2].id_number") in told(facts)


def test_one_passport_stands_for_one_person(told: Any) -> None:
    passport: dict[str, Any] = {
        "id_number": None,
        "document_kind": "passport",
        "document_number": "E12345678",
        "remark": "外籍",
    }
    facts = replace(SOUND, people=(HEAD_PERSON, replace(WIFE, **passport), replace(CHILD, **passport)))
    assert told(facts) == [IdTwice(field="people[3].id_number")]


NAME = "people[1].name"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("𠮷䶮㛃", []),
        ("", [NameMissing(field=NAME)]),
        ("姜" * 51, [NameTooLong(length=51, most=50, field=NAME)]),
        ("姜 东", [no.NotTidy(where="姜 东的姓名", field=NAME)]),
    ],
)
def test_a_name_is_judged(told: Any, name: str, expected: list[Told]) -> None:
    assert told(with_head(name=name)) == expected


def test_who_has_no_usable_name_is_called_by_their_place(told: Any) -> None:
    assert [each.sentence for each in told(with_child(name="\x07", ethnicity="x"))] == [
        "姓名第 1 个字不能使用（编码 U+0007）；请重新录入这个字。",
        "“第 3 人的民族”填的“x”不在代码表中，请改选表中的一项。",
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"causes": ()}, []),
        (
            {"causes": ("other", "schooling", "other")},
            [no.CauseAgain(cause="其他", field="causes")],
        ),
        (
            {"causes": ("other", "schooling", "accident", "laid_off", "uninsured")},
            [no.TooManyCauses(most=3, got=5, field="causes")],
        ),
        (
            {"causes": ("家庭变故",)},
            [no.CodeNotListed(where="致困原因", value="家庭变故", field="causes")],
        ),
        (
            {"causes": ("变故", "变故")},
            [no.CodeNotListed(where="致困原因", value="变故", field="causes")] * 2
            + [no.CauseAgain(cause="变故", field="causes")],
        ),
        ({"hardship_category": "dibao_household"}, []),
        (
            {"hardship_category": LONG},
            [no.CodeNotListed(where="困难类别", value="长" * 20, field="hardship_category")],
        ),
        ({"archive_level": ""}, [TextEmpty(where="建档级别", field="archive_level")]),
        ({"hukou_area": "62100"}, [no.HukouAreaBad(field="hukou_area")]),
        ({"hukou_area": "62１002"}, [no.HukouAreaBad(field="hukou_area")]),
        ({"hukou_area": "621099"}, [no.HukouAreaUnknown(code="621099", field="hukou_area")]),
        ({"hukou_area": "620824"}, [no.HukouAreaUnknown(code="620824", field="hukou_area")]),
        ({"postcode": "７45000"}, [no.PostcodeBad(field="postcode")]),
        ({"phone": "0934-8600000"}, [no.MobileNotUsable(where="手机号码", field="phone")]),
        ({"phone": "199 0000 0001"}, [no.MobileNotUsable(where="手机号码", field="phone")]),
        ({"phone2": "19900000002"}, []),
        ({"phone2": "400-800-8000"}, []),
        ({"phone2": "没有"}, [no.PhoneNotUsable(where="其他联系方式", field="phone2")]),
        ({"account": "62"}, [AccountLength(least=12, most=19, length=2, field="account")]),
        ({"account": "6200 0058 6235 1054 919"}, [no.NotTidy(where="银行卡号", field="account")]),
        ({"account": "6" * 33}, [TextTooLong(where="银行卡号", most=32, field="account")]),
        ({"address": LONG}, [TextTooLong(where="家庭住址", most=300, field="address")]),
        ({"needs": "就学\x00"}, [ControlCharacter(where="帮扶需求", field="needs")]),
        ({"needs": "\ud800"}, [ControlCharacter(where="帮扶需求", field="needs")]),
        ({"town": " \n"}, [TextEmpty(where="所属街道（乡镇）", field="town")]),
        ({"filed_on": "2020-04"}, []),
        ({"filed_on": "2020-04-31"}, [no.DayOrMonthBad(where="建档时间", field="filed_on")]),
        ({"filed_on": "2020.4"}, [no.DayOrMonthBad(where="建档时间", field="filed_on")]),
        ({"filed_on": "0000-01"}, [no.DayOrMonthBad(where="建档时间", field="filed_on")]),
        ({"filed_on": "2026-11"}, []),
        ({"filed_on": "2026-11-25"}, [no.DayInFuture(where="建档时间", today=TODAY, field="filed_on")]),
        ({"filed_on": "2026-12"}, [no.DayInFuture(where="建档时间", today=TODAY, field="filed_on")]),
        ({"target_on": "2027-12"}, []),
        (
            {"income_pc": Decimal(-1)},
            [no.AmountBad(where="家庭月人均收入", most=999_999_999, field="income_pc")],
        ),
        (
            {"income_pc": Decimal("0.001")},
            [no.AmountBad(where="家庭月人均收入", most=999_999_999, field="income_pc")],
        ),
        (
            {"income_pc": Decimal("NaN")},
            [no.AmountBad(where="家庭月人均收入", most=999_999_999, field="income_pc")],
        ),
        (
            {"income_pc": Decimal("1E+100000")},
            [no.AmountBad(where="家庭月人均收入", most=999_999_999, field="income_pc")],
        ),
        ({"income_pc": Decimal("0E+100000")}, []),
        (
            {"floor_area": Decimal(100_000)},
            [no.QuantityBad(where="建筑面积（平方米）", most=99_999, field="floor_area")],
        ),
        (
            {"household_size": 0},
            [
                no.CountTooHigh(where="家庭人口", least=1, most=99, field="household_size"),
                SizeDiffers(given=0, listed=3, field="household_size"),
            ],
        ),
        ({"household_size": 4}, [SizeDiffers(given=4, listed=3, field="household_size")]),
        (
            {"total_income_y": Decimal("14640.01")},
            [IncomeSum(given=Decimal("14640.01"), reckoned=Decimal("14640.00"), field="total_income_y")],
        ),
        ({"single_parent": True}, [no.SingleParentMarried(field="single_parent")]),
        ({"single_parent": False}, []),
    ],
)
def test_what_is_said_once_for_a_household_is_judged(told: Any, facts: dict[str, Any], expected: list[Told]) -> None:
    assert told(replace(SOUND, **facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"birth_date": date(1879, 12, 31), "id_number": None, "document_kind": "other", "document_number": "1"},
            [
                no.BirthImpossible(
                    where="姜东的出生日期", first=date(1880, 1, 1), today=TODAY, field="people[1].birth_date"
                )
            ],
        ),
        ({"work_start": "1985-12-31"}, [no.WorkStartEarly(where="姜东", age=16, field="people[1].work_start")]),
        ({"work_start": "1985-12"}, [no.WorkStartEarly(where="姜东", age=16, field="people[1].work_start")]),
        ({"work_start": "1986-01"}, []),
        ({"work_start": "1986-01-01"}, []),
        ({"work_start": "1986-13"}, [no.DayOrMonthBad(where="姜东的参加工作时间", field="people[1].work_start")]),
        (
            {"health_status": "disabled", "disability_kind": "sight"},
            [no.DisabilityIncomplete(where="姜东", field="people[1].disability_kind")],
        ),
        ({"health_status": "disabled", "disability_kind": "sight", "disability_level": "2"}, []),
        (
            {"school_entry_year": 1899},
            [no.CountTooHigh(where="姜东的入学年份", least=1900, most=2100, field="people[1].school_entry_year")],
        ),
        (
            {"pension_paid_years": Decimal("10.555")},
            [no.QuantityBad(where="姜东的养老保险已缴年限", most=60, field="people[1].pension_paid_years")],
        ),
        ({"phone": "8600000"}, [no.MobileNotUsable(where="姜东的手机号码", field="people[1].phone")]),
    ],
)
def test_what_is_said_of_a_person_is_judged(told: Any, facts: dict[str, Any], expected: list[Told]) -> None:
    remark = {"remark": "原因"} if "document_kind" in facts else {}
    assert told(with_head(**facts, **remark)) == expected


def test_nobody_is_born_tomorrow(told: Any) -> None:
    facts = with_child(
        id_number=None,
        document_kind="birth_certificate",
        document_number="Q620000001",
        remark="尚未落户",
        birth_date=date(2026, 11, 25),
    )
    assert [each.field for each in told(facts)] == ["people[3].birth_date"]


def test_who_is_not_counted_has_a_reason(told: Any) -> None:
    away = {"counted": False, "monthly_income": None}
    facts = replace(with_child(**away, not_counted_reason=None), household_size=2)
    assert told(facts) == [CountsWithoutReason(name="姜明", field="people[3].not_counted_reason")]
    assert told(replace(with_child(**away, not_counted_reason="服刑"), household_size=2)) == []


def test_a_child_with_a_wage_and_a_relation_from_the_wrong_side_are_worth_a_look(told: Any) -> None:
    assert told(with_child(relation="52", monthly_income=Decimal(0))) == [
        RelationSide(shown="母亲", field="people[3].relation")
    ]
    facts = replace(with_child(monthly_income=Decimal(800)), total_income_y=Decimal(24240))
    assert told(facts) == [MinorIncome(field="people[3].monthly_income")]
    assert not any(each.stops for each in told(facts))


def test_sex_and_birth_are_taken_as_typed_where_no_number_says_them(told: Any) -> None:
    passport: dict[str, Any] = {
        "id_number": None,
        "document_kind": "passport",
        "document_number": "E12345678",
        "remark": "外籍",
    }
    assert told(with_wife(**passport, sex="1")) == [RelationSide(shown="妻", field="people[2].relation")]
    assert told(with_child(**passport, birth_date=date(1960, 1, 1), monthly_income=Decimal(0))) == [
        RelationSide(shown="女", field="people[3].relation")
    ]


@pytest.mark.parametrize(
    ("facts", "judged"),
    [
        ({"monthly_income": None}, False),
        ({"monthly_income": None, "work_status": "undergraduate"}, True),
        ({"monthly_income": None, "labour_capacity": "minor_or_student"}, True),
        ({"monthly_income": None, "counted": False, "not_counted_reason": "prison"}, True),
        ({"monthly_income": Decimal(0)}, True),
    ],
)
def test_the_yearly_total_is_judged_when_every_wage_is_known(told: Any, facts: dict[str, Any], judged: bool) -> None:
    household = replace(with_wife(**facts), total_income_y=Decimal(1), household_size=None)
    assert (["total_income_y"] if judged else []) == [each.field for each in told(household)]


# One form


def test_a_household_is_put_into_one_form() -> None:
    typed = replace(
        SOUND,
        people=(
            replace(HEAD_PERSON, name="姜　东", id_number="621002700101001", remark="  "),
            replace(
                WIFE, name="热依汗.吐尔逊", id_number="’62１002197512310020", phone="199 0000-0003", relation=" 12"
            ),
            replace(CHILD, id_number="没有", employer=" 第一小学 "),
        ),
        phone="１9900000001",
        account="6200 0058 6235 1054 919",
        needs="就学\r\n就医 ",
        town="",
        filed_on="2020-04-22 ",
    )
    facts, told = tidied(typed)
    assert facts == replace(
        SOUND,
        people=(
            HEAD_PERSON,
            replace(WIFE, phone="1990000-0003"),
            replace(CHILD, id_number="没有", employer="第一小学"),
        ),
    )
    assert told == (IdOfFifteen(field="people[1].id_number"),)


def test_what_cannot_be_trusted_stays_as_typed() -> None:
    facts, told = tidied(with_head(name="\ue000", id_number=" 6210021970010100**"))
    assert (facts.people[0].name, facts.people[0].id_number) == ("\ue000", "6210021970010100**")
    assert told == ()


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_one_form_is_reached_in_one_step(name: str, number: str, words: str) -> None:
    typed = replace(with_head(name=name, id_number=number, remark=words), phone=words, address=words)
    once, _ = tidied(typed)
    assert tidied(once) == (once, ())


@given(st.text(max_size=20), st.sampled_from(person_fields()), st.sampled_from(household_fields()))
def test_any_text_anywhere_is_judged_and_nothing_breaks(text: str, of_person: str, of_household: str) -> None:
    textual = {name for name in person_fields() if isinstance(getattr(HEAD_PERSON, name), str | None)}
    facts = with_head(**{of_person: text}) if of_person in textual else SOUND
    if isinstance(getattr(facts, of_household), str):
        typed: dict[str, Any] = {of_household: text}
        facts = replace(facts, **typed)
    found = list(household_faults(facts, areas=Areas.parse([]), on=TODAY))
    assert all(each.field and each.sentence for each in found)
