"""Everything a finished PDF says, on its pages and behind them: what a stranger with the file could find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf

from .render import texts

__all__ = ["Said", "everything_said", "pictures_in"]

_DEEPEST = 12
_MOMENT = re.compile(r"D:[0-9]{14}[+\-Z0-9']*")
"""A moment as ISO 32000-1 7.9.4 writes it; the file's own, and fourteen digits that mean nothing else."""


class Said(NamedTuple):
    """A piece of text and where it was found, in the clerk's words."""

    place: str
    text: str
    page: bool = False
    """The whole of what a page shows, as its reader reads it."""


def everything_said(pdf: bytes) -> list[Said]:
    """Texts of pages, substitutes of marked content, document properties, archive metadata, notes, attachments.

    Raises:
        PageUnreadable: the file cannot be opened.
    """
    said = [Said(f"第{number}页", text, page=True) for number, text in enumerate(texts(pdf), start=1)]
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            said += [Said(f"第{number}页", text) for text in _substitutes(page.obj, set())]
        for found in document.objects:
            if isinstance(found, pikepdf.Stream) and found.get("/Type") == pikepdf.Name.Metadata:
                said.append(Said("的文件属性", found.read_bytes().decode("utf-8", "replace")))
            said += [Said("的文件属性", text) for text in _strings(found, 0)]
    return said


def pictures_in(pdf: bytes) -> int:
    """How many pictures the file holds."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return sum(
            isinstance(found, pikepdf.Stream) and found.get("/Subtype") == pikepdf.Name.Image
            for found in document.objects
        )


def _substitutes(holder: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[str]:
    """ActualText and alternatives in a content stream and in the forms it calls."""
    for step in pikepdf.parse_content_stream(holder):
        if str(step.operator) in {"BDC", "DP"}:
            for operand in step.operands:
                yield from _inside(operand, 0)
    forms = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for form in forms.values():
        if form.objgen not in seen and form.get("/Subtype") == pikepdf.Name.Form:
            seen.add(form.objgen)
            yield from _substitutes(form, seen)


def _strings(found: pikepdf.Object, depth: int) -> Iterator[str]:
    """Text strings inside an object, without following references to other objects."""
    if isinstance(found, pikepdf.String):
        if not _MOMENT.fullmatch(str(found)):
            yield str(found)
    elif depth < _DEEPEST and isinstance(found, pikepdf.Array):
        for part in found:
            yield from _inside(part, depth)
    elif depth < _DEEPEST and isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for part in found.values():
            yield from _inside(part, depth)


def _inside(part: object, depth: int) -> Iterator[str]:
    if isinstance(part, pikepdf.Object) and not part.is_indirect:
        yield from _strings(part, depth + 1)
