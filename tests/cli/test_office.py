"""Making an office, signing in, recovering it, and its users; what the world puts in the way is one sentence."""

import getpass
import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click import testing

from centre_app.cli import captions
from centre_app.core.vocabulary.filing import Role
from centre_app.services.office import Office
from tests.cli.conftest import Desk
from tests.cli.said import Ran, key_on, ran
from tests.services.conftest import NAMES, PASSWORD

NEW = ("office", "new", "--name", "乙县困难职工帮扶中心", "--area", "621002", "--admin", "管理员")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A new office for training, with its recovery sheet beside it."""
    answer = ran(
        *("--office", str(tmp_path / "乙县"), "--json", *NEW, "--training", "--sheet", str(tmp_path / "sheet.pdf")),
        env={"CENTRE_PASSWORD": "一号密码"},
    )
    assert answer.code == 0, answer.err
    assert answer.document == {
        "office": str(tmp_path / "乙县"),
        "recovery_sheet": str(tmp_path / "sheet.pdf"),
        "training": True,
    }
    return tmp_path / "乙县"


def on(office: Path, *words: str, **variables: str | None) -> Ran:
    told: dict[str, str | None] = {"CENTRE_PASSWORD": "一号密码", **variables}
    return ran("--office", str(office), "--user", "管理员", *words, env=told)


def test_a_new_office_has_its_administrator_and_its_recovery_sheet(made: Path) -> None:
    assert on(made, "users", "--json").document == [
        {"name": "管理员", "role": "administrator", "role_label": "管理员", "person": None, "stopped": False}
    ]
    assert on(made, "check", "--json").document["ok"] is True
    assert len(key_on(made.with_name("sheet.pdf"))) == 40


def test_the_sheet_lies_in_the_present_folder_where_nobody_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["office", "new", "--name", "丙/县", "--area", "621002", "--admin", "管理员", "--training"]
    answer = ran(*words, env={"CENTRE_PASSWORD": "x", "CENTRE_OFFICE": str(tmp_path / "丙县")})
    assert answer.code == 0
    assert (tmp_path / "恢复单-丙_县.pdf").exists()
    assert "恢复单" in answer.out


def test_the_office_is_the_one_that_is_named_else_the_environments_else_the_platforms(
    made: Path, tmp_path: Path
) -> None:
    known: dict[str, str | None] = {"CENTRE_PASSWORD": "一号密码", "CENTRE_OFFICE": str(made)}
    assert ran("users", env=known).code == 0
    assert ran("users", "--office", str(tmp_path / "nowhere"), "--json", env=known).codes == ["OfficeMissing"]
    missing = ran("users", "--json", env={"CENTRE_PASSWORD": "x", "CENTRE_OFFICE": None})
    assert (missing.code, missing.codes) == (1, ["OfficeMissing"])
    assert str(tmp_path / "data") in missing.err


def test_what_is_wrong_with_a_new_office_is_said_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    words = ["office", "new", "--name", "县\x00", "--area", "999999", "--admin", "字" * 51, "--pack", "月球"]
    sheet = tmp_path / "sheet.pdf"
    folder = tmp_path / "office"
    known: dict[str, str | None] = {"CENTRE_PASSWORD": "x"}
    answer = ran("--office", str(folder), "--json", *words, "--sheet", str(sheet), env=known)
    assert answer.code == 1
    assert answer.codes == ["ControlCharacter", "TextTooLong"]
    words[3], words[7] = "县", "管理员"
    answer = ran("--office", str(folder), "--json", *words, "--sheet", str(sheet), env=known)
    assert sorted(answer.codes) == ["AreaWrong", "PackUnknown"]
    assert not folder.exists()
    assert not sheet.exists()


def test_a_second_office_in_one_folder_and_an_old_sheet_are_left_alone(made: Path, tmp_path: Path) -> None:
    sheet = made.with_name("sheet.pdf")
    before = sheet.read_bytes()
    again = on(made, "--json", *NEW, "--sheet", str(sheet))
    assert (again.code, again.codes) == (2, ["FileExists"])
    other = on(made, "--json", *NEW, "--sheet", str(tmp_path / "other.pdf"))
    assert (other.code, other.codes) == (1, ["OfficeExists"])
    assert sheet.read_bytes() == before
    assert not (tmp_path / "other.pdf").exists()


def test_a_place_that_cannot_be_written_is_said_before_anything_is_made(tmp_path: Path) -> None:
    answer = on(tmp_path / "office", "--json", *NEW, "--sheet", str(tmp_path / "none" / "sheet.pdf"))
    assert (answer.code, answer.codes) == (1, ["FolderNotReached"])
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize("word", ["错的", "", "密码" * 50_000])
def test_a_wrong_password_opens_nothing(desk: Desk, word: str) -> None:
    answer = replace(desk, word=word).ran("users", "--json")
    assert (answer.code, answer.codes) == (1, ["WrongPassword"])
    stranger = replace(desk, user="路人").ran("users", "--json")
    assert (stranger.code, stranger.codes) == (1, ["WrongPassword"])


def test_without_a_name_an_office_for_training_takes_its_first_user_and_another_asks(
    desk: Desk, tmp_path: Path
) -> None:
    known: dict[str, str | None] = {"CENTRE_PASSWORD": PASSWORD}
    assert ran("--office", str(desk.folder), "users", env=known).code == 0
    real = tmp_path / "real"
    sheet = str(tmp_path / "s.pdf")
    assert ran("--office", str(real), *NEW, "--sheet", sheet, env=known).code == 0
    answer = ran("--office", str(real), "users", "--json", env=known)
    assert (answer.code, answer.codes) == (2, ["UserMissing"])


def test_the_day_is_set_in_an_office_for_training_only(desk: Desk, tmp_path: Path) -> None:
    assert desk.on(date(2026, 4, 20)).read("today")["on"] == "2026-04-20"
    real = tmp_path / "real"
    sheet = str(tmp_path / "s.pdf")
    known: dict[str, str | None] = {"CENTRE_PASSWORD": "x", "CENTRE_TODAY": None}
    assert ran("--office", str(real), *NEW, "--sheet", sheet, env=known).code == 0
    known["CENTRE_TODAY"] = "2026-04-02"
    for words in (("users", "--user", "管理员"), (*NEW, "--sheet", str(tmp_path / "t.pdf"))):
        answer = ran("--office", str(real), "--json", *words, env=known)
        assert (answer.code, answer.codes) == (2, ["DayNotAllowed"])


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "morgen"])
def test_a_set_day_that_does_not_exist_is_wrong_usage(desk: Desk, day: str) -> None:
    answer = desk.ran("--json", "users", CENTRE_TODAY=day)
    assert (answer.code, answer.codes) == (2, ["NoSuchDay"])


def test_a_clock_that_runs_behind_is_said_at_sign_in(desk: Desk) -> None:
    answer = desk.on(date(2026, 1, 5)).ran("--json", "users")
    assert answer.code == 0
    assert "2026-01-05" in answer.err
    assert "先校准电脑时间" in answer.err


def test_users_come_change_and_go(desk: Desk) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    added = boss.read("user", "add", "新人", "--role", "clerk", "--person", "甘一干", CENTRE_NEW_PASSWORD="新的")
    assert (added["name"], added["role"]) == ("新人", "clerk")
    new = replace(desk, user="新人", word="新的")
    assert new.ran("cases").code == 0
    assert boss.read("user", "role", "新人", "--role", "inspector")["role"] == "inspector"
    assert boss.ran("user", "reset", "新人", CENTRE_NEW_PASSWORD="更新的").code == 0
    assert new.ran("cases").code == 1
    assert replace(new, word="更新的").ran("cases").code == 0
    assert "新人" in boss.ran("users").out
    assert boss.read("user", "stop", "新人")["rotated"] is False
    assert replace(new, word="更新的").ran("cases", "--json").codes == ["WrongPassword"]
    assert [(one["name"], one["stopped"]) for one in boss.read("users")][-1] == ("新人", True)


def test_a_dismissal_may_give_the_office_a_new_key(desk: Desk) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    old_keys = (desk.folder / "office.keys").read_bytes()
    answer = boss.ran("user", "stop", NAMES[Role.INSPECTOR], "--rotate")
    assert answer.code == 0
    assert captions.ROTATED in answer.out
    assert desk.read("log", "--verify")["ok"] is True
    assert desk.read("case", desk.cases["张甲"])["papers"]
    current = (desk.folder / "office.keys").read_bytes()
    (desk.folder / "office.keys").write_bytes(old_keys)
    assert desk.ran("users").code == 1
    (desk.folder / "office.keys").write_bytes(current)
    assert desk.ran("users").code == 0


def test_a_new_key_that_could_not_be_made_is_asked_for_once_more(desk: Desk) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    gone = NAMES[Role.INSPECTOR]
    with closing(desk.office()):
        answer = boss.ran("--json", "user", "stop", gone, "--rotate")
        assert (answer.code, answer.codes) == (1, ["OfficeInUse"])
    assert boss.ran("--json", "user", "stop", gone).codes == ["AlreadyStopped"]
    keys = (desk.folder / "office.keys").read_bytes()
    assert boss.ran("backup").code == 0
    again = boss.ran("user", "stop", gone, "--rotate")
    assert again.code == 0
    assert captions.OLD_COPIES in again.out
    assert json.loads((desk.folder / "office.keys").read_bytes())["generation"] == 2
    assert json.loads(keys)["generation"] == 1
    assert [one["act"] for one in boss.read("log")][-2:] == ["back-up", "stop-user"]


def test_who_is_stopped_gets_no_new_password(desk: Desk) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    assert boss.ran("user", "stop", NAMES[Role.INSPECTOR]).code == 0
    keys = (desk.folder / "office.keys").read_bytes()
    answer = boss.ran("--json", "user", "reset", NAMES[Role.INSPECTOR], CENTRE_NEW_PASSWORD="新的")
    assert (answer.code, answer.codes) == (1, ["UserStopped"])
    assert (desk.folder / "office.keys").read_bytes() == keys


def test_an_office_whose_recovery_sheet_cannot_be_drawn_is_not_made(tmp_path: Path) -> None:
    office, sheet = tmp_path / "office", tmp_path / "sheet.pdf"
    words = ("office", "new", "--name", "乙县", "--area", "621002", "--admin", "张\U000e0123", "--training")
    answer = ran("--office", str(office), "--json", *words, "--sheet", str(sheet), env={"CENTRE_PASSWORD": "x"})
    assert (answer.code, answer.codes) == (1, ["GlyphMissing"])
    assert not office.exists()
    assert not sheet.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["user", "add", NAMES[Role.CLERK], "--role", "clerk"], "UserTaken"),
        (["user", "add", "字" * 51, "--role", "clerk"], "TextTooLong"),
        (["user", "add", "a\x07", "--role", "clerk"], "ControlCharacter"),
        (["user", "add", "新人", "--role", "clerk", "--person", "没有的人"], "NoSuchThing"),
        (["user", "reset", "没有的人"], "NoSuchThing"),
        (["user", "stop", NAMES[Role.ADMINISTRATOR]], "CannotStopOneself"),
        (["user", "role", NAMES[Role.ADMINISTRATOR], "--role", "clerk"], "LastAdministrator"),
    ],
)
def test_what_cannot_be_done_with_a_user_is_refused(desk: Desk, words: list[str], code: str) -> None:
    answer = desk.by(Role.ADMINISTRATOR).ran("--json", *words, CENTRE_NEW_PASSWORD="x")
    assert (answer.code, answer.codes) == (1, [code])


def test_a_stopped_user_stays_out_even_with_an_old_key_file(desk: Desk) -> None:
    old_keys = (desk.folder / "office.keys").read_bytes()
    assert desk.by(Role.ADMINISTRATOR).ran("user", "stop", desk.user).code == 0
    (desk.folder / "office.keys").write_bytes(old_keys)
    answer = desk.ran("--json", "users")
    assert (answer.code, answer.codes) == (1, ["UserStopped"])


def test_only_an_administrator_keeps_users_and_is_asked_no_password_in_vain(desk: Desk) -> None:
    for words in (["user", "add", "新人", "--role", "clerk"], ["user", "reset", NAMES[Role.CHAIR]]):
        answer = desk.ran("--json", *words, CENTRE_NEW_PASSWORD=None)
        assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    assert desk.by(Role.ADMINISTRATOR).ran("user", "add", "新人", "--role", "king").code == 2
    empty = desk.by(Role.ADMINISTRATOR).ran("--json", "user", "add", "新人", "--role", "clerk", CENTRE_NEW_PASSWORD="")
    assert (empty.code, empty.codes) == (1, ["PasswordEmpty"])
    assert "新人" not in [one["name"] for one in desk.read("users")]


def test_the_recovery_key_alone_sets_an_administrators_password(made: Path) -> None:
    key = key_on(made.with_name("sheet.pdf"))
    answer = ran(
        *("--office", str(made), "--json", "office", "recover"),
        env={"CENTRE_RECOVERY": key.lower(), "CENTRE_NEW_PASSWORD": "二号密码", "CENTRE_PASSWORD": None},
    )
    assert (answer.code, answer.document) == (0, {"user": "管理员"})
    assert on(made, "users").code == 1
    assert on(made, "users", CENTRE_PASSWORD="二号密码").code == 0
    log = on(made, "log", "--json", CENTRE_PASSWORD="二号密码").document
    assert [one["act"] for one in log] == ["set-office", "reset-password"]


@pytest.mark.parametrize(
    ("key", "code"),
    [("ABCDE", "RecoveryKeyMistyped"), ("", "RecoveryKeyMistyped"), ("0" * 34, "RecoveryKeyWrong")],
)
def test_a_recovery_key_that_does_not_fit_opens_nothing(made: Path, key: str, code: str) -> None:
    answer = ran(
        *("--office", str(made), "--json", "office", "recover"),
        env={"CENTRE_RECOVERY": key, "CENTRE_NEW_PASSWORD": "x"},
    )
    assert (answer.code, answer.codes) == (1, [code])
    assert on(made, "users").code == 0


def test_recovery_is_for_administrators_and_for_an_office_that_is_there(made: Path, tmp_path: Path) -> None:
    assert on(made, "user", "add", "经办", "--role", "clerk", CENTRE_NEW_PASSWORD="x").code == 0
    known: dict[str, str | None] = {
        "CENTRE_RECOVERY": key_on(made.with_name("sheet.pdf")),
        "CENTRE_NEW_PASSWORD": "x",
    }
    answer = ran("--office", str(made), "--user", "经办", "--json", "office", "recover", env=known)
    assert (answer.code, answer.codes) == (1, ["NotAnAdministrator"])
    answer = ran("--office", str(tmp_path / "none"), "--json", "office", "recover", env=known)
    assert (answer.code, answer.codes) == (1, ["OfficeMissing"])


def test_a_new_sheet_ends_the_old_one(made: Path) -> None:
    old = key_on(made.with_name("sheet.pdf"))
    sheet = made.with_name("second.pdf")
    assert on(made, "office", "renew-sheet", "--sheet", str(sheet), CENTRE_TODAY=None).code == 0
    known: dict[str, str | None] = {"CENTRE_NEW_PASSWORD": "二号密码"}
    words = ("--office", str(made), "--json", "office", "recover")
    assert ran(*words, env={**known, "CENTRE_RECOVERY": old}).codes == ["RecoveryKeyWrong"]
    assert ran(*words, env={**known, "CENTRE_RECOVERY": key_on(sheet)}).code == 0


def test_a_clerk_gets_no_new_sheet(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    answer = desk.ran("--json", "office", "renew-sheet", "--sheet", str(sheet))
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    assert not sheet.exists()


# Asking ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal at which somebody types these words, none of them shown."""
    words: list[str] = []
    monkeypatch.setattr(testing._NamedTextIOWrapper, "isatty", lambda self: self.name == "<stdin>")
    monkeypatch.setattr(getpass, "getpass", lambda prompt, stream: words.pop(0))
    return words


