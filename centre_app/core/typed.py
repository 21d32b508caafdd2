"""Reads what people type into a cell: days, amounts, phones, numbers, yes and no, words of a list.

Each reader takes the value as the spreadsheet stores it and gives what it means and what there is to say about
it. Nothing is put right by guess: what cannot be read is ``None`` and is told; an empty cell is ``None`` and is
not told. Nought is only what says nought.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from . import money
from .people import YearMonth, phone
from .refusals import Told
from .refusals.people import PhoneBad
from .refusals.sheets import DateAmbiguous, DateBad, NumberUnreadable
from .writing import narrow, plain

__all__ = ["Day", "Value", "amount", "as_text", "day", "number", "phones"]

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta
Day: TypeAlias = date | YearMonth

_NOTHING: Final = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "不详", "未知"})
"""Written instead of leaving a cell empty."""


def as_text(value: Value) -> str:
    """What stands in a cell, as text: figures without a tail of noughts, days as ``2020/4/22``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, datetime):
        return f"{value.year}/{value.month}/{value.day} {value:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)


def _figure(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    return format(Decimal(repr(value)), "f").removesuffix(".0")


# Days

_YEARS: Final = range(1900, 2101)
_BEFORE_DAY_ONE: Final = date(1899, 12, 30)
"""Day 0 of the calendar that spreadsheets count in, from 1 March 1900 on."""
_BEFORE_DAY_ONE_1904: Final = date(1904, 1, 1)
_LAST_SERIAL: Final = 73_415
"""31 December 2100."""
_FULL: Final = 10_000_000
"""A figure of eight digits is written year, month, day."""
_SIX: Final = 100_000
_MONTHS: Final = range(1, 13)

_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_WRITTEN: Final = re.compile(
    r"(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*(?:(?:[-/.月]|\s)\s*(\d{1,2})\s*[日号]?|月|\.)?"
    r"\s*T?(?:\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)
_LOST_FIGURE: Final = re.compile(r"\d{4}\.1", re.ASCII)
_RUN_TOGETHER: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_DAY: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([〇零一二三四五六七八九十]{1,3})月(?:([〇零一二三四五六七八九十]{1,3})[日号])?"
)
_TEN: Final = "十"


def day(value: Value, *, date1904: bool = False, figures_lost: bool = False) -> tuple[Day | None, Told | None]:
    """A day, or a month where no day is named.

    ``date1904`` says which calendar the workbook counts in. ``figures_lost`` says that the file no longer knows
    what was a figure (a csv): there ``1998.1`` may have been October as well.
    """
    if isinstance(value, str):
        return _day_of_text(value, figures_lost=figures_lost)
    if isinstance(value, datetime):
        return _between_years(value.date(), value)
    if isinstance(value, date):
        return _between_years(value, value)
    if isinstance(value, (float, int)) and not isinstance(value, bool):
        return _day_of_figure(value, date1904=date1904)
    return None, DateBad(shown=as_text(value))


def _between_years(found: Day, given: Value) -> tuple[Day | None, Told | None]:
    return (found, None) if found.year in _YEARS else (None, DateBad(shown=as_text(given)))


def _day_of_text(given: str, *, figures_lost: bool) -> tuple[Day | None, Told | None]:
    iso = _ISO.fullmatch(given)
    if iso:
        return _made(given, iso[1], iso[2], iso[3])
    text = narrow(given).lstrip("'‘’").strip()
    if not text or text in _NOTHING:
        return None, None
    if figures_lost and _LOST_FIGURE.fullmatch(text):
        return None, DateAmbiguous(shown=given)
    found = _WRITTEN.fullmatch(text) or _RUN_TOGETHER.fullmatch(text)
    if found:
        return _made(given, found[1], found[2], found[3])
    chinese = _CHINESE_DAY.fullmatch(text)
    if chinese:
        year = chinese[1].translate(_CHINESE_DIGITS)
        return _made(given, year, _chinese_number(chinese[2]), chinese[3] and _chinese_number(chinese[3]))
    if text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_SERIAL)):
        return _day_of_figure(int(text), date1904=False, given=given)
    return None, DateBad(shown=given)


def _chinese_number(text: str) -> str:
    before, ten, behind = text.partition(_TEN)
    digits = (before or "1" if ten else before) + (behind or "0" if ten else "")
    return digits.translate(_CHINESE_DIGITS)


