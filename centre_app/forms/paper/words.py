"""How days, moments and amounts are written on paper (GB/T 15835, GB/T 9704 7.3.5: no leading zeros)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

__all__ = ["day", "month", "yuan"]


def day(on: date | None) -> str:
    """2026年11月24日; an unknown day leaves room to write it."""
    return f"{on.year}年{on.month}月{on.day}日" if on else "　　年　　月　　日"


def month(on: date | None) -> str:
    """2026年11月."""
    return f"{on.year}年{on.month}月" if on else "　　年　　月"


def yuan(amount: Decimal | None) -> str:
    """12,345.60: yuan with two places and thousands set off; nothing where nothing is known."""
    return f"{amount:,.2f}" if amount is not None else ""
