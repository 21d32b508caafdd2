"""会议签到表: everybody who was asked signs here; the scan is part of the third gate."""

from __future__ import annotations

from collections.abc import Sequence

from centre_app.core.vocabulary.filing import PaperKind

from .paper.blocks import Block, Box, Column, Ends, Fields, Fit, Grid, Signatures, Signer, Title
from .paper.form import Form, Subject
from .paper.words import day
from .press.meetings import SAMPLE, MeetingSheet, gather

__all__ = ["FORM"]

_LEAST_ROWS = 12


def layout(sheet: MeetingSheet) -> Sequence[Block]:
    return [
        Title("会议签到表"),
        Ends(left=f"单位：{sheet.unit}", right=f"编号：{sheet.number}"),
        Fields(
            [
                Box("会议名称", "困难职工建档集体研究会议", 12),
                Box("会议日期", day(sheet.on), 4, Fit.CENTRE),
                Box("地　　点", sheet.place, 8),
            ]
        ),
        Grid(
            (
                Column("序号", 12),
                Column("姓名", 32, Fit.NAME),
                Column("单位", 62, Fit.UNIT),
                Column("职务", 24),
                Column("签到", 36),
            ),
            [
                [str(number), one.name, one.unit, "委员" if one.committee else "列席", "" if one.present else "缺席"]
                for number, one in enumerate(sheet.people, start=1)
            ],
            blank_rows=max(0, _LEAST_ROWS - len(sheet.people)),
            row_height=11,
        ),
        Signatures((Signer("记录人（签名）"),)),
    ]


FORM = Form(
    code="sign-in-sheet",
    name=PaperKind.SIGN_IN_SHEET.label,
    subject=Subject.MEETING,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
