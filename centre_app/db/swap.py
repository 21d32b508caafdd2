"""Putting finished files in the place of an office's own, all of them or none, whatever happens between.

New files are made ready in a folder of their own. One small note then says that the change is decided; from
there on it is carried out by renaming, and a change that was cut off is finished by whoever opens the office
next. Creation, restore and a new secret all use it.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from centre_app.core.refusals.store import StoreDamaged

from .files import guarded, sync_folder, write_durably

__all__ = ["ITEMS", "NOTHING_REPLACED", "finish", "is_decided", "prepared", "swap_in"]

ITEMS: Final = ("office.db", "office.head", "papers", "office.keys")
NOTHING_REPLACED: Final = "replaced-nothing"
_NOTE: Final = "office.swap"
_DESTROY: Final = "destroy"
_KEEP: Final = "keep"
_COMPANIONS: Final = ("office.db-wal", "office.db-shm")
_STAGED = re.compile(r"new-[0-9a-f]{8}")
_ASIDE = re.compile(r"replaced-[0-9A-Za-z-]{1,40}")


@contextmanager
def prepared(folder: Path) -> Iterator[Path]:
    """An empty folder inside the office's, on the same disk, for files that are being made.

    The caller has the office alone. What an interrupted attempt left is removed, and so is this one's when it
    does not come to a decision.
    """
    with guarded(folder):
        for left in folder.glob("new-*"):
            if _STAGED.fullmatch(left.name):
                shutil.rmtree(left)
        staged = folder / f"new-{secrets.token_hex(4)}"
        staged.mkdir()
    try:
        yield staged
    finally:
        if not is_decided(folder):
            shutil.rmtree(staged, ignore_errors=True)


def is_decided(folder: Path) -> bool:
    """Whether a change waits to be finished."""
    return (folder / _NOTE).exists()


def swap_in(folder: Path, staged: Path, aside: str, *, destroy: bool = False) -> None:
    """Put the staged files in place and move those they replace to the folder `aside` inside the office's.

    The caller has the office alone and has synced the staged files. With `destroy` what is replaced is removed as
    part of the same decision, so that an interruption leaves none of it either.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: before the note is written, nothing has changed; after it,
            the next opening finishes.
    """
    body = {"staged": staged.name, "aside": aside, "then": _DESTROY if destroy else _KEEP}
    note = body | {"check": _check(body)}
    with guarded(folder):
        sync_folder(staged)
    write_durably(folder / _NOTE, json.dumps(note).encode())
    finish(folder)


def finish(folder: Path) -> bool:
    """Carry out a decided change, if there is one; safe to repeat after any interruption.

    Raises:
        StoreDamaged: the note cannot be read.
    """
    note = folder / _NOTE
    try:
        staged, aside, destroy = _read(note)
    except FileNotFoundError:
        return False
    with guarded(folder):
        if any((folder / item).exists() for item in ITEMS):
            aside.mkdir(exist_ok=True)
        for item in ITEMS:
            new, current = staged / item, folder / item
            if not new.exists():
                continue
            for old in (*_COMPANIONS, item) if item == ITEMS[0] else (item,):
                if (folder / old).exists():
                    (folder / old).replace(aside / old)
            new.replace(current)
        sync_folder(folder)
        if aside.exists() and destroy:
            shutil.rmtree(aside)
        elif aside.exists():
            sync_folder(aside)
        shutil.rmtree(staged, ignore_errors=True)
        note.unlink()
        sync_folder(folder)
    return True


def _read(note: Path) -> tuple[Path, Path, bool]:
    """Where the new files lie, where the replaced ones go, and whether these are to be destroyed."""
    content = note.read_bytes()
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        body = json.loads(content)
        check = body.pop("check")
        staged, aside, then = body["staged"], body["aside"], body["then"]
        named = _STAGED.fullmatch(staged) and _ASIDE.fullmatch(aside) and then in {_DESTROY, _KEEP}
        if named and check == _check(body):
            return note.parent / staged, note.parent / aside, then == _DESTROY
    raise StoreDamaged(file=note.name)


def _check(body: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
