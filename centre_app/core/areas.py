"""The register of administrative areas (GB/T 2260): which six digits are a county, and which were one once.

An identity number keeps the area of its first registration for life, so an ended or unknown area says nothing
against its holder; it is only worth a look.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["Area", "Areas"]

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


@dataclass(frozen=True, slots=True)
class Areas:
    """The whole register."""

    by_code: Mapping[str, Area]
    names: tuple[Mapping[str, tuple[str, ...]], ...]
    """What provinces, prefectures and counties are called, each level for itself, by their first two characters."""

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Areas:
        """Read the register from TOML texts, one per province.

        Each has ``code`` and ``name`` of the province, a table ``areas`` of code = name, and a table ``ended`` of
        code = ``{name = ..., until = year}``; in both the six digits are the key.
        """
        found: dict[str, Area] = {}
        for text in texts:
            province = tomllib.loads(text)
            top = Area(province["code"], province["name"], province["name"])
            found[top.code] = top
            current: dict[str, str] = province["areas"]
            ended: dict[str, dict[str, str | int]] = province.get("ended", {})
            names = {code: str(entry["name"]) for code, entry in ended.items()} | current
            for code, name in current.items():
                found[code] = Area(code, name, _label(code, name, top.name, names))
            for code, entry in ended.items():
                name = names[code]
                found[code] = Area(code, name, _label(code, name, top.name, names), int(entry["until"]))
        return cls(MappingProxyType(found), _names(found.values()))

    def named(self, code: str) -> Area | None:
        """The area of these six digits, in force or ended; ``None`` where the register does not know them."""
        return self.by_code.get(code)

    def within(self, code: str) -> tuple[Area, ...]:
        """The counties in force of a province or prefecture, by code: ``621000`` gives its eight counties."""
        front = code.rstrip("0")
        front = front.ljust(len(front) + len(front) % 2, "0")
        return tuple(
            self.by_code[each]
            for each in sorted(self.by_code)
            if each.startswith(front) and self.by_code[each].is_county and self.by_code[each].current
        )

    def front_of(self, address: str) -> str:
        """The leading part of an address that names province, prefecture and county, and nothing behind it.

        Any of the three may be missing, and the first two may be written without 省 or 市.
        """
        ends = {0}
        for names in self.names:
            ends |= {
                end + len(name)
                for end in ends
                for name in names.get(address[end : end + _SHORTEST_NAME], ())
                if address.startswith(name, end)
            }
        return address[: max(ends)]


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
