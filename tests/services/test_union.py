"""Units and people of the union: each recorded once, with dated posts, delegations and kinship."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import Post, Role
from centre_app.db.people import Appointment, Kinship, Person, Unit
from centre_app.services import people as union
from centre_app.services.finding import person_of, unit_of
from tests.services.conftest import At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import HEAD, Walk

pytestmark = ENCRYPTED

OLD_NUMBER = "621002700101001"


def appoint(walk: Walk, key: str, unit: str, post: Post, **more: Any) -> str:
    who = {"person": walk.people[key], "unit": walk.people[unit]}
    return str(walk.act("appoint", by=Role.ADMINISTRATOR, post=post, **who, **more).key)


def end(walk: Walk, appointment: str, on: str) -> None:
    walk.act("end-appointment", by=Role.ADMINISTRATOR, appointment=appointment, on=on)


def delegate(walk: Walk, key: str, unit: str = "county", **more: Any) -> None:
    plain = {"until": "2026-12-31", "document": "委托书〔2026〕1号", "unit": walk.people[unit]}
    walk.act("delegate-chair", by=Role.CHAIR, deputy=walk.people[key], **{**plain, **more})


def term_of(walk: Walk, key: str, post: Post) -> str:
    with walk.office.look() as look:
        found = sa.select(Appointment.uid).join(Person).where(Person.uid == person_of(look, walk.people[key]).uid)
        return str(look.session.scalars(found.where(Appointment.post == post)).one())


def count(walk: Walk, model: type[Any]) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(model))


# Units and people -----------------------------------------------------------------------------------------------


def test_a_unit_stands_under_its_parent_and_its_name_is_its_own(at: At) -> None:
    walk = at(None)
    walk.act("add-unit", name="杨树社区", kind="community", parent="东街街道工会")
    with walk.office.look() as look:
        unit = unit_of(look, "杨树社区")
        assert unit.parent_id == unit_of(look, "东街街道工会").id
    before = count(walk, Unit)
    [told] = objections(partial(walk.act, "add-unit", name="杨树社区", kind="community"))
    assert (told.code, told.field) == ("UnitTaken", "name")
    assert count(walk, Unit) == before


def test_a_unit_has_a_credit_code_that_holds_and_is_kept_as_it_is_written(at: At) -> None:
    walk = at(None)
    before = count(walk, Unit)
    wrong = partial(walk.act, "add-unit", name="东街街道工会", kind="community", uscc="乱写")
    assert refusals(wrong) == ["UnitTaken", "uscc_character", "uscc_length"]
    assert count(walk, Unit) == before
    walk.act("add-unit", name="甲厂工会", kind="enterprise_union", uscc="81621002mc0000001q")
    with walk.office.look() as look:
        assert unit_of(look, "甲厂工会").uscc == "81621002MC0000001Q"


def test_all_that_is_wrong_with_a_person_is_told_at_once(at: At) -> None:
    walk = at(None)
    walk.act("add-person", name="钱一", id_number=HEAD["id_number"])
    before = count(walk, Person)
    taken = partial(walk.act, "add-person", name="钱一", id_number=OLD_NUMBER, phone="12345")
    wrong = partial(walk.act, "add-person", name="钱二", id_number="621002197001010019", phone="12345")
    assert refusals(taken) == ["PersonTaken", "PhoneWrong"]
    assert refusals(wrong) == ["id_check", "PhoneWrong"]
    assert count(walk, Person) == before


def test_people_of_one_name_are_told_apart_by_their_key(at: At) -> None:
    walk = at(None)
    first = str(walk.act("add-person", name="钱一").key)
    walk.act("add-person", name="钱一", unit="柳树社区", phone="19900000008")
    [told] = objections(partial(walk.act, "appoint", by=Role.REVIEWER, person="钱一", unit="柳树社区", post="cadre"))
    assert told.code == "AmbiguousPerson"
    assert str(told) == (
        "叫“钱一”的有 2 人：钱一、钱一（柳树社区）。请连同单位写成“姓名（单位）”，单位也相同的用编号指明。"
    )
    walk.act("appoint", by=Role.REVIEWER, person=first, unit="柳树社区", post="cadre")


def test_people_of_one_name_are_told_apart_by_their_unit(at: At) -> None:
    walk = at(None)
    walk.act("add-person", name="钱一")
    second = walk.act("add-person", name="钱一", unit="柳树社区", phone="19900000008").key
    walk.act("add-person", name="钱一", unit="甲县总工会", phone="19900000009")
    with walk.office.look() as look:
        assert [person_of(look, key).uid for key in ("钱一（柳树社区）", "钱一(柳树社区)")] == [second, second]
        assert refusals(partial(person_of, look, "钱一（东街街道工会）")) == ["NoSuchThing"]


# Posts ----------------------------------------------------------------------------------------------------------


def test_a_unit_has_one_chair_at_a_time_and_a_person_holds_a_post_once(at: At) -> None:
    walk = at(None)
    [told] = objections(partial(appoint, walk, "member1", "unit", Post.CHAIR))
    assert str(told) == "东街街道工会这段时间的工会主席是 朱主席，请先办理免职再任命新主席。"
    backwards = partial(appoint, walk, "member1", "unit", Post.COMMITTEE_MEMBER, until="2019-01-01")
    assert refusals(backwards) == ["TermBackwards"]
    assert refusals(partial(appoint, walk, "member1", "unit", Post.COMMITTEE_MEMBER)) == ["AlreadyAppointed"]


def test_the_day_after_a_chair_left_another_may_come(at: At) -> None:
    walk = at(None)
    end(walk, term_of(walk, "chair", Post.CHAIR), "2026-02-28")
    assert refusals(partial(appoint, walk, "member1", "unit", Post.CHAIR, on="2026-02-28")) == ["ChairTaken"]
    appoint(walk, "member1", "unit", Post.CHAIR, on="2026-03-01")
    with walk.office.look() as look:
        unit, old, new = (
            unit_of(look, walk.people["unit"]),
            *(person_of(look, walk.people[key]) for key in ("chair", "member1")),
        )
        days = [date(2026, 2, 28), date(2026, 3, 1)]
        assert [union.holds(look, old.id, unit.id, Post.CHAIR, day) for day in days] == [True, False]
        assert [union.holds(look, new.id, unit.id, Post.CHAIR, day) for day in days] == [False, True]
        assert new.id in {one.id for one in union.committee_on(look, unit.id, days[1])}
        assert [len(union.committee_on(look, unit.id, day)) for day in days] == [5, 4]


def test_a_term_of_before_does_not_stand_in_the_way(at: At) -> None:
    walk = at(None)
    appoint(walk, "member1", "county", Post.CHAIR, on="2019-01-01", until="2020-01-05")
    assert refusals(partial(appoint, walk, "member2", "county", Post.CHAIR, on="2019-01-01")) == ["ChairTaken"]


def test_a_post_ends_after_it_began_and_once(at: At) -> None:
    walk = at(None)
    term = term_of(walk, "chair", Post.CHAIR)
    assert refusals(partial(end, walk, term, "2019-01-01")) == ["TermBackwards"]
    end(walk, term, "2026-02-28")
    [told] = objections(partial(end, walk, term, "2026-03-01"))
    assert str(told) == "该任职已于 2026-02-28 结束，不必再次免职。"
    end(walk, term, "2026-02-27")
    assert refusals(partial(end, walk, term, "2026-02-28")) == ["TermEnded"]


# Delegations and kinship ----------------------------------------------------------------------------------------


def test_a_chair_delegates_to_a_vice_chair_in_writing_and_for_days_to_come(at: At) -> None:
    walk = at(None)
    assert refusals(partial(delegate, walk, "vice_chair", "unit", until="2026-03-05")) == ["DelegationAtCountyOnly"]
    delegate(walk, "county_vice_chair", until="2026-03-05")
    assert delegated_on(walk) == [False, True, True, False]
    end(walk, term_of(walk, "county_chair", Post.CHAIR), "2026-03-02")
    assert delegated_on(walk) == [False, True, False, False]
    walk.clock.set(date(2026, 3, 3))
    told = refusals(partial(delegate, walk, "member1", until="2026-02-01"))
    assert told == ["NoChair", "NotViceChair", "TermBackwards"]


def delegated_on(walk: Walk) -> list[bool]:
    """Whether the county's vice-chair may sign for the chair on the day before, on two of the term, and after it."""
    with walk.office.look() as look:
        deputy, unit = person_of(look, walk.people["county_vice_chair"]), unit_of(look, walk.people["county"])
        days = [date(2026, 3, day) for day in (1, 2, 5, 6)]
        return [union.delegation_on(look, deputy.id, unit.id, day) is not None for day in days]


def test_kinship_with_a_household_is_recorded_once(at: At) -> None:
    walk = at("appraised")
    declare = partial(walk.act, "declare-kinship", case=walk.case, person=walk.people["member1"], relation="表兄")
    declare()
    assert refusals(declare) == ["KinshipKnown"]
    assert count(walk, Kinship) == 1


def test_a_namesake_without_a_number_is_taken_down_with_a_word(at: At) -> None:
    walk = at(None)
    first = walk.act("add-person", name="钱一")
    again = walk.act("add-person", name="钱一")
    assert (first.cautions, [told.code for told in again.cautions]) == ((), ["NameKnown"])
    assert "钱一" in again.cautions[0].sentence
