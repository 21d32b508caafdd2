"""The head: what it proves, what it cannot be talked into, and what a torn write leaves."""

import hashlib
import multiprocessing
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.progress import SILENT
from centre_app.core.refusals.store import (
    HeadDamaged,
    HeadSlotDamaged,
    HeadUnwritten,
    HistoryDiffers,
    LostTail,
)
from centre_app.db.head import NOTHING, HeadFile, Mark
from centre_app.db.keys import Keys, Purpose
from centre_app.db.store import OfficeFolder, OpenStore
from tests.db.toy import commit, flipped, names, opened, save

KEY = bytes(range(32))


def mark(number: int) -> Mark:
    return Mark(number, hashlib.sha256(str(number).encode()).digest())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.head"


@pytest.fixture
def head(path: Path) -> Iterator[HeadFile]:
    with closing(HeadFile(path, KEY)) as head:
        head.rewrite(NOTHING)
        yield head


def test_the_newest_act_is_read_back(head: HeadFile) -> None:
    for number in (1, 2, 5, 9):
        assert head.write(mark(number)) is None
        assert head.read().mark == mark(number)
    assert head.read().spoiled is False


def test_the_act_before_is_kept_in_the_other_slot(path: Path, head: HeadFile) -> None:
    for number in (1, 2, 3):
        head.write(mark(number))
    for place in (0, 4096):
        whole = path.read_bytes()
        flipped(path, place + 20)
        state = head.read()
        assert state.spoiled
        assert state.mark in {mark(2), mark(3)}
        path.write_bytes(whole)


def test_a_spoiled_slot_is_written_next(path: Path, head: HeadFile) -> None:
    for number in (1, 2):
        head.write(mark(number))
    flipped(path, 20)
    head.write(mark(3))
    assert head.read() == HeadFile(path, KEY).read()
    assert head.read().spoiled is False
    assert head.read().mark == mark(3)


def test_an_older_act_never_replaces_a_newer_one(head: HeadFile) -> None:
    head.write(mark(5))
    assert head.write(mark(4)) is None
    assert head.read().mark == mark(5)


