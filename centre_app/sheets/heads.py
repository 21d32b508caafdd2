"""Guesses the head of a table: where it stands, on how many storeys, and what each column holds.

Nothing is configured and no order is expected. What words a column may have stands with the source that reads it
(``HeadWords``); here is only how heads are built: two storeys that are merged or not, blocks that are repeated
for each member, columns that go on to the right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from centre_app.core.typed import Value

from .book import Sheet

__all__ = ["BASE", "HEAD", "Block", "Head", "HeadColumn", "HeadField", "HeadWords", "guess", "word_key"]

Block: TypeAlias = int
BASE: Final = 0
"""The columns that are not repeated."""
HEAD: Final = -1
"""Columns that speak of the head beside columns of another person in the same row."""

_ROWS_TO_JUDGE: Final = 60
_STOREYS: Final = 3
_LONGEST_LABEL: Final = 30
_SENTENCE: Final = re.compile(r"[，。；！？]")
_DATA: Final = re.compile(r"\d{6}")
_BRACKETS: Final = re.compile(r"[(\[<【〔{].*?[)\]>】〕}]")
_NUMBERED: Final = re.compile(r"(.+?)[(]?(\d{1,2}|[一二三四五六七八九十])[)]?")
_NUMERALS: Final = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class HeadField:
    """Something that a column may hold: ``words`` are heads as offices write them.

    ``person`` says that it is a fact of one person and may be repeated in blocks. ``several`` allows more than
    one column, each adding to the same fact. ``also_member`` marks what is said once for the household but may be
    said of a member in a block as well (a phone).
    """

    name: str
    words: tuple[str, ...]
    person: bool = False
    several: bool = False
    also_member: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class HeadWords:
    """The words of one source.

    ``fronts`` are words before a head that say of whom it speaks (``成员``, ``户主``, ``配偶``): for each what
    kind of block it opens, ``head``, ``self``, ``member`` or a word for one relative. ``likely`` judges a head
    that no list knows; ``needed`` are the fields without which a row of labels is no head, ``opens`` the one that
    begins a block.
    """

    fields: tuple[HeadField, ...]
    fronts: Mapping[str, str]
    likely: Callable[[str], str | None]
    needed: frozenset[str]
    opens: str


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column of a table: where it stands, how it is labelled, what it holds and of whom."""

    column: int
    label: str
    field: str
    block: Block
    person: bool = False
    """Whether it is a fact of one person."""
    further: bool = False
    """Whether it goes on with a column that stands further left."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its first and last row (from 0) and its columns.

    ``kin`` says for a block that is about one relative which word stood for them; ``again`` are columns that were
    passed over because their fact has one already.
    """

    first: int
    last: int
    columns: tuple[HeadColumn, ...]
    kin: Mapping[Block, str] = field(default_factory=dict)
    again: tuple[tuple[str, str], ...] = ()

    @property
    def members(self) -> tuple[Block, ...]:
        """The blocks of members, in order."""
        return tuple(sorted({each.block for each in self.columns if each.block > BASE}))

    def of(self, block: Block) -> dict[str, int]:
        """The first column of each field of a block."""
        return {each.field: each.column for each in reversed(self.columns) if each.block == block and not each.further}


