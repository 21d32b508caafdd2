"""A new secret: everything is encrypted anew, users notice nothing, an old copy of the keys opens nothing."""

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as cipher

from centre_app.core.refusals.store import (
    LastWayIn,
    OfficeInUse,
    PaperDamaged,
    RecoveryKeyWrong,
    StoreDamaged,
    WrongPassword,
)
from centre_app.db.backup import back_up, restore
from centre_app.db.engines.encrypted_sqlite import connect
from centre_app.db.keys import Keys, Purpose, RecoveryKey
from centre_app.db.rotation import rotate
from centre_app.db.store import OfficeFolder, by_recovery, open_store, open_with
from tests.db.toy import AT, PASSWORD, QUICK, USER, VERSION, flipped, names, opened, save

GONE, GONE_PASSWORD = "离职员", "旧密码-一"


@pytest.fixture
def filled(folder: OfficeFolder, keys: Keys) -> OfficeFolder:
    keys.add(GONE, GONE_PASSWORD, cost=QUICK)
    with opened(folder, keys) as store:
        save(store, "张三")
        store.papers.put(b"scan")
    return folder


def test_everything_is_there_under_the_new_secret(filled: OfficeFolder, keys: Keys, recovery: RecoveryKey) -> None:
    fresh = rotate(filled, keys, AT, without=[GONE])
    assert fresh.generation == 2
    assert fresh.path == filled.keys
    with open_store(filled, USER, PASSWORD, version=VERSION) as store:
        assert names(store) == ["张三"]
        assert [store.papers.get(name) for name in store.papers.names()] == [b"scan"]
        assert store.cautions == ()
        assert list(store.database.problems(deep=True)) == []
        save(store, "李四")
    with open_with(filled, by_recovery(filled, recovery), version=VERSION) as store:
        assert names(store) == ["张三", "李四"]


def test_who_was_dismissed_opens_nothing_with_an_old_copy_of_the_keys(
    filled: OfficeFolder, keys: Keys, tmp_path: Path
) -> None:
    old_file = tmp_path / "old.keys"
    shutil.copy(filled.keys, old_file)
    rotate(filled, keys, AT, without=[GONE])
    with pytest.raises(WrongPassword):
        open_store(filled, GONE, GONE_PASSWORD, version=VERSION)
    kept = Keys.open(old_file, GONE, GONE_PASSWORD)
    with pytest.raises(cipher.DatabaseError):
        connect(filled.store, kept.key(Purpose.DATABASE))
    shutil.copy(old_file, filled.keys)
    with pytest.raises(StoreDamaged):
        open_store(filled, GONE, GONE_PASSWORD, version=VERSION)


def test_nothing_is_left_that_opens_with_the_old_secret(filled: OfficeFolder, keys: Keys) -> None:
    rotate(filled, keys, AT)
    assert not list(filled.path.glob("replaced-*"))
    assert not list(filled.path.glob("new-*"))


def test_an_office_in_use_keeps_its_secret(filled: OfficeFolder, keys: Keys) -> None:
    with opened(filled, keys), pytest.raises(OfficeInUse):
        rotate(filled, keys, AT)
    with opened(filled, keys):
        pass


def test_the_last_user_is_not_left_out(filled: OfficeFolder, keys: Keys) -> None:
    with pytest.raises(LastWayIn):
        rotate(filled, keys, AT, without=[USER, GONE])
    with opened(filled, keys) as store:
        assert names(store) == ["张三"]


def test_damage_stops_it_and_nothing_is_changed(filled: OfficeFolder, keys: Keys) -> None:
    with opened(filled, keys) as store:
        save(store, *(f"王五{number}" for number in range(3000)))
        paper = next(iter(store.papers.names()))
    whole = filled.store.read_bytes()
    flipped(filled.store, -100)
    with pytest.raises(StoreDamaged):
        rotate(filled, keys, AT)
    filled.store.write_bytes(whole)
    paper_path = filled.papers / paper[:2] / paper
    flipped(paper_path, 20)
    with pytest.raises(PaperDamaged):
        rotate(filled, keys, AT)
    with opened(filled, keys) as store:
        assert len(names(store)) == 3001
    assert not list(filled.path.glob("new-*"))


def test_a_copy_from_before_is_restored_by_password_and_its_papers_have_a_folder_of_their_own(
    filled: OfficeFolder, keys: Keys
) -> None:
    with opened(filled, keys) as store:
        before = back_up(store, filled.backups, AT)
    fresh = rotate(filled, keys, AT)
    with opened(filled, fresh) as store:
        after = back_up(store, filled.backups, AT)
    assert before.manifest.pool != after.manifest.pool
    with pytest.raises(WrongPassword):
        restore(before.path, filled, fresh.reopened, AT, version=VERSION)
    done = restore(before.path, filled, lambda path: Keys.open(path, USER, PASSWORD), AT, version=VERSION)
    assert done.troubles == ()
    assert done.acts_gone is None  # the replaced head is under another secret
    with open_store(filled, USER, PASSWORD, version=VERSION) as store:
        assert names(store) == ["张三"]


def test_a_recovery_sheet_can_be_made_anew_with_the_secret(
    filled: OfficeFolder, keys: Keys, recovery: RecoveryKey
) -> None:
    fresh = rotate(filled, keys, AT)
    sheet = fresh.new_recovery()
    with pytest.raises(RecoveryKeyWrong):
        open_with(filled, by_recovery(filled, recovery), version=VERSION)
    with open_with(filled, by_recovery(filled, sheet), version=VERSION):
        pass
