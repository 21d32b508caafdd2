"""What is told of one household by itself and of several held against each other, rule by rule."""

import gc
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from centre_app.sheets.arrivals import Arrivals, Outcome
from centre_app.sheets.taking_in import uncollected

from .making import number, save, take, told

LI, HUI, CHEN = number(1975, 3, 8, 11), number(1976, 5, 9, 22), number(2004, 6, 1, 33)
WANG, QIN = number(1980, 1, 2, 13), number(1958, 7, 7, 24)
HEAD = ["户编号", "姓名", "与户主关系", "身份证号"]


def came(path: Path, *rows: Sequence[Any], head: Sequence[str] = HEAD) -> Arrivals:
    return take(save(path / "d.xlsx", [head, *rows]))


def outcomes(found: Arrivals) -> list[Outcome]:
    return [household.outcome for household in found.households]


def test_a_household_further_down_again_waits(tmp_path: Path) -> None:
    family = (["1", "李一", "户主", LI], ["1", "惠二", "妻", HUI])
    again = (["2", "李一", "户主", LI], ["2", "惠二", "妻", HUI])
    found = came(tmp_path, *family, *again)
    assert told(found.problems) == [("household_twice", 4, "D")]
    assert outcomes(found) == [Outcome.ADD, Outcome.DOUBTFUL]
    assert found.problems[0].other == "1"


def test_a_slip_in_a_name_or_a_number_makes_no_other_household(tmp_path: Path) -> None:
    family = (["1", "李一", "户主", LI], ["1", "惠二", "妻", HUI], ["1", "李小", "子", CHEN])
    slip_of_number = (["2", "李一", "户主", LI], ["2", "惠二", "妻", QIN], ["2", "李小", "子", CHEN])
    assert told(came(tmp_path, *family, *slip_of_number).problems) == [("household_twice", 5, "D")]
    slip_of_name = (["2", "李乙", "户主", LI], ["2", "惠二", "妻", HUI], ["2", "李小", "子", CHEN])
    assert told(came(tmp_path, *family, *slip_of_name).problems) == [("household_twice", 5, "D")]


def test_one_more_member_makes_it_persons_in_two_households(tmp_path: Path) -> None:
    found = came(tmp_path, ["1", "李一", "户主", LI], ["2", "李一", "户主", LI], ["2", "惠二", "妻", HUI])
    assert told(found.problems) == [("person_twice", 2, "D"), ("person_twice", 3, "D")]
    assert outcomes(found) == [Outcome.DOUBTFUL, Outcome.DOUBTFUL]


def test_one_person_in_two_households_waits_in_both_even_as_15_digits(tmp_path: Path) -> None:
    old = QIN[:6] + QIN[8:17]
    found = came(
        tmp_path,
        ["1", "李一", "户主", LI],
        ["1", "秦四", "母亲", QIN],
        ["2", "王三", "户主", WANG],
        ["2", "秦四", "母亲", old],
    )
    assert told(found.problems) == [("person_twice", 3, "D"), ("id_15", 5, "D"), ("person_twice", 5, "D")]


def test_one_number_for_two_names_of_a_household_stops_it(tmp_path: Path) -> None:
    found = came(tmp_path, ["1", "李一", "户主", LI], ["1", "李大", "子", CHEN], ["1", "李小", "子", CHEN])
    assert told(found.problems) == [("id_twice", 4, "D")]
    assert outcomes(found) == [Outcome.STOPPED]
    assert [person.id_number for person in found.households[0].facts.people] == [LI, None, None]


def test_two_heads_stop_and_no_head_stops(tmp_path: Path) -> None:
    found = came(
        tmp_path,
        ["1", "李一", "户主", LI],
        ["1", "惠二", "户主", HUI],
        ["2", "王三", "夫", WANG],
        ["2", "秦四", "母亲", QIN],
    )
    assert told(found.problems) == [("two_heads", 3, "C"), ("no_head", 4, "C")]
    assert outcomes(found) == [Outcome.STOPPED, Outcome.STOPPED]


