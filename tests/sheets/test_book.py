"""Files of every shape: what they are is told by their content, and each that cannot be read has its sentence."""

import contextlib
import csv
import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from centre_app.core.refusals import Told
from centre_app.core.refusals import sheets as no
from centre_app.sheets.book import letters, read
from centre_app.sheets.guards import MOST_COLUMNS, MOST_ROWS

from .making import DATA, number, save, take, told

LI, WANG = number(1975, 3, 8, 11), number(1980, 1, 2, 13)
LIST = [["姓名", "身份证号", "家庭住址"], ["李一", LI, "东街"]]
HEAD_OF_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(path: Path, parts: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def parts_of(path: Path) -> dict[str, bytes | str]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_sheet(path: Path, cells: str, *, head: str = "") -> Path:
    """A workbook whose sheet has these cells in XML."""
    parts = parts_of(save(path, LIST))
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{head}'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return packed(path, parts)


# What a file is


def test_the_name_says_nothing(tmp_path: Path) -> None:
    for county, name in (("county-a.xlsx", "list.xls"), ("county-b.xls", "list.csv"), ("county-c.csv", "list.xlsx")):
        renamed = tmp_path / name
        renamed.write_bytes((DATA / county).read_bytes())
        assert len(take(renamed).households) == len(take(DATA / county).households)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ";"),
        ("gb18030", "\t"),
        ("gb18030", "|"),
        ("utf-16", "\t"),
    ],
)
def test_text_is_read_in_any_usual_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(LIST)
    path = tmp_path / "list.txt"
    path.write_bytes(text.getvalue().encode(encoding))
    assert [household.facts.address for household in take(path).households] == ["东街"]


def test_text_of_big_endian_words_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"\xfe\xff" + f"姓名,身份证号\r\n李一,{LI}".encode("utf-16-be"))
    assert len(take(path).households) == 1


def test_a_line_that_names_the_separator_is_none_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'sep=;\r\n姓名;身份证号;备注\r\n李一;="{LI}";甲,乙\r\n王三;;\r\n', encoding="gb18030", newline="")
    book = read(path)
    assert book.sheets[0].rows[0] == ["姓名", "身份证号", "备注"]
    assert [book.sheets[0].line(row) for row in range(3)] == [2, 3, 4]
    came = take(path)
    assert came.households[0].facts.people[0].id_number == LI
    assert [(problem.row, problem.line) for problem in came.problems] == [(3, 4)]


def test_quotes_that_are_no_quotes_are_text(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'姓名,身份证号,备注\n李一,{LI},"甲"乙\n', encoding="utf-8")
    assert take(path).households[0].facts.remark == "甲乙"


def test_a_web_page_named_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    page = f"""<html><head><meta charset="gb2312"><style>td {{ mso: 1 }}</style></head><body>
    <p>导出</p><table></table><table border=1><tr><th colspan=2>花名册<th rowspan=9>印
    <tr><td>姓名</td><td>身份证号</td><td>家庭<br>住址</td></tr>
    <tr><td>李一<td>{LI}<td rowspan=x>东 街
    <tr><td>王三</td><td>&nbsp;</td></tr></table><td>外面</td></body></html>"""
    path.write_bytes(page.encode("gb18030"))
    book = read(path)
    assert (book.kind, len(book.sheets)) == ("web", 1)
    assert book.sheets[0].merges == [((0, 0), (0, 1)), ((0, 2), (8, 2))]
    came = take(path)
    assert [household.facts.address for household in came.households] == ["东 街", None]
    assert told(came.problems) == [("id_missing", 4, "B")]


# What stands in cells


