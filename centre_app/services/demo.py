"""The office for practising: invented households in every state, carried there by the acts, with faults to find.

Nothing is back-dated: the office's clock walks from the first day to today, and each act is done on its day by who
may do it. Every name and every sentence stands in ``resources/demo``.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from centre_app.core.moments import day_of
from centre_app.core.progress import SILENT, Progress
from centre_app.core.vocabulary.filing import Role
from centre_app.db.keys import RecoveryKey
from centre_app.db.store import OfficeFolder
from centre_app.services import bulk, opening, users
from centre_app.services.demo_story import FOUNDED, Days, DemoFault, PrintPage, Story, fates
from centre_app.services.inventing import Inventor, demo_lists
from centre_app.services.office import Office
from centre_app.services.pictures import Camera

__all__ = ["DEMO_HOUSEHOLDS", "Demo", "DemoFault", "PrintPage", "make_demo"]

DEMO_HOUSEHOLDS: Final = 60
"""So many households have a story; what is beyond them comes through the bulk path."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the sheet's key, the logins (the first is taken where nobody is named), the faults."""

    recovery: RecoveryKey
    users: tuple[tuple[str, Role], ...]
    faults: tuple[DemoFault, ...]


@dataclass(frozen=True, slots=True)
class _Login:
    name: str
    role: Role
    person: str | None


def make_demo(
    folder: OfficeFolder,
    password: str,
    now: datetime,
    *,
    print_page: PrintPage,
    households: int = DEMO_HOUSEHOLDS,
    seed: int = 1,
    progress: Progress = SILENT,
) -> Demo:
    """Make an office for training with so many households, and the logins of every role, all with one password.

    It is made inside the folder and comes to its place when it is whole: a stopped one leaves nothing behind.

    Raises:
        OfficeExists: the folder holds an office already.
        PasswordEmpty, DiskFull, ReadOnlyStore, FolderNotReached: nothing was made.
        Cancelled: the clerk stopped it; nothing was made.
    """
    with opening.made_whole(folder) as made:
        camera = Camera(made.path.parent, seed)
        return _made(made, password, Days(now), camera, print_page, households, seed, progress)


def _made(
    folder: OfficeFolder,
    password: str,
    days: Days,
    camera: Camera,
    print_page: PrintPage,
    households: int,
    seed: int,
    progress: Progress,
) -> Demo:
    said = demo_lists("office")
    logins = [_Login(one["name"], Role(one["role"]), one.get("person")) for one in said["users"]]
    first = logins[0].name
    what = opening.NewOffice(
        name=said["office"]["name"],
        union=said["office"]["union"],
        area=said["office"]["area"],
        admin=first,
        training=True,
    )
    inventor = Inventor(seed, day_of(days.now), (what.area,))
    days.go(FOUNDED)
    recovery = opening.new_office(folder, what, password, days())
    with closing(opening.open_office(folder, first, password, days)) as office:
        story = Story(office, days, inventor, camera, print_page, progress)
        story.furnish()
        _sign_up(office, logins, password)
        story.tell(fates(min(households, DEMO_HOUSEHOLDS)))
        if households > DEMO_HOUSEHOLDS:
            clerk = Office(office.store, first, days)
            bulk.fill(clerk, households - DEMO_HOUSEHOLDS, seed=seed, inventor=inventor, progress=progress)
    return Demo(recovery, tuple((one.name, one.role) for one in logins), tuple(story.faults))


def _sign_up(office: Office, logins: Sequence[_Login], password: str) -> None:
    """The first login made the office, and gives its powers up once there is an administrator."""
    first, *others = logins
    for one in others:
        opening.add_user(office, users.AddUser(name=one.name, role=one.role, person=one.person), password)
    admin = next(one.name for one in others if one.role is Role.ADMINISTRATOR)
    given = users.ChangeRole(name=first.name, role=first.role, person=first.person)
    Office(office.store, admin, office.clock).do("change-role", given)
