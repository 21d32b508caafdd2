"""Writes workbooks: the only module that knows the library for it, apart from ``book`` that reads them."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from centre_app.core.file_names import file_name_objections
from centre_app.core.refusals import Refused
from centre_app.core.refusals.sheets import FileUnwritable, TooManyRows
from centre_app.core.refusals.store import DiskFull

from .pages import ColumnKind, Page
from .safe_texts import safe

__all__ = ["MOST_LINES", "write_workbook"]

MOST_LINES: Final = 1_048_576
"""What a sheet of an xlsx can hold."""
_FORMATS: Final[Mapping[ColumnKind, str]] = {"digits": "@", "figure": "0.00", "day": "yyyy-mm-dd"}


def write_workbook(path: Path, pages: Sequence[Page]) -> None:
    """Write sheets with a head row each, whole or not at all: a file of that name is replaced at the very end.

    Texts are text cells, so that no digit of a number is lost; none begins a formula; control characters are
    left out. Raises ``DiskFull``, ``FileUnwritable`` or ``TooManyRows``, or refuses a name that some system cannot
    carry (Windows would write "con.xlsx" to a device); then nothing of the new file is left.
    """
    objections = list(file_name_objections(path.name))
    if objections:
        raise Refused(objections)
    try:
        folder = Path(tempfile.mkdtemp(prefix=".centre-", dir=path.parent))
    except OSError as error:
        raise _unwritten(error, path) from error
    try:
        _write(folder / "table.xlsx", pages)
        (folder / "table.xlsx").replace(path)
    except (OSError, XlsxWriterException) as error:
        raise _unwritten(error, path) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, pages: Sequence[Page]) -> None:
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        _fill(book, pages)
        book.close()
    finally:
        _let_go(book)
    with path.open("wb") as file:
        file.write(whole.getbuffer())
        file.flush()
        os.fsync(file.fileno())


def _fill(book: Any, pages: Sequence[Page]) -> None:
    formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        sheet.freeze_panes(1, 0)
        styles = [formats.get(column.kind) for column in page.columns]
        for number, column in enumerate(page.columns):
            sheet.set_column(number, number, column.width, styles[number])
            sheet.write_string(0, number, column.head, head)
        _write_rows(sheet, page, styles)


def _let_go(book: Any) -> None:
    """Close the files that the writer leaves open when it fails: an open file keeps its room on a full disk."""
    for sheet in book.worksheets():
        for file in (sheet.row_data_fh, sheet.fh):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.close()


def _write_rows(sheet: Any, page: Page, styles: Sequence[Any]) -> None:
    for line, row in enumerate(page.rows, start=1):
        if line >= MOST_LINES:
            raise TooManyRows(sheet=page.name, rows=line + 1, most=MOST_LINES)
        for number, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(line, number, safe(value), styles[number])
            elif isinstance(value, date):
                sheet.write_datetime(line, number, value, styles[number])
            else:
                sheet.write_number(line, number, float(value), styles[number])


def _unwritten(error: Exception, path: Path) -> DiskFull | FileUnwritable:
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "errno", None) or getattr(next(iter(cause.args), None), "errno", None)
        if code in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull(place=path.name)
        cause = cause.__cause__ or cause.__context__
    return FileUnwritable(file=path.name)
