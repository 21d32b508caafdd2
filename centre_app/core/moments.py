"""Whose day it is: moments are kept in UTC, a day is the day in China."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

__all__ = ["CHINA", "day_of", "ways_to_write"]

CHINA: Final = timezone(timedelta(hours=8))
"""A fixed offset, since not every machine has zone data; China has no summer time."""


def day_of(moment: datetime) -> date:
    """The day in China of an aware moment."""
    return moment.astimezone(CHINA).date()


def ways_to_write(day: date) -> tuple[str, ...]:
    """A day in the shapes in which people write it."""
    return (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
    )
