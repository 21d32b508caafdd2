"""Which function does which act; the one table between the names of ``core.acts`` and the services.

Printing, importing, exporting and backing up are acts too; the storeys above run them through ``Office.work``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from centre_app.core.refusals import Refused
from centre_app.core.refusals import office as no
from centre_app.services import households, people
from centre_app.services.given import Given
from centre_app.services.work import Done

__all__ = ["BINDINGS", "function_of", "given_kind"]

BINDINGS: dict[str, Callable[..., Done]] = {
    "open-case": households.open_case,
    "add-unit": people.add_unit,
    "add-person": people.add_person,
    "appoint": people.appoint,
}


def function_of(act: str) -> Callable[..., Done]:
    """The service function of an act; an unknown name is refused."""
    if act not in BINDINGS:
        raise Refused([no.ActUnknown(act=act)])
    return BINDINGS[act]


def given_kind(act: str) -> type[Given]:
    """The dataclass that an act is given, read from its function's annotations."""
    hints: dict[str, Any] = get_type_hints(function_of(act))
    kind: type[Given] = hints["given"]
    return kind
