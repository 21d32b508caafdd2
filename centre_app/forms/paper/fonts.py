"""The faces every page is set in: registered on first use, chosen character by character.

A *role* (Song, Title, Hei, Kai, Fang) is what a block asks for. A role is a chain of faces; each character is
drawn in the first face of the chain that has it, so a rare character in a name comes from HanaMinB while its
neighbours stay in Song. A character that no face has is refused before anything is drawn, because the PDF
library would print an empty box and say nothing.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from threading import RLock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from centre_app.core.refusals import Told
from centre_app.core.refusals.paper import FontDamaged, FontMissing, FontUnreadable, GlyphMissing, TextMapLost
from centre_app.paths import resources

from .outlines import shape

__all__ = [
    "Chain",
    "Role",
    "add_office_fonts",
    "bundled_faults",
    "chain",
    "missing",
    "office_faults",
    "outline",
    "text_map_faults",
]


class Role(StrEnum):
    """What a block asks for; the value is also the name of the first face of its chain."""

    SONG = "Song"
    TITLE = "Title"
    HEI = "Hei"
    KAI = "Kai"
    FANG = "Fang"


_FILLER = "FangFiller"
_RARE = "Rare"

_FILES = {
    "Song": "NotoSerifSC-400.ttf",
    "Title": "NotoSerifSC-900.ttf",
    "Hei": "NotoSansSC-400.ttf",
    "Kai": "LXGWWenKai-Regular.ttf",
    "Fang": "FandolFang-Regular.ttf",
    _FILLER: "FangFiller-Light.ttf",
    _RARE: "HanaMinB.ttf",
}

# Each chain ends in the same tail, so that what can be printed does not depend on where it stands.
_CHAINS: dict[Role, tuple[str, ...]] = {
    Role.SONG: ("Song", _RARE, "Hei", "Kai"),
    Role.TITLE: ("Title", "Song", _RARE, "Hei", "Kai"),
    Role.HEI: ("Hei", "Song", _RARE, "Kai"),
    Role.KAI: ("Kai", "Song", _RARE, "Hei"),
    Role.FANG: ("Fang", _FILLER, "Song", _RARE, "Hei", "Kai"),
}

# FandolFang's own Latin looks like a sans beside its Han, and LXGW's curly quotes are Latin ones.
_FROM_SONG: dict[Role, frozenset[str]] = {
    Role.FANG: frozenset(map(chr, range(0x20, 0x7F))) | frozenset("·–"),
    Role.KAI: frozenset("“”‘’"),
    Role.HEI: frozenset("·"),
}

# Control characters, lone surrogates and private use, by which each old Chinese system meant another character:
# a face that maps them would print something that was not meant.
_NEVER_DRAWN = frozenset({"Cc", "Cs", "Co"})

_EM = 1000.0
_TEST_WORD = "𠮷䶮㛃𬍛"
_WHOLE = 0xB1B0AFBA
"""What all words of a sound TrueType file sum up to (OpenType 1.9, head.checksumAdjustment)."""
_UNREADABLE = (ttfonts.TTFError, OSError, ValueError, IndexError, KeyError, struct.error)

_lock = RLock()
_registered: dict[str, ttfonts.TTFont] = {}
_office_faces: list[str] = []


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """The text map of one embedded subset, as ISO 32000-1 9.10.3 asks: UTF-16, at most 100 entries a block.

    The library's own writes five hexadecimal digits for characters beyond U+FFFF, which every reader takes
    for another character.
    """
    rows = [(index, code) for index, code in enumerate(subset) if code]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in part]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


# The library looks both up at call time. ASCII armour around every stream costs a tenth of the time and a fifth
# of the bytes.
ttfonts.makeToUnicodeCMap = _to_unicode
rl_config.useA85 = 0


def _face(name: str) -> ttfonts.TTFont:
    """The registered face of that name; its file is read on first use.

    Raises:
        FontMissing, FontDamaged: the program's folder is not as it was installed.
    """
    with _lock:
        font = _registered.get(name)
        if font is None:
            path = resources("fonts") / _FILES[name]
            if not path.is_file():
                raise FontMissing(file=path.name)
            try:
                font = _register(name, path)
            except _UNREADABLE as error:
                raise FontDamaged(file=path.name) from error
        return font


def _register(name: str, path: Path) -> ttfonts.TTFont:
    font = ttfonts.TTFont(name, str(path), shapable=False)
    pdfmetrics.registerFont(font)
    _registered[name] = font
    return font


def add_office_fonts(folder: Path) -> list[str]:
    """Put the TrueType files of a folder at the end of every chain and return their names.

    Raises:
        FontUnreadable: a file is broken or has no TrueType outlines.
    """
    return [_add_office_font(path) for path in sorted(folder.glob("*.ttf"))]


def _add_office_font(path: Path) -> str:
    name = f"Office-{path.stem}"
    with _lock:
        if name not in _office_faces:
            try:
                _register(name, path)
            except _UNREADABLE as error:
                raise FontUnreadable(file=path.name) from error
            _office_faces.append(name)
            _chains.clear()
    return name


class _Faces(dict[str, str]):
    """Character to the name of the face that draws it; filled as characters come."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role
        self._names = (*_CHAINS[role], *_office_faces)

    def __missing__(self, char: str) -> str:
        code = ord(char)
        if unicodedata.category(char) in _NEVER_DRAWN:
            raise _refusal(char, char)
        names = self._names
        if char in _FROM_SONG.get(self._role, ()):
            names = ("Song", *names)
        for name in names:
            if code in _face(name).face.charToGlyph:
                self[char] = name
                return name
        raise _refusal(char, char)


