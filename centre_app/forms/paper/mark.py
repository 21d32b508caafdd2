"""What a page says about itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PageMark"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """What is printed at the edges of every page of one sheet.

    ``short_code`` is the eight characters that name the sheet; they stand in the page's QR code as well.
    """

    short_code: str
    copy: int = 1
    draft: bool = False
    sample: bool = False
    training: bool = False
    reprint: bool = False

    def payload(self, page: int, pages: int) -> str:
        """What the QR code of a page says: capital letters, digits and points only, to keep its modules large."""
        return f"BF1.{self.short_code}.{self.copy}.{page}.{pages}"

    @property
    def watermark(self) -> str:
        if self.draft:
            return "草稿"
        if self.sample:
            return "样张"
        return "培训资料" if self.training else ""
