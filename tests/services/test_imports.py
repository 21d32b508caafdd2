"""Households that a table brings: what is stored of them already, what changes, and whose record is whose."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.session import chain_problems
from centre_app.db.system import ImportedFile
from centre_app.services.finding import case_of
from centre_app.services.households import facts_of_household
from centre_app.services.imports import note_file, store_changes, stored_with
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.staging import ENCRYPTED
from tests.services.walking import HEAD, WIFE, Walk

pytestmark = ENCRYPTED

OLD_NUMBER = "621002700101001"


def members(walk: Walk) -> list[tuple[str, object]]:
    with walk.office.look() as look:
        return [(member.name, member.uid) for member in case_of(look, walk.case).household.members]


def test_everybody_of_a_stored_household_is_known_by_number_the_old_one_too(at: At) -> None:
    walk = at(CaseState.APPLIED)
    with walk.office.look() as look:
        stored = stored_with(look, [OLD_NUMBER, WIFE["id_number"], "621021201203083969"])
    assert set(stored) == {HEAD["id_number"], WIFE["id_number"]}
    assert {(one.number, one.state, one.living) for one in stored.values()} == {("L20260001", CaseState.APPLIED, True)}


def test_what_a_table_changes_goes_into_the_records_of_those_it_names(at: At) -> None:
    walk = at(CaseState.APPLIED)
    before = members(walk)

    def change(work: Work) -> Done:
        case = case_of(work, walk.case)
        facts = facts_of_household(case)
        head, wife = facts.people
        told = replace(facts, phone="19900000077", people=(replace(wife, employer="某某纺织厂"), head))
        store_changes(work, [(case.uid, told)])
        note_file(work, "roster", "0" * 64, {"change": 1}, take_over=False)
        return Done()

    walk.office.work("import", None, change)
    assert members(walk) == before[::-1]
    with walk.office.look() as look:
        facts = facts_of_household(case_of(look, walk.case))
        assert [person.employer for person in facts.people] == ["某某纺织厂", HEAD["employer"]]
        assert facts.phone == "19900000077"
        kept = look.session.scalars(sa.select(ImportedFile)).one()
        assert (kept.source, kept.outcome, kept.on) == ("roster", {"change": 1}, look.today)
        assert list(chain_problems(look.session)) == []
