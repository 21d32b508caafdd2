"""A small office for the tests of the store: tables of its own, a chain of acts, quick passwords."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from centre_app.db.head import Mark
from centre_app.db.keys import Cost, Keys, RecoveryKey
from centre_app.db.store import OfficeFolder, OpenStore, create, open_with

QUICK = Cost(passes=1, memory=64)
AT = datetime(2026, 8, 3, 1, 30, tzinfo=UTC)
USER = "演示管理员"
PASSWORD = "梧桐-四月-雨"
VERSION = 3

TABLES = sa.MetaData()
ACT = sa.Table(
    "act",
    TABLES,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)
PERSON = sa.Table(
    "person",
    TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False),
    sa.Column("act_number", sa.ForeignKey("act.number"), nullable=False),
)


def new_office(path: Path) -> tuple[OfficeFolder, Keys, RecoveryKey]:
    """An office for training with one user and no act."""
    folder = OfficeFolder(path)
    keys, recovery = create(folder, USER, PASSWORD, build=TABLES.create_all, version=VERSION, training=True, cost=QUICK)
    return folder, keys, recovery


def opened(folder: OfficeFolder, keys: Keys) -> OpenStore:
    """Open without deriving a key."""
    return open_with(folder, lambda: keys, version=VERSION)


def save(store: OpenStore, *names: str) -> Mark:
    """One act that adds people, committed and acknowledged."""
    mark = commit(store, *names)
    assert store.acknowledge(mark) is None
    return mark


def commit(store: OpenStore, *names: str) -> Mark:
    """The same without the acknowledgement."""
    with store.writing.execution_options(write=True).begin() as connection:
        last = store.tail.last(connection)
        content = "，".join(names).encode()
        mark = Mark(last.number + 1, hashlib.sha256(last.hash + content).digest())
        connection.execute(ACT.insert().values(number=mark.number, hash=mark.hash))
        if names:
            people = [{"name": name, "act_number": mark.number} for name in names]
            connection.execute(PERSON.insert(), people)
    return mark


def names(store: OpenStore) -> list[str]:
    with store.reading.connect() as connection:
        return list(connection.execute(sa.select(PERSON.c.name).order_by(PERSON.c.id)).scalars())


def flipped(path: Path, place: int, bit: int = 0) -> None:
    """Turn one bit of a file over; a negative place counts from the end."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)
