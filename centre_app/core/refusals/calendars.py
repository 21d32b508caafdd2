"""What is said about tables of holidays and about periods counted in working days."""

from __future__ import annotations

from . import Caution, Refusal

__all__ = [
    "CalendarDayUsed",
    "CalendarMissing",
    "CalendarShipped",
    "CalendarUnreadable",
    "CalendarWithoutSource",
    "PeriodOutOfRange",
]


class CalendarMissing(Caution):
    text = "{years} 年的放假安排尚未导入，只按周一至周五计算，遇节假日和调休会有出入；请导入放假安排后再核对。"


class CalendarUnreadable(Refusal):
    text = "放假安排表不能使用：{what}；请改正后重新导入。"


class CalendarWithoutSource(Refusal):
    text = "{year} 年的放假安排没有写明来源（source），请写上国务院办公厅通知的名称。"


class CalendarShipped(Refusal):
    text = "{year} 年的放假安排随程序提供，只有管理员凭国务院办公厅的调整通知才能改动。"


class CalendarDayUsed(Refusal):
    text = "{days}已有公示按原来的安排计日，这些日子是否上班不能再改；请只改动尚未到来的日子。"


class PeriodOutOfRange(Refusal):
    text = "天数须为 1 至 {most} 个工作日，起算日须在 {first} 至 {last} 之间；请改正。"
