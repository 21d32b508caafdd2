"""Strips onto pages: what stands together, what is repeated, what every page carries at its edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.paper import GlyphMissing

from . import running, tables
from .blocks import (
    Block,
    Break,
    Checks,
    Cut,
    Ends,
    Fields,
    Gap,
    Grid,
    Seal,
    Section,
    Signatures,
    Text,
    Title,
)
from .fonts import Role, chain, missing
from .geometry import MM, Numbering, Paper
from .mark import PageMark
from .ops import Op, Rule, Strip, Write
from .running import Desk, mark
from .text import words_of

__all__ = ["Job", "Page", "lay_out"]

_SMALL = 8.0
_TRAINING = "培训资料　不作凭证"
_GAP_UNDER_TABLE = 2.0


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet to print: blocks for a paper, with its mark; ``name`` is the form's, for later pages."""

    blocks: Sequence[Block]
    paper: Paper
    mark: PageMark
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """One finished page: what is the same on every sheet of the form, what is not, and its code."""

    paper: Paper
    still: tuple[tuple[float, tuple[Op, ...]], ...]
    live: tuple[tuple[float, tuple[Op, ...]], ...]
    edges: tuple[Op, ...]
    """In page coordinates, unlike the rest, which stands in the type area."""
    payload: str
    watermark: str


_MEASURES: dict[type, Callable[[Any, Desk], list[Strip]]] = {
    Title: running.title,
    Text: running.text,
    Ends: running.ends,
    Gap: running.gap,
    Cut: running.cut,
    Checks: running.checks,
    Signatures: running.signatures,
    Seal: running.seal,
    Fields: tables.fields,
    Section: tables.section,
    Grid: tables.grid,
}


def lay_out(job: Job) -> list[Page]:
    """Set the blocks of one sheet and divide them into pages.

    Raises:
        Refused: with a ``GlyphMissing`` for each character that no face has, or a ``CellOverfull`` for each
            cell that holds more than its place can show.
    """
    try:
        best = _best(job)
    except GlyphMissing as first:
        raise Refused(missing(words_of(job.blocks)) or [first]) from first
    return [_page(job, placed, number, len(best)) for number, placed in enumerate(best, start=1)]


def _best(job: Job) -> list[list[tuple[float, Strip]]]:
    """The pages with rows as high as the paper has them, or a little lower where that saves a page."""
    best: list[list[tuple[float, Strip]]] = []
    for tight in job.paper.tightness:
        problems: list[Told] = []
        strips = _strips(job, Desk(job.paper, job.mark.draft, tight, problems))
        if problems:
            raise Refused(dict.fromkeys(problems))
        pages = _Pager(job.paper).divide(strips)
        rows = tuple(count for page in pages if (count := sum(strip.panelled for _, strip in page)))
        if len(rows) > 1:
            strips = _strips(job, Desk(job.paper, job.mark.draft, tight, problems, rows))
            pages = _Pager(job.paper).divide(strips)
        if not best or len(pages) < len(best):
            best = pages
        if len(best) == 1:
            break
    return best


def _strips(job: Job, desk: Desk) -> list[Strip]:
    strips: list[Strip] = []
    breaks = False
    for block in job.blocks:
        if isinstance(block, Break):
            breaks = True
            continue
        found = _MEASURES[type(block)](block, desk)
        if strips and isinstance(block, Signatures | Seal):
            _hold(strips)
        if strips and found and strips[-1].table and not found[0].table and not found[0].gap:
            strips.append(Strip(_GAP_UNDER_TABLE * MM, gap=True, keep=found[0].keep))
        if breaks and found:
            found[0].breaks = True
            breaks = False
        strips += found
    return strips


def _hold(strips: list[Strip]) -> None:
    """The last strips before a signature stay with it: white, and one that says something."""
    for strip in reversed(strips):
        strip.keep = True
        if not strip.gap:
            break


