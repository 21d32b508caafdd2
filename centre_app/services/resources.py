"""The shipped tables as the core understands them, each read once: areas, working days, figures of policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from centre_app.core.areas import Areas
from centre_app.core.rules import RuleBook
from centre_app.core.working_days import Calendar
from centre_app.paths import resource_text, resources

__all__ = ["BASE_PACK", "PACK", "areas", "calendar", "packs", "rule_book"]

BASE_PACK: Final = "base"
"""The pack of general figures on which every place's pack rests."""
PACK: Final = "gansu"
"""The pack whose figures are shown where no office and no pack is named; the first customer's."""


@lru_cache(maxsize=1)
def areas() -> Areas:
    """The register of administrative areas."""
    return Areas.parse(_texts("areas"))


@lru_cache(maxsize=8)
def calendar(extra_texts: tuple[str, ...] = ()) -> Calendar:
    """The shipped years with the office's own on top. Raises ``Refused`` where an own year cannot be used."""
    return Calendar.parse([*_texts("calendars"), *extra_texts])


def packs() -> tuple[str, ...]:
    """Codes of the packs of figures that an office may choose from."""
    return tuple(sorted(file.stem for file in resources("rules").glob("*.toml") if file.stem != BASE_PACK))


@lru_cache(maxsize=8)
def rule_book(pack: str) -> RuleBook:
    """One place's figures on top of the general ones. ``pack`` is one of ``packs()``; any other is a KeyError."""
    if pack not in packs():
        raise KeyError(pack)
    return RuleBook.parse(resource_text("rules", f"{BASE_PACK}.toml"), resource_text("rules", f"{pack}.toml"))


def _texts(folder: str) -> Iterator[str]:
    return (file.read_text(encoding="utf-8") for file in sorted(resources(folder).glob("*.toml")))
