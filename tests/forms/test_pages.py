from collections.abc import Sequence

import pytest

from centre_app.core.refusals import Refused
from centre_app.core.refusals.paper import CellOverfull
from centre_app.forms.paper.blocks import (
    Block,
    Box,
    Break,
    Cell,
    Checks,
    Column,
    Cut,
    Ends,
    Fields,
    Fit,
    Gap,
    Grid,
    Opinion,
    Seal,
    Section,
    Signatures,
    Signer,
    Text,
    Ticks,
    Title,
    Voice,
)
from centre_app.forms.paper.geometry import A3_BOARD, A4_COVER, A4_FORM, A4_LETTER, A4_OFFICIAL, A5_CARD, MM, Paper
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.ops import Circle, Op, Rule, Spoken, Write
from centre_app.forms.paper.pages import Page
from tests.forms.making import pages_of

PAPERS = [A4_FORM, A4_LETTER, A4_OFFICIAL, A4_COVER, A5_CARD, A3_BOARD]
LONG = "本人自愿申请困难职工帮扶，承诺所填内容真实有效。" * 12


def writes(page: Page) -> list[tuple[float, Write]]:
    """Every run of a page with its base line below the top of the type area."""
    found: list[tuple[float, Write]] = []
    for y, ops in (*page.still, *page.live):
        for op in ops:
            runs = op.runs if isinstance(op, Spoken) else (op,) if isinstance(op, Write) else ()
            found += [(y + run.y, run) for run in runs]
    return found


def said(page: Page) -> str:
    return "".join(run.text for _, run in sorted(writes(page), key=lambda item: (round(item[0], 1), item[1].x)))


def ops_of(page: Page) -> list[Op]:
    return [op for _, ops in (*page.still, *page.live) for op in ops]


def edge_words(page: Page) -> list[Write]:
    return [op for op in page.edges if isinstance(op, Write)]


def every_block() -> Sequence[Block]:
    return [
        Title("困难职工家庭经济状况核对授权书暨诚信承诺书（存根联）"),
        Ends("单位：县总工会", "第一联", "编号：1"),
        Fields(
            [
                Box("户主", "王建国", 4, fit=Fit.NAME),
                Box("婚姻", Ticks((("已婚", True), ("未婚", False))), 8),
                Box("", "没有标题的格子", 12),
                Opinion("意见", LONG, signers=("经办人（签名）", "主席（签名）"), day="2026年1月1日"),
                Opinion("审批", signers=(), seal=""),
            ]
        ),
        Section("一、家庭成员"),
        Grid(
            [Column("姓名", 2, Fit.NAME), Column("月", 1, Fit.FIGURE, "收入"), Column("年", 1, Fit.FIGURE, "收入")],
            [["李芳", "1.00", ""]],
            2,
        ),
        Checks("住房：", (("自有", True), ("租住", False))),
        Text(LONG),
        Text("一、说明", Voice.HEAD),
        Text("（一）细则", Voice.SUBHEAD),
        Text("特此说明。", Voice.PLAIN),
        Text("居中", Voice.CENTRED),
        Text("注：小字。", Voice.NOTE),
        Gap(),
        Seal("县总工会", "2026年11月24日"),
        Cut("沿此线裁下"),
        Cut(),
        Signatures(
            [
                "户主",
                Signer("本人", "王建国", "2026年1月1日", fingerprint=True),
                Signer("证明人", dated=False),
                "见证人",
            ]
        ),
        Break(),
        Text("附件", Voice.ATTACHMENT),
        Fields([Box("全宗号", "Z109", 6), Box("年度", "2026", 6)], ruled=False),
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.name}-{paper.title:.0f}")
def test_every_block_stands_inside_the_type_area_of_every_paper(paper: Paper) -> None:
    for page in pages_of(every_block(), paper):
        for baseline, run in writes(page):
            assert -1 <= run.x <= paper.body_width + 1
            assert 0 <= baseline <= paper.body_height + 1
        for op in ops_of(page):
            if isinstance(op, Rule):
                assert -1 <= min(op.x1, op.x2) <= max(op.x1, op.x2) <= paper.body_width + 1


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.name}-{paper.title:.0f}")
@pytest.mark.parametrize("before", range(0, 60, 3))
def test_a_signature_never_stands_alone_on_a_page(paper: Paper, before: int) -> None:
    for last in (Signatures(["户主", "调查人"]), Seal("县总工会", "2026年1月1日")):
        pages = pages_of(
            [Title("表"), *(Text(f"第{number}行", Voice.PLAIN) for number in range(before)), Text("末行"), last], paper
        )
        assert "末行" in said(pages[-1])


