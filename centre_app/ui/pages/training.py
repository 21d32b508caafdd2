"""培训: lessons for the commonest jobs, among invented people; each says what to do and sees that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from centre_app.core.lessons import Lesson
from centre_app.core.vocabulary.filing import Role
from centre_app.services import lessons
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE", "TrainingPage"]


_NAMED: Final = 2
"""So many roles are named in a cell."""


@dataclass(frozen=True, slots=True)
class _Row:
    lesson: Lesson
    number: int
    state: Cell


_LESSONS: Final = (
    Column[_Row](key="number", title="课", cell=lambda one: Cell(str(one.number), quiet=True), width=40, align="right"),
    Column[_Row](
        key="title", title="练什么", cell=lambda one: Cell(one.lesson.title, bold=True), width=200, stretch=True
    ),
    Column[_Row](key="who", title="谁来做", cell=lambda one: _who(one.lesson), width=110, room=1),
    Column[_Row](key="minutes", title="约几分钟", cell=lambda one: str(one.lesson.minutes), width=76, align="right"),
    Column[_Row](key="state", title="学过没有", cell=lambda one: one.state, width=88),
)


def _who(lesson: Lesson) -> str:
    roles = lesson.roles()
    if len(roles) == len(Role):
        return "都可以"
    return "、".join(role.label for role in roles[:_NAMED]) + ("等" if len(roles) > _NAMED else "")


class TrainingPage(Page):
    """The lessons at the left, the one that is chosen at the right."""

    hints = ("↑↓ 选一课", "F9 开始这一课")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        left = Card("培训", "training", note="训练用的办公室里都是虚构的人，放心练，做错了不要紧")
        self.table: ShortTable[_Row] = ShortTable(_LESSONS, lambda one: one.lesson.code, "各课", most=None)
        left.add(self.table, 1)
        self.right = Card("选一课", "step")
        self.about = Words("", wraps=True)
        self.start = GuardedButton(Button("开始这一课", icon="training", key="F9", kind="main"))
        self.steps = Words("", wraps=True)
        self.right.add(self.about)
        self.right.add(self.steps)
        self.right.fill()
        self.right.add(Words("开始后，窗口下边一直写着现在做哪一步；做好了自己往下走。", "note", wraps=True))
        self.right.add(self.start)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(left, 3)
        row.addWidget(self.right, 2)
        self.body.addLayout(row, 1)
        self.table.row_rested.connect(call(self._rested))
        self.table.row_opened.connect(call(self.begin))
        self.start.button.clicked.connect(call(self.begin))
        if desk.teacher is not None:
            desk.teacher.moved.connect(self.refresh)

    def open(self, key: object = None) -> None:
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        here = max(self.table.currentIndex().row(), 0)
        teacher = self.desk.teacher
        learnt = teacher.learnt if teacher else frozenset[str]()
        now = teacher.lesson if teacher else None
        rows = [_Row(one, number, _state(one, now, learnt)) for number, one in enumerate(lessons.lessons(), start=1)]
        self.table.show_rows(rows)
        self.table.setCurrentIndex(self.table.model().index(here, 0))
        self._rested()

    def begin(self) -> None:
        """Begin the lesson that is chosen."""
        row = self.table.row_at(self.table.currentIndex().row())
        if row is not None and self.desk.teacher is not None and self.start.button.isEnabled():
            self.desk.teacher.begin(row.lesson)

    def _rested(self) -> None:
        row = self.table.row_at(self.table.currentIndex().row())
        if row is None:
            return
        self.right.title.setText(row.lesson.title)
        self.about.setText(row.lesson.about)
        self.steps.setText("\n".join(f"{at}. {step.say}" for at, step in enumerate(row.lesson.steps, start=1)))
        why = next((why for step in row.lesson.steps if step.act and (why := self.desk.why_not(step.act))), "")
        self.start.guard(why)


def _state(lesson: Lesson, now: Lesson | None, learnt: frozenset[str]) -> Cell:
    if lesson is now and lesson.code not in learnt:
        return Cell("正在学", tone="info", chip=True)
    if lesson.code in learnt:
        return Cell("学过", tone="ok", chip=True)
    return Cell("没学", tone="wait", chip=True)


PAGE = PageSpec(title="培训", build=TrainingPage)