def test_cells_are_shown_as_people_see_them(tmp_path: Path) -> None:
    rows = [
        [
            "文字",
            1.0,
            2.5,
            True,
            date(2020, 4, 22),
            datetime.fromisoformat("2020-04-22T03:04:05"),
            621021198001201000.0,
            None,
        ],
        ["=1+1"],
    ]
    sheet = read(save(tmp_path / "d.xlsx", rows)).sheets[0]
    cells = [sheet.cell(0, column) for column in range(9)]
    shown = ["文字", "1", "2.5", "TRUE", "2020/4/22", "2020/4/22 03:04:05", "621021198001201000", "", ""]
    assert [cell.raw for cell in cells] == shown
    kinds = ["text", "figure", "figure", "yes_no", "date", "date", "figure", "empty", "empty"]
    assert [cell.kind for cell in cells] == kinds
    assert [cell.figure for cell in cells] == [False, True, True, False, False, False, True, False, False]
    formula = sheet.cell(1, 0)
    assert (formula.kind, formula.raw) == ("formula", "=1+1")


def test_columns_have_letters() -> None:
    assert [letters(column) for column in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_formulas_without_a_value_and_error_values_are_told(tmp_path: Path) -> None:
    def cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    heads = ["姓名", "身份证号", "月收入", "家庭其他年收入", "家庭年总收入", "月人均", "备注"]
    head = "".join(cell(f"{letters(column)}1", text) for column, text in enumerate(heads))
    row = (
        cell("A2", "李一")
        + cell("B2", LI)
        + '<c r="C2"><f t="shared" si="0"/></c>'
        + '<c r="D2"><f>1&lt;2</f><v>100</v></c>'
        + '<c r="E2" t="e"><f>C2*12</f><v>#REF!</v></c>'
        + '<c r="F2"><f>E2/12</f><v></v></c>'
        + '<c r="G2" t="str"><f>IF(1,"","")</f><v></v></c>'
    )
    came = take(with_sheet(tmp_path / "d.xlsx", f'<row r="1">{head}</row><row r="2">{row}</row>'))
    assert told(came.problems) == [("formula_no_value", 2, "C"), ("cell_error", 2, "E"), ("formula_no_value", 2, "F")]
    facts = came.households[0].facts
    assert (facts.total_income_y, facts.income_pc, facts.people[0].monthly_income) == (None, None, None)
    assert facts.other_income_y == 100
    sheet = read(tmp_path / "d.xlsx").sheets[0]
    assert (sheet.cell(1, 4).kind, sheet.cell(1, 4).raw) == ("error", "#REF!")
    assert sheet.cell(1, 2).raw == "="


def test_a_name_or_number_that_is_an_unreckoned_formula_is_missing(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "成员1姓名", "成员1身份证号", "成员1月收入"], ["李一", LI, "=A2", "=B2", "=C2"]]
    came = take(save(tmp_path / "d.xlsx", rows))
    assert ("formula_no_value", 2, "C") not in told(came.problems)  # nobody stands there at all
    rows[1][2] = "王三"
    assert set(told(take(save(tmp_path / "d.xlsx", rows)).problems)) == {
        ("formula_no_value", 2, "D"),
        ("formula_no_value", 2, "E"),
        ("id_missing", 2, "D"),
    }


def test_days_of_both_calendars_are_the_same(tmp_path: Path) -> None:
    for epoch in (None, CALENDAR_MAC_1904):
        book = openpyxl.Workbook()
        if epoch is not None:
            book.epoch = epoch
        sheet = book.active
        assert sheet is not None
        for row in (
            ["姓名", "身份证号", "参加工作时间", "建档时间"],
            ["李一", LI, date(1998, 10, 5), 43105 if epoch is None else 41643],
        ):
            sheet.append(row)
        book.save(tmp_path / "d.xlsx")
        facts = take(tmp_path / "d.xlsx").households[0].facts
        assert (facts.people[0].work_start, facts.filed_on) == ("1998-10-05", "2018-01-05")


def test_control_characters_and_endless_texts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        f"姓名,身份证号,家庭住址,备注\n李\x07一,{LI},东\x01街,{'长' * 100_000}\n{'王' * 60},{WANG},,\n",
        encoding="utf-8",
    )
    came = take(path)
    assert told(came.problems) == [
        ("name_character", 2, "A"),
        ("text_control", 2, "C"),
        ("text_long", 2, "D"),
        ("name_too_long", 3, "A"),
    ]
    assert came.households[0].facts.address == "东街"


