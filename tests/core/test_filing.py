"""The four gates, condition by condition; the order of days; who may not be the same person."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from centre_app.core import filing as f
from centre_app.core.refusals import Told
from centre_app.core.refusals import filing as no
from centre_app.core.rules import RuleBook, Rules, entry
from centre_app.core.vocabulary.filing import (
    CaseState,
    GateCode,
    PlaceKind,
    SignatureRole,
    StandAside,
    StepCode,
    Vote,
)
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.core.working_days import Calendar
from centre_app.services import resources

AREA = "621002"


@dataclass(frozen=True)
class Ask:
    """Rules and calendar as shipped, with the office's own figures on top."""

    book: RuleBook
    calendar: Calendar

    def rules_on(self, day: date) -> Rules:
        return self.book.on(day, AREA)


def asking(**figures: object) -> Ask:
    own = [entry(figure, date(2020, 1, 1), value, "县总工会办公会") for figure, value in figures.items()]
    return Ask(resources.rule_book("gansu").with_entries(own), resources.calendar())


ASK = asking()


def who(name: str) -> f.Who:
    return f.Who(name, name)


CHAIR, VICE, *MEMBERS = (who(name) for name in ("主席", "副主席", "委员一", "委员二", "委员三", "委员四"))
COMMITTEE = frozenset((CHAIR, VICE, *MEMBERS))
REVIEWER, COUNTY_CHAIR = who("审核人"), who("县主席")
TEST = f.Reckoned(1, date(2026, 3, 6), "deep_hardship", frozenset({"a", "b"}))
PAGE = f.Page("A1B2C3D4", date(2026, 3, 26), TEST, outdated=False)


def place(kind: PlaceKind, **changes: Any) -> f.Place:
    own = {PlaceKind.FILING_UNIT: "某某公司工会", PlaceKind.COMMUNITY: "柳树社区"}
    plain = f.Place(kind, date(2026, 3, 16), (date(2026, 3, 16),), (date(2026, 3, 23),), own.get(kind, ""))
    return replace(plain, **changes)


def signature(role: SignatureRole, person: f.Who, on: date, **changes: Any) -> f.Signed:
    plain = f.Signed(role, person, on, PAGE, entitled=True, deputy=False, unit="某某公司工会", scanned=True)
    return replace(plain, **changes)


NOTICE = f.Posted(
    number="N2026001",
    test=TEST,
    unit="某某公司工会",
    days=5,
    extra_days=0,
    places=(place(PlaceKind.FILING_UNIT), place(PlaceKind.COMMUNITY)),
    taken_down_on=date(2026, 3, 25),
    certified_on=date(2026, 3, 25),
    grievances=(),
)
MEETING = f.Met(
    number="M2026001",
    on=date(2026, 3, 12),
    test=TEST,
    unit="某某公司工会",
    committee=COMMITTEE,
    present=COMMITTEE,
    recused=frozenset(),
    votes=dict.fromkeys(COMMITTEE, Vote.FOR),
    minutes=True,
    sign_in_sheet=True,
)
SIGNATURES = (
    signature(SignatureRole.REVIEWER, REVIEWER, date(2026, 3, 27)),
    signature(SignatureRole.UNIT_CHAIR, CHAIR, date(2026, 3, 28)),
    signature(SignatureRole.COUNTY_CHAIR, COUNTY_CHAIR, date(2026, 3, 30)),
)
WHOLE = f.FilingFacts(
    state=CaseState.APPROVED,
    today=date(2026, 4, 1),
    archive_level=ArchiveLevel.COUNTY,
    applied_on=date(2026, 3, 2),
    authorised_on=(date(2026, 3, 2),),
    visits=(f.Visited(date(2026, 3, 5), (who("调查一"), who("调查二")), householder_signed=True),),
    latest_test=TEST,
    appraisal=f.Appraised(date(2026, 3, 9), TEST, 3),
    meeting=MEETING,
    notice=NOTICE,
    page=PAGE,
    signatures=SIGNATURES,
    stand_aside={},
    filing_unit="某某公司工会",
    community="柳树社区",
    filed_by=who("建档人"),
    entered_by=who("录入人"),
    approved_on=date(2026, 4, 1),
)

LATER = f.Reckoned(2, date(2026, 3, 24), "relative_hardship", frozenset({"a", "b"}))
FEWER = f.Reckoned(2, date(2026, 3, 24), "deep_hardship", frozenset({"a"}))
SAME = f.Reckoned(2, date(2026, 3, 24), "deep_hardship", frozenset({"a", "b"}))


