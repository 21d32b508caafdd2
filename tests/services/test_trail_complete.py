"""No committed change of a record without its line: every test of this room is watched for it; here the watch is."""

from __future__ import annotations

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import CaseNote
from centre_app.db.system import Change
from tests.services.conftest import At
from tests.services.staging import ENCRYPTED
from tests.services.watching import TrailWatch

pytestmark = ENCRYPTED

NOTE = "insert into case_note (uid, case_id, \"on\", text) values (:uid, 1, '2026-03-02', '无据')"


def written_past_the_session(at: At, statement: str, *, commit: bool = True) -> None:
    walk = at(CaseState.APPLIED)
    with walk.office.store.writing.connect() as connection:
        connection.execute(sa.text(statement), {"uid": "0" * 32} if ":uid" in statement else {})
        if commit:
            connection.commit()


def test_the_watch_sees_a_record_that_was_inserted_past_the_trail(at: At, trail_watch: TrailWatch) -> None:
    written_past_the_session(at, NOTE)
    assert trail_watch.missing == ["insert of case_note: 1 written, 0 lines"]
    trail_watch.missing.clear()


def test_the_watch_sees_records_that_were_changed_and_deleted_past_the_trail(at: At, trail_watch: TrailWatch) -> None:
    written_past_the_session(at, "update household_member set name = '换名'")
    written_past_the_session(at, "delete from paper")
    assert [line.split(":")[0] for line in trail_watch.missing] == ["update of household_member", "delete of paper"]
    trail_watch.missing.clear()


def test_the_watch_forgets_what_was_rolled_back(at: At, trail_watch: TrailWatch) -> None:
    written_past_the_session(at, NOTE, commit=False)
    assert trail_watch.missing == []


def test_an_acts_lines_name_every_record_that_it_made(at: At) -> None:
    walk = at(CaseState.APPLIED)
    note = walk.act("add-note", case=walk.case, text="下周再来").key
    with walk.office.look() as look:
        lines = look.session.scalars(sa.select(Change).where(Change.record_uid == note)).all()
        stored = look.session.scalars(sa.select(CaseNote).where(CaseNote.uid == note)).one()
    assert [(line.table_name, line.kind) for line in lines] == [("case_note", "insert")]
    assert stored.text == "下周再来"
