"""What is said of sums, days and choices that are typed in short."""

from __future__ import annotations

from . import Refusal

__all__ = [
    "ChoiceUnclear",
    "ChoiceUnknown",
    "DayNeedsItsDate",
    "DayUnclear",
    "FigureNotWhole",
    "FigureUnclear",
    "SumByNought",
    "SumTooFine",
    "SumUnclear",
    "TimeUnclear",
]


class SumUnclear(Refusal):
    text = "“{given}”算不出金额；请写成数字或算式，如 1950、2000*12+800。"


class SumTooFine(Refusal):
    text = "“{given}”多于两位小数；金额精确到分，请改正。"


class SumByNought(Refusal):
    text = "“{given}”除以了 0，算不出金额；请改正算式。"


class DayUnclear(Refusal):
    text = "“{given}”认不出是哪一天；请写成 2026-07-18、0718、7月18日或去年3月5日。"


class DayNeedsItsDate(Refusal):
    text = "“{given}”只到月份，这里要写到哪一日。"


class TimeUnclear(Refusal):
    text = "“{given}”认不出是几点；请写成 0930、9:30 或下午3点半。"


class FigureUnclear(Refusal):
    text = "“{given}”不是数字；请写成数字，如 3、52.5。"


class FigureNotWhole(Refusal):
    text = "“{given}”不是整数；请改正。"


class ChoiceUnknown(Refusal):
    text = "“{given}”不在可选的项目里；可按代码、文字或拼音首字母选。"


class ChoiceUnclear(Refusal):
    text = "“{given}”可以是 {first}、{second} 等 {count} 项；请再多写几个字。"
