"""困难职工档案表（审批表）: the form that is signed, in the order of the form of 2020 and its later member block.

What stands on it is what was approved; it says nothing that comes later, so that a print is the same page until the
household or its reckoning changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.filing import signing_roles
from centre_app.core.vocabulary.filing import SignatureRole
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.services.finding import case_of
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Look

from .paper.blocks import Block, Box, Break, Cell, Column, Ends, Fields, Fit, Grid, Opinion, Section, Title
from .paper.form import Form, Subject
from .paper.words import day
from .press.households import HouseholdSheet, PersonSheet, household_sheet
from .press.samples import HOUSEHOLD

__all__ = ["FORM", "ArchiveFormSheet"]


@dataclass(frozen=True, slots=True)
class ArchiveFormSheet:
    """What the form shows. ``signers`` are those whom the archive level asks for, in order."""

    household: HouseholdSheet
    applied_on: date | None
    reckoning: str
    net_per_head: str
    line: str
    filed_by: str
    entered_by: str
    signers: tuple[str, ...]


def gather(look: Look, key: str) -> ArchiveFormSheet:
    """The form of a case as it would be signed today."""
    case = case_of(look, key)
    test = latest_test_of(look, case)
    level = ArchiveLevel(case.household.archive_level or look.setting.facts["archive_level"])
    roles = signing_roles(look.rules_on(look.today), level)
    line = test.result["line"] if test else None
    return ArchiveFormSheet(
        household=household_sheet(look, case, case.applied_on or look.today),
        applied_on=case.applied_on,
        reckoning=f"第{test.number}次核算（{day(test.on)}）" if test else "",
        net_per_head=f"{test.net_per_head:,.2f}" if test else "",
        line=f"{line['amount']}" if line else "",
        filed_by=case.filed_by.name if case.filed_by else "",
        entered_by=case.entered_by.name if case.entered_by else "",
        signers=tuple(role.label for role in roles if role is not SignatureRole.REVIEWER),
    )


def layout(sheet: ArchiveFormSheet) -> Sequence[Block]:
    home, head = sheet.household, sheet.household.head
    return [
        Title("困难职工档案表"),
        Ends(left=f"建档单位：{home.filing_unit}", right=f"编号：{home.number}"),
        Fields(
            [
                Box("建档级别", home.archive_level, 4, Fit.CENTRE),
                Box("困难类别", home.category, 4, Fit.CENTRE),
                Box("申请日期", day(sheet.applied_on) if sheet.applied_on else "", 4, Fit.CENTRE),
            ]
        ),
        Section("户主情况"),
        Fields(
            [
                Box("姓　　名", head.name, 4, Fit.NAME, key="name"),
                Box("性　　别", head.sex, 4, Fit.CENTRE),
                Box("民　　族", head.ethnicity, 4, Fit.CENTRE),
                Box("身份证号", head.id_number, 8, key="id_number"),
                Box("出生日期", day(head.birth_date) if head.birth_date else "", 4, Fit.CENTRE),
                Box("政治面貌", head.political_status, 4, Fit.CENTRE),
                Box("健康状况", head.health, 4, Fit.CENTRE),
                Box("残疾类别等级", head.disability, 4),
                Box("工作状态", head.work_status, 4, Fit.CENTRE),
                Box("劳模类型", head.model_worker, 4, Fit.CENTRE),
                Box("婚姻状况", head.marital_status, 4, Fit.CENTRE),
                Box("户口类型", head.hukou_type, 4, Fit.CENTRE),
                Box("户口所在", home.hukou, 8),
                Box("家庭住址", home.address, 12, key="address"),
                Box("手机号码", home.phone, 4, Fit.CENTRE),
                Box("其他电话", home.phone2, 4, Fit.CENTRE),
                Box("邮政编码", home.postcode, 4, Fit.CENTRE),
                Box("住房类型", home.housing, 4, Fit.CENTRE),
                Box("建筑面积", home.floor_area, 4, Fit.CENTRE),
                Box("参加工作", head.work_start, 4, Fit.CENTRE),
                Box("工作单位", head.employer, 8, key="employer"),
                Box("单位性质", head.unit_nature, 4),
                Box("企业状况", head.firm_state, 4, Fit.CENTRE),
                Box("所属行业", head.industry, 8),
                Box("合同签订", head.contract, 4),
                Box("医保状况", head.medical_cover, 4, Fit.CENTRE),
                Box("养老保险", head.pension, 4),
            ]
        ),
        Section("困难情况"),
        Fields(
            [
                Box("是否单亲", home.single_parent, 4, Fit.CENTRE),
                Box("自救能力", home.self_help, 4, Fit.CENTRE),
                Box("零就业家庭", home.zero_employment, 4, Fit.CENTRE),
                Box("本人月收入", head.monthly_income, 4, Fit.FIGURE),
                Box("其他年收入", home.other_income, 4, Fit.FIGURE),
                Box("年度总收入", home.total_income, 4, Fit.FIGURE),
                Box("家庭人口", str(home.size), 4, Fit.CENTRE),
                Box("月人均纯收入", sheet.net_per_head, 4, Fit.FIGURE),
                Box("低保标准", sheet.line, 4, Fit.FIGURE),
                Box("低保家庭", home.dibao, 4, Fit.CENTRE),
                Box("核算依据", sheet.reckoning, 8),
                Box("主要致困原因", home.main_cause, 6),
                Box("次要致困原因", home.other_causes, 6),
                Box("解困脱困对象", home.target, 4),
                Box("所属群体", home.key_group, 8),
                Box("开户银行", home.bank, 6),
                Box("银行卡号", home.account, 6),
                Box("帮扶需求", home.needs, 12),
            ]
        ),
        Section("家庭成员"),
        Grid(_MEMBER_COLUMNS, [row for person in home.members for row in _member(person)] or _NOBODY),
        Fields([Box("备　　注", home.remark, 12, lines=2)]),
        Break(),
        Section("审批意见"),
        Fields(
            [
                Opinion("基层党组织或行政意见", lines=4),
                Opinion("县帮扶中心审核意见", signers=("审核人（签名）",), lines=4),
                *(_opinion(signer) for signer in sheet.signers[:1]),
                Opinion("系统工会意见", lines=4),
                *(_opinion(signer) for signer in sheet.signers[1:]),
                Box("建档人", sheet.filed_by, 4, Fit.NAME),
                Box("审核人", "", 4, Fit.NAME),
                Box("录入人", sheet.entered_by, 4, Fit.NAME),
            ]
        ),
    ]


_MEMBER_COLUMNS = (
    Column("姓名", 19, Fit.NAME, key="members.name"),
    Column("人员身份", 21, group="关系"),
    Column("单位或学校", 38, Fit.UNIT, group="身份证号", key="members.id_number"),
    Column("婚姻状况", 21, group="民族"),
    Column("医保状况", 21, group="户口类型"),
    Column("劳模类型", 22, group="健康状况"),
    Column("月收入", 19, Fit.FIGURE),
)
"""Two rows to a person: what is above the line of the head stands in the upper one."""
_NOBODY: list[list[str | Cell]] = [[""] * len(_MEMBER_COLUMNS)]


def _member(person: PersonSheet) -> list[list[str | Cell]]:
    health = f"{person.health}，{person.disability}" if person.disability else person.health
    return [
        [
            Cell(person.name, rows=2),
            person.relation,
            Cell(person.id_number, fit=Fit.CENTRE),
            person.ethnicity,
            person.hukou_type,
            health,
            Cell(person.monthly_income, rows=2),
        ],
        [person.work_status, person.employer, person.marital_status, person.medical_cover, person.model_worker],
    ]


_OPINIONS = {
    SignatureRole.UNIT_CHAIR.label: "基层工会意见",
    SignatureRole.COUNTY_CHAIR.label: "县总工会意见",
}


def _opinion(signer: str) -> Opinion:
    return Opinion(_OPINIONS[signer], signers=(f"{signer}（签名）",), lines=4)


SAMPLE = ArchiveFormSheet(
    household=HOUSEHOLD,
    applied_on=date(2026, 11, 2),
    reckoning="第1次核算（2026年11月6日）",
    net_per_head="416.67",
    line="711.00",
    filed_by="田一办",
    entered_by="田二录",
    signers=(SignatureRole.UNIT_CHAIR.label, SignatureRole.COUNTY_CHAIR.label),
)

FORM = Form(
    code="archive-form",
    name="困难职工档案表",
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
