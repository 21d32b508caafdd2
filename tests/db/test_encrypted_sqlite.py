"""The encrypted database: every trap that was found by measurement, as a test."""

import sqlite3
import subprocess
import sys
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, registry
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2 as cipher

from centre_app.core.progress import SILENT, Cancelled
from centre_app.core.refusals.store import (
    DiskFull,
    FolderNotReached,
    NotAStore,
    SaveUncertain,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)
from centre_app.db.engines.encrypted_sqlite import (
    APPLICATION_ID,
    EncryptedSqlite,
    connect,
    export,
    is_sound,
    lone_engine,
    rows_of,
    told_by,
)
from centre_app.db.keys import Keys, Purpose
from centre_app.db.store import OfficeFolder, OpenStore
from tests.db.toy import ACT, PERSON, VERSION, commit, flipped, names, opened, save

ROOT = Path(__file__).parents[2]


def key_of(keys: Keys) -> bytes:
    return keys.key(Purpose.DATABASE)


def reopened(folder: OfficeFolder, keys: Keys) -> EncryptedSqlite:
    return EncryptedSqlite(folder.store, key_of(keys), known=VERSION, newest_backup=lambda: "office-1.backup")


# Settings.


@pytest.mark.parametrize("engine", ["writing", "reading"])
def test_every_connection_is_set_as_measured(store: OpenStore, engine: str) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "cache_size": -16384,
        "temp_store": 2,
        "application_id": APPLICATION_ID,
        "user_version": VERSION,
        "cipher_page_size": "4096",
        "cipher_hmac_algorithm": "HMAC_SHA512",
        "query_only": int(engine == "reading"),
    }
    with getattr(store, engine).connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def test_nothing_written_is_seen_in_file_or_log(folder: OfficeFolder, store: OpenStore) -> None:
    save(store, *(f"张三{number}" for number in range(500)))
    for path in (folder.store, folder.path / "office.db-wal"):
        content = path.read_bytes()
        for plain in ("张三", "person", "CREATE", "SQLite format"):
            assert plain.encode() not in content
        assert len(zlib.compress(content)) >= len(content) * 0.999


def test_a_temporary_table_lies_in_memory(folder: OfficeFolder, store: OpenStore) -> None:
    before = set(folder.path.iterdir())
    with store.writing.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE hold (name TEXT)")
        connection.exec_driver_sql("INSERT INTO hold VALUES ('张三')")
        assert set(folder.path.iterdir()) == before


