"""The completeness wall: which starred fields and which papers an archive still lacks, by the household's situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from centre_app.core.completeness import Kept, missing_fields, missing_papers, missing_photographs
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals.households import FieldsMissing, PapersMissing, VisitPhotosTooFew
from centre_app.core.vocabulary.filing import PaperKind as K

DAY = date(2026, 3, 2)
WHOLE_PERSON: dict[str, Any] = {
    "id_number": "621002197001010018",
    "sex": "1",
    "birth_date": date(1970, 1, 1),
    "ethnicity": "01",
    "political_status": "13",
    "marital_status": "20",
    "health_status": "good",
    "work_status": "on_post",
    "model_worker": "none",
    "medical_cover": "worker",
    "hukou_type": "urban",
    "monthly_income": Decimal(0),
}
HEAD = PersonFacts(name="张甲", relation="02", industry="C", work_start="1990", **WHOLE_PERSON)
CHILD = PersonFacts(name="张小", relation="20", **{**WHOLE_PERSON, "birth_date": date(2012, 3, 8)})
WHOLE = HouseholdFacts(
    people=(HEAD, CHILD),
    causes=("laid_off",),
    hukou_area="621002",
    address="东街1号",
    phone="19900000001",
    phone2="19900000002",
    housing_type="rented",
    other_income_y=Decimal(0),
    total_income_y=Decimal(0),
)
PAPERS: Kept = {
    (K.APPLICATION, None),
    (K.HONESTY_PLEDGE, None),
    (K.HUKOU_BOOKLET, None),
    (K.INCOME_PROOF, None),
    (K.ID_COPY, "张甲"),
    (K.ID_COPY, "张小"),
    (K.AUTHORISATION, "张甲"),
}


def lacking(facts: HouseholdFacts, kept: Kept = PAPERS) -> list[str]:
    told = list(missing_papers(facts, kept, DAY))
    assert all(isinstance(one, PapersMissing) and not one.stops for one in told)
    return [word for one in told for word in str(one.facts["what"]).split("、")]


def empty(facts: HouseholdFacts) -> list[str]:
    told = list(missing_fields(facts))
    assert all(isinstance(one, FieldsMissing) and not one.stops for one in told)
    return [word for one in told for word in str(one.facts["what"]).split("、")]


def with_head(**changes: Any) -> HouseholdFacts:
    return replace(WHOLE, people=(replace(HEAD, **changes), CHILD))


def test_a_whole_archive_lacks_nothing() -> None:
    assert (empty(WHOLE), lacking(WHOLE)) == ([], [])


def test_nought_is_a_figure_and_nothing_is_none() -> None:
    assert empty(replace(WHOLE, other_income_y=None)) == ["家庭其他非薪资年收入"]
    assert empty(with_head(monthly_income=None)) == ["月平均收入（张甲）"]


def test_the_head_has_stars_that_a_member_has_not() -> None:
    bare = {"industry": None, "work_start": None, "political_status": None}
    assert empty(with_head(**bare)) == ["政治面貌（张甲）", "所属行业（张甲）", "参加工作时间（张甲）"]
    child = replace(CHILD, political_status=None, sex=None, birth_date=None)
    assert empty(replace(WHOLE, people=(HEAD, child))) == []
    assert empty(replace(WHOLE, people=(HEAD, replace(CHILD, ethnicity=None)))) == ["民族（张小）"]


def test_another_document_stands_in_for_the_number() -> None:
    assert empty(with_head(id_number=None)) == ["身份证号（张甲）"]
    assert empty(with_head(id_number=None, document_kind="passport", document_number="E1")) == []


@pytest.mark.parametrize(
    ("facts", "papers"),
    [
        (replace(WHOLE, dibao=True), ["低保证"]),
        (replace(WHOLE, causes=("serious_illness",)), ["诊断证明", "医疗费票据"]),
        (with_head(health_status="stroke"), ["诊断证明", "医疗费票据"]),
        (with_head(health_status="disabled"), ["残疾人证（张甲）"]),
        (replace(WHOLE, causes=("laid_off", "accident")), ["意外事故（灾害）证明"]),
        (replace(WHOLE, causes=("natural_disaster",)), ["意外事故（灾害）证明"]),
        (replace(WHOLE, causes=("schooling",)), ["学籍（录取）证明", "学费收据"]),
        (with_head(work_status="migrant_worker"), ["劳动合同", "工会会员证明"]),
        (with_head(work_status="unemployed"), ["下岗（失业）证明"]),
        (with_head(marital_status="40"), ["婚姻（死亡）证明（张甲）"]),
        (replace(WHOLE, account="6200005862351054919"), ["银行卡复印件"]),
    ],
)
def test_a_situation_asks_for_its_papers(facts: HouseholdFacts, papers: list[str]) -> None:
    assert lacking(facts) == papers


def test_a_household_brings_one_of_two_papers_of_its_income() -> None:
    bare = set(PAPERS) - {(K.INCOME_PROOF, None)}
    assert lacking(WHOLE, bare) == ["收入证明或下岗（失业）证明"]
    assert lacking(WHOLE, bare | {(K.UNEMPLOYMENT_PROOF, None)}) == []


def test_each_person_brings_a_copy_of_his_own() -> None:
    bare = set(PAPERS) - {(K.ID_COPY, "张小"), (K.AUTHORISATION, "张甲")}
    assert lacking(WHOLE, bare) == ["身份证复印件（张小）", "家庭经济状况核对授权书（张甲）"]
    assert lacking(WHOLE, bare | {(K.ID_COPY, None), (K.AUTHORISATION, None)}) == []


def test_a_visit_brings_home_two_photographs() -> None:
    assert list(missing_photographs(2)) == []
    assert [one.sentence for one in missing_photographs(1)] == [VisitPhotosTooFew(needed=2, got=1).sentence]
