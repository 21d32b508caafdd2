"""Making an office, recovering it, and its users."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import KW_ONLY, dataclass
from datetime import date
from pathlib import Path

import click

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Table
from centre_app.cli.day import clock
from centre_app.cli.frame import Misused, command, group
from centre_app.cli.kinds import choice
from centre_app.cli.sign_in import (
    FIRST_WORD,
    demand_training_for_a_set_day,
    new_password,
    office_folder,
    recovery_key,
    said_user,
    signed_in,
)
from centre_app.core.file_names import safe_file_name
from centre_app.core.moments import day_of
from centre_app.core.refusals.store import OfficeMissing
from centre_app.core.vocabulary.filing import Role
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.db.files import write_durably
from centre_app.db.keys import Keys, RecoveryKey
from centre_app.services import opening, resources, upkeep, users
from centre_app.services.given import given_from
from centre_app.services.opening import NewOffice

__all__ = ["all_users", "office", "user"]


# The office -----------------------------------------------------------------------------------------------------


@command("office new")
@click.option("--name", required=True, metavar=captions.NAME_OF_OFFICE, help=captions.OPTION_OFFICE_NAME)
@click.option("--area", required=True, metavar=captions.CODE, help=captions.OPTION_COUNTY)
@click.option("--admin", required=True, metavar=captions.NAME, help=captions.OPTION_ADMIN)
@click.option("--union", metavar=captions.NAME_OF_OFFICE, help=captions.OPTION_UNION)
@click.option("--pack", metavar=captions.CODE, help=captions.OPTION_PACK)
@click.option("--level", "archive_level", type=choice(ArchiveLevel, captions.CODE), help=captions.OPTION_LEVEL)
@click.option("--training", is_flag=True, help=captions.OPTION_TRAINING)
@click.option("--sheet", type=click.Path(path_type=Path), metavar=captions.FILE, help=captions.OPTION_SHEET)
def new(sheet: Path | None, *, training: bool, **said: str | None) -> Answer:
    demand_training_for_a_set_day(training=training)
    what = given_from(NewOffice, {"training": training} | {key: value for key, value in said.items() if value})
    folder = office_folder()
    now = clock()()
    with _paper(sheet or _default_sheet(what.name)) as file:
        area = resources.areas().named(what.area)
        shown = _Sheet(file, what.name, area.label if area else what.area, what.admin, day_of(now), training=training)
        shown.prove()
        key = opening.new_office(folder, what, new_password(FIRST_WORD), now)
        shown.write(key)
    return _about_sheet(folder.path, file, captions.OFFICE_MADE.format(folder=folder.path), training=training)


def _default_sheet(office: str) -> Path:
    return Path(safe_file_name(captions.SHEET_NAME.format(office=office), "recovery.pdf"))


@contextmanager
def _paper(file: Path) -> Iterator[Path]:
    """A file that is known to be writable before anything is made that only it will show."""
    if file.exists():
        raise Misused("FileExists", captions.FILE_EXISTS.format(file=file), "--sheet")
    write_durably(file, b"", private=True)
    try:
        yield file
    except BaseException:
        file.unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class _Sheet:
    """A recovery sheet and where it goes. The PDF library is loaded for it alone."""

    file: Path
    office: str
    area: str
    admin: str
    made_on: date
    _: KW_ONLY
    training: bool

    def prove(self) -> None:
        """See that it can be drawn before there is a key that only it would show.

        Raises:
            Refused: a character of it is in no font.
        """
        self._drawn(RecoveryKey(bytes(20)))

    def write(self, key: RecoveryKey) -> None:
        """The sheet with its key, for nobody else on this computer."""
        write_durably(self.file, self._drawn(key), private=True)

    def _drawn(self, key: RecoveryKey) -> bytes:
        from centre_app.forms.press.recovery import RecoverySheet, recovery_pdf

        sheet = RecoverySheet(
            office=self.office, area=self.area, admin=self.admin, made_on=self.made_on, key=key.printed
        )
        return recovery_pdf(sheet, training=self.training)


def _about_sheet(folder: Path, file: Path, first: str, *, training: bool) -> Answer:
    document = {"office": folder, "recovery_sheet": file, "training": training}
    return Answer(document, (Lines([first, captions.SHEET_WRITTEN.format(file=file)]),))


@command("office recover")
def recover() -> Answer:
    key = recovery_key()
    folder = office_folder()
    if not folder.exists:
        raise OfficeMissing(folder=str(folder.path))
    demand_training_for_a_set_day(training=Keys.recover(folder.keys, key).training)
    with closing(opening.recover_office(folder, key, said_user(), new_password(), clock())) as made:
        name = made.actor.name
    return Answer({"user": name}, (Lines([captions.RESET.format(name=name)]),))


@command("office renew-sheet")
@click.option("--sheet", type=click.Path(path_type=Path), metavar=captions.FILE, help=captions.OPTION_SHEET)
def renew_sheet(sheet: Path | None) -> Answer:
    with signed_in() as made:
        area = resources.areas().named(made.fact("area"))
        with _paper(sheet or _default_sheet(made.fact("name"))) as file:
            county = area.label if area else ""
            shown = _Sheet(file, made.fact("name"), county, made.actor.name, made.today, training=made.training)
            shown.prove()
            shown.write(opening.renew_recovery(made))
        return _about_sheet(made.store.folder.path, file, captions.SHEET_RENEWED, training=made.training)


office = group("office", [new, recover, renew_sheet])


# Users ----------------------------------------------------------------------------------------------------------


@command("users")
def all_users() -> Answer:
    with signed_in() as made, made.look() as look:
        found = users.users(look)
    document = [
        {
            "name": one.name,
            "role": one.role.value,
            "role_label": one.role.label,
            "person": one.person,
            "stopped": one.stopped,
        }
        for one in found
    ]
    rows = [
        (one.name, one.role, one.person, captions.USER_STOPPED if one.stopped else captions.USER_ACTIVE)
        for one in found
    ]
    return Answer(document, (Table(captions.USER_HEADS, rows),))


_name = click.argument("name", metavar=captions.NAME)
_role = click.option("--role", required=True, type=choice(Role, captions.ROLE), help=captions.OPTION_ROLE)
_person = click.option("--person", metavar=captions.NAME, help=captions.OPTION_PERSON)


@command("user add")
@_name
@_role
@_person
def add(name: str, role: str, person: str | None) -> Answer:
    given = given_from(users.AddUser, {"name": name, "role": role, "person": person})
    with signed_in() as made:
        made.demand("add-user")
        done = opening.add_user(made, given, new_password())
    sentence = captions.USER_ADDED.format(name=given.name, role=given.role.label)
    return Answer({"key": done.key, "name": given.name, "role": given.role}, (Lines([sentence]),))


@command("user role")
@_name
@_role
@_person
def change_role(name: str, role: str, person: str | None) -> Answer:
    given = given_from(users.ChangeRole, {"name": name, "role": role, "person": person})
    with signed_in() as made:
        done = made.do("change-role", given)
    sentence = captions.ROLE_CHANGED.format(name=given.name, role=given.role.label)
    return Answer({"key": done.key, "name": given.name, "role": given.role}, (Lines([sentence]),))


@command("user reset")
@_name
def reset(name: str) -> Answer:
    with signed_in() as made:
        made.demand("reset-password")
        done = opening.reset_password(made, name, new_password())
    return Answer({"key": done.key, "name": name}, (Lines([captions.RESET.format(name=name)]),))


@command("user stop")
@_name
@click.option("--rotate", is_flag=True, help=captions.OPTION_ROTATE)
def stop(name: str, *, rotate: bool) -> Answer:
    given = given_from(users.StopUser, {"name": name, "rotate": rotate})
    with signed_in() as made:
        done = opening.stop_user(made, given)
        copied = rotate and bool(upkeep.backups(made))
        if rotate:
            upkeep.rotate(made)
    lines = [captions.STOPPED.format(name=name)]
    lines += [captions.ROTATED] if rotate else []
    lines += [captions.OLD_COPIES] if copied else []
    return Answer({"key": done.key, "name": name, "rotated": rotate}, (Lines(lines),))


user = group("user", [add, change_role, reset, stop])
