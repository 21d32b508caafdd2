"""What belongs to a desk and not to a household: drafts, remembered widths and filters, saved lists.

These tables lie outside the audit trail: nothing in them is evidence. They are encrypted like everything else,
since a draft holds names and a filter may. They are saved without waiting for the disk: a killed program loses
nothing, a power cut the last seconds at most.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from centre_app.db.base import Base, Moment

__all__ = ["DRAFT", "LIST_LINE", "LIST_NAME", "REMEMBERED", "SAVED_LIST"]

_LOGIN: Final = 50
_KEY: Final = 100
LIST_NAME: Final = 20
LIST_LINE: Final = 200

DRAFT: Final = sa.Table(
    "draft",
    Base.metadata,
    sa.Column("login", sa.String(_LOGIN), primary_key=True),
    sa.Column("record", sa.String(_KEY), primary_key=True),
    sa.Column("typed", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)
"""What somebody has typed and not handed in: one for each person and record, as JSON."""

REMEMBERED: Final = sa.Table(
    "remembered",
    Base.metadata,
    sa.Column("login", sa.String(_LOGIN), primary_key=True),
    sa.Column("key", sa.String(_KEY), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""How somebody left a page: widths, order, splitters, the last page; as JSON."""

SAVED_LIST: Final = sa.Table(
    "saved_list",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("page", sa.String(32), nullable=False),
    sa.Column("name", sa.String(LIST_NAME), nullable=False),
    sa.Column("line", sa.String(LIST_LINE), nullable=False),
    sa.Column("by_name", sa.String(_LOGIN), nullable=False),
    sa.UniqueConstraint("page", "name"),
)
"""A filter line under a name, for everybody in the office."""