def codes(facts: f.FilingFacts, ask: Ask = ASK) -> list[str]:
    return [told.code for told in f.objections("approve", facts, ask) if told.stops]


def test_a_whole_case_is_approved_without_an_objection() -> None:
    assert codes(WHOLE) == []
    assert all(gate.open for gate in f.judge(WHOLE, ASK))


def _visit(**changes: Any) -> f.FilingFacts:
    return replace(WHOLE, visits=(replace(WHOLE.visits[0], **changes),))


def _meeting(**changes: Any) -> f.FilingFacts:
    return replace(WHOLE, meeting=replace(MEETING, **changes))


def _notice(**changes: Any) -> f.FilingFacts:
    return replace(WHOLE, notice=replace(NOTICE, **changes))


def _place(**changes: Any) -> f.FilingFacts:
    return _notice(places=(place(PlaceKind.FILING_UNIT, **changes), place(PlaceKind.COMMUNITY)))


def _page(**changes: Any) -> f.FilingFacts:
    page = replace(PAGE, **changes)
    return replace(WHOLE, page=page, signatures=tuple(replace(s, page=page) for s in SIGNATURES))


def _signed(role: SignatureRole, **changes: Any) -> f.FilingFacts:
    changed = tuple(replace(s, **changes) if s.role is role else s for s in SIGNATURES)
    return replace(WHOLE, signatures=changed)


def _votes(against: int, **changes: Any) -> f.FilingFacts:
    voters = sorted(COMMITTEE, key=lambda one: one.key)
    votes = {one: Vote.AGAINST if place < against else Vote.FOR for place, one in enumerate(voters)}
    return _meeting(votes=votes, **changes)


