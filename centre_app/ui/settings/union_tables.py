"""The tables of posts, delegations and kin that the details of people and units share."""

from __future__ import annotations

from datetime import date
from typing import Final

from centre_app.services.union_book import DelegationView, KinView, TermView
from centre_app.ui.cells import Cell
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable

__all__ = ["delegations_table", "kin_table", "posts_table"]

_MOST: Final = 8


def _until(day: date | None) -> Cell:
    return Cell(day.isoformat()) if day else Cell("至今", quiet=True)


def _state(one: TermView | DelegationView) -> Cell:
    word = "在任" if isinstance(one, TermView) else "有效"
    if one.holds:
        return Cell(word, tone="ok", chip=True)
    return Cell("已止" if isinstance(one, TermView) else "无效", tone="wait", chip=True)


def posts_table(*, of_unit: bool) -> ShortTable[TermView]:
    """The posts of a person, or those of a unit with their people."""
    first = (
        Column[TermView](key="person", title="姓名", cell=lambda one: Cell(one.person, bold=True), width=90)
        if of_unit
        else Column[TermView](key="unit", title="单位", cell=lambda one: Cell(one.unit, bold=True), stretch=True)
    )
    post = Column[TermView](key="post", title="职务", cell=lambda one: one.post.label, width=100, stretch=of_unit)
    return ShortTable(
        (
            first,
            post,
            Column(key="from", title="任职日期", cell=lambda one: one.from_on.isoformat(), width=100),
            Column(key="until", title="免职日期", cell=lambda one: _until(one.until_on), width=100),
            Column(key="state", title="现在", cell=_state, width=76),
        ),
        lambda one: one.key,
        "任职",
        most=_MOST,
    )


def delegations_table() -> ShortTable[DelegationView]:
    """Written delegations."""
    return ShortTable(
        (
            Column(key="chair", title="主席", cell=lambda one: one.chair, width=80),
            Column(key="deputy", title="副主席", cell=lambda one: Cell(one.deputy, bold=True), width=80),
            Column(key="from", title="自", cell=lambda one: one.from_on.isoformat(), width=100),
            Column(key="until", title="至", cell=lambda one: one.until_on.isoformat(), width=100),
            Column(key="document", title="委托书", cell=lambda one: one.document, width=120, stretch=True),
            Column(key="state", title="现在", cell=_state, width=76),
        ),
        lambda one: one.key,
        "主席书面委托",
        most=_MOST,
    )


def kin_table() -> ShortTable[KinView]:
    """Households of relatives."""
    return ShortTable(
        (
            Column(key="head", title="户主", cell=lambda one: Cell(one.head, bold=True), width=90),
            Column(key="number", title="档案号", cell=lambda one: Cell(one.number, quiet=True), width=140),
            Column(key="relation", title="亲属关系", cell=lambda one: one.relation, width=120, stretch=True),
        ),
        lambda one: one.case,
        "亲属关系",
        most=_MOST,
    )