def _made(given: Value, year: str, month: str, of_month: str | None) -> tuple[Day | None, Told | None]:
    if int(year) not in _YEARS or int(month) not in _MONTHS:
        return None, DateBad(shown=as_text(given))
    if of_month is None:
        return YearMonth(int(year), int(month)), None
    try:
        return date(int(year), int(month), int(of_month)), None
    except ValueError:
        return None, DateBad(shown=as_text(given))


def _day_of_figure(value: float, *, date1904: bool, given: Value | None = None) -> tuple[Day | None, Told | None]:
    given = value if given is None else given
    if value in _YEARS or not 1 <= value < _FULL * 10:  # a year alone names no month
        return None, DateBad(shown=as_text(given))
    if value == int(value) and value >= _SIX:
        together = _RUN_TOGETHER.fullmatch(str(int(value)))
        return (
            _made(given, together[1], together[2], together[3]) if together else (None, DateBad(shown=as_text(given)))
        )
    if int(value) in _YEARS:
        return _year_and_month(value, given)
    if value > _LAST_SERIAL:
        return None, DateBad(shown=as_text(given))
    first = _BEFORE_DAY_ONE_1904 if date1904 else _BEFORE_DAY_ONE
    return first + timedelta(days=int(value)), None


def _year_and_month(value: float, given: Value) -> tuple[Day | None, Told | None]:
    year, _, month = as_text(float(value)).partition(".")
    if month == "1":
        return None, DateAmbiguous(shown=as_text(given))
    if len(month) == len("0105"):
        return _made(given, year, month[:2], month[2:])
    return _made(given, year, month, None) if len(month) <= len("12") else (None, DateBad(shown=as_text(given)))


# Amounts


def amount(value: Value) -> tuple[Decimal | None, Told | None]:
    """An amount of yuan with two places. ``无`` is nought; what is about so much is taken and told."""
    if isinstance(value, float) and 0 <= value <= money.MOST:
        return money.rounded(Decimal(repr(value))), None
    return _amount_of_text(as_text(value))


@lru_cache(maxsize=8192)
def _amount_of_text(text: str) -> tuple[Decimal | None, Told | None]:
    found = money.amount(text)
    return found.yuan, next(iter(found.problems), None)


# Numbers

_MEASURE: Final = re.compile(
    r"(?:约|大约)?(\d+(?:\.\d+)?)(?:人|口|口人|户|年|岁|㎡|m2|M2|平|平米|平方|平方米|个)?", re.ASCII
)


def number(value: Value, *, most: int) -> tuple[Decimal | None, Told | None]:
    """A number from nought to ``most``, with or without the word for what is counted."""
    if isinstance(value, str):
        text = plain(value)
        if not text or text in _NOTHING:
            return None, None
        found = _MEASURE.fullmatch(text)
        figure = Decimal(found[1]) if found else None
    else:
        finite = isinstance(value, (float, int)) and not isinstance(value, bool) and math.isfinite(value)
        figure = Decimal(as_text(value)) if finite else None
    if figure is None or not 0 <= figure <= most:
        return None, NumberUnreadable(shown=as_text(value))
    return figure, None


# Phones

_MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
_MOBILES: Final = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d{4}){2})(?!\d)", re.ASCII)
_LANDLINE: Final = re.compile(r"(?<!\d)\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?!\d)", re.ASCII)
_DIGITS: Final = re.compile(r"\d{5,}", re.ASCII)


def phones(value: Value) -> tuple[str | None, str | None, Told | None]:
    """Up to two phones of one cell, parted by any sign: a mobile first, a land line only as the second."""
    if isinstance(value, str):
        if _MOBILE.fullmatch(value):
            return value, None, None
        found = phone(value)
        if found.number:
            return found.number, None, None
        text = narrow(value)
    else:
        text = as_text(value)
    if not text or text in _NOTHING:
        return None, None, None
    mobiles = [re.sub(r"[- ]", "", each) for each in _MOBILES.findall(text)]
    rest = _MOBILES.sub("", text)
    lines = [f"{area}-{line}" for area, line in _LANDLINE.findall(rest)]
    rest = _LANDLINE.sub("", rest)
    told = PhoneBad() if _DIGITS.search(rest) or not (mobiles or lines) else None
    numbers = list(dict.fromkeys(mobiles))[:2]
    first = numbers[0] if numbers else None
    second = (numbers[1:] + lines + [None])[0]
    return first, second, told
