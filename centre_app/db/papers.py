"""Encrypted files of scans and issued pages.

Each is named by a keyed hash of its content (a plain hash would reveal known files) and stored once. A paper is
written, synced and renamed before the row that names it commits; a file without a row is therefore harmless and
swept, a row without a file is a problem. Enciphering is AES-256-GCM with a key of its own.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from centre_app.core.refusals import Told
from centre_app.core.refusals.store import PaperDamaged, PaperMissing

from .files import PART, guarded, make_folder, write_durably
from .keys import Keys, Purpose

__all__ = ["Papers"]

_MAGIC: Final = b"CPP1"
_NONCE: Final = 12
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Papers:
    """The folder of papers of one office. `newest_backup` says where to turn when a paper is damaged."""

    folder: Path
    keys: Keys
    newest_backup: Callable[[], str] = str

    def put(self, content: bytes) -> str:
        """Store a paper and return its name of 64 hex letters; the same content again is the same file.

        Raises:
            DiskFull, ReadOnlyStore, FolderNotReached: nothing was stored.
        """
        name = hmac.digest(self.keys.key(Purpose.PAPER_NAMES), content, "sha256").hex()
        if not self._is_good(name):
            self.adopt(name, self.seal(name, content))
        return name

    def get(self, name: str) -> bytes:
        """The paper's content, proven.

        Raises:
            PaperMissing, PaperDamaged: with the backup to turn to.
        """
        content = self._opened(name, self._stored(name))
        if content is None:
            raise PaperDamaged(paper=name[:12], backup=self.newest_backup())
        return content

    def sealed(self, name: str) -> bytes:
        """The paper as it lies in its file, proven; raises as `get`."""
        stored = self._stored(name)
        if not self.is_sealed(name, stored):
            raise PaperDamaged(paper=name[:12], backup=self.newest_backup())
        return stored

    def is_sealed(self, name: str, stored: bytes) -> bool:
        """Whether these bytes are the paper of that name, whole and of this office."""
        return self._opened(name, stored) is not None

    def adopt(self, name: str, sealed: bytes) -> None:
        """Take over a paper's file as it is; the caller has proven it.

        Raises:
            DiskFull, ReadOnlyStore, FolderNotReached: nothing was stored.
        """
        path = self.path(name)
        make_folder(path.parent)
        write_durably(path, sealed)

    def path(self, name: str) -> Path:
        """Where a paper lies; a name that is none is a mistake of the caller."""
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.folder / name[:2] / name

    def names(self) -> Iterator[str]:
        """Every paper that has a file."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def problems(self, known: Iterable[str], *, deep: bool) -> Iterator[Told]:
        """What is wrong with the papers that rows name; `deep` reads and proves each one."""
        for name in known:
            if deep:
                try:
                    self.get(name)
                except (PaperMissing, PaperDamaged) as told:
                    yield told
            elif not self.path(name).is_file():
                yield PaperMissing(paper=name[:12], backup=self.newest_backup())

    def sweep(self, known: Collection[str], older_than: float) -> int:
        """Remove files that no row names (`known` are those that rows carry) and unfinished writes; say how many.

        Files younger than `older_than` (POSIX seconds) are left, since their row may be about to commit.
        """
        wanted = known if isinstance(known, set | frozenset) else frozenset(known)
        swept = 0
        for path in self.folder.glob("??/*"):
            stray = path.name not in wanted if _NAME.fullmatch(path.name) else path.name.endswith(PART)
            if stray and path.stat().st_mtime < older_than:
                with suppress(FileNotFoundError):
                    path.unlink()
                swept += 1
        return swept

    def reencrypted(self, folder: Path, keys: Keys) -> Papers:
        """Write every paper to `folder` under other keys of the same office, under the same names.

        Raises:
            PaperDamaged: a paper cannot be read any more.
        """
        target = Papers(folder, keys, self.newest_backup)
        for name in self.names():
            target.adopt(name, target.seal(name, self.get(name)))
        return target

    def _stored(self, name: str) -> bytes:
        path = self.path(name)
        with guarded(path):
            try:
                return path.read_bytes()
            except FileNotFoundError as error:
                raise PaperMissing(paper=name[:12], backup=self.newest_backup()) from error

    def _is_good(self, name: str) -> bool:
        """Whether the file is there and whole; a damaged one is written again."""
        try:
            self.get(name)
        except (PaperMissing, PaperDamaged):
            return False
        return True

    def seal(self, name: str, content: bytes) -> bytes:
        """A paper's content as its file holds it."""
        nonce = secrets.token_bytes(_NONCE)
        cipher = AESGCM(self.keys.key(Purpose.PAPERS))
        return _MAGIC + nonce + cipher.encrypt(nonce, content, _MAGIC + name.encode())

    def _opened(self, name: str, stored: bytes) -> bytes | None:
        nonce, sealed = stored[len(_MAGIC) :][:_NONCE], stored[len(_MAGIC) + _NONCE :]
        if not stored.startswith(_MAGIC) or len(nonce) != _NONCE:
            return None
        try:
            return AESGCM(self.keys.key(Purpose.PAPERS)).decrypt(nonce, sealed, _MAGIC + name.encode())
        except InvalidTag:
            return None
