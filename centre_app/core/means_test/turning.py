"""Which single fact would change the result, and from where on.

Nothing is guessed. The category hangs on comparisons that each flip at most once as one amount grows; the flip of
each is found to the fen, and the nearest one at which the category really differs is the turning point. Everything
that is not an amount (a period, who is counted, a hit) is tried and reckoned again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from itertools import cycle
from typing import Final, TypeAlias

from centre_app.core.rules import Rules
from centre_app.core.vocabulary.means import Category, FindingStatus, LineKind, Period, Section, TurningFact
from centre_app.core.vocabulary.rules import CategoryScheme

from .exclusions import BARRING, hits_of
from .facts import MOST, ZERO, Accident, BudgetLine, Finding, MeansFacts, MeansPerson, UnionAid
from .sums import income_counts, sums_of
from .verdict import Border, borders, category_of
from .words import yuan

__all__ = ["TurningPoint", "category_if", "turning_points"]

_YES: Final = "yes"
_NO: Final = "no"
_AT_LEAST: Final = "≥"
_AT_MOST: Final = "≤"
_STRIDE: Final = 8

Tried: TypeAlias = Callable[[Decimal], MeansFacts]
"""The facts, were one amount of them another."""

Seen: TypeAlias = tuple[Border, ...]
"""All borders as they are seen from one amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """One fact, what it is now, from where on the result would be another, and which.

    ``subject`` is the key of the line, person, finding, aid or accident, empty for the household. ``value`` says the
    turn for the program (an amount per period of its line, a code, a number of heads), ``turn`` for people.
    ``operator`` is ``≥`` or ``≤`` for an amount. ``changes`` is false only for the size of the household, which is
    shown either way.
    """

    fact: TurningFact
    subject: str = ""
    caption: str
    now: str
    turn: str
    value: str
    operator: str = ""
    becomes: Category | None = None
    changes: bool = True


def turning_points(facts: MeansFacts, rules: Rules) -> tuple[TurningPoint, ...]:
    """Every single fact that would change the category: amounts first, then periods, people, aid, hits and events.

    The facts must be such that ``reckon`` takes them.
    """
    now = category_of(facts, rules)
    candidates = (
        *_periods(facts, rules),
        *_heads(facts),
        *_people(facts, rules),
        *_aid(facts),
        *_findings(facts, rules),
        *_hardship(facts, rules),
        *_migrant(facts, rules),
    )
    return (
        *_amounts(facts, rules, now),
        *(point for point in _tried(facts, rules, now, candidates) if point.changes or _shown_anyway(point)),
    )


def category_if(facts: MeansFacts, rules: Rules, point: TurningPoint) -> Category | None:
    """The category if the turning point were true and all else as it is: the proof of what the point says."""
    heads = int(point.value) if point.fact is TurningFact.HEADS else None
    return category_of(_altered(facts, point.fact, point.subject, point.value), rules, heads)


def _shown_anyway(point: TurningPoint) -> bool:
    return point.fact is TurningFact.HEADS


def _tried(
    facts: MeansFacts, rules: Rules, now: Category | None, candidates: Iterable[TurningPoint]
) -> Iterator[TurningPoint]:
    for candidate in candidates:
        becomes = category_if(facts, rules, candidate)
        yield replace(candidate, becomes=becomes, changes=becomes != now)


# ---------------------------------------------------------------- the facts, otherwise


def _altered(facts: MeansFacts, fact: TurningFact, subject: str, value: str) -> MeansFacts:
    """The facts with one of them otherwise; the size of the household is no fact of its own."""
    match fact:
        case TurningFact.AMOUNT:
            return _with_line(facts, subject, lambda line: replace(line, amount=Decimal(value)))
        case TurningFact.DEDUCTIBLE:
            return _with_line(facts, subject, lambda line: replace(line, deductible=Decimal(value)))
        case TurningFact.PERIOD:
            return _with_line(facts, subject, lambda line: replace(line, period=Period(value)))
        case TurningFact.COUNTED:
            return _with_person(facts, subject, lambda person: replace(person, counted=value == _YES))
        case TurningFact.IMPUTED:
            return _with_person(facts, subject, lambda person: replace(person, imputation_disproved_by=value))
        case TurningFact.AID:
            return _with_aid(facts, subject, lambda aid: replace(aid, festival_gift=value == _NO))
        case TurningFact.FINDING:
            return _with_finding(facts, subject, lambda finding: replace(finding, status=FindingStatus(value)))
        case _:
            return _altered_event(facts, fact, subject, value)


def _altered_event(facts: MeansFacts, fact: TurningFact, subject: str, value: str) -> MeansFacts:
    match fact:
        case TurningFact.ACCIDENT_COST:
            return _with_accident(facts, subject, lambda accident: replace(accident, cost=Decimal(value)))
        case TurningFact.STILL_IN_HARDSHIP if subject:
            return _with_accident(facts, subject, lambda accident: replace(accident, still_in_hardship=value == _YES))
        case TurningFact.STILL_IN_HARDSHIP:
            return replace(facts, still_in_hardship=value == _YES)
        case TurningFact.UNION_MEMBER:
            return replace(facts, union_member=value == _YES)
        case TurningFact.LABOUR_MONTHS:
            return replace(facts, labour_months=int(value))
        case _:
            return facts


