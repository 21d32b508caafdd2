"""What stops a reckoning, and what is worth a look. All of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from centre_app.core.refusals import Caution, Refusal
from centre_app.core.refusals.means import (
    AccidentBeforeWindow,
    AccidentWithoutPaper,
    AidAboveCost,
    AmountUnreadable,
    AverageAreaMissing,
    DeductibleAboveCost,
    DeductibleNotForIncome,
    DeductionUnproven,
    DeepGroundNotNamed,
    ExplanationMissing,
    FiguresUnverified,
    FindingOpen,
    FindingWithoutPaper,
    ImputedWageApplied,
    KeyTwice,
    LineUnproven,
    MemberWithoutReason,
    NobodyCounted,
    PeriodDecides,
    RelativeNotStated,
    SplitNeeded,
    TimesOutOfYear,
    UnionAidTwice,
    UnknownPerson,
    WorkUnknown,
)
from centre_app.core.rules import Rules
from centre_app.core.vocabulary.household import HardshipCategory
from centre_app.core.vocabulary.means import (
    FindingStatus,
    LineKind,
    Period,
    ProofStrength,
    Section,
    TurningFact,
    VerdictReason,
)
from centre_app.core.vocabulary.rules import CategoryScheme, UnprovenDeductions

from .exclusions import Hit, average_area_missing
from .facts import MOST, ZERO, BudgetLine, Finding, MeansFacts, window
from .proof import named
from .sums import Sums, in_working_age, income_counts
from .turning import TurningPoint
from .verdict import Verdict
from .words import yuan

__all__ = ["cautions_of", "objections_to", "unproven"]


def objections_to(facts: MeansFacts) -> list[Refusal]:
    """Everything in the facts that cannot be reckoned with."""
    return [*_people(facts), *_keys(facts), *_amounts(facts), *_lines(facts), *_findings(facts)]


def _people(facts: MeansFacts) -> Iterator[Refusal]:
    if not facts.counted:
        yield NobodyCounted()
    for person in facts.persons:
        if not person.counted and not person.not_counted_reason.strip():
            yield MemberWithoutReason(name=person.name, field=person.uid)


def _keys(facts: MeansFacts) -> Iterator[Refusal]:
    named = [
        *((person.uid, person.name) for person in facts.persons),
        *((line.uid, line.words) for line in facts.lines),
        *((aid.uid, aid.what) for aid in facts.aid),
        *((finding.uid, finding.what) for finding in facts.findings),
        *((accident.uid, accident.what) for accident in facts.accidents),
    ]
    words = dict(named)
    for uid, count in Counter(uid for uid, _ in named).items():
        if count > 1:
            yield KeyTwice(what=words[uid], field=uid)
    known = {None, *(person.uid for person in facts.persons)}
    belongings = (
        *((line.uid, line.words, line.person) for line in facts.lines),
        *((finding.uid, finding.what, finding.person) for finding in facts.findings),
        *((accident.uid, accident.what, accident.person) for accident in facts.accidents),
    )
    for uid, what, person in belongings:
        if person not in known:
            yield UnknownPerson(what=what, field=uid)


def _amounts(facts: MeansFacts) -> Iterator[Refusal]:
    """Each amount is nought or more, of two places, and of a size that money has."""
    amounts: list[tuple[str, str, Decimal | None]] = [
        (person.uid, person.name, person.pension_paid_years) for person in facts.persons
    ]
    for line in facts.lines:
        amounts += [(line.uid, line.words, amount) for amount in (line.amount, line.aid_for_same_cost)]
        amounts.append((line.uid, line.words, line.deductible))
    amounts += [(aid.uid, aid.what, aid.amount) for aid in facts.aid]
    for accident in facts.accidents:
        amounts += [(accident.uid, accident.what, amount) for amount in (accident.cost, accident.compensation)]
    for finding in facts.findings:
        detail = finding.detail
        known = (detail.amount, detail.price, detail.fee, detail.public_fee, detail.area)
        amounts += [(finding.uid, finding.what, amount) for amount in known]
    for uid, what, amount in amounts:
        if amount is not None and not _is_money(amount):
            yield AmountUnreadable(what=what, amount=str(amount)[:20], field=uid)


def _is_money(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount <= MOST and amount == amount.quantize(ZERO)


def _lines(facts: MeansFacts) -> Iterator[Refusal]:
    for line in facts.lines:
        most = 366 if line.period is Period.ONCE else line.period.times
        if line.times is not None and not (line.times.is_finite() and 0 < line.times <= most):
            times = str(line.times)[:20]
            yield TimesOutOfYear(what=line.words, times=times, period=line.period.label, most=most, field=line.uid)
        if all(_is_money(amount) for amount in (line.amount, line.aid_for_same_cost, line.deductible or ZERO)):
            yield from _parts(line)


def _parts(line: BudgetLine) -> Iterator[Refusal]:
    spent = line.kind.section is Section.RIGID
    if not spent and (line.deductible is not None or line.aid_for_same_cost):
        yield DeductibleNotForIncome(what=line.words, field=line.uid)
        return
    if line.aid_for_same_cost > line.amount:
        facts = {"amount": yuan(line.amount), "aid": yuan(line.aid_for_same_cost)}
        yield AidAboveCost(what=line.words, field=line.uid, **facts)
    if line.deductible is not None and line.deductible > line.amount:
        facts = {"amount": yuan(line.amount), "deductible": yuan(line.deductible)}
        yield DeductibleAboveCost(what=line.words, field=line.uid, **facts)


def _findings(facts: MeansFacts) -> Iterator[Refusal]:
    for finding in facts.findings:
        if finding.status is not FindingStatus.NEW and not finding.paper.strip():
            yield FindingWithoutPaper(what=finding.what, status=finding.status.label, field=finding.uid)
        if finding.status is FindingStatus.EXPLAINED and not finding.explanation.strip():
            yield ExplanationMissing(what=finding.what, field=finding.uid)


def unproven(facts: MeansFacts, rules: Rules) -> list[Refusal]:
    """What takes money off the income, or makes an accident of it, on the household's word alone (domain 2.6, 3.7).

    The sums are shown all the same while a clerk still types; a version that decides is not kept.
    """
    if rules.unproven_deductions is UnprovenDeductions.COUNT:
        return []
    return [
        *(
            DeductionUnproven(what=line.words, field=line.uid)
            for line in facts.counted_lines
            if line.kind in rules.rigid_counts
            and line.yearly_deductible
            and line.proof.strength is ProofStrength.DECLARED
        ),
        *(
            AccidentWithoutPaper(what=accident.what, field=accident.uid)
            for accident in facts.counted_accidents
            if (accident.own_cost or accident.casualty_of_major_event) and not accident.paper.strip()
        ),
    ]


def cautions_of(
    facts: MeansFacts,
    rules: Rules,
    sums: Sums,
    outcome: tuple[tuple[Hit, ...], Verdict, tuple[TurningPoint, ...]],
) -> list[Caution]:
    """Everything that the clerk should look at before the result is taken as final."""
    hits, verdict, points = outcome
    return [
        *_about_rules(facts, rules, verdict),
        *_about_people(facts, rules, sums),
        *_about_lines(facts, rules),
        *_about_periods(facts, points),
        *_about_findings(facts, rules, hits),
    ]


def _about_rules(facts: MeansFacts, rules: Rules, verdict: Verdict) -> Iterator[Caution]:
    if rules.unverified:
        names = [citation.label for citation in rules.citations if citation.unverified]
        yield FiguresUnverified(pack=rules.pack, figures="、".join(names))
    deep = verdict.category is HardshipCategory.DEEP_HARDSHIP
    if deep and rules.deep_grounds and not set(facts.deep_grounds) & set(rules.deep_grounds):
        grounds = "；".join(ground.label for ground in rules.deep_grounds)
        yield DeepGroundNotNamed(pack=rules.pack, grounds=grounds)
    unstated = rules.relative_limit is None and rules.category_scheme is CategoryScheme.NEW
    if unstated and verdict.reason is VerdictReason.ABOVE_LIMITS:
        yield RelativeNotStated(pack=rules.pack)


def _about_people(facts: MeansFacts, rules: Rules, sums: Sums) -> Iterator[Caution]:
    for imputed in sums.imputed:
        yield ImputedWageApplied(name=imputed.person.name, wage=yuan(imputed.monthly), field=imputed.person.uid)
    if rules.imputed_wage is None:
        return
    for person in facts.counted:
        known = person.studies or (person.capacity is not None and person.work_status is not None)
        if not known and in_working_age(person, facts.applied_on, rules):
            yield WorkUnknown(name=person.name, field=person.uid)


def _about_lines(facts: MeansFacts, rules: Rules) -> Iterator[Caution]:
    lines = facts.counted_lines
    for line in lines:
        counts = line.kind in rules.rigid_counts or income_counts(line.kind, rules)
        if line.kind is LineKind.MIXED_SCHOOLING and line.deductible is None:
            yield SplitNeeded(what=line.words, field=line.uid)
        if counts and line.proof.strength is ProofStrength.DECLARED:
            yield LineUnproven(what=line.words, field=line.uid)
    if facts.aid_in_window and any(line.kind is LineKind.UNION_AID for line in lines):
        yield UnionAidTwice()


def _about_periods(facts: MeansFacts, points: tuple[TurningPoint, ...]) -> Iterator[Caution]:
    """Rent by the year taken for rent by the month: where that decides, the contract is worth a look."""
    by_period = {point.subject: point for point in points if point.fact is TurningFact.PERIOD}
    for line in facts.counted_lines:
        if line.kind is LineKind.HOUSING and line.uid in by_period:
            point = by_period[line.uid]
            yield PeriodDecides(
                kind=line.kind.label,
                what=line.words,
                amount=yuan(line.amount),
                period=point.now,
                other=point.turn,
                category=named(point.becomes),
                field=line.uid,
            )


def _about_findings(facts: MeansFacts, rules: Rules, hits: tuple[Hit, ...]) -> Iterator[Caution]:
    by_uid: dict[str, Finding] = {finding.uid: finding for finding in facts.findings}
    for hit in hits:
        for uid in hit.open_findings if hit.stands else ():
            yield FindingOpen(what=by_uid[uid].what, kind=hit.kind.label, field=uid)
    if average_area_missing(facts, rules):
        yield AverageAreaMissing()
    first, _ = window(facts.applied_on)
    for accident in facts.accidents:
        if accident.on < first and accident.person not in facts.left_out:
            yield AccidentBeforeWindow(what=accident.what, on=accident.on.isoformat(), field=accident.uid)
