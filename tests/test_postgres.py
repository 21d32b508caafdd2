from pathlib import Path

import psutil
import psycopg

from tests import postgres


def test_each_database_of_the_test_server_is_empty_and_speaks_chinese(postgres_database: str) -> None:
    with psycopg.connect(postgres_database.replace("+psycopg", "")) as connection:
        tables = connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
        name = connection.execute("select '𠮷·䶮'").fetchone()
    assert (tables, name) == ((0,), ("𠮷·䶮",))


def test_the_test_server_leaves_no_process_and_no_folder(postgres_database: str) -> None:
    programs = postgres.server_programs()
    assert programs is not None
    with postgres.running_server(programs) as url:
        folder = Path(url.partition("host=")[2])
        server = psutil.Process(int((folder / "data" / "postmaster.pid").read_text("ascii").splitlines()[0]))
        assert server.is_running()
    assert not folder.exists()
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE
