"""The story of ``walk`` by ``centre``, each command a process of its own; the day is set by ``CENTRE_TODAY``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from centre_app.cli.hands import PROFILE, SOURCE, Member
from centre_app.core.people import is_adult
from tests.cli.said import key_on

ROOT = Path(__file__).parents[2]


class CommandFailed(Exception):
    """A command of the story was refused: what it said on standard error."""


class CommandHands:
    """Does everything by ``centre``, each time a process of its own.

    The first command of each kind is started as the launcher starts it. Loading the libraries for each of the
    hundreds that follow would take most of the time and prove nothing more: those are forked from a process that has
    loaded them (``fork_server.py``), where the system can fork.
    """

    def __init__(self, folder: Path, said: Mapping[str, Any]) -> None:
        self.folder = folder
        self.said = said
        self.password: str = said["users"]["password"]
        self.today = date(2026, 9, 1)
        self.started: set[Sequence[str]] = set()
        self.forked = 0
        self.streams = {name: folder.with_name(name) for name in ("stdin", "stdout", "stderr")}
        # As of an installed program: its bytecode is kept. What commands run is measured by other tests.
        left_out = ("PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
        self.environment = {name: value for name, value in os.environ.items() if name not in left_out}
        self.environment["PYTHONPYCACHEPREFIX"] = str(folder.with_name("bytecode"))
        self.server: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        office, admin = self.said["office"], self.said["users"]["administrator"]
        self._run(
            *("office", "new", "--name", office["name"], "--union", office["union"], "--area", office["area"]),
            *("--admin", admin, "--training", "--sheet", str(self.folder.with_name("recovery.pdf"))),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.server is not None:
            self.server.communicate()

    def _run(self, *words: str, user: str | None = None, given: str = "", at: Path | None = None, **more: str) -> Any:
        whole = ["--office", str(at or self.folder), "--json", *(("--user", user) if user else ()), *words]
        told = {"CENTRE_PASSWORD": self.password, "CENTRE_TODAY": self.today.isoformat(), **more}
        self.streams["stdin"].write_text(given, "utf-8")
        kind = words[:1] if words[0] == "case" else words[:2]
        if kind in self.started and hasattr(os, "fork"):
            code = self._fork(whole, told)
        else:
            self.started.add(kind)
            code = self._start(whole, told)
        if code:
            raise CommandFailed(f"{' '.join(words)}\n{self.streams['stderr'].read_text('utf-8')}")
        return json.loads(self.streams["stdout"].read_text("utf-8"))

    def _start(self, words: Sequence[str], told: Mapping[str, str]) -> int:
        with self._opened() as (stdin, stdout, stderr):
            return subprocess.call(
                [sys.executable, "-m", "centre_app", *words],
                cwd=ROOT,
                env={**self.environment, **told},
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
            )

    @contextmanager
    def _opened(self) -> Iterator[tuple[IO[bytes], IO[bytes], IO[bytes]]]:
        streams = self.streams
        with (
            streams["stdin"].open("rb") as stdin,
            streams["stdout"].open("wb") as stdout,
            streams["stderr"].open("wb") as stderr,
        ):
            yield stdin, stdout, stderr

    def _fork(self, words: Sequence[str], told: Mapping[str, str]) -> int:
        if self.server is None:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.fork_server"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        for name in ("stdout", "stderr"):
            self.streams[name].write_bytes(b"")
        asked = {"words": words, "env": told, **{name: str(path) for name, path in self.streams.items()}}
        self.server.stdin.write(json.dumps(asked) + "\n")
        self.server.stdin.flush()
        self.forked += 1
        return int(self.server.stdout.readline())

    def _clerk(self, *words: str) -> Any:
        return self._run(*words, user=self.said["users"]["clerk"])

    def day(self, day: date) -> None:
        self.today = day

    def act(self, user: str, act: str, /, **data: Any) -> dict[str, Any]:
        done: dict[str, Any] = self._run("act", act, "--data", "-", user=user, given=json.dumps(data))
        return done

    def add_user(self, admin: str, name: str, role: str, person: str) -> None:
        words = ("user", "add", name, "--role", role, "--person", person)
        self._run(*words, user=admin, CENTRE_NEW_PASSWORD=self.password)

    def take_in(self, file: Path) -> dict[str, Any]:
        plan: dict[str, Any] = self._clerk("import", SOURCE, str(file))
        return plan

    def would_take_in(self, file: Path) -> dict[str, Any]:
        plan: dict[str, Any] = self._clerk("import", SOURCE, str(file), "--dry-run")
        return plan

    def send_out(self, file: Path, reason: str) -> int:
        return int(self._clerk("export", PROFILE, "--out", str(file), "--reveal", reason)["households"])

    def drafts(self, count: int) -> list[tuple[str, str]]:
        found = self._clerk("cases", "--state", "draft", "--sort", "opened", "--limit", str(count))
        return [(one["case"], one["name"]) for one in found]

    def members(self, case: str) -> list[Member]:
        people = self._clerk("case", case)["members"]
        return [
            Member(
                one["key"],
                is_adult(one["birth_date"] and date.fromisoformat(one["birth_date"]), self.today),
            )
            for one in people
        ]

    def print(self, form: str, out: Path, /, *, paper: str | None = None, **subject: str) -> dict[str, Any]:
        [(kind, key)] = subject.items()
        on = ("--paper", paper) if paper else ()
        page: dict[str, Any] = self._clerk("print", form, f"--{kind}", key, "--out", str(out), *on)
        return page

    def back_up(self, folder: Path) -> Path:
        made = self._run("backup", "--to", str(folder), user=self.said["users"]["administrator"])
        return Path(made["file"])

    def restore(self, file: Path) -> None:
        self._run("restore", str(file), user=self.said["users"]["administrator"])

    def recover(self, file: Path, place: Path) -> int:
        secret = {"CENTRE_RECOVERY": key_on(self.folder.with_name("recovery.pdf"))}
        self._run("restore", str(file), at=place, **secret)
        self._run("office", "recover", at=place, CENTRE_NEW_PASSWORD=self.password, **secret)
        return self._proven(place)

    def verify(self) -> int:
        return self._proven(self.folder)

    def _proven(self, place: Path) -> int:
        admin = self.said["users"]["administrator"]
        self._run("check", "--deep", user=admin, at=place)
        return int(self._run("log", "--verify", user=admin, at=place)["lines"])
