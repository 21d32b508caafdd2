"""Words of the check of an office."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["Counted", "ProblemKind", "WayIn"]


class ProblemKind(Choice):
    """Whether the store itself is at fault, or what is written in it."""

    STRUCTURE = "structure", "数据文件"
    DATA = "data", "档案内容"


class Counted(Choice):
    """What the check looked at."""

    CASES = "cases", "档案"
    HOUSEHOLDS = "households", "家庭"
    MEMBERS = "members", "家庭成员"
    PAPERS = "papers", "材料"
    PAGES = "pages", "打印页"
    ACTS = "acts", "办理记录"


class WayIn(Choice):
    """Who stands in the trail where no login does."""

    RECOVERY_SHEET = "recovery-sheet", "恢复密钥单"
