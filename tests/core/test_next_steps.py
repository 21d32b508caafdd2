"""What comes next for a case in each state, and how it is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from centre_app.core import filing as f
from centre_app.core.next_steps import Beside, NextStep, Standing, next_step, sentences
from centre_app.core.refusals import filing as no
from centre_app.core.refusals.upkeep import TakenOverUnseen
from centre_app.core.vocabulary.filing import CaseState, Role, SignatureRole
from tests.core.test_filing import ASK, LATER, MEETING, NOTICE, PAGE, SIGNATURES, WHOLE

BEGUN = f.FilingFacts(state=CaseState.DRAFT, today=date(2026, 3, 2), archive_level=WHOLE.archive_level)
OBJECTION = f.Objected("G2026001", open=True, overturned=False)
UPHELD = f.Objected("G2026001", open=False, overturned=True)
SAME_AGAIN = replace(NOTICE.test, number=NOTICE.test.number + 1)
VERIFIED = replace(WHOLE, state=CaseState.VERIFIED, today=date(2026, 3, 9), meeting=None, notice=None, page=None)
HANGING = replace(
    WHOLE,
    state=CaseState.DELIBERATED,
    today=date(2026, 3, 18),
    notice=replace(NOTICE, taken_down_on=None, places=tuple(replace(place, last_photos=()) for place in NOTICE.places)),
)
PUBLICISED = replace(WHOLE, state=CaseState.PUBLICISED, approved_on=None)


def step(facts: f.FilingFacts, **beside: Any) -> NextStep:
    found = next_step(facts, ASK, Beside(**beside))
    assert found is not None
    return found


def told(facts: f.FilingFacts, **more: Any) -> list[str]:
    beside = more.pop("beside", Beside())
    return list(sentences(Standing("L20260001", "张甲", facts, beside, **more), ASK))


@pytest.mark.parametrize(
    ("facts", "beside", "act", "what", "missing"),
    [
        (BEGUN, {"against_applying": (no.ApplicationMissing(),)}, "apply", "", ["ApplicationMissing"]),
        (replace(BEGUN, state=CaseState.APPLIED), {}, "record-visit", "", []),
        (replace(BEGUN, state=CaseState.SURVEYED), {}, "set-budget-line", "", []),
        (replace(BEGUN, state=CaseState.SURVEYED), {"has_budget_lines": True}, "run-means-test", "", []),
        (VERIFIED, {}, "hold-meeting", "", []),
        (replace(VERIFIED, appraisal=None), {}, "record-appraisal", "", ["NotAppraised"]),
        (replace(VERIFIED, visits=()), {}, "record-visit", "", ["NotVisited"]),
        (replace(VERIFIED, today=date(2027, 3, 9)), {}, "record-visit", "", ["VisitExpired"]),
        (replace(VERIFIED, state=CaseState.SURVEYED, today=date(2027, 3, 9)), {}, "record-visit", "", ["VisitExpired"]),
        (replace(VERIFIED, state=CaseState.SURVEYED), {}, "set-budget-line", "", []),
        (replace(VERIFIED, latest_test=replace(LATER, category=None)), {}, "refuse-case", "", ["NoCategory"]),
        (replace(HANGING, notice=None), {}, "post-notice", "", []),
        (replace(HANGING, latest_test=LATER), {}, "post-notice", "", []),
        (
            replace(HANGING, notice=None, meeting=replace(MEETING, sign_in_sheet=False)),
            {},
            "attach-paper",
            "会议签到表",
            ["SignInSheetMissing"],
        ),
        (
            replace(HANGING, notice=None, meeting=replace(MEETING, minutes=False, sign_in_sheet=False)),
            {},
            "print",
            "会议记录",
            ["MinutesMissing"],
        ),
        (
            replace(HANGING, notice=replace(NOTICE, grievances=(UPHELD,))),
            {},
            "run-means-test",
            "",
            ["NoticeOverturned"],
        ),
        (
            replace(HANGING, notice=replace(NOTICE, grievances=(UPHELD,)), latest_test=SAME_AGAIN),
            {},
            "post-notice",
            "",
            [],
        ),
        (replace(WHOLE, notice=replace(NOTICE, grievances=(OBJECTION,))), {}, "settle-grievance", "G2026001", []),
        (replace(PUBLICISED, notice=replace(NOTICE, grievances=(OBJECTION,))), {}, "settle-grievance", "G2026001", []),
        (replace(HANGING, notice=replace(NOTICE, grievances=(OBJECTION,))), {}, "settle-grievance", "G2026001", []),
        (HANGING, {}, "take-down-notice", "N2026001", ["NoticeTooShort", *["LastPhotoMissing"] * 2]),
        (
            replace(PUBLICISED, notice=replace(NOTICE, certified_on=None)),
            {},
            "print",
            "公示结果证明",
            ["CertificateMissing"],
        ),
        (replace(PUBLICISED, page=None), {}, "print", "困难职工档案表（审批表）", ["ApprovalFormMissing"]),
        (
            replace(PUBLICISED, page=replace(PAGE, outdated=True)),
            {},
            "print",
            "困难职工档案表（审批表）",
            ["OutdatedPage"],
        ),
        (replace(PUBLICISED, signatures=()), {}, "sign", "审核人", []),
        (replace(PUBLICISED, signatures=SIGNATURES[:1]), {}, "sign", "基层工会主席", []),
        (PUBLICISED, {}, "sign", "A1B2C3D4", []),
        (WHOLE, {}, "approve", "", []),
        (replace(WHOLE, meeting=replace(MEETING, minutes=False)), {}, "attach-paper", "", ["MinutesMissing"]),
        (replace(WHOLE, visits=()), {}, "approve", "", ["NotVisited"]),
        (replace(WHOLE, state=CaseState.ACTIVE), {}, "pair", "", []),
        (replace(WHOLE, state=CaseState.ACTIVE), {"cadre": "甘一干"}, "record-pairing-visit", "", []),
        (replace(WHOLE, state=CaseState.REFUSED), {}, "print", "不予建档告知书", []),
    ],
)
def test_the_next_act_follows_from_state_and_evidence(
    facts: f.FilingFacts, beside: dict[str, Any], act: str, what: str, missing: list[str]
) -> None:
    found = step(facts, **beside)
    assert (found.act, found.what, [one.code for one in found.missing]) == (act, what, missing)


@pytest.mark.parametrize("state", [CaseState.WITHDRAWN, CaseState.CLOSED, CaseState.SUSPENDED])
def test_a_case_that_rests_has_nothing_next(state: CaseState) -> None:
    facts = replace(WHOLE, state=state)
    assert next_step(facts, ASK, Beside()) is None
    assert told(facts) == [f"张甲户（L20260001）现处于“{state.label}”。", "眼下没有要办的下一步。"]


def test_a_notice_is_taken_down_after_its_last_day() -> None:
    assert step(HANGING).not_before == date(2026, 3, 24)


def test_a_step_names_its_word_and_who_may_do_it() -> None:
    found = step(WHOLE)
    assert found.label == "批准建档"
    assert found.roles == (Role.CHAIR, Role.REVIEWER)


def test_a_draft_is_told_with_everything_that_its_application_lacks() -> None:
    lacking = Beside(against_applying=(no.ApplicationMissing(), no.FilingUnitMissing()))
    assert told(BEGUN, beside=lacking) == [
        "张甲户（L20260001）现处于“草稿”。",
        "七步都还没有办：进、看、算、议、评、公示、审核。",
        "下一步：由经办办理“受理申请”。",
        f"还缺：{no.ApplicationMissing().sentence}",
        f"还缺：{no.FilingUnitMissing().sentence}",
        f"“不入户调查不建档”这一关未过：{no.NotVisited().sentence}",
        f"“不公示公开不建档”这一关未过：{no.NotPosted().sentence}",
        f"“不集体研究不建档”这一关未过：{no.NotAppraised().sentence}{no.NotDeliberated().sentence}",
        f"“工会主席不签字不建档”这一关未过：{no.ApprovalFormMissing().sentence}",
    ]


def test_a_hanging_notice_is_told_with_its_day_and_nothing_twice() -> None:
    lines = told(HANGING)
    assert lines[2] == "下一步：由经办办理“撤下公示”（N2026001），不早于 2026-03-24。"
    short = no.NoticeTooShort(needed=5, got=1, unit="工作日", last_day=date(2026, 3, 23)).sentence
    assert lines.count(f"还缺：{short}") == 1
    assert not any(short in line for line in lines[4:])
    assert "“不入户调查不建档”这一关已过。" in lines


def test_a_gate_that_lacks_only_what_was_said_points_up() -> None:
    facts = replace(PUBLICISED, page=None)
    assert told(facts)[-1] == "“工会主席不签字不建档”这一关未过：见上。"


def test_all_seven_steps_are_told_with_their_days() -> None:
    assert told(WHOLE)[1] == (
        "七步已办：进（2026-03-05）、看（2026-03-05）、算（2026-03-06）、议（2026-03-09）、评（2026-03-12）、"
        "公示（2026-03-25）、审核（2026-04-01）。"
    )
    assert told(replace(WHOLE, approved_on=None))[1].endswith("；未办：审核。")


def test_a_returned_case_is_told_where_to_begin_again_and_why() -> None:
    lines = told(replace(VERIFIED, appraisal=None), returned_to=CaseState.VERIFIED, reason="走访人数不足")
    assert lines[:2] == ["张甲户（L20260001）已退回到“已核算”，从这一步重新办理。", "原因：走访人数不足"]


def test_a_household_in_the_files_is_told_with_its_cadre() -> None:
    facts = replace(WHOLE, state=CaseState.ACTIVE)
    lines = told(facts, beside=Beside(cadre="甘一干", seen_by=date(2026, 7, 1)))
    assert lines == [
        "张甲户（L20260001）现处于“在档”。",
        "下一步：由经办办理“登记结对走访”，不早于 2026-07-01。",
        "结对帮扶干部是甘一干。",
    ]
    assert told(facts)[-1] == "下一步：由经办或审核办理“结对”。"


def test_signing_waits_for_whoever_is_next() -> None:
    assert SignatureRole.COUNTY_CHAIR.label in told(replace(PUBLICISED, signatures=SIGNATURES[:2]))[2]


def test_an_archive_from_before_says_that_nobody_of_the_office_has_been_there() -> None:
    facts = replace(WHOLE, state=CaseState.ACTIVE)
    seen, unseen = (told(facts, beside=Beside(taken_over_unseen=said)) for said in (False, True))
    assert [line for line in unseen if line not in seen] == [TakenOverUnseen().sentence]
