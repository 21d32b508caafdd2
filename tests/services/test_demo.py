"""The office for practising: whole, found by everybody, in every state, with the faults that it names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core import filing as rule
from centre_app.core.moments import day_of
from centre_app.core.progress import Cancelled
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.store import OfficeExists, WrongPassword
from centre_app.core.vocabulary.filing import CaseState, NoticeState, PaperKind, Role
from centre_app.core.vocabulary.upkeep import ProblemKind
from centre_app.db.filing import Case, CaseMove, MeetingCase, Paper
from centre_app.db.keys import Keys
from centre_app.db.people import Household
from centre_app.db.session import LookSession, chain_problems
from centre_app.db.store import OfficeFolder
from centre_app.db.system import Act
from centre_app.services import bulk, pairing, printing, search, upkeep
from centre_app.services.demo import DEMO_HOUSEHOLDS, Demo, DemoFault, make_demo
from centre_app.services.filing import facts_of
from centre_app.services.finding import case_of
from centre_app.services.inventing import demo_lists
from centre_app.services.notices import notices
from centre_app.services.office import Office
from centre_app.services.opening import NewOffice, new_office, open_office
from centre_app.services.search import CaseQuery
from tests.services.conftest import PASSWORD
from tests.services.pages import kept_page

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MORE = 7


def now() -> datetime:
    return NOW


@dataclass(frozen=True)
class Made:
    demo: Demo
    folder: OfficeFolder
    office: Office

    def faults(self, code: str) -> list[DemoFault]:
        return [fault for fault in self.demo.faults if fault.code == code]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = OfficeFolder(tmp_path_factory.mktemp("demo") / "演练")
    demo = make_demo(folder, PASSWORD, NOW, print_page=kept_page, households=DEMO_HOUSEHOLDS + MORE)
    with closing(open_office(folder, "演示检查", PASSWORD, now)) as office:
        yield Made(demo, folder, office)


def test_sixty_households_stand_in_every_state_of_the_filing(made: Made) -> None:
    with made.office.look() as look:
        of_story = [row for row in search.first(look, CaseQuery(), 100) if len(row.local_no) == len("L20260001")]
        assert search.count(look, CaseQuery()) == DEMO_HOUSEHOLDS + MORE
    states = Counter(row.state for row in of_story)
    assert states.total() == DEMO_HOUSEHOLDS
    assert set(states) == {*rule.FILING_ORDER, CaseState.RETURNED, CaseState.REFUSED, CaseState.WITHDRAWN}
    assert states[CaseState.ACTIVE] > 10
    assert {row.category for row in of_story} == {"deep_hardship", "relative_hardship", None}


def test_it_is_for_training_and_whole(made: Made) -> None:
    assert made.office.training
    assert not list(made.folder.path.glob("tmp*"))
    with closing(open_office(made.folder, "演示管理员", PASSWORD, now)) as office:
        problems = upkeep.check(office, deep=True).problems
    assert [problem for problem in problems if problem.kind is ProblemKind.STRUCTURE] == []
    assert not any(problem.told.stops for problem in problems)
    found = {problem.case_no for problem in problems}
    of_cases = {fault.case for fault in made.demo.faults if fault.code != "notice_run_out"}
    assert of_cases <= found
    assert len({problem.case_no for problem in problems if "公示期满待撤" in problem.told.sentence}) == 2
    with LookSession(made.office.store.reading) as session:
        assert list(chain_problems(session)) == []


def test_nothing_is_back_dated(made: Made) -> None:
    with made.office.look() as look:
        acts = look.session.execute(sa.select(Act.name, Act.at, Act.given).order_by(Act.number)).all()
        moves = look.session.execute(
            sa.select(CaseMove.on, Case.taken_over).join(Case, Case.id == CaseMove.case_id)
        ).all()
    moments = [act.at for act in acts]
    assert moments == sorted(moments)
    assert NOW - timedelta(days=401) < moments[0] < moments[-1] <= NOW
    days = {day_of(moment) for moment in moments}
    assert {move.on for move in moves if not move.taken_over} <= days
    told = [json.loads(act.given) for act in acts if act.given and act.given.startswith("{")]
    assert len(told) > 500
    assert {one.get("on") for one in told} == {None}


def test_every_login_opens_it_and_the_first_is_taken_where_nobody_is_named(made: Made) -> None:
    assert [name for name, _ in made.demo.users] == [
        "演示经办",
        "演示审核",
        "演示主席",
        "演示档案",
        "演示管理员",
        "演示检查",
    ]
    assert Keys.training_user_of(made.folder.keys) == "演示经办"
    for name, role in made.demo.users:
        assert Office(made.office.store, name, now).actor.role is role
    assert {role for _, role in made.demo.users} == set(Role)
    with pytest.raises(WrongPassword):
        open_office(made.folder, "演示经办", "不是这个", now)


def test_every_fault_has_its_sentence_and_its_case(made: Made) -> None:
    assert {fault.code for fault in made.demo.faults} == set(demo_lists("office")["faults"])
    with made.office.look() as look:
        for fault in made.demo.faults:
            assert fault.case in fault.text
            assert case_of(look, fault.case)


def test_faults_of_the_filing_are_as_they_are_told(made: Made) -> None:
    def refusals(code: str, gate: Callable[..., Iterator[Told]]) -> set[str]:
        (fault,) = made.faults(code)
        with made.office.look() as look:
            return {told.code for told in gate(facts_of(look, case_of(look, fault.case)), look)}

    assert "SignInSheetMissing" in refusals("sign_in_sheet_missing", rule.deliberated)
    assert {"FirstPhotoMissing", "NotTakenDown"} <= refusals("first_photo_missing", rule.publicised)
    assert "GrievanceOpen" in refusals("grievance_open", rule.publicised)
    assert refusals("certificate_missing", rule.publicised) == {"CertificateMissing"}
    assert "OutdatedPage" in refusals("outdated_page", rule.signed)
    with made.office.look() as look:
        (old,) = made.faults("visit_too_old")
        facts = facts_of(look, case_of(look, old.case))
        assert facts.visit is not None
        assert [told.code for told in rule.visit_age(facts.visit, look.today, look)] == ["VisitTooOld"]
        (over,) = made.faults("over_line")
        latest = printing.latest_test_of(look, case_of(look, over.case))
        assert latest is not None
        assert latest.category is None


def test_faults_of_papers_and_people_are_as_they_are_told(made: Made) -> None:
    with made.office.look() as look:
        (unscanned,) = made.faults("authorisation_unscanned")
        case = case_of(look, unscanned.case)
        scans = look.session.scalars(
            sa.select(Paper.file).where(Paper.case_id == case.id, Paper.kind == PaperKind.AUTHORISATION)
        ).all()
        assert scans
        assert not any(scans)
        (phone,) = made.faults("phone_twice")
        number = case_of(look, phone.case).household.phone
        alike = sa.select(sa.func.count()).select_from(Household).where(Household.phone == number)
        assert look.session.scalar(alike) == 2
        overdue = {row.case: row.cadre for row in pairing.overdue(look)}
        (missing,) = made.faults("pairing_missing")
        (late,) = made.faults("pairing_overdue")
        assert overdue[missing.case] is None
        assert overdue[late.case]
        seen = {fault.case for fault in made.faults("taken_over_unvisited")}
        assert len(seen) == 3
        assert overdue.keys() >= seen
        run_out = {case for row in notices(look) if row.state is NoticeState.RUN_OUT for case in row.cases}
        running = {case for row in notices(look) if row.state is NoticeState.RUNNING for case in row.cases}
        assert {fault.case for fault in made.faults("notice_run_out")} == run_out
        assert len(running) >= 4
        assert look.session.scalar(sa.select(sa.func.count()).select_from(MeetingCase))


def test_a_small_one_has_what_fits_and_the_same_seed_invents_the_same_people(tmp_path: Path) -> None:
    names = []
    steps: list[tuple[int, int]] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    for number, seed in enumerate((1, 1, 2)):
        folder = OfficeFolder(tmp_path / str(number))
        make_demo(folder, PASSWORD, NOW, print_page=kept_page, households=2, seed=seed, progress=Watching())
        with closing(open_office(folder, "演示经办", PASSWORD, now)) as office, office.look() as look:
            names.append([row.name for row in search.first(look, CaseQuery())])
    assert len(names[0]) == 2
    assert names[0] == names[1] != names[2]
    assert steps[-1][0] == steps[-1][1]


def test_a_stopped_one_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    folder = OfficeFolder(tmp_path / "演练")
    with pytest.raises(Cancelled):
        make_demo(folder, PASSWORD, NOW, print_page=kept_page, households=3, progress=Stopping())
    assert not folder.path.exists()


def test_an_office_that_is_there_stays(made: Made) -> None:
    before = made.folder.keys.read_bytes()
    with pytest.raises(OfficeExists):
        make_demo(made.folder, "另一个口令", NOW, print_page=kept_page)
    assert made.folder.keys.read_bytes() == before


def test_a_real_office_is_never_filled_with_invented_people(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    new_office(folder, NewOffice(name="甲县", area="621002", admin="管理员"), PASSWORD, NOW)
    with closing(open_office(folder, "管理员", PASSWORD, now)) as office:
        with pytest.raises(Refused) as refused:
            bulk.fill(office, 10)
        assert [told.code for told in refused.value.objections] == ["OnlyForTraining"]
        with office.look() as look:
            assert search.count(look, CaseQuery()) == 0