@lru_cache(maxsize=4096)
def word_key(text: str) -> str:
    """A label as it is compared: narrow, without blanks, stars and marks, brackets kept."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(each for each in narrow if each.isalnum() or each in "()[]<>【】〔〕{}").upper()


@dataclass(frozen=True, slots=True)
class _Meant:
    field: HeadField
    whom: str = "self"
    """``self``, ``head``, ``member`` or a word for one relative."""
    number: int | None = None


class _Lexicon:
    """Looks labels up: first what somebody has told, then the lists, then what is likely."""

    def __init__(self, words: HeadWords, told: Mapping[str, str]) -> None:
        self.words = words
        self.fields = {each.name: each for each in words.fields}
        self.exact = {word_key(word): each for each in words.fields for word in each.words}
        self.told = {word_key(label): self.fields.get(name) for label, name in told.items()}
        self.fronts = {word_key(front): whom for front, whom in words.fronts.items()}
        self._known: dict[tuple[str, str], _Meant | None] = {}

    def meant(self, label: str, above: str = "") -> _Meant | None:
        """What a column with this label holds; ``above`` is the label over it, where there are two storeys."""
        key = (label, above)
        if key not in self._known:
            self._known[key] = self._judge(label, above)
        return self._known[key]

    def _judge(self, label: str, above: str) -> _Meant | None:
        text, over = word_key(label), word_key(above)
        if text in self.told:
            return _of(self.told[text])
        if not text or len(text) > _LONGEST_LABEL or _SENTENCE.search(label):
            return None
        whom, number = self._front_alone(over) if over else (None, None)
        if whom:
            below = self._front(text) or _of(self._whole(text)) or self._likely(text)
            return _whose(below.field, whom, number) if below else None
        for judge in (self._exactly, self._front, self._numbered, self._likely):
            found = judge(text)
            if found:
                return found
        return _of(self._whole(over + text)) if over else None

    def _exactly(self, text: str) -> _Meant | None:
        return _of(self._whole(text))

    def _whole(self, text: str) -> HeadField | None:
        return self.exact.get(text) or self.exact.get(_BRACKETS.sub("", text))

    def _front_alone(self, text: str) -> tuple[str | None, int | None]:
        """Of whom a label over others speaks, if it is only that: ``成员1``, ``家庭成员（二）``."""
        number = None
        plain = text.translate(str.maketrans("", "", "()[]"))
        found = _NUMBERED.fullmatch(plain)
        if found and found[1] in self.fronts:
            plain, number = found[1], _number(found[2])
        return self.fronts.get(plain), number

    def _front(self, text: str) -> _Meant | None:
        """``户主姓名``, ``成员1姓名``, ``配偶身份证号``."""
        for front in sorted(self.fronts, key=len, reverse=True):
            if not text.startswith(front):
                continue
            rest = text[len(front) :].lstrip("的之")
            found = re.match(r"[(]?(\d{1,2}|[一二三四五六七八九十])[)]?", rest)
            number = _number(found[1]) if found else None
            rest = rest[found.end() :] if found else rest
            meant = self._whole(rest) or self._likely_field(rest)
            if meant and (meant.person or meant.also_member):
                return _whose(meant, self.fronts[front], number)
        return None

    def _numbered(self, text: str) -> _Meant | None:
        """``姓名1`` of a member, ``致困原因2`` of the household."""
        found = _NUMBERED.fullmatch(text)
        meant = self._whole(found[1]) if found else None
        if found is None or meant is None:
            return None
        return _Meant(meant, "member", _number(found[2])) if meant.person else _Meant(meant)

    def _likely(self, text: str) -> _Meant | None:
        return _of(self._likely_field(_BRACKETS.sub("", text)))

    def _likely_field(self, text: str) -> HeadField | None:
        name = self.words.likely(text)
        return self.fields.get(name) if name else None


def _whose(found: HeadField, whom: str, number: int | None) -> _Meant:
    """What a label holds that says of whom it speaks; the household's own facts are the same for every one."""
    of_one = found.person or (found.also_member and whom not in ("self", "head"))
    return _Meant(found, whom, number) if of_one else _Meant(found)


def _of(found: HeadField | None) -> _Meant | None:
    return _Meant(found) if found else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMERALS.index(text) + 1


def guess(sheet: Sheet, words: HeadWords, told: Mapping[str, str] | None = None) -> Head | None:
    """The head of a sheet, or ``None`` where no row of labels has all that is needed.

    ``told`` says for labels that somebody has looked at which field they are, ``""`` for none.
    """
    lexicon = _Lexicon(words, told or {})
    heads = (
        head for first in range(min(len(sheet.rows), _ROWS_TO_JUDGE)) for head in _heads_from(sheet, first, lexicon)
    )
    return max(heads, key=lambda head: (len(head.columns), head.first - head.last, -head.first), default=None)


def _heads_from(sheet: Sheet, first: int, lexicon: _Lexicon) -> list[Head]:
    if not _is_labels(sheet.rows[first]):
        return []
    found = []
    for last in range(first, min(first + _STOREYS, len(sheet.rows))):
        if last > first and not _is_labels(sheet.rows[last]):
            break
        head = _Builder(sheet, first, last, lexicon).head()
        if lexicon.words.needed <= {each.field for each in head.columns}:
            found.append(head)
    return found


def _is_labels(row: Sequence[Value]) -> bool:
    """Whether a row may be part of a head: words only, and no long number among them."""
    said = [value for value in row if value != ""]
    return bool(said) and all(isinstance(value, str) and not _DATA.search(value) for value in said)


