"""Readers of finished pages that know nothing of how they were drawn."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from centre_app.forms.paper.render import texts

SHOWS = {"Tj", "'", '"', "TJ"}


def by_pdfium(pdf: bytes) -> str:
    return "\n".join(texts(pdf))


def by_text_maps(pdf: bytes) -> str:
    """Follow ISO 32000 by hand: codes through each font's text map, substitutes of marked content in their place."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\n".join("".join(_said(page.obj, page.obj.Resources)) for page in document.pages)


def by_pdftotext(pdf: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


READERS: dict[str, Callable[[bytes], str]] = {"pdfium": by_pdfium, "text maps": by_text_maps}
if shutil.which("pdftotext"):  # a further witness where it is installed
    READERS["pdftotext"] = by_pdftotext


def _said(stream: pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
    font: dict[int, str] = {}
    silent: list[bool] = []
    for step in pikepdf.parse_content_stream(stream):
        operator = str(step.operator)
        operands = list(step.operands)
        if operator == "BDC":
            mark = operands[1]
            spoken = isinstance(mark, pikepdf.Dictionary) and "/ActualText" in mark
            if spoken:
                yield f"{mark.ActualText}\n"
            silent.append(spoken)
        elif operator == "EMC":
            silent.pop()
        elif operator == "Tf":
            font = text_map(resources.Font[str(operands[0])])
        elif operator in SHOWS and not any(silent):
            yield "".join(font[code] for code in bytes(operands[-1]))
        elif operator in {"Tm", "ET"} and not any(silent):
            yield "\n" if operator == "ET" else ""
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            yield from _said(form, form.Resources)


def text_map(font: pikepdf.Object) -> dict[int, str]:
    """Codes of an embedded subset to characters; a code without an entry would be an empty box on the page."""
    words = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,8})>", words)
    return {int(code, 16): bytes.fromhex(char).decode("utf-16-be") for code, char in pairs}


def fonts_of(pdf: bytes) -> list[dict[str, object]]:
    """Of each font: its name, whether it is embedded, and whether it has a text map."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            {
                "name": str(found.BaseFont),
                "embedded": "/FontFile2" in found.FontDescriptor,
                "mapped": "/ToUnicode" in found,
            }
            for found in document.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == pikepdf.Name.Font
        ]
