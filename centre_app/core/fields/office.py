"""The data dictionary of the union itself, of notices, pairing and printed pages, and of the office's own records."""

from __future__ import annotations

from typing import Final

from centre_app.core.people import NAME_LENGTH, MaskKind
from centre_app.core.vocabulary.filing import (
    GrievanceChannel,
    GrievanceOutcome,
    NoticeKind,
    PaperKind,
    PlaceKind,
    Post,
    Role,
    SignatureRole,
    UnitKind,
)
from centre_app.core.vocabulary.household import Cause, HardshipCategory, OldCategory
from centre_app.core.vocabulary.rules import Figure

from .field import Field, Kind, Record
from .sizes import CODE_LENGTH, LINES, WORDS

__all__ = ["OFFICE"]

UNIT: Final = Record(
    "unit",
    "单位",
    (
        Field(name="name", label="单位名称", most=100),
        Field(name="kind", label="单位类别", kind=Kind.CODE, choices=(UnitKind,)),
        Field(name="parent_id", label="上级单位", kind=Kind.REFERENCE),
        Field(name="uscc", label="统一社会信用代码", most=18),
        Field(name="address", label="地址", most=WORDS),
        Field(name="phone", label="电话", kind=Kind.PHONE, most=CODE_LENGTH),
    ),
)
PERSON_OF_UNION: Final = Record(
    "person",
    "工会人员",
    (
        Field(name="name", label="姓名", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="unit_id", label="所在单位", kind=Kind.REFERENCE),
        Field(
            name="id_number",
            label="身份证号",
            kind=Kind.ID,
            most=18,
            sensitive=MaskKind.ID,
            help="用于核对是否应当回避。",
        ),
        Field(name="phone", label="手机号码", kind=Kind.PHONE, most=CODE_LENGTH, sensitive=MaskKind.PHONE),
    ),
)
APPOINTMENT: Final = Record(
    "appointment",
    "任职",
    (
        Field(name="person_id", label="姓名", kind=Kind.REFERENCE),
        Field(name="unit_id", label="任职单位", kind=Kind.REFERENCE),
        Field(name="post", label="职务", kind=Kind.CODE, choices=(Post,)),
        Field(name="from_on", label="任职日期", kind=Kind.DAY),
        Field(name="until_on", label="免职日期", kind=Kind.DAY, ahead=True),
    ),
)
CHAIR_DELEGATION: Final = Record(
    "chair_delegation",
    "主席书面委托",
    (
        Field(name="unit_id", label="单位", kind=Kind.REFERENCE),
        Field(name="chair_id", label="委托人（主席）", kind=Kind.REFERENCE),
        Field(name="deputy_id", label="受托人（副主席）", kind=Kind.REFERENCE),
        Field(name="from_on", label="委托开始日期", kind=Kind.DAY),
        Field(name="until_on", label="委托结束日期", kind=Kind.DAY, ahead=True),
        Field(name="document", label="委托书文号或名称", most=WORDS),
    ),
)
KINSHIP: Final = Record(
    "kinship",
    "亲属关系",
    (
        Field(name="person_id", label="工会人员", kind=Kind.REFERENCE),
        Field(name="relation", label="与本户的亲属关系", most=WORDS),
    ),
)
PUBLIC_NOTICE: Final = Record(
    "public_notice",
    "公示",
    (
        Field(name="number", label="公示编号", most=20),
        Field(name="kind", label="公示种类", kind=Kind.CODE, choices=(NoticeKind,)),
        Field(name="unit_id", label="公示单位", kind=Kind.REFERENCE),
        Field(name="days", label="公示天数（工作日）", kind=Kind.WHOLE),
        Field(name="contact", label="联系人", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="phone", label="联系电话", kind=Kind.PHONE, most=CODE_LENGTH),
        Field(name="supervision_phone", label="监督电话", kind=Kind.PHONE, most=CODE_LENGTH),
        Field(name="address", label="联系地址", most=WORDS),
    ),
)
NOTICE_PLACE: Final = Record(
    "notice_place",
    "公示地点",
    (
        Field(name="kind", label="地点种类", kind=Kind.CODE, choices=(PlaceKind,)),
        Field(name="where", label="张贴位置", most=WORDS),
        Field(name="unit_id", label="张贴单位", kind=Kind.REFERENCE),
        Field(name="posted_on", label="张贴日期", kind=Kind.DAY),
        Field(name="posted_by_id", label="张贴人", kind=Kind.REFERENCE),
    ),
)
NOTICE_ENTRY: Final = Record(
    "notice_entry",
    "公示名单",
    (
        Field(name="test_id", label="依据的算账", kind=Kind.REFERENCE),
        Field(name="name", label="姓名", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="told_apart_by", label="同名区分", most=WORDS),
        Field(name="unit_shown", label="单位或社区", most=WORDS),
        Field(name="size", label="人口", kind=Kind.WHOLE),
        Field(name="category", label="类别", kind=Kind.CODE, choices=(HardshipCategory, OldCategory)),
        Field(name="cause", label="致困粗类", kind=Kind.CODE, choices=(Cause,)),
        Field(name="extra_days", label="延长天数（工作日）", kind=Kind.WHOLE),
        Field(name="taken_down_on", label="撤下日期", kind=Kind.DAY),
    ),
)
GRIEVANCE: Final = Record(
    "grievance",
    "异议",
    (
        Field(name="number", label="异议编号", most=20),
        Field(name="channel", label="反映方式", kind=Kind.CODE, choices=(GrievanceChannel,)),
        Field(name="received_on", label="收到日期", kind=Kind.DAY),
        Field(
            name="objector",
            label="反映人",
            kind=Kind.NAME,
            most=NAME_LENGTH,
            private=True,
            help="匿名反映的不填；对反映人保密。",
        ),
        Field(
            name="objector_phone",
            label="反映人电话",
            kind=Kind.PHONE,
            most=CODE_LENGTH,
            sensitive=MaskKind.PHONE,
        ),
        Field(name="content", label="反映内容", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="outcome", label="核查结果", kind=Kind.CODE, choices=(GrievanceOutcome,)),
        Field(name="visited_on", label="核查入户日期", kind=Kind.DAY),
        Field(name="found_on", label="核查结论日期", kind=Kind.DAY),
        Field(name="finding", label="核查情况", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="answered_on", label="答复日期", kind=Kind.DAY),
        Field(name="answer", label="答复内容", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
FINDING_SURVEYOR: Final = Record(
    "finding_surveyor", "异议核查人", (Field(name="person_id", label="核查人", kind=Kind.REFERENCE),)
)
PAIRING: Final = Record(
    "pairing",
    "结对",
    (
        Field(name="cadre_id", label="结对干部", kind=Kind.REFERENCE),
        Field(name="from_on", label="结对日期", kind=Kind.DAY),
        Field(name="until_on", label="结束日期", kind=Kind.DAY),
        Field(name="end_reason", label="结束原因", most=WORDS),
    ),
)
PAIRING_VISIT: Final = Record(
    "pairing_visit",
    "结对走访",
    (
        Field(name="on", label="走访日期", kind=Kind.DAY),
        Field(name="form", label="走访方式", most=WORDS),
        Field(name="found", label="了解到的情况", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="needs", label="需求", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="promised", label="承诺事项", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="done", label="办结情况", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
ISSUED_PAGE: Final = Record(
    "issued_page",
    "打印页",
    (
        Field(name="number", label="打印编号", most=20),
        Field(name="form", label="表单", most=CODE_LENGTH),
        Field(name="short_code", label="页码短码", most=8),
        Field(name="test_id", label="依据的算账", kind=Kind.REFERENCE),
        Field(name="paper", label="材料种类", kind=Kind.CODE, choices=(PaperKind,)),
        Field(name="printed_on", label="打印日期", kind=Kind.DAY),
        Field(name="copies", label="打印份数", kind=Kind.WHOLE),
        Field(name="pages", label="页数", kind=Kind.WHOLE),
    ),
)
SIGNATURE: Final = Record(
    "signature",
    "签字",
    (
        Field(name="role", label="签字身份", kind=Kind.CODE, choices=(SignatureRole,)),
        Field(name="person_id", label="签字人", kind=Kind.REFERENCE),
        Field(name="delegation_id", label="依据的书面委托", kind=Kind.REFERENCE),
        Field(name="on", label="签字日期", kind=Kind.DAY),
        Field(name="opinion", label="意见", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="place", label="签字地点", most=WORDS),
    ),
)
LOGIN: Final = Record(
    "login",
    "用户",
    (
        Field(name="name", label="用户名", most=NAME_LENGTH),
        Field(name="role", label="角色", kind=Kind.CODE, choices=(Role,)),
        Field(name="person_id", label="对应人员", kind=Kind.REFERENCE),
        Field(name="stopped", label="已停用", kind=Kind.YES_NO),
    ),
)
OFFICE_FACT: Final = Record(
    "office_fact",
    "本单位情况",
    (
        Field(name="key", label="项目", most=CODE_LENGTH),
        Field(name="value", label="内容", most=WORDS),
    ),
)
OWN_FIGURE: Final = Record(
    "own_figure",
    "本单位自定数值",
    (
        Field(name="figure", label="数值", kind=Kind.CODE, choices=(Figure,)),
        Field(name="from_on", label="施行日期", kind=Kind.DAY, ahead=True),
        Field(name="area", label="适用地区", kind=Kind.AREA, most=6),
        Field(name="value", label="取值", kind=Kind.DETAIL),
        Field(name="source", label="依据（文号）", most=WORDS),
    ),
)
OWN_CALENDAR: Final = Record(
    "own_calendar",
    "本单位导入的节假日",
    (
        Field(name="year", label="年份", kind=Kind.WHOLE),
        Field(name="text", label="放假和调休", kind=Kind.LONG_TEXT),
    ),
)
IMPORTED_FILE: Final = Record(
    "imported_file",
    "导入的文件",
    (
        Field(name="source", label="来源", most=CODE_LENGTH),
        Field(name="on", label="导入日期", kind=Kind.DAY),
        Field(name="take_over", label="承接旧档", kind=Kind.YES_NO),
        Field(name="outcome", label="导入结果", kind=Kind.DETAIL),
    ),
)

OFFICE: Final = (
    UNIT,
    PERSON_OF_UNION,
    APPOINTMENT,
    CHAIR_DELEGATION,
    KINSHIP,
    PUBLIC_NOTICE,
    NOTICE_PLACE,
    NOTICE_ENTRY,
    GRIEVANCE,
    FINDING_SURVEYOR,
    PAIRING,
    PAIRING_VISIT,
    ISSUED_PAGE,
    SIGNATURE,
    LOGIN,
    OFFICE_FACT,
    OWN_FIGURE,
    OWN_CALENDAR,
    IMPORTED_FILE,
)
