"""Making the tables, and carrying an older store forward without losing a row.

Two things were found by measurement. A table that is rebuilt with foreign keys on takes its children with it in
silence, so a migration has a connection of its own with them off, and every table's rows are counted before and
after. A rebuilt table loses its triggers, so those are made again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import SQLAlchemyError

from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals import Told, Trouble
from centre_app.core.refusals.store import MigrationFailed, MigrationLostRows

from .backup import back_up
from .engines.encrypted_sqlite import MIGRATING, lone_engine, rows_of, told_by
from .head import ACTS, Tail
from .keys import Keys, Purpose
from .lock import alone
from .store import OfficeFolder, open_with
from .versions import SCRIPTS, newest_version

__all__ = ["build", "differences", "draft", "in_models", "upgrade"]


def _config(connection: Connection | None, scripts: Path, metadata: MetaData | None = None) -> Config:
    config = Config(attributes={"connection": connection, "metadata": metadata})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def build(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Make all tables in an empty database, step by step as an old one would have been carried forward."""
    command.upgrade(_config(connection, scripts), "head")


def upgrade(
    folder: OfficeFolder,
    keys: Keys,
    at: datetime,
    *,
    found: int,
    tail: Tail = ACTS,
    progress: Progress = SILENT,
    scripts: Path = SCRIPTS,
) -> None:
    """Back a closed office of version `found` up, then bring its tables to the newest version in one transaction.

    Raises:
        MigrationFailed, MigrationLostRows: everything was taken back.
        OfficeInUse, StoreBusy: another window or command has the office open.
        What `store.open_with` and `backup.back_up` raise: nothing was changed.
    """
    with open_with(folder, lambda: keys, version=found, tail=tail) as store:
        back_up(store, folder.backups, at, progress=progress)
    with alone(folder.gate, folder.present):
        engine = lone_engine(folder.store, keys.key(Purpose.DATABASE), pragmas=MIGRATING)
        try:
            with engine.execution_options(write=True).begin() as connection:
                _carry_forward(connection, found, scripts)
        except SQLAlchemyError as error:
            raise _told(error, folder.store, found) from error


def _told(error: SQLAlchemyError, path: Path, found: int) -> Trouble:
    cause = getattr(error, "orig", None) or error
    return told_by(cause, path, str, writing=False) or MigrationFailed(step=found + 1)


def _carry_forward(connection: Connection, found: int, scripts: Path) -> None:
    rows, triggers = rows_of(connection), _triggers(connection)
    try:
        command.upgrade(_config(connection, scripts), "head")
    except (SQLAlchemyError, Told):
        raise
    except Exception as error:  # a step may fail in any way; all of it is taken back
        raise MigrationFailed(step=found + 1) from error
    _make_again(connection, triggers)
    meant = _meant_to_change(found, scripts)
    after = rows_of(connection)
    for table, count in rows.items():
        if table not in meant and after.get(table, 0) != count:
            raise MigrationLostRows(table=table, before=count, after=after.get(table, 0))
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise MigrationLostRows(table=orphans[0][2], before=len(orphans), after=0)
    connection.exec_driver_sql(f"PRAGMA user_version={newest_version(scripts)}")


def _triggers(connection: Connection) -> dict[str, tuple[str, str]]:
    found = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
    return {name: (table, sql) for name, table, sql in found}


def _make_again(connection: Connection, triggers: dict[str, tuple[str, str]]) -> None:
    left, tables = _triggers(connection), rows_of(connection)
    for name, (table, sql) in triggers.items():
        if name not in left and table in tables:
            connection.exec_driver_sql(sql)


def _meant_to_change(found: int, scripts: Path) -> set[str]:
    """The tables whose rows the steps after `found` change on purpose; Alembic's own among them."""
    steps = ScriptDirectory.from_config(_config(None, scripts)).walk_revisions()
    meant: Iterable[tuple[str, ...]] = (
        getattr(step.module, "changes_rows_of", ()) for step in steps if int(step.revision) > found
    )
    return {"alembic_version"}.union(*meant)


def in_models(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models speak of a thing; the index of a search differs by database and stands in no model."""
    return kind != "table" or name is None or not name.startswith("case_words")


def differences(connection: Connection, metadata: MetaData) -> list[Any]:
    """What the tables of a database lack to be what the models say, or have too much."""
    opts = {"compare_type": True, "include_name": in_models}
    return list(compare_metadata(MigrationContext.configure(connection, opts=opts), metadata))


def draft(connection: Connection, metadata: MetaData, sentence: str, scripts: Path = SCRIPTS) -> Path:
    """Write the next migration from what a database in the present version lacks; to be read before it is kept."""
    revision = f"{newest_version(scripts) + 1:04}"
    made = command.revision(_config(connection, scripts, metadata), sentence, autogenerate=True, rev_id=revision)
    if made is None or isinstance(made, list):
        raise ValueError(sentence)
    return Path(made.path)
