"""Reads the cells of a column by what the data dictionary says of its field.

A reader takes the value of a cell that is not empty and gives what it means and what there is to say about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from centre_app.core import typed
from centre_app.core.fields import Field, Kind
from centre_app.core.people import CARD_LENGTHS, bank_card
from centre_app.core.refusals import Told
from centre_app.core.refusals.people import AccountDamaged
from centre_app.core.refusals.sheets import (
    AccountUnread,
    CodeUnknown,
    DateFuture,
    DigitsBad,
    NumberUnreadable,
    TextControl,
    TextLong,
    YesNoUnreadable,
)
from centre_app.core.typed import Day, Value, as_text
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.synonyms import known, yes_no
from centre_app.core.writing import narrow, plain, without_blanks

from .book import Sheet
from .safe_texts import plain_text

__all__ = ["NOTHING", "Reader", "day_reader", "is_figure", "reader"]

Found: TypeAlias = tuple[Any, Told | None]
Read: TypeAlias = Callable[[Value], Found]


class Reader(dict[Value, Found]):
    """Reads a cell by being asked for it: ``reader[value]``.

    The same words come again in every row; what was read once is looked up, without calling anything.
    """

    def __init__(self, read: Read, *, remembers: bool = True) -> None:
        super().__init__()
        self.read, self.remembers = read, remembers

    def __missing__(self, value: Value) -> Found:
        found = self.read(value)
        if self.remembers:
            self[value] = found
        return found


NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\"})
"""Written where a cell is meant to be empty."""
_NOT_SEEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_MARKS: Final = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ENDS_OF_LINES: Final = re.compile(r" *\n *")
_SIX: Final = re.compile(r"\d{6}", re.ASCII)
_LONGEST_SHOWN: Final = 40
ACCOUNT_LENGTHS: Final = range(CARD_LENGTHS[0], CARD_LENGTHS[1] + 1)
PLANNED: Final = frozenset({"target_on"})
"""Days that may lie ahead."""


def is_figure(value: Value) -> bool:
    """Whether a spreadsheet stored this as a number."""
    return isinstance(value, (float, int)) and not isinstance(value, bool)


def reader(field: Field, label: str, sheet: Sheet, on: date, unsaid: frozenset[str] = frozenset()) -> Reader:
    """The reader of a column of this field; ``label`` is what the office's table calls it, ``on`` is today.

    ``unsaid`` are words that stand where no code applies.
    """
    match field.kind:
        case Kind.CODE:
            return Reader(_of_codes(field.choices, label, NOTHING | unsaid))
        case Kind.MONEY:
            return Reader(typed.amount)
        case Kind.DAY | Kind.DAY_OR_MONTH:
            return Reader(_of_days(sheet, date.max if field.name in PLANNED else on))
        case Kind.YES_NO:
            return Reader(_yes_or_no)
        case Kind.WHOLE:
            return Reader(_of_whole_numbers(field.most or 0))
        case Kind.QUANTITY:
            return Reader(_of_quantities(field.most or 0))
        case Kind.ACCOUNT:
            return Reader(_account, remembers=False)
        case Kind.PHONE:
            return Reader(_one_phone, remembers=False)
        case Kind.AREA | Kind.POSTCODE:
            return Reader(_six_digits)
        case _:
            return Reader(_of_texts(field.most or 0), remembers=False)


def day_reader(sheet: Sheet) -> Callable[[Value], tuple[Day | None, Told | None]]:
    """Reads days as they are, a month where no day is named."""
    figures_lost = sheet.lines is not None

    def read(value: Value) -> tuple[Day | None, Told | None]:
        return typed.day(value, date1904=sheet.date1904, figures_lost=figures_lost)

    return read


def _of_codes(lists: tuple[type[Choice], ...], label: str, unsaid: frozenset[str]) -> Read:
    def read(value: Value) -> tuple[str | None, Told | None]:
        word = narrow(as_text(value))
        if word in unsaid:
            return None, None
        found = next((member for choices in lists if (member := known(choices, word))), None)
        if found is None:
            return None, CodeUnknown(shown=word[:_LONGEST_SHOWN], head=label)
        return found.value, None

    return read


def _of_days(sheet: Sheet, last: date) -> Read:
    read_day = day_reader(sheet)

    def read(value: Value) -> tuple[str | None, Told | None]:
        found, told = read_day(value)
        if found is None:
            return None, told
        if (found.year, found.month) > (last.year, last.month) or (isinstance(found, date) and found > last):
            return None, DateFuture(shown=as_text(value))
        return str(found), told

    return read


def _yes_or_no(value: Value) -> tuple[bool | None, Told | None]:
    word = narrow(as_text(value))
    if word in NOTHING:
        return None, None
    found = yes_no(word)
    return found, YesNoUnreadable(shown=word[:_LONGEST_SHOWN]) if found is None else None


def _of_whole_numbers(most: int) -> Read:
    def read(value: Value) -> tuple[int | None, Told | None]:
        found, told = typed.number(value, most=most)
        if found is not None and (found != int(found) or found < 1):
            return None, NumberUnreadable(shown=as_text(value))
        return None if found is None else int(found), told

    return read


def _of_quantities(most: int) -> Read:
    def read(value: Value) -> tuple[Decimal | None, Told | None]:
        found, told = typed.number(value, most=most)
        return None if found is None else round(found, 2), told

    return read


def _account(value: Value) -> tuple[str | None, Told | None]:
    """An account is needed before the first payment only: whatever is wrong with it leaves the field empty."""
    text = as_text(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) in ACCOUNT_LENGTHS:
        return value, None
    if without_blanks(text) in NOTHING:
        return None, None
    found = bank_card(text, figure=is_figure(value))
    told = next((problem for problem in found.problems if problem.stops or isinstance(problem, AccountDamaged)), None)
    return found.number, told if told is None or isinstance(told, AccountDamaged) else AccountUnread()


def _one_phone(value: Value) -> tuple[str | None, Told | None]:
    """The mobile number of a member; a land line is the household's."""
    first, _, told = typed.phones(value)
    return first, told


def _six_digits(value: Value) -> tuple[str | None, Told | None]:
    text = plain(as_text(value))
    if text in NOTHING:
        return None, None
    return (text, None) if _SIX.fullmatch(text) else (None, DigitsBad(shown=text[:_LONGEST_SHOWN]))


def _of_texts(most: int) -> Read:
    def read(value: Value) -> tuple[str | None, Told | None]:
        text = value if isinstance(value, str) else as_text(value)
        told: Told | None = None
        if not text.isprintable():
            text, told = _seen(text)
        text = plain_text(text.strip(" \n\u3000"))
        if text in NOTHING:
            return None, told
        if len(text) > most:
            return None, TextLong(length=len(text), most=most)
        return text, told

    return read


def _seen(text: str) -> tuple[str, Told | None]:
    """A text without what is not seen; line breaks stay, control characters are told."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    text = _ENDS_OF_LINES.sub("\n", _MARKS.sub("", text))
    clean = _NOT_SEEN.sub("", text)
    return clean, None if clean == text else TextControl()
