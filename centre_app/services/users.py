"""Logins: who may sign in, in which role, and which person of the union stands behind the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.refusals import users as no
from centre_app.core.refusals.office import NoSuchThing
from centre_app.core.vocabulary.filing import Role
from centre_app.core.vocabulary.things import Thing
from centre_app.db.system import User
from centre_app.services.finding import person_of
from centre_app.services.given import Given, Key, Name
from centre_app.services.work import Done, Look, Work

__all__ = [
    "AddUser",
    "ChangeRole",
    "StopUser",
    "UserRow",
    "add_user",
    "change_role",
    "existing",
    "stop_user",
    "user_named",
    "users",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser(Given):
    """The password is no part of what is given: it goes to the key file and nowhere else."""

    name: Name
    role: Role
    person: Key | None = None


def add_user(work: Work, given: AddUser) -> Done:
    """添加用户; the caller puts the new entry into the key file within the same act."""
    if user_named(work, given.name) is not None:
        raise Refused([no.UserTaken(name=given.name, field="name")])
    person = person_of(work, given.person) if given.person else None
    user = User(name=given.name, role=given.role, person_id=person.id if person else None, stopped=False)
    work.session.add(user)
    work.session.flush()
    return Done(key=user.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole(Given):
    name: Name
    role: Role
    person: Key | None = None


def change_role(work: Work, given: ChangeRole) -> Done:
    """变更权限, or say which person stands behind a login; the last administrator stays one."""
    user = existing(work, given.name)
    if user.role == Role.ADMINISTRATOR and given.role is not Role.ADMINISTRATOR:
        _keep_one_administrator(work, user)
    user.role = given.role
    if given.person:
        user.person_id = person_of(work, given.person).id
    return Done(key=user.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopUser(Given):
    """``rotate`` says that the office gets a new secret right after: what was dismissed keeps no old key."""

    name: Name
    rotate: bool = False


def stop_user(work: Work, given: StopUser) -> Done:
    """停用用户: the record stays, since acts bear the name; the key entry goes.

    Who stops another is an administrator and stays one. Who is stopped already may be stopped again for the sake of a
    new secret that could not be made at first.
    """
    user = existing(work, given.name)
    if user.stopped and given.rotate:
        return Done(key=user.uid)
    if user.stopped:
        raise Refused([no.AlreadyStopped(name=user.name)])
    if user.name == work.actor.name:
        raise Refused([no.CannotStopOneself(name=user.name)])
    user.stopped = True
    return Done(key=user.uid)


@dataclass(frozen=True, slots=True)
class UserRow:
    name: str
    role: Role
    person: str | None
    stopped: bool


def users(look: Look) -> Sequence[UserRow]:
    """All logins, the stopped ones last."""
    found = look.session.scalars(sa.select(User).order_by(User.stopped, User.id))
    return [UserRow(u.name, Role(u.role), u.person.name if u.person else None, u.stopped) for u in found]


def user_named(look: Look, name: str) -> User | None:
    """The login of this name."""
    return look.session.scalars(sa.select(User).where(User.name == name)).one_or_none()


def existing(work: Work, name: str) -> User:
    """The login of this name; an unknown one is refused."""
    user = user_named(work, name)
    if user is None:
        raise Refused([NoSuchThing(kind=Thing.USER.label, key=name)])
    return user


def _keep_one_administrator(work: Work, leaving: User) -> None:
    others = work.session.scalar(
        sa.select(sa.func.count()).where(
            User.role == Role.ADMINISTRATOR, User.stopped.is_(False), User.id != leaving.id
        )
    )
    if not others:
        raise Refused([no.LastAdministrator(name=leaving.name)])
