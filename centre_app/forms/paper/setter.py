"""Chinese line setting: where a line may break, how marks are squeezed, how a line is brought to its width.

The rules are those of GB/T 15834 (punctuation) and of careful book work: a closing mark never begins a line and
an opening one never ends it; a number keeps its unit; marks at the edges of a line count half, two marks in a
row share half an em; an eighth of an em stands between Han and digits; a line takes one more word if its inner
marks can give half their white, otherwise the rest is spread evenly; no paragraph ends with one lone character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise
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
_SURE = 4.0
_FIRST_HAN = "\u3400"

_ATOMS = re.compile(r"[0-9A-Za-z]+(?:[.,:/@_+\-][0-9A-Za-z]+)*%?|—+|…+| +|.", re.DOTALL)


class Piece(NamedTuple):
    """A run of one face: where it starts, and the white that is added after each of its characters."""

    x: float
    face: str
    text: str
    space: float


class Line(NamedTuple):
    """One set line; positions are measured from the left edge of the block."""

    text: str
    pieces: tuple[Piece, ...]
    width: float


class _Atom(NamedTuple):
    """What a line break never divides, measured in ems.

    ``lead`` and ``trail`` are the white of a mark, which is cut at the edges of a line. ``plain`` ones are Han
    without any rule of their own: most of a text.
    """

    text: str
    width: float
    face: str
    """The one face all of it is set in; empty where there are several."""
    lead: float
    trail: float
    word: bool
    space: bool
    plain: bool

    @property
    def mark(self) -> bool:
        return bool(self.lead or self.trail)


class _Measured(dict[str, _Atom]):
    """Atoms of one role, kept for the next paragraph."""

    def __init__(self, found: Chain) -> None:
        super().__init__()
        self.chain = found

    def __missing__(self, text: str) -> _Atom:
        width = sum(map(self.chain.widths.__getitem__, text))
        faces = [face for face, _ in self.chain.runs(text)]
        wide = width >= _WIDE
        lead = _HALF if wide and text in OPENING else 0.0
        trail = _HALF if wide and text in _HALF_RIGHT else 0.0
        word = text[0].isascii() and text[0].isalnum()
        ruled = text[0] in CLOSING or text[0] in OPENING or text in _UNITS
        plain = len(text) == 1 and text >= _FIRST_HAN and not ruled
        face = faces[0] if len(faces) == 1 else ""
        atom = _Atom(text, width, face, lead, trail, word, text[0] == " ", plain)
        if len(text) == 1:
            self[text] = atom
        return atom


_measured: dict[Role, _Measured] = {}


def single(text: str, role: Role, size: float) -> Line:
    """A text on one line, set solid: the quick way for cells and captions."""
    found = chain(role)
    width = sum(map(found.widths.__getitem__, text)) * size
    faces = set(map(found.faces.__getitem__, text))
    if len(faces) == 1:
        return Line(text, (Piece(0.0, faces.pop(), text, 0.0),), width)
    return Line(text, tuple(_runs(text, found, 0.0, size)), width)


def paragraph(
    text: str, role: Role, size: float, width: float, *, indent: float = 0.0, justify: bool = True
) -> list[Line]:
    """Set one paragraph to lines of ``width`` points; the first begins ``indent`` points in.

    The widths of the lines never exceed ``width``, except where one character alone is wider.
    """
    em_width = width / size
    atoms = _atoms(text, role, em_width)
    if not atoms:
        return [Line("", (), 0.0)]
    setting = _Setting(atoms)
    lines = []
    for number, (start, end) in enumerate(pairwise(_Breaker(setting, em_width, indent / size).breaks())):
        inset = 0.0 if number else indent
        full = justify and end < len(atoms)
        lines.append(setting.line(start, end, chain(role), size, inset, em_width - inset / size, full))
    return lines


def _atoms(text: str, role: Role, room: float) -> list[_Atom]:
    """The text in atoms; a word that fills a line, with the mark before or after it, falls into characters."""
    measured = _measured.setdefault(role, _Measured(chain(role)))
    atoms = [measured[part] for part in _ATOMS.findall(text)]
    most = room - 2
    if any(atom.word and atom.width > most for atom in atoms):
        split = ((atom,) if atom.width <= most else map(measured.__getitem__, atom.text) for atom in atoms)
        return [atom for parts in split for atom in parts]
    return atoms


def _kern(before: _Atom, atom: _Atom) -> float:
    """White added between two neighbours on one line, in ems; negative where marks share theirs."""
    if before.trail and (atom.mark or atom.text[0] == "—"):
        return -before.trail
    if before.lead and atom.lead:
        return -atom.lead
    if before.word != atom.word and not (before.mark or atom.mark or before.space or atom.space):
        other = atom if before.word else before
        return _GAP if other.text >= _FIRST_HAN else 0.0
    return 0.0


def _may_part(before: _Atom, atom: _Atom) -> bool:
    if atom.text[0] in CLOSING or before.text[-1] in OPENING or atom.space:
        return False
    return not (before.word and before.text[-1].isdigit() and atom.text in _UNITS)


class _Setting:
    """The atoms of a paragraph with what lies between them.

    ``kerns`` is the white before an atom that follows another on its line; ``spares`` what a mark still has to
    give inside a line, at its left and right; ``ends`` the running width.
    """

    def __init__(self, atoms: list[_Atom]) -> None:
        self.atoms = atoms
        self.kerns = [0.0] * len(atoms)
        self.may_begin = [True] * len(atoms)
        self.spares: dict[int, tuple[float, float]] = {}
        before = atoms[0]
        self._note(0, before)
        for index, atom in enumerate(atoms[1:], start=1):
            if not (before.plain and atom.plain):
                self._note(index, atom)
                self._meet(index, before, atom)
            before = atom
        widths = (kern + atom.width for kern, atom in zip(self.kerns, atoms, strict=True))
        self.ends = [0.0, *accumulate(widths)]

    def _note(self, index: int, atom: _Atom) -> None:
        if atom.mark:
            self.spares[index] = (atom.lead, atom.trail)

    def _meet(self, index: int, before: _Atom, atom: _Atom) -> None:
        kern = self.kerns[index] = _kern(before, atom)
        real = self.atoms[index - 2] if before.space and index > 1 else before
        self.may_begin[index] = _may_part(real, atom)
        if kern < 0 and before.trail:
            self.spares[index - 1] = (self.spares[index - 1][0], 0.0)
        elif kern < 0:
            self.spares[index] = (0.0, self.spares[index][1])

    def trimmed(self, start: int, end: int) -> int:
        """The end of a line without the spaces it ends in."""
        while end > start + 1 and self.atoms[end - 1].space:
            end -= 1
        return end

    def natural(self, start: int, end: int) -> float:
        """Width of the atoms from start to end as a line: edge marks halved, end spaces dropped."""
        atoms = self.atoms
        end = self.trimmed(start, end)
        return self.ends[end] - self.ends[start] - self.kerns[start] - atoms[start].lead - atoms[end - 1].trail

    def spare(self, start: int, end: int) -> float:
        """White that the marks inside a line have to give, without those at its edges."""
        if not self.spares:
            return 0.0
        return sum(sum(self.spares[index]) for index in range(start + 1, end - 1) if index in self.spares)

    def line(self, start: int, end: int, found: Chain, size: float, indent: float, room: float, full: bool) -> Line:
        """Place the atoms of one line of ``room`` ems; a ``full`` one is spread to it, each is squeezed to it."""
        end = self.trimmed(start, end)
        natural = self.natural(start, end)
        slack = room - natural if full else min(room - natural, 0.0)
        squeeze = add = 0.0
        gaps = end - start - 1
        if slack < -_EPS:
            give = self.spare(start, end)
            squeeze = -slack / give if give else 0.0
        elif gaps:
            add = min(slack / gaps, _MOST_SPREAD)
        pieces = self._pieces(start, end, found, size, indent, squeeze, add)
        width = indent + (natural + add * gaps + min(slack, 0.0)) * size
        return Line("".join([atom.text for atom in self.atoms[start:end]]), pieces, width)

    def _pieces(
        self, start: int, end: int, found: Chain, size: float, indent: float, squeeze: float, add: float
    ) -> tuple[Piece, ...]:
        """Runs of one face in which the characters follow each other evenly."""
        pieces: list[Piece] = []
        held: list[str] = []
        held_face, held_x = "", 0.0
        x = indent / size
        even = False  # the atom before ended where its advance says
        for index in range(start, end):
            atom = self.atoms[index]
            lead = atom.lead if index == start else 0.0
            trail = 0.0
            if index > start:
                x += self.kerns[index]
                if squeeze and index < end - 1 and index in self.spares:
                    lead, trail = (part * squeeze for part in self.spares[index])
            single_run = bool(atom.face) and (len(atom.text) == 1 or not add)
            if held and (not even or not single_run or atom.face != held_face or lead or self.kerns[index]):
                pieces.append(Piece(held_x * size, held_face, "".join(held), add * size))
                held = []
            if single_run and not atom.space:
                if not held:
                    held_face, held_x = atom.face, x - lead
                held.append(atom.text)
            elif not atom.space:
                pieces += _runs(atom.text, found, (x - lead) * size, size)
            even = single_run and not atom.space and not trail
            x += atom.width - lead - trail + add
        if held:
            pieces.append(Piece(held_x * size, held_face, "".join(held), add * size))
        return tuple(pieces)


def _runs(text: str, found: Chain, x: float, size: float) -> list[Piece]:
    pieces = []
    for face, run in found.runs(text):
        pieces.append(Piece(x, face, run, 0.0))
        x += found.width(run, size)
    return pieces


class _Breaker:
    """Finds the breaks of one paragraph, left to right."""

    def __init__(self, setting: _Setting, room: float, indent: float) -> None:
        self.setting = setting
        self.atoms = setting.atoms
        self.room = room
        self.indent = indent

    def breaks(self) -> list[int]:
        found = [0]
        while found[-1] < len(self.atoms):
            found.append(self._next(found[-1], self.room - self.indent if len(found) == 1 else self.room))
        self._keep_company(found)
        return found

    def _legal(self, end: int) -> bool:
        return end == len(self.atoms) or self.setting.may_begin[end]

    def _next(self, start: int, room: float) -> int:
        end = self._near(start, room)
        good = next((at for at in range(end - 1, start, -1) if self._legal(at)), start)
        for over in range(end, len(self.atoms) + 1):
            if not self._legal(over):
                continue
            if self.setting.natural(start, over) > room + _EPS:
                return self._choose(start, good, over, room)
            good = over
        return good

    def _near(self, start: int, room: float) -> int:
        """An end that the line surely reaches: marks and kerns never take four ems."""
        ends = self.setting.ends
        limit = ends[start] + room - _SURE
        return max(bisect_left(ends, limit, start + 1, len(self.atoms)), start + 1)

    def _choose(self, start: int, good: int, over: int, room: float) -> int:
        """Between the last break that fits and the next one: squeeze that in, or spread what is left."""
        excess = self.setting.natural(start, over) - room
        give = self.setting.spare(start, over) / 2
        if give and excess <= give and (good == start or excess / give < self._looseness(start, good, room)):
            return over
        return good if good > start else self._forced(start, room)

    def _looseness(self, start: int, end: int, room: float) -> float:
        """How far the gaps of a line must open, as a share of the most they may."""
        gaps = max(end - start - 1, 1)
        return (room - self.setting.natural(start, end)) / gaps / _MOST_SPREAD

    def _forced(self, start: int, room: float) -> int:
        """A cluster wider than the line is broken wherever the line is full."""
        end = start + 1
        while end < len(self.atoms) and self.setting.natural(start, end + 1) <= room:
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
        if earlier > found[-3] + 1 and self.setting.natural(earlier, len(self.atoms)) <= self.room + _EPS:
            found[-2] = earlier

    def _visible(self, start: int, end: int) -> int:
        return sum(len(atom.text) for atom in self.atoms[start:end] if atom.text[0] not in CLOSING)
