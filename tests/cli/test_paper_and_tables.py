"""Printing, importing and exporting by command: what they answer, what they leave, what they refuse."""

import hashlib
import json
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from centre_app import forms, registry
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals.sheets import ProfileUnknown, SourceUnknown
from centre_app.core.vocabulary.filing import Role
from centre_app.services.imports import store_new
from centre_app.services.work import Done, Work
from centre_app.sheets.sending_out import profile_named
from centre_app.sheets.taking_in import source_named
from tests.cli.conftest import THIRD, Desk
from tests.cli.said import ran

DATA = Path(__file__).parents[1] / "data"
COUNTY = DATA / "county-a.xlsx"
FORMS = registry.names_in(forms)


# Paper ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_sample_of_every_form_is_the_same_bytes_each_time(form: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for file in files:
        answer = ran("print", form, "--sample", "--out", str(file), "--json")
        assert answer.code == 0, answer.err
        assert answer.document["file"] == str(file)
    one, two = (file.read_bytes() for file in files)
    assert one.startswith(b"%PDF-")
    assert one == two
    assert ran("print", form, "--sample", "--text").out.strip()


def test_a_page_is_printed_kept_and_counted(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    first = desk.read("print", "archive-form", "--case", desk.cases["李乙"], "--out", str(out))
    assert first["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (first["copy"], len(first["short_code"])) == (1, 8)
    assert first["pages"] >= 1
    again = desk.read("print", "archive-form", "--case", desk.cases["李乙"], "--out", str(out), "--copies", "2")
    assert (again["number"], again["short_code"], again["copy"]) == (first["number"], first["short_code"], 2)
    pages = {page["short_code"]: page for page in desk.read("papers", desk.cases["李乙"])}
    assert pages[first["short_code"]]["form"] == "archive-form"
    assert pages[first["short_code"]]["outdated"] is False
    assert first["short_code"] in desk.ran("papers", desk.cases["李乙"]).out
    assert "李乙" in desk.ran("print", "archive-form", "--case", desk.cases["李乙"], "--text").out


def test_the_kept_copy_and_a_scan_come_out_again_and_an_old_page_is_printed_once_more(
    desk: Desk, tmp_path: Path
) -> None:
    out, picture = tmp_path / "out.pdf", tmp_path / "scan.png"
    first = desk.read("print", "archive-form", "--case", desk.cases["李乙"], "--out", str(out))
    went_out = out.read_bytes()
    taken = desk.read("paper", first["short_code"], "--out", str(tmp_path / "kept.pdf"))
    assert taken["sha256"] == first["sha256"]
    assert (tmp_path / "kept.pdf").read_bytes() == went_out
    again = desk.read("paper", first["number"], "--reprint", "--out", str(out))
    assert (again["short_code"], again["copy"]) == (first["short_code"], 2)
    assert out.read_bytes() != went_out
    papers = desk.read("case", desk.cases["张甲"])["papers"]
    scanned = next(one for one in papers if one["scanned"])
    told = desk.read("paper", scanned["key"], "--out", str(picture))
    assert picture.read_bytes()[:4] == b"\x89PNG"
    assert picture.stat().st_size == told["size"]
    assert desk.read("log")[-1]["act"] == "view-case"
    missing = desk.ran("--json", "paper", "01a20e94-395a-7e01-9ae3-1ef663953123", "--out", str(picture))
    assert (missing.code, missing.codes) == (1, ["NoSuchThing"])
    boss = desk.by(Role.ADMINISTRATOR).ran("--json", "paper", scanned["key"], "--out", str(picture))
    assert (boss.code, boss.codes) == (1, ["NotYourAct"])


def test_a_paper_whose_scan_has_not_come_is_said_so(desk: Desk, tmp_path: Path) -> None:
    given = json.dumps({"case": desk.cases["张甲"], "kind": "diagnosis", "title": "诊断证明"})
    key = json.loads(desk.ran("--json", "act", "attach-paper", "--data", "-", stdin=given).out)["key"]
    answer = desk.ran("--json", "paper", key, "--out", str(tmp_path / "scan.png"))
    assert (answer.code, answer.codes) == (1, ["ScanNotThere"])


def test_a_draft_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    before = desk.read("log")
    files = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for file in files:
        words = ("print", "notice", "--notice", "N2026002", "--draft", "--paper", "A3", "--out", str(file))
        assert desk.ran(*words).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert desk.read("log") == before


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [
        (["nothing", "--sample", "--out", "x.pdf"], 2),
        (["notice", "--sample"], 2),
        (["notice", "--out", "x.pdf"], 2),
        (["notice", "--notice", "N1", "--case", "L1", "--out", "x.pdf"], 2),
        (["notice", "--notice", "N2026002", "--copies", "0", "--out", "x.pdf"], 2),
        (["notice", "--notice", "N2026002", "--paper", "A2", "--out", "x.pdf"], 2),
        (["notice", "--notice", "N9999", "--out", "x.pdf"], 1),
        (["archive-form", "--case", "没有这一户", "--out", "x.pdf"], 1),
        (["archive-form", "--case", "张甲", "--out", "no/such/folder/x.pdf"], 1),
        (["archive-form", "--case", "张甲", "--paper", "A3", "--out", "x.pdf"], 1),
        (["notice", "--case", "张甲", "--out", "x.pdf"], 2),
        (["recovery-sheet", "--case", "张甲", "--out", "x.pdf"], 2),
        (["recovery-sheet", "--out", "x.pdf"], 1),
        (["take-over-list", "--out", "x.pdf"], 1),
    ],
)
def test_what_cannot_be_printed_leaves_no_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], exit_code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = desk.ran("--json", "print", *words)
    assert answer.code == exit_code, answer.out
    assert answer.document["refusals"]
    assert not list(tmp_path.glob("*.pdf"))


