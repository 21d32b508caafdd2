"""Making an office, opening it, and the key file's side of its logins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy import Connection

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import users as no
from centre_app.core.refusals.office import UserStopped
from centre_app.core.refusals.store import OfficeExists, WrongPassword
from centre_app.core.vocabulary.filing import Role, UnitKind
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.db.files import guarded
from centre_app.db.keys import Cost, Keys, RecoveryKey
from centre_app.db.people import Unit
from centre_app.db.rows import canonical
from centre_app.db.session import LookSession, WorkSession
from centre_app.db.store import OfficeFolder, OpenStore, by_password, by_recovery, create
from centre_app.db.system import OfficeFact, User
from centre_app.db.versions import newest_version, open_current
from centre_app.services import resources, users
from centre_app.services.given import Given, Key, Name
from centre_app.services.office import Office
from centre_app.services.work import Done, Work

__all__ = [
    "NewOffice",
    "add_user",
    "against",
    "logins",
    "made_whole",
    "new_office",
    "open_office",
    "proves_password",
    "recover_office",
    "renew_recovery",
    "reset_password",
    "stop_user",
]

TRAINING_COST = Cost(passes=1, memory=8 * 1024)
"""An office of invented people opens at once; a real one makes every guess of a password dear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice(Given):
    """What an office is at its beginning. ``union`` is the county's own union; without it ``name`` is taken."""

    name: Name
    area: Key
    admin: Name
    union: Name | None = None
    pack: Key = "gansu"
    archive_level: ArchiveLevel = ArchiveLevel.COUNTY
    training: bool = False


def against(what: NewOffice) -> Iterator[Told]:
    """What there is to object to an office before it is made: the area is no county, the pack is unknown."""
    area = resources.areas().named(what.area)
    if area is None or not area.is_county:
        yield no.AreaWrong(area=what.area, field="area")
    if what.pack not in resources.packs():
        yield no.PackUnknown(pack=what.pack, packs="、".join(resources.packs()), field="pack")


def new_office(folder: OfficeFolder, what: NewOffice, password: str, now: datetime) -> RecoveryKey:
    """Create the store with its first user; the recovery key is for the sheet, and kept nowhere.

    Raises:
        Refused: the area is no county, the pack is unknown.
        OfficeExists and what the world puts in the way: nothing was made.
    """
    if faults := list(against(what)):
        raise Refused(faults)

    # Alembic is needed when an office is made or carried forward, not at every start.
    migrate = import_module("centre_app.db.migrate")

    def build(connection: Connection) -> None:
        migrate.build(connection)
        _furnish(connection, what, now)

    cost = TRAINING_COST if what.training else None
    _keys, recovery = create(
        folder, what.admin, password, build=build, version=newest_version(), training=what.training, cost=cost
    )
    return recovery


@contextmanager
def made_whole(folder: OfficeFolder) -> Iterator[OfficeFolder]:
    """A place inside a folder for an office that takes several acts to make: it comes to its folder when it is whole.

    Raises:
        OfficeExists: the folder holds an office already. What the world puts in the way, and what the block raises:
            nothing is left of it.
    """
    if folder.exists:
        raise OfficeExists(folder=str(folder.path))
    was_there = folder.path.exists()
    with guarded(folder.path):
        folder.path.mkdir(parents=True, exist_ok=True)
        place = TemporaryDirectory(dir=folder.path)
    try:
        with place as path:
            made = OfficeFolder(Path(path) / "office", folder.server)
            yield made
            with guarded(folder.path):
                for each in made.path.iterdir():
                    each.replace(folder.path / each.name)
    except BaseException:
        if not was_there:
            folder.path.rmdir()
        raise


def _furnish(connection: Connection, what: NewOffice, now: datetime) -> None:
    """The first act: the office's facts, its union and its administrator."""
    with WorkSession(connection, name="set-office", by_name=what.admin, at=now, given=None) as session:
        facts = {
            "name": what.name,
            "union": what.union or what.name,
            "area": what.area,
            "pack": what.pack,
            "archive_level": what.archive_level,
            "training": "yes" if what.training else "no",
        }
        session.add_all(OfficeFact(key=key, value=value) for key, value in facts.items())
        session.add(Unit(name=facts["union"], kind=UnitKind.COUNTY_UNION))
        session.add(User(name=what.admin, role=Role.ADMINISTRATOR, stopped=False))
        session.seal()
        session.commit()


