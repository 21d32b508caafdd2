import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
import zxingcpp

from centre_app.core.refusals import Refused
from centre_app.core.refusals.paper import CellOverfull, GlyphMissing, PageUnreadable
from centre_app.forms.notice import FORM
from centre_app.forms.paper.blocks import Block, Box, Column, Cut, Fields, Fit, Grid, Seal, Signatures, Text, Title
from centre_app.forms.paper.geometry import A4_FORM, A4_OFFICIAL
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf, to_pdf_many
from centre_app.forms.paper.render import pictures, png, texts
from tests.forms.making import MARK, form_of
from tests.forms.reader import READERS, fonts_of, text_map

NAMES = (
    "王建国",
    "李芳",
    "𠮷田秀兰",
    "王𬍛",
    "李㛃",
    "董䶮",
    "阿依古丽·吐尔逊",
    "陈珺玥",
    "赵喆",
    "徐堃",
    "𪻐𫖯",
    "阿卜杜热合曼·买买提𠮷",
    "欧阳娜娜",
    "张㐱",
    "周𡒄",
)
LIST: list[Block] = [
    Title("困难职工名单"),
    Grid([Column("姓名", 2, Fit.NAME), Column("单位", 5, Fit.UNIT)], [[name, "县百货公司"] for name in NAMES]),
    Text("以上人员：" + "、".join(NAMES) + "。"),
]


def test_equal_sheets_give_equal_bytes() -> None:
    assert to_pdf(form_of(LIST), None, MARK) == to_pdf(form_of(LIST), None, MARK)


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import hashlib\n"
        "from tests.forms.test_printing import LIST, MARK, form_of, to_pdf\n"
        "print(hashlib.sha256(to_pdf(form_of(LIST), None, MARK)).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": "", "SYSTEMROOT": "C:\\Windows"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_list_is_read_back_exactly(printed_list: bytes, reader: str, name: str) -> None:
    assert any(name in line for line in READERS[reader](printed_list).splitlines())


@pytest.fixture(scope="module")
def printed_list() -> bytes:
    return to_pdf(form_of(LIST[:2]), None, MARK)


def test_a_text_is_read_back_whole() -> None:
    said = "".join("".join(texts(to_pdf(form_of(LIST[2:], A4_OFFICIAL), None, MARK))).split())
    assert "、".join(NAMES) in said


def test_no_page_shows_an_empty_box() -> None:
    """Every code that is shown has a character in its font's text map, and code 0 is never shown."""
    pdf = to_pdf(form_of(LIST), None, MARK)
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [f for f in document.objects if isinstance(f, pikepdf.Dictionary) and "/ToUnicode" in f]
        assert fonts
        assert not any(0 in text_map(font) for font in fonts)
    assert "\ufffd" not in READERS["text maps"](pdf)


def test_every_font_is_embedded_and_mapped() -> None:
    found = fonts_of(to_pdf(form_of(LIST), None, MARK))
    assert {font["name"] for font in found} >= {"/AAAAAA+NotoSerifSC-Regular", "/AAAAAA+HanaMinB"}
    assert all(font["embedded"] and font["mapped"] for font in found)


def test_the_file_says_that_it_is_for_archives() -> None:
    with pikepdf.open(BytesIO(to_pdf(form_of(LIST, name="困难职工名单"), None, MARK))) as document:
        root = document.Root
        assert str(root.Lang) == "zh-CN"
        assert root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert root.OutputIntents[0].DestOutputProfile.N == 3
        with document.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
            assert meta["dc:title"] == "困难职工名单"
        assert not document.is_encrypted
        assert "/Trapped" not in document.docinfo


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_code_of_each_page_is_read_at_150_dpi(paper: str) -> None:
    pdf = to_pdf(FORM, FORM.sample, PageMark("K7M29Q4X", copy=2), paper)
    found = [zxingcpp.read_barcodes(picture.convert("L")) for picture in pictures(pdf, 150)]
    pages = len(found)
    assert [[code.text for code in codes] for codes in found] == [
        [f"BF1.K7M29Q4X.2.{number}.{pages}"] for number in range(1, pages + 1)
    ]


def test_the_code_stands_on_the_page_as_text_too() -> None:
    assert "K7M29Q4X" in texts(to_pdf(form_of(LIST), None, MARK))[0]