@given(st.lists(st.integers(1, 50), max_size=20))
def test_whatever_the_order_of_writers_the_highest_act_stands(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    head = HeadFile(tmp_path_factory.mktemp("head") / "office.head", KEY)
    head.rewrite(NOTHING)
    for number in order:
        head.write(mark(number))
    head.close()
    assert head.read().mark == (mark(max(order)) if order else NOTHING)


def test_no_flipped_bit_is_taken_for_an_act(path: Path, head: HeadFile) -> None:
    for number in (1, 2):
        head.write(mark(number))
    whole = path.read_bytes()
    for place in (*range(76), *range(80, 4096, 97), *range(4096, 4172)):
        flipped(path, place, place % 8)
        state = head.read()
        assert state.spoiled, place
        assert state.mark in {mark(1), mark(2)}
        path.write_bytes(whole)


@pytest.mark.parametrize("length", [0, 10, 76, 4096, 4100, 4171])
def test_a_truncated_head_is_seen(path: Path, head: HeadFile, length: int) -> None:
    for number in (1, 2):
        head.write(mark(number))
    path.write_bytes(path.read_bytes()[:length])
    state = head.read()
    assert state.spoiled
    assert state.mark in {None, mark(1), mark(2)}


def test_a_head_of_another_office_proves_nothing(path: Path, head: HeadFile) -> None:
    head.write(mark(7))
    assert HeadFile(path, bytes(32)).read().mark is None


def test_a_head_that_cannot_be_written_is_a_caution_because_the_act_is_stored(tmp_path: Path) -> None:
    head = HeadFile(tmp_path / "missing" / "office.head", KEY)
    told = head.write(mark(1))
    assert isinstance(told, HeadUnwritten)
    assert told.stops is False


def _write(path: Path, numbers: range) -> None:
    head = HeadFile(path, KEY)
    for number in numbers:
        head.write(mark(number))
    head.close()


def test_processes_write_the_same_head(path: Path, head: HeadFile) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(path, range(start, 60, 3))) for start in (1, 2, 3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert head.read().mark == mark(59)
    assert head.read().spoiled is False


# Together with a store.


def without_log(folder: OfficeFolder, aside: Path) -> None:
    """The store as it is when its log was lost: the main file alone."""
    shutil.copytree(folder.path, aside)
    for end in ("-wal", "-shm"):
        (aside / f"office.db{end}").unlink()


def test_a_lost_log_is_told_with_the_number_of_acts_that_are_gone(
    folder: OfficeFolder, keys: Keys, tmp_path: Path
) -> None:
    lost = OfficeFolder(tmp_path / "lost")
    with opened(folder, keys) as store:
        save(store, "张三")
        store.database.rest()
        for name in ("李四", "王五", "赵六"):
            save(store, name)
        without_log(folder, lost.path)
    with pytest.raises(LostTail) as told:
        opened(lost, keys)
    assert told.value.facts["missing"] == 3


@pytest.mark.parametrize("place", [0, 40, 4200, -30])
def test_a_damaged_log_is_told_and_no_act_is_lost_in_silence(
    folder: OfficeFolder, keys: Keys, tmp_path: Path, place: int
) -> None:
    torn = OfficeFolder(tmp_path / "torn")
    with opened(folder, keys) as store:
        save(store, "张三")
        store.database.rest()
        for name in ("李四", "王五", "赵六"):
            save(store, name)
        shutil.copytree(folder.path, torn.path)
    (torn.path / "office.db-shm").unlink()
    flipped(torn.path / "office.db-wal", place)
    with pytest.raises(LostTail):
        opened(torn, keys)


def test_a_store_ahead_of_its_head_is_good(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, "张三")
        commit(store, "李四")  # killed before the acknowledgement
    with opened(folder, keys) as store:
        assert store.cautions == ()
        assert names(store) == ["张三", "李四"]
        save(store, "王五")
        state = store.head.read()
        assert state.mark is not None
        assert state.mark.number == 3


def test_another_history_under_the_same_key_is_refused(folder: OfficeFolder, keys: Keys, tmp_path: Path) -> None:
    with opened(folder, keys) as store:
        save(store, "张三")
        store.database.copy_to(tmp_path / "earlier.db", SILENT)
        save(store, "李四")
        save(store, "王五")
    (tmp_path / "earlier.db").replace(folder.store)
    head = folder.head.read_bytes()
    with pytest.raises(LostTail):
        opened(folder, keys)
    folder.head.write_bytes(head)
    other = OfficeFolder(tmp_path / "other")
    shutil.copytree(folder.path, other.path)
    HeadFile(other.head, keys.key(Purpose.HEAD)).rewrite(Mark(1, bytes(32)))
    with pytest.raises(HistoryDiffers):
        opened(other, keys)


def test_a_missing_head_is_a_caution_and_the_next_act_writes_it_anew(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, "张三")
    folder.head.unlink()
    with opened(folder, keys) as store:
        assert [type(caution) for caution in store.cautions] == [HeadDamaged]
        save(store, "李四")
    with opened(folder, keys) as store:
        state = store.head.read()
        assert state.mark is not None
        assert state.mark.number == 2


def test_one_spoiled_slot_is_a_caution_while_nothing_is_missing(folder: OfficeFolder, keys: Keys) -> None:
    with opened(folder, keys) as store:
        save(store, "张三")
        save(store, "李四")
    flipped(folder.head, 20)
    with opened(folder, keys) as store:
        assert [type(caution) for caution in store.cautions] == [HeadSlotDamaged]
        assert names(store) == ["张三", "李四"]


def test_the_head_of_a_fresh_office_names_no_act(store: OpenStore) -> None:
    assert store.cautions == ()
    assert store.head.read().mark == NOTHING
