"""Writes workbooks: the only module that knows the library for it, apart from ``book`` that reads them."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from centre_app.core.refusals.sheets import FileUnwritable
from centre_app.core.refusals.store import DiskFull

from .safe_texts import safe

__all__ = ["Column", "ColumnKind", "Written", "write_table"]

ColumnKind: TypeAlias = Literal["text", "digits", "figure", "whole", "day"]
"""``digits`` are texts of digits (identity numbers, accounts, phones): a later edit in the spreadsheet keeps them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that goes out: its head, how wide (in characters) and of what kind its cells are."""

    head: str
    width: float = 12
    kind: ColumnKind = "text"


Written: TypeAlias = str | int | Decimal | date | None

_FORMATS: Final[Mapping[ColumnKind, str]] = {"digits": "@", "figure": "0.00", "day": "yyyy-mm-dd"}


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[Written]], *, sheet: str) -> None:
    """Write one sheet with a head row, whole or not at all: a file of that name is replaced at the very end.

    Texts are text cells, so that no digit of a number is lost; none begins a formula; control characters are
    left out. Raises ``DiskFull`` or ``FileUnwritable``; then nothing of the new file is left.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".centre-", dir=path.parent))
    except OSError as error:
        raise _unwritten(error, path) from error
    try:
        _write(folder / "table.xlsx", columns, rows, sheet)
        (folder / "table.xlsx").replace(path)
    except (OSError, XlsxWriterException) as error:
        raise _unwritten(error, path) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[Written]], sheet: str) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    styles = [formats.get(column.kind) for column in columns]
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, styles[number])
        page.write_string(0, number, column.head, head)
    for line, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                page.write_string(line, number, safe(value), styles[number])
            elif isinstance(value, date):
                page.write_datetime(line, number, value, styles[number])
            else:
                page.write_number(line, number, float(value), styles[number])
    book.close()
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _unwritten(error: Exception, path: Path) -> DiskFull | FileUnwritable:
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "errno", None) or getattr(next(iter(cause.args), None), "errno", None)
        if code in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull(place=path.name)
        cause = cause.__cause__ or cause.__context__
    return FileUnwritable(file=path.name)
