"""The file that a backup is: members one after another, then a sealed manifest that proves every byte.

The key file stands in the copy, since without it nothing could be opened. Papers are encrypted files of their own
and lie either in the same file or, so that each is copied only once, in a folder beside it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from centre_app.core.refusals.store import BackupDamaged, BackupMissing, FolderNotReached, ReadOnlyStore

from .files import BLOCK, guarded
from .head import Mark
from .keys import Keys, Purpose

__all__ = ["KEYS", "STORE", "SUFFIX", "CopyRow", "Manifest", "Member", "copies", "extract", "newest_good", "opened"]

SUFFIX: Final = ".backup"
KEYS: Final = "office.keys"
STORE: Final = "office.db"

_BEGIN: Final = b"CENTRE BACKUP 1\n"
_END: Final = b"\nEND OF BACKUP 1"
_DIGEST: Final = 32
_TRAILER: Final = 8 + 2 * _DIGEST + len(_END)
_MAX_MANIFEST: Final = 256 << 20
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a copy; papers beside it need no hash, since each is sealed under its name."""

    name: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds and what must come out of it."""

    program: str
    office: str
    generation: int
    training: bool
    made_at: datetime
    version: int
    head: Mark
    rows: dict[str, int]
    members: tuple[Member, ...]
    papers: tuple[Member, ...]
    whole: bool

    def to_bytes(self) -> bytes:
        body = asdict(self) | {
            "format": _FORMAT,
            "made_at": self.made_at.isoformat(),
            "head": {"number": self.head.number, "hash": self.head.hash.hex()},
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Raises ValueError, KeyError, TypeError, AttributeError or RecursionError on anything that this program did
        not write.
        """
        body: dict[str, Any] = json.loads(content)
        if body.pop("format") != _FORMAT:
            raise ValueError(content[:40])
        head = body.pop("head")
        made_at = datetime.fromisoformat(body.pop("made_at"))
        members = tuple(Member(**member) for member in body.pop("members"))
        papers = tuple(Member(**paper) for paper in body.pop("papers"))
        mark = Mark(int(head["number"]), bytes.fromhex(head["hash"]))
        found = cls(made_at=made_at, head=mark, members=members, papers=papers, **body)
        if found.to_bytes() != content or any(member.size < 0 for member in (*members, *papers)):
            raise ValueError(content[:40])
        return found

    @property
    def inside(self) -> tuple[Member, ...]:
        """What stands in the file itself, in order."""
        return (*self.members, *self.papers) if self.whole else self.members

    @property
    def pool(self) -> str:
        """The folder beside the copy that holds its papers; of one office and one secret."""
        return f"papers-{self.office[:8]}-{self.generation}"


