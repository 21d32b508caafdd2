"""What a command answers, and how it is written: one JSON document, or Chinese for people in 80 columns."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TextIO
from uuid import UUID

import click

from centre_app.cli import captions
from centre_app.cli.columns import columns, folded
from centre_app.core.money import shown
from centre_app.core.refusals import Told
from centre_app.core.vocabulary import Choice

__all__ = ["WIDTH", "Answer", "Lines", "Pairs", "Raw", "Table", "clean", "coded", "told", "word", "write", "write_json"]

WIDTH: Final = 80
HANGING: Final = 2


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, one a line; ``fold`` breaks those that are too long, each part as far in as its first."""

    lines: Sequence[str]
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """Text that is printed as it is, such as a page in plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Captions with their values; what has no value is left out."""

    pairs: Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; without rows the sentence ``empty``."""

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    title: str = ""
    empty: str = captions.NOTHING


Part = Lines | Raw | Pairs | Table


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command: the document for scripts, and the same for people."""

    document: Any
    parts: tuple[Part, ...] = ()
    exit_code: int = 0


# For scripts ----------------------------------------------------------------------------------------------------


def coded(choice: Choice) -> dict[str, str]:
    """A member of a code list as ``{code, label}``."""
    return {"code": choice.value, "label": choice.label}


def told(objections: Iterable[Told]) -> list[dict[str, Any]]:
    """Refusals, troubles or cautions as ``{code, text, field, stops}``."""
    return [
        {"code": one.code, "text": one.sentence, "field": one.field, "stops": one.stops}
        for one in dict.fromkeys(objections)
    ]


def _as_json(value: object) -> object:
    """Money is text with two decimals, days are ISO."""
    simple: Mapping[type, Callable[[Any], object]] = {
        Decimal: shown,
        UUID: str,
        Path: str,
        datetime: datetime.isoformat,
        date: date.isoformat,
        frozenset: sorted,
    }
    for kind, shape in simple.items():
        if isinstance(value, kind):
            return shape(value)
    raise AssertionError(type(value).__name__)


def write_json(document: object, stream: TextIO) -> None:
    """Write one document and a line's end. A lone surrogate becomes its JSON escape (see ``frame.prepare``)."""
    json.dump(document, stream, ensure_ascii=False, default=_as_json, separators=(", ", ": "))
    stream.write("\n")
    stream.flush()


# For people -----------------------------------------------------------------------------------------------------


def write(answer: Answer, *, as_json: bool) -> None:
    """Write the answer to standard output."""
    if as_json:
        write_json(answer.document, sys.stdout)
        return
    for part in answer.parts:
        _show(part)
    sys.stdout.flush()


def clean(text: str) -> str:
    """Without control characters: what was typed somewhere must not drive the terminal."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\N{REPLACEMENT CHARACTER}" for c in text)


def word(value: object) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return captions.YES if value else captions.NO
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, Decimal):
        return shown(value)
    if isinstance(value, tuple | list | set | frozenset):
        return captions.BETWEEN.join(word(item) for item in value)
    return clean(str(value))


def _show(part: Part) -> None:
    match part:
        case Raw(text):
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
        case Lines(lines, fold):
            for line in lines:
                print("\n".join(_hanging(clean(line))) if fold else clean(line))
        case Pairs(pairs):
            _print_columns([(name, word(value)) for name, value in pairs if value not in (None, "", (), [])])
        case Table(heads, rows, title, empty):
            if title:
                print(_heading(title))
            if rows:
                _print_columns([heads, *([word(value) for value in row] for row in rows)], headed=True)
            else:
                print(empty)


def _hanging(line: str) -> Iterator[str]:
    text = line.lstrip()
    margin = " " * (len(line) - len(text))
    first, *others = folded(text, _width() - len(margin) - HANGING)
    yield margin + first
    yield from (margin + " " * HANGING + other for other in others)


def _width() -> int:
    """How wide what people read may be: as wide as the terminal, never more than 80."""
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH) if sys.stdout.isatty() else WIDTH


def _print_columns(rows: Sequence[Sequence[str]], *, headed: bool = False) -> None:
    """Columns that fit the terminal, never more than 80 wide."""
    for number, line in enumerate(columns(rows, _width())):
        print(_heading(line) if headed and not number else line)


def _heading(text: str) -> str:
    """Bold on a terminal, plain elsewhere."""
    return click.style(text, bold=True) if sys.stdout.isatty() else text
