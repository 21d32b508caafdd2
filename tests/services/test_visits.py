"""进、看: who went, who signed, what was seen, and that a new visit asks for a new reckoning."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.db.filing import HomeVisit, Paper
from centre_app.services.documents import kept_scan
from tests.services.conftest import At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, Walk

pytestmark = ENCRYPTED


def visits(walk: Walk) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(HomeVisit))


def test_two_go_and_the_householder_signs_or_both_are_told_at_once(at: At) -> None:
    walk = at(CaseState.APPLIED)
    one = walk.people["surveyor1"]
    assert refusals(partial(walk.visit, surveyors=[one], signed_how=None)) == [
        "SurveyorsTooFew",
        "HouseholderNotSigned",
    ]
    [told] = objections(partial(walk.visit, surveyors=[one, one]))
    assert (told.facts["needed"], told.facts["got"]) == (2, 1)
    assert (visits(walk), walk.state) == (0, CaseState.APPLIED)


def test_nobody_surveys_the_home_of_their_own_family(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("declare-kinship", person=walk.people["surveyor1"], case=walk.case, relation="表兄")
    us = str(walk.act("add-person", name="张大甲", unit=walk.people["unit"], id_number=HEAD["id_number"]).key)
    told = objections(partial(walk.visit, surveyors=[walk.people["surveyor1"], us]))
    assert [one.code for one in told] == ["SurveyorMustStandAside"] * 2
    assert {one.facts["why"] for one in told} == {"与本户有亲属关系", "是本户家庭成员"}
    walk.visit(surveyors=[walk.people["surveyor2"], walk.people["surveyor3"]])


def test_a_surveyor_is_a_person_of_the_union(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert refusals(partial(walk.visit, surveyors=[walk.people["surveyor1"], "路人"])) == ["NoSuchThing"]
    assert visits(walk) == 0


def test_who_cannot_write_gives_a_fingerprint_and_what_was_seen_is_kept_with_its_pictures(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.clock.set(DAYS[CaseState.SURVEYED])
    seen: dict[str, Any] = {"tenure": "rented", "floor_area": "58.50", "heating": False, "goods": "旧电视一台"}
    pictures = [walk.photo, walk.photo]
    photos = [{"file": pictures[0], "on": "2026-03-04"}, {"file": pictures[1]}]
    walk.visit(signed_how="fingerprint", photos=photos, **seen)
    with walk.office.look() as look:
        visit = look.session.scalars(sa.select(HomeVisit)).one()
        papers = look.session.scalars(sa.select(Paper).where(Paper.visit_id == visit.id).order_by(Paper.on)).all()
        assert [(paper.kind, paper.on.day) for paper in papers] == [
            (PaperKind.VISIT_PHOTO, 4),
            (PaperKind.VISIT_PHOTO, 5),
        ]
        assert [kept_scan(look, paper) for paper in papers] == [Path(one).read_bytes() for one in pictures]
        assert (visit.signed_how, str(visit.floor_area), visit.heating) == ("fingerprint", "58.50", False)


def test_a_picture_shows_one_visit_and_every_repeated_one_is_told(at: At) -> None:
    walk = at(CaseState.APPLIED)
    same, other = walk.photo, walk.photo
    told = objections(partial(walk.visit, photos=[{"file": one} for one in (same, same, other, other)]))
    assert [(one.code, one.field) for one in told] == [
        ("VisitPhotoTwice", "photos[2].file"),
        ("VisitPhotoTwice", "photos[4].file"),
    ]
    assert visits(walk) == 0
    walk.visit(photos=[{"file": same}, {"file": other}])
    assert walk.done["record-visit"].cautions == ()
    walk.clock.set(DAYS[CaseState.VERIFIED])
    assert refusals(partial(walk.visit, photos=[{"file": same}])) == ["VisitPhotoTwice"]


def test_few_photographs_are_worth_a_look(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.visit(photos=[{"file": walk.photo}])
    [caution] = walk.done["record-visit"].cautions
    assert (caution.code, caution.facts["got"]) == ("VisitPhotosTooFew", 1)


def test_who_was_met_is_of_the_household_or_named_with_what_ties_them_to_it(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert refusals(partial(walk.visit, person_met="过路人")) == ["PersonMetUnknown"]
    walk.visit(person_met="过路人（邻居）")


def test_one_visit_a_day(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    assert refusals(walk.visit) == ["VisitTwice"]
    assert visits(walk) == 1


def test_without_its_picture_a_visit_is_not_kept_either(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert refusals(partial(walk.visit, photos=[{"file": "没有这张.png"}])) == ["FileNotFound"]
    assert visits(walk) == 0


@pytest.mark.parametrize("state", [CaseState.SURVEYED, CaseState.VERIFIED])
def test_whoever_goes_again_reckons_again(at: At, state: CaseState) -> None:
    walk = at(state)
    walk.clock.set(DAYS[CaseState.DELIBERATED])
    walk.visit()
    assert (visits(walk), walk.state) == (2, CaseState.SURVEYED)


def test_no_visit_lies_before_the_application(at: At) -> None:
    walk = at(CaseState.APPLIED)
    [told] = objections(partial(walk.visit, on="2026-03-01"))
    assert str(told).startswith("日期顺序不对：入户日（2026-03-01）不能早于")
