"""The key file: who gets in, who does not, and what a change of it does."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.refusals import Told
from centre_app.core.refusals.store import (
    KeysDamaged,
    LastWayIn,
    PasswordEmpty,
    RecoveryKeyMistyped,
    RecoveryKeyWrong,
    UserNameTaken,
    WrongPassword,
)
from centre_app.db.keys import FLOOR, Cost, Keys, Purpose, RecoveryKey, calibrated, new_recovery_key
from tests.db.toy import QUICK, flipped

NAME = "示例员"
PASSWORD = "春风-十里"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.keys"


@pytest.fixture
def made(path: Path) -> tuple[Keys, RecoveryKey]:
    return Keys.create(path, NAME, PASSWORD, training=True, cost=QUICK)


@pytest.fixture
def keys(made: tuple[Keys, RecoveryKey]) -> Keys:
    return made[0]


def secrets_of(keys: Keys) -> list[bytes]:
    return [keys.key(purpose) for purpose in Purpose]


def forged(path: Path, change: Any) -> None:
    """Alter the file as someone would who knows its form, but not its secret."""
    body = json.loads(path.read_text("utf8"))
    body.pop("check")
    change(body)
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    body["check"] = hashlib.sha256(canonical).hexdigest()
    path.write_bytes(json.dumps(body, ensure_ascii=False, indent=1).encode())


def test_the_right_password_gives_the_same_keys(path: Path, keys: Keys) -> None:
    assert secrets_of(Keys.open(path, NAME, PASSWORD)) == secrets_of(keys)


def test_each_purpose_has_a_key_of_its_own(keys: Keys) -> None:
    drawn = secrets_of(keys)
    assert len(set(drawn)) == len(Purpose)
    assert {len(key) for key in drawn} == {32}


def test_two_offices_never_share_a_key(tmp_path: Path, keys: Keys) -> None:
    other, _ = Keys.create(tmp_path / "other", NAME, PASSWORD, training=True, cost=QUICK)
    assert not {*secrets_of(keys)} & {*secrets_of(other)}
    assert keys.office != other.office


def test_a_wrong_password_and_an_unknown_name_are_told_alike(path: Path, keys: Keys) -> None:
    with pytest.raises(WrongPassword) as wrong:
        Keys.open(path, NAME, PASSWORD + "。")
    with pytest.raises(WrongPassword) as unknown:
        Keys.open(path, "无此人", PASSWORD)
    assert wrong.value == unknown.value
    assert wrong.value.sentence == unknown.value.sentence


def test_a_password_is_the_same_in_full_width_and_half_width(path: Path, keys: Keys) -> None:
    keys.set_password(NAME, "abc１２３", cost=QUICK)
    assert Keys.open(path, f" {NAME} ", "ａｂｃ123").office == keys.office


def test_an_empty_password_is_refused(tmp_path: Path, keys: Keys) -> None:
    with pytest.raises(PasswordEmpty):
        Keys.create(tmp_path / "other", NAME, "", training=True, cost=QUICK)
    assert not (tmp_path / "other").exists()
    with pytest.raises(PasswordEmpty):
        keys.add("另一人", "", cost=QUICK)


def test_only_an_office_for_training_may_have_a_cheap_password(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Cost"):
        Keys.create(tmp_path / "real", NAME, PASSWORD, cost=QUICK)
    assert not (tmp_path / "real").exists()


def test_an_office_cannot_be_turned_into_one_for_training(path: Path) -> None:
    Keys.create(path, NAME, PASSWORD, cost=FLOOR)
    assert Keys.open(path, NAME, PASSWORD).training is False
    forged(path, lambda body: body.update(training=True))
    with pytest.raises(WrongPassword):
        Keys.open(path, NAME, PASSWORD)


def test_the_cost_is_never_below_the_floor_and_grows_on_a_fast_pc() -> None:
    assert calibrated(lambda _: 2.0) == FLOOR
    assert calibrated(lambda _: 0.35) == FLOOR
    assert calibrated(lambda _: 0.1).passes == 10
    assert calibrated(lambda _: 0.0).passes == 12
    assert calibrated(lambda cost: 1.0 if cost == FLOOR else 0.0).memory == 64 * 1024


def test_the_cost_is_measured_on_this_pc() -> None:
    assert calibrated(wanted=0.0) == FLOOR


def test_users_come_and_go(path: Path, keys: Keys) -> None:
    keys.add("王示例", "密码-二", cost=QUICK)
    assert keys.users == (NAME, "王示例")
    assert secrets_of(Keys.open(path, "王示例", "密码-二")) == secrets_of(keys)
    keys.remove("王示例")
    with pytest.raises(WrongPassword):
        Keys.open(path, "王示例", "密码-二")
    assert Keys.open(path, NAME, PASSWORD).users == (NAME,)


def test_a_further_user_costs_as_much_to_guess_as_the_first(path: Path, keys: Keys) -> None:
    keys.add("王示例", "密码-二")
    costs = [entry["cost"] for entry in json.loads(path.read_text("utf8"))["entries"] if entry["cost"]]
    assert costs == [{"passes": QUICK.passes, "memory": QUICK.memory, "lanes": 1}] * 2


def test_a_name_is_used_once(keys: Keys) -> None:
    with pytest.raises(UserNameTaken):
        keys.add(NAME, "密码-二", cost=QUICK)
    assert keys.users == (NAME,)


def test_the_last_user_stays(keys: Keys) -> None:
    with pytest.raises(LastWayIn):
        keys.remove(NAME)
    assert keys.users == (NAME,)


def test_a_new_password_ends_the_old_one(path: Path, keys: Keys) -> None:
    keys.set_password(NAME, "新的-密码", cost=QUICK)
    assert Keys.open(path, NAME, "新的-密码").office == keys.office
    with pytest.raises(WrongPassword):
        Keys.open(path, NAME, PASSWORD)


def _spoilt(keys: Keys, change: Callable[[Keys], object]) -> None:
    with keys.put_back_on_failure():
        change(keys)
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "change",
    [
        lambda keys: keys.add("王示例", "密码-二", cost=QUICK),
        lambda keys: keys.set_password(NAME, "密码-二", cost=QUICK),
        lambda keys: keys.new_recovery(),
    ],
)
def test_a_change_of_an_act_that_was_not_stored_is_taken_back(
    path: Path, keys: Keys, change: Callable[[Keys], object]
) -> None:
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        _spoilt(keys, change)
    assert path.read_bytes() == before
    assert Keys.open(path, NAME, PASSWORD).users == keys.users == (NAME,)


def test_what_fails_before_it_changed_anything_leaves_what_others_changed(path: Path, keys: Keys) -> None:
    other = Keys.open(path, NAME, PASSWORD)

    def elsewhere(_keys: Keys) -> None:
        other.add("王示例", "密码-二", cost=QUICK)

    with pytest.raises(KeyboardInterrupt):
        _spoilt(keys, elsewhere)
    assert Keys.open(path, "王示例", "密码-二").users == (NAME, "王示例")


def test_the_recovery_sheet_opens_the_office_alone(path: Path, made: tuple[Keys, RecoveryKey]) -> None:
    keys, recovery = made
    found = Keys.recover(path, RecoveryKey.typed(recovery.printed))
    assert secrets_of(found) == secrets_of(keys)
    found.set_password(NAME, "重设-密码", cost=QUICK)
    assert Keys.open(path, NAME, "重设-密码").office == keys.office


def test_a_new_recovery_sheet_ends_the_old_one(path: Path, made: tuple[Keys, RecoveryKey]) -> None:
    keys, old = made
    new = keys.new_recovery()
    assert Keys.recover(path, new).office == keys.office
    with pytest.raises(RecoveryKeyWrong):
        Keys.recover(path, old)


def test_the_sheet_of_another_office_is_told_so(path: Path, keys: Keys) -> None:
    with pytest.raises(RecoveryKeyWrong):
        Keys.recover(path, new_recovery_key())


def test_a_recovery_key_is_34_letters_in_groups_of_five() -> None:
    printed = RecoveryKey(bytes(range(20))).printed
    groups = printed.split("-")
    assert [len(group) for group in groups] == [5, 5, 5, 5, 5, 5, 4]
    assert not set(printed) & set("ILOU")


@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_key_is_read_however_it_is_typed(secret: bytes) -> None:
    printed = RecoveryKey(secret).printed
    for typed in (printed.lower(), printed.replace("-", " "), printed.replace("0", "O").replace("1", "l")):
        assert RecoveryKey.typed(typed).secret == secret
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in printed)
    assert RecoveryKey.typed(wide).secret == secret


@given(st.binary(min_size=20, max_size=20), st.integers(0, 33), st.integers(1, 31))
def test_one_wrong_letter_is_always_noticed(secret: bytes, place: int, shift: int) -> None:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    printed = RecoveryKey(secret).printed.replace("-", "")
    wrong = letters[(letters.index(printed[place]) + shift) % 32]
    with pytest.raises(RecoveryKeyMistyped):
        RecoveryKey.typed(printed[:place] + wrong + printed[place + 1 :])


@given(st.binary(min_size=20, max_size=20), st.integers(0, 32))
def test_two_letters_in_the_wrong_order_are_always_noticed(secret: bytes, place: int) -> None:
    printed = RecoveryKey(secret).printed.replace("-", "")
    swapped = printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :]
    if swapped != printed:
        with pytest.raises(RecoveryKeyMistyped):
            RecoveryKey.typed(swapped)


@pytest.mark.parametrize("typed", ["", "7", "U" * 34, "0" * 33, "0" * 35, "密钥", "٣" * 34])
def test_what_cannot_be_a_recovery_key_is_refused_before_anything_is_tried(typed: str) -> None:
    with pytest.raises(RecoveryKeyMistyped):
        RecoveryKey.typed(typed)


def test_a_flipped_bit_anywhere_in_the_key_file_is_noticed(path: Path, made: tuple[Keys, RecoveryKey]) -> None:
    _, recovery = made
    good = path.read_bytes()
    for place in range(0, len(good), 3):
        flipped(path, place, place % 8)
        with pytest.raises(KeysDamaged):
            Keys.open(path, NAME, PASSWORD)
        with pytest.raises(KeysDamaged):
            Keys.recover(path, recovery)
        path.write_bytes(good)


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_key_file_is_told_with_the_backup_to_use(path: Path, keys: Keys, part: float) -> None:
    good = path.read_bytes()
    path.write_bytes(good[: int(len(good) * part)])
    with pytest.raises(KeysDamaged, match=r"office-1\.backup"):
        Keys.open(path, NAME, PASSWORD, lambda: "office-1.backup")


def test_a_missing_key_file_is_told(path: Path) -> None:
    with pytest.raises(KeysDamaged):
        Keys.open(path, NAME, PASSWORD)


@pytest.mark.parametrize("content", [b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"check": 1}'])
def test_another_file_under_that_name_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KeysDamaged):
        Keys.open(path, NAME, PASSWORD)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda body: body["entries"][0].update(who="别人"), id="renamed"),
        pytest.param(lambda body: body["entries"].pop(1), id="recovery sheet removed"),
        pytest.param(lambda body: body.update(generation=7), id="generation"),
        pytest.param(lambda body: body["entries"][0]["cost"].update(passes=2), id="cost changed"),
        pytest.param(lambda body: body.update(office="0" * 32), id="moved to another office"),
        pytest.param(lambda body: body.update(seal=base64.b64encode(bytes(32)).decode()), id="seal"),
        pytest.param(lambda body: body["entries"][0].update(who=NAME, extra=1), id="something added"),
        pytest.param(lambda body: body["entries"][0]["cost"].update(memory=1 << 30), id="memory trap"),
        pytest.param(lambda body: body["entries"][0]["cost"].update(lanes=0), id="no lanes"),
        pytest.param(lambda body: body["entries"][0].update(salt="AAAA"), id="short salt"),
        pytest.param(lambda body: body.update(format=2), id="another form"),
    ],
)
def test_an_alteration_by_someone_without_the_secret_is_refused(path: Path, keys: Keys, change: Any) -> None:
    forged(path, change)
    with pytest.raises(Told) as told:
        Keys.open(path, NAME, PASSWORD)
    assert isinstance(told.value, KeysDamaged | WrongPassword)


def test_an_altered_file_is_refused_to_the_recovery_sheet_too(path: Path, made: tuple[Keys, RecoveryKey]) -> None:
    _, recovery = made
    forged(path, lambda body: body["entries"][0].update(who="别人"))
    with pytest.raises(KeysDamaged):
        Keys.recover(path, recovery)


def test_an_entry_of_another_office_does_not_open_this_one(tmp_path: Path, path: Path, keys: Keys) -> None:
    other = tmp_path / "other"
    Keys.create(other, "外人", PASSWORD, training=True, cost=QUICK)
    foreign = json.loads(other.read_text("utf8"))["entries"][0]
    forged(path, lambda body: body["entries"].append(foreign))
    with pytest.raises(WrongPassword):
        Keys.open(path, "外人", PASSWORD)


def test_a_file_without_any_password_lets_nobody_in(path: Path, keys: Keys) -> None:
    forged(path, lambda body: body["entries"].pop(0))
    with pytest.raises(WrongPassword):
        Keys.open(path, NAME, PASSWORD)


def test_a_new_secret_keeps_passwords_and_recovery_sheet(tmp_path: Path, made: tuple[Keys, RecoveryKey]) -> None:
    keys, recovery = made
    keys.add("王示例", "密码-二", cost=QUICK)
    path = tmp_path / "fresh.keys"
    fresh = keys.rotated(path)
    assert fresh.generation == 2
    for opened in (Keys.open(path, NAME, PASSWORD), Keys.open(path, "王示例", "密码-二")):
        assert secrets_of(opened) == secrets_of(fresh)
    assert secrets_of(Keys.recover(path, recovery)) == secrets_of(fresh)


def test_a_new_secret_changes_what_encrypts_and_keeps_what_names(tmp_path: Path, keys: Keys) -> None:
    fresh = keys.rotated(tmp_path / "fresh.keys")
    same = {purpose for purpose in Purpose if fresh.key(purpose) == keys.key(purpose)}
    assert same == {Purpose.PAPER_NAMES}


def test_who_is_left_out_of_a_new_secret_stays_out_with_an_old_copy(tmp_path: Path, path: Path, keys: Keys) -> None:
    keys.add("离职员", "旧密码-一", cost=QUICK)
    old_copy = Keys.open(path, "离职员", "旧密码-一")
    fresh_path = tmp_path / "fresh.keys"
    fresh = keys.rotated(fresh_path, without=["离职员"])
    with pytest.raises(WrongPassword):
        Keys.open(fresh_path, "离职员", "旧密码-一")
    with pytest.raises(WrongPassword):
        old_copy.reopened(fresh_path)
    assert fresh.users == (NAME,)
    with pytest.raises(LastWayIn):
        fresh.rotated(tmp_path / "none.keys", without=[NAME])


def test_keys_in_hand_open_a_copy_of_their_own_file(tmp_path: Path, keys: Keys) -> None:
    copy = tmp_path / "copy.keys"
    copy.write_bytes(keys.as_bytes())
    assert secrets_of(keys.reopened(copy)) == secrets_of(keys)
    forged(copy, lambda body: body["entries"].pop(1))
    with pytest.raises(KeysDamaged):
        keys.reopened(copy)


def test_two_processes_that_change_the_file_keep_each_others_changes(path: Path, keys: Keys) -> None:
    other = Keys.open(path, NAME, PASSWORD)
    keys.add("王示例", "密码-二", cost=QUICK)
    other.add("李示例", "密码-三", cost=QUICK)
    assert Keys.open(path, NAME, PASSWORD).users == (NAME, "王示例", "李示例")
    keys.remove("李示例")
    with pytest.raises(UserNameTaken):
        other.add("王示例", "密码-四", cost=QUICK)
    assert Keys.open(path, NAME, PASSWORD).users == (NAME, "王示例")


def test_a_damaged_file_is_not_written_over(path: Path, keys: Keys) -> None:
    flipped(path, 200)
    damaged = path.read_bytes()
    with pytest.raises(KeysDamaged):
        keys.add("王示例", "密码-二", cost=QUICK)
    assert path.read_bytes() == damaged
    assert Keys.office_of(path) is None
    path.write_bytes(keys.as_bytes())
    assert Keys.open(path, NAME, PASSWORD).office == keys.office


def test_a_key_file_says_which_office_it_is_of(path: Path, keys: Keys) -> None:
    assert Keys.office_of(path) == keys.office
    path.write_bytes(b"")
    assert Keys.office_of(path) is None


def test_no_secret_is_shown_by_accident(made: tuple[Keys, RecoveryKey]) -> None:
    keys, recovery = made
    assert recovery.secret.hex() not in repr(recovery)
    assert "secret" not in repr(keys)


def test_a_cost_that_no_pc_has_is_insane() -> None:
    assert Cost(3, 64 * 1024).is_sane
    assert not Cost(0, 64 * 1024).is_sane
    assert not Cost(3, 4, 1).is_sane
    assert not Cost(3, 64 * 1024, 9).is_sane
