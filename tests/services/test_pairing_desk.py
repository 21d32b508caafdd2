"""结对 as its page is told it: households by their clock, visits and promises, cadres with their load."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from centre_app.core.pairing import HalfYear
from centre_app.core.vocabulary.filing import CaseState, Post, Role
from centre_app.core.vocabulary.pairing import PairingState
from centre_app.db.people import Appointment, Person
from centre_app.services import pairing_desk
from centre_app.services.pairing_desk import Cadre, CadreView, Home, HomeView
from tests.services.conftest import At
from tests.services.neighbours import leave_the_files, sign_take_over, taken_over
from tests.services.saying import refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, Walk

pytestmark = ENCRYPTED

APPROVED = DAYS[CaseState.ACTIVE]


def homes(walk: Walk) -> list[Home]:
    with walk.office.look() as look:
        return pairing_desk.homes(look)


def home_view(walk: Walk, key: str) -> HomeView:
    with walk.office.look() as look:
        return pairing_desk.home_view(look, key)


def cadres(walk: Walk) -> dict[str, Cadre]:
    with walk.office.look() as look:
        return {one.name: one for one in pairing_desk.cadres(look)}


def cadre_view(walk: Walk, key: str) -> CadreView:
    with walk.office.look() as look:
        return pairing_desk.cadre_view(look, key)


def pair(walk: Walk, case: str = "", cadre: str = "cadre1") -> None:
    walk.act("pair", case=case or walk.case, cadre=walk.people[cadre])


def visit(walk: Walk, **more: Any) -> None:
    walk.act("record-pairing-visit", case=walk.case, found="在家", **more)


def test_a_household_says_since_when_it_lacks_a_cadre_and_then_its_clock(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    walk.clock.set(APPROVED + timedelta(days=3))
    [home] = homes(walk)
    assert (home.head, home.cadre, home.cadre_key, home.since) == (HEAD["name"], "", "", APPROVED)
    assert (home.stands.state, home.stands.days) == (PairingState.NOBODY, 3)
    pair(walk)
    [home] = homes(walk)
    assert (home.cadre, home.cadre_key, home.unit) == ("甘一干", walk.people["cadre1"], "东街街道工会")
    assert (home.since, home.visited_on) == (walk.clock.moment.date(), None)
    walk.clock.set(APPROVED + timedelta(days=200))
    [home] = homes(walk)
    assert (home.stands.state, home.stands.days_left) == (PairingState.OVERDUE, -17)
    visit(walk)
    [home] = homes(walk)
    assert (home.stands.state, home.visited_on) == (PairingState.FINE, APPROVED + timedelta(days=200))


def test_what_was_promised_stays_open_until_a_visit_says_what_came_of_it(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    pair(walk)
    seen = []
    steps: tuple[dict[str, Any], ...] = (
        {},
        {"promised": "联系学校"},
        {},
        {"done": "学校已答应"},
        {"promised": "送煤", "done": "已送到"},
        {"promised": "看牙"},
    )
    for facts in steps:
        visit(walk, **facts)
        [home] = homes(walk)
        seen.append((home.promised, home.kept))
    assert seen == [
        ("", False),
        ("联系学校", False),
        ("联系学校", False),
        ("联系学校", True),
        ("送煤", True),
        ("看牙", False),
    ]


def test_what_is_most_pressing_stands_first_and_who_has_left_is_to_be_let_go(at: At) -> None:
    walk = at(CaseState.APPLIED)
    alone, late, fine = (taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(3))
    sign_take_over(walk)
    for case in (fine, late):
        pair(walk, case)
    own, walk.case = walk.case, late
    leave_the_files(walk)
    walk.case = own
    walk.clock.moment += timedelta(days=185)
    walk.act("record-pairing-visit", case=fine, found="在家")
    assert [(one.key, one.stands.state) for one in homes(walk)] == [
        (alone, PairingState.NOBODY),
        (late, PairingState.TO_END),
        (fine, PairingState.FINE),
    ]
    walk.act("end-pairing", case=late, reason="已退出")
    assert late not in [one.key for one in homes(walk)]
    view = home_view(walk, late)
    assert (view.home.stands.state, view.home.since) == (PairingState.FINE, walk.clock.moment.date())
    assert (view.terms[0].until_on, view.terms[0].reason) == (walk.clock.moment.date(), "已退出")


def test_a_household_is_shown_with_all_its_visits_and_cadres(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    pair(walk)
    visit(walk, form="入户", needs="取暖", promised="送煤")
    walk.clock.set(date(2026, 7, 2))
    walk.act(
        "hand-over",
        from_cadre=walk.people["cadre1"],
        to_cadre=walk.people["cadre2"],
        reason="调离",
    )
    visit(walk, done="已送到")
    view = home_view(walk, walk.case)
    assert [(one.cadre, one.form, one.needs, one.promised, one.done) for one in view.visits] == [
        ("甘二干", "", "", "", "已送到"),
        ("甘一干", "入户", "取暖", "送煤", ""),
    ]
    assert [(one.cadre, one.until_on, one.reason) for one in view.terms] == [
        ("甘二干", None, ""),
        ("甘一干", date(2026, 7, 2), "调离"),
    ]
    assert view.halves[-2:] == (HalfYear(2026, True, 1), HalfYear(2026, False, 1))
    assert len(view.halves) == 6


def test_cadres_stand_by_their_load_and_say_when_they_leave(at: At) -> None:
    walk = at(CaseState.APPLIED)
    cases = [taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(3)]
    sign_take_over(walk)
    for case, cadre in zip(cases, ("cadre1", "cadre1", "chair"), strict=True):
        pair(walk, case, cadre)
    walk.clock.moment += timedelta(days=181)
    walk.act("record-pairing-visit", case=cases[0], found="在家")
    with walk.office.look() as look:
        heaviest = pairing_desk.cadres(look)[0]
    assert (heaviest.name, heaviest.count, heaviest.most, heaviest.overdue) == ("甘一干", 2, 5, 1)
    known = cadres(walk)
    assert (known["甘二干"].count, known["甘二干"].leaves_on) == (0, None)
    assert (known["朱主席"].count, known["朱主席"].leaves_on) == (1, None), "who never had the post does not leave it"
    assert "魏一员" not in known
    today = walk.clock.moment.date()
    for key, until in (("cadre1", today - timedelta(days=1)), ("cadre2", today), ("surveyor1", today)):
        end_post(walk, key, until)
    known = cadres(walk)
    assert known["甘一干"].leaves_on == today - timedelta(days=1), "households keep who has left in sight"
    assert known["甘二干"].leaves_on == today
    walk.clock.moment += timedelta(days=1)
    assert "甘二干" not in cadres(walk)


def end_post(walk: Walk, person: str, until: date) -> None:
    with walk.office.look() as look:
        key = look.session.scalars(
            sa.select(Appointment.uid)
            .join(Person, Person.id == Appointment.person_id)
            .where(Person.uid == UUID(walk.people[person]), Appointment.post == Post.CADRE)
        ).one()
    walk.act("end-appointment", by=Role.REVIEWER, appointment=str(key), on=until.isoformat())


def test_a_cadre_is_shown_with_the_households_and_the_load_of_all(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    walk.act("add-person", name="甘一干", unit="柳树社区")
    pair(walk)
    view = cadre_view(walk, walk.people["cadre1"])
    assert (view.cadre.name, view.cadre.count) == ("甘一干（东街街道工会）", 1), "a namesake is told apart by the unit"
    assert [one.key for one in view.homes] == [walk.case]
    assert view.cadre in view.loads
    with walk.office.look() as look:
        assert refusals(partial(pairing_desk.cadre_view, look, walk.people["member1"])) == ["NoSuchThing"]