SINGLE = {
    # gate 1
    "no visit": (replace(WHOLE, visits=()), "NotVisited"),
    "one surveyor": (_visit(surveyors=(who("调查一"),)), "SurveyorsTooFew"),
    "the same surveyor twice": (_visit(surveyors=(who("调查一"), who("调查一"))), "SurveyorsTooFew"),
    "householder did not sign": (_visit(householder_signed=False), "HouseholderNotSigned"),
    "visit of a year before": (
        replace(_visit(on=date(2025, 3, 5)), applied_on=date(2025, 3, 1), authorised_on=(date(2025, 3, 1),)),
        "VisitTooOld",
    ),
    "a relative was surveyor": (
        replace(WHOLE, stand_aside={"调查一": StandAside.RELATIVE}),
        "SurveyorMustStandAside",
    ),
    # gate 2
    "no notice": (replace(WHOLE, notice=None), "NotPosted"),
    "a notice that hangs nowhere": (_notice(places=()), "NotPosted"),
    "not at the filing unit": (_notice(places=(place(PlaceKind.COMMUNITY),)), "NotPostedAt"),
    "not at the community": (_notice(places=(place(PlaceKind.FILING_UNIT),)), "NotPostedAt"),
    "at another community": (
        _notice(places=(place(PlaceKind.FILING_UNIT), place(PlaceKind.COMMUNITY, unit="杨树社区"))),
        "NotPostedAtItsOwn",
    ),
    "at another unit": (_place(unit="东街街道工会"), "NotPostedAtItsOwn"),
    "taken down a day early": (
        _notice(taken_down_on=date(2026, 3, 23), certified_on=date(2026, 3, 23)),
        "NoticeTooShort",
    ),
    "announced for fewer days than the rules": (_notice(days=4), "NoticeTooShort"),
    "no first photograph": (_place(first_photos=()), "FirstPhotoMissing"),
    "first photograph of another day": (_place(first_photos=(date(2026, 3, 17),)), "FirstPhotoOnAnotherDay"),
    "no last photograph": (_place(last_photos=()), "LastPhotoMissing"),
    "last photograph too early": (_place(last_photos=(date(2026, 3, 20),)), "LastPhotoOnAnotherDay"),
    "an open grievance": (_notice(grievances=(f.Objected("Y2026001", True, False),)), "GrievanceOpen"),
    "an upheld grievance": (_notice(grievances=(f.Objected("Y2026001", False, True),)), "NoticeOverturned"),
    "still hanging": (_notice(taken_down_on=None, certified_on=None), "NotTakenDown"),
    "no certificate": (_notice(certified_on=None), "CertificateMissing"),
    "certificate before the take-down": (_notice(certified_on=date(2026, 3, 24)), "CertificateMissing"),
    "notice on another category": (
        _notice(test=replace(TEST, category="relative_hardship")),
        "NoticeOfAnOlderReckoning",
    ),
    "a notice of another unit": (_notice(unit="东街街道工会"), "NoticeOfAnotherUnit"),
    # gate 3
    "a meeting of another unit": (_meeting(unit="东街街道工会"), "MeetingOfAnotherUnit"),
    "nobody was asked": (replace(WHOLE, appraisal=None), "NotAppraised"),
    "two were asked": (replace(WHOLE, appraisal=f.Appraised(date(2026, 3, 9), TEST, 2)), "AppraisalTooThin"),
    "asked on another category": (
        replace(WHOLE, appraisal=f.Appraised(date(2026, 3, 9), replace(TEST, category="relative_hardship"), 3)),
        "AppraisalOfAnOlderReckoning",
    ),
    "no meeting": (replace(WHOLE, meeting=None), "NotDeliberated"),
    "no minutes": (_meeting(minutes=False), "MinutesMissing"),
    "no sign-in sheet": (_meeting(sign_in_sheet=False), "SignInSheetMissing"),
    "no quorum": (_meeting(present=frozenset((CHAIR, VICE, MEMBERS[0]))), "QuorumMissing"),
    "no committee": (_meeting(committee=frozenset(), votes={}), "QuorumMissing"),
    "half the votes are no majority": (_votes(3), "MajorityMissing"),
    "a stranger voted": (_meeting(votes={**MEETING.votes, who("外人"): Vote.FOR}), "NotCommitteeMember"),
    "a relative voted": (replace(WHOLE, stand_aside={"委员四": StandAside.RELATIVE}), "RecusedVoted"),
    "a surveyor voted": (replace(WHOLE, stand_aside={"委员四": StandAside.SURVEYOR}), "RecusedVoted"),
    "the paired cadre voted": (replace(WHOLE, stand_aside={"委员四": StandAside.PAIRED}), "RecusedVoted"),
    "decided on other persons": (
        _meeting(test=replace(TEST, counted=frozenset({"a"}))),
        "MeetingOfAnOlderReckoning",
    ),
    # gate 4
    "no approval form": (replace(WHOLE, page=None), "ApprovalFormMissing"),
    "case changed after the printing": (_page(outdated=True), "OutdatedPage"),
    "form of another reckoning": (
        _page(test=replace(TEST, category="relative_hardship")),
        "SignatureOfAnOlderReckoning",
    ),
    "reviewer did not sign": (replace(WHOLE, signatures=SIGNATURES[1:]), "SignatureMissing"),
    "unit's chair did not sign": (replace(WHOLE, signatures=(SIGNATURES[0], SIGNATURES[2])), "ChairMissing"),
    "county's chair did not sign": (replace(WHOLE, signatures=SIGNATURES[:2]), "ChairMissing"),
    "chair's page not scanned": (_signed(SignatureRole.UNIT_CHAIR, scanned=False), "ChairPageUnscanned"),
    "signed by who holds no post": (_signed(SignatureRole.COUNTY_CHAIR, entitled=False), "WrongSigner"),
    "vice-chair without delegation": (
        _signed(SignatureRole.COUNTY_CHAIR, entitled=False, deputy=True),
        "DelegationMissing",
    ),
    "a relative signed": (replace(WHOLE, stand_aside={"县主席": StandAside.RELATIVE}), "SignerMustStandAside"),
}


IN_TESTS_OF_THEIR_OWN = {
    "RecusedWithoutCause",
    "VotersTooFew",
    "SignatureBeforePrint",  # told with the order of days
    "ReckoningStale",  # closes every gate that rests on the reckoning
    "ReckoningProvisional",  # the same
}


