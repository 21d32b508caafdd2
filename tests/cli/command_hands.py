"""The story of ``walk`` by ``centre`` as separate processes; the day is set by ``CENTRE_TODAY``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

from centre_app.cli.hands import ADULT, PROFILE, SOURCE, Member
from centre_app.core.people import age_on


class CommandFailed(Exception):
    """A command of the story was refused: what it said on standard error."""


class CommandHands:
    """Does everything by ``centre``, each time a process of its own; the day is set by ``CENTRE_TODAY``."""

    def __init__(self, folder: Path, said: Mapping[str, Any]) -> None:
        self.folder = folder
        self.said = said
        self.password: str = said["users"]["password"]
        self.today = date(2026, 9, 1)
        self.commands = 0

    def __enter__(self) -> Self:
        office, admin = self.said["office"], self.said["users"]["administrator"]
        self._run(
            *("office", "new", "--name", office["name"], "--union", office["union"], "--area", office["area"]),
            *("--admin", admin, "--training", "--sheet", str(self.folder.with_name("recovery.pdf"))),
        )
        return self

    def __exit__(self, *_: object) -> None:
        return

    def _run(self, *words: str, user: str | None = None, given: str | None = None, **more: str) -> Any:
        command = [sys.executable, "-m", "centre_app", "--office", str(self.folder), "--json"]
        command += [*(("--user", user) if user else ()), *words]
        known = {**os.environ, "CENTRE_PASSWORD": self.password, "CENTRE_TODAY": self.today.isoformat(), **more}
        self.commands += 1
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, encoding="utf-8", env=known, check=False
        )
        if done.returncode:
            raise CommandFailed(f"{' '.join(words)}\n{done.stderr}")
        return json.loads(done.stdout)

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
                not one["birth_date"] or age_on(date.fromisoformat(one["birth_date"]), self.today) >= ADULT,
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

    def verify(self) -> int:
        admin = self.said["users"]["administrator"]
        self._run("check", "--deep", user=admin)
        return int(self._run("log", "--verify", user=admin)["lines"])
