"""Facts of households as columns of tables that go out: what word stands for a code, of what kind a cell is."""

from __future__ import annotations

from functools import cache
from typing import Final

from centre_app.core.fields import Field, Kind
from centre_app.core.fields.household import HOUSEHOLD, PERSON
from centre_app.core.vocabulary.synonyms import known

from .pages import ColumnKind

__all__ = ["OWN", "column_kind", "fact_of", "word_of"]

OWN: Final = {"own_phone": "phone", "own_remark": "remark"}
"""Facts of a person whose columns need a name of their own, because the household has a fact of that name."""
_CAUSES: Final = frozenset({"main_cause", "other_cause"})
_PERSON: Final = {field.name: field for field in PERSON.fields}
_HOUSEHOLD: Final = {field.name: field for field in HOUSEHOLD.fields}
_KINDS: Final[dict[Kind, ColumnKind]] = {
    Kind.MONEY: "figure",
    Kind.QUANTITY: "figure",
    Kind.WHOLE: "whole",
    Kind.ID: "digits",
    Kind.PHONE: "digits",
    Kind.ACCOUNT: "digits",
    Kind.POSTCODE: "digits",
    Kind.AREA: "digits",
}


def fact_of(column: str) -> Field | None:
    """The entry of the data dictionary that a column of a list holds; ``None`` where it only parts the rows."""
    if column in OWN:
        return _PERSON[OWN[column]]
    if column in _CAUSES:
        return _HOUSEHOLD["causes"]
    return _HOUSEHOLD.get(column) or _PERSON.get(column)


def column_kind(fact: Field | None) -> ColumnKind:
    """Of what kind the cells of a column are."""
    return "text" if fact is None else _KINDS.get(fact.kind, "text")


@cache
def word_of(fact: Field, code: str) -> str:
    """The word that stands for a code: as printed, where it is read back as this code; else the code itself."""
    option = fact.option(code)
    if option is None:
        return code
    back = next((member for choices in fact.choices if (member := known(choices, option.label))), None)
    return option.label if back is option else code
