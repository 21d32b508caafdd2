"""How a value is brought into a cell: size, lines, place. Text is never cut: what does not fit is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .blocks import Fit, Ticks
from .fonts import Role, chain
from .ops import Op, Spoken, Write, written
from .setter import OPENING, Line, paragraph, single

__all__ = ["BASELINE", "Content", "Slot", "fitted", "spread", "ticks"]

BASELINE = 0.38
"""From the middle of a line to its base line, in ems."""

PAD = 3.0
"""White at the left and right of a cell, in points."""

_SHRINK = 0.82
_NAME_SHRINK = 0.75
_NAME_IN_TWO = 0.78
_PITCH = 1.38
_TIGHT_PITCH = 1.12
_TICK_GAP = 0.9
_LONGEST = 20_000
_LAST_COMMON = "\uffff"
_MIDDLE = 0.5
_KEPT = 1024
_BRACKETS = OPENING - {"“", "‘"}  # the quotes are narrow in the faces we print with
_BRACKET_WHITE = 0.4
_SPREAD = 2  # names of two characters are spread to the width of three


class Content(NamedTuple):
    """Set lines with their places from the left edge of the cell."""

    lines: tuple[tuple[float, Line], ...]
    size: float
    pitch: float
    spoken: str = ""
    overfull: bool = False
    plain: bool = False
    """One solid run: most cells."""

    @property
    def height(self) -> float:
        return len(self.lines) * self.pitch

    @property
    def dense(self) -> bool:
        """Two small lines that share the height of one."""
        return self.pitch < self.size * _PITCH

    def put(self, x: float, top: float, height: float) -> list[Op]:
        """The runs, in the middle of a cell of that height."""
        if self.plain:
            dx, line = self.lines[0]
            piece = line.pieces[0]
            return [Write(x + dx, top + height / 2 + BASELINE * self.size, piece.face, self.size, piece.text)]
        y = top + (height - self.height) / 2 + self.pitch / 2 + BASELINE * self.size
        runs: list[Write] = []
        for number, (dx, line) in enumerate(self.lines):
            runs += written(line, x + dx, y + number * self.pitch, self.size)
        if self.spoken:
            return [Spoken(self.spoken, tuple(runs), self._solid(runs))]
        return [*runs]

    def _solid(self, runs: list[Write]) -> tuple[Write, ...]:
        """The spoken text on one line, no wider than what is seen; only where it has rare characters."""
        if max(self.spoken) <= _LAST_COMMON:
            return ()
        found = chain(Role.SONG)
        seen = max(line.width for _, line in self.lines)
        size = self.size * min(1.0, seen / found.width(self.spoken, self.size))
        return tuple(written(single(self.spoken, Role.SONG, size), min(run.x for run in runs), runs[0].y, size))


class Slot(NamedTuple):
    """The cell a value goes into."""

    width: float
    size: float
    role: Role = Role.SONG
    height: float = 0.0
    """The row's, for what is set in two small lines; 0 where the row may grow."""


def _overfull(slot: Slot) -> Content:
    return Content((), slot.size, slot.size * _PITCH, overfull=True)


@lru_cache(maxsize=_KEPT)
def fitted(text: str, fit: Fit, slot: Slot) -> Content:
    """Set a value as its column or box asks. What cannot be set comes back empty and marked as overfull.

    Kept for the next sheet, because captions come again on each one, and so do most words of a list. A face
    that the office adds later never changes what could be set before.
    """
    if len(text) > _LONGEST or slot.width - 2 * PAD < slot.size:
        return _overfull(slot)
    return _FITS[fit](text, slot)


def _one(line: Line, slot: Slot, size: float, place: float) -> Content:
    """One solid line; ``place`` is 0 for left, 0.5 for the middle, 1 for right."""
    pad = 0.0 if place == _MIDDLE else PAD
    x = pad + (slot.width - 2 * pad - line.width) * place
    if not place and line.text[:1] in _BRACKETS:
        x -= size * _BRACKET_WHITE
    return Content(((x, line),), size, size * _PITCH, plain=len(line.pieces) == 1)


