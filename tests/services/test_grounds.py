"""What a decision rests on: who the household is, who files it, what was reckoned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from centre_app.core.vocabulary.filing import CaseState, GateCode, Role
from centre_app.services.standing import standing_of
from tests.services.conftest import At
from tests.services.neighbours import person
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, WIFE, Walk

pytestmark = ENCRYPTED

FATHER = person("张老", born=date(1948, 4, 2), order=811, relation="51")


def wage(walk: Walk, **more: Any) -> None:
    plain = {"case": walk.case, "kind": "wage", "amount": "90000.00", "period": "monthly", "member": "张甲"}
    walk.act("set-budget-line", **{**plain, **more})


def homes(walk: Walk) -> None:
    for what in ("南街一套", "北街一套"):
        walk.act(
            "record-finding", case=walk.case, kind="home", what=what, status="confirmed", paper="不动产查询〔2026〕1号"
        )


def next_act(walk: Walk) -> str | None:
    with walk.office.look() as look:
        step = standing_of(look, walk.case).next
        return step.act if step else None


# The reckoning still holds --------------------------------------------------------------------------------------


def test_what_was_recorded_after_the_reckoning_is_reckoned_before_anybody_signs(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    wage(walk)
    homes(walk)
    walk.clock.set(DAYS["printed"])
    walk.certify()
    [told] = objections(walk.print_form)
    assert told.sentence == (
        "第 1 次算账以后，收支、财产和疑点有变动，原结论不能作依据；请重新算账（已签批的先退回）。"
    )
    assert next_act(walk) == "run-means-test"
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED


def test_no_page_of_before_is_signed(at: At) -> None:
    walk = at("printed")
    wage(walk)
    scan: dict[str, Any] = {"page": walk.form, "role": "reviewer", "person": walk.people["reviewer"]}
    assert "ReckoningStale" in refusals(lambda: walk.act("sign", case=walk.case, **scan))


def test_who_joins_a_household_after_the_signatures_is_reckoned_first(at: At) -> None:
    walk = at(CaseState.APPROVED)
    walk.act("add-member", case=walk.case, person=FATHER)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    assert "ReckoningStale" in refusals(walk.approve)
    assert next_act(walk) == "return-case"
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="publicised", reason="家庭人口有变动，重新算账。")
    assert next_act(walk) == "run-means-test"


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (CaseState.VERIFIED, Walk.appraise),
        ("appraised", Walk.meet),
        (CaseState.DELIBERATED, Walk.post),
        ("posted", lambda walk: walk.take_down(DAYS["last_day"])),
    ],
)
def test_no_step_is_taken_on_a_reckoning_that_does_not_hold(at: At, state: CaseState | str, act: Any) -> None:
    walk = at(state)
    wage(walk)
    walk.clock.set(DAYS[CaseState.PUBLICISED])
    assert "ReckoningStale" in refusals(lambda: act(walk))
    assert next_act(walk) == "run-means-test"


def test_a_reckoning_that_came_out_the_same_lets_the_evidence_stand(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    wage(walk, amount="10.00", member=None)
    walk.act("run-means-test", case=walk.case)
    walk.clock.set(DAYS["printed"])
    walk.to(CaseState.ACTIVE)
    assert walk.state is CaseState.ACTIVE


# Who the household is -------------------------------------------------------------------------------------------


def test_nobody_becomes_another_person_by_a_correction(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    other = person("李四", order=813)
    [told] = objections(lambda: walk.act("change-member", case=walk.case, member="张甲", person=other))
    assert (told.code, told.field, "不是同一个人" in told.sentence) == ("AnotherPerson", "person", True)


@pytest.mark.parametrize(
    "change",
    [
        ("change-head", {"member": WIFE["name"], "relation_of_former_head": "11"}),
        ("change-member", {"member": "张甲", "person": {**HEAD, "id_number": person("张甲", order=815)["id_number"]}}),
        ("change-member", {"member": "张甲", "person": {**HEAD, "name": "张申"}}),
    ],
    ids=["another head", "another number", "another name"],
)
def test_who_is_filed_is_who_was_decided_on_and_noticed(at: At, change: tuple[str, dict[str, Any]]) -> None:
    walk = at(CaseState.PUBLICISED)
    act, data = change
    if "person" in data and data["person"]["id_number"] != HEAD["id_number"]:
        data["person"].update(birth_date="1976-09-17")
    walk.act(act, case=walk.case, **data)
    walk.clock.set(DAYS["printed"])
    assert refusals(walk.print_form) == ["ReckoningStale"]
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED


# Who files it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [CaseState.DELIBERATED, CaseState.PUBLICISED, CaseState.APPROVED])
def test_the_filing_unit_stays_the_one_that_decided(at: At, state: CaseState) -> None:
    walk = at(state)
    [told] = objections(lambda: walk.act("change-case", case=walk.case, filing_unit=walk.people["county"]))
    assert (told.code, told.facts["unit"], told.field) == ("FilingUnitFixed", "东街街道工会", "filing_unit")
    walk.act("change-case", case=walk.case, filing_unit=walk.people["unit"], filed_by=walk.people["clerk"])


def test_another_unit_files_after_a_return_and_decides_anew(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="verified", reason="改由县总工会建档。")
    walk.act("change-case", case=walk.case, filing_unit=walk.people["county"])
    assert "OtherUnitsMeeting" in refusals(walk.meet)
    with walk.office.look() as look:
        gates = {gate.code: [told.code for told in gate.refusals] for gate in standing_of(look, walk.case).gates}
    assert "MeetingOfAnotherUnit" in gates[GateCode.DELIBERATED]


# Who let the office ask -----------------------------------------------------------------------------------------


def test_an_adult_who_joins_authorises_before_the_household_is_reckoned_or_decided_on(at: At) -> None:
    walk = at("appraised")
    walk.act("add-member", case=walk.case, person=FATHER)
    walk.clock.set(DAYS[CaseState.DELIBERATED])
    assert refusals(lambda: walk.act("run-means-test", case=walk.case)) == ["AuthorisationMissing"]
    assert {"AuthorisationMissing", "ReckoningStale"} <= set(refusals(walk.meet))


def test_no_authorisation_is_older_than_the_application(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("attach-paper", case=walk.case, kind="authorisation", member="张甲", on="2026-02-20")
    walk.clock.set(DAYS[CaseState.SURVEYED])
    assert set(refusals(walk.visit)) == {"DayOutOfOrder"}
