"""Code lists of the means test (算): budget lines, periods, proofs, assets, hits, and what comes of them."""

from __future__ import annotations

from typing import Final, TypeAlias

from . import Choice
from .household import HardshipCategory, OldCategory

__all__ = [
    "AssetKind",
    "Category",
    "DeepGround",
    "ExclusionKind",
    "FindingStatus",
    "FirmRole",
    "LineKind",
    "Period",
    "ProofKind",
    "ProofPart",
    "ProofStrength",
    "Section",
    "Settlement",
    "TurningFact",
    "VehicleHolding",
    "VehiclePurpose",
    "VerdictReason",
    "category",
]


Category: TypeAlias = HardshipCategory | OldCategory
"""困难类别, of either scheme."""


def category(code: str) -> Category:
    """The category of a stored code.

    Raises:
        ValueError: no scheme has such a category.

    """
    return OldCategory(code) if code in list(OldCategory) else HardshipCategory(code)


class Section(Choice):
    """The parts of the sheet. They are never mixed: each says which of the two sums its lines enter."""

    INCOME = "income", "收入"
    RIGID = "rigid", "刚性支出"
    LIVING = "living", "日常生活支出"
    NEED = "need", "需求（不进两项）"


class LineKind(Choice):
    """What a budget line is about; ``section`` says where it stands.

    Income classes and rigid kinds as the cities' recognition standards name them (邢台 2021, 杭州 2020, 江门 2025,
    平顶山); which of them count is a figure of the rules.
    """

    WAGE = "wage", "工资性收入"
    BUSINESS = "business", "经营净收入"
    PROPERTY = "property", "财产净收入"
    TRANSFER = "transfer", "转移净收入"
    RESIDENT_PENSION_BASE = "resident_pension_base", "城乡居民基础养老金"
    PREFERENTIAL = "preferential", "优抚金"
    SCHOLARSHIP = "scholarship", "奖学金"
    EMERGENCY_AID = "emergency_aid", "一次性应急救助"
    UNION_AID = "union_aid", "工会救助"
    FESTIVAL_GIFT = "festival_gift", "节日慰问"

    ILLNESS = "illness", "因病"
    DISABILITY = "disability", "因残"
    SCHOOLING = "schooling", "因学"
    COMPULSORY_SCHOOLING = "compulsory_schooling", "因学（义务教育）"
    MIXED_SCHOOLING = "mixed_schooling", "因学（学费与生活费未分开）"
    HOUSING = "housing", "住房"
    JOB = "job", "就业成本"
    CARE = "care", "长期照料"
    OTHER_RIGID = "other_rigid", "其他刚性支出"

    LIVING = "living", "日常生活"
    FOOD = "food", "食品"
    CLOTHES = "clothes", "衣物"
    UTILITIES = "utilities", "水电取暖"
    TRANSPORT = "transport", "通信交通"
    GIFTS = "gifts", "人情往来"
    OTHER_LIVING = "other_living", "其他生活支出"

    NEED = "need", "待解决的需求"

    @property
    def section(self) -> Section:
        """Where lines of this kind stand, and so which of the sums they enter."""
        return _SECTIONS[self]


_SECTIONS: Final = {
    **dict.fromkeys(
        (
            LineKind.WAGE,
            LineKind.BUSINESS,
            LineKind.PROPERTY,
            LineKind.TRANSFER,
            LineKind.RESIDENT_PENSION_BASE,
            LineKind.PREFERENTIAL,
            LineKind.SCHOLARSHIP,
            LineKind.EMERGENCY_AID,
            LineKind.UNION_AID,
            LineKind.FESTIVAL_GIFT,
        ),
        Section.INCOME,
    ),
    **dict.fromkeys(
        (
            LineKind.ILLNESS,
            LineKind.DISABILITY,
            LineKind.SCHOOLING,
            LineKind.COMPULSORY_SCHOOLING,
            LineKind.MIXED_SCHOOLING,
            LineKind.HOUSING,
            LineKind.JOB,
            LineKind.CARE,
            LineKind.OTHER_RIGID,
        ),
        Section.RIGID,
    ),
    **dict.fromkeys(
        (
            LineKind.LIVING,
            LineKind.FOOD,
            LineKind.CLOTHES,
            LineKind.UTILITIES,
            LineKind.TRANSPORT,
            LineKind.GIFTS,
            LineKind.OTHER_LIVING,
        ),
        Section.LIVING,
    ),
    LineKind.NEED: Section.NEED,
}


class Period(Choice):
    """How often an amount came in or went out."""

    ONCE = "once", "一次"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季"
    YEARLY = "yearly", "每年"

    @property
    def times(self) -> int:
        """How often that is in twelve months."""
        return _TIMES[self]


_TIMES: Final = {Period.ONCE: 1, Period.MONTHLY: 12, Period.QUARTERLY: 4, Period.YEARLY: 1}


class ProofStrength(Choice):
    """How well a line is proven, for the three counts above the sheet."""

    PROVEN = "proven", "有证明"
    WEAK = "weak", "待补强"
    DECLARED = "declared", "声明"