def _with_line(facts: MeansFacts, uid: str, change: Callable[[BudgetLine], BudgetLine]) -> MeansFacts:
    return replace(facts, lines=tuple(change(line) if line.uid == uid else line for line in facts.lines))


def _with_person(facts: MeansFacts, uid: str, change: Callable[[MeansPerson], MeansPerson]) -> MeansFacts:
    return replace(facts, persons=tuple(change(one) if one.uid == uid else one for one in facts.persons))


def _with_aid(facts: MeansFacts, uid: str, change: Callable[[UnionAid], UnionAid]) -> MeansFacts:
    return replace(facts, aid=tuple(change(aid) if aid.uid == uid else aid for aid in facts.aid))


def _with_finding(facts: MeansFacts, uid: str, change: Callable[[Finding], Finding]) -> MeansFacts:
    return replace(facts, findings=tuple(change(one) if one.uid == uid else one for one in facts.findings))


def _with_accident(facts: MeansFacts, uid: str, change: Callable[[Accident], Accident]) -> MeansFacts:
    return replace(facts, accidents=tuple(change(one) if one.uid == uid else one for one in facts.accidents))


# ---------------------------------------------------------------- amounts


def _amounts(facts: MeansFacts, rules: Rules, now: Category | None) -> Iterator[TurningPoint]:
    for line in _felt(facts, rules):
        if line.deductible is None and line.kind is not LineKind.MIXED_SCHOOLING:
            point = _point(TurningFact.AMOUNT, line.uid, line.words, yuan(line.amount))
            yield from _searched(facts, rules, now, point, (line.amount, line.aid_for_same_cost, MOST))
        else:
            allowed = line.deductible or ZERO
            point = _point(TurningFact.DEDUCTIBLE, line.uid, line.words, yuan(allowed))
            yield from _searched(facts, rules, now, point, (allowed, ZERO, line.amount))
    for accident in facts.counted_accidents:
        point = _point(TurningFact.ACCIDENT_COST, accident.uid, accident.what, yuan(accident.cost))
        yield from _searched(facts, rules, now, point, (accident.cost, ZERO, MOST))


def _point(fact: TurningFact, subject: str, caption: str, now: str, turn: str = "", value: str = "") -> TurningPoint:
    return TurningPoint(fact=fact, subject=subject, caption=caption, now=now, turn=turn, value=value)


def _felt(facts: MeansFacts, rules: Rules) -> Iterator[BudgetLine]:
    """The lines that the test feels at all."""
    for line in facts.counted_lines:
        income = line.kind.section is Section.INCOME and income_counts(line.kind, rules)
        if income or line.kind in rules.rigid_counts:
            yield line


def _searched(
    facts: MeansFacts,
    rules: Rules,
    now: Category | None,
    point: TurningPoint,
    span: tuple[Decimal, Decimal, Decimal],
) -> Iterator[TurningPoint]:
    """The nearest amount above and the nearest below at which the category is another. ``span``: now, least, most."""

    def tried(amount: Decimal) -> MeansFacts:
        return _altered(facts, point.fact, point.subject, str(amount))

    def seen_from(amount: Decimal) -> Seen:
        return borders(tried(amount), rules)

    amount, least, most = span
    here = seen_from(amount)
    for end, operator in ((most, _AT_LEAST), (least, _AT_MOST)):
        passed = _passed(here, seen_from(end))
        reach, there = _reach(amount, end, passed, here, seen_from)
        flips = {_flip(number, (amount, reach), (here[number], there[number]), seen_from) for number in passed}
        for flip in sorted(flips, key=lambda flip: abs(flip - amount)):
            becomes = category_of(tried(flip), rules)
            if becomes != now:
                turn = f"{operator} {yuan(flip)}"
                yield replace(point, turn=turn, value=str(flip), operator=operator, becomes=becomes)
                break


def _passed(here: Seen, there: Seen) -> list[int]:
    """Which borders lie between two amounts."""
    return [number for number, (near, far) in enumerate(zip(here, there, strict=True)) if near.passed is not far.passed]


def _reach(
    amount: Decimal, end: Decimal, passed: list[int], here: Seen, seen_from: Callable[[Decimal], Seen]
) -> tuple[Decimal, Seen]:
    """An amount not much further off than needed to have all these borders behind it, and what is seen from there."""
    step = max(abs(border.past) for border in here).to_integral_value(ROUND_CEILING) + 1
    while True:
        reach = min(amount + step, end) if end > amount else max(amount - step, end)
        there = seen_from(reach)
        if reach == end or _passed(here, there) == passed:
            return reach, there
        step *= _STRIDE


