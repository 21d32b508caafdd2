"""``reckon``: the whole reckoning as one value that can be stored, printed and printed again without reckoning anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centre_app.core.refusals import Caution, Refused
from centre_app.core.rules import Citation, Rules
from centre_app.core.vocabulary.means import Category, ProofStrength, Settlement, VerdictReason
from centre_app.core.vocabulary.rules import Operator

from .checks import cautions_of, objections_to
from .exclusions import Hit, hits_of
from .facts import MeansFacts, window
from .proof import PensionGap, ProofLine, limits_of, pension_gaps, proof_of
from .sums import MONTHS, Sums, is_zero_employment, sums_of
from .turning import TurningPoint, turning_points
from .verdict import judge
from .words import rounded

__all__ = [
    "BandShown",
    "GapSum",
    "LeftOut",
    "LineShown",
    "NetSum",
    "Reckoning",
    "Remark",
    "reckon",
]


@dataclass(frozen=True, slots=True)
class GapSum:
    """一、家庭收支缺口: yuan in the twelve months. ``gap`` is spending minus income; below nought is a surplus."""

    income: Decimal
    rigid: Decimal
    living: Decimal
    spending: Decimal
    gap: Decimal


@dataclass(frozen=True, slots=True)
class NetSum:
    """二、认定: what counts minus what may be deducted, yuan; ``per_head`` per person and month, rounded for show."""

    income: Decimal
    rigid: Decimal
    net: Decimal
    heads: int
    per_head: Decimal


@dataclass(frozen=True, slots=True)
class LineShown:
    """The dibao line in force on the application day, with its document."""

    amount: Decimal
    label: str
    settlement: Settlement
    first_day: date
    source: str
    pack: str
    area: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class BandShown:
    """One limit as an amount of money per person and month, for the scale beside the result."""

    code: str
    caption: str
    operator: Operator
    up_to: Decimal
    above: Decimal | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A person of the household who is not counted, and why."""

    uid: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A caution as it was told: its code, its sentence, and the key of what it is about."""

    code: str
    text: str
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """Everything that the result rests on and says. ``as_json`` of it is what the store keeps."""

    applied_on: date
    window_from: date
    window_to: date
    pack: str
    unverified: bool
    figures: tuple[Citation, ...]
    line: LineShown
    bands: tuple[BandShown, ...]
    counted: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    gap: GapSum
    net: NetSum
    category: Category | None
    reason: VerdictReason
    unbarred: Category | None
    """What the category would be without the excluding conditions and the terms for migrants."""
    provisional: bool
    """A hit is still to be looked into: the result may not be signed as final."""
    hits: tuple[Hit, ...]
    proof: tuple[ProofLine, ...]
    proven: int
    weak: int
    declared: int
    """How many lines are proven by paper, weakly, or only declared."""
    zero_employment: bool
    pension: tuple[PensionGap, ...]
    remarks: tuple[Remark, ...]
    turning_points: tuple[TurningPoint, ...]


def reckon(facts: MeansFacts, rules: Rules) -> Reckoning:
    """Both sums, the category and every proof line. ``rules`` are those of the day of application.

    Raises:
        Refused: with everything in the facts that cannot be reckoned with.
        ValueError: the rules are of another day.

    """
    if rules.day != facts.applied_on:
        raise ValueError(rules.day, facts.applied_on)
    objections = objections_to(facts)
    if objections:
        raise Refused(objections)
    sums = sums_of(facts, rules)
    hits = hits_of(facts, rules, sums.heads)
    verdict = judge(facts, rules, sums, hits)
    points = turning_points(facts, rules)
    cautions = cautions_of(facts, rules, sums, (hits, verdict, points))
    first, last = window(facts.applied_on)
    strengths = Counter(line.proof.strength for line in facts.counted_lines)
    return Reckoning(
        applied_on=facts.applied_on,
        window_from=first,
        window_to=last,
        pack=rules.pack,
        unverified=rules.unverified,
        figures=rules.citations,
        line=_line(facts, rules),
        bands=_bands(facts, rules),
        counted=tuple(person.uid for person in facts.counted),
        left_out=tuple(
            LeftOut(person.uid, person.name, person.reason_words) for person in facts.persons if not person.counted
        ),
        gap=_gap(sums),
        net=_net(sums),
        category=verdict.category,
        reason=verdict.reason,
        unbarred=verdict.unbarred,
        provisional=any(hit.stands and hit.open_findings for hit in hits),
        hits=hits,
        proof=proof_of(facts, rules, sums, hits, verdict),
        proven=strengths[ProofStrength.PROVEN],
        weak=strengths[ProofStrength.WEAK],
        declared=strengths[ProofStrength.DECLARED],
        zero_employment=is_zero_employment(facts, rules),
        pension=pension_gaps(facts, rules),
        remarks=tuple(_remark(caution) for caution in cautions),
        turning_points=points,
    )


def _line(facts: MeansFacts, rules: Rules) -> LineShown:
    cited = rules.citation(rules.line_figure(facts.settlement))
    return LineShown(
        amount=rules.line_for(facts.settlement),
        label=cited.label,
        settlement=facts.settlement,
        first_day=cited.first_day,
        source=cited.source,
        pack=cited.pack,
        area=cited.area,
        unverified=cited.unverified,
    )


def _bands(facts: MeansFacts, rules: Rules) -> tuple[BandShown, ...]:
    line = rules.line_for(facts.settlement)
    return tuple(
        BandShown(
            code=code,
            caption=caption,
            operator=limit.operator,
            up_to=rounded(limit.times * line),
            above=None if limit.above is None else rounded(limit.above * line),
        )
        for code, caption, limit in limits_of(rules)
    )


def _gap(sums: Sums) -> GapSum:
    return GapSum(
        income=rounded(sums.income_all),
        rigid=rounded(sums.rigid_all),
        living=rounded(sums.living),
        spending=rounded(sums.spending),
        gap=rounded(sums.gap),
    )


def _net(sums: Sums) -> NetSum:
    return NetSum(
        income=rounded(sums.income),
        rigid=rounded(sums.rigid),
        net=rounded(sums.net),
        heads=sums.heads,
        per_head=rounded(sums.net / (sums.heads * MONTHS)),
    )


def _remark(caution: Caution) -> Remark:
    return Remark(code=caution.code, text=caution.sentence, subject=caution.field)