class ProofKind(Choice):
    """What proves a line."""

    WAGE_STATEMENT = "wage_statement", "工资流水"
    EMPLOYER_STATEMENT = "employer_statement", "单位收入证明"
    BANK_STATEMENT = "bank_statement", "银行流水"
    BENEFIT_STATEMENT = "benefit_statement", "待遇发放证明"
    MEDICAL_SETTLEMENT = "medical_settlement", "医保结算单"
    RECEIPT = "receipt", "票据"
    CONTRACT = "contract", "合同"
    CERTIFICATE = "certificate", "证件"
    AID_ROLL = "aid_roll", "发放花名册"
    CHECK_REPORT = "check_report", "核对报告"
    NEIGHBOURS = "neighbours", "邻里证明"
    INCOMPLETE = "incomplete", "证明不全"
    DECLARATION = "declaration", "本人声明"
    NONE = "none", "无证明"

    @property
    def strength(self) -> ProofStrength:
        """Proven by a paper of a third party, weakly proven, or only declared."""
        if self in (ProofKind.NEIGHBOURS, ProofKind.INCOMPLETE):
            return ProofStrength.WEAK
        if self in (ProofKind.DECLARATION, ProofKind.NONE):
            return ProofStrength.DECLARED
        return ProofStrength.PROVEN


class Settlement(Choice):
    """Which of the two lines of a place holds for the household."""

    URBAN = "urban", "城市"
    RURAL = "rural", "农村"


class AssetKind(Choice):
    """What was declared, seen or reported of a household's assets and conduct."""

    HOME = "home", "住房"
    VEHICLE = "vehicle", "车辆"
    FIRM = "firm", "企业或个体经营"
    PRIVATE_SCHOOL = "private_school", "高收费私立学校"
    STUDY_ABROAD = "study_abroad", "自费出国留学"
    CHECK_REFUSED = "check_refused", "拒绝配合核对"
    MONEY = "money", "存款、理财等货币财产"


class VehicleHolding(Choice):
    OWNED = "owned", "自有"
    RENTED = "rented", "租用"
    BORROWED = "borrowed", "借用"
    EMPLOYER = "employer", "单位车辆"


class VehiclePurpose(Choice):
    PRIVATE = "private", "家用"
    HAULAGE = "haulage", "营运谋生"
    DISABILITY_AID = "disability_aid", "残疾人代步"
    ILLNESS_AID = "illness_aid", "因病就医"


class FirmRole(Choice):
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    SHAREHOLDER = "shareholder", "股东"
    SELF_EMPLOYED = "self_employed", "个体工商户"


class FindingStatus(Choice):
    """A hit is a clue, not a verdict: it stays new until it was explained, confirmed or found false."""

    NEW = "new", "待核"
    EXPLAINED = "explained", "已说明"
    CONFIRMED = "confirmed", "属实"
    FALSE_MATCH = "false_match", "误中"


class ExclusionKind(Choice):
    """What bars a household, by the standards of 2016 and of the cities; thresholds are figures."""

    HOMES = "homes", "多套住房"
    VEHICLE_OWNED = "vehicle_owned", "拥有机动车"
    VEHICLE_USED = "vehicle_used", "非受雇佣经常使用机动车"
    FIRM_CONTROLLED = "firm_controlled", "企业控股股东"
    HIRED_HANDS = "hired_hands", "雇工经营"
    PRIVATE_SCHOOL = "private_school", "高收费私立学校"
    STUDY_ABROAD = "study_abroad", "自费出国留学"
    CHECK_REFUSED = "check_refused", "拒绝配合核对"
    MONEY = "money", "货币财产超限"


class DeepGround(Choice):
    """Situations in which deep hardship usually arises (平顶山 standard)."""

    DIBAO_WITH_RIGID_COSTS = "dibao_with_rigid_costs", "享受低保后仍有较大刚性支出"
    FIRM_IN_TROUBLE = "firm_in_trouble", "单位关停或减薪"
    ILLNESS_OR_DISABILITY = "illness_or_disability", "重病、残疾或长期照料"


class ProofPart(Choice):
    """The parts of the printed reckoning. The two sums have parts of their own and share no line."""

    FACTS = "facts", "基本情况"
    INCOME = "income", "收入"
    RIGID = "rigid", "刚性支出"
    LIVING = "living", "日常生活支出"
    GAP = "gap", "一、家庭收支缺口（只作困难说明，不作认定）"
    NET = "net", "二、认定：月人均净收入（日常生活支出不扣）"
    RESULT = "result", "认定结果"


class VerdictReason(Choice):
    """Why the household has its category, or none."""

    WITHIN_LIMIT = "within_limit", "月人均净收入在标准以内"
    ACCIDENT = "accident", "符合意外致困条件"
    ABOVE_LIMITS = "above_limits", "不在各类困难标准以内"
    HELPED = "helped", "已获救助，困难已缓解"
    EXCLUDED = "excluded", "有排除性情形"
    MIGRANT_TERMS = "migrant_terms", "不符合困难农民工的会籍或劳动关系条件"


class TurningFact(Choice):
    """Which single fact would have to be otherwise."""

    AMOUNT = "amount", "金额"
    DEDUCTIBLE = "deductible", "可扣除部分"
    PERIOD = "period", "周期"
    HEADS = "heads", "计入人口"
    COUNTED = "counted", "是否计入"
    AID = "aid", "工会救助"
    IMPUTED = "imputed", "推定工资"
    FINDING = "finding", "排除性情形"
    ACCIDENT_COST = "accident_cost", "意外支出"
    STILL_IN_HARDSHIP = "still_in_hardship", "是否仍有困难"
    UNION_MEMBER = "union_member", "是否工会会员"
    LABOUR_MONTHS = "labour_months", "劳动关系月数"