def test_the_driver_logs_nothing_when_a_key_is_wrong(folder: OfficeFolder) -> None:
    code = f"""
from pathlib import Path
from sqlcipher3 import dbapi2 as cipher
from centre_app.db.engines.encrypted_sqlite import connect
try:
    connect(Path({str(folder.store)!r}), bytes(32))
except cipher.DatabaseError:
    print("refused")
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("refused\n", "")


# Opening what is no store of ours, or no longer one.


def test_a_file_of_no_bytes_is_no_store(folder: OfficeFolder, keys: Keys) -> None:
    folder.store.write_bytes(b"")
    with pytest.raises(NotAStore, match=r"office-1\.backup"):
        reopened(folder, keys)
    assert folder.store.read_bytes() == b""


def test_a_missing_file_is_not_made_anew(folder: OfficeFolder, keys: Keys) -> None:
    folder.store.unlink()
    with pytest.raises(FolderNotReached):
        reopened(folder, keys)
    assert not folder.store.exists()


def test_a_store_of_another_program_is_refused(tmp_path: Path, keys: Keys, folder: OfficeFolder) -> None:
    folder.store.unlink()
    raw = connect(folder.store, key_of(keys), mode="rwc")
    raw.execute("CREATE TABLE t (a)")
    raw.close()
    with pytest.raises(NotAStore):
        reopened(folder, keys)


def test_an_unencrypted_database_is_damage_since_the_key_was_proven(folder: OfficeFolder, keys: Keys) -> None:
    folder.store.unlink()
    plain = sqlite3.connect(folder.store)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(StoreDamaged):
        reopened(folder, keys)


def test_a_wrong_key_opens_nothing(folder: OfficeFolder) -> None:
    with pytest.raises(cipher.DatabaseError, match="file is not a database"):
        connect(folder.store, bytes(32))


def test_a_newer_store_is_left_alone(folder: OfficeFolder, keys: Keys) -> None:
    with pytest.raises(StoreTooNew) as told:
        EncryptedSqlite(folder.store, key_of(keys), known=VERSION - 1)
    assert told.value.facts == {"found": VERSION, "known": VERSION - 1}


@pytest.mark.parametrize("place", [0, 15, 16, 100, 3000, 4080])
def test_a_flipped_bit_in_the_first_page_is_damage_and_names_the_backup(
    folder: OfficeFolder, keys: Keys, place: int
) -> None:
    flipped(folder.store, place)
    with pytest.raises(StoreDamaged, match=r"office-1\.backup"):
        reopened(folder, keys)


def test_a_flipped_bit_further_on_never_yields_another_value(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, *(f"张三{number}" for number in range(3000)))
        expected = names(store)
    whole = folder.store.read_bytes()
    noticed = 0
    for place in range(5000, len(whole), 4096 + 7):
        flipped(folder.store, place)
        try:
            with opened(folder, keys) as store:
                assert names(store) == expected  # an index page, which this question does not read
        except StoreDamaged:
            noticed += 1
        folder.store.write_bytes(whole)
    assert noticed > len(whole) // 4096 // 2


def test_the_deep_check_finds_what_no_question_reads(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, *(f"张三{number}" for number in range(3000)))
        assert list(store.database.problems(deep=True)) == []
        assert list(store.database.problems(deep=False)) == []
    flipped(folder.store, -100)
    with opened(folder, keys) as store:
        assert [type(told) for told in store.database.problems(deep=True)] == [StoreDamaged]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_store_is_damage(folder: OfficeFolder, keys: Keys, part: float) -> None:
    with opened(folder, keys) as store:
        save(store, *(f"张三{number}" for number in range(3000)))
    whole = folder.store.read_bytes()
    folder.store.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(StoreDamaged), opened(folder, keys) as store:
        names(store)


def test_a_page_found_damaged_while_reading_is_told_with_the_backup(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, *(f"张三{number}" for number in range(3000)))
    content = bytearray(folder.store.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    folder.store.write_bytes(content)
    database = reopened(folder, keys)
    with pytest.raises(StoreDamaged, match=r"office-1\.backup"), database.reading.connect() as connection:
        connection.execute(sa.select(PERSON.c.name)).all()
    database.close()


# Turns.


def test_readers_do_not_wait_for_a_writer_and_see_the_moment_before(store: OpenStore) -> None:
    save(store, "张三")
    with store.writing.execution_options(write=True).begin() as connection:
        connection.execute(ACT.insert().values(number=2, hash=bytes(32)))
        assert names(store) == ["张三"]


def test_a_reader_keeps_its_moment(store: OpenStore) -> None:
    save(store, "张三")
    with store.reading.begin() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(PERSON)).scalar_one() == 1
        save(store, "李四")
        assert connection.execute(sa.select(sa.func.count()).select_from(PERSON)).scalar_one() == 1
    assert names(store) == ["张三", "李四"]


def test_a_reader_that_writes_is_a_mistake_of_the_program(store: OpenStore) -> None:
    with pytest.raises(DBAPIError, match="readonly"), store.reading.begin() as connection:
        connection.execute(ACT.insert().values(number=1, hash=bytes(32)))


def test_a_writer_takes_its_turn_at_once(folder: OfficeFolder, keys: Keys, store: OpenStore) -> None:
    """BEGIN IMMEDIATE: the second is kept waiting before it has read anything that may be stale."""
    impatient = lone_engine(folder.store, key_of(keys), pragmas=("busy_timeout=0",))
    with store.writing.execution_options(write=True).begin():
        with pytest.raises(DBAPIError, match="locked"), impatient.execution_options(write=True).begin():
            pass
        with impatient.begin() as reader:
            reader.execute(sa.select(PERSON.c.name)).all()


def test_threads_of_one_program_wait_for_each_other(store: OpenStore) -> None:
    def several() -> None:
        for _ in range(10):
            commit(store, "张三")

    threads = [threading.Thread(target=several) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 40
    with store.reading.connect() as connection:
        assert store.tail.last(connection).number == 40


SAVING = """
import sys
from pathlib import Path
from centre_app.db.keys import Keys
from centre_app.db.store import OfficeFolder
from tests.db.toy import PASSWORD, USER, opened, save
folder = OfficeFolder(Path(sys.argv[1]))
with opened(folder, Keys.open(folder.keys, USER, PASSWORD)) as store:
    for number in range(int(sys.argv[2])):
        save(store, f"{sys.argv[3]}-{number}")
