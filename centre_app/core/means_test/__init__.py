"""The means test (算): two sums that are never mixed, the category, and which single fact would change it.

``reckon(facts, rules)`` is a pure function of plain values; ``rules`` are asked with the day of application.
"""

from __future__ import annotations

from .checks import unproven
from .exclusions import Hit
from .facts import (
    Accident,
    AssetDetail,
    BudgetLine,
    Finding,
    MeansFacts,
    MeansPerson,
    UnionAid,
    changed_parts,
    person_of,
    window,
)
from .proof import PensionGap, ProofLine
from .reckoning import BandShown, GapSum, LeftOut, LineShown, NetSum, Reckoning, Remark, reckon
from .stored import as_json, from_json
from .turning import TurningPoint, category_if, turning_points

__all__ = [
    "Accident",
    "AssetDetail",
    "BandShown",
    "BudgetLine",
    "Finding",
    "GapSum",
    "Hit",
    "LeftOut",
    "LineShown",
    "MeansFacts",
    "MeansPerson",
    "NetSum",
    "PensionGap",
    "ProofLine",
    "Reckoning",
    "Remark",
    "TurningPoint",
    "UnionAid",
    "as_json",
    "category_if",
    "changed_parts",
    "from_json",
    "person_of",
    "reckon",
    "turning_points",
    "unproven",
    "window",
]
