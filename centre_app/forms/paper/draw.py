"""Pages onto the canvas of the PDF library.

What is the same on every sheet of a form (captions, heads, rules) is written once and called by each page; text
that is spread over its cell carries the word it stands for, so that searching and copying give the word back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final, cast

import segno
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .fonts import Role, chain, outline
from .geometry import Paper
from .ops import Circle, Dashes, Op, Rule, Spoken, Tint, Write, written
from .pages import Page
from .setter import single

__all__ = ["draw"]

_WATER = 0.93
_DASH = (2.4, 2.4)
_UNSEEN: Final = 3


def draw(pages: Iterable[Page], title: str) -> bytes:
    """The pages as one PDF. Equal pages give equal bytes."""
    out = BytesIO()
    chain(Role.SONG).faces["一"]  # the canvas names its first font at once, so it must be there
    # The first font takes the place of an unembedded Helvetica; its type is wrong in the published stubs.
    options: dict[str, Any] = {"initialFontName": Role.SONG.value}
    canvas = _Sheets(out, invariant=1, pageCompression=1, lang="zh-CN", **options)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    stills: dict[object, str] = {}
    for page in pages:
        canvas.setPageSize((page.paper.width, page.paper.height))
        _page(canvas, page, stills)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: _Sheets, page: Page, stills: dict[object, str]) -> None:
    paper = page.paper
    if page.watermark:
        _watermark(canvas, page.watermark, paper)
    key = (paper.name, paper.left, paper.top, page.still)
    name = stills.get(key)
    if name is None:
        name = stills[key] = f"Still{len(stills) + 1}"
        canvas.beginForm(name, 0, 0, paper.width, paper.height)
        _layer(canvas, page.still, paper)
        canvas.endForm()
    canvas.doForm(name)
    _layer(canvas, page.live, paper)
    writer = _Writer(canvas)
    writer.put(page.edges, 0.0, paper.height)
    writer.close()
    _code(canvas, page.payload, paper)


def _layer(canvas: _Sheets, strips: Sequence[tuple[float, tuple[Op, ...]]], paper: Paper) -> None:
    """The type area: grounds and rules first, so that type stands over them."""
    left, top = paper.left, paper.height - paper.top
    for y, ops in strips:
        _grounds(canvas, ops, left, top - y)
    writer = _Writer(canvas)
    for y, ops in strips:
        writer.put(ops, left, top - y)
    writer.close()


def _grounds(canvas: Canvas, ops: Sequence[Op], left: float, top: float) -> None:
    rules: dict[float, list[tuple[float, float, float, float]]] = {}
    for op in ops:
        if isinstance(op, Rule):
            line = (left + op.x1, top - op.y1, left + op.x2, top - op.y2)
            rules.setdefault(op.width, []).append(line)
        elif isinstance(op, Tint):
            canvas.setFillGray(op.grey)
            canvas.rect(left + op.x, top - op.y - op.height, op.width, op.height, stroke=0, fill=1)
            canvas.setFillGray(0)
        elif isinstance(op, Circle | Dashes):
            _dashed(canvas)
            if isinstance(op, Circle):
                canvas.circle(left + op.x, top - op.y, op.radius)
            else:
                canvas.line(left + op.x1, top - op.y, left + op.x2, top - op.y)
            canvas.restoreState()
    for width in sorted(rules):
        canvas.setLineCap(2)
        canvas.setLineWidth(width)
        canvas.lines(rules[width])


def _dashed(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.25)
    canvas.setDash(*_DASH)


class _Sheets(Canvas):
    """The library's canvas, asked how it numbers the characters of its fonts."""

    _doc: PDFDocument

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._subsets: dict[tuple[str, int], str] = {}

    def numbered(self, face: str, text: str) -> Iterator[tuple[str, bytes]]:
        """A run in pieces of one embedded subset each: its name, and the characters' numbers in it."""
        font = cast("TTFont", getFont(face))
        for subset, chars in font.splitString(text, self._doc):
            name = self._subsets.get((face, subset))
            if name is None:
                name = self._subsets[face, subset] = font.getSubsetInternalName(subset, self._doc)
            yield name, chars


