"""A disk that is really full while the program saves, takes in a list, prints, exports and backs up.

Each kind runs on a small disk that only its process sees (a tmpfs). It is filled but for a few bytes, differently in
each round; a round counts only when the program said that the disk is full.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from centre_app.core.refusals import Told
from centre_app.core.refusals.store import DiskFull
from centre_app.db.files import write_durably
from centre_app.db.store import OfficeFolder
from centre_app.forms.press import issuing
from centre_app.services import upkeep
from centre_app.services.office import Office
from centre_app.sheets.sending_out import send_out
from centre_app.sheets.taking_in import arrivals_of, take_in
from tests.faults import ROOT, on_a_small_disk
from tests.reliability.offices import ADMIN, Contents, attach, contents, new_office, open_case, signed_in

SIZE = 24 << 20
KINDS = ("save", "import", "print", "export", "backup")
LIST = ROOT / "tests" / "data" / "county-a.xlsx"
_ONE_ACT = ("import", "export", "backup")
_ALWAYS = ("act ", "change_line ", "view_line ", "number_series ")
"""What an act that came before the failing one may have left rightly: its line in the trail."""


@dataclass
class FullDisk:
    """What came of all rounds of one kind."""

    kind: str
    rounds: int = 0
    with_room: int = 0  # there was room enough, the step succeeded; does not count
    wrong: list[str] = field(default_factory=list)
    sentence: str = ""

    @property
    def ok(self) -> bool:
        return not self.wrong


def trial(kind: str, rounds: int, place: Path) -> FullDisk:
    """Run one kind in a process with a small disk of its own."""
    disk = place / "disk"
    disk.mkdir(exist_ok=True)
    code = """
        from tests.reliability.full_disk import on_the_disk
        on_the_disk(DISK, fill, free, sys.argv[3], int(sys.argv[4]))
    """
    said = on_a_small_disk(disk, SIZE, code, kind, str(rounds))
    return FullDisk(**json.loads(said.splitlines()[-1]))


def on_the_disk(disk: Path, fill: Callable[[int], None], free: Callable[[], None], kind: str, rounds: int) -> None:
    """The trial itself, inside the process with the small disk; prints what came of it."""
    result = FullDisk(kind)
    folder = new_office(disk / "office")
    with signed_in(folder, ADMIN) as office:
        if kind == "export":
            take_in(office, "households", arrivals_of(office, "households", LIST), take_over=True)
    with signed_in(folder) as office:
        for nth in range(10):
            attach(office, open_case(office, nth), disk, nth)
    shutil.copytree(folder.path, disk / "as it was")
    need = _need(disk, kind)
    step = max(need // max(rounds - 2, 1), 1)
    tried = 0
    while result.rounds < rounds and tried < 4 * rounds:
        spare = (tried * step) % max(need - step, 1)
        tried += 1
        _round(result, disk, folder, kind, spare, fill, free)
    if result.rounds < rounds:
        result.wrong.append(f"only {result.rounds} rounds met a full disk")
    print(json.dumps(asdict(result)))


def _need(disk: Path, kind: str) -> int:
    """How many bytes the step takes, tried on an office apart."""
    apart = OfficeFolder(disk / "apart")
    shutil.copytree(disk / "as it was", apart.path)
    before = _used(disk)
    with signed_in(apart) as office:
        _step(kind, office, disk)
    need = _used(disk) - before
    shutil.rmtree(apart.path)
    _clear(disk)
    return max(need, 4096)


def _used(disk: Path) -> int:
    return shutil.disk_usage(disk).used


def _clear(disk: Path) -> None:
    for left in (*disk.glob("out.*"), *disk.glob("*.backup")):
        left.unlink()


def _step(kind: str, office: Office, disk: Path) -> None:
    """The step under trial, as the command line takes it."""
    if kind == "save":
        for nth in range(500, 540):
            open_case(office, nth)
    elif kind == "import":
        take_in(office, "households", arrivals_of(office, "households", LIST))
    elif kind == "print":
        issued = issuing.issue(office, "application", "试3")
        write_durably(disk / "out.pdf", issued.pdf)
    elif kind == "export":
        send_out(office, "province", disk / "out.xlsx")
    else:
        upkeep.back_up(office, disk)


def _round(
    result: FullDisk,
    disk: Path,
    folder: OfficeFolder,
    kind: str,
    spare: int,
    fill: Callable[[int], None],
    free: Callable[[], None],
) -> None:
    shutil.rmtree(folder.path)
    shutil.copytree(disk / "as it was", folder.path)
    before = _contents(folder)
    met = False
    with signed_in(folder) as office:
        fill(spare)
        try:
            _step(kind, office, disk)
        except DiskFull as told:
            met = True
            result.sentence = told.sentence.replace(str(disk), "…")
        except Told as told:
            result.wrong.append(f"said otherwise: {told.code} {told.sentence}")
        result.rounds += met
        result.with_room += not met
        stubs = [path.name for path in disk.rglob("*") if path.name.endswith(".part")]
        stubs += [path.name for path in (*disk.glob("out.*"), *disk.glob("*.backup")) if met]
        result.wrong += [f"a stub is left: {name}" for name in stubs]
        free()
        after = contents(office)
        open_case(office, 700)  # it goes on where it was, without a restart
    if not _kept(before).items() <= _kept(after).items():
        result.wrong.append("something that was stored is gone or changed")
    if met and kind in _ONE_ACT and _kept(after) != _kept(before):
        result.wrong.append("something of a refused step is stored")
    with signed_in(folder, ADMIN) as office:
        check = upkeep.check(office, deep=True)
        result.wrong += [problem.told.sentence for problem in check.problems if problem.told.stops]
    _clear(disk)


def _contents(folder: OfficeFolder) -> Contents:
    with signed_in(folder, ADMIN) as office:
        return contents(office)


def _kept(found: Contents) -> Contents:
    return {name: row for name, row in found.items() if not name.startswith(_ALWAYS)}
