"""试印页: shows on paper whether a printer keeps the margins, draws thin lines and small type, and knows every sign.

It says nothing of any household, so it may lie about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.services.work import Look

from .paper.blocks import Block, Box, Cell, Column, Fields, Fit, Gap, Grid, Seal, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_FORM
from .paper.words import day

__all__ = ["FORM", "TrialPrint"]

_COLUMNS = (Column("看什么", 3), Column("应当看到", 9, Fit.TEXT))
_LOOK_AT = (
    ("四边", "表格的左右边框和本页页脚都完整，没有被裁掉"),
    ("细线", "每一条格线都连续，没有断"),
    ("小字", "右上角的短码、页脚的页码清楚，二维码用手机能扫出"),
    ("生僻字", "上面的“𠮷、䶮、㛃”都是字，不是方框"),
    ("灰度", "没有偏色，没有整片发灰"),
)


@dataclass(frozen=True, slots=True)
class TrialPrint:
    """What the page shows: whose it is, who prints it, and when."""

    office: str
    by: str
    printed_on: date


def gather(look: Look, _key: str) -> TrialPrint:
    """The office and whoever is signed in."""
    return TrialPrint(look.setting.facts["name"], look.actor.name, look.today)


def layout(sheet: TrialPrint) -> Sequence[Block]:
    """The office in the type of every form, a list of what to look at, and room for a seal."""
    return [
        Title("打印机试印页"),
        Text("本页只用来看打印机，不含任何困难职工的信息，看过可以丢弃。"),
        Gap(0.5),
        Fields(
            [
                Box("单　　位", sheet.office, 12),
                Box("试 印 人", sheet.by, 6, fit=Fit.NAME),
                Box("试印日期", day(sheet.printed_on), 6),
                Box("生 僻 字", "𠮷　䶮　㛃", 12),
                Box("金　　额", "1,234,567.89", 6, fit=Fit.FIGURE),
                Box("大　　写", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", 6),
            ]
        ),
        Gap(0.5),
        Grid(_COLUMNS, [[Cell(what), Cell(seen)] for what, seen in _LOOK_AT]),
        Gap(0.5),
        Text("打印时请选“实际大小”，不要选“适合页面”；缩小了的表，盖章和装订线会对不齐。", Voice.NOTE),
        Seal(sheet.office, day(sheet.printed_on)),
    ]


FORM = Form(
    code="trial-print",
    name="打印机试印页",
    subject=Subject.OFFICE,
    gather=gather,
    layout=layout,
    sample=TrialPrint(office="××县困难职工帮扶中心", by="李××", printed_on=date(2026, 3, 2)),
    paper=A4_FORM,
)
