"""A new secret for the office, so that who was dismissed can do nothing with an old copy of the keys.

Database and papers are encrypted anew in a place apart, proven and put in the place of the old ones, which are
then removed: they would open with the old secret. Users keep their passwords and the recovery sheet its key.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from centre_app.core.refusals.store import BackupUnproven, StoreDamaged

from .backup import free_aside, proven
from .copies import newest_good
from .engines.encrypted_sqlite import export
from .files import guarded
from .head import ACTS, HeadFile, Tail
from .keys import Keys, Purpose
from .lock import alone
from .papers import Papers
from .store import OfficeFolder
from .swap import prepared, swap_in

__all__ = ["rotate"]


def rotate(folder: OfficeFolder, keys: Keys, at: datetime, *, without: Iterable[str] = (), tail: Tail = ACTS) -> Keys:
    """Give a closed office a new secret, without the users named, and return its new keys.

    Raises:
        OfficeInUse, StoreBusy: another window or command has the office open.
        LastWayIn: nobody would be left.
        StoreDamaged, PaperDamaged: something cannot be read; nothing was changed.
        DiskFull, ReadOnlyStore, FolderNotReached: nothing was changed.
    """
    with alone(folder.gate, folder.present), prepared(folder.path) as staged_path:
        staged = OfficeFolder(staged_path)
        fresh = keys.rotated(staged.keys, without=without)
        try:
            before = proven(folder.store, keys, tail)
            export(folder.store, keys.key(Purpose.DATABASE), staged.store, fresh.key(Purpose.DATABASE))
            after = proven(staged.store, fresh, tail)
        except BackupUnproven as error:
            raise StoreDamaged(file=folder.store.name, backup=newest_good(folder.backups, keys)) from error
        if after != before:
            raise StoreDamaged(file=folder.store.name, backup=newest_good(folder.backups, keys))
        with guarded(staged.papers):
            staged.papers.mkdir()
        Papers(folder.papers, keys).reencrypted(staged.papers, fresh)
        HeadFile(staged.head, fresh.key(Purpose.HEAD)).rewrite(after.mark)
        aside = free_aside(folder, at)
        # The mark of the computer is sealed by the old secret; the next opening writes it anew.
        with guarded(folder.path):
            folder.host.unlink(missing_ok=True)
        swap_in(folder.path, staged.path, aside.name, destroy=True)
    fresh.path = folder.keys
    return fresh
