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
    same = walk.photo
    photos = [{"file": same, "on": "2026-03-04"}, {"file": same}]
    walk.visit(signed_how="fingerprint", photos=photos, **seen)
    with walk.office.look() as look:
        visit = look.session.scalars(sa.select(HomeVisit)).one()
        papers = look.session.scalars(sa.select(Paper).where(Paper.visit_id == visit.id).order_by(Paper.on)).all()
        assert [(paper.kind, paper.on.day) for paper in papers] == [
            (PaperKind.VISIT_PHOTO, 4),
            (PaperKind.VISIT_PHOTO, 5),
        ]
        assert [kept_scan(look, paper) for paper in papers] == [Path(same).read_bytes()] * 2
        assert {paper.file for paper in papers} == {papers[0].file}
        assert (visit.signed_how, str(visit.floor_area), visit.heating) == ("fingerprint", "58.50", False)


def test_without_its_picture_a_visit_is_not_kept_either(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert refusals(partial(walk.visit, photos=[{"file": "没有这张.png"}])) == ["FileNotFound"]
    assert visits(walk) == 0


@pytest.mark.parametrize("state", [CaseState.SURVEYED, CaseState.VERIFIED])
def test_whoever_goes_again_reckons_again(at: At, state: CaseState) -> None:
    walk = at(state)
    walk.visit()
    assert (visits(walk), walk.state) == (2, CaseState.SURVEYED)


def test_no_visit_lies_before_the_application(at: At) -> None:
    walk = at(CaseState.APPLIED)
    [told] = objections(partial(walk.visit, on="2026-03-01"))
    assert str(told).startswith("日期顺序不对：入户日（2026-03-01）不能早于")
