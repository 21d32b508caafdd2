"""Tables that come in by command: the three counties against what must come of them, maps, and files that are none."""

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from centre_app.core.vocabulary.filing import Role
from tests.cli.conftest import Desk
from tests.cli.said import ran
from tests.services.conftest import NAMES, PASSWORD
from tests.sheets.making import DATA, TODAY, number, save
from tests.sheets.test_book import LIST, compound, packed, parts_of

LI, WANG = number(1975, 3, 8, 11), number(1980, 1, 2, 13)
COUNTIES = ("county-a.xlsx", "county-b.xls", "county-c.csv")
MORE_TOLD = {("county-a.xlsx", 480, "G", "id_15")}
"""Told besides: an old number of 15 digits is one also where its holder stands in two households."""


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "乙县"
    words = ("--name", "乙县总工会", "--area", "621021", "--admin", NAMES[Role.ADMINISTRATOR], "--training")
    sheet = folder.with_name("sheet.pdf")
    known = {"CENTRE_PASSWORD": PASSWORD, "CENTRE_TODAY": TODAY.isoformat()}
    assert ran("--office", str(folder), "office", "new", *words, "--sheet", str(sheet), env=known).code == 0
    known |= {"CENTRE_NEW_PASSWORD": PASSWORD}
    words = ("--user", NAMES[Role.ADMINISTRATOR], "user", "add", NAMES[Role.CLERK], "--role", "clerk")
    assert ran("--office", str(folder), *words, env=known).code == 0
    return folder


@pytest.fixture
def empty(empty_folder: Path) -> Desk:
    """An office without a household; no test of it stores anything."""
    return Desk(empty_folder, {}, {}, day=TODAY)


@pytest.mark.parametrize("file", COUNTIES)
def test_a_county_gives_the_households_and_problems_that_it_must(empty: Desk, file: str) -> None:
    path = DATA / file
    wanted: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    plan = empty.read("import", "households", str(path), "--dry-run")
    counts = wanted["counts"]
    assert plan["rows"] == counts["rows"]
    assert [plan[name] for name in ("add", "doubtful", "stopped")] == [
        counts[name] for name in ("add", "doubtful", "stopped")
    ]
    assert (plan["change"], plan["same"]) == (0, 0)
    came = sorted(({**one, "rows": tuple(one["rows"])} for one in plan["households"]), key=lambda one: one["rows"])
    assert came == [
        {"key": one["key"], "outcome": one["outcome"], "rows": tuple(one["rows"])}
        for one in sorted(wanted["households"], key=lambda one: tuple(one["rows"]))
    ]
    problems = Counter(
        tuple(
            one[name]
            for name in (
                *("sheet", "row", "column", "line", "code"),
                *("stops", "doubtful", "household", "other_household"),
            )
        )
        for one in plan["problems"]
    )
    expected = Counter(
        (
            *(one["sheet"], one["row"], one["column"], one.get("line"), one["kind"]),
            *(one["stops"], one["doubtful"], one["household"], one.get("other_household")),
        )
        for one in wanted["problems"]
    )
    assert expected - problems == Counter()
    assert {(file, more[1], more[2], more[4]) for more in problems - expected} <= MORE_TOLD
    assert all(one["text"].endswith("。") for one in plan["problems"])
    assert empty.read("cases") == []


def test_a_problem_names_the_head_of_its_column_and_masks_whose_row_it_is(desk: Desk, tmp_path: Path) -> None:
    path = save(tmp_path / "e.xlsx", [["姓名", "身份证号", "家庭人口"], ["李一", LI, "3"], ["许二三", "62100", "1"]])
    told = {(one["row"], one["head"], one["person"]) for one in desk.read("import", str(path), "--dry-run")["problems"]}
    assert (3, "身份证号", "许**") in told
    shown = desk.ran("import", str(path), "--dry-run").out
    assert "B 身份证号" in shown
    assert "许二三" not in shown


