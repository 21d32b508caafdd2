"""How amounts stand in a formula."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

__all__ = ["number", "rounded", "yuan"]

_FEN: Final = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
    """To the fen, half up: for show, never for a comparison."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


def yuan(amount: Decimal) -> str:
    """Two decimals and thousands apart."""
    return f"{rounded(amount):,.2f}"


def number(value: Decimal) -> str:
    """A plain number without idle noughts."""
    return f"{value.normalize():f}"
