"""Where a case stands by what is stored, and what is said of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from centre_app.core.filing import FILING_ORDER
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services.office import Office
from centre_app.services.standing import CaseStanding, standing_of, why
from tests.services.conftest import Clock
from tests.services.walking import DAYS, Walk


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def standing(walk: Walk) -> CaseStanding:
    with walk.office.look() as look:
        return standing_of(look, walk.case)


def said(walk: Walk) -> list[str]:
    with walk.office.look() as look:
        return why(look, walk.case)


def following(walk: Walk) -> str | None:
    step = standing(walk).next
    return step.act if step else None


def test_the_next_act_is_the_one_that_leads_on(walk: Walk) -> None:
    walk.open()
    expected = dict(
        zip(
            (None, *FILING_ORDER[1:]),
            (
                "apply",
                "record-visit",
                "set-budget-line",
                "record-appraisal",
                "post-notice",
                "print",
                "approve",
                "pair",
            ),
            strict=True,
        )
    )
    for state, act in expected.items():
        if state is not None:
            walk.to(state)
        assert following(walk) == act
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    assert following(walk) == "record-pairing-visit"


def test_with_budget_lines_the_reckoning_is_next(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    walk.budget()
    assert following(walk) == "run-means-test"


def test_a_draft_lacks_what_its_application_lacks(walk: Walk) -> None:
    walk.open()
    step = standing(walk).next
    assert step is not None
    assert [one.code for one in step.missing] == ["ApplicationMissing", "AuthorisationMissing", "AuthorisationMissing"]


def test_a_household_in_the_files_is_seen_again_after_its_last_visit(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    with walk.office.look() as look:
        days = look.rules_on(look.today).pairing_overdue_days
    first = standing(walk).next
    assert first is not None
    assert first.not_before == date.fromordinal(date(2026, 4, 1).toordinal() + days)
    walk.clock.set(date(2026, 5, 1))
    walk.act("record-pairing-visit", case=walk.case, found="安好")
    second = standing(walk).next
    assert second is not None
    assert second.not_before == date.fromordinal(date(2026, 5, 1).toordinal() + days)
    assert said(walk)[-1] == "结对帮扶干部是甘一干。"


def test_a_returned_case_begins_again_where_it_was_returned_to(walk: Walk) -> None:
    walk.to(CaseState.DELIBERATED)
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="applied", reason="入户不实")
    found = standing(walk)
    assert (found.state, found.returned_to) == (CaseState.RETURNED, CaseState.APPLIED)
    assert following(walk) == "record-visit"
    assert said(walk)[:2] == ["张甲户（L20260001）已退回到“已申请”，从这一步重新办理。", "原因：入户不实"]


@pytest.mark.parametrize(("act", "by"), [("refuse-case", Role.REVIEWER), ("withdraw-case", Role.CLERK)])
def test_a_case_that_ended_says_why(walk: Walk, act: str, by: Role) -> None:
    walk.to(CaseState.SURVEYED)
    walk.act(act, by=by, case=walk.case, reason="收入超过标准")
    lines = said(walk)
    assert lines[1] == "原因：收入超过标准"
    assert lines[2].startswith("下一步：" if act == "refuse-case" else "眼下没有")


def test_what_is_missing_and_stops_nothing_is_red_until_it_is_there(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    fields, papers, photos = standing(walk).red
    assert "民族（张甲、阿依古丽·吐尔逊）" in fields.sentence
    assert "户口簿复印件" in papers.sentence
    assert "身份证复印件（张甲、阿依古丽·吐尔逊）" in papers.sentence
    assert "授权书" not in papers.sentence
    assert (photos.code, photos.facts["got"]) == ("VisitPhotosTooFew", 0)
    assert [line for line in said(walk) if line.startswith("还缺（不影响办理）：")] == [
        f"还缺（不影响办理）：{told.sentence}" for told in (fields, papers, photos)
    ]
    for kind in ("hukou_booklet", "id_copy"):
        walk.act("attach-paper", case=walk.case, kind=kind, file=walk.photo)
    later = standing(walk).red[1].sentence
    assert not [word for word in ("户口簿复印件", "身份证复印件") if word in later]
    walk.clock.set(DAYS[CaseState.VERIFIED])
    walk.visit(photos=[{"file": walk.photo}, {"file": walk.photo}])
    assert [told.code for told in standing(walk).red] == ["FieldsMissing", "PapersMissing"]


def test_an_archive_that_is_closed_to_acts_is_not_red(walk: Walk) -> None:
    walk.to(CaseState.APPLIED)
    walk.act("withdraw-case", case=walk.case, reason="本人撤回申请")
    assert standing(walk).red == ()