def test_marks_of_a_page_stand_at_its_edges() -> None:
    plain = texts(to_pdf(form_of(LIST), None, MARK))[0]
    marked = texts(to_pdf(form_of(LIST), None, PageMark("K7M29Q4X", copy=3, training=True, reprint=True)))[0]
    assert "第1份" in plain
    assert "第3份" in marked
    assert "补打" in marked
    assert "培训资料　不作凭证" in marked
    assert not {"补打", "培训资料", "草稿", "样张"} & set(plain.split())


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (PageMark("K7M29Q4X", draft=True), "草稿"),
        (PageMark("K7M29Q4X", sample=True), "样张"),
        (PageMark("K7M29Q4X", training=True), "培训资料"),
        (PageMark("K7M29Q4X", training=True, draft=True), "草稿"),
        (MARK, ""),
    ],
)
def test_what_stands_across_the_page(mark: PageMark, words: str) -> None:
    said = texts(to_pdf(form_of(LIST), None, mark))[0].split()
    assert mark.watermark == words
    assert not words or words in said


def test_many_sheets_share_what_is_the_same_on_each() -> None:
    form = form_of(
        [Title("表"), Fields([Box("户主", "王建国", 6), Box("电话", "19900000000", 6)]), Signatures(["户主"])]
    )
    one = to_pdf(form, None, MARK)
    many = to_pdf_many(form, [(None, PageMark("K7M29Q4X", copy=copy)) for copy in range(1, 51)])
    assert len(texts(many)) == 50
    with pikepdf.open(BytesIO(many)) as document:
        stills = [found for found in document.objects if isinstance(found, pikepdf.Stream)]
    assert sum(found.get("/Subtype") == pikepdf.Name.Form for found in stills) == 1
    assert len(many) < 3 * len(one)


def test_the_place_of_the_seal_and_the_scissors_come_out_as_dashes() -> None:
    blocks: list[Block] = [Text("正文"), Seal("县总工会", "2026年1月1日"), Cut("沿此线裁下")]
    draft = to_pdf(form_of(blocks, A4_OFFICIAL), None, PageMark("K7M29Q4X", draft=True))
    final = to_pdf(form_of(blocks, A4_OFFICIAL), None, MARK)
    assert draft != final
    page = pictures(draft, 60)[0].convert("L")
    assert page.crop((250, 200, 460, 330)).histogram()[:200] != [0] * 200


def test_every_missing_character_is_refused_at_once_and_nothing_is_printed() -> None:
    blocks: list[Block] = [Title("名单\U00030003"), Text("王\U00030004"), Seal("县总工会", "2026年1月1日")]
    with pytest.raises(Refused) as refused:
        to_pdf(form_of(blocks), None, MARK)
    assert [(type(one), one.facts["code"]) for one in refused.value.objections if isinstance(one, GlyphMissing)] == [
        (GlyphMissing, "U+30003"),
        (GlyphMissing, "U+30004"),
    ]


def test_every_overfull_cell_is_refused_at_once_with_its_field() -> None:
    blocks: list[Block] = [
        Fields([Box("家庭住址", "长" * 30_000, 12, key="address"), Box("意见", "话" * 4000, 12, fit=Fit.PROSE)]),
        Grid([Column("姓名", 1, Fit.NAME, key="name"), Column("备注", 9)], [["名" * 40, ""]]),
        Grid([Column("金额", 1, Fit.FIGURE), Column("备注", 9)], [["1" * 40, "备" * 9000]]),
    ]
    with pytest.raises(Refused) as refused:
        to_pdf(form_of(blocks), None, MARK)
    assert list(refused.value.objections) == [
        CellOverfull(field="address", caption="家庭住址", chars=30_000),
        CellOverfull(field="意见", caption="意见", chars=4000),
        CellOverfull(field="name", caption="姓名", chars=40),
        CellOverfull(field="金额", caption="金额", chars=40),
        CellOverfull(field="备注", caption="备注", chars=9000),
    ]


def test_a_text_of_any_length_flows_over_pages() -> None:
    said = texts(to_pdf(form_of([Title("说明"), Text("困难职工帮扶" * 2000)], A4_FORM), None, MARK))
    assert len(said) > 3
    assert "".join(said).count("困") >= 2000 - len(said)


def test_pages_become_pictures_of_the_papers_size() -> None:
    picture = pictures(to_pdf(form_of(LIST), None, MARK), 100)[0]
    assert picture.size == (827, 1170)
    assert png(picture)[:4] == b"\x89PNG"


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%broken"])
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(PageUnreadable):
        texts(content)
    with pytest.raises(PageUnreadable):
        pictures(content)