@pytest.mark.parametrize("before", range(10, 30))
def test_the_seal_never_reaches_into_the_page_number(before: int) -> None:
    """GB/T 9704: the day stands on line 21 at the latest."""
    lines = [Text(f"第{number}行", Voice.PLAIN) for number in range(before)]
    pages = pages_of(
        [Title("公示"), *lines, Seal("县总工会", "2026年1月1日")], A4_OFFICIAL, PageMark("K7M29Q4X", draft=True)
    )
    day = max(baseline for baseline, run in writes(pages[-1]) if "日" in run.text)
    circle = next(op for op in ops_of(pages[-1]) if isinstance(op, Circle))
    assert day <= 21 * A4_OFFICIAL.text.pitch
    assert circle.radius == 21 * MM


def test_an_official_page_has_22_lines_of_28_characters() -> None:
    pages = pages_of([Text("困" * (28 * 22 - 2))], A4_OFFICIAL)
    assert len(pages) == 1
    lines = {round(baseline, 2) for baseline, _ in writes(pages[0])}
    assert len(lines) == 22
    assert len(pages_of([Text("困" * (28 * 22 - 1))], A4_OFFICIAL)) == 2


def test_official_page_numbers_stand_outside_and_others_in_the_middle() -> None:
    blocks: list[Block] = [Text("甲"), Break(), Text("乙"), Break(), Text("丙")]
    numbers = [next(run for run in edge_words(page) if "—" in run.text) for page in pages_of(blocks, A4_OFFICIAL)]
    assert [run.text for run in numbers] == ["— 1 —", "— 2 —", "— 3 —"]
    left, right = A4_OFFICIAL.left, A4_OFFICIAL.width - A4_OFFICIAL.right
    assert numbers[1].x == left + 14
    assert numbers[0].x == pytest.approx(numbers[2].x, abs=2)
    assert numbers[0].x > right - 60
    words = [[run.text for run in edge_words(page)] for page in pages_of(blocks, A4_FORM)]
    assert "第 2 页　共 3 页" in words[1]


def test_later_pages_of_a_form_say_which_form_they_continue() -> None:
    words = [
        {run.text for run in edge_words(page)} for page in pages_of([Title("表"), Text("甲"), Break(), Text("乙")])
    ]
    assert "试印表（续）" not in words[0]
    assert "试印表（续）" in words[1]


def test_heads_of_a_table_come_again_on_every_page() -> None:
    pages = pages_of([Title("名单"), Grid(["序号", "姓名"], [[str(number), "王建国"] for number in range(120)])])
    assert len(pages) > 2
    assert all("序号姓名" in said(page) for page in pages)


def test_a_table_is_framed_on_every_page_it_stands_on() -> None:
    for page in pages_of([Title("名单"), Grid(["序号"], [[str(number)] for number in range(60)])]):
        outer = [op for op in ops_of(page) if isinstance(op, Rule) and op.width == A4_FORM.table.outer]
        assert len(outer) == 4


def test_rows_come_closer_where_that_saves_a_page() -> None:
    row = A4_FORM.table.row
    for rows in range(20, 40):
        pages = pages_of([Grid(["序号"], [[str(number)] for number in range(rows)])])
        verticals = {op.y2 - op.y1 for op in ops_of(pages[0]) if isinstance(op, Rule) and op.x1 == op.x2}
        assert verticals
        if len(pages) == 1 and rows * row > A4_FORM.body_height - A4_FORM.title_block:
            return
    raise AssertionError("no table was ever tightened")


