"""Working days, holidays and make-up days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.refusals import Refused
from centre_app.core.refusals.calendars import CalendarMissing, PeriodOutOfRange
from centre_app.core.working_days import Calendar, CalendarYear
from installer import make_calendars

FOLDER = Path(__file__).parent.parent.parent / "resources" / "calendars"
DAY = timedelta(days=1)
NO_TABLE = Calendar.parse([])


@cache
def shipped() -> Calendar:
    return Calendar.parse(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.toml")))


def test_the_files_equal_what_the_command_writes() -> None:
    """A year that the library does not know yet is written by hand, beside these."""
    written = make_calendars.texts()
    assert {name: (FOLDER / name).read_text(encoding="utf-8") for name in written} == written


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.name)
def test_every_file_is_the_year_of_its_name(file: Path) -> None:
    assert CalendarYear.parse(file.read_text(encoding="utf-8")).year == int(file.stem)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_every_year_is_what_the_library_says(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + DAY * number for number in range((date(year, 12, 31) - first).days + 1)]
    assert [day for day in days if shipped().is_working(day) != chinese_calendar.is_workday(day)] == []
    assert shipped().working_days(first, days[-1]) == sum(map(chinese_calendar.is_workday, days))


def test_2026_has_248_working_days() -> None:
    quarters = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]
    counted = [shipped().working_days(date(2026, *first), date(2026, *last)) for first, last in quarters]
    assert counted == [59, 61, 66, 62]
    assert shipped().working_days(date(2026, 1, 1), date(2026, 12, 31)) == 248


@pytest.mark.parametrize(
    ("posted", "five", "seven"),
    [
        ("02-11", "02-25", "02-27"), ("02-13", "02-27", "03-02"), ("09-18", "09-24", "09-29"),
        ("09-29", "10-12", "10-14"), ("04-30", "05-11", "05-13"), ("11-24", "12-01", "12-03"),
    ],
)  # fmt: skip
def test_a_notice_hangs_for_working_days_only(posted: str, five: str, seven: str) -> None:
    day = date.fromisoformat(f"2026-{posted}")
    found = shipped().notice_end(day, 5)
    assert (found.posted, found.days, found.last_day) == (day, 5, date.fromisoformat(f"2026-{five}"))
    assert (found.complete, found.problems) == (True, ())
    assert shipped().notice_end(day, 7).last_day == date.fromisoformat(f"2026-{seven}")


def test_the_next_day_is_the_first_working_day_after_the_last() -> None:
    assert shipped().notice_end(date(2026, 9, 23), 1).next_day == date(2026, 9, 28)
    assert shipped().notice_end(date(2026, 2, 5), 6).next_day == date(2026, 2, 14)
    assert shipped().next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("received", "found", "days"),
    [
        ("2026-03-14", "2026-03-18", 3),
        ("2026-09-30", "2026-10-09", 3),
        ("2026-10-03", "2026-10-09", 2),
        ("2026-10-10", "2026-10-12", 2),
        ("2026-12-01", "2026-12-01", 1),
        ("2026-03-14", "2026-03-15", 0),
        ("2026-03-18", "2026-03-17", 0),
    ],
)
def test_from_receipt_to_finding_both_days_count(received: str, found: str, days: int) -> None:
    assert shipped().working_days(date.fromisoformat(received), date.fromisoformat(found)) == days


def test_a_missing_year_counts_monday_to_friday_and_says_so() -> None:
    to_2026 = Calendar.parse(make_calendars.texts().values())
    found = to_2026.notice_end(date(2026, 12, 28), 5)
    assert (found.last_day, found.next_day, found.complete) == (date(2027, 1, 4), date(2027, 1, 5), False)
    [problem] = found.problems
    assert problem == CalendarMissing(years="2027")
    assert not problem.stops
    assert to_2026.cautions(date(2026, 1, 1), date(2028, 1, 1)) == (CalendarMissing(years="2027、2028"),)
    assert to_2026.missing_years(date(2003, 12, 31), date(2026, 12, 31)) == (2003,)
    assert to_2026.notice_end(date(2026, 12, 24), 5).complete


OWN = """
year = 2027
source = "放假通知"
work = [2027-01-09]

