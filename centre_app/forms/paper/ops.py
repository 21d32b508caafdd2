"""What is put on a page, as plain values: positions in points, downwards from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .setter import Line

__all__ = ["Circle", "Dashes", "Op", "Rule", "Spoken", "Strip", "Tint", "Write", "written"]


class Write(NamedTuple):
    """A run of text in one face at its base line; ``space`` is added after each character."""

    x: float
    y: float
    face: str
    size: float
    text: str
    space: float = 0.0


class Spoken(NamedTuple):
    """Runs that are read as one text when the page is searched or copied: a name that is spread, or broken
    over two lines.
    """

    text: str
    runs: tuple[Write, ...]
    solid: tuple[Write, ...] = ()
    """The same text set solid, where the runs are to be drawn as shapes (``outlines``)."""


class Rule(NamedTuple):
    """A straight line, square at its ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class Tint(NamedTuple):
    """A rectangle filled with a light grey; 1 is white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Circle(NamedTuple):
    """A thin dashed circle: where the seal goes."""

    x: float
    y: float
    radius: float


class Dashes(NamedTuple):
    """A thin dashed line: where the scissors go."""

    x1: float
    x2: float
    y: float


Op = Write | Spoken | Rule | Tint | Circle | Dashes


@dataclass(slots=True)
class Strip:
    """A piece of a page that is never divided. ``still`` is the same on every sheet of a form, ``live`` is not."""

    height: float
    base: tuple[Op, ...] = ()
    """What is still and was made for an earlier sheet already."""
    still: list[Op] = field(default_factory=list)
    live: list[Op] = field(default_factory=list)
    keep: bool = False
    """The next strip must stand on the same page."""
    table: bool = False
    """Part of a framed table; the frame is drawn when the page is full."""
    heads: tuple[Strip, ...] = ()
    """Strips to repeat when a page begins with this one."""
    give: float = 0.0
    """How much of the height may be given up."""
    gap: bool = False
    """White only: vanishes at the head of a page."""
    breaks: bool = False
    """Begins a new page."""
    panelled: bool = False
    """A row of a grid in panels."""
    zone: bool = False
    """Stands in the head zone, if the page begins with it."""


def written(line: Line, x: float, y: float, size: float) -> Iterable[Write]:
    """The runs of a set line at a place."""
    for piece in line.pieces:
        yield Write(x + piece.x, y, piece.face, size, piece.text, piece.space)
