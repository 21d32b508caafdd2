"""Whose day it is: moments are kept in UTC, a day is the day in China."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

__all__ = ["CHINA", "day_of"]

CHINA: Final = timezone(timedelta(hours=8))
"""A fixed offset, since not every machine has zone data; China has no summer time."""


def day_of(moment: datetime) -> date:
    """The day in China of an aware moment."""
    return moment.astimezone(CHINA).date()
