"""What an act is given: plain frozen values, checked from their annotations, with every fault told at once.

The same annotations make the check and the JSON Schema of ``centre acts``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from centre_app.core.fields.asked import asked_place
from centre_app.core.fields.sizes import CODE_LENGTH
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import given as no
from centre_app.services.asked import choices_at

__all__ = ["Day", "Given", "Key", "Line", "Name", "Short", "Text", "Yuan", "given_from", "schema"]

G = TypeVar("G", bound="Given")

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]
Yuan = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=50, strip_whitespace=True)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=CODE_LENGTH, strip_whitespace=True)]
"""A telephone, or a code that others have given."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]

ALLOWED_CONTROLS = frozenset("\n\t")
_QUOTED = re.compile("'([^']*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every act may be given: the day of the fact, not after today; without it the fact is of today."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    on: Day | None = None


_ADAPTERS: dict[type[Given], TypeAdapter[Any]] = {}


def _adapter(kind: type[Given]) -> TypeAdapter[Any]:
    """The checker of a kind, made on first use: making all of them would cost every start."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def schema(kind: type[Given]) -> dict[str, Any]:
    """The JSON Schema of what an act takes."""
    return _adapter(kind).json_schema()


def given_from(kind: type[G], data: Mapping[str, Any] | str | bytes) -> G:
    """Read what an act is given from JSON or a mapping.

    Raises:
        Refused: with a refusal for every fault, none of the values stored.
    """
    if isinstance(data, str | bytes):
        data = _parsed(data)
    faults = list(_control_characters((), data))
    try:
        given: G = _adapter(kind).validate_python(data)
    except ValidationError as error:
        faults += _faults(kind, error)
    if faults:
        raise Refused(dict.fromkeys(faults))
    return given


def _parsed(data: str | bytes) -> Any:
    try:
        return json.loads(data, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise Refused([no.NotJson(why=no.JSON_AT.format(line=error.lineno, column=error.colno))]) from error
    except RecursionError as error:
        raise Refused([no.NotJson(why=no.JSON_NESTED)]) from error
    except ValueError as error:
        raise Refused([no.NotJson(why=no.JSON_NOT_UTF8)]) from error


def _control_characters(where: tuple[int | str, ...], value: object) -> Iterator[Told]:
    if isinstance(value, str):
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in ALLOWED_CONTROLS for c in value):
            yield no.ControlCharacter(where=asked_place(where), field=_place(where))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _control_characters((*where, str(key)), inner)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _control_characters((*where, index), inner)


_KINDS: tuple[tuple[str, type[Told]], ...] = (
    ("missing", no.FieldMissing),
    ("unexpected_keyword_argument", no.FieldUnknown),
    ("extra_forbidden", no.FieldUnknown),
    ("date", no.NotADay),
    ("greater_than", no.NotANumber),
    ("less_than", no.NotANumber),
    ("decimal", no.NotAnAmount),
    ("int", no.NotANumber),
    ("float", no.NotANumber),
    ("finite_number", no.NotANumber),
    ("string_too_short", no.TextEmpty),
)


def _faults(given: type[Given], error: ValidationError) -> Iterator[Told]:
    """Every fault once: a list whose items are wrong also counts as short of them, which is not to be told."""
    found = error.errors(include_url=False)
    within = {fault["loc"][:depth] for fault in found for depth in range(len(fault["loc"]))}
    for fault in found:
        if fault["type"] != "too_short" or fault["loc"] not in within:
            yield _fault(given, fault)


def _fault(given: type[Given], fault: Mapping[str, Any]) -> Told:
    kind = str(fault["type"])
    field, where = _place(fault["loc"]), asked_place(fault["loc"])
    context = fault.get("ctx") or {}
    if kind == "string_too_long":
        return no.TextTooLong(where=where, most=context["max_length"], field=field)
    if kind == "too_short":
        return no.TooFew(where=where, least=context["min_length"], field=field)
    if kind in ("enum", "literal_error"):
        return no.NotInList(where=where, choices=_choices(given, fault["loc"], context["expected"]), field=field)
    if isinstance(context.get("ge", context.get("le")), str | date):
        return no.NotADay(where=where, field=field)
    told = next((told for prefix, told in _KINDS if kind.startswith(prefix)), None)
    if told is None:
        how = next((how for prefix, how in no.HOW_WRITTEN.items() if kind.startswith(prefix)), no.OTHERWISE_WRITTEN)
        return no.FieldWrong(where=where, how=how, field=field)
    return told(where=where, field=field)


def _choices(given: type[Given], place: Sequence[int | str], expected: str) -> str:
    """The codes that would do, each with its word where the list is one of ours."""
    words = {one.value: one.label for one in choices_at(given, place)}
    codes = _QUOTED.findall(expected)
    return "、".join(f"{code}（{words[code]}）" if code in words else code for code in codes)


def _place(location: tuple[int | str, ...]) -> str:
    """``members[2].name`` for ("members", 1, "name"): counted from one, as a person counts."""
    place = ""
    for part in location:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    return place
