"""Policy as data: every figure has a first day and a source, and is asked with the day that governs it.

``RuleBook.parse(base, place).with_entries(own).on(day, area)`` gives ``Rules``. The packs lie in ``resources/rules``.
"""

from __future__ import annotations

from .book import OFFICE, Entry, Pack, RuleBook, entry
from .figures import AidCap, Citation, Exclusion, Limit, PensionStep, Rules, SignersOfLevel

__all__ = [
    "OFFICE",
    "AidCap",
    "Citation",
    "Entry",
    "Exclusion",
    "Limit",
    "Pack",
    "PensionStep",
    "RuleBook",
    "Rules",
    "SignersOfLevel",
    "entry",
]
