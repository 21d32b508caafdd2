"""How cases stand in lists: reckoned after the act, kept until they change; what lists are sorted and filtered by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.case_filter import read_filter
from centre_app.core.clocks import NEVER, NOT_ASKED, Clock
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.db.filing import HomeVisit
from centre_app.services import clocks, notices, search
from centre_app.services.finding import case_of
from centre_app.services.office import Office
from centre_app.services.search import CaseQuery
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.walking import HEAD, Walk


def settled(office: Office) -> None:
    while clocks.settle(office):
        pass


def listed(office: Office, query: CaseQuery | None = None) -> list[clocks.ListedCase]:
    with office.look() as look:
        return clocks.listed(look, search.keys(look, query or CaseQuery()))


@pytest.mark.parametrize(
    ("state", "due", "closed"),
    [
        (None, (NEVER, "", "apply"), 4),
        (CaseState.APPLIED, (NEVER, "", "record-visit"), 4),
        (CaseState.SURVEYED, (date(2026, 6, 3), DueKind.VISIT, "set-budget-line"), 3),
        (CaseState.DELIBERATED, (NEVER, "", "post-notice"), 2),
        ("posted", (date(2026, 3, 23), DueKind.NOTICE, "take-down-notice"), 2),
        ("printed", (NEVER, DueKind.SIGNATURE, "sign"), 1),
        (CaseState.ACTIVE, (date(2026, 4, 1), DueKind.PAIRING, "pair"), 0),
    ],
)
def test_a_case_has_the_clock_of_its_state(
    at: At, state: CaseState | str | None, due: tuple[date, str, str], closed: int
) -> None:
    walk = at(state)
    if state is None:
        walk.open()
    settled(walk.office)
    [one] = listed(walk.office)
    clock = one.clock
    assert ((clock.due_on, clock.due_kind, clock.next_act), clock.closed) == (due, closed)


def test_days_left_are_working_days_for_a_notice_and_days_for_a_cadre(at: At) -> None:
    walk = at("posted")
    settled(walk.office)
    assert [one.days_left for one in listed(walk.office)] == [5]
    walk.clock.set(date(2026, 3, 25))
    assert [one.days_left for one in listed(walk.office)] == [-2]


def test_an_ended_case_is_not_asked_for_its_gates(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("withdraw-case", case=walk.case, reason="不再申请")
    settled(walk.office)
    [one] = listed(walk.office)
    assert (one.clock.closed, one.clock.next_act, one.days_left) == (NOT_ASKED, "", None)


def test_a_case_is_reckoned_anew_once_it_changes_and_not_before(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert listed(walk.office)[0].clock == Clock()
    settled(walk.office)
    known = listed(walk.office)[0].clock
    assert known.lacking == 2
    assert not clocks.settle(walk.office, portion=1), "nothing changed"
    walk.act("attach-paper", case=walk.case, kind="other", title="单据")
    assert listed(walk.office)[0].clock == known
    settled(walk.office)
    assert listed(walk.office)[0].clock.lacking == 3


def test_once_the_rules_change_every_case_is_reckoned_anew(at: At) -> None:
    walk = at(CaseState.APPLIED)
    settled(walk.office)
    clocks.forget(walk.office)
    assert clocks.settle(walk.office, portion=1)


OTHER = {
    "people": [{**HEAD, "name": "李乙", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}],
    "causes": ["schooling"],
    "town": "北街",
    "phone": None,
}


def names(walk: Walk, line: str = "", sort: CaseSort = CaseSort.NEXT) -> list[str]:
    asked = read_filter(line)
    query = CaseQuery(words=asked.words, states=asked.states, fields=asked.fields, sort=sort)
    return [one.row.name for one in listed(walk.office, query)]


def test_the_next_clock_comes_first_and_what_has_none_last(at: At) -> None:
    walk = at("posted")
    walk.open(**OTHER)
    settled(walk.office)
    assert names(walk) == ["张甲", "李乙"]
    with walk.office.look() as look:
        [last] = search.keys(look, CaseQuery(words="李乙"))
        first = search.cases(look, CaseQuery(sort=CaseSort.NEXT), limit=1)
        rest = search.cases(look, CaseQuery(sort=CaseSort.NEXT), after=str(first[0].case))
    assert [row.key for row in rest] == [last]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("红灯:有", ["张甲", "李乙"]),
        ("缺材料:有", ["张甲"]),
        ("状态:草稿", ["李乙"]),
        ("状态:办理中", ["张甲", "李乙"]),
        ("致困原因:上学", ["李乙"]),
        ("困难类别:深度", ["张甲"]),
        ("社区:柳树 李", ["李乙"]),
        ("建档单位:街道", ["张甲", "李乙"]),
        ("街道:北街", ["李乙"]),
        ("街道:北% 红灯:有", []),
        ("街道:北街 缺材料:有", []),
    ],
)
def test_a_field_before_a_colon_narrows_the_list(at: At, line: str, found: list[str]) -> None:
    walk = at("posted")
    walk.open(**OTHER)
    settled(walk.office)
    assert names(walk, line) == found


def test_a_list_says_what_it_comes_to(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.open(**OTHER)
    with walk.office.look() as look:
        assert clocks.sums(look, CaseQuery()) == clocks.Sums(cases=2, people=3)
        assert clocks.sums(look, CaseQuery(words="张甲")) == clocks.Sums(cases=1, people=2)
        assert clocks.sums(look, CaseQuery(words="无人")) == clocks.Sums(cases=0, people=0)


def test_an_open_objection_is_the_first_clock_of_its_case(at: At) -> None:
    walk = at("posted")
    on = date(2026, 3, 18)
    walk.clock.set(on)
    said: dict[str, Any] = {
        "channel": "phone",
        "content": "反映该户另有住房。",
        "objector": "钱某",
        "phone": "19900000009",
    }
    walk.act("record-grievance", notice=walk.notice, case=walk.case, on=on.isoformat(), **said)
    settled(walk.office)
    [row] = listed(walk.office)
    with walk.office.look() as look:
        assert (row.clock.due_on, row.clock.due_kind) == (notices.answer_due(look, on), DueKind.ANSWER)


def test_a_case_of_a_day_for_which_no_rule_is_known_has_no_clock(at: At) -> None:
    walk = at(CaseState.SURVEYED)

    def of_long_ago(work: Work) -> Done:
        case = case_of(work, walk.case)
        case.opened_on = case.applied_on = date(1950, 1, 2)
        for visit in work.session.scalars(sa.select(HomeVisit)):
            visit.on = date(1950, 1, 3)
        return Done()

    walk.office.work("import", None, of_long_ago)
    settled(walk.office)
    assert listed(walk.office)[0].clock == Clock()
