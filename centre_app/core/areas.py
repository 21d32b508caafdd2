"""The register of administrative areas (GB/T 2260): which six digits are a county, and which were one once.

An identity number keeps the area of its first registration for life, so an ended or unknown area says nothing
against its holder; it is only worth a look.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

__all__ = ["Area", "Areas"]

_CODE: Final = re.compile(r'^code = "(\d\d)', re.MULTILINE)
_PROVINCE: Final = 2
_PREFECTURE: Final = 4
_COUNTY: Final = 6
_COUNTY_LEVEL: Final = 2
_SHORTEST_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the register. ``until`` is the year in which the code ended, ``None`` while it is in force."""

    code: str
    name: str
    """As it is called, without what lies above it: ``西峰区``."""
    label: str
    """With province and prefecture before it: ``甘肃省庆阳市西峰区``."""
    until: int | None = None

    @property
    def current(self) -> bool:
        """Whether the code is in force."""
        return self.until is None

    @property
    def is_county(self) -> bool:
        """Whether it is a county, city or district, not a prefecture or province."""
        return not self.code.endswith("00")


class Areas:
    """The whole register. A province is read when somebody asks for an area of it, all of them for an address."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._provinces: dict[str, Mapping[str, Area]] = {}

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Areas:
        """The register from TOML texts, one per province.

        Each has ``code`` and ``name`` of the province, a table ``areas`` of code = name, and a table ``ended`` of
        code = ``{name = ..., until = year}``; in both the six digits are the key.
        """
        return cls({found[1]: text for text in texts if (found := _CODE.search(text))})

    def _province_of(self, code: str) -> Mapping[str, Area]:
        front = code[:_PROVINCE]
        found = self._provinces.get(front)
        if found is None:
            found = _province(self._texts[front]) if front in self._texts else {}
            self._provinces[front] = found
        return found

    @cached_property
    def _names(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """What provinces, prefectures and counties are called, each level for itself, by their first two characters."""
        return _names(area for front in self._texts for area in self._province_of(front).values())

    def named(self, code: str) -> Area | None:
        """The area of these six digits, in force or ended; ``None`` where the register does not know them."""
        return self._province_of(code).get(code)

    def within(self, code: str) -> tuple[Area, ...]:
        """The counties in force of a province or prefecture, by code: ``621000`` gives its eight counties."""
        front = code.rstrip("0")
        front = front.ljust(len(front) + len(front) % 2, "0")
        areas = self._province_of(front)
        return tuple(
            areas[each]
            for each in sorted(areas)
            if each.startswith(front) and areas[each].is_county and areas[each].current
        )

    def front_of(self, address: str) -> str:
        """The leading part of an address that names province, prefecture and county, and nothing behind it.

        Any of the three may be missing, and the first two may be written without 省 or 市.
        """
        ends = {0}
        for names in self._names:
            ends |= {
                end + len(name)
                for end in ends
                for name in names.get(address[end : end + _SHORTEST_NAME], ())
                if address.startswith(name, end)
            }
        return address[: max(ends)]


def _province(text: str) -> Mapping[str, Area]:
    """The areas of one province by code, in force and ended."""
    province = tomllib.loads(text)
    top: str = province["name"]
    current: dict[str, str] = province["areas"]
    ended: dict[str, dict[str, str | int]] = province.get("ended", {})
    names = {code: str(entry["name"]) for code, entry in ended.items()} | current
    found = {province["code"]: Area(province["code"], top, top)}
    for code, name in current.items():
        found[code] = Area(code, name, _label(code, name, top, names))
    for code, entry in ended.items():
        name = names[code]
        found[code] = Area(code, name, _label(code, name, top, names), int(entry["until"]))
    return found


def _names(areas: Iterable[Area]) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    levels: tuple[set[str], ...] = (set(), set(), set())
    for area in areas:
        level = 0 if area.code.endswith("0000") else 1 if area.code.endswith("00") else 2
        levels[level].add(area.name)
        if level < _COUNTY_LEVEL and area.name[-1] in "省市":
            levels[level].add(area.name[:-1])
    return tuple(map(_by_front, levels))


def _by_front(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """A list of a thousand addresses is masked in no time when each looks at the few names that it may begin with."""
    fronts: dict[str, list[str]] = {}
    for name in (name for name in names if len(name) >= _SHORTEST_NAME):
        fronts.setdefault(name[:_SHORTEST_NAME], []).append(name)
    return MappingProxyType({front: tuple(sorted(some)) for front, some in fronts.items()})


def _label(code: str, name: str, province: str, names: Mapping[str, str]) -> str:
    above = names.get(code[:_PREFECTURE].ljust(_COUNTY, "0"), "")
    return province + (above if above != name else "") + name
