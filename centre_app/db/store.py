"""An office's folder: creating it, opening it, and everything that hangs on an open one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from centre_app.core.refusals import Caution
from centre_app.core.refusals.store import OfficeExists, OfficeMissing, StoreNeedsUpgrade

from .copies import newest_good
from .engines import Database
from .engines.encrypted_sqlite import APPLICATION_ID, EncryptedSqlite, lone_engine, told_by
from .engines.postgresql import PostgreSql
from .files import PART, guarded
from .head import ACTS, HeadFile, Mark, Tail
from .keys import Cost, Keys, Purpose, RecoveryKey
from .lock import (
    Presence,
    WindowLock,
    alone,
    bind_to_host,
    gate,
    is_anyone_present,
    is_on_network,
    mounts,
    this_host,
)
from .papers import Papers
from .swap import NOTHING_REPLACED, finish, prepared, swap_in

__all__ = [
    "OfficeFolder",
    "OpenStore",
    "by_password",
    "by_recovery",
    "create",
    "open_store",
    "open_with",
]

_MARKS: Final = ("office.db", "office.keys", "office.head", "office.swap")


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """Where the files of one office lie; its tables too, unless they are on a `server` (the address of a database)."""

    path: Path
    server: str | None = None

    @property
    def store(self) -> Path:
        return self.path / "office.db"

    @property
    def keys(self) -> Path:
        return self.path / "office.keys"

    @property
    def head(self) -> Path:
        return self.path / "office.head"

    @property
    def papers(self) -> Path:
        return self.path / "papers"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def host(self) -> Path:
        return self.path / "office.host"

    @property
    def gate(self) -> Path:
        return self.path / "office.gate"

    @property
    def present(self) -> Path:
        return self.path / "present"

    @property
    def exists(self) -> bool:
        """Whether an office is here, whole or not."""
        return any((self.path / name).exists() for name in _MARKS)

    def is_on_network(self) -> bool:
        """Whether the folder lies on another computer's disk."""
        return is_on_network(self.path.resolve(), mounts())

    def window_lock(self) -> WindowLock:
        """For the one window.

        Raises:
            WindowOpen: another window has this office.
        """
        return WindowLock(self.path / "office.window")


@dataclass(slots=True)
class OpenStore:
    """An open office: two engines, its keys, its head and its papers. Close it, or use it as a context."""

    folder: OfficeFolder
    keys: Keys
    database: Database
    head: HeadFile
    papers: Papers
    tail: Tail
    cautions: tuple[Caution, ...]
    _leaving: ExitStack = field(repr=False)

    @property
    def writing(self) -> Engine:
        """For acts: ``writing.execution_options(write=True)`` takes the writers' turn at once."""
        return self.database.writing

    @property
    def desk(self) -> Engine:
        """For drafts and what a desk remembers: saved without waiting for the disk."""
        return self.database.desk

    @property
    def reading(self) -> Engine:
        """For looking; cannot write."""
        return self.database.reading

    def acknowledge(self, mark: Mark) -> Caution | None:
        """Note outside the database that an act has been committed; call it before telling the clerk."""
        return self.head.write(mark)

    def close(self) -> None:
        self._leaving.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    folder: OfficeFolder,
    user: str,
    password: str,
    *,
    build: Callable[[Connection], None],
    version: int,
    training: bool = False,
    cost: Cost | None = None,
    tail: Tail = ACTS,
) -> tuple[Keys, RecoveryKey]:
    """Make a new office with one user. All of it appears in the folder, or nothing.

    `build` creates the tables in one transaction; `version` is the number of their newest migration. An office
    for training holds invented people only and may have a `cost` of a password guess below the floor; without
    one it is calibrated on this PC.

    Raises:
        OfficeExists: the folder holds an office, or the remains of one.
        PasswordEmpty, DiskFull, ReadOnlyStore, FolderNotReached: nothing was made.
    """
    with guarded(folder.path):
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(folder.gate, folder.present):
        if folder.exists:
            raise OfficeExists(folder=str(folder.path))
        with prepared(folder.path) as staged_path:
            staged = OfficeFolder(staged_path)
            keys, recovery = Keys.create(staged.keys, user, password, training=training, cost=cost)
            if folder.server is None:
                mark = _build_file(staged.store, keys, build, version, tail)
            else:
                mark = _build_on(folder.server, build, version, tail)
            HeadFile(staged.head, keys.key(Purpose.HEAD)).rewrite(mark)
            with guarded(staged.path):
                staged.papers.mkdir()
            swap_in(folder.path, staged.path, NOTHING_REPLACED)
    keys.path = folder.keys
    return keys, recovery


