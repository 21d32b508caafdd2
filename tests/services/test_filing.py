"""The way of a case through the services: each act from its state, each refusal with nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centre_app.core.filing import FILING_ORDER, steps_of
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.session import chain_problems
from centre_app.services.filing import facts_of, in_state
from centre_app.services.finding import case_of
from centre_app.services.imports import store_new
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from tests.services.conftest import Clock
from tests.services.neighbours import neighbour
from tests.services.walking import DAYS, HEAD, Walk


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [told.code for told in refused.value.objections]


def test_a_household_goes_through_all_seven_steps_into_the_files(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    assert walk.state is CaseState.ACTIVE
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        assert all(step.done for step in steps_of(facts_of(look, case)))
        assert case.archive_no == "62100220260001"
        assert case.approved_on == DAYS[CaseState.ACTIVE]
        assert list(chain_problems(look.session)) == []


@pytest.mark.parametrize("state", FILING_ORDER[1:])
def test_each_act_leads_to_its_state(walk: Walk, state: CaseState) -> None:
    walk.to(state)
    assert walk.state is state


def test_an_application_needs_paper_unit_and_every_adults_authorisation(walk: Walk) -> None:
    case = str(walk.act("open-case", household={"people": [walk_head()], "causes": []}).case)
    with pytest.raises(Refused) as refused:
        walk.act("apply", case=case)
    assert codes(refused) == ["ApplicationMissing", "FilingUnitMissing", "AuthorisationMissing"]
    walk.case = case
    assert walk.state is CaseState.DRAFT


def test_an_application_names_who_filed_it(walk: Walk) -> None:
    """A household from a table has nobody who filed it until somebody is named."""
    head = PersonFacts(**{**walk_head(), "birth_date": date(1970, 1, 1)})

    def take(work: Work) -> Done:
        return Done(case=store_new(work, [HouseholdFacts(people=(head,))], on=work.today)[0])

    walk.case = str(walk.office.work("import", None, take).case)
    walk.act("change-case", case=walk.case, filing_unit=walk.people["unit"])
    with pytest.raises(Refused) as refused:
        walk.apply()
    assert codes(refused) == ["FilerMissing"]
    walk.act("change-case", case=walk.case, filed_by=walk.people["filer"])
    walk.act("apply", case=walk.case)
    assert walk.state is CaseState.APPLIED


def walk_head(**changes: Any) -> dict[str, Any]:
    head = {"name": "张甲", "relation": "02", "id_number": "621002197001010018"}
    return {**head, "sex": "1", "birth_date": "1970-01-01", **changes}


def test_a_minor_needs_no_authorisation_of_its_own(walk: Walk) -> None:
    child = {
        "name": "张小",
        "relation": "20",
        "id_number": "621021201203083969",
        "sex": "2",
        "birth_date": "2012-03-08",
    }
    walk.case = str(
        walk.act(
            "open-case",
            household={"people": [walk_head(), {**child, "relation": "30"}], "causes": ["schooling"]},
            filing_unit=walk.people["unit"],
        ).case
    )
    walk.act("attach-paper", case=walk.case, kind="application")
    walk.act("attach-paper", case=walk.case, kind="authorisation", member="张甲")
    walk.act("apply", case=walk.case)
    assert walk.state is CaseState.APPLIED


def test_no_act_of_a_later_step_is_done_before_its_turn(walk: Walk) -> None:
    walk.to(CaseState.APPLIED)
    for name, data in (
        ("run-means-test", {}),
        ("record-appraisal", {"voices": [{"name": "邻", "kind": "neighbour", "view": "属实"}]}),
        ("approve", {}),
    ):
        by = Role.CHAIR if name == "approve" else Role.CLERK
        with pytest.raises(Refused) as refused:
            walk.act(name, by=by, case=walk.case, **data)
        assert codes(refused) == ["NotNow"]


def test_a_later_reckoning_with_another_outcome_sends_the_case_back(walk: Walk) -> None:
    walk.to(CaseState.DELIBERATED)
    walk.act("set-budget-line", case=walk.case, kind="wage", amount="900.00", period="monthly")
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED
    with walk.office.look() as look:
        facts = facts_of(look, case_of(look, walk.case))
        assert [step.done for step in steps_of(facts)][3:5] == [False, False]


def test_a_later_reckoning_with_the_same_outcome_leaves_the_case_where_it_is(walk: Walk) -> None:
    walk.to(CaseState.DELIBERATED)
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.DELIBERATED


def test_a_changed_case_outdates_the_signed_form(walk: Walk) -> None:
    walk.to(CaseState.APPROVED)
    walk.act("change-case", case=walk.case, community=walk.people["county"])
    with pytest.raises(Refused) as refused:
        walk.approve()
    assert "OutdatedPage" in codes(refused)
    assert walk.state is CaseState.APPROVED


def test_an_archive_number_is_used_once(walk: Walk, tmp_path: Path) -> None:
    walk.to(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    walk.approve(archive_no="GZ-0001")
    second = Walk(walk.office, walk.as_role, walk.clock, walk.people, tmp_path)
    second.case = str(
        second.act(
            "open-case",
            household={
                "people": [walk_head(name="李乙", id_number="621002197609178046", sex="2", birth_date="1976-09-17")]
            },
        ).case
    )
    with pytest.raises(Refused) as refused:
        second.approve(archive_no="GZ-0001")
    assert "ArchiveNumberTaken" in codes(refused)


def test_a_returned_case_goes_on_from_the_state_it_was_returned_to(walk: Walk) -> None:
    walk.to(CaseState.VERIFIED)
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="applied", reason="照片不清楚，请重新入户。")
    returned = walk.state
    walk.clock.set(date(2026, 3, 9))
    walk.visit()
    assert (returned, walk.state) == (CaseState.RETURNED, CaseState.SURVEYED)


@pytest.mark.parametrize("to", ["verified", "active", "closed"])
def test_a_case_is_returned_only_to_an_earlier_state(walk: Walk, to: str) -> None:
    walk.to(CaseState.VERIFIED)
    with pytest.raises(Refused) as refused:
        walk.act("return-case", by=Role.REVIEWER, case=walk.case, to=to, reason="原因")
    assert codes(refused) == ["ReturnOnlyBack"]


def test_a_refused_or_withdrawn_case_rests(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    done = walk.act("refuse-case", by=Role.REVIEWER, case=walk.case, reason="家庭收入超过标准。")
    assert walk.state is CaseState.REFUSED
    assert done.more["letter"] == "refusal-letter"
    with pytest.raises(Refused) as refused:
        walk.act("withdraw-case", case=walk.case, reason="本人撤回")
    assert codes(refused) == ["NotNow"]


def test_a_household_may_withdraw_before_the_approval(walk: Walk) -> None:
    walk.to(CaseState.DELIBERATED)
    walk.act("withdraw-case", case=walk.case, reason="本人撤回")
    assert walk.state is CaseState.WITHDRAWN


def test_an_act_with_a_day_after_today_is_refused(walk: Walk) -> None:
    walk.to(CaseState.APPLIED)
    with pytest.raises(Refused) as refused:
        walk.visit(on="2026-03-03")
    assert codes(refused) == ["FutureDay"]


def test_an_act_with_a_day_before_its_predecessor_is_refused(walk: Walk) -> None:
    walk.to(CaseState.APPLIED)
    walk.clock.set(date(2026, 3, 5))
    with pytest.raises(Refused) as refused:
        walk.visit(on="2026-03-01")
    assert set(codes(refused)) == {"DayOutOfOrder"}
    assert walk.state is CaseState.APPLIED


def test_an_approval_that_is_refused_leaves_no_trace(walk: Walk) -> None:
    walk.to(CaseState.PUBLICISED)
    with pytest.raises(Refused):
        walk.approve()
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        assert (case.archive_no, case.approved_on) == (None, None)


def test_the_oldest_cases_in_a_state_are_named_by_their_heads(walk: Walk) -> None:
    walk.open()
    second = neighbour(walk, "李乙")
    with walk.office.look() as look:
        found = in_state(look, CaseState.DRAFT, 5)
        assert [(str(key), head) for key, head in found] == [(walk.case, HEAD["name"]), (second.case, "李乙")]
        assert in_state(look, CaseState.DRAFT, 1) == found[:1]
        assert in_state(look, CaseState.SURVEYED, 5) == []
