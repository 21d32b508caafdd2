"""The proof that no acknowledged act is missing: number and hash of the last one, outside the database.

SQLite opens without complaint when the last part of its write-ahead log was lost or damaged, and the commits
after that point are gone. A small file beside the store therefore names the last act. Two fixed slots are
written in turn, each in a sector of its own, so a torn write spoils one and leaves the act before.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import portalocker
from sqlalchemy import ColumnElement, Connection, column, select, table

from centre_app.core.refusals import Caution
from centre_app.core.refusals.store import (
    HeadDamaged,
    HeadSlotDamaged,
    HeadUnwritten,
    HistoryDiffers,
    LostTail,
)
from centre_app.core.refusals.system import said_by_system

from .files import guarded, sync, write_durably

__all__ = ["ACTS", "NOTHING", "HeadFile", "HeadState", "Mark", "TableTail", "Tail"]

_MAGIC = b"CHD1"
_HASH = 32
_SLOT_GAP = 4096  # a disk writes whole sectors of 512 or 4096 bytes
_SLOT = len(_MAGIC) + 8 + _HASH + 32


class Mark(NamedTuple):
    """The last act a store knows: its number (0 before the first) and its link of the chain."""

    number: int
    hash: bytes


NOTHING = Mark(0, bytes(_HASH))


class Tail(Protocol):
    """Where the audit chain lies in the database."""

    def last(self, connection: Connection) -> Mark:
        """The newest act, or NOTHING."""
        ...

    def at(self, connection: Connection, number: int) -> bytes | None:
        """The hash of one act, or None where there is none of that number."""
        ...


@dataclass(frozen=True, slots=True)
class TableTail:
    """An audit chain with an increasing number and a hash of 32 bytes in one table."""

    table: str
    number: str = "number"
    hash: str = "hash"

    def last(self, connection: Connection) -> Mark:
        number: ColumnElement[Any] = column(self.number)
        link: ColumnElement[Any] = column(self.hash)
        row = connection.execute(
            select(number, link).select_from(table(self.table)).order_by(number.desc()).limit(1)
        ).first()
        return Mark(int(row[0]), bytes(row[1])) if row else NOTHING

    def at(self, connection: Connection, number: int) -> bytes | None:
        if number == NOTHING.number:
            return NOTHING.hash
        found = connection.execute(
            select(column(self.hash)).select_from(table(self.table)).where(column(self.number) == number)
        ).scalar()
        return None if found is None else bytes(found)


ACTS = TableTail("act")


@dataclass(frozen=True, slots=True)
class HeadState:
    """What the file says: the newest provable mark, and whether a slot could not be read."""

    mark: Mark | None
    spoiled: bool


class HeadFile:
    """`office.head`, shared by all processes of the PC; every write is synced before it returns."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._file: BinaryIO | None = None

    def rewrite(self, mark: Mark) -> None:
        """Start the file anew with one mark in both slots, as creation and restore do.

        Raises:
            DiskFull, ReadOnlyStore, FolderNotReached: with the old file intact.
        """
        self.close()
        slot = self._sealed(mark)
        write_durably(self.path, slot.ljust(_SLOT_GAP, b"\0") + slot)

    def write(self, mark: Mark) -> Caution | None:
        """Note the act that has just been committed; an older mark than the file's changes nothing.

        The act is stored already, so a failure here is a caution and not a trouble.
        """
        try:
            file = self._opened()
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
            try:
                self._write(file, mark)
            finally:
                portalocker.unlock(file)
        except (OSError, portalocker.LockException) as error:
            self.close()
            return HeadUnwritten(reason=said_by_system(error))
        return None

    def read(self) -> HeadState:
        """The newest mark that is authentic.

        Raises:
            ReadOnlyStore, FolderNotReached: when the file is there and cannot be read.
        """
        with guarded(self.path):
            try:
                content = self.path.read_bytes()
            except FileNotFoundError:
                return HeadState(None, spoiled=True)
        slots = self._slots(content)
        marks = [slot for slot in slots if slot is not None]
        return HeadState(max(marks, default=None), spoiled=None in slots or self._stray(content))

    def prove(self, connection: Connection, tail: Tail, newest_backup: Callable[[], str]) -> Caution | None:
        """Compare the store with the file; a store ahead of its head is good, one behind has lost acts.

        Raises:
            LostTail: acts that were acknowledged are missing.
            HistoryDiffers: the store holds another history than the one that was acknowledged.
        """
        state = self.read()
        if state.mark is None:
            return HeadDamaged()
        last = tail.last(connection)
        if last.number < state.mark.number:
            raise LostTail(missing=state.mark.number - last.number, backup=newest_backup())
        link = tail.at(connection, state.mark.number)
        if link is None or not hmac.compare_digest(link, state.mark.hash):
            raise HistoryDiffers(number=state.mark.number, backup=newest_backup())
        return HeadSlotDamaged(number=state.mark.number) if state.spoiled else None

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _opened(self) -> BinaryIO:
        if self._file is None:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            self._file = os.fdopen(handle, "r+b", buffering=0)
        return self._file

    def _write(self, file: BinaryIO, mark: Mark) -> None:
        file.seek(0)
        first, second = self._slots(file.read(_SLOT_GAP + _SLOT))
        known = max((slot for slot in (first, second) if slot is not None), default=None)
        if known is not None and known.number >= mark.number:
            return
        in_turn = first is not None and (second is None or second < first)
        file.seek(_SLOT_GAP if in_turn else 0)
        file.write(self._sealed(mark))
        sync(file.fileno())

    def _slots(self, content: bytes) -> tuple[Mark | None, Mark | None]:
        return self._unsealed(content[:_SLOT]), self._unsealed(content[_SLOT_GAP : _SLOT_GAP + _SLOT])

    @staticmethod
    def _stray(content: bytes) -> bool:
        """Whether something stands where nothing is ever written."""
        return any(content[_SLOT:_SLOT_GAP]) or len(content) != _SLOT_GAP + _SLOT

    def _sealed(self, mark: Mark) -> bytes:
        body = _MAGIC + mark.number.to_bytes(8, "big") + mark.hash
        return body + hmac.digest(self._key, body, "sha256")

    def _unsealed(self, slot: bytes) -> Mark | None:
        body, seal = slot[:-_HASH], slot[-_HASH:]
        if len(slot) != _SLOT or not hmac.compare_digest(seal, hmac.digest(self._key, body, "sha256")):
            return None
        return Mark(int.from_bytes(body[4:12], "big"), body[12:])
