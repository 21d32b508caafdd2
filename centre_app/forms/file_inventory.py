"""卷内文件目录 (GB/T 9705): 顺序号, 文号, 责任者, 题名, 日期, 页号, 备注."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .paper.blocks import Block, Column, Ends, Fit, Grid, Title
from .paper.form import Form, Subject
from .press.inventory import SAMPLE, ArchiveSheet, gather

__all__ = ["FORM"]

_LEAST_ROWS = 18


def layout(sheet: ArchiveSheet) -> Sequence[Block]:
    return [
        Title("卷内文件目录"),
        Ends(left=f"户主：{sheet.head}", right=f"档案编号：{sheet.number}"),
        Grid(
            (
                Column("顺序号", 13),
                Column("文号", 22),
                Column("责任者", 44, Fit.UNIT),
                Column("题名", 44, Fit.TEXT),
                Column("日期", 19),
                Column("页号", 11),
                Column("备注", 17),
            ),
            list(_rows(sheet)),
            blank_rows=max(0, _LEAST_ROWS - len(sheet.items)),
            row_height=10,
        ),
    ]


def _rows(sheet: ArchiveSheet) -> Iterator[list[str]]:
    page = 1
    for number, item in enumerate(sheet.items, start=1):
        yield [str(number), item.number, item.maker, item.title, f"{item.on:%Y%m%d}", str(page), item.note]
        page += item.pages


FORM = Form(
    code="file-inventory",
    name="卷内文件目录",
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
