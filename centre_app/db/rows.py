"""Many new rows of one table at once, kept by column: how they are inserted, and how each is written as JSON.

A session's ordinary way costs more for each row than the database does; a table of thousands goes through here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

__all__ = ["by_column", "canonical", "insert_columns", "plain", "row_texts"]

_SPELT: Final[dict[type, Callable[[Any], str]]] = {
    Decimal: str,
    UUID: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    bytes: bytes.hex,
}
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def plain(value: object) -> Any:
    """A column's value as JSON can hold it: money and quantities as text, days as ISO."""
    spell = _SPELT.get(type(value))
    return value if spell is None else spell(value)


def canonical(value: object) -> str:
    """The one way of writing a value as JSON, so that equal values hash alike."""
    return _ENCODE(value)


def _quoted(spell: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: f'"{spell(value)}"'


def _otherwise(value: object) -> str:
    return canonical(plain(value))


_WRITTEN: Final[dict[type | None, Callable[[Any], str]]] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
    **{kind: _quoted(spell) for kind, spell in _SPELT.items()},
}
"""How a value stands in canonical JSON. What is spelt for it holds no sign that JSON would write otherwise."""


_ALIKE: Final = frozenset({str, bool, date})
"""Kinds whose equal values are also written alike: a column of codes is written once for each code. (Money is not
among them: 1.5 and 1.50 are equal and are two texts.)
"""
_BOUND_ALIKE: Final = frozenset({bool, date, Decimal})
"""Kinds whose equal values go into the database alike."""


def by_column(rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """Rows that all have the same columns, kept by column; the columns are those of the first row."""
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def row_texts(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """The canonical JSON of each row, without the columns in which it is empty."""
    parts = [_parts(name, columns[name]) for name in sorted(columns) if _says_something(columns[name])]
    rows = map("".join, zip(*parts, strict=True)) if parts else [""] * len(next(iter(columns.values()), ()))
    return [f"{{{row[:-1]}}}" for row in rows]


def _parts(name: str, values: Sequence[Any]) -> list[str]:
    """What a column says in each row, with a comma behind; nothing where it is empty."""
    front, kind = f"{canonical(name)}:", _only_kind(values)
    write = _WRITTEN.get(kind, _otherwise) if kind else _written
    if kind in _ALIKE:
        made = {value: f"{front}{write(value)}," for value in set(values) if value is not None} | {None: ""}
        return [made[value] for value in values]
    return ["" if value is None else f"{front}{write(value)}," for value in values]


def _written(value: Any) -> str:
    return _WRITTEN.get(type(value), _otherwise)(value)


def _only_kind(values: Sequence[Any]) -> type | None:
    """The one kind that all values of a column are of that say something."""
    kinds = set(map(type, values)) - {type(None)}
    return kinds.pop() if len(kinds) == 1 else None


def insert_columns(connection: sa.Connection, table: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows that are given by column, in one go; columns that are empty in all rows are not spoken of."""
    dialect = connection.dialect
    said = {name: values for name, values in columns.items() if _says_something(values)}
    compiled = table.insert().inline().compile(dialect=dialect, column_keys=list(said))
    bound = {name: _bound(table.c[name].type, dialect, values) for name, values in said.items()}
    rows: list[Any]
    if compiled.positiontup is not None:
        rows = list(zip(*(bound[name] for name in compiled.positiontup), strict=True))
    else:
        rows = [dict(zip(bound, row, strict=True)) for row in zip(*bound.values(), strict=True)]
    connection.exec_driver_sql(str(compiled), rows)


def _says_something(column: Sequence[Any]) -> bool:
    return list(column) != [None] * len(column)


def _bound(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect, values: Sequence[Any]) -> Sequence[Any]:
    """The values as the driver takes them; bytes it takes as they are."""
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None or isinstance(kind, sa.LargeBinary):
        return values
    if _only_kind(values) in _BOUND_ALIKE:
        made = {value: process(value) for value in set(values)}
        return [made[value] for value in values]
    return [process(value) for value in values]
