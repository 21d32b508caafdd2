"""结对: a cadre for every household in the files, without a gap, and whom has not been seen for too long."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from centre_app.core.refusals.meetings import OnCase
from centre_app.core.vocabulary.filing import CaseState, StandAside
from centre_app.db.pairing import Pairing, PairingVisit
from centre_app.services.finding import case_of
from centre_app.services.pairing import OverdueRow, overdue, pairing_of
from centre_app.services.work import Done
from tests.services.conftest import At
from tests.services.neighbours import invented_number, leave_the_files, sign_take_over, taken_over
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, WIFE, Walk

pytestmark = ENCRYPTED

APPROVED = DAYS[CaseState.ACTIVE]
LATER = APPROVED + timedelta(days=20)


def pair(walk: Walk, key: str = "cadre1", **more: Any) -> Done:
    return walk.act("pair", **{"case": walk.case, "cadre": walk.people[key], **more})


def hand_over(walk: Walk, old: str = "cadre1", new: str = "cadre2", **more: Any) -> Done:
    keys: dict[str, Any] = {"from_cadre": walk.people[old], "to_cadre": walk.people[new]}
    return walk.act("hand-over", reason="调离", **keys, **more)


def terms(walk: Walk, case: str = "") -> list[tuple[str, date, date | None]]:
    """Who was paired with a household from when until when."""
    with walk.office.look() as look:
        own = case_of(look, case or walk.case).id
        found = look.session.scalars(sa.select(Pairing).where(Pairing.case_id == own).order_by(Pairing.id))
        return [(one.cadre.name, one.from_on, one.until_on) for one in found]


def unseen(walk: Walk) -> list[OverdueRow]:
    with walk.office.look() as look:
        return overdue(look)


def on_cases(told: list[Any]) -> list[str]:
    """What each household was refused with."""
    return [type(one.facts["of"]).__name__ if isinstance(one, OnCase) else one.code for one in told]


# Pairing --------------------------------------------------------------------------------------------------------


def test_only_a_household_in_the_files_is_paired(at: At) -> None:
    assert refusals(partial(pair, at(CaseState.APPROVED))) == ["NotNow"]


def test_a_household_has_one_cadre_from_its_approval_on(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    early = APPROVED - timedelta(days=1)
    [told] = objections(partial(pair, walk, on=early.isoformat()))
    assert str(told) == "日期顺序不对：结对日（2026-03-31）不能早于批准日（2026-04-01），请核对两个日期。"
    pair(walk)
    assert terms(walk) == [("甘一干", APPROVED, None)]
    assert refusals(partial(pair, walk, "cadre2", on=early.isoformat())) == ["AlreadyPaired", "DayOutOfOrder"]
    assert terms(walk) == [("甘一干", APPROVED, None)]


def test_who_belongs_to_the_household_is_not_its_cadre(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    itself = str(walk.act("add-person", name=WIFE["name"], id_number=WIFE["id_number"]).key)
    walk.act("declare-kinship", case=walk.case, person=walk.people["cadre1"], relation="表兄")
    [member] = objections(partial(pair, walk, cadre=itself))
    [relative] = objections(partial(pair, walk))
    assert (member.code, member.facts["why"]) == ("CadreTooNear", "是本户家庭成员")
    assert (relative.code, relative.facts["why"]) == ("CadreTooNear", "与本户有亲属关系")
    assert terms(walk) == []


def test_who_may_be_of_the_household_by_name_is_not_its_cadre_until_a_number_tells(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    namesake = str(walk.act("add-person", name=WIFE["name"]).key)
    [told] = objections(partial(pair, walk, cadre=namesake))
    assert (told.code, told.facts["why"]) == ("CadreTooNear", StandAside.NAMESAKE.label)
    walk.act("declare-kinship", case=walk.case, person=walk.people["cadre1"], relation="表兄")
    other = str(walk.act("add-person", name="甘一干", unit="柳树社区").key)
    [told] = objections(partial(pair, walk, cadre=other))
    assert told.facts["why"] == StandAside.NAMESAKE.label, "one of both is a relative, and nothing says which"
    walk.act("change-person", person=namesake, name=WIFE["name"], id_number=invented_number(date(1980, 1, 1), 822))
    pair(walk, cadre=namesake)
    assert [name for name, *_ in terms(walk)] == [WIFE["name"]]


def test_cadres_of_one_name_are_told_apart_by_their_unit(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    walk.act("add-person", name="甘一干", unit="柳树社区")
    [told] = objections(partial(pair, walk, cadre="甘一干"))
    assert (told.code, told.facts["known"]) == ("AmbiguousPerson", "甘一干（东街街道工会）、甘一干（柳树社区）")
    pair(walk, cadre="甘一干（柳树社区）")
    with walk.office.look() as look:
        paired = pairing_of(look, case_of(look, walk.case))
        assert paired is not None
        assert paired.cadre.unit is not None
        assert paired.cadre.unit.name == "柳树社区"


def test_a_cadre_of_many_households_is_told_and_may_take_one_more(at: At) -> None:
    walk = at(CaseState.APPLIED)
    cases = [taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(6)]
    sign_take_over(walk)
    done = [pair(walk, case=case) for case in cases]
    assert [len(one.cautions) for one in done] == [0, 0, 0, 0, 0, 1]
    [told] = done[-1].cautions
    assert (told.code, str(told)) == ("CadreHasMany", "甘一干 结对已达 6 户，超过 5 户，请考虑分担。")


# Hand-over ------------------------------------------------------------------------------------------------------


def test_a_hand_over_leaves_no_gap_and_moves_everything_that_the_cadre_has(at: At) -> None:
    walk = at(CaseState.APPLIED)
    cases = [taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(2)]
    sign_take_over(walk)
    for case in cases:
        pair(walk, case=case)
    walk.clock.set(LATER)
    done = hand_over(walk)
    assert len(done.more["cases"]) == 2
    for case in cases:
        [(_, _, until), (successor, since, still)] = terms(walk, case)
        assert (successor, until, since, still) == ("甘二干", LATER, LATER, None)


def test_only_the_named_households_change_hands(at: At) -> None:
    walk = at(CaseState.APPLIED)
    first, second = (taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(2))
    sign_take_over(walk)
    pair(walk, case=first)
    pair(walk, case=second)
    hand_over(walk, cases=[first])
    assert [name for name, _, until in terms(walk, first) if until is None] == ["甘二干"]
    assert [name for name, _, until in terms(walk, second) if until is None] == ["甘一干"]


def test_nothing_is_handed_over_to_oneself_or_by_who_has_nobody(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    assert refusals(partial(hand_over, walk, new="cadre1")) == ["SameCadre"]
    assert refusals(partial(hand_over, walk)) == ["NothingToHandOver"]


def test_every_household_that_cannot_change_hands_says_why_and_none_does(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    walk.clock.set(LATER)
    pair(walk)
    walk.act("declare-kinship", case=walk.case, person=walk.people["cadre2"], relation="表兄")
    told = objections(partial(hand_over, walk, on=APPROVED.isoformat()))
    assert on_cases(told) == ["CadreTooNear", "HandOverBeforePairing"]
    assert on_cases(objections(partial(hand_over, walk, old="cadre2", new="surveyor1", cases=[walk.case]))) == [
        "NotPairedWith"
    ]
    assert terms(walk) == [("甘一干", LATER, None)]


def test_the_other_households_change_hands_where_the_clerk_wants_it(at: At) -> None:
    walk = at(CaseState.APPLIED)
    kin, stranger = (taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(2))
    sign_take_over(walk)
    for case in (kin, stranger):
        pair(walk, case=case)
    walk.act("declare-kinship", case=kin, person=walk.people["cadre2"], relation="表兄")
    assert on_cases(objections(partial(hand_over, walk))) == ["CadreTooNear"]
    assert on_cases(objections(partial(hand_over, walk, cases=[kin], partial=True))) == ["CadreTooNear"]
    done = hand_over(walk, partial=True)
    assert on_cases(list(done.cautions)) == ["CadreTooNear"]
    assert len(done.more["cases"]) == 1
    assert [name for name, _, _ in terms(walk, kin)] == ["甘一干"]
    assert [name for name, _, _ in terms(walk, stranger)] == ["甘一干", "甘二干"]


def test_each_household_goes_to_a_successor_of_its_own_in_one_act(at: At) -> None:
    walk = at(CaseState.APPLIED)
    first, second, third = (taken_over(walk, f"户{n}", order=810 + 2 * n) for n in range(3))
    sign_take_over(walk)
    for case in (first, second, third):
        pair(walk, case=case)
    keys: dict[str, Any] = {"from_cadre": walk.people["cadre1"], "reason": "调离"}
    assert refusals(partial(walk.act, "hand-over", **keys)) == ["FieldMissing"]
    assert refusals(partial(walk.act, "hand-over", **keys, cases=[first])) == ["FieldMissing"]
    own = {first: walk.people["cadre1"]}
    assert refusals(partial(walk.act, "hand-over", **keys, successors=own)) == ["SameCadre"]
    done = walk.act("hand-over", **keys, successors={first: walk.people["surveyor1"]})
    assert len(done.more["cases"]) == 1
    assert [name for name, _, until in terms(walk, second) if until is None] == ["甘一干"], "whom nobody named stays"
    walk.act("hand-over", **keys, to_cadre=walk.people["cadre2"], successors={second: walk.people["surveyor2"]})
    assert [[name for name, _, until in terms(walk, case) if until is None] for case in (first, second, third)] == [
        ["杜一查"],
        ["杜二查"],
        ["甘二干"],
    ]


# The end --------------------------------------------------------------------------------------------------------


def test_whoever_is_in_the_files_keeps_a_cadre_and_who_has_left_may_be_let_go(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    end = partial(walk.act, "end-pairing", case=walk.case, reason="已脱困")
    assert refusals(end) == ["NotPaired"]
    pair(walk)
    early = partial(end, on=(APPROVED - timedelta(days=1)).isoformat())
    told = objections(early)
    assert str(told[0]) == "本户还没有退出（在档）：不脱困就不脱档、不脱钩；要换帮扶人，请办理结对交接。"
    assert told[1].code == "EndBeforePairing"
    leave_the_files(walk)
    assert refusals(early) == ["EndBeforePairing"]
    end()
    assert terms(walk) == [("甘一干", APPROVED, APPROVED)]
    assert refusals(end) == ["NotPaired"]


# Visits ---------------------------------------------------------------------------------------------------------


def test_a_visit_belongs_to_who_was_paired_on_its_day_and_of_the_hand_over_to_the_successor(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    pair(walk)
    walk.clock.set(LATER)
    hand_over(walk)
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        days = (APPROVED - timedelta(days=1), APPROVED, LATER - timedelta(days=1), LATER)
        found = [one.cadre.name if (one := pairing_of(look, case, day)) else None for day in days]
    assert found == [None, "甘一干", "甘一干", "甘二干"]


def test_what_was_found_and_promised_is_kept_and_no_visit_lies_before_the_pairing(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    visit = partial(walk.act, "record-pairing-visit", case=walk.case, found="孩子上学困难", promised="联系学校")
    assert refusals(visit) == ["NotPaired"]
    pair(walk)
    [told] = objections(partial(visit, on=(APPROVED - timedelta(days=1)).isoformat()))
    assert str(told) == "本户在 2026-03-31 没有结对帮扶干部，请先办理结对。"
    visit()
    with walk.office.look() as look:
        kept = look.session.scalars(sa.select(PairingVisit)).one()
    assert (kept.found, kept.promised, kept.done, kept.on) == ("孩子上学困难", "联系学校", None, APPROVED)


def test_who_has_not_been_seen_for_long_is_on_the_list_and_who_has_no_cadre_at_once(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    assert [(row.head, row.cadre, row.days, row.due_on) for row in unseen(walk)] == [(HEAD["name"], None, 0, None)]
    pair(walk)
    assert unseen(walk) == []
    walk.clock.set(APPROVED + timedelta(days=149))
    assert unseen(walk) == []
    walk.clock.set(APPROVED + timedelta(days=150))
    [row] = unseen(walk)
    assert (row.cadre, row.days, row.due_on) == ("甘一干", 150, APPROVED + timedelta(days=180))
    walk.act("record-pairing-visit", case=walk.case, found="在家")
    assert unseen(walk) == []


def test_the_longest_wait_stands_first_and_an_old_archive_waits_from_the_day_it_came(at: At) -> None:
    walk = at(CaseState.APPROVED)
    taken_over(walk, "旧户")
    since = walk.clock.moment.date()
    walk.clock.set(APPROVED)
    walk.approve()
    rows = unseen(walk)
    assert [(row.head, row.last_seen_on) for row in rows] == [("旧户", since), (HEAD["name"], APPROVED)]


def test_no_archive_is_taken_over_once_the_office_has_approved_one_itself(at: At) -> None:
    walk = at(CaseState.ACTIVE)
    assert refusals(partial(taken_over, walk, "旧户")) == ["TakeOverClosed"]
