"""Code lists of the hardship form: stable codes of our own and the words as they are printed.

The form is 困难职工档案表 in its edition of 2020 with the later member block; lists of older editions stand
beside it, because old archives carry their words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from . import Choice
from .standards import DisabilityClass, MaritalStatus, PoliticalStatus

__all__ = [
    "IDENTITIES",
    "MAX_OTHER_CAUSES",
    "SCHOOL_STATES",
    "WORK_STATES",
    "ArchiveLevel",
    "CaseStore",
    "Cause",
    "CauseOfOldForm",
    "ContractTerm",
    "DisabilityKind",
    "DisabilityLevel",
    "DocumentKind",
    "FirmState",
    "HardshipCategory",
    "HealthStatus",
    "HousingBand",
    "HousingType",
    "HukouType",
    "Industry",
    "IndustryOfOldForm",
    "KeyGroup",
    "LabourCapacity",
    "MaritalGroup",
    "MeasureTrack",
    "MedicalCover",
    "ModelWorker",
    "NotCounted",
    "OldCategory",
    "PoliticalGroup",
    "UnitNature",
    "WorkStatus",
    "contract_term",
    "housing_band",
    "marital_group",
    "political_group",
]

MAX_OTHER_CAUSES: Final = 3
"""One main cause and at most three others (form of 2020)."""


class ArchiveLevel(Choice):
    """建档级别."""

    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省"
    PREFECTURAL = "prefectural", "市"
    COUNTY = "county", "县"
    GRASSROOTS = "grassroots", "基层"


class HardshipCategory(Choice):
    """困难类别 since about 2019."""

    DEEP_HARDSHIP = "deep_hardship", "深度困难"
    RELATIVE_HARDSHIP = "relative_hardship", "相对困难"
    ACCIDENTAL_HARDSHIP = "accidental_hardship", "意外致困"


class OldCategory(Choice):
    """困难类别 of the rules of 2015 and 2016."""

    DIBAO_HOUSEHOLD = "dibao_household", "低保户"
    NEAR_DIBAO_HOUSEHOLD = "near_dibao_household", "低保边缘户"
    ACCIDENT_HOUSEHOLD = "accident_household", "意外致困户"


class KeyGroup(Choice):
    """五类重点群体 of 2016 to 2020, as the form prints them."""

    IN_DIBAO = "1", "低保范围内有劳动能力而未充分就业"
    BELOW_DIBAO_LINE = "2", "收入或生活水平低于低保线而未纳入低保"
    SPENDING_SHOCK = "3", "支出性生活困难"
    MIGRANT = "4", "城市困难农民工"
    SUPPLY_SIDE_REFORM = "5", "供给侧结构性改革中的困难职工"
    OTHER = "6", "其他（注明）"


class MeasureTrack(Choice):
    """四个一批."""

    EMPLOYMENT = "employment", "就业创业发展"
    SOCIAL_SECURITY = "social_security", "纳入社会保障制度覆盖"
    MEDICAL_INSURANCE = "medical_insurance", "纳入大病保险和医疗互助保险保障"
    SAFETY_NET = "safety_net", "社会救助兜底"


class CaseStore(Choice):
    """The stores of the national system: where an archive lies."""

    ACTIVE_WORKER = "active_worker", "在档（困难职工）"
    ACTIVE_MIGRANT = "active_migrant", "在档（困难农民工）"
    TEMPORARY = "temporary", "临时救助档案"
    CANCELLED_WORKER = "cancelled_worker", "注销库（困难职工）"
    CANCELLED_MIGRANT = "cancelled_migrant", "注销库（困难农民工）"
    CANCELLED_TEMPORARY = "cancelled_temporary", "注销库（临时救助）"
    GRADUATED_WORKER = "graduated_worker", "脱困库（困难职工）"
    GRADUATED_MIGRANT = "graduated_migrant", "脱困库（困难农民工）"


class Cause(Choice):
    """致困原因 of the form of 2020, in its order."""

    NO_LABOUR_CAPACITY = "no_labour_capacity", "无劳动能力"
    ABLE_BUT_JOBLESS = "able_but_jobless", "有劳动能力而未就业"
    LAID_OFF = "laid_off", "下岗失业"
    UNINSURED = "uninsured", "未参加社会保险"
    BENEFITS_NOT_GRANTED = "benefits_not_granted", "社会保险待遇落实不到位"
    SERIOUS_ILLNESS = "serious_illness", "患重特大疾病"
    NATURAL_DISASTER = "natural_disaster", "遭受自然灾害"
    ACCIDENT = "accident", "遭受意外事故"
    SCHOOLING = "schooling", "子女上学"
    OTHER = "other", "其他"


class CauseOfOldForm(Choice):
    """致困主要原因 of older forms."""

    OWN_ILLNESS = "own_illness", "本人大病"
    RELATIVE_ILLNESS = "relative_illness", "供养直系亲属大病"
    ACCIDENT_OR_DISASTER = "accident_or_disaster", "意外灾害"
    DISABILITY = "disability", "残疾"
    LOW_INCOME = "low_income", "收入低无法维持基本生活"
    LAID_OFF_BEFORE = "laid_off_before", "下岗失业"
    OTHER_BEFORE = "other_before", "其他"


class HealthStatus(Choice):
    """健康状况: good, disabled, or the illness."""

    GOOD = "good", "良好"
    DISABLED = "disabled", "残疾"
    MALIGNANT_TUMOUR = "malignant_tumour", "恶性肿瘤"
    HEART_DISEASE = "heart_disease", "心血管病"
    STROKE = "stroke", "脑血管病"
    KIDNEY_FAILURE = "kidney_failure", "终末期肾病"
    MENTAL_ILLNESS = "mental_illness", "精神病"
    LIVER_DISEASE = "liver_disease", "肝病"
    BLOOD_DISEASE = "blood_disease", "血液病"
    DIABETES = "diabetes", "糖尿病"
    TUMOUR = "tumour", "肿瘤病"
    SPINE_DISEASE = "spine_disease", "腰颈椎病"
    HYPERTENSION = "hypertension", "高血压病"
    LUNG_DISEASE = "lung_disease", "肺病"
    COMMON_ILLNESS = "common_illness", "一般疾病"
    COMA = "coma", "深度昏迷"
    PARALYSIS = "paralysis", "永久瘫痪"
    ALZHEIMER = "alzheimer", "严重阿尔茨海默病"
    PARKINSON = "parkinson", "严重帕金森病"
    MOTOR_NEURONE = "motor_neurone", "严重运动神经元病"

    @property
    def is_illness(self) -> bool:
        """Whether the word names an illness."""
        return self not in (HealthStatus.GOOD, HealthStatus.DISABLED)


class DisabilityKind(Choice):
    """残疾类别 in the order of the form."""

    SIGHT = "sight", "视力"
    HEARING = "hearing", "听力"
    SPEECH = "speech", "言语"
    INTELLECT = "intellect", "智力"
    LIMB = "limb", "肢体"
    MIND = "mind", "精神"
    MULTIPLE = "multiple", "多重"

    @property
    def standard(self) -> DisabilityClass:
        """The class of GB/T 26341, which counts in another order."""
        return DisabilityClass[self.name]


class DisabilityLevel(Choice):
    """残疾等级, GB/T 26341."""

    FIRST = "1", "一级（极重度）"
    SECOND = "2", "二级（重度）"
    THIRD = "3", "三级（中度）"
    FOURTH = "4", "四级（轻度）"


class WorkStatus(Choice):
    """工作状态 and 人员身份: position in work, or the school a member attends."""

    ON_POST = "on_post", "在岗"
    LAID_OFF = "laid_off", "下（待）岗"
    UNEMPLOYED = "unemployed", "失（无）业"
    RETIRED = "retired", "退休"
    RETIRED_CADRE = "retired_cadre", "离休"
    ILLNESS_RETIRED = "illness_retired", "病退"
    SICK_LEAVE = "sick_leave", "病休"
    INTERNAL_RETIRED = "internal_retired", "内退"
    MIGRANT_WORKER = "migrant_worker", "农民工"
    POSTGRADUATE = "postgraduate", "研究生"
    UNDERGRADUATE = "undergraduate", "大学生"
    VOCATIONAL_STUDENT = "vocational_student", "中职中技"
    HIGH_SCHOOL_PUPIL = "high_school_pupil", "高中"
    JUNIOR_PUPIL = "junior_pupil", "初中"
    PRIMARY_PUPIL = "primary_pupil", "小学"


WORK_STATES: Final = (
    WorkStatus.ON_POST,
    WorkStatus.LAID_OFF,
    WorkStatus.UNEMPLOYED,
    WorkStatus.RETIRED,
    WorkStatus.RETIRED_CADRE,
    WorkStatus.ILLNESS_RETIRED,
    WorkStatus.SICK_LEAVE,
    WorkStatus.INTERNAL_RETIRED,
)
"""工作状态 as the head's block lists it."""

