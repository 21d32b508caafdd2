"""Makes tables as offices might have them, with invented people whose numbers are right by construction."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from centre_app.core.people import upgrade
from centre_app.services.resources import areas
from centre_app.sheets.arrivals import Arrivals, Asked, Problem
from centre_app.sheets.book import read
from centre_app.sheets.sources.households import SOURCE

TODAY = date(2026, 11, 24)
DATA = Path(__file__).parents[1] / "data"
AREA = "621002"


def number(year: int, month: int, day: int, order: int) -> str:
    """An identity number of somebody born then; an odd order is a man's."""
    born = f"{year:04}{month:02}{day:02}"
    return (
        AREA + born + f"{order:03}" + upgrade(f"{AREA}{born[2:]}{order:03}")[-1] if year < 2000 else _late(born, order)
    )


def _late(born: str, order: int) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = f"{AREA}{born}{order:03}"
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


def save(path: Path, rows: Sequence[Any], *, merges: Sequence[str] = (), name: str = "名单") -> Path:
    """An xlsx with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def take(path: Path, *, sheet: str | None = None, on: date = TODAY) -> Arrivals:
    """Read a file as the import does."""
    return SOURCE.read(read(path), Asked(on=on, areas=areas(), sheet=sheet))


def told(problems: Sequence[Problem]) -> list[tuple[str, int, str | None]]:
    """Word, row and column of each problem."""
    return [(problem.kind, problem.row, problem.column) for problem in problems]
