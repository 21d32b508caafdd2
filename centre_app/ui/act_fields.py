"""Fields of an act's form: those of the data dictionary under the act's own names, and lists of the moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from centre_app.core.fields import Field, Kind, field
from centre_app.services.choosing import Known
from centre_app.ui.people_choice import people_choice

__all__ = ["asked", "chosen_from", "count", "day", "plain"]


def asked(record: str, name: str, called: str = "", *, required: bool = False, label: str = "") -> Field:
    """A field of the dictionary as an act takes it: under the act's name for it, starred where the act needs it."""
    found = field(record, name)
    return replace(found, name=called or name, label=label or found.label, required=required or found.required)


def chosen_from(
    name: str, label: str, known: Iterable[Known], *, several: bool = False, required: bool = True, asks: str = ""
) -> Field:
    """A field that takes one of these, or several."""
    choices = people_choice((one.key, one.name) for one in known)
    kind = Kind.CODES if several else Kind.CODE
    return Field(name=name, label=label, kind=kind, choices=(choices,), required=required, help=asks)


def count(name: str, label: str, most: int, *, asks: str = "") -> Field:
    """A whole number from one on."""
    return Field(name=name, label=label, kind=Kind.WHOLE, most=most, required=True, help=asks)


def day(name: str, label: str, *, required: bool = True, asks: str = "") -> Field:
    """A day."""
    return Field(name=name, label=label, kind=Kind.DAY, required=required, help=asks)


def plain(name: str, label: str, *, required: bool = False, most: int = 200, asks: str = "") -> Field:
    """A short text that the dictionary does not know by itself."""
    return Field(name=name, label=label, most=most, required=required, help=asks)
