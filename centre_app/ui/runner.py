"""Work off the window's thread, and the way back.

Two lanes, a thread and so a connection each: one for reading, one for acts, so that a list is read while an import
runs. A third one, for what nobody waits for: drafts, what a page remembers, reckoning lists anew. Answers come back
through one queued signal, always on the window's own thread; a refusal is an answer like any other.
"""

from __future__ import annotations

import gc
import itertools
import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any, Final, Literal, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from centre_app.core.progress import Cancelled, Progress
from centre_app.core.refusals import Refused, Told, Trouble

__all__ = ["Failed", "Failure", "Lane", "Runner", "Task", "failure_of"]

T = TypeVar("T")
Lane: TypeAlias = Literal["reads", "acts", "beside"]
Kind: TypeAlias = Literal["refusal", "trouble", "bug", "cancelled"]
LANES: Final[tuple[Lane, ...]] = ("reads", "acts", "beside")
_TOLD_EVERY: Final = 0.1
"""Seconds between two tellings of progress; a step of an act is thousands of times shorter."""

_SWEPT_EVERY: Final = 1000
"""Milliseconds between two looks for garbage while a lane works."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: what forbids it, what is in the way, that it was cancelled, or a mistake of ours."""

    kind: Kind
    told: tuple[Told, ...] = ()
    error: BaseException | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the clerk is told, all at once."""
        return tuple(one.sentence for one in self.told)


Failed: TypeAlias = Callable[[Failure], None]


def failure_of(error: BaseException) -> Failure:
    """What an error means to the clerk; it is logged by its class alone, since messages speak of people."""
    match error:
        case Refused():
            log.info("refused: %s", ", ".join(one.code for one in error.objections))
            return Failure("refusal", error.objections, error)
        case Trouble():
            log.info("trouble: %s", error.code)
            return Failure("trouble", (error,), error)
        case Told():
            log.info("refused: %s", error.code)
            return Failure("refusal", (error,), error)
        case Cancelled():
            return Failure("cancelled", error=error)
        case _:
            return Failure("bug", error=error)


class Task(QObject):
    """Long work that is shown and can be cancelled: what it is, and how far it has come."""

    stepped = Signal(int, int)
    """So much of so much is done; told a few times a second."""
    ended = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self.began = monotonic()
        self._stop = Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it has done so far is taken back."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def step(self, done: int, total: int) -> None:
        """Called by the work on its own thread (``core.progress.Progress``)."""
        if self._stop.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._told >= _TOLD_EVERY or done >= total:
            self._told = now
            self.stepped.emit(done, total)


@dataclass(slots=True, eq=False)
class _Job:
    """One piece of work with the way back."""

    owner: QObject | None
    work: Callable[[], Any] | None
    done: Callable[[Any], None] | None
    failed: Failed | None
    mark: tuple[Hashable, int] | None = None
    task: Task | None = None
    droppable: bool = True
    """Whether it is let go when the window closes."""

    def let_go(self) -> None:
        """On the window's thread: the lane may be the last to hold the job, and must not end a widget with it."""
        self.owner = self.work = self.done = self.failed = self.task = None


class Runner(QObject):
    """What pages run their work with. Lives on the window's thread, and is called there."""

    task_began = Signal(object)
    """A ``Task`` with a label."""
    rested = Signal()
    """Everything that was asked has been answered."""
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = 0
        # Whoever collects garbage ends the widgets in it, and a lane that did so would bring the program down.
        gc.disable()
        self._sweeping = QTimer(self)
        self._sweeping.setInterval(_SWEPT_EVERY)
        self._sweeping.timeout.connect(_collect)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._newest: dict[Hashable, int] = {}
        self._numbers = itertools.count(1)
        self._closing = Event()
        self._queues: dict[Lane, SimpleQueue[_Job | None]] = {lane: SimpleQueue() for lane in LANES}
        self._threads: dict[Lane, Thread] = {}

    def read(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], failed: Failed, topic: Hashable = None
    ) -> None:
        """Ask on the reading lane. A newer question of the same owner and topic takes the place of an older one,
        whose answer is dropped; an owner that is gone is not answered.
        """
        mark = None
        if topic is not None:
            mark = ((id(owner), topic), next(self._numbers))
            self._newest[mark[0]] = mark[1]
        self._put("reads", _Job(owner, job, done, failed, mark))

    def act(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed,
        label: str = "",
    ) -> Task:
        """Do an act; acts come one after another. With a ``label`` it is long work, shown with its progress."""
        task = Task(label)
        self._put("acts", _Job(owner, lambda: job(task), done, failed, task=task))
        if label:
            self.task_began.emit(task)
        return task

    def beside(self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do what nobody waits for."""
        self._put("beside", _Job(owner, job, done, failed, droppable=False))

    def finish(self) -> None:
        """Drop questions and acts that have not begun, wait for what has, and let drafts be kept."""
        self._closing.set()
        for lane, thread in self._threads.items():
            self._queues[lane].put(None)
            thread.join()
        self._threads.clear()
        self._sweeping.stop()
        gc.enable()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._open > 0

    def _put(self, lane: Lane, job: _Job) -> None:
        if self._closing.is_set():
            return  # an answer that came while the window closed asks for more
        self._open += 1
        if not self._sweeping.isActive():
            self._sweeping.start()
        if lane not in self._threads:
            self._threads[lane] = Thread(target=self._run, args=(self._queues[lane],), name=lane, daemon=True)
            self._threads[lane].start()
        self._queues[lane].put(job)

    def _run(self, queue: SimpleQueue[_Job | None]) -> None:
        """The life of a lane."""
        while (job := queue.get()) is not None:
            if (self._closing.is_set() and job.droppable) or self._is_stale(job):
                self._arrived.emit((job, None, Failure("cancelled")))
                continue
            try:
                answer = job.work() if job.work else None
            except BaseException as error:
                self._arrived.emit((job, None, failure_of(error)))
            else:
                self._arrived.emit((job, answer, None))

    def _is_stale(self, job: _Job) -> bool:
        return job.mark is not None and self._newest.get(job.mark[0]) != job.mark[1]

    def _deliver(self, arrived: tuple[_Job, Any, Failure | None]) -> None:
        """On the window's thread."""
        job, answer, failure = arrived
        self._open -= 1
        if not self._closing.is_set():
            self._answer(job, answer, failure)
        job.let_go()
        _collect()
        if not self._open:
            self._sweeping.stop()
            self.rested.emit()

    def _answer(self, job: _Job, answer: Any, failure: Failure | None) -> None:
        if job.task is not None:
            job.task.ended.emit()
        if self._is_stale(job) or job.owner is None or not shiboken6.isValid(job.owner):
            return
        if job.mark is not None:
            del self._newest[job.mark[0]]
        if failure is None and job.done:
            job.done(answer)
        elif failure is not None and job.failed:
            job.failed(failure)


def _collect() -> None:
    """Look for garbage on the window's thread, as often as Python itself would."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
