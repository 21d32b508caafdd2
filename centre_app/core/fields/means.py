"""The data dictionary of the reckoning (算): budget lines, assets, accidents, aid, and what came of it."""

from __future__ import annotations

from typing import Final

from centre_app.core.vocabulary.household import HardshipCategory, OldCategory
from centre_app.core.vocabulary.means import (
    AssetKind,
    DeepGround,
    FindingStatus,
    FirmRole,
    LineKind,
    Period,
    ProofKind,
    Settlement,
    VehicleHolding,
    VehiclePurpose,
)

from .field import Field, Kind, Record
from .sizes import LINES, MOST_YUAN, WORDS

__all__ = ["MEANS"]

BUDGET_LINE: Final = Record(
    "budget_line",
    "收支项",
    (
        Field(name="member_id", label="属于谁", kind=Kind.REFERENCE, help="不填的为全家共有。"),
        Field(name="kind", label="收支类别", kind=Kind.CODE, choices=(LineKind,)),
        Field(name="caption", label="名称", most=WORDS),
        Field(name="amount", label="金额", kind=Kind.MONEY, most=MOST_YUAN, help="元，每个周期的金额。"),
        Field(name="period", label="周期", kind=Kind.CODE, choices=(Period,)),
        Field(
            name="times",
            label="次数",
            kind=Kind.QUANTITY,
            most=366,
            help="十二个月中有几次，不足全年的填写，如只领了 7 个月工资填 7。",
        ),
        Field(name="proof", label="证明种类", kind=Kind.CODE, choices=(ProofKind,)),
        Field(name="paper", label="证明编号或名称", most=WORDS),
        Field(
            name="aid_for_same_cost",
            label="同一费用已获救助",
            kind=Kind.MONEY,
            most=MOST_YUAN,
            help="元，每个周期的金额，从支出中扣除。",
        ),
        Field(
            name="deductible",
            label="可扣除部分",
            kind=Kind.MONEY,
            most=MOST_YUAN,
            help="元，每个周期的金额；不填的为全部，学费与生活费未分开的不扣除。",
        ),
        Field(name="remark", label="备注", kind=Kind.LONG_TEXT, most=LINES),
    ),
)
ASSET_FINDING: Final = Record(
    "asset_finding",
    "财产或疑点",
    (
        Field(name="member_id", label="属于谁", kind=Kind.REFERENCE),
        Field(name="kind", label="种类", kind=Kind.CODE, choices=(AssetKind,)),
        Field(name="what", label="内容", most=WORDS),
        Field(
            name="status",
            label="核实结果",
            kind=Kind.CODE,
            choices=(FindingStatus,),
            help="比对命中只是线索，核实后才作结论。",
        ),
        Field(name="detail", label="明细", kind=Kind.DETAIL),
        Field(name="explanation", label="说明", kind=Kind.LONG_TEXT, most=LINES),
        Field(name="found_on", label="发现日期", kind=Kind.DAY),
        Field(name="paper", label="证明编号或名称", most=WORDS),
    ),
)
ASSET_DETAIL: Final = Record(
    "asset_detail",
    "财产明细",
    (
        Field(name="area", label="住房面积（平方米）", kind=Kind.QUANTITY),
        Field(name="holding", label="车辆来源", kind=Kind.CODE, choices=(VehicleHolding,)),
        Field(name="purpose", label="车辆用途", kind=Kind.CODE, choices=(VehiclePurpose,)),
        Field(name="price", label="购车价格", kind=Kind.MONEY, help="元，购买时的价格。"),
        Field(name="habitual", label="经常使用", kind=Kind.YES_NO),
        Field(name="role", label="企业中的身份", kind=Kind.CODE, choices=(FirmRole,)),
        Field(name="controlling", label="是否控股", kind=Kind.YES_NO),
        Field(name="hired_hands", label="雇工人数", kind=Kind.WHOLE),
        Field(name="fee", label="私立学校年学费", kind=Kind.MONEY),
        Field(name="public_fee", label="同类公立学校年学费", kind=Kind.MONEY),
        Field(name="self_paid", label="是否自费留学", kind=Kind.YES_NO),
        Field(name="amount", label="货币财产金额", kind=Kind.MONEY),
    ),
)
CIRCUMSTANCES: Final = Record(
    "circumstances",
    "认定情形",
    (
        Field(name="settlement", label="适用标准", kind=Kind.CODE, choices=(Settlement,)),
        Field(name="deep_grounds", label="深度困难情形", kind=Kind.CODES, choices=(DeepGround,), private=True),
        Field(name="migrant", label="是否农民工", kind=Kind.YES_NO),
        Field(name="union_member", label="是否工会会员", kind=Kind.YES_NO),
        Field(name="labour_months", label="劳动关系月数", kind=Kind.WHOLE, most=900),
        Field(name="low_income_is_cause", label="主要原因是收入低", kind=Kind.YES_NO),
        Field(name="last_helped_on", label="最近获救助日期", kind=Kind.DAY),
        Field(name="still_in_hardship", label="救助后是否仍有困难", kind=Kind.YES_NO),
        Field(name="people", label="各成员情形", kind=Kind.DETAIL),
    ),
)
ACCIDENT: Final = Record(
    "accident",
    "意外事故",
    (
        Field(name="member_id", label="属于谁", kind=Kind.REFERENCE),
        Field(name="what", label="事由", most=WORDS, private=True),
        Field(name="on", label="发生日期", kind=Kind.DAY),
        Field(name="cost", label="支出", kind=Kind.MONEY, most=MOST_YUAN),
        Field(
            name="compensation",
            label="赔付和救助",
            kind=Kind.MONEY,
            most=MOST_YUAN,
            help="元，保险、赔偿和各类救助合计。",
        ),
        Field(name="casualty_of_major_event", label="重大事件致伤亡", kind=Kind.YES_NO),
        Field(name="still_in_hardship", label="扣除后是否仍有困难", kind=Kind.YES_NO),
        Field(name="paper", label="证明编号或名称", most=WORDS),
    ),
)
UNION_AID: Final = Record(
    "union_aid",
    "已得工会救助",
    (
        Field(name="on", label="发放日期", kind=Kind.DAY),
        Field(name="amount", label="金额", kind=Kind.MONEY, most=MOST_YUAN),
        Field(name="what", label="救助项目", most=WORDS),
        Field(name="festival_gift", label="是否节日慰问", kind=Kind.YES_NO),
    ),
)
MEANS_TEST: Final = Record(
    "means_test",
    "算账",
    (
        Field(name="number", label="第几次算账", kind=Kind.WHOLE),
        Field(name="on", label="算账日期", kind=Kind.DAY),
        Field(name="application_on", label="依据的申请日期", kind=Kind.DAY),
        Field(name="category", label="困难类别", kind=Kind.CODE, choices=(HardshipCategory, OldCategory)),
        Field(name="net_per_head", label="月人均净收入", kind=Kind.MONEY),
        Field(name="budget_gap", label="家庭收支缺口", kind=Kind.MONEY),
        Field(name="counted", label="计入人口", kind=Kind.DETAIL),
        Field(name="pack", label="适用规则"),
        Field(name="facts", label="算账依据", kind=Kind.DETAIL),
        Field(name="result", label="算账结果", kind=Kind.DETAIL),
    ),
)

MEANS: Final = (BUDGET_LINE, ASSET_FINDING, ASSET_DETAIL, CIRCUMSTANCES, ACCIDENT, UNION_AID, MEANS_TEST)
