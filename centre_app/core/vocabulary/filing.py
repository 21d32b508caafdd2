"""Code lists of the filing: states, steps, gates, posts, roles, papers."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = [
    "AppraiserKind",
    "CaseState",
    "DayName",
    "GateCode",
    "GrievanceChannel",
    "GrievanceOutcome",
    "NoticeKind",
    "NoticeState",
    "PaperKind",
    "PlaceKind",
    "Post",
    "Role",
    "SignatureRole",
    "SignedHow",
    "StandAside",
    "StepCode",
    "UnitKind",
    "Vote",
]


class CaseState(Choice):
    """States of a case. Up to ``ACTIVE`` they follow the seven steps."""

    DRAFT = "draft", "草稿"
    APPLIED = "applied", "已申请"
    SURVEYED = "surveyed", "已入户"
    VERIFIED = "verified", "已核算"
    DELIBERATED = "deliberated", "已评定"
    PUBLICISED = "publicised", "公示完毕"
    APPROVED = "approved", "已签批"
    ACTIVE = "active", "在档"
    RETURNED = "returned", "已退回"
    REFUSED = "refused", "不予建档"
    WITHDRAWN = "withdrawn", "已撤回"
    EXIT_PROPOSED = "exit_proposed", "拟退出"
    EXIT_PUBLICISED = "exit_publicised", "退出公示完毕"
    CLOSED = "closed", "已退出"
    FOLLOW_UP = "follow_up", "回访中"
    SUSPENDED = "suspended", "暂停"
    TEMPORARY = "temporary", "临时救助"


class StepCode(Choice):
    """The seven steps 进、看、算、议、评、公示、审核."""

    ENTER = "enter", "进"
    LOOK = "look", "看"
    RECKON = "reckon", "算"
    DISCUSS = "discuss", "议"
    APPRAISE = "appraise", "评"
    PUBLICISE = "publicise", "公示"
    REVIEW = "review", "审核"


class GateCode(Choice):
    """The four gates, 四不建档."""

    VISITED = "visited", "不入户调查不建档"
    PUBLICISED = "publicised", "不公示公开不建档"
    DELIBERATED = "deliberated", "不集体研究不建档"
    SIGNED = "signed", "工会主席不签字不建档"


class Role(Choice):
    """What a login may do; the table of acts says which role may which act."""

    CLERK = "clerk", "经办"
    REVIEWER = "reviewer", "审核"
    CHAIR = "chair", "主席"
    ARCHIVIST = "archivist", "档案"
    ADMINISTRATOR = "administrator", "管理员"
    INSPECTOR = "inspector", "检查"


class UnitKind(Choice):
    """Kinds of bodies a county centre deals with."""

    COUNTY_UNION = "county_union", "县区总工会"
    TOWNSHIP_UNION = "township_union", "乡镇（街道）工会"
    ENTERPRISE_UNION = "enterprise_union", "企业（单位）工会"
    INDUSTRY_UNION = "industry_union", "产业（系统）工会"
    COMMUNITY = "community", "村（社区）"
    DEPARTMENT = "department", "其他部门"


class Post(Choice):
    """Posts of a person in a unit, with dates."""

    CHAIR = "chair", "工会主席"
    VICE_CHAIR = "vice_chair", "工会副主席"
    COMMITTEE_MEMBER = "committee_member", "工会委员"
    REVIEWER = "reviewer", "审核人"
    CASEWORKER = "caseworker", "经办人"
    CADRE = "cadre", "工会干部"


class PaperKind(Choice):
    """Papers of one archive."""

    APPLICATION = "application", "申请书"
    ARCHIVE_FORM = "archive_form", "档案表（审批表）"
    ID_COPY = "id_copy", "身份证复印件"
    HUKOU_BOOKLET = "hukou_booklet", "户口簿复印件"
    INCOME_PROOF = "income_proof", "收入证明"
    UNEMPLOYMENT_PROOF = "unemployment_proof", "下岗（失业）证明"
    DIBAO_CERTIFICATE = "dibao_certificate", "低保证"
    DIAGNOSIS = "diagnosis", "诊断证明"
    MEDICAL_BILL = "medical_bill", "医疗费票据"
    DISABILITY_CARD = "disability_card", "残疾人证"
    ACCIDENT_PROOF = "accident_proof", "意外事故（灾害）证明"
    STUDENT_PROOF = "student_proof", "学籍（录取）证明"
    SCHOOL_FEE_RECEIPT = "school_fee_receipt", "学费收据"
    LABOUR_CONTRACT = "labour_contract", "劳动合同"
    MARITAL_PAPER = "marital_paper", "婚姻（死亡）证明"
    BANK_CARD_COPY = "bank_card_copy", "银行卡复印件"
    UNION_MEMBER_PROOF = "union_member_proof", "工会会员证明"
    AUTHORISATION = "authorisation", "家庭经济状况核对授权书"
    HONESTY_PLEDGE = "honesty_pledge", "诚信承诺书"
    VISIT_FORM = "visit_form", "入户调查表"
    VISIT_PHOTO = "visit_photo", "入户照片"
    BUDGET_SHEET = "budget_sheet", "收支算账表"
    APPRAISAL_NOTES = "appraisal_notes", "邻里走访意见表"
    MINUTES = "minutes", "集体研究会议记录"
    SIGN_IN_SHEET = "sign_in_sheet", "会议签到表"
    NOTICE = "notice", "公示"
    NOTICE_PHOTO_FIRST = "notice_photo_first", "公示首日照片"
    NOTICE_PHOTO_LAST = "notice_photo_last", "公示末日照片"
    NOTICE_CERTIFICATE = "notice_certificate", "公示结果证明"
    CHECK_REPORT = "check_report", "家庭经济状况核对报告"
    EXPLANATION = "explanation", "情况说明及证明"
    SIGNED_PAGE = "signed_page", "签字页"
    DELEGATION = "delegation", "主席书面委托"
    REFUSAL_LETTER = "refusal_letter", "不予建档告知书"
    PAIRING_CARD = "pairing_card", "结对帮扶联系卡"
    OTHER = "other", "其他"


class PlaceKind(Choice):
    """Where a notice hangs; each place is recorded by itself."""

    FILING_UNIT = "filing_unit", "建档单位"
    COMMUNITY = "community", "村（社区）"
    COUNTY_BOARD = "county_board", "县总工会公示栏"
    WEBSITE = "website", "网站"


class NoticeKind(Choice):
    ENTRY = "entry", "拟建档"


class NoticeState(Choice):
    """Derived for lists; never stored."""

    RUNNING = "running", "公示中"
    RUN_OUT = "run_out", "期满待撤"
    TAKEN_DOWN = "taken_down", "已撤下"


class GrievanceChannel(Choice):
    LETTER = "letter", "来信"
    PHONE = "phone", "来电"
    VISIT = "visit", "来访"
    HOTLINE = "hotline", "12351热线"
    WEB = "web", "网络"


class GrievanceOutcome(Choice):
    UPHELD = "upheld", "异议成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "异议不成立"


class Vote(Choice):
    FOR = "for", "同意"
    AGAINST = "against", "不同意"
    ABSTAIN = "abstain", "弃权"


class AppraiserKind(Choice):
    """Who was asked in 议."""

    NEIGHBOUR = "neighbour", "邻居"
    COLLEAGUE = "colleague", "同事"
    UNION_GROUP = "union_group", "工会小组"
    COMMUNITY = "community", "村（社区）干部"


class SignedHow(Choice):
    SIGNATURE = "signature", "签字"
    FINGERPRINT = "fingerprint", "按手印"


class SignatureRole(Choice):
    """Who signs the approval form, in this order."""

    REVIEWER = "reviewer", "审核人"
    UNIT_CHAIR = "unit_chair", "基层工会主席"
    COUNTY_CHAIR = "county_chair", "县总工会主席"


class SignStage(Choice):
    """What a case that was publicised waits for until it is in the files. Derived for lists; never stored."""

    PRINT = "print", "待打印"
    SIGN = "sign", "待签字"
    SCAN = "scan", "待扫描"
    APPROVE = "approve", "待批准"


class StandAside(Choice):
    """Why a person stands aside (回避) in a household's matters. People are compared, never accounts."""

    MEMBER = "member", "是本户家庭成员"
    RELATIVE = "relative", "与本户有亲属关系"
    SURVEYOR = "surveyor", "是本户入户调查人"
    PAIRED = "paired", "是本户结对帮扶干部"
    NAMESAKE = "namesake", "与应当回避的人同名，没有身份证号，分不清是不是同一人，请补登身份证号"


class DayName(Choice):
    """The days of a filing, in the order in which they must come."""

    APPLIED = "applied", "申请日"
    AUTHORISED = "authorised", "授权日"
    VISITED = "visited", "入户日"
    RECKONED = "reckoned", "算账日"
    APPRAISED = "appraised", "走访评议日"
    MET = "met", "集体研究日"
    POSTED = "posted", "公示张贴日"
    TAKEN_DOWN = "taken_down", "公示撤下日"
    PRINTED = "printed", "档案表打印日"
    REVIEWED = "reviewed", "审核签字日"
    UNIT_CHAIR = "unit_chair", "基层工会主席签字日"
    COUNTY_CHAIR = "county_chair", "县总工会主席签字日"
    APPROVED = "approved", "批准日"
    PAIRED = "paired", "结对日"

    @classmethod
    def of(cls, role: SignatureRole) -> DayName:
        """The day on which a role signs."""
        return cls.REVIEWED if role is SignatureRole.REVIEWER else cls(role.value)
