"""An office's own database: an encrypted SQLite file (SQLCipher), shared by the processes of one PC.

Settings and traps were measured: a zero-byte file opens as a new store, so its identity is asked first; the key
is raw and must come before any page is read; a wrong key and damage sound alike, but the key was authenticated
before, so here it is damage; writers take their turn with BEGIN IMMEDIATE.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event, func, select, table
from sqlalchemy.engine import ExceptionContext
from sqlcipher3 import dbapi2 as cipher

from centre_app.core.progress import Progress
from centre_app.core.refusals import Told, Trouble
from centre_app.core.refusals.store import (
    DiskFull,
    FolderNotReached,
    NotAStore,
    ReadOnlyStore,
    SaveUncertain,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)
from centre_app.db.files import guarded, trouble_in
from centre_app.db.lock import TURN_SECONDS

__all__ = [
    "APPLICATION_ID",
    "MIGRATING",
    "EncryptedSqlite",
    "connect",
    "export",
    "is_sound",
    "lone_engine",
    "rows_of",
    "told_by",
]

APPLICATION_ID: Final = 0x43454E54  # "CENT", read back by `file` and by ourselves
_CACHE_KIB: Final = 16 * 1024
_STEP_PAGES: Final = 2000
_STEP_PAUSE: Final = 0.001  # seconds; lets other threads of the program run
_BUSY_MS: Final = round(TURN_SECONDS * 1000)

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={_BUSY_MS}",
    f"cache_size=-{_CACHE_KIB}",
    "temp_store=MEMORY",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)

# A migration rebuilds tables: with foreign keys on that deletes children in silence, and with the new manner of
# renaming a trigger elsewhere that names the table stops it.
MIGRATING: Final = (*_PRAGMAS, "foreign_keys=OFF", "legacy_alter_table=ON")

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_BY_WORDS: Final = {
    "database or disk is full": _FULL,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
    "disk I/O error": _IOERR,
    "SQL logic error": _CORRUPT,  # a page whose seal does not fit; a mistake in a question names what it is about
}

NewestBackup = Callable[[], str]

# The driver asks every value that is neither figure nor text how it wants to be stored, and an empty one or bytes
# have no answer: two failed look-ups for each. Told once that they go in as they are, a wide row costs half.
cipher.register_adapter(type(None), {None: None}.__getitem__)
cipher.register_adapter(bytes, bytes)
cipher.register_adapter(memoryview, bytes)


def connect(path: Path, key: bytes, *, mode: str = "rw", pragmas: tuple[str, ...] = _PRAGMAS) -> Any:
    """A raw connection, set as the store needs it; `mode` is "rw" for what is there, "rwc" to create.

    Raises:
        cipher.Error: as the driver says it; see `told_by`.
    """
    connection = cipher.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=TURN_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def told_by(error: BaseException, path: Path, newest_backup: NewestBackup, *, writing: bool) -> Trouble | None:
    """The sentence for what the driver said, or None where it is no matter of the world."""
    code = _code(error)
    if code in {_BUSY, _LOCKED}:
        return StoreBusy(seconds=round(TURN_SECONDS))
    if code == _FULL:
        return DiskFull(place=str(path))
    if code == _IOERR and writing:
        return SaveUncertain()
    if code == _READONLY:
        return ReadOnlyStore(place=str(path))
    if code in {_IOERR, _CANTOPEN}:
        # SQLite says no more than that when there is no room for its log's index, or no right to make it.
        return trouble_in(path.parent) or FolderNotReached(place=str(path), reason=str(error))
    if code in {_CORRUPT, _NOTADB}:
        return StoreDamaged(file=path.name, backup=newest_backup())
    return None


def _code(error: BaseException) -> int:
    """The primary result code of SQLite; what SQLCipher says through a function has only the words."""
    return _BY_WORDS.get(str(error), int(getattr(error, "sqlite_errorcode", 0)) & 0xFF)


def lone_engine(path: Path, key: bytes, *, mode: str = "rw", pragmas: tuple[str, ...] = _PRAGMAS) -> Engine:
    """An engine with a connection of its own for each use, as creation, copies and migrations need."""
    return _engine(partial(connect, path, key, mode=mode, pragmas=pragmas), poolclass=NullPool)


def _engine(creator: Callable[[], Any], poolclass: type[Pool], **pool: int) -> Engine:
    engine = create_engine("sqlite://", module=cipher, creator=creator, poolclass=poolclass, **pool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    taking_turn = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if taking_turn else "BEGIN")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class _Telling:
    """Turns what the driver says into sentences, on one engine."""

    path: Path
    newest_backup: NewestBackup
    writing: bool

    def __call__(self, context: ExceptionContext) -> None:
        trouble = told_by(context.original_exception, self.path, self.newest_backup, writing=self.writing)
        if trouble is None or (isinstance(trouble, ReadOnlyStore) and not self.writing):
            return  # a reader that tries to write is a mistake of the program
        # After an error of the disk or a damaged page the connection is not to be trusted: the next use opens anew.
        if isinstance(trouble, SaveUncertain | FolderNotReached | StoreDamaged):
            context.is_disconnect = True
        raise trouble from context.original_exception


class EncryptedSqlite:
    """The open database file. `newest_backup` says where to turn when it is damaged.

    Raises:
        NotAStore: the file is empty or belongs to another program.
        StoreDamaged: the key is authentic and the file does not open with it.
        StoreTooNew: a newer program wrote it; `known` is the newest version this program knows.
    """

    def __init__(self, path: Path, key: bytes, *, known: int, newest_backup: NewestBackup = str) -> None:
        self.path = path
        self._key = key
        self._newest_backup = newest_backup
        self.version = self._identified(known)
        # Threads of one program wait for each other at the database's own lock, which has a limit in time and a
        # sentence; a pool that runs out would have neither, so it may grow.
        self._writing = self._told_engine(writing=True, pool_size=1, max_overflow=3)
        self._reading = self._told_engine(writing=False, pool_size=2, max_overflow=4)
        self._desk = self._told_engine(writing=True, pool_size=1, max_overflow=1, more=("synchronous=NORMAL",))

    @property
    def writing(self) -> Engine:
        return self._writing

    @property
    def reading(self) -> Engine:
        return self._reading

    @property
    def desk(self) -> Engine:
        return self._desk

    def copy_to(self, target: Path, progress: Progress) -> None:
        """A copy of this moment under the same key, synced, while others go on working.

        It goes in steps, so that it can be cancelled; the open reading transaction keeps others' commits from
        starting it anew. A damaged page may be copied as it is: the copy must be proven.

        Raises:
            DiskFull, ReadOnlyStore, FolderNotReached: about the target, where no stub is left.
            StoreDamaged: a page of the store cannot be read.
            Cancelled: the clerk stopped it.
        """
        source = self._told_connect(_PRAGMAS)
        try:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            self._copy(source, target, progress)
        except cipher.Error as error:
            place = self.path if _code(error) in {_CORRUPT, _NOTADB, _BUSY} else target
            raise told_by(error, place, self._newest_backup, writing=False) or error from error
        finally:
            source.close()

    def _copy(self, source: Any, target: Path, progress: Progress) -> None:
        copied = connect(target, self._key, mode="rwc", pragmas=("synchronous=OFF", "journal_mode=OFF"))
        try:
            source.backup(
                copied,
                pages=_STEP_PAGES,
                progress=lambda _, left, total: progress.step(total - left, total),
                sleep=_STEP_PAUSE,
            )
        finally:
            copied.close()
        with guarded(target), target.open("rb+") as file:
            os.fsync(file.fileno())

    def problems(self, *, deep: bool) -> Iterator[Told]:
        """Damage found by SQLite's own checks; every page's seal is proven when `deep`.

        The check of seals reads the main file past the log and raises false alarms until a checkpoint has run.
        """
        with self.writing.connect() as connection:
            raw = connection.connection.dbapi_connection
            try:
                sound = is_sound(raw, seals=deep, thorough=deep)
            except cipher.Error as error:
                told = told_by(error, self.path, self._newest_backup, writing=False)
                if told is None:
                    raise
                yield told
                return
        if not sound:
            yield StoreDamaged(file=self.path.name, backup=self._newest_backup())

    def rest(self) -> None:
        """Bring the main file up to date while nobody waits for it; a busy store is left alone."""
        with self.writing.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA busy_timeout=0")
            try:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")

    def close(self) -> None:
        """The last process to leave brings the main file up to date and removes the log."""
        self._reading.dispose()
        self._desk.dispose()
        self._writing.dispose()

    def _told_engine(self, *, writing: bool, pool_size: int, max_overflow: int, more: tuple[str, ...] = ()) -> Engine:
        pragmas = (*_PRAGMAS, *more) if writing else (*_PRAGMAS, "query_only=ON")
        engine = _engine(
            partial(self._told_connect, pragmas),
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=max_overflow,
        )
        event.listen(engine, "handle_error", _Telling(self.path, self._newest_backup, writing))
        return engine

    def _told_connect(self, pragmas: tuple[str, ...]) -> Any:
        try:
            return connect(self.path, self._key, pragmas=pragmas)
        except cipher.Error as error:
            trouble = told_by(error, self.path, self._newest_backup, writing=False)
            raise trouble or error from error

    def _identified(self, known: int) -> int:
        """The version of the store's tables, after its identity is proven."""
        with guarded(self.path):
            size = self.path.stat().st_size
            with self.path.open("r+b"):
                pass  # SQLite opens a read-only file without a word and refuses the first save
        if size == 0:
            raise NotAStore(file=self.path.name, backup=self._newest_backup())
        connection = self._told_connect(_PRAGMAS)
        try:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        except cipher.Error as error:
            raise told_by(error, self.path, self._newest_backup, writing=False) or error from error
        finally:
            connection.close()
        if owner != APPLICATION_ID:
            raise NotAStore(file=self.path.name, backup=self._newest_backup())
        if version > known:
            raise StoreTooNew(found=version, known=known)
        return version


