"""``RuleBook``: all dated figures of the shipped packs and of the office, and what of them holds on a day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any, ClassVar, Final, Self

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.rules import (
    AreaUnreadable,
    FigureMissing,
    FiguresDisagree,
    FigureUnreadable,
    FigureWithoutDay,
    FigureWithoutSource,
    PackUnreadable,
    PackWithoutHeader,
    RulesBeginLater,
    TwoFiguresForOneDay,
    UnknownFigure,
)
from centre_app.core.vocabulary.rules import Figure, GoverningDay

from .figures import AGREEING, Citation, Rules, shown
from .reading import FIGURES, Unreadable, read_day

__all__ = ["OFFICE", "Entry", "Pack", "RuleBook", "entry"]

OFFICE: Final = "本中心"
"""The name under which the office's own entries are cited."""

_AREA_LENGTHS: Final = (0, 2, 4, 6)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure from one day on, in one area: two, four or six digits of GB/T 2260, or everywhere."""

    figure: Figure
    first_day: date
    value: object
    source: str
    area: str = ""
    pack: str = OFFICE
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """One shipped file: its code, its printed name, the first day that it speaks for, and its entries."""

    code: str
    name: str
    first_day: date
    unverified: bool
    note: str
    entries: tuple[Entry, ...]


def entry(
    figure: str, from_: object, value: object, source: object, *, area: object = None, pack: str = OFFICE
) -> Entry:
    """One entry from plain values, as TOML or JSON give them.

    Raises:
        Refused: with every objection to it (unknown figure, no day, no source, unreadable value or area).

    """
    found, objections = _read(figure, {"from": from_, "value": value, "source": source, "area": area}, pack)
    if found is None:
        raise Refused(objections)
    return found


def _read(code: str, table: Mapping[str, object], pack: str) -> tuple[Entry | None, list[Told]]:
    figure = next((figure for figure in Figure if figure.value == code), None)
    if figure is None:
        return None, [UnknownFigure(pack=pack, figure=code)]
    facts = {"pack": pack, "figure": figure.label}
    day = read_day(table.get("from"))
    if day is None:
        return None, [FigureWithoutDay(**facts)]
    on = day.isoformat()
    objections: list[Told] = []
    source, area = table.get("source"), table.get("area") or ""
    if not isinstance(source, str) or not source.strip():
        objections.append(FigureWithoutSource(**facts, on=on))
    if not isinstance(area, str) or len(area) not in _AREA_LENGTHS or (area and not area.isdecimal()):
        objections.append(AreaUnreadable(**facts, on=on, area=area))
    value: object = None
    try:
        value = FIGURES[figure].read(table.get("value"))
    except Unreadable as reason:
        objections.append(FigureUnreadable(**facts, on=on, value=str(table.get("value"))[:40], wanted=reason))
    if objections:
        return None, objections
    unverified = table.get("unverified") is True
    return Entry(figure, day, value, str(source).strip(), str(area), pack, unverified), []


def _pack(text: str) -> Pack:
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise Refused([PackUnreadable(where=_place_of(error))]) from None
    header = tables.pop("pack", None)
    header = header if isinstance(header, dict) else {}
    code, name, first_day = header.get("code"), header.get("name"), read_day(header.get("from"))
    if not isinstance(code, str) or not isinstance(name, str) or first_day is None:
        raise Refused([PackWithoutHeader()])
    unverified = header.get("unverified") is True
    entries: list[Entry] = []
    objections: list[Told] = []
    for figure, rows in tables.items():
        for row in rows if isinstance(rows, list) else [{}]:
            found, wrong = _read(figure, row if isinstance(row, dict) else {}, name)
            objections += wrong
            if found is not None:
                entries.append(replace(found, unverified=True) if unverified else found)
    objections += _doubled(entries)
    if objections:
        raise Refused(objections)
    return Pack(code, name, first_day, unverified, str(header.get("note", "")), tuple(entries))


def _place_of(error: ValueError) -> str:
    """The line that the reader names in its own words, "(at line 3, column 5)"; else it is the end of the file."""
    words = str(error)
    return f"第 {words.split('at line ', 1)[1].split(',', 1)[0]} 行" if "at line " in words else "末尾"


def _doubled(entries: Iterable[Entry]) -> list[Told]:
    def place(entry: Entry) -> tuple[str, date, str]:
        return entry.figure, entry.first_day, entry.area

    return [
        TwoFiguresForOneDay(pack=same[0].pack, figure=same[0].figure.label, on=same[0].first_day.isoformat())
        for _, group in groupby(sorted(entries, key=place), key=place)
        if len(same := list(group)) > 1
    ]


class RuleBook:
    """All dated figures. Later packs win over earlier ones, the office's own entries over every pack.

    Within one pack the entry for the narrower area wins, then the later first day. A pack that is laid over another
    needs to name only what differs.
    """

    governing: ClassVar[Mapping[Figure, GoverningDay]] = MappingProxyType(
        {figure: kept.governed_by for figure, kept in FIGURES.items()}
    )
    """Which day of a case each figure is asked with."""

    def __init__(self, packs: Sequence[Pack], own: Sequence[Entry] = ()) -> None:
        self.packs = tuple(packs)
        self.own = tuple(own)
        self.name = self.packs[-1].name
        self.first_day = self.packs[-1].first_day
        self.unverified = any(pack.unverified for pack in self.packs)
        layers = [self.own, *(pack.entries for pack in reversed(self.packs))]
        self._layers = {
            figure: [[entry for entry in layer if entry.figure is figure] for layer in layers] for figure in Figure
        }
        self._on = lru_cache(maxsize=1024)(self._resolve)

    @classmethod
    def parse(cls, *texts: str) -> Self:
        """A book of one or more packs in TOML, the general one first.

        Raises:
            Refused: with every objection to a pack, or every figure that has no value on the book's first day.

        """
        book = cls([_pack(text) for text in texts])
        missing = [figure for figure in Figure if book._entry(figure, book.first_day, "") is None]
        if missing:
            first = book.first_day.isoformat()
            raise Refused([FigureMissing(pack=book.name, figure=figure.label, on=first) for figure in missing])
        return book.agreed()

    def with_entries(self, entries: Iterable[Entry]) -> Self:
        """The same book with the office's own entries on top; of two for the same day and area the later one wins.

        Raises:
            Refused: figures that hold together would contradict each other.

        """
        return type(self)(self.packs, (*self.own, *entries)).agreed()

    def agreed(self) -> Self:
        """The book itself, once every state that its figures come to, in every area named, was found to make sense.

        Raises:
            Refused: figures that hold together contradict each other.

        """
        watched = [entry for figure in AGREEING for layer in self._layers[figure] for entry in layer]
        days = sorted({max(entry.first_day, self.first_day) for entry in watched}, reverse=True)
        areas = sorted({entry.area for entry in watched})
        apart = {pair: day for day in days for area in areas for pair in self.on(day, area).disagreements()}
        if apart:
            raise Refused(
                FiguresDisagree(pack=self.name, on=day.isoformat(), one=one.label, other=other.label)
                for (one, other), day in apart.items()
            )
        return self

    def on(self, day: date, area: str = "") -> Rules:
        """What holds on this day in this area (six digits of GB/T 2260).

        Raises:
            RulesBeginLater: the book does not speak for so early a day.

        """
        if day < self.first_day:
            raise RulesBeginLater(pack=self.name, first=self.first_day.isoformat(), on=day.isoformat())
        return self._on(day, area)

    def entries(self, figure: Figure) -> list[Entry]:
        """Every entry of one figure, the office's own first, then by day: what a page of figures shows."""
        return [entry for layer in self._layers[figure] for entry in sorted(layer, key=lambda entry: entry.first_day)]

    def _entry(self, figure: Figure, day: date, area: str) -> Entry | None:
        for layer in self._layers[figure]:
            here = [entry for entry in layer if entry.first_day <= day and area.startswith(entry.area)]
            if here:
                return max(enumerate(here), key=lambda place: (len(place[1].area), place[1].first_day, place[0]))[1]
        return None

    def _resolve(self, day: date, area: str) -> Rules:
        found = [entry for figure in Figure if (entry := self._entry(figure, day, area)) is not None]
        values: dict[str, Any] = {entry.figure.value: entry.value for entry in found}
        return Rules(
            day=day,
            area=area,
            pack=self.name,
            unverified=any(entry.unverified for entry in found),
            citations=tuple(
                Citation(
                    figure=entry.figure.value,
                    label=entry.figure.label,
                    value=shown(entry.value),
                    first_day=entry.first_day,
                    source=entry.source,
                    pack=entry.pack,
                    area=entry.area,
                    unverified=entry.unverified,
                )
                for entry in found
            ),
            **values,
        )
