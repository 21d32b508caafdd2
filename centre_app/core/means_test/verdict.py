"""From the sums to the category. Every comparison is made by multiplying, so nothing is rounded before it is judged."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centre_app.core.rules import Limit, Rules
from centre_app.core.vocabulary.household import HardshipCategory, OldCategory
from centre_app.core.vocabulary.means import Category, VerdictReason
from centre_app.core.vocabulary.rules import AccidentMode, Bars, CategoryScheme, MigrantTerms, Operator

from .exclusions import Hit, hits_of
from .facts import ZERO, MeansFacts
from .sums import MONTHS, Sums, sums_of

__all__ = [
    "Border",
    "Comparison",
    "Verdict",
    "accident_holds",
    "borders",
    "category_of",
    "comparisons",
    "judge",
    "migrant_terms_hold",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The category, or none, and why."""

    category: Category | None
    reason: VerdictReason
    unbarred: Category | None
    """What it would be without the excluding conditions."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One amount against a band of multiples of a unit: all that the category hangs on, but for plain facts."""

    amount: Decimal
    limit: Limit
    unit: Decimal

    @property
    def holds(self) -> bool:
        """Whether the amount lies in the band."""
        return self.limit.holds(self.amount, self.unit)

    @property
    def borders(self) -> tuple[Border, ...]:
        """Its upper border, and its lower one if it has one."""
        upper = Border(self.amount - self.limit.times * self.unit, at_nought=self.limit.operator is Operator.BELOW)
        if self.limit.above is None:
            return (upper,)
        return upper, Border(self.amount - self.limit.above * self.unit, at_nought=False)


@dataclass(frozen=True, slots=True)
class Border:
    """How far an amount has passed something, in yuan, and whether touching it counts as having passed."""

    past: Decimal
    at_nought: bool

    @property
    def passed(self) -> bool:
        """Whether the amount is on the far side."""
        return self.past > 0 or (self.at_nought and not self.past)


def judge(facts: MeansFacts, rules: Rules, sums: Sums, hits: tuple[Hit, ...]) -> Verdict:
    """The category by the scheme of the day (a rule that differs in kind is a function of its own)."""
    standing = [hit.bars for hit in hits if hit.stands]
    scheme = _SCHEMES[rules.category_scheme]
    unbarred, reason = scheme(facts, rules, sums, deep_open=True)
    if unbarred is not None and not migrant_terms_hold(facts, rules):
        return Verdict(None, VerdictReason.MIGRANT_TERMS, unbarred)
    if unbarred is None or not standing:
        return Verdict(unbarred, reason, unbarred)
    if Bars.ALL in standing:
        return Verdict(None, VerdictReason.EXCLUDED, unbarred)
    category, reason = scheme(facts, rules, sums, deep_open=False)
    return Verdict(category, VerdictReason.EXCLUDED if category is None else reason, unbarred)


def category_of(facts: MeansFacts, rules: Rules, heads: int | None = None) -> Category | None:
    """Only the category: what turning points ask many times over."""
    sums = sums_of(facts, rules, heads)
    return judge(facts, rules, sums, hits_of(facts, rules, sums.heads)).category


def comparisons(facts: MeansFacts, rules: Rules, sums: Sums) -> tuple[Comparison, ...]:
    """Every comparison that the scheme of the day may make. The category changes only where one of them flips."""
    unit = rules.line_for(facts.settlement) * sums.heads * MONTHS
    if rules.category_scheme is CategoryScheme.OLD:
        after_accident = sums.income - sums.accident
        return (
            Comparison(sums.income, rules.old_dibao_limit, unit),
            Comparison(sums.income, rules.old_near_income_limit, unit),
            Comparison(sums.net, rules.old_near_net_limit, unit),
            Comparison(sums.income, rules.old_accident_income_limit, unit),
            Comparison(after_accident, rules.old_accident_net_limit, unit),
            Comparison(after_accident + sums.money, rules.old_accident_net_limit, unit),
        )
    bands = (rules.deep_limit, rules.relative_limit, rules.accident_limit)
    return tuple(Comparison(sums.net, band, unit) for band in bands if band is not None)


def borders(facts: MeansFacts, rules: Rules) -> tuple[Border, ...]:
    """Every border that the category can hang on, as seen from the facts. One amount that grows passes each once."""
    sums = sums_of(facts, rules)
    compared = (border for comparison in comparisons(facts, rules, sums) for border in comparison.borders)
    return *compared, *_event_borders(facts, rules, sums)


