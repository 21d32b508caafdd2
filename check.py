#!/usr/bin/env python3
"""The one check: format, lint, types, contracts, locks, tests and coverage, for people and for CI.

    python check.py             everything
    python check.py --quick     what takes seconds: format, lint, types, contracts, locks

Every step runs even where an earlier one failed; what failed is listed at the end, and the exit code is 1.
The last line is pytest's own summary. ``python3 start.py check`` sets the machine up and then runs this.
"""

import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent
WORKERS = "2"
# Core and services are complete, branches included; the whole at least 90.
COVERED = (
    ("core", "centre_app/core/*", "100"),
    ("services", "centre_app/services/*", "100"),
    ("all", "centre_app/*", "90"),
)
# import-linter has no ``python -m``, and the path of its command differs by system.
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
SUMMARY = re.compile(r"^=+ (.*\b(passed|failed|error|errors|no tests ran)\b.* in [\d.]+s.*?) =+$")

Pins = dict[str, Version]


class Step(NamedTuple):
    """One heading of the report. ``run`` returns whether the step is content."""

    heading: str
    run: Callable[[], bool]


def tool(*words: str) -> Callable[[], bool]:
    """A step that runs Python with these words and is content with exit code 0."""

    def run() -> bool:
        return subprocess.call([sys.executable, *words], cwd=ROOT) == 0

    return run


def pins(lock: str) -> Pins:
    """The names and versions that a lock pins, whatever the platform they are for."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", lock, re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


def misfits(wanted: Iterable[str], locked: Pins, name: str) -> list[str]:
    """Where a lock does not give what the project asks for; one sentence each."""
    problems = []
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None:
            problems.append(f"{name} lacks {requirement}")
        elif version not in requirement.specifier:
            problems.append(f"{name} has {requirement.name} {version}, the project asks for {requirement}")
    return problems


def unhashed(lock: str, name: str) -> list[str]:
    """Pins without a hash, and lines that name an address; a lock has neither."""
    entries = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", lock, flags=re.MULTILINE)
    bare = [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    addresses = [line for line in lock.splitlines() if "://" in line or line.lstrip().startswith("--index")]
    return [f"{name}: no hash for {entry}" for entry in bare] + [f"{name}: address in {line}" for line in addresses]


def apart(locked: Pins, dev_locked: Pins) -> list[str]:
    """Pins of the program that the tests would not run with."""
    return [
        f"{name} is {version} in requirements.lock and {dev_locked.get(name)} in requirements-dev.lock"
        for name, version in locked.items()
        if dev_locked.get(name) != version
    ]


def locks_are_fresh() -> bool:
    """Whether both locks give what pyproject.toml asks for, with hashes and no addresses."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf8")
    dev_lock = (ROOT / "requirements-dev.lock").read_text("utf8")
    problems = [
        *misfits(project["dependencies"], pins(lock), "requirements.lock"),
        *misfits(project["optional-dependencies"]["dev"], pins(dev_lock), "requirements-dev.lock"),
        *apart(pins(lock), pins(dev_lock)),
        *unhashed(lock, "requirements.lock"),
        *unhashed(dev_lock, "requirements-dev.lock"),
    ]
    print("\n".join(problems) or f"{len(pins(lock))} and {len(pins(dev_lock))} pins, all with hashes")
    return not problems


class Tests:
    """The tests with coverage; keeps pytest's own last line."""

    def __init__(self) -> None:
        self.summary = ""

    def run(self) -> bool:
        """Run all tests on two processes, in random order, and show what they print as they print it."""
        coverage = [sys.executable, "-m", "coverage"]
        subprocess.run([*coverage, "erase"], cwd=ROOT, check=True)
        command = [*coverage, "run", "-m", "pytest", "-n", WORKERS, "--dist", "worksteal"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                if SUMMARY.match(line.strip()):
                    self.summary = line.strip()
        subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, check=False)
        return process.returncode == 0


def steps(tests: Tests) -> list[Step]:
    """Every step of the check, the quick ones first."""
    return [
        *quick_steps(),
        Step("Tests", tests.run),
        *(
            Step(f"Coverage of {name}", tool("-m", "coverage", "report", "--include", where, "--fail-under", least))
            for name, where, least in COVERED
        ),
    ]


def quick_steps() -> list[Step]:
    """The steps that run in seconds and need no test."""
    return [
        Step("Format", tool("-m", "ruff", "format", "--check", ".")),
        Step("Lint", tool("-m", "ruff", "check", ".")),
        Step("Types", tool("-m", "mypy")),
        Step("Contracts between rooms", tool("-c", IMPORT_LINTER)),
        Step("Locks", locks_are_fresh),
    ]


def failures(chosen: Iterable[Step]) -> list[str]:
    """Run each step under its heading with its time, and return the headings of those that failed."""
    failed = []
    for step in chosen:
        print(f"\n--- {step.heading}", flush=True)
        began = time.monotonic()
        content = step.run()
        print(f"--- {step.heading}: {'ok' if content else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
        if not content:
            failed.append(step.heading)
    return failed


def main(words: list[str]) -> int:
    """Run the steps and say what failed; 0 when nothing did, 2 for wrong words."""
    if words not in ([], ["--quick"]):
        print("usage: python check.py [--quick]")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tests = Tests()
    failed = failures(quick_steps() if words else steps(tests))
    print("\n--- " + ("FAILED: " + "; ".join(failed) if failed else "All steps passed."))
    if tests.summary:
        print(tests.summary)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
