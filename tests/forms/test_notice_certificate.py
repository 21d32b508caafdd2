"""公示结果证明 and the period on the notice: each household for itself, in the days that the rules count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.forms.press.issuing import text
from centre_app.forms.press.wording import wording
from tests.services.neighbours import together
from tests.services.saying import objections
from tests.services.walking import DAYS, Walk

POSTED, LAST_DAY = DAYS["posted"], DAYS["last_day"]


def post_two(walk: Walk) -> Walk:
    """张甲 and 李乙 hang on one notice."""
    walk.to(CaseState.DELIBERATED)
    second = together(walk)
    walk.clock.set(POSTED)
    walk.post(cases=[walk.case, second.case])
    return second


def objected(walk: Walk, case: str, on: date) -> str:
    walk.clock.set(on)
    plain: dict[str, Any] = {
        "channel": "phone",
        "content": "反映该户另有住房。",
        "objector": "钱某",
        "phone": "19900000009",
    }
    return str(walk.act("record-grievance", on=on.isoformat(), notice=walk.notice, case=case, **plain).number)


def settle(walk: Walk, number: str) -> None:
    data: dict[str, Any] = {
        "surveyors": [walk.people["surveyor3"], walk.people["surveyor4"]],
        "visited_on": walk.office.today.isoformat(),
        "finding": "经核实，住房为承租公房。",
        "answer": "已核实并答复。",
    }
    walk.act("settle-grievance", grievance=number, outcome="rejected", **data)


def certificate(walk: Walk) -> list[str]:
    said = text(walk.office, "notice-certificate", walk.notice)
    return [" ".join(line.split()) for line in said.splitlines()]


def row(walk: Walk, name: str) -> str:
    return next(line for line in certificate(walk) if name in line.split())


def test_an_extension_of_one_household_is_not_attested_to_the_other(walk: Walk) -> None:
    second = post_two(walk)
    walk.act("extend-notice", notice=walk.notice, days=3, cases=[second.case])
    walk.clock.set(date(2026, 3, 27))
    walk.act("take-down-notice", notice=walk.notice, photos=walk.last_photos(date(2026, 3, 26)))
    assert "2026年3月23日 5个工作日" in row(walk, "张甲")
    assert "2026年3月26日 8个工作日" in row(walk, "李乙")


def test_an_objection_is_attested_to_its_household_alone_settled_or_not(walk: Walk) -> None:
    second = post_two(walk)
    number = objected(walk, second.case, date(2026, 3, 18))
    walk.clock.set(date(2026, 3, 24))
    walk.act("take-down-notice", notice=walk.notice, photos=walk.last_photos(LAST_DAY), cases=[walk.case])
    assert "未收到异议" in row(walk, "张甲")
    assert not [line for line in certificate(walk) if "李乙" in line]
    assert wording("letters")("certificate.others", count=1) in certificate(walk)
    late = objected(walk, walk.case, date(2026, 3, 24))
    assert f"{late}：正在核查" in row(walk, "张甲")
    settle(walk, late)
    assert f"{late}：异议不成立" in row(walk, "张甲")
    settle(walk, number)
    walk.clock.set(date(2026, 4, 10))
    walk.act("take-down-notice", notice=walk.notice, photos=walk.last_photos(date(2026, 4, 9)), cases=[second.case])
    assert f"{number}：异议不成立" in row(walk, "李乙")
    assert number not in row(walk, "张甲")


@pytest.mark.parametrize(
    ("counting", "said", "told"),
    [
        ("calendar_days", "公示期自2026年3月17日至2026年3月26日，共10个自然日。", "须满 10 个自然日"),
        ("working_days", "公示期自2026年3月17日至2026年3月30日，共10个工作日。", "须满 10 个工作日"),
    ],
)
def test_a_period_is_said_in_the_days_that_are_counted(walk: Walk, counting: str, said: str, told: str) -> None:
    walk.to(CaseState.DELIBERATED)
    own: dict[str, Any] = {"from_on": "2026-01-01", "source": "示例"}
    walk.act("set-rule", by=Role.ADMINISTRATOR, figure="notice_days", value=10, **own)
    walk.act("set-rule", by=Role.ADMINISTRATOR, figure="notice_counting", value=counting, **own)
    walk.clock.set(POSTED)
    short = objections(lambda: walk.post(days=7))
    assert [(one.code, told in one.sentence) for one in short] == [("NoticeTooShort", True)]
    walk.post()
    assert said in "".join(text(walk.office, "notice", walk.notice).split())
    walk.clock.set(date(2026, 3, 24))
    early = objections(
        lambda: walk.act("take-down-notice", notice=walk.notice, photos=walk.last_photos(walk.clock.moment.date()))
    )
    assert told in early[0].sentence
