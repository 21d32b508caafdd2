"""How a case stands in a list: its next clock, the act that comes next, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["NEVER", "NOT_ASKED", "Clock"]

NEVER: Final = date(9999, 12, 31)
"""The day of a case that has no clock: it comes last."""
NOT_ASKED: Final = -1
"""Closed gates of a case that has ended: nobody asks for them any more."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What the rules make of a case on the day it is reckoned. The first two are what lists are sorted by."""

    due_on: date = NEVER
    due_kind: str = ""
    """A code of ``DueKind``; empty where nothing is due."""
    next_act: str = ""
    closed: int = 0
    """How many of the four gates are closed, or ``NOT_ASKED``."""
    lacking: int = 0
    """How many papers are recorded without a scan."""
