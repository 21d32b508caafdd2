"""What an import would do is said before it is done, from both sides alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from centre_app.core.households import HouseholdFacts
from centre_app.sheets.plan import Plan, as_document, compare, numbers_of

from .making import DATA, number, save, take, told

LI, HUI, CHEN = number(1975, 3, 8, 11), number(1976, 5, 9, 22), number(2004, 6, 1, 33)
WANG = number(1980, 1, 2, 13)
HEAD = ["户编号", "姓名", "与户主关系", "身份证号", "家庭住址", "月收入", "建档时间", "致困原因"]
FAMILY: list[list[Any]] = [
    ["1", "李一", "户主", LI, "东街", 100, "2020-01-02", "因病"],
    ["1", "惠二", "妻", HUI, None, 200, None, None],
]


@dataclass(frozen=True)
class Stored:
    case: UUID
    number: str
    facts: HouseholdFacts
    living: bool = True


def store(*households: HouseholdFacts, living: bool = True) -> dict[str, Stored]:
    """What a store would answer for every number."""
    found = {}
    for order, facts in enumerate(households, start=1):
        filed = Stored(uuid5(UUID(int=0), str(order)), f"L2026-{order:04}", facts, living)
        found.update(dict.fromkeys(facts.id_numbers, filed))
    return found


def plan(path: Path, rows: Sequence[Any], stored: dict[str, Stored] | None = None) -> Plan:
    return compare(stored or {}, take(save(path / "d.xlsx", [HEAD, *rows])))


def family(path: Path) -> HouseholdFacts:
    return plan(path, FAMILY).new[0]


def test_everything_is_new_in_an_empty_store(tmp_path: Path) -> None:
    found = plan(tmp_path, FAMILY)
    assert len(found.add) == 1
    assert (found.change, found.same, found.doubtful, found.stopped, found.problems) == ((), (), (), (), ())


@pytest.mark.parametrize("file", ["county-a.xlsx", "county-b.xls", "county-c.csv"])
def test_the_same_file_again_changes_nothing(file: str) -> None:
    came = take(DATA / file)
    first = compare({}, came)
    stored = store(*first.new)
    assert set(stored) <= numbers_of(came)
    again = compare(stored, came)
    assert (again.add, again.change) == ((), ())
    assert len(again.same) == len(first.add)
    assert {household.key for household in first.stopped} == {household.key for household in again.stopped}
    assert {household.key for household in first.doubtful} == {household.key for household in again.doubtful}


def test_changed_facts_and_new_people_are_named_one_by_one(tmp_path: Path) -> None:
    before = family(tmp_path)
    rows = [
        ["7", "李一", "户主", LI, "西街", 100, None, "因学"],
        ["7", "李小", "子", CHEN, None, 0, None, None],
        ["7", "惠二", "妻", HUI, None, 250.5, None, None],
    ]
    found = plan(tmp_path, rows, store(before))
    assert (found.add, found.same) == ((), ())
    difference = found.change[0]
    assert [(one.person, one.fact, one.before, one.after) for one in difference.changes] == [
        (None, "causes", ("serious_illness",), ("schooling",)),
        (None, "address", "东街", "西街"),
        ("惠二", "monthly_income", before.people[1].monthly_income, difference.facts.people[1].monthly_income),
    ]
    assert difference.joining == ("李小",)
    assert [person.name for person in difference.facts.people] == ["李一", "惠二", "李小"]
    assert difference.facts.filed_on == "2020-01-02"
    assert compare(store(difference.facts), take(tmp_path / "d.xlsx")).change == ()


def test_an_empty_cell_takes_nothing_away_and_who_is_missing_stays(tmp_path: Path) -> None:
    found = plan(tmp_path, [["1", "李一", "户主", LI, None, None, None, None]], store(family(tmp_path)))
    assert len(found.same) == 1
    found = plan(tmp_path, [["1", "李一", "户主", LI, "北街", None, None, None]], store(family(tmp_path)))
    assert found.change[0].missing == ("惠二",)
    assert len(found.change[0].facts.people) == 2


def test_what_the_store_decides_itself_is_not_compared(tmp_path: Path) -> None:
    before = replace(family(tmp_path), archive_no="GS001", hardship_category="deep_hardship")
    path = save(tmp_path / "d.xlsx", [["姓名", "身份证号", "档案编号", "困难类别"], ["李一", LI, "旧9", "相对困难"]])
    assert len(compare(store(before), take(path)).same) == 1


def test_whether_somebody_counts_is_compared_only_where_the_table_says(tmp_path: Path) -> None:
    before = family(tmp_path)
    apart = replace(before.people[1], counted=False, not_counted_reason="未共同生活")
    stored = store(replace(before, people=(before.people[0], apart)))
    assert len(plan(tmp_path, FAMILY, stored).same) == 1
    path = save(tmp_path / "d.xlsx", [[*HEAD, "计入家庭人口"], [*FAMILY[0], "是"], [*FAMILY[1], "是"]])
    changes = compare(stored, take(path)).change[0].changes
    assert [(one.person, one.fact, one.after) for one in changes] == [("惠二", "counted", True)]


def test_a_relation_that_nobody_could_read_does_not_replace_one(tmp_path: Path) -> None:
    rows = [FAMILY[0], ["1", "惠二", "红颜", HUI, None, 200, None, None]]
    found = plan(tmp_path, rows, store(family(tmp_path)))
    assert len(found.same) == 1
    assert told(found.problems) == [("relation_unknown", 3, "C")]


def test_a_person_of_another_filed_household_is_for_the_clerk(tmp_path: Path) -> None:
    rows = [["9", "王三", "户主", WANG, "南街", 0, None, None], ["9", "惠二", "妻", HUI, None, 0, None, None]]
    found = plan(tmp_path, rows, store(family(tmp_path)))
    assert told(found.problems) == [("person_filed", 3, "D")]
    assert (len(found.doubtful), found.add) == (1, ())
    assert found.problems[0].other == "L2026-0001"
    assert found.problems[0].line is None


def test_a_person_of_a_closed_household_may_come_with_a_new_one(tmp_path: Path) -> None:
    rows = [["9", "王三", "户主", WANG, "南街", 0, None, None], ["9", "惠二", "妻", HUI, None, 0, None, None]]
    found = plan(tmp_path, rows, store(family(tmp_path), living=False))
    assert (len(found.add), found.problems) == (1, ())


def test_a_closed_household_is_offered_and_never_doubled(tmp_path: Path) -> None:
    found = plan(tmp_path, FAMILY, store(family(tmp_path), living=False))
    assert told(found.problems) == [("was_closed", 2, "D")]
    assert len(found.doubtful) == 1


def test_one_number_under_another_name_is_for_the_clerk(tmp_path: Path) -> None:
    rows = [["1", "李乙", "户主", LI, "东街", 100, "2020-01-02", None], FAMILY[1]]
    found = plan(tmp_path, rows, store(family(tmp_path)))
    assert told(found.problems) == [("name_differs", 2, "D")]
    assert len(found.doubtful) == 1


def test_another_head_of_the_same_people_is_for_the_clerk(tmp_path: Path) -> None:
    rows = [["1", "惠二", "户主", HUI, "东街", 200, None, None], ["1", "李一", "夫", LI, None, 100, None, None]]
    found = plan(tmp_path, rows, store(family(tmp_path)))
    assert told(found.problems) == [("head_differs", 2, "D")]


def test_who_has_another_document_is_known_again_by_it(tmp_path: Path) -> None:
    head = ["户编号", "姓名", "与户主关系", "身份证号", "证件种类", "其他证件号码", "月收入"]
    rows = [["1", "李一", "户主", LI, None, None, 1], ["1", "阮氏", "妻", None, "护照", "P1234567", 2]]
    path = save(tmp_path / "d.xlsx", [head, *rows])
    stored = store(compare({}, take(path)).new[0])
    assert len(compare(stored, take(path)).same) == 1
    rows[1][6] = 3
    changes = compare(stored, take(save(tmp_path / "d.xlsx", [head, *rows]))).change[0].changes
    assert [(one.person, one.fact) for one in changes] == [("阮氏", "monthly_income")]


def test_a_plan_can_be_kept_as_a_document(tmp_path: Path) -> None:
    rows = [
        ["1", "李一", "户主", LI, "西街", 100.5, "2020-01-02", "因学"],
        ["2", "王三", "户主", None, "南街", 0, None, None],
        ["3", "李小", "户主", CHEN, "北街", 0, None, "命"],
    ]
    found = plan(tmp_path, rows, store(family(tmp_path)))
    document = json.loads(json.dumps(as_document(found), ensure_ascii=False))
    assert document["sha256"] == found.sha256
    assert (document["rows"], document["add"], document["stopped"]) == (3, ["3"], ["2"])
    assert document["change"][0]["changes"][0] == {
        "person": None,
        "fact": "causes",
        "before": ["serious_illness"],
        "after": ["schooling"],
    }
    assert document["change"][0]["changes"][2]["after"] == "100.50"
    assert [(problem["code"], problem["row"], problem["column"]) for problem in document["problems"]] == [
        ("id_missing", 3, "D"),
        ("code_unknown", 4, "H"),
    ]
