"""The check finds what should not be: in the trail, the papers and the households."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals.upkeep import ActiveWithoutEvidence, OnTheWay
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.upkeep import Counted, ProblemKind
from centre_app.db.filing import Case, HomeVisit
from centre_app.db.people import HouseholdMember
from centre_app.services import opening, upkeep
from centre_app.services.finding import case_of
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from tests.services.conftest import NAMES, PASSWORD, Clock
from tests.services.staging import ENCRYPTED
from tests.services.walking import HEAD, HOUSEHOLD, WIFE, Walk

CHILD = {"name": "张小", "relation": "30", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def found(walk: Walk, *, deep: bool = False) -> list[tuple[str, str, str | None]]:
    """Code, kind and case of every problem."""
    problems = upkeep.check(walk.office, deep=deep).problems
    return [(one.told.code, one.kind.value, one.case_no) for one in problems]


def altered(walk: Walk, change: Callable[[Work, Case], None]) -> None:
    """Change what no act would."""

    def job(work: Work) -> Done:
        case = case_of(work, walk.case)
        change(work, case)
        return Done(case=case.uid)

    walk.office.work("add-note", None, job)


def test_an_office_without_faults_is_well(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    check = upkeep.check(walk.office, deep=True)
    assert check.ok
    assert check.counted[Counted.CASES] == 1
    assert check.counted[Counted.MEMBERS] == 2
    assert check.counted[Counted.PAGES] == 0
    assert {problem.told.code for problem in check.problems} <= {"ScanMissing"}


def test_the_check_says_how_far_it_is(walk: Walk) -> None:
    walk.open()
    told: list[tuple[int, int]] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            told.append((done, total))

    upkeep.check(walk.office, progress=Watching())
    assert told == [(1, 1)]


def test_a_paper_without_a_scan_is_named(walk: Walk) -> None:
    walk.open()
    walk.act("attach-paper", case=walk.case, kind="diagnosis")
    walk.act("attach-paper", case=walk.case, kind="other", title="村委会说明")
    problems = upkeep.check(walk.office).problems
    assert [problem.told.facts["paper"] for problem in problems] == ["诊断证明", "村委会说明"]
    assert all(problem.kind is ProblemKind.DATA and not problem.told.stops for problem in problems)


def test_two_households_with_one_telephone_and_what_is_late_are_worth_a_look(walk: Walk) -> None:
    walk.open()
    second = {**HEAD, "name": "李乙", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}
    walk.act("open-case", household={**HOUSEHOLD, "people": [second]}, filing_unit=walk.people["unit"])
    assert ("PhoneTwice", "data", "L20260002") in found(walk)
    walk.to("posted")
    walk.clock.set(date(2026, 12, 1))
    objection: dict[str, Any] = {"channel": "phone", "content": "反映该户另有收入。", "objector": "何反映"}
    walk.act("record-grievance", notice=walk.notice, case=walk.case, **objection)
    assert ("Overdue", "data", "L20260001") in found(walk)
    [late] = [one for one in upkeep.check(walk.office).problems if "期满" in one.told.sentence]
    assert (late.case_no, late.told.stops) == (walk.notice, False)
    assert "已过期" in late.told.sentence


def test_the_deep_check_finds_what_a_step_that_was_done_lacks(walk: Walk) -> None:
    walk.to("posted")
    assert "ReckoningStale" not in [code for code, _, _ in found(walk, deep=True)]
    walk.act("set-budget-line", case=walk.case, kind="wage", amount="9000.00", period="monthly", member=HEAD["name"])
    assert "ReckoningStale" not in [code for code, _, _ in found(walk)]
    assert ("ReckoningStale", "data", "L20260001") in found(walk, deep=True)
    lacking = [one.told for one in upkeep.check(walk.office, deep=True).problems if isinstance(one.told, OnTheWay)]
    assert [one.stops for one in lacking] == [False]


def test_a_household_in_the_files_needs_a_cadre(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    assert ("ActiveWithoutPairing", "data", "62100220260001") in found(walk)
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    assert "ActiveWithoutPairing" not in [code for code, _, _ in found(walk)]


def test_evidence_that_was_lost_is_found_by_the_deep_check(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    altered(walk, lambda work, case: setattr(_visit(work, case), "signed_how", None))
    assert "HouseholderNotSigned" not in [code for code, _, _ in found(walk)]
    assert ("HouseholderNotSigned", "data", "62100220260001") in found(walk, deep=True)
    checked = upkeep.check(walk.office, deep=True)
    assert not checked.ok
    assert [str(one.told) for one in checked.problems if isinstance(one.told, ActiveWithoutEvidence)] == [
        "在档家庭的“不入户调查不建档”不再成立：入户调查表没有户主签字，请请户主签字（不识字的按手印）后补登。"
    ]


def _visit(work: Work, case: Case) -> HomeVisit:
    return work.session.scalars(sa.select(HomeVisit).where(HomeVisit.case_id == case.id)).one()


def test_what_a_form_said_may_change_after_the_approval(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "phone": "19900000002"})
    assert upkeep.check(walk.office, deep=True).ok


def test_a_taken_over_archive_waits_for_its_first_own_visit_and_review(walk: Walk) -> None:
    walk.open()

    def take_over(_work: Work, case: Case) -> None:
        case.state, case.taken_over = CaseState.ACTIVE, True

    altered(walk, take_over)
    assert "TakenOverUnseen" in [code for code, _, _ in found(walk, deep=True)]
    walk.visit()
    walk.reckon()
    assert "TakenOverUnseen" in [code for code, _, _ in found(walk, deep=True)]
    walk.act("sign", case=walk.case, page=walk.print_form(), role="reviewer", person=walk.people["reviewer"])
    assert "TakenOverUnseen" not in [code for code, _, _ in found(walk, deep=True)]


def test_one_person_in_two_living_cases_is_found(walk: Walk) -> None:
    walk.open(people=[HEAD])
    first = walk.case
    walk.open(people=[{**CHILD, "relation": "02"}], phone=None)

    def twice(work: Work, case: Case) -> None:
        member = case.household.members[0]
        member.id_number = HEAD["id_number"]

    altered(walk, twice)
    doubled = [one for one in upkeep.check(walk.office).problems if one.told.code == "PersonInTwoCases"]
    assert [(one.case_no, one.told.facts["count"]) for one in doubled] == [("L20260002", 2)]
    assert "L20260001、L20260002" in doubled[0].told.sentence
    walk.act("withdraw-case", case=first, reason="重复")
    assert "PersonInTwoCases" not in [code for code, _, _ in found(walk)]


def test_two_episodes_of_one_household_are_one_person_once(walk: Walk) -> None:
    walk.open(people=[HEAD, WIFE])

    def again(work: Work, case: Case) -> None:
        other = Case(
            household_id=case.household_id,
            episode=2,
            local_no="L20269999",
            state=CaseState.DRAFT,
            other_causes=[],
            opened_on=case.opened_on,
            taken_over=False,
        )
        work.session.add(other)

    altered(walk, again)
    assert "PersonInTwoCases" not in [code for code, _, _ in found(walk)]


def test_a_household_that_no_longer_holds_is_found(walk: Walk) -> None:
    walk.open()

    def spoil(work: Work, case: Case) -> None:
        member = work.session.scalars(
            sa.select(HouseholdMember).where(
                HouseholdMember.household_id == case.household_id, HouseholdMember.relation != "02"
            )
        ).one()
        member.relation = "02"

    altered(walk, spoil)
    assert ("two_heads", "data", "L20260001") in found(walk)


def test_files_that_no_row_names_are_told_and_swept_by_the_next_backup_when_they_are_old(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = walk.office.store.papers.put(b"stray")
    assert [(code, kind) for code, kind, _ in found(walk)] == [("StrayPapers", "structure")]
    assert upkeep.check(walk.office).ok
    if walk.office.store.folder.server is not None:
        return
    upkeep.back_up(walk.office)
    assert name in set(walk.office.store.papers.names())
    monkeypatch.setattr(upkeep, "_YOUNG", -upkeep._YOUNG)
    upkeep.back_up(walk.office)
    assert name not in set(walk.office.store.papers.names())


def test_a_clock_that_runs_behind_is_a_problem_of_the_structure(walk: Walk) -> None:
    walk.open()
    walk.clock.set(date(2026, 1, 5))
    assert ("ClockBehindStore", "structure", None) in found(walk)


def test_a_missing_paper_stops(walk: Walk) -> None:
    walk.open()
    walk.act("attach-paper", case=walk.case, kind="application", file=walk.photo)
    [name] = walk.office.store.papers.names()
    walk.office.store.papers.path(name).unlink()
    assert found(walk) == [("PaperMissing", "structure", None)]


@ENCRYPTED
def test_both_states_are_counted_before_a_copy_takes_the_place_of_the_other(walk: Walk, tmp_path: Path) -> None:
    walk.open()
    boss = walk.as_role(Role.ADMINISTRATOR)
    stick = tmp_path / "U盘"
    stick.mkdir()
    copy = upkeep.back_up(boss, stick).path
    walk.act("attach-paper", case=walk.case, kind="diagnosis")
    both = upkeep.two_states(boss, copy)
    assert (both.then[Counted.CASES], both.now[Counted.CASES]) == (1, 1)
    assert (both.then[Counted.PAPERS], both.now[Counted.PAPERS]) == (0, 1)
    assert both.now[Counted.ACTS] > both.then[Counted.ACTS]
    upkeep.restore_opened(boss, copy, PASSWORD, reason="试恢复")
    with closing(opening.open_office(boss.store.folder, NAMES[Role.ADMINISTRATOR], PASSWORD, walk.clock)) as again:
        assert upkeep.two_states(again, copy).now[Counted.PAPERS] == 0
