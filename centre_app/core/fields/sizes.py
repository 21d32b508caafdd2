"""How long a text and how high a figure may be, for fields of one sort."""

from __future__ import annotations

from typing import Final

__all__ = ["CODE_LENGTH", "LINES", "MOST_YUAN", "WORDS"]

WORDS: Final = 200
"""Characters of an ordinary text."""
LINES: Final = 2000
"""Characters of a text of several lines."""
CODE_LENGTH: Final = 32
"""Characters of a code or a telephone."""
MOST_YUAN: Final = 999_999_999
"""The highest amount that one field may carry."""
