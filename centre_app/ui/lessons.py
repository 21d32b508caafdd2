"""A lesson that goes on over all pages: what to do now, in a line above the status, and the notice that it was done.

Only an office for training has it. How far somebody is, the window remembers for them.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from centre_app.core.lessons import Lesson, LessonStep
from centre_app.services import lessons, trail
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Glyph, Words
from centre_app.ui.desk import LISTED, Desk
from centre_app.ui.look import px
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call

__all__ = ["LessonLine", "Teacher"]

_NOW: Final = "lesson"
_DONE: Final = "lessons"


class Teacher(QObject):
    """Follows one lesson: which step is next, since which act, and what was learnt before."""

    moved = Signal()
    """Another step, another lesson, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page = ""
        known = desk.memory.get(_NOW, {})
        self._code: str = known.get("code", "")
        self._at: int = known.get("at", 0)
        self._since: int = known.get("since", 0)
        desk.touched.connect(self._heard)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that goes on; none is read as long as none does."""
        return next((one for one in lessons.lessons() if one.code == self._code), None) if self._code else None

    @property
    def at(self) -> int:
        """How many of its steps are done."""
        return self._at

    @property
    def step(self) -> LessonStep | None:
        """What is to be done now; ``None`` when all of it is done."""
        lesson = self.lesson
        return lesson.steps[self._at] if lesson and self._at < len(lesson.steps) else None

    @property
    def learnt(self) -> frozenset[str]:
        """The codes of the lessons that were gone through to the end."""
        return frozenset(self._desk.memory.get(_DONE, []))

    def begin(self, lesson: Lesson) -> None:
        """Begin a lesson, from its first step; what was done before it counts for nothing."""
        self._desk.ask(self, trail.newest_number, partial(self._begun, lesson.code), topic="begin")

    def stop(self) -> None:
        """Go on without a lesson."""
        self._keep("", 0, self._since)

    def see_page(self, code: str) -> None:
        """A page is shown."""
        self._page = code
        self._look()

    def _begun(self, code: str, newest: int) -> None:
        self._keep(code, 0, newest)
        self._look()

    def _heard(self, touched: frozenset[str]) -> None:
        """After every act; a backup and a view touch no table."""
        if touched != {LISTED}:
            self._look()

    def _look(self) -> None:
        """See whether the step was done: by the page that is shown, or by what stands in the trail."""
        step = self.step
        if step is None:
            return
        if not step.page:
            question = partial(lessons.done_by, step=step, since=self._since)
            self._desk.ask(self, question, partial(self._found, step), topic="step", failed=_leave)
        elif step.page == self._page:
            self._go_on(self._since)

    def _found(self, step: LessonStep, number: int | None) -> None:
        if number is not None and step is self.step:
            self._go_on(number)

    def _go_on(self, since: int) -> None:
        self._keep(self._code, self._at + 1, since)
        if self.step is None:
            self._desk.memory.put(_DONE, sorted(self.learnt | {self._code}))
            self.moved.emit()
        else:
            self._look()

    def _keep(self, code: str, at: int, since: int) -> None:
        self._code, self._at, self._since = code, at, since
        self._desk.memory.put(_NOW, {"code": code, "at": at, "since": since})
        self.moved.emit()


def _leave(_failure: Failure) -> None:
    """The store is busy: the next act is looked at again."""


class LessonLine(QFrame):
    """The step that is to be done now, on whatever page; nothing while no lesson goes on."""

    def __init__(self, teacher: Teacher) -> None:
        super().__init__()
        self._teacher = teacher
        self.setProperty("role", "foot")
        self._glyph = Glyph("training", "main", 18)
        self.title = Words("", "strong")
        self.say = Words("", wraps=True)
        self.stop = Button("结束", small=True, tip="不学了；随时可以在“培训”里再开始")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(6), px(10), px(6))
        row.setSpacing(px(10))
        for widget in (self._glyph, self.title):
            row.addWidget(widget)
        row.addWidget(self.say, 1)
        row.addWidget(self.stop)
        self.stop.clicked.connect(call(teacher.stop))
        teacher.moved.connect(self._show)
        self._show()

    def _show(self) -> None:
        lesson, step = self._teacher.lesson, self._teacher.step
        self.setVisible(lesson is not None)
        if lesson is None:
            return
        total, at = len(lesson.steps), self._teacher.at
        if step is None:
            self._glyph.show_icon("ok", "ok")
            self.title.setText(lesson.title)
            self.say.setText(f"学完了，{total} 步都做好了。")
        else:
            self._glyph.show_icon("training", "main")
            self.title.setText(f"{lesson.title}　第 {at + 1} 步，共 {total} 步")
            self.say.setText(f"{'上一步做好了。' if at else ''}{step.say}")
        self.setAccessibleName(f"{self.title.text()}，{self.say.text()}")
