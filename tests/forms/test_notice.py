from dataclasses import replace
from datetime import date

import pytest

from centre_app.forms.notice import FORM, SAMPLE, Entry
from centre_app.forms.paper.form import as_text
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from tests.forms.reader import READERS

MARK = PageMark("K7M29Q4X")


@pytest.fixture(scope="module", params=["A4", "A3"])
def printed(request: pytest.FixtureRequest) -> bytes:
    return to_pdf(FORM, SAMPLE, MARK, request.param)


@pytest.mark.parametrize("reader", READERS)
def test_every_name_of_the_notice_is_read_back_exactly(printed: bytes, reader: str) -> None:
    said = READERS[reader](printed)
    words: str | set[str] = said if reader == "text maps" else set(said.split())
    for entry in SAMPLE.entries:
        assert entry.name in words, entry.name


def test_the_notice_says_what_the_rules_ask_for() -> None:
    said = as_text(FORM, SAMPLE)
    for words in (
        "关于拟建档困难职工名单的公示",
        "根据困难职工档案管理有关规定，经本人申请、入户调查、集体研究，拟将王建国等40户职工家庭纳入困难职工档案，现予公示。",
        "公示期自2026年11月25日至2026年12月1日，共5个工作日。",
        "公示期间如有异议，请以书面或电话形式实名反映，我们将认真核实并为反映人保密。",
        "受理单位：××县总工会困难职工帮扶中心",
        "联系人：李××",
        "监督电话：0934-0000001",
        "12351",
        "2026年11月24日",
    ):
        assert words in said
    heads = next(line for line in said.splitlines() if line.startswith("序号"))
    assert heads.split() == ["序号", "姓名", "单位或社区", "人口", "类别", "致困粗类"]


def test_the_board_says_the_same_as_the_letter() -> None:
    letter, board = ("".join(as_text(FORM, SAMPLE, paper).split()) for paper in ("A4", "A3"))
    for entry in SAMPLE.entries:
        assert f"{entry.name}{entry.place}" in board
        assert f"{entry.name}{entry.place}" in letter


def test_forty_households_with_the_whole_text_stand_on_one_board() -> None:
    assert len(READERS["pdfium"](to_pdf(FORM, SAMPLE, MARK, "A3")).split("第 1 页　共 1 页")) == 2


def test_one_household_is_not_called_many() -> None:
    said = as_text(FORM, replace(SAMPLE, entries=SAMPLE.entries[:1]))
    assert "拟将王建国1户职工家庭纳入" in said


def test_namesakes_of_one_place_are_told_apart_by_year_of_birth() -> None:
    twins = (
        Entry("李秀英", "县百货公司", 2, "相对困难", "因学", "1968年生"),
        Entry("李秀英", "县百货公司", 3, "相对困难", "因病", "1975年生"),
    )
    said = as_text(FORM, replace(SAMPLE, entries=twins))
    assert "县百货公司（1968年生）" in said
    assert "县百货公司（1975年生）" in said


@pytest.mark.parametrize("count", [1, 2, 12, 13, 44, 45, 130])
def test_a_notice_of_any_length_prints_on_both_papers(count: int) -> None:
    entries = (SAMPLE.entries * 4)[:count]
    sheet = replace(SAMPLE, entries=entries, posted=date(2026, 12, 31))
    for paper in ("A4", "A3"):
        said = READERS["pdfium"](to_pdf(FORM, sheet, MARK, paper))
        assert said.count("阿依古丽·吐尔逊") == sum(entry.name == "阿依古丽·吐尔逊" for entry in entries)
