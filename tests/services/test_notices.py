"""公示 and 异议: what goes up, how long it hangs, what an objection does to its case and to nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals.meetings import OnCase
from centre_app.core.vocabulary.filing import CaseState, NoticeState, Role, StandAside
from centre_app.db.notices import NoticeEntry
from centre_app.db.session import chain_problems
from centre_app.db.system import Change
from centre_app.services.filing import facts_of, who
from centre_app.services.finding import case_of, person_of
from centre_app.services.notices import against_taking_down, notices
from centre_app.services.standing import standing_of
from tests.services.conftest import At
from tests.services.neighbours import neighbour, person, together
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HOUSEHOLD, Walk

pytestmark = ENCRYPTED

POSTED, LAST_DAY = DAYS["posted"], DAYS["last_day"]


def object_to(walk: Walk, on: date, **changes: Any) -> str:
    """Record an objection to the walk's case; gives its number."""
    plain = {"channel": "phone", "content": "反映该户另有住房。", "objector": "钱某", "phone": "19900000009"}
    data = {"notice": walk.notice, "case": walk.case, **plain, **changes}
    return str(walk.act("record-grievance", on=on.isoformat(), **data).number)


def settle(walk: Walk, number: str, outcome: str, **changes: Any) -> Any:
    """Settle it on the office's day, by two who were not there."""
    today = walk.office.today.isoformat()
    plain = {
        "surveyors": [walk.people["surveyor3"], walk.people["surveyor4"]],
        "visited_on": today,
        "finding": "经核实，住房为承租公房。",
        "answer": "已核实并答复。",
    }
    return walk.act("settle-grievance", grievance=number, outcome=outcome, **{**plain, **changes})


def entry_lines(walk: Walk) -> list[str]:
    """What the trail says of changes of the case's entries on notices."""
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        uids = sa.select(NoticeEntry.uid).where(NoticeEntry.case_id == case.id)
        lines = look.session.scalars(sa.select(Change).where(Change.record_uid.in_(uids)).order_by(Change.id))
        return [f"{line.kind} {line.new}" for line in lines if line.kind == "update"]


# Posting --------------------------------------------------------------------------------------------------------


