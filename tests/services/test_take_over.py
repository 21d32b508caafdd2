"""承接旧档: what an archive of before brings along, the list that the chair signs, its own visit and review."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services.imports import store_new
from centre_app.services.standing import why
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.neighbours import sign_take_over, taken_over
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import Walk

pytestmark = ENCRYPTED

RED = "承接的旧档还没有经过本单位自己的入户调查和复核"


def is_red(walk: Walk) -> bool:
    with walk.office.look() as look:
        return any(RED in line for line in why(look, walk.case))


def test_what_was_never_filed_is_not_taken_over(at: At) -> None:
    walk = at(None)
    people = [(PersonFacts(name=name, relation="02"),) for name in ("李乙", "王丙", "赵丁")]
    lots = [
        HouseholdFacts(people=people[0], hardship_category="relative_hardship"),
        HouseholdFacts(people=people[1]),
        HouseholdFacts(people=people[2], hardship_category="deep_hardship", filed_on="2019-04"),
    ]

    def take(work: Work) -> Done:
        return Done(more={"cases": store_new(work, lots, on=work.today, take_over=True)})

    told = objections(lambda: walk.as_role(Role.ADMINISTRATOR).work("take-over", None, take))
    assert [(one.code, one.facts["name"], one.facts["what"]) for one in told] == [
        ("TakeOverIncomplete", "李乙", "建档时间"),
        ("TakeOverIncomplete", "王丙", "困难类别、建档时间"),
    ]


def test_nobody_is_paired_before_the_chair_has_signed_the_list(at: At) -> None:
    walk = at(None)
    walk.case = taken_over(walk, "旧户")
    paired: Any = partial(walk.act, "pair", case=walk.case, cadre=walk.people["cadre1"])
    assert refusals(paired) == ["TakeOverListUnsigned"]
    walk.act("attach-paper", page=walk.page("take-over-list"), kind="signed_page")
    assert refusals(paired) == ["TakeOverListUnsigned"]
    sign_take_over(walk)
    paired()


def test_a_list_of_before_does_not_speak_for_a_later_archive(at: At) -> None:
    walk = at(None)
    taken_over(walk, "旧户")
    sign_take_over(walk)
    walk.clock.set(date(2026, 3, 3))
    later = taken_over(walk, "后到户", order=820)
    assert refusals(partial(walk.act, "pair", case=later, cadre=walk.people["cadre1"])) == ["TakeOverListUnsigned"]


def test_an_archive_taken_over_stays_red_until_its_own_visit_and_review(at: At) -> None:
    walk = at(None)
    walk.case, walk.head = taken_over(walk, "旧户"), "旧户"
    walk.act("change-case", case=walk.case, filing_unit=walk.people["unit"], community=walk.people["community"])
    assert is_red(walk)
    walk.visit()
    walk.reckon()
    assert (walk.state, is_red(walk)) == (CaseState.ACTIVE, True)
    walk.act("sign", case=walk.case, page=walk.print_form(), role="reviewer", person=walk.people["reviewer"])
    assert (walk.state, is_red(walk)) == (CaseState.ACTIVE, False)


@pytest.mark.parametrize("act", [Walk.visit, Walk.budget])
def test_an_archive_of_our_own_is_not_visited_for_its_filing_again(at: At, act: Any) -> None:
    walk = at(CaseState.ACTIVE)
    assert refusals(partial(act, walk)) == ["NotNow"]