def test_what_the_program_does_not_have_is_called_by_its_name(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "单.pdf"
    answer = desk.ran("--json", "print", "recovery-sheet", "--out", str(sheet))
    assert (answer.codes, sheet.exists()) == (["RecoverySheetGivenOnce"], False)
    with pytest.raises(SourceUnknown, match="moon"):
        source_named("moon")
    with pytest.raises(ProfileUnknown, match="moon"):
        profile_named("moon")


def test_a_form_of_the_whole_office_is_printed_without_naming_anything(desk: Desk, tmp_path: Path) -> None:
    def take_over(work: Work) -> Done:
        old = HouseholdFacts(
            people=(PersonFacts(name="钱𠮷安", relation="02"),),
            archive_no="62100220200001",
            hardship_category="relative_hardship",
            filed_on="2020-06",
        )
        store_new(work, [old], on=work.today, take_over=True)
        return Done()

    with closing(desk.by(Role.ADMINISTRATOR).office()) as office:
        office.work("take-over", None, take_over)
    out = tmp_path / "list.pdf"
    printed = desk.read("print", "take-over-list", "--out", str(out))
    assert printed["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert "钱𠮷安" in desk.ran("print", "take-over-list", "--text").out
    answer = desk.ran("--json", "print", "take-over-list", "--case", "张甲", "--text")
    assert (answer.code, answer.codes) == (2, ["SubjectUnwanted"])


def test_the_samples_of_all_forms_are_drawn_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "gallery"
    answer = ran("gallery", str(folder), "--dpi", "20", "--json")
    assert answer.code == 0, answer.err
    wall = Path(answer.document["index"]).read_text("utf8")
    drawn = [Path(path) for path in answer.document["pictures"]]
    assert {path.name for path in folder.iterdir()} == {"index.html", *(path.name for path in drawn)}
    assert all(path.name in wall and path.read_bytes().startswith(b"\x89PNG") for path in drawn)
    assert {path.name.removesuffix("-A4-1.png") for path in drawn} >= set(FORMS) - {"pairing-card"}


def test_a_gallery_that_cannot_be_hung_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert ran("gallery", str(tmp_path / "file" / "in"), "--json").code == 1
    answer = ran("gallery", str(tmp_path / "x"), "--dpi", "0", "--json")
    assert (answer.code, answer.codes) == (2, ["DpiWrong"])
    assert not (tmp_path / "x").exists()


def test_a_name_that_no_font_has_is_told_with_its_code_and_a_remedy(desk: Desk, tmp_path: Path) -> None:
    person = {"case": desk.cases["王丙"], "member": "王丙", "person": {**THIRD, "name": "王\U00030003"}}
    changed = desk.ran("act", "change-member", "--data", "-", stdin=json.dumps(person))
    assert changed.code == 0, changed.err
    out = tmp_path / "application.pdf"
    for way in ((), ("--draft",)):
        answer = desk.ran("--json", "print", "application", "--case", desk.cases["王丙"], *way, "--out", str(out))
        assert (answer.code, set(answer.codes)) == (1, {"GlyphMissing"})
        assert "U+30003" in answer.err
        assert not out.exists()
    assert "print" not in [one["act"] for one in desk.read("log", "--of", desk.cases["王丙"])]


def test_an_inspector_prints_nothing(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    answer = desk.by(Role.INSPECTOR).ran("--json", "print", "archive-form", "--case", "张甲", "--out", str(out))
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    assert not out.exists()


# Tables ---------------------------------------------------------------------------------------------------------


def test_an_import_says_first_what_it_would_do(desk: Desk) -> None:
    before = desk.read("check")["counted"]
    counts = json.loads((DATA / "county-a.expected.json").read_text("utf8"))["counts"]
    plan = desk.on(date(2026, 9, 1)).read("import", "households", str(COUNTY), "--dry-run")
    # One of the table's people stands in a case already.
    assert (plan["add"] + plan["doubtful"], plan["stopped"]) == (counts["add"] + counts["doubtful"], counts["stopped"])
    assert {"rows", "add", "change", "same", "doubtful", "problems"} <= set(plan)
    assert all({"row", "column", "code", "text", "stops"} <= set(problem) for problem in plan["problems"])
    assert desk.read("check")["counted"] == before


def test_the_same_file_taken_in_twice_changes_nothing(desk: Desk) -> None:
    september = desk.on(date(2026, 9, 1))
    first = september.read("import", "households", str(COUNTY))
    assert len(september.read("cases")) == 3 + first["add"]
    second = september.read("import", "households", str(COUNTY))
    assert (second["add"], second["change"]) == (0, 0)
    outcomes = Counter(one["outcome"] for one in second["households"])
    assert outcomes == {name: second[name] for name in ("same", "doubtful", "stopped") if second[name]}
    shown = september.ran("import", "households", str(COUNTY), "--dry-run")
    assert shown.code == 0
    assert max(map(len, shown.out.splitlines())) <= 80


def test_an_empty_template_is_imported_without_a_problem(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    assert ran("template", "households", "--out", str(out), "--json").code == 0
    plan = desk.read("import", "households", str(out), "--dry-run")
    assert (plan["add"], plan["problems"]) == (0, [])
    assert ran("template", "nothing", "--out", str(out)).code == 2


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 half a workbook", b"%PDF-1.7"])
def test_a_file_that_is_no_table_is_refused_as_a_whole(desk: Desk, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "table.xlsx"
    if content is not None:
        file.write_bytes(content)
    answer = desk.ran("--json", "import", "households", str(file))
    assert answer.code == 1
    assert answer.document["refusals"]
    assert desk.ran("import", "nothing", str(file)).code == 2


def test_the_provinces_list_is_masked_or_leaves_a_reason(desk: Desk, tmp_path: Path) -> None:
    [profile, *_] = ran("profiles", "--json").document
    assert {"code", "label", "source"} <= set(profile)
    out = tmp_path / "list.xlsx"
    masked = desk.read("export", profile["code"], "--out", str(out))
    assert (masked["households"], masked["masked"]) == (1, True)
    whole = desk.read("export", profile["code"], "--out", str(out), "--reveal", "上报省总")
    assert whole["masked"] is False
    assert "reveal" in [one["act"] for one in desk.read("log")]
    assert desk.ran("export", "nothing", "--out", str(out)).code == 2
    assert desk.ran("export", profile["code"], "--out", str(out), "--reveal", " ").code == 2


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--dry-run", "--take-over")])
def test_whose_numbers_are_filed_is_told_to_who_may_import_only(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.read("log")
    answer = desk.by(Role.INSPECTOR).ran("--json", "import", "households", str(COUNTY), *words)
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    assert desk.read("log") == before
