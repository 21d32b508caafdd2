"""帮助: every key of the window, and how the forms want their fields filled in; searchable, offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.core.fields import RECORDS
from centre_app.services.work import Look
from centre_app.ui.cells import Cell
from centre_app.ui.keys import KEYS
from centre_app.ui.list_page import ListSpec, QuickList, list_page
from centre_app.ui.rows_model import Column

__all__ = ["PAGE"]

_KEYS, _FILLING = "按键", "填表说明"


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    what: str
    says: str


def _entries(_look: Look) -> Sequence[_Entry]:
    """The keys, then every field whose form says how it is filled in."""
    keys = [_Entry(_KEYS, key.keys, key.does) for key in KEYS]
    filling = [
        _Entry(_FILLING, f"{record.label}·{each.label}", each.help)
        for record in RECORDS.values()
        for each in record.fields
        if each.help
    ]
    return [*keys, *filling]


PAGE = list_page(
    ListSpec[_Entry](
        code="help",
        title="帮助",
        noun="条",
        columns=(
            Column(key="what", title="按键或项目", cell=lambda one: Cell(one.what, bold=True), width=300),
            Column(key="kind", title="种类", cell=lambda one: Cell(one.kind, quiet=True), width=100),
            Column(key="says", title="说明", cell=lambda one: Cell(one.says, tip=one.says), width=400, stretch=True),
        ),
        key=lambda one: (one.kind, one.what, one.says),
        everything=_entries,
        lists=(QuickList("全部", ""), QuickList("按键", _KEYS), QuickList("填表说明", _FILLING)),
        hint="要找的按键或项目",
    )
)
