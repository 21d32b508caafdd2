"""What a page is made of: the words a form file speaks.

A form's ``layout`` returns these blocks in their order; nothing here knows fonts, points or the PDF library.
``Fields``, ``Grid`` and ``Section`` that follow each other join to one table without a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Block",
    "Box",
    "Break",
    "Cell",
    "Checks",
    "Column",
    "Cut",
    "Ends",
    "Fields",
    "Fit",
    "Gap",
    "Grid",
    "Opinion",
    "Seal",
    "Section",
    "Signatures",
    "Signer",
    "Text",
    "Ticks",
    "Title",
    "Voice",
]


class Fit(StrEnum):
    """How a value sits in its cell, and what happens when it is too long for one line."""

    TEXT = "text"
    """Left; shrinks to 82 %, then wraps and the row grows."""
    CENTRE = "centre"
    """Centred; shrinks to 82 %, then wraps and the row grows."""
    NAME = "name"
    """A person: two characters spread to three, long names in two lines after the dot, never below 75 %."""
    UNIT = "unit"
    """An employer or place in a list: left; shrinks to 82 %, then two smaller lines in the same row."""
    FIGURE = "figure"
    """An amount or a number: right; shrinks to 75 %, never wraps."""
    PROSE = "prose"
    """A longer text: set like a paragraph with its indent; the row grows."""


class Voice(StrEnum):
    """How a paragraph is spoken."""

    BODY = "body"
    """Running text, first line two characters in."""
    PLAIN = "plain"
    """Running text without the indent: a salutation, a line of an address."""
    HEAD = "head"
    """一、 a first-level head, Hei."""
    SUBHEAD = "subhead"
    """（一） a second-level head, Kai."""
    ATTACHMENT = "attachment"
    """附件: the mark at the top left of an attachment, Hei, with a blank line after it."""
    NOTE = "note"
    """Small print under a table."""
    CENTRED = "centred"
    """One centred line of running text."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, one a line of ``text``."""

    text: str
    voice: Voice = Voice.BODY


@dataclass(frozen=True, slots=True)
class Ends:
    """One line with words at its left, in its middle and at its right: unit and number above a table."""

    left: str = ""
    centre: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Options with a small square each; those that hold are ticked."""

    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a box stands: ``head`` twelfths of the width for its caption, ``key`` the field a refusal names."""

    key: str = ""
    head: float | None = None


@dataclass(frozen=True, slots=True)
class Box(_Place):
    """A captioned cell, ``width`` twelfths wide, caption included. Without a caption the value has it all."""

    caption: str
    value: str | Ticks = ""
    width: float = 12
    fit: Fit = Fit.TEXT
    lines: int = 1
    """The least number of lines the cell is high."""


@dataclass(frozen=True, slots=True)
class Opinion(_Place):
    """A captioned opinion with who signs it, the place of the seal, and the day, at its foot."""

    caption: str
    text: str = ""
    signers: tuple[str, ...] = ("负责人（签名）",)
    seal: str = "（盖章）"
    day: str = ""
    width: float = 12
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Fields:
    """Boxes that fill rows of twelve twelfths, left to right."""

    boxes: Sequence[Box | Opinion]
    ruled: bool = True
    """False: captions with the value over a line, as on covers; no frame."""


@dataclass(frozen=True, slots=True)
class Section:
    """A head across the table."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, relative width, how its cells fit, and the head it shares with its neighbours."""

    head: str
    width: float = 1.0
    fit: Fit = Fit.CENTRE
    group: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not like its column: over several columns or rows, or strong as a total."""

    text: str = ""
    span: int = 1
    rows: int = 1
    fit: Fit | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Its heads come again on every page; with ``panels`` it runs in parallel columns, filled downwards.

    A cell that spans rows stands in its first row only, and the rows below leave it out.
    """

    columns: Sequence[str | Column]
    rows: Sequence[Sequence[str | Cell]]
    blank_rows: int = 0
    panels: int = 1
    row_height: float | None = None
    """Least height of a row in millimetres; None is that of the paper."""


@dataclass(frozen=True, slots=True)
class Checks:
    """A line of options outside a table."""

    caption: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: the caption before the line, and what is printed on the line, if it is known."""

    caption: str
    name: str = ""
    day: str = ""
    fingerprint: bool = False
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, side by side; never alone on a page."""

    signers: Sequence[str | Signer]


@dataclass(frozen=True, slots=True)
class Seal:
    """Issuer over the day, with the place of the seal; never alone on a page. On a draft the place is drawn."""

    issuer: str
    day: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines; they vanish at the top of a page and give way when the page is tight."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A dashed line across the page to cut a receipt off at."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The next block begins a new page."""


Block = Title | Text | Ends | Fields | Section | Grid | Checks | Signatures | Seal | Gap | Cut | Break
