"""Write ``resources/calendars/*.toml``, the years 2004 to 2026, from the package chinesecalendar.

Run ``python installer/make_calendars.py`` when the package has a new year, with ``LAST`` raised, and read the
difference before committing. A year that it does not have yet is written by hand after the same pattern.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

from chinese_calendar.constants import Holiday, holidays, workdays

FOLDER: Final = Path(__file__).parent.parent / "resources" / "calendars"
FIRST: Final = 2004
LAST: Final = 2026
HEAD: Final = """\
# {year} 年放假安排：off 是放假的日子（含其中的周末），work 是调休上班的周末。
# Written by installer/make_calendars.py from chinesecalendar {version}; not edited by hand.
year = {year}
source = "国务院办公厅关于{year}年部分节假日安排的通知"
"""


def spans(year: int) -> Iterator[tuple[str, date, date]]:
    """Name, first and last day of each holiday of a year, as far as it lies in the year."""
    first = last = date(year, 1, 1) - timedelta(days=2)
    name = ""
    for day in sorted(day for day in holidays if day.year == year):
        called = Holiday(holidays[day]).chinese
        if name and (called, day) != (name, last + timedelta(days=1)):
            yield name, first, last
        if (called, day) != (name, last + timedelta(days=1)):
            name, first = called, day
        last = day
    yield name, first, last


def text_of(year: int) -> str:
    """The TOML text of one year."""
    made_up = sorted(day for day in workdays if day.year == year)
    lines = [HEAD.format(year=year, version=version("chinesecalendar"))]
    lines[0] += "work = [" + ", ".join(map(str, made_up)) + "]"
    for name, first, last in spans(year):
        lines += ["", "[[off]]", f'name = "{name}"', f"first = {first}", f"last = {last}"]
    return "\n".join(lines) + "\n"


def texts() -> dict[str, str]:
    """File name and content for every year."""
    return {f"{year}.toml": text_of(year) for year in range(FIRST, LAST + 1)}


def main() -> int:
    """Write the files and say how many."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = texts()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(written)} years written to {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
