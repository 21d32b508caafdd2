"""走访: the list of visits, and what the form of one is filled in with and hands in."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import BudgetLine, Paper
from centre_app.services.given import given_from
from centre_app.services.means_tests import SetBudgetLine
from centre_app.services.visit_rounds import Round, hand_in, rounds, visit_paper
from centre_app.services.visits import RecordVisit
from tests.services.conftest import At
from tests.services.walking import Walk


def listed(walk: Walk) -> list[Round]:
    with walk.office.look() as look:
        return rounds(look)


def test_who_was_not_seen_is_due_and_a_visit_grows_too_old(at: At) -> None:
    [row] = listed(at(CaseState.APPLIED))
    assert (row.head, row.visited_on, row.days_left, row.due) == ("张甲", None, None, True)
    walk = at(CaseState.SURVEYED)
    [row] = listed(walk)
    assert row.days_left is not None
    assert not row.due
    assert row.place == "柳树社区"
    walk.clock.set(walk.office.today + timedelta(days=row.days_left + 1))
    [row] = listed(walk)
    assert row.due


def test_who_is_further_on_is_not_listed(at: At) -> None:
    assert listed(at(CaseState.ACTIVE)) == []


def test_the_form_begins_with_the_householder(at: At) -> None:
    walk = at(CaseState.APPLIED)
    with walk.office.look() as look:
        paper = visit_paper(look, walk.case)
        gone = visit_paper(look, 999_999)
    assert gone is None
    assert paper is not None
    assert (paper.needed, paper.against, paper.beginning["person_met"]) == (2, "", "张甲")
    assert len(paper.people) > 2


def visit(walk: Walk) -> RecordVisit:
    surveyors = [walk.people["surveyor1"], walk.people["surveyor2"]]
    plain = {"case": walk.case, "surveyors": surveyors, "person_met": "张甲", "signed_how": "signature"}
    return given_from(RecordVisit, plain)


def test_lines_and_scan_are_handed_in_with_the_visit(at: At) -> None:
    walk = at(CaseState.APPLIED)
    plain = {"case": walk.case, "kind": "wage", "amount": "1950.00", "period": "monthly"}
    hand_in(walk.office, visit(walk), [given_from(SetBudgetLine, plain)], frozenset(), walk.photo)
    assert walk.state is CaseState.SURVEYED
    with walk.office.look() as look:
        assert look.session.scalars(sa.select(BudgetLine.kind)).all() == ["wage"]
        assert "visit_form" in look.session.scalars(sa.select(Paper.kind)).all()


def test_a_visit_alone_leaves_the_sheet_as_it_is(at: At) -> None:
    walk = at(CaseState.APPLIED)
    hand_in(walk.office, visit(walk), [], frozenset(), None)
    assert walk.state is CaseState.SURVEYED
    with walk.office.look() as look:
        assert look.session.scalars(sa.select(BudgetLine.kind)).all() == []
