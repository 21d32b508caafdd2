"""Every form's sample as pictures in a folder, and a page that shows them all: to look at, to lay before the chair."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from centre_app.db.files import make_folder, write_durably

from ..paper.mark import PageMark
from ..paper.printing import to_pdf
from ..paper.render import pictures, png
from .issuing import SAMPLE_MARK, forms_known

__all__ = ["DPI", "INDEX", "hang"]

DPI = 110
INDEX = "index.html"

_WALL = Template("""<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>表单样张</title>
<style>
  body { margin: 2em; background: #eee; font-family: sans-serif; }
  figure { display: inline-block; margin: 0 1em 2em 0; vertical-align: top; }
  img { display: block; width: 26em; background: #fff; box-shadow: 0 0 4px #999; }
  figcaption { margin-top: .5em; }
</style>
<h1>表单样张</h1>
$figures</html>
""")


def hang(folder: Path, dpi: int = DPI, mark: PageMark = SAMPLE_MARK) -> Iterator[Path]:
    """Draw the sample of every form on every paper it is made for; yields each picture once it is written.

    The names are ``CODE-PAPER-PAGE.png``; at the end ``INDEX`` shows them all.

    Raises:
        Refused, DiskFull, ReadOnlyStore, FolderNotReached: the folder cannot be made or written.
    """
    make_folder(folder)
    figures = []
    for form in forms_known():
        for version in form.versions:
            paper = version.paper.name
            drawn = pictures(to_pdf(form, form.sample, mark, paper), dpi)
            for number, picture in enumerate(drawn, start=1):
                path = folder / f"{form.code}-{paper}-{number}.png"
                write_durably(path, png(picture))
                caption = escape(f"{form.name}　{paper}　第{number}页，共{len(drawn)}页")
                figures.append(
                    f'<figure><img src="{path.name}" alt="{caption}"><figcaption>{caption}</figcaption></figure>\n'
                )
                yield path
    write_durably(folder / INDEX, _WALL.substitute(figures="".join(figures)).encode("utf-8"))
