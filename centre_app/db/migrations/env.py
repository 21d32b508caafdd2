"""Runs the migrations on the connection that the program hands over, inside the program's transaction."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from centre_app.db.migrate import in_models


def plain_types(kind: str, item: Any, drafted: Any) -> str | Literal[False]:
    """Write the plain type underneath: a migration may not name a type of the program, which may move."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.{item.impl!r}"
    if kind == "type" and isinstance(item, sa.JSON):
        drafted.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    compare_type=True,
    include_name=in_models,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