"""


def test_processes_of_one_pc_take_turns_and_nothing_is_lost(folder: OfficeFolder, keys: Keys) -> None:
    command = [sys.executable, "-c", SAVING, str(folder.path), "25"]
    processes = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("甲", "乙", "丙")]
    assert [process.wait() for process in processes] == [0, 0, 0]
    with opened(folder, keys) as store:
        assert sorted(names(store)) == sorted(f"{name}-{n}" for name in ("甲", "乙", "丙") for n in range(25))
        state = store.head.read()
        assert state.mark is not None
        assert state.mark.number == 75


HOLDING = """
import sys
from pathlib import Path
from centre_app.db.keys import Keys
from centre_app.db.store import OfficeFolder
from tests.db.toy import PASSWORD, USER, opened
folder = OfficeFolder(Path(sys.argv[1]))
store = opened(folder, Keys.open(folder.keys, USER, PASSWORD))
with store.writing.execution_options(write=True).begin():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_writer_that_waits_in_vain_is_told_after_five_seconds(folder: OfficeFolder, store: OpenStore) -> None:
    command = [sys.executable, "-c", HOLDING, str(folder.path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match="5"):
            save(store, "张三")
        other.kill()
        other.wait()
    save(store, "张三")
    assert names(store) == ["张三"]


# What the driver says.


def told(code: int, text: str = "text", *, writing: bool = True) -> Any:
    error = cipher.OperationalError(text)
    error.sqlite_errorcode = code
    return told_by(error, Path("office.db"), str, writing=writing)


@pytest.mark.parametrize(
    ("code", "expected"),
    [(5, StoreBusy), (261, StoreBusy), (6, StoreBusy), (13, DiskFull), (14, FolderNotReached)],
)
def test_each_code_of_the_driver_has_its_sentence(code: int, expected: type[Exception]) -> None:
    assert type(told(code)) is expected


def test_an_error_of_the_disk_leaves_a_save_uncertain_and_a_question_unanswered() -> None:
    assert type(told(10 | 4 << 8)) is SaveUncertain
    assert type(told(10, writing=False)) is FolderNotReached


def test_the_bare_words_of_a_failed_seal_mean_damage() -> None:
    assert type(told(1, "SQL logic error")) is StoreDamaged
    assert told(1, "no such table: t") is None


def test_a_constraint_is_no_matter_of_the_world(store: OpenStore) -> None:
    with pytest.raises(IntegrityError), store.writing.execution_options(write=True).begin() as connection:
        connection.execute(PERSON.insert().values(name="张三", act_number=99))
    assert names(store) == []


def test_a_full_database_is_told_and_rolled_back_and_goes_on_when_there_is_room(store: OpenStore) -> None:
    save(store, "张三")
    with store.writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull):
        commit(store, *(f"李四{number}" for number in range(3000)))
    assert names(store) == ["张三"]
    with store.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    save(store, "王五")
    assert names(store) == ["张三", "王五"]


# Records that two clerks edit.


_NOTE = sa.Table(
    "note",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text", sa.String(50)),
    sa.Column("version", sa.Integer, nullable=False),
)


class _Note:
    id: int
    text: str

    def __init__(self, text: str) -> None:
        self.text = text


registry().map_imperatively(_Note, _NOTE, version_id_col=_NOTE.c.version)