def export(path: Path, key: bytes, target: Path, target_key: bytes) -> None:
    """Write a closed store's whole content to a new file under another key, synced.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: about the target.
        StoreDamaged: a page of the store cannot be read.
    """
    try:
        connection = connect(path, key)
        try:
            numbers = {
                name: int(connection.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version")
            }
            connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), f"x'{target_key.hex()}'"))
            connection.execute("SELECT sqlcipher_export('fresh')").fetchone()
            for name, number in numbers.items():
                connection.execute(f"PRAGMA fresh.{name}={number}")
            connection.execute("DETACH DATABASE fresh")
        finally:
            connection.close()
    except cipher.Error as error:
        place = path if _code(error) in {_CORRUPT, _NOTADB, _BUSY} else target
        raise told_by(error, place, str, writing=False) or error from error
    with guarded(target), target.open("rb+") as file:
        os.fsync(file.fileno())


def is_sound(connection: Any, *, seals: bool, thorough: bool) -> bool:
    """Whether SQLite and SQLCipher find nothing wrong, asked on a raw connection outside a transaction.

    `seals` proves every page's seal; `thorough` compares every index with its table, not only the structure.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    findings = connection.execute("PRAGMA cipher_integrity_check").fetchall() if seals else []
    check = "integrity_check" if thorough else "quick_check"
    return not findings and connection.execute(f"PRAGMA {check}").fetchall() == [("ok",)]


def rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each ordinary table has; the tables of search indexes are derived and not counted."""
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    counts = (
        (name, connection.execute(select(func.count()).select_from(table(name))).scalar_one()) for name in names.all()
    )
    return {name: int(count) for name, count in counts}
