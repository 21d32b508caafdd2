"""Looks at the bytes of a workbook before any reader opens it.

A reader lays a sheet out as one block from its first to its last cell: two cells in opposite corners, a bomb in
the zip or a broken record would cost all memory. What no reader tells is kept on the way: formulas without a
stored value, error values, macros, the calendar that dates are counted in.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element, ParseError

import olefile
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml

from centre_app.core.refusals import Trouble
from centre_app.core.refusals.sheets import (
    NotAWorkbook,
    OtherWorkbook,
    TooManyColumns,
    TooManyRows,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookTooBig,
)
from centre_app.core.vocabulary.sheets import FileKind

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Place",
    "Seen",
    "check_size",
    "column_number",
    "look_into_ole",
    "look_into_zip",
]

MOST_ROWS: Final = 65_536
MOST_COLUMNS: Final = 1_024
MOST_CELLS: Final = 8_000_000
"""Room that a sheet may take as a block; a county's table of 5,000 rows and 60 columns takes 300,000."""
MOST_UNZIPPED: Final = 256 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024

Place: TypeAlias = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(slots=True)
class Seen:
    """What the bytes told: by the name of the sheet, formulas without a value and error values by place."""

    macros: bool = False
    date1904: bool = False
    formulas: dict[str, dict[Place, str]] = field(default_factory=dict)
    errors: dict[str, dict[Place, str]] = field(default_factory=dict)


