"""评 as its page is told it: who waits for which committee, who stands aside, how meetings went."""

from __future__ import annotations

from decimal import Decimal

import pytest

from centre_app.core.vocabulary.filing import CaseState, StandAside, Vote
from centre_app.services import committee_room
from centre_app.services.committee_room import Room
from centre_app.services.finding import case_of
from centre_app.services.work import Done, Work
from tests.services.conftest import FOUNDED, At
from tests.services.walking import DAYS, Walk


def rooms(walk: Walk) -> tuple[Room, ...]:
    with walk.office.look() as look:
        return committee_room.rooms(look, look.today)


def test_a_committee_sits_in_the_order_of_its_posts_and_is_told_what_is_ready(at: At) -> None:
    walk = at("appraised")
    [room] = rooms(walk)
    assert [(one.name, one.post) for one in room.members[:3]] == [
        ("朱主席", "工会主席"),
        ("付主席", "工会副主席"),
        ("魏一员", "工会委员"),
    ]
    assert room.quorum == 4
    [one] = room.agenda
    assert (one.head, one.size, one.employer, one.against) == ("张甲", 2, "某某机械厂", ())
    assert one.net == Decimal("250.00")
    assert one.aside[walk.people["surveyor1"]] == StandAside.SURVEYOR.label


def test_a_household_whose_neighbours_were_not_asked_is_not_ready(at: At) -> None:
    [room] = rooms(at(CaseState.VERIFIED))
    assert room.agenda[0].against


def test_nobody_waits_before_the_reckoning_or_after_the_meeting(at: At) -> None:
    assert rooms(at(CaseState.SURVEYED)) == ()
    assert rooms(at(CaseState.DELIBERATED)) == ()


def test_a_committee_of_another_day_may_be_empty(at: At) -> None:
    walk = at("appraised")
    with walk.office.look() as look:
        [room] = committee_room.rooms(look, FOUNDED.replace(year=2019))
    assert (room.members, room.quorum) == ((), 0)


def test_a_meeting_is_told_with_its_votes_and_what_its_archive_lacks(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(DAYS[CaseState.DELIBERATED])
    everybody = walk.committee()
    done = walk.act(
        "hold-meeting",
        unit=walk.people["unit"],
        chaired_by=walk.people["chair"],
        recorded_by=walk.people["member1"],
        present=everybody[:4],
        absent=[{"person": everybody[4], "reason": "出差"}],
        cases=[{"case": walk.case, "votes": dict.fromkeys(everybody[:4], "for"), "opinion": "同意"}],
        minutes="经研究，同意。",
    )
    with walk.office.look() as look:
        view = committee_room.meeting_view(look, str(done.number))
    assert (view.record.heads, view.record.has_minutes, view.record.has_sheet) == (("张甲",), False, False)
    assert view.items[0].votes == {Vote.FOR: 4}
    assert [(one.name, one.reason) for one in view.people if not one.present] == [("魏三员", "出差")]
    walk.page("meeting-minutes", meeting=str(done.number))
    walk.act("attach-paper", meeting=str(done.number), kind="sign_in_sheet", file=walk.photo)
    with walk.office.look() as look:
        [record] = committee_room.minutes_book(look)
    assert record.has_minutes
    assert record.has_sheet


@pytest.mark.parametrize("state", [CaseState.SURVEYED, CaseState.VERIFIED])
def test_a_case_without_a_reckoning_or_a_unit_waits_for_no_committee(at: At, state: CaseState) -> None:
    walk = at(state)

    def verified_all_the_same(work: Work) -> Done:
        case = case_of(work, walk.case)
        case.state, case.filing_unit_id = CaseState.VERIFIED, None
        return Done()

    walk.office.work("import", None, verified_all_the_same)
    assert rooms(walk) == ()