@pytest.mark.parametrize(
    ("relation", "is_told"),
    [("父亲", True), ("夫", True), ("女", True), ("子", False), ("孙子", False), ("外甥", False)],
)
def test_a_relation_from_the_wrong_side_is_told(tmp_path: Path, relation: str, is_told: bool) -> None:
    woman_or_child = CHEN if relation != "夫" else HUI
    found = came(tmp_path, ["1", "李一", "户主", LI], ["1", "李小", relation, woman_or_child])
    assert (("relation_side", 3, "C") in told(found.problems)) is is_told


def test_size_and_sum_that_do_not_agree_are_told_and_kept(tmp_path: Path) -> None:
    head = [*HEAD, "月收入", "家庭人口", "家庭其他年收入", "家庭年总收入"]
    rows = (["1", "李一", "户主", LI, 100, 3, 500.5, 4000], ["1", "惠二", "妻", HUI, 200, None, None, None])
    found = came(tmp_path, *rows, head=head)
    assert told(found.problems) == [("size_differs", 2, "F"), ("income_sum", 2, "H")]
    facts = found.households[0].facts
    assert (facts.household_size, facts.total_income_y) == (3, Decimal(4000))
    right = (["1", "李一", "户主", LI, 100, 2, 500.5, 4100.5], rows[1])
    assert told(came(tmp_path, *right, head=head).problems) == []


def test_a_sum_is_not_judged_where_an_income_cannot_be_read(tmp_path: Path) -> None:
    head = [*HEAD, "月收入", "家庭其他年收入", "家庭年总收入"]
    found = came(tmp_path, ["1", "李一", "户主", LI, "不固定", 0, 4000], head=head)
    assert told(found.problems) == [("money_unreadable", 2, "E")]
    found = came(tmp_path, ["1", "李一", "户主", LI, "=1+1", 0, 4000], head=head)
    assert told(found.problems) == [("formula_no_value", 2, "E")]


def test_numbers_of_husband_and_wife_exchanged_are_trusted_for_neither(tmp_path: Path) -> None:
    head = ["户主姓名", "性别", "身份证号", "出生日期", "成员1姓名", "成员1关系", "成员1身份证号"]
    found = came(tmp_path, ["李一", "男", HUI, "1975-03-08", "惠二", "妻", LI], head=head)
    assert told(found.problems) == [("id_other_person", 2, "C")]
    assert [person.id_number for person in found.households[0].facts.people] == [None, None]
    slip = came(tmp_path, ["李一", "女", LI, "1975-03", "惠二", "妻", HUI], head=head)
    assert told(slip.problems) == [("sex_differs", 2, "B")]


def test_words_for_children_of_either_sex_are_told_apart_by_the_number(tmp_path: Path) -> None:
    daughter = number(2006, 1, 1, 22)
    found = came(tmp_path, ["1", "李一", "户主", LI], ["1", "李大", "子女", CHEN], ["1", "李二", "子女", daughter])
    assert [person.relation for person in found.households[0].facts.people] == ["02", "20", "30"]
    assert found.problems == ()


def test_a_sex_or_birth_date_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    head = [*HEAD, "性别", "出生日期"]
    found = came(tmp_path, ["1", "李一", "户主", LI, "雌雄", "1975.13.1"], head=head)
    assert told(found.problems) == [("code_unknown", 2, "E"), ("date_bad", 2, "F")]


def test_a_number_that_is_no_whole_one_or_an_address_of_marks_is_left_out(tmp_path: Path) -> None:
    head = [*HEAD, "家庭人口", "家庭住址", "学制"]
    found = came(tmp_path, ["1", "李一", "户主", LI, 2.5, "/", 0], head=head)
    assert told(found.problems) == [("number_unreadable", 2, "E"), ("number_unreadable", 2, "G")]
    assert found.households[0].facts.address is None


def test_the_collector_of_cycles_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
