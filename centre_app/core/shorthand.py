"""What clerks type in short at the desk: sums as reckonings, days as four digits, choices by code, word or initials.

Nothing is guessed: what can be read in two ways is refused, with the way to write it. What comes in from workbooks has
readers of its own (``typed``), for cells follow other habits than fingers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, TypeVar

from . import money
from .people import YearMonth
from .pinyin import word_initials
from .refusals.money import AmountOutOfRange
from .refusals.shorthand import (
    ChoiceUnclear,
    ChoiceUnknown,
    DayNeedsItsDate,
    DayUnclear,
    FigureNotWhole,
    FigureUnclear,
    SumByNought,
    SumTooFine,
    SumUnclear,
    TimeUnclear,
)
from .vocabulary import Choice
from .writing import narrow, plain

__all__ = ["Sum", "chosen", "day", "day_or_month", "figure", "matching", "reckoned", "time_of_day", "whole"]

C = TypeVar("C", bound=Choice)
_SHOWN: Final = 20
"""How much of a text that cannot be read is repeated in the sentence."""

# Sums

_LONGEST: Final = 200
_SIGNS: Final = str.maketrans({"×": "*", "x": "*", "X": "*", "÷": "/", "－": "-", "–": "-", "—": "-", "。": "."})
_TOKEN: Final = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|([-+*/()])", re.ASCII)
_SHOWN_SIGNS: Final = str.maketrans({"*": "×", "/": "÷"})
_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it was typed: the amount, and the reckoning behind it as a note keeps it; empty for a plain figure."""

    yuan: Decimal
    reckoning: str = ""


def reckoned(text: str) -> Sum:
    """The sum that a figure or a reckoning comes to: ``1950``, ``1,950``, ``120+86.5+33``, ``=800*12``, ``(3+4)×500``.

    Full-width signs and 。 for the point are folded; an end of 元 and a beginning of = are let go. A reckoning is exact
    until its end and then rounded half up to the fen.

    Raises ``SumUnclear``, ``SumTooFine`` (a plain figure with more than two places), ``SumByNought``, and
    ``AmountOutOfRange`` below nought or beyond what amounts may be.
    """
    shown = text.strip()[:_SHOWN]
    written = plain(text).translate(_SIGNS).removeprefix("=").removesuffix("元")
    if not written or len(written) > _LONGEST:
        raise SumUnclear(given=shown)
    tokens = _tokens(written, shown)
    if len(tokens) == 1 and len(tokens[0].partition(".")[2]) > _PLACES:
        raise SumTooFine(given=shown)
    value = _Reckoner(tokens, shown).whole()
    if not 0 <= value <= Fraction(money.MOST):
        raise AmountOutOfRange(given=shown, most=money.MOST)
    return Sum(_to_fen(value), written.translate(_SHOWN_SIGNS) if len(tokens) > 1 else "")


def _to_fen(value: Fraction) -> Decimal:
    fen = (value * 100 * 2 + 1) // 2
    return Decimal(int(fen)).scaleb(-2).quantize(money.FEN, ROUND_HALF_UP)


def _tokens(written: str, shown: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(written):
        found = _TOKEN.match(written, at)
        if found is None or (found[1] and tokens and tokens[-1][-1].isdigit()):
            raise SumUnclear(given=shown)
        tokens.append(found[0].replace(",", ""))
        at = found.end()
    return tokens


class _Reckoner:
    """Reads a reckoning from left to right: sums of products of figures and brackets."""

    def __init__(self, tokens: Sequence[str], shown: str) -> None:
        self._tokens = tokens
        self._shown = shown
        self._at = 0

    def whole(self) -> Fraction:
        value = self._sum()
        if self._at != len(self._tokens):
            raise SumUnclear(given=self._shown)
        return value

    def _take(self, signs: str) -> str:
        """The next token if it is one of these signs."""
        if self._at < len(self._tokens) and self._tokens[self._at] in signs:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._take("+-"):
            part = self._product()
            value = value + part if sign == "+" else value - part
        return value

    def _product(self) -> Fraction:
        value = self._figure()
        while sign := self._take("*/"):
            part = self._figure()
            if sign == "/" and not part:
                raise SumByNought(given=self._shown)
            value = value * part if sign == "*" else value / part
        return value

    def _figure(self) -> Fraction:
        if self._take("("):
            value = self._sum()
            if not self._take(")"):
                raise SumUnclear(given=self._shown)
            return value
        if self._at == len(self._tokens) or self._tokens[self._at] in "+-*/)":
            raise SumUnclear(given=self._shown)
        self._at += 1
        return Fraction(self._tokens[self._at - 1])


# Days

_YEARS: Final = range(1900, 2101)
_CENTURY: Final = 100
_NEAR: Final = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_YEAR_WORDS: Final = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_MONTH_WORDS: Final = {
    "上上月": -2,
    "上月": -1,
    "上个月": -1,
    "本月": 0,
    "这个月": 0,
    "这月": 0,
    "下月": 1,
    "下个月": 1,
}
_CHINESE: Final = re.compile(r"[〇零一二三四五六七八九十廿]+")
_CHINESE_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TEN: Final = "十"
_WITH_YEAR: Final = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月?|(?:月|[-/.])(\d{1,2}|底|初|末)[日号]?)", re.ASCII)
_NEAR_YEAR: Final = re.compile(r"(\D{2})(\d{1,2})(?:月|(?:月|[-/.])(\d{1,2}|底|初|末)[日号]?)", re.ASCII)
_NEAR_MONTH: Final = re.compile(r"(\D{2,3}?)(?:(\d{1,2})[日号]?|(底|初|末))?", re.ASCII)
_NO_YEAR: Final = re.compile(r"(\d{1,2})(?:月|(?:月|[-/.])(\d{1,2}|底|初|末)[日号]?)", re.ASCII)
_OF_MONTH: Final = re.compile(r"(\d{1,2})[日号]", re.ASCII)