def _shrunk(line: Line, room: float, slot: Slot, place: float) -> Content:
    """The same line in smaller type, so that it just fits."""
    size = slot.size * room / line.width
    return _one(single(line.text, slot.role, size), slot, size, place)


def _wrapping(text: str, slot: Slot, place: float) -> Content:
    room = slot.width - 2 * PAD
    if "\n" not in text:
        line = single(text, slot.role, slot.size)
        if line.width <= (slot.width - PAD if place else room):
            return _one(line, slot, slot.size, place)
        if line.width * _SHRINK <= room:
            return _shrunk(line, room, slot, place)
    lines = _balanced(text, slot, room) if place else _wrapped(text, slot, slot.size, room)
    return Content(tuple((PAD + (room - line.width) * place, line) for line in lines), slot.size, slot.size * _PITCH)


def _wrapped(text: str, slot: Slot, size: float, room: float) -> list[Line]:
    return [line for part in text.split("\n") for line in paragraph(part, slot.role, size, room, justify=False)]


def _balanced(text: str, slot: Slot, room: float) -> list[Line]:
    """As few lines as the room asks for, and those as even as they go: no centred head ends in one character."""
    lines = _wrapped(text, slot, slot.size, room)
    if "\n" in text or len(lines) == 1:
        return lines
    width = sum(line.width for line in lines) / len(lines)
    while width < room:
        even = _wrapped(text, slot, slot.size, width)
        if len(even) == len(lines):
            return even
        width += slot.size / 2
    return lines


def _text(text: str, slot: Slot) -> Content:
    return _wrapping(text, slot, 0.0)


def _centre(text: str, slot: Slot) -> Content:
    return _wrapping(text, slot, _MIDDLE)


def _figure(text: str, slot: Slot) -> Content:
    room = slot.width - 2 * PAD
    line = single(text, slot.role, slot.size)
    if line.width <= room:
        return _one(line, slot, slot.size, 1.0)
    return _shrunk(line, room, slot, 1.0) if line.width * _NAME_SHRINK <= room else _overfull(slot)


def _unit(text: str, slot: Slot) -> Content:
    room = slot.width - PAD - 2
    line = single(text, slot.role, slot.size)
    if line.width <= room:
        return _one(line, slot, slot.size, 0.0)
    if line.width * _SHRINK <= room:
        return _shrunk(line, room, slot, 0.0)
    size = slot.size * _NAME_IN_TWO
    lines = _wrapped(text, slot, size, room)
    if len(lines) not in {1, 2}:
        return _overfull(slot)
    return Content(tuple((PAD, line) for line in lines), size, _dense_pitch(size, slot))


def _name(text: str, slot: Slot) -> Content:
    """A person's name as a print shop sets lists."""
    if len(text) == _SPREAD:
        return spread(text, 3 * slot.size, slot)
    room = slot.width - 4
    line = single(text, slot.role, slot.size)
    if line.width <= room:
        return _one(line, slot, slot.size, _MIDDLE)
    if "·" not in text and line.width * _NAME_SHRINK <= room:
        return _shrunk(line, room, slot, _MIDDLE)
    return _name_in_two(text, slot, room)


