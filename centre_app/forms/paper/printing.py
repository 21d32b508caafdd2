"""From sheets to a PDF file. Imported when something is printed, because it loads the PDF library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .draw import draw
from .finish import finished
from .form import Form
from .mark import PageMark
from .pages import Job, lay_out

__all__ = ["to_pdf", "to_pdf_many"]

SheetT = TypeVar("SheetT")


def to_pdf(form: Form[SheetT], sheet: SheetT, mark: PageMark, paper: str | None = None) -> bytes:
    """One sheet as PDF/A-2b. Equal sheets and marks give equal bytes.

    Raises:
        Refused: with every ``GlyphMissing`` or ``CellOverfull`` of the sheet.
    """
    return to_pdf_many(form, [(sheet, mark)], paper)


def to_pdf_many(form: Form[SheetT], sheets: Sequence[tuple[SheetT, PageMark]], paper: str | None = None) -> bytes:
    """Many sheets of one form in one file; captions and rules are written once."""
    version = form.on(paper)
    pages = (
        page for sheet, mark in sheets for page in lay_out(Job(version.layout(sheet), version.paper, mark, form.name))
    )
    return finished(draw(pages, form.name))