def _event_borders(facts: MeansFacts, rules: Rules, sums: Sums) -> tuple[Border, ...]:
    share = rules.accident_cost_share or Decimal(1)
    if rules.category_scheme is CategoryScheme.OLD:
        return (Border(sums.accident, at_nought=False),)
    if rules.accident_mode is AccidentMode.QUALITATIVE:
        still = (accident.own_cost for accident in facts.counted_accidents if accident.still_in_hardship)
        return (Border(sum(still, ZERO), at_nought=False),)
    if rules.accident_mode is AccidentMode.COST_SHARE:
        return (Border(sums.accident - share * sums.income, at_nought=False),)
    if rules.accident_mode is AccidentMode.RIGID_SHARE:
        return Border(sums.rigid, at_nought=False), Border(sums.rigid - share * sums.income, at_nought=True)
    return ()


def accident_holds(facts: MeansFacts, rules: Rules, sums: Sums) -> bool:
    """Whether the place's conditions of 意外致困 are met, apart from the better categories and the exclusions."""
    mode = rules.accident_mode
    share = rules.accident_cost_share or Decimal(1)
    if mode is AccidentMode.QUALITATIVE:
        return any(accident.own_cost > 0 and accident.still_in_hardship for accident in facts.counted_accidents)
    if mode is AccidentMode.COST_SHARE:
        casualty = any(accident.casualty_of_major_event for accident in facts.counted_accidents)
        return casualty or sums.accident > share * sums.income
    if mode is AccidentMode.RIGID_SHARE:
        return sums.rigid > 0 and sums.rigid >= share * sums.income
    if mode is AccidentMode.NET_BAND and rules.accident_limit is not None and not facts.low_income_is_cause:
        return rules.accident_limit.holds(sums.net, rules.line_for(facts.settlement) * sums.heads * MONTHS)
    return False


def migrant_terms_hold(facts: MeansFacts, rules: Rules) -> bool:
    """Whether a migrant worker shows what the rules ask for besides; true of everybody else."""
    long_enough = facts.labour_months >= rules.migrant_months
    shown = {
        MigrantTerms.NONE: True,
        MigrantTerms.EITHER: facts.union_member or long_enough,
        MigrantTerms.BOTH: facts.union_member and long_enough,
    }
    return not facts.migrant or shown[rules.migrant_terms]


def _new(facts: MeansFacts, rules: Rules, sums: Sums, *, deep_open: bool) -> tuple[Category | None, VerdictReason]:
    """Deep, relative, accident: the categories of about 2019."""
    unit = rules.line_for(facts.settlement) * sums.heads * MONTHS
    if deep_open and rules.deep_limit.holds(sums.net, unit):
        return HardshipCategory.DEEP_HARDSHIP, VerdictReason.WITHIN_LIMIT
    if rules.relative_limit is not None and rules.relative_limit.holds(sums.net, unit):
        return HardshipCategory.RELATIVE_HARDSHIP, VerdictReason.WITHIN_LIMIT
    if accident_holds(facts, rules, sums):
        return HardshipCategory.ACCIDENTAL_HARDSHIP, VerdictReason.ACCIDENT
    return None, VerdictReason.ABOVE_LIMITS


def _old(facts: MeansFacts, rules: Rules, sums: Sums, *, deep_open: bool) -> tuple[Category | None, VerdictReason]:
    """The three categories of 2015: in dibao, just above it, or driven into hardship by an event."""
    below, near_income, near_net, modest, net_without, net_with = (
        comparison.holds for comparison in comparisons(facts, rules, sums)
    )
    if below and deep_open and (_unhelped(facts, rules) or facts.still_in_hardship):
        return OldCategory.DIBAO_HOUSEHOLD, VerdictReason.WITHIN_LIMIT
    if near_income and near_net and not below:
        return OldCategory.NEAR_DIBAO_HOUSEHOLD, VerdictReason.WITHIN_LIMIT
    if sums.accident > 0 and (net_without if modest else net_with):
        return OldCategory.ACCIDENT_HOUSEHOLD, VerdictReason.ACCIDENT
    return None, VerdictReason.HELPED if below else VerdictReason.ABOVE_LIMITS


_SCHEMES = {CategoryScheme.NEW: _new, CategoryScheme.OLD: _old}


def _unhelped(facts: MeansFacts, rules: Rules) -> bool:
    """No help for the months that the rules name, counted back from the application."""
    helped = [aid.on for aid in facts.aid if aid.on <= facts.applied_on]
    if facts.last_helped_on is not None:
        helped.append(facts.last_helped_on)
    return not helped or max(helped) <= _months_before(facts.applied_on, rules.old_unhelped_months)


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