class _Writer:
    """Writes runs; keeps one text object open as long as nothing else comes between.

    The operators of ISO 32000-1 9.4 are written here, because the library's own text object sets and remembers for
    each run what only a typewriter needs; numbering of characters and of their subsets stays with its fonts.
    """

    def __init__(self, canvas: _Sheets) -> None:
        self.canvas = canvas
        self.left = 0.0
        self.top = 0.0
        self.code: list[str] = []
        self.font: tuple[str, float] | None = None
        self.space = 0.0

    def put(self, ops: Iterable[Op], left: float = 0.0, top: float = 0.0) -> None:
        """The runs among the ops, from that corner on."""
        self.left, self.top = left, top
        for op in ops:
            if isinstance(op, Write):
                self.write(op)
            elif isinstance(op, Spoken):
                self.spoken(op)

    def write(self, run: Write) -> None:
        code = self.code
        if not code:
            code.append("BT")
            self.font, self.space = None, 0.0
        if self.space != run.space:
            code.append(f"{fp_str(run.space)} Tc")
            self.space = run.space
        code.append(f"1 0 0 1 {fp_str(self.left + run.x, self.top - run.y)} Tm")
        for subset, chars in self.canvas.numbered(run.face, run.text):
            if self.font != (subset, run.size):
                code.append(f"{subset} {fp_str(run.size)} Tf")
                self.font = (subset, run.size)
            code.append(f"({escapePDF(chars)}) Tj")

    def spoken(self, word: Spoken) -> None:
        """ISO 32000-1 14.9.4: the text that stands for the marked content."""
        self.close()
        if word.solid:
            self._shapes(word)
            return
        code = word.text.encode("utf-16-be").hex().upper()
        self.canvas.addLiteral(f"/Span <</ActualText <FEFF{code}>>> BDC")
        for run in word.runs:
            self.write(run)
        self.close()
        self.canvas.addLiteral("EMC")

    def _shapes(self, word: Spoken) -> None:
        """What is seen as shapes, what is read as text that is not shown."""
        for run in word.runs:
            widths = chain(Role.SONG).widths
            x = self.left + run.x
            for char in run.text:
                path, units = outline(run.face, char)
                self.canvas.saveState()
                self.canvas.translate(x, self.top - run.y)
                self.canvas.scale(run.size / units, run.size / units)
                self.canvas.addLiteral(f"{path} f")
                self.canvas.restoreState()
                x += widths[char] * run.size + run.space
        self.canvas.addLiteral(f"{_UNSEEN} Tr")
        for run in word.solid:
            self.write(run)
        self.close()
        self.canvas.addLiteral("0 Tr")

    def close(self) -> None:
        if not self.code:
            return
        if self.space:
            self.code.append("0 Tc")
        self.code.append("ET")
        self.canvas.addLiteral("\n".join(self.code))
        self.code = []


def _watermark(canvas: _Sheets, words: str, paper: Paper) -> None:
    """Across the page in a light grey: a plain colour, because PDF/A-2 readers need no transparency for it."""
    size = min(paper.width, paper.height) * 0.8 / max(len(words), 3)
    canvas.saveState()
    canvas.setFillGray(_WATER)
    canvas.translate(paper.width / 2, paper.height / 2)
    canvas.rotate(40)
    line = single(words, Role.HEI, size)
    writer = _Writer(canvas)
    writer.put(written(line, -line.width / 2, 0.36 * size, size))
    writer.close()
    canvas.restoreState()


def _code(canvas: Canvas, payload: str, paper: Paper) -> None:
    """The page's QR code at the top right, its dark modules as one path of whole units."""
    matrix = segno.make_qr(payload, error="m", boost_error=False).matrix
    unit = paper.code_side / len(matrix)
    right = paper.width - paper.right
    bars = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                bars.append(f"{x} {-y - 1} {end - x} 1 re")
            x = end + 1
    canvas.saveState()
    canvas.translate(right - paper.code_side, paper.height - paper.code_top)
    canvas.scale(unit, unit)
    canvas.addLiteral(f"{' '.join(bars)} f")
    canvas.restoreState()
