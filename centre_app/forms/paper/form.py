"""A printed form: what it is called, what it shows, how it is laid out; how its sheets are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from centre_app.services.work import Look

from .blocks import Block
from .geometry import A4_FORM, Paper
from .text import plain

__all__ = ["Form", "Subject", "Version", "as_text", "sheet_from_json", "sheet_to_json"]

SheetT = TypeVar("SheetT")


class Subject(StrEnum):
    """What a form is printed for: the key that its ``gather`` is asked with."""

    CASE = "case"
    NOTICE = "notice"
    MEETING = "meeting"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Version(Generic[SheetT]):
    """The form on another sheet of paper."""

    paper: Paper
    layout: Callable[[SheetT], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Form(Generic[SheetT]):
    """One printed form. ``code`` is its file's name with hyphens; ``sample`` an invented sheet."""

    code: str
    name: str
    subject: Subject
    gather: Callable[[Look, str], SheetT]
    """Fills the sheet from the store; asked with the key of a case, a notice, a meeting (empty for the office)."""
    layout: Callable[[SheetT], Sequence[Block]]
    sample: SheetT
    paper: Paper = A4_FORM
    also: tuple[Version[SheetT], ...] = field(default=())

    @property
    def versions(self) -> tuple[Version[SheetT], ...]:
        """Every paper the form can be printed on, its own first."""
        return (Version(self.paper, self.layout), *self.also)

    def on(self, paper: str | None) -> Version[SheetT]:
        """The version for a paper's name (A4, A3), or the form's own.

        Raises:
            KeyError: the form is not made for that paper.
        """
        if paper is None:
            return self.versions[0]
        for version in self.versions:
            if version.paper.name == paper:
                return version
        raise KeyError(paper)


def as_text(form: Form[SheetT], sheet: SheetT, paper: str | None = None) -> str:
    """The same sheet as plain text."""
    return plain(form.on(paper).layout(sheet))


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def sheet_to_json(sheet: object) -> str:
    """The sheet as it is kept beside an issued page, so that a reprint never reckons again."""
    return _adapter(type(sheet)).dump_json(sheet).decode("utf-8")


def sheet_from_json(form: Form[SheetT], text: str) -> SheetT:
    """The sheet of an issued page, as it was."""
    kept: SheetT = _adapter(type(form.sample)).validate_json(text)
    return kept