def column_number(letters: str) -> int:
    """``A`` is 0, ``Z`` 25, ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def check_size(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet that would take too much room."""
    if rows > MOST_ROWS:
        raise TooManyRows(sheet=sheet, rows=rows, most=MOST_ROWS)
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise TooManyColumns(sheet=sheet, columns=columns, most=min(MOST_COLUMNS, MOST_CELLS // rows))


# xlsx

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ALSO_READ: Final = frozenset({"xl/sharedStrings.xml", "xl/styles.xml"})
_ENCRYPTED: Final = 0x1
_NOT_READ: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    ParseError,
    DefusedXmlException,
)
"""What the readers of zip and XML raise over a torn or twisted file."""

_FAR: Final = re.compile(rb"""r=(?:'|"(?:[0-9]{6}|[A-Z]{3}|[J-Z][A-Z]|I[W-Z]|[A-Z]{1,2}[0-9]{6}|&))""")
_WITHOUT_PLACE: Final = re.compile(rb"<c(?:>|\s[^r])")
"""Cells beyond column IV or row 99,999, and cells whose place is written in an unusual way: then all are counted.
(Two patterns that begin with plain letters are found many times faster than one that does not.)"""
_WITHOUT_VALUE: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_WITH_ERROR: Final = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<")
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


def look_into_zip(data: bytes, file: str) -> Seen:
    """Judge an xlsx by its parts: every part that will be read is unpacked once, with its checksum.

    Raises a trouble for what is no workbook, locked by a password, torn, or would take too much room.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = frozenset(packed.namelist())
            if any(part.flag_bits & _ENCRYPTED for part in packed.infolist()):
                raise WorkbookEncrypted(file=file)
            if _BOOK not in names:
                raise _other_zip(names, file)
            if sum(part.file_size for part in packed.infolist()) > MOST_UNZIPPED:
                raise WorkbookTooBig(file=file, most=MOST_UNZIPPED // MEGABYTE)
            return _look_into_parts(packed, names)
    except _NOT_READ as error:
        raise WorkbookDamaged(file=file) from error


def _other_zip(names: frozenset[str], file: str) -> Trouble:
    for part, kind in {"xl/workbook.bin": "xlsb", "content.xml": "ods"}.items():
        if part in names:
            return OtherWorkbook(file=file, kind=kind)
    looks = FileKind.ARCHIVE
    for part, kind in {"word/document.xml": FileKind.WORD, "ppt/presentation.xml": FileKind.SLIDES}.items():
        looks = kind if part in names else looks
    return NotAWorkbook(file=file, kind=looks.label)


def _look_into_parts(packed: zipfile.ZipFile, names: frozenset[str]) -> Seen:
    book = Xml.fromstring(packed.read(_BOOK))
    targets = {each.get("Id"): each.get("Target", "") for each in Xml.fromstring(packed.read(_RELATIONS))}
    seen = Seen(
        macros="xl/vbaProject.bin" in names,
        date1904=any(each.get("date1904") in {"1", "true"} for each in _named(book, "workbookPr")),
    )
    for part in names & _ALSO_READ:
        packed.read(part)
    for sheet in _named(book, "sheet"):
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("/xl", targets.get(relation, "")))[1:]
        if part in names:
            _look_into_sheet(packed.read(part), sheet.get("name", ""), seen)
    return seen


def _named(top: Element, tag: str) -> Iterator[Element]:
    return (each for each in top.iter() if _tag(each) == tag)


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _look_into_sheet(data: bytes, name: str, seen: Seen) -> None:
    if _FAR.search(data) or _WITHOUT_PLACE.search(data):
        check_size(name, *_extent(data))
    if b"<f" in data or b":f" in data:
        seen.formulas[name] = dict(_formulas_without_value(data))
    if b't="e"' in data:
        seen.errors[name] = {
            _place(found[1]): found[2].decode("utf-8", "replace") for found in _WITH_ERROR.finditer(data)
        }


def _extent(data: bytes) -> Place:
    """Rows and columns up to the last cell that holds something; cells that are only coloured do not count."""
    row = column = rows = columns = 0
    holder: Element | None = None
    for event, node in Xml.iterparse(io.BytesIO(data), events=("start", "end")):
        match event, _tag(node):
            case "start", "sheetData":
                holder = node
            case "start", "row":
                row, column = int(node.get("r", row + 1)), 0
            case "start", "c":
                column = _column(node.get("r", ""), column + 1)
            case "end", "c":
                if any(_tag(each) in {"f", "is"} or each.text for each in node):
                    rows, columns = max(rows, row), max(columns, column)
            case "end", "row" if holder is not None:
                holder.clear()
    return rows, columns


def _column(place: str, following: int) -> int:
    letters = place.rstrip("0123456789")
    return column_number(letters) + 1 if letters else following


def _formulas_without_value(data: bytes) -> Iterator[tuple[Place, str]]:
    for found in _WITHOUT_VALUE.finditer(data):
        start = max(data.rfind(b"<c ", 0, found.start()), data.rfind(b":c ", 0, found.start()))
        attributes = data[start : data.index(b">", start)]
        if b't="str"' in attributes and found[1]:
            continue  # an empty text that was reckoned is a value
        formula = _FORMULA.search(data, start, found.end())
        yield _place(attributes), "=" + html.unescape(formula[1].decode("utf-8", "replace") if formula else "")


def _place(attributes: bytes) -> Place:
    found = _PLACE.search(attributes)
    if found is None:
        raise ValueError(attributes)
    return int(found[2]) - 1, column_number(found[1].decode())


# xls

_FILEPASS: Final = 0x2F
_DATEMODE: Final = 0x22
_SEVERAL_CELLS: Final = 0x00BD
"""MULRK: row, first column ... last column."""
_CELLS: Final = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _SEVERAL_CELLS})
"""FORMULA, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK, MULRK: each begins with row and column."""
_MACROS: Final = "_VBA_PROJECT_CUR"
_STREAMS: Final = ("Workbook", "Book")


def look_into_ole(data: bytes, file: str) -> Seen:
    """Judge an xls (BIFF in a compound file) by walking its records.

    Raises a trouble for what is no workbook, locked by a password, torn, or would take too much room.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as packed:
            if packed.exists("EncryptedPackage") or packed.exists("EncryptionInfo"):
                raise WorkbookEncrypted(file=file)
            stream = next((name for name in _STREAMS if packed.exists(name)), None)
            if stream is None:
                looks = FileKind.WORD if packed.exists("WordDocument") else FileKind.MAIL
                raise NotAWorkbook(file=file, kind=looks.label)
            size = packed.get_size(stream)
            records = packed.openstream(stream).read()
            seen = Seen(macros=packed.exists(_MACROS))
    except (*_NOT_READ, IndexError, TypeError, struct.error, RecursionError) as error:
        raise WorkbookDamaged(file=file) from error
    if len(records) < size:
        raise WorkbookDamaged(file=file)
    _walk(records, file, seen)
    return seen


def _walk(records: bytes, file: str, seen: Seen) -> None:
    """A table has a record for each cell: head and place of one are read together, with room behind the last."""
    rows = columns = place = 0
    end = len(records) - 4
    head = struct.Struct("<HHHH").unpack_from
    with_room = records + bytes(4)
    while place <= end:
        kind, length, row, column = head(with_room, place)
        place += 4 + length
        if kind in _CELLS:
            if kind == _SEVERAL_CELLS:
                column += (length - 6) // 6 - 1
            if row > rows or column > columns:
                rows, columns = max(rows, row), max(columns, column)
        elif kind == _FILEPASS:
            raise WorkbookEncrypted(file=file)
        elif kind == _DATEMODE:
            seen.date1904 = row == 1
    if place > len(records):
        raise WorkbookDamaged(file=file)
    check_size(file, rows + 1, columns + 1)
