"""The same tables on a PostgreSQL server, for an office with several seats on one network.

The settings are those measured with the whole set of tables. Acts follow each other under one lock of the server,
as the audit chain demands; readers see one moment and wait for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError

from centre_app.core.progress import Progress
from centre_app.core.refusals import Told, Trouble
from centre_app.core.refusals.store import (
    BackupByServer,
    DiskFull,
    ReadOnlyStore,
    ServerGone,
    StoreBusy,
    StoreTooNew,
)
from centre_app.db.lock import TURN_SECONDS

__all__ = ["PostgreSql"]

_TURN: Final = 0x43454E54  # the one lock that all writers of an office take in turn
_STATEMENT_SECONDS: Final = 120
_OPTIONS: Final = {
    "lock_timeout": round(TURN_SECONDS * 1000),
    "statement_timeout": _STATEMENT_SECONDS * 1000,
    "idle_in_transaction_session_timeout": 300_000,
    "jit": "off",
}
_CONNECT: Final[dict[str, Any]] = {
    "options": " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items()),
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}

# https://www.postgresql.org/docs/15/errcodes-appendix.html
_TURN_NOT_COME = frozenset({"55P03", "40001", "40P01"})
_TOOK_TOO_LONG = "57014"
_DISK_FULL = "53100"
_READ_ONLY = "25006"


class PostgreSql:
    """An office's database on a server.

    Raises:
        ServerGone: the server cannot be reached.
        StoreTooNew: a newer program wrote it; `known` is the newest version this program knows.
    """

    def __init__(self, url: str, *, known: int) -> None:
        self.place = make_url(url).render_as_string(hide_password=True)
        self._engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=5,
            max_overflow=5,
            pool_pre_ping=True,
            pool_recycle=1800,
            connect_args=_CONNECT,
        )
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "handle_error", self._tell)
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.version = self._version()
        if self.version > known:
            raise StoreTooNew(found=self.version, known=known)

    @property
    def writing(self) -> Engine:
        return self._engine

    @property
    def reading(self) -> Engine:
        return self._reading

    @property
    def desk(self) -> Engine:
        return self._engine

    def problems(self, *, deep: bool) -> Iterator[Told]:
        """The server checks its own pages; nothing can be said from here."""
        yield from ()

    def copy_to(self, target: Path, progress: Progress) -> None:
        raise BackupByServer

    def rest(self) -> None:
        """A server needs no rest."""

    def close(self) -> None:
        self._engine.dispose()

    def _version(self) -> int:
        try:
            with self._engine.connect() as connection:
                if not inspect(connection).has_table("alembic_version"):
                    return 0
                return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
        except OperationalError as error:
            raise ServerGone from error

    def _tell(self, context: ExceptionContext) -> None:
        trouble = _told_by(context.original_exception, self.place, gone=context.is_disconnect)
        if trouble is not None:
            raise trouble from context.original_exception


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("write", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _told_by(error: BaseException, place: str, *, gone: bool) -> Trouble | None:
    state = getattr(error, "sqlstate", None) or ""
    if gone or state.startswith(("08", "57P")):
        return ServerGone()
    if state in _TURN_NOT_COME:
        return StoreBusy(seconds=round(TURN_SECONDS))
    if state == _TOOK_TOO_LONG:
        return StoreBusy(seconds=_STATEMENT_SECONDS)
    if state == _DISK_FULL:
        return DiskFull(place=place)
    if state == _READ_ONLY:
        return ReadOnlyStore(place=place)
    return None