SCHOOL_STATES: Final = (
    WorkStatus.POSTGRADUATE,
    WorkStatus.UNDERGRADUATE,
    WorkStatus.VOCATIONAL_STUDENT,
    WorkStatus.HIGH_SCHOOL_PUPIL,
    WorkStatus.JUNIOR_PUPIL,
    WorkStatus.PRIMARY_PUPIL,
)
"""Who is at school."""

IDENTITIES: Final = (
    WorkStatus.ON_POST,
    WorkStatus.LAID_OFF,
    WorkStatus.UNEMPLOYED,
    WorkStatus.RETIRED,
    WorkStatus.SICK_LEAVE,
    WorkStatus.INTERNAL_RETIRED,
    WorkStatus.MIGRANT_WORKER,
    *SCHOOL_STATES,
)
"""人员身份 as a member's block lists it."""


class ModelWorker(Choice):
    """劳模类型."""

    NONE = "none", "非劳模"
    NATIONAL = "national", "全国劳模"
    PROVINCIAL = "provincial", "省部级劳模"
    PREFECTURAL = "prefectural", "地市级劳模"
    OTHER = "other", "其他"


class PoliticalGroup(Choice):
    """政治面貌 as the form groups it."""

    PARTY = "party", "中共党员"
    LEAGUE = "league", "共青团员"
    MASSES = "masses", "群众"
    DEMOCRATIC_PARTY = "democratic_party", "民主党派"
    OTHER = "other", "其他"


