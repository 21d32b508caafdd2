"""How lists are sorted."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["CaseSort"]


class CaseSort(Choice):
    """Orders of the list of cases; the first is what it has by itself."""

    CHANGED = "changed", "最近变动"
    NAME = "name", "姓名"
    ARCHIVE_NO = "archive_no", "档案编号"
    STATE = "state", "状态"
    OPENED = "opened", "建立日期"
