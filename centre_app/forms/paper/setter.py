"""Chinese line setting: where a line may break, how marks are squeezed, how a line is brought to its width.

The rules are those of GB/T 15834 (punctuation) and of careful book work: a closing mark never begins a line and
an opening one never ends it; a number keeps its unit; marks at the edges of a line count half, two marks in a
row share half an em; an eighth of an em stands between Han and digits; a line takes one more word if its inner
marks can give half their white, otherwise the rest is spread evenly; no paragraph ends with one lone character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .fonts import Chain, Role, chain

__all__ = ["CLOSING", "OPENING", "Line", "Piece", "paragraph", "single"]

CLOSING = frozenset("，。、；：？！）》〉」』】〕］｝”’…—·％‰℃")
"""May not begin a line."""

OPENING = frozenset("（《〈「『【〔［｛“‘")
"""May not end a line."""

_UNITS = frozenset("年月日号户元人次个项%")
_HALF_RIGHT = frozenset("，。、；：？！）》〉」』】〕］｝”’")
_WIDE = 0.9  # a mark narrower than this (in ems) is set proportionally and has no white to give
_HALF = 0.5
_GAP = 0.125
_MOST_SPREAD = 0.25
_EPS = 1e-6

_ATOM = re.compile(
    r"(?P<word>[0-9A-Za-z]+(?:[.,:/@_+\-][0-9A-Za-z]+)*%?)|(?P<joined>—+|…+)|(?P<space> +)|(?P<char>.)", re.DOTALL
)


class Piece(NamedTuple):
    """A run of one face: where it starts, and the white that is added after each of its characters."""

    x: float
    face: str
    text: str
    space: float


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; positions are measured from the left edge of the block."""

    text: str
    pieces: tuple[Piece, ...]
    width: float


@dataclass(slots=True)
class _Atom:
    """What a line break never divides.

    ``lead`` and ``trail`` are the white that is cut at the edges of a line, ``spare`` what is still there to be
    squeezed inside one, all in ems; ``kern`` is the white before the atom when it follows another on its line.
    """

    text: str
    width: float
    lead: float = 0.0
    trail: float = 0.0
    spare_lead: float = 0.0
    spare_trail: float = 0.0
    word: bool = False
    space: bool = False
    kern: float = 0.0
    may_begin: bool = True

    @property
    def mark(self) -> bool:
        return bool(self.lead or self.trail)


def single(text: str, role: Role, size: float) -> Line:
    """A text on one line, set solid: the quick way for cells and captions."""
    found = chain(role)
    x = 0.0
    pieces = []
    widths = found.widths
    for face, run in found.runs(text):
        pieces.append(Piece(x, face, run, 0.0))
        x += sum(map(widths.__getitem__, run)) * size
    return Line(text, tuple(pieces), x)


def paragraph(
    text: str, role: Role, size: float, width: float, *, indent: float = 0.0, justify: bool = True
) -> list[Line]:
    """Set one paragraph to lines of ``width`` points; the first begins ``indent`` points in.

    The widths of the lines never exceed ``width``, except where one character alone is wider.
    """
    found = chain(role)
    em_width = width / size
    atoms = _atoms(text, found, em_width)
    if not atoms:
        return [Line("", (), 0.0)]
    breaks = _Breaker(atoms, em_width, indent / size).breaks()
    lines = []
    for number, (start, end) in enumerate(pairwise(breaks)):
        first_indent = indent if number == 0 else 0.0
        room = em_width - first_indent / size
        last = end == len(atoms)
        lines.append(_line(atoms[start:end], found, size, first_indent, room if justify and not last else None, room))
    return lines


def _atoms(text: str, found: Chain, room: float) -> list[_Atom]:
    atoms: list[_Atom] = []
    for match in _ATOM.finditer(text):
        part = match.group()
        width = sum(map(found.widths.__getitem__, part))
        kind = match.lastgroup
        if kind == "word" and width > room:
            atoms += [_Atom(char, found.widths[char], word=True) for char in part]
        elif kind == "char":
            wide = width >= _WIDE
            lead = _HALF if wide and part in OPENING else 0.0
            trail = _HALF if wide and part in _HALF_RIGHT else 0.0
            atoms.append(_Atom(part, width, lead, trail, lead, trail))
        else:
            atoms.append(_Atom(part, width, word=kind == "word", space=kind == "space"))
    for before, atom in pairwise(atoms):
        atom.kern = _kern(before, atom)
        if atom.kern < 0 and before.trail:
            before.spare_trail = 0.0
        elif atom.kern < 0:
            atom.spare_lead = 0.0
        atom.may_begin = _may_part(before, atom)
    return atoms


def _kern(before: _Atom, atom: _Atom) -> float:
    """White added between two neighbours on one line, in ems; negative where marks share theirs."""
    if before.trail and (atom.lead or atom.trail or atom.text[0] == "—"):
        return -before.trail
    if before.lead and atom.lead:
        return -atom.lead
    if before.word != atom.word and not (before.mark or atom.mark or before.space or atom.space):
        return _GAP if _is_han(atom if before.word else before) else 0.0
    return 0.0


def _is_han(atom: _Atom) -> bool:
    return atom.text[0] >= "\u3400"


def _may_part(before: _Atom, atom: _Atom) -> bool:
    if atom.text[0] in CLOSING or before.text[-1] in OPENING or atom.space:
        return False
    return not (before.word and before.text[-1].isdigit() and atom.text in _UNITS)