class MaritalGroup(Choice):
    """婚姻状况 as the form groups it."""

    MARRIED = "married", "已婚"
    UNMARRIED = "unmarried", "未婚"
    DIVORCED = "divorced", "离异"
    WIDOWED = "widowed", "丧偶"


class HukouType(Choice):
    """户口类型."""

    URBAN = "urban", "非农业"
    RURAL = "rural", "农业"
    CONVERTED = "converted", "农转居"
    RESIDENT = "resident", "居民户口"


class MedicalCover(Choice):
    """医保状况."""

    EMPLOYEE = "employee", "职工医保"
    RESIDENT = "resident", "居民医保"
    PUBLIC = "public", "公费"
    NONE = "none", "未参保"


class HousingType(Choice):
    """住房类型, with the extra values of some counties."""

    UNIT_RENTAL = "unit_rental", "承租单位公房"
    LOW_RENT = "low_rent", "政府廉租房"
    BOUGHT = "bought", "自购房"
    HOMELESS = "homeless", "无房"
    RENTED = "rented", "租房"
    SELF_BUILT = "self_built", "自建房"
    OTHER = "other", "其他"
    COMMERCIAL = "commercial", "商品房"
    AFFORDABLE = "affordable", "经济适用房"
    PRICE_CAPPED = "price_capped", "两限房"


