"""Durable writing, and what the operating system says as sentences."""

import errno
from pathlib import Path

import pytest

from centre_app.core.refusals import Refused
from centre_app.core.refusals.store import DiskFull, FolderNotReached, ReadOnlyStore
from centre_app.db.files import guarded, make_folder, sha256_of, trouble_in, trouble_of, write_durably


def test_the_new_content_replaces_the_old_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "名册"
    write_durably(path, b"alt")
    write_durably(path, b"neu")
    assert path.read_bytes() == b"neu"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_keeps_the_old_file_and_leaves_no_stub(tmp_path: Path) -> None:
    path = tmp_path / "名册"
    path.mkdir()
    (path / "darin").write_bytes(b"")
    with pytest.raises(FolderNotReached):
        write_durably(path, b"neu")
    assert [left.name for left in tmp_path.iterdir()] == ["名册"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderNotReached, match="fehlt"):
        write_durably(tmp_path / "fehlt" / "x", b"")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EROFS, ReadOnlyStore),
        (errno.EACCES, ReadOnlyStore),
        (errno.EPERM, ReadOnlyStore),
        (errno.EIO, FolderNotReached),
    ],
)
def test_each_refusal_of_the_system_has_its_sentence(number: int, told: type[Exception]) -> None:
    assert type(trouble_of(OSError(number, "text"), Path("x"))) is told


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert "TimeoutError" in trouble_of(TimeoutError(), Path("x")).sentence


def test_what_the_system_says_is_told_in_chinese_or_by_its_number() -> None:
    assert "没有这个文件或文件夹" in trouble_of(FileNotFoundError(errno.ENOENT, "No such file"), Path("x")).sentence
    told = trouble_of(OSError(errno.ECHILD, "No child processes"), Path("x")).sentence
    assert f"系统代码 {errno.ECHILD}" in told
    assert "child" not in told


def test_only_errors_of_the_system_are_translated(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unser"), guarded(tmp_path):
        raise ValueError("unser")


def test_a_hash_is_that_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    assert sha256_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_folder_says_itself_what_is_against_it(tmp_path: Path) -> None:
    assert trouble_in(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    assert isinstance(trouble_in(tmp_path / "fehlt"), FolderNotReached)


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "datei").write_bytes(b"")
    with pytest.raises(FolderNotReached):
        make_folder(tmp_path / "datei" / "c")


@pytest.mark.parametrize("name", ["con.pdf", "a:b.pdf", "zeile\nzwei", "x" * 300])
def test_a_name_that_some_system_cannot_carry_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        write_durably(tmp_path / name, b"")
    assert list(tmp_path.iterdir()) == []
