"""Reads workbooks: the only module that knows the library for it.

What a file is, its content says, never its name. Cells come as plain Python values, an empty one as ``""``; the
hot path of an import goes over the rows as they are, ``Sheet.cell`` shows one of them to people.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

import python_calamine

from centre_app.core.refusals import Caution
from centre_app.core.refusals.sheets import (
    FileEmpty,
    FileIsFolder,
    FileLocked,
    FileMissing,
    FileTooLarge,
    MacrosIgnored,
    NotAWorkbook,
    OtherWorkbook,
    WorkbookDamaged,
)
from centre_app.core.typed import Value, as_text
from centre_app.core.vocabulary.sheets import FileKind

from . import texts
from .guards import MEGABYTE, Place, Seen, check_size, look_into_ole, look_into_zip

__all__ = [
    "Book",
    "Cell",
    "Sheet",
    "letters",
    "read",
]

Kind: TypeAlias = Literal["empty", "text", "figure", "yes_no", "date", "time", "error", "formula"]

MOST_BYTES: Final = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as people see it. ``figure`` says that the file stores it as a number."""

    value: Value
    kind: Kind
    raw: str
    figure: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows of values, from the first row and column of the sheet on, and what is known beside.

    ``merges`` are pairs of first and last place; ``formulas`` are those for which the file stores no value,
    ``errors`` the error values; both stand as ``""`` in ``rows``. ``lines`` gives for each record of a text file
    the line it begins on.
    """

    name: str | None
    rows: Sequence[Sequence[Value]]
    hidden: bool = False
    merges: Sequence[tuple[Place, Place]] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    lines: Sequence[int] | None = None
    date1904: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The cell of this row and column, both from 0; outside the sheet it is empty."""
        if (row, column) in self.formulas:
            return Cell("", "formula", self.formulas[row, column], figure=False)
        if (row, column) in self.errors:
            return Cell("", "error", self.errors[row, column], figure=False)
        value = self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""
        return Cell(value, _kind(value), as_text(value), figure=type(value) in (float, int))

    def line(self, row: int) -> int | None:
        """The line of the file where it is not the row (both from 1); ``None`` where they agree."""
        line = self.lines[row] if self.lines is not None else row + 1
        return None if line == row + 1 else line


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read. ``sha256`` names the very bytes."""

    file: str
    sha256: str
    kind: Literal["xlsx", "xls", "text", "web"]
    sheets: tuple[Sheet, ...]
    cautions: tuple[Caution, ...] = ()


@cache
def letters(column: int) -> str:
    """The letters over a column: 0 is ``A``, 26 is ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


_KINDS: Final[Mapping[type, Kind]] = {
    str: "text",
    float: "figure",
    int: "figure",
    bool: "yes_no",
    date: "date",
    datetime: "date",
    time: "time",
    timedelta: "time",
}


def _kind(value: Value) -> Kind:
    return "empty" if value == "" else _KINDS[type(value)]


# Reading

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (b"%PDF", FileKind.PDF),
    (b"{\\rtf", FileKind.WORD),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"PK\x05\x06", FileKind.ARCHIVE),
)
_OLDER_XLS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_XML_WORKBOOK: Final = b"urn:schemas-microsoft-com:office:spreadsheet"


def read(path: Path) -> Book:
    """Read every sheet of a workbook.

    Raises a trouble with its sentence for a file that is missing, in use, empty, too large, torn, locked by a
    password, a bomb or no table at all.
    """
    data = _bytes_of(path)
    file = path.name
    name = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        seen = look_into_zip(data, file)
        return Book(file, name, "xlsx", _sheets(data, seen, file), _cautions(seen, file))
    if data.startswith(_OLE):
        seen = look_into_ole(data, file)
        return Book(file, name, "xls", _sheets(data, seen, file), _cautions(seen, file))
    _judge_beginning(data, file)
    text = texts.decoded(data, file)
    if texts.looks_like_a_web_page(text):
        tables = texts.web_tables(text, file)
        sheets = (Sheet(str(number), table.rows, merges=table.merges) for number, table in enumerate(tables, 1))
        return Book(file, name, "web", tuple(sheets))
    rows, lines = texts.separated(text, file)
    check_size(file, len(rows), max(map(len, rows), default=0))
    return Book(file, name, "text", (Sheet(None, rows, lines=lines),))


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileIsFolder(file=path.name)
        if size > MOST_BYTES:
            raise FileTooLarge(file=path.name, size=size // MEGABYTE, most=MOST_BYTES // MEGABYTE)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FileMissing(file=path.name) from error
    except OSError as error:
        raise FileLocked(file=path.name) from error
    if not data.strip(b"\0 \t\r\n"):
        raise FileEmpty(file=path.name)
    return data


def _judge_beginning(data: bytes, file: str) -> None:
    for beginning, kind in _OTHERS:
        if data.startswith(beginning):
            raise NotAWorkbook(file=file, kind=kind.label)
    if data.startswith(_OLDER_XLS):
        raise OtherWorkbook(file=file, kind="Excel 4")
    if _XML_WORKBOOK in data[:4096]:
        raise OtherWorkbook(file=file, kind="XML")


def _cautions(seen: Seen, file: str) -> tuple[Caution, ...]:
    return (MacrosIgnored(file=file),) if seen.macros else ()


def _sheets(data: bytes, seen: Seen, file: str) -> tuple[Sheet, ...]:
    try:
        with _quiet(), python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(
                _sheet(book.get_sheet_by_name(told.name), told, seen)
                for told in book.sheets_metadata
                if told.typ is python_calamine.SheetTypeEnum.WorkSheet
            )
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise WorkbookDamaged(file=file) from error
    except BaseException as error:
        # Over a twisted xls the reader panics with an exception of its own that is no Exception.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise WorkbookDamaged(file=file) from error


def _sheet(sheet: python_calamine.CalamineSheet, told: python_calamine.SheetMetadata, seen: Seen) -> Sheet:
    if sheet.end is not None:
        check_size(told.name, sheet.end[0] + 1, sheet.end[1] + 1)
    return Sheet(
        told.name,
        sheet.to_python(skip_empty_area=False),
        hidden=told.visible is not python_calamine.SheetVisibleEnum.Visible,
        merges=sheet.merged_cell_ranges or (),
        formulas=seen.formulas.get(told.name, {}),
        errors=seen.errors.get(told.name, {}),
        date1904=seen.date1904,
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reader's own crash report off the terminal: what it means is said in a sentence."""
    try:
        terminal = os.dup(2)
    except OSError:  # a window without a terminal has no such stream
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)
