"""The two sums, kept apart: the household's budget gap, and the net income that the category hangs on.

The gap holds everything that came in and went out. The net holds only the income that counts and the rigid spending
that may be deducted; daily living is never part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from centre_app.core.rules import Rules
from centre_app.core.vocabulary.household import LabourCapacity
from centre_app.core.vocabulary.means import AssetKind, FindingStatus, LineKind, Section
from centre_app.core.vocabulary.standards import Sex

from .facts import ZERO, BudgetLine, MeansFacts, MeansPerson

__all__ = ["MONTHS", "Imputed", "Sums", "in_working_age", "income_counts", "is_zero_employment", "sums_of"]

MONTHS: Final = 12
"""The months of the window; every yearly figure covers exactly these."""

_EARNED: Final = (LineKind.WAGE, LineKind.BUSINESS)
SCHOOLING: Final = (LineKind.SCHOOLING, LineKind.COMPULSORY_SCHOOLING, LineKind.MIXED_SCHOOLING)
"""Kinds that share one cap per student."""


@dataclass(frozen=True, slots=True)
class Imputed:
    """A wage that is taken as earned: what of the local minimum wage the person did not really earn."""

    person: MeansPerson
    monthly: Decimal
    earned: Decimal
    yearly: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Yearly amounts in yuan; none of them is rounded."""

    heads: int
    income_all: Decimal
    """Everything that came in: all income lines and all union aid of the window."""
    living: Decimal
    rigid_all: Decimal
    """Rigid spending as it was paid, after aid for the same cost."""
    income: Decimal
    """What counts for the test, union aid and imputed wages among it."""
    aid: Decimal
    """Union aid of the window that counts."""
    imputed: tuple[Imputed, ...]
    rigid_by_kind: dict[LineKind, Decimal]
    """What is deducted, after split and cap."""
    accident: Decimal
    money: Decimal
    """Savings and net investment assets of the findings that are not false."""

    @property
    def spending(self) -> Decimal:
        """Everything that went out."""
        return self.rigid_all + self.living

    @property
    def gap(self) -> Decimal:
        """The household budget gap: spending minus income; below nought there is a surplus."""
        return self.spending - self.income_all

    @property
    def rigid(self) -> Decimal:
        """Everything that is deducted."""
        return sum(self.rigid_by_kind.values(), ZERO)

    @property
    def net(self) -> Decimal:
        """Counting income minus deductible rigid spending, in the twelve months."""
        return self.income - self.rigid


def income_counts(kind: LineKind, rules: Rules) -> bool:
    """Whether income of this class enters the test."""
    return rules.union_aid_counts if kind is LineKind.UNION_AID else kind in rules.income_counts


def in_working_age(person: MeansPerson, on: date, rules: Rules) -> bool:
    """Whether the person is of working age on a day; a person without a birth date is not."""
    age = person.age_on(on)
    end = rules.working_age_to_women if person.sex is Sex.FEMALE else rules.working_age_to_men
    return age is not None and rules.working_age_from <= age < end


def is_zero_employment(facts: MeansFacts, rules: Rules) -> bool:
    """零就业家庭: somebody could work, and nobody does: no job, no wage, no business."""
    able = any(
        person.capacity is LabourCapacity.FULL
        and not person.studies
        and in_working_age(person, facts.applied_on, rules)
        for person in facts.counted
    )
    earning = any(line.kind in _EARNED and line.yearly for line in facts.counted_lines)
    return able and not earning and not any(person.at_work for person in facts.counted)


def sums_of(facts: MeansFacts, rules: Rules, heads: int | None = None) -> Sums:
    """Both sums from the facts. ``heads`` asks what if the household had another size and the same money."""
    lines = facts.counted_lines
    incomes = [line for line in lines if line.kind.section is Section.INCOME]
    rigid = [line for line in lines if line.kind.section is Section.RIGID]
    aid = facts.aid_in_window
    aid_counts = sum((item.amount for item in aid if not item.festival_gift), ZERO) * rules.union_aid_counts
    imputed = _imputed(facts, incomes, rules)
    return Sums(
        heads=len(facts.counted) if heads is None else heads,
        income_all=_yearly(incomes) + sum((item.amount for item in aid), ZERO),
        living=_yearly(line for line in lines if line.kind.section is Section.LIVING),
        rigid_all=_yearly(rigid),
        income=_yearly(line for line in incomes if income_counts(line.kind, rules))
        + aid_counts
        + sum((item.yearly for item in imputed), ZERO),
        aid=aid_counts,
        imputed=imputed,
        rigid_by_kind=_deducted(rigid, incomes, rules),
        accident=sum((accident.own_cost for accident in facts.counted_accidents), ZERO),
        money=sum(
            (
                finding.detail.amount
                for finding in facts.counted_findings
                if finding.kind is AssetKind.MONEY and finding.status is not FindingStatus.FALSE_MATCH
            ),
            ZERO,
        ),
    )


def _yearly(lines: Iterable[BudgetLine]) -> Decimal:
    return sum((line.yearly for line in lines), ZERO)


def _imputed(facts: MeansFacts, incomes: list[BudgetLine], rules: Rules) -> tuple[Imputed, ...]:
    """Working age, able, not studying, jobless: the local minimum wage unless proved otherwise (江门 2025)."""
    if rules.imputed_wage is None:
        return ()
    wage = rules.imputed_wage
    found = []
    for person in facts.counted:
        able = person.capacity is LabourCapacity.FULL and in_working_age(person, facts.applied_on, rules)
        if able and person.jobless and not person.studies and not person.imputation_disproved_by:
            earned = _yearly(line for line in incomes if line.person == person.uid and line.kind in _EARNED)
            found.append(Imputed(person, wage, earned, max(ZERO, wage * MONTHS - earned)))
    return tuple(found)


def _deducted(rigid: list[BudgetLine], incomes: list[BudgetLine], rules: Rules) -> dict[LineKind, Decimal]:
    """What each kind of rigid spending takes off, after the caps of the place."""
    spent: dict[tuple[LineKind, str | None], Decimal] = {}
    for line in rigid:
        place = line.kind, line.person
        spent[place] = spent.get(place, ZERO) + line.yearly_deductible
    room: dict[str | None, Decimal] = {}
    left: dict[LineKind, Decimal] = {}
    for kind in rules.rigid_counts:
        for (_, person), amount in ((place, amount) for place, amount in spent.items() if place[0] is kind):
            allowed = amount
            if kind in SCHOOLING and rules.schooling_cap is not None:
                allowed = min(amount, room.get(person, rules.schooling_cap))
                room[person] = room.get(person, rules.schooling_cap) - allowed
            if kind is LineKind.JOB and rules.job_cost_share is not None:
                allowed = min(amount, rules.job_cost_share * _wages(incomes, person))
            left[kind] = left.get(kind, ZERO) + allowed
    if rules.housing_cap is not None and LineKind.HOUSING in left:
        left[LineKind.HOUSING] = min(left[LineKind.HOUSING], rules.housing_cap)
    return left


def _wages(incomes: list[BudgetLine], person: str | None) -> Decimal:
    """The wages of a person in the window; of everybody where the cost is the household's."""
    return _yearly(line for line in incomes if line.kind is LineKind.WAGE and person in (None, line.person))
