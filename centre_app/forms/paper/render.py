"""Pages as pictures: for the screen, for the gallery, and for tests that look at what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final

import pypdfium2
from PIL.Image import open as open_picture

from centre_app.core.refusals.paper import PageUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Drawn", "drawn", "pictures", "png", "sheets", "sizes", "texts"]

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME: Final = Lock()
"""PDFium may be called by one thread at a time only, even for different documents."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as pixels: blue, green, red and a byte that says nothing, row by row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, dpi: int = 110) -> list[Image]:
    """Every page, drawn at that resolution.

    Raises:
        PageUnreadable: the bytes are no PDF, or a broken one.
    """
    with _opened(pdf) as document:
        return [page.render(scale=dpi / _POINTS_PER_INCH).to_pil() for page in document]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points.

    Raises:
        PageUnreadable: the bytes are no PDF, or a broken one.
    """
    with _opened(pdf) as document:
        return [page.get_size() for page in document]


def sheets(scan: bytes) -> int:
    """How many pages a scan has, PDF or picture; a file that cannot be opened is taken for one."""
    try:
        if scan.startswith(b"%PDF-"):
            return len(sizes(scan))
        with open_picture(BytesIO(scan)) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (PageUnreadable, OSError):
        return 1


def drawn(pdf: bytes, page: int, scale: float) -> Drawn:
    """One page, counted from 0, with so many pixels to a point: for the screen.

    Raises:
        PageUnreadable: the bytes are no PDF, or a broken one.
    """
    with _opened(pdf) as document:
        bitmap = document[page].render(scale=scale, prefer_bgrx=True)
        return Drawn(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def png(picture: Image) -> bytes:
    """One picture as a PNG file."""
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """What searching and copying find on every page."""
    with _opened(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PageUnreadable from error
        try:
            yield document
        finally:
            document.close()
