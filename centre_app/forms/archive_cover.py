"""档案封面 of one household's archive."""

from __future__ import annotations

from collections.abc import Sequence

from .paper.blocks import Block, Box, Fields, Title
from .paper.form import Form, Subject
from .paper.geometry import A4_COVER
from .paper.words import day
from .press.inventory import SAMPLE, ArchiveSheet, gather

__all__ = ["FORM"]


def layout(sheet: ArchiveSheet) -> Sequence[Block]:
    return [
        Title("困难职工档案"),
        Fields(
            [
                Box("全宗名称", sheet.fonds, 12, head=3),
                Box("档案编号", sheet.number, 12, head=3),
                Box("户　　主", sheet.head, 12, head=3, key="name"),
                Box("建档单位", sheet.unit, 12, head=3),
                Box("年　　度", str(sheet.year), 12, head=3),
                Box("起止日期", f"{day(sheet.from_on)}至{day(sheet.until_on)}", 12, head=3),
                Box("件　　数", f"{len(sheet.items)}件，共{sheet.pages}页", 12, head=3),
                Box("保管期限", sheet.retention, 12, head=3),
            ],
            ruled=False,
        ),
    ]


FORM = Form(
    code="archive-cover",
    name="困难职工档案封面",
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
    paper=A4_COVER,
)
