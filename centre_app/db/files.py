"""Writing files so that a power cut leaves the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from centre_app.core.file_names import file_name_objections
from centre_app.core.refusals import Refused, Trouble
from centre_app.core.refusals.store import DiskFull, FolderNotReached, ReadOnlyStore
from centre_app.core.refusals.system import said_by_system

__all__ = [
    "BLOCK",
    "PART",
    "demand_place",
    "guarded",
    "make_folder",
    "sha256_of",
    "sync",
    "sync_folder",
    "trouble_in",
    "trouble_of",
    "write_durably",
]

BLOCK = 1 << 20
PART = ".part"
_PROBE = 1 << 16

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def trouble_of(error: OSError, place: Path) -> Trouble:
    """The sentence for what the operating system said about this place."""
    if error.errno in _FULL:
        return DiskFull(place=str(place))
    if error.errno in _READ_ONLY:
        return ReadOnlyStore(place=str(place))
    return FolderNotReached(place=str(place), reason=said_by_system(error))


@contextmanager
def guarded(place: Path) -> Iterator[None]:
    """What the operating system refuses in this block reaches the clerk as a sentence about `place`.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: instead of the OSError.
    """
    try:
        yield
    except OSError as error:
        raise trouble_of(error, place) from error


def trouble_in(folder: Path) -> Trouble | None:
    """What the operating system says against a small file in this folder, if anything."""
    probe = folder / f"{secrets.token_hex(4)}{PART}"
    try:
        with guarded(folder):
            try:
                probe.write_bytes(bytes(_PROBE))
            finally:
                probe.unlink(missing_ok=True)
    except Trouble as trouble:
        return trouble
    return None


def demand_place(path: Path) -> None:
    """Try the folder of a file before an act that ends in this file is done: what was done would stay.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: the folder takes no file.
    """
    trouble = trouble_in(path.parent)
    if trouble is not None:
        raise trouble


def sync(handle: int) -> None:
    """Wait until the file's content is on the disk (its times need not be)."""
    if sys.platform in {"win32", "darwin"}:
        os.fsync(handle)
    else:
        os.fdatasync(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's entries are on the disk; Windows has no such call and keeps them itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each safe from a power cut.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: it was not made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with guarded(folder):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_durably(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write beside, sync, rename: at every moment the name holds the old content or the new.

    What is `private` no other user of the PC may read, where the system knows such rights.

    Raises:
        Refused: some system cannot carry such a name. Windows would write "con.pdf" to a device, without a word.
        DiskFull, ReadOnlyStore, FolderNotReached: with the old file intact and no stub left.
    """
    objections = list(file_name_objections(path.name))
    if objections:
        raise Refused(objections)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    with guarded(path):
        try:
            with open(part, "xb", opener=_for_its_owner if private else None) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
