"""Trials of reliability: kills, damage, full disks. Slow, and therefore beside the tests.

    python -m tests.reliability.run [--part kill|damage|full-disk] [--rounds N] [--seed N] [--write docs/reliability.md]

Linux only. Ends with 1 when something acknowledged was lost or something was silently wrong, and with an error when
a fault could not be set up.
"""

import argparse
import platform
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as cipher

from centre_app import __version__
from tests.reliability import damage, full_disk, kills
from tests.reliability.offices import filled_office

# Out of 200; the database is by far the largest.
FLIPS = {"database": 50, "log": 30, "papers": 30, "keys": 30, "head": 20, "backup": 30, "papers of a backup": 10}
CUTS = {"database": 4, "log": 3, "papers": 3, "keys": 3, "head": 2, "backup": 4, "papers of a backup": 1}
PARTS = ("kill", "damage", "full-disk")


@dataclass
class Report:
    """The lines of the report, and whether all is well."""

    lines: list[str] = field(default_factory=list)
    ok: bool = True

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        self.lines += ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
        self.lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
        self.lines.append("")

    def say(self, *lines: str) -> None:
        self.lines += [*lines, ""]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        place = Path(folder)
        _begin(report, asked.rounds, asked.seed)
        for part in asked.part or PARTS:
            _WORK[part](report, place, asked.rounds, random.Random(asked.seed))
    _end(report)
    text = "\n".join(report.lines)
    print(text)
    if asked.write is not None:
        asked.write.write_text(text, encoding="utf8")
    return 0 if report.ok else 1


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _begin(report: Report, rounds: int, seed: int) -> None:
    report.say(
        "# Reliability",
        "",
        "What happens to an office when the program is killed, its files are damaged, or the disk is full. From",
        "",
        f"    python -m tests.reliability.run --rounds {rounds} --seed {seed} --write docs/reliability.md",
        "",
        "with real files, processes and faults; a fault that could not be set up ends the run with an error.",
        "",
        f"Program {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"SQLite {cipher.sqlite_version} in SQLCipher, SQLAlchemy {sa.__version__}.",
    )


def _kill(report: Report, place: Path, rounds: int, chance: random.Random) -> None:
    office = filled_office(place / "kill" / "base", 30)
    few = max(rounds // 5, 1)
    found: list[kills.Kills] = []
    for trial, times in (
        (kills.while_saving, rounds),
        (kills.while_copying, few),
        (kills.while_restoring, few),
        (kills.while_changing_the_secret, few),
    ):
        at = place / "kill" / trial.__name__
        at.mkdir()
        found.append(trial(at, office, times, chance))
        _progress(f"killed: {found[-1]}")
    report.ok &= all(one.ok for one in found)
    report.say(
        "## Killed (kill -9)",
        "",
        "Each round has a process of its own, killed at a moment drawn by chance. A round counts only when the kill",
        "landed inside: the process had said what it begins and not that it is done. After each the office is opened",
        "as the next clerk would, nothing mended by hand, and everything acknowledged is compared by number and hash.",
        "*Stored unsaid*: the act was committed and the process died before it could say so. A restore must leave the",
        "office wholly as before or wholly as in the copy.",
    )
    report.table(
        ("while", "rounds", "between two acts, not counted", "acknowledged", "lost", "stored unsaid", "wrong"),
        [
            (one.kind, one.rounds, one.missed, one.acknowledged, one.lost, one.stored_unsaid, _faults(one.wrong))
            for one in found
        ],
    )


def _damage(report: Report, place: Path, rounds: int, chance: random.Random) -> None:
    at = place / "damage"
    specimen = damage.Specimen.prepared(filled_office(at / "base", 60), at)
    report.say(
        "## Damaged files",
        "",
        "One bit is turned over, or the file is cut short, at a place drawn by chance, each time in a fresh copy of an",
        "office of 60 households with 60 scans. Then somebody signs in, reads every row and every paper, and runs the",
        "deep check; a backup is restored in an empty place and read. *Refused*: a sentence instead of an answer.",
        "*Named*: everything read was right and the check, or the restore, names the damage. *Cautioned*: told at",
        "sign-in. *Silent*: something read was wrong and nothing was said.",
    )
    sentences: dict[str, str] = {}
    for title, fault, shares, total in (
        ("one bit turned over", damage.flip, FLIPS, rounds),
        ("cut short", damage.cut, CUTS, max(rounds // 10, len(CUTS))),
    ):
        rows = []
        sums: Counter[str] = Counter()
        for subject, share in shares.items():
            count = max(round(total * share / sum(shares.values())), 1)
            found = damage.trial(specimen, subject, fault, count, at, chance)
            _progress(f"{title}: {found.subject} {dict(found.outcomes)} {found.silent}")
            report.ok &= found.ok
            sums += found.outcomes
            rows.append(_outcomes(subject, found.outcomes))
            for said in found.sentences:
                code, _, sentence = said.partition("：")
                sentences.setdefault(code, sentence)
        report.say(f"### {title.capitalize()}")
        report.table(("in", "rounds", *_OUTCOMES), [*rows, _outcomes("**all**", sums)])
    report.say("What is said, an example of each:")
    report.table(("code", "sentence"), sorted(sentences.items()))


_OUTCOMES = (damage.REFUSED, damage.NAMED, damage.CAUTIONED, damage.UNNOTICED, damage.SILENT)


def _outcomes(name: str, found: Counter[str]) -> tuple[object, ...]:
    return name, found.total(), *(found[outcome] for outcome in _OUTCOMES)


def _full_disk(report: Report, place: Path, rounds: int, chance: random.Random) -> None:
    at = place / "full"
    at.mkdir()
    found = []
    for kind in full_disk.KINDS:
        found.append(full_disk.trial(kind, max(rounds // 10, 1), at))
        _progress(f"full disk: {found[-1]}")
    report.ok &= all(one.ok for one in found)
    report.say(
        "## Full disk",
        "",
        "On a disk of its own (a tmpfs), filled but for a few bytes, differently in each round. A round counts only",
        "when the program said that the disk is full. Then no stub is left, what was stored before is unchanged, a",
        "refused import has stored nothing, the deep check is clean, and when there is room the office goes on.",
    )
    report.table(
        ("while", "rounds", "wrong", "said"),
        [(one.kind, one.rounds, _faults(one.wrong), one.sentence) for one in found],
    )


def _faults(wrong: Sequence[str]) -> str:
    return "0" if not wrong else f"{len(wrong)}: {'; '.join(sorted(set(wrong))[:3])}"


def _end(report: Report) -> None:
    report.say(
        "## Not shown here",
        "",
        "Power failure (a kill leaves the system's memory of the files in place; decision 0021 tells what a model",
        "of it showed), a stick pulled while it is written, Windows, and a disk that lies about having written.",
    )


_WORK: dict[str, Callable[[Report, Path, int, random.Random], None]] = {
    "kill": _kill,
    "damage": _damage,
    "full-disk": _full_disk,
}

if __name__ == "__main__":
    sys.exit(main())
