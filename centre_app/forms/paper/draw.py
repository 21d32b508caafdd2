"""Pages onto the canvas of the PDF library.

What is the same on every sheet of a form (captions, heads, rules) is written once and called by each page; text
that is spread over its cell carries the word it stands for, so that searching and copying give the word back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

import segno
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from .fonts import Role, chain, outline
from .geometry import Paper
from .ops import Circle, Dashes, Op, Rule, Spoken, Tint, Write
from .pages import Page

__all__ = ["draw"]

_WATER = 0.93
_DASH = (2.4, 2.4)
_UNSEEN: Final = 3


def draw(pages: Sequence[Page], title: str) -> bytes:
    """The pages as one PDF. Equal pages give equal bytes."""
    out = BytesIO()
    chain(Role.SONG).faces["一"]  # the canvas names its first font at once, so it must be there
    # The first font takes the place of an unembedded Helvetica; its type is wrong in the published stubs.
    options: dict[str, Any] = {"initialFontName": Role.SONG.value}
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="zh-CN", **options)
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


def _page(canvas: Canvas, page: Page, stills: dict[object, str]) -> None:
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
    _ops(canvas, page.edges, 0.0, paper.height)
    _code(canvas, page.payload, paper)


def _layer(canvas: Canvas, strips: Iterable[tuple[float, tuple[Op, ...]]], paper: Paper) -> None:
    for y, ops in strips:
        _ops(canvas, ops, paper.left, paper.height - paper.top - y)


def _ops(canvas: Canvas, ops: Sequence[Op], left: float, top: float) -> None:
    """Rules first, so that type stands over them; then runs of text in as few text objects as may be."""
    for op in ops:
        if isinstance(op, Tint):
            canvas.setFillGray(op.grey)
            canvas.rect(left + op.x, top - op.y - op.height, op.width, op.height, stroke=0, fill=1)
            canvas.setFillGray(0)
    _rules(canvas, [op for op in ops if isinstance(op, Rule)], left, top)
    writer = _Writer(canvas, left, top)
    for op in ops:
        if isinstance(op, Write):
            writer.write(op)
        elif isinstance(op, Spoken):
            writer.spoken(op)
        elif isinstance(op, Circle):
            _dashed(canvas)
            canvas.circle(left + op.x, top - op.y, op.radius)
            canvas.restoreState()
        elif isinstance(op, Dashes):
            _dashed(canvas)
            canvas.line(left + op.x1, top - op.y, left + op.x2, top - op.y)
            canvas.restoreState()
    writer.close()


def _dashed(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.25)
    canvas.setDash(*_DASH)


def _rules(canvas: Canvas, rules: Sequence[Rule], left: float, top: float) -> None:
    if not rules:
        return
    canvas.setLineCap(2)
    for width in sorted({rule.width for rule in rules}):
        canvas.setLineWidth(width)
        canvas.lines(
            [(left + rule.x1, top - rule.y1, left + rule.x2, top - rule.y2) for rule in rules if rule.width == width]
        )


class _Writer:
    """Writes runs; keeps one text object open as long as nothing else comes between."""

    def __init__(self, canvas: Canvas, left: float, top: float) -> None:
        self.canvas = canvas
        self.left = left
        self.top = top
        self.text: PDFTextObject | None = None
        self.font: tuple[str, float] = ("", 0.0)
        self.space = 0.0

    def write(self, run: Write) -> None:
        text = self.text
        if text is None:
            text = self.text = self.canvas.beginText()
            self.font, self.space = ("", 0.0), 0.0
        if self.font != (run.face, run.size):
            text.setFont(run.face, run.size)
            self.font = (run.face, run.size)
        if self.space != run.space:
            text.setCharSpace(run.space)
            self.space = run.space
        text.setTextOrigin(self.left + run.x, self.top - run.y)
        text.textLine(run.text)  # unlike textOut it does not measure what was measured already

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
        text = self.canvas.beginText()
        text.setTextRenderMode(_UNSEEN)
        for run in word.solid:
            text.setFont(run.face, run.size)
            text.setTextOrigin(self.left + run.x, self.top - run.y)
            text.textLine(run.text)
        text.setTextRenderMode(0)
        self.canvas.drawText(text)

    def close(self) -> None:
        if self.text is None:
            return
        if self.space:
            self.text.setCharSpace(0)
        self.canvas.drawText(self.text)
        self.text = None


def _watermark(canvas: Canvas, words: str, paper: Paper) -> None:
    """Across the page in a light grey: a plain colour, because PDF/A-2 readers need no transparency for it."""
    size = min(paper.width, paper.height) * 0.8 / max(len(words), 3)
    faces = chain(Role.HEI)
    canvas.saveState()
    canvas.setFillGray(_WATER)
    canvas.translate(paper.width / 2, paper.height / 2)
    canvas.rotate(40)
    writer = _Writer(canvas, -faces.width(words, size) / 2, 0.0)
    x = 0.0
    for face, run in faces.runs(words):
        writer.write(Write(x, 0.36 * size, face, size, run))
        x += faces.width(run, size)
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
