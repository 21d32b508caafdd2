"""The tables of 报表: each figure is the number of the households that its filter line lists, and the sums tie."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from centre_app.core.case_filter import read_filter
from centre_app.core.households import HEAD
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case, CaseMove
from centre_app.db.people import Household, HouseholdMember
from centre_app.services import bulk, search, tallies
from centre_app.services.office import Office
from centre_app.services.search import CaseQuery
from centre_app.services.tallies import Tally, TallyLine
from centre_app.services.work import Done, Look, Work

TOWNS = ("东街", "东 街", "东街新区", "", None, *(f"{name}镇" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"))
BORN = (date(1966, 3, 2), date(1966, 3, 3), date(1976, 3, 2), date(1997, 1, 1), date(1940, 5, 5), None)


@pytest.fixture
def filled(office: Office) -> Office:
    """Sixty-six households by lot, some approved and gone this year, with facts that are wanting or nearly alike."""
    bulk.fill(office, 66)

    def spread(work: Work) -> Done:
        active = work.session.scalars(sa.select(Case).where(Case.state == CaseState.ACTIVE).order_by(Case.id)).all()
        for at, case in enumerate(active):
            work.session.get_one(Household, case.household_id).town = TOWNS[at % len(TOWNS)]
            head = sa.select(HouseholdMember).where(HouseholdMember.household_id == case.household_id)
            person = work.session.scalars(head.where(HouseholdMember.relation == HEAD)).one()
            person.birth_date = BORN[at % len(BORN)]
            case.approved_on = (date(2026, 1, 1), date(2026, 3, 1), date(2025, 12, 31), None)[at % 4]
            case.main_cause = None if at % 9 == 0 else case.main_cause
            case.category = None if at % 7 == 0 else "dibao_household" if at % 5 == 0 else case.category
        gone = work.session.scalars(sa.select(CaseMove).where(CaseMove.state_after == CaseState.CLOSED)).all()
        for at, move in enumerate(gone):
            move.on = (date(2026, 2, 2), date(2025, 7, 1))[at % 2]
        return Done()

    office.work("import", None, spread)
    return office


def listed(look: Look, line: str) -> int:
    wanted = read_filter(line)
    return search.count(look, CaseQuery(words=wanted.words, states=wanted.states, fields=wanted.fields))


def every(look: Look, tally: Tally) -> list[TallyLine]:
    """All lines, each of whose figures was held against the list behind it."""
    for line in tally.lines:
        for figure, behind in zip(line.figures, line.filters, strict=True):
            if behind:
                assert (line.label, listed(look, behind)) == (line.label, figure)
    return list(tally.lines)


def test_each_figure_is_its_list_and_all_lines_are_all_households(filled: Office) -> None:
    with filled.look() as look:
        active = listed(look, "状态:在档")
        for table in (tallies.causes, tallies.categories, tallies.ages, tallies.streets):
            tally = table(look)
            assert every(look, tally)[-1].label == "未登记"
            assert (tally.heads, tally.total) == (("户",), (active,))


def test_ages_are_parted_on_the_birthday(filled: Office) -> None:
    with filled.look() as look:
        counts = {line.label: line.figures[0] for line in tallies.ages(look).lines}
        heads = sa.select(HouseholdMember.birth_date).join(Case, Case.household_id == HouseholdMember.household_id)
        born = look.session.scalars(heads.where(HouseholdMember.relation == HEAD, Case.state == CaseState.ACTIVE)).all()
    assert counts["60 岁以上"] == born.count(date(1966, 3, 2)) + born.count(date(1940, 5, 5))
    assert counts["50 至 59 岁"] == born.count(date(1966, 3, 3)) + born.count(date(1976, 3, 2))
    assert counts["29 岁以下"] == born.count(date(1997, 1, 1))
    assert counts["30 至 39 岁"] == 0


def test_streets_of_nearly_one_name_are_kept_apart_and_small_ones_stand_together(filled: Office) -> None:
    with filled.look() as look:
        lines = tallies.streets(look).lines
    words = [line.label for line in lines]
    assert {"东街", "东街新区"} <= set(words)
    assert "东 街" not in words
    assert words[-2] == "其他 2 个"
    assert lines[-2].filters == ("",)
    assert len(lines) == tallies.MOST_STREETS + 2


def test_a_year_begins_and_ends_with_figures_that_tie(filled: Office) -> None:
    with filled.look() as look:
        now, before = tallies.movement(look, 2026), tallies.movement(look, 2025)
        assert [line.label for line in every(look, now)] == ["一季度"]
        assert len(every(look, before)) == 4
        assert now.closing == listed(look, "状态:在档")
    assert now.heads == ("新建", "退出")
    for tally in (now, before):
        assert tally.opening is not None
        assert tally.opening + tally.total[0] - tally.total[1] == tally.closing
        assert min(tally.total) > 0
    assert before.closing == now.opening


def test_an_office_without_archives_has_no_lines_but_its_ages(office: Office) -> None:
    with office.look() as look:
        assert [table(look).lines for table in (tallies.causes, tallies.categories, tallies.streets)] == [(), (), ()]
        assert tallies.ages(look).total == (0,)
        assert tallies.movement(look, 2026).closing == 0
