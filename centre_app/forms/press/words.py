"""Stored codes as the words that stand on paper."""

from __future__ import annotations

from collections.abc import Iterable

from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.household import HardshipCategory, OldCategory

__all__ = ["category_label", "label_of", "labels_of"]


def label_of(kind: type[Choice], code: str | None) -> str:
    """The printed word of a code; nothing for no code."""
    return kind(code).label if code else ""


def labels_of(kind: type[Choice], codes: Iterable[str]) -> str:
    """Several codes, parted as in a Chinese list."""
    return "、".join(kind(code).label for code in codes)


def category_label(code: str | None) -> str:
    """困难类别, of the new or the old scheme."""
    if not code:
        return ""
    known = {str(one): one.label for kind in (HardshipCategory, OldCategory) for one in kind}
    return known[code]
