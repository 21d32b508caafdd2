"""Taking back an act of today: everything is as before, the trail keeps both, and what others built on stays."""

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role, UnitKind
from centre_app.db.base import Record
from centre_app.db.filing import Case
from centre_app.db.rows import plain
from centre_app.db.session import chain_problems
from centre_app.db.system import Act, NumberSeries
from centre_app.db.tables import RECORDS
from centre_app.services import undo as undo_module
from centre_app.services.office import Office
from centre_app.services.people import AddPerson, AddUnit
from centre_app.services.work import Done
from tests.services.conftest import Clock
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, HOUSEHOLD, WIFE, Walk


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def stored(walk: Walk) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored, but for versions and given-out numbers."""
    with walk.office.look() as look:
        found: dict[str, list[dict[str, Any]]] = {}
        for name, model in RECORDS.items():
            if model is NumberSeries:
                continue
            rows = look.session.scalars(sa.select(model).order_by(model.uid)).all()
            if rows:
                found[name] = [_columns(row) for row in rows]
        return found


def _columns(record: Record) -> dict[str, Any]:
    return {
        attribute.key: plain(getattr(record, attribute.key))
        for attribute in sa.inspect(type(record)).column_attrs
        if attribute.key != "version"
    }


def newest(walk: Walk, name: str) -> str:
    """The number of the newest act of a name."""
    with walk.office.look() as look:
        return str(look.session.scalar(sa.select(sa.func.max(Act.number)).where(Act.name == name)))


def undo(walk: Walk, name: str, *, by: Role = Role.CLERK, **more: Any) -> Done:
    return walk.act("undo-act", by=by, act=newest(walk, name), **more)


def refusals(walk: Walk, name: str, *, by: Role = Role.CLERK) -> list[str]:
    before = stored(walk)
    with pytest.raises(Refused) as refused:
        undo(walk, name, by=by)
    assert stored(walk) == before
    return [told.code for told in refused.value.objections]


def test_what_an_act_made_is_gone_and_the_trail_keeps_both(walk: Walk) -> None:
    walk.open()
    before = stored(walk)
    note = walk.act("add-note", case=walk.case, text="笔误")
    done = undo(walk, "add-note", reason="写错户")
    assert stored(walk) == before
    assert done.case == note.case
    assert done.state == CaseState.DRAFT
    assert done.more == {"undone": "add-note", "label": "写备注"}
    with walk.office.look() as look:
        last = look.session.scalars(sa.select(Act).order_by(Act.number.desc()).limit(1)).one()
        assert (last.name, str(last.undoes), last.subject) == ("undo-act", done.number, note.case)
        assert list(chain_problems(look.session)) == []


def test_what_an_act_changed_is_as_before(walk: Walk) -> None:
    walk.open()
    before = stored(walk)
    walk.act(
        "change-household",
        case=walk.case,
        household={
            **HOUSEHOLD,
            "people": [{**HEAD, "name": "张丁"}, WIFE, child()],
            "phone": "19900000002",
            "floor_area": "63.50",
        },
    )
    assert stored(walk) != before
    undo(walk, "change-household")
    assert stored(walk) == before


def child(**changes: Any) -> dict[str, Any]:
    plain = {
        "name": "张小",
        "relation": "30",
        "id_number": "621021201203083969",
        "sex": "2",
        "birth_date": "2012-03-08",
    }
    return {**plain, **changes}


def test_what_an_act_deleted_comes_back_with_all_that_it_was(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    line = walk.act("set-budget-line", case=walk.case, kind="wage", amount="1000.50", period="monthly", member="张甲")
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "people": [HEAD, WIFE, child()]})
    before = stored(walk)
    walk.act("remove-budget-line", case=walk.case, line=str(line.key))
    undo(walk, "remove-budget-line")
    assert stored(walk) == before
    walk.act("change-household", case=walk.case, household=HOUSEHOLD)
    undo(walk, "change-household")
    assert stored(walk) == before


def test_a_record_that_comes_back_gets_another_number_where_its_own_was_given_away(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    line = walk.act("set-budget-line", case=walk.case, kind="wage", amount="1000", period="monthly")
    walk.act("remove-budget-line", case=walk.case, line=str(line.key))
    other = walk.act("set-budget-line", case=walk.case, kind="illness", amount="2000", period="yearly", proof="receipt")
    undo(walk, "remove-budget-line")
    uids = {row["uid"] for row in stored(walk)["budget_line"]}
    assert uids == {str(line.key), str(other.key)}


def test_a_household_that_was_opened_by_mistake_goes_with_all_its_people(walk: Walk) -> None:
    before = stored(walk)
    walk.open()
    done = undo(walk, "open-case")
    assert stored(walk) == before
    assert done.state is None
    walk.open()
    with walk.office.look() as look:
        assert look.session.scalars(sa.select(Case.local_no)).all() == ["L20260002"]


@pytest.mark.parametrize(
    ("state", "act", "by"),
    [
        (CaseState.APPLIED, "apply", Role.CLERK),
        (CaseState.SURVEYED, "record-visit", Role.CLERK),
        (CaseState.VERIFIED, "run-means-test", Role.CLERK),
        ("appraised", "record-appraisal", Role.CLERK),
        ("posted", "post-notice", Role.CLERK),
        (CaseState.PUBLICISED, "take-down-notice", Role.CLERK),
        (CaseState.APPROVED, "sign", Role.CLERK),
        (CaseState.ACTIVE, "approve", Role.REVIEWER),
    ],
)
def test_each_step_can_be_taken_back(walk: Walk, state: CaseState, act: str, by: Role) -> None:
    walk.to(state)
    with walk.office.look() as look:
        moved = look.session.scalar(sa.select(Case.state))
    undo(walk, act, by=by)
    with walk.office.look() as look:
        back = look.session.scalar(sa.select(Case.state))
    assert (moved == back) is (act in ("record-appraisal", "post-notice"))


def test_a_means_test_taken_back_can_be_run_again(walk: Walk) -> None:
    walk.to(CaseState.VERIFIED)
    undo(walk, "run-means-test")
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED


def test_yesterdays_act_stays(walk: Walk) -> None:
    walk.open()
    walk.clock.set(date(2026, 3, 2), time(16))
    assert refusals(walk, "open-case") == ["UndoOfAnEarlierDay"]


def test_the_day_is_that_of_china(walk: Walk) -> None:
    walk.clock.set(date(2026, 3, 1), time(16))
    walk.open()
    walk.clock.set(date(2026, 3, 2), time(15, 59))
    undo(walk, "open-case")


def test_only_the_same_person_or_a_reviewer(walk: Walk) -> None:
    walk.open()
    walk.act("add-note", by=Role.REVIEWER, case=walk.case, text="看过")
    assert refusals(walk, "add-note") == ["UndoNotYours"]
    walk.act("add-note", case=walk.case, text="看过")
    undo(walk, "add-note", by=Role.REVIEWER)


def test_an_act_is_taken_back_once(walk: Walk) -> None:
    walk.open()
    walk.act("add-note", case=walk.case, text="一")
    undo(walk, "add-note")
    assert refusals(walk, "add-note") == ["UndoTwice"]


def test_what_a_later_act_changed_stays_until_that_one_is_taken_back(walk: Walk) -> None:
    walk.open()
    before = stored(walk)
    for phone in ("19900000002", "19900000003"):
        walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "phone": phone})
    first = str(int(newest(walk, "change-household")) - 1)
    with pytest.raises(Refused) as refused:
        walk.act("undo-act", act=first)
    assert [told.code for told in refused.value.objections] == ["UndoOvertaken"]
    undo(walk, "change-household")
    walk.act("undo-act", act=first)
    assert stored(walk) == before


def test_a_household_stays_once_something_refers_to_it(walk: Walk) -> None:
    walk.open()
    walk.act("add-note", case=walk.case, text="一")
    assert refusals(walk, "open-case") == ["UndoOvertaken"]
    undo(walk, "add-note")
    undo(walk, "open-case")


def test_evidence_stays_once_it_was_decided_on(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    walk.act("set-budget-line", case=walk.case, kind="wage", amount="1000", period="monthly")
    walk.act("set-budget-line", case=walk.case, kind="illness", amount="6000", period="yearly", proof="receipt")
    walk.act("run-means-test", case=walk.case)
    assert refusals(walk, "set-budget-line") == ["UndoRestsOn"]
    undo(walk, "run-means-test")
    undo(walk, "set-budget-line")


def test_a_decision_stays_once_anything_was_done_on_it(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    assert refusals(walk, "approve", by=Role.REVIEWER) == ["UndoRestsOn"]
    walk.office.view(walk.case)
    undo(walk, "pair")
    undo(walk, "approve", by=Role.REVIEWER)
    assert walk.state is CaseState.APPROVED


def test_what_a_printed_page_says_stays(walk: Walk) -> None:
    walk.to(CaseState.PUBLICISED)
    walk.certify()
    assert refusals(walk, "take-down-notice") == ["UndoOfIssuedPaper"]
    assert refusals(walk, "print") == ["UndoOfNothing"]
    walk.act("add-note", case=walk.case, text="一")
    undo(walk, "add-note")


def test_a_meeting_stays_once_its_minutes_are_printed(walk: Walk) -> None:
    walk.to(CaseState.DELIBERATED)
    assert refusals(walk, "hold-meeting") == ["UndoOvertaken", "UndoOfIssuedPaper"]


def test_a_household_in_the_files_stays_as_it_was_exported(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "phone": "19900000002"})
    walk.office.work("export", None, lambda _work: Done())
    assert refusals(walk, "change-household") == ["UndoOfExported"]
    walk.case = ""
    walk.open(people=[{**HEAD, "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}])
    walk.office.work("export", None, lambda _work: Done())
    undo(walk, "open-case")


@pytest.mark.parametrize("act", ["view-case", "set-office", "add-user", "export"])
def test_what_changed_no_household_cannot_be_taken_back(walk: Walk, act: str) -> None:
    walk.clock.moment += timedelta(minutes=1)
    walk.open()
    walk.office.view(walk.case)
    walk.office.work("export", None, lambda _work: Done())
    assert refusals(walk, act, by=Role.REVIEWER) == ["UndoOfNothing"]


@pytest.mark.parametrize(
    "key", ["0", "999", "99999999999999999999", "01a20de7-bf78-7218-b3f1-242f7962ee86", "昨天那笔"]
)
def test_an_act_that_does_not_exist_is_refused(walk: Walk, key: str) -> None:
    with pytest.raises(Refused) as refused:
        walk.act("undo-act", act=key)
    assert [told.code for told in refused.value.objections] == ["NoSuchThing"]


def test_an_act_is_found_by_its_key_as_well(walk: Walk) -> None:
    walk.open()
    with walk.office.look() as look:
        uid = look.session.scalar(sa.select(Act.uid).where(Act.name == "open-case"))
    walk.act("undo-act", act=str(uid))


def test_units_people_and_posts_are_taken_back_too(walk: Walk) -> None:
    before = stored(walk)
    walk.office.do("add-unit", AddUnit(name="新单位", kind=UnitKind.DEPARTMENT))
    walk.office.do("add-person", AddPerson(name="新人", unit="新单位"))
    walk.act("appoint", by=Role.REVIEWER, person="新人", unit="新单位", post="chair", on="2020-01-01")
    walk.act("end-appointment", by=Role.REVIEWER, appointment=str(walk.done["appoint"].key))
    for name in ("end-appointment", "appoint", "add-person", "add-unit"):
        undo(walk, name, by=Role.REVIEWER)
    assert stored(walk) == before


@pytest.mark.parametrize(
    ("kind", "plain_value", "value"),
    [
        (sa.Time(), "10:30:00", time(10, 30)),
        (sa.Date(), "2026-03-02", date(2026, 3, 2)),
        (sa.String(), "x", "x"),
        (sa.Date(), None, None),
    ],
)
def test_the_trails_plain_values_become_the_columns_own(kind: Any, plain_value: str | None, value: object) -> None:
    assert undo_module._typed(kind, plain_value) == value


@pytest.mark.parametrize(
    ("role", "act", "given"),
    [
        (Role.ADMINISTRATOR, "add-unit", {"name": "东街社区工会", "kind": "community"}),
        (Role.ARCHIVIST, "add-note", {"text": "笔误"}),
        (Role.CHAIR, "add-note", {"text": "笔误"}),
    ],
)
def test_each_undoes_of_the_day_what_is_ones_own_and_nothing_else(
    walk: Walk, role: Role, act: str, given: dict[str, Any]
) -> None:
    walk.open()
    given = given if act == "add-unit" else {**given, "case": walk.case}
    before = stored(walk)
    walk.act(act, by=role, **given)
    assert refusals(walk, "open-case", by=role) == ["UndoNotYours"]
    undo(walk, act, by=role)
    assert stored(walk) == before


def test_evidence_is_not_taken_from_a_case_that_was_moved_on_it(walk: Walk) -> None:
    """A sheet hangs on the meeting, a photograph on the place: neither names the case that rests on it."""
    walk.to(CaseState.PUBLICISED)
    place = walk.done["post-notice"].more["places"][0]["place"]
    walk.clock.set(DAYS["printed"])
    walk.to(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    papers: dict[str, dict[str, Any]] = {
        "sign_in_sheet": {"meeting": walk.done["hold-meeting"].number},
        "notice_photo_last": {"place": str(place)},
        "signed_page": {"page": walk.form},
    }
    numbers = []
    for kind, subject in papers.items():
        walk.act("attach-paper", kind=kind, file=walk.photo, **subject)
        numbers.append(newest(walk, "attach-paper"))
    walk.approve()
    for number in numbers:
        with pytest.raises(Refused) as refused:
            walk.act("undo-act", act=number)
        assert "UndoRestsOn" in [told.code for told in refused.value.objections]


def test_a_post_is_not_taken_from_who_signed_in_it(walk: Walk) -> None:
    walk.to("printed")
    reviewer = {"person": walk.people["clerk"], "unit": walk.people["county"], "post": "reviewer"}
    walk.act("appoint", by=Role.REVIEWER, **reviewer)
    walk.people["reviewer"] = walk.people["clerk"]
    walk.sign_all(walk.form)
    assert refusals(walk, "appoint", by=Role.REVIEWER) == ["UndoRestsOn"]


@ENCRYPTED
def test_an_undone_withdrawal_does_not_double_who_was_filed_since(walk: Walk) -> None:
    first = walk.open()
    walk.act("withdraw-case", case=first, reason="本人撤回")
    number = newest(walk, "withdraw-case")
    walk.open()
    with pytest.raises(Refused) as refused:
        walk.act("undo-act", act=number)
    assert {told.code for told in refused.value.objections} == {"AlreadyFiled"}


def test_a_figure_that_a_case_rests_on_is_not_taken_back_once_the_case_was_moved(walk: Walk) -> None:
    walk.to("appraised")
    walk.clock.set(DAYS[CaseState.DELIBERATED])
    figure = {"figure": "pairing_warn_days", "from_on": "2026-01-01", "value": 60, "source": "示例"}
    walk.act("set-rule", by=Role.ADMINISTRATOR, **figure)
    walk.meet()
    assert refusals(walk, "set-rule", by=Role.ADMINISTRATOR) == ["UndoRestsOn"]
    assert len(stored(walk)["own_figure"]) == 1


def test_an_act_on_a_case_that_ended_is_taken_back_whoever_has_its_people_now(walk: Walk) -> None:
    walk.open()
    walk.act("withdraw-case", case=walk.case, reason="自愿撤回")
    before = stored(walk)
    walk.act("add-note", case=walk.case, text="笔误")
    undo(walk, "add-note")
    assert stored(walk) == before