def _told_by(name: str, functions: dict[str, ast.FunctionDef], seen: set[str]) -> Iterator[str]:
    """The refusals that a function of the gates tells, and those that it calls on."""
    if name in seen:
        return
    seen.add(name)
    for node in ast.walk(functions[name]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "no":
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in functions:
            yield from _told_by(node.id, functions, seen)


def test_every_condition_of_every_gate_is_taken_away() -> None:
    tree = ast.parse(inspect.getsource(f))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen: set[str] = set()
    told = {one for gate in f.GATES for one in _told_by(gate.objections.__name__, functions, seen)}
    assert told == {code for _, code in SINGLE.values()} | IN_TESTS_OF_THEIR_OWN


@pytest.mark.parametrize("name", SINGLE)
def test_one_condition_taken_away_gives_its_refusal_and_no_other(name: str) -> None:
    facts, code = SINGLE[name]
    assert set(codes(facts)) == {code}


def test_a_signature_before_the_printing_is_told_with_the_order_of_days() -> None:
    facts = _signed(SignatureRole.REVIEWER, on=date(2026, 3, 25))
    assert set(codes(facts)) == {"SignatureBeforePrint", "DayOutOfOrder"}


def test_a_signature_on_an_older_page_does_not_count() -> None:
    old = replace(PAGE, code="OLD0OLD0", printed_on=date(2026, 3, 25))
    facts = _signed(SignatureRole.UNIT_CHAIR, page=old)
    assert codes(facts) == ["ChairMissing"]


def _aside(aside: frozenset[f.Who], **changes: Any) -> f.FilingFacts:
    """These stand aside, for a reason that is recorded."""
    return replace(_meeting(recused=aside, **changes), stand_aside={one.key: StandAside.RELATIVE for one in aside})


def test_where_the_recused_do_not_count_the_quorum_may_be_missed() -> None:
    aside = frozenset(MEMBERS[:3])
    facts = _aside(aside, votes=dict.fromkeys(COMMITTEE - aside, Vote.FOR))
    assert codes(facts) == []
    assert codes(facts, asking(recused_count_as_present=False)) == ["QuorumMissing"]


def test_more_than_half_of_those_entitled_is_asked_for() -> None:
    aside = frozenset({MEMBERS[0]})
    entitled = sorted(COMMITTEE - aside, key=lambda one: one.key)
    two = dict.fromkeys(entitled[:2], Vote.FOR)
    three = dict.fromkeys(entitled[:3], Vote.FOR)
    assert codes(_aside(aside, votes=two)) == ["MajorityMissing"]
    assert codes(_aside(aside, votes=three)) == []


def test_who_is_absent_counts_for_no_quorum_by_standing_aside() -> None:
    aside = frozenset(MEMBERS[:3])
    facts = _aside(aside, present=COMMITTEE - aside, votes=dict.fromkeys(COMMITTEE - aside, Vote.FOR))
    assert codes(facts) == ["QuorumMissing"]


def test_nobody_leaves_the_vote_without_a_recorded_reason() -> None:
    aside = frozenset(MEMBERS[:1])
    assert codes(_meeting(recused=aside)) == ["RecusedWithoutCause"]


def test_one_voter_is_no_committee() -> None:
    aside = COMMITTEE - {CHAIR}
    assert codes(_aside(aside, votes={CHAIR: Vote.FOR})) == ["VotersTooFew"]


@pytest.mark.parametrize("later", [LATER, FEWER])
def test_evidence_of_an_older_reckoning_opens_nothing(later: f.Reckoned) -> None:
    facts = replace(WHOLE, latest_test=later)
    assert set(codes(facts)) == {
        "AppraisalOfAnOlderReckoning",
        "MeetingOfAnOlderReckoning",
        "NoticeOfAnOlderReckoning",
        "SignatureOfAnOlderReckoning",
    }
    done = {step.code for step in f.steps_of(facts) if step.done}
    assert not done & {StepCode.DISCUSS, StepCode.APPRAISE, StepCode.PUBLICISE}


def test_evidence_stands_when_a_later_reckoning_concludes_the_same() -> None:
    assert codes(replace(WHOLE, latest_test=SAME)) == []


def test_an_extension_makes_the_period_longer_for_this_case() -> None:
    longer = _notice(extra_days=2)
    assert "NoticeTooShort" in codes(longer)
    assert NOTICE.last_day(ASK) == date(2026, 3, 23)
    assert replace(NOTICE, extra_days=2).last_day(ASK) == date(2026, 3, 25)


def test_a_notice_may_be_counted_in_calendar_days_where_the_rules_say_so() -> None:
    ask = asking(notice_counting="calendar_days", notice_days=7)
    assert NOTICE.last_day(ask) == date(2026, 3, 21)
    assert f.notice_days_between(date(2026, 3, 17), date(2026, 3, 21), ask, ask.rules_on(date(2026, 3, 16))) == 5


def test_a_running_notice_is_too_short_until_its_period_is_over() -> None:
    facts = replace(_notice(taken_down_on=None, certified_on=None), today=date(2026, 3, 20))
    assert NOTICE.posted_on == date(2026, 3, 16)
    assert {"NoticeTooShort", "NotTakenDown"} <= {told.code for told in f.publicised(facts, ASK)}


# The order of days ----------------------------------------------------------------------------------------------


def test_every_violation_of_the_order_of_days_is_told_at_once() -> None:
    facts = replace(WHOLE, applied_on=date(2026, 3, 31))
    told = list(f.order_of_days(facts))
    assert len(told) == 11
    assert {one.code for one in told} == {"DayOutOfOrder"}


@pytest.mark.parametrize(
    "facts",
    [
        replace(WHOLE, authorised_on=(date(2026, 3, 6),)),
        _visit(on=date(2026, 3, 7)),
        replace(WHOLE, appraisal=f.Appraised(date(2026, 3, 9), replace(TEST, on=date(2026, 3, 10)), 3)),
        replace(WHOLE, appraisal=f.Appraised(date(2026, 3, 13), TEST, 3)),
        _meeting(on=date(2026, 3, 17)),
        replace(WHOLE, page=replace(PAGE, printed_on=date(2026, 3, 24))),
        _signed(SignatureRole.UNIT_CHAIR, on=date(2026, 3, 26)),
        _signed(SignatureRole.COUNTY_CHAIR, on=date(2026, 3, 27)),
        replace(WHOLE, approved_on=date(2026, 3, 29)),
    ],
)
def test_each_day_out_of_order_is_told(facts: f.FilingFacts) -> None:
    assert any(told.code == "DayOutOfOrder" for told in f.order_of_days(facts))


def test_a_notice_hangs_at_least_into_the_next_day() -> None:
    facts = _notice(taken_down_on=date(2026, 3, 16))
    assert any(told.code == "DayOutOfOrder" for told in f.order_of_days(facts))


def test_days_may_be_equal() -> None:
    day = date(2026, 3, 2)
    facts = replace(
        _visit(on=day), latest_test=replace(TEST, on=day), appraisal=f.Appraised(day, replace(TEST, on=day), 3)
    )
    assert list(f.order_of_days(facts)) == []


# Who may not be the same person ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "strict", "lenient"),
    [
        ({"filed_by": REVIEWER}, no.FilerSameAsReviewer, no.FilerAlsoReviewed),
        ({"entered_by": REVIEWER}, no.EntererSameAsReviewer, no.EntererAlsoReviewed),
        ({"entered_by": who("建档人")}, no.EntererSameAsFiler, no.EntererSameAsFiler),
    ],
)
def test_filer_reviewer_and_enterer_are_different_people(
    changes: dict[str, Any], strict: type[Told], lenient: type[Told]
) -> None:
    facts = replace(WHOLE, **changes)
    assert [type(told) for told in f.two_persons(facts, asking(two_person_rule="refuse"))] == [strict]
    assert [type(told) for told in f.two_persons(facts, asking(two_person_rule="warn"))] == [lenient]


