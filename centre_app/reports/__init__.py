"""Statistical tables, one file each with ``REPORT``: shown with their pictures, and written as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from centre_app.db.rows import canonical
from centre_app.services.office import Office
from centre_app.services.tallies import Tally
from centre_app.services.work import Done, Look
from centre_app.sheets.pages import Column, Page, Written
from centre_app.sheets.writing import write_workbook

__all__ = ["Gathered", "Report", "send_out"]

_WORDS: Final = 28
"""Width of the first column, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report file declares: its name, its place among the others, and how its table is gathered for a year."""

    name: str
    order: int
    gather: Callable[[Look, int], Tally]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report as it was shown."""

    name: str
    tally: Tally


def send_out(office: Office, path: Path, shown: Sequence[Gathered]) -> None:
    """Write these tables as they were shown, a sheet for each; the act is kept in the trail before.

    Raises:
        Refused: the role may not, or the name cannot be a file's.
        Trouble: the file cannot be written; nothing is left of it.
    """
    given = canonical({"reports": [one.name for one in shown]})
    office.work("export", given, lambda _work: Done())
    write_workbook(path, [_page(one) for one in shown])


def _page(one: Gathered) -> Page:
    columns = [Column("项目", _WORDS), *(Column(head, kind="whole") for head in one.tally.heads)]
    return Page(one.name, columns, list(_rows(one.tally)))


def _rows(tally: Tally) -> Iterator[Sequence[Written]]:
    if tally.opening is not None:
        yield "期初在档", tally.opening
    for line in tally.lines:
        yield line.label, *line.figures
    yield "合计", *tally.total
    if tally.closing is not None:
        yield "期末在档", tally.closing
