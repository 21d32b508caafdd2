"""The morning page: everything due, with the days that are left."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from centre_app.core.agenda import VISIT_WARN_DAYS, Due
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import agenda
from centre_app.services.office import Office
from tests.services.conftest import Clock
from tests.services.walking import Walk


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def due(walk: Walk, kind: DueKind) -> list[Due]:
    with walk.office.look() as look:
        return [one for one in agenda.today(look) if one.kind is kind]


def days(found: list[Due]) -> list[tuple[date | None, int | None]]:
    return [(one.due_on, one.days_left) for one in found]


def test_a_notice_runs_out_and_then_waits_to_be_taken_down(walk: Walk) -> None:
    walk.to("posted")
    [running] = due(walk, DueKind.NOTICE)
    assert (running.subject, running.name) == ("N2026001", "东街街道工会")
    assert days([running]) == [(date(2026, 3, 23), 5)]
    walk.clock.set(date(2026, 3, 23))
    assert days(due(walk, DueKind.NOTICE)) == [(date(2026, 3, 23), 0)]
    walk.clock.set(date(2026, 3, 26))
    assert due(walk, DueKind.NOTICE) == []
    assert days(due(walk, DueKind.NOTICE_RUN_OUT)) == [(date(2026, 3, 24), -2)]
    walk.take_down()
    assert due(walk, DueKind.NOTICE_RUN_OUT) == []


def test_an_objection_waits_for_its_answer(walk: Walk) -> None:
    walk.to("posted")
    walk.act("record-grievance", notice=walk.notice, case=walk.case, channel="phone", objector="钱某某", content="有车")
    [answer] = due(walk, DueKind.ANSWER)
    assert (answer.subject, answer.name, str(answer.case)) == ("Y2026001", "张甲", walk.case)
    assert answer.days_left is not None
    assert answer.due_on is not None
    assert answer.days_left > 0
    walk.clock.set(date(2026, 6, 1))
    assert days(due(walk, DueKind.ANSWER)) == [(answer.due_on, (answer.due_on - date(2026, 6, 1)).days)]


def test_a_form_waits_for_whoever_signs_next(walk: Walk) -> None:
    walk.to(CaseState.PUBLICISED)
    assert due(walk, DueKind.SIGNATURE) == []
    walk.to("printed")
    assert [one.detail for one in due(walk, DueKind.SIGNATURE)] == ["审核人"]
    walk.act("sign", case=walk.case, page=walk.form, role="reviewer", person=walk.people["reviewer"])
    assert [(one.detail, one.name) for one in due(walk, DueKind.SIGNATURE)] == [("基层工会主席", "张甲")]
    for role, key in (("unit_chair", "chair"), ("county_chair", "county_chair")):
        walk.act("sign", case=walk.case, page=walk.form, role=role, person=walk.people[key], scan=walk.photo)
    assert due(walk, DueKind.SIGNATURE) == []
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="publicised", reason="补材料")
    assert due(walk, DueKind.SIGNATURE) == []


def test_a_visit_grows_old(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    with walk.office.look() as look:
        most = look.rules_on(look.today).visit_max_age_days
    assert due(walk, DueKind.VISIT) == []
    last = date.fromordinal(date(2026, 3, 5).toordinal() + most)
    walk.clock.set(date.fromordinal(last.toordinal() - VISIT_WARN_DAYS))
    assert days(due(walk, DueKind.VISIT)) == [(last, VISIT_WARN_DAYS)]
    walk.clock.set(date.fromordinal(last.toordinal() - VISIT_WARN_DAYS - 1))
    assert due(walk, DueKind.VISIT) == []


def test_a_household_in_the_files_waits_for_its_cadre_and_then_for_a_visit(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    assert [(one.subject, one.name) for one in due(walk, DueKind.PAIRING)] == [("62100220260001", "张甲")]
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    assert due(walk, DueKind.PAIRING) == []
    with walk.office.look() as look:
        rules = look.rules_on(look.today)
    walk.clock.set(date.fromordinal(date(2026, 4, 1).toordinal() + rules.pairing_warn_days))
    [visit] = due(walk, DueKind.PAIRING_VISIT)
    assert str(visit.case) == walk.case
    assert (visit.detail, visit.days_left) == ("甘一干", rules.pairing_overdue_days - rules.pairing_warn_days)


def test_papers_without_a_scan_are_counted_by_household(walk: Walk) -> None:
    walk.open()
    assert due(walk, DueKind.SCAN) == []
    for _ in range(2):
        walk.act("attach-paper", case=walk.case, kind="diagnosis")
    assert [(one.subject, one.count) for one in due(walk, DueKind.SCAN)] == [("L20260001", 2)]
    walk.act("withdraw-case", case=walk.case, reason="撤回")
    assert due(walk, DueKind.SCAN) == []
