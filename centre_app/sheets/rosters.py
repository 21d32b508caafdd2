"""Parts the rows of a table into households and what is none: titles, totals, signatures, empty rows.

A table has a row per household with its members in blocks, or a row per person. In the second case the household
of a row is told by a number that is repeated, merged or stands on the first row only; a number that counts
persons is recognised and not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from centre_app.core.typed import Value, as_text
from centre_app.core.vocabulary.sheets import RowKind
from centre_app.core.writing import without_blanks

from .book import Sheet
from .heads import BASE, HEAD, Block, Head, word_key

__all__ = ["Layout", "PersonRow", "Roster", "RosterWords", "Unit", "roster"]


@dataclass(frozen=True, slots=True)
class RosterWords:
    """What the source's offices write in rows that are no household, and the fields by which rows are parted.

    Each pattern is searched in the text of a row without its blanks. ``keys`` are fields that name a household,
    the surest first.
    """

    total: re.Pattern[str]
    subtotal: re.Pattern[str]
    signature: re.Pattern[str]
    filled_in: re.Pattern[str]
    example: re.Pattern[str]
    counting: frozenset[str]
    """Labels of a row that only numbers the columns, apart from figures (``甲``)."""
    keys: tuple[str, ...]
    scattered: frozenset[str]
    """Those of the keys that name one household wherever they stand again."""
    is_head: re.Pattern[str]
    """What stands in the relation column of a head."""
    nothing: frozenset[str]
    """Written in an empty block instead of a name."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Where one person stands: the row (from 0) and the block of columns.

    ``leads`` says that the layout makes this person the head, whatever the relation column says or leaves open.
    """

    row: int
    block: Block
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The rows of one household (from 0), as the table puts them together."""

    key: str
    rows: tuple[int, ...]
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A sheet read as a list of households."""

    sheet: Sheet
    head: Head
    units: tuple[Unit, ...]
    ignored: tuple[tuple[int, RowKind], ...]
    per_person: bool
    filled_in: str
    """The texts above and below the table, among them the day on which it was filled in."""
    numbered: bool
    """Whether any row has an identity number at all: notes and examples that look like a list have none."""


_LONG_NUMBER: Final = re.compile(r"\d{4}")
_MOST: Final = 0.8
"""A number that is another one on most rows, while most rows are no heads, counts persons."""
_ENOUGH: Final = 3
"""Cells that make a row one about a household though no person stands in it."""
_LONG_NAME: Final = 20


def roster(sheet: Sheet, head: Head, words: RosterWords) -> Roster:
    """Part the rows below a head."""
    data, ignored, around = _sorted(sheet, head, words)
    layout = _layout(sheet, head, data)
    if layout is None:
        one = _Rows(sheet, head, words)
        units = [one.unit(number) for number in data]
    else:
        units = list(_Parting(sheet, head, layout, words).units(data))
    columns = _PersonColumns(head)
    return Roster(
        sheet=sheet,
        head=head,
        units=tuple(units),
        ignored=tuple(ignored),
        per_person=layout is not None,
        filled_in=around,
        numbered=any(columns.has_number(sheet.rows[number]) for number in data),
    )


def _at(row: Sequence[Value], column: int | None) -> Value:
    return "" if column is None else row[column]


def _said(value: Value) -> bool:
    return value != "" and not (isinstance(value, str) and (value.isspace() or not without_blanks(value)))


# Rows that are none


def _sorted(sheet: Sheet, head: Head, words: RosterWords) -> tuple[list[int], list[tuple[int, RowKind]], str]:
    ignored: list[tuple[int, RowKind]] = []
    around: list[str] = []
    for number in range(head.first):
        text = _text(sheet.rows[number])
        around.append(text)
        kind = RowKind.FILLED_IN if words.filled_in.search(text) else RowKind.TITLE
        ignored.append((number, kind if text else RowKind.BLANK))
    ignored += [(number, RowKind.HEAD) for number in range(head.first, head.last + 1)]
    columns = _PersonColumns(head)
    data: list[int] = []
    for number in range(head.last + 1, len(sheet.rows)):
        row = sheet.rows[number]
        why = _example(row, words) if columns.has_number(row) else _kind(row, head, columns, words)
        if why is None:
            data.append(number)
        else:
            ignored.append((number, why))
            if why is RowKind.SIGNATURE:
                around.append(_text(row))
    return data, ignored, "\n".join(around)


class _PersonColumns:
    """The columns by which a row shows that it speaks of a person."""

    def __init__(self, head: Head) -> None:
        self.numbers = [each.column for each in head.columns if each.field == "id_number"]
        self.names = [each.column for each in head.columns if each.field == "name"]
        person = {"relation", "sex", "birth_date", "monthly_income"}
        self.households = [each.column for each in head.columns if each.block == BASE and not each.person]
        self.others = [each.column for each in head.columns if each.field in person]

    def has_number(self, row: Sequence[Value]) -> bool:
        for column in self.numbers:
            value = row[column]
            if value != "" and _LONG_NUMBER.search(as_text(value)):
                return True
        return False

    def is_about_a_household(self, row: Sequence[Value]) -> bool:
        return sum(_said(_at(row, column)) for column in self.households) >= _ENOUGH

    def has_person(self, row: Sequence[Value]) -> bool:
        return any(_said(_at(row, column)) for column in (*self.numbers, *self.names, *self.others))


def _text(row: Sequence[Value]) -> str:
    return " ".join(without_blanks(as_text(value)) for value in row if _said(value))


def _example(row: Sequence[Value], words: RosterWords) -> RowKind | None:
    first = next((value for value in row if _said(value)), "")
    return RowKind.EXAMPLE if isinstance(first, str) and words.example.match(without_blanks(first)) else None


def _kind(row: Sequence[Value], head: Head, columns: _PersonColumns, words: RosterWords) -> RowKind | None:
    said = [value for value in row if _said(value)]
    if not said:
        return RowKind.BLANK
    first = without_blanks(as_text(said[0]))
    if words.signature.match(first):
        return RowKind.SIGNATURE
    if words.subtotal.match(first):
        return RowKind.SUBTOTAL
    if words.total.match(first):
        return RowKind.TOTAL
    if words.example.match(first) or any(words.example.match(as_text(_at(row, name))) for name in columns.names):
        return RowKind.EXAMPLE
    if len(said) > 1 and (_repeats_head(row, head) or all(_counts(value, words) for value in said)):
        return RowKind.HEAD
    if _is_one_text(said) or not (columns.has_person(row) or columns.is_about_a_household(row)):
        return _beside(row, said, words)
    return None


def _repeats_head(row: Sequence[Value], head: Head) -> bool:
    alike = sum(word_key(as_text(_at(row, each.column))) == word_key(each.label) for each in head.columns)
    return alike * 2 > len(head.columns)


def _counts(value: Value, words: RosterWords) -> bool:
    text = without_blanks(as_text(value))
    return text in words.counting or (text.isdecimal() and len(text) <= len("999"))


def _is_one_text(said: Sequence[Value]) -> bool:
    """Whether all that stands in a row is one text longer than a name, wherever it happens to begin."""
    return len(said) == 1 and isinstance(said[0], str) and len(said[0]) > _LONG_NAME


def _beside(row: Sequence[Value], said: Sequence[Value], words: RosterWords) -> RowKind:
    text = _text(row)
    if words.signature.search(text):
        return RowKind.SIGNATURE
    if words.filled_in.search(text):
        return RowKind.FILLED_IN
    return RowKind.BLANK if len(said) == 1 and _counts(said[0], words) else RowKind.NOTE


# Rows that are some


@dataclass(frozen=True, slots=True)
class Layout:
    """A row per person: the block that a row's person stands in, and the block of its head, if the row has both."""

    person: Block
    head: Block | None


