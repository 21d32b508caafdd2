"""Blocks outside tables, measured: title, text, lines to sign, seal."""

from __future__ import annotations

from dataclasses import dataclass

from centre_app.core.refusals import Told
from centre_app.core.refusals.paper import CellOverfull

from .blocks import Checks, Cut, Ends, Fit, Gap, Seal, Signatures, Signer, Text, Ticks, Title, Voice
from .cells import BASELINE, Content, Slot, fitted, ticks
from .fonts import Role, chain
from .geometry import MM, Paper
from .ops import Circle, Dashes, Op, Rule, Strip, Write, written
from .setter import Line, paragraph, single

__all__ = ["Desk", "checks", "cut", "ends", "gap", "seal", "signatures", "text", "title"]

_SEAL_RADIUS = 21 * MM
_TITLE_PITCH = 1.45
_SMALLEST_TITLE = 0.8
_NOTE = 0.86
_SIGN_ROW = 16.5 * MM
_SIGN_LINE = 21.5 * MM
_SIGNERS_A_ROW = 3
_DATE_FROM_RIGHT = 4
_UNDATED = "　　年　　月　　日"
_FEW_LINES = 3
_ABOVE_TABLE = 1.5


@dataclass(frozen=True, slots=True)
class Desk:
    """What measuring needs to know: the paper, whether it is a draft, how tight rows are; and what went wrong."""

    paper: Paper
    draft: bool
    tight: float
    problems: list[Told]
    panel_rows: tuple[int, ...] = ()
    """How many rows of a grid in panels each page holds, once that is known."""

    @property
    def width(self) -> float:
        return self.paper.body_width

    @property
    def body(self) -> Role:
        return Role.FANG if self.paper.text.fang else Role.SONG

    def set(self, text: str, fit: Fit, slot: Slot, caption: str, key: str = "") -> Content:
        """A value in its cell; what does not fit is noted under the name of its caption."""
        content = fitted(text, fit, slot)
        if content.overfull:
            self.refuse(text, caption, key)
        return content

    def tick(self, options: Ticks, slot: Slot, caption: str, key: str = "") -> Content:
        """Options in their cell; a label that does not fit is noted."""
        content = ticks(options, slot)
        if content.overfull:
            self.refuse("".join(label for label, _ in options.options), caption, key)
        return content

    def refuse(self, text: str, caption: str, key: str = "") -> None:
        """Note that a text is more than its place can show; nothing is drawn of it."""
        self.problems.append(CellOverfull(field=key or caption, caption=caption, chars=len(text)))


def middle(top: float, pitch: float, size: float) -> float:
    """The base line of a line of that pitch whose top is given."""
    return top + pitch / 2 + BASELINE * size


def title(block: Title, desk: Desk) -> list[Strip]:
    """The title in its own face, shrunk a little beside the page's code, else over several lines."""
    paper = desk.paper
    room = desk.width - 2 * (paper.code_side + 4 * MM) if paper.head_zone else desk.width
    width = chain(Role.TITLE).width(block.text, paper.title)
    size = paper.title * min(1.0, max(_SMALLEST_TITLE, room / width)) if width else paper.title
    lines = paragraph(block.text, Role.TITLE, size, room, justify=False)
    extra = (len(lines) - 1) * size * _TITLE_PITCH
    first = paper.title_above - (extra / 2 if paper.head_zone else 0.0)
    strip = Strip(paper.title_block + (0.0 if paper.head_zone else extra), keep=True, zone=paper.head_zone)
    for number, line in enumerate(lines):
        y = first + number * size * _TITLE_PITCH
        strip.still += written(line, (desk.width - line.width) / 2, y, size)
    return [strip]


def text(block: Text, desk: Desk) -> list[Strip]:
    """Paragraphs, a strip a line; two lines at least stay together at the foot and the head of a page."""
    strips: list[Strip] = []
    for part in block.text.split("\n"):
        strips += _paragraph(part, block.voice, desk)
    return strips


def _paragraph(words: str, voice: Voice, desk: Desk) -> list[Strip]:
    setting = desk.paper.text
    size, pitch = setting.size, setting.pitch
    if voice is Voice.NOTE:
        size, pitch = size * _NOTE, pitch * _NOTE
    indent = 2 * size if voice in {Voice.BODY, Voice.HEAD, Voice.SUBHEAD} else 0.0
    justify = voice in {Voice.BODY, Voice.PLAIN, Voice.NOTE}
    lines = paragraph(words, _ROLES.get(voice, desk.body), size, desk.width, indent=indent, justify=justify)
    strips = []
    for line in lines:
        x = (desk.width - line.width) / 2 if voice is Voice.CENTRED else 0.0
        strips.append(Strip(pitch, live=[*written(line, x, middle(0.0, pitch, size), size)]))
    if voice in {Voice.HEAD, Voice.SUBHEAD}:
        strips[-1].keep = True
    if len(strips) > 1:
        strips[0].keep = True
    if len(strips) > _FEW_LINES:
        strips[-2].keep = True
    if voice is Voice.ATTACHMENT:
        strips.append(Strip(pitch, gap=True, keep=True))
        strips[0].keep = True
    return strips


_ROLES = {Voice.HEAD: Role.HEI, Voice.SUBHEAD: Role.KAI, Voice.ATTACHMENT: Role.HEI, Voice.NOTE: Role.SONG}


