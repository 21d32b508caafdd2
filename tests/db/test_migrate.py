"""Carrying older stores forward: no row is lost in silence, and what fails is taken back whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from centre_app.core.refusals.store import (
    MigrationFailed,
    MigrationLostRows,
    OfficeInUse,
    StoreNeedsUpgrade,
    StoreTooNew,
    WrongPassword,
)
from centre_app.db.backup import restore
from centre_app.db.engines.encrypted_sqlite import lone_engine
from centre_app.db.keys import Keys, Purpose
from centre_app.db.migrate import build, differences, draft
from centre_app.db.store import OfficeFolder, by_password, create, open_with
from centre_app.db.versions import newest_version, open_current
from tests.db.toy import AT, PASSWORD, QUICK, TABLES, USER, names, save

Step = Callable[..., None]
MANY_SORTS = sa.JSON().with_variant(JSONB(), "postgresql")

FIRST = """
    op.create_table("act", sa.Column("number", sa.Integer, primary_key=True),
                    sa.Column("hash", sa.LargeBinary(32), nullable=False))
    op.create_table("person", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String(50), nullable=False),
                    sa.Column("act_number", sa.Integer, sa.ForeignKey("act.number"), nullable=False))
    op.create_table("child", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE")))
    op.execute("CREATE TABLE trace (text)")
    op.execute("CREATE TRIGGER told AFTER UPDATE ON person BEGIN INSERT INTO trace VALUES (new.name); END")
    op.execute("CREATE TRIGGER other AFTER DELETE ON child BEGIN SELECT name FROM person; END")
"""
REBUILD = """
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.Text))
"""


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Writes the next migration of a project of the test's own."""
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "centre_app" / "db" / "migrations"
    for name in ("env.py", "script.py.mako"):
        (scripts / name).write_bytes((shipped / name).read_bytes())

    def write(body: str, changes: str = "()") -> None:
        number = newest_version(scripts) + 1
        before = f"{number - 1:04}" if number > 1 else None
        (scripts / "versions" / f"{number:04}_step.py").write_text(
            f"import sqlalchemy as sa\nfrom alembic import op\nrevision = {f'{number:04}'!r}\n"
            f"down_revision = {before!r}\nbranch_labels = None\ndepends_on = None\n"
            f"changes_rows_of = {changes}\n\ndef upgrade():\n{body.strip(chr(10))}\n",
            encoding="utf8",
        )

    write(FIRST)
    return write


@pytest.fixture
def scripts(tmp_path: Path, step: Step) -> Path:
    return tmp_path / "migrations"


@pytest.fixture
def old(tmp_path: Path, scripts: Path) -> tuple[OfficeFolder, Keys]:
    """An office in version 1 with 100 children, each of one person."""
    folder = OfficeFolder(tmp_path / "办公室")
    keys, _ = create(
        folder,
        USER,
        PASSWORD,
        build=lambda connection: build(connection, scripts),
        version=1,
        training=True,
        cost=QUICK,
    )
    with open_with(folder, lambda: keys, version=1) as store:
        save(store, *(f"张三{number}" for number in range(100)))
        with store.writing.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("INSERT INTO child (person_id) SELECT id FROM person")
    return folder, keys


def count(folder: OfficeFolder, keys: Keys, question: str) -> object:
    engine = lone_engine(folder.store, keys.key(Purpose.DATABASE))
    with engine.connect() as connection:
        return connection.exec_driver_sql(question).scalar()


def current(old: tuple[OfficeFolder, Keys], scripts: Path) -> None:
    folder, keys = old
    open_current(folder, lambda: keys, AT, scripts=scripts).close()


def test_an_office_up_to_date_is_simply_opened(old: tuple[OfficeFolder, Keys], scripts: Path) -> None:
    current(old, scripts)
    assert not old[0].backups.exists()


def test_a_rebuilt_table_keeps_its_children_and_its_triggers(
    old: tuple[OfficeFolder, Keys], scripts: Path, step: Step
) -> None:
    step(REBUILD)
    current(old, scripts)
    assert count(*old, "SELECT count(*) FROM child") == 100
    assert count(*old, "SELECT count(*) FROM person WHERE note IS NULL") == 100
    assert count(*old, "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'trigger'") in {
        "told,other",
        "other,told",
    }
    assert count(*old, "PRAGMA user_version") == 2


def test_the_trap_is_real_with_foreign_keys_on_the_children_go_in_silence(old: tuple[OfficeFolder, Keys]) -> None:
    """What the connection of its own guards against: this is SQLite, not us."""
    folder, keys = old
    engine = lone_engine(folder.store, keys.key(Purpose.DATABASE), pragmas=("foreign_keys=ON",))
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE person")
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        connection.rollback()
    assert count(folder, keys, "SELECT count(*) FROM child") == 100


