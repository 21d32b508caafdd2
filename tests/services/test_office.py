"""One act is one transaction: what another has just saved, what cannot be noted outside, who is told."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.system import Act
from centre_app.services.finding import case_of
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.saying import objections
from tests.services.staging import ENCRYPTED
from tests.services.walking import Walk

pytestmark = ENCRYPTED


def count(walk: Walk) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(Act))


def test_what_another_has_just_saved_is_not_written_over(at: At) -> None:
    walk = at(CaseState.APPLIED)
    before = count(walk)

    def late(work: Work) -> Done:
        """Between reading and writing the record moves on; below the program, where no act can come between."""
        case = case_of(work, walk.case)
        work.session.connection().exec_driver_sql("UPDATE case_file SET version = version + 1")
        case.main_cause = "schooling"
        return Done(case=case.uid)

    [told] = objections(partial(walk.office.work, "change-case", None, late))
    assert str(told) == "这条记录刚被别人改动，您的修改没有保存。请重新打开，看过新内容后再改。"
    assert count(walk) == before


def test_an_act_that_cannot_be_noted_outside_the_store_is_done_and_says_so(at: At) -> None:
    walk = at(CaseState.APPLIED)
    before = count(walk)
    [head] = walk.folder.rglob("office.head")
    head.unlink()
    head.mkdir()
    done = walk.act("add-note", case=walk.case, text="备注")
    assert [told.code for told in done.cautions] == ["HeadUnwritten"]
    assert count(walk) == (before or 0) + 1


def test_who_shows_something_is_told_which_tables_an_act_touched(at: At) -> None:
    walk = at(CaseState.APPLIED)
    told: list[frozenset[str]] = []
    walk.office.listeners.append(told.append)
    walk.act("add-note", case=walk.case, text="备注")
    assert told == [frozenset({"case_note"})]
