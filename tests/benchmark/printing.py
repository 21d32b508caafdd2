"""A thousand one-page forms in one file, against the same pages drawn directly.

    python -m tests.benchmark.printing [PAGES] [ROUNDS]

The peer draws the very same runs and rules with plain canvas calls: nothing to measure, nothing to break, the
static layer as a form object, streams without ASCII armour, the same QR codes. CPU seconds of whole processes,
taken in turns; the ratio of the medians is what counts.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from zlib import crc32

from reportlab.pdfgen.canvas import Canvas

from centre_app.forms.paper import draw as drawing
from centre_app.forms.paper.blocks import Block, Box, Column, Fields, Fit, Grid, Section, Signatures, Title
from centre_app.forms.paper.finish import finished
from centre_app.forms.paper.geometry import A4_FORM
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.ops import Op, Rule, Spoken, Tint, Write
from centre_app.forms.paper.pages import Job, Page, lay_out

SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
    "建国秀英志强桂兰玉梅晓东淑珍德福春燕永红小军有财银花冬梅长江雪莲",
)
OPINION = (
    "户主所在企业关闭后失业，配偶长期患病，家庭收入主要依靠打零工。2026年前三季度家庭人均收入低于当地低保标准，刚性支出较大。"
    "经入户调查、邻里走访和集体研究，情况属实，建议纳入困难职工档案，由县总工会安排干部结对帮扶，并按规定落实医疗、助学和就业措施；"
    "如家庭情况发生变化，应当及时报告并重新核算。"
)


def pick(most: int, *seed: int) -> int:
    """A number below ``most`` that is the same in every run."""
    return crc32(repr(seed).encode()) % most


def name(*seed: int) -> str:
    given = pick(len(GIVEN) - 1, *seed, 1)
    return SURNAMES[pick(len(SURNAMES), *seed)] + GIVEN[given : given + 1 + pick(2, *seed, 2)]


def blocks(number: int) -> list[Block]:
    """Title, 44 captioned cells, a table of 7 rows by 8, an opinion of 200 characters, lines to sign."""
    cells = [Box(f"项目{at:02}", f"{name(number, at)}{pick(1000, number, at)}", 3, head=1.2) for at in range(44)]
    heads = ("关系", "年龄", "健康", "身份", "单位", "残疾", "备注")
    members = [
        [name(number, row, 9), "配偶", str(pick(80, number, row)), "良好", "在岗", f"{pick(100, row)}公司", "无", ""]
        for row in range(7)
    ]
    return [
        Title("困难职工档案表"),
        Fields(cells),
        Section("家庭成员"),
        Grid([Column("姓名", 1.3, Fit.NAME), *map(Column, heads)], members),
        Fields([Box("意见", f"第{number}户：{OPINION}"[:200], 12, fit=Fit.PROSE)]),
        Signatures(["户主", "调查人", "调查人"]),
    ]


def laid_out(sheets: Iterable[Sequence[Block]]) -> Iterator[Page]:
    mark = PageMark("K7M29Q4X")
    for sheet in sheets:
        yield from lay_out(Job(sheet, A4_FORM, mark, "档案表"))


def directly(pages: list[Page]) -> bytes:
    """The same runs and rules with nothing but canvas calls."""
    out = BytesIO()
    options: dict[str, Any] = {"initialFontName": "Song"}
    canvas = Canvas(out, invariant=1, lang="zh-CN", **options)
    known: dict[object, str] = {}
    for page in pages:
        still = known.get(page.still)
        if still is None:
            still = known[page.still] = f"Still{len(known)}"
            canvas.beginForm(still, 0, 0, page.paper.width, page.paper.height)
            for y, ops in page.still:
                _plain(canvas, ops, page.paper.left, page.paper.height - page.paper.top - y)
            canvas.endForm()
        canvas.doForm(still)
        for y, ops in page.live:
            _plain(canvas, ops, page.paper.left, page.paper.height - page.paper.top - y)
        _plain(canvas, page.edges, 0, page.paper.height)
        drawing._code(canvas, page.payload, page.paper)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _plain(canvas: Canvas, ops: Iterable[Op], left: float, top: float) -> None:
    for op in ops:
        if isinstance(op, Rule):
            canvas.setLineWidth(op.width)
            canvas.line(left + op.x1, top - op.y1, left + op.x2, top - op.y2)
        elif isinstance(op, Tint):
            canvas.setFillGray(op.grey)
            canvas.rect(left + op.x, top - op.y - op.height, op.width, op.height, stroke=0, fill=1)
            canvas.setFillGray(0)
        elif isinstance(op, Write | Spoken):
            for run in op.runs if isinstance(op, Spoken) else (op,):
                canvas.setFont(run.face, run.size)
                canvas.drawString(left + run.x, top - run.y, run.text, charSpace=run.space)


def one(mode: str, count: int) -> tuple[float, int]:
    """CPU seconds and bytes of one run; data are made and fonts are read before the clock starts."""
    sheets = [blocks(number) for number in range(count)]
    pages = list(laid_out(sheets if mode == "direct" else sheets[:1]))
    start = time.process_time()
    made = directly(pages) if mode == "direct" else finished(drawing.draw(laid_out(sheets), "档案表"))
    return time.process_time() - start, len(made)


def main(count: int = 1000, rounds: int = 3) -> None:
    """Both ways in turns, each in a process of its own; the medians and their ratio."""
    seconds: dict[str, list[float]] = {"direct": [], "forms": []}
    sizes: dict[str, int] = {}
    for _ in range(rounds):
        for mode, taken in seconds.items():
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmark.printing", mode, str(count)], capture_output=True, check=True
            )
            time_taken, size = done.stdout.split()
            taken.append(float(time_taken))
            sizes[mode] = int(size)
    for mode, taken in seconds.items():
        each = statistics.median(taken) / count * 1000
        print(f"{mode:7} {statistics.median(taken):6.2f} s CPU, {each:5.2f} ms a page, {sizes[mode] / 1e6:.2f} MB")
    print(
        f"ratio   {statistics.median(seconds['forms']) / statistics.median(seconds['direct']):.2f} (goal: 1.5 at most)"
    )


if __name__ == "__main__":
    if sys.argv[1:2] in (["direct"], ["forms"]):
        print(*one(sys.argv[1], int(sys.argv[2])))
    else:
        main(*map(int, sys.argv[1:]))
