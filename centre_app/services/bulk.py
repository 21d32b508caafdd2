"""Stores of any size, filled with invented households: to measure with, and to see that nothing grows slow.

The rows go in through the same audited door as an import, some thousands with each act, so that memory stays flat.
Archives in the files are taken over (承接旧档): nobody visited these people, and the store says so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa

from centre_app.core.households import HouseholdFacts
from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals import Refused
from centre_app.core.refusals import demo as no
from centre_app.core.vocabulary.filing import CaseState, Post, UnitKind
from centre_app.core.vocabulary.household import HardshipCategory
from centre_app.db.filing import Case, CaseMove
from centre_app.db.pairing import Pairing
from centre_app.db.people import Appointment, Household, HouseholdMember, Unit
from centre_app.db.rows import by_column
from centre_app.services import search
from centre_app.services.imports import case_row, household_columns, member_columns
from centre_app.services.inventing import Inventor
from centre_app.services.numbers import next_numbers
from centre_app.services.office import Office
from centre_app.services.work import Done, Work

__all__ = ["AN_ACT", "fill"]

AN_ACT: Final = 2000
"""Households with one act: few enough for memory, enough that the sync of a commit costs nothing."""
YEARS_BACK: Final = 6
ARCHIVE_DIGITS: Final = 6

_STATES: Final = {
    CaseState.ACTIVE: 70,
    CaseState.CLOSED: 18,
    CaseState.DRAFT: 5,
    CaseState.APPLIED: 4,
    CaseState.WITHDRAWN: 2,
    CaseState.REFUSED: 1,
}
"""How often a state occurs among a hundred."""
_ARCHIVED: Final = frozenset({CaseState.ACTIVE, CaseState.CLOSED})


@dataclass(frozen=True, slots=True)
class _Lot:
    """One case by lot: whose it is, in which state it came to be, and since when."""

    facts: HouseholdFacts
    state: CaseState
    opened_on: date


def fill(
    office: Office,
    households: int,
    *,
    seed: int = 1,
    inventor: Inventor | None = None,
    an_act: int = AN_ACT,
    progress: Progress = SILENT,
) -> None:
    """Put so many invented households into an office for training, ``an_act`` of them with each act.

    Raises:
        Refused: the office is a real one.
        Cancelled: the clerk stopped it; the acts that were done stay.
    """
    if not office.training:
        raise Refused([no.OnlyForTraining()])
    draw = random.Random(seed)
    inventor = inventor or Inventor(seed, office.today, (office.fact("area"),))
    lots = _lots(inventor, draw, households, office.today)
    done = 0
    while some := list(islice(lots, an_act)):
        progress.step(done, households)
        office.work("import", None, partial(_store, lots=some, draw=draw))
        search.settle(office)
        done += len(some)
    progress.step(done, households)


def _lots(inventor: Inventor, draw: random.Random, count: int, today: date) -> Iterator[_Lot]:
    states, weights = list(_STATES), list(_STATES.values())
    categories = list(HardshipCategory)
    span = YEARS_BACK * 365
    for number, facts in enumerate(inventor.households(count)):
        state = draw.choices(states, weights)[0]
        opened_on = today - timedelta(days=span - span * number // count)
        category = draw.choice(categories) if state in _ARCHIVED else None
        yield _Lot(replace(facts, hardship_category=category), state, opened_on)


def _store(work: Work, lots: Sequence[_Lot], draw: random.Random) -> Done:
    session = work.session
    household_ids = session.reserve(Household, len(lots))
    case_ids = session.reserve(Case, len(lots))
    households = [lot.facts for lot in lots]
    session.add_many(Household, household_columns(household_ids, households))
    session.add_many(HouseholdMember, member_columns(household_ids, households))
    cases = list(_cases(work, lots, case_ids, household_ids, draw))
    session.add_many(Case, by_column(cases))
    session.add_many(CaseMove, by_column([_moved(work, case) for case in cases if case["state"] != CaseState.DRAFT]))
    session.add_many(Pairing, by_column(list(_paired(work, cases, draw))))
    return Done()


def _cases(
    work: Work, lots: Sequence[_Lot], case_ids: Sequence[int], household_ids: Sequence[int], draw: random.Random
) -> Iterator[dict[str, Any]]:
    year = lots[0].opened_on.year
    units = _of_kind(work, UnitKind.TOWNSHIP_UNION)
    communities = _of_kind(work, UnitKind.COMMUNITY)
    numbers = next_numbers(work, f"L{year}", len(lots), ARCHIVE_DIGITS)
    archives = iter(next_numbers(work, f"{work.area}{year}", len(lots), ARCHIVE_DIGITS))
    for lot, id_, household_id, number in zip(lots, case_ids, household_ids, numbers, strict=True):
        archived = lot.state in _ARCHIVED
        row = case_row(work, lot.facts, id_, household_id, number, on=lot.opened_on, state=lot.state)
        yield {
            **row,
            "archive_no": next(archives) if archived else None,
            "taken_over": archived,
            "applied_on": None if lot.state is CaseState.DRAFT else lot.opened_on,
            "filing_unit_id": draw.choice(units) if units else None,
            "community_id": draw.choice(communities) if communities else None,
        }


def _of_kind(work: Work, kind: UnitKind) -> list[int]:
    return list(work.session.scalars(sa.select(Unit.id).where(Unit.kind == kind).order_by(Unit.id)))


def _moved(work: Work, case: dict[str, Any]) -> dict[str, Any]:
    return {
        "case_id": case["id"],
        "act": work.session.act.name,
        "state_before": CaseState.DRAFT,
        "state_after": case["state"],
        "on": case["opened_on"],
        "reason": None,
    }


def _paired(work: Work, cases: Sequence[dict[str, Any]], draw: random.Random) -> Iterator[dict[str, Any]]:
    """Whoever is in the files has a cadre of the union, where there are any."""
    cadres = list(
        work.session.scalars(
            sa.select(Appointment.person_id).where(Appointment.post == Post.CADRE).order_by(Appointment.id)
        )
    )
    for case in cases:
        if cadres and case["state"] is CaseState.ACTIVE:
            yield {
                "case_id": case["id"],
                "cadre_id": draw.choice(cadres),
                "from_on": case["opened_on"],
                "until_on": None,
                "end_reason": None,
            }