def day(text: str, on: date, *, ahead: bool = False) -> date:
    """The day that a short text names, seen from the day ``on``.

    ``0718``, ``718``, ``7-18``, ``7月18日`` have no year: it is the last such day up to ``on``, or with ``ahead`` the
    next from ``on``; ``18日`` is of the last month that has it so. ``20260718``, ``260718`` and the usual written
    forms name their year; 去年3月5日, 上月18日, 月底, 昨天 are counted from ``on``.

    Raises ``DayUnclear``, and ``DayNeedsItsDate`` where only a month is named.
    """
    found = day_or_month(text, on, ahead=ahead, months=False)
    if isinstance(found, YearMonth):
        raise DayNeedsItsDate(given=text.strip()[:_SHOWN])
    return found


def day_or_month(text: str, on: date, *, ahead: bool = False, months: bool = True) -> date | YearMonth:
    """The same, where a month alone will do: ``202607``, ``7月``, 去年3月, 上月.

    Six digits are a year and a month where such a month may be meant, and year, month, day otherwise; with ``months``
    off they are a day first. Raises ``DayUnclear``.
    """
    written = _CHINESE.sub(_figures, plain(text))
    reader = _Days(on, ahead=ahead, months=months)
    found = reader.in_digits(written) if written.isascii() and written.isdigit() else reader.in_words(written)
    if found is None or found.year not in _YEARS:
        raise DayUnclear(given=narrow(text)[:_SHOWN])
    return found


def _figures(found: re.Match[str]) -> str:
    """Chinese numbers as digits: 二〇二六 by its signs, 十八 and 二十 by their value."""
    text = found[0].replace("廿", "二十")
    before, ten, behind = text.partition(_TEN)
    if ten:
        before, behind = before or "一", behind or "〇"
    return (before + behind).translate(_CHINESE_DIGITS)


class _Days:
    """Reads days as seen from one day."""

    def __init__(self, on: date, *, ahead: bool, months: bool) -> None:
        self._on = on
        self._ahead = ahead
        self._months = months

    def in_digits(self, digits: str) -> date | YearMonth | None:
        """Two to eight digits without a sign between."""
        match len(digits):
            case 8:
                return _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            case 6:
                month = _month(int(digits[:4]), int(digits[4:]))
                short = _date(self._century(int(digits[:2])), int(digits[2:4]), int(digits[4:]))
                return (month or short) if self._months else (short or month)
            case 4 | 3:
                return self._nearest(int(digits[:-2]), digits[-2:])
            case 1 | 2:
                return self._nearest_of_month(int(digits))
        return None

    def in_words(self, text: str) -> date | YearMonth | None:
        """A day with signs or words between its figures."""
        if text in _NEAR:
            return self._on + timedelta(days=_NEAR[text])
        if found := _WITH_YEAR.fullmatch(text):
            return _made(int(found[1]), int(found[2]), found[3])
        if found := _NO_YEAR.fullmatch(text):
            return self._nearest(int(found[1]), found[2])
        if found := _OF_MONTH.fullmatch(text):
            return self._nearest_of_month(int(found[1]))
        if (found := _NEAR_YEAR.fullmatch(text)) and found[1] in _YEAR_WORDS:
            return _made(self._on.year + _YEAR_WORDS[found[1]], int(found[2]), found[3])
        if (found := _NEAR_MONTH.fullmatch(text)) and found[1] in _MONTH_WORDS:
            return _made(*_months_on(self._on, _MONTH_WORDS[found[1]]), found[2] or found[3])
        if text in ("月初", "月底", "月末"):
            return _made(self._on.year, self._on.month, text[-1])
        return None

    def _century(self, short: int) -> int:
        """The year of two digits: the last such one, up to ten years ahead of it for what is planned."""
        year = self._on.year - self._on.year % _CENTURY + short
        return year if year <= self._on.year + (10 if self._ahead else 0) else year - _CENTURY

    def _nearest(self, month: int, of_month: str | None) -> date | YearMonth | None:
        """The last such day or month up to the day, or the next from it; 29 February goes back to a leap year."""
        years = range(8) if self._ahead else range(0, -8, -1)
        for year in years:
            found = _made(self._on.year + year, month, of_month)
            if found is not None and self._fits(found):
                return found
        return None

    def _nearest_of_month(self, of_month: int) -> date | None:
        for step in range(3) if self._ahead else range(0, -3, -1):
            found = _date(*_months_on(self._on, step), of_month)
            if found is not None and self._fits(found):
                return found
        return None

    def _fits(self, found: date | YearMonth) -> bool:
        here = (self._on.year, self._on.month)
        if isinstance(found, YearMonth):
            return found >= here if self._ahead else found <= here
        return found >= self._on if self._ahead else found <= self._on


