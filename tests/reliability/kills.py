"""Killing the program while it saves, copies, restores and changes its secret; what is found afterwards.

Each round runs in a process of its own that tells by a pipe what it begins and what is done. It is killed at a
moment drawn by chance after it has begun, and the round counts only if the kill landed inside: something was begun
and not finished.
"""

import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from centre_app.core.refusals import Told
from centre_app.db.copies import copies
from centre_app.db.session import chain_problems
from centre_app.db.store import OfficeFolder
from centre_app.services import upkeep
from centre_app.services.trail import newest_number
from tests.reliability.offices import (
    ADMIN,
    PASSWORD,
    Contents,
    attach,
    clock,
    contents,
    marks,
    open_case,
    signed_in,
    steps,
)

BEGUN, DONE = b"begun", b"done"
_DEEP_EVERY = 25


@dataclass
class Kills:
    """What came of all rounds of one kind."""

    kind: str
    rounds: int = 0
    missed: int = 0  # kills that landed between two acts; repeated, and looked at all the same
    acknowledged: int = 0
    lost: int = 0
    stored_unsaid: int = 0  # the act was committed and the process died before it could say so
    wrong: list[str] = field(default_factory=list)
    slowest_opening: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.lost and not self.wrong


@dataclass(frozen=True)
class Killed:
    lines: list[list[bytes]]

    @property
    def inside(self) -> bool:
        return bool(self.lines) and self.lines[-1][0] == BEGUN

    @property
    def done(self) -> list[list[bytes]]:
        return [line for line in self.lines if line[0] == DONE]


class Tell(Protocol):
    """How a job says what it begins and what is done."""

    def __call__(self, *words: bytes) -> None: ...


def _tell(pipe: int, *words: bytes) -> None:
    os.write(pipe, b" ".join(words) + b"\n")


