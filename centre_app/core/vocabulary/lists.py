"""How lists are sorted."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["CaseField", "CaseSort"]


class CaseSort(Choice):
    """Orders of the list of cases; the first is what it has by itself."""

    CHANGED = "changed", "最近变动"
    NAME = "name", "姓名"
    ARCHIVE_NO = "archive_no", "档案编号"
    STATE = "state", "状态"
    OPENED = "opened", "建立日期"
    NEXT = "next", "下一时限"


class CaseField(Choice):
    """Fields that a filter may name before a colon (``困难类别:深度困难``)."""

    CATEGORY = "category", "困难类别"
    CAUSE = "cause", "致困原因"
    UNIT = "unit", "建档单位"
    COMMUNITY = "community", "社区"
    TOWN = "town", "街道"
    RED = "red", "红灯"
    LACKING = "lacking", "缺材料"
    FILED = "filed", "建档日期"
    LEFT = "left", "退出日期"
    HEAD_BORN = "head_born", "户主出生"