def test_macros_are_left_alone_and_told(tmp_path: Path) -> None:
    parts = parts_of(save(tmp_path / "d.xlsx", LIST))
    came = take(packed(tmp_path / "d.xlsm", parts | {"xl/vbaProject.bin": b"Sub Auto_Open()"}))
    assert [caution.code for caution in came.cautions] == ["macros_ignored"]
    assert len(came.households) == 1


# What cannot be read


def refused(path: Path) -> Told:
    with pytest.raises(Told) as caught:
        take(path)
    assert caught.value.sentence.endswith("。")
    return caught.value


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "none.xlsx"), no.FileMissing)
    assert isinstance(refused(tmp_path), no.FileIsFolder)
    assert isinstance(refused(tmp_path / "none.xlsx" / "x\0.xlsx"), no.FileMissing)


@pytest.mark.parametrize("data", [b"", b"\r\n \t\r\n", b"\0" * 4096])
def test_an_empty_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(data)
    assert isinstance(refused(path), no.FileEmpty)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert isinstance(refused(path), no.FileTooLarge)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "图片"),
        (b"{\\rtf1 ...}", "Word 文档"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (bytes(range(256)) * 4, "其他类型的文件"),
    ],
)
def test_what_is_no_table_is_told_with_what_it_looks_like(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(data)
    error = refused(path)
    assert isinstance(error, no.NotAWorkbook)
    assert kind in error.sentence


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", no.NotAWorkbook),
        ("ppt/presentation.xml", no.NotAWorkbook),
        ("readme.txt", no.NotAWorkbook),
        ("content.xml", no.OtherWorkbook),
        ("xl/workbook.bin", no.OtherWorkbook),
    ],
)
def test_other_packages_are_told(tmp_path: Path, part: str, kind: type[Told]) -> None:
    assert isinstance(refused(packed(tmp_path / "d.xlsx", {part: b"x"})), kind)


