"""集体研究会议记录: who was there, how each case was decided, who stood aside."""

from __future__ import annotations

from collections.abc import Sequence

from centre_app.core.vocabulary.filing import PaperKind

from .paper.blocks import Block, Box, Column, Ends, Fields, Fit, Grid, Section, Signatures, Signer, Title
from .paper.form import Form, Subject
from .paper.words import day
from .press.meetings import SAMPLE, Decided, MeetingSheet, gather

__all__ = ["FORM"]


def layout(sheet: MeetingSheet) -> Sequence[Block]:
    absent = "；".join(f"{one.name}（{one.reason}）" for one in sheet.people if not one.present)
    guests = "、".join(one.name for one in sheet.people if one.present and not one.committee)
    attended = "、".join(one.name for one in sheet.people if one.present and one.committee)
    return [
        Title("集体研究会议记录"),
        Ends(left=f"单位：{sheet.unit}", right=f"编号：{sheet.number}"),
        Fields(
            [
                Box("会议日期", day(sheet.on), 4, Fit.CENTRE),
                Box("地　　点", sheet.place, 8),
                Box("主持人", sheet.chaired_by, 4, Fit.NAME),
                Box("记录人", sheet.recorded_by, 4, Fit.NAME),
                Box("应到委员", f"{sheet.committee}人，实到{sheet.present}人", 4, Fit.CENTRE),
                Box("到会委员", attended, 12, key="present"),
                Box("缺席及原因", absent or "无", 12, key="absent"),
                Box("列　　席", guests or "无", 12, key="guests"),
            ]
        ),
        Section("研究情况"),
        Fields([Box("", sheet.minutes, 12, Fit.PROSE, lines=6, key="minutes")]),
        Section("表决结果"),
        Grid(
            (
                Column("序号", 10),
                Column("户主", 24, Fit.NAME),
                Column("人口", 11),
                Column("类别", 22),
                Column("同意", 12, group="表决（票）"),
                Column("不同意", 13, group="表决（票）"),
                Column("弃权", 12, group="表决（票）"),
                Column("回避", 24, Fit.NAME),
                Column("意见", 38, Fit.TEXT),
            ),
            [_row(number, one) for number, one in enumerate(sheet.cases, start=1)],
        ),
        Signatures((Signer("主持人（签名）"), Signer("记录人（签名）"))),
    ]


def _row(number: int, one: Decided) -> list[str]:
    votes = (one.in_favour, one.against, one.abstained)
    return [str(number), one.head, str(one.size), one.category, *map(str, votes), one.recused, one.opinion]


FORM = Form(
    code="meeting-minutes",
    name=PaperKind.MINUTES.label,
    subject=Subject.MEETING,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
