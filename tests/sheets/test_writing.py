"""What goes out: lists by a profile, empty tables, and no cell that begins a formula."""

import csv
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.fields.household import HOUSEHOLD, PERSON
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals import Refused
from centre_app.core.refusals.sheets import FileUnwritable, TooManyRows
from centre_app.core.refusals.store import NameEmpty, NameNotAllowed, NameReserved, NameTooLong
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.synonyms import known
from centre_app.services.resources import areas
from centre_app.sheets import profiles, writing
from centre_app.sheets.facts import word_of
from centre_app.sheets.pages import Column, Page
from centre_app.sheets.plan import compare
from centre_app.sheets.profiles import Exported
from centre_app.sheets.safe_texts import plain_text, safe
from centre_app.sheets.sources.households import SOURCE
from centre_app.sheets.writing import write_workbook

from .making import DATA, number, take

LI, HUI, CHEN = number(1975, 3, 8, 11), number(1976, 5, 9, 22), number(2014, 6, 1, 33)


def everything() -> HouseholdFacts:
    """A household of which everything is known."""
    head = PersonFacts(
        name="古丽·艾山",
        relation="02",
        id_number=LI,
        sex="1",
        birth_date=date(1975, 3, 8),
        ethnicity="05",
        political_status="13",
        education="21",
        marital_status="20",
        health_status="disabled",
        disability_kind="limb",
        disability_level="2",
        labour_capacity="partial",
        work_status="laid_off",
        model_worker="none",
        medical_cover="employee",
        hukou_type="resident",
        employer="粮油购销公司",
        unit_nature="public_body",
        firm_state="closed",
        industry="education",
        work_start="1998-10",
        contract_date="2001-02-03",
        contract_term="open_ended",
        pension_paid_years=Decimal("10.50"),
        pension_required_years=Decimal("15.00"),
        monthly_income=Decimal("1234.50"),
    )
    wife = PersonFacts(
        name="惠二",
        relation="12",
        document_kind="passport",
        document_number="P1234567",
        sex="2",
        monthly_income=Decimal("0.00"),
        phone="19900000003",
        remark="外籍，持护照",
    )
    child = PersonFacts(
        name="𠮷小",
        relation="20",
        id_number=CHEN,
        sex="1",
        birth_date=date(2014, 6, 1),
        work_status="primary_pupil",
        school_entry_year=2021,
        school_years=6,
        counted=False,
        not_counted_reason="未共同生活",
    )
    return HouseholdFacts(
        people=(head, wife, child),
        archive_no="62100220260001",
        archive_level="county",
        hardship_category="deep_hardship",
        key_group="3",
        causes=("serious_illness", "schooling", "laid_off"),
        town="东湖镇",
        hukou_place="西峰区东湖镇",
        hukou_area="621002",
        address="甘肃省庆阳市西峰区东湖镇幸福路26号",
        postcode="745000",
        phone="19900000001",
        phone2="0934-8612345",
        housing_type="self_built",
        floor_area=Decimal("72.80"),
        household_size=2,
        other_income_y=Decimal("0.00"),
        total_income_y=Decimal("14814.00"),
        income_pc=Decimal("617.25"),
        dibao=True,
        single_parent=False,
        self_help=True,
        zero_employment=False,
        target_household=True,
        target_on="2019-05",
        bank="农业银行",
        branch="东湖支行",
        account="6200000000000000000",
        filed_on="2020-04-22",
        needs="=大病救助\n+技能培训",
        remark="-无-",
    )


def exported(path: Path, *households: HouseholdFacts, masked: bool = False) -> Path:
    out = [Exported(f"L2026-{order:04}", facts) for order, facts in enumerate(households, start=1)]
    profiles.write(path / "out.xlsx", profiles.load("province"), out, masked=masked, areas=areas())
    return path / "out.xlsx"


