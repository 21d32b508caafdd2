"""What is told about public notices and grievances."""

from __future__ import annotations

from centre_app.core.refusals import Caution, Refusal

__all__ = [
    "AlreadyPosted",
    "AlreadySettled",
    "AlreadyTakenDown",
    "AnswerLate",
    "AnswerMissing",
    "CaseNotOnNotice",
    "FindingBeforeReceipt",
    "FindingSurveyorWasThere",
    "FindingSurveyorsTooFew",
    "GrievanceOutsidePeriod",
    "MinorListed",
    "NamesAlike",
    "NothingHangs",
    "OtherUnitsCase",
    "PlaceTwice",
    "WhoseBoard",
]


class AlreadyPosted(Refusal):
    text = "档案 {case} 正在公示 {notice} 中公示，撤下之前不能再次公示。"


class PlaceTwice(Refusal):
    text = "公示地点“{place}”登记了两次，请删去一次。"


class WhoseBoard(Refusal):
    text = "名单中的家庭住在不同的村（社区），请写明公示地点“{place}”属于哪个村（社区），每个村（社区）都要张贴。"


class OtherUnitsCase(Refusal):
    text = "档案 {case} 的建档单位不是{unit}，请分开公示。"


class MinorListed(Refusal):
    text = "户主“{name}”未满 18 周岁，未成年人不能列入公示名单；请先变更户主。"


class NamesAlike(Caution):
    text = "名单中有同名的“{name}”，已用{by}区分。"


class CaseNotOnNotice(Refusal):
    text = "档案 {case} 不在公示 {notice} 的名单中，请核对。"


class AlreadyTakenDown(Refusal):
    text = "公示 {notice} 中档案 {case} 已于 {day} 撤下。"


class NothingHangs(Refusal):
    text = "公示 {notice} 的名单中没有正在公示的家庭：都已撤下、退回或重新研究。"


class GrievanceOutsidePeriod(Refusal):
    text = "异议收到日期 {day} 不在公示期内（{start} 至 {end}），公示期外的反映请按信访办理。"


class FindingSurveyorsTooFew(Refusal):
    text = "异议须由 {needed} 人重新核查，现登记 {got} 人。"


class FindingSurveyorWasThere(Refusal):
    text = "{name} 参加过本户的入户调查，异议须由没有参加过的人重新核查。"


class FindingBeforeReceipt(Refusal):
    text = "核查日期 {found} 早于异议收到日期 {received}，请核对。"


class AlreadySettled(Refusal):
    text = "异议 {grievance} 已处理完毕，不能重复处理。"


class AnswerMissing(Refusal):
    text = "异议由 {objector} 具名提出，须填写答复和答复日期。"


class AnswerLate(Caution):
    text = "异议答复日期 {answered} 超过了 {days} 个工作日的答复期限（{due}），请在答复中说明。"
