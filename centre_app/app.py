"""The window on an office: which folder, which clock, one window for each office."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from centre_app import paths
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.office import DayNotAllowed
from centre_app.core.refusals.store import OfficeMissing
from centre_app.db.keys import Keys
from centre_app.db.lock import WindowLock
from centre_app.db.store import OfficeFolder
from centre_app.services.office import Office, utc_now
from centre_app.services.opening import logins, open_office
from centre_app.ui import faces, look
from centre_app.ui.sign_in import Entrance
from centre_app.ui.window import Window

__all__ = ["entrance_to", "main", "make_app"]

OFFICE = "CENTRE_OFFICE"
TODAY = "CENTRE_TODAY"
FIRST_WORD = "CENTRE_PASSWORD"


def make_app() -> QApplication:
    """The program as Qt knows it, dressed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("assistance-centre")
    faces.provide()
    look.wear(app)
    return app


def entrance_to(folder: OfficeFolder, clock: Callable[[], datetime], *, day_is_set: bool = False) -> Entrance:
    """The office in a folder, as the sign-in page is handed it."""

    def enter(name: str, password: str) -> Office:
        if not folder.exists:
            raise OfficeMissing(folder=str(folder.path))
        office = open_office(folder, name, password, clock)
        if day_is_set and not office.training:
            office.close()
            raise Refused([DayNotAllowed()])
        return office

    return Entrance(folder.path.name, partial(logins, folder), enter)


def main(office: str | None = None, user: str | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    named = office or os.environ.get(OFFICE)
    folder = OfficeFolder(Path(named) if named else paths.data_folder())
    app = make_app()
    day_is_set = bool(os.environ.get(TODAY))
    clock = _clock(day_is_set=day_is_set)
    entrance = entrance_to(folder, clock, day_is_set=day_is_set)
    founding = None
    if not folder.exists:
        # Whoever has an office need not load what makes one.
        service = import_module("centre_app.services.first_run")
        founding = service.founding_in(folder, clock, training_only=day_is_set)
    settings = QSettings(str(paths.data_folder() / "window.ini"), QSettings.Format.IniFormat)
    window = Window(entrance, settings, founding)
    window.watch_for_faults()
    locks: list[WindowLock] = []
    try:
        if founding is None:
            locks.append(folder.window_lock())
    except Told as told:
        window.sign_in.close_with(told)
    if user:
        window.sign_in.name.setCurrentText(user)
    if Keys.training_user_of(folder.keys):
        window.sign_in.fill_for_training(os.environ.get(FIRST_WORD, ""))
    window.show()
    if window.first_run is not None:
        window.first_run.founded.connect(lambda: locks.append(folder.window_lock()))
        window.first_run.begin()
    else:
        window.sign_in.password.setFocus()
    code = app.exec()
    # In one go by Qt, while everything it calls back is there: at the end of Python parts of it would outlive others.
    shiboken6.delete(window)
    for lock in locks:
        lock.release()
    return code


def _clock(*, day_is_set: bool) -> Callable[[], datetime]:
    """The machine's clock, on the day that is set for an office for training."""
    if not day_is_set:
        return utc_now
    made: Callable[[], datetime] = import_module("centre_app.cli.sign_in").clock()
    return made