def _sweep_stubs(folder: OfficeFolder) -> None:
    """Remove what a process that was killed while writing left; nobody else is at it while nobody is inside."""
    stubs = list(folder.path.glob(f"office.*{PART}"))
    if stubs and not is_anyone_present(folder.present):
        for stub in stubs:
            with suppress(OSError):
                stub.unlink()


def _build_file(path: Path, keys: Keys, build: Callable[[Connection], None], version: int, tail: Tail) -> Mark:
    engine = lone_engine(path, keys.key(Purpose.DATABASE), mode="rwc")
    try:
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={version}")
            build(connection)
            return tail.last(connection)
    except DBAPIError as error:
        raise told_by(error.orig or error, path, str, writing=False) or error from error


def _build_on(server: str, build: Callable[[Connection], None], version: int, tail: Tail) -> Mark:
    with closing(PostgreSql(server, known=version)) as database:
        if database.version:
            raise OfficeExists(folder=database.place)
        with database.writing.execution_options(write=True).begin() as connection:
            build(connection)
            return tail.last(connection)


def open_store(folder: OfficeFolder, user: str, password: str, *, version: int, tail: Tail = ACTS) -> OpenStore:
    """Open an office by name and password; `version` is the newest one of the tables that this program knows.

    Raises:
        OfficeMissing, WrongPassword, KeysDamaged: it was not opened.
        NotAStore, StoreDamaged, StoreTooNew, StoreNeedsUpgrade, LostTail, HistoryDiffers: neither.
        OnAnotherComputer, StoreBusy, ReadOnlyStore, FolderNotReached: neither.
    """
    return open_with(folder, by_password(folder, user, password), version=version, tail=tail)


def by_password(folder: OfficeFolder, user: str, password: str) -> Callable[[], Keys]:
    """How `open_with` unlocks an office by name and password."""
    return partial(Keys.open, folder.keys, user, password, partial(newest_good, folder.backups))


def by_recovery(folder: OfficeFolder, key: RecoveryKey) -> Callable[[], Keys]:
    """How `open_with` unlocks an office by its recovery sheet."""
    return partial(Keys.recover, folder.keys, key, partial(newest_good, folder.backups))


def open_with(
    folder: OfficeFolder,
    unlock: Callable[[], Keys],
    *,
    version: int,
    tail: Tail = ACTS,
) -> OpenStore:
    """Open an office with the keys that `unlock` yields; raises as `open_store`, or ServerGone."""
    if not folder.exists:
        raise OfficeMissing(folder=str(folder.path))
    with ExitStack() as leaving:
        with gate(folder.gate):
            finish(folder.path)
            _sweep_stubs(folder)
            presence = Presence(folder.present)
        leaving.callback(presence.leave)
        keys = unlock()
        newest = partial(newest_good, folder.backups, keys)
        bind_to_host(folder.host, keys, host=this_host(), on_network=folder.is_on_network)
        database: Database
        if folder.server is None:
            key = keys.key(Purpose.DATABASE)
            database = EncryptedSqlite(folder.store, key, known=version, newest_backup=newest)
        else:
            database = PostgreSql(folder.server, known=version)
        leaving.callback(database.close)
        if database.version < version:
            raise StoreNeedsUpgrade(found=database.version, known=version)
        head = HeadFile(folder.head, keys.key(Purpose.HEAD))
        leaving.callback(head.close)
        with database.reading.connect() as connection:
            caution = head.prove(connection, tail, newest)
        return OpenStore(
            folder=folder,
            keys=keys,
            database=database,
            head=head,
            papers=Papers(folder.papers, keys, newest),
            tail=tail,
            cautions=(caution,) if caution else (),
            _leaving=leaving.pop_all(),
        )