def test_a_password_is_asked_for_without_echo(desk: Desk, typed: list[str]) -> None:
    typed[:] = [PASSWORD]
    answer = replace(desk, word=None).ran("users")
    assert answer.code == 0
    assert PASSWORD not in answer.out + answer.err


def test_a_new_password_is_asked_for_twice(desk: Desk, typed: list[str]) -> None:
    boss = desk.by(Role.ADMINISTRATOR)
    typed[:] = ["新的", "新的"]
    assert boss.ran("user", "reset", NAMES[Role.CLERK], CENTRE_NEW_PASSWORD=None).code == 0
    assert replace(desk, word="新的").ran("users").code == 0
    typed[:] = ["新的", "旧的"]
    answer = boss.ran("--json", "user", "reset", NAMES[Role.CLERK], CENTRE_NEW_PASSWORD=None)
    assert (answer.code, answer.codes) == (2, ["PasswordsDiffer"])


def test_where_nobody_can_type_the_variable_is_named(desk: Desk) -> None:
    answer = replace(desk, word=None).ran("--json", "users")
    assert (answer.code, answer.codes) == (2, ["SecretMissing"])
    assert "CENTRE_PASSWORD" in answer.err


def test_ctrl_c_tells_the_truth_about_what_was_stored(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    given = json.dumps({"case": desk.cases["王丙"], "text": "一"})
    with monkeypatch.context() as before:
        before.setattr(Office, "do", stop)
        answer = desk.ran("--json", "act", "add-note", "--data", "-", stdin=given)
    assert (answer.code, answer.codes) == (1, ["Interrupted"])
    assert answer.err.endswith(f"{captions.INTERRUPTED}\n")
    assert desk.read("case", desk.cases["王丙"])["notes"] == []
    done = Office.do

    def late(office: Office, name: str, data: object) -> None:
        done(office, name, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as after:
        after.setattr(Office, "do", late)
        answer = desk.ran("--json", "act", "add-note", "--data", "-", stdin=given)
    assert (answer.code, answer.codes) == (1, ["Interrupted"])
    assert answer.err.endswith(f"{captions.INTERRUPTED_STORED}\n")
    assert len(desk.read("case", desk.cases["王丙"])["notes"]) == 1


# The world ------------------------------------------------------------------------------------------------------


def test_a_store_that_is_damaged_gets_a_sentence(desk: Desk) -> None:
    file = desk.folder / "office.db"
    content = bytearray(file.read_bytes())
    for place in range(0, len(content), 512):
        content[place] ^= 0xFF
    file.write_bytes(content)
    answer = desk.ran("--json", "users")
    assert answer.code == 1
    assert answer.codes[0] in {"NotAStore", "StoreDamaged"}
    assert "没有改动任何内容" in answer.err


@pytest.mark.parametrize("part", [0, 0.3, 0.97])
def test_a_truncated_store_gets_a_sentence(desk: Desk, part: float) -> None:
    file = desk.folder / "office.db"
    content = file.read_bytes()[: int(file.stat().st_size * part)]
    file.write_bytes(content)
    answer = desk.ran("--json", "cases")
    assert answer.code == 1
    assert answer.codes[0] in {"NotAStore", "StoreDamaged"}
    assert "没有改动任何内容" in answer.err
    assert file.read_bytes() == content


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_single_flipped_bit_is_found_by_the_deep_check(desk: Desk, part: float) -> None:
    file = desk.folder / "office.db"
    content = bytearray(file.read_bytes())
    content[int(len(content) * part)] ^= 1
    file.write_bytes(content)
    answer = desk.ran("--json", "check", "--deep")
    assert answer.code == 1
    told = answer.document.get("refusals") or [one for one in answer.document["problems"] if one["stops"]]
    assert {one["code"] for one in told} & {"StoreDamaged", "NotAStore"}, told


def test_a_store_of_a_newer_version_is_left_alone(desk: Desk) -> None:
    with closing(desk.office()) as office, office.store.writing.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version=9999")
    answer = desk.ran("--json", "users")
    assert (answer.code, answer.codes) == (1, ["StoreTooNew"])
    assert "先升级程序" in answer.err


def test_files_that_are_no_office_get_a_sentence_each(desk: Desk) -> None:
    (desk.folder / "office.keys").write_bytes(b"{}")
    answer = desk.ran("--json", "users")
    assert (answer.code, answer.codes) == (1, ["KeysDamaged"])


def test_a_store_that_is_written_elsewhere_is_waited_for_and_then_refused(desk: Desk) -> None:
    with closing(desk.office()) as other, other.store.writing.execution_options(write=True).begin():
        assert desk.ran("cases").code == 0
        answer = desk.ran("--json", "act", "add-note", "--data", "-", stdin=json.dumps({"case": "王丙", "text": "x"}))
    assert (answer.code, answer.codes) == (1, ["StoreBusy"])


def test_the_command_works_as_a_process_of_its_own(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "centre_app", "--office", str(desk.folder), "cases", "--json", "--user", "经办"],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "CENTRE_PASSWORD": PASSWORD, "CENTRE_TODAY": "2026-04-02"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(done.stdout)) == 3