class _Builder:
    """Puts the columns of one head together."""

    def __init__(self, sheet: Sheet, first: int, last: int, lexicon: _Lexicon) -> None:
        self.sheet, self.first, self.last, self.lexicon = sheet, first, last, lexicon
        self.labels = self._labels()
        self.found: list[HeadColumn] = []
        self.taken: dict[tuple[str, Block], str] = {}
        self.again: list[tuple[str, str]] = []
        self.blocks: dict[tuple[str, int | None], Block] = {}
        self.kin: dict[Block, str] = {}
        self.current: Block = BASE
        self.next: Block = BASE + 1

    def _labels(self) -> list[list[str]]:
        """For each storey the label over every column; a merged cell covers all of its columns."""
        width = max(len(self.sheet.rows[row]) for row in range(self.first, self.last + 1))
        labels = [
            [str(value).strip() for value in self.sheet.rows[row]] + [""] * (width - len(self.sheet.rows[row]))
            for row in range(self.first, self.last + 1)
        ]
        for (top, left), (bottom, right) in self.sheet.merges:
            if self.first <= top <= self.last and bottom <= self.last:
                for column in range(left + 1, min(right + 1, width)):
                    labels[top - self.first][column] = labels[top - self.first][left]
        if not self.sheet.merges:
            for upper, lower in pairwise(labels):
                for column in range(1, width):
                    if not upper[column] and lower[column]:
                        upper[column] = upper[column - 1]
        return labels

    def head(self) -> Head:
        before: tuple[str, str] | None = None
        for column in range(len(self.labels[0])):
            said = [storey[column] for storey in self.labels if storey[column]]
            label, above = (said[-1], said[-2] if len(said) > 1 else "") if said else ("", "")
            if self._goes_on(column, label, before == (label, above)):
                last = self.found[-1]
                self.found.append(replace(last, column=column, further=True))
            else:
                meant = self.lexicon.meant(label, above)
                if meant:
                    self._add(column, label, meant)
            before = (label, above)
        return self._settled()

    def _goes_on(self, column: int, label: str, same: bool) -> bool:
        """Whether a column without a label of its own belongs to its left neighbour."""
        if not self.found or self.found[-1].column != column - 1:
            return False
        if not self.lexicon.fields[self.found[-1].field].several:
            return False
        if label:
            own = self.sheet.rows[self.last][column] if column < len(self.sheet.rows[self.last]) else ""
            return same and own == ""
        below = self.sheet.rows[self.last + 1 : self.last + 1 + _ROWS_TO_JUDGE]
        return any(column < len(row) and isinstance(row[column], str) and row[column] for row in below)

    def _add(self, column: int, label: str, meant: _Meant) -> None:
        name = meant.field.name
        block = self._block(meant) if meant.field.person or meant.whom != "self" else BASE
        if (name, block) in self.taken and not meant.field.several:
            self.again.append((label, self.taken[name, block]))
            return
        self.taken.setdefault((name, block), label)
        self.found.append(HeadColumn(column, label, name, block, meant.field.person))

    def _block(self, meant: _Meant) -> Block:
        """The block that a fact of a person belongs to; a name that comes again begins the next."""
        name = meant.field.name
        if meant.whom == "head":
            return HEAD
        if meant.whom != "self" and meant.number is not None:
            return self._block_called(meant.whom, meant.number)
        if meant.whom not in ("self", "member"):
            return self._block_called(meant.whom, None)
        begins = name == self.lexicon.words.opens and (name, self.current) in self.taken
        if begins or (meant.whom == "member" and (self.current == BASE or (name, self.current) in self.taken)):
            self.current, self.next = self.next, self.next + 1
        elif (name, self.current) in self.taken:
            return BASE
        return self.current

    def _block_called(self, whom: str, number: int | None) -> Block:
        key = (whom, number)
        if key not in self.blocks:
            self.blocks[key], self.next = self.next, self.next + 1
            if whom != "member":
                self.kin[self.blocks[key]] = whom
        return self.blocks[key]

    def _settled(self) -> Head:
        """Give the base its person where the words put it elsewhere: ``户主姓名`` alone, ``成员姓名`` alone."""
        opens = self.lexicon.words.opens
        blocks = {each.block for each in self.found}
        named = {each.block for each in self.found if each.field == opens}
        moved = dict.fromkeys(blocks, 0) | {block: block for block in blocks}
        if BASE not in named and HEAD in named:
            moved[HEAD] = BASE
        elif BASE not in named and len(named - {HEAD}) == 1:
            moved[next(iter(named - {HEAD}))] = BASE
        columns = []
        taken: set[tuple[str, Block]] = set()
        for each in self.found:
            block = moved[each.block]
            several = self.lexicon.fields[each.field].several
            if block != each.block and (each.field, block) in taken and not several:
                self.again.append((each.label, each.label))
                continue
            taken.add((each.field, block))
            columns.append(replace(each, block=block))
        kin = {block: word for block, word in self.kin.items() if moved[block] == block}
        return Head(self.first, self.last, tuple(columns), kin, tuple(self.again))
