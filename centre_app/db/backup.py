"""Backing an office up while it is used, and restoring it with the replaced one kept.

A copy counts only when it has been opened with the key, every page's seal and the tables proven, and its last act
found to be at least the last acknowledged one. Until then it has another name, and a failure leaves nothing.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as cipher

from centre_app import __version__
from centre_app.core.moments import CHINA
from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals import Told
from centre_app.core.refusals.store import (
    BackupDamaged,
    BackupLacksPapers,
    BackupOfAnotherOffice,
    BackupTooNew,
    BackupUnproven,
    BackupWithoutPlace,
    DiskFull,
    PaperDamaged,
    PaperMissing,
    StoreDamaged,
)

from .copies import KEYS, STORE, SUFFIX, CopyWriter, Manifest, Member, OpenedCopy, extract, opened
from .engines.encrypted_sqlite import connect, is_sound, lone_engine, rows_of, told_by
from .files import BLOCK, PART, guarded, sync_folder
from .head import ACTS, HeadFile, Mark, Tail
from .keys import Keys, Purpose
from .lock import alone
from .papers import Papers
from .store import OfficeFolder, OpenStore
from .swap import NOTHING_REPLACED, prepared, swap_in

__all__ = ["BackupMade", "Proof", "Restored", "Unlock", "back_up", "free_aside", "proven", "restore"]

_DAY: Final = 24 * 3600
_SPARE: Final = 1 << 20  # bytes; a disk is not filled to the last one

Unlock = Callable[[Path], Keys]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A proven copy; `troubles` names papers that could not be copied because they are damaged or gone."""

    path: Path
    manifest: Manifest
    new_papers: int
    troubles: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore.

    `acts_gone` counts acts of the replaced office that the copy did not have (None where that is not known),
    `replaced` is where that office lies now (None where there was none), `troubles` names papers that are lost.
    """

    manifest: Manifest
    acts_gone: int | None
    replaced: Path | None
    troubles: tuple[Told, ...]


class _Bytes:
    """Progress over a known number of bytes."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, count: int) -> None:
        self._done += count
        self._progress.step(min(self._done, self._total), self._total)


# Making a copy.


