"""A field for sums: a figure or a reckoning, which is kept as the note of its proof."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from centre_app.core import money
from centre_app.core.shorthand import reckoned

from .typed_field import TypedField

__all__ = ["MoneyField"]


class MoneyField(TypedField):
    """Takes ``1950``, ``1,950``, ``120+86.5+33``, ``=800*12``; shows ``9,600.00`` and the reckoning as tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.reckoning = ""

    def read(self, text: str) -> Any:
        found = reckoned(text)
        self.reckoning = found.reckoning
        self.setToolTip(f"{found.reckoning}＝{money.grouped(found.yuan)}" if found.reckoning else "")
        return found.yuan

    def written(self, value: Decimal) -> str:
        return money.grouped(value)