def test_nobody_is_compared_before_they_are_known() -> None:
    facts = replace(WHOLE, filed_by=None, entered_by=None, page=None)
    assert list(f.two_persons(facts, ASK)) == []


# The table of acts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(CaseState))
def test_approval_starts_from_signed_cases_only(state: CaseState) -> None:
    refused = codes(replace(WHOLE, state=state))
    assert refused == ([] if state is CaseState.APPROVED else ["NotNow"])


def test_a_meeting_needs_a_category_and_enough_voices() -> None:
    ready = replace(
        WHOLE, state=CaseState.VERIFIED, meeting=None, notice=None, page=None, signatures=(), approved_on=None
    )
    assert list(f.objections("hold-meeting", ready, ASK)) == []
    without = replace(ready, latest_test=replace(TEST, category=None))
    assert "NoCategory" in {told.code for told in f.objections("hold-meeting", without, ASK)}
    unreckoned = replace(ready, latest_test=None, appraisal=None)
    assert {told.code for told in f.objections("hold-meeting", unreckoned, ASK)} == {"NotReckoned", "NotAppraised"}


def test_a_notice_goes_out_on_a_decision_that_still_speaks() -> None:
    ready = replace(WHOLE, state=CaseState.DELIBERATED, notice=None, page=None, signatures=(), approved_on=None)
    assert list(f.objections("post-notice", ready, ASK)) == []
    assert [t.code for t in f.objections("post-notice", replace(ready, meeting=None), ASK)] == ["NotDeliberated"]
    changed = replace(ready, latest_test=LATER)
    assert "MeetingOfAnOlderReckoning" in {t.code for t in f.objections("post-notice", changed, ASK)}