def _layout(sheet: Sheet, head: Head, data: Sequence[int]) -> Layout | None:
    """How people stand in rows; ``None`` where each row is a household."""
    base, members = head.of(BASE), head.members
    if len(members) > 1:
        return None
    if not members:
        heads = head.of(HEAD)
        return Layout(BASE, HEAD if heads else None) if "relation" in base or heads else None
    member = head.of(members[0])
    repeated, before = 0, ""
    for number in data:
        row = sheet.rows[number]
        if _said(_at(row, member.get("name"))):
            own = as_text(_at(row, base.get("id_number"))) or as_text(_at(row, base.get("name")))
            repeated += own in ("", before)
            before = own or before
    return Layout(members[0], BASE) if repeated else None


def _key_of(row: Sequence[Value], columns: Sequence[int]) -> str:
    return next((without_blanks(as_text(row[each])) for each in columns if _said(row[each])), "")


class _Rows:
    """Makes a household of every row; its members stand in blocks."""

    def __init__(self, sheet: Sheet, head: Head, words: RosterWords) -> None:
        self.rows, self.nothing = sheet.rows, words.nothing
        base = head.of(BASE)
        self.key = [base[name] for name in words.keys if name in base]
        self.blocks = [(block, head.of(block)) for block in head.members]

    def unit(self, number: int) -> Unit:
        row = self.rows[number]
        people = [PersonRow(number, BASE, leads=True)]
        people += [PersonRow(number, block) for block, columns in self.blocks if self._is_there(row, columns)]
        return Unit(_key_of(row, self.key) or str(number + 1), (number,), tuple(people))

    def _is_there(self, row: Sequence[Value], block: dict[str, int]) -> bool:
        """Whether a block of a row holds a person at all."""
        name, number = _at(row, block.get("name")), _at(row, block.get("id_number"))
        if number == "" and name == "":
            return sum(_said(row[column]) for column in block.values()) >= _ENOUGH
        return self._is_said(number) or self._is_said(name)

    def _is_said(self, value: Value) -> bool:
        if isinstance(value, str) and value.isalnum():
            return value not in self.nothing  # no blank is in it
        return value != "" and without_blanks(as_text(value)) not in self.nothing