def back_up(
    store: OpenStore, to: Path, at: datetime, *, whole: bool = False, progress: Progress = SILENT
) -> BackupMade:
    """Write a proven copy of the office to a folder, under a name made from the moment `at`.

    A `whole` copy is one file with all papers in it, as one takes away on a stick. Otherwise the papers lie in a
    folder beside the copies, where each is copied only once.

    Raises:
        BackupWithoutPlace, DiskFull, ReadOnlyStore, FolderNotReached, BackupUnproven: no copy was made and no
            stub is left.
        StoreDamaged: neither, because the store itself is.
        Cancelled: neither.
    """
    if to == store.folder.backups:
        with guarded(to):
            to.mkdir(exist_ok=True)
    with guarded(to):
        if not to.is_dir():
            raise BackupWithoutPlace(folder=str(to))
    final = _free_name(to, at)
    # A name that no other attempt has: a copy that was killed in the same second may have left its stubs.
    begun = f"{final.name}.{secrets.token_hex(4)}"
    part, copied = final.with_name(begun + PART), final.with_name(f"{begun}.db{PART}")
    try:
        _demand_space(to, 2 * store.folder.store.stat().st_size)
        acknowledged = store.head.read().mark
        store.database.copy_to(copied, progress)
        proof = _proven_copy(store, copied)
        if acknowledged is not None and proof.mark.number < acknowledged.number:
            raise BackupUnproven
        made = _packed(store, copied, part, proof, at, whole=whole, progress=progress)
        with guarded(final):
            part.replace(final)
            sync_folder(to)
            _sweep_stubs(to, made.manifest.pool, final.stat().st_mtime - _DAY)
        return BackupMade(final, made.manifest, made.new_papers, made.troubles)
    finally:
        for left in (part, copied, *(copied.with_name(copied.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _sweep_stubs(to: Path, pool: str, older_than: float) -> None:
    """Remove what copies that were killed left; a young one may be somebody's who is at it now."""
    for left in (*to.glob(f"office-*{PART}*"), *(to / pool).glob(f"??/*{PART}")):
        if left.stat().st_mtime < older_than:
            left.unlink(missing_ok=True)


def _free_name(to: Path, at: datetime) -> Path:
    stamp = at.astimezone(CHINA).strftime("%Y%m%d-%H%M%S")
    names = (f"office-{stamp}{nth}{SUFFIX}" for nth in ("", *(f"-{n}" for n in range(2, 100))))
    return next(to / name for name in names if not (to / name).exists())


def _demand_space(folder: Path, wanted: int) -> None:
    with guarded(folder):
        if shutil.disk_usage(folder).free < wanted + _SPARE:
            raise DiskFull(place=str(folder))


@dataclass(frozen=True, slots=True)
class Proof:
    """What a database was found to hold, all of it sound."""

    mark: Mark
    rows: dict[str, int]
    version: int


def proven(path: Path, keys: Keys, tail: Tail) -> Proof:
    """Open a copied database with the key and prove it.

    Raises:
        BackupUnproven: something is wrong with it.
    """
    key = keys.key(Purpose.DATABASE)
    try:
        raw = connect(path, key)
        try:
            sound = is_sound(raw, seals=True, thorough=False)
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
        finally:
            raw.close()
        if not sound:
            raise BackupUnproven
        engine = lone_engine(path, key)
        with engine.connect() as connection:
            return Proof(tail.last(connection), rows_of(connection), version)
    except cipher.Error as error:
        told = told_by(error, path, str, writing=False)
        raise (BackupUnproven() if told is None or isinstance(told, StoreDamaged) else told) from error


def _proven_copy(store: OpenStore, copied: Path) -> Proof:
    """A page that is damaged in the store is copied without a word and found only in the copy."""
    try:
        return proven(copied, store.keys, store.tail)
    except BackupUnproven:
        for told in store.database.problems(deep=True):
            raise told from None
        raise


def _packed(
    store: OpenStore, copied: Path, part: Path, proof: Proof, at: datetime, *, whole: bool, progress: Progress
) -> BackupMade:
    """Write the file of the copy and, unless it is `whole`, the papers beside it."""
    with guarded(part), part.open("xb") as file:
        writer = CopyWriter(file)
        members = (
            writer.add(KEYS, iter([store.keys.as_bytes()])),
            writer.add(STORE, _file_chunks(copied)),
        )
        manifest = Manifest(
            program=__version__,
            office=store.keys.office,
            generation=store.keys.generation,
            training=store.keys.training,
            made_at=at,
            version=proof.version,
            head=proof.mark,
            rows=proof.rows,
            members=members,
            papers=(),
            whole=whole,
        )
        packed = _Papers(store.papers, writer, None if whole else Papers(part.parent / manifest.pool, store.keys))
        names = list(store.papers.names())
        for done, name in enumerate(names):
            progress.step(done, len(names))
            packed.add(name)
        manifest = replace(manifest, papers=tuple(packed.members))
        writer.finish(manifest, store.keys)
        file.flush()
        os.fsync(file.fileno())
    return BackupMade(part, manifest, packed.new, tuple(packed.troubles))


class _Papers:
    """Papers on their way into a copy, or into the folder beside it."""

    def __init__(self, source: Papers, writer: CopyWriter, pool: Papers | None) -> None:
        self._source = source
        self._writer = writer
        self._pool = pool
        self.members: list[Member] = []
        self.troubles: list[Told] = []
        self.new = 0

    def add(self, name: str) -> None:
        known = self._proven_size(name)
        if known is not None:
            self.members.append(Member(name, known))
            return
        try:
            sealed = self._source.sealed(name)
        except (PaperDamaged, PaperMissing) as told:
            self.troubles.append(told)
            return
        self.new += 1
        if self._pool is None:
            self.members.append(self._writer.add(name, iter([sealed])))
        else:
            self._pool.adopt(name, sealed)
            self.members.append(Member(name, len(sealed)))

    def _proven_size(self, name: str) -> int | None:
        """The bytes of a paper that lies beside the copies already and is whole; a damaged one is copied again."""
        if self._pool is None:
            return None
        try:
            return len(self._pool.sealed(name))
        except (PaperDamaged, PaperMissing):
            return None


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(BLOCK):
            yield chunk


# Restoring one.


def restore(
    file: Path,
    folder: OfficeFolder,
    unlock: Unlock,
    at: datetime,
    *,
    version: int,
    tail: Tail = ACTS,
    progress: Progress = SILENT,
) -> Restored:
    """Put the office as it is in a copy into a folder, after proving the copy in a place apart.

    `unlock` opens the copy's own key file, by password, recovery sheet or the office's present keys. An office that
    is replaced is kept whole in a folder beside the new one, named after the moment `at`. The folder may be empty.

    Raises:
        BackupMissing, BackupDamaged, BackupTooNew, BackupLacksPapers: nothing was changed.
        WrongPassword, RecoveryKeyWrong, KeysDamaged: neither.
        BackupOfAnotherOffice: the folder holds an office that the copy is not of.
        OfficeInUse, StoreBusy: another window or command has the office open.
        DiskFull, ReadOnlyStore, FolderNotReached: nothing was changed and no stub is left.
        Cancelled: neither.
    """
    with opened(file) as copy:
        with guarded(folder.path):
            folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(folder.gate, folder.present), prepared(folder.path) as staged_path:
            staged = OfficeFolder(staged_path)
            keys = _unlocked(copy, staged, unlock)
            if not copy.is_sealed_by(keys):
                raise BackupDamaged(file=file.name)
            if copy.manifest.version > version:
                raise BackupTooNew(file=file.name)
            if Keys.office_of(folder.keys) not in {None, keys.office}:
                raise BackupOfAnotherOffice(file=file.name)
            troubles = _unpack(copy, folder, staged, keys, progress)
            _demand_as_sealed(copy, staged, keys, tail)
            HeadFile(staged.head, keys.key(Purpose.HEAD)).rewrite(copy.manifest.head)
            before = HeadFile(folder.head, keys.key(Purpose.HEAD)).read().mark
            aside = free_aside(folder, at) if folder.exists else None
            swap_in(folder.path, staged.path, aside.name if aside else NOTHING_REPLACED)
            # The computer that restores is the one that uses the office from now on.
            with guarded(folder.host):
                folder.host.unlink(missing_ok=True)
    gone = None if before is None else max(0, before.number - copy.manifest.head.number)
    return Restored(copy.manifest, gone, aside, tuple(troubles))


def _unlocked(copy: OpenedCopy, staged: OfficeFolder, unlock: Unlock) -> Keys:
    extract(copy.chunks(KEYS), staged.keys)
    keys = unlock(staged.keys)
    keys.path = staged.keys
    return keys


def free_aside(folder: OfficeFolder, at: datetime) -> Path:
    """A folder name of that moment that is not taken, for what is replaced."""
    stamp = at.astimezone(CHINA).strftime("%Y%m%d-%H%M%S")
    names = (f"replaced-{stamp}{nth}" for nth in ("", *(f"-{n}" for n in range(2, 100))))
    return next(folder.path / name for name in names if not (folder.path / name).exists())


def _unpack(copy: OpenedCopy, folder: OfficeFolder, staged: OfficeFolder, keys: Keys, progress: Progress) -> list[Told]:
    """Write database and papers to the place apart; say which papers could not be had from anywhere."""
    manifest = copy.manifest
    beside = copy.path.parent / manifest.pool
    if manifest.papers and not manifest.whole and not beside.is_dir():
        raise BackupLacksPapers(file=copy.path.name, missing=len(manifest.papers))
    sizes = [member.size for member in (*manifest.members, *manifest.papers)]
    _demand_space(staged.path, sum(sizes))
    told = _Bytes(progress, sum(sizes))
    extract(copy.chunks(STORE), staged.store, told.add)
    with guarded(staged.papers):
        staged.papers.mkdir()
    papers = Papers(staged.papers, keys)
    sources = [] if manifest.whole else [Papers(beside, keys)]
    sources.append(Papers(folder.papers, keys))  # the office's own copy may have survived
    troubles: list[Told] = []
    for paper in manifest.papers:
        told.add(paper.size)
        sealed = _sealed_from(copy, papers, paper) or _first_sealed(sources, paper.name)
        if sealed is None:
            troubles.append(PaperMissing(paper=paper.name[:12]))
        else:
            papers.adopt(paper.name, sealed)
    return troubles


def _sealed_from(copy: OpenedCopy, papers: Papers, paper: Member) -> bytes | None:
    """A paper that stands in the copy itself, if it does and is whole."""
    if not copy.manifest.whole:
        return None
    try:
        sealed = b"".join(copy.chunks(paper.name))
    except BackupDamaged:
        return None
    return sealed if papers.is_sealed(paper.name, sealed) else None


def _first_sealed(sources: Iterable[Papers], name: str) -> bytes | None:
    for source in sources:
        with suppress(PaperDamaged, PaperMissing):
            return source.sealed(name)
    return None


def _demand_as_sealed(copy: OpenedCopy, staged: OfficeFolder, keys: Keys, tail: Tail) -> None:
    """The unpacked database is the one that the manifest describes."""
    try:
        proof = proven(staged.store, keys, tail)
    except BackupUnproven as error:
        raise BackupDamaged(file=copy.path.name) from error
    manifest = copy.manifest
    if proof != Proof(manifest.head, manifest.rows, manifest.version):
        raise BackupDamaged(file=copy.path.name)
