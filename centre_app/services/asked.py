"""What an act asks for, field by field, read from the annotations of what it is given: for people and for a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic_core import to_jsonable_python

from centre_app.core.fields import RECORDS, Kind
from centre_app.core.fields.asked import asked_word
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.vocabulary import Choice

__all__ = ["Asked", "asked_of", "choices_at", "template_of"]

_RECORDS: Final = {HouseholdFacts: "household", PersonFacts: "household_member"}
"""Facts whose codes are plain text, judged by the dictionary's record."""
_KINDS: Final[Mapping[type, Kind]] = {
    bool: Kind.YES_NO,
    int: Kind.WHOLE,
    Decimal: Kind.MONEY,
    date: Kind.DAY,
    time: Kind.TIME,
}


_MEASURED: Final = frozenset(
    each.name for record in RECORDS.values() for each in record.fields if each.kind is Kind.QUANTITY
)
"""What is measured, not paid."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name in JSON, its word, what it holds, whether it must be given, whether it holds several.

    ``choices`` are the codes that it takes, ``parts`` the fields of what it holds. ``keyed`` is a value by a key, as
    a vote by the person who gave it. ``default`` is what is taken where nothing is given.
    """

    name: str
    word: str
    kind: Kind
    needed: bool
    several: bool
    keyed: bool
    choices: tuple[Choice, ...]
    parts: tuple[Asked, ...]
    default: Any


def asked_of(kind: type) -> tuple[Asked, ...]:
    """Everything that a kind of given asks for, in its order; what must be given first."""
    hints = get_type_hints(kind, include_extras=True)
    found = [_asked(one, hints[one.name], _RECORDS.get(kind, "")) for one in fields(kind)]
    return tuple(sorted(found, key=lambda one: not one.needed))


def _asked(one: Field[Any], hint: Any, record: str) -> Asked:
    base, several, keyed = _base(hint)
    known = next((each for each in RECORDS[record].fields if each.name == one.name), None) if record else None
    choices: tuple[Choice, ...] = ()
    if isinstance(base, type) and issubclass(base, Choice):
        choices = tuple(base)
    elif known is not None:
        choices = tuple(choice for listed in known.choices for choice in listed)
    parts = asked_of(base) if is_dataclass(base) and isinstance(base, type) else ()
    plain = known.kind if known else Kind.QUANTITY if one.name in _MEASURED else _KINDS.get(base, Kind.TEXT)
    kind = Kind.DETAIL if parts else Kind.CODE if choices else plain
    word = known.label if known else asked_word(one.name)
    needed = one.default is MISSING and one.default_factory is MISSING
    default = None if one.default is MISSING else one.default
    return Asked(one.name, word, kind, needed, several, keyed, choices, parts, default)


def _base(hint: Any) -> tuple[Any, bool, bool]:
    """The type below ``Annotated``, what may be missing, lists and mappings; whether there are several, and by keys."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _base(inner[0])
    if origin in (Union, UnionType):
        return _base(next(one for one in inner if one is not NoneType))
    if origin is tuple:
        return _base(inner[0])[0], True, False
    if origin is dict:
        return _base(inner[1])[0], False, True
    return hint, False, False


def choices_at(kind: type, place: Sequence[int | str]) -> tuple[Choice, ...]:
    """The codes of the field at this place of what was given; none where it is not a field of a list."""
    asked, found = asked_of(kind), None
    for part in place:
        found = next((one for one in asked if one.name == part), found)
        asked = found.parts if found else ()
    return found.choices if found else ()


def template_of(asked: Sequence[Asked]) -> dict[str, Any]:
    """A document to be filled in: what must be given is empty, what may be given is as if it were not."""
    return dict(_filled(asked))


def _filled(asked: Sequence[Asked]) -> Iterator[tuple[str, Any]]:
    for one in asked:
        if not one.needed:
            yield one.name, to_jsonable_python(one.default)
            continue
        value: Any = template_of(one.parts) if one.parts else {} if one.keyed else ""
        yield one.name, [value] if one.several else value
