"""Glyphs as plain shapes, for the one case where a run of text cannot both look right and be read right.

A name of two characters is spread over the width of three and carries the name it stands for; but a common
reader drops characters beyond U+FFFF from such a substitute. A name that has one is therefore drawn as shapes,
and stands there a second time as text that is set solid and not shown.
"""

from __future__ import annotations

from functools import cache

from fontTools.pens.reportLabPen import ReportLabPen
from fontTools.ttLib import TTFont

__all__ = ["shape"]

_OPERATORS = (("m", 2), ("l", 2), ("c", 6), ("h", 0))
"""Of the path the pen makes: the PDF operator and how many numbers it takes."""


@cache
def _font(path: str) -> TTFont:
    return TTFont(path, lazy=True)


@cache
def shape(path: str, char: str) -> tuple[str, int]:
    """The outline of a character in the font of that file, as PDF path operators, and the units to the em."""
    font = _font(path)
    glyphs = font.getGlyphSet()
    pen = ReportLabPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    numbers = iter(pen.path.points)
    parts = []
    for kind in pen.path.operators:
        operator, count = _OPERATORS[kind]
        parts += [f"{next(numbers):.6g}" for _ in range(count)]
        parts.append(operator)
    return " ".join(parts), font["head"].unitsPerEm
