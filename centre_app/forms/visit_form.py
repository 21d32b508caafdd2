"""入户调查表: 进 and 看, in the order in which two visitors go through a home. Unvisited, it prints to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.vocabulary.filing import PaperKind
from centre_app.core.vocabulary.household import HousingType
from centre_app.core.vocabulary.means import LineKind, Period, ProofKind
from centre_app.core.vocabulary.means import Section as Part
from centre_app.db.filing import BudgetLine, Case, HomeVisit
from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import (
    Block,
    Box,
    Column,
    Ends,
    Fields,
    Fit,
    Grid,
    Section,
    Signatures,
    Signer,
    Text,
    Ticks,
    Title,
    Voice,
)
from .paper.form import Form, Subject
from .paper.words import day
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD

__all__ = ["FORM", "MoneyLine", "VisitSheet"]


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What came in or went out, with its proof; the figure is per period."""

    what: str
    who: str
    amount: str
    period: str
    proof: str


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """What was seen; everything empty while nobody has gone yet."""

    household: HouseholdSheet
    visited_on: date | None = None
    at: str = ""
    surveyors: tuple[tuple[str, str, str], ...] = ()
    """Name, unit and phone of each."""
    person_met: str = ""
    people_present: str = ""
    tenure: str = ""
    floor_area: str = ""
    heating: bool | None = None
    income: tuple[MoneyLine, ...] = ()
    spending: tuple[MoneyLine, ...] = ()
    seen: tuple[tuple[str, str], ...] = ()
    """The rest block by block: caption and what was found."""
    opinion: str = ""


_LEAST_LINES = 3
"""Rows for what two visitors write down at the table."""

_HOME = (("住房情况", "housing_note"), ("家具家电", "goods"))
_REST = (
    ("债　　务", "debts"),
    ("保　　险", "insurance"),
    ("房产车辆企业", "assets"),
    ("子女就学", "schooling"),
    ("患病就医", "illness"),
    ("劳动能力", "labour"),
    ("培训就业意愿", "job_wish"),
    ("已受救助", "aid_received"),
    ("帮扶需求", "needs"),
)


def gather(look: Look, key: str) -> VisitSheet:
    """The newest visit of a case; before the first, the form to take along."""
    case = case_of(look, key)
    home = household_sheet(look, case, case.applied_on or look.today)
    visit = _newest(look, case)
    income, spending = _money(look, case)
    if visit is None:
        return VisitSheet(
            home, income=income, spending=spending, seen=tuple((caption, "") for caption, _ in (*_HOME, *_REST))
        )
    return VisitSheet(
        household=home,
        visited_on=visit.on,
        at=f"{visit.at:%H:%M}" if visit.at else "",
        surveyors=tuple(
            (one.person.name, one.person.unit.name if one.person.unit else "", one.person.phone or "")
            for one in visit.surveyors
        ),
        person_met=visit.person_met,
        people_present=visit.people_present or "",
        tenure=HousingType(visit.tenure).label if visit.tenure else "",
        floor_area=f"{visit.floor_area}平方米" if visit.floor_area is not None else "",
        heating=visit.heating,
        income=income,
        spending=spending,
        seen=tuple((caption, getattr(visit, name) or "") for caption, name in (*_HOME, *_REST)),
        opinion=visit.opinion or "",
    )


def _money(look: Look, case: Case) -> tuple[tuple[MoneyLine, ...], tuple[MoneyLine, ...]]:
    """What is recorded of income and of spending; what is needed and not spent yet stands under the needs."""
    found = sa.select(BudgetLine).where(BudgetLine.case_id == case.id).order_by(BudgetLine.position)
    lines: dict[bool, list[MoneyLine]] = {True: [], False: []}
    for line in look.session.scalars(found):
        kind = LineKind(line.kind)
        if kind.section is not Part.NEED:
            proof = [ProofKind(line.proof).label, line.paper or ""]
            lines[kind.section is Part.INCOME].append(
                MoneyLine(
                    what=line.caption or kind.label,
                    who=line.member.name if line.member else "",
                    amount=f"{line.amount:,.2f}",
                    period=Period(line.period).label,
                    proof="，".join(word for word in proof if word),
                )
            )
    return tuple(lines[True]), tuple(lines[False])


def _newest(look: Look, case: Case) -> HomeVisit | None:
    found = sa.select(HomeVisit).where(HomeVisit.case_id == case.id).order_by(HomeVisit.on.desc(), HomeVisit.id.desc())
    return look.session.scalars(found.limit(1)).one_or_none()