class _Pager:
    """Fills pages from strips."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.zone = paper.title_block if paper.head_zone else 0.0
        self.room = paper.body_height - self.zone
        self.pages: list[list[Strip]] = [[]]

    def divide(self, strips: list[Strip]) -> list[list[tuple[float, Strip]]]:
        """Pages with each strip's place below the top of the type area."""
        for group in _groups(strips):
            self._add(group)
        return [self._placed(page) for page in self.pages if page]

    def _add(self, group: list[Strip]) -> None:
        if group[0].breaks and self.pages[-1]:
            self.pages.append([])
        if self._fits(group):
            self._put(group)
        elif self._fits_alone(group):
            self.pages.append([])
            self._put(group)
        else:
            for strip in group:
                if not self._fits([strip]):
                    self.pages.append([])
                self._put([strip])

    def _put(self, group: list[Strip]) -> None:
        page = self.pages[-1]
        if not page:
            page += self._opening()
            page += group[0].heads
        page += [strip for number, strip in enumerate(group) if page or number or not strip.gap]

    def _opening(self) -> list[Strip]:
        """White at the head of a later page."""
        return [Strip(self.paper.later)] if len(self.pages) > 1 and self.paper.later else []

    def _fits(self, group: list[Strip]) -> bool:
        return self._least([*self.pages[-1], *group]) <= self.room + 0.01

    def _fits_alone(self, group: list[Strip]) -> bool:
        return bool(self.pages[-1]) and self._least([*group[0].heads, *group]) + self.paper.later <= self.room + 0.01

    def _least(self, page: list[Strip]) -> float:
        return sum(self._heights(page)) - sum(strip.give for strip in page)

    def _heights(self, page: list[Strip]) -> list[float]:
        """A title at the head of a page stands in the head zone and takes no room below it."""
        heights = [strip.height for strip in page]
        if page and page[0].zone:
            heights[0] = 0.0
        return heights

    def _placed(self, page: list[Strip]) -> list[tuple[float, Strip]]:
        """White gives way by as much as the page is too full, each gap by its share."""
        heights = self._heights(page)
        excess = sum(heights) - self.room
        give = sum(strip.give for strip in page)
        share = max(excess, 0.0) / give if give else 0.0
        y = self.zone
        placed = []
        for strip, height in zip(page, heights, strict=True):
            placed.append((y if height else 0.0, strip))
            y += height - strip.give * share
        return placed


def _groups(strips: list[Strip]) -> Iterable[list[Strip]]:
    """Strips that must stay together."""
    group: list[Strip] = []
    for strip in strips:
        if strip.breaks and group:
            yield group
            group = []
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _page(job: Job, placed: list[tuple[float, Strip]], number: int, count: int) -> Page:
    still = tuple((y, _still(strip)) for y, strip in placed if strip.base or strip.still)
    frames = tuple(_frames(placed, job.paper))
    return Page(
        paper=job.paper,
        still=(*still, (0.0, frames)),
        live=tuple((y, tuple(strip.live)) for y, strip in placed if strip.live),
        edges=tuple(_edges(job, number, count)),
        payload=job.mark.payload(number, count),
        watermark=job.mark.watermark,
    )


def _still(strip: Strip) -> tuple[Op, ...]:
    return (*strip.base, *strip.still) if strip.still else strip.base


def _frames(placed: list[tuple[float, Strip]], paper: Paper) -> Iterable[Op]:
    """The outer rule of every run of table strips."""
    top = foot = None
    for y, strip in [*placed, (0.0, Strip(0.0))]:
        if strip.table:
            top = y if top is None else top
            foot = y + strip.height
        elif top is not None and foot is not None:
            width, outer = paper.body_width, paper.table.outer
            yield Rule(0, top, width, top, outer)
            yield Rule(0, foot, width, foot, outer)
            yield Rule(0, top, 0, foot, outer)
            yield Rule(width, top, width, foot, outer)
            top = None


def _edges(job: Job, number: int, count: int) -> Iterable[Op]:
    paper = job.paper
    yield from _number(paper, number, count)
    right = paper.width - paper.right - paper.code_side * 1.2
    copy = f"第{job.mark.copy}份"
    if job.mark.reprint:
        copy = f"补打　{copy}"
    for number_, words in enumerate((job.mark.short_code, copy)):
        y = paper.code_top + _SMALL + number_ * _SMALL * 1.5
        yield from _to_the_left(words, Role.SONG, _SMALL, right, y)
    if job.mark.training:
        yield from mark(_TRAINING, Role.HEI, 9, paper.left, paper.code_top + 9)
    if number > 1 and paper.head_zone:
        yield from mark(f"{job.name}（续）", Role.SONG, 9, paper.left, paper.top + paper.title_above)


def _number(paper: Paper, number: int, count: int) -> Iterable[Write]:
    size = paper.number_size
    y = paper.height - paper.bottom + paper.number_drop + 0.74 * size
    if paper.numbering is Numbering.COUNTED:
        words = f"第 {number} 页　共 {count} 页"
        width = chain(Role.SONG).width(words, size)
        yield from mark(words, Role.SONG, size, (paper.left + paper.width - paper.right - width) / 2, y)
        return
    words = f"— {number} —"
    if number % 2:
        yield from _to_the_left(words, Role.SONG, size, paper.width - paper.right - size, y)
    else:
        yield from mark(words, Role.SONG, size, paper.left + size, y)


def _to_the_left(words: str, role: Role, size: float, right: float, y: float) -> Iterable[Write]:
    return mark(words, role, size, right - chain(role).width(words, size), y)
