"""All tables of the store in one place: importing this module completes the metadata."""

from __future__ import annotations

from centre_app.db import desk, filing, notices, pairing, people, printing, search, system
from centre_app.db.base import Base, Record

__all__ = ["RECORDS", "metadata"]

metadata = Base.metadata

_MODULES = (people, filing, notices, printing, pairing, system, search, desk)

RECORDS: dict[str, type[Record]] = {
    model.__tablename__: model
    for module in _MODULES
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, Record) and "__tablename__" in vars(model)
}
"""Every table that the audit trail follows, by its name."""
