"""单位与人员 as its page shows it: posts by day, masked numbers, who may sign for whom, whose relative somebody is."""

from __future__ import annotations

from functools import partial

from centre_app.core.vocabulary.filing import CaseState, Post, Role, UnitKind
from centre_app.services import union_book
from centre_app.services.union_book import PersonRow, PersonView, UnitRow
from tests.services.conftest import TOWN_UNION, UNION, At
from tests.services.saying import refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import Walk

pytestmark = ENCRYPTED

NUMBER, PHONE = "621002197001010018", "19900001111"


def people(walk: Walk) -> dict[str, PersonRow]:
    with walk.office.look() as look:
        return {row.name: row for row in union_book.people_of_union(look)}


def units(walk: Walk) -> list[UnitRow]:
    with walk.office.look() as look:
        return list(union_book.units_of_union(look))


def person(walk: Walk, key: str) -> PersonView:
    with walk.office.look() as look:
        return union_book.person_view(look, walk.people[key])


def test_people_stand_by_initials_with_the_posts_of_today(at: At) -> None:
    walk = at(None)
    rows = people(walk)
    assert [row.initials for row in rows.values()] == sorted(row.initials for row in rows.values())
    assert rows["朱主席"].posts == ((TOWN_UNION, Post.CHAIR),)
    assert rows["朱主席"].unit == TOWN_UNION
    assert (rows["朱主席"].id_number, rows["朱主席"].phone) == (None, None)
    walk.act("end-appointment", by=Role.ADMINISTRATOR, appointment=person(walk, "chair").terms[0].key, on="2026-03-01")
    assert people(walk)["朱主席"].posts == ()
    assert [(row.chair, row.seats) for row in units(walk) if row.name == TOWN_UNION] == [("", 4)]
    [term] = person(walk, "chair").terms
    assert not term.holds


def test_numbers_are_masked_and_a_person_may_have_no_unit(at: At) -> None:
    walk = at(None)
    done = walk.act("add-person", name="钱一", id_number=NUMBER, phone=PHONE)
    row = people(walk)["钱一"]
    assert row.unit == ""
    assert row.id_number is not None
    assert row.phone is not None
    assert NUMBER not in row.id_number
    assert PHONE not in row.phone
    with walk.office.look() as look:
        assert union_book.person_view(look, str(done.key)).unit_key is None


def test_units_stand_by_kind_with_their_chair_and_their_seats(at: At) -> None:
    walk = at(None)
    rows = units(walk)
    assert [row.kind for row in rows] == [UnitKind.COUNTY_UNION, UnitKind.TOWNSHIP_UNION, UnitKind.COMMUNITY]
    town = rows[1]
    assert (town.name, town.parent, town.chair, town.seats) == (TOWN_UNION, UNION, "朱主席", 5)
    assert town.people > town.seats
    assert (rows[2].chair, rows[2].people) == ("", 0)


def test_a_unit_shows_who_had_a_post_there_and_what_it_is_reached_by(at: At) -> None:
    walk = at(None)
    key = walk.act(
        "add-unit", name="甲厂工会", kind="enterprise_union", parent=UNION, address="东街1号", phone="8210001"
    )
    with walk.office.look() as look:
        shown = union_book.unit_view(look, str(key.key))
        county = union_book.unit_view(look, walk.people["county"])
    assert (shown.address, shown.phone, shown.uscc, shown.terms, shown.delegates) == (
        "东街1号",
        "8210001",
        None,
        (),
        False,
    )
    assert county.delegates
    first = county.terms[0]
    assert (first.person, first.post) == ("钟县主", Post.CHAIR)


def test_a_delegation_holds_while_chair_and_deputy_are_in_office(at: At) -> None:
    walk = at(None)
    given = {"unit": walk.people["county"], "deputy": walk.people["county_vice_chair"], "document": "委〔2026〕1号"}
    walk.act("delegate-chair", by=Role.CHAIR, until="2026-12-31", **given)
    [seen] = person(walk, "county_chair").delegations
    assert (seen.chair, seen.deputy, seen.document, seen.holds) == ("钟县主", "傅县助", "委〔2026〕1号", True)
    assert person(walk, "county_vice_chair").delegations == (seen,)
    walk.act("delegate-chair", by=Role.CHAIR, until="2026-06-30", **{**given, "document": "委〔2026〕2号"})
    assert [(one.document, one.holds) for one in person(walk, "county_chair").delegations] == [
        ("委〔2026〕2号", True),
        ("委〔2026〕1号", False),
    ]


def test_a_person_shows_whose_relative_they_are_and_their_logins(at: At) -> None:
    walk = at(CaseState.APPLIED)
    assert walk.case is not None
    walk.act("declare-kinship", person=walk.people["clerk"], case=walk.case, relation="表兄")
    shown = person(walk, "clerk")
    [kin] = shown.kin
    assert (kin.case, kin.relation) == (walk.case, "表兄")
    assert kin.head
    assert kin.number
    assert shown.logins == ("经办",)
    assert shown.unit_key == walk.people["unit"]


def test_a_key_that_names_nobody_is_refused(at: At) -> None:
    walk = at(None)
    with walk.office.look() as look:
        assert refusals(partial(union_book.person_view, look, "不是键")) == ["NoSuchThing"]
        assert refusals(partial(union_book.unit_view, look, "不是键")) == ["NoSuchThing"]
