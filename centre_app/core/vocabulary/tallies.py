"""Words of the statistical tables: what is counted, the quarters, the bands of age."""

from __future__ import annotations

from . import Choice

__all__ = ["AgeBand", "Counted", "QuarterOfYear", "others"]


class Counted(Choice):
    """Heads of columns."""

    HOUSEHOLDS = "households", "户"
    FILED = "filed", "新建"
    LEFT = "left", "退出"


class QuarterOfYear(Choice):
    """By the month in which it begins."""

    FIRST = "1", "一季度"
    SECOND = "4", "二季度"
    THIRD = "7", "三季度"
    FOURTH = "10", "四季度"


class AgeBand(Choice):
    """From the age in its code on, up to that of the next."""

    YOUNG = "0", "29 岁以下"
    THIRTIES = "30", "30 至 39 岁"
    FORTIES = "40", "40 至 49 岁"
    FIFTIES = "50", "50 至 59 岁"
    SIXTY = "60", "60 岁以上"


def others(count: int) -> str:
    """The last line, on which so many stand together."""
    return f"其他 {count} 个"
