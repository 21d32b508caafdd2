"""What a clerk may call a thing by: its key, its number, its name, or words that fit only one."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from stdnum.cn import ric

from centre_app.core.vocabulary.filing import CaseState
from centre_app.services.finding import case_of, meeting_of, member_of, notice_of, page_of
from tests.services.conftest import At
from tests.services.neighbours import neighbour
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import HEAD, Walk

pytestmark = ENCRYPTED


def found(walk: Walk, key: str) -> str:
    with walk.office.look() as look:
        return str(case_of(look, key).uid)


def test_a_case_is_called_by_its_key_its_numbers_its_head_or_by_words_that_fit_only_one(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    neighbour(walk)
    keys = (walk.case, "62100220260001", "L20260001", HEAD["name"], "东街1号 张甲", HEAD["id_number"])
    assert {key: found(walk, key) for key in keys} == dict.fromkeys(keys, walk.case)


def test_heads_of_one_name_are_told_apart_by_their_numbers(at: At) -> None:
    walk = at(CaseState.APPLIED)
    neighbour(walk, HEAD["name"])
    [told] = objections(partial(found, walk, HEAD["name"]))
    assert str(told) == "“张甲”对应 2 份档案，请改用档案编号或临时编号指明其中一份。"
    assert found(walk, "L20260001") == walk.case


def test_words_that_fit_several_cases_name_none(at: At) -> None:
    walk = at(CaseState.APPLIED)
    neighbour(walk, "李乙")
    neighbour(walk, "李乙丙", order=802)
    [told] = objections(partial(found, walk, "李"))
    assert (told.code, told.facts["count"]) == ("AmbiguousCase", 2)


@pytest.mark.parametrize("key", ["无此户", "f94af57e-aa78-4995-b11f-720594897bc3", "L20269999", "，", " "])
def test_what_nothing_is_called_by_is_not_found(at: At, key: str) -> None:
    assert refusals(partial(found, at(CaseState.APPLIED), key)) == ["NoSuchCase"]


def test_meetings_notices_and_pages_are_called_by_their_numbers_or_keys(at: At) -> None:
    walk = at("printed")
    with walk.office.look() as look:
        page = page_of(look, walk.form.lower())
        assert page_of(look, page.number) is page_of(look, str(page.uid)) is page
        meeting = meeting_of(look, "M2026001")
        assert meeting_of(look, str(meeting.uid)) is meeting
        assert notice_of(look, walk.notice).number == walk.notice
        for finding, kind in ((meeting_of, "会议"), (notice_of, "公示"), (page_of, "打印页")):
            for key in ("X2026999", str(uuid4()), walk.case):
                [told] = objections(partial(finding, look, key))
                assert str(told) == f"没有找到{kind}“{key}”，请核对后再试。"


def test_members_of_one_name_are_told_apart_by_their_keys(at: At) -> None:
    walk = at(CaseState.APPLIED)
    front = "62100220100101005"
    person = {"name": HEAD["name"], "relation": "99", "id_number": front + ric.calc_check_digit(front + "0")}
    walk.act("add-member", case=walk.case, person=person)
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        first, *_, twin = case.household.members
        assert member_of(look, case, str(twin.uid)) is twin is not first
        [told] = objections(partial(member_of, look, case, HEAD["name"]))
    assert (told.code, told.facts["count"]) == ("AmbiguousThing", 2)
