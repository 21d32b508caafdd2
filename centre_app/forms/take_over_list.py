"""承接旧档清单: every archive that was filed before the office had this program, in one list that the chair signs.

Archives enter the files without the four gates only here (``centre import --take-over``); the signed list is what
stands in for the signature on each of them, until its own visit and review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.people import MaskKind, mask
from centre_app.core.refusals.paper import NothingTakenOver
from centre_app.core.vocabulary.household import Cause
from centre_app.db.filing import Case
from centre_app.db.people import HouseholdMember
from centre_app.services.work import Look

from .paper.blocks import Block, Column, Ends, Fit, Gap, Grid, Seal, Signatures, Signer, Text, Title
from .paper.form import Form, Subject
from .paper.words import day
from .press.wording import wording
from .press.words import category_label, label_of

__all__ = ["FORM", "TakeOverSheet", "TakenOver"]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """One archive as it was taken over; the number is masked."""

    number: str
    head: str
    id_number: str
    size: int
    category: str
    cause: str
    on: date


@dataclass(frozen=True, slots=True)
class TakeOverSheet:
    """All of them by archive number; ``on`` is the day of the last take-over."""

    centre: str
    union: str
    on: date
    archives: tuple[TakenOver, ...]


def gather(look: Look, _key: str) -> TakeOverSheet:
    """The archives that the office has taken over, whatever became of them since.

    Raises:
        NothingTakenOver: there is none.
    """
    size = (
        sa.select(sa.func.count(HouseholdMember.id))
        .where(HouseholdMember.household_id == Case.household_id, HouseholdMember.counted)
        .correlate(Case)
        .scalar_subquery()
    )
    rows = look.session.execute(
        sa.select(
            sa.func.coalesce(Case.archive_no, Case.local_no).label("number"),
            HouseholdMember.name,
            HouseholdMember.id_number,
            size.label("size"),
            Case.category,
            Case.main_cause,
            Case.opened_on,
        )
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .where(Case.taken_over, HouseholdMember.relation == HEAD)
        .order_by("number")
    )
    archives = tuple(
        TakenOver(
            number=row.number,
            head=row.name,
            id_number=mask(MaskKind.ID, row.id_number or ""),
            size=row.size,
            category=category_label(row.category),
            cause=label_of(Cause, row.main_cause),
            on=row.opened_on,
        )
        for row in rows
    )
    if not archives:
        raise NothingTakenOver
    return TakeOverSheet(
        centre=look.setting.facts["name"],
        union=look.setting.facts["union"],
        on=max(one.on for one in archives),
        archives=archives,
    )


def layout(sheet: TakeOverSheet) -> Sequence[Block]:
    words = wording("take-over")
    people = sum(one.size for one in sheet.archives)
    return [
        Title(words("list.title")),
        Ends(left=f"单位：{sheet.centre}", right=f"承接日期：{day(sheet.on)}"),
        Gap(0.3),
        Text(words("list.body", households=len(sheet.archives), people=people)),
        Gap(0.4),
        Grid(
            (
                Column("序号", 11),
                Column("档案编号", 33),
                Column("户主", 25, Fit.NAME),
                Column("身份证号", 37),
                Column("人口", 11),
                Column("困难类别", 20),
                Column("主要致困原因", 29, Fit.UNIT),
            ),
            [_row(number, one) for number, one in enumerate(sheet.archives, start=1)],
        ),
        Text(words("list.confirm")),
        Signatures((Signer("承接人（签名）"), Signer("工会主席（签名）"))),
        Seal(sheet.union, day(None)),
    ]


def _row(number: int, one: TakenOver) -> list[str]:
    return [str(number), one.number, one.head, one.id_number, str(one.size), one.category, one.cause]


_HEADS = (
    ("𠮷田秀兰", "621002197001010018"),
    ("阿依古丽·吐尔逊", "621002197512310020"),
    ("王𬍛", "11010519491231002X"),
    ("李㛃", "621021201203083969"),
    ("董䶮", ""),
)

FORM = Form(
    code="take-over-list",
    name="承接旧档清单",
    subject=Subject.OFFICE,
    gather=gather,
    layout=layout,
    sample=TakeOverSheet(
        centre="××县困难职工帮扶中心",
        union="××县总工会",
        on=date(2026, 3, 2),
        archives=tuple(
            TakenOver(
                number=f"621002{2021 + number // 8}{number + 1:04}",
                head=_HEADS[number % len(_HEADS)][0],
                id_number=mask(MaskKind.ID, _HEADS[number % len(_HEADS)][1]),
                size=1 + number % 4,
                category=("深度困难", "相对困难", "意外致困")[number % 3],
                cause=("患重特大疾病", "子女上学", "下岗失业")[number % 3],
                on=date(2026, 3, 2),
            )
            for number in range(34)
        ),
    ),
)
