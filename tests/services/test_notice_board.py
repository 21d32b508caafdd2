"""公示 as its page is told it: who waits, which days count, what a place still lacks."""

from __future__ import annotations

from datetime import date

from centre_app.core.vocabulary.filing import CaseState, GrievanceOutcome, NoticeState, Role, UnitKind
from centre_app.services import notice_board
from centre_app.services.choosing import people_known, units_known
from centre_app.services.notice_board import NoticeView
from tests.services.conftest import At
from tests.services.walking import DAYS, PNG, Walk


def view(walk: Walk) -> NoticeView:
    with walk.office.look() as look:
        return notice_board.notice_view(look, walk.notice)


def test_the_days_of_a_notice_count_from_the_day_after_and_leave_weekends_out(at: At) -> None:
    shown = view(at("posted"))
    assert [(one.day.day, one.number) for one in shown.strip] == [
        (16, None), (17, 1), (18, 2), (19, 3), (20, 4), (21, None), (22, None), (23, 5), (24, None),
    ]  # fmt: skip
    assert shown.row.last_day == date(2026, 3, 23)


def test_calendar_days_all_count_where_the_office_says_so(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    for figure, value in (("notice_days", 7), ("notice_counting", "calendar_days")):
        rule = {"figure": figure, "value": value, "source": "甲文", "from_on": "2026-03-01"}
        walk.act("set-rule", by=Role.ADMINISTRATOR, **rule)
    walk.to("posted")
    assert [one.number for one in view(walk).strip] == [None, 1, 2, 3, 4, 5, 6, 7, None]


def test_who_was_decided_waits_until_it_is_posted(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    with walk.office.look() as look:
        [one] = notice_board.waiting(look)
        assert notice_board.defaults_for(look).contact == ""
    assert (one.head, one.unit, one.community) == ("张甲", "东街街道工会", "柳树社区")
    walk.to("posted")
    with walk.office.look() as look:
        assert notice_board.waiting(look) == ()
        assert notice_board.defaults_for(look).contact == "经小办"


def test_a_notice_that_came_down_stays_in_the_list_with_whom_it_named(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    with walk.office.look() as look:
        [row] = notice_board.board(look)
    assert (row.notice.number, row.notice.state, row.heads) == (walk.notice, NoticeState.TAKEN_DOWN, ("张甲",))


def test_an_objection_is_open_until_it_has_finding_and_answer(at: At) -> None:
    walk = at("posted")
    walk.act("record-grievance", notice=walk.notice, case=walk.case, channel="phone", content="有车", objector="某人")
    [one] = view(walk).grievances
    assert one.is_open
    assert one.named
    assert one.head == "张甲"
    walk.act(
        "settle-grievance",
        grievance=one.number,
        outcome="rejected",
        surveyors=[walk.people["surveyor3"], walk.people["surveyor4"]],
        visited_on="2026-03-16",
        finding="车是邻居的",
        answer="已答复",
    )
    [one] = view(walk).grievances
    assert not one.is_open
    assert one.outcome is GrievanceOutcome.REJECTED


def test_photographs_are_given_by_the_key_of_their_paper(at: At) -> None:
    walk = at("posted")
    places = view(walk).places
    with walk.office.look() as look:
        photos = notice_board.photos_of(look, walk.notice)
    assert set(photos) == {place.first.key for place in places if place.first}
    assert all(content.startswith(PNG[:8]) for content in photos.values())
    assert {place.last for place in places} == {None}


def test_nobody_can_be_taken_off_before_the_period_is_over_and_all_is_photographed(at: At) -> None:
    walk = at("posted")
    assert len(view(walk).against) >= 3
    walk.clock.set(DAYS[CaseState.PUBLICISED])
    for place in walk.last_photos(DAYS["last_day"]):
        walk.act(
            "attach-paper",
            place=place["place"],
            kind="notice_photo_last",
            file=place["photo"]["file"],
            on=place["photo"]["on"],
        )
    assert view(walk).against == ()
    walk.take_down()
    assert view(walk).certified_on is None
    walk.certify()
    assert view(walk).certified_on == DAYS[CaseState.PUBLICISED]


def test_namesakes_are_told_apart_by_their_unit(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("add-person", name="甘一干", unit=walk.people["county"])
    with walk.office.look() as look:
        names = [one.name for one in people_known(look) if "甘一干" in one.name]
        assert {one.name for one in units_known(look, UnitKind.COMMUNITY)} == {"柳树社区"}
        assert len(units_known(look)) == 3
    assert sorted(names) == ["甘一干（东街街道工会）", "甘一干（甲县总工会）"]
