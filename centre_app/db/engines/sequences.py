"""Keys for rows that go in many at once, so that parents and children can be written without asking back.

Only a writer in its turn may ask: nobody else gives out keys of the same table meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from centre_app.db.base import Record

__all__ = ["reserved"]


def reserved(connection: sa.Connection, model: type[Record], count: int) -> Sequence[int]:
    """The next so many integer keys of a table of records, rising. They are the caller's until its transaction ends.

    SQLite gives out the largest key plus one, so the caller inserts under these keys before anything else goes
    into the table; PostgreSQL's sequence has moved on and gives them to nobody again.
    """
    if connection.dialect.name == "postgresql":
        drawn = sa.select(sa.func.nextval(sa.func.pg_get_serial_sequence(model.__tablename__, "id"))).select_from(
            sa.func.generate_series(1, count)
        )
        return sorted(connection.scalars(drawn))
    largest = connection.scalar(sa.select(sa.func.max(model.id))) or 0
    return range(largest + 1, largest + 1 + count)
