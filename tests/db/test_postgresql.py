"""The same small office with its tables on a PostgreSQL server."""

from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from centre_app.core.progress import SILENT
from centre_app.core.refusals.store import (
    BackupByServer,
    DiskFull,
    OfficeExists,
    ReadOnlyStore,
    ServerGone,
    StoreBusy,
    StoreTooNew,
)
from centre_app.db.engines.postgresql import PostgreSql
from centre_app.db.keys import Keys
from centre_app.db.migrate import build
from centre_app.db.store import OfficeFolder, create, open_with
from centre_app.db.versions import newest_version
from tests.db.toy import ACT, PASSWORD, QUICK, TABLES, USER, names, save


@pytest.fixture
def served(tmp_path: Path, postgres_database: str) -> tuple[OfficeFolder, Keys]:
    folder = OfficeFolder(tmp_path / "办公室", server=postgres_database)
    keys, _ = create(folder, USER, PASSWORD, build=TABLES.create_all, version=0, training=True, cost=QUICK)
    return folder, keys


def test_acts_are_saved_and_read(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    for name in ("张三", "李四"):
        with open_with(folder, lambda: keys, version=0) as store:
            save(store, name)
            assert list(store.database.problems(deep=True)) == []
            store.database.rest()
    with open_with(folder, lambda: keys, version=0) as store:
        assert names(store) == ["张三", "李四"]
        assert store.cautions == ()


def test_the_settings_are_those_that_were_measured(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    wanted = {
        "lock_timeout": "5s",
        "statement_timeout": "2min",
        "idle_in_transaction_session_timeout": "5min",
        "jit": "off",
    }
    with open_with(folder, lambda: keys, version=0) as store, store.writing.connect() as connection:
        assert {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in wanted} == wanted


def test_a_reader_cannot_write(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store:
        with pytest.raises(ReadOnlyStore), store.reading.begin() as connection:
            connection.execute(ACT.insert().values(number=1, hash=bytes(32)))
        assert names(store) == []


def test_writers_take_turns_and_the_one_that_waits_in_vain_is_told(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store:
        with store.writing.execution_options(write=True).begin():
            assert names(store) == []
            with pytest.raises(StoreBusy, match="5"):
                save(store, "张三")
        save(store, "李四")
        assert names(store) == ["李四"]


def test_a_lost_connection_is_told_and_the_next_try_works(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store:
        save(store, "张三")
        with store.writing.connect() as connection, pytest.raises(ServerGone):
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        assert names(store) == ["张三"]


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerGone):
        PostgreSql(f"postgresql+psycopg://nobody@/none?host={tmp_path}", known=0)


def test_a_mistake_in_a_question_is_no_matter_of_the_world(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store, store.reading.connect() as connection:
        with pytest.raises(DBAPIError) as raised:
            connection.exec_driver_sql("SELECT * FROM nowhere")
        assert isinstance(raised.value.orig, psycopg.errors.UndefinedTable)


def test_a_question_that_takes_too_long_is_stopped(served: tuple[OfficeFolder, Keys]) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store, store.writing.begin() as connection:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 50")
        with pytest.raises(StoreBusy):
            connection.exec_driver_sql("SELECT pg_sleep(20)")


@pytest.mark.parametrize(
    ("state", "told"),
    [("55P03", StoreBusy), ("40P01", StoreBusy), ("53100", DiskFull), ("25006", ReadOnlyStore), ("57P01", ServerGone)],
)
def test_each_state_of_the_server_has_its_sentence(
    served: tuple[OfficeFolder, Keys], state: str, told: type[Exception]
) -> None:
    folder, keys = served
    said = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    with (
        open_with(folder, lambda: keys, version=0) as store,
        store.writing.connect() as connection,
        pytest.raises(told),
    ):
        connection.exec_driver_sql(said)


def test_copies_are_the_servers_business(served: tuple[OfficeFolder, Keys], tmp_path: Path) -> None:
    folder, keys = served
    with open_with(folder, lambda: keys, version=0) as store, pytest.raises(BackupByServer):
        store.database.copy_to(tmp_path / "copy", SILENT)


def test_an_office_is_not_made_over_another_on_the_server(tmp_path: Path, postgres_database: str) -> None:
    def with_version(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0007')")
        TABLES.create_all(connection)

    first = OfficeFolder(tmp_path / "1", server=postgres_database)
    create(first, USER, PASSWORD, build=with_version, version=7, training=True, cost=QUICK)
    second = OfficeFolder(tmp_path / "2", server=postgres_database)
    with pytest.raises(OfficeExists):
        create(second, USER, PASSWORD, build=with_version, version=7, training=True, cost=QUICK)
    with pytest.raises(StoreTooNew):
        PostgreSql(postgres_database, known=6)
    assert not second.exists


def test_the_migrations_run_on_the_server_too(postgres_database: str) -> None:
    database = PostgreSql(postgres_database, known=newest_version())
    with database.writing.execution_options(write=True).begin() as connection:
        build(connection)
    database.close()
    database = PostgreSql(postgres_database, known=newest_version())
    assert database.version == newest_version()
    database.close()
