"""The same blocks as plain text: for reading aloud, for a terminal, and for tests that a person can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from .blocks import (
    Block,
    Box,
    Break,
    Cell,
    Checks,
    Column,
    Cut,
    Ends,
    Fields,
    Gap,
    Grid,
    Opinion,
    Seal,
    Section,
    Signatures,
    Signer,
    Text,
    Ticks,
    Title,
    Voice,
)

__all__ = ["columns_of", "plain", "words_of"]

_WIDE = frozenset("WFA")
_LINE = 76
_TWELFTHS = 12
_BLANK = "＿＿＿＿"
_DAY = "　　年　　月　　日"


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes: wide and ambiguous characters two, marks that join none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text
    )


def plain(blocks: Sequence[Block]) -> str:
    """The blocks as text, one paragraph or row a line."""
    lines: list[str] = []
    for block in blocks:
        lines += _SAID[type(block)](block)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text that the blocks would print."""
    for block in blocks:
        yield from _strings(block)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        for part in value:
            yield from _strings(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in {"key", "fit", "voice"}:
                yield from _strings(getattr(value, name))


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _title(block: Title) -> list[str]:
    return [" " * max((_LINE - columns_of(block.text)) // 2, 0) + block.text, ""]


def _text(block: Text) -> list[str]:
    indent = "　　" if block.voice in {Voice.BODY, Voice.HEAD, Voice.SUBHEAD} else ""
    return [indent + part for part in block.text.split("\n")]


def _ends(block: Ends) -> list[str]:
    return ["    ".join(part for part in (block.left, block.centre, block.right) if part)]


def _ticks(options: tuple[tuple[str, bool], ...]) -> str:
    return "　".join(("☑" if on else "□") + label for label, on in options)


def _value(box: Box) -> str:
    return _ticks(box.value.options) if isinstance(box.value, Ticks) else box.value


def _box(box: Box | Opinion) -> str:
    if isinstance(box, Opinion):
        signers = "　".join(f"{signer}：{_BLANK}" for signer in box.signers)
        foot = f"{signers}　{box.seal}{box.day or _DAY}"
        return f"{box.caption}：{box.text}\n    {foot}"
    caption = f"{box.caption}：" if box.caption else ""
    return f"{caption}{_value(box)}"


def _fields(block: Fields) -> list[str]:
    lines: list[str] = []
    used = float(_TWELFTHS)
    for box in block.boxes:
        words = _box(box)
        if used + box.width > _TWELFTHS or "\n" in words:
            lines += words.split("\n")
            used = box.width
        else:
            lines[-1] += f"    {words}"
            used += box.width
    return lines


def _grid(block: Grid) -> list[str]:
    columns = [Column(column) if isinstance(column, str) else column for column in block.columns]
    rows: list[list[Cell]] = []
    if any(column.group for column in columns):
        groups = [(name, len([*same])) for name, same in groupby(columns, key=lambda column: column.group)]
        rows.append([Cell(name, span=span) for name, span in groups])
    rows.append([Cell(column.head) for column in columns])
    blank = ([""] * len(columns) for _ in range(block.blank_rows))
    rows += [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in (*block.rows, *blank)]
    return _aligned(rows, len(columns))


def _aligned(rows: list[list[Cell]], count: int) -> list[str]:
    """Cells under their heads; a cell over several columns takes their room, one over several rows leaves white."""
    placed: list[list[tuple[int, Cell]]] = []
    busy: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        at = 0
        line = []
        for cell in row:
            while busy.get((number, at)):
                at += 1
            line.append((at, cell))
            busy.update({(number + down, at + right): True for down in range(cell.rows) for right in range(cell.span)})
            at += cell.span
        placed.append(line)
    widths = [0] * count
    for line in placed:
        for at, cell in line:
            if cell.span == 1:
                widths[at] = max(widths[at], columns_of(cell.text.replace("\n", " ")))
    lines = []
    for line in placed:
        words = ""
        for at, cell in line:
            words = _pad(words, sum(widths[:at]) + 2 * at) + cell.text.replace("\n", " ")
        lines.append(words)
    return lines


def _checks(block: Checks) -> list[str]:
    return [block.caption + _ticks(block.options)]


def _signatures(block: Signatures) -> list[str]:
    signers = [Signer(signer) if isinstance(signer, str) else signer for signer in block.signers]
    words = []
    for signer in signers:
        finger = "（指印）" if signer.fingerprint else ""
        day = f" {signer.day or _DAY}" if signer.dated else ""
        words.append(f"{signer.caption}：{signer.name or _BLANK}{finger}{day}")
    return ["", "    ".join(words)]


def _seal(block: Seal) -> list[str]:
    return ["", *(" " * max(_LINE - columns_of(words) - 8, 0) + words for words in (block.issuer, block.day))]


_SAID: dict[type, Callable[[Any], list[str]]] = {
    Title: _title,
    Text: _text,
    Ends: _ends,
    Gap: lambda block: [""],
    Cut: lambda block: [f"- - - - - - {block.text} - - - - - -"],
    Break: lambda block: ["", "=" * 12, ""],
    Checks: _checks,
    Signatures: _signatures,
    Seal: _seal,
    Fields: _fields,
    Section: lambda block: ["", f"【{block.text}】"],
    Grid: _grid,
}