[[off]]
name = "元旦"
first = 2026-12-31
last = 2027-01-04
"""


def test_an_office_can_bring_a_year_of_its_own() -> None:
    calendar = Calendar.parse([*make_calendars.texts().values(), OWN])
    found = calendar.notice_end(date(2026, 12, 28), 5)
    assert (found.last_day, found.complete) == (date(2027, 1, 7), True)
    assert calendar.is_working(date(2027, 1, 9))
    assert CalendarYear.parse(OWN).source == "放假通知"


def test_a_later_text_replaces_the_year() -> None:
    again = OWN.replace("work = [2027-01-09]", "work = []").replace("first = 2026-12-31", "first = 2027-01-01")
    calendar = Calendar.parse([OWN, again])
    assert not calendar.is_working(date(2027, 1, 9))
    assert calendar.is_working(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("year = ", 1),
        ("source = 'x'", 1),
        ("year = '2027'", 1),
        ("year = 99999", 1),
        ("year = 2027", 1),
        ("year = 2027\noff = 5", 2),
        ("year = 2027\n[[off]]\nfirst = 2027-01-03\nlast = 2027-01-01", 2),
        ("year = 2027\n[[off]]\nfirst = 0001-01-03\nlast = 2027-01-01", 2),
        (OWN.replace("[2027-01-09]", "['2027']"), 1),
        (OWN.replace("[2027-01-09]", "[2027-01-08]"), 1),
        (OWN.replace("[2027-01-09]", "[2028-01-08]"), 1),
        (OWN.replace("[2027-01-09]", "2027-01-02"), 1),
    ],
)
def test_a_year_that_cannot_be_used_is_refused_with_every_fault(text: str, faults: int) -> None:
    with pytest.raises(Refused) as refused:
        Calendar.parse([text])
    assert [objection.code for objection in refused.value.objections] == ["CalendarUnreadable"] * faults


@pytest.mark.parametrize(
    ("begun", "days"),
    [(date(2026, 1, 5), 0), (date(2026, 1, 5), 1001), (date.max, 5), (date.min, 5), (date(2026, 1, 5), -3)],
)
def test_a_period_out_of_range_is_refused(begun: date, days: int) -> None:
    with pytest.raises(PeriodOutOfRange):
        shipped().notice_end(begun, days)


days_of_years = st.dates(date(2003, 1, 1), date(2028, 12, 31))


@given(days_of_years, st.integers(1, 40), st.booleans())
def test_a_period_ends_on_a_working_day_and_holds_exactly_its_days(posted: date, days: int, tables: bool) -> None:
    calendar = shipped() if tables else NO_TABLE
    found = calendar.notice_end(posted, days)
    assert calendar.is_working(found.last_day)
    assert calendar.working_days(posted + DAY, found.last_day) == days
    assert calendar.working_days(found.last_day, found.next_day) == 2


@given(days_of_years, st.integers(1, 30))
def test_a_later_posting_and_a_longer_period_never_end_earlier(posted: date, days: int) -> None:
    end = shipped().period_end(posted, days)
    assert end <= shipped().period_end(posted + DAY, days)
    assert end < shipped().period_end(posted, days + 1)


@given(days_of_years, st.integers(0, 900), st.integers(0, 900))
def test_counts_of_neighbouring_periods_add_up(first: date, some: int, more: int) -> None:
    middle, last = first + DAY * some, first + DAY * (some + more)
    count = shipped().working_days
    assert count(first, middle) + count(middle + DAY, last) == count(first, last)
    assert 0 <= count(first, last) <= some + more + 1
