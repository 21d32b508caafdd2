"""Replacing an office's files: all or none, also when it is cut off at any point."""

import json
import shutil
from pathlib import Path

import pytest

from centre_app.core.refusals.store import StoreDamaged
from centre_app.db.swap import ITEMS, finish, is_decided, prepared, swap_in

FILES = ("office.db", "office.head", "office.keys", "papers/ab/1")


def fill(folder: Path, text: str) -> None:
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def texts(folder: Path) -> set[str]:
    return {(folder / name).read_text() for name in FILES}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    fill(tmp_path, "old")
    (tmp_path / "office.db-wal").write_text("old")
    return tmp_path


def test_the_new_files_are_in_place_and_the_old_ones_aside(office: Path) -> None:
    with prepared(office) as staged:
        fill(staged, "new")
        swap_in(office, staged, "replaced-1")
    assert texts(office) == {"new"}
    assert texts(office / "replaced-1") == {"old"}
    assert (office / "replaced-1" / "office.db-wal").read_text() == "old"
    assert not (office / "office.db-wal").exists()
    assert not list(office.glob("new-*"))
    assert not is_decided(office)


def test_what_is_not_decided_leaves_no_trace(office: Path) -> None:
    with prepared(office) as staged:
        fill(staged, "new")
    assert texts(office) == {"old"}
    assert not list(office.glob("new-*"))


def test_what_an_earlier_attempt_left_is_swept(office: Path) -> None:
    fill(office / "new-0123abcd", "stale")
    (office / "new-rules.txt").write_text("not ours")
    with prepared(office):
        assert not (office / "new-0123abcd").exists()
    assert (office / "new-rules.txt").exists()


def test_an_empty_folder_gets_the_files_and_no_folder_aside(tmp_path: Path) -> None:
    with prepared(tmp_path) as staged:
        fill(staged, "new")
        swap_in(tmp_path, staged, "replaced-1")
    assert texts(tmp_path) == {"new"}
    assert not (tmp_path / "replaced-1").exists()


def test_nothing_is_finished_where_nothing_was_decided(office: Path) -> None:
    assert finish(office) is False


@pytest.mark.parametrize("destroy", [False, True])
@pytest.mark.parametrize("moved", range(2 * len(ITEMS) + 2))
def test_a_change_that_was_cut_off_anywhere_is_finished_by_the_next(
    office: Path, moved: int, destroy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails before the move number `moved`; the next opening carries the change out."""
    moves = [0]
    move = Path.replace

    def until_the_power_fails(path: Path, target: Path) -> Path:
        moves[0] += 1
        if moves[0] > moved + 1:  # the first move is the decision itself
            raise KeyboardInterrupt
        return move(path, target)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "replace", until_the_power_fails)
        try:
            with prepared(office) as staged:
                fill(staged, "new")
                swap_in(office, staged, "replaced-1", destroy=destroy)
        except KeyboardInterrupt:
            assert is_decided(office)
    finish(office)
    assert texts(office) == {"new"}
    if destroy:
        assert not list(office.glob("replaced-*"))
    else:
        assert texts(office / "replaced-1") == {"old"}
    assert not is_decided(office)


def test_what_is_to_be_destroyed_goes_also_when_the_power_fails_just_before(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of the secret leaves nothing that the old one opens."""
    remove = shutil.rmtree

    def until_the_power_fails(path: Path, ignore_errors: bool = False) -> None:
        if path.name == "replaced-1":
            raise KeyboardInterrupt
        remove(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as cut, prepared(office) as staged:
        fill(staged, "new")
        cut.setattr(shutil, "rmtree", until_the_power_fails)
        with pytest.raises(KeyboardInterrupt):
            swap_in(office, staged, "replaced-1", destroy=True)
    assert texts(office / "replaced-1") == {"old"}
    assert finish(office)
    assert texts(office) == {"new"}
    assert not list(office.glob("replaced-*"))


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        json.dumps({"staged": "new-01234567", "aside": "replaced-1", "check": "x"}).encode(),
        json.dumps({"staged": "../..", "aside": "replaced-1", "check": "x"}).encode(),
    ],
)
def test_a_note_that_cannot_be_read_stops_everything(office: Path, note: bytes) -> None:
    (office / "office.swap").write_bytes(note)
    with pytest.raises(StoreDamaged):
        finish(office)
    assert texts(office) == {"old"}


def test_the_replaced_office_can_be_put_back(office: Path) -> None:
    with prepared(office) as staged:
        fill(staged, "new")
        swap_in(office, staged, "replaced-1")
    with prepared(office) as staged:
        shutil.copytree(office / "replaced-1", staged, dirs_exist_ok=True)
        swap_in(office, staged, "replaced-2")
    assert texts(office) == {"old"}
    assert texts(office / "replaced-2") == {"new"}
