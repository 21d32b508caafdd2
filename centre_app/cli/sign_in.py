"""Signing in from the command line: which office, who, with which password, on which day."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from centre_app import paths
from centre_app.cli import captions
from centre_app.cli.answers import clean
from centre_app.cli.day import TODAY, clock, set_day
from centre_app.cli.frame import Interrupted, Misused, Said
from centre_app.core.refusals.office import DayNotAllowed
from centre_app.core.refusals.store import OfficeMissing
from centre_app.db.keys import Keys, RecoveryKey
from centre_app.db.store import OfficeFolder
from centre_app.services import trail
from centre_app.services.office import Office
from centre_app.services.opening import open_office

__all__ = [
    "FIRST_WORD",
    "RECOVERY",
    "demand_training_for_a_set_day",
    "new_password",
    "office_folder",
    "password",
    "recovery_key",
    "said_user",
    "signed_in",
    "user",
]

FIRST_WORD = "CENTRE_PASSWORD"
NEW_WORD = "CENTRE_NEW_PASSWORD"
RECOVERY = "CENTRE_RECOVERY"
OFFICE = "CENTRE_OFFICE"


def _said() -> Said:
    return click.get_current_context().ensure_object(Said)


def office_folder() -> OfficeFolder:
    """The office that was named, else that of ``CENTRE_OFFICE``, else the one of whoever is signed in to the PC."""
    named = _said().office or os.environ.get(OFFICE)
    return OfficeFolder(Path(named) if named else paths.data_folder())


def said_user() -> str | None:
    """Who is named by ``--user``."""
    return _said().user


def user(folder: OfficeFolder) -> str:
    """Who signs in; in an office for training the first user where nobody is named."""
    name = said_user() or Keys.training_user_of(folder.keys)
    if name is None:
        raise Misused("UserMissing", captions.USER_MISSING, "--user")
    return name


def password() -> str:
    """From ``CENTRE_PASSWORD``, else asked for without echo."""
    return _secret(FIRST_WORD, captions.ASK)


def new_password(variable: str = NEW_WORD) -> str:
    """A password that is being set: from the environment, else asked for twice."""
    given = _secret(variable, captions.ASK_NEW)
    if variable not in os.environ and given != _asked(captions.ASK_AGAIN):
        raise Misused("PasswordsDiffer", captions.TYPED_DIFFERENTLY)
    return given


def recovery_key() -> RecoveryKey:
    """The key of the recovery sheet, from ``CENTRE_RECOVERY`` or asked for without echo."""
    return RecoveryKey.typed(_secret(RECOVERY, captions.ASK_RECOVERY))


def _secret(variable: str, caption: str) -> str:
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise Misused("SecretMissing", captions.NO_TERMINAL.format(variable=variable), variable)
    return _asked(caption)


def _asked(caption: str) -> str:
    return getpass.getpass(caption, stream=sys.stderr)


def demand_training_for_a_set_day(*, training: bool) -> None:
    """Only an office for training lets its day be set."""
    if set_day() is not None and not training:
        raise Misused("DayNotAllowed", DayNotAllowed().sentence, TODAY)


@contextmanager
def signed_in() -> Iterator[Office]:
    """The office, opened for one command and closed after it; what must be looked at goes to standard error.

    Raises:
        Interrupted: Ctrl+C, with the truth about whether an act had been stored by then.
    """
    folder = office_folder()
    if not folder.exists:
        raise OfficeMissing(folder=str(folder.path))
    ticking = clock()
    office = open_office(folder, user(folder), password(), ticking)
    try:
        demand_training_for_a_set_day(training=office.training)
        for told in (*office.store.cautions, office.clock_problem()):
            if told is not None:
                print(clean(told.sentence), file=sys.stderr)
        with office.look() as look:
            before = trail.newest_number(look)
        try:
            yield office
        except KeyboardInterrupt as stop:
            with office.look() as look:
                raise Interrupted(stored=trail.stored_since(look, before)) from stop
    finally:
        office.close()
