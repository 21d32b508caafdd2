"""Lists that leave the office: the households in the files, in the columns of a profile."""

from __future__ import annotations

from pathlib import Path

from centre_app.core.refusals.sheets import ProfileUnknown
from centre_app.db.rows import canonical
from centre_app.services.exports import active_households
from centre_app.services.office import Office
from centre_app.services.work import Done
from centre_app.sheets import profiles
from centre_app.sheets.profiles import Exported, Profile

__all__ = ["profile_named", "send_out"]


def profile_named(code: str) -> Profile:
    """The export profile of this code.

    Raises:
        ProfileUnknown: there is none.
    """
    if code not in profiles.codes():
        raise ProfileUnknown(profile=code)
    return profiles.load(code)


def send_out(office: Office, code: str, path: Path, *, reason: str | None = None) -> int:
    """Write the list of all households in the files; returns how many.

    Without a reason the list is masked. A list in full leaves a line with the reason before anything is written.
    """
    profile = profile_named(code)
    with office.look() as look:
        households = [Exported(number, facts) for number, facts in active_households(look)]
        areas = look.areas
    given = canonical({"profile": code, "reason": reason, "households": len(households)})
    if reason is not None:
        office.work("reveal", given, lambda _work: Done())
    office.work("export", given, lambda _work: Done())
    profiles.write(path, profile, households, masked=reason is None, areas=areas)
    return len(households)
