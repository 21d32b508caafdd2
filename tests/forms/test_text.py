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
from centre_app.forms.paper.text import columns_of, plain, words_of


def test_wide_characters_take_two_columns() -> None:
    assert columns_of("王𠮷1·") == 2 + 2 + 1 + 2
    assert columns_of("e\u0301") == 1


def test_blocks_become_lines_that_can_be_read_aloud() -> None:
    blocks: list[Block] = [
        Title("表"),
        Ends("左", "", "右"),
        Fields(
            [Box("户主", "王建国", 6), Box("婚姻", Ticks((("已婚", True), ("未婚", False))), 6), Box("", "无题", 12)]
        ),
        Section("成员"),
        Text("正文", Voice.BODY),
        Text("平文", Voice.PLAIN),
        Checks("住房：", (("自有", True),)),
        Gap(),
        Cut("裁下"),
        Signatures(["户主", Signer("证人", "李芳", "2026年1月1日", fingerprint=True), Signer("记录人", dated=False)]),
        Break(),
        Seal("县总工会", "2026年1月1日"),
    ]
    assert [line.strip() for line in plain(blocks).splitlines() if line.strip()] == [
        "表",
        "左    右",
        "户主：王建国    婚姻：☑已婚　□未婚",
        "无题",
        "【成员】",
        "正文",
        "平文",
        "住房：☑自有",
        "- - - - - - 裁下 - - - - - -",
        "户主：＿＿＿＿ 　　年　　月　　日    证人：李芳（指印） 2026年1月1日    记录人：＿＿＿＿",
        "============",
        "县总工会",
        "2026年1月1日",
    ]


def test_an_opinion_says_who_signs_and_where_the_seal_goes() -> None:
    said = plain(
        [Fields([Opinion("审批意见", "同意。", signers=("主席（签名）",), day="2026年1月1日"), Box("备注", "无", 12)])]
    )
    assert said.splitlines() == ["审批意见：同意。", "    主席（签名）：＿＿＿＿　（盖章）2026年1月1日", "备注：无"]


def test_cells_stand_under_their_heads() -> None:
    rows: list[list[str | Cell]] = [
        [Cell("收入", rows=2), "工资", "1.00"],
        ["养老金", "20.00"],
        [Cell("合计", span=2), "21.00"],
    ]
    grid = Grid(["类别", Column("项目", group="明细"), Column("金额", group="明细")], rows, blank_rows=1)
    assert plain([grid]).splitlines() == [
        "      明细",
        "类别  项目    金额",
        "收入  工资    1.00",
        "      养老金  20.00",
        "合计          21.00",
        "",
    ]


def test_every_word_of_a_block_is_known_before_it_is_drawn() -> None:
    blocks: list[Block] = [Fields([Box("户主", "王建国", key="name")]), Grid(["姓名"], [[Cell("李芳")]])]
    assert list(words_of(blocks)) == ["户主", "王建国", "姓名", "李芳"]
