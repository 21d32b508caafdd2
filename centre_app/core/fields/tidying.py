"""Puts a household as it was typed into the one form in which it is stored: nothing is guessed, nothing is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.people import identity, tidy_name
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.people import IdOfFifteen
from centre_app.core.writing import plain

from .field import Kind, Record
from .household import HOUSEHOLD, PERSON

__all__ = ["tidied"]

F = TypeVar("F", HouseholdFacts, PersonFacts)


def tidied(facts: HouseholdFacts) -> tuple[HouseholdFacts, tuple[Told, ...]]:
    """The household as it is stored, and what there is to say of what was put into another form.

    Names lose their blanks and take one kind of dot, numbers become narrow and lose theirs, an old identity number
    of 15 digits becomes its 18 (and that is told), a text of blanks becomes no text. What cannot be trusted stays
    as typed for ``household_faults`` to refuse.
    """
    told = tuple(
        IdOfFifteen(field=f"people[{place}].id_number")
        for place, person in enumerate(facts.people, start=1)
        if identity(person.id_number).upgraded
    )
    people = tuple(_tidy(PERSON, person) for person in facts.people)
    return replace(_tidy(HOUSEHOLD, facts), people=people), told


def _tidy(record: Record, facts: F) -> F:
    found: dict[str, Any] = {}
    for field in record.fields:
        value = getattr(facts, field.name)
        if isinstance(value, str):
            text = _FORMS.get(field.kind, _text)(value)
            found[field.name] = text if text or field.name in _NEVER_NONE else None
    return replace(facts, **found)


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _name(text: str) -> str:
    try:
        return tidy_name(text)
    except Refused:
        return text


def _id(text: str) -> str:
    return identity(text).number or text.strip()


_NEVER_NONE: Final = frozenset({"name", "relation"})
_FORMS: Final[Mapping[Kind, Callable[[str], str]]] = {
    Kind.NAME: _name,
    Kind.ID: _id,
    Kind.PHONE: plain,
    Kind.POSTCODE: plain,
    Kind.ACCOUNT: plain,
    Kind.AREA: plain,
    Kind.DAY_OR_MONTH: plain,
    Kind.CODE: plain,
}
