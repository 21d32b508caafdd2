from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from centre_app.forms.paper import setter
from centre_app.forms.paper.fonts import Role, chain
from centre_app.forms.paper.setter import CLOSING, OPENING, Line, paragraph, single

NOTICE = (
    "根据《甘肃省总工会困难职工帮扶工作实施办法》和《关于做好2026年度困难职工建档工作的通知》（庆工发〔2026〕12号）要求，"
    "经个人申请、基层工会入户调查、家庭经济状况信息比对、民主评议和县总工会审核，拟将王建国等40户困难职工家庭纳入"
    "2026年第四季度建档范围。"
)
SIZE = 15.75
TYPE_AREA = 156 / 25.4 * 72 / SIZE

words = st.sampled_from(
    [
        *"困难职工家庭经济状况核对",
        "2026年",
        "11月",
        "25日",
        "40户",
        "1,409.50元",
        "——",
        "……",
        "0934-0000000",
        "ABC",
        " ",
        "𠮷",
    ]
)
marks = st.sampled_from(
    ["，", "。", "、", "；", "：", "？", "！", "》（", "”——", "。”", "《", "（", "“", "》", "）", "〔2026〕"]
)
texts = st.lists(st.one_of(words, words, words, marks), min_size=1, max_size=120).map("".join)
widths = st.floats(min_value=12, max_value=40)


def lines_of(text: str, ems: float = 28, indent: float = 0) -> list[Line]:
    return paragraph(text, Role.FANG, SIZE, ems * SIZE, indent=indent * SIZE)


def drawn(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


@given(texts, widths)
def test_nothing_is_lost_between_the_lines(text: str, ems: float) -> None:
    lines = lines_of(text, ems, indent=2)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert "".join(map(drawn, lines)) == text.replace(" ", "")


@given(texts, widths)
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(text: str, ems: float) -> None:
    lines = lines_of(text, ems)
    for line, following in pairwise(lines):
        glued = line.text.strip()[-1:] in OPENING or following.text.strip()[:1] in CLOSING
        assert not glued or unbroken(line.text + following.text, ems), (line.text, following.text)


def unbroken(text: str, ems: float) -> bool:
    """Whether a run of marks is as wide as the line, so that it must be broken somewhere."""
    longest = run = 0.0
    for char in text:
        run = run + 1 if char in CLOSING or char in OPENING else 0.0
        longest = max(longest, run)
    return longest > ems / 2


@given(texts, widths)
@example("困困困困困困困困困困困困困11月11月11月————ABC》（2026年", 32.5)
@example("困困困，〔2026〕困，困", 12.5)
def test_no_line_is_wider_than_its_block(text: str, ems: float) -> None:
    assert all(line.width <= ems * SIZE + 0.01 for line in lines_of(text, ems, indent=2))


@given(texts, widths)
def test_full_lines_end_where_the_block_ends_unless_the_gaps_would_gape(text: str, ems: float) -> None:
    assume(all(len(word) < ems - 2 for word in setter._ATOMS.findall(text)))
    for line in lines_of(text, ems)[:-1]:
        gaps = len(setter._ATOMS.findall(line.text.rstrip())) - 1
        widest = single_line(line.text) + gaps * SIZE / 4
        assert line.width == pytest.approx(min(ems * SIZE, widest), abs=0.01)


def single_line(text: str) -> float:
    return paragraph(text, Role.FANG, SIZE, 10_000, justify=False)[0].width


@given(texts, widths)
def test_the_same_text_is_set_the_same_way(text: str, ems: float) -> None:
    assert lines_of(text, ems) == lines_of(text, ems)


def test_a_notice_breaks_as_a_print_shop_breaks_it() -> None:
    assert [line.text for line in lines_of(NOTICE, TYPE_AREA, indent=2)] == [
        "根据《甘肃省总工会困难职工帮扶工作实施办法》和《关于",
        "做好2026年度困难职工建档工作的通知》（庆工发〔2026〕",
        "12号）要求，经个人申请、基层工会入户调查、家庭经济状况信",
        "息比对、民主评议和县总工会审核，拟将王建国等40户困难职",
        "工家庭纳入2026年第四季度建档范围。",
    ]


def test_a_number_keeps_its_unit() -> None:
    for ems in range(8, 20):
        lines = lines_of("经过认真研究拟将王建国等40户职工家庭于2026年11月25日起纳入", ems)
        assert not any(line.text[0] in "年月日户" for line in lines)


def test_a_dash_is_never_divided() -> None:
    for ems in range(5, 16):
        for line in lines_of("以个人名义反映的应当署真实姓名——不署名的不予受理……特此公告", ems):
            assert line.text.count("—") in {0, 2}
            assert line.text.count("…") in {0, 2}


def test_the_last_line_never_holds_one_lone_character() -> None:
    text = "困难职工家庭经济状况核对授权书"
    lines = lines_of(text, 14)
    assert [len(line.text) for line in lines] == [13, 2]


def test_a_mark_goes_down_with_the_character_it_follows() -> None:
    assert [line.text for line in lines_of("困难职工家庭情况，好", 8.6)] == ["困难职工家庭情", "况，好"]


def test_marks_wider_than_the_line_are_broken_rather_than_lost() -> None:
    lines = lines_of("好" + "》" * 40, 6)
    assert "".join(map(drawn, lines)) == "好" + "》" * 40
    assert all(line.width <= 6 * SIZE + 0.01 for line in lines)


def test_two_marks_in_a_row_share_half_a_character() -> None:
    apart = single("》", Role.SONG, 10).width + single("（", Role.SONG, 10).width
    together = paragraph("中》（中", Role.SONG, 10, 1000, justify=False)[0].width
    assert together == 20 + apart - 5


def test_an_eighth_of_a_character_stands_between_han_and_digits() -> None:
    solid = single("等40户", Role.FANG, 16).width
    assert paragraph("等40户", Role.FANG, 16, 1000, justify=False)[0].width == solid + 2 * 16 / 8


def test_a_mark_at_the_end_of_a_line_counts_half() -> None:
    line = paragraph("困难职工，家庭", Role.SONG, 10, 45, justify=True)[0]
    assert line.text == "困难职工，"
    assert line.width == 45


def test_a_word_longer_than_the_line_is_broken_rather_than_lost() -> None:
    lines = lines_of("编号ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 8)
    assert "".join(map(drawn, lines)) == "编号ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    assert all(line.width <= 8 * SIZE + 0.01 for line in lines)


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert paragraph("", Role.SONG, 10, 100) == [Line("", (), 0.0)]


def test_digits_in_fangsong_text_come_from_song() -> None:
    pieces = paragraph("共40户", Role.FANG, 10, 1000)[0].pieces
    assert [(piece.face, piece.text) for piece in pieces] == [("Fang", "共"), ("Song", "40"), ("Fang", "户")]
    assert chain(Role.FANG).faces["珺"] == "FangFiller"
