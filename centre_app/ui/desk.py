"""What every page is handed: the office, a way to ask and to act, the news of changes, and where else to go."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from centre_app import registry
from centre_app.core.acts import ACTS, may
from centre_app.core.progress import Progress
from centre_app.core.refusals.office import NotYourAct
from centre_app.services import clocks, search
from centre_app.services.office import Office
from centre_app.services.work import Done, Look
from centre_app.ui import pages
from centre_app.ui.memory import Memory
from centre_app.ui.runner import Failed, Failure, Runner, Task

if TYPE_CHECKING:
    from centre_app.ui.lessons import Teacher

__all__ = ["LISTED", "Desk"]

T = TypeVar("T")
LISTED: Final = "case_index"
"""Told among the touched tables once the lists of cases have been reckoned anew."""
_TOLD_AFTER: Final = 100
"""Portions after which a list in view is shown anew while thousands of cases are reckoned."""

_PAUSE: Final = 60
"""Milliseconds between two portions: whoever works at the window comes first."""


class Desk(QObject):
    """One signed-in person's window. Acts and questions run elsewhere; everything told here is told on its thread."""

    touched = Signal(object)
    """The tables that an act of anybody on this PC's window has changed."""
    go_asked = Signal(str, object)
    """A page by its code, and the key of what it should show."""
    said = Signal(str, object)
    """What has been done, in a sentence, and how to take it back (or ``None``)."""
    failed = Signal(object)
    """A ``Failure`` that no page took."""
    replace_asked = Signal(object)
    """The office's files are to be replaced: the work that closes the office and does it, for when everybody here has
    let go of it.
    """
    kept = Signal(object)
    """A draft was kept; when."""
    resting = Signal()
    """The window is locked or closes: whatever was typed is kept now."""

    def __init__(self, office: Office, runner: Runner, memory: Memory) -> None:
        super().__init__()
        self.office = office
        self.runner = runner
        self.memory = memory
        self.order: tuple[Hashable, ...] = ()
        """The keys of the list from which a household was opened, for going on to the next one."""
        self.teacher: Teacher | None = None
        """Who goes through a lesson with the clerk, in an office for training."""
        self._portions = 0
        self._settling = False
        office.listeners.append(self._heard)
        self.touched.connect(self._reckon)

    def close(self) -> None:
        """Hear no more news."""
        self.office.listeners.remove(self._heard)

    # asking and acting

    def ask(
        self,
        owner: QObject,
        question: Callable[[Look], T],
        done: Callable[[T], None],
        *,
        topic: Hashable = None,
        failed: Failed | None = None,
    ) -> None:
        """Read on the reading lane; a newer question of the same topic replaces an older one."""

        def job() -> T:
            with self.office.look() as look:
                return question(look)

        self.runner.read(owner, job, done, failed or self.failed.emit, topic)

    def do(
        self,
        owner: QObject,
        act: str,
        given: Any,
        done: Callable[[Done], None],
        *,
        failed: Failed | None = None,
    ) -> Task:
        """Do an act of the table on the lane of acts."""
        return self.run(owner, lambda _progress: self.office.do(act, given), done, failed=failed)

    def run(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Failed | None = None,
        label: str = "",
    ) -> Task:
        """Run what is an act and more (printing, importing, backing up); with a label it shows its progress."""
        return self.runner.act(owner, job, done, failed or self.failed.emit, label)

    def beside(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], *, failed: Failed | None = None
    ) -> None:
        """Do what nobody waits for: drafts, saved filters."""
        self.runner.beside(owner, job, done, failed or self.failed.emit)

    def why_not(self, act: str) -> str:
        """Why whoever is signed in may not do an act; empty where they may."""
        if may(self.office.actor.role, act):
            return ""
        roles = "、".join(sorted(role.label for role in ACTS[act].roles))
        return NotYourAct(role=self.office.actor.role.label, act=ACTS[act].label, roles=roles).sentence

    def has_page(self, code: str) -> bool:
        """Whether the window has a page."""
        return code.replace("_", "-") in registry.names_in(pages)

    def go(self, page: str, key: object = None) -> None:
        """Go to a page."""
        self.go_asked.emit(page, key)

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what has been done."""
        self.said.emit(sentence, undo)

    # what follows from an act

    def reckon(self) -> None:
        """Take up what other processes, or an earlier day, have left to be reckoned."""
        self._begin()

    def _heard(self, touched: frozenset[str]) -> None:
        """Called on the thread that did the act; the signal carries it to the window's own."""
        self.touched.emit(touched)

    def _reckon(self, touched: frozenset[str]) -> None:
        if touched & clocks.RULES:
            self.beside(self, partial(clocks.forget, self.office), lambda _: None, failed=_leave)
        if touched - {LISTED}:
            self._begin()

    def _begin(self) -> None:
        if not self._settling:
            self._settling = True
            self._portion()

    def _portion(self) -> None:
        self.beside(self, partial(clocks.settle, self.office), self._settled, failed=self._stopped)

    def _settled(self, count: int) -> None:
        if count:
            self._portions += 1
            if self._portions % _TOLD_AFTER == 0:
                self.touched.emit(frozenset({LISTED}))
            QTimer.singleShot(_PAUSE, self, self._portion)
            return
        self._settling = False
        if self._portions:
            self._portions = 0
            self.touched.emit(frozenset({LISTED}))
            self.beside(self, partial(search.settle, self.office), lambda _: None, failed=_leave)

    def _stopped(self, _failure: Failure) -> None:
        """The store is busy: the next act takes it up again."""
        self._settling = False


def _leave(_failure: Failure) -> None:
    """What nobody waits for is taken up again after the next act."""