def test_panels_are_filled_page_by_page() -> None:
    rows = [[f"甲{number}"] for number in range(1, 121)]
    pages = pages_of([Title("名单"), Grid(["序号"], rows, panels=2)], A3_BOARD)
    assert len(pages) == 2
    numbers = [[int(run.text[1:]) for _, run in writes(page) if run.text.startswith("甲")] for page in pages]
    assert sorted(numbers[0]) == list(range(1, max(numbers[0]) + 1))
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 121))


def test_a_double_rule_parts_panels() -> None:
    page = pages_of([Grid(["序号"], [["1"], ["2"]], panels=2)], A3_BOARD)[0]
    middle = A3_BOARD.body_width / 2
    xs = {round(op.x1 - middle, 3) for op in ops_of(page) if isinstance(op, Rule) and op.x1 == op.x2}
    assert {-0.9, 0.9} <= xs


def test_a_cell_may_span_rows_and_columns() -> None:
    rows: list[list[str | Cell]] = [
        [Cell("收入", rows=2), "工资", "1.00"],
        ["养老金", "2.00"],
        [Cell("合计", span=2), "3.00"],
    ]
    page = pages_of([Grid(["类", "项", "元"], rows)])[0]
    assert said(page) == "类项元工资1.00收入养老金2.00合计3.00"
    levels = [op for op in ops_of(page) if isinstance(op, Rule) and op.y1 == op.y2 and op.width == 0.5]
    third = A4_FORM.body_width / 3
    assert any(abs(op.x1 - third) < 0.01 and abs(op.x2 - A4_FORM.body_width) < 0.01 for op in levels)


def test_short_names_are_spread_and_long_ones_broken_after_the_dot() -> None:
    page = pages_of([Grid([Column("姓名", 1, Fit.NAME), Column("单位", 5)], [["李芳", ""], ["阿依古丽·吐尔逊", ""]])])[
        0
    ]
    spoken = {op.text: op for op in ops_of(page) if isinstance(op, Spoken)}
    assert spoken["李芳"].runs[-1].x - spoken["李芳"].runs[0].x == pytest.approx(2 * 10.5)
    assert [run.text for run in spoken["阿依古丽·吐尔逊"].runs] == ["阿依古丽·", "吐尔逊"]
    assert spoken["阿依古丽·吐尔逊"].runs[0].size == pytest.approx(0.78 * 10.5)


@pytest.mark.parametrize("length", range(1, 16))
def test_a_name_is_never_smaller_than_three_quarters(length: int) -> None:
    page = pages_of([Grid([Column("姓名", 2, Fit.NAME), Column("单位", 7)], [["国" * length, ""]])])[0]
    sizes = [run.size for _, run in writes(page) if "国" in run.text]
    assert min(sizes) >= 0.75 * 10.5


def test_a_value_shrinks_to_82_percent_and_then_wraps() -> None:
    def sizes(text: str) -> set[float]:
        page = pages_of([Fields([Box("地址", text, 6)])])[0]
        return {round(run.size / 10.5, 2) for _, run in writes(page) if "路" in run.text}

    assert sizes("路" * 15) == {1.0}
    assert min(sizes("路" * 17)) < 1.0
    assert min(min(sizes("路" * length)) for length in range(10, 60)) >= 0.82
    assert sizes("路" * 40) == {1.0}


def test_a_tick_lies_over_its_square() -> None:
    page = pages_of([Checks("住房：", (("自有", True), ("租住", False)))])[0]
    square = next(run for _, run in writes(page) if run.text == "□")
    tick = next(run for _, run in writes(page) if run.text == "√")
    assert tick.x == square.x
    assert said(page).replace("√", "") == "住房：□自有□租住"


def test_the_place_of_the_seal_is_drawn_on_drafts_only() -> None:
    blocks: list[Block] = [Text("正文"), Seal("县总工会", "2026年1月1日")]
    draft = pages_of(blocks, A4_OFFICIAL, PageMark("K7M29Q4X", draft=True))[0]
    final = pages_of(blocks, A4_OFFICIAL)[0]
    assert any(isinstance(op, Circle) for op in ops_of(draft))
    assert not any(isinstance(op, Circle) for op in ops_of(final))


