"""Folders and files that refuse writing, tried as a user without privileges after a plain write has failed."""

import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from centre_app.db.keys import Keys
from centre_app.db.store import OfficeFolder
from tests.db.toy import PASSWORD, QUICK, USER, new_office, opened, save
from tests.faults import unprivileged

BEGIN = """
import tempfile
from centre_app.core.refusals.store import *
from centre_app.db.backup import back_up
from centre_app.db.keys import Keys
from centre_app.db.store import OfficeFolder, open_store
from tests.db.toy import *

def told(kind, do):
    try:
        do()
    except kind as told:
        return told
    raise AssertionError(f"{kind.__name__} was not told")

# What Python loads late must be loaded before the user changes: Python's own files may be closed to others.
with tempfile.TemporaryDirectory() as warm:
    folder, keys, _ = new_office(Path(warm) / "office")
    with opened(folder, keys) as store:
        save(store, "张三")
        back_up(store, folder.backups, AT)
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path
        for inside in (path, *path.rglob("*")):
            inside.chmod(0o755)


@pytest.fixture
def office(place: Path) -> tuple[OfficeFolder, Keys]:
    folder, keys, _ = new_office(place / "office")
    with opened(folder, keys) as store:
        save(store, "张三")
    for path in folder.path.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    folder.path.chmod(0o777)
    return folder, keys


def test_an_office_in_a_read_only_folder_is_told(office: tuple[OfficeFolder, Keys]) -> None:
    folder, _ = office
    folder.path.chmod(0o555)
    out = unprivileged(
        folder.path,
        BEGIN
        + """
drop()
error = told(ReadOnlyStore, lambda: open_store(OfficeFolder(PLACE), USER, PASSWORD, version=VERSION))
assert str(PLACE) in error.sentence
print("told")
""",
    )
    assert out == "told\n"


@pytest.mark.parametrize("name", ["office.db", "office.gate"])
def test_a_read_only_file_is_told_at_opening_and_not_at_the_first_save(
    office: tuple[OfficeFolder, Keys], name: str
) -> None:
    folder, _ = office
    (folder.path / name).chmod(0o444)
    out = unprivileged(
        folder.path / name,
        BEGIN
        + """
drop()
told(ReadOnlyStore, lambda: open_store(OfficeFolder(PLACE.parent), USER, PASSWORD, version=VERSION))
print("told")
""",
    )
    assert out == "told\n"


def test_an_office_cannot_be_made_in_a_read_only_folder(place: Path) -> None:
    place.chmod(0o555)
    out = unprivileged(
        place,
        BEGIN
        + """
drop()
told(ReadOnlyStore, lambda: new_office(PLACE))
told(ReadOnlyStore, lambda: new_office(PLACE / "neu"))
assert not list(PLACE.iterdir())
print("told")
""",
    )
    assert out == "told\n"


def test_keys_that_may_not_be_written_stay_as_they_were(office: tuple[OfficeFolder, Keys]) -> None:
    folder, _ = office
    before = folder.keys.read_bytes()
    folder.path.chmod(0o555)
    out = unprivileged(
        folder.path,
        BEGIN
        + """
keys = Keys.open(PLACE / "office.keys", USER, PASSWORD)
drop()
told(ReadOnlyStore, lambda: keys.add("王示例", "密码-二", cost=QUICK))
assert keys.users == (USER,)
print("told")
""",
    )
    assert out == "told\n"
    assert folder.keys.read_bytes() == before


def test_a_paper_that_may_not_be_written_is_told(office: tuple[OfficeFolder, Keys]) -> None:
    folder, _ = office
    folder.papers.chmod(0o555)
    out = unprivileged(
        folder.papers,
        BEGIN
        + """
folder = OfficeFolder(PLACE.parent)
drop()
with open_store(folder, USER, PASSWORD, version=VERSION) as store:
    told(ReadOnlyStore, lambda: store.papers.put(b"scan"))
    assert list(store.papers.names()) == []
print("told")
""",
    )
    assert out == "told\n"


@pytest.mark.usefixtures("office")
def test_a_copy_to_a_write_protected_stick_is_told(place: Path) -> None:
    stick = place / "stick"
    stick.mkdir()
    stick.chmod(0o555)
    out = unprivileged(
        stick,
        BEGIN
        + """
folder = OfficeFolder(PLACE.parent / "office")
drop()
with open_store(folder, USER, PASSWORD, version=VERSION) as store:
    error = told(ReadOnlyStore, lambda: back_up(store, PLACE, AT))
    assert str(PLACE) in error.sentence, error.sentence
    assert not list(PLACE.iterdir())
    assert names(store) == ["张三"]
print("told")
""",
    )
    assert out == "told\n"


def test_a_file_that_may_not_be_read_is_told(office: tuple[OfficeFolder, Keys]) -> None:
    folder, _ = office
    folder.keys.chmod(stat.S_IWUSR)
    out = unprivileged(
        folder.keys,
        BEGIN
        + """
drop()
told(ReadOnlyStore, lambda: open_store(OfficeFolder(PLACE.parent), USER, PASSWORD, version=VERSION))
print("told")
""",
    )
    assert out == "told\n"


def test_the_fault_is_proven_before_it_is_relied_on(place: Path) -> None:
    place.chmod(0o777)
    with pytest.raises(AssertionError, match="a plain write is not refused"):
        unprivileged(place, "drop()")


def test_nobody_else_on_the_computer_reads_the_key_file(tmp_path: Path) -> None:
    path = tmp_path / "office.keys"
    keys, _ = Keys.create(path, USER, PASSWORD, training=True, cost=QUICK)
    assert path.stat().st_mode & 0o077 == 0
    keys.add("王示例", "密码-二", cost=QUICK)
    assert path.stat().st_mode & 0o077 == 0
