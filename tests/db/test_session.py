"""The audit trail: every change has its line, every line its commitment, every act its link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from centre_app.db import migrate, session, tables
from centre_app.db.base import Record
from centre_app.db.engines.encrypted_sqlite import EncryptedSqlite
from centre_app.db.keys import Cost
from centre_app.db.people import Appointment, Household, HouseholdMember, Person, Unit
from centre_app.db.session import ChainProblem, LookSession, WorkSession, chain_problems
from centre_app.db.store import OfficeFolder, OpenStore, create, open_store
from centre_app.db.system import Act, Change
from centre_app.db.versions import newest_version

SEARCH_TABLES = ("case_index", "case_text")
"""Made from the records, and made again from them: nothing of their own that could be lost."""

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[OpenStore]:
    """A real store with the real tables."""
    folder = OfficeFolder(tmp_path / "office")
    create(
        folder,
        "经办",
        "口令一二三",
        build=migrate.build,
        version=newest_version(),
        training=True,
        cost=Cost(passes=1, memory=8 * 1024),
    )
    with open_store(folder, "经办", "口令一二三", version=newest_version()) as store:
        yield store


def work(store: OpenStore, name: str = "open-case") -> WorkSession:
    return WorkSession(store.writing, name=name, by_name="经办", at=NOW, given='{"case":"一"}')


def household() -> Household:
    return Household(
        address="某县某街道",
        total_income_y=Decimal("1200.50"),
        members=[HouseholdMember(position=0, name="张甲", initials="ZJ", relation="02", counted=True)],
    )


def save(store: OpenStore, *records: Record) -> None:
    with work(store) as session_:
        session_.add_all(records)
        session_.seal()
        session_.commit()


def lines(store: OpenStore) -> list[Change]:
    with LookSession(store.reading) as look:
        return list(look.scalars(sa.select(Change).order_by(Change.id)))


def test_an_inserted_record_has_a_line_with_all_it_says(real: OpenStore) -> None:
    save(real, household())
    first, second = lines(real)
    assert (first.table_name, first.kind, first.old) == ("household", "insert", None)
    assert first.new is not None
    told = json.loads(first.new)
    assert (told["address"], told["total_income_y"]) == ("某县某街道", "1200.50")
    assert "postcode" not in told
    assert second.table_name == "household_member"


def test_a_changed_record_has_a_line_with_old_and_new_of_what_changed(real: OpenStore) -> None:
    save(real, household())
    with work(real, "change-household") as session_:
        one = session_.scalars(sa.select(Household)).one()
        one.address = "某县另一街道"
        one.total_income_y = None
        session_.seal()
        session_.commit()
    line = lines(real)[-1]
    assert line.kind == "update"
    assert json.loads(line.old or "") == {"address": "某县某街道", "total_income_y": "1200.50"}
    assert json.loads(line.new or "") == {"address": "某县另一街道", "total_income_y": None}


def test_a_removed_record_has_a_line_with_what_it_said(real: OpenStore) -> None:
    save(real, household())
    with work(real, "change-household") as session_:
        session_.delete(session_.scalars(sa.select(Household)).one())
        session_.seal()
        session_.commit()
    removed = [line for line in lines(real) if line.kind == "delete"]
    assert {line.table_name for line in removed} == {"household", "household_member"}
    assert all(line.new is None and line.old for line in removed)


def test_a_record_set_to_what_it_was_leaves_no_line(real: OpenStore) -> None:
    save(real, household())
    before = len(lines(real))
    with work(real, "change-household") as session_:
        one = session_.scalars(sa.select(Household)).one()
        one.address = "别处"
        one.address = "某县某街道"
        session_.seal()
        session_.commit()
    assert len(lines(real)) == before


def test_many_rows_go_in_with_their_lines(real: OpenStore) -> None:
    with work(real, "import") as session_:
        session_.add_many(Unit, {})
        session_.add_many(Unit, {"name": [f"单位{n}" for n in range(50)], "kind": ["community"] * 50})
        session_.seal()
        session_.commit()
        assert session_.touched == {"unit"}
    assert len(lines(real)) == 50
    with LookSession(real.reading) as look:
        assert look.scalar(sa.select(sa.func.count()).select_from(Unit)) == 50
        assert list(chain_problems(look)) == []


def test_every_table_of_records_is_followed_and_nothing_else_is(real: OpenStore) -> None:
    of_the_trail, of_a_search = {"act", "change_line"}, {"case_index", "case_text"}
    of_a_desk = {"draft", "remembered", "saved_list"}
    plain = of_the_trail | of_a_search | of_a_desk
    assert set(tables.metadata.tables) == set(tables.RECORDS) | plain


def test_the_chain_holds_over_many_acts_and_from_any_of_them(real: OpenStore) -> None:
    for number in range(4):
        save(real, Unit(name=f"单位{number}", kind="community"))
    with LookSession(real.reading) as look:
        assert list(chain_problems(look)) == []
        assert list(chain_problems(look, after=2)) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ('UPDATE change_line SET new = \'{"name":"别的"}\' WHERE act_number = 2', ChainProblem(2, "change")),
        ("UPDATE change_line SET kind = 'update' WHERE act_number = 2", ChainProblem(2, "hash")),
        ("DELETE FROM change_line WHERE act_number = 2", ChainProblem(2, "hash")),
        ("UPDATE act SET by_name = '别人' WHERE number = 2", ChainProblem(2, "hash")),
        ("UPDATE act SET given = '{}' WHERE number = 2", ChainProblem(2, "given")),
        ("UPDATE act SET at = '2026-03-03 00:00:00.000000' WHERE number = 2", ChainProblem(2, "hash")),
    ],
)
def test_a_changed_line_is_found_where_it_was_changed(real: OpenStore, statement: str, problem: ChainProblem) -> None:
    for number in range(3):
        save(real, Unit(name=f"单位{number}", kind="community"))
    with real.writing.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(statement)
    with LookSession(real.reading) as look:
        assert next(iter(chain_problems(look))) == problem


def test_a_missing_act_is_found(real: OpenStore) -> None:
    for number in range(3):
        save(real, Unit(name=f"单位{number}", kind="community"))
    with real.writing.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM change_line WHERE act_number = 2")
        connection.exec_driver_sql("DELETE FROM act WHERE number = 2")
    with LookSession(real.reading) as look:
        assert ChainProblem(2, "missing") in list(chain_problems(look))


def test_values_can_be_erased_and_the_chain_still_holds(real: OpenStore) -> None:
    save(real, household())
    with real.writing.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE change_line SET old = NULL, new = NULL, salt = NULL")
        connection.exec_driver_sql("UPDATE act SET given = NULL, salt = NULL")
    with LookSession(real.reading) as look:
        assert list(chain_problems(look)) == []


def test_equal_values_have_different_commitments(real: OpenStore) -> None:
    save(real, Unit(name="单位一", kind="community"))
    save(real, Unit(name="单位二", kind="community"))
    assert len({line.commitment for line in lines(real)}) == 2
    assert session.commitment(b"x", None) != session.commitment(b"x", "")


def test_a_reader_cannot_write(real: OpenStore) -> None:
    with LookSession(real.reading) as look:
        look.add(Unit(name="单位", kind="community"))
        with pytest.raises(AssertionError, match="reader"):
            look.flush()


def test_what_was_rolled_back_leaves_no_act(real: OpenStore) -> None:
    with work(real) as session_:
        session_.add(Unit(name="单位", kind="community"))
        session_.flush()
    with LookSession(real.reading) as look:
        assert look.scalar(sa.select(sa.func.count()).select_from(Act)) == 0
    assert lines(real) == []


def test_a_stale_save_is_refused(real: OpenStore) -> None:
    save(real, Unit(name="单位", kind="community"))
    with LookSession(real.reading) as look:
        old = look.scalars(sa.select(Unit)).one()
        look.expunge(old)
    with work(real) as session_:
        session_.scalars(sa.select(Unit)).one().phone = "0934-0000000"
        session_.seal()
        session_.commit()
    old.phone = "0934-0000001"
    with work(real) as session_:
        session_.add(old)
        with pytest.raises(StaleDataError):
            session_.flush()


def test_money_days_and_moments_come_back_as_they_went_in(real: OpenStore) -> None:
    person = Person(name="甲", initials="J")
    unit = Unit(name="单位", kind="community")
    save(real, household(), person, unit)
    save(real, Appointment(person_id=1, unit_id=1, post="chair", from_on=date(2026, 1, 1), until_on=None))
    with LookSession(real.reading) as look:
        assert look.scalars(sa.select(Household.total_income_y)).one() == Decimal("1200.50")
        assert look.scalars(sa.select(Appointment.from_on)).one() == date(2026, 1, 1)
        assert look.scalars(sa.select(Act.at).where(Act.number == 1)).one() == NOW


def test_the_migrations_build_what_the_models_say(real: OpenStore) -> None:
    with real.reading.connect() as connection:
        assert migrate.differences(connection, tables.metadata) == []
    assert isinstance(real.database, EncryptedSqlite)


@pytest.mark.parametrize("table", sorted(tables.metadata.tables))
def test_every_table_and_index_compiles_for_postgresql(table: str) -> None:
    dialect = sa.create_mock_engine("postgresql+psycopg://", lambda *_: None).dialect
    made = tables.metadata.tables[table]
    assert f"CREATE TABLE {table}" in str(sa.schema.CreateTable(made).compile(dialect=dialect))
    for index in made.indexes:
        assert "CREATE" in str(sa.schema.CreateIndex(index).compile(dialect=dialect))