class CopyWriter:
    """Writes a copy; the manifest comes last, when everything has been hashed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.write(_BEGIN)

    def add(self, name: str, chunks: Iterator[bytes]) -> Member:
        """Write one member and say what it was."""
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            self._file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        return Member(name, size, digest.hexdigest())

    def finish(self, manifest: Manifest, keys: Keys) -> None:
        """Seal the copy."""
        body = manifest.to_bytes()
        seal = _seal(body, keys)
        self._file.write(body + len(body).to_bytes(8, "big") + seal + hashlib.sha256(body + seal).digest() + _END)


def _seal(manifest: bytes, keys: Keys) -> bytes:
    return hmac.digest(keys.key(Purpose.BACKUP), _BEGIN + manifest, "sha256")


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy whose shape is whole; `is_sealed_by` proves that the manifest is the office's own."""

    path: Path
    manifest: Manifest
    _body: bytes
    _seal: bytes
    _file: BinaryIO
    _places: dict[str, tuple[Member, int]]

    def is_sealed_by(self, keys: Keys) -> bool:
        return keys.office == self.manifest.office and hmac.compare_digest(self._seal, _seal(self._body, keys))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's content.

        Raises:
            BackupDamaged: there is none of that name, or its hash differs (said at the end).
        """
        if name not in self._places:
            raise BackupDamaged(file=self.path.name)
        member, place = self._places[name]
        digest, left = hashlib.sha256(), member.size
        while left:
            with guarded(self.path):
                self._file.seek(place + member.size - left)
                chunk = self._file.read(min(BLOCK, left))
            if not chunk:
                raise BackupDamaged(file=self.path.name)
            digest.update(chunk)
            left -= len(chunk)
            yield chunk
        if digest.hexdigest() != member.sha256:
            raise BackupDamaged(file=self.path.name)

    def is_whole(self) -> bool:
        """Whether every member has the hash that the manifest names."""
        try:
            for member in self.manifest.inside:
                for _ in self.chunks(member.name):
                    pass
        except BackupDamaged:
            return False
        return True


@contextmanager
def opened(path: Path) -> Iterator[OpenedCopy]:
    """A copy, its shape proven: sizes, both ends, and the manifest's own hash.

    Raises:
        BackupMissing: there is no such file.
        BackupDamaged: it is no copy, or no whole one.
        ReadOnlyStore, FolderNotReached: it cannot be read.
    """
    with guarded(path):
        if not path.is_file():
            raise BackupMissing(file=str(path))
        with path.open("rb") as file:
            yield _parsed(path, file)


def _parsed(path: Path, file: BinaryIO) -> OpenedCopy:
    size = file.seek(0, 2)
    file.seek(0)
    begin = file.read(len(_BEGIN))
    file.seek(max(size - _TRAILER, 0))
    trailer = file.read(_TRAILER)
    length = int.from_bytes(trailer[:8], "big")
    if begin != _BEGIN or not trailer.endswith(_END) or length > min(size, _MAX_MANIFEST):
        raise BackupDamaged(file=path.name)
    seal, check = trailer[8 : 8 + _DIGEST], trailer[8 + _DIGEST : 8 + 2 * _DIGEST]
    file.seek(max(size - _TRAILER - length, 0))
    body = file.read(length)
    if hashlib.sha256(body + seal).digest() != check:
        raise BackupDamaged(file=path.name)
    try:
        manifest = Manifest.from_bytes(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupDamaged(file=path.name) from error
    places, place = {}, len(_BEGIN)
    for member in manifest.inside:
        places[member.name] = (member, place)
        place += member.size
    if place + length + _TRAILER != size:
        raise BackupDamaged(file=path.name)
    return OpenedCopy(path, manifest, body, seal, file, places)


def _unheard(_: int) -> None:
    pass


def extract(chunks: Iterator[bytes], target: Path, told: Callable[[int], None] = _unheard) -> None:
    """Write a member to a file and sync it; `told` hears the bytes as they are written.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: about the target.
    """
    with guarded(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                told(len(chunk))
            file.flush()
            os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy as a list shows it."""

    path: Path
    size: int
    good: bool
    made_at: datetime | None
    number: int | None
    whole: bool | None


def copies(folder: Path, keys: Keys | None = None, *, deep: bool = False) -> list[CopyRow]:
    """The copies in a folder: good ones first, of these the newest first.

    A copy is good when its shape is whole and, as far as `keys` can judge it, its manifest is sealed by them (one
    made under an earlier secret cannot be judged so); `deep` proves the hash of every member as well.
    """
    rows = [_row(path, keys, deep=deep) for path in folder.glob(f"*{SUFFIX}")]
    return sorted(rows, key=_newest_good_first)


def newest_good(folder: Path, keys: Keys | None = None) -> str:
    """The name of the newest copy that is whole to the last byte, or "" where there is none."""
    for row in copies(folder, keys):
        if row.good and _row(row.path, keys, deep=True).good:
            return row.path.name
    return ""


def _newest_good_first(row: CopyRow) -> tuple[bool, float, str]:
    return not row.good, -row.made_at.timestamp() if row.made_at else 0.0, row.path.name


def _row(path: Path, keys: Keys | None, *, deep: bool) -> CopyRow:
    try:
        with opened(path) as copy:
            manifest = copy.manifest
            of_ours = keys is not None and (keys.office, keys.generation) == (manifest.office, manifest.generation)
            good = not (of_ours and keys is not None and not copy.is_sealed_by(keys))
            good = good and (not deep or copy.is_whole())
            return CopyRow(path, path.stat().st_size, good, manifest.made_at, manifest.head.number, manifest.whole)
    except (BackupDamaged, BackupMissing, FolderNotReached, ReadOnlyStore):
        return CopyRow(path, 0, good=False, made_at=None, number=None, whole=None)
