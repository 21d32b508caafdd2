"""What a search looks for, and what it looks in.

A case is found by a text of its own: names, their spelling in letters, numbers, places, employers, each on a line.
A word is found where the text contains it; letters only count from the beginning of a spelling (``zxm``,
``xiaoming``), so that an ``a`` does not find everybody. That is the whole meaning of a search.

So that nobody reads all texts for it, each text is also broken into pieces, and an index of pieces narrows the
search to the few texts that may contain the word. Chinese is broken into two characters at each place (小明 for
张小明), numbers into four digits, because a tail or the middle of a number is asked for as often as its front; a
shorter word is the front of a piece. What has a single piece is found exactly by it; what has several is found
among others, and the text decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .pinyin import pinyin, syllables
from .refusals import Refused
from .refusals.search import TooManyWords

__all__ = ["MOST_WORDS", "Piece", "Word", "folded", "pieces", "searched_text", "sort_key", "spellings", "words"]

MOST_WORDS: Final = 12
"""A search of more words is a text that was pasted by mistake."""
_OF_WORDS: Final = 2
_OF_NUMBERS: Final = 4
_MOST_PIECES: Final = {_OF_WORDS: 5, _OF_NUMBERS: 3}
"""Pieces that narrow the search for one word, counted from its end: more of them cost more than they save, and the
front of a long number is everybody's, its area and its year.
"""

_NO_LETTER: Final = re.compile(r"[\W_]+")
_RUN: Final = re.compile(r"[0-9a-z]+")
_FRONT_LETTERS: Final = re.compile(r"[a-z]+")
_INNER: Final = "§"
"""Marks a piece that begins with a letter in the middle of a line: it is no beginning of a spelling."""


def folded(text: str) -> str:
    """A text as it is compared: full-width as half-width, small letters, no blanks, dots and marks."""
    if text.isascii() and text.isalnum():
        return text.lower()
    whole = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    small = whole.lower()
    return small if small.isalnum() else _NO_LETTER.sub("", small)


def spellings(name: str) -> list[str]:
    """A name in letters, whole and by initials, from each of its syllables on."""
    whole = initials = ""
    found: list[str] = []
    for syllable in reversed(syllables(name)):
        whole, initials = syllable + whole, syllable[0] + initials
        found += (initials, whole)
    found.reverse()
    return found


def sort_key(name: str, most: int) -> str:
    """What names are sorted by: their letters, then their characters, cut where a column ends."""
    return (pinyin(name) + folded(name))[:most]


def searched_text(names: Iterable[str], others: Iterable[str | None]) -> str:
    """The text of one case, a line for each thing; each line has a line break before it."""
    lines: list[str] = []
    for name in names:
        lines.append(folded(name))
        lines += spellings(name)
    for other in others:
        if other:
            lines.append(line := folded(other))
            if not line.isdecimal():
                lines += filter(str.isalpha, _RUN.findall(line))
    return "".join([f"\n{line}" for line in dict.fromkeys(lines) if line])


def pieces(text: str) -> list[str]:
    """The pieces of a text, each once."""
    found: dict[str, None] = {}
    for line in text.split("\n"):
        if front := _FRONT_LETTERS.match(line):
            found[front[0]] = None
        if not line.isascii():
            found.update((_marked(line[at : at + _OF_WORDS]), None) for at in range(len(line)))
        for run in _RUN.findall(line):
            if not run.isalpha():
                found.update((_marked(run[at : at + _OF_NUMBERS]), None) for at in range(len(run)))
    return list(found)


def _marked(piece: str) -> str:
    return _INNER + piece if "a" <= piece[0] <= "z" else piece


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that a text must have; with ``front`` one that begins so is enough."""

    text: str
    front: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search: what the text must contain, and the pieces that narrow the search to it."""

    needle: str
    pieces: tuple[Piece, ...]

    @property
    def is_one_piece(self) -> bool:
        """Whether a text with its piece contains the word for certain."""
        return self.pieces[0].text.endswith(self.needle.strip("\n"))


def words(query: str) -> tuple[Word, ...]:
    """The words of a search, all of which must be found; what holds no letter and no digit asks for nothing.

    Raises:
        Refused: there are more of them than anybody types.
    """
    asked = dict.fromkeys(word for part in query.split() if (word := folded(part)))
    if len(asked) > MOST_WORDS:
        raise Refused([TooManyWords(got=len(asked), most=MOST_WORDS)])
    return tuple(_word(word) for word in asked)


def _word(word: str) -> Word:
    if word.isascii() and word.isalpha():
        return Word(f"\n{word}", (Piece(word, front=True),))
    size = _OF_NUMBERS if word.isascii() else _OF_WORDS
    if len(word) < size:
        return Word(word, (Piece(_marked(word), front=True),))
    cut = (word[at : at + size] for at in _places(len(word), size))
    return Word(word, tuple(Piece(_marked(piece), front=False) for piece in dict.fromkeys(cut)))


def _places(length: int, size: int) -> list[int]:
    """Where to cut the pieces: close to each other in a short word, side by side in a long one, its end among them."""
    last = length - size
    step = size if length > 2 * size else size // 2
    return [*range(0, last, step), last][-_MOST_PIECES[size] :]