class HousingBand(Choice):
    """住房面积 in the bands of older forms, in square metres; the upper bound belongs to the band."""

    TO_20 = "to_20", "20以下"
    TO_50 = "to_50", "20-50"
    TO_70 = "to_70", "50-70"
    ABOVE_70 = "above_70", "70以上"


class UnitNature(Choice):
    """单位性质."""

    PUBLIC_BODY = "public_body", "国有机关/事业单位"
    STATE_FIRM = "state_firm", "国有企业"
    COLLECTIVE_FIRM = "collective_firm", "集体企业"
    PRIVATE_FIRM = "private_firm", "民营/私营/个体企业"
    HMT_JOINT = "hmt_joint", "与港澳台合资/合作"
    FOREIGN_JOINT = "foreign_joint", "中外合资/合作"
    OTHER = "other", "其他"


class FirmState(Choice):
    """企业状况."""

    LOSS_MAKING = "loss_making", "亏损企业"
    RESTRUCTURED = "restructured", "改制企业"
    CLOSED = "closed", "关闭破产企业"
    NORMAL = "normal", "正常"
    HALF_STOPPED = "half_stopped", "停产半停产"


class ContractTerm(Choice):
    """合同期限, by months."""

    HALF_YEAR = "half_year", "半年内"
    ONE_YEAR = "one_year", "半年至一年"
    TWO_YEARS = "two_years", "两年"
    THREE_YEARS = "three_years", "三年"
    FOUR_YEARS = "four_years", "四年"
    FIVE_YEARS = "five_years", "五年以上"
    OPEN_ENDED = "open_ended", "无固定期限"


class Industry(Choice):
    """Sections of GB/T 4754."""

    FARMING = "A", "农、林、牧、渔业"
    MINING = "B", "采矿业"
    MANUFACTURING = "C", "制造业"
    UTILITIES = "D", "电力、热力、燃气及水生产和供应业"
    BUILDING = "E", "建筑业"
    TRADE = "F", "批发和零售业"
    TRANSPORT = "G", "交通运输、仓储和邮政业"
    LODGING = "H", "住宿和餐饮业"
    INFORMATION = "I", "信息传输、软件和信息技术服务业"
    FINANCE = "J", "金融业"
    REAL_ESTATE = "K", "房地产业"
    BUSINESS = "L", "租赁和商务服务业"
    RESEARCH = "M", "科学研究和技术服务业"
    PUBLIC_FACILITIES = "N", "水利、环境和公共设施管理业"
    RESIDENT_SERVICES = "O", "居民服务、修理和其他服务业"
    TEACHING = "P", "教育"
    HEALTH = "Q", "卫生和社会工作"
    CULTURE = "R", "文化、体育和娱乐业"
    ADMINISTRATION = "S", "公共管理、社会保障和社会组织"
    INTERNATIONAL = "T", "国际组织"


class IndustryOfOldForm(Choice):
    """所属行业 of older forms."""

    FARMING = "farming", "农林牧渔业"
    FINANCE = "finance", "金融保险业"
    SOCIAL_SERVICES = "social_services", "社会服务业"
    EDUCATION = "education", "教育"
    SCIENCE = "science", "科技"
    CULTURE = "culture", "文化"
    SPORT = "sport", "体育"
    RELIGION = "religion", "宗教"
    HEALTH = "health", "医疗卫生"
    ARMY = "army", "军队"
    STATE_ORGANS = "state_organs", "国家机关"
    TEXTILES = "textiles", "纺织"
    METALLURGY = "metallurgy", "冶金"
    COAL = "coal", "煤炭"
    MACHINERY = "machinery", "机电"
    ELECTRONICS = "electronics", "电子仪表"
    CHEMICALS = "chemicals", "化工"
    DEFENCE = "defence", "国防"
    TOWN_BUILDING = "town_building", "城建"
    PRECISION = "precision", "精工"
    TRADE = "trade", "财贸"
    MEDICINE = "medicine", "医药系统"
    OTHER = "other", "其他"