def test_the_provinces_list_opens_again_without_a_difference(tmp_path: Path) -> None:
    facts = everything()
    assert [each.name for each in fields(facts) if getattr(facts, each.name) in (None, ())] == []
    came = take(exported(tmp_path, facts))
    assert [problem.text for problem in came.problems] == []
    assert came.households[0].facts == facts
    assert came.households[0].key == "L2026-0001"


@pytest.mark.parametrize("county", ["county-a.xlsx", "county-b.xls", "county-c.csv"])
def test_a_countys_households_go_out_and_come_back_as_they_are(tmp_path: Path, county: str) -> None:
    households = compare({}, take(DATA / county)).new
    came = take(exported(tmp_path, *households))
    assert [household.facts for household in came.households] == list(households)
    assert not any(problem.stops or problem.doubtful for problem in came.problems)


def test_a_masked_list_hides_what_is_sensitive(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(exported(tmp_path, everything(), masked=True)).active
    assert page is not None
    shown = {str(value) for row in page.iter_rows(values_only=True) for value in row}
    assert {"6210**********0112", "199****0001", "***************0000", "古丽·艾山"} <= shown
    assert shown & {LI, CHEN, "19900000001", "6200000000000000000", "甘肃省庆阳市西峰区东湖镇幸福路26号"} == set()


def test_numbers_are_text_cells_and_no_cell_begins_a_formula(tmp_path: Path) -> None:
    hostile = replace(everything(), address="=cmd|' /C calc'!A0", needs="@SUM(1)", remark="<r>x</r>", town="\t=1+1\x07")
    page = openpyxl.load_workbook(exported(tmp_path, hostile)).active
    assert page is not None
    heads = [cell.value for cell in page[1]]
    row = dict(zip(heads, page[2], strict=True))
    assert {cell.data_type for line in page.iter_rows() for cell in line} == {"s", "n"}
    assert (row["身份证号"].value, row["身份证号"].data_type, row["身份证号"].number_format) == (LI, "s", "@")
    assert (row["银行卡号"].value, row["银行卡号"].number_format) == ("6200000000000000000", "@")
    assert row["家庭住址"].value == "'=cmd|' /C calc'!A0"
    assert row["帮扶需求"].value == "'@SUM(1)"
    assert row["所属街道（乡镇）"].value == "'=1+1"
    assert take(tmp_path / "out.xlsx").households[0].facts.remark == "<r>x</r>"


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_text_made_safe_is_given_back_but_for_what_is_not_seen(text: str) -> None:
    out = safe(text)
    assert not out.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(plain_text(out)) == out
    if text.isprintable():
        assert plain_text(out) == text


def test_every_word_of_every_list_is_read_back_as_its_code() -> None:
    for field in (*HOUSEHOLD.fields, *PERSON.fields):
        for choices in field.choices:
            for member in choices:
                assert _read_back(field.choices, word_of(field, member.value)) in {member, *_without_code(member)}


def _read_back(lists: tuple[type[Choice], ...], word: str) -> Choice | None:
    return next((found for choices in lists if (found := known(choices, word))), None)


def _without_code(member: Choice) -> Iterator[Choice]:
    """GB/T 4761 knows the head as 本人 and as 户主; one code is stored for both."""
    if member.label == "本人":
        yield type(member)("02")


def test_an_empty_table_to_fill_in_comes_back_without_a_problem(tmp_path: Path) -> None:
    write_workbook(tmp_path / "empty.xlsx", SOURCE.template())
    came = take(tmp_path / "empty.xlsx")
    assert (came.rows, came.households, came.problems, came.cautions) == (0, (), (), ())
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert len(book.sheetnames) == 2
    page = book.worksheets[0]
    heads = {cell.value for cell in page[1]}
    assert {field.label for field in PERSON.fields} - {"手机号码", "备注"} <= heads
    for number_column in ("身份证号", "银行卡号"):
        column = next(cell.column_letter for cell in page[1] if cell.value == number_column)
        assert page.column_dimensions[column].width > 8


def test_a_filled_in_table_arrives(tmp_path: Path) -> None:
    write_workbook(tmp_path / "empty.xlsx", SOURCE.template())
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    page = book.worksheets[0]
    places = {str(cell.value): place for place, cell in enumerate(page[1], start=1)}
    filled = (("1", "李一", "户主", LI, "19900000001", None), ("1", "李小", "子", CHEN, None, "19900000002"))
    heads = ("户编号", "姓名", "与户主关系", "身份证号", "手机号码", "成员手机号码")
    for line, row in enumerate(filled, start=2):
        for head, value in zip(heads, row, strict=True):
            page.cell(line, places[head]).value = value
    book.save(tmp_path / "full.xlsx")
    came = take(tmp_path / "full.xlsx")
    assert (came.problems, came.cautions) == ((), ())
    facts = came.households[0].facts
    assert (facts.phone, [person.phone for person in facts.people]) == ("19900000001", [None, "19900000002"])


def test_days_and_whole_numbers_have_cells_of_their_own(tmp_path: Path) -> None:
    columns = [Column("日", kind="day"), Column("数", kind="whole"), Column("元", kind="figure")]
    write_workbook(tmp_path / "o.xlsx", [Page("表", columns, [(date(2020, 1, 2), 3, Decimal("4.50")), (None, "", 0)])])
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").active
    assert page is not None
    assert [cell.value for cell in page[2]][1:] == [3, 4.5]
    assert page["A2"].number_format == "yyyy-mm-dd"
    assert page["C2"].number_format == "0.00"


def test_more_rows_than_a_sheet_holds_are_refused_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_LINES", 3)
    with pytest.raises(TooManyRows):
        write_workbook(tmp_path / "o.xlsx", [Page("表", [Column("甲")], [("1",)] * 3)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["con.xlsx", "NUL", "lpt1.xlsx", "名单.", "名单 ", "名:单.xlsx", "名" * 100])
def test_a_name_that_windows_cannot_carry_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        write_workbook(tmp_path / name, [Page("甲", (Column("姓名"),), [])])
    assert {type(told) for told in refused.value.objections} <= {NameReserved, NameEmpty, NameNotAllowed, NameTooLong}
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        write_workbook(tmp_path / "none" / "o.xlsx", [Page("表", [Column("甲")])])
    (tmp_path / "o.xlsx").mkdir()
    with pytest.raises(FileUnwritable):
        write_workbook(tmp_path / "o.xlsx", [Page("表", [Column("甲")])])
    assert [path.name for path in tmp_path.iterdir()] == ["o.xlsx"]


# Profiles


def test_every_shipped_profile_is_sound() -> None:
    for code in profiles.codes():
        profile = profiles.load(code)
        assert profile.name
        assert profile.source in (None, SOURCE.code)
        assert len({column.head for column in profile.columns}) == len(profile.columns)


def test_a_profile_of_unknown_facts_or_name_is_refused() -> None:
    with pytest.raises(KeyError):
        profiles.load("nowhere")
    text = 'name="x"\nsheet="x"\nyes="y"\nno="n"\nbetween=" "\ncolumns=[{head="x", field="shoe_size", width=1}]'
    with pytest.raises(ValueError, match="shoe_size"):
        profiles.parse("x", text)


def test_a_profile_may_count_its_rows(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(exported(tmp_path, everything(), everything())).active
    assert page is not None
    assert [row[0] for row in page.iter_rows(min_row=2, values_only=True)] == [1, 2, 3, 4, 5, 6]


def test_the_list_survives_being_saved_as_text(tmp_path: Path) -> None:
    """A clerk may save the list as csv and bring that back: figures are gone, facts are not."""
    page = openpyxl.load_workbook(exported(tmp_path, everything())).active
    assert page is not None
    with (tmp_path / "out.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(page.iter_rows(values_only=True))
    assert take(tmp_path / "out.csv").households[0].facts == everything()
