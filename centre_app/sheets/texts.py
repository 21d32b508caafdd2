"""Tables that are plain text: comma, semicolon or tab separated in any usual encoding, and web pages named ``.xls``."""

from __future__ import annotations

import codecs
import csv
import io
import re
from html.parser import HTMLParser
from typing import Final

from centre_app.core.refusals.sheets import NotAWorkbook, QuoteOpen, TextUnreadable
from centre_app.core.vocabulary.sheets import FileKind

from .guards import Place, check_size

__all__ = ["WebTable", "decoded", "looks_like_a_web_page", "separated", "web_tables"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS: Final = ("utf-8", "gb18030")
_SEPARATORS: Final = ",\t;|"
_LINES_TO_JUDGE: Final = 20
_LONGEST_FIELD: Final = 1_000_000
"""Longer than any cell that is let through later, so that a long cell is told by its row, not by the reader."""
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_KEPT_AS_TEXT: Final = re.compile(r'^="([^"]*)"$')
"""How a csv keeps a spreadsheet from making a figure of a number."""
_WEB_PAGE: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta|body|style|table)\b", re.IGNORECASE | re.DOTALL
)


def decoded(data: bytes, file: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8 where it is that throughout, else GB18030.

    Raises ``NotAWorkbook`` for bytes that are no text, ``TextUnreadable`` for an encoding that is neither.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, file)
    if b"\0" in data:
        raise NotAWorkbook(file=file, kind=FileKind.OTHER.label)
    try:
        return data.decode(_ENCODINGS[0])
    except UnicodeDecodeError:
        return _strict(data, _ENCODINGS[1], file)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextUnreadable(file=file, line=data.count(b"\n", 0, error.start) + 1) from error


def separated(text: str, file: str) -> tuple[list[list[str]], list[int]]:
    """Records of a separated text, and for each the line of the file that it begins on (from 1).

    A record counts as a row of a spreadsheet, an empty line too. Raises ``QuoteOpen`` where a quote never ends, and
    ``TooManyRows`` or ``TooManyColumns`` for what would take too much room.
    """
    first = 1
    told = _SEPARATOR_LINE.match(text)
    if told:
        text, first = text[told.end() :], 2
    separator = told[1] if told else _separator_of(text)
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows, lines = _records(text, separator, first, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error) or "field larger" in str(error):
            raise QuoteOpen(file=file) from error
        rows, lines = _records(text, separator, first, strict=False)
    finally:
        csv.field_size_limit(before)
    return _even(rows, file), lines


def _records(text: str, separator: str, first: int, *, strict: bool) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = first
    for row in reader:
        rows.append(row)
        lines.append(line)
        line = reader.line_num + first
    if '="' in text:
        rows = [[_KEPT_AS_TEXT.sub(r"\1", cell) for cell in row] for row in rows]
    return rows, lines


def _even(rows: list[list[str]], file: str) -> list[list[str]]:
    """The rows, each as long as the longest."""
    width = max(map(len, rows), default=0)
    check_size(file, len(rows), width)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def _separator_of(text: str) -> str:
    """The sign that parts most lines of the beginning into the same number of fields, and into most."""
    lines = [line for line in text[:65_536].splitlines()[:_LINES_TO_JUDGE] if line.strip()]

    def merit(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if sign in line]
        if not counts:
            return (0, 0)
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) * usual, usual)

    return max(_SEPARATORS, key=merit)


def looks_like_a_web_page(text: str) -> bool:
    """Whether a text begins as HTML does; offices' web systems name such pages ``.xls``."""
    return _WEB_PAGE.match(text[:4096]) is not None


class WebTable:
    """One table of a web page: its rows of texts and its merged cells (first row, first column, last, last).

    Spans of a few bytes ask for rooms of any size, so the room is looked at before it is taken.
    """

    def __init__(self, file: str) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[tuple[Place, Place]] = []
        self._file = file
        self._taken_to: list[int] = []  # of each column: the first row that no cell from above reaches into

    def add_row(self) -> None:
        """Begin the next row."""
        self.rows.append([])

    def add_cell(self, text: str, across: int, down: int) -> None:
        """Put a cell at the next free place of the last row.

        Raises ``TooManyRows`` or ``TooManyColumns``.
        """
        if not self.rows:
            self.add_row()
        here, row = len(self.rows) - 1, self.rows[-1]
        while len(row) < len(self._taken_to) and self._taken_to[len(row)] > here:
            row.append("")
        column, end = len(row), len(row) + across
        check_size(self._file, len(self.rows), end)
        row.extend([text] + [""] * (across - 1))
        if across > 1 or down > 1:
            self.merges.append(((here, column), (here + down - 1, end - 1)))
        self._taken_to.extend([0] * (end - len(self._taken_to)))
        self._taken_to[column:end] = [here + down] * across


_MOST_SPAN: Final = 1_000


class _TableReader(HTMLParser):
    """Collects the tables of a page; what stands outside their cells is passed over."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._file = file
        self.tables: list[WebTable] = []
        self._open: list[WebTable] = []
        self._texts: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins; one that was not closed ends here."""
        if tag == "table":
            self._end_cell()
            self._open.append(WebTable(self._file))
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].add_row()
        elif tag in {"td", "th"} and self._open:
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._texts = []
        elif tag == "br" and self._texts is not None:
            self._texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A cell or a table ends."""
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text inside a cell is kept, with its line breaks and blanks as a browser shows them."""
        if self._texts is not None:
            self._texts.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _end_cell(self) -> None:
        if self._texts is not None:
            self._open[-1].add_cell("".join(self._texts).strip(" "), *self._span)
            self._texts = None


def _span(given: str | None) -> int:
    return min(max(int(given), 1), _MOST_SPAN) if given and given.isdecimal() else 1


def web_tables(text: str, file: str) -> list[WebTable]:
    """All tables of a web page that hold a cell."""
    reader = _TableReader(file)
    reader.feed(text)
    reader.close()
    tables = [table for table in reader.tables if any(table.rows)]
    for table in tables:
        _even(table.rows, file)
    return tables
