"""Offices with a case already on its way: made once for each step and each database, copied for each test."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.store import OfficeFolder
from centre_app.services.office import Office
from centre_app.services.work import Done
from tests.postgres import copied_database
from tests.services.walking import DAYS, Walk

if TYPE_CHECKING:
    from tests.services.conftest import Clock

ENCRYPTED = pytest.mark.parametrize("template", ["encrypted"], indirect=True)
"""For what does not depend on the database: only on the encrypted file."""

STEPS = tuple(name for name in DAYS if name != "last_day")

Opening = Callable[[OfficeFolder], tuple[Office, "Clock"]]


@dataclass(frozen=True, slots=True)
class Stage:
    """A closed office, and what the walk that came so far remembers."""

    folder: Path
    server: str | None
    case: str = ""
    done: dict[str, Done] = field(default_factory=dict)
    reached: frozenset[CaseState | str] = frozenset()
    form: str = ""


@dataclass(slots=True)
class Stages:
    """The stages of one template, each made from the one before when it is first asked for."""

    start: Stage
    people: dict[str, str]
    folder: Path
    open: Opening
    sign_in: Callable[[Office, Role], Office]
    keeping: ExitStack
    made: dict[CaseState | str, Stage] = field(default_factory=dict)

    def walk(self, state: CaseState | str | None, path: Path, leaving: ExitStack) -> Walk:
        """A walk that has come to a state, in an opened office of its own; without a state it has not begun."""
        return self._opened(self._at(state) if state else self.start, path, leaving)[0]

    def _at(self, state: CaseState | str) -> Stage:
        if state not in self.made:
            place = STEPS.index(state)
            before = self._at(STEPS[place - 1]) if place else self.start
            with ExitStack() as leaving:
                walk, server = self._opened(before, self.folder / state, self.keeping, leaving)
                walk.to(state)
            self.made[state] = Stage(
                self.folder / state / "甲县", server, walk.case, dict(walk.done), frozenset(walk.reached), walk.form
            )
        return self.made[state]

    def _opened(
        self, stage: Stage, path: Path, keeping: ExitStack, leaving: ExitStack | None = None
    ) -> tuple[Walk, str | None]:
        copy = keeping.enter_context(_copied(stage, path / "甲县"))
        office, clock = self.open(copy)
        (leaving or keeping).callback(office.close)
        walk = Walk(office, lambda role: self.sign_in(office, role), clock, dict(self.people), path, stage.case)
        walk.done, walk.reached, walk.form = dict(stage.done), set(stage.reached), stage.form
        if walk.reached:
            clock.set(DAYS[max(walk.reached, key=STEPS.index)])
        return walk, copy.server


@contextmanager
def _copied(stage: Stage, path: Path) -> Iterator[OfficeFolder]:
    """A copy of a closed office with its database, which is gone afterwards."""
    shutil.copytree(stage.folder, path)
    if stage.server is None:
        yield OfficeFolder(path)
        return
    with copied_database(stage.server, f"t{uuid.uuid4().hex}") as server:
        yield OfficeFolder(path, server)