class _Parting:
    """Puts the rows of people together into households."""

    def __init__(self, sheet: Sheet, head: Head, layout: Layout, words: RosterWords) -> None:
        self.rows, self.layout, self.words = sheet.rows, layout, words
        self.base = head.of(BASE)
        self.person = head.of(layout.person)
        self.head = head.of(layout.head) if layout.head is not None else {}
        self.households = [each.column for each in head.columns if not each.person and each.field not in words.keys]
        self.key: tuple[int, ...] = ()
        self.scattered = False

    def units(self, data: Sequence[int]) -> Iterator[Unit]:
        """The households, in the order in which they begin."""
        heads = frozenset(number for number in data if self._is_head(number))
        self._choose_key(data, heads)
        groups: list[list[int]] = []
        keys: list[str] = []
        places: dict[str, int] = {}
        for number in data:
            key = _key_of(self.rows[number], self.key)
            place = self._place(number, key, keys, places, number in heads, groups, heads)
            if place is None:
                groups.append([number])
                keys.append(key)
                if key:
                    places[key] = len(groups) - 1
            else:
                groups[place].append(number)
        for key, group in zip(keys, groups, strict=True):
            yield Unit(key or str(group[0] + 1), tuple(group), tuple(self._people(group, heads)))

    def _is_head(self, number: int) -> bool:
        relation = _at(self.rows[number], self.person.get("relation"))
        return isinstance(relation, str) and self.words.is_head.fullmatch(without_blanks(relation)) is not None

    def _choose_key(self, data: Sequence[int], heads: frozenset[int]) -> None:
        """Take the first key that begins where heads stand and does not count persons."""
        candidates: list[tuple[tuple[int, ...], bool]] = [
            ((self.base[name],), name in self.words.scattered) for name in self.words.keys if name in self.base
        ]
        if self.head:
            candidates.append((tuple(self.head[name] for name in ("id_number", "name") if name in self.head), True))
        most = _MOST * len(data)
        for columns, scattered in candidates:
            begins = frozenset(self._begins(data, columns, scattered=scattered))
            counts_persons = not scattered and len(begins) >= most and len(heads) < most
            if begins and not counts_persons and len(begins & heads) >= len(heads) / 2:
                self.key, self.scattered = columns, scattered
                return

    def _begins(self, data: Sequence[int], columns: Sequence[int], *, scattered: bool) -> Iterator[int]:
        """Rows where a key changes; where it may come again, those where it comes for the first time."""
        before: set[str] = set()
        for number in data:
            key = _key_of(self.rows[number], columns)
            if key and key not in before:
                yield number
                if not scattered:
                    before.clear()
                before.add(key)

    def _place(
        self,
        number: int,
        key: str,
        keys: Sequence[str],
        places: dict[str, int],
        leads: bool,
        groups: Sequence[Sequence[int]],
        heads: frozenset[int],
    ) -> int | None:
        """The household so far that a row belongs to; ``None`` where it begins one."""
        last = len(groups) - 1
        if last < 0:
            return None
        if not self.key:
            return None if leads else last
        if not key:
            return None if leads and self._stands_alone(number) else last
        if key == keys[last]:
            return last
        if self.scattered and key in places:
            known = places[key]
            if not (leads and heads.intersection(groups[known])):
                return known
        return None

    def _stands_alone(self, number: int) -> bool:
        """Whether a row has what is said once for a household, though its number is missing."""
        return sum(_said(_at(self.rows[number], column)) for column in self.households) >= _ENOUGH

    def _people(self, group: Sequence[int], heads: frozenset[int]) -> Iterator[PersonRow]:
        if self.layout.head is not None and not heads.intersection(group):
            own = next((number for number in group if self._is_own_head(number)), None)
            if own is None:
                yield PersonRow(group[0], self.layout.head, leads=True)
            for number in group:
                yield PersonRow(number, self.layout.person, leads=number == own)
            return
        for number in group:
            yield PersonRow(number, self.layout.person)

    def _is_own_head(self, number: int) -> bool:
        """Whether the person of a row is the head that the same row names."""
        row = self.rows[number]
        return any(
            _said(_at(row, self.head[name]))
            and without_blanks(as_text(_at(row, self.head[name])))
            == without_blanks(as_text(_at(row, self.person.get(name))))
            for name in ("id_number", "name")
            if name in self.head
        )
