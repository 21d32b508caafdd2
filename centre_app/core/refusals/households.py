"""What is said of a household as it was typed, beyond what its numbers, names and phones have to say themselves."""

from __future__ import annotations

from . import Caution, Refusal

__all__ = [
    "AmountBad",
    "BirthImpossible",
    "CauseAgain",
    "CodeNotListed",
    "CountTooHigh",
    "DayInFuture",
    "DayOrMonthBad",
    "DisabilityIncomplete",
    "DocumentIncomplete",
    "DocumentReasonMissing",
    "FieldsMissing",
    "HukouAreaBad",
    "HukouAreaUnknown",
    "ListedTwice",
    "MobileNotUsable",
    "NotTidy",
    "PapersMissing",
    "PhoneNotUsable",
    "PostcodeBad",
    "QuantityBad",
    "SingleParentMarried",
    "TooManyCauses",
    "VisitPhotosTooFew",
    "WorkStartEarly",
]


class NotTidy(Refusal):
    text = "“{where}”夹有空格或全角字符，或是 15 位旧身份证号；请整理后再存。"


class CodeNotListed(Refusal):
    text = "“{where}”填的“{value}”不在代码表中，请改选表中的一项。"


class DocumentIncomplete(Refusal):
    text = "“{where}”用其他证件登记的，须同时填写证件种类和证件号码。"


class DocumentReasonMissing(Refusal):
    text = "“{where}”用其他证件登记的，须在备注中写明没有身份证号的原因。"


class ListedTwice(Refusal):
    text = "“{name}”在这一户中列了两次，请删去一次。"


class MobileNotUsable(Refusal):
    text = "“{where}”应为 11 位、以 13 至 19 开头；请改正，固定电话请填在“其他联系方式”中。"


class PhoneNotUsable(Refusal):
    text = "“{where}”不是电话号码：手机应为 11 位，固定电话前加区号；请改正。"


class PostcodeBad(Refusal):
    text = "邮政编码应为 6 位数字，请改正。"


class HukouAreaBad(Refusal):
    text = "户口所在地行政区划应填 6 位数字代码，请改正。"


class HukouAreaUnknown(Caution):
    text = "户口所在地行政区划代码 {code} 不在行政区划代码表中或已撤销，请核对。"


class AmountBad(Refusal):
    text = "“{where}”须在 0 至 {most} 元之间，最多两位小数，请改正。"


class QuantityBad(Refusal):
    text = "“{where}”须在 0 至 {most} 之间，最多两位小数，请改正。"


class CountTooHigh(Refusal):
    text = "“{where}”须是 {least} 至 {most} 之间的整数，请改正。"


class DayOrMonthBad(Refusal):
    text = "“{where}”应写成“2026-11-24”或“2026-11”，请改正。"


class DayInFuture(Refusal):
    text = "“{where}”不能晚于今天（{today}），请改正。"


class BirthImpossible(Refusal):
    text = "“{where}”须在 {first} 至今天（{today}）之间，请改正。"


class TooManyCauses(Refusal):
    text = "致困原因最多一个主要、{most} 个次要，现填 {got} 个；请只留最主要的。"


class CauseAgain(Refusal):
    text = "致困原因“{cause}”填了两次，次要原因不能与主要原因相同；请删去一次。"


class DisabilityIncomplete(Caution):
    text = "“{where}”健康状况为残疾的，请按残疾人证补填残疾类别和等级。"


class WorkStartEarly(Caution):
    text = "“{where}”参加工作时未满 {age} 周岁，请核对。"


class SingleParentMarried(Caution):
    text = "填为单亲家庭，但家庭成员中有户主的配偶，请核对。"


class FieldsMissing(Caution):
    text = "档案表必填项还空着：{what}。"


class PapersMissing(Caution):
    text = "按这一户的情况，档案里还应有：{what}。"


class VisitPhotosTooFew(Caution):
    text = "入户照片至少 {needed} 张，现有 {got} 张。"
