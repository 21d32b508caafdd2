"""Backups, restoring, the check and the audit trail by command."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.cli import captions
from centre_app.core.vocabulary.filing import Role
from centre_app.core.vocabulary.upkeep import WayIn
from tests.cli.conftest import Desk
from tests.cli.said import key_on, ran
from tests.services.conftest import NAMES


def note(desk: Desk, text: str) -> None:
    given = json.dumps({"case": desk.cases["王丙"], "text": text})
    assert desk.ran("act", "add-note", "--data", "-", stdin=given).code == 0


def backed_up(desk: Desk, *words: str) -> Path:
    return Path(desk.read("backup", *words)["file"])


def test_a_backup_is_made_listed_and_restored_with_the_replaced_office_kept(desk: Desk) -> None:
    note(desk, "备份之前")
    made = desk.read("backup")
    assert made["problems"] == []
    assert made["papers"] == made["new_papers"] > 0
    assert made["whole"] is False
    note(desk, "备份之后")
    boss = desk.by(Role.ADMINISTRATOR)
    restored = boss.read("restore", made["file"])
    assert restored["problems"] == []
    assert restored["acts_gone"] == 2
    assert Path(restored["replaced"]).is_dir()
    assert [one["text"] for one in desk.read("case", desk.cases["王丙"])["notes"]] == ["备份之前"]
    assert [one["act"] for one in desk.read("log")][-2:] == ["restore", "view-case"]
    assert desk.read("check", "--deep")["problems"][0]["kind"] == "data"
    [listed] = desk.read("backups")
    assert (listed["file"], listed["good"], listed["acts"]) == (made["file"], True, made["acts"])
    shown = desk.ran("backups").out
    assert Path(made["file"]).name in shown
    assert captions.PAPERS_BESIDE_MEANS[:20] in shown


def test_the_check_names_a_font_that_cannot_be_used(desk: Desk) -> None:
    font = desk.folder / "fonts" / "仿宋.ttf"
    font.parent.mkdir()
    font.write_bytes(b"no font")
    answer = desk.ran("--json", "check")
    assert answer.code == 1
    told = {one["code"]: one for one in answer.document["problems"]}["FontUnreadable"]
    assert (told["kind"], told["stops"]) == ("structure", True)
    assert font.name in told["text"]


def test_people_are_told_what_came_of_backup_and_restore(desk: Desk) -> None:
    out = desk.ran("backup").out
    assert "已备份并核对" in out
    [listed] = desk.read("backups")
    out = desk.by(Role.ADMINISTRATOR).ran("restore", listed["file"]).out
    assert "原来的数据保留在" in out
    assert "请重新办理" in out


def test_a_copy_on_a_stick_is_whole_and_opens_in_an_empty_place_by_the_administrators_password(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = backed_up(desk, "--to", str(stick))
    assert list(stick.iterdir()) == [copy]
    elsewhere = replace(desk, folder=tmp_path / "elsewhere")
    for role in (Role.CLERK, Role.INSPECTOR):
        answer = elsewhere.by(role).ran("--json", "restore", str(copy))
        assert (answer.code, answer.codes) == (1, ["NotYourAct"])
        assert not elsewhere.folder.exists()
    answer = elsewhere.by(Role.ADMINISTRATOR).ran("--json", "restore", str(copy))
    assert (answer.document["acts_gone"], answer.document["replaced"]) == (None, None)
    assert elsewhere.read("case", desk.cases["张甲"])["members"][0]["name"] == "张甲"
    assert elsewhere.read("log", "--verify")["ok"] is True


def test_a_copy_is_opened_by_the_present_key_where_the_password_changed_since(desk: Desk) -> None:
    copy = backed_up(desk)
    boss = desk.by(Role.ADMINISTRATOR)
    assert boss.ran("user", "reset", boss.user, CENTRE_NEW_PASSWORD="更新的").code == 0
    assert replace(boss, word="更新的").ran("restore", str(copy)).code == 0
    # The copy's own key file came back with it.
    assert boss.ran("users").code == 0


def test_the_recovery_key_alone_restores_into_an_empty_place(tmp_path: Path) -> None:
    office, empty = tmp_path / "乙县", tmp_path / "empty"
    sheet = tmp_path / "sheet.pdf"
    known: dict[str, str | None] = {"CENTRE_PASSWORD": "一号", "CENTRE_TODAY": None}
    words = ("office", "new", "--name", "乙县", "--area", "621002", "--admin", "管理员", "--training")
    assert ran("--office", str(office), *words, "--sheet", str(sheet), env=known).code == 0
    copy = ran("--office", str(office), "--json", "backup", env=known).document["file"]
    secret: dict[str, str | None] = {"CENTRE_RECOVERY": key_on(sheet), "CENTRE_PASSWORD": None}
    restored = ran("--office", str(empty), "--json", "restore", copy, env=secret)
    assert (restored.code, restored.document["acts"]) == (0, 1)
    recovered = ran(
        *("--office", str(empty), "--json", "office", "recover"), env={**secret, "CENTRE_NEW_PASSWORD": "二号"}
    )
    assert recovered.document == {"user": "管理员"}
    log = ran("--office", str(empty), "--json", "log", env={"CENTRE_PASSWORD": "二号"}).document
    assert [(one["act"], one["by"]) for one in log] == [
        ("set-office", "管理员"),
        ("restore", WayIn.RECOVERY_SHEET.label),
        ("reset-password", "管理员"),
    ]


def test_who_became_an_administrator_after_the_copy_restores_it_and_leaves_the_line(desk: Desk) -> None:
    copy = backed_up(desk)
    boss = desk.by(Role.ADMINISTRATOR)
    assert boss.ran("user", "role", desk.user, "--role", "administrator").code == 0
    answer = desk.ran("--json", "restore", str(copy))
    assert (answer.code, answer.document["problems"]) == (0, [])
    assert [(one["act"], one["by"]) for one in boss.read("log")][-1] == ("restore", desk.user)
    assert boss.read("log", "--verify")["ok"] is True
    assert [one["role"] for one in boss.read("users") if one["name"] == desk.user] == ["clerk"]


def test_an_office_that_does_not_open_any_more_is_replaced_by_an_administrator_of_the_copy(desk: Desk) -> None:
    copy = backed_up(desk)
    (desk.folder / "office.db").write_bytes(b"")
    answer = desk.ran("--json", "restore", str(copy))
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    wrong = replace(desk.by(Role.ADMINISTRATOR), word="错的").ran("--json", "restore", str(copy))
    assert (wrong.code, wrong.codes) == (1, ["WrongPassword"])
    assert desk.ran("users").code == 1
    assert desk.by(Role.ADMINISTRATOR).ran("restore", str(copy)).code == 0
    assert desk.read("log")[-1]["act"] == "restore"


def test_what_is_no_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    before = desk.read("log")
    for name, content, code in (
        ("none.backup", None, "BackupMissing"),
        ("empty.backup", b"", "BackupDamaged"),
        ("text.backup", "不是备份".encode() * 1000, "BackupDamaged"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        answer = boss.ran("--json", "restore", str(file))
        assert (answer.code, answer.codes) == (1, [code])
    copy = backed_up(desk)
    copy.write_bytes(copy.read_bytes()[:-100])
    assert boss.ran("--json", "restore", str(copy)).codes == ["BackupDamaged"]
    assert desk.read("backups")[0]["good"] is False
    assert desk.read("log")[:-1] == before


def test_a_backup_needs_a_place_and_a_role(desk: Desk, tmp_path: Path) -> None:
    answer = desk.ran("--json", "backup", "--to", str(tmp_path / "no stick"))
    assert (answer.code, answer.codes) == (1, ["BackupWithoutPlace"])
    answer = desk.by(Role.INSPECTOR).ran("--json", "backup")
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])


def test_a_set_day_restores_training_copies_only(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "real"
    known: dict[str, str | None] = {"CENTRE_PASSWORD": "x", "CENTRE_TODAY": None}
    words = ("office", "new", "--name", "乙县", "--area", "621002", "--admin", "管理员")
    assert ran("--office", str(folder), *words, "--sheet", str(tmp_path / "s.pdf"), env=known).code == 0
    copy = ran("--office", str(folder), "--user", "管理员", "--json", "backup", env=known).document["file"]
    answer = desk.ran("--json", "restore", copy)
    assert (answer.code, answer.codes) == (2, ["DayNotAllowed"])


# The check ------------------------------------------------------------------------------------------------------


def test_the_check_says_what_it_found_and_how_much_it_looked_at(desk: Desk) -> None:
    document = desk.read("check")
    assert document["ok"] is True
    assert document["counted"]["cases"] == 3
    assert document["counted"]["members"] == 3
    found = {(one["code"], one["case"], one["kind"], one["stops"]) for one in document["problems"]}
    assert ("ActiveWithoutPairing", desk.cases["张甲"], "data", False) in found
    assert ("ScanMissing", desk.cases["张甲"], "data", False) in found
    assert all(set(one) >= {"code", "text", "case", "field", "kind", "stops"} for one in document["problems"])
    out = desk.ran("check").out
    assert "检查完毕，发现 0 个须处理的问题" in out
    assert desk.read("check", "--deep")["ok"] is True


def test_a_check_that_finds_something_leaves_with_one_and_the_same_document(desk: Desk) -> None:
    papers = [path for path in (desk.folder / "papers").glob("??/*") if path.is_file()]
    papers[0].unlink()
    for words in (["check"], ["check", "--deep"]):
        answer = desk.ran("--json", *words)
        assert answer.code == 1
        assert answer.document["ok"] is False
        assert ("PaperMissing", "structure", True) in [
            (one["code"], one["kind"], one["stops"]) for one in answer.document["problems"]
        ]
    assert "发现 1 个须处理的问题" in desk.ran("check").out


def test_a_damaged_paper_is_found_by_the_deep_check_only(desk: Desk) -> None:
    paper = next(path for path in (desk.folder / "papers").glob("??/*") if path.is_file())
    content = bytearray(paper.read_bytes())
    content[-1] ^= 1
    paper.write_bytes(content)
    assert desk.read("check")["ok"] is True
    answer = desk.ran("--json", "check", "--deep")
    assert [one["code"] for one in answer.document["problems"] if one["stops"]] == ["PaperDamaged"]


# The trail ------------------------------------------------------------------------------------------------------


def test_the_log_says_who_did_what_when_and_in_which_case(desk: Desk) -> None:
    lines = desk.read("log")
    assert [one["number"] for one in lines] == list(range(1, len(lines) + 1))
    opened = [one for one in lines if one["act"] == "open-case"]
    assert next((one["by"], one["label"], one["case"], one["case_no"]) for one in opened) == (
        NAMES[Role.CLERK],
        "新建申请",
        desk.cases["张甲"],
        "62100220260001",
    )
    assert "given" not in lines[0]
    assert "新建申请" in desk.ran("log").out


def test_the_log_of_one_case_has_the_acts_that_touched_it(desk: Desk) -> None:
    names = [one["act"] for one in desk.read("log", "--of", "李乙")]
    assert names[0] == "open-case"
    assert "hold-meeting" in names
    assert "approve" not in names
    assert desk.ran("log", "--of", "没有这一户").code == 1


def test_the_log_begins_where_one_says(desk: Desk) -> None:
    note(desk.on(date(2026, 4, 5)), "五日")
    assert [one["act"] for one in desk.read("log", "--since", "2026-04-05")] == ["add-note"]
    assert desk.read("log", "--since", "2026-04-06") == []
    assert desk.ran("log", "--since", "2026-04-31").code == 2


def test_the_chain_is_proven(desk: Desk) -> None:
    proof = desk.read("log", "--verify")
    assert (proof["ok"], proof["problems"]) == (True, [])
    assert proof["lines"] == len(desk.read("log"))
    assert captions.CHAIN_OK.format(lines=proof["lines"]) in desk.ran("log", "--verify").out


@pytest.mark.parametrize(
    ("forgery", "codes"),
    [
        ("UPDATE act SET by_name = '别人' WHERE number = 5", ["LinkAltered"]),
        ("UPDATE act SET given = '{}' WHERE number = 5", ["GivenAltered"]),
        ("UPDATE change_line SET new = '{}' WHERE act_number = 5", ["ChangeAltered"]),
    ],
)
def test_a_forged_line_is_found(desk: Desk, forgery: str, codes: list[str]) -> None:
    with closing(desk.office()) as office, office.store.writing.begin() as connection:
        connection.execute(sa.text(forgery))
    answer = desk.ran("--json", "log", "--verify")
    assert answer.code == 1
    assert [one["code"] for one in answer.document["problems"]] == codes
    shown = desk.ran("log", "--verify")
    assert shown.code == 1
    assert "第 5 笔" in shown.out
    assert desk.ran("check").code == 1


def test_a_line_that_was_taken_out_is_found(desk: Desk) -> None:
    with closing(desk.office()) as office, office.store.writing.begin() as connection:
        connection.execute(sa.text("DELETE FROM change_line WHERE act_number = 6"))
        connection.execute(sa.text("DELETE FROM act WHERE number = 6"))
    answer = desk.ran("--json", "log", "--verify")
    assert answer.code == 1
    assert "ChainGap" in [one["code"] for one in answer.document["problems"]]
