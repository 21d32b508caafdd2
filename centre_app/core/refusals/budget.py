"""What is said of the lines of the sheet 算账 while they are typed."""

from __future__ import annotations

from . import Refusal

__all__ = ["KindOfOtherSection", "LineUnfinished", "LineUnread", "PersonUnknown", "TimesUnclear"]


class KindOfOtherSection(Refusal):
    text = "“{kind}”属于{section}，请写在那一段里。"


class LineUnfinished(Refusal):
    text = "{section}第 {line} 行没有写{what}，补上或删去这一行再存。"


class LineUnread(Refusal):
    text = "{section}第 {line} 行：{why}"


class PersonUnknown(Refusal):
    text = "家庭成员里没有“{given}”；写姓名或姓名的拼音首字母，全家共有的不写。"


class TimesUnclear(Refusal):
    text = "“{given}”不是周期；写每月、每年、每季或一次，不足全年的写次数，如 每月×7。"
