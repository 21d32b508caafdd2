"""恢复单: the sheet with the recovery key, printed once when an office is made, and kept nowhere in the program.

Whoever holds it opens the office without any password; that is why it says where to keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.refusals.office import RecoverySheetGivenOnce
from centre_app.services.work import Look

from .paper.blocks import Block, Box, Fields, Fit, Gap, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_FORM
from .paper.words import day

__all__ = ["FORM", "RecoverySheet"]


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet shows. ``key`` is printed in groups of five; its last two characters check the others."""

    office: str
    area: str
    admin: str
    made_on: date
    key: str


def gather(_look: Look, _key: str) -> RecoverySheet:
    """The key is kept nowhere, so the sheet cannot be printed again."""
    raise RecoverySheetGivenOnce


def layout(sheet: RecoverySheet) -> Sequence[Block]:
    """The key large in the middle, what it is for above it, how to keep it below."""
    return [
        Title("数据恢复单"),
        Text(
            "本单位数据已加密存放。所有管理员的口令都遗失时，凭下面的恢复密钥可以打开数据，并为管理员重设口令；"
            "没有口令也没有恢复密钥，任何人都无法打开数据。"
        ),
        Gap(0.5),
        Fields(
            [
                Box("单　　位", sheet.office, 12),
                Box("行政区划", sheet.area, 6),
                Box("制作日期", day(sheet.made_on), 6),
                Box("管 理 员", sheet.admin, 12),
                Box("恢复密钥", sheet.key, 12, fit=Fit.CENTRE, lines=3),
            ]
        ),
        Text("密钥为字母和数字，分组只为便于抄写，不分大小写；没有字母 I、L、O、U。", Voice.NOTE),
        Gap(0.5),
        Text("一、保管", Voice.HEAD),
        Text("打印后请装入信封密封、骑缝签章，存入保险柜，由单位负责人保管；不要拍照，不要存在电脑里。"),
        Text("二、使用", Voice.HEAD),
        Text("在装有数据（或用备份恢复出的数据）的电脑上办理“用恢复密钥重设管理员口令”，按提示输入恢复密钥和新口令。"),
        Text("三、作废", Voice.HEAD),
        Text("得到本单的人就能打开全部数据。怀疑他人看过的，请立即更换全部口令，并重新制作恢复单。"),
        Gap(1),
        Signatures([Signer("制作人"), Signer("保管人")]),
    ]


FORM = Form(
    code="recovery-sheet",
    name="数据恢复单",
    subject=Subject.OFFICE,
    gather=gather,
    layout=layout,
    sample=RecoverySheet(
        office="××县困难职工帮扶中心",
        area="甘肃省庆阳市西峰区",
        admin="李××",
        made_on=date(2026, 3, 2),
        key="ABCDE-01234-FGHJK-56789-MNPQR-STVWX-YZ00",
    ),
    paper=A4_FORM,
)
