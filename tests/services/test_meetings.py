"""议、评: enough people asked, a committee with quorum and majority, nobody in the vote who must stand aside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals.meetings import OnCase
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.filing import Appraisal, Meeting, MeetingCase
from centre_app.services.meetings import meetings
from tests.services.conftest import At
from tests.services.neighbours import invented_number, neighbour
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, Walk

pytestmark = ENCRYPTED

MET = DAYS[CaseState.DELIBERATED]


def votes(walk: Walk, *keys: str, view: str = "for") -> dict[str, str]:
    return {walk.people[key]: view for key in keys}


ALL = ("chair", "vice_chair", "member1", "member2", "member3")


def agenda(walk: Walk, *keys: str, **changes: Any) -> list[dict[str, Any]]:
    """The walk's case with the votes of these people."""
    return [{"case": walk.case, "votes": votes(walk, *keys), **changes}]


def stored_meetings(walk: Walk) -> int:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(Meeting)) or 0


# 议 -------------------------------------------------------------------------------------------------------------


def test_enough_people_are_asked(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    assert refusals(lambda: walk.appraise(2)) == ["AppraisalTooThin"]
    walk.appraise(3)


def voices(*names: str, agrees: bool = True) -> list[dict[str, Any]]:
    return [{"name": name, "kind": "neighbour", "view": "属实", "agrees": agrees} for name in names]


def test_the_household_itself_is_not_asked_and_nobody_is_asked_twice(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    asked = voices("邻居一", "邻居一", HEAD["name"])
    told = refusals(lambda: walk.act("record-appraisal", case=walk.case, voices=asked))
    assert told == ["VoiceTwice", "VoiceOfTheHousehold", "AppraisalTooThin"]


def test_the_committee_is_told_when_most_do_not_agree(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    asked = [*voices("邻居一"), *voices("邻居二", "邻居三", agrees=False)]
    walk.act("record-appraisal", case=walk.case, voices=asked)
    walk.clock.set(MET)
    walk.meet()
    [told] = walk.done["hold-meeting"].cautions
    assert told.sentence == "档案 L20260001 走访评议听取 3 人意见，2 人不同意，请在会上说明并研究。"
    assert walk.state is CaseState.DELIBERATED


def test_the_appraisal_keeps_who_asked_where_and_what_was_said(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    voices = [
        {"name": "邻居一", "kind": "neighbour", "view": "属实"},
        {"name": "同事一", "kind": "colleague", "view": "有房出租", "agrees": False},
        {"name": "网格员", "kind": "community", "view": "属实"},
    ]
    asked: dict[str, Any] = {"asked_by": "杜一查", "place": "柳树社区", "conclusion": "两人同意，一人有异议。"}
    done = walk.act("record-appraisal", case=walk.case, voices=voices, **asked)
    with walk.office.look() as look:
        kept = look.session.scalars(sa.select(Appraisal).where(Appraisal.uid == done.key)).one()
        assert (kept.place, kept.conclusion, kept.asked_by_id is None) == ("柳树社区", asked["conclusion"], False)
        assert [voice.agrees for voice in kept.voices] == [True, False, True]


def test_nobody_is_asked_before_the_reckoning(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    walk.clock.set(date(2026, 3, 9))
    day_before: dict[str, Any] = {"case": walk.case, "on": "2026-03-05"}
    voices = [{"name": f"邻居{n}", "kind": "neighbour", "view": "属实"} for n in range(3)]
    assert refusals(lambda: walk.act("record-appraisal", voices=voices, **day_before)) == ["DayOutOfOrder"]


# 评 -------------------------------------------------------------------------------------------------------------


def test_a_meeting_of_the_whole_committee_decides(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    walk.meet()
    assert walk.state is CaseState.DELIBERATED
    assert walk.done["hold-meeting"].more["cases"] == {"L20260001": []}


def test_two_thirds_are_a_quorum_and_the_absent_are_kept_with_their_reason(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    three, four = ALL[:3], ALL[:4]
    away = [{"person": walk.people["member3"], "reason": "出差"}]
    few = {"present": [walk.people[key] for key in three], "cases": agenda(walk, *three)}
    [told] = objections(lambda: walk.meet(**few, absent=away))
    assert (told.code, told.facts["case"]) == ("QuorumMissing", "L20260001")
    walk.meet(present=[walk.people[key] for key in four], cases=agenda(walk, *four), absent=away)
    with walk.office.look() as look:
        meeting = look.session.scalars(sa.select(Meeting)).one()
        assert [(one.present, one.in_committee, one.reason) for one in meeting.attendances] == [
            *[(True, True, None)] * 4,
            (False, True, "出差"),
        ]


def test_a_vote_without_majority_is_kept_and_opens_nothing(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    divided = {**votes(walk, "chair", "vice_chair"), **votes(walk, *ALL[2:], view="against")}
    walk.meet(cases=[{"case": walk.case, "votes": divided, "opinion": "收入不实。"}])
    after_the_first = walk.state
    with walk.office.look() as look:
        kept = look.session.scalars(sa.select(MeetingCase)).one()
        assert (kept.opinion, len(kept.votes)) == ("收入不实。", 5)
    walk.meet()
    assert (after_the_first, walk.state) == (CaseState.VERIFIED, CaseState.DELIBERATED)


def test_who_stands_aside_counts_as_present_and_leaves_the_vote(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    aside = [{"person": walk.people["member2"], "reason": "堂兄"}]
    four: dict[str, Any] = {
        "present": [walk.people[key] for key in ALL[:4]],
        "cases": agenda(walk, *ALL[:3], recused=aside),
    }
    assert refusals(lambda: walk.meet(**four)) == ["RecusedWithoutCause"]
    walk.act("declare-kinship", person=walk.people["member2"], case=walk.case, relation="堂兄")
    away = [{"person": walk.people["member2"], "reason": "出差"}]
    three = {**four, "present": four["present"][:3], "absent": away}
    assert refusals(lambda: walk.meet(**three)) == ["QuorumMissing"]
    walk.meet(**four)
    assert walk.state is CaseState.DELIBERATED


@pytest.mark.parametrize(("key", "why"), [("member1", "与本户有亲属关系"), ("surveyor1", "是本户入户调查人")])
def test_who_must_stand_aside_does_not_vote(at: At, key: str, why: str) -> None:
    walk = at("appraised")
    walk.act("declare-kinship", person=walk.people["member1"], case=walk.case, relation="堂兄")
    walk.act(
        "appoint",
        by=Role.REVIEWER,
        person=walk.people["surveyor1"],
        unit=walk.people["unit"],
        post="committee_member",
    )
    walk.clock.set(MET)
    present = [*walk.committee(), walk.people["surveyor1"]]
    others = [one for one in ALL if one not in ("member1", key)]
    [told] = objections(lambda: walk.meet(present=present, cases=agenda(walk, *others, key)))
    assert (told.code, why in told.sentence) == ("RecusedVoted", True)
    walk.meet(present=present, cases=agenda(walk, *others))
    assert walk.state is CaseState.DELIBERATED


def test_a_member_of_the_household_in_the_committee_does_not_vote_on_it(at: At) -> None:
    """Compared by identity number: the committee knows the person under another name."""
    walk = at("appraised")
    us = str(walk.act("add-person", name="张大甲", unit=walk.people["unit"], id_number=HEAD["id_number"]).key)
    seat = {"unit": walk.people["unit"], "post": "committee_member"}
    walk.act("appoint", by=Role.REVIEWER, person=us, **seat)
    walk.clock.set(MET)
    everybody = [*walk.committee(), us]
    case = [{"case": walk.case, "votes": dict.fromkeys(everybody, "for")}]
    [told] = objections(lambda: walk.meet(present=everybody, cases=case))
    assert (told.code, "是本户家庭成员" in told.sentence) == ("RecusedVoted", True)


@pytest.mark.parametrize("name", [HEAD["name"], "杜一查"], ids=["of the householder", "of a surveyor"])
def test_a_namesake_votes_only_once_a_number_tells_them_apart(at: At, name: str) -> None:
    """Rules compare people, never records: a second record of the same name may be the same person."""
    walk = at("appraised")
    us = str(walk.act("add-person", name=name, unit=walk.people["unit"]).key)
    walk.act("appoint", by=Role.REVIEWER, person=us, unit=walk.people["unit"], post="committee_member")
    walk.clock.set(MET)
    everybody = [*walk.committee(), us]
    case = [{"case": walk.case, "votes": dict.fromkeys(everybody, "for")}]
    [told] = objections(lambda: walk.meet(present=everybody, cases=case))
    assert (told.code, "请补登身份证号" in told.sentence) == ("RecusedVoted", True)
    walk.act("change-person", person=us, id_number=invented_number(date(1980, 5, 6), 821))
    if name != HEAD["name"]:
        other = walk.people["surveyor1"]
        walk.act("change-person", person=other, id_number=invented_number(date(1981, 5, 6), 823))
    walk.meet(present=everybody, cases=case)
    assert walk.state is CaseState.DELIBERATED


def test_only_members_of_the_committee_who_are_there_vote(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    guest = [*walk.committee(), walk.people["cadre1"]]
    assert refusals(lambda: walk.meet(present=guest, cases=agenda(walk, *ALL, "cadre1"))) == ["NotCommitteeMember"]
    four = [walk.people[key] for key in ALL[:4]]
    assert refusals(lambda: walk.meet(present=four, cases=agenda(walk, *ALL))) == ["AbsentVoted"]


def test_who_chairs_and_who_writes_are_there(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    away = {"chaired_by": walk.people["cadre1"], "recorded_by": walk.people["filer"]}
    assert refusals(lambda: walk.meet(**away)) == ["ChairNotAtMeeting", "RecorderNotAtMeeting"]
    guest = [*walk.committee(), walk.people["filer"]]
    assert refusals(lambda: walk.meet(present=guest, chaired_by=walk.people["filer"])) == ["ChairNotAtMeeting"]
    walk.meet(present=guest, recorded_by=walk.people["filer"])


def test_nobody_attends_twice_and_no_case_comes_up_twice(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    twice = [*walk.committee(), walk.people["chair"]]
    assert refusals(lambda: walk.meet(present=twice)) == ["AttendedTwice"]
    away = [{"person": "朱主席", "reason": "出差"}]
    assert refusals(lambda: walk.meet(absent=away)) == ["AttendedTwice"]
    assert refusals(lambda: walk.meet(cases=agenda(walk, *ALL) * 2)) == ["CaseTwiceOnAgenda"]
    assert stored_meetings(walk) == 0


def test_the_committee_of_another_unit_does_not_decide(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    county = [walk.people["county_chair"], walk.people["county_vice_chair"]]
    case = [{"case": walk.case, "votes": dict.fromkeys(county, "for")}]
    there = {"unit": walk.people["county"], "present": county, "chaired_by": county[0], "recorded_by": county[1]}
    [told] = objections(lambda: walk.meet(**there, cases=case))
    assert told.code == "OtherUnitsMeeting"
    assert told.sentence == "L20260001：档案 L20260001 的建档单位是东街街道工会，须由该单位的工会委员会研究。"


def test_the_committee_is_that_of_the_meetings_day(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(date(2026, 3, 10))
    with walk.office.look() as look:
        terms = {
            str(person): str(uid)
            for person, uid in look.session.execute(
                sa.text(
                    "select person.uid, appointment.uid from appointment join person on person.id = person_id"
                    " where post = 'committee_member'"
                )
            )
        }
    member3 = walk.people["member3"].replace("-", "")
    walk.act("end-appointment", by=Role.REVIEWER, appointment=terms[member3])
    walk.clock.set(MET)
    assert refusals(walk.meet) == ["NotCommitteeMember"]
    walk.meet(cases=agenda(walk, *ALL[:4]))


def test_a_meeting_follows_the_appraisal_and_a_visit_that_is_young_enough(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    walk.clock.set(MET)
    assert refusals(walk.meet) == ["NotAppraised"]
    walk.appraise()
    assert refusals(lambda: walk.meet(on="2026-03-11")) == ["DayOutOfOrder"]
    walk.clock.set(date(2026, 6, 4))
    assert refusals(walk.meet) == ["VisitTooOld"]
    walk.clock.set(date(2026, 6, 3))
    walk.meet()
    assert walk.state is CaseState.DELIBERATED


def test_a_household_without_a_category_is_not_decided_on(at: At) -> None:
    walk = at(CaseState.SURVEYED)
    walk.act("set-budget-line", case=walk.case, kind="wage", amount="90000.00", period="monthly")
    walk.act("run-means-test", case=walk.case)
    walk.appraise()
    assert refusals(walk.meet) == ["NoCategory"]


def test_one_case_that_is_not_ready_stops_all_unless_the_clerk_wants_the_others(at: At) -> None:
    walk = at("appraised")
    draft = neighbour(walk)
    walk.clock.set(MET)
    both = [*agenda(walk, *ALL), *agenda(draft, *ALL)]
    told = objections(lambda: walk.meet(cases=both))
    assert [(type(one), one.code, one.field) for one in told] == [(OnCase, "NotNow", "L20260002")]
    assert refusals(lambda: walk.meet(cases=agenda(draft, *ALL), partial=True)) == ["NotNow"]
    walk.meet(cases=both, partial=True)
    done = walk.done["hold-meeting"]
    assert done.more["cases"] == {"L20260001": [], "L20260002": ["NotNow"]}
    assert [one.code for one in done.cautions] == ["NotNow"]
    assert (walk.state, draft.state) == (CaseState.DELIBERATED, CaseState.DRAFT)


def test_minutes_and_sign_in_sheet_may_follow_until_the_approval(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    everybody = dict.fromkeys(walk.committee(), "for")
    done = walk.act(
        "hold-meeting",
        unit=walk.people["unit"],
        chaired_by=walk.people["chair"],
        recorded_by=walk.people["member1"],
        present=walk.committee(),
        cases=[{"case": walk.case, "votes": everybody}],
        minutes="经研究，同意。",
    )
    walk.reached.add(CaseState.DELIBERATED)
    walk.to(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    assert refusals(walk.approve) == ["MinutesMissing", "SignInSheetMissing"]
    with walk.office.look() as look:
        assert [row.sign_in_sheet for row in meetings(look)] == [False]
    walk.act("attach-paper", kind="minutes", meeting=done.number)
    walk.act("attach-paper", kind="sign_in_sheet", meeting=str(done.key), file=walk.photo)
    walk.approve()
    assert walk.state is CaseState.ACTIVE


def test_the_list_of_meetings_has_the_newest_first(at: At) -> None:
    walk = at("appraised")
    walk.clock.set(MET)
    lost = [{"case": walk.case, "votes": votes(walk, *ALL, view="abstain")}]
    walk.meet(cases=lost, place="街道会议室")
    walk.clock.set(date(2026, 3, 13))
    walk.meet()
    with walk.office.look() as look:
        rows = meetings(look)
    assert [(row.number, row.on, row.cases, row.sign_in_sheet) for row in rows] == [
        ("M2026002", date(2026, 3, 13), ("L20260001",), True),
        ("M2026001", MET, ("L20260001",), True),
    ]
    assert rows[0].unit == "东街街道工会"


def test_the_committee_is_told_when_most_of_the_neighbours_disagree(at: At) -> None:
    walk = at(CaseState.VERIFIED)
    voices = [{"name": f"邻居{n}", "kind": "neighbour", "view": "不属实", "agrees": n == 1} for n in range(3)]
    walk.act("record-appraisal", case=walk.case, voices=voices)
    walk.clock.set(MET)
    walk.meet()
    assert [told.code for told in walk.done["hold-meeting"].cautions] == ["AppraisalAgainst"]
    assert walk.state == CaseState.DELIBERATED