class LabourCapacity(Choice):
    """劳动能力. No form prints a list; this one is recommended."""

    FULL = "full", "有"
    PARTIAL = "partial", "部分丧失"
    LOST = "lost", "完全丧失"
    MINOR_OR_STUDENT = "minor_or_student", "未成年/在校"
    OVER_AGE = "over_age", "超龄"


class DocumentKind(Choice):
    """Documents of people who can have no identity number; always with the reason."""

    PASSPORT = "passport", "护照"
    HK_MACAO_PERMIT = "hk_macao_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    HMT_RESIDENCE = "hmt_residence", "港澳台居民居住证"
    FOREIGN_RESIDENCE = "foreign_residence", "外国人永久居留身份证"
    BIRTH_CERTIFICATE = "birth_certificate", "出生医学证明"
    OTHER = "other", "其他证件"


class NotCounted(Choice):
    """Why a person of the household is not counted (共同生活家庭成员 of the rules on social assistance)."""

    LIVES_APART = "lives_apart", "未共同生活"
    INDEPENDENT = "independent", "已独立生活的成年子女"
    PRISON = "prison", "服刑"
    REHABILITATION = "rehabilitation", "强制隔离戒毒"
    MISSING = "missing", "失踪"
    CLERGY = "clergy", "脱离家庭三年以上的宗教教职人员"
    NO_DUTY = "no_duty", "无法定赡养、抚养、扶养关系"
    DECEASED = "deceased", "已故"
    OTHER = "other", "其他"


_MARITAL_GROUPS: Final = {
    MaritalStatus.UNMARRIED: MaritalGroup.UNMARRIED,
    MaritalStatus.MARRIED: MaritalGroup.MARRIED,
    MaritalStatus.FIRST_MARRIAGE: MaritalGroup.MARRIED,
    MaritalStatus.REMARRIED: MaritalGroup.MARRIED,
    MaritalStatus.MARRIED_AGAIN: MaritalGroup.MARRIED,
    MaritalStatus.WIDOWED: MaritalGroup.WIDOWED,
    MaritalStatus.DIVORCED: MaritalGroup.DIVORCED,
}
_POLITICAL_GROUPS: Final = {
    PoliticalStatus.PARTY_MEMBER: PoliticalGroup.PARTY,
    PoliticalStatus.PROBATIONARY_MEMBER: PoliticalGroup.PARTY,
    PoliticalStatus.LEAGUE_MEMBER: PoliticalGroup.LEAGUE,
    PoliticalStatus.INDEPENDENT: PoliticalGroup.OTHER,
    PoliticalStatus.MASSES: PoliticalGroup.MASSES,
}
_TERMS: Final = (
    (6, ContractTerm.HALF_YEAR),
    (18, ContractTerm.ONE_YEAR),
    (30, ContractTerm.TWO_YEARS),
    (42, ContractTerm.THREE_YEARS),
    (54, ContractTerm.FOUR_YEARS),
    (120, ContractTerm.FIVE_YEARS),
)
_BANDS: Final = ((20, HousingBand.TO_20), (50, HousingBand.TO_50), (70, HousingBand.TO_70))


def political_group(status: PoliticalStatus) -> PoliticalGroup:
    """The group under which the form prints a status of GB/T 4762; 04 to 11 are the democratic parties."""
    return _POLITICAL_GROUPS.get(status, PoliticalGroup.DEMOCRATIC_PARTY)


def marital_group(status: MaritalStatus) -> MaritalGroup | None:
    """The group under which the form prints a status of GB/T 2261.2; ``None`` where it is not stated."""
    return _MARITAL_GROUPS.get(status)


def contract_term(months: int) -> ContractTerm:
    """The form's term of a labour contract of so many months."""
    return next((term for most, term in _TERMS if months <= most), ContractTerm.OPEN_ENDED)


def housing_band(square_metres: Decimal) -> HousingBand:
    """The older form's band of a floor area; the upper bound belongs to the band."""
    return next((band for most, band in _BANDS if square_metres <= most), HousingBand.ABOVE_70)