def killed(job: Callable[[Tell], None], wait_for: int, within: float, chance: random.Random) -> Killed:
    """Run a job in a process of its own and kill it after so many things done, somewhere inside the next one.

    Raises:
        AssertionError: the process ended by itself or by an error, so nothing was proven.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            job(partial(_tell, writing))
            code = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    os.close(writing)
    heard = b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while heard.count(DONE) < wait_for or not heard.rstrip().rpartition(b"\n")[2].startswith(BEGUN):
            said = pipe.read(1 << 16)
            if not said:
                break
            heard += said
        time.sleep(chance.uniform(0.0, within))
        os.kill(child, signal.SIGKILL)
        heard += pipe.readall() or b""
    _, status = os.waitpid(child, 0)
    finished = os.WIFEXITED(status)
    assert not finished or os.WEXITSTATUS(status) == 0, "the process failed before it was killed"
    lines = [line.split(b" ") for line in heard.splitlines()]
    return Killed([*lines, [b"finished"]] if finished else lines)


def while_saving(place: Path, office: OfficeFolder, rounds: int, chance: random.Random) -> Kills:
    """Acts by a clerk: households are taken in and their scans filed."""
    result = Kills("save")
    folder = _copied(office, place / "office")
    with signed_in(folder) as open_office:
        begun = time.perf_counter()
        for nth in range(1000, 1020):
            attach(open_office, open_case(open_office, nth), place, nth)
        act_seconds = (time.perf_counter() - begun) / 40
    nth, known = 1020, 0
    while result.rounds < rounds:

        def job(tell: Tell, first: int = nth) -> None:
            with signed_in(folder) as open_office:
                for step in steps(open_office, place, first):
                    tell(BEGUN)
                    step()
                    with open_office.look() as look:
                        number = newest_number(look)
                        link = marks(look, after=number - 1).links[number]
                    tell(DONE, str(number).encode(), link.hex().encode())

        end = killed(job, wait_for=chance.randint(2, 5), within=1.2 * act_seconds, chance=chance)
        nth += len(end.lines)
        known = _look_after(result, folder, end, known, deep=(result.rounds + 1) % _DEEP_EVERY == 0)
    with signed_in(folder) as open_office:
        check = upkeep.check(open_office, deep=True)
        result.wrong += [problem.told.sentence for problem in check.problems if problem.told.stops]
    shutil.rmtree(folder.path)
    return result


def _look_after(result: Kills, folder: OfficeFolder, end: Killed, known: int, *, deep: bool) -> int:
    """Open the office as the next clerk would, with nothing mended by hand, and compare."""
    said = {int(line[1]): bytes.fromhex(line[2].decode()) for line in end.done}
    if end.inside:
        result.rounds += 1
    else:
        result.missed += 1
    result.acknowledged += len(said)
    begun = time.perf_counter()
    try:
        with signed_in(folder) as office:
            result.slowest_opening = max(result.slowest_opening, time.perf_counter() - begun)
            with office.look() as look:
                stored = marks(look, after=known)
                result.wrong += [f"chain broken at {one.number}" for one in chain_problems(look.session, after=known)]
            result.lost += sum(stored.links.get(number) != link for number, link in said.items())
            beyond = stored.last - max(said, default=known)
            result.stored_unsaid += beyond == 1
            if beyond not in {0, 1}:
                result.wrong.append(f"{beyond} acts that nobody did")
            result.wrong += [caution.sentence for caution in office.store.cautions if caution.stops]
            check = upkeep.check(office, deep=deep)
            result.wrong += [problem.told.sentence for problem in check.problems if problem.told.stops]
            return stored.last
    except Told as told:
        result.wrong.append(f"not opened: {told.sentence}")
        return known


def _timed(job: Callable[[], None]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def while_copying(place: Path, office: OfficeFolder, rounds: int, chance: random.Random) -> Kills:
    """A backup is killed: no copy that is not whole is ever seen, and the office is as it was."""
    result = Kills("backup")
    folder = _copied(office, place / "office")

    def copy() -> None:
        with signed_in(folder, ADMIN) as open_office:
            upkeep.back_up(open_office, place)

    copy()  # what is loaded late is loaded now
    seconds = _timed(copy)
    while result.rounds < rounds:
        before = _people(_contents(folder))

        def job(tell: Tell) -> None:
            with signed_in(folder, ADMIN) as open_office:
                tell(BEGUN)
                upkeep.back_up(open_office, place)
                tell(DONE)

        end = killed(job, wait_for=0, within=seconds, chance=chance)
        _count(result, end)
        with signed_in(folder, ADMIN) as open_office:
            bad = [row.path.name for row in copies(place, open_office.store.keys, deep=True) if not row.good]
        result.wrong += [f"a copy that is not whole: {name}" for name in bad]
        if _people(_contents(folder)) != before:
            result.wrong.append("the office changed")
    shutil.rmtree(folder.path)
    return result


def while_restoring(place: Path, office: OfficeFolder, rounds: int, chance: random.Random) -> Kills:
    """A restore is killed: the office is wholly as it was, or wholly as in the copy."""
    result = Kills("restore")
    folder = _copied(office, place / "office")
    with signed_in(folder, ADMIN) as open_office:
        made = upkeep.back_up(open_office, place)
    with signed_in(folder) as open_office:
        for nth in range(900, 905):
            open_case(open_office, nth)

    def bring_back() -> None:
        upkeep.restore_by_password(folder, made.path, ADMIN, PASSWORD, clock)

    later = place / "later"
    shutil.copytree(folder.path, later)
    seconds = _timed(bring_back)
    copied = _people(_contents(folder))
    while result.rounds < rounds:
        shutil.rmtree(folder.path)
        shutil.copytree(later, folder.path)
        before = _people(_contents(folder))

        def job(tell: Tell) -> None:
            tell(BEGUN)
            bring_back()
            tell(DONE)

        end = killed(job, wait_for=0, within=seconds, chance=chance)
        _count(result, end)
        _demand_one_of(result, folder, (before, copied))
    shutil.rmtree(folder.path)
    return result


def while_changing_the_secret(place: Path, office: OfficeFolder, rounds: int, chance: random.Random) -> Kills:
    """A new secret is killed: everything opens by password, under the old secret or the new one, and nothing of the
    old one is left once it does.
    """
    result = Kills("new secret")
    folder = _copied(office, place / "office")

    def rotate() -> None:
        with signed_in(folder, ADMIN) as open_office:
            upkeep.rotate(open_office)

    seconds = _timed(rotate)
    before = _people(_contents(folder))
    while result.rounds < rounds:

        def job(tell: Tell) -> None:
            tell(BEGUN)
            rotate()
            tell(DONE)

        end = killed(job, wait_for=0, within=seconds, chance=chance)
        _count(result, end)
        _demand_one_of(result, folder, (before,))
        result.wrong += [f"left under the old secret: {left.name}" for left in folder.path.glob("replaced-*")]
    shutil.rmtree(folder.path)
    return result


def _count(result: Kills, end: Killed) -> None:
    if end.inside:
        result.rounds += 1
    else:
        result.missed += 1


def _copied(office: OfficeFolder, to: Path) -> OfficeFolder:
    shutil.copytree(office.path, to)
    return OfficeFolder(to)


def _contents(folder: OfficeFolder) -> Contents:
    with signed_in(folder, ADMIN) as office:
        return contents(office)


def _people(found: Contents) -> Contents:
    """Without the lines that a restore itself leaves in the trail."""
    return {name: row for name, row in found.items() if not name.startswith(("act ", "change_line ", "view_line "))}


def _demand_one_of(result: Kills, folder: OfficeFolder, wanted: tuple[Contents, ...]) -> None:
    try:
        if _people(_contents(folder)) not in wanted:
            result.wrong.append("neither as it was nor as it should become")
        with signed_in(folder, ADMIN) as office:
            check = upkeep.check(office, deep=True)
            result.wrong += [problem.told.sentence for problem in check.problems if problem.told.stops]
    except Told as told:
        result.wrong.append(f"not opened: {told.sentence}")