def ends(block: Ends, desk: Desk) -> list[Strip]:
    """One line of small print above a table."""
    size = desk.paper.table.size
    pitch = size * 1.75
    strip = Strip(pitch + _ABOVE_TABLE, keep=True)
    y = middle(0.0, pitch, size)
    for words, place in ((block.left, 0.0), (block.centre, 0.5), (block.right, 1.0)):
        line = single(words, Role.SONG, size)
        strip.live += written(line, (desk.width - line.width) * place, y, size)
    return [strip]


def gap(block: Gap, desk: Desk) -> list[Strip]:
    """White that may shrink to half."""
    height = block.lines * desk.paper.text.pitch
    return [Strip(height, gap=True, give=height / 2)]


def cut(block: Cut, desk: Desk) -> list[Strip]:
    """Where the receipt is cut off, its words in the middle of the line."""
    size = desk.paper.table.size * _NOTE
    height = 10 * MM
    line = single(block.text, Role.SONG, size)
    left, right = (desk.width - line.width) / 2, (desk.width + line.width) / 2
    clear = 6.0 if block.text else 0.0
    y = height / 2
    strip = Strip(height, keep=True)
    strip.still += [Dashes(0.0, left - clear, y), Dashes(right + clear, desk.width, y)]
    strip.still += written(line, left, y + BASELINE * size, size)
    return [strip]


def checks(block: Checks, desk: Desk) -> list[Strip]:
    """A caption and its options, ticked or not."""
    size = desk.paper.text.size
    caption = single(block.caption, desk.body, size)
    content = desk.tick(Ticks(block.options), Slot(desk.width - caption.width, size, desk.body), block.caption)
    height = max(content.height, desk.paper.text.pitch)
    strip = Strip(height, live=content.put(caption.width, 0.0, height))
    strip.still += written(caption, 0.0, middle(0.0, content.pitch if content.lines else height, size), size)
    return [strip]


def signatures(block: Signatures, desk: Desk) -> list[Strip]:
    """Lines to sign on, as many side by side as there are, three at most, with the day below."""
    signers = [Signer(signer) if isinstance(signer, str) else signer for signer in block.signers]
    across = max(min(len(signers), _SIGNERS_A_ROW), 1)
    while across > 1 and any(_needed(signer, desk) > desk.width / across for signer in signers):
        across -= 1
    rows = [signers[start : start + across] for start in range(0, len(signers), across)]
    strips = [Strip(4.0, gap=True, keep=True)]
    for row in rows:
        strip = Strip(_SIGN_ROW, keep=True)
        for number, signer in enumerate(row):
            _sign(signer, strip, desk, number * desk.width / across, desk.width / across)
        strips.append(strip)
    strips[-1].keep = False
    return strips


def _needed(signer: Signer, desk: Desk) -> float:
    """The least width of a place to sign: its caption and a line that a name fits on, or the day below."""
    size = desk.paper.text.size
    under = chain(desk.body).width(_UNDATED, size) + (4 * size if signer.fingerprint else 0.0)
    return max(chain(desk.body).width(f"{signer.caption}：", size) + _SIGN_LINE, under) + size


def _sign(signer: Signer, strip: Strip, desk: Desk, x: float, width: float) -> None:
    size = desk.paper.text.size
    y, below = 7.5 * MM, 13.5 * MM
    caption = single(f"{signer.caption}：", desk.body, size)
    strip.still += written(caption, x, y, size)
    start, end = x + caption.width, x + width - size
    strip.still.append(Rule(start, y + 2.2, end, y + 2.2, 0.5))
    if signer.name:
        name = single(signer.name, Role.SONG, size)
        strip.live += written(name, start + (end - start - name.width) / 2, y, size)
    if signer.fingerprint:
        strip.still += written(single("（指印）", desk.body, size), x, below, size)
    if signer.dated:
        day = single(signer.day or _UNDATED, desk.body, size)
        into = strip.live if signer.day else strip.still
        into += written(day, end - day.width, below, size)


def seal(block: Seal, desk: Desk) -> list[Strip]:
    """Issuer over the day: the day ends four characters from the right, the issuer stands over its middle.

    GB/T 9704 7.3.5. The room below the day is kept free, or the seal would run into the page number.
    """
    setting = desk.paper.text
    size, pitch = setting.size, setting.pitch
    issuer = _line(block.issuer, desk, size)
    day = _line(block.day, desk, size)
    centre = desk.width - _DATE_FROM_RIGHT * size - day.width / 2
    centre = min(centre, desk.width - issuer.width / 2)
    strip = Strip(2 * pitch + desk.paper.seal_foot)
    first, second = middle(0.0, pitch, size), middle(pitch, pitch, size)
    ops: list[Op] = [*written(issuer, centre - issuer.width / 2, first, size)]
    ops += written(day, centre - day.width / 2, second, size)
    if desk.draft:
        strip.still.append(Circle(centre, (first + second) / 2 - BASELINE * size + 3, _SEAL_RADIUS))
    strip.live += ops
    under = max(_SEAL_RADIUS - pitch - desk.paper.seal_foot, 0.0)
    return [
        Strip(pitch, gap=True, give=pitch / 2, keep=True),
        strip,
        Strip(under, gap=True, give=under),
    ]


def _line(words: str, desk: Desk, size: float) -> Line:
    """A short text on one line, digits set off from Han."""
    return paragraph(words, desk.body, size, desk.width, justify=False)[0]


def mark(words: str, role: Role, size: float, x: float, y: float) -> list[Write]:
    """A word of the page's own, from its left end."""
    return [*written(single(words, role, size), x, y, size)]
