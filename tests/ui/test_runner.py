"""Work off the window's thread: answers come back on it, refusals are answers, a stale question is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event, current_thread, main_thread

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from centre_app.core.progress import Progress
from centre_app.core.refusals import Refused
from centre_app.core.refusals.desk import ListNameWrong
from centre_app.core.refusals.store import StoreBusy
from centre_app.ui.runner import Failure, Runner, Task


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.finish()


class Heard(QObject):
    """Whoever asked: keeps what comes back, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.failures: list[Failure] = []
        self.on_main: list[bool] = []

    def done(self, answer: object) -> None:
        self.answers.append(answer)
        self.on_main.append(current_thread() is main_thread())

    def failed(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.on_main.append(current_thread() is main_thread())

    @property
    def heard(self) -> int:
        return len(self.answers) + len(self.failures)


def raising(error: BaseException) -> Callable[[], object]:
    def job() -> object:
        raise error

    return job


def returning(answer: object) -> Callable[[Progress], object]:
    return lambda _progress: answer


def test_work_is_done_elsewhere_and_answered_here(runner: Runner, qtbot: QtBot) -> None:
    asker = Heard()
    runner.read(asker, current_thread, asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.heard == 1)
    assert asker.answers != [main_thread()]
    assert asker.on_main == [True]


def test_lanes_do_not_wait_for_each_other(runner: Runner, qtbot: QtBot) -> None:
    gate, asker = Event(), Heard()
    runner.act(asker, lambda _progress: gate.wait(), lambda _: asker.done("act"), asker.failed)
    runner.read(asker, lambda: "read", asker.done, asker.failed)
    runner.beside(asker, lambda: "beside", asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.heard == 2)
    assert sorted(map(str, asker.answers)) == ["beside", "read"]
    gate.set()
    qtbot.waitUntil(lambda: asker.answers[-1] == "act")


def test_acts_come_one_after_another(runner: Runner, qtbot: QtBot) -> None:
    asker = Heard()
    for number in range(20):
        runner.act(asker, returning(number), asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.heard == 20)
    assert asker.answers == list(range(20))


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (Refused([ListNameWrong(most=20), ListNameWrong(most=3)]), "refusal", 2),
        (ListNameWrong(most=20), "refusal", 1),
        (StoreBusy(seconds=5), "trouble", 1),
        (ZeroDivisionError(), "bug", 0),
    ],
)
def test_what_goes_wrong_comes_back_as_a_value(
    runner: Runner, qtbot: QtBot, error: BaseException, kind: str, told: int
) -> None:
    asker = Heard()
    runner.read(asker, raising(error), asker.done, asker.failed)
    runner.read(asker, lambda: "the lane lives on", asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.heard == 2)
    [failure] = asker.failures
    assert (failure.kind, len(failure.told), failure.error) == (kind, told, error)
    assert failure.sentences == tuple(one.sentence for one in failure.told)
    assert asker.on_main == [True, True]


def test_a_newer_question_of_a_topic_takes_the_place_of_the_older(runner: Runner, qtbot: QtBot) -> None:
    gate, asker = Event(), Heard()
    runner.read(asker, lambda: gate.wait() and "running", asker.done, asker.failed, topic="list")
    asked: list[str] = []

    def ask(word: str) -> str:
        asked.append(word)
        return word

    for word in ("waiting", "newest"):
        runner.read(asker, partial(ask, word), asker.done, asker.failed, topic="list")
    runner.read(asker, lambda: "other", asker.done, asker.failed, topic="counts")
    gate.set()
    qtbot.waitUntil(lambda: asker.heard == 2)
    assert asker.answers == ["newest", "other"]
    assert asked == ["newest"], "what was stale was not even asked"


def test_who_is_gone_is_not_answered(runner: Runner, qtbot: QtBot) -> None:
    gate, gone, left = Event(), Heard(), Heard()
    answers: list[str] = []
    runner.read(gone, lambda: str(gate.wait()), answers.append, gone.failed)
    runner.read(left, lambda: "here", left.done, left.failed)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _alive(gone))
    gate.set()
    qtbot.waitUntil(lambda: left.heard == 1)
    assert answers == []


def _alive(thing: QObject) -> bool:
    return shiboken6.isValid(thing)


def test_long_work_says_how_far_it_is_and_stops_when_told_to(runner: Runner, qtbot: QtBot) -> None:
    asker, begun = Heard(), Event()
    seen: list[tuple[int, int]] = []
    tasks: list[Task] = []
    runner.task_began.connect(tasks.append)

    def job(progress: Progress) -> str:
        progress.step(1, 10)
        begun.set()
        while True:
            progress.step(2, 10)

    task = runner.act(asker, job, asker.done, asker.failed, label="导入")
    task.stepped.connect(lambda done, total: seen.append((done, total)))
    assert tasks == [task]
    with qtbot.waitSignal(task.ended):
        assert begun.wait(10)
        task.cancel()
    qtbot.waitUntil(lambda: asker.heard == 1)
    assert [failure.kind for failure in asker.failures] == ["cancelled"]
    assert set(seen) <= {(1, 10), (2, 10)}
    assert (1, 10) in seen


def test_a_short_act_is_not_shown(runner: Runner, qtbot: QtBot) -> None:
    asker = Heard()
    tasks: list[Task] = []
    runner.task_began.connect(tasks.append)
    runner.act(asker, lambda _progress: 1, asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.heard == 1)
    assert tasks == []


def test_once_closed_nothing_is_asked_and_nothing_answered(qtbot: QtBot) -> None:
    runner, asker = Runner(), Heard()
    runner.read(asker, lambda: "late", asker.done, asker.failed)
    runner.finish()
    runner.read(asker, lambda: "never", asker.done, asker.failed)
    with qtbot.waitSignal(runner.destroyed):
        runner.deleteLater()
    assert asker.heard == 0
    assert not runner._threads


def test_what_a_desk_keeps_is_kept_when_the_window_closes(qtbot: QtBot) -> None:
    runner, asker = Runner(), Heard()
    gate, kept = Event(), []
    runner.beside(asker, gate.wait, asker.done, asker.failed)
    runner.beside(asker, lambda: kept.append("draft"), asker.done, asker.failed)
    runner._closing.set()
    gate.set()
    runner.finish()
    assert kept == ["draft"]


def test_closing_waits_for_what_runs_and_drops_what_waits(qtbot: QtBot) -> None:
    runner, asker = Runner(), Heard()
    begun, gate, did = Event(), Event(), []

    def first(_progress: Progress) -> None:
        begun.set()
        gate.wait()
        did.append("first")

    runner.act(asker, first, asker.done, asker.failed)
    runner.act(asker, lambda _progress: did.append("second"), asker.done, asker.failed)
    assert begun.wait(10)
    runner._closing.set()
    gate.set()
    runner.finish()
    assert did == ["first"]