def test_a_notice_counts_from_the_latest_posting_and_says_where_it_hangs(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(date(2026, 3, 17))
    places = walk.places()
    places[0]["posted_on"] = POSTED.isoformat()
    walk.post(places=places)
    done = walk.done["post-notice"]
    assert done.more["last_day"] == date(2026, 3, 24)
    assert [place["where"] for place in done.more["places"]] == ["街道工会公示栏", "柳树社区公示栏"]


def test_a_notice_that_runs_over_a_holiday_ends_after_it(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(date(2026, 9, 29))
    walk.post()
    assert walk.done["post-notice"].more["last_day"] == date(2026, 10, 12)
    assert walk.done["post-notice"].cautions == ()


def test_a_notice_over_a_year_without_a_calendar_says_so(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(date(2027, 3, 1))
    walk.post()
    assert [told.code for told in walk.done["post-notice"].cautions] == ["CalendarMissing"]
    assert "2027" in walk.done["post-notice"].cautions[0].sentence


def test_a_notice_may_hang_longer_than_the_figure_but_not_shorter(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    assert refusals(lambda: walk.post(days=4)) == ["NoticeTooShort"]
    walk.post(days=7)
    assert walk.done["post-notice"].more["last_day"] == date(2026, 3, 25)


def test_the_same_place_is_not_named_twice(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    assert refusals(lambda: walk.post(places=[*walk.places(), walk.places()[0]])) == ["PlaceTwice"]


def test_a_place_may_name_who_hung_the_notice_and_be_photographed_later(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    walk.post(
        places=[
            {"kind": "filing_unit", "where": "街道工会公示栏", "posted_by": walk.people["surveyor1"]},
            {"kind": "community", "where": "柳树社区公示栏"},
        ]
    )
    for place in walk.done["post-notice"].more["places"]:
        walk.act("attach-paper", kind="notice_photo_first", place=str(place["place"]), file=walk.photo)
    walk.clock.set(DAYS[CaseState.PUBLICISED])
    walk.take_down()
    assert walk.state is CaseState.PUBLICISED


def test_nothing_hangs_before_the_meeting_that_decided_on_it(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    early = [{**place, "posted_on": "2026-03-11"} for place in walk.places()]
    assert refusals(lambda: walk.post(places=early)) == ["DayOutOfOrder"]


def test_a_case_without_a_main_cause_is_not_posted(at: At) -> None:
    walk = at(None)
    walk.open(causes=[])
    walk.to(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    assert refusals(walk.post) == ["CauseMissing"]


def test_a_case_is_posted_by_its_own_unit_and_once(at: At) -> None:
    walk = at("posted")
    assert refusals(walk.post) == ["AlreadyPosted"]
    assert refusals(lambda: walk.post(unit=walk.people["county"])) == ["AlreadyPosted", "OtherUnitsCase"]


def test_one_case_that_is_not_ready_stops_all_unless_the_clerk_wants_the_others(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    draft = neighbour(walk)
    walk.clock.set(POSTED)
    both = [draft.case, walk.case]
    told = objections(lambda: walk.post(cases=both))
    assert [type(one) for one in told] == [OnCase]
    assert [(one.code, one.facts["case"], one.field) for one in told] == [("NotNow", "L20260002", draft.case)]
    assert refusals(lambda: walk.post(cases=[draft.case], partial=True)) == ["NotNow"]
    walk.post(cases=both, partial=True)
    assert walk.done["post-notice"].more["cases"] == ["L20260001"]
    assert [told.code for told in walk.done["post-notice"].cautions] == ["NotNow"]


def test_a_case_that_is_named_twice_is_listed_once(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, "L20260001"])
    assert walk.done["post-notice"].more["cases"] == ["L20260001"]


# Names alike ----------------------------------------------------------------------------------------------------


def told_apart(walk: Walk) -> list[str | None]:
    with walk.office.look() as look:
        return list(look.session.scalars(sa.select(NoticeEntry.told_apart_by).order_by(NoticeEntry.id)))


def test_names_alike_are_told_apart_by_employer(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk, "张甲", employer="某某纺织厂")
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    assert told_apart(walk) == ["某某机械厂", "某某纺织厂"]
    assert [told.code for told in walk.done["post-notice"].cautions] == ["NamesAlike", "NamesAlike"]


def test_names_alike_of_one_employer_are_told_apart_by_the_year_of_birth(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk, "张甲", employer="某某机械厂")
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    assert told_apart(walk) == ["1970", "1976"]


def test_different_names_need_no_telling_apart_and_a_person_without_employer_shows_the_community(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk)
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    assert told_apart(walk) == [None, None]
    with walk.office.look() as look:
        shown = list(look.session.scalars(sa.select(NoticeEntry.unit_shown).order_by(NoticeEntry.id)))
    assert shown == ["某某机械厂", "柳树社区"]


def test_without_an_employer_the_community_is_shown(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = neighbour(walk)
    household = {"people": [person("孙丙", order=802)], "causes": ["schooling"]}
    second.open(**household)
    second.head = "孙丙"
    second.to(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    walk.post(cases=[second.case])
    with walk.office.look() as look:
        assert list(look.session.scalars(sa.select(NoticeEntry.unit_shown))) == ["柳树社区"]


# Hanging and taking down ----------------------------------------------------------------------------------------


def test_an_extended_notice_hangs_longer_for_all_or_for_some(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk)
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    assert walk.act("extend-notice", notice=walk.notice, days=1).more["last_day"] == date(2026, 3, 24)
    done = walk.act("extend-notice", notice=walk.notice, days=2, cases=[second.case])
    assert done.more["last_day"] == date(2026, 3, 26)
    with walk.office.look() as look:
        extra = list(look.session.scalars(sa.select(NoticeEntry.extra_days).order_by(NoticeEntry.id)))
    assert extra == [1, 3]


def test_a_notice_is_not_taken_down_on_its_last_day_nor_without_its_photographs(at: At) -> None:
    walk = at("posted")
    walk.clock.set(LAST_DAY)
    assert refusals(walk.take_down) == ["NoticeTooShort"]
    told = refusals(lambda: walk.act("take-down-notice", notice=walk.notice))
    assert told == ["NoticeTooShort", "LastPhotoMissing", "LastPhotoMissing"]
    walk.clock.set(date(2026, 3, 24))
    assert refusals(lambda: walk.take_down(date(2026, 3, 20))) == ["LastPhotoOnAnotherDay", "LastPhotoOnAnotherDay"]
    assert walk.state is CaseState.DELIBERATED


def test_a_photograph_names_a_place_of_this_notice(at: At) -> None:
    walk = at("posted")
    walk.clock.set(date(2026, 3, 24))
    photos = [{"place": "西街公示栏", "photo": {"file": walk.photo}}]
    assert refusals(lambda: walk.act("take-down-notice", notice=walk.notice, photos=photos)) == ["NotPostedAt"]


def test_places_are_known_by_their_words_too(at: At) -> None:
    walk = at("posted")
    walk.clock.set(date(2026, 3, 24))
    photos = [{"place": place, "photo": {"file": walk.photo}} for place in ("街道工会公示栏", "community")]
    walk.act("take-down-notice", notice=walk.notice, photos=photos)
    assert walk.state is CaseState.PUBLICISED


def test_what_has_been_taken_down_is_not_taken_down_again(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    assert refusals(walk.take_down) == ["NothingHangs"]
    named: dict[str, Any] = {"notice": walk.notice, "cases": [walk.case]}
    assert refusals(lambda: walk.act("take-down-notice", **named)) == ["AlreadyTakenDown"]
    stranger = neighbour(walk)
    assert refusals(lambda: walk.act("extend-notice", days=1, **{**named, "cases": [stranger.case]})) == [
        "CaseNotOnNotice"
    ]


def test_a_case_that_was_returned_meanwhile_is_not_taken_down(at: At) -> None:
    walk = at("posted")
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="surveyed", reason="收支须重新核实。")
    walk.clock.set(date(2026, 3, 24))
    assert refusals(lambda: walk.take_down(LAST_DAY)) == ["NothingHangs"]
    with walk.office.look() as look:
        [entry] = look.session.scalars(sa.select(NoticeEntry))
        assert [told.code for told in against_taking_down(look, entry, look.today)] == ["NotNow"]


def test_the_list_says_which_notices_run_have_run_out_or_are_down(at: At) -> None:
    walk = at("posted")

    def row() -> tuple[NoticeState, int]:
        with walk.office.look() as look:
            [only] = notices(look)
            assert only == notices(look, only.state)[0]
            return only.state, only.days_left

    running = row()
    walk.clock.set(date(2026, 3, 24))
    run_out = row()
    walk.take_down(LAST_DAY)
    assert [running, run_out, row()] == [
        (NoticeState.RUNNING, 5),
        (NoticeState.RUN_OUT, 0),
        (NoticeState.TAKEN_DOWN, 0),
    ]
    with walk.office.look() as look:
        assert notices(look, NoticeState.RUNNING) == []


# Objections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "found", "extra", "last_day"),
    [
        (date(2026, 3, 21), date(2026, 3, 25), 3, date(2026, 3, 26)),
        (date(2026, 3, 22), date(2026, 3, 23), 1, date(2026, 3, 24)),
        (date(2026, 3, 23), date(2026, 3, 27), 5, date(2026, 3, 30)),
        (date(2026, 3, 18), date(2026, 3, 18), 1, date(2026, 3, 24)),
    ],
    ids=["over a weekend", "on a sunday", "on the last day", "found on the same day"],
)
def test_a_rejected_objection_lengthens_the_period_by_the_working_days_from_receipt_to_finding(
    at: At, received: date, found: date, extra: int, last_day: date
) -> None:
    walk = at("posted")
    walk.clock.set(found)
    done = settle(walk, object_to(walk, received), "rejected")
    assert (done.more["extra_days"], done.more["last_day"]) == (extra, last_day)
    walk.clock.set(last_day)
    assert refusals(walk.take_down)[0] == "NoticeTooShort"
    walk.clock.set(date(2026, 3, 31))
    walk.take_down(last_day)
    assert walk.state is CaseState.PUBLICISED


def test_an_objection_received_over_the_october_holiday_counts_its_working_days_only(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(date(2026, 9, 28))
    walk.post()
    assert walk.done["post-notice"].more["last_day"] == date(2026, 10, 10)
    walk.clock.set(date(2026, 10, 9))
    done = settle(walk, object_to(walk, date(2026, 10, 2)), "rejected")
    assert (done.more["extra_days"], done.more["last_day"]) == (2, date(2026, 10, 13))


def test_an_upheld_objection_refuses_the_case(at: At) -> None:
    walk = at("posted")
    settle(walk, object_to(walk, POSTED), "upheld")
    assert walk.state is CaseState.REFUSED
    walk.clock.set(date(2026, 3, 24))
    assert refusals(lambda: walk.take_down(LAST_DAY)) == ["NothingHangs"]


def test_a_partly_upheld_objection_asks_for_a_new_reckoning_and_a_new_notice(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)
    settle(walk, number, "partly")
    assert refusals(walk.post) == ["NoticeOverturned"]
    named: dict[str, Any] = {"notice": walk.notice, "cases": [walk.case]}
    assert refusals(lambda: walk.act("take-down-notice", **named)) == ["NoticeOverturned"]
    assert refusals(lambda: walk.act("extend-notice", days=1, **named)) == ["NoticeOverturned"]
    assert refusals(lambda: object_to(walk, POSTED)) == ["NoticeOverturned"]
    walk.act("run-means-test", case=walk.case)
    walk.clock.set(date(2026, 3, 17))
    walk.post()
    walk.clock.set(date(2026, 3, 25))
    walk.take_down(date(2026, 3, 24))
    assert walk.state is CaseState.PUBLICISED


def test_a_partly_upheld_objection_after_the_take_down_sends_the_case_back(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    settle(walk, object_to(walk, LAST_DAY), "partly")
    assert walk.state is CaseState.DELIBERATED


def test_an_objection_that_was_recorded_after_the_take_down_freezes_the_signing_and_the_approval(at: At) -> None:
    walk = at(CaseState.APPROVED)
    number = object_to(walk, LAST_DAY)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    assert refusals(walk.approve) == ["GrievanceOpen"]
    assert refusals(lambda: walk.sign_all(walk.form)) == ["GrievanceOpen"]
    settle(walk, number, "rejected")
    assert walk.state is CaseState.DELIBERATED


def test_a_case_whose_notice_came_down_too_early_goes_back_and_is_posted_again(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    settle(walk, object_to(walk, LAST_DAY), "rejected")
    assert (walk.state, next_act(walk)) == (CaseState.DELIBERATED, "post-notice")
    walk.post()
    walk.clock.set(date(2026, 4, 3))
    walk.take_down(date(2026, 4, 2))
    assert walk.state is CaseState.PUBLICISED


def test_an_open_objection_is_settled_before_the_case_is_posted_anew(at: At) -> None:
    walk = at("posted")
    first, second = object_to(walk, POSTED), object_to(walk, POSTED, objector="孙某")
    settle(walk, first, "partly")
    walk.act("run-means-test", case=walk.case)
    assert refusals(walk.post) == ["GrievanceOpen"]
    settle(walk, second, "rejected")
    walk.post()


def test_one_frozen_case_does_not_freeze_the_others_and_leaves_no_line_of_a_take_down(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk)
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    object_to(walk, POSTED)
    walk.clock.set(date(2026, 3, 24))
    photos = walk.last_photos(LAST_DAY)
    told = objections(lambda: walk.act("take-down-notice", notice=walk.notice, photos=photos))
    assert [(one.code, one.facts["case"]) for one in told] == [("GrievanceOpen", "L20260001")]
    done = walk.act("take-down-notice", notice=walk.notice, photos=photos, partial=True)
    assert done.more["cases"] == ["L20260002"]
    assert [told.code for told in done.cautions] == ["GrievanceOpen"]
    assert (walk.state, second.state) == (CaseState.DELIBERATED, CaseState.PUBLICISED)
    assert entry_lines(walk) == []
    assert entry_lines(second) == ['update {"taken_down_on":"2026-03-24"}']
    with walk.office.look() as look:
        assert list(chain_problems(look.session)) == []


def test_when_nothing_may_come_down_partial_is_refused_too(at: At) -> None:
    walk = at("posted")
    assert (
        refusals(
            lambda: walk.act("take-down-notice", notice=walk.notice, photos=walk.last_photos(POSTED), partial=True)
        )[0]
        == "NoticeTooShort"
    )
    assert entry_lines(walk) == []


def test_an_objection_of_before_the_posting_is_no_objection_to_the_notice(at: At) -> None:
    walk = at("posted")
    walk.clock.set(date(2026, 3, 24))
    assert refusals(lambda: object_to(walk, date(2026, 3, 13))) == ["GrievanceOutsidePeriod"]


def test_an_objection_is_taken_as_long_as_the_notice_hangs(at: At) -> None:
    walk = at("posted")
    walk.clock.set(date(2026, 3, 24))
    number = object_to(walk, date(2026, 3, 24))
    assert settle(walk, number, "rejected").more["extra_days"] == 1


def test_after_the_take_down_no_objection_of_a_later_day_is_taken(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    walk.clock.set(date(2026, 3, 26))
    assert refusals(lambda: object_to(walk, date(2026, 3, 26))) == ["GrievanceOutsidePeriod"]
    assert object_to(walk, DAYS[CaseState.PUBLICISED])


def test_an_objection_is_to_a_case_on_the_notice_that_has_not_been_filed_yet(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    stranger = neighbour(walk)
    assert refusals(lambda: object_to(walk, LAST_DAY, case=stranger.case)) == ["CaseNotOnNotice"]
    assert refusals(lambda: object_to(walk, LAST_DAY)) == ["NotNow"]


def test_an_objection_is_checked_by_two_who_were_not_there_after_it_came(at: At) -> None:
    walk = at("posted")
    walk.clock.set(date(2026, 3, 18))
    number = object_to(walk, date(2026, 3, 17))
    first = walk.people["surveyor1"]
    assert refusals(lambda: settle(walk, number, "rejected", surveyors=[first])) == [
        "FindingSurveyorsTooFew",
        "FindingSurveyorWasThere",
    ]
    twice = [walk.people["surveyor3"], "杜三查"]
    assert refusals(lambda: settle(walk, number, "rejected", surveyors=twice)) == ["FindingSurveyorsTooFew"]
    assert refusals(lambda: settle(walk, number, "rejected", on="2026-03-16", visited_on="2026-03-16")) == [
        "FindingBeforeReceipt",
        "FindingBeforeReceipt",
    ]
    assert refusals(lambda: settle(walk, number, "rejected", on="2026-03-17")) == ["FindingBeforeReceipt"]


def test_relatives_do_not_look_into_an_objection_and_who_does_stands_aside_afterwards(at: At) -> None:
    walk = at("posted")
    walk.act("declare-kinship", person=walk.people["surveyor3"], case=walk.case, relation="表兄")
    number = object_to(walk, POSTED)
    assert refusals(lambda: settle(walk, number, "rejected")) == ["SurveyorMustStandAside"]
    settle(walk, number, "rejected", surveyors=[walk.people["surveyor4"], walk.people["chair"]])
    with walk.office.look() as look:
        case, chair = case_of(look, walk.case), person_of(look, walk.people["chair"])
        assert facts_of(look, case).must_stand_aside(who(chair)) is StandAside.SURVEYOR


def test_a_named_objector_is_answered_and_an_anonymous_one_need_not_be(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)
    assert refusals(lambda: settle(walk, number, "rejected", answer=None)) == ["AnswerMissing"]
    anonymous = object_to(walk, POSTED, objector=None, phone=None)
    settle(walk, anonymous, "rejected", answer=None)
    with walk.office.look() as look:
        notice = facts_of(look, case_of(look, walk.case)).notice
        assert notice is not None
        assert [one.open for one in notice.grievances] == [True, False]
    settle(walk, number, "rejected")
    assert refusals(lambda: settle(walk, number, "rejected")) == ["AlreadySettled"]


def test_a_late_answer_is_told_and_kept(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)
    assert walk.done["record-grievance"].more["answer_due"] == date(2026, 3, 30)
    walk.clock.set(date(2026, 3, 31))
    assert [told.code for told in settle(walk, number, "rejected").cautions] == ["AnswerLate"]


def test_an_answer_in_time_is_told_nothing(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)
    walk.clock.set(date(2026, 3, 31))
    assert (
        settle(walk, number, "rejected", on="2026-03-20", visited_on="2026-03-20", answered_on="2026-03-30").cautions
        == ()
    )


def test_a_case_that_rests_stays_as_it_is_whatever_is_found(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)
    walk.act("withdraw-case", case=walk.case, reason="本人撤回。")
    settle(walk, number, "upheld")
    assert walk.state is CaseState.WITHDRAWN


def test_the_list_names_the_objections_that_are_open(at: At) -> None:
    walk = at("posted")
    number = object_to(walk, POSTED)

    def open_ones() -> tuple[str, ...]:
        with walk.office.look() as look:
            return notices(look)[0].open_grievances

    before = open_ones()
    settle(walk, number, "rejected")
    assert (before, open_ones()) == ((number,), ())


def test_a_photograph_is_kept_with_the_day_on_which_it_was_taken(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    with walk.office.look() as look:
        notice = facts_of(look, case_of(look, walk.case)).notice
        assert notice is not None
        assert {place.last_photos for place in notice.places} == {(LAST_DAY,)}


# A notice that no longer speaks ---------------------------------------------------------------------------------


def test_a_case_that_was_decided_anew_while_it_hung_is_posted_anew(at: At) -> None:
    walk = at("posted")
    old = walk.notice
    walk.act("set-budget-line", case=walk.case, kind="wage", amount="900.00", period="monthly")
    walk.act("run-means-test", case=walk.case)
    assert walk.state is CaseState.VERIFIED
    assert refusals(lambda: walk.act("take-down-notice", notice=old)) == ["NothingHangs"]
    walk.appraise()
    walk.clock.set(date(2026, 3, 18))
    walk.meet()
    walk.post()
    assert walk.notice != old
    with walk.office.look() as look:
        states = {row.number: row.state for row in notices(look)}
    assert states == {old: NoticeState.TAKEN_DOWN, walk.notice: NoticeState.RUNNING}


def test_a_case_that_was_returned_while_it_hung_is_posted_anew(at: At) -> None:
    walk = at("posted")
    walk.act("return-case", by=Role.REVIEWER, case=walk.case, to="verified", reason="重新研究。")
    walk.clock.set(date(2026, 3, 18))
    walk.meet()
    assert next_act(walk) == "post-notice"
    walk.post()
    walk.clock.set(date(2026, 3, 30))
    walk.take_down()
    assert walk.state is CaseState.PUBLICISED


def next_act(walk: Walk) -> str | None:
    with walk.office.look() as look:
        step = standing_of(look, walk.case).next
        return step.act if step else None


def test_a_notice_goes_up_at_every_required_place_at_once(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    [told] = objections(lambda: walk.post(places=walk.places()[:1]))
    assert (told.code, told.field, told.facts["place"]) == ("NotPostedAt", "places", "村（社区）")


def test_no_minor_is_listed(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    young = neighbour(walk, "李小", born=date(2009, 3, 17), order=831).to(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    told = objections(lambda: walk.post(cases=[young.case]))
    assert [(one.code, one.facts["case"]) for one in told] == [("MinorListed", "L20260002")]


def test_each_household_is_posted_in_its_own_community(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    second = together(walk)
    walk.act("add-unit", name="杨树社区", kind="community")
    walk.act("change-case", case=second.case, community="杨树社区")
    walk.clock.set(POSTED)
    both = [walk.case, second.case]
    assert refusals(lambda: walk.post(cases=both)) == ["WhoseBoard"]
    ours = walk.places()
    ours[1]["unit"] = walk.people["community"]
    told = objections(lambda: walk.post(cases=both, places=ours))
    assert [(one.code, one.facts["case"]) for one in told] == [("NotPostedAtItsOwn", "L20260002")]
    theirs = {"kind": "community", "where": "杨树社区公示栏", "unit": "杨树社区", "photo": {"file": walk.photo}}
    walk.post(cases=both, places=[*ours, theirs])


def test_nobody_is_posted_before_it_is_known_where_they_live(at: At) -> None:
    walk = at(None)
    walk.people.pop("community")
    walk.case = str(
        walk.act("open-case", household=HOUSEHOLD, filing_unit=walk.people["unit"], filed_by=walk.people["filer"]).case
    )
    walk.to(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    assert refusals(walk.post) == ["CommunityMissing"]


def test_one_picture_shows_one_place_on_one_day(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(POSTED)
    places = walk.places()
    twice = [places[0], {**places[1], "photo": places[0]["photo"]}]
    assert refusals(lambda: walk.post(places=twice)) == ["PictureTwice"]
    walk.post(places=places)
    walk.clock.set(date(2026, 3, 24))
    photos = walk.last_photos(LAST_DAY)
    again = [{"place": photos[0]["place"], "photo": {**places[0]["photo"], "on": LAST_DAY.isoformat()}}, photos[1]]
    down: dict[str, Any] = {"notice": walk.notice}
    assert refusals(lambda: walk.act("take-down-notice", photos=again, **down)) == ["PictureTwice"]
    first: dict[str, Any] = {"place": str(photos[0]["place"]), "file": places[0]["photo"]["file"]}
    assert refusals(lambda: walk.act("attach-paper", kind="notice_photo_last", **first)) == ["PictureTwice"]
    walk.act("take-down-notice", photos=photos, **down)
