"""The figures of policy by name, the day that governs each, and the words their values use."""

from __future__ import annotations

from . import Choice

__all__ = [
    "AccidentMode",
    "AidMeasure",
    "Bars",
    "CapBasis",
    "CapTerm",
    "CategoryScheme",
    "Figure",
    "GoverningDay",
    "MigrantTerms",
    "NoticeCounting",
    "Operator",
    "TwoPersonRule",
    "UnprovenDeductions",
    "WageBasis",
]


class Figure(Choice):
    """Every figure that a decree, a county or an office sets. The code is the field of ``Rules``."""

    CATEGORY_SCHEME = "category_scheme", "困难类别口径"
    DIBAO_LINE = "dibao_line", "城市低保标准（元/人·月）"
    RURAL_DIBAO_LINE = "rural_dibao_line", "农村低保标准（元/人·月）"
    DEEP_LIMIT = "deep_limit", "深度困难线"
    DEEP_GROUNDS = "deep_grounds", "深度困难情形"
    RELATIVE_LIMIT = "relative_limit", "相对困难线"
    ACCIDENT_MODE = "accident_mode", "意外致困认定方式"
    ACCIDENT_COST_SHARE = "accident_cost_share", "意外支出占家庭收入的比例"
    ACCIDENT_LIMIT = "accident_limit", "意外致困线"
    OLD_DIBAO_LIMIT = "old_dibao_limit", "低保户收入线"
    OLD_UNHELPED_MONTHS = "old_unhelped_months", "低保户未获救助的月数"
    OLD_NEAR_INCOME_LIMIT = "old_near_income_limit", "低保边缘户收入线"
    OLD_NEAR_NET_LIMIT = "old_near_net_limit", "低保边缘户扣除后收入线"
    OLD_ACCIDENT_INCOME_LIMIT = "old_accident_income_limit", "意外致困户收入分界线"
    OLD_ACCIDENT_NET_LIMIT = "old_accident_net_limit", "意外致困户扣除后收入线"
    MIGRANT_TERMS = "migrant_terms", "困难农民工条件"
    MIGRANT_MONTHS = "migrant_months", "困难农民工劳动关系月数"
    INCOME_COUNTS = "income_counts", "计入的收入"
    WAGE_BASIS = "wage_basis", "工资口径"
    UNION_AID_COUNTS = "union_aid_counts", "工会救助金计入收入"
    IMPUTED_WAGE = "imputed_wage", "推定工资（元/月）"
    WORKING_AGE_FROM = "working_age_from", "劳动年龄起"
    WORKING_AGE_TO_MEN = "working_age_to_men", "劳动年龄止（男）"
    WORKING_AGE_TO_WOMEN = "working_age_to_women", "劳动年龄止（女）"
    RIGID_COUNTS = "rigid_counts", "可扣除的刚性支出"
    SCHOOLING_CAP = "schooling_cap", "因学上限（元/生·年）"
    HOUSING_CAP = "housing_cap", "住房上限（元/户·年）"
    JOB_COST_SHARE = "job_cost_share", "就业成本占工资的上限"
    UNPROVEN_DEDUCTIONS = "unproven_deductions", "没有第三方证明的扣除项"
    EXCLUSIONS = "exclusions", "排除性条件"
    AVERAGE_FLOOR_AREA = "average_floor_area", "当地人均住房面积（平方米）"
    PENSION_YEARS = "pension_years", "养老保险最低缴费年限"
    SURVEYORS_NEEDED = "surveyors_needed", "入户调查人数"
    VOICES_NEEDED = "voices_needed", "走访意见人数"
    VISIT_MAX_AGE_DAYS = "visit_max_age_days", "入户调查有效天数"
    QUORUM = "quorum", "到会人数下限"
    RECUSED_COUNT_AS_PRESENT = "recused_count_as_present", "回避人员计入到会"
    MAJORITY = "majority", "通过票数须超过"
    VOTERS_NEEDED = "voters_needed", "有表决权委员人数下限"
    NOTICE_DAYS = "notice_days", "公示天数"
    NOTICE_COUNTING = "notice_counting", "公示计日方式"
    NOTICE_PLACES = "notice_places", "公示地点"
    GRIEVANCE_ANSWER_DAYS = "grievance_answer_days", "异议答复期限（工作日）"
    SIGNERS = "signers", "签字层级"
    TWO_PERSON_RULE = "two_person_rule", "建档、审核、录入分人"
    PAIRING_MAX_HOUSEHOLDS = "pairing_max_households", "每名干部结对户数上限"
    PAIRING_WARN_DAYS = "pairing_warn_days", "结对走访提醒天数"
    PAIRING_OVERDUE_DAYS = "pairing_overdue_days", "结对走访逾期天数"
    AID_CAPS = "aid_caps", "救助限额"
    CAP_BASIS = "cap_basis", "生活救助限额口径"


