"""What only looks different: blanks of every width, full-width letters and digits, apostrophes that forced a text."""

from __future__ import annotations

from typing import Final

__all__ = ["narrow", "plain", "without_blanks"]

_BLANKS: Final = (
    *range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0xAD, 0x061C, 0x1680, 0x180E, *range(0x2000, 0x2010),
    *range(0x2028, 0x2030), *range(0x205F, 0x2070), 0x2800, 0x3000, 0x3164, 0xFEFF,
)  # fmt: skip
"""Everything that is not seen: blanks of every width, zero-width signs, direction marks, line breaks."""
_WITHOUT_BLANKS: Final[dict[int, int | None]] = dict.fromkeys(_BLANKS)
_NARROW: Final[dict[int, int | None]] = dict(zip(range(0xFF01, 0xFF5F), range(0x21, 0x7F), strict=True))
_PLAIN: Final = _WITHOUT_BLANKS | _NARROW
_BLANK: Final = _NARROW | dict.fromkeys(_BLANKS, 0x20)
_APOSTROPHES: Final = "'‘’`′"


def plain(text: str) -> str:
    """The text with half-width letters and digits, without blanks of any kind and without a leading apostrophe."""
    if text.isascii() and text.isalnum():
        return text
    return text.translate(_PLAIN).lstrip(_APOSTROPHES)


def narrow(text: str) -> str:
    """The text with half-width letters and digits, every blank an ordinary one, none at the ends."""
    return text.translate(_BLANK).strip()


def without_blanks(text: str) -> str:
    """The text without blanks of any kind, letters and digits as wide as they are."""
    return text.translate(_WITHOUT_BLANKS)