def _flip(
    number: int,
    span: tuple[Decimal, Decimal],
    ends: tuple[Border, Border],
    seen_from: Callable[[Decimal], Seen],
) -> Decimal:
    """The amount nearest to the first one, in whole fen, at which this border is on the other side.

    The distance to a border is made of straight pieces, so a straight line through both ends mostly lands on it; the
    middle is taken every third time, for the bends that caps make.
    """
    near, far = (int(amount.scaleb(2)) for amount in span)
    near_border, far_border = ends
    straight = cycle((True, True, False))
    while abs(far - near) > 1:
        middle = (near + far) // 2
        if next(straight):
            part = near_border.past / (near_border.past - far_border.past)
            middle = min(max(near + int((far - near) * part), min(near, far) + 1), max(near, far) - 1)
        border = seen_from(Decimal(middle).scaleb(-2))[number]
        if border.passed is near_border.passed:
            near, near_border = middle, border
        else:
            far, far_border = middle, border
    return Decimal(far).scaleb(-2)


# ---------------------------------------------------------------- facts that are no amounts


def _periods(facts: MeansFacts, rules: Rules) -> Iterator[TurningPoint]:
    """Monthly or yearly: the slip that turns most sheets upside down."""
    others = {Period.MONTHLY: Period.YEARLY, Period.YEARLY: Period.MONTHLY}
    for line in _felt(facts, rules):
        other = others.get(line.period)
        if other is not None and line.times is None:
            yield _point(TurningFact.PERIOD, line.uid, line.words, line.period.label, other.label, other.value)


def _heads(facts: MeansFacts) -> Iterator[TurningPoint]:
    """One head less and one more, with the same money."""
    heads = len(facts.counted)
    for other in (heads - 1, heads + 1):
        if other:
            caption = TurningFact.HEADS.label
            yield _point(TurningFact.HEADS, "", caption, f"{heads} 人", f"{other} 人", str(other))


def _people(facts: MeansFacts, rules: Rules) -> Iterator[TurningPoint]:
    """Each person counted otherwise, with all their lines; each imputed wage disproved."""
    for person in facts.persons:
        if not person.counted or len(facts.counted) > 1:
            now, turn = ("计入", "不计入") if person.counted else ("不计入", "计入")
            value = _NO if person.counted else _YES
            yield _point(TurningFact.COUNTED, person.uid, person.name, now, turn, value)
    for imputed in sums_of(facts, rules).imputed:
        person = imputed.person
        yield _point(TurningFact.IMPUTED, person.uid, f"{person.name}推定工资", "推定", "有相反证明", _YES)


def _aid(facts: MeansFacts) -> Iterator[TurningPoint]:
    for aid in facts.aid_in_window:
        now, turn = ("小额慰问", "计入收入") if aid.festival_gift else ("计入收入", "小额慰问")
        caption = aid.what or TurningFact.AID.label
        yield _point(TurningFact.AID, aid.uid, caption, now, turn, _YES if aid.festival_gift else _NO)


def _findings(facts: MeansFacts, rules: Rules) -> Iterator[TurningPoint]:
    """A finding that takes part in a hit: explained where it bars, confirmed where it does not."""
    involved = {uid for hit in hits_of(facts, rules, len(facts.counted)) for uid in hit.findings}
    for finding in facts.findings:
        if finding.uid in involved:
            other = FindingStatus.EXPLAINED if finding.status in BARRING else FindingStatus.CONFIRMED
            now, turn = finding.status.label, other.label
            yield _point(TurningFact.FINDING, finding.uid, finding.what, now, turn, other.value)


def _hardship(facts: MeansFacts, rules: Rules) -> Iterator[TurningPoint]:
    label = TurningFact.STILL_IN_HARDSHIP.label
    for accident in facts.counted_accidents:
        value = _NO if accident.still_in_hardship else _YES
        caption = f"{accident.what}：{label}"
        yield _point(TurningFact.STILL_IN_HARDSHIP, accident.uid, caption, *_yes_no(accident.still_in_hardship), value)
    if rules.category_scheme is CategoryScheme.OLD:
        value = _NO if facts.still_in_hardship else _YES
        yield _point(TurningFact.STILL_IN_HARDSHIP, "", label, *_yes_no(facts.still_in_hardship), value)


def _yes_no(now: bool) -> tuple[str, str]:
    return ("是", "否") if now else ("否", "是")


def _migrant(facts: MeansFacts, rules: Rules) -> Iterator[TurningPoint]:
    if facts.migrant:
        value = _NO if facts.union_member else _YES
        label = TurningFact.UNION_MEMBER.label
        yield _point(TurningFact.UNION_MEMBER, "", label, *_yes_no(facts.union_member), value)
        enough = facts.labour_months >= rules.migrant_months
        other = rules.migrant_months - 1 if enough else rules.migrant_months
        now, turn = f"{facts.labour_months} 个月", f"{_AT_MOST if enough else _AT_LEAST} {other} 个月"
        yield _point(TurningFact.LABOUR_MONTHS, "", TurningFact.LABOUR_MONTHS.label, now, turn, str(other))