class GoverningDay(Choice):
    """Which day of a case a figure is asked with. There are no rules of today."""

    APPLICATION = "application", "申请日"
    VISIT = "visit", "入户日"
    APPRAISAL = "appraisal", "走访意见日"
    MEETING = "meeting", "会议日"
    POSTING = "posting", "张贴日"
    GRIEVANCE = "grievance", "异议收到日"
    SIGNING = "signing", "签字日"
    PAIRING = "pairing", "结对日"
    PAYMENT = "payment", "发放日"


class CategoryScheme(Choice):
    """The categories of about 2019, or the three of 2015."""

    NEW = "new", "深度困难、相对困难、意外致困"
    OLD = "old", "低保户、低保边缘户、意外致困户"


class Operator(Choice):
    BELOW = "<", "低于"
    NOT_ABOVE = "<=", "不高于"


class AccidentMode(Choice):
    """How a place recognises hardship by a sudden event."""

    NONE = "none", "未作规定"
    QUALITATIVE = "qualitative", "扣除赔付救助后仍有临时困难"
    COST_SHARE = "cost_share", "意外支出超过家庭收入的比例，或重大事件致伤亡"
    NET_BAND = "net_band", "月人均净收入在区间内，且原因不是收入低"
    RIGID_SHARE = "rigid_share", "刚性支出达到家庭收入的比例"


class MigrantTerms(Choice):
    """What a migrant worker must show besides: union membership and a labour relation."""

    BOTH = "both", "工会会员并有劳动关系"
    EITHER = "either", "工会会员或有劳动关系"
    NONE = "none", "不另设条件"


class WageBasis(Choice):
    GROSS = "gross", "应发"
    NET = "net", "实发"


class UnprovenDeductions(Choice):
    """Whether a reckoning is kept that deducts what nobody but the household says."""

    REFUSE = "refuse", "补齐证明后才能算账定案"
    COUNT = "count", "按本人声明扣除"


class Bars(Choice):
    """What an exclusion closes."""

    ALL = "all", "不予认定"
    DEEP = "deep", "不认定为深度困难"


class NoticeCounting(Choice):
    WORKING_DAYS = "working_days", "工作日"
    CALENDAR_DAYS = "calendar_days", "自然日"


class TwoPersonRule(Choice):
    """What happens when one person files, reviews and enters."""

    WARN = "warn", "提示"
    REFUSE = "refuse", "不予通过"


class AidMeasure(Choice):
    LIVING = "living", "生活救助"
    MEDICAL = "medical", "医疗救助"
    SCHOOL = "school", "助学"
    ACCIDENT = "accident", "意外救助"
    TEMPORARY = "temporary", "临时救助"
    WINTER = "winter", "送温暖"


class CapTerm(Choice):
    """What a cap is counted over."""

    HOUSEHOLD_YEAR = "household_year", "每户每年"
    PERSON_YEAR = "person_year", "每人每年"
    STUDENT_YEAR = "student_year", "每生每年"
    EVENT = "event", "每次"


class CapBasis(Choice):
    """Whether a multiple of the line is meant for the household or for each of its persons."""

    HOUSEHOLD = "household", "按户"
    PERSON = "person", "按人"
