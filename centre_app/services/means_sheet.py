"""算: the sheet of a household as its page shows and keeps it: everything a reckoning rests on, and its lines whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import sqlalchemy as sa
from pydantic_core import to_jsonable_python

from centre_app.core import filing as rule
from centre_app.core import means_test
from centre_app.core.households import HEAD
from centre_app.core.refusals import Refused, Told
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import BudgetLine
from centre_app.db.rows import canonical
from centre_app.services.filing import facts_of, require
from centre_app.services.finding import case_of
from centre_app.services.means_facts import changed_since, means_facts
from centre_app.services.means_tests import SetBudgetLine, set_budget_line
from centre_app.services.office import Office
from centre_app.services.printing import latest_test_of
from centre_app.services.search import case_uid
from centre_app.services.work import Done, Look, Work

__all__ = ["MeansSheet", "Outcome", "keep_lines", "means_sheet", "outcome"]

Outcome: TypeAlias = means_test.Reckoning | tuple[Told, ...]
"""A reckoning, or everything in the facts that cannot be reckoned with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansSheet:
    """A household on the page 算账: who it is, what its reckoning rests on, what was reckoned last."""

    case: str
    head: str
    number: str
    state: CaseState
    facts: means_test.MeansFacts
    remarks: Mapping[str, str]
    """The note of each budget line by its key."""
    version: int
    """Of the last reckoning; 0 where there is none."""
    changed: tuple[str, ...]
    """What reads otherwise since then, in words."""
    against: Mapping[str, str]
    """Why an act cannot be done now, in sentences; acts that can are left out."""


_ACTS = ("record-visit", "set-budget-line", "record-finding", "run-means-test")


def means_sheet(look: Look, key: int | str) -> MeansSheet | None:
    """The sheet of a case, by its key in lists or any other; nothing where it is gone."""
    uid = case_uid(look, key) if isinstance(key, int) else key
    if uid is None:
        return None
    case = case_of(look, uid)
    test = latest_test_of(look, case)
    lines = look.session.scalars(sa.select(BudgetLine).where(BudgetLine.case_id == case.id))
    filing = facts_of(look, case)
    stops = {act: [told for told in rule.objections(act, filing, look) if told.stops] for act in _ACTS}
    return MeansSheet(
        case=str(case.uid),
        head=next((member.name for member in case.household.members if member.relation == HEAD), ""),
        number=case.archive_no or case.local_no,
        state=CaseState(case.state),
        facts=means_facts(look, case),
        remarks={str(line.uid): line.remark or "" for line in lines},
        version=test.number if test else 0,
        changed=changed_since(look, case, test) if test else (),
        against={act: "".join(told.sentence for told in found) for act, found in stops.items() if found},
    )


def outcome(look: Look, facts: means_test.MeansFacts) -> Outcome:
    """What these facts would come to by the rules of their day; nothing is stored."""
    try:
        return means_test.reckon(facts, look.rules_on(facts.applied_on))
    except Refused as refused:
        return refused.objections


def keep_lines(office: Office, case: str, lines: Sequence[SetBudgetLine], known: frozenset[str]) -> Done:
    """登记收支: the whole sheet in one act, its lines in their order.

    ``known`` are the keys of the lines that the sheet began with: those it has no more are taken out, and what
    somebody else has added since stays.
    """
    given = canonical(to_jsonable_python({"case": case, "lines": lines}))
    return office.work("set-budget-line", given, lambda work: _kept(work, case, lines, known))


def _kept(work: Work, key: str, lines: Sequence[SetBudgetLine], known: frozenset[str]) -> Done:
    case = case_of(work, key)
    require(work, case, "set-budget-line")
    stored = list(work.session.scalars(sa.select(BudgetLine).where(BudgetLine.case_id == case.id)))
    gone = known - {line.line for line in lines}
    for line in stored:
        if str(line.uid) in gone:
            work.session.delete(line)
    places = {set_budget_line(work, line).key: place for place, line in enumerate(lines, start=1)}
    for line in work.session.scalars(sa.select(BudgetLine).where(BudgetLine.uid.in_(places))):
        line.position = places[line.uid]
    work.session.flush()
    return Done(key=case.uid, number=case.local_no, case=case.uid, state=case.state)