def _name_in_two(text: str, slot: Slot, room: float) -> Content:
    size = slot.size * (_NAME_IN_TWO if slot.height == 0 or slot.height > 1.7 * slot.size else _NAME_SHRINK)
    places = [index + 1 for index, char in enumerate(text) if char == "·"] or [(len(text) + 1) // 2]
    place = min(places, key=lambda at: abs(2 * at - len(text)))
    lines = [single(part, slot.role, size) for part in (text[:place], text[place:])]
    widest = max(line.width for line in lines)
    if widest > room:
        if widest * _NAME_SHRINK / _NAME_IN_TWO > room:
            return _overfull(slot)
        size *= room / widest
        lines = [single(line.text, slot.role, size) for line in lines]
    places_x = tuple(((slot.width - line.width) / 2, line) for line in lines)
    return Content(places_x, size, _dense_pitch(size, slot), spoken=text)


def _dense_pitch(size: float, slot: Slot) -> float:
    """Two small lines come a little closer where that keeps the row as high as its neighbours."""
    pitch = size * _TIGHT_PITCH
    return max(min(pitch, (slot.height - 1) / 2), size * 0.98) if slot.height else pitch


@lru_cache(maxsize=_KEPT)
def spread(text: str, width: float, slot: Slot) -> Content:
    """A short word spread to a width, in the middle of its cell; read as the word alone."""
    solid = single(text, slot.role, slot.size)
    width = min(width, slot.width - 2)
    if solid.width >= width or len(text) == 1:
        return _one(solid, slot, slot.size, _MIDDLE)
    add = (width - solid.width) / (len(text) - 1)
    pieces = []
    shift = 0
    for piece in solid.pieces:
        x = piece.x + shift * add
        pieces.append(piece._replace(x=x, space=add))
        shift += len(piece.text)
    # No white after the last character, or a reader takes the next cell for a part of the word.
    final = pieces.pop()
    if len(final.text) > 1:
        pieces.append(final._replace(text=final.text[:-1]))
    last_width = chain(slot.role).width(text[-1], slot.size)
    pieces.append(final._replace(x=width - last_width, text=text[-1], space=0.0))
    line = Line(text, tuple(pieces), width)
    return Content((((slot.width - width) / 2, line),), slot.size, slot.size * _PITCH, spoken=text)


def _prose(text: str, slot: Slot) -> Content:
    room = slot.width - 4 * PAD
    indent = 2 * slot.size
    lines = [line for part in text.split("\n") for line in paragraph(part, slot.role, slot.size, room, indent=indent)]
    return Content(tuple((2 * PAD, line) for line in lines), slot.size, slot.size * 1.55)


@lru_cache(maxsize=_KEPT)
def ticks(options: Ticks, slot: Slot) -> Content:
    """Squares with their labels, as many a line as fit; the tick lies over the square."""
    room = slot.width - 2 * PAD
    rows: list[list[Line]] = [[]]
    x = 0.0
    for label, on in options.options:
        item = _option(label, on, slot)
        if item.width > room:
            return _overfull(slot)
        if rows[-1] and x + item.width > room:
            rows.append([])
            x = 0.0
        rows[-1].append(item)
        x += item.width + _TICK_GAP * slot.size
    lines = tuple((PAD, _joined(row, slot.size)) for row in rows)
    return Content(lines, slot.size, slot.size * 1.55)


def _option(label: str, on: bool, slot: Slot) -> Line:
    """No face at hand has a ticked square, so the tick is set over an empty one."""
    box = single("□", slot.role, slot.size)
    tick = single("√", slot.role, slot.size).pieces if on else ()
    words = single(label, slot.role, slot.size)
    after = tuple(piece._replace(x=piece.x + box.width) for piece in words.pieces)
    return Line(("□√" if on else "□") + label, (*box.pieces, *tick, *after), box.width + words.width)


def _joined(items: list[Line], size: float) -> Line:
    pieces = []
    x = 0.0
    for item in items:
        pieces += [piece._replace(x=piece.x + x) for piece in item.pieces]
        x += item.width + _TICK_GAP * size
    return Line("　".join(item.text for item in items), tuple(pieces), max(x - _TICK_GAP * size, 0.0))


_FITS: dict[Fit, Callable[[str, Slot], Content]] = {
    Fit.TEXT: _text,
    Fit.CENTRE: _centre,
    Fit.NAME: _name,
    Fit.UNIT: _unit,
    Fit.FIGURE: _figure,
    Fit.PROSE: _prose,
}