def test_the_only_source_need_not_be_named(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    assert desk.ran("template", "--out", str(empty)).code == 0
    assert desk.read("import", str(empty), "--dry-run") == desk.read("import", "households", str(empty), "--dry-run")
    for words in (["无此来源", str(empty)], ["households", str(empty), "多余"]):
        assert desk.ran("import", *words).code == 2


# Maps of columns ------------------------------------------------------------------------------------------------


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A table whose heads nobody could guess."""
    return save(tmp_path / "d.xlsx", [["谁", "本本号", "干啥的"], ["李一", LI, "纺织厂"]])


def test_a_map_says_what_the_columns_are(desk: Desk, strange: Path, tmp_path: Path) -> None:
    lines = tmp_path / "map.toml"
    lines.write_text('"谁" = "name"\n"本本号" = "id_number"\n"干啥的" = "employer"\n', encoding="utf-8")
    without = desk.ran("--json", "import", "households", str(strange))
    assert (without.code, without.codes) == (1, ["NoTable"])
    plan = desk.read("import", "households", str(strange), "--map", str(lines))
    assert (plan["add"], plan["problems"]) == (1, [])
    assert [case["name"] for case in desk.read("cases", "--find", "纺织厂")] == ["李一"]


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "FileMissing"), ("谁 = ", "MapUnreadable"), ('"谁" = "shoe_size"', "MapUnknown")],
)
def test_a_map_that_is_none_is_refused(desk: Desk, strange: Path, tmp_path: Path, text: str | None, code: str) -> None:
    lines = tmp_path / "map.toml"
    if text is not None:
        lines.write_text(text, encoding="utf-8")
    answer = desk.ran("--json", "import", "households", str(strange), "--map", str(lines))
    assert (answer.code, answer.codes) == (1, [code])


def test_one_sheet_is_taken_where_it_is_named(desk: Desk, tmp_path: Path) -> None:
    path = save(tmp_path / "d.xlsx", LIST, name="花名册")
    assert desk.read("import", "households", str(path), "--sheet", "花名册", "--dry-run")["add"] == 1
    answer = desk.ran("--json", "import", "households", str(path), "--sheet", "别的")
    assert (answer.code, answer.codes) == (1, ["NoSuchSheet"])


# Files that are none --------------------------------------------------------------------------------------------


def _encrypted(path: Path) -> None:
    path.write_bytes(compound({"EncryptedPackage": b"\0" * 5_000, "EncryptionInfo": b"\x04\x00\x04\x00"}))


def _truncated(path: Path) -> None:
    data = save(path, LIST).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _bomb(path: Path) -> None:
    packed(path, parts_of(save(path, LIST)) | {"xl/media/image1.png": bytes(260 * 1024 * 1024)})


def _giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**31)


def _endless(path: Path) -> None:
    path.write_text("姓名,身份证号\n" + "李一,1\n" * 100_000, encoding="utf-8")


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5_000))


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("笔记.txt", "不是表")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_encrypted, "WorkbookEncrypted"),
        (_truncated, "WorkbookDamaged"),
        (_bomb, "WorkbookTooBig"),
        (_giant, "FileTooLarge"),
        (_endless, "TooManyRows"),
        (_picture, "NotAWorkbook"),
        (_zip, "NotAWorkbook"),
        (lambda path: path.write_bytes(b""), "FileEmpty"),
        (lambda path: None, "FileMissing"),
    ],
)
@pytest.mark.parametrize("way", [(), ("--dry-run",)])
def test_a_file_that_cannot_be_a_table_is_one_sentence(
    empty: Desk, tmp_path: Path, spoil: Callable[[Path], object], code: str, way: tuple[str, ...]
) -> None:
    path = tmp_path / "名单.xlsx"
    spoil(path)
    answer = empty.ran("--json", "import", "households", str(path), *way)
    assert (answer.code, answer.codes) == (1, [code])
    assert answer.err.count("\n") == 1
    assert empty.read("cases") == []


def test_a_renamed_table_is_told_by_what_is_in_it(empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.xls"
    path.write_bytes((DATA / "county-c.csv").read_bytes())
    assert empty.read("import", "households", str(path), "--dry-run")["add"] == 64


def test_macros_are_left_alone_and_told(empty: Desk, tmp_path: Path) -> None:
    path = packed(
        tmp_path / "名单.xlsm", parts_of(save(tmp_path / "d.xlsx", LIST)) | {"xl/vbaProject.bin": b"Sub Auto_Open()"}
    )
    plan = empty.read("import", "households", str(path), "--dry-run")
    assert (plan["add"], [one["code"] for one in plan["cautions"]]) == (1, ["macros_ignored"])


def test_hostile_cells_are_told_each_in_its_place(empty: Desk, tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["姓名", "身份证号", "家庭住址", "备注", "参加工作时间", "建档时间"],
        ["李一", LI, "东\x01街", "长" * 100_000, "0000-01-01", "9999-12-31"],
        ["\x1b[31m王三", WANG, None, None, "0001-01-01", None],
    ]
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(",".join(cell or "" for cell in row) for row in rows), encoding="utf-8")
    plan = empty.read("import", "households", str(path), "--dry-run")
    told = {(one["row"], one["column"], one["code"]) for one in plan["problems"]}
    assert {(2, "C", "text_control"), (2, "D", "text_long"), (2, "E", "date_bad")} <= told
    assert {(row, column) for row, column, _ in told} >= {(2, "F"), (3, "A"), (3, "E")}
    shown = empty.ran("import", "households", str(path), "--dry-run")
    assert "\x1b" not in shown.out + shown.err


def test_a_file_where_every_household_is_held_back_is_refused_and_stores_nothing(empty: Desk, tmp_path: Path) -> None:
    path = save(tmp_path / "d.xlsx", [LIST[0], ["李一", LI[:-1] + ("1" if LI[-1] != "1" else "2"), "东街"]])
    answer = empty.ran("--json", "import", "households", str(path))
    assert (answer.code, answer.codes) == (1, ["NothingToTakeIn"])
    assert empty.ran("--json", "import", "households", str(path), "--dry-run").code == 1


# Taking over ----------------------------------------------------------------------------------------------------


FILED = [[*LIST[0], "困难类别", "建档时间"], [*LIST[1], "相对困难", "2021-05-12"]]


def test_archives_from_before_are_taken_over_by_an_administrator_and_stay_red(empty: Desk, tmp_path: Path) -> None:
    before = replace(empty, folder=tmp_path / "丙县")
    shutil.copytree(empty.folder, before.folder)
    path = save(tmp_path / "d.xlsx", FILED)
    refused = before.ran("--json", "import", "households", str(path), "--take-over")
    assert (refused.code, refused.codes) == (1, ["NotYourAct"])
    bare = save(tmp_path / "bare.xlsx", LIST)
    refused = before.by(Role.ADMINISTRATOR).ran("--json", "import", "households", str(bare), "--take-over")
    assert (refused.code, refused.codes) == (1, ["TakeOverIncomplete"])
    assert before.by(Role.ADMINISTRATOR).read("import", "households", str(path), "--take-over")["add"] == 1
    [case] = before.read("cases")
    assert (case["state"], case["taken_over"]) == ("active", True)
    assert not any(gate["open"] for gate in before.read("steps", case["case"])["gates"])
    assert any("本单位自己的入户调查和复核" in line for line in before.read("why", case["case"])["sentences"])
    problems = {one["code"]: one for one in before.read("check")["problems"]}
    assert (problems["TakenOverUnseen"]["case"], problems["TakenOverUnseen"]["kind"]) == (case["case"], "data")


def test_nothing_is_taken_over_after_the_first_own_approval(desk: Desk, tmp_path: Path) -> None:
    path = save(tmp_path / "d.xlsx", FILED)
    answer = desk.by(Role.ADMINISTRATOR).ran("--json", "import", "households", str(path), "--take-over")
    assert (answer.code, answer.codes) == (1, ["TakeOverClosed"])
