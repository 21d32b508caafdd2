"""The last pass over a PDF: what PDF/A-2b (ISO 19005-2) asks beyond embedded fonts."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import ImageCms

__all__ = ["finished"]

_PROFILE_DATE = slice(24, 36)
"""Creation date in the head of an ICC profile; the maker writes the clock into it, and no two runs would agree."""

_NOT_SAID = ("/Trapped", "/CreationDate", "/ModDate")
"""The invariant days of the PDF library are no days of ours, and might be somebody's birth date."""


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = bytes(12)
    return bytes(profile)


def finished(raw: bytes) -> bytes:
    """The same pages with colour profile, archive metadata and an identifier made from the content."""
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        for key in _NOT_SAID:
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        profile = pikepdf.Stream(pdf, _srgb(), N=3)
        pdf.Root.OutputIntents = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFA1,
                    OutputConditionIdentifier=pikepdf.String("sRGB"),
                    DestOutputProfile=pdf.make_indirect(profile),
                )
            ]
        )
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta.load_from_docinfo(pdf.docinfo)
            meta["pdfaid:part"] = "2"
            meta["pdfaid:conformance"] = "B"
            meta["dc:language"] = ["zh-CN"]
        pdf.save(out, min_version="1.7", deterministic_id=True)
    return out.getvalue()
