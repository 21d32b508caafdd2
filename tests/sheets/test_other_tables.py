"""Tables in other clothes: what is true of three counties must be true of the fourth."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from centre_app.core.households import HouseholdFacts
from centre_app.core.refusals import Told
from centre_app.core.refusals.sheets import FileLocked, FileMissing, MapUnknown, MapUnreadable, NoTable
from centre_app.core.vocabulary.standards import Relation
from centre_app.sheets.arrivals import Arrivals, Asked, Outcome
from centre_app.sheets.book import read
from centre_app.sheets.maps import read_map
from centre_app.sheets.sources.households import SOURCE

from .making import TODAY, number, save, take, told

LI, HUI, CHEN = number(1975, 3, 8, 11), number(1976, 5, 9, 22), number(2004, 6, 1, 33)
WANG, QIN = number(1980, 1, 2, 13), number(1958, 7, 7, 24)


def people(facts: HouseholdFacts) -> list[tuple[str, str, str | None]]:
    return [(person.name, Relation(person.relation).label, person.id_number) for person in facts.people]


def households(came: Arrivals) -> list[list[tuple[str, str, str | None]]]:
    return [people(household.facts) for household in came.households]


LI_AND_FAMILY = [("李一", "户主", LI), ("惠二", "妻", HUI), ("李小", "子", CHEN)]
WANG_AND_MOTHER = [("王三", "户主", WANG), ("秦四", "母亲", QIN)]


def test_a_number_that_counts_persons_is_not_taken_for_the_household(tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "关系", "证件号码", "家庭住址", "家庭人口"],
        [1, "李一", "本人", LI, "幸福路1号", 3],
        [2, "惠二", "妻子", HUI, "幸福路1号", 3],
        [3, "李小", "儿子", CHEN, "幸福路1号", 3],
        [4, "王三", "本人", WANG, "和平路2号", 2],
        [5, "秦四", "母亲", QIN, "和平路2号", 2],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]
    assert [household.key for household in came.households] == ["2", "5"]
    assert came.problems == ()


def test_rows_of_a_household_need_not_stand_together(tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "与户主关系", "身份证号"],
        ["H1", "李一", "户主", LI],
        ["H2", "王三", "户主", WANG],
        ["H1", "惠二", "妻", HUI],
        ["H2", "秦四", "母亲", QIN],
        ["H1", "李小", "子", CHEN],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]
    assert [household.rows for household in came.households] == [(2, 6), (3, 5)]


def test_an_archive_number_may_be_missing_for_new_households(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["档案编号", "姓名", "与户主关系", "身份证号", "家庭住址", "联系电话", "家庭人口"],
        *(
            [f"困{place:03}", "张甲", "户主", number(1960 + place, 1, 1, 101), "甲路", "19900000001", 1]
            for place in range(8)
        ),
        ["困100", "李一", "户主", LI, "幸福路1号", "19900000002", 3],
        [None, "惠二", "妻", HUI, None, None, None],
        [None, "李小", "子", CHEN, None, None, None],
        [None, "王三", "户主", WANG, "和平路2号", "19900000003", 2],
        [None, "秦四", "母亲", QIN, None, None, None],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came)[-2:] == [LI_AND_FAMILY, WANG_AND_MOTHER]
    assert came.households[-1].facts.archive_no is None


def test_the_head_may_stand_in_columns_beside_each_member(tmp_path: Path) -> None:
    rows = [
        ["户主姓名", "户主身份证号", "姓名", "与户主关系", "身份证号码"],
        ["李一", LI, "惠二", "妻", HUI],
        ["李一", LI, "李小", "子", CHEN],
        ["王三", WANG, "王三", "户主", WANG],
        ["王三", WANG, "秦四", "母亲", QIN],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]
    assert came.problems == ()


def test_the_head_beside_one_block_of_members_is_written_once_or_on_every_row(tmp_path: Path) -> None:
    rows = [
        ["户主姓名", "户主身份证号", "家庭成员姓名", "关系", "身份证号"],
        ["李一", LI, "惠二", "妻", HUI],
        [None, None, "李小", "子", CHEN],
        ["王三", WANG, "秦四", "母亲", QIN],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]


def test_blocks_may_be_named_above_their_columns(tmp_path: Path) -> None:
    rows = [
        ["在档职工情况表"],
        ["户主情况", None, "家庭成员（一）", None, None, "家庭成员（二）", None, None, "联系电话"],
        ["姓名", "身份证号", "姓名", "关系", "身份证号", "姓名", "关系", "身份证号", None],
        ["李一", LI, "惠二", "妻", HUI, "李小", "子", CHEN, "19900000001"],
        ["王三", WANG, "秦四", "母亲", QIN, None, None, None, "19900000002"],
    ]
    merges = ("A1:I1", "A2:B2", "C2:E2", "F2:H2", "I2:I3")
    for name, merged in (("merged", merges), ("plain", ())):
        came = take(save(tmp_path / f"{name}.xlsx", rows, merges=merged))
        assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER], name
        assert [household.facts.phone for household in came.households] == ["19900000001", "19900000002"]
        assert [row.kind.value for row in came.ignored_rows] == ["title", "head", "head"]


def test_blocks_may_be_repeated_without_a_number(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "姓名", "与户主关系", "身份证号", "姓名", "与户主关系", "身份证号", "备注"],
        ["李一", LI, "惠二", "妻", HUI, "李小", "子", CHEN, "甲"],
        ["王三", WANG, "秦四", "母亲", QIN, "无", None, None, "乙"],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]


def test_blocks_may_be_about_one_relative(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "配偶姓名", "配偶身份证号", "子女1姓名", "子女1身份证号", "母亲姓名", "母亲身份证号"],
        ["李一", LI, "惠二", HUI, "李小", CHEN, None, None],
        ["王三", WANG, None, None, None, None, "秦四", QIN],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [[("李一", "户主", LI), ("惠二", "配偶", HUI), ("李小", "子", CHEN)], WANG_AND_MOTHER]


def test_a_member_may_have_a_phone_and_a_remark_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "与户主关系", "身份证号", "联系电话", "备注"],
        ["1", "李一", "户主", LI, "19900000001", "在外务工"],
        ["1", "惠二", "妻", HUI, "19900000002", "在外务工"],
        ["1", "李小", "子", CHEN, "1990000", "住校"],
    ]
    facts = take(save(tmp_path / "d.xlsx", rows)).households[0].facts
    assert (facts.phone, facts.remark) == ("19900000001", "在外务工")
    assert [person.phone for person in facts.people] == [None, "19900000002", None]
    assert [person.remark for person in facts.people] == [None, None, "住校"]
    blocks = [
        ["姓名", "身份证号", "电话", "成员1姓名", "成员1关系", "成员1身份证号", "成员1电话"],
        ["李一", LI, "19900000001", "惠二", "妻", HUI, "19900000002"],
    ]
    facts = take(save(tmp_path / "b.xlsx", blocks)).households[0].facts
    assert [person.phone for person in facts.people] == [None, "19900000002"]
    assert facts.phone == "19900000001"


def test_rows_between_the_households_are_passed_over(tmp_path: Path) -> None:
    rows = [
        ["统计单位：某县总工会", None, "统计时间：2026年10月"],
        [None],
        ["序号", "姓名", "与户主关系", "身份证号", "本人月收入", "家庭年总收入"],
        ["甲", "乙", "丙", "丁", 1, 2],
        ["（例）", "张某某", "户主", "621002197001010018", 100, 1200],
        [1, "李一", "户主", LI, 100, None],
        [None, "惠二", "妻", HUI, None, None],
        ["本页小计", None, None, None, None, 1200],
        ["序号", "姓名", "与户主关系", "身份证号", "本人月收入", "家庭年总收入"],
        [2, "王三", "户主", WANG, None, None],
        [3],
        ["总计", None, None, "共2户3人", None, 1200],
        [None],
        ["注：本表一式三份，由各街道工会填写后报送，不得涂改。"],
        ["单位负责人：", None, "审核：", None, "制表："],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [len(household.facts.people) for household in came.households] == [2, 1]
    assert [(row.row, row.kind.value) for row in came.ignored_rows] == [
        (1, "filled_in"),
        (2, "blank"),
        (3, "head"),
        (4, "head"),
        (5, "example"),
        (8, "subtotal"),
        (9, "head"),
        (11, "blank"),
        (12, "total"),
        (13, "blank"),
        (14, "note"),
        (15, "signature"),
    ]
    assert came.problems == ()


def test_several_sheets_with_households_are_all_read(tmp_path: Path) -> None:
    path = save(tmp_path / "d.xlsx", [["姓名", "身份证号"], ["李一", LI]], name="东街")
    book = openpyxl.load_workbook(path)
    for name, person, state in (("西街", ("王三", WANG), "visible"), ("旧", ("秦四", QIN), "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(["序号", "困难职工姓名", "公民身份号码"])
        sheet.append([1, *person])
        sheet.sheet_state = state
    book.create_sheet("汇总").append(["街道", "户数"])
    book.save(path)
    came = take(path)
    assert [household.sheet for household in came.households] == ["东街", "西街"]
    assert came.ignored_sheets == ("旧", "汇总")
    assert [caution.code for caution in came.cautions] == ["sheet_hidden"]
    asked = take(path, sheet="旧")
    assert [household.facts.people[0].name for household in asked.households] == ["秦四"]
    assert asked.cautions == ()


def test_two_columns_of_one_meaning_are_told(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "民族", "民族（族别）", "住址", "住址（门牌）"],
        ["李一", LI, "汉", "回", "东街", "1号"],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [caution.code for caution in came.cautions] == ["column_again"]
    assert came.households[0].facts.people[0].ethnicity == "01"
    assert came.households[0].facts.address == "东街1号"


def test_unknown_words_are_told_and_left_out(tmp_path: Path) -> None:
    head = [
        "姓名",
        "身份证号",
        "性别",
        "民族",
        "低保",
        "家庭人口",
        "建筑面积",
        "邮编",
        "卡号",
        "致困原因",
        "成员1姓名",
        "成员1关系",
        "成员1身份证号",
    ]
    row = ["李一", LI, "雄", "火星", "也许", "许多", "很大", "74500", "12ab", "因病、贫穷", "惠二", "红颜", HUI]
    came = take(save(tmp_path / "d.xlsx", [head, row]))
    household = came.households[0]
    assert household.outcome is Outcome.ADD
    assert told(came.problems) == [
        ("code_unknown", 2, "C"),
        ("code_unknown", 2, "D"),
        ("yes_no_unreadable", 2, "E"),
        ("number_unreadable", 2, "F"),
        ("number_unreadable", 2, "G"),
        ("digits_bad", 2, "H"),
        ("account_unread", 2, "I"),
        ("code_unknown", 2, "J"),
        ("relation_unknown", 2, "L"),
    ]
    assert household.facts.causes == ("serious_illness",)
    assert people(household.facts)[1] == ("惠二", "其他亲属", HUI)


def test_marks_for_nothing_are_nothing(tmp_path: Path) -> None:
    head = [
        "姓名",
        "身份证号",
        "性别",
        "民族",
        "低保",
        "家庭人口",
        "邮编",
        "卡号",
        "致困原因",
        "工作单位",
        "电话",
        "出生日期",
        "建档时间",
    ]
    row = ["李一", LI, "-", "/", "—", "/", "-", "/", "/", "-", "/", "—", "/"]
    came = take(save(tmp_path / "d.xlsx", [head, row]))
    assert came.problems == ()
    facts = came.households[0].facts
    assert (facts.dibao, facts.household_size, facts.account, facts.causes) == (None, None, None, ())


def test_at_most_one_main_cause_and_three_others(tmp_path: Path) -> None:
    head = ["姓名", "身份证号", "次要致困原因", "主要致困原因"]
    row = ["李一", LI, "因学；失业,因灾 意外/未参保", "因病"]
    came = take(save(tmp_path / "d.xlsx", [head, row]))
    assert came.households[0].facts.causes == ("serious_illness", "schooling", "laid_off", "natural_disaster")
    assert told(came.problems) == [("cause_too_many", 2, "C"), ("cause_too_many", 2, "C")]


def test_causes_of_the_older_form_are_taken_where_they_have_one_meaning(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "致困原因"], ["李一", LI, "供养直系亲属大病"], ["王三", WANG, "残疾"]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [household.facts.causes for household in came.households] == [("serious_illness",), ()]
    assert told(came.problems) == [("code_unknown", 3, "C")]


def test_another_document_stands_for_a_number_that_nobody_can_have(tmp_path: Path) -> None:
    head = ["户号", "姓名", "与户主关系", "身份证号", "证件种类", "其他证件号码", "备注"]
    rows = [head, [1, "李一", "户主", LI, None, None, None], [1, "阮氏", "妻", None, "护照", "P1234567", "越南籍"]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert came.problems == ()
    spouse = came.households[0].facts.people[1]
    assert (spouse.document_kind, spouse.document_number, spouse.id_number) == ("passport", "P1234567", None)


def test_who_does_not_count_is_left_out_of_size_and_sum(tmp_path: Path) -> None:
    head = [
        "户号",
        "姓名",
        "与户主关系",
        "身份证号",
        "月收入",
        "计入家庭人口",
        "家庭人口",
        "家庭其他年收入",
        "家庭年总收入",
    ]
    rows = [head, [1, "李一", "户主", LI, 100, "是", 1, 0, 1200], [1, "李小", "子", CHEN, 900, "否", None, None, None]]
    assert take(save(tmp_path / "d.xlsx", rows)).problems == ()


def test_a_member_listed_twice_is_kept_once(tmp_path: Path) -> None:
    head = ["户号", "姓名", "与户主关系", "身份证号"]
    rows = [head, [1, "李一", "户主", LI], [1, "李小", "子", CHEN], [1, "李小", "子", CHEN], [1, "李一", "本人", None]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert told(came.problems) == [("member_repeated", 4, "D"), ("head_repeated", 5, "D")]
    assert len(came.households[0].facts.people) == 2


def test_one_number_for_two_names_alone_in_their_households_stops_both(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号"], ["李一", LI], ["王三", LI]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert told(came.problems) == [("id_shared", 2, "B"), ("id_shared", 3, "B")]
    assert [household.outcome for household in came.households] == [Outcome.STOPPED, Outcome.STOPPED]


def test_a_list_without_a_single_number_is_told_person_by_person(tmp_path: Path) -> None:
    came = take(save(tmp_path / "d.xlsx", [["姓名", "身份证号"], ["李一", None], ["王三", "待补"]]))
    assert told(came.problems) == [("id_missing", 2, "B"), ("id_character", 3, "B"), ("id_length", 3, "B")]


def test_a_row_of_a_household_without_a_person_is_told(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "住址", "电话", "家庭人口"],
        ["李一", LI, "东街", "19900000001", 1],
        [None, None, "西街", "19900000002", 2],
    ]
    assert told(take(save(tmp_path / "d.xlsx", rows)).problems) == [("no_head", 3, "A")]


def test_ages_are_reckoned_on_the_day_the_table_was_filled_in(tmp_path: Path) -> None:
    grown_by_now = number(2010, 11, 10, 31)
    rows = [
        ["填报日期：2026年11月3日"],
        ["户号", "姓名", "与户主关系", "身份证号", "月收入"],
        [1, "李一", "户主", LI, 100],
        [1, "李小", "子", grown_by_now, 100],
    ]
    assert told(take(save(tmp_path / "d.xlsx", rows)).problems) == [("minor_income", 4, "E")]
    for said in ("填报日期：2026年13月3日", "填报日期：2027年11月3日", "填报日期："):
        rows[0] = [said]
        assert take(save(tmp_path / "d.xlsx", rows)).problems == ()


def test_a_filled_in_line_may_stand_below_the_table(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号"], ["李一", LI], [None, None], ["统计单位：某街道工会，截至2026年10月"]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [row.kind.value for row in came.ignored_rows] == ["head", "blank", "filled_in"]


def test_days_after_today_are_no_facts(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "建档时间", "参加工作时间", "列为解困脱困对象时间"],
        ["李一", LI, "2027-01", "2026-11-25", "2027-06"],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert told(came.problems) == [("date_future", 2, "C"), ("date_future", 2, "D")]
    assert came.households[0].facts.target_on == "2027-06"


# Maps of columns


def mapped(path: Path, text: str) -> Mapping[str, str]:
    path.write_text(text, encoding="utf-8-sig")
    return read_map(path, SOURCE)


def test_a_map_says_what_columns_are_that_nobody_could_guess(tmp_path: Path) -> None:
    rows = [["谁", "本本号", "干啥的", "备注", "民族"], ["李一", LI, "纺织厂", "甲", "汉"]]
    path = save(tmp_path / "d.xlsx", rows)
    with pytest.raises(NoTable):
        take(path)
    columns = mapped(
        tmp_path / "map.toml", '"谁" = "name"\n"本本号" = "id_number"\n"干啥的" = "employer"\n"备注" = ""\n'
    )
    came = SOURCE.read(read(path), Asked(on=TODAY, columns=columns))
    facts = came.households[0].facts
    assert (facts.people[0].employer, facts.people[0].ethnicity, facts.remark) == ("纺织厂", "01", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"谁" = "shoe_size"', MapUnknown),
        ('"谁" = 3', MapUnreadable),
        ("谁 = ", MapUnreadable),
    ],
)
def test_a_map_that_is_none_is_told(tmp_path: Path, text: str, kind: type[Told]) -> None:
    with pytest.raises(kind):
        mapped(tmp_path / "map.toml", text)


def test_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_map(tmp_path / "none.toml", SOURCE)
    with pytest.raises(FileLocked):
        read_map(tmp_path, SOURCE)


def test_a_household_whose_number_stands_again_with_another_head_is_another(tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "与户主关系", "身份证号"],
        ["H1", "李一", "户主", LI],
        ["H2", "王三", "户主", WANG],
        ["H1", "秦四", "户主", QIN],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [len(household.facts.people) for household in came.households] == [1, 1, 1]


def test_without_any_number_of_households_each_head_begins_one(tmp_path: Path) -> None:
    rows = [
        ["姓名", "与户主关系", "身份证号", "备注"],
        ["李一", "户主", LI],
        ["惠二", "妻", HUI],
        ["李小", "子", CHEN],
        ["王三", "户主", WANG],
        ["秦四", "母亲", QIN],
        [None, None, None, "以上核对无误，经办人签字"],
    ]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert households(came) == [LI_AND_FAMILY, WANG_AND_MOTHER]
    assert came.ignored_rows[-1].kind == "signature"


def test_a_fact_said_in_two_blocks_that_become_one_is_told(tmp_path: Path) -> None:
    rows = [["户编号", "家庭关系", "身份证号", "成员姓名", "成员身份证号"], ["1", "户主", None, "李一", LI]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert [caution.code for caution in came.cautions] == ["column_again"]
