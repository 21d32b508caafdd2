"""What is told about the union's own units, people and posts."""

from __future__ import annotations

from centre_app.core.refusals import Caution, Refusal

__all__ = [
    "AlreadyAppointed",
    "ChairTaken",
    "DelegationAtCountyOnly",
    "KinshipKnown",
    "NameKnown",
    "NoChair",
    "NotViceChair",
    "PersonTaken",
    "PhoneWrong",
    "TermBackwards",
    "TermEnded",
    "UnitTaken",
]


class UnitTaken(Refusal):
    text = "已有名为“{name}”的单位，请直接选用，或换一个能区分的名称。"


class PhoneWrong(Refusal):
    text = "手机号应为 11 位、以 1 开头，请核对。"


class PersonTaken(Refusal):
    text = "“{name}”的身份证号已登记在另一人员名下，同一人只登记一次，请核对。"


class NameKnown(Caution):
    text = "已登记有同名的“{name}”；在两人都有身份证号之前，凡一人应当回避的事，另一人也须回避。"


class TermBackwards(Refusal):
    text = "结束日期 {until} 早于开始日期 {from_on}，请核对。"


class TermEnded(Refusal):
    text = "该任职已于 {day} 结束，不必再次免职。"


class AlreadyAppointed(Refusal):
    text = "{name} 在这段时间已任{unit}的{post}，不必重复任职。"


class ChairTaken(Refusal):
    text = "{unit}这段时间的工会主席是 {name}，请先办理免职再任命新主席。"


class NoChair(Refusal):
    text = "{unit}在 {day} 没有工会主席，不能书面委托。"


class NotViceChair(Refusal):
    text = "{name} 在 {day} 不是{unit}的工会副主席，主席只能书面委托副主席代签。"


class DelegationAtCountyOnly(Refusal):
    text = "{unit}的主席须本人签字；只有县总工会主席可以书面委托副主席代签。"


class KinshipKnown(Refusal):
    text = "{name} 与本户的亲属关系已经登记过了。"
