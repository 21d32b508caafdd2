"""邻里走访意见表: who was asked in 议, and what they said. Before that it prints to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import AppraiserKind, PaperKind
from centre_app.db.filing import Appraisal
from centre_app.db.people import Person
from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import Block, Box, Column, Ends, Fields, Fit, Grid, Section, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.words import day
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD

__all__ = ["FORM", "AppraisalSheet"]

_ROWS = 5


@dataclass(frozen=True, slots=True)
class Heard:
    name: str
    kind: str
    view: str
    agrees: str


@dataclass(frozen=True, slots=True)
class AppraisalSheet:
    household: HouseholdSheet
    asked_on: date | None = None
    place: str = ""
    asked_by: str = ""
    voices: tuple[Heard, ...] = ()
    conclusion: str = ""


def gather(look: Look, key: str) -> AppraisalSheet:
    """The newest appraisal of a case; before the first, the form to take along."""
    case = case_of(look, key)
    home = household_sheet(look, case, case.applied_on or look.today)
    found = sa.select(Appraisal).where(Appraisal.case_id == case.id).order_by(Appraisal.id.desc()).limit(1)
    appraisal = look.session.scalars(found).one_or_none()
    if appraisal is None:
        return AppraisalSheet(home)
    asked_by = look.session.get(Person, appraisal.asked_by_id) if appraisal.asked_by_id else None
    return AppraisalSheet(
        household=home,
        asked_on=appraisal.on,
        place=appraisal.place or "",
        asked_by=asked_by.name if asked_by else "",
        voices=tuple(
            Heard(one.name, AppraiserKind(one.kind).label, one.view, "属实" if one.agrees else "不属实")
            for one in appraisal.voices
        ),
        conclusion=appraisal.conclusion or "",
    )


def layout(sheet: AppraisalSheet) -> Sequence[Block]:
    home = sheet.household
    return [
        Title("邻里走访意见表"),
        Ends(left=f"建档单位：{home.filing_unit}", right=f"编号：{home.number}"),
        Fields(
            [
                Box("户　　主", home.head.name, 4, Fit.NAME, key="name"),
                Box("走访日期", day(sheet.asked_on), 4, Fit.CENTRE),
                Box("走访人", sheet.asked_by, 4, Fit.NAME),
                Box("家庭住址", home.address, 12, key="address"),
                Box("走访地点", sheet.place, 12),
            ]
        ),
        Section("邻居、同事、工会小组和村（社区）干部意见"),
        Grid(
            (
                Column("姓名", 22, Fit.NAME),
                Column("身份", 26),
                Column("对申请家庭情况的意见", 76, Fit.TEXT),
                Column("是否属实", 18),
                Column("签名", 24),
            ),
            [[one.name, one.kind, one.view, one.agrees, ""] for one in sheet.voices],
            blank_rows=max(0, _ROWS - len(sheet.voices)),
            row_height=14,
        ),
        Section("综合意见"),
        Fields([Box("", sheet.conclusion, 12, Fit.PROSE, lines=4, key="conclusion")]),
        Signatures((Signer("走访人（签名）"), Signer("走访人（签名）"))),
        Text("走访不少于三人；不向被走访人透露申请家庭的身份证号、病情和收入明细。", Voice.NOTE),
    ]


FORM = Form(
    code="appraisal-notes",
    name=PaperKind.APPRAISAL_NOTES.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=AppraisalSheet(
        household=HOUSEHOLD,
        asked_on=date(2026, 11, 9),
        place="柳树社区",
        asked_by="田一查",
        voices=(
            Heard("柳邻一", "邻居", "家里就他一个人挣钱，媳妇常年看病。", "属实"),
            Heard("柳邻二", "邻居", "租的平房，冬天烧煤，日子紧。", "属实"),
            Heard("柳同三", "同事", "单位效益不好，工资低，为人老实。", "属实"),
        ),
        conclusion="被走访的三人均反映情况属实，同意提交集体研究。",
    ),
)
