"""A disk that is really full: nothing acknowledged is lost, every step says so, no stub is left.

Each test runs on a small disk of its own (a tmpfs that only its process sees) and fails where none can be mounted.
"""

from pathlib import Path

import pytest

from tests.faults import on_a_small_disk

SIZE = 6 << 20

BEGIN = """
from centre_app.core.refusals.store import *
from centre_app.db.backup import back_up, restore
from centre_app.db.rotation import rotate
from centre_app.db.store import OfficeFolder
from tests.db.toy import *

def told(kind, do):
    try:
        do()
    except kind as told:
        return told
    raise AssertionError(f"{kind.__name__} was not told")

folder, keys, _ = new_office(DISK / "office")
def stubs():
    ends, begin = (".part", ".backup"), "new-"
    return [str(path) for path in DISK.rglob("*") if path.name.endswith(ends) or path.name.startswith(begin)]
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def run(disk: Path, code: str) -> str:
    return on_a_small_disk(disk, SIZE, BEGIN + code)


def test_a_save_on_a_full_disk_is_told_and_loses_nothing(disk: Path) -> None:
    out = run(
        disk,
        """
saved = 0
with opened(folder, keys) as store:
    save(store, "张三")
    fill(spare=300_000)
    try:
        while True:
            save(store, *(f"李四{n}" for n in range(200)))
            saved += 1
    except DiskFull as error:
        assert "磁盘空间已满" in error.sentence
    assert saved, "the disk was full from the start"
    assert len(names(store)) == 1 + 200 * saved       # reading goes on
    told(DiskFull, lambda: save(store, *(f"赵六{n}" for n in range(5000))))
    free()
    save(store, "王五")                                  # and so does writing, when there is room
    assert names(store)[-1] == "王五"
with opened(folder, keys) as store:
    assert len(names(store)) == 2 + 200 * saved
    assert store.cautions == ()
    assert list(store.database.problems(deep=True)) == []
print("done")
""",
    )
    assert out == "done\n"


def test_the_head_needs_no_room_and_never_lies(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    save(store, "张三")
    mark = commit(store, "李四")
    fill()
    assert store.acknowledge(mark) is None
    assert store.head.read().mark == mark
print("done")
""",
    )
    assert out == "done\n"


def test_a_store_opens_and_is_read_on_a_full_disk(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    save(store, "张三")
fill()
error = None
try:
    with opened(folder, keys) as store:
        assert names(store) == ["张三"]
except DiskFull as full:                # the log's index needs a page; then this is said
    error = full
free()
with opened(folder, keys) as store:
    assert names(store) == ["张三"]
print("done")
""",
    )
    assert out == "done\n"


def test_a_paper_on_a_full_disk_is_told_and_leaves_nothing(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    kept = store.papers.put(b"kept")
    fill(spare=8192)
    told(DiskFull, lambda: store.papers.put(b"x" * 100_000))
    assert list(store.papers.names()) == [kept]
    assert not stubs()
    free()
    assert store.papers.get(store.papers.put(b"x" * 100_000)) == b"x" * 100_000
print("done")
""",
    )
    assert out == "done\n"


def test_a_copy_on_a_full_disk_is_told_and_leaves_no_stub(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    save(store, *(f"李四{n}" for n in range(20_000)))
    store.papers.put(b"x" * 900_000)
    store.database.rest()
    for spare in (0, 20_000, 150_000, 400_000, 800_000, 1_800_000):
        fill(spare)
        told(DiskFull, lambda: back_up(store, DISK, AT, whole=True))
        assert not stubs(), stubs()
        assert len(names(store)) == 20_000
        free()
    made = back_up(store, DISK, AT, whole=True)
assert stubs() == [str(made.path)]
print("done")
""",
    )
    assert out == "done\n"


def test_a_restore_on_a_full_disk_changes_nothing(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    save(store, *(f"李四{n}" for n in range(20_000)))
    store.papers.put(b"x" * 300_000)
    made = back_up(store, DISK, AT, whole=True)
    save(store, "王五")
for spare in (0, 30_000, 200_000, 900_000):
    fill(spare)
    told(DiskFull, lambda: restore(made.path, folder, keys.reopened, AT, version=VERSION))
    assert stubs() == [str(made.path)], stubs()
    free()
    with opened(folder, keys) as store:
        assert len(names(store)) == 20_001
        assert store.cautions == ()
restore(made.path, folder, keys.reopened, AT, version=VERSION)
with opened(folder, keys) as store:
    assert len(names(store)) == 20_000
print("done")
""",
    )
    assert out == "done\n"


def test_a_new_secret_on_a_full_disk_changes_nothing(disk: Path) -> None:
    out = run(
        disk,
        """
with opened(folder, keys) as store:
    save(store, *(f"李四{n}" for n in range(20_000)))
    store.papers.put(b"x" * 300_000)
for spare in (0, 30_000, 400_000):
    fill(spare)
    told(DiskFull, lambda: rotate(folder, keys, AT))
    assert not stubs()
    free()
    with opened(folder, keys) as store:
        assert len(names(store)) == 20_000
fresh = rotate(folder, keys, AT)
with opened(folder, fresh) as store:
    assert len(names(store)) == 20_000
print("done")
""",
    )
    assert out == "done\n"


def test_the_keys_stay_as_they_were_on_a_full_disk(disk: Path) -> None:
    out = run(
        disk,
        """
from centre_app.db.keys import Keys
before = folder.keys.read_bytes()
fill()
told(DiskFull, lambda: keys.add("王示例", "密码-二", cost=QUICK))
assert folder.keys.read_bytes() == before
assert keys.users == (USER,)
free()
keys.add("王示例", "密码-二", cost=QUICK)
assert Keys.open(folder.keys, "王示例", "密码-二").office == keys.office
assert not stubs()
print("done")
""",
    )
    assert out == "done\n"


def test_an_office_is_made_whole_or_not_at_all(disk: Path) -> None:
    out = run(
        disk,
        """
second = OfficeFolder(DISK / "second")
second.path.mkdir()
second.gate.write_bytes(b"")
for spare in (0, 10_000, 40_000):
    fill(spare)
    told(DiskFull, lambda: new_office(second.path))
    assert not second.exists
    assert not stubs()
    free()
new_office(second.path)
print("done")
""",
    )
    assert out == "done\n"


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with opened(folder, keys) as store:
    save(store, "张三")
    with store.writing.connect() as connection:
        before = connection.connection.dbapi_connection
    size = (folder.path / "office.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, resource.RLIM_INFINITY))
    told(SaveUncertain, lambda: save(store, *(f"李四{n}" for n in range(20_000))))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with store.writing.connect() as connection:
        assert connection.connection.dbapi_connection is not before
    assert names(store) == ["张三"]
    save(store, "王五")
    assert names(store) == ["张三", "王五"]
print("done")
"""


def test_after_an_error_of_the_disk_the_connection_is_opened_anew_and_the_clerk_told_to_look(disk: Path) -> None:
    """A file that may not grow: SQLite calls it an error of input and output, as it would a failing disk."""
    assert run(disk, LIMITED) == "done\n"


def test_a_disk_that_is_not_full_is_not_taken_for_one(disk: Path) -> None:
    """The fault itself: without filling, the same steps succeed."""
    assert run(disk, 'with opened(folder, keys) as store: save(store, "张三")\nprint("saved")') == "saved\n"
