"""The first run: what an office has on its first day, judged step by step, and made in one go at the end.

Until then nothing is stored. The recovery key is drawn beforehand, so that its sheet is in somebody's hand before the
office exists that it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from centre_app.core.moments import day_of
from centre_app.core.progress import SILENT, Progress
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.calendars import CalendarWithoutSource
from centre_app.core.refusals.office import FutureDay
from centre_app.core.refusals.store import BackupWithoutPlace, OfficeExists, PasswordEmpty
from centre_app.core.refusals.upkeep import BackupBesideOffice, BackupOnSameDisk
from centre_app.core.refusals.users import PasswordsDiffer, RecoveryNotInHand
from centre_app.core.rules import Citation, entry
from centre_app.core.vocabulary.filing import Post
from centre_app.core.working_days import CalendarYear
from centre_app.db.files import trouble_in, write_durably
from centre_app.db.keys import RecoveryKey, new_recovery_key
from centre_app.db.store import OfficeFolder
from centre_app.services import opening, resources, upkeep
from centre_app.services.opening import NewOffice
from centre_app.services.people import AddPerson, Appoint
from centre_app.services.rules import SetCalendar, SetRule
from centre_app.services.upkeep import BackupMade

__all__ = [
    "FirstDay",
    "Founding",
    "Pack",
    "RecoveryKey",
    "against_chair",
    "against_line",
    "against_office",
    "against_passwords",
    "against_place",
    "against_sheet",
    "found",
    "founding_in",
    "keep_sheet",
    "new_recovery_key",
    "packs",
    "year_of",
    "years_wanted",
]

_ANNOUNCED: Final = 11
"""The month in which the State Council announces the holidays of the next year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDay:
    """Everything that was asked before the office is made. ``line`` is the county's own standard, if it is at hand."""

    office: NewOffice
    chair: str
    chair_since: date
    password: str = field(repr=False)
    recovery: RecoveryKey
    backup: Path
    line: SetRule | None = None
    calendars: tuple[str, ...] = ()


# Judging each step ----------------------------------------------------------------------------------------------


def against_office(folder: OfficeFolder, what: NewOffice) -> Iterator[Told]:
    """What there is to object to the office and its place."""
    if folder.exists:
        yield OfficeExists(folder=str(folder.path))
    yield from opening.against(what)


def against_chair(since: date, today: date) -> Iterator[Told]:
    """A chair holds the post since a day that has come."""
    if since > today:
        yield FutureDay(day=since, today=today, field="chair_since")


def against_line(pack: str, line: SetRule) -> tuple[Told, ...]:
    """What there is to object to the county's own figure on top of this pack."""
    try:
        own = entry(line.figure, line.from_on, line.value, line.source, area=line.area)
        resources.rule_book(pack).with_entries([own])
    except Refused as refused:
        return refused.objections
    return ()


def year_of(text: str) -> CalendarYear:
    """One year of holidays.

    Raises:
        Refused: it cannot be read, or does not name the announcement that it is from.
    """
    year = CalendarYear.parse(text)
    if not year.source.strip():
        raise Refused([CalendarWithoutSource(year=year.year)])
    return year


def against_passwords(password: str, again: str) -> Iterator[Told]:
    """The first password, typed twice."""
    if not password:
        yield PasswordEmpty(field="password")
    elif password != again:
        yield PasswordsDiffer(field="again")


def against_sheet(key: RecoveryKey, typed: str) -> Iterator[Told]:
    """Whoever types the last group of the key has its sheet before them."""
    if typed.strip().upper() != key.printed.rpartition("-")[2]:
        yield RecoveryNotInHand(typed=typed.strip(), field="group")


def keep_sheet(file: Path, pdf: bytes) -> None:
    """Write the recovery sheet into a file that nobody else on this computer may read.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: it was not written.
    """
    write_durably(file, pdf, private=True)


def against_place(folder: OfficeFolder, place: Path) -> Iterator[Told]:
    """Whether copies can be put there, and are worth something there."""
    if not place.is_dir():
        yield BackupWithoutPlace(folder=str(place), field="backup")
        return
    if trouble := trouble_in(place):
        yield trouble
    if place.resolve().is_relative_to(folder.path.resolve()):
        yield BackupBesideOffice(field="backup")
    elif place.stat().st_dev == _nearest(folder.path).stat().st_dev:
        yield BackupOnSameDisk(field="backup")


def _nearest(path: Path) -> Path:
    """The folder itself, or the one above it that is there already."""
    return next(each for each in (path.resolve(), *path.resolve().parents) if each.exists())


# What there is to choose from -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of figures that an office may take: its code, its name, what its maker says, and what it holds today."""

    code: str
    name: str
    note: str
    unverified: bool
    figures: tuple[Citation, ...]


def packs(today: date) -> tuple[Pack, ...]:
    """Every pack, by code, with its figures of today."""
    found = []
    for code in resources.packs():
        book = resources.rule_book(code)
        found.append(Pack(code, book.name, book.packs[-1].note, book.unverified, book.on(today).citations))
    return tuple(found)


def years_wanted(today: date) -> tuple[int, ...]:
    """The years whose holidays are needed now and have not been shipped with the program."""
    needed = (today.year, today.year + 1) if today.month >= _ANNOUNCED else (today.year,)
    return tuple(year for year in needed if year not in resources.calendar().years)


# Making it ------------------------------------------------------------------------------------------------------


def found(
    folder: OfficeFolder, first: FirstDay, clock: Callable[[], datetime], progress: Progress = SILENT
) -> BackupMade:
    """Make the office with its chair, its figures and its holidays, and a first proven copy in another place.

    Raises:
        Refused, OfficeExists, Cancelled and what the world puts in the way: there is no office.
    """
    name = first.office.admin
    with opening.made_whole(folder) as made:
        opening.new_office(made, first.office, first.password, clock())
        with closing(opening.open_office(made, name, first.password, clock)) as office:
            opening.renew_recovery(office, first.recovery)
            union = office.fact("union")
            person = office.do("add-person", AddPerson(name=first.chair, unit=union)).key
            office.do("appoint", Appoint(person=str(person), unit=union, post=Post.CHAIR, on=first.chair_since))
            if first.line is not None:
                office.do("set-rule", first.line)
            for text in first.calendars:
                office.do("set-calendar", SetCalendar(text=text))
            return upkeep.back_up(office, first.backup, progress)


@dataclass(frozen=True, slots=True)
class Founding:
    """How an office is made in one folder: the day, what is judged of it, and the act, as the window is handed it."""

    place: str
    today: date
    against_office: Callable[[NewOffice], Iterable[Told]]
    against_place: Callable[[Path], Iterable[Told]]
    found: Callable[[FirstDay, Progress], BackupMade]
    training_only: bool
    """A day is set, as only an office for training may have it."""


def founding_in(folder: OfficeFolder, clock: Callable[[], datetime], *, training_only: bool = False) -> Founding:
    """How an office is made in a folder that has none."""
    return Founding(
        place=str(folder.path.resolve()),
        today=day_of(clock()),
        against_office=partial(against_office, folder),
        against_place=partial(against_place, folder),
        found=lambda first, progress: found(folder, first, clock, progress),
        training_only=training_only,
    )
