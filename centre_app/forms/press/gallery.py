"""Every form's sample as pictures in a folder: to look at, and to lay before the chair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from centre_app import forms, registry

from ..paper.form import Form
from ..paper.mark import PageMark
from ..paper.printing import to_pdf
from ..paper.render import pictures, png

__all__ = ["SAMPLE_MARK", "all_forms", "hang"]

SAMPLE_MARK = PageMark("SAMP1E00", sample=True)


def all_forms() -> list[Form[object]]:
    """Every form of the program, by code."""
    return [registry.load(forms, code, "FORM") for code in registry.names_in(forms)]


def hang(folder: Path, dpi: int = 110, mark: PageMark = SAMPLE_MARK) -> Iterator[Path]:
    """Draw the sample of every form on every paper it is made for; yields each picture once it is written.

    The names are ``CODE-PAPER-PAGE.png``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for form in all_forms():
        for version in form.versions:
            pdf = to_pdf(form, form.sample, mark, version.paper.name)
            for number, picture in enumerate(pictures(pdf, dpi), start=1):
                path = folder / f"{form.code}-{version.paper.name}-{number}.png"
                path.write_bytes(png(picture))
                yield path
