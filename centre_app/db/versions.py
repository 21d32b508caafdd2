"""Which version of the tables this program knows, and opening an office in that version.

Kept apart from `migrate`, so that an office that is up to date opens without Alembic being loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Final

from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals.store import StoreNeedsUpgrade

from .head import ACTS, Tail
from .keys import Keys
from .store import OfficeFolder, OpenStore, open_with

__all__ = ["SCRIPTS", "newest_version", "open_current"]

SCRIPTS: Final = Path(__file__).parent / "migrations"


def newest_version(scripts: Path = SCRIPTS) -> int:
    """The number of the newest migration; each file's name begins with its own, of four digits."""
    return max((int(path.name[:4]) for path in (scripts / "versions").glob("[0-9]*.py")), default=0)


def open_current(
    folder: OfficeFolder,
    unlock: Callable[[], Keys],
    at: datetime,
    *,
    tail: Tail = ACTS,
    progress: Progress = SILENT,
    scripts: Path = SCRIPTS,
) -> OpenStore:
    """Open an office; an older one is backed up and carried forward first.

    Raises:
        MigrationFailed, MigrationLostRows: the store is as it was before.
        OfficeInUse: another window or command keeps an older store open.
        As `store.open_with` otherwise.
    """
    version = newest_version(scripts)
    try:
        return open_with(folder, unlock, version=version, tail=tail)
    except StoreNeedsUpgrade as told:
        keys = unlock()
        upgrade = import_module("centre_app.db.migrate").upgrade
        upgrade(folder, keys, at, found=told.facts["found"], tail=tail, progress=progress, scripts=scripts)
        return open_with(folder, lambda: keys, version=version, tail=tail)