def test_after_a_partly_upheld_grievance_a_new_reckoning_comes_before_a_new_notice() -> None:
    overturned = replace(NOTICE, grievances=(f.Objected("Y2026001", False, True),), taken_down_on=None)
    facts = replace(WHOLE, state=CaseState.DELIBERATED, notice=overturned, page=None, signatures=(), approved_on=None)
    assert [told.code for told in f.objections("post-notice", facts, ASK)] == ["NoticeOverturned"]
    assert list(f.objections("post-notice", replace(facts, latest_test=SAME), ASK)) == []


@pytest.mark.parametrize(("act", "state"), [("post-notice", CaseState.DELIBERATED), ("sign", CaseState.PUBLICISED)])
def test_an_open_grievance_freezes_its_case(act: str, state: CaseState) -> None:
    frozen = replace(NOTICE, grievances=(f.Objected("Y2026001", True, False),))
    facts = replace(WHOLE, state=state, approved_on=None)
    assert list(f.objections(act, facts, ASK)) == []
    assert [told.code for told in f.objections(act, replace(facts, notice=frozen), ASK)] == ["GrievanceOpen"]


def test_the_seven_steps_show_their_days() -> None:
    steps = f.steps_of(replace(WHOLE, state=CaseState.ACTIVE))
    assert [step.code for step in steps] == list(StepCode)
    assert all(step.done for step in steps)
    assert steps[-1].on == date(2026, 4, 1)
    fresh = f.FilingFacts(CaseState.DRAFT, date(2026, 4, 1), ArchiveLevel.COUNTY)
    assert not any(step.done for step in f.steps_of(fresh))
    assert f.steps_of(replace(WHOLE, state=CaseState.CLOSED))[4].done
    undecided = replace(WHOLE, state=CaseState.VERIFIED)
    assert not next(step for step in f.steps_of(undecided) if step.code is StepCode.APPRAISE).done


def test_an_empty_case_is_closed_at_all_four_gates_at_once() -> None:
    fresh = f.FilingFacts(CaseState.APPROVED, date(2026, 4, 1), ArchiveLevel.COUNTY)
    assert codes(fresh) == ["NotVisited", "NotPosted", "NotAppraised", "NotDeliberated", "ApprovalFormMissing"]
    assert [gate.code for gate in f.judge(fresh, ASK)] == list(GateCode)
    assert fresh.visit is None
    assert fresh.reviewer is None


def test_figures_are_asked_with_the_day_that_governs() -> None:
    """Each figure is moved the day after its governing day: nothing changes."""
    moved = [
        entry("surveyors_needed", WHOLE.visits[0].on + timedelta(days=1), 3, "新文件"),
        entry("voices_needed", date(2026, 3, 10), 9, "新文件"),
        entry("visit_max_age_days", MEETING.on + timedelta(days=1), 1, "新文件"),
        entry("notice_days", NOTICE.posted_on + timedelta(days=1), 30, "新文件"),
    ]
    for one in moved:
        ask = Ask(resources.rule_book("gansu").with_entries([one]), resources.calendar())
        assert codes(WHOLE, ask) == [], one.figure


def test_the_same_figures_moved_to_their_governing_day_do_change_the_answer() -> None:
    moved = {
        "SurveyorsTooFew": entry("surveyors_needed", WHOLE.visits[0].on, 3, "新文件"),
        "AppraisalTooThin": entry("voices_needed", date(2026, 3, 9), 9, "新文件"),
        "VisitTooOld": entry("visit_max_age_days", MEETING.on, 1, "新文件"),
        "NoticeTooShort": entry("notice_days", NOTICE.posted_on, 30, "新文件"),
    }
    for code, one in moved.items():
        ask = Ask(resources.rule_book("gansu").with_entries([one]), resources.calendar())
        assert codes(WHOLE, ask) == [code]


def test_a_notice_counts_from_the_next_working_day_or_the_next_day_as_the_rules_say() -> None:
    friday = date(2026, 3, 20)
    assert f.notice_first_day(friday, ASK) == date(2026, 3, 23)
    in_calendar_days = asking(notice_counting="calendar_days", notice_days=7)
    assert f.notice_first_day(friday, in_calendar_days) == date(2026, 3, 21)