@pytest.mark.parametrize(
    "data",
    [
        b"\x09\x04\x06\x00\x00\x00\x10\x00",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
    ],
)
def test_older_and_other_workbooks_ask_to_be_saved_as_xlsx(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "d.xls"
    path.write_bytes(data)
    assert isinstance(refused(path), no.OtherWorkbook)


def test_a_torn_workbook_is_told_wherever_it_is_torn(tmp_path: Path) -> None:
    for name in ("county-a.xlsx", "county-b.xls"):
        whole = (DATA / name).read_bytes()
        torn = tmp_path / name
        for twentieth in range(1, 20):
            torn.write_bytes(whole[: len(whole) * twentieth // 20])
            assert isinstance(refused(torn), no.WorkbookDamaged | no.NotAWorkbook)


def test_a_flipped_bit_in_an_xlsx_is_never_read_as_data(tmp_path: Path) -> None:
    whole = bytearray((DATA / "county-a.xlsx").read_bytes())
    path = tmp_path / "d.xlsx"
    as_it_is = take(DATA / "county-a.xlsx").households
    for place in range(1_000, len(whole), 9_973):
        whole[place] ^= 0x10
        path.write_bytes(whole)
        with contextlib.suppress(no.WorkbookDamaged):
            assert take(path).households == as_it_is
        whole[place] ^= 0x10


def test_a_twisted_xls_is_read_or_told_without_a_trace(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = bytearray((DATA / "county-b.xls").read_bytes())
    path = tmp_path / "d.xls"
    outcomes = set()
    for place in range(512, len(whole), 2_503):
        before = whole[place]
        whole[place] = before ^ 0xFF
        path.write_bytes(whole)
        try:
            take(path)
            outcomes.add("read")
        except Told as error:
            outcomes.add(type(error).__name__)
        whole[place] = before
    assert {"read", "WorkbookDamaged"} <= outcomes
    assert capfd.readouterr().err == ""


def test_a_text_in_no_known_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes("姓名,身份证号\n".encode("gb18030") + b"\xff\xff,1\n")
    error = refused(path)
    assert isinstance(error, no.TextUnreadable)
    assert error.facts["line"] == 2


def test_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text('姓名,身份证号\n"李一,1\n' + "王三,2\n" * 20, encoding="utf-8")
    assert isinstance(refused(path), no.QuoteOpen)
    path.write_text('姓名,身份证号\n李一,"' + "1" * 1_100_000, encoding="utf-8")
    assert isinstance(refused(path), no.QuoteOpen)


def test_a_file_without_a_list_is_told(tmp_path: Path) -> None:
    assert isinstance(refused(save(tmp_path / "d.xlsx", [["街道", "户数"], ["东街", 3]])), no.NoTable)
    path = save(tmp_path / "d.xlsx", LIST)
    with pytest.raises(no.NoSuchSheet, match="名单"):
        take(path, sheet="没有")


def test_a_list_without_rows_brings_nothing(tmp_path: Path) -> None:
    came = take(save(tmp_path / "d.xlsx", LIST[:1]))
    assert (came.rows, came.households, came.problems) == (0, (), ())


# Locked by a password


def test_a_password_on_a_new_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(compound({"EncryptedPackage": b"\0" * 5_000, "EncryptionInfo": b"\x04\x00\x04\x00"}))
    assert isinstance(refused(path), no.WorkbookEncrypted)


def test_a_password_on_an_old_workbook_is_told(tmp_path: Path) -> None:
    records = struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HH6s", 0x2F, 6, b"\x01\0\x01\0\x01\0")
    path = tmp_path / "d.xls"
    path.write_bytes(compound({"Workbook": records.ljust(5_000, b"\0")}))
    assert isinstance(refused(path), no.WorkbookEncrypted)


def test_a_password_on_a_zip_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "d.xlsx", LIST)
    data = path.read_bytes()
    place = data.index(b"PK\x01\x02")
    path.write_bytes(data[: place + 8] + b"\x01" + data[place + 9 :])
    assert isinstance(refused(path), no.WorkbookEncrypted)


def test_old_files_of_other_programs_are_told(tmp_path: Path) -> None:
    path = tmp_path / "d.xls"
    for stream, kind in (("WordDocument", "Word"), ("Other", "Office")):
        path.write_bytes(compound({stream: b"\0" * 5_000}))
        error = refused(path)
        assert isinstance(error, no.NotAWorkbook)
        assert kind in error.sentence


def compound(streams: dict[str, bytes]) -> bytes:
    """The smallest compound file with these streams of at least 4,096 bytes each (shorter ones are padded)."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries: list[tuple[str, int, int]] = []
    for name, data in streams.items():
        padded = data.ljust(max(len(data), 4_096), b"\0")
        start, count = len(sectors), -(-len(padded) // 512)
        sectors += [padded[512 * n : 512 * n + 512].ljust(512, b"\0") for n in range(count)]
        chain += [start + n + 1 for n in range(count - 1)] + [0xFFFFFFFE]
        entries.append((name, start, len(padded)))
    directory, table = len(sectors), len(sectors) + 1
    chain += [0xFFFFFFFE, 0xFFFFFFFD]
    sectors.append(
        b"".join(_entry(name, 2, start, size, n) for n, (name, start, size) in enumerate(entries))
        .join((_root(len(entries)), b""))[:512]
        .ljust(512, b"\0")
    )
    sectors.append(b"".join(struct.pack("<I", each) for each in chain).ljust(512, b"\xff"))
    header = (
        HEAD_OF_OLE
        + b"\0" * 16
        + struct.pack(
            "<HHHHH6sIIIIIIIIII",
            0x3E,
            3,
            0xFFFE,
            9,
            6,
            b"",
            0,
            1,
            directory,
            0,
            4_096,
            0xFFFFFFFE,
            0,
            0xFFFFFFFE,
            0,
            table,
        )
    )
    return header.ljust(512, b"\xff") + b"".join(sectors)


def _root(children: int) -> bytes:
    return _entry("Root Entry", 5, 0xFFFFFFFE, 0, -1, child=1)


def _entry(name: str, kind: int, start: int, size: int, number: int, *, child: int = -1) -> bytes:
    text = name.encode("utf-16-le")
    right = number + 2 if kind == 2 and number == 0 else -1
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(text) + 2, kind, 1, -1, right if right <= 2 else -1, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


# Giants and bombs


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    parts = parts_of(save(tmp_path / "d.xlsx", LIST))
    parts["xl/media/image1.png"] = b"\0" * (260 * 1024 * 1024)
    error = refused(packed(tmp_path / "bomb.xlsx", parts))
    assert isinstance(error, no.WorkbookTooBig)


CORNERS = (
    f'<row r="{MOST_ROWS}"><c r="A{MOST_ROWS}"><v>1</v></c>'
    f'<c r="{letters(MOST_COLUMNS - 1)}{MOST_ROWS}"><v>1</v></c></row>'
)
"""Within the bounds of rows and of columns, and yet too much room together."""


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>', no.TooManyColumns),
        ("<row r='1'><c r='XFD1'><v>1</v></c></row>", no.TooManyColumns),
        ('<row r="1"><c r="&#88;FD1"><v>1</v></c></row>', no.TooManyColumns),
        ('<row r="1048576"><c r="A1048576"><f>1</f></c></row>', no.TooManyRows),
        ('<row r="1048576"><c><is><t>x</t></is></c></row>', no.TooManyRows),
        (f'<row r="{MOST_ROWS + 1}"><c r="A{MOST_ROWS + 1}"><v>1</v></c></row>', no.TooManyRows),
        (CORNERS, no.TooManyColumns),
    ],
)
def test_cells_in_far_corners_are_not_laid_out(tmp_path: Path, cells: str, kind: type[Told]) -> None:
    assert isinstance(refused(with_sheet(tmp_path / "d.xlsx", cells)), kind)


def test_cells_that_are_only_coloured_count_for_nothing(tmp_path: Path) -> None:
    def cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    cells = (
        f'<row r="1">{cell("A1", "姓名")}{cell("B1", "身份证号")}<c r="XFD1" s="0"/></row>'
        f'<row r="2">{cell("A2", "李一")}{cell("B2", LI)}</row><row r="1048576"><c r="A1048576" s="0"/></row>'
    )
    assert len(take(with_sheet(tmp_path / "d.xlsx", cells)).households) == 1


def test_a_hundred_thousand_rows_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("姓名,身份证号\n" + "李一,1\n" * 100_000, encoding="utf-8")
    error = refused(path)
    assert isinstance(error, no.TooManyRows)
    assert "100001" in error.sentence


def test_an_old_workbook_with_far_corners_is_not_laid_out(tmp_path: Path) -> None:
    def cell(row: int, column: int) -> bytes:
        return struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 1.0)

    many = struct.pack("<HHHH", 0xBD, 6 + 6 * 3, 0, 0) + b"\0" * 18 + struct.pack("<H", 2)
    records = (
        struct.pack("<HHHH", 0x809, 4, 0x600, 5) + many + cell(0, 0) + cell(65_535, 255) + struct.pack("<HH", 10, 0)
    )
    path = tmp_path / "d.xls"
    path.write_bytes(compound({"Workbook": records.ljust(5_000, b"\0")}))
    assert isinstance(refused(path), no.TooManyColumns)


def test_a_web_page_with_endless_spans_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "d.xls"
    path.write_text("<table><td colspan=999999999>姓名<td colspan=999999999>身份证号</table>", encoding="utf-8")
    assert isinstance(refused(path), no.TooManyColumns)


def test_an_entity_bomb_is_told(tmp_path: Path) -> None:
    parts = parts_of(save(tmp_path / "d.xlsx", LIST))
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    book = parts["xl/workbook.xml"]
    assert isinstance(book, bytes)
    parts["xl/workbook.xml"] = laughs + book.decode("utf-8").rpartition("?>")[2]
    assert isinstance(refused(packed(tmp_path / "d.xlsx", parts)), no.WorkbookDamaged)
