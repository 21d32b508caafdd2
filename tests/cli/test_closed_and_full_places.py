"""Commands on a disk that is really full and in folders that are really closed: one sentence, nothing lost, no stub.

Each fault is made by the operating system and proven first (``tests/faults.py``). Linux only.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.said import ran
from tests.faults import on_a_small_disk, unprivileged
from tests.services.conftest import PASSWORD

COUNTY = Path(__file__).parents[1] / "data" / "county-a.xlsx"

BEGIN = """
import json, shutil, tempfile
from pathlib import Path
from tests.cli.said import ran

KNOWN = {"CENTRE_PASSWORD": PASSWORD, "CENTRE_TODAY": "2026-09-01"}

def run(office, *words, stdin=""):
    return ran("--office", str(office), "--user", USER, "--json", *words, env=KNOWN, stdin=stdin)

def refused(office, *words, stdin=""):
    "The codes and the sentence of a command that must be refused."
    answer = run(office, *words, stdin=stdin)
    assert answer.code == 1, answer.out
    assert "Traceback" not in answer.err, answer.err
    return answer.codes, answer.err

def done(office, *words, stdin=""):
    "The document of a command that must be done."
    answer = run(office, *words, stdin=stdin)
    assert answer.code == 0, (words, answer.err)
    return answer.document

def note(case, text):
    return json.dumps({"case": case, "text": text})

def notes(office, case):
    return [one["text"] for one in done(office, "case", case)["notes"]]
"""


def begin(desk: Desk) -> str:
    return f"USER, PASSWORD = {desk.user!r}, {PASSWORD!r}\n{BEGIN}"


def test_on_a_full_disk_every_command_says_so_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    out = on_a_small_disk(
        disk,
        24 << 20,
        begin(desk)
        + """
office, source, case, county = DISK / "office", sys.argv[3], sys.argv[4], sys.argv[5]
shutil.copytree(source, office)
done(office, "act", "add-note", "--data", "-", stdin=note(case, "满盘之前"))
(DISK / "stick").mkdir()
before = sorted(path.name for path in DISK.iterdir())
fill()
tries = (
    ("act", "add-note", "--data", "-"),
    ("import", "households", county),
    ("print", "archive-form", "--case", "张甲", "--out", str(DISK / "form.pdf")),
    ("export", "province", "--out", str(DISK / "list.xlsx")),
    ("backup",),
    ("backup", "--to", str(DISK / "stick")),
    ("template", "households", "--out", str(DISK / "empty.xlsx")),
)
for words in tries:
    codes, sentence = refused(office, *words, stdin=note(case, "字" * 1900) if words[0] == "act" else "")
    assert codes == ["DiskFull"], (words, codes)
    assert "磁盘空间已满" in sentence, sentence
free()
assert sorted(path.name for path in DISK.iterdir()) == before
assert not list((DISK / "stick").iterdir())
assert notes(office, case) == ["满盘之前"], notes(office, case)
check = run(office, "check", "--deep").document
assert not [one for one in check["problems"] if one["kind"] == "structure" and one["stops"]], check
assert done(office, "log", "--verify")["ok"]
for words in tries:
    done(office, *words, stdin=note(case, "有地方了") if words[0] == "act" else "")
print("whole again")
""",
        str(desk.folder),
        desk.cases["王丙"],
        str(COUNTY),
    )
    assert out == "whole again\n"


@pytest.fixture
def open_desk(desk: Desk) -> Iterator[Desk]:
    """The office in a folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        shutil.copytree(desk.folder, place / "甲县")
        yield replace(desk, folder=place / "甲县")
        for inside in place.rglob("*"):
            inside.chmod(0o755)


def test_an_office_in_a_closed_folder_is_told(open_desk: Desk) -> None:
    for path in open_desk.folder.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    open_desk.folder.chmod(0o555)
    out = unprivileged(
        open_desk.folder,
        begin(open_desk)
        + """
with tempfile.TemporaryDirectory() as warm:
    shutil.copytree(PLACE, Path(warm) / "office")
    done(Path(warm) / "office", "cases")
drop()
codes, sentence = refused(PLACE, "cases")
assert str(PLACE) in sentence, sentence
print(*codes)
""",
    )
    assert out == "ReadOnlyStore\n"


def test_a_place_that_is_closed_to_the_user_takes_no_paper_and_no_table(open_desk: Desk) -> None:
    closed = open_desk.folder.with_name("closed")
    closed.mkdir(mode=0o755)
    for path in (open_desk.folder, *open_desk.folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    out = unprivileged(
        closed,
        begin(open_desk)
        + """
office = Path(sys.argv[2])
tries = (
    ("print", "archive-form", "--case", "张甲", "--out"),
    ("print", "archive-form", "--case", "张甲", "--draft", "--out"),
    ("print", "notice", "--sample", "--out"),
    ("export", "province", "--out"),
    ("template", "households", "--out"),
)
with tempfile.TemporaryDirectory() as warm:
    shutil.copytree(office, Path(warm) / "office")
    for words in tries:
        done(Path(warm) / "office", *words, str(Path(warm) / "x"))
drop()
before = done(office, "log")
for words, out in (*((words, PLACE / "x") for words in tries), (("backup", "--to"), PLACE)):
    codes, sentence = refused(office, *words, str(out))
    assert codes[0] in {"ReadOnlyStore", "FileUnwritable"}, (words, codes)
    assert str(PLACE) in sentence or "“x”" in sentence, sentence
assert done(office, "log") == before
assert not list(PLACE.iterdir())
print("nothing")
""",
        str(open_desk.folder),
    )
    assert out == "nothing\n"


def test_nobody_else_on_the_computer_reads_the_office_or_its_sheet(tmp_path: Path) -> None:
    office, sheet = tmp_path / "乙县", tmp_path / "sheet.pdf"
    words = ("office", "new", "--name", "乙县", "--area", "621002", "--admin", "管理员", "--training")
    answer = ran("--office", str(office), *words, "--sheet", str(sheet), env={"CENTRE_PASSWORD": "一号"})
    assert answer.code == 0, answer.err
    assert office.stat().st_mode & 0o077 == 0
    assert sheet.stat().st_mode & 0o077 == 0
