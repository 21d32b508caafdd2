"""What may stand in one field, judged from what the dictionary says of it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from centre_app.core.people import YearMonth, bank_card, phone
from centre_app.core.refusals import Told
from centre_app.core.refusals import households as no
from centre_app.core.refusals.given import ControlCharacter, TextEmpty, TextTooLong
from centre_app.core.vocabulary.standards import Relation

from .field import Field, Kind

__all__ = ["SHOWN", "day_or_month", "first_day", "is_area_code", "last_day", "value_faults"]

FIRST_YEAR: Final = 1900
PLANNED: Final = frozenset({"target_on"})
"""Days that may lie ahead."""
OTHER_LINES: Final = frozenset({"phone2"})
"""Where a land line or a service number may stand: the form asks for another way to reach the household."""
SHOWN: Final = 20
"""How much of a wrong value is repeated in its sentence."""
_LINE_SIGNS: Final = frozenset("\n\t")
_SIX_DIGITS: Final = re.compile(r"\d{6}", re.ASCII)
_LANDLINE: Final = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?", re.ASCII)
_SERVICE_LINE: Final = re.compile(r"[48]00-?\d{3}-?\d{4}", re.ASCII)
_DAY_OR_MONTH: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


def value_faults(field: Field, value: object, *, where: str, on: date) -> Iterator[Told]:
    """What is wrong with a value by itself: its list, length, digits, range, day.

    ``where`` is what sentences call the field; ``on`` is the day after which nothing that has happened can lie.
    Names and identity numbers have judges of their own (``core.people``).
    """
    match value:
        case tuple():
            for code in value:
                yield from _of_text(field, code, where)
        case str() if field.kind not in (Kind.NAME, Kind.ID):
            yield from _of_text(field, value, where)
            if field.kind is Kind.DAY_OR_MONTH:
                yield from _of_day_or_month(field, value, where, on)
        case int() if not isinstance(value, bool):
            yield from _of_count(field, value, where)
        case Decimal():
            yield from _of_figure(field, value, where)


def is_area_code(text: str) -> bool:
    """Whether these are the six digits of an area (GB/T 2260), known or not."""
    return bool(_SIX_DIGITS.fullmatch(text))


def _of_text(field: Field, value: str, where: str) -> Iterator[Told]:
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in _LINE_SIGNS for sign in value):
        yield ControlCharacter(where=where)
    elif not value.strip():
        yield TextEmpty(where=where)
    elif field.kind in (Kind.CODE, Kind.CODES):
        option = field.option(value)
        if option is None or option is Relation.SELF:
            yield no.CodeNotListed(where=where, value=value[:SHOWN])
    elif field.most is not None and len(value) > field.most:
        yield TextTooLong(where=where, most=field.most)
    else:
        yield from _of_digits(field, value, where)


def _of_digits(field: Field, value: str, where: str) -> Iterator[Told]:
    match field.kind:
        case Kind.PHONE:
            mobile_only = field.name not in OTHER_LINES
            if phone(value).number != value and (mobile_only or not _is_other_line(value)):
                yield (no.MobileNotUsable if mobile_only else no.PhoneNotUsable)(where=where)
        case Kind.POSTCODE:
            if not _SIX_DIGITS.fullmatch(value):
                yield no.PostcodeBad()
        case Kind.AREA:
            if not is_area_code(value):
                yield no.HukouAreaBad()
        case Kind.ACCOUNT:
            found = bank_card(value)
            yield from found.problems
            if found.number is not None and found.number != value:
                yield no.NotTidy(where=where)


def _is_other_line(value: str) -> bool:
    return bool(_LANDLINE.fullmatch(value) or _SERVICE_LINE.fullmatch(value))


def _of_count(field: Field, value: int, where: str) -> Iterator[Told]:
    most = field.most or 0
    least = FIRST_YEAR if most > FIRST_YEAR else 1
    if not least <= value <= most:
        yield no.CountTooHigh(where=where, least=least, most=most)


def _of_figure(field: Field, value: Decimal, where: str) -> Iterator[Told]:
    most = field.most or 0
    if not value.is_finite() or not 0 <= value <= most or value != round(value, 2):
        bad = no.AmountBad if field.kind is Kind.MONEY else no.QuantityBad
        yield bad(where=where, most=most)


# Days


def day_or_month(text: str) -> date | YearMonth | None:
    """The day or month that a stored text names; ``None`` where it names none."""
    found = _DAY_OR_MONTH.fullmatch(text)
    if not found or int(found[1]) < FIRST_YEAR:
        return None
    try:
        first = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return first if found[3] else YearMonth(first.year, first.month)


def first_day(found: date | YearMonth) -> date:
    """The day itself, or the first of its month."""
    return date(found.year, found.month, 1) if isinstance(found, YearMonth) else found


def last_day(found: date | YearMonth) -> date:
    """The day itself, or the last of its month."""
    if isinstance(found, YearMonth):
        return date(found.year, found.month, monthrange(found.year, found.month)[1])
    return found


def _of_day_or_month(field: Field, value: str, where: str, on: date) -> Iterator[Told]:
    found = day_or_month(value)
    if found is None:
        yield no.DayOrMonthBad(where=where)
    elif first_day(found) > on and field.name not in PLANNED:
        yield no.DayInFuture(where=where, today=on)
