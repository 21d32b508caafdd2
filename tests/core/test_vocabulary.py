"""Code lists, what offices write for their words, and the ways from one list to another."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary import household as house
from centre_app.core.vocabulary.household import (
    Cause,
    CauseOfOldForm,
    ContractTerm,
    DisabilityKind,
    HardshipCategory,
    HealthStatus,
    HousingBand,
    MaritalGroup,
    PoliticalGroup,
    WorkStatus,
    contract_term,
    housing_band,
    marital_group,
    political_group,
)
from centre_app.core.vocabulary.standards import (
    DisabilityClass,
    Ethnicity,
    MaritalStatus,
    PoliticalStatus,
    Relation,
    Sex,
)
from centre_app.core.vocabulary.synonyms import CAUSES_OF_OLD_FORM, SYNONYMS, known, yes_no

DATA = Path(__file__).parent.parent / "data"
LISTS = [
    value
    for module in ("household", "standards")
    for value in vars(import_module(f"centre_app.core.vocabulary.{module}")).values()
    if isinstance(value, type) and issubclass(value, Choice) and value is not Choice
]


@pytest.mark.parametrize("choices", LISTS)
def test_codes_fit_their_column_and_no_word_stands_twice(choices: type[Choice]) -> None:
    assert all(member.isascii() and 0 < len(member) <= 32 for member in choices)
    assert len({member.label for member in choices}) == len(choices)
    assert all(member.label.strip() == member.label != "" for member in choices)
    assert len(choices.__members__) == len(choices)


@pytest.mark.parametrize("choices", LISTS)
def test_every_printed_word_and_every_code_is_known(choices: type[Choice]) -> None:
    for member in choices:
        if member is not Relation.SELF:
            assert known(choices, member.label) is member
            assert known(choices, member) is member
            assert choices.labelled(member.label) is member
    assert known(choices, "没有这个词") is None
    assert choices.labelled("没有这个词") is None


@pytest.mark.parametrize("choices", SYNONYMS)
def test_no_synonym_hides_a_printed_word(choices: type[Choice]) -> None:
    for word, member in SYNONYMS[choices].items():
        assert known(choices, word) is member


@pytest.mark.parametrize(("choices", "size"), [(Ethnicity, 58), (Relation, 65), (PoliticalStatus, 13), (Cause, 10)])
def test_lists_are_complete(choices: type[Choice], size: int) -> None:
    assert len(choices) == size


def test_a_choice_is_its_code() -> None:
    assert str(Sex.MALE) == Sex.MALE.value == "1"
    assert Sex("2").label == "女"


def test_in_a_table_of_members_self_is_the_householder() -> None:
    assert known(Relation, "本人") is known(Relation, "户主（本人）") is Relation.HEAD
    assert known(Relation, "01") is Relation.SELF


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("之妻", Relation.WIFE), ("户主之子", Relation.SON), ("其母", Relation.MOTHER), (" 妻 子", Relation.WIFE),
        ("之独生女", Relation.ONLY_DAUGHTER), ("爷爷", Relation.GRANDFATHER),
    ],
)  # fmt: skip
def test_relations_are_read_as_offices_write_them(word: str, relation: Relation) -> None:
    assert known(Relation, word) is relation


def test_a_word_that_is_on_no_list_is_not_guessed_at() -> None:
    assert known(Cause, "缺技术") is known(Cause, "缺资金") is known(Cause, "家庭变故") is known(Cause, "") is None


@pytest.mark.parametrize("county", ["county-a", "county-b", "county-c"])
def test_every_word_of_the_county_means_what_is_expected(county: str) -> None:
    expected = json.loads((DATA / f"{county}.expected.json").read_text(encoding="utf-8"))
    households = {household["key"]: household for household in expected["households"]}
    told = [cell for cell in expected["silent"] if cell["kind"] in ("code_variant", "cause_twice")]
    assert told
    for cell in told:
        household, word = households[cell["household"]], cell["cell"]
        meant = {household["category"], *household["causes"], "户主"}
        meant |= {member["relation"] for member in household["members"]}
        readings = [known(choices, word) for choices in (Relation, Cause, HardshipCategory)]
        assert meant & {reading.label for reading in readings if reading is not None}, cell


def test_yes_and_no_are_read_in_every_form() -> None:
    for county in ("a", "b", "c"):
        expected = json.loads((DATA / f"county-{county}.expected.json").read_text(encoding="utf-8"))
        for cell in expected["silent"]:
            assert cell["kind"] != "yes_no_form" or yes_no(cell["cell"]) is not None
    assert [yes_no(word) for word in ("是 ", "√", "有", "Ｙ", "1", "对", "true")] == [True] * 7
    assert [yes_no(word) for word in ("否", "不是", "×", "无", "n", "0", "FALSE")] == [False] * 7
    assert yes_no("也许") is yes_no("") is None


def test_relations_imply_sex_and_generation() -> None:
    assert [Relation.WIFE.sex, Relation.FATHER.sex, Relation.SPOUSE.sex] == [Sex.FEMALE, Sex.MALE, None]
    pairs = [("20", -1), ("38", -1), ("41", -2), ("52", 1), ("63", 2), ("71", 0), ("12", 0), ("02", 0)]
    assert [Relation(code).generation for code, _ in pairs] == [generation for _, generation in pairs]
    assert Relation.OTHER_RELATIVE.generation is None


def test_the_form_groups_political_and_marital_status() -> None:
    groups = {status: political_group(status) for status in PoliticalStatus}
    assert [groups[PoliticalStatus(f"{code:02}")] for code in (1, 2, 3, 12, 13)] == [
        PoliticalGroup.PARTY,
        PoliticalGroup.PARTY,
        PoliticalGroup.LEAGUE,
        PoliticalGroup.OTHER,
        PoliticalGroup.MASSES,
    ]
    assert {groups[PoliticalStatus(f"{code:02}")] for code in range(4, 12)} == {PoliticalGroup.DEMOCRATIC_PARTY}
    assert marital_group(MaritalStatus.REMARRIED) is MaritalGroup.MARRIED
    assert marital_group(MaritalStatus.UNSTATED) is None


def test_disability_kinds_stand_in_two_orders() -> None:
    assert [kind.standard for kind in DisabilityKind] == [DisabilityClass(code) for code in "1235467"]


def test_illnesses_are_told_from_good_health_and_disability() -> None:
    assert [status for status in HealthStatus if not status.is_illness] == [HealthStatus.GOOD, HealthStatus.DISABLED]
    assert known(HealthStatus, "癌症") is HealthStatus.MALIGNANT_TUMOUR
    assert known(HealthStatus, "尿毒症") is HealthStatus.KIDNEY_FAILURE


@pytest.mark.parametrize(
    ("months", "term"),
    [
        (1, ContractTerm.HALF_YEAR), (6, ContractTerm.HALF_YEAR), (7, ContractTerm.ONE_YEAR),
        (18, ContractTerm.ONE_YEAR), (19, ContractTerm.TWO_YEARS), (30, ContractTerm.TWO_YEARS),
        (31, ContractTerm.THREE_YEARS), (43, ContractTerm.FOUR_YEARS), (55, ContractTerm.FIVE_YEARS),
        (120, ContractTerm.FIVE_YEARS), (121, ContractTerm.OPEN_ENDED),
    ],
)  # fmt: skip
def test_contract_terms_go_by_months(months: int, term: ContractTerm) -> None:
    assert contract_term(months) is term


def test_the_upper_bound_belongs_to_the_housing_band() -> None:
    areas = ["20", "20.01", "50", "70", "70.01"]
    bands = [HousingBand.TO_20, HousingBand.TO_50, HousingBand.TO_50, HousingBand.TO_70, HousingBand.ABOVE_70]
    assert [housing_band(Decimal(area)) for area in areas] == bands


def test_causes_of_old_forms_are_carried_over_only_where_they_mean_one_thing() -> None:
    assert CAUSES_OF_OLD_FORM[CauseOfOldForm.OWN_ILLNESS] is Cause.SERIOUS_ILLNESS
    assert set(CauseOfOldForm) - set(CAUSES_OF_OLD_FORM) == {
        CauseOfOldForm.ACCIDENT_OR_DISASTER,
        CauseOfOldForm.DISABILITY,
        CauseOfOldForm.LOW_INCOME,
    }


def test_work_and_school_are_parts_of_one_list() -> None:
    assert {*house.WORK_STATES, *house.SCHOOL_STATES, *house.IDENTITIES} == set(WorkStatus)
    assert not set(house.WORK_STATES) & set(house.SCHOOL_STATES)