def test_the_day_ends_four_characters_from_the_right_and_the_issuer_stands_over_its_middle() -> None:
    page = pages_of([Text("正文"), Seal("县总工会", "2026年11月24日")], A4_OFFICIAL)[0]
    size = A4_OFFICIAL.text.size
    day = [run for _, run in writes(page) if run.text in {"2026", "日"}]
    end = max(run.x for run in day) + size
    issuer = next(run for _, run in writes(page) if run.text == "县总工会")
    assert end == pytest.approx(A4_OFFICIAL.body_width - 4 * size)
    assert issuer.x + 2 * size == pytest.approx((min(run.x for run in day) + end) / 2)


def test_gaps_vanish_at_the_head_of_a_page() -> None:
    first, second = pages_of([Text("甲"), Break(), Gap(3), Text("乙")], A4_LETTER)
    assert writes(first)[0][0] == pytest.approx(writes(second)[0][0])


def test_a_title_too_long_for_its_line_takes_two() -> None:
    title = "关于拟建档困难职工家庭经济状况核对授权书暨诚信承诺书填写说明的公示"
    page = pages_of([Title(title), Text("正文")], A4_OFFICIAL)[0]
    lines = {round(baseline, 1) for baseline, run in writes(page) if run.face == "Title"}
    assert len(lines) == 2
    assert said(page) == f"{title}正文"


def test_a_head_is_never_the_last_line_of_a_page() -> None:
    for before in range(15, 30):
        lines = [Text(f"第{number}行", Voice.PLAIN) for number in range(before)]
        for page in pages_of([*lines, Text("一、题", Voice.HEAD), Text("正文")], A4_OFFICIAL):
            assert not said(page).endswith("一、题")


def test_without_blocks_there_is_no_page() -> None:
    assert pages_of([]) == []


def test_blocks_that_want_to_stay_together_but_fill_more_than_a_page_are_parted() -> None:
    pages = pages_of([Text(f"第{number}节", Voice.HEAD) for number in range(40)], A4_OFFICIAL)
    assert [said(page).count("节") for page in pages] == [22, 18]


def test_a_break_after_a_title_is_obeyed() -> None:
    pages = pages_of([Title("封面"), Break(), Text("正文"), Title("尾页")], A4_LETTER)
    assert [said(page) for page in pages] == ["封面", "正文尾页"]


def refusals(blocks: Sequence[Block]) -> list[CellOverfull]:
    with pytest.raises(Refused) as refused:
        pages_of(blocks)
    return [objection for objection in refused.value.objections if isinstance(objection, CellOverfull)]


@pytest.mark.parametrize(
    ("block", "caption"),
    [
        (Fields([Box("题" * 400, "值", 12, head=0.2)]), "题" * 400),
        (Fields([Box("姓名", "长" * 60, 6)], ruled=False), "姓名"),
        (Fields([Box("住房", Ticks((("很" * 200, True),)), 6)]), "住房"),
        (Checks("住房：", (("很" * 200, True),)), "住房："),
        (Grid([Column("单位", 1, Fit.UNIT), Column("备注", 9)], [["长" * 40, ""]]), "单位"),
        (Grid([Column("窄", 0.01), Column("备注", 9)], [["1", ""]]), "窄"),
        (Grid([Column("姓名", 1, Fit.NAME), Column("备注", 9)], [["阿卜杜热合曼艾合买提·买买提", ""]]), "姓名"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_place(block: Block, caption: str) -> None:
    assert {refusal.facts["caption"] for refusal in refusals([block])} == {caption}


def test_a_name_in_two_lines_shrinks_a_little_before_it_is_refused() -> None:
    sizes = set()
    for width in range(99, 106):
        grid = Grid([Column("姓名", width, Fit.NAME), Column("备注", 1000 - width)], [["阿依古丽娜·吐尔逊", ""]])
        sizes |= {run.size / 10.5 for _, run in writes(pages_of([grid])[0]) if "阿" in run.text}
    assert min(sizes) >= 0.75
    assert any(0.751 < size < 0.779 for size in sizes)


def test_a_column_may_go_without_a_head() -> None:
    assert said(pages_of([Grid(["", "姓名"], [["一", "王建国"]])])[0]) == "姓名一王建国"
