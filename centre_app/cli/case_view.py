"""A whole household file as a document for scripts, and as blocks of captions and values for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from centre_app.cli import captions
from centre_app.cli.answers import Lines, Pairs, Part, word
from centre_app.core.acts import ACTS
from centre_app.core.fields import field
from centre_app.services.case_files import CaseFile, Named, Row, Section

__all__ = ["document_of", "parts_of"]


def document_of(file: CaseFile) -> dict[str, Any]:
    """The case's own fields, its household, and every section by its code, also where it is empty."""
    return {
        "case": file.case.key,
        **_values(file.case),
        "household": _document(file.household),
        **{section.code: [_document(row) for row in section.rows] for section in file.sections},
    }


def _document(row: Row) -> dict[str, Any]:
    below = {section.code: [_document(one) for one in section.rows] for section in row.below}
    return {"key": row.key, **_values(row), **below}


def _values(row: Row) -> dict[str, Any]:
    return {
        name: {"key": value.key, "name": value.name} if isinstance(value, Named) else value
        for name, value in row.values.items()
    }


def parts_of(file: CaseFile) -> Iterator[Part]:
    """Captions with their values; what is empty is left out."""
    yield Pairs(list(_captioned("case_file", file.case)))
    yield Pairs(list(_captioned("household", file.household)))
    for section in file.sections:
        if section.rows:
            yield Lines([f"— {captions.SECTIONS[section.code]}", *_rows(section, "  ")], fold=True)


def _rows(section: Section, margin: str) -> Iterator[str]:
    for number, row in enumerate(section.rows, start=1):
        said = captions.BETWEEN_FIELDS.join(
            captions.MENTIONED.format(caption=caption, value=value)
            for caption, value in _captioned(section.record, row)
        )
        yield f"{margin}{number}. {said}"
        for below in row.below:
            yield f"{margin}   {captions.SECTIONS[below.code]}"
            yield from _rows(below, f"{margin}     ")


_MARKS = {"outdated": captions.OUTDATED_PAGE, "scanned": captions.SCANNED}


_ONLY_KEYS = frozenset({("means_test", "counted")})
"""What names people by keys that only the program understands."""


def _captioned(record: str, row: Row) -> Iterator[tuple[str, str]]:
    """What people read of a record: labels instead of codes; what only the program understands is left out."""
    for name, value in row.values.items():
        if (record, name) in _ONLY_KEYS:
            continue
        if name in _MARKS:
            yield _MARKS[name], word(value)
        elif isinstance(value, Named):
            yield field(record, f"{name}_id").label, value.name
        elif value not in (None, "") and not isinstance(value, dict | list):
            yield field(record, name).label, _label(record, name, value)
        elif isinstance(value, list) and value:
            yield field(record, name).label, captions.BETWEEN.join(_label(record, name, one) for one in value)


def _label(record: str, name: str, value: object) -> str:
    if (record, name) == ("case_move", "act"):
        return ACTS[str(value)].label
    option = field(record, name).option(value) if isinstance(value, str) else None
    return option.label if option else word(value)