def _refusal(text: str, char: str) -> GlyphMissing:
    """Characters that show nothing, or cannot even be written, are named by their escape."""
    return GlyphMissing(text=_shown(text), char=_shown(char), code=f"U+{ord(char):04X}")


def _shown(text: str) -> str:
    return "".join(repr(char)[1:-1] if unicodedata.category(char) in _NEVER_DRAWN else char for char in text)


class Chain:
    """One role, ready to measure and to split text into runs of one face each."""

    def __init__(self, role: Role) -> None:
        self.role = role
        self.first = _CHAINS[role][0]
        self.faces = _Faces(role)
        self.widths = _Widths(self.faces)

    def width(self, text: str, size: float) -> float:
        """Width of a text set solid, in the unit of ``size``."""
        return sum(map(self.widths.__getitem__, text)) * size

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Pieces of the text with the face each is drawn in."""
        faces = self.faces
        start, name = 0, ""
        for index, char in enumerate(text):
            here = faces[char]
            if here != name:
                if index:
                    yield name, text[start:index]
                start, name = index, here
        if text:
            yield name, text[start:]


class _Widths(dict[str, float]):
    """Character to its advance in ems."""

    def __init__(self, faces: _Faces) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, char: str) -> float:
        face = _face(self._faces[char]).face
        width: float = face.charWidths.get(ord(char), face.defaultWidth) / _EM
        self[char] = width
        return width


_chains: dict[Role, Chain] = {}


def chain(role: Role) -> Chain:
    """The chain of a role; one is kept per role, because it remembers every character it has met."""
    found = _chains.get(role)
    if found is None:
        with _lock:
            found = _chains.setdefault(role, Chain(role))
    return found


def missing(texts: Iterable[str]) -> list[GlyphMissing]:
    """A refusal for every character of the texts that no face has, each named once, in their order."""
    faces = chain(Role.SONG).faces
    found: dict[str, GlyphMissing] = {}
    for text in texts:
        for char in text:
            if char in found or char == "\n":
                continue
            try:
                faces[char]
            except GlyphMissing:
                found[char] = _refusal(text, char)
    return list(found.values())


def outline(face: str, char: str) -> tuple[str, int]:
    """A character as PDF path operators in font units, and how many units make an em."""
    return shape(str(_face(face).face.filename), char)


def bundled_faults(folder: Path, *, deep: bool = False) -> Iterator[Told]:
    """A trouble for every font file of the program that is not in the folder; ``deep`` also for every damaged one."""
    for name in _FILES.values():
        path = folder / name
        if not path.is_file():
            yield FontMissing(file=name)
        elif deep and not _whole(path.read_bytes()):
            yield FontDamaged(file=name)


def _whole(font: bytes) -> bool:
    """Whether the file sums up to what its maker wrote into it."""
    words = array("I", font + bytes(-len(font) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF == _WHOLE


def office_faults(folder: Path) -> Iterator[Told]:
    """A trouble for every file among the office's own fonts that cannot be used."""
    for path in sorted(folder.glob("*.ttf")):
        try:
            _add_office_font(path)
        except FontUnreadable as trouble:
            yield trouble


def text_map_faults() -> Iterator[Told]:
    """What is wrong with text maps: a new version of the PDF library may rename the function that is repaired here."""
    mapped = _to_unicode("", [ord(char) for char in _TEST_WORD])
    kept = all(char.encode("utf-16-be").hex().upper() in mapped for char in _TEST_WORD)
    if ttfonts.makeToUnicodeCMap is not _to_unicode or not kept:
        yield TextMapLost()
