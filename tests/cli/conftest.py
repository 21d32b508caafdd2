"""No test of the command line sees the folders of whoever runs it; each may have an office of its own.

The office has three households: 张甲 in the files, 李乙 on a notice, 王丙 as a draft. Its day is set.
"""

import shutil
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.store import OfficeFolder
from centre_app.services.office import Office
from centre_app.services.opening import open_office
from tests.cli.said import Ran, ran
from tests.services.conftest import NAMES, PASSWORD, Clock, furnished
from tests.services.walking import HEAD, Walk

# Faults made by means of Linux.
collect_ignore = ["test_closed_and_full_places.py"] if sys.platform == "win32" else []

TODAY = date(2026, 4, 2)
SECOND = {**HEAD, "name": "李乙", "id_number": "621002197512310020", "sex": "2", "birth_date": "1975-12-31"}
THIRD = {**HEAD, "name": "王丙", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("centre_app.paths.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("centre_app.paths.data_folder", lambda: tmp_path / "data")


@dataclass(frozen=True)
class Desk:
    """An office as somebody at the command line has it: its folder, who is signed in, the day that is set."""

    folder: Path
    people: dict[str, str]
    cases: dict[str, str]
    user: str = NAMES[Role.CLERK]
    day: date | None = TODAY
    word: str | None = PASSWORD

    def ran(self, *words: str, stdin: str | bytes = "", **variables: str | None) -> Ran:
        """Run a command on this office."""
        day = self.day.isoformat() if self.day else None
        told: dict[str, str | None] = {"CENTRE_PASSWORD": self.word, "CENTRE_TODAY": day, **variables}
        return ran("--office", str(self.folder), "--user", self.user, *words, env=told, stdin=stdin)

    def read(self, *words: str, **variables: str | None) -> Any:
        """The document that a command answers."""
        answer = self.ran("--json", *words, stdin="", **variables)
        assert answer.code == 0, answer.err
        return answer.document

    def by(self, role: Role) -> "Desk":
        return replace(self, user=NAMES[role])

    def on(self, day: date) -> "Desk":
        return replace(self, day=day)

    def office(self) -> Office:
        """The same office opened by the services, to look into it; close it."""
        clock = Clock()
        clock.set(self.day or TODAY)
        return open_office(OfficeFolder(self.folder), self.user, PASSWORD, clock)


@pytest.fixture(scope="session")
def furnished_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk") / "甲县"
    people = furnished(OfficeFolder(folder))
    clock = Clock()
    cases: dict[str, str] = {}
    with closing(open_office(OfficeFolder(folder), NAMES[Role.CLERK], PASSWORD, clock)) as office:

        def as_role(role: Role) -> Office:
            return Office(office.store, NAMES[role], office.clock)

        def walk(**more: Any) -> Walk:
            return Walk(office, as_role, clock, people, folder.parent, **more)

        first = walk()
        cases["张甲"] = first.open(people=[HEAD], account="6222000000000000001")
        first.to(CaseState.ACTIVE)
        clock.set(date(2026, 3, 2))
        second = walk(head="李乙")
        cases["李乙"] = second.open(people=[SECOND], phone="19900000002", address="甘肃省庆阳市西峰区南街2号")
        second.to("posted")
        clock.set(date(2026, 3, 2))
        third = walk(head="王丙")
        cases["王丙"] = third.open(people=[THIRD], phone=None)
        clock.set(TODAY)
    return Desk(folder, people, cases)


@pytest.fixture
def desk(furnished_desk: Desk, tmp_path: Path) -> Desk:
    """An office of this test's own."""
    folder = tmp_path / "甲县"
    shutil.copytree(furnished_desk.folder, folder)
    return replace(furnished_desk, folder=folder)
