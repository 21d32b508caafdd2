"""A code list of the people of the moment, so that somebody is chosen by name or initials like any code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from centre_app.core.fields import Field, Kind
from centre_app.core.vocabulary import Choice

__all__ = ["people_choice", "person_field"]


def people_choice(people: Iterable[tuple[str, str]]) -> type[Choice]:
    """The list of these people: key and name of each; one who shares a name is told apart by their place."""
    members: dict[str, tuple[str, str]] = {}
    names: list[str] = []
    for key, name in people:
        names.append(name)
        count = names.count(name)
        members[f"P{len(members)}"] = (key, name if count == 1 else f"{name}（{count}）")
    make = cast("Callable[..., type[Choice]]", Choice)
    return make("People", members)


def person_field(
    name: str, label: str, choices: Sequence[type[Choice]], *, several: bool = False, required: bool = False, asks: str
) -> Field:
    """A field of a form that takes one of these people, or several."""
    kind = Kind.CODES if several else Kind.CODE
    return Field(name=name, label=label, kind=kind, choices=tuple(choices), required=required, help=asks)