def _made(year: int, month: int, of_month: str | None) -> date | YearMonth | None:
    if of_month is None:
        return _month(year, month)
    if of_month == "初":
        return _date(year, month, 1)
    if of_month in ("底", "末"):
        return _date(year, month, monthrange(year, month)[1]) if _month(year, month) else None
    return _date(year, month, int(of_month))


def _month(year: int, month: int) -> YearMonth | None:
    return YearMonth(year, month) if year in _YEARS and month in range(1, 13) else None


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _months_on(on: date, by: int) -> tuple[int, int]:
    years, month = divmod(on.month - 1 + by, 12)
    return on.year + years, month + 1


# Times and figures

_CLOCK: Final = re.compile(r"(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:点时](\d{1,2})分?|[点时](半)?)", re.ASCII)
_FOUR: Final = re.compile(r"(\d{1,2})(\d{2})", re.ASCII)
_NOON: Final = 12
_MEASURE: Final = re.compile(r"(\d+(?:\.\d+)?)(?:人|口|户|年|岁|个|件|平|平米|平方|平方米|㎡)?", re.ASCII)


def time_of_day(text: str) -> time:
    """The time that a short text names: ``0930``, ``930``, ``9:30``, 下午3点半. Raises ``TimeUnclear``."""
    written = _CHINESE.sub(_figures, plain(text))
    found = _CLOCK.fullmatch(written)
    if found:
        hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
        hour += _NOON if found[1] in ("下午", "晚上") and hour < _NOON else 0
    elif digits := _FOUR.fullmatch(written):
        hour, minute = int(digits[1]), int(digits[2])
    else:
        raise TimeUnclear(given=narrow(text)[:_SHOWN])
    try:
        return time(hour, minute)
    except ValueError as error:
        raise TimeUnclear(given=narrow(text)[:_SHOWN]) from error


def figure(text: str) -> Decimal:
    """A number with or without the word for what is counted: ``3口``, ``52。5平方米``. Raises ``FigureUnclear``."""
    found = _MEASURE.fullmatch(plain(text).replace("。", "."))
    if found is None:
        raise FigureUnclear(given=narrow(text)[:_SHOWN])
    return Decimal(found[1])


def whole(text: str) -> int:
    """A whole number. Raises ``FigureUnclear`` and ``FigureNotWhole``."""
    found = figure(text)
    if found != int(found):
        raise FigureNotWhole(given=narrow(text)[:_SHOWN])
    return int(found)


# Choices


def matching(text: str, options: Iterable[C]) -> list[C]:
    """The options that a text may mean, best first: code, word, beginning of either, initials, part of the word."""
    wanted = plain(text).casefold()
    ranked = [(rank, at, option) for at, option in enumerate(options) if (rank := _rank(wanted, option)) is not None]
    return [option for _, _, option in sorted(ranked, key=lambda found: found[:2])]


def chosen(text: str, options: Iterable[C]) -> C:
    """The option that a text means.

    Raises ``ChoiceUnknown`` where none does, ``ChoiceUnclear`` where several do and none of them exactly.
    """
    given, wanted = text.strip(), plain(text).casefold()
    found = matching(text, options) if given else []
    if not found:
        raise ChoiceUnknown(given=given[:_SHOWN])
    exact = [option for option in found if (_rank(wanted, option) or 0) < _PARTLY]
    among = exact or found
    tied = len(among) > 1 and (not exact or _rank(wanted, among[0]) == _rank(wanted, among[1]))
    if tied:
        raise ChoiceUnclear(given=given, first=among[0].label, second=among[1].label, count=len(among))
    return among[0]


_PARTLY: Final = 2
"""The first rank at which a text is only part of a code or word."""


def _rank(wanted: str, option: Choice) -> int | None:
    code, word = option.value.casefold(), plain(option.label).casefold()
    # Readings are looked up for letters alone: the dictionaries behind them take a third of a second to load.
    initials = word_initials(option.label) if wanted.isascii() and wanted.isalpha() else ""
    tests = (
        wanted in (code, word),
        wanted == initials and bool(initials),
        word.startswith(wanted) or code.startswith(wanted),
        initials.startswith(wanted) and bool(initials),
        wanted in word,
    )
    return next((rank for rank, holds in enumerate(tests) if holds), None)