def open_office(folder: OfficeFolder, user: str, password: str, clock: Callable[[], datetime]) -> Office:
    """Sign in by name and password; an older store is backed up and carried forward first."""
    store = open_current(folder, by_password(folder, user, password), clock())
    try:
        return Office(store, user, clock)
    except BaseException:
        store.close()
        raise


def logins(folder: OfficeFolder) -> tuple[str, ...]:
    """The names that the office can be opened by, before anybody has opened it; none where there is no office."""
    return Keys.users_of(folder.keys)


def proves_password(office: Office, password: str) -> bool:
    """Whether it is the password of whoever is signed in; the office stays open as it is."""
    try:
        Keys.open(office.store.folder.keys, office.actor.name, password)
    except WrongPassword:
        return False
    return True


def recover_office(
    folder: OfficeFolder, key: RecoveryKey, admin: str | None, password: str, clock: Callable[[], datetime]
) -> Office:
    """Open by the recovery sheet alone, and give an administrator (or the first one) a new password."""
    store = open_current(folder, by_recovery(folder, key), clock())
    try:
        admin = admin or _first_administrator(store)
        office = Office(store, admin, clock)
        _require_administrator(office)
        reset_password(office, admin, password)
    except BaseException:
        store.close()
        raise
    return office


def _first_administrator(store: OpenStore) -> str:
    """Every office has one: the last is never stopped."""
    with LookSession(store.reading) as session:
        mine = sa.select(User.name).where(User.role == Role.ADMINISTRATOR, User.stopped.is_(False))
        return session.scalars(mine.order_by(User.id).limit(1)).one()


def renew_recovery(office: Office, key: RecoveryKey | None = None) -> RecoveryKey:
    """Give the office a new recovery key; the sheet that was printed before opens nothing any more.

    A ``key`` whose sheet has been printed already is taken as it is; without one it is drawn.
    """
    made: list[RecoveryKey] = []

    def job(_work: Work) -> Done:
        made.append(office.store.keys.new_recovery(key))
        return Done()

    _with_keys(office, "set-office", "recovery-sheet", job)
    return made[0]


def _with_keys(office: Office, act: str, given: str, job: Callable[[Work], Done]) -> Done:
    """An act that changes the key file too: where it is not stored, the key file is as it was."""
    with office.store.keys.put_back_on_failure():
        return office.work(act, given, job)


def _require_administrator(office: Office) -> None:
    if office.actor.role is not Role.ADMINISTRATOR:
        raise Refused([no.NotAnAdministrator(name=office.actor.name)])


def add_user(office: Office, given: users.AddUser, password: str) -> Done:
    """添加用户 with the first password: record and key entry appear together, or neither."""

    def job(work: Work) -> Done:
        done = users.add_user(work, given)
        cost = TRAINING_COST if office.training else None
        office.store.keys.set_password(given.name, password, cost=cost)
        return done

    return _with_keys(office, "add-user", given.name, job)


def reset_password(office: Office, name: str, password: str) -> Done:
    """重设口令 of a login.

    Raises:
        Refused: the login is stopped; a password would give it the office's secret again.
    """

    def job(work: Work) -> Done:
        user = users.existing(work, name)
        if user.stopped:
            raise Refused([UserStopped(name=name)])
        office.store.keys.set_password(name, password)
        return Done(key=user.uid)

    return _with_keys(office, "reset-password", name, job)


def stop_user(office: Office, given: users.StopUser) -> Done:
    """停用用户: the login's key entry is taken out with the record's mark."""

    def job(work: Work) -> Done:
        done = users.stop_user(work, given)
        office.store.keys.remove(given.name)
        return done

    return _with_keys(office, "stop-user", canonical(to_jsonable_python(given)), job)
