"""Watches every database of a test: no committed change of a record without its line in the trail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.sql.dml import Delete, Insert, Update

from centre_app.db.system import Change
from centre_app.db.tables import RECORDS

_TEXT = re.compile(r"\s*(insert)\s+into\s+(\w+)|\s*(update)\s+(\w+)|\s*(delete)\s+from\s+(\w+)", re.IGNORECASE)
_ROWS = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")

Written = Counter[tuple[str, str]]
"""How many records of a table were inserted, updated, deleted."""


@dataclass(slots=True)
class TrailWatch:
    """What was written since the last commit by connection, and what was committed without its lines."""

    written: WeakKeyDictionary[sa.Connection, Written] = field(default_factory=WeakKeyDictionary)
    lines: WeakKeyDictionary[sa.Connection, Written] = field(default_factory=WeakKeyDictionary)
    missing: list[str] = field(default_factory=list)

    def note(self, connection: sa.Connection, statement: Any, rows: list[Any], result: sa.CursorResult[Any]) -> None:
        """Count what a statement wrote."""
        for table, kind in _writes(statement):
            if table == Change.__tablename__:
                lines = self.lines.setdefault(connection, Counter())
                lines.update((row["table_name"], row["kind"]) for row in rows)
            elif table in RECORDS:
                count = max(1, len(rows)) if kind == "insert" else result.rowcount
                self.written.setdefault(connection, Counter())[table, kind] += count

    def note_many(self, connection: sa.Connection, statement: str, rows: list[Any]) -> None:
        """Count the rows that went in by the driver's own statement, as the bulk door does it."""
        found = _ROWS.match(statement)
        if found is None:
            return
        table, names = found[1], [name.strip(' "') for name in found[2].split(",")]
        if table == Change.__tablename__:
            given = (row if isinstance(row, dict) else dict(zip(names, row, strict=True)) for row in rows)
            lines = self.lines.setdefault(connection, Counter())
            lines.update((row["table_name"], row["kind"]) for row in given)
        elif table in RECORDS:
            self.written.setdefault(connection, Counter())[table, "insert"] += len(rows)

    def committed(self, connection: sa.Connection) -> None:
        """Compare what was written with its lines."""
        written = self.written.pop(connection, Counter())
        lines = self.lines.pop(connection, Counter())
        self.missing += [
            f"{kind} of {table}: {count} written, {lines[table, kind]} lines"
            for (table, kind), count in sorted(written.items())
            if count and lines[table, kind] < count
        ]

    def forget(self, connection: sa.Connection) -> None:
        """What was rolled back was never written."""
        self.written.pop(connection, None)
        self.lines.pop(connection, None)


def _writes(statement: Any) -> Iterator[tuple[str, str]]:
    if isinstance(statement, Insert | Update | Delete):
        table = statement.table
        assert isinstance(table, sa.TableClause)
        yield table.name, type(statement).__name__.lower()
    if isinstance(statement, sa.TextClause) and (found := _TEXT.match(statement.text)):
        kind, name = (part for part in found.groups() if part)
        yield name, kind.lower()


@contextmanager
def watched() -> Iterator[TrailWatch]:
    """Watch all engines."""
    watch = TrailWatch()

    def after(  # the library's signature
        connection: sa.Connection, statement: Any, many: list[Any], one: Any, _options: Any, result: Any
    ) -> None:
        watch.note(connection, statement, list(many) or ([one] if one else []), result)

    def after_many(
        connection: sa.Connection, _cursor: Any, statement: str, rows: Any, context: Any, many: bool
    ) -> None:
        if context.compiled is None:
            watch.note_many(connection, statement, list(rows) if many else [rows])

    listeners = (
        ("after_execute", after),
        ("after_cursor_execute", after_many),
        ("commit", watch.committed),
        ("rollback", watch.forget),
    )
    for name, listener in listeners:
        event.listen(sa.Engine, name, listener)
    try:
        yield watch
    finally:
        for name, listener in listeners:
            event.remove(sa.Engine, name, listener)
