"""Texts that no spreadsheet takes for a formula, and the way back."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["plain_text", "safe"]

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA_BEGINS: Final = re.compile(r"'*(?:[=+\-@]|<r>)")
"""What a spreadsheet takes for a formula, and what the writer takes for its own marked-up text."""
_FIRST_TO_LOOK_AT: Final = frozenset("'=+-@<")
_LONGEST_CELL: Final = 32_767


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without control characters; ``plain_text`` takes it back."""
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text[:1] in _FIRST_TO_LOOK_AT and _FORMULA_BEGINS.match(text):
        text = "'" + text
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL]


def plain_text(text: str) -> str:
    """The text without the apostrophe that kept it from being a formula."""
    return text[1:] if text[:1] == "'" and _FORMULA_BEGINS.match(text) else text
