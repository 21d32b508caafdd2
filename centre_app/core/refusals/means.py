"""Refusals and cautions of the means test (算)."""

from __future__ import annotations

from . import Caution, Refusal

__all__ = [
    "AccidentBeforeWindow",
    "AccidentWithoutPaper",
    "AidAboveCost",
    "AmountUnreadable",
    "AverageAreaMissing",
    "DeductibleAboveCost",
    "DeductibleNotForIncome",
    "DeductionUnproven",
    "DeepGroundNotNamed",
    "ExplanationMissing",
    "FiguresUnverified",
    "FindingOpen",
    "FindingWithoutPaper",
    "ImputedWageApplied",
    "KeyTwice",
    "LineUnproven",
    "MemberWithoutReason",
    "NobodyCounted",
    "PeriodDecides",
    "RelativeNotStated",
    "SplitNeeded",
    "TimesOutOfYear",
    "UnionAidTwice",
    "UnknownPerson",
    "WorkUnknown",
]


class NobodyCounted(Refusal):
    text = "没有一名成员计入家庭人口，无法算账。请在成员页标明谁计入。"


class MemberWithoutReason(Refusal):
    text = "{name}未计入家庭人口，但没有写原因。请选择不计入的原因。"


class AmountUnreadable(Refusal):
    text = "“{what}”填写的 {amount} 不合要求：金额、面积和年限应为 0 到 999999999.99，最多两位小数。经营亏损按 0 填写。"


class TimesOutOfYear(Refusal):
    text = "“{what}”填写了 {times} 次，{period}的收支在十二个月内应大于 0、不超过 {most} 次。"


class AidAboveCost(Refusal):
    text = "“{what}”的费用为 {amount} 元，同一费用已得救助 {aid} 元，不能超过费用本身。"


class DeductibleAboveCost(Refusal):
    text = "“{what}”的费用为 {amount} 元，可扣除部分 {deductible} 元，不能超过费用本身。"


class DeductibleNotForIncome(Refusal):
    text = "“{what}”不是刚性支出，不能填写可扣除部分或同一费用已得救助。"


class UnknownPerson(Refusal):
    text = "“{what}”记在不属于本户的人名下，请重新选择成员。"


class KeyTwice(Refusal):
    text = "同一项“{what}”出现了两次，请删去一项。"


class DeductionUnproven(Refusal):
    text = "“{what}”要从收入中扣除，却没有第三方证明。请登记票据、结算单、合同等证明后再算账。"


class AccidentWithoutPaper(Refusal):
    text = "“{what}”要作为意外致困的依据，却没有写明证明材料（公安、民政等的证明和费用票据）。请补上后再算账。"


class FindingWithoutPaper(Refusal):
    text = "“{what}”已标为“{status}”，但没有附证明材料。请挂上核实的材料。"


class ExplanationMissing(Refusal):
    text = "“{what}”已标为“已说明”，但没有写说明。请写明情况。"


class FiguresUnverified(Caution):
    text = "本次所用规则“{pack}”有待核的数值（{figures}），请核对文件后再作决定。"


class SplitNeeded(Caution):
    text = "“{what}”把学费与学生生活费合在一起，须分开：只有学费可以扣除。分开之前本项不扣。"


class LineUnproven(Caution):
    text = "“{what}”没有第三方证明，只有本人声明，请补证明。"


class FindingOpen(Caution):
    text = "“{what}”涉及“{kind}”，尚未核实。核实之前按有此情形计算。"


class UnionAidTwice(Caution):
    text = "工会救助既有手工登记的收入项，又有发放记录，请核对是否重复。"


class DeepGroundNotNamed(Caution):
    text = "“{pack}”的深度困难一般须有下列情形之一：{grounds}。请在研究时写明。"


class RelativeNotStated(Caution):
    text = "“{pack}”没有规定相对困难线，高于深度困难线的家庭请按当地文件办理。"


class AverageAreaMissing(Caution):
    text = "多套住房须比较当地人均住房面积，规则或住房面积没有填写，暂按超过平均计算。"


class WorkUnknown(Caution):
    text = "{name}在劳动年龄内，但没有登记劳动能力或工作状态，未作工资推定。请补登记。"


class ImputedWageApplied(Caution):
    text = "{name}有劳动能力而未就业，按每月 {wage} 元推定工资。如实际不能就业，请附证明。"


class PeriodDecides(Caution):
    text = (
        "{kind}：“{what}”{amount} 元按“{period}”计。若实为“{other}”{amount} 元，认定结果会变为{category}。请核对合同。"
    )


class AccidentBeforeWindow(Caution):
    text = "“{what}”发生在 {on}，早于计算期，本次不计。如后续费用仍在发生，请逐笔登记为刚性支出。"
