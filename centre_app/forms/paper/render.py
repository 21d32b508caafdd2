"""Pages as pictures: for the screen, for the gallery, and for tests that look at what comes out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2

from centre_app.core.refusals.paper import PageUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["pictures", "png", "texts"]

_POINTS_PER_INCH = 72


def pictures(pdf: bytes, dpi: int = 110) -> list[Image]:
    """Every page, drawn at that resolution.

    Raises:
        PageUnreadable: the bytes are no PDF, or a broken one.
    """
    document = _opened(pdf)
    try:
        return [page.render(scale=dpi / _POINTS_PER_INCH).to_pil() for page in document]
    finally:
        document.close()


def png(picture: Image) -> bytes:
    """One picture as a PNG file."""
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """What searching and copying find on every page."""
    document = _opened(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PageUnreadable from error
