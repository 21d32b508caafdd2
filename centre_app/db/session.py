"""Sessions: one that only looks, and one whose every change becomes a line of the audit trail.

The lines are written by the session itself, from what was flushed, in the same transaction as the changes. The
chain hashes salted commitments, never the values: value and salt lie beside the commitment and can be erased
after their term.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session

from centre_app.db.base import Base, Record, new_uid, new_uids
from centre_app.db.engines.sequences import reserved
from centre_app.db.rows import canonical, insert_columns, plain, row_texts
from centre_app.db.search import Touched, refresh
from centre_app.db.system import Act, Change

__all__ = ["DerivedSession", "LookSession", "WorkSession", "act_hash", "chain_problems", "commitment"]

SALT_BYTES = 16
FIRST_LINK = bytes(32)


def commitment(salt: bytes, *texts: str | None) -> bytes:
    """SHA-256 over the salt and the texts; an absent text differs from an empty one."""
    said = "".join(["\x00" if text is None else f"\x01{text}\x00" for text in texts])
    return hashlib.sha256(salt + said.encode()).digest()


def act_hash(before: bytes, act: Mapping[str, object], changes: Sequence[tuple[str, str, str, str]]) -> bytes:
    """The next link: SHA-256 over the link before and the canonical act with the commitments of its changes."""
    content = canonical({**act, "changes": changes})
    return hashlib.sha256(before + content.encode()).digest()


@dataclass(slots=True)
class _Line:
    table: str
    uid: UUID
    kind: str
    old: str | None
    new: str | None


@dataclass(slots=True)
class _Open:
    """The act that is being done: who does what, and what has changed so far."""

    name: str
    by_name: str
    at: datetime
    given: str | None
    undoes: int | None = None
    subject: UUID | None = None
    lines: list[_Line] = field(default_factory=list)


def _table(model: type[Base]) -> sa.Table:
    """Many rows go into the table itself: the model would part them by which of their columns are empty."""
    return Base.metadata.tables[model.__tablename__]


class LookSession(Session):
    """A session that cannot write: a flush with anything in it is a mistake of the program."""

    def __init__(self, bind: sa.Engine) -> None:
        super().__init__(bind, autoflush=False, expire_on_commit=False)


class DerivedSession(LookSession):
    """A session in the writer's turn for tables that are made from the records, such as those of a search.

    It writes no record and so no line: what it writes can be made anew at any time.
    """

    def __init__(self, bind: sa.Engine) -> None:
        super().__init__(bind.execution_options(write=True))


@event.listens_for(LookSession, "before_flush", propagate=True)
def _refuse_to_flush(session: LookSession, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise AssertionError("A reader tried to write.")


class WorkSession(Session):
    """A session for one act: it takes the writer's turn at once and records what it changes."""

    def __init__(
        self, bind: sa.Engine | sa.Connection, *, name: str, by_name: str, at: datetime, given: str | None
    ) -> None:
        super().__init__(bind.execution_options(write=True), expire_on_commit=False)
        self.act = _Open(name=name, by_name=by_name, at=at, given=given)
        self.number = 0
        self.link = b""
        self.touched: set[str] = set()
        self.searched = Touched()
        newest = self.execute(sa.select(Act.number, Act.hash).order_by(Act.number.desc()).limit(1)).first()
        self._before = newest or (0, FIRST_LINK)

    def add_many(self, model: type[Record], columns: Mapping[str, Sequence[Any]]) -> list[UUID]:
        """Insert many records at once, given by column, with their lines: the one bulk door.

        Returns the new records' keys that may leave the store, in the order of the rows.
        """
        count = len(next(iter(columns.values()), ()))
        if not count:
            return []
        self.flush()
        name, table = model.__tablename__, _table(model)
        uids = new_uids(count)
        versions = {"version": [1] * count} if "version" in table.columns else {}
        whole = {**columns, "uid": uids, **versions}
        insert_columns(self.connection(), table, whole)
        self.act.lines += [
            _Line(name, uid, "insert", None, text) for uid, text in zip(uids, row_texts(whole), strict=True)
        ]
        self.touched.add(name)
        self.searched.note_columns(model, columns)
        return uids

    def reserve(self, model: type[Record], count: int) -> Sequence[int]:
        """Keys for so many new records of one table, for `add_many`; use them before others go into the table."""
        self.flush()
        return reserved(self.connection(), model, count)

    def note(self, kind: str, record: Record) -> None:
        """Remember what was done to one record; one that was looked at as changed and is as it was leaves no line."""
        line = _line_of(kind, record)
        if line is not None:
            self.act.lines.append(line)
            self.touched.add(line.table)
            self.searched.note(record)

    def seal(self) -> None:
        """Write the act and its lines, link them to the chain, and let the changed cases be found as they are now.

        The last thing before the commit.
        """
        self.flush()
        act = self.act
        if act.lines:
            refresh(self, self.searched, subject=act.subject)
        last, before = self._before
        self.number = last + 1
        salt = os.urandom(SALT_BYTES)
        given_commitment = commitment(salt, act.given)
        uid = new_uid()
        lines = act.lines
        salts = _salts(len(lines))
        promises = [commitment(each, line.old, line.new) for each, line in zip(salts, lines, strict=True)]
        links = [
            (line.table, line.uid.hex, line.kind, promise.hex()) for line, promise in zip(lines, promises, strict=True)
        ]
        self.link = act_hash(before, _content(self.number, uid, act, given_commitment), links)
        self.execute(
            sa.insert(_table(Act)),
            {
                "number": self.number,
                "uid": uid,
                "name": act.name,
                "by_name": act.by_name,
                "at": act.at,
                "subject": act.subject,
                "undoes": act.undoes,
                "given": act.given,
                "salt": salt,
                "commitment": given_commitment,
                "hash": self.link,
            },
        )
        if lines:
            columns: dict[str, Sequence[Any]] = {
                "act_number": [self.number] * len(lines),
                "table_name": [line.table for line in lines],
                "record_uid": [line.uid for line in lines],
                "kind": [line.kind for line in lines],
                "old": [line.old for line in lines],
                "new": [line.new for line in lines],
                "salt": salts,
                "commitment": promises,
            }
            insert_columns(self.connection(), _table(Change), columns)


