"""The page of the first run: the steps at the left, the one that is asked at the right, forth and back at its foot.

Nothing is stored before the last step, and nothing typed is lost on the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from centre_app.core.progress import Progress
from centre_app.core.refusals import Told
from centre_app.services.first_run import FirstDay, Founding
from centre_app.services.upkeep import BackupMade
from centre_app.ui import look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Chip, Rule, Words
from centre_app.ui.first_run.calendar_step import CalendarStep
from centre_app.ui.first_run.copies_step import CopiesStep
from centre_app.ui.first_run.keys_step import KeysStep, SheetOf
from centre_app.ui.first_run.last_step import LastStep
from centre_app.ui.first_run.office_step import OfficeStep
from centre_app.ui.first_run.rules_step import RulesStep
from centre_app.ui.first_run.step import Step
from centre_app.ui.look import Tone, px
from centre_app.ui.progress import ProgressLine
from centre_app.ui.runner import Failure, Runner
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.sign_in import Side
from centre_app.ui.signals import call

__all__ = ["FirstRun"]

_WIDTH: Final = 780
"""No field is wider, however wide the window is."""
_ROOMY: Final = 1240
"""Where the window has less room than this, it goes to the step."""


class FirstRun(QWidget):
    """Six steps; the last one makes the office."""

    founded = Signal(object, str, str)
    """The ``BackupMade`` of the new office, its administrator, and the table to be read, if any."""

    def __init__(self, founding: Founding, runner: Runner, place: str) -> None:
        super().__init__()
        self._founding = founding
        self._runner = runner
        self.office = OfficeStep(founding)
        self.rules = RulesStep(founding)
        self.calendar = CalendarStep(founding)
        self.keys = KeysStep(founding.today)
        self.copies = CopiesStep(founding)
        self.last = LastStep()
        self.steps: tuple[Step, ...] = (self.office, self.rules, self.calendar, self.keys, self.copies, self.last)
        self.at = 0
        self._reached = 0
        self.setProperty("role", "surface")
        self._states = [Chip("wait", "未到") for _ in self.steps]
        self._names = [Words(step.title) for step in self.steps]
        self.head = Words("", "page")
        self.back = Button("上一步", icon="back", key="Alt+Left")
        self.next = Button("下一步", icon="go", key="Ctrl+Return", kind="main")
        for button in (self.back, self.next, self.last.make):
            button.setAutoDefault(True)  # Enter presses it, as it goes on everywhere else
        self.working = ProgressLine()
        self.stack = QStackedWidget()
        self.bars = QVBoxLayout()
        self._lay_out(place)
        self.back.clicked.connect(call(self.go_back))
        self.next.clicked.connect(call(self.go_on))
        self.last.make.clicked.connect(call(self.make))
        for step in self.steps:
            step.finished.connect(self.go_on)
        runner.task_began.connect(self.working.follow)
        forth = QAction(self)
        forth.setShortcut(QKeySequence("Alt+Right"))
        forth.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        forth.triggered.connect(call(self.go_on))
        self.addAction(forth)
        self._show(0)

    # building

    def _lay_out(self, place: str) -> None:
        for step in self.steps:
            self.stack.addWidget(Scrolled(step, "surface"))
        self.stack.setMaximumWidth(px(_WIDTH))
        self.bars.setSpacing(px(6))
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(Words("到最后一步才建立；现在关掉窗口，什么都不会留下。", "note", wraps=True), 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        foot.addWidget(self.last.make)
        column = QVBoxLayout()
        column.setContentsMargins(px(28), px(24), px(28), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.head)
        column.addLayout(self.bars)
        column.addWidget(self.stack, 1)
        column.addWidget(self.working)
        column.addWidget(Rule())
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = Side(place)
        row.addWidget(self._side)
        row.addLayout(self._list())
        row.addWidget(Rule(upright=True))
        row.addLayout(column, 1)

    def _list(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(10))
        for at, (name, state) in enumerate(zip(self._names, self._states, strict=True)):
            grid.addWidget(Words(str(at + 1), "caption"), at, 0)
            grid.addWidget(name, at, 1)
            grid.addWidget(state, at, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout()
        column.setContentsMargins(px(24), px(24), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Words("第一次使用", "page"))
        column.addWidget(Words("六步，约十分钟。Enter 到下一项", "note"))
        column.addSpacing(px(8))
        column.addLayout(grid)
        column.addStretch(1)
        return column

    # forth and back

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.steps[self.at].begin()

    def go_on(self) -> None:
        """To the next step, unless something stands against this one."""
        if self.at < len(self.steps) - 1 and not self._stopped():
            self._show(self.at + 1)

    def go_back(self) -> None:
        """To the step before, with everything as it stands."""
        if self.at:
            self._show(self.at - 1)

    def _stopped(self) -> bool:
        """Say what speaks against this step; whether anything of it stops."""
        step = self.steps[self.at]
        told = list(step.objections())
        self._say(step.show_objections(told))
        return any(one.stops for one in told)

    def _say(self, told: list[Told]) -> None:
        while (item := self.bars.takeAt(0)) is not None:
            if (bar := item.widget()) is not None:
                bar.hide()
                bar.deleteLater()
        for one in told:
            self.bars.addWidget(Bar("bad" if one.stops else "warn", one.sentence))

    def _show(self, at: int) -> None:
        self.at = at
        self._reached = max(self._reached, at)
        self._say([])
        training = self.office.training.isChecked()
        if self.steps[at] is self.keys:
            self.keys.come_to(SheetOf(self.office.values["name"], self.office.area, training))
        elif self.steps[at] is self.copies:
            self.copies.come_to(self.office.values["name"], self.keys.admin, training=training)
        elif self.steps[at] is self.last:
            self.last.come_to([pair for step in self.steps for pair in step.summary()])
        for place, (name, chip) in enumerate(zip(self._names, self._states, strict=True)):
            chip.say(*self._state(place))
            look.mark(name, role="strong" if place == at else "")
        self.head.setText(f"{at + 1}　{self.steps[at].title}")
        self.back.setEnabled(at > 0)
        is_last = self.steps[at] is self.last
        self.next.setVisible(not is_last)
        self.last.make.setVisible(is_last)
        self.stack.setCurrentIndex(at)
        self.steps[at].begin()

    def _state(self, place: int) -> tuple[Tone, str]:
        if place == self.at:
            return "info", "正在做"
        return ("ok", "完成") if place < self._reached else ("wait", "未到")

    # making it

    def make(self) -> None:
        """Make the office, after every step has been judged once more."""
        for at, step in enumerate(self.steps):
            told = list(step.objections())
            if any(one.stops for one in told):
                self._show(at)
                self._say(step.show_objections(told))
                return
        first, found = self._first_day(), self._founding.found
        self._wait(waiting=True)

        def job(progress: Progress) -> BackupMade:
            return found(first, progress)

        self._runner.act(self, job, self._made, self._not_made, "建立办公室")

    def _first_day(self) -> FirstDay:
        chair, since = self.office.chair
        return FirstDay(
            office=self.office.office(self.keys.admin, self.rules.pack),
            chair=chair,
            chair_since=since,
            password=self.keys.password.text(),
            recovery=self.keys.key,
            backup=self.copies.place or Path(),
            line=self.rules.line(),
            calendars=self.calendar.texts,
        )

    def _wait(self, *, waiting: bool) -> None:
        for widget in (self.stack, self.back, self.last.make):
            widget.setEnabled(not waiting)

    def _made(self, made: BackupMade) -> None:
        self._wait(waiting=False)
        self.founded.emit(made, self.keys.admin, self.last.table)

    def _not_made(self, failure: Failure) -> None:
        """Say why at the step that can put it right; there is no office."""
        self._wait(waiting=False)
        told = list(failure.told)
        for at, step in enumerate(self.steps):
            mine = [one for one in told if one.field in step.owns]
            if mine:
                self._show(at)
                told = [*step.show_objections(mine), *(one for one in told if one not in mine)]
                break
        self._say(told)
        if failure.kind == "cancelled":
            self.bars.addWidget(Bar("info", "已停止，什么都没有建立。"))
        elif not failure.told:
            self.bars.addWidget(Bar("bad", "程序出了差错，没有建成，什么都没有留下。请再试一次。"))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= px(_ROOMY))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().surface))
        painter.end()