def test_a_stale_save_is_refused(store: OpenStore) -> None:
    writing = store.writing.execution_options(write=True)
    with writing.begin() as connection:
        _NOTE.create(connection)
    with Session(writing, expire_on_commit=False) as session:
        session.add(_Note("一"))
        session.commit()
    with Session(store.reading, expire_on_commit=False) as first:
        mine = first.get_one(_Note, 1)
    with Session(writing) as second:
        second.get_one(_Note, 1).text = "二"
        second.commit()
    with Session(writing) as third:
        third.add(mine)
        mine.text = "三"
        with pytest.raises(StaleDataError):
            third.commit()


# Copies and checks.


def test_a_copy_is_of_one_moment_while_others_go_on_saving(store: OpenStore, tmp_path: Path, keys: Keys) -> None:
    save(store, *(f"张三{number}" for number in range(5000)))
    steps: list[tuple[int, int]] = []

    class SavesMeanwhile:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))
            save(store, "后来")

    target = tmp_path / "copy.db"
    with pytest.MonkeyPatch.context() as small:
        small.setattr("centre_app.db.engines.encrypted_sqlite._STEP_PAGES", 10)
        store.database.copy_to(target, SavesMeanwhile())
    assert len(steps) >= 3
    assert steps[-1][0] == steps[-1][1]
    raw = connect(target, key_of(keys))
    try:
        assert is_sound(raw, seals=True, thorough=True)
        assert raw.execute("SELECT count(*) FROM person").fetchone() == (5000,)
        assert raw.execute("SELECT max(number) FROM act").fetchone() == (1,)
    finally:
        raw.close()
    assert len(names(store)) == 5000 + len(steps)


def test_a_copy_can_be_cancelled(store: OpenStore, tmp_path: Path) -> None:
    class Stops:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.database.copy_to(tmp_path / "copy.db", Stops())
    save(store, "张三")


def test_a_copy_to_nowhere_is_told_by_its_place(store: OpenStore, tmp_path: Path) -> None:
    with pytest.raises(FolderNotReached, match="nowhere"):
        store.database.copy_to(tmp_path / "nowhere" / "copy.db", SILENT)


def test_an_export_holds_the_same_under_another_key(folder: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    with opened(folder, keys) as store:
        save(store, "张三", "李四")
        with store.writing.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql(
                "CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, detail='none')"
            )
            connection.exec_driver_sql("INSERT INTO words(rowid, text) VALUES (1, '张三')")
            connection.exec_driver_sql("CREATE TRIGGER t AFTER DELETE ON person BEGIN SELECT 1; END")
    target = tmp_path / "export.db"
    export(folder.store, key_of(keys), target, bytes(32))
    database = EncryptedSqlite(target, bytes(32), known=VERSION)
    assert database.version == VERSION
    with database.reading.connect() as connection:
        assert rows_of(connection) == {"act": 1, "person": 2}
        assert connection.exec_driver_sql("SELECT rowid FROM words('张三')").scalars().all() == [1]
        assert connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type='trigger'").scalar() == "t"
    database.close()
    with pytest.raises(cipher.DatabaseError):
        connect(target, key_of(keys))


def test_a_damaged_store_is_not_exported(folder: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    flipped(folder.store, 100)
    with pytest.raises(StoreDamaged):
        export(folder.store, key_of(keys), tmp_path / "export.db", bytes(32))
    with pytest.raises(StoreDamaged):
        export(folder.store, bytes(32), tmp_path / "export.db", bytes(32))


def test_search_words_are_not_counted_as_rows(store: OpenStore) -> None:
    with store.writing.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(text)")
        assert set(rows_of(connection)) == {"act", "person"}


# At rest.


def test_the_main_file_is_complete_at_rest_and_after_the_last_has_left(folder: OfficeFolder, keys: Keys) -> None:
    wal = folder.path / "office.db-wal"
    with opened(folder, keys) as store:
        save(store, "张三")
        assert wal.stat().st_size > 0
        store.database.rest()
        assert wal.stat().st_size == 0
        save(store, "李四")
        with opened(folder, keys) as second:
            assert names(second) == ["张三", "李四"]
        assert wal.exists()
    assert not wal.exists()


def test_rest_does_not_wait_for_a_reader(store: OpenStore) -> None:
    save(store, "张三")
    with store.reading.begin() as connection:
        connection.execute(sa.select(PERSON.c.name)).all()
        save(store, "李四")
        store.database.rest()
    with store.writing.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
