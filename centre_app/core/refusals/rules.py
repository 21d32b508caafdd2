"""Refusals of rule packs and of the office's own figures."""

from __future__ import annotations

from . import Refusal

__all__ = [
    "AreaUnreadable",
    "FigureMissing",
    "FigureReachesBack",
    "FigureUnreadable",
    "FigureWithoutDay",
    "FigureWithoutSource",
    "FiguresDisagree",
    "PackUnreadable",
    "PackWithoutHeader",
    "RulesBeginLater",
    "TwoFiguresForOneDay",
    "UnknownFigure",
]


class PackUnreadable(Refusal):
    text = "规则包{where}不符合 TOML 写法，整包未采用。请检查那里的引号、等号和日期。"


class PackWithoutHeader(Refusal):
    text = "规则包缺少 [pack] 一节，或其中的 code、name、from 不全，整包未采用。"


class UnknownFigure(Refusal):
    text = "规则包“{pack}”中的“{figure}”不是本程序的规则项，请检查拼写。"


class FigureUnreadable(Refusal):
    text = "规则包“{pack}”的“{figure}”（{on}）填写的“{value}”不合要求：应为{wanted}。"


class FigureWithoutDay(Refusal):
    text = "规则包“{pack}”的“{figure}”有一项没有起始日期（from），请补上日期，例如 2026-01-01。"


class FigureWithoutSource(Refusal):
    text = "规则包“{pack}”的“{figure}”（{on}）没有写来源（source），请写明文件名称或文号。"


class AreaUnreadable(Refusal):
    text = "规则包“{pack}”的“{figure}”（{on}）的地区“{area}”不是 2、4 或 6 位行政区划代码。"


class TwoFiguresForOneDay(Refusal):
    text = "规则包“{pack}”的“{figure}”在 {on} 有两个值，请只留一个。"


class FiguresDisagree(Refusal):
    text = "规则包“{pack}”自 {on} 起“{one}”与“{other}”不相称，请一并改定。"


class FigureReachesBack(Refusal):
    text = "“{figure}”按{day}取值，而 {last} 已有这一天的登记：不能倒过来改，请从 {last} 之后起设定。"


class FigureMissing(Refusal):
    text = "规则包“{pack}”缺少“{figure}”：从 {on} 起必须有一个不分地区的值。"


class RulesBeginLater(Refusal):
    text = "规则包“{pack}”从 {first} 起有效，不能用于 {on}。"
