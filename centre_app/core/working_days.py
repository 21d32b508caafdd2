"""Working days with the holidays and make-up days that the State Council announces each year.

Periods are counted as civil code art. 201 says: the day on which a period begins is not counted, the next working
day is day 1. Only announced holidays and make-up days move the count.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .refusals import Refused, Told
from .refusals.calendars import CalendarMissing, CalendarUnreadable, PeriodOutOfRange

__all__ = ["MOST_DAYS", "Calendar", "CalendarYear", "NoticeEnd"]

MOST_DAYS: Final = 1000
"""The longest period that is counted day by day."""
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4
_WEEK: Final = 7
_DECEMBER: Final = 12
_LONGEST_HOLIDAY: Final = 31


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What one year's announcement says: the days off, and the days of weekends on which work is made up."""

    year: int
    source: str
    off: frozenset[date]
    work: frozenset[date]

    @classmethod
    def parse(cls, text: str) -> CalendarYear:
        """Read a year from TOML: ``year``, ``source``, tables ``off`` (name, first, last) and dates ``work``.

        Days may lie in the December before, because new year's holidays do. Raises ``Refused`` with every fault.
        """
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            raise Refused([CalendarUnreadable(what=f"不是 TOML 格式（{broken}）")]) from broken
        year = told.get("year")
        if type(year) is not int or not FIRST_DAY.year < year <= LAST_DAY.year:
            raise Refused([CalendarUnreadable(what="没有写明年份 year")])
        faults: list[str] = []
        off = frozenset(_off_days(told.get("off", []), faults))
        work = frozenset(_make_up_days(told.get("work", []), faults))
        faults += [f"{day} 不属于 {year} 年的安排" for day in sorted(off | work) if not _belongs(day, year)]
        faults += [f"{day} 既是放假日又是上班日" for day in sorted(off & work)]
        if not off:
            faults.append("没有一天放假")
        if faults:
            raise Refused(CalendarUnreadable(what=what) for what in faults)
        return cls(year, str(told.get("source", "")), off, work)


def _off_days(entries: object, faults: list[str]) -> Iterator[date]:
    for entry in entries if isinstance(entries, list) else [entries]:
        first, last = (entry.get("first"), entry.get("last")) if isinstance(entry, dict) else (None, None)
        if type(first) is not date or type(last) is not date or not 0 <= (last - first).days < _LONGEST_HOLIDAY:
            faults.append("放假 off 的每一项都须有起日 first 和止日 last，起日不晚于止日")
            return
        yield from (first + _DAY * number for number in range((last - first).days + 1))


def _make_up_days(entries: object, faults: list[str]) -> Iterator[date]:
    for day in entries if isinstance(entries, list) else [entries]:
        if type(day) is not date:
            faults.append("调休上班 work 须是日期")
        elif _in_week(day):
            faults.append(f"{day} 本来就是工作日，不必列为调休上班")
        else:
            yield day


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year, day.month) == (year - 1, _DECEMBER)


def _in_week(day: date) -> bool:
    return day.weekday() <= _FRIDAY


@dataclass(frozen=True, slots=True)
class NoticeEnd:
    """When a period of working days is over."""

    posted: date
    days: int
    last_day: date
    next_day: date
    """The first working day after the last."""
    complete: bool
    """Whether every day from the posting to the last lies in a year with a table."""
    problems: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """All years that are known. In other years every Monday to Friday is a working day, and it is said so."""

    years: frozenset[int]
    off: tuple[date, ...]
    """Mondays to Fridays without work, in order."""
    work: tuple[date, ...]
    """Saturdays and Sundays with work, in order."""
    off_days: frozenset[date]
    work_days: frozenset[date]

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Calendar:
        """Put years together from their TOML texts; of two texts for one year the later holds.

        Raises ``Refused`` with every fault of the first text that cannot be used.
        """
        known = {year.year: year for year in map(CalendarYear.parse, texts)}
        off = frozenset(day for year in known.values() for day in year.off if _in_week(day))
        work = frozenset(day for year in known.values() for day in year.work)
        return cls(frozenset(known), tuple(sorted(off)), tuple(sorted(work)), off, work)

    def is_working(self, day: date) -> bool:
        """Whether it is a working day."""
        return day in self.work_days or (_in_week(day) and day not in self.off_days)

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from the first to the last, both counted."""
        if last < first:
            return 0
        return _weekdays(first, last) - _within(self.off, first, last) + _within(self.work, first, last)

    def next_working_day(self, day: date) -> date:
        """The first working day after that day."""
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def period_end(self, begun: date, days: int) -> date:
        """The last of so many working days, the day on which the period begins not counted.

        Raises ``PeriodOutOfRange`` for no days, for more than ``MOST_DAYS``, and for days outside 1900 to 2999.
        """
        if not (1 <= days <= MOST_DAYS and FIRST_DAY <= begun <= LAST_DAY):
            raise PeriodOutOfRange(most=MOST_DAYS, first=FIRST_DAY, last=LAST_DAY)
        day = begun
        for _ in range(days):
            day = self.next_working_day(day)
        return day

    def notice_end(self, posted: date, days: int) -> NoticeEnd:
        """When a notice posted on that day has hung for so many working days. Raises as ``period_end``."""
        last_day = self.period_end(posted, days)
        problems = self.cautions(posted, last_day)
        return NoticeEnd(posted, days, last_day, self.next_working_day(last_day), not problems, problems)

    def missing_years(self, first: date, last: date) -> tuple[int, ...]:
        """Years from the first to the last day for which there is no table."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def cautions(self, first: date, last: date) -> tuple[CalendarMissing, ...]:
        """What must be said of a count over these days: that a year's table is missing."""
        missing = self.missing_years(first, last)
        return (CalendarMissing(years="、".join(map(str, missing))),) if missing else ()


def _weekdays(first: date, last: date) -> int:
    weeks, rest = divmod((last - first).days + 1, _WEEK)
    return weeks * (_FRIDAY + 1) + sum((first.weekday() + number) % _WEEK <= _FRIDAY for number in range(rest))


def _within(days: tuple[date, ...], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)
