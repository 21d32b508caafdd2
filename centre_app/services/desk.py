"""What a desk keeps: drafts, what somebody remembers of a page, filters saved under a name for the office.

None of it is a record: no line of the trail follows it, nothing is told to other pages, and it is never exported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.refusals import desk as no
from centre_app.db.desk import DRAFT, LIST_LINE, LIST_NAME, REMEMBERED, SAVED_LIST
from centre_app.db.session import DerivedSession
from centre_app.services.office import Office

__all__ = [
    "Draft",
    "SavedList",
    "draft_of",
    "drafts",
    "drop_draft",
    "drop_list",
    "keep_draft",
    "remember",
    "remembered",
    "save_list",
    "saved_lists",
]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed and did not hand in: the record it is of, the fields, when."""

    record: str
    values: Mapping[str, Any]
    at: datetime


def _desk(office: Office) -> DerivedSession:
    return DerivedSession(office.store.desk)


def keep_draft(office: Office, record: str, values: Mapping[str, Any]) -> datetime:
    """Keep what is typed, in the place of what was typed before; returns when."""
    at = office.clock()
    mine = {"login": office.actor.name, "record": record}
    with _desk(office) as session, session.begin():
        session.execute(_drop(DRAFT, mine))
        typed = json.dumps(values, ensure_ascii=False)
        session.execute(DRAFT.insert(), {**mine, "typed": typed, "at": at})
    return at


def draft_of(office: Office, record: str) -> Draft | None:
    """What the signed-in person typed of a record and did not hand in."""
    return next((draft for draft in drafts(office) if draft.record == record), None)


def drafts(office: Office) -> list[Draft]:
    """Every draft of the signed-in person, the newest first."""
    mine = sa.select(DRAFT.c.record, DRAFT.c.typed, DRAFT.c.at).where(DRAFT.c.login == office.actor.name)
    with office.look() as look:
        found = look.session.execute(mine.order_by(DRAFT.c.at.desc()))
        return [Draft(record, json.loads(typed), at) for record, typed, at in found]


def drop_draft(office: Office, record: str) -> None:
    """The record was handed in, or the draft is not wanted."""
    with _desk(office) as session, session.begin():
        session.execute(_drop(DRAFT, {"login": office.actor.name, "record": record}))


def remember(office: Office, key: str, value: object) -> None:
    """Keep how the signed-in person left something, as JSON."""
    mine = {"login": office.actor.name, "key": key}
    with _desk(office) as session, session.begin():
        session.execute(_drop(REMEMBERED, mine))
        session.execute(REMEMBERED.insert(), {**mine, "value": json.dumps(value, ensure_ascii=False)})


def remembered(office: Office) -> dict[str, Any]:
    """Everything that is kept for the signed-in person, by key."""
    mine = sa.select(REMEMBERED.c.key, REMEMBERED.c.value).where(REMEMBERED.c.login == office.actor.name)
    with office.look() as look:
        return {key: json.loads(value) for key, value in look.session.execute(mine)}


@dataclass(frozen=True, slots=True)
class SavedList:
    """A filter line under a name."""

    name: str
    line: str
    by: str


def save_list(office: Office, page: str, name: str, line: str) -> None:
    """Save a filter line for everybody; one of the same name is replaced.

    Raises:
        Refused: it has no name, or name or line are too long.
    """
    name, line = name.strip(), line.strip()
    if not name or len(name) > LIST_NAME:
        raise Refused([no.ListNameWrong(most=LIST_NAME, field="name")])
    if len(line) > LIST_LINE:
        raise Refused([no.ListLineTooLong(most=LIST_LINE, field="line")])
    with _desk(office) as session, session.begin():
        session.execute(_drop(SAVED_LIST, {"page": page, "name": name}))
        session.execute(SAVED_LIST.insert(), {"page": page, "name": name, "line": line, "by_name": office.actor.name})


def saved_lists(office: Office, page: str) -> list[SavedList]:
    """The saved filters of a page, the oldest first."""
    found = sa.select(SAVED_LIST.c.name, SAVED_LIST.c.line, SAVED_LIST.c.by_name).where(SAVED_LIST.c.page == page)
    with office.look() as look:
        return [SavedList(*row) for row in look.session.execute(found.order_by(SAVED_LIST.c.id))]


def drop_list(office: Office, page: str, name: str) -> None:
    """Take a saved filter away."""
    with _desk(office) as session, session.begin():
        session.execute(_drop(SAVED_LIST, {"page": page, "name": name}))


def _drop(table: sa.Table, of: Mapping[str, str]) -> sa.Delete:
    return table.delete().where(*(table.c[name] == value for name, value in of.items()))
