"""Which excluding conditions the findings touch.

A hit is a clue, not a verdict: while nobody has looked into it the reckoning is made as if it bars, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from centre_app.core.rules import Exclusion, Rules
from centre_app.core.vocabulary.means import AssetKind, ExclusionKind, FindingStatus, VehicleHolding
from centre_app.core.vocabulary.rules import Bars

from .facts import ZERO, Finding, MeansFacts

__all__ = ["BARRING", "Hit", "average_area_missing", "hits_of"]

BARRING: Final = (FindingStatus.NEW, FindingStatus.CONFIRMED)

_WEIGHT: Final = (
    FindingStatus.CONFIRMED,
    FindingStatus.NEW,
    FindingStatus.EXPLAINED,
    FindingStatus.FALSE_MATCH,
)
"""A condition that several findings fill only together has the status of the weakest that it needs."""

_LOOKS_AT: Final = {
    ExclusionKind.HOMES: AssetKind.HOME,
    ExclusionKind.VEHICLE_OWNED: AssetKind.VEHICLE,
    ExclusionKind.VEHICLE_USED: AssetKind.VEHICLE,
    ExclusionKind.FIRM_CONTROLLED: AssetKind.FIRM,
    ExclusionKind.HIRED_HANDS: AssetKind.FIRM,
    ExclusionKind.PRIVATE_SCHOOL: AssetKind.PRIVATE_SCHOOL,
    ExclusionKind.STUDY_ABROAD: AssetKind.STUDY_ABROAD,
    ExclusionKind.CHECK_REFUSED: AssetKind.CHECK_REFUSED,
    ExclusionKind.MONEY: AssetKind.MONEY,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One excluding condition that the household touches, and how that stands."""

    kind: ExclusionKind
    bars: Bars
    condition: str
    """The condition in words, with its thresholds."""
    status: FindingStatus
    findings: tuple[str, ...]
    """Keys of the findings that fill it."""
    open_findings: tuple[str, ...]
    """Those of them that are still new."""
    what: tuple[str, ...]
    papers: tuple[str, ...]
    explanations: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it bars: confirmed, or not yet looked into."""
        return self.status in BARRING


def hits_of(facts: MeansFacts, rules: Rules, heads: int) -> tuple[Hit, ...]:
    """Every condition of the rules that the findings fill, in the order of the rules."""
    return tuple(hit for rule in rules.exclusions if (hit := _hit(rule, facts, rules, heads)) is not None)


def average_area_missing(facts: MeansFacts, rules: Rules) -> bool:
    """Whether several homes are to be compared with an average that nobody has entered."""
    homes = [finding for finding in facts.counted_findings if finding.kind is AssetKind.HOME]
    unknown = rules.average_floor_area is None or any(home.detail.area is None for home in homes)
    return unknown and any(rule.above_average_area and len(homes) > rule.over for rule in rules.exclusions)


def _hit(rule: Exclusion, facts: MeansFacts, rules: Rules, heads: int) -> Hit | None:
    """Takes in the findings status by status, the heaviest first, until the condition is filled."""
    seen: list[Finding] = []
    monthly = rules.line_for(facts.settlement) * heads
    for status in _WEIGHT:
        seen += [
            finding
            for finding in facts.counted_findings
            if finding.status is status and finding.kind is _LOOKS_AT[rule.kind] and _matters(rule, finding)
        ]
        if _filled(rule, seen, rules, heads, monthly):
            return Hit(
                kind=rule.kind,
                bars=rule.bars,
                condition=str(rule),
                status=status,
                findings=tuple(finding.uid for finding in seen),
                open_findings=tuple(one.uid for one in seen if one.status is FindingStatus.NEW),
                what=tuple(finding.what for finding in seen),
                papers=tuple(finding.paper for finding in seen if finding.paper),
                explanations=tuple(finding.explanation for finding in seen if finding.explanation),
            )
    return None


def _matters(rule: Exclusion, finding: Finding) -> bool:
    """Whether one finding by itself speaks to the condition. What is not known counts against, until explained."""
    detail = finding.detail
    if rule.kind is ExclusionKind.VEHICLE_OWNED:
        cheap = rule.price_from is not None and detail.price is not None and detail.price < rule.price_from
        return detail.holding is VehicleHolding.OWNED and detail.purpose not in rule.except_purposes and not cheap
    if rule.kind is ExclusionKind.VEHICLE_USED:
        as_employee = detail.holding is VehicleHolding.EMPLOYER
        return detail.habitual and not as_employee and detail.purpose not in rule.except_purposes
    if rule.kind is ExclusionKind.FIRM_CONTROLLED:
        return detail.controlling
    if rule.kind is ExclusionKind.HIRED_HANDS:
        return detail.hired_hands > 0
    if rule.kind is ExclusionKind.STUDY_ABROAD:
        return detail.self_paid
    if rule.kind is ExclusionKind.PRIVATE_SCHOOL and rule.times_public_fee is not None:
        if detail.fee is None or detail.public_fee is None:
            return True
        return detail.fee > rule.times_public_fee * detail.public_fee
    return True


def _filled(rule: Exclusion, seen: Sequence[Finding], rules: Rules, heads: int, monthly: Decimal) -> bool:
    if rule.kind is ExclusionKind.HOMES:
        return len(seen) > rule.over and not (rule.above_average_area and _within_average(seen, rules, heads))
    if rule.kind is ExclusionKind.MONEY:
        return sum((finding.detail.amount for finding in seen), ZERO) > monthly * rule.months_of_line
    return bool(seen)


def _within_average(homes: Sequence[Finding], rules: Rules, heads: int) -> bool:
    areas = [home.detail.area for home in homes if home.detail.area is not None]
    if rules.average_floor_area is None or len(areas) < len(homes):
        return False
    return sum(areas, ZERO) <= rules.average_floor_area * heads
