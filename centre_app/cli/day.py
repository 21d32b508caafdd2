"""The day on which a command runs: the machine's, or the one that ``CENTRE_TODAY`` sets for training."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from centre_app.cli import captions
from centre_app.cli.frame import Misused
from centre_app.cli.kinds import read_day
from centre_app.core.moments import CHINA, day_of

__all__ = ["TODAY", "clock", "set_day", "today"]

TODAY: Final = "CENTRE_TODAY"
YEARS: Final = range(1900, 2101)
"""The years that acts may speak of."""


def set_day() -> date | None:
    """The day that ``CENTRE_TODAY`` sets."""
    text = os.environ.get(TODAY)
    if not text:
        return None
    day = read_day(text)
    if day is None or day.year not in YEARS:
        raise Misused("NoSuchDay", captions.NO_SUCH_DAY.format(given=text), TODAY)
    return day


def _now() -> datetime:
    return datetime.now(UTC)


def clock() -> Callable[[], datetime]:
    """The machine's clock, on the day that ``CENTRE_TODAY`` sets."""
    day = set_day()
    if day is None:
        return _now
    return lambda: datetime.combine(day, _now().astimezone(CHINA).timetz())


def today() -> date:
    """The day in China, also for what is judged without an office."""
    return day_of(clock()())