def test_the_store_is_backed_up_before_it_is_changed(
    old: tuple[OfficeFolder, Keys], scripts: Path, step: Step, tmp_path: Path
) -> None:
    step(REBUILD)
    current(old, scripts)
    copies = list(old[0].backups.glob("*.backup"))
    assert len(copies) == 1
    before = OfficeFolder(tmp_path / "davor")
    restore(copies[0], before, lambda path: Keys.open(path, USER, PASSWORD), AT, version=1)
    assert count(before, old[1], "PRAGMA user_version") == 1
    assert count(before, old[1], "SELECT count(*) FROM child") == 100


def untouched(old: tuple[OfficeFolder, Keys]) -> bool:
    with open_with(old[0], lambda: old[1], version=1) as store:
        return len(names(store)) == 100 and count(*old, "SELECT count(*) FROM child") == 100


def test_a_step_that_loses_rows_is_taken_back(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step('    op.execute("DELETE FROM child WHERE id > 60")')
    with pytest.raises(MigrationLostRows) as told:
        current(old, scripts)
    assert told.value.facts == {"table": "child", "before": 100, "after": 60}
    assert untouched(old)


def test_a_step_that_drops_a_table_is_taken_back(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step('    op.drop_table("child")')
    with pytest.raises(MigrationLostRows):
        current(old, scripts)
    assert untouched(old)


def test_a_step_that_says_so_may_change_rows(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step('    op.execute("DELETE FROM child WHERE id > 60")', changes='("child",)')
    step('    op.drop_table("trace")\n    op.execute("DROP TRIGGER told")', changes='("trace",)')
    current(old, scripts)
    assert count(*old, "SELECT count(*) FROM child") == 60
    assert count(*old, "PRAGMA user_version") == 3


def test_a_step_that_leaves_orphans_is_taken_back(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step('    op.execute("DELETE FROM person WHERE id > 60")', changes='("person",)')
    with pytest.raises(MigrationLostRows):
        current(old, scripts)
    assert untouched(old)


@pytest.mark.parametrize("body", ['    op.execute("SELECT * FROM nowhere")', "    raise KeyError", "    syntax("])
def test_a_step_that_fails_takes_everything_back(
    old: tuple[OfficeFolder, Keys], scripts: Path, step: Step, body: str
) -> None:
    step(REBUILD)
    step(body)
    with pytest.raises(MigrationFailed):
        current(old, scripts)
    assert untouched(old)


def test_an_older_store_in_use_is_not_changed(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step(REBUILD)
    with open_with(old[0], lambda: old[1], version=1), pytest.raises(OfficeInUse):
        current(old, scripts)
    assert untouched(old)


def test_a_wrong_password_changes_nothing(old: tuple[OfficeFolder, Keys], scripts: Path, step: Step) -> None:
    step(REBUILD)
    with pytest.raises(WrongPassword):
        open_current(old[0], by_password(old[0], USER, "不对"), AT, scripts=scripts)
    assert untouched(old)


def test_versions_are_compared_and_never_guessed(old: tuple[OfficeFolder, Keys]) -> None:
    with pytest.raises(StoreTooNew):
        open_with(old[0], lambda: old[1], version=0)
    with pytest.raises(StoreNeedsUpgrade):
        open_with(old[0], lambda: old[1], version=2)


def test_the_next_migration_is_drafted_from_the_models(scripts: Path) -> None:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    with engine.begin() as connection:
        build(connection, scripts)
        wanted = sa.MetaData()
        for table in TABLES.tables.values():
            table.to_metadata(wanted)
        sa.Table(
            "visit",
            wanted,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("on", sa.Date),
            sa.Column("more", MANY_SORTS),
        )
        assert ("add_table", "visit") in {
            (difference[0], difference[1].name) for difference in differences(connection, wanted)
        }
        path = draft(connection, wanted, "Keep visits", scripts)
    text = path.read_text("utf8")
    assert path.name == "0002_keep_visits.py"
    assert "op.create_table('visit'" in text
    assert "from sqlalchemy.dialects import postgresql" in text
    assert "down_revision = '0001'" in text
    compile(text, path.name, "exec")
    with engine.begin() as connection:
        build(connection, scripts)
        assert sa.inspect(connection).has_table("visit")
    engine.dispose()


def test_an_office_opens_after_it_was_carried_forward_twice(
    old: tuple[OfficeFolder, Keys], scripts: Path, step: Step
) -> None:
    for _ in range(2):
        step('    op.execute("CREATE INDEX IF NOT EXISTS ix ON person (name)")')
        current(old, scripts)
    with open_with(old[0], lambda: old[1], version=3) as store:
        save(store, "李四")
    assert len(list(old[0].backups.glob("*.backup"))) == 2
