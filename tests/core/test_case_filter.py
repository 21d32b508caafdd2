"""The filter line: words are searched for, a word with a colon names a field, and what is unknown is told."""

from __future__ import annotations

import pytest

from centre_app.core.case_filter import IN_HAND, CaseFilter, read_filter
from centre_app.core.refusals import Refused
from centre_app.core.refusals.search import FilterFieldUnknown, FilterValueUnknown
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.lists import CaseField


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("", CaseFilter()),
        ("张 zxm  0018", CaseFilter("张 zxm 0018")),
        ("状态:在档", CaseFilter(states=(CaseState.ACTIVE,))),
        ("状态：在档，已退回", CaseFilter(states=(CaseState.ACTIVE, CaseState.RETURNED))),
        ("状态:办理中", CaseFilter(states=IN_HAND)),
        ("张 困难类别:深度", CaseFilter("张", fields=((CaseField.CATEGORY, "deep_hardship"),))),
        ("致困原因:上学", CaseFilter(fields=((CaseField.CAUSE, "schooling"),))),
        ("社区:柳树 街道:东街", CaseFilter(fields=((CaseField.COMMUNITY, "柳树"), (CaseField.TOWN, "东街")))),
        ("红灯:有 缺材料:是", CaseFilter(fields=((CaseField.RED, ""), (CaseField.LACKING, "")))),
        ("建档日期:2026", CaseFilter(fields=((CaseField.FILED, "2026-01-012026-12-31"),))),
        ("建档日期:2026-02", CaseFilter(fields=((CaseField.FILED, "2026-02-012026-02-28"),))),
        ("建档日期:2026至", CaseFilter(fields=((CaseField.FILED, "2026-01-012026-12-31"),))),
        ("退出日期：2026-7-8", CaseFilter(fields=((CaseField.LEFT, "2026-07-082026-07-08"),))),
        ("户主出生:1966至1975-06", CaseFilter(fields=((CaseField.HEAD_BORN, "1966-01-011975-06-30"),))),
        ("户主出生:未登记", CaseFilter(fields=((CaseField.HEAD_BORN, ""),))),
        ("街道:未登记 街道:=东街", CaseFilter(fields=((CaseField.TOWN, "="), (CaseField.TOWN, "=东街")))),
        ("致困原因:未登记", CaseFilter(fields=((CaseField.CAUSE, ""),))),
        ("困难类别:意外致困户", CaseFilter(fields=((CaseField.CATEGORY, "accident_household"),))),
        ("状态: 社区：", CaseFilter()),
        (":张", CaseFilter(":张")),
    ],
)
def test_a_line_is_read(line: str, asked: CaseFilter) -> None:
    assert read_filter(line) == asked


def test_everything_unknown_is_told_at_once_with_what_is_known() -> None:
    with pytest.raises(Refused) as refused:
        read_filter("状况:在档 状态:在办 红灯:三 困难类别:很困难 张")
    told = refused.value.objections
    assert [type(one) for one in told] == [FilterFieldUnknown, *[FilterValueUnknown] * 3]
    assert "困难类别" in told[0].sentence
    assert "办理中、草稿" in told[1].sentence
    assert "深度困难" in told[3].sentence


@pytest.mark.parametrize("days", ["去年", "2026-13", "2026-02-30", "未登记", "2026-01至明天", "0"])
def test_days_that_cannot_be_read_are_told_with_how_they_are_written(days: str) -> None:
    with pytest.raises(Refused) as refused:
        read_filter(f"建档日期:{days}")
    [told] = refused.value.objections
    assert isinstance(told, FilterValueUnknown)
    assert "2026-01-01至2026-06-30" in told.sentence
