"""Sizes of the sheets we print on, in points, from the top left corner.

Official sheets follow GB/T 9704-2012: A4, margins 37, 28, 26 and 35 mm, 22 lines of 28 characters. Forms leave
the binding margin at the left; posters are set as a notice board is read, from two steps away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

__all__ = [
    "A3_BOARD",
    "A4_COVER",
    "A4_FORM",
    "A4_LETTER",
    "A4_OFFICIAL",
    "A5_CARD",
    "MM",
    "Numbering",
    "Paper",
    "TableSize",
    "TextSize",
]

MM = 72 / 25.4


class Numbering(Enum):
    """How pages are numbered."""

    OFFICIAL = auto()
    """— 1 —, odd pages at the right, even ones at the left, one character in (GB/T 9704 7.5)."""
    COUNTED = auto()
    """第 1 页　共 2 页, in the middle."""


@dataclass(frozen=True, slots=True)
class TextSize:
    """Size and line pitch of running text, and whether it is FangSong (official) or Song (forms)."""

    size: float
    pitch: float
    fang: bool


@dataclass(frozen=True, slots=True)
class TableSize:
    """Sizes in tables: values, heads, names, least row height, and the thickness of rules."""

    size: float
    head: float
    name: float
    row: float
    outer: float
    inner: float


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of sheet."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    text: TextSize
    table: TableSize
    title: float
    title_above: float
    """From the top of the title's block to its base line."""
    title_block: float
    """Height of the title's block with one line; further lines add ``title * 1.45``."""
    head_zone: bool
    """The title stands beside the page's code, at the head of each page, and later pages repeat its words."""
    numbering: Numbering
    number_drop: float
    """From the foot of the type area to the top of the page number."""
    number_size: float
    code_side: float
    """Side of the QR code; 18 mm is read at 150 dpi at once, posters take 20."""
    code_top: float
    seal_foot: float
    """Room that must stay free under the date for the seal."""
    tightness: tuple[float, ...]
    """Row heights to try, as factors, where the smaller one saves a page."""
    later: float = 0.0
    """White at the head of the second and later pages, where the code would come too near."""

    @property
    def body_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        return self.height - self.top - self.bottom


_GB_PITCH = 225 * MM / 22
_GB_SIZE = 15.75  # 28 characters in 156 mm; a true 16 pt gives 27
_GB_TABLE = TableSize(size=12, head=12, name=12, row=8.7 * MM, outer=1.0, inner=0.5)

A4_OFFICIAL = Paper(
    name="A4",
    width=210 * MM,
    height=297 * MM,
    left=28 * MM,
    right=26 * MM,
    top=37 * MM,
    bottom=35 * MM,
    text=TextSize(_GB_SIZE, _GB_PITCH, fang=True),
    table=_GB_TABLE,
    title=22,
    title_above=_GB_PITCH / 2 + 0.38 * 22 + 4,
    title_block=2 * _GB_PITCH,
    head_zone=False,
    numbering=Numbering.OFFICIAL,
    number_drop=7 * MM,
    number_size=14,
    code_side=18 * MM,
    code_top=9 * MM,
    seal_foot=_GB_PITCH,
    tightness=(1.0, 0.96, 0.92),
)
"""Notices and letters of the union to the outside."""

A4_LETTER = Paper(
    name="A4",
    width=210 * MM,
    height=297 * MM,
    left=28 * MM,
    right=26 * MM,
    top=35 * MM,
    bottom=26 * MM,
    text=TextSize(14, 25, fang=True),
    table=TableSize(size=10.5, head=10.5, name=10.5, row=8 * MM, outer=1.0, inner=0.5),
    title=22,
    title_above=27,
    title_block=52,
    head_zone=False,
    numbering=Numbering.COUNTED,
    number_drop=9 * MM,
    number_size=10.5,
    code_side=18 * MM,
    code_top=9 * MM,
    seal_foot=20,
    tightness=(1.0, 0.95, 0.9),
)
"""Papers that are mostly running text and stay in the file: applications, declarations, certificates."""

A4_FORM = Paper(
    name="A4",
    width=210 * MM,
    height=297 * MM,
    left=25 * MM,
    right=19 * MM,
    top=12 * MM,
    bottom=20 * MM,
    text=TextSize(10.5, 17.5, fang=False),
    table=TableSize(size=10.5, head=10.5, name=10.5, row=8 * MM, outer=1.0, inner=0.5),
    title=20,
    title_above=14.5 * MM,
    title_block=21 * MM,
    head_zone=True,
    numbering=Numbering.COUNTED,
    number_drop=6 * MM,
    number_size=9,
    code_side=18 * MM,
    code_top=8 * MM,
    seal_foot=20,
    tightness=(1.0, 0.95, 0.9),
)
"""Tables to fill in and to file."""

A4_COVER = replace(
    A4_LETTER,
    text=TextSize(16, 32, fang=True),
    table=TableSize(size=16, head=16, name=16, row=11 * MM, outer=1.0, inner=0.6),
    title=36,
    title_above=52 * MM,
    title_block=100 * MM,
)
"""The cover of an archive: a large title in the upper third, lines to fill in below."""

A5_CARD = Paper(
    name="A5",
    width=210 * MM,
    height=148 * MM,
    left=16 * MM,
    right=16 * MM,
    top=10 * MM,
    bottom=14 * MM,
    text=TextSize(10.5, 17.5, fang=False),
    table=TableSize(size=11, head=10.5, name=12, row=10 * MM, outer=1.0, inner=0.5),
    title=20,
    title_above=14.5 * MM,
    title_block=21 * MM,
    head_zone=True,
    numbering=Numbering.COUNTED,
    number_drop=4 * MM,
    number_size=8,
    code_side=18 * MM,
    code_top=7 * MM,
    seal_foot=12,
    tightness=(1.0, 0.95, 0.9),
)
"""Cards that a household keeps: A5, lying."""

A3_BOARD = Paper(
    name="A3",
    width=297 * MM,
    height=420 * MM,
    left=25 * MM,
    right=25 * MM,
    top=26 * MM,
    bottom=26 * MM,
    text=TextSize(20, 31, fang=True),
    table=TableSize(size=13, head=13, name=15, row=9.4 * MM, outer=1.5, inner=0.6),
    title=44,
    title_above=18 * MM,
    title_block=31.8 * MM,
    head_zone=False,
    numbering=Numbering.COUNTED,
    number_drop=8 * MM,
    number_size=10.5,
    code_side=20 * MM,
    code_top=5.5 * MM,
    seal_foot=12 * MM,
    tightness=(1.0, 0.95, 0.9, 0.87, 0.85, 0.83),
    later=8 * MM,
)
"""Notice boards: read standing, everything on one sheet where it fits."""
