"""Flipped bits and cut files, over everything that an office consists of; what each leads to.

A fault is *silent* when something is handed out that differs from what was stored and nothing was said before it.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from centre_app.core.refusals import Told
from centre_app.db import backup
from centre_app.db.keys import Keys
from centre_app.db.store import OfficeFolder
from centre_app.db.versions import newest_version
from centre_app.services import upkeep
from tests.reliability.offices import ADMIN, PASSWORD, Contents, clock, contents, open_case, signed_in

REFUSED, NAMED, CAUTIONED, UNNOTICED, SILENT = "refused", "named", "cautioned", "no effect", "silent"
SUBJECTS = ("database", "log", "papers", "keys", "head", "backup", "papers of a backup")


@dataclass
class Damage:
    """What came of all faults of one kind in one subject."""

    subject: str
    outcomes: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.silent


@dataclass(frozen=True)
class Specimen:
    """An office at rest with two copies in its folder, the same office in use with a log, and what each holds."""

    rest: Path
    logged: Path
    stored: Contents
    copied: Contents

    @classmethod
    def prepared(cls, office: OfficeFolder, place: Path) -> "Specimen":
        rest, logged = OfficeFolder(place / "rest"), OfficeFolder(place / "logged")
        shutil.copytree(office.path, rest.path)
        with signed_in(rest, ADMIN) as opened:
            for whole in (False, True):
                backup.back_up(opened.store, rest.backups, clock(), whole=whole)
            copied = contents(opened)
        with signed_in(rest) as opened:
            opened.store.database.rest()
            for nth in range(800, 810):
                open_case(opened, nth)
            stored = contents(opened)
            shutil.copytree(rest.path, logged.path)
        if not (logged.path / "office.db-wal").stat().st_size:
            raise AssertionError("the office in use has no log")
        return cls(rest.path, logged.path, stored, copied)


_OF_A_COPY = {"papers of a backup": 0, "backup": 1}
"""Which of the two copies by size: the one with its papers beside it, and the whole one."""

Fault = Callable[[Path, random.Random], str]


def flip(path: Path, chance: random.Random) -> str:
    """Turn one bit of a file over."""
    content = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    return f"bit {bit} of byte {place} of {path.name}"


def cut(path: Path, chance: random.Random) -> str:
    """Cut a file short, anywhere."""
    content = path.read_bytes()
    length = chance.randrange(len(content))
    path.write_bytes(content[:length])
    return f"{path.name} cut to {length} of {len(content)}"


def trial(specimen: Specimen, subject: str, fault: Fault, rounds: int, place: Path, chance: random.Random) -> Damage:
    """Do the fault so many times, each time to a fresh copy of the office."""
    result = Damage(subject)
    for _ in range(rounds):
        folder = OfficeFolder(place / "trial")
        shutil.copytree(specimen.logged if subject == "log" else specimen.rest, folder.path)
        copies = sorted(folder.backups.glob("*.backup"), key=lambda path: path.stat().st_size)
        what = fault(_file(folder, subject, chance), chance)
        if subject in _OF_A_COPY:
            outcome, told = _examined_copy(copies[_OF_A_COPY[subject]], folder, specimen.copied)
        else:
            outcome, told = _examined(folder, specimen.stored)
        result.outcomes[outcome] += 1
        if told is not None:
            result.sentences[f"{told.code}：{told.sentence}"] += 1
        if outcome == SILENT:
            result.silent.append(what)
        shutil.rmtree(folder.path)
    return result


def _file(folder: OfficeFolder, subject: str, chance: random.Random) -> Path:
    if subject in {"papers", "papers of a backup"}:
        place = folder.papers if subject == "papers" else next(folder.backups.glob("papers-*"))
        return chance.choice(sorted(path for path in place.rglob("*") if path.is_file()))
    if subject == "backup":
        return max(folder.backups.glob("*.backup"), key=lambda path: path.stat().st_size)
    if subject == "log":
        (folder.path / "office.db-shm").unlink()
        return folder.path / "office.db-wal"
    return {"database": folder.store, "keys": folder.keys, "head": folder.head}[subject]


def _examined(folder: OfficeFolder, stored: Contents) -> tuple[str, Told | None]:
    """Sign in, read everything, then run the deep check."""
    try:
        with signed_in(folder, ADMIN) as office:
            if contents(office) != stored:
                return SILENT, None
            cautions = office.store.cautions
            problems = [one.told for one in upkeep.check(office, deep=True).problems if one.told.stops]
    except Told as told:
        return REFUSED, told
    if problems:
        return NAMED, problems[0]
    return (CAUTIONED, cautions[0]) if cautions else (UNNOTICED, None)


def _examined_copy(copy: Path, folder: OfficeFolder, stored: Contents) -> tuple[str, Told | None]:
    """Restore the copy in an empty place and read everything."""
    target = OfficeFolder(folder.path / "empty place")
    try:
        done = backup.restore(
            copy, target, lambda path: Keys.open(path, ADMIN, PASSWORD), clock(), version=newest_version()
        )
        with signed_in(target, ADMIN) as office:
            found = contents(office)
    except Told as told:
        return REFUSED, told
    lost = stored.keys() - found.keys()
    same = found.items() <= stored.items() and all(name.startswith("paper ") for name in lost)
    if not same or len(lost) != len(done.troubles):
        return SILENT, None
    return (NAMED, done.troubles[0]) if done.troubles else (UNNOTICED, None)
