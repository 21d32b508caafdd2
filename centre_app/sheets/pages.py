"""What goes out as a workbook: sheets with their columns and rows, before anybody writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

__all__ = ["Column", "ColumnKind", "Page", "Written"]

ColumnKind: TypeAlias = Literal["text", "digits", "figure", "whole", "day"]
"""``digits`` are texts of digits (identity numbers, accounts, phones): a later edit in the spreadsheet keeps them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that goes out: its head, how wide (in characters) and of what kind its cells are."""

    head: str
    width: float = 12
    kind: ColumnKind = "text"


Written: TypeAlias = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook that goes out: its name, its columns and its rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Written]] = ()
