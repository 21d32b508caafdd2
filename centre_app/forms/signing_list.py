"""送签清单: the cover of a stack of approval forms that goes to a signer, so that each page comes back.

It names the printed version of every page by its short code; a page that is not on it, or bears another code, is not
what was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.refusals.filing import NothingToSign
from centre_app.core.vocabulary.filing import SignatureRole
from centre_app.services import sign_desk
from centre_app.services.work import Look

from .paper.blocks import Block, Column, Ends, Fit, Gap, Grid, Signatures, Signer, Text, Title
from .paper.form import Form, Subject
from .paper.words import day

__all__ = ["FORM", "SentPage", "SigningSheet"]


@dataclass(frozen=True, slots=True)
class SentPage:
    """One page of the stack: whose it is, its code and version, and who signs it."""

    head: str
    unit: str
    code: str
    version: int
    printed_on: date
    role: str
    signers: str


@dataclass(frozen=True, slots=True)
class SigningSheet:
    """The pages in the order of the stack."""

    centre: str
    on: date
    pages: tuple[SentPage, ...]


def gather(look: Look, key: str) -> SigningSheet:
    """The pages that wait for a signature: of the role that ``key`` names (``reviewer`` ...), without it of all.

    Raises:
        NothingToSign: no page waits.
    """
    pages = tuple(
        SentPage(
            head=row.head,
            unit=row.unit,
            code=row.code,
            version=row.version,
            printed_on=row.printed_on,
            role=row.role.label,
            signers="、".join(one.name for one in row.signers),
        )
        for row in sign_desk.sign_desk(look)
        if row.role is not None and row.printed_on is not None and key in ("", row.role)
    )
    if not pages:
        raise NothingToSign
    return SigningSheet(look.setting.facts["name"], look.today, pages)


def layout(sheet: SigningSheet) -> Sequence[Block]:
    return [
        Title("困难职工档案表送签清单"),
        Ends(left=f"单位：{sheet.centre}", right=f"送签日期：{day(sheet.on)}"),
        Gap(0.3),
        Text(
            f"共{len(sheet.pages)}份。请核对短码，签在所列的这一版上；页上短码与清单不同的，签字不算数，请退回重新打印。"
        ),
        Gap(0.4),
        Grid(
            (
                Column("序号", 11),
                Column("户主", 25, Fit.NAME),
                Column("建档单位", 38, Fit.UNIT),
                Column("短码", 24),
                Column("版本", 15),
                Column("签字人", 32, Fit.UNIT),
                Column("签回", 21),
            ),
            [_row(number, one) for number, one in enumerate(sheet.pages, start=1)],
        ),
        Gap(0.4),
        Signatures((Signer("送签人（签名）"), Signer("签收人（签名）"))),
    ]


def _row(number: int, one: SentPage) -> list[str]:
    return [
        str(number),
        one.head,
        one.unit,
        one.code,
        f"第{one.version}版",
        f"{one.role}：{one.signers}",
        "",
    ]


_HEADS = ("𠮷田秀兰", "阿依古丽·吐尔逊", "王𬍛", "李××")

FORM = Form(
    code="signing-list",
    name="送签清单",
    subject=Subject.OFFICE,
    gather=gather,
    layout=layout,
    sample=SigningSheet(
        centre="××县困难职工帮扶中心",
        on=date(2026, 3, 26),
        pages=tuple(
            SentPage(
                head=_HEADS[number % len(_HEADS)],
                unit=("东街街道工会", "××县机械厂工会")[number % 2],
                code=f"K7M29Q{number:02}",
                version=1 + number // 9,
                printed_on=date(2026, 3, 25),
                role=SignatureRole.UNIT_CHAIR.label,
                signers="田主席",
            )
            for number in range(12)
        ),
    ),
)
