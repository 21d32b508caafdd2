"""What an act asks for is read from what it is given: every field has its word, and the template is one to fill in."""

import json
from functools import partial

import pytest

from centre_app.core.fields import Kind
from centre_app.services.asked import Asked, asked_of, choices_at, template_of
from centre_app.services.binding import BINDINGS, given_kind
from centre_app.services.given import given_from
from tests.services.saying import objections


def _named(asked: tuple[Asked, ...]) -> dict[str, Asked]:
    return {one.name: one for one in asked}


def _all(asked: tuple[Asked, ...]) -> list[Asked]:
    return [found for one in asked for found in (one, *_all(one.parts))]


@pytest.mark.parametrize("act", BINDINGS)
def test_every_field_of_every_act_is_called_by_a_chinese_word(act: str) -> None:
    assert [one.name for one in _all(asked_of(given_kind(act))) if one.word.isascii()] == []


@pytest.mark.parametrize("act", BINDINGS)
def test_a_template_lacks_nothing_but_what_is_to_be_typed(act: str) -> None:
    text = json.dumps(template_of(asked_of(given_kind(act))))
    if act == "open-case":  # a person without a name is refused by the household, which judges its people itself
        assert given_from(given_kind(act), text)
        return
    told = {one.code for one in objections(partial(given_from, given_kind(act), text))}
    assert told <= {"TextEmpty", "NotInList", "NotADay", "NotAnAmount", "NotANumber", "FieldWrong"}


def test_what_must_be_given_comes_first_with_what_it_holds() -> None:
    asked = asked_of(given_kind("hold-meeting"))
    needed = [one.name for one in asked if one.needed]
    assert [one.name for one in asked][: len(needed)] == needed
    cases = _named(asked)["cases"]
    assert (cases.kind, cases.several, cases.needed) == (Kind.DETAIL, True, True)
    votes = _named(cases.parts)["votes"]
    assert (votes.keyed, [one.value for one in votes.choices]) == (True, ["for", "against", "abstain"])
    assert _named(asked)["on"].kind is Kind.DAY


def test_codes_of_people_and_households_are_those_of_the_dictionary() -> None:
    household = _named(asked_of(given_kind("open-case")))["household"]
    people = _named(household.parts)["people"]
    assert [one.label for one in _named(people.parts)["sex"].choices][1:3] == ["男", "女"]
    assert _named(people.parts)["counted"].default is True


def test_the_codes_of_a_place_are_found_through_lists_and_keys() -> None:
    kind = given_kind("hold-meeting")
    assert [one.label for one in choices_at(kind, ("cases", 0, "votes", "某人"))] == ["同意", "不同意", "弃权"]
    assert choices_at(kind, ("nowhere",)) == ()
    assert choices_at(kind, ("minutes",)) == ()
