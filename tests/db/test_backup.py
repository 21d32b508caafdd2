"""Backing up while others work, restoring with the replaced office kept."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from centre_app.core.progress import Cancelled
from centre_app.core.refusals.store import (
    BackupDamaged,
    BackupLacksPapers,
    BackupMissing,
    BackupOfAnotherOffice,
    BackupTooNew,
    BackupUnproven,
    BackupWithoutPlace,
    KeysDamaged,
    OfficeInUse,
    PaperDamaged,
    PaperMissing,
    RecoveryKeyWrong,
    StoreDamaged,
    WrongPassword,
)
from centre_app.db.backup import BackupMade, back_up, restore
from centre_app.db.copies import CopyWriter, copies, newest_good
from centre_app.db.copies import opened as opened_copy
from centre_app.db.head import HeadFile, Mark
from centre_app.db.keys import Keys, Purpose, RecoveryKey, new_recovery_key
from centre_app.db.store import OfficeFolder, OpenStore, by_recovery, open_store, open_with
from tests.db.toy import AT, PASSWORD, USER, VERSION, flipped, names, new_office, opened, save

PAPERS = [b"scan-1" * 400, "入户调查表".encode() * 300, b""]
Unlock = Callable[[Path], Keys]


def by_password(path: Path) -> Keys:
    return Keys.open(path, USER, PASSWORD)


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def filled(folder: OfficeFolder, keys: Keys) -> OfficeFolder:
    with opened(folder, keys) as store:
        for paper in PAPERS:
            store.papers.put(paper)
        save(store, "张三", "李四")
    return folder


def backed_up(folder: OfficeFolder, keys: Keys, *, whole: bool = False, days: int = 0) -> BackupMade:
    with opened(folder, keys) as store:
        return back_up(store, folder.backups, AT + timedelta(days=days), whole=whole)


def restored_names(file: Path, to: OfficeFolder, unlock: Unlock = by_password) -> list[str]:
    done = restore(file, to, unlock, AT, version=VERSION)
    assert done.troubles == ()
    with open_store(to, USER, PASSWORD, version=VERSION) as store:
        assert store.cautions == ()
        assert sorted(store.papers.get(name) for name in store.papers.names()) == sorted(PAPERS)
        return names(store)


# Making copies.


@pytest.mark.parametrize("whole", [True, False])
def test_a_copy_brings_everything_back_in_an_empty_place(
    filled: OfficeFolder, keys: Keys, tmp_path: Path, whole: bool
) -> None:
    made = backed_up(filled, keys, whole=whole)
    assert made.manifest.rows == {"act": 1, "person": 2}
    assert made.manifest.head.number == 1
    assert made.new_papers == len(PAPERS)
    assert restored_names(made.path, OfficeFolder(tmp_path / "neu")) == ["张三", "李四"]


def test_a_whole_copy_is_one_file_that_may_lie_anywhere(filled: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    with opened(filled, keys) as store:
        made = back_up(store, stick, AT, whole=True)
    assert everything_in(stick) == {made.path.name}
    assert restored_names(made.path, OfficeFolder(tmp_path / "neu")) == ["张三", "李四"]


def test_the_recovery_sheet_alone_opens_the_office_from_a_copy_in_an_empty_place(
    filled: OfficeFolder, keys: Keys, recovery: RecoveryKey, tmp_path: Path
) -> None:
    made = backed_up(filled, keys, whole=True)
    alone = tmp_path / "leer"
    alone.mkdir()
    file = shutil.copy(made.path, alone)
    shutil.rmtree(filled.path)
    office = OfficeFolder(alone / "office")
    typed = RecoveryKey.typed(recovery.printed)
    restore(Path(file), office, lambda path: Keys.recover(path, typed), AT, version=VERSION)
    with open_with(office, by_recovery(office, typed), version=VERSION) as store:
        assert names(store) == ["张三", "李四"]


def test_each_paper_is_copied_only_once(filled: OfficeFolder, keys: Keys) -> None:
    backed_up(filled, keys)
    with opened(filled, keys) as store:
        store.papers.put(b"neu")
    made = backed_up(filled, keys, days=1)
    assert made.new_papers == 1
    assert len(made.manifest.papers) == len(PAPERS) + 1
    pool = filled.backups / made.manifest.pool
    assert len(everything_in(pool)) == len(PAPERS) + 1


def test_the_copies_of_two_offices_lie_in_one_folder(filled: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    other, other_keys, _ = new_office(tmp_path / "另一办公室")
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = []
    for folder, own in ((filled, keys), (other, other_keys)):
        with opened(folder, own) as store:
            made.append(back_up(store, stick, AT))
    assert made[0].path != made[1].path
    assert restored_names(made[0].path, OfficeFolder(tmp_path / "neu")) == ["张三", "李四"]


def test_nothing_plain_stands_in_a_copy(filled: OfficeFolder, keys: Keys) -> None:
    content = backed_up(filled, keys, whole=True).path.read_bytes()
    for plain in ("张三", "入户调查表", PASSWORD):
        assert plain.encode() not in content


def test_a_copy_goes_nowhere_where_there_is_no_folder(store: OpenStore, tmp_path: Path) -> None:
    with pytest.raises(BackupWithoutPlace):
        back_up(store, tmp_path / "fehlt", AT)
    (tmp_path / "datei").write_bytes(b"")
    with pytest.raises(BackupWithoutPlace):
        back_up(store, tmp_path / "datei", AT)


class StopsAt:
    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, total: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("step", range(4))
def test_a_cancelled_copy_leaves_nothing(filled: OfficeFolder, keys: Keys, step: int) -> None:
    with opened(filled, keys) as store, pytest.raises(Cancelled):
        back_up(store, filled.backups, AT, whole=True, progress=StopsAt(step))
    assert everything_in(filled.backups) == set()


def test_a_damaged_store_yields_no_copy_and_is_told_as_damaged(filled: OfficeFolder, keys: Keys) -> None:
    with opened(filled, keys) as store:
        save(store, *(f"王五{number}" for number in range(3000)))
    flipped(filled.store, -100)
    with opened(filled, keys) as store, pytest.raises(StoreDamaged):
        back_up(store, filled.backups, AT)
    assert everything_in(filled.backups) == set()


def test_a_damaged_paper_is_named_and_the_rest_is_copied(filled: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    with opened(filled, keys) as store:
        bad, *good = store.papers.names()
        flipped(store.papers.path(bad), 20)
        made = back_up(store, filled.backups, AT)
    assert [type(told) for told in made.troubles] == [PaperDamaged]
    assert {paper.name for paper in made.manifest.papers} == set(good)
    restore(made.path, OfficeFolder(tmp_path / "neu"), by_password, AT, version=VERSION)


def test_a_copy_that_the_disk_spoils_is_not_published(filled: OfficeFolder, keys: Keys) -> None:
    class Spoils:
        def step(self, done: int, total: int) -> None:
            if done == total:
                flipped(next(filled.backups.glob("*.db.part")), 5000)

    with opened(filled, keys) as store, pytest.raises(BackupUnproven):
        back_up(store, filled.backups, AT, progress=Spoils())
    assert everything_in(filled.backups) == set()


def test_a_store_that_has_lost_acts_while_open_yields_no_copy(filled: OfficeFolder, keys: Keys) -> None:
    with opened(filled, keys) as store:
        store.acknowledge(Mark(99, bytes(32)))
        with pytest.raises(BackupUnproven):
            back_up(store, filled.backups, AT)
    assert everything_in(filled.backups) == set()


def test_what_a_killed_copy_left_is_removed_by_one_of_a_later_day(filled: OfficeFolder, keys: Keys) -> None:
    first = backed_up(filled, keys)
    pool = next((filled.backups / first.manifest.pool).iterdir())
    old = [filled.backups / "office-1.backup.part", filled.backups / "office-1.backup.db.part-wal", pool / "x.part"]
    young = filled.backups / "office-2.backup.part"
    for path in (*old, young):
        path.write_bytes(b"half")
    for path in old:
        os.utime(path, (1000, 1000))
    backed_up(filled, keys, days=1)
    assert [path.exists() for path in old] == [False] * 3
    assert young.exists()


def test_the_stubs_of_a_killed_copy_do_not_disturb_the_next_one_of_the_same_second(
    filled: OfficeFolder, keys: Keys, tmp_path: Path
) -> None:
    first = backed_up(filled, keys, whole=True)
    first.path.rename(tmp_path / "anderswo")
    for end in (".part", ".db.part", ".db.part-wal"):
        first.path.with_name(first.path.name + end).write_bytes(b"half" * 2000)
    assert restored_names(backed_up(filled, keys, whole=True).path, OfficeFolder(tmp_path / "neu")) == ["张三", "李四"]


# Listing them.


def test_the_newest_good_copy_comes_first(filled: OfficeFolder, keys: Keys) -> None:
    first, second, third = (backed_up(filled, keys, days=days, whole=True).path for days in (0, 2, 1))
    assert [row.path for row in copies(filled.backups, keys)] == [second, third, first]
    flipped(second, -60)
    assert [row.path for row in copies(filled.backups, keys)] == [third, first, second]
    assert [row.good for row in copies(filled.backups)] == [True, True, False]
    flipped(third, 3000)
    assert newest_good(filled.backups, keys) == first.name
    assert newest_good(filled.backups) == first.name
    assert [row.good for row in copies(filled.backups, keys, deep=True)] == [True, False, False]


def test_a_forged_copy_is_not_good_to_who_has_the_keys(filled: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    made = backed_up(filled, keys)
    _, foreign_keys, _ = new_office(tmp_path / "fremd")
    with made.path.open("rb") as file:
        content = file.read()
    assert copies(filled.backups, keys)[0].good
    assert copies(filled.backups, foreign_keys)[0].good  # cannot be judged by them
    seal = len(content) - 16 - 32 - 32
    forged = bytearray(content)
    forged[seal] ^= 1
    made.path.write_bytes(forged)
    assert not copies(filled.backups, keys)[0].good


def test_damage_is_told_with_the_newest_good_copy(filled: OfficeFolder, keys: Keys) -> None:
    good = backed_up(filled, keys)
    bad = backed_up(filled, keys, days=1)
    flipped(bad.path, 2000)
    flipped(filled.store, 100)
    with pytest.raises(StoreDamaged, match=good.path.name):
        opened(filled, keys)
    filled.keys.write_bytes(b"")
    with pytest.raises(KeysDamaged, match=good.path.name):
        open_store(filled, USER, PASSWORD, version=VERSION)


def test_where_there_is_no_copy_this_is_said(filled: OfficeFolder, keys: Keys) -> None:
    assert copies(filled.backups) == []
    flipped(filled.store, 100)
    with pytest.raises(StoreDamaged, match="没有找到完好的备份"):
        opened(filled, keys)


# Restoring.


def test_the_replaced_office_is_kept_whole_and_its_acts_are_counted(filled: OfficeFolder, keys: Keys) -> None:
    made = backed_up(filled, keys)
    with opened(filled, keys) as store:
        save(store, "王五")
        save(store, "赵六")
    done = restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert done.acts_gone == 2
    assert done.replaced is not None
    with opened(filled, keys) as store:
        assert names(store) == ["张三", "李四"]
        assert len(list(store.papers.names())) == len(PAPERS)
        save(store, "新的")
    kept = OfficeFolder(done.replaced)
    with opened(kept, keys) as store:
        assert names(store) == ["张三", "李四", "王五", "赵六"]
        assert store.cautions == ()


def test_two_restores_of_one_second_keep_both_replaced_offices(filled: OfficeFolder, keys: Keys) -> None:
    made = backed_up(filled, keys)
    replaced = {restore(made.path, filled, keys.reopened, AT, version=VERSION).replaced for _ in range(3)}
    assert len(replaced) == 3


@pytest.mark.parametrize("part", ["office.db", "office.keys", "office.head"])
def test_a_damaged_office_is_mended_by_its_copy(filled: OfficeFolder, keys: Keys, part: str) -> None:
    made = backed_up(filled, keys)
    (filled.path / part).write_bytes(b"kaputt")
    restore(made.path, filled, by_password, AT, version=VERSION)
    with open_store(filled, USER, PASSWORD, version=VERSION) as store:
        assert names(store) == ["张三", "李四"]


def test_a_restored_office_has_a_head_of_its_own(filled: OfficeFolder, keys: Keys) -> None:
    made = backed_up(filled, keys)
    with opened(filled, keys) as store:
        save(store, "王五")
    restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert HeadFile(filled.head, keys.key(Purpose.HEAD)).read().mark == made.manifest.head


def test_an_office_in_use_is_not_replaced(filled: OfficeFolder, keys: Keys) -> None:
    made = backed_up(filled, keys)
    with opened(filled, keys) as store:
        with pytest.raises(OfficeInUse):
            restore(made.path, filled, keys.reopened, AT, version=VERSION)
        assert names(store) == ["张三", "李四"]


def untouched(folder: OfficeFolder, keys: Keys) -> bool:
    with opened(folder, keys) as store:
        known = names(store) == ["张三", "李四", "王五"]
    return known and not list(folder.path.glob("replaced-*")) and not list(folder.path.glob("new-*"))


@pytest.fixture
def made(filled: OfficeFolder, keys: Keys) -> BackupMade:
    """A whole copy of an office that has gone on since."""
    made = backed_up(filled, keys, whole=True)
    with opened(filled, keys) as store:
        save(store, "王五")
    return made


def test_a_copy_opens_only_to_who_may(filled: OfficeFolder, keys: Keys, made: BackupMade) -> None:
    refused: dict[Unlock, type[Exception]] = {
        lambda path: Keys.open(path, USER, "不对"): WrongPassword,
        lambda path: Keys.recover(path, new_recovery_key()): RecoveryKeyWrong,
    }
    for unlock, told in refused.items():
        with pytest.raises(told):
            restore(made.path, filled, unlock, AT, version=VERSION)
    assert untouched(filled, keys)


def test_every_flipped_bit_in_a_copy_is_noticed_before_anything_is_replaced(
    filled: OfficeFolder, keys: Keys, made: BackupMade
) -> None:
    whole = made.path.read_bytes()
    papers = sum(paper.size for paper in made.manifest.papers)
    before_papers = 16 + sum(member.size for member in made.manifest.members)
    for place in [*range(0, 1600, 61), *range(1600, len(whole), 997), *range(len(whole) - 96, len(whole), 5)]:
        if before_papers <= place < before_papers + papers:
            continue  # a paper is mended or named: the next test
        flipped(made.path, place, place % 8)
        with pytest.raises((BackupDamaged, KeysDamaged)):
            restore(made.path, filled, keys.reopened, AT, version=VERSION)
        made.path.write_bytes(whole)
    assert untouched(filled, keys)


def test_a_paper_damaged_in_the_copy_comes_from_the_office_or_is_named(
    filled: OfficeFolder, keys: Keys, made: BackupMade, tmp_path: Path
) -> None:
    place = 16 + sum(member.size for member in made.manifest.members) + 20
    flipped(made.path, place)
    assert not copies(filled.backups, keys, deep=True)[0].good
    done = restore(made.path, OfficeFolder(tmp_path / "neu"), by_password, AT, version=VERSION)
    assert [type(told) for told in done.troubles] == [PaperMissing]
    assert restore(made.path, filled, keys.reopened, AT, version=VERSION).troubles == ()


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_a_truncated_copy_is_noticed(filled: OfficeFolder, keys: Keys, made: BackupMade, part: float) -> None:
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(BackupDamaged):
        restore(made.path, filled, keys.reopened, AT, version=VERSION)
    made.path.write_bytes(whole + b"x")
    with pytest.raises(BackupDamaged):
        restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert untouched(filled, keys)


def test_what_is_no_copy_is_refused(filled: OfficeFolder, keys: Keys, made: BackupMade, tmp_path: Path) -> None:
    picture = tmp_path / "bild.backup"
    picture.write_bytes(b"\x89PNG" * 1000)
    with pytest.raises(BackupDamaged):
        restore(picture, filled, keys.reopened, AT, version=VERSION)
    with pytest.raises(BackupMissing):
        restore(tmp_path / "fehlt.backup", filled, keys.reopened, AT, version=VERSION)
    with pytest.raises(BackupMissing):
        restore(tmp_path, filled, keys.reopened, AT, version=VERSION)
    assert untouched(filled, keys)


def test_a_newer_programs_copy_is_left_alone(filled: OfficeFolder, keys: Keys, made: BackupMade) -> None:
    with pytest.raises(BackupTooNew):
        restore(made.path, filled, keys.reopened, AT, version=VERSION - 1)
    assert untouched(filled, keys)


def test_another_offices_copy_does_not_replace_this_one(filled: OfficeFolder, made: BackupMade, tmp_path: Path) -> None:
    other, other_keys, _ = new_office(tmp_path / "另一办公室")
    with pytest.raises(BackupOfAnotherOffice):
        restore(made.path, other, by_password, AT, version=VERSION)
    with opened(other, other_keys) as store:
        assert names(store) == []


def test_a_copy_without_the_folder_of_its_papers_is_refused(filled: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    made = backed_up(filled, keys)
    moved = tmp_path / made.path.name
    shutil.copy(made.path, moved)
    with pytest.raises(BackupLacksPapers) as told:
        restore(moved, OfficeFolder(tmp_path / "neu"), by_password, AT, version=VERSION)
    assert told.value.facts["missing"] == len(PAPERS)
    assert not OfficeFolder(tmp_path / "neu").exists


def test_a_paper_missing_beside_the_copy_comes_from_the_office_or_is_named(
    filled: OfficeFolder, keys: Keys, tmp_path: Path
) -> None:
    made = backed_up(filled, keys)
    pool = filled.backups / made.manifest.pool
    next(path for path in pool.rglob("*") if path.is_file()).unlink()
    done = restore(made.path, OfficeFolder(tmp_path / "neu"), by_password, AT, version=VERSION)
    assert [type(told) for told in done.troubles] == [PaperMissing]
    assert restore(made.path, filled, keys.reopened, AT, version=VERSION).troubles == ()


def test_a_paper_that_was_damaged_beside_the_copies_is_copied_again(
    filled: OfficeFolder, keys: Keys, tmp_path: Path
) -> None:
    """What was proven when it was written need not be whole any more when the next copy counts on it."""
    first = backed_up(filled, keys)
    pool = filled.backups / first.manifest.pool
    flipped(max((path for path in pool.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size), 40)
    second = backed_up(filled, keys)
    assert (second.new_papers, second.troubles) == (1, ())
    shutil.rmtree(filled.papers)
    done = restore(second.path, OfficeFolder(tmp_path / "neu"), by_password, AT, version=VERSION)
    assert done.troubles == ()


@pytest.mark.parametrize("step", range(4))
def test_a_cancelled_restore_changes_nothing(filled: OfficeFolder, keys: Keys, made: BackupMade, step: int) -> None:
    with pytest.raises(Cancelled):
        restore(made.path, filled, keys.reopened, AT, version=VERSION, progress=StopsAt(step))
    assert untouched(filled, keys)


def test_a_copy_under_an_earlier_secret_is_restored_with_the_password_of_then(
    filled: OfficeFolder, keys: Keys, made: BackupMade
) -> None:
    keys.set_password(USER, "新的-密码")
    with pytest.raises(WrongPassword):
        restore(made.path, filled, lambda path: Keys.open(path, USER, "新的-密码"), AT, version=VERSION)
    restore(made.path, filled, by_password, AT, version=VERSION)
    with open_store(filled, USER, PASSWORD, version=VERSION) as store:
        assert names(store) == ["张三", "李四"]


@pytest.mark.parametrize(
    "lie",
    [{"rows": {"act": 1, "person": 3}}, {"head": Mark(2, bytes(32))}, {"version": VERSION - 1}],
)
def test_a_copy_that_does_not_hold_what_its_manifest_says_is_refused(
    filled: OfficeFolder, keys: Keys, made: BackupMade, lie: dict[str, Any]
) -> None:
    """Sealed with the right key: not a fault of the disk but of the program that wrote it."""
    with opened_copy(made.path) as copy:
        members = [(member.name, b"".join(copy.chunks(member.name))) for member in copy.manifest.inside]
    with made.path.open("wb") as file:
        writer = CopyWriter(file)
        for name, content in members:
            writer.add(name, iter([content]))
        writer.finish(replace(made.manifest, **lie), keys)
    with pytest.raises(BackupDamaged):
        restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert untouched(filled, keys)


def test_a_copy_sealed_by_another_office_is_refused(
    filled: OfficeFolder, keys: Keys, made: BackupMade, tmp_path: Path
) -> None:
    _, foreign, _ = new_office(tmp_path / "fremd")
    with made.path.open("r+b") as file:
        with opened_copy(made.path) as copy:
            manifest = copy.manifest
        file.seek(16 + sum(member.size for member in manifest.inside))
        file.truncate()
        writer = CopyWriter.__new__(CopyWriter)
        writer._file = file
        writer.finish(manifest, foreign)
    with pytest.raises(BackupDamaged):
        restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert untouched(filled, keys)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"{}",
        lambda _: b"[]",
        lambda _: b"not json",
        lambda _: b'{"format": 2}',
        lambda _: b"[" * 100_000,
        lambda body: re.sub(rb'"size": \d+', b'"size": "x"', body),
        lambda body: re.sub(rb'"size": \d+', b'"size": -1', body),
        lambda body: body.replace(b'"rows": {', b'"rows": {"act": [], '),
    ],
)
def test_a_manifest_of_another_form_is_refused(
    filled: OfficeFolder, keys: Keys, made: BackupMade, spoil: Callable[[bytes], bytes]
) -> None:
    body = spoil(made.manifest.to_bytes())

    class Odd:
        def to_bytes(self) -> bytes:
            return body

    with made.path.open("wb") as file:
        CopyWriter(file).finish(cast("Any", Odd()), keys)
    with pytest.raises(BackupDamaged):
        restore(made.path, filled, keys.reopened, AT, version=VERSION)
    assert untouched(filled, keys)
    assert [row.good for row in copies(made.path.parent, keys)] == [False]
