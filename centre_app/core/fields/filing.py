"""The data dictionary of cases and their evidence: papers, visit, appraisal, meeting."""

from __future__ import annotations

from typing import Final

from centre_app.core.people import NAME_LENGTH
from centre_app.core.vocabulary.filing import AppraiserKind, CaseState, PaperKind, SignedHow, Vote
from centre_app.core.vocabulary.household import MAX_OTHER_CAUSES, Cause, HardshipCategory, HousingType, OldCategory

from .field import Field, Kind, Record
from .sizes import LINES, WORDS

__all__ = ["FILING"]

CASE: Final = Record(
    "case_file",
    "档案",
    (
        Field(name="local_no", label="临时编号", most=20),
        Field(name="archive_no", label="职工编号", most=40, help="由全国系统发给，未发给前使用临时编号。"),
        Field(name="episode", label="第几次建档", kind=Kind.WHOLE),
        Field(name="state", label="办理状态", kind=Kind.CODE, choices=(CaseState,)),
        Field(name="returned_to", label="退回到", kind=Kind.CODE, choices=(CaseState,)),
        Field(name="category", label="困难类别", kind=Kind.CODE, choices=(HardshipCategory, OldCategory)),
        Field(name="main_cause", label="主要致困原因", kind=Kind.CODE, choices=(Cause,), required=True),
        Field(
            name="other_causes",
            label="次要致困原因",
            kind=Kind.CODES,
            choices=(Cause,),
            most=MAX_OTHER_CAUSES,
            help="最多三项，不与主要原因相同。",
        ),
        Field(name="filing_unit_id", label="建档单位", kind=Kind.REFERENCE, required=True),
        Field(name="community_id", label="所在村（社区）", kind=Kind.REFERENCE),
        Field(name="opened_on", label="登记日期", kind=Kind.DAY),
        Field(name="applied_on", label="申请日期", kind=Kind.DAY, required=True),
        Field(name="approved_on", label="批准日期", kind=Kind.DAY),
        Field(name="filed_by_id", label="建档人", kind=Kind.REFERENCE),
        Field(name="entered_by_id", label="录入人", kind=Kind.REFERENCE),
        Field(name="taken_over", label="承接旧档", kind=Kind.YES_NO),
    ),
)
CASE_MOVE: Final = Record(
    "case_move",
    "办理经过",
    (
        Field(name="act", label="办理事项"),
        Field(name="state_before", label="办理前状态", kind=Kind.CODE, choices=(CaseState,)),
        Field(name="state_after", label="办理后状态", kind=Kind.CODE, choices=(CaseState,)),
        Field(name="on", label="办理日期", kind=Kind.DAY),
        Field(name="reason", label="原因", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
CASE_NOTE: Final = Record(
    "case_note",
    "档案备注",
    (
        Field(name="on", label="日期", kind=Kind.DAY),
        Field(name="text", label="内容", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
PAPER: Final = Record(
    "paper",
    "材料",
    (
        Field(name="kind", label="材料种类", kind=Kind.CODE, choices=(PaperKind,)),
        Field(name="title", label="材料名称", most=WORDS),
        Field(name="on", label="材料日期", kind=Kind.DAY),
        Field(name="member_id", label="属于谁", kind=Kind.REFERENCE),
    ),
)
HOME_VISIT: Final = Record(
    "home_visit",
    "入户调查",
    (
        Field(name="on", label="入户日期", kind=Kind.DAY),
        Field(name="at", label="入户时间", kind=Kind.TIME),
        Field(name="person_met", label="接待人", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="people_present", label="在场人员", most=WORDS),
        Field(
            name="signed_how",
            label="户主签字方式",
            kind=Kind.CODE,
            choices=(SignedHow,),
            help="不识字的按手印。",
        ),
        Field(name="signed_by", label="签字人", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="tenure", label="住房类型", kind=Kind.CODE, choices=(HousingType,)),
        Field(name="floor_area", label="建筑面积（平方米）", kind=Kind.QUANTITY, most=99_999),
        Field(name="heating", label="有无取暖", kind=Kind.YES_NO),
        Field(name="housing_note", label="住房情况", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="goods", label="家庭物品", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="debts", label="债务", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="insurance", label="参保情况", kind=Kind.LONG_TEXT, most=LINES),
        Field(
            name="assets",
            label="财产情况",
            kind=Kind.LONG_TEXT,
            most=LINES,
            help="车辆、企业、房产，写明是看到的还是本人申报的。",
        ),
        Field(
            name="schooling",
            label="子女就学",
            kind=Kind.LONG_TEXT,
            most=LINES,
            private=True,
            help="学校、年级。",
        ),
        Field(
            name="illness",
            label="患病情况",
            kind=Kind.LONG_TEXT,
            most=LINES,
            private=True,
            help="病名、医院级别、自付金额。",
        ),
        Field(name="labour", label="劳动能力", kind=Kind.LONG_TEXT, most=LINES, private=True),
        Field(name="job_wish", label="培训就业意愿", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="aid_received", label="已获救助", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="needs", label="帮扶需求", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="opinion", label="调查人意见", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
VISIT_SURVEYOR: Final = Record(
    "visit_surveyor", "入户调查人", (Field(name="person_id", label="调查人", kind=Kind.REFERENCE),)
)
APPRAISAL: Final = Record(
    "appraisal",
    "走访评议",
    (
        Field(name="test_id", label="针对的算账", kind=Kind.REFERENCE),
        Field(name="on", label="走访日期", kind=Kind.DAY),
        Field(name="place", label="走访地点", most=WORDS),
        Field(name="asked_by_id", label="走访人", kind=Kind.REFERENCE),
        Field(name="conclusion", label="评议结论", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
APPRAISAL_VOICE: Final = Record(
    "appraisal_voice",
    "走访意见",
    (
        Field(name="name", label="受访人", kind=Kind.NAME, most=NAME_LENGTH),
        Field(name="kind", label="与本户关系", kind=Kind.CODE, choices=(AppraiserKind,)),
        Field(name="view", label="意见", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="agrees", label="是否同意建档", kind=Kind.YES_NO),
    ),
)
MEETING: Final = Record(
    "meeting",
    "集体研究",
    (
        Field(name="number", label="会议编号", most=20),
        Field(name="unit_id", label="召开单位", kind=Kind.REFERENCE),
        Field(name="on", label="会议日期", kind=Kind.DAY),
        Field(name="place", label="会议地点", most=WORDS),
        Field(name="chaired_by_id", label="主持人", kind=Kind.REFERENCE),
        Field(name="recorded_by_id", label="记录人", kind=Kind.REFERENCE),
        Field(name="minutes", label="会议记录", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
ATTENDANCE: Final = Record(
    "attendance",
    "到会情况",
    (
        Field(name="person_id", label="姓名", kind=Kind.REFERENCE),
        Field(name="present", label="是否到会", kind=Kind.YES_NO),
        Field(name="in_committee", label="是否委员", kind=Kind.YES_NO),
        Field(name="reason", label="缺席原因", most=WORDS),
    ),
)
MEETING_CASE: Final = Record(
    "meeting_case",
    "研究事项",
    (
        Field(name="test_id", label="依据的算账", kind=Kind.REFERENCE),
        Field(name="opinion", label="研究意见", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
MEETING_VOTE: Final = Record(
    "meeting_vote",
    "表决",
    (
        Field(name="person_id", label="委员", kind=Kind.REFERENCE),
        Field(name="vote", label="表决意见", kind=Kind.CODE, choices=(Vote,)),
    ),
)
RECUSAL: Final = Record(
    "recusal",
    "回避",
    (
        Field(name="person_id", label="回避人", kind=Kind.REFERENCE),
        Field(name="reason", label="回避原因", most=WORDS),
    ),
)

FILING: Final = (
    CASE,
    CASE_MOVE,
    CASE_NOTE,
    PAPER,
    HOME_VISIT,
    VISIT_SURVEYOR,
    APPRAISAL,
    APPRAISAL_VOICE,
    MEETING,
    ATTENDANCE,
    MEETING_CASE,
    MEETING_VOTE,
    RECUSAL,
)
