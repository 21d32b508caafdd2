"""Tables of plain text: columns that fit a width, each East Asian character counted as two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len

__all__ = ["columns", "folded"]

GAP: Final = 2
NARROWEST: Final = 4
_WORDS: Final = re.compile(r"[!-~]+|.", re.DOTALL)
_NEVER_FIRST: Final = frozenset("，。；：！？、）》」』”’…%·")
"""Marks that may not begin a line."""


def columns(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The rows as lines of at most ``width``; a cell that is too long goes on in the lines below it."""
    by_column = [*zip(*rows, strict=True)]
    wanted = [max(map(_longest, column)) for column in by_column]
    whole = [max(_longest_word(cell) for cell in column) for column in by_column]
    widths = _shared(wanted, whole, width - GAP * (len(wanted) - 1))
    for row in rows:
        cells = [folded(cell, room) for cell, room in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            padded = (part + " " * (room - cell_len(part)) for part, room in zip(line, widths, strict=True))
            yield (" " * GAP).join(padded).rstrip()


def _longest(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _longest_word(cell: str) -> int:
    return max(map(cell_len, _WORDS.findall(cell)), default=0)


def _shared(wanted: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """Room for each column: its longest word first, where all have room for theirs; then short ones have what they
    want, and long ones share the rest alike.
    """
    given = [*whole] if sum(whole) <= room else [min(width, NARROWEST) for width in wanted]
    left = max(room - sum(given), 0)
    lacking = [width - have for width, have in zip(wanted, given, strict=True)]
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda place: lacking[place])):
        more = min(lacking[place], left // (len(wanted) - done))
        given[place] += more
        left -= more
    return given


def folded(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width``: words stay whole where they can, no line begins with a closing mark."""
    lines = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for word in _pieces(paragraph, width):
            if not line or cell_len("".join(line)) + cell_len(word) <= width:
                line.append(word)
                continue
            goes_along = word in _NEVER_FIRST and len(line) > 1 and cell_len(line[-1] + word) <= width
            moved = [line.pop()] if goes_along else []
            lines.append("".join(line).rstrip())
            line = [*moved, word] if moved else [word.lstrip()]
        lines.append("".join(line).rstrip())
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words and single characters; a word longer than a line is cut."""
    for word in _WORDS.findall(text):
        if cell_len(word) <= width:
            yield word
        else:
            yield from (word[at : at + width] for at in range(0, len(word), width))