class _Breaker:
    """Finds the breaks of one paragraph, left to right."""

    def __init__(self, atoms: list[_Atom], room: float, indent: float) -> None:
        self.atoms = atoms
        self.room = room
        self.indent = indent
        self.ends = [0.0]
        for atom in atoms:
            self.ends.append(self.ends[-1] + atom.kern + atom.width)

    def breaks(self) -> list[int]:
        found = [0]
        while found[-1] < len(self.atoms):
            found.append(self._next(found[-1], self._room(len(found) == 1)))
        self._keep_company(found)
        return found

    def _room(self, first: bool) -> float:
        return self.room - self.indent if first else self.room

    def _natural(self, start: int, end: int) -> float:
        """Width of the atoms from start to end as a line: edge marks halved, end spaces dropped."""
        atoms = self.atoms
        while end > start + 1 and atoms[end - 1].space:
            end -= 1
        edges = atoms[start].kern + atoms[start].lead + atoms[end - 1].trail
        return self.ends[end] - self.ends[start] - edges

    def _legal(self, end: int) -> bool:
        return end == len(self.atoms) or self.atoms[end].may_begin

    def _next(self, start: int, room: float) -> int:
        good, end = start, start
        while end < len(self.atoms):
            end += 1
            if not self._legal(end):
                continue
            if self._natural(start, end) <= room + _EPS:
                good = end
                continue
            return self._choose(start, good, end, room)
        return good

    def _choose(self, start: int, good: int, over: int, room: float) -> int:
        """Between the last break that fits and the next one: squeeze that in, or spread what is left."""
        excess = self._natural(start, over) - room
        give = _spare(self.atoms[start:over]) / 2
        if give and excess <= give and (good == start or excess / give < self._looseness(start, good, room)):
            return over
        return good if good > start else self._forced(start, room)

    def _looseness(self, start: int, end: int, room: float) -> float:
        """How far the gaps of a line must open, as a share of the most they may."""
        gaps = max(end - start - 1, 1)
        return (room - self._natural(start, end)) / gaps / _MOST_SPREAD

    def _forced(self, start: int, room: float) -> int:
        """A cluster wider than the line is broken wherever the line is full."""
        end = start + 1
        while end < len(self.atoms) and self._natural(start, end + 1) <= room:
            end += 1
        return end

    def _keep_company(self, found: list[int]) -> None:
        """A last line of one character takes the neighbour down with it."""
        lines = len(found) - 1
        if lines == 1 or self._visible(found[-2], found[-1]) != 1:
            return
        earlier = found[-2] - 1
        while earlier > found[-3] + 1 and not self._legal(earlier):
            earlier -= 1
        if earlier > found[-3] + 1 and self._natural(earlier, len(self.atoms)) <= self.room + _EPS:
            found[-2] = earlier

    def _visible(self, start: int, end: int) -> int:
        return sum(len(atom.text) for atom in self.atoms[start:end] if atom.text[0] not in CLOSING)


def _spare(atoms: list[_Atom]) -> float:
    """White that the marks of a line have to give, without those at its edges."""
    return sum(atom.spare_lead + atom.spare_trail for atom in atoms[1:-1])


def _line(atoms: list[_Atom], found: Chain, size: float, indent: float, target: float | None, room: float) -> Line:
    """Place the atoms of one line; ``target`` is the width to bring it to, in ems, None for its own."""
    while len(atoms) > 1 and atoms[-1].space:
        atoms = atoms[:-1]
    natural = sum(atom.width + atom.kern for atom in atoms) - atoms[0].kern - atoms[0].lead - atoms[-1].trail
    slack = (target if target is not None else min(room, natural)) - natural
    squeeze, add = 0.0, 0.0
    if slack < -_EPS:
        give = _spare(atoms)
        squeeze = -slack / give if give else 0.0
    elif len(atoms) > 1:
        add = min(slack / (len(atoms) - 1), _MOST_SPREAD)
    pieces = _merged(_placed(atoms, found, size, indent, squeeze, add), found, size)
    width = indent + (natural + add * (len(atoms) - 1) + min(slack, 0.0)) * size
    return Line("".join(atom.text for atom in atoms), tuple(pieces), width)


def _placed(
    atoms: list[_Atom], found: Chain, size: float, indent: float, squeeze: float, add: float
) -> Iterator[tuple[float, str, str, float]]:
    """Each atom's place, face, text and the white that follows each of its characters."""
    x = indent / size
    last = len(atoms) - 1
    for index, atom in enumerate(atoms):
        lead = trail = 0.0
        if index == 0:
            lead = atom.lead
        else:
            x += atom.kern
        if 0 < index < last:
            lead, trail = atom.spare_lead * squeeze, atom.spare_trail * squeeze
        at = x - lead
        for face, run in found.runs(atom.text):
            if not atom.space:
                yield at * size, face, run, add * size if len(atom.text) == 1 else 0.0
            at += sum(map(found.widths.__getitem__, run))
        x += atom.width - lead - trail + add


def _merged(placed: Iterator[tuple[float, str, str, float]], found: Chain, size: float) -> Iterator[Piece]:
    """Neighbours of one face that follow each other exactly become one piece."""
    held: Piece | None = None
    end = 0.0
    for x, face, text, space in placed:
        advance = sum(map(found.widths.__getitem__, text)) * size + space * len(text)
        if held and held.face == face and held.space == space and abs(end - x) < _EPS:
            held = held._replace(text=held.text + text)
            end += advance
            continue
        if held:
            yield held
        held = Piece(x, face, text, space)
        end = x + advance
    if held:
        yield held
