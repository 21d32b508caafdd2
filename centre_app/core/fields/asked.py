"""What acts ask for, in the clerk's words: those of the dictionary, and those of what an act asks under its own name.

An act's fields are English in JSON; a refusal and the list of what to fill in say them in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from . import RECORDS

__all__ = ["asked_place", "asked_word"]

_WORDS: Final[Mapping[str, str]] = {
    "absent": "缺席的委员",
    "address": "地址",
    "amount": "金额",
    "appointment": "任职记录",
    "area": "面积或地区",
    "asked_by": "走访人",
    "cadre": "结对干部",
    "case": "档案",
    "cases": "各份档案",
    "chaired_by": "主持人",
    "community": "所在村（社区）",
    "counted": "计入家庭人口",
    "delegation": "主席委托书",
    "deputy": "受托的副主席",
    "figure": "政策数字",
    "file": "文件",
    "filed_by": "建档人",
    "filing_unit": "建档单位",
    "finding": "核查情况",
    "follows": "承接的档案",
    "form": "走访方式",
    "from_cadre": "移交人",
    "from_on": "起始日期",
    "grievance": "异议",
    "household": "家庭信息",
    "imputation_disproved_by": "未就业推算的反证",
    "kind": "种类",
    "line": "收支行",
    "meeting": "会议",
    "member": "家庭成员",
    "name": "姓名或名称",
    "needs": "帮扶需求",
    "notice": "公示",
    "on": "日期",
    "opinion": "意见",
    "outcome": "核查结果",
    "page": "打印页",
    "paper": "证明编号或名称",
    "parent": "上级单位",
    "partial": "有问题的留下，其余照办",
    "people": "家庭成员",
    "person": "人员",
    "phone": "电话",
    "photo": "照片",
    "photos": "照片",
    "place": "地点",
    "places": "张贴地点",
    "posted_by": "张贴人",
    "present": "到会委员",
    "reason": "原因",
    "recorded_by": "记录人",
    "recused": "回避的委员",
    "relation": "关系",
    "relation_of_former_head": "原户主与新户主的关系",
    "retires_in": "退休年份",
    "role": "身份",
    "scan": "签字页扫描件",
    "sign_in_sheet": "签到表扫描件",
    "source": "依据（文号）",
    "still_in_hardship": "是否仍有困难",
    "successors": "各户的接手人",
    "surveyors": "调查人",
    "text": "内容",
    "to": "退回到的状态",
    "to_cadre": "接手人",
    "unit": "单位",
    "until": "截止日期",
    "value": "取值",
    "voices": "走访意见",
    "votes": "表决",
    "what": "内容",
}
"""What the dictionary does not store under this name, or stores under several words."""

_ITEM: Final = "第 {number} 项"
_WHOLE: Final = "整份内容"


def asked_word(name: str) -> str:
    """What a field of an act is called; the name itself where nobody knows it."""
    return _WORDS.get(name) or _of_dictionary().get(name, name)


@cache
def _of_dictionary() -> Mapping[str, str]:
    return {each.name: each.label for record in RECORDS.values() for each in record.fields}


def asked_place(place: Sequence[int | str]) -> str:
    """Where in what was given something stands: 家庭信息的家庭成员第 2 项的姓名, counted from one."""
    said = ""
    for part in place:
        if isinstance(part, int):
            said += _ITEM.format(number=part + 1)
        else:
            said += ("的" if said else "") + asked_word(part)
    return said or _WHOLE