def _salts(count: int) -> list[bytes]:
    drawn = os.urandom(SALT_BYTES * count)
    return [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]


def _content(number: int, uid: UUID, act: _Open | sa.Row[Any], given: bytes) -> dict[str, object]:
    return {
        "number": number,
        "uid": uid.hex,
        "name": act.name,
        "by": act.by_name,
        "at": act.at.astimezone(UTC).isoformat(),
        "subject": act.subject.hex if act.subject else None,
        "undoes": act.undoes,
        "given": given.hex(),
    }


def _columns(record: Record) -> dict[str, Any]:
    mapper = sa.inspect(type(record))
    values = ((attr.key, plain(getattr(record, attr.key))) for attr in mapper.column_attrs)
    return {key: value for key, value in values if value is not None}


def _changed(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    state = sa.inspect(record)
    for attr in sa.inspect(type(record)).column_attrs:
        history = state.attrs[attr.key].history
        if history.has_changes():
            old[attr.key] = plain(history.deleted[0]) if history.deleted else None
            new[attr.key] = plain(history.added[0]) if history.added else None
    return old, new


def _line_of(kind: str, record: Record) -> _Line | None:
    """The line for one record; none when a record was looked at as changed and is as it was."""
    table, uid = record.__tablename__, record.uid
    if kind == "update":
        old, new = _changed(record)
        return _Line(table, uid, kind, canonical(old), canonical(new)) if new else None
    whole = canonical(_columns(record))
    return _Line(table, uid, kind, None, whole) if kind == "insert" else _Line(table, uid, kind, whole, None)


@event.listens_for(WorkSession, "after_flush")
def _note_changes(session: WorkSession, _flush: UOWTransaction) -> None:
    """After the flush keys exist and the histories are still there."""
    for kind, records in (("insert", session.new), ("update", session.dirty)):
        for record in records:
            if isinstance(record, Record):
                session.note(kind, record)


@event.listens_for(Record, "before_delete", propagate=True)
def _note_deletion(_mapper: Mapper[Any], _connection: sa.Connection, record: Record) -> None:
    """Before the row goes: also where it goes because what it belonged to let go of it, which no session lists."""
    session = object_session(record)
    if isinstance(session, WorkSession):
        session.note("delete", record)


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """A link that does not hold: the number of its act and which part of it differs."""

    number: int
    part: str


PROVED_AT_ONCE = 500
"""Acts read in one go while the chain is proven: memory stays flat however long the trail is."""


def chain_problems(session: Session, *, after: int = 0) -> Iterator[ChainProblem]:
    """Prove the chain from a number on: numbers without a hole, every hash, every value against its commitment."""
    before = FIRST_LINK
    if after:
        before = session.scalars(sa.select(Act.hash).where(Act.number == after)).one()
    last = after
    while acts := session.execute(_ACTS.where(Act.number > last).limit(PROVED_AT_ONCE)).all():
        lines: dict[int, list[sa.Row[Any]]] = {}
        numbers = [act.number for act in acts]
        for line in session.execute(_LINES.where(Change.act_number.between(numbers[0], numbers[-1]))):
            lines.setdefault(line.act_number, []).append(line)
        for act in acts:
            if act.number != last + 1:
                yield ChainProblem(last + 1, "missing")
            yield from _link_problems(before, act, lines.get(act.number, []))
            last, before = act.number, act.hash


_ACTS = sa.select(*Act.__table__.columns).order_by(Act.number)
_LINES = sa.select(*Change.__table__.columns).order_by(Change.act_number, Change.id)


def _link_problems(before: bytes, act: sa.Row[Any], lines: Sequence[sa.Row[Any]]) -> Iterator[ChainProblem]:
    if act.salt is not None and commitment(act.salt, act.given) != act.commitment:
        yield ChainProblem(act.number, "given")
    links = []
    for line in lines:
        if line.salt is not None and commitment(line.salt, line.old, line.new) != line.commitment:
            yield ChainProblem(act.number, "change")
        links.append((line.table_name, line.record_uid.hex, line.kind, line.commitment.hex()))
    if act_hash(before, _content(act.number, act.uid, act, act.commitment), links) != act.hash:
        yield ChainProblem(act.number, "hash")
