"""One household one archive, and its people: each with what is recorded of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.filing import Case, Paper
from centre_app.db.people import HouseholdMember
from centre_app.services.finding import case_of
from centre_app.services.work import Done
from tests.services.conftest import At
from tests.services.neighbours import invented_number, leave_the_files, neighbour, person
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import HEAD, HOUSEHOLD, WIFE, Walk

pytestmark = ENCRYPTED

BORN = date(1976, 9, 17)
SON = person("张小", born=date(2012, 3, 8), order=801, relation="20")
OLD_NUMBER = "621002700101001"
"""The number of the head as it was before 1999, in fifteen digits."""


def open_household(walk: Walk, *people: dict[str, Any], **more: Any) -> Done:
    household = {"people": people, "causes": ["schooling"], "household_size": len(people)}
    return walk.act("open-case", household=household, **more)


def members(walk: Walk) -> dict[str, UUID]:
    with walk.office.look() as look:
        return {member.name: member.uid for member in case_of(look, walk.case).household.members}


def count(walk: Walk) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(Case))


# One household, one archive -------------------------------------------------------------------------------------


def test_nobody_of_a_household_may_stand_in_another_case_as_head_or_as_member(at: At) -> None:
    walk = at(CaseState.APPLIED)
    before = count(walk)
    told = objections(lambda: open_household(walk, {**WIFE, "relation": "02"}, {**HEAD, "relation": "11"}))
    assert [one.code for one in told] == ["AlreadyFiled", "AlreadyFiled"]
    assert {one.facts["name"] for one in told} == {HEAD["name"], WIFE["name"]}
    number = told[0].facts["case"]
    assert told[0].facts["household"] == HEAD["name"]
    assert str(told[0]).endswith(f"户的档案（{number}，已申请）中，一户一档，不能重复建档。")
    assert count(walk) == before


def test_a_number_of_fifteen_digits_is_the_same_person(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert refusals(lambda: open_household(walk, {**HEAD, "id_number": OLD_NUMBER})) == ["AlreadyFiled"]


def test_a_member_who_stands_elsewhere_is_not_added_either(at: At) -> None:
    walk = at(CaseState.APPLIED)
    second = neighbour(walk)
    assert refusals(lambda: second.act("add-member", case=second.case, person=WIFE)) == ["AlreadyFiled"]
    assert list(members(second)) == ["李乙"]


@pytest.mark.parametrize(
    ("act", "by"), [("refuse-case", Role.REVIEWER), ("withdraw-case", Role.CLERK)], ids=["refused", "withdrawn"]
)
def test_a_household_that_was_refused_or_withdrew_may_apply_again(at: At, act: str, by: Role) -> None:
    walk = at(CaseState.SURVEYED)
    walk.act(act, by=by, case=walk.case, reason="收入超过标准。")
    assert walk.open() != ""
    assert walk.state is CaseState.DRAFT


def test_a_household_that_left_the_files_is_shown_and_comes_back_as_a_new_episode_of_itself(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    leave_the_files(walk, CaseState.CLOSED)
    [head, wife] = objections(lambda: open_household(walk, HEAD, WIFE))
    assert {head.code, wife.code} == {"ClosedEpisode"}
    former, people = walk.case, members(walk)
    walk.case = str(open_household(walk, WIFE, {**SON, "relation": "99"}, HEAD, follows=former).case)
    with walk.office.look() as look:
        cases = [case_of(look, key) for key in (former, walk.case)]
        assert cases[0].household_id == cases[1].household_id
        assert [(case.episode, case.state) for case in cases] == [(1, "closed"), (2, "draft")]
        assert [member.name for member in cases[1].household.members] == [WIFE["name"], "张小", HEAD["name"]]
    assert {name: uid for name, uid in members(walk).items() if name != "张小"} == people


def test_a_new_episode_begins_only_when_no_case_of_the_household_is_open(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    before = count(walk)
    assert refusals(lambda: open_household(walk, HEAD, WIFE, follows=walk.case)) == ["AlreadyFiled"]
    leave_the_files(walk, CaseState.CLOSED)
    former = walk.case
    walk.case = str(open_household(walk, HEAD, WIFE, follows=former).case)
    assert refusals(lambda: open_household(walk, HEAD, WIFE, follows=former)) == ["AlreadyFiled"]
    assert count(walk) == (before or 0) + 1


def test_an_application_that_was_refused_does_not_hide_the_closed_episode_before_it(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    leave_the_files(walk, CaseState.CLOSED)
    former = walk.case
    walk.case = str(open_household(walk, HEAD, WIFE, follows=former).case)
    walk.act("withdraw-case", case=walk.case, reason="撤回")
    assert set(refusals(lambda: open_household(walk, HEAD, WIFE))) == {"ClosedEpisode"}
    walk.case = str(open_household(walk, HEAD, WIFE, follows=former).case)
    with walk.office.look() as look:
        assert case_of(look, walk.case).episode == 3


@pytest.mark.parametrize("state", [CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.CLOSED])
def test_the_household_of_a_case_that_rests_is_not_changed(at: At, state: CaseState) -> None:
    walk = at(CaseState.APPLIED)
    leave_the_files(walk, state)
    [told] = objections(lambda: walk.act("change-household", case=walk.case, household=HOUSEHOLD))
    assert (told.code, told.facts["state"]) == ("NotNow", state.label)


# People ---------------------------------------------------------------------------------------------------------


def test_all_that_is_wrong_with_a_household_is_told_at_once(at: At) -> None:
    walk = at(CaseState.APPLIED)
    before = count(walk)
    bad = {**person("王丙"), "sex": "1", "birth_date": "1976-09-18", "phone": "123"}
    told = refusals(lambda: open_household(walk, bad, {**WIFE, "relation": "12"}))
    assert set(told) == {"id_other_person", "MobileNotUsable", "AlreadyFiled"}
    assert count(walk) == before


def test_a_household_without_a_cause_may_be_opened_and_keeps_the_cause_that_it_has(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "causes": []})
    with walk.office.look() as look:
        assert case_of(look, walk.case).main_cause == HOUSEHOLD["causes"][0]


def test_the_head_changes_and_the_others_stay_what_they_are(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("add-member", case=walk.case, person=SON)
    people = members(walk)
    walk.act("change-head", case=walk.case, member=WIFE["name"], relation_of_former_head="11")
    with walk.office.look() as look:
        relations = {member.name: member.relation for member in case_of(look, walk.case).household.members}
    assert relations == {HEAD["name"]: "11", WIFE["name"]: "02", "张小": "20"}
    assert members(walk) == people


def test_whoever_is_named_in_another_order_keeps_what_is_recorded_of_them(at: At) -> None:
    walk = at(CaseState.APPLIED)
    people = members(walk)
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "people": [WIFE, HEAD]})
    assert members(walk) == people
    with walk.office.look() as look:
        signed = sa.select(HouseholdMember.name).join(Paper, Paper.member_id == HouseholdMember.id)
        assert set(look.session.scalars(signed.where(Paper.kind == "authorisation"))) == {HEAD["name"], WIFE["name"]}


def test_a_number_or_a_name_that_was_mistyped_is_corrected_in_the_same_record(at: At) -> None:
    walk = at(CaseState.APPLIED)
    people = members(walk)
    other = invented_number(date(1975, 12, 31), 4)
    walk.act(
        "change-household", case=walk.case, household={**HOUSEHOLD, "people": [HEAD, {**WIFE, "id_number": other}]}
    )
    assert members(walk) == people
    both = {**WIFE, "name": "阿依古丽", "id_number": WIFE["id_number"]}
    walk.act("change-member", case=walk.case, member=WIFE["name"], person=both)
    assert members(walk) == {HEAD["name"]: people[HEAD["name"]], "阿依古丽": people[WIFE["name"]]}


def test_who_comes_in_the_place_of_another_does_not_inherit_the_authorisation(at: At) -> None:
    walk = at(CaseState.APPLIED)
    people = members(walk)
    [told] = objections(
        lambda: walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "people": [HEAD, SON]})
    )
    assert (told.code, told.facts["name"]) == ("MemberHasRecords", WIFE["name"])
    assert members(walk) == people


def test_a_member_of_whom_nothing_is_recorded_is_taken_out(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("add-member", case=walk.case, person=SON)
    walk.act("change-household", case=walk.case, household=HOUSEHOLD)
    assert list(members(walk)) == [HEAD["name"], WIFE["name"]]


def test_another_person_in_the_household_makes_what_was_decided_evidence_of_the_past(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.act("add-member", case=walk.case, person=SON)
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED


def test_who_has_no_number_stands_in_one_case_by_another_document(at: At) -> None:
    walk = at(None)
    wife = {**WIFE, "id_number": None, "document_kind": "passport", "document_number": "e1234567", "remark": "外籍"}
    walk.open(people=[HEAD, wife])
    son = {**wife, "relation": "02", "document_number": "E1234567"}
    [told] = objections(lambda: neighbour(walk).open(people=[son], household_size=1))
    assert (told.code, told.facts["name"]) == ("AlreadyFiled", WIFE["name"])
