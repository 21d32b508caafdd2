"""What a desk keeps: drafts of one person, what a page remembers, filters for everybody; none of it is a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.refusals.desk import ListLineTooLong, ListNameWrong
from centre_app.core.vocabulary.filing import Role
from centre_app.services import desk, trail
from centre_app.services.desk import SavedList
from centre_app.services.office import Office
from tests.services.conftest import Clock

AsRole = Callable[[Role], Office]


def test_a_draft_is_kept_until_it_is_dropped_and_the_newest_stands(office: Office, clock: Clock) -> None:
    assert desk.draft_of(office, "open-case") is None
    desk.keep_draft(office, "open-case", {"name": "张"})
    clock.set(date(2026, 3, 3))
    at = desk.keep_draft(office, "open-case", {"name": "张甲", "size": 2})
    draft = desk.draft_of(office, "open-case")
    assert draft == desk.Draft("open-case", {"name": "张甲", "size": 2}, at)
    assert at == clock()
    desk.drop_draft(office, "open-case")
    assert desk.drafts(office) == []


def test_drafts_are_each_persons_own_and_the_newest_comes_first(office: Office, as_role: AsRole, clock: Clock) -> None:
    desk.keep_draft(office, "visit", {"a": 1})
    clock.set(date(2026, 3, 3))
    desk.keep_draft(office, "notice", {"b": 2})
    other = as_role(Role.REVIEWER)
    desk.keep_draft(other, "visit", {"c": 3})
    assert [draft.record for draft in desk.drafts(office)] == ["notice", "visit"]
    assert [draft.values for draft in desk.drafts(other)] == [{"c": 3}]


def test_what_is_remembered_is_each_persons_own(office: Office, as_role: AsRole) -> None:
    desk.remember(office, "households.widths", [90, 140])
    desk.remember(office, "households.widths", [100, 140])
    desk.remember(office, "page", "households")
    assert desk.remembered(office) == {"households.widths": [100, 140], "page": "households"}
    assert desk.remembered(as_role(Role.REVIEWER)) == {}


def test_a_saved_filter_is_for_everybody_and_a_name_stands_once(office: Office, as_role: AsRole) -> None:
    desk.save_list(office, "households", "东街", "街道:东街")
    desk.save_list(office, "households", "上学", "致困原因:上学")
    other = as_role(Role.REVIEWER)
    desk.save_list(other, "households", " 东街 ", "街道:东街 状态:在档")
    desk.save_list(other, "visits", "东街", "东街")
    assert desk.saved_lists(office, "households") == [
        SavedList("上学", "致困原因:上学", "经办"),
        SavedList("东街", "街道:东街 状态:在档", "审核"),
    ]
    desk.drop_list(office, "households", "上学")
    assert [one.name for one in desk.saved_lists(office, "households")] == ["东街"]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [("", "张", ListNameWrong), ("长" * 21, "张", ListNameWrong), ("长", "张" * 201, ListLineTooLong)],
)
def test_a_filter_needs_a_name_and_an_end(office: Office, name: str, line: str, told: type) -> None:
    with pytest.raises(Refused) as refused:
        desk.save_list(office, "households", name, line)
    assert [type(one) for one in refused.value.objections] == [told]
    assert desk.saved_lists(office, "households") == []


def test_none_of_it_is_told_or_written_to_the_trail(office: Office) -> None:
    told: list[frozenset[str]] = []
    office.listeners.append(told.append)
    with office.look() as look:
        before = trail.newest_number(look)
    desk.keep_draft(office, "visit", {"a": 1})
    desk.remember(office, "page", "today")
    desk.save_list(office, "households", "东街", "街道:东街")
    with office.look() as look:
        assert trail.newest_number(look) == before
    assert told == []


def test_a_desk_saves_without_waiting_for_the_disk_and_acts_do_not(office: Office) -> None:
    if office.store.desk.dialect.name == "sqlite":
        with office.store.desk.connect() as mine, office.store.writing.connect() as acts:
            level = sa.text("PRAGMA synchronous")
            assert (mine.execute(level).scalar(), acts.execute(level).scalar()) == (1, 2)