def layout(sheet: VisitSheet) -> Sequence[Block]:
    home, head = sheet.household, sheet.household.head
    warm = (("有", sheet.heating is True), ("无", sheet.heating is False))
    return [
        Title("困难职工入户调查表"),
        Ends(left=f"建档单位：{home.filing_unit}", right=f"编号：{home.number}"),
        Section("进：家庭和到访"),
        Fields(
            [
                Box("户　　主", head.name, 4, Fit.NAME, key="name"),
                Box("家庭人口", str(home.size), 4, Fit.CENTRE),
                Box("联系电话", home.phone, 4, Fit.CENTRE),
                Box("家庭住址", home.address, 12, key="address"),
                Box("调查日期", day(sheet.visited_on), 4, Fit.CENTRE),
                Box("时　　间", sheet.at, 4, Fit.CENTRE),
                Box("受访人", sheet.person_met, 4, Fit.NAME),
                Box("在场人员", sheet.people_present, 12),
            ]
        ),
        Grid(
            (Column("调查人", 30, Fit.NAME), Column("单位", 86, Fit.UNIT), Column("电话", 50)),
            sheet.surveyors,
            blank_rows=max(0, 2 - len(sheet.surveyors)),
        ),
        Section("看：住房和家境"),
        Fields(
            [
                Box("住房类型", sheet.tenure, 4, Fit.CENTRE),
                Box("建筑面积", sheet.floor_area, 4, Fit.CENTRE),
                Box("冬季取暖", Ticks(warm), 4),
                *_boxes(sheet, _HOME),
            ]
        ),
        Section("收入（逐笔，附证明）"),
        _table("收入项目", "证明", sheet.income),
        Section("支出（逐笔，附票据）"),
        _table("支出项目", "票据", sheet.spending),
        Section("债务、保险、就学、就医、就业和需求"),
        Fields(_boxes(sheet, _REST)),
        Section("家庭成员"),
        Grid(
            (
                Column("姓名", 24, Fit.NAME),
                Column("关系", 18),
                Column("年龄", 14),
                Column("健康状况", 28),
                Column("身份", 28),
                Column("单位或学校", 54, Fit.UNIT),
            ),
            [
                [
                    one.name,
                    one.relation,
                    "" if one.age is None else str(one.age),
                    one.health,
                    one.work_status,
                    one.employer,
                ]
                for one in home.people
            ],
        ),
        Section("调查意见"),
        Fields([Box("", sheet.opinion, 12, Fit.PROSE, lines=3, key="opinion")]),
        Signatures((Signer("户主（签名）", fingerprint=True), Signer("调查人（签名）"), Signer("调查人（签名）"))),
        Text("附入户照片不少于两张；不识字的由本人按手印。", Voice.NOTE),
    ]


def _boxes(sheet: VisitSheet, blocks: Sequence[tuple[str, str]]) -> list[Box]:
    found = dict(sheet.seen)
    return [Box(caption, found[caption], 12, lines=1 if found[caption] else 2, key=caption) for caption, _ in blocks]


def _table(what: str, proof: str, lines: Sequence[MoneyLine]) -> Grid:
    return Grid(
        (
            Column(what, 44, Fit.TEXT),
            Column("本人或成员", 26, Fit.NAME),
            Column("金额（元）", 26, Fit.FIGURE),
            Column("周期", 16),
            Column(proof, 54, Fit.TEXT),
        ),
        [[line.what, line.who, line.amount, line.period, line.proof] for line in lines],
        blank_rows=max(0, _LEAST_LINES - len(lines)),
    )


_SEEN = dict.fromkeys((caption for caption, _ in (*_HOME, *_REST)), "无")

SAMPLE = VisitSheet(
    household=HOUSEHOLD,
    visited_on=date(2026, 11, 5),
    at="10:20",
    surveyors=(("田一查", "县第二运输公司工会", "19900000011"), ("田二查", "东湖街道柳树社区", "19900000012")),
    person_met="𠮷田秀兰",
    people_present="户主、配偶",
    tenure="租房",
    floor_area="58.00平方米",
    heating=True,
    income=(
        MoneyLine("县第二运输公司工资", "𠮷田秀兰", "1,500.00", "每月", "工资流水"),
        MoneyLine("零工", "阿依古丽·吐尔逊", "100.00", "每月", "邻里证明"),
    ),
    spending=(
        MoneyLine("住院自付", "阿依古丽·吐尔逊", "6,000.00", "每年", "医保结算单，3张"),
        MoneyLine("房租", "", "450.00", "每月", "合同"),
        MoneyLine("食品", "", "600.00", "每月", "本人声明"),
    ),
    seen=tuple(
        {
            **_SEEN,
            "住房情况": "租住平房两间，屋顶漏雨，冬季烧煤取暖。",
            "家具家电": "旧电视一台，无空调、电脑。",
            "患病就医": "妻子在县人民医院住院治疗，一年自付医疗费约六千元。",
            "子女就学": "女儿就读初中二年级。",
            "帮扶需求": "大病医疗救助；孩子学费；冬季取暖。",
        }.items()
    ),
    opinion="家庭情况与申请一致，主要靠户主一人工资生活，因病支出大，建议按程序核算评议。",
)

FORM = Form(
    code="visit-form",
    name=PaperKind.VISIT_FORM.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
