"""An office's folder from creation to closing."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core.refusals.store import (
    FolderNotReached,
    KeysDamaged,
    OfficeExists,
    OfficeMissing,
    PasswordEmpty,
    RecoveryKeyWrong,
    StoreBusy,
    StoreNeedsUpgrade,
    WrongPassword,
)
from centre_app.db.keys import Keys, RecoveryKey, new_recovery_key
from centre_app.db.lock import gate
from centre_app.db.store import OfficeFolder, OpenStore, by_recovery, create, open_store, open_with
from tests.db.toy import PASSWORD, QUICK, TABLES, USER, VERSION, names, opened, save


def test_a_new_office_holds_four_things_and_nothing_half(folder: OfficeFolder) -> None:
    assert {path.name for path in folder.path.iterdir()} == {
        "office.db",
        "office.gate",
        "office.head",
        "office.keys",
        "papers",
    }


def test_what_was_saved_is_there_for_who_signs_in(folder: OfficeFolder) -> None:
    with open_store(folder, USER, PASSWORD, version=VERSION) as store:
        save(store, "欧阳·示例", "𠮷野")
    with open_store(folder, USER, PASSWORD, version=VERSION) as store:
        assert names(store) == ["欧阳·示例", "𠮷野"]
        assert store.keys.training


def test_a_wrong_password_opens_nothing_and_leaves_no_trace(folder: OfficeFolder) -> None:
    before = {path.name for path in folder.path.iterdir()}
    with pytest.raises(WrongPassword):
        open_store(folder, USER, "不对", version=VERSION)
    assert {path.name for path in folder.path.iterdir()} - {"present"} == before
    assert list(folder.present.iterdir()) == []


def test_the_recovery_sheet_alone_opens_the_office(folder: OfficeFolder, recovery: RecoveryKey) -> None:
    with open_with(folder, by_recovery(folder, recovery), version=VERSION) as store:
        store.keys.set_password(USER, "重设-密码", cost=QUICK)
    with open_store(folder, USER, "重设-密码", version=VERSION):
        pass
    with pytest.raises(RecoveryKeyWrong):
        open_with(folder, by_recovery(folder, new_recovery_key()), version=VERSION)


def test_an_office_is_never_made_over_another(folder: OfficeFolder) -> None:
    with pytest.raises(OfficeExists):
        create(folder, USER, PASSWORD, build=TABLES.create_all, version=VERSION, training=True, cost=QUICK)
    with open_store(folder, USER, PASSWORD, version=VERSION):
        pass


@pytest.mark.parametrize("left", ["office.db", "office.keys", "office.head"])
def test_an_office_is_not_made_over_the_remains_of_one(tmp_path: Path, left: str) -> None:
    (tmp_path / left).write_bytes(b"")
    with pytest.raises(OfficeExists):
        create(OfficeFolder(tmp_path), USER, PASSWORD, build=TABLES.create_all, version=1, training=True, cost=QUICK)


def test_a_creation_that_fails_leaves_a_folder_in_which_the_next_succeeds(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)

    def fails(connection: sa.Connection) -> None:
        TABLES.create_all(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        create(folder, USER, PASSWORD, build=fails, version=1, training=True, cost=QUICK)
    with pytest.raises(PasswordEmpty):
        create(folder, USER, "", build=TABLES.create_all, version=1, training=True, cost=QUICK)
    assert not folder.exists
    create(folder, USER, PASSWORD, build=TABLES.create_all, version=1, training=True, cost=QUICK)
    with open_store(folder, USER, PASSWORD, version=1):
        pass


def test_an_office_cannot_be_made_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")
    with pytest.raises(FolderNotReached):
        create(
            OfficeFolder(tmp_path / "datei" / "x"), USER, PASSWORD, build=TABLES.create_all, version=1, training=True
        )


def test_where_no_office_is_this_is_said_and_nothing_made(tmp_path: Path) -> None:
    for path in (tmp_path / "leer", tmp_path / "fehlt"):
        with pytest.raises(OfficeMissing):
            open_store(OfficeFolder(path), USER, PASSWORD, version=VERSION)
        assert not path.exists()


def test_an_office_that_lost_its_keys_is_told_so(folder: OfficeFolder) -> None:
    folder.keys.unlink()
    with pytest.raises(KeysDamaged):
        open_store(folder, USER, PASSWORD, version=VERSION)


def test_an_older_store_is_not_used_before_it_is_carried_forward(folder: OfficeFolder) -> None:
    with pytest.raises(StoreNeedsUpgrade) as told:
        open_store(folder, USER, PASSWORD, version=VERSION + 1)
    assert told.value.facts == {"found": VERSION, "known": VERSION + 1}


def test_opening_waits_for_who_replaces_the_files(
    folder: OfficeFolder, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centre_app.db.store.gate", lambda path: gate(path, seconds=0.05))
    with gate(folder.gate), pytest.raises(StoreBusy):
        opened(folder, keys)
    with opened(folder, keys):
        pass


def test_the_first_act_and_the_last_can_be_asked(store: OpenStore) -> None:
    first = save(store, "张三")
    last = save(store, "李四")
    with store.reading.connect() as connection:
        assert store.tail.last(connection) == last
        assert store.tail.at(connection, first.number) == first.hash
        assert store.tail.at(connection, 0) == bytes(32)
        assert store.tail.at(connection, 99) is None


def test_an_office_is_closed_once_however_often_it_is_said(folder: OfficeFolder, keys: Keys) -> None:
    store = opened(folder, keys)
    store.close()
    store.close()
    assert list(folder.present.iterdir()) == []


def test_what_a_killed_process_left_half_written_is_removed(folder: OfficeFolder, keys: Keys) -> None:
    stub = folder.path / "office.keys.0123abcd.part"
    stub.write_bytes(b"half")
    with opened(folder, keys):
        assert not stub.exists()
        stub.write_bytes(b"half")
        with opened(folder, keys):
            assert stub.exists()  # who is inside may be writing it
