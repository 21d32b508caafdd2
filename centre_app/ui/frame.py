"""The frame around the pages: the rail, the top line with the search from anywhere, the status line, and the lock.

Pages are built when they are first shown. Behind the lock nothing of them is drawn, and nothing of them is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from centre_app import registry
from centre_app.core.agenda import is_pressing
from centre_app.core.moments import CHINA
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.working_days import Calendar
from centre_app.services import agenda
from centre_app.services.office import Office
from centre_app.ui import pages
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Glyph, Rule, Toast, Words
from centre_app.ui.desk import LISTED, Desk
from centre_app.ui.finder import Finder
from centre_app.ui.lessons import LessonLine, Teacher
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.presence import Presence
from centre_app.ui.progress import ProgressLine
from centre_app.ui.rail import Rail
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call

__all__ = ["Shell"]

_SLIM_UNDER: Final = 1240
_IDLE: Final = 10 * 60 * 1000
"""Milliseconds without a key or a movement until the window locks itself."""
_HOME: Final = "today"
_TRAINING: Final = "training"
_WEEK: Final = "一二三四五六日"


class Top(QFrame):
    """Page title, search from anywhere, date, person, lock."""

    def __init__(self, desk: Desk, finder: Finder) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(px(50))
        self.title = Words("", "page")
        self.date = Words("")
        self.kind = Words("", "note")
        self.lock = Button("锁定", icon="lock", kind="quiet", tip="锁定（Ctrl+L）")
        actor = desk.office.actor
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(8))
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(finder)
        row.addWidget(Words("Ctrl+K", "note"))
        for widget in (
            Rule(upright=True),
            Glyph("workday", "ok"),
            self.date,
            self.kind,
            Rule(upright=True),
            Glyph("person", "ink2"),
            Words(f"{actor.name}（{actor.role.label}）"),
            self.lock,
        ):
            row.addWidget(widget)

    def say_day(self, text: str, kind: str) -> None:
        """Which day the office has, and whether it is one of work."""
        self.date.setText(text)
        self.kind.setText(kind)


class Status(QFrame):
    """What is kept, how the last backup was, the keys of this page; at the right what wants attention."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "foot")
        self.setFixedHeight(px(26))
        self.saved = Words("", "note")
        self.hints = Words("", "note")
        self._saved_glyph = Glyph("autosaved", "ok", 14)
        self._warnings = QHBoxLayout()
        self._warnings.setSpacing(px(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(10), 0)
        row.setSpacing(px(6))
        row.addWidget(self._saved_glyph)
        row.addWidget(self.saved)
        row.addSpacing(px(10))
        row.addWidget(self.hints)
        row.addStretch(1)
        row.addLayout(self._warnings)
        if desk.office.training:
            row.addWidget(Glyph("training", "warn", 14))
            row.addWidget(Words("训练数据", "note", "warn"))
            row.addSpacing(px(6))
        row.addWidget(Glyph("masked", "ink2", 14))
        row.addWidget(Words("脱敏显示", "note"))
        self.say_saved("已保存")

    def say_saved(self, text: str) -> None:
        """When the last draft was kept."""
        self.saved.setText(text)

    def warn(self, warnings: list[tuple[str, str]]) -> None:
        """Sentences that want attention, each with the page that cures it."""
        while (item := self._warnings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for sentence, page in warnings:
            button = Button(sentence, icon="warning", kind="quiet")
            button.setProperty("role", "note")
            button.setProperty("tone", "warn")
            button.clicked.connect(call(self._desk.go, page))
            self._warnings.addWidget(button)


class Shell(QWidget):
    """The window of somebody who is signed in."""

    lock_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        there = frozenset(code.replace("-", "_") for code in registry.names_in(pages))
        if desk.office.training:
            desk.teacher = Teacher(desk)
        else:
            there -= {_TRAINING}
        self.rail = Rail(desk.office.fact("union"), there)
        self.finder = Finder(desk)
        self.top = Top(desk, self.finder)
        self.status = Status(desk)
        self.stack = QStackedWidget()
        self.working = ProgressLine()
        self._built: dict[str, Page] = {}
        self._there = there
        self._trail: list[str] = []
        """The pages that were left, each as it was: Esc goes back there."""
        self._code = ""
        self._toast: Toast | None = None
        self._lay_out()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._presence = Presence()
        self._connect()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget, stretch in ((self.top, 0), (self.stack, 1), (self.working, 0), (self.status, 0)):
            right.addWidget(widget, stretch)
        if self.desk.teacher is not None:
            right.insertWidget(right.indexOf(self.working), LessonLine(self.desk.teacher))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        desk = self.desk
        self.rail.chosen.connect(self._from_rail)
        self.top.lock.clicked.connect(call(self.lock_asked.emit))
        self._idle.timeout.connect(self.lock_asked)
        self._presence.felt.connect(self._felt)
        desk.go_asked.connect(self.go)
        desk.said.connect(self._say)
        desk.kept.connect(self._say_kept)
        desk.touched.connect(self._changed)
        desk.runner.task_began.connect(self.working.follow)
        self._key("Ctrl+K", self.finder.begin)
        self._key("Ctrl+L", self.lock_asked.emit)
        self._key("Esc", self.back)
        for number, code in enumerate(self.rail.codes[:10], start=1):
            self._key(f"Ctrl+{number % 10}", partial(self._from_rail, code))

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(call(do))
        self.addAction(action)

    # going about

    def begin(self) -> None:
        """Show the page that was open last, and begin to look after the lists."""
        last = self.desk.memory.get("page", _HOME)
        self.go(last if last in self._there and last in self.rail.codes else _HOME)
        self._ask_morning()
        self.desk.reckon()
        self._idle.start()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._built[self._code]

    def go(self, code: str, key: object = None) -> None:
        """Show a page, built if this is the first time; ``key`` is what it should show."""
        if code not in self._there:
            return
        if self._code and code != self._code:
            self._trail.append(self._code)
            del self._trail[:-20]
        self._show(code)
        self.page.open(key)

    def _show(self, code: str) -> None:
        if code not in self._built:
            spec: PageSpec = registry.load(pages, code, "PAGE")
            page = spec.build(self.desk)
            page.setWindowTitle(spec.title)
            self._built[code] = page
            self.stack.addWidget(page)
        self._code = code
        page = self._built[code]
        page.set_room(self._room())
        self.stack.setCurrentWidget(page)
        self.top.title.setText(page.windowTitle())
        self.status.hints.setText("   ".join(page.hints))
        home = self._home_of(code)
        self.rail.show_page(home)
        if code in self.rail.codes:
            self.desk.memory.put("page", code)
        if self.desk.teacher is not None:
            self.desk.teacher.see_page(code)

    def _home_of(self, code: str) -> str:
        """The page of the rail under which a page stands."""
        return code if code in self.rail.codes else "households"

    def _from_rail(self, code: str) -> None:
        self._trail.clear()
        self._code = self._code if code == self._code else ""
        self.go(code)

    def back(self) -> None:
        """Esc: what the page closes itself, else the page before, as it was left."""
        if self._code and self.page.back():
            return
        if self._trail:
            self._show(self._trail.pop())
            self.page.returned()

    # what is said

    def _say(self, sentence: str, undo: Callable[[], None] | None) -> None:
        if self._toast is not None:
            self._toast.hide()
        self._toast = Toast(self, sentence, undo)
        self._toast.destroyed.connect(self._forget_toast)
        self._toast.appear()

    def _say_kept(self, at: datetime) -> None:
        self.status.say_saved(f"{at.astimezone(CHINA):%H:%M} 已自动保存")

    def _forget_toast(self) -> None:
        self._toast = None

    def _changed(self, touched: frozenset[str]) -> None:
        """A record has changed; who only looked at a household has changed nothing that is due."""
        if touched - {LISTED}:
            self._ask_morning()

    def _ask_morning(self) -> None:
        self.desk.beside(self, partial(_morning, self.desk.office), self._have_morning, failed=_leave)

    def _have_morning(self, morning: _Morning) -> None:
        self.top.say_day(morning.day, morning.kind)
        for code, count in morning.badges.items():
            self.rail.show_badge(code, count)
        self.status.warn(morning.warnings)

    # idle and size

    def stir(self) -> None:
        """Somebody is there, and has unlocked the window if it was locked."""
        self._idle.start()

    def _felt(self) -> None:
        """Keys that open the lock are not the work behind it."""
        if self._idle.isActive():
            self._idle.start()

    def rest(self) -> None:
        """The window is locked: whatever was typed is kept, and the clock of idleness stands."""
        self._idle.stop()
        self.desk.resting.emit()
        self.desk.memory.save()

    def _room(self) -> int:
        """How wide the window is in pixels of the design, whatever the scale."""
        return round(self.width() / px(1000) * 1000)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._room()
        self.rail.set_slim(slim=room < _SLIM_UNDER)
        self.finder.setFixedWidth(px(292 if room >= _SLIM_UNDER else 240))
        if self._code:
            self.page.set_room(room)


@dataclass(frozen=True, slots=True)
class _Morning:
    """What the frame shows of the day."""

    day: str
    kind: str
    badges: dict[str, int]
    warnings: list[tuple[str, str]]


_BADGES: Final = {
    DueKind.ANSWER: "notices",
    DueKind.NOTICE_RUN_OUT: "notices",
    DueKind.SIGNATURE: "signatures",
    DueKind.VISIT: "visits",
    DueKind.PAIRING: "pairing",
    DueKind.PAIRING_VISIT: "pairing",
}
"""On which page a thing that is due waits for its act."""
_AHEAD: Final = timedelta(days=60)
"""So long before the year ends its successor's holidays are asked for: they are announced in November."""


def _morning(office: Office) -> _Morning:
    with office.look() as look:
        today, calendar = look.today, look.calendar
        due = agenda.today(look)
    badges = Counter(_BADGES[one.kind] for one in due if one.kind in _BADGES and is_pressing(one))
    badges["today"] = sum(map(is_pressing, due))
    warnings = [(f"{year}年放假安排未导入", "settings") for year in calendar.missing_years(today, today + _AHEAD)]
    warnings += [(told.sentence, "settings") for told in (*office.store.cautions, office.clock_problem()) if told]
    return _Morning(
        day=f"{today.year}年{today.month}月{today.day}日 星期{_WEEK[today.weekday()]}",
        kind=_kind(calendar, today),
        badges={code: badges[code] for code in (*set(_BADGES.values()), "today")},
        warnings=warnings,
    )


def _kind(calendar: Calendar, day: date) -> str:
    if day in calendar.work_days:
        return "调休上班"
    if day in calendar.off_days:
        return "放假"
    return "工作日" if calendar.is_working(day) else "休息日"


def _leave(_failure: Failure) -> None:
    """The store was busy: the next change asks again."""
