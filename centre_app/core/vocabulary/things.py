"""What the things are called that a clerk may name by number, name or key."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["Thing"]


class Thing(Choice):
    CASE = "case", "档案"
    MEMBER = "member", "家庭成员"
    PERSON = "person", "人员"
    UNIT = "unit", "单位"
    MEETING = "meeting", "会议"
    NOTICE = "notice", "公示"
    GRIEVANCE = "grievance", "异议"
    PAGE = "page", "打印页"
    PAPER = "paper", "材料"
    BUDGET_LINE = "budget_line", "收支项"
    FINDING = "finding", "财产或疑点"
    PAIRING = "pairing", "结对"
    APPOINTMENT = "appointment", "任职"
    DELEGATION = "delegation", "书面委托"
    USER = "user", "用户"
    ACT = "act", "办理记录"
    PLACE = "place", "公示地点"
