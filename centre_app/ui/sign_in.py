"""Signing in, and unlocking: the plain page before the rail exists.

A wrong password costs time, never data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.core.refusals import Told
from centre_app.core.refusals.store import WrongPassword
from centre_app.services import opening
from centre_app.services.office import Office
from centre_app.ui import look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Glyph, Words
from centre_app.ui.look import px
from centre_app.ui.runner import Failure, Runner
from centre_app.ui.signals import call

__all__ = ["Entrance", "Side", "SignIn"]

_FREE: Final = 3
"""Wrong passwords that cost nothing but the time of typing."""
_WAIT: Final = 60
"""Seconds to wait after each further one."""
_FORM: Final = 368


@dataclass(frozen=True, slots=True)
class Entrance:
    """The office that is to be opened: what it is called here, who may open it, and how."""

    place: str
    names: Callable[[], Sequence[str]]
    open: Callable[[str, str], Office]
    """By name and password; raises what opening an office raises."""


class Side(QWidget):
    """The dark panel at the left: whose program this is."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setFixedWidth(px(300))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(60), px(24), px(40))
        column.setSpacing(px(6))
        column.addWidget(Glyph("office", "gold", 44))
        column.addSpacing(px(20))
        self._words = [("big", "困难职工帮扶中心"), ("big", "工作台"), ("", place)]
        column.addStretch(1)
        self._foot = ("数据只存在本机，已加密。", "不联网也能用全部功能。", "全国工会热线 12351")
        self.setAccessibleName(f"困难职工帮扶中心工作台，{place}")

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.nav))
        top = px(130)
        for role, text in self._words:
            painter.setFont(look.font("page" if role else "body", bold=bool(role)))
            painter.setPen(QColor(worn.onMain if role else worn.navT))
            room = self.rect().adjusted(px(32), top, -px(12), 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
            top += px(36)
        painter.setFont(look.font())
        painter.setPen(QColor(worn.navT))
        for place, text in enumerate(self._foot):
            room = self.rect().adjusted(px(32), 0, 0, -px(40) - px(27) * (len(self._foot) - 1 - place))
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class SignIn(QWidget):
    """Asks for name and password, opens the office elsewhere, and says what came of it."""

    opened = Signal(object)
    """The ``Office``, opened."""
    unlocked = Signal()
    """It was locked, and who had locked it is back."""

    def __init__(self, entrance: Entrance, runner: Runner) -> None:
        super().__init__()
        self._entrance = entrance
        self._runner = runner
        self._locked: Office | None = None
        self._wrong = 0
        self.setProperty("role", "surface")
        self.title = Words("登录", "page")
        self.note = Words("", "note")
        self.name = QComboBox()
        self.name.setAccessibleName("使用人")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("口令")
        self.go = Button("登录", icon="lock", hint="Enter", kind="main")
        self.bar = Bar("bad", "")
        self.bar.hide()
        self.clock = QTimer(self)
        self.clock.setInterval(1000)
        self.clock.timeout.connect(self._tick)
        self._left = 0
        self._lay_out()
        self.go.clicked.connect(call(self.submit))
        self.password.returnPressed.connect(self.submit)
        self.show_names()

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(px(8))
        form.addStretch(2)
        for caption, field in (("使用人", self.name), ("口令", self.password)):
            said = Words(caption, "strong")
            said.setBuddy(field)
            field.setFixedWidth(px(_FORM))
            if caption == "使用人":
                form.addWidget(self.title)
                form.addWidget(self.note)
                form.addSpacing(px(8))
            form.addWidget(said)
            form.addWidget(field)
        form.addSpacing(px(4))
        form.addWidget(self.go)
        self.bar.setFixedWidth(px(_FORM))
        form.addWidget(self.bar)
        form.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Side(self._entrance.place))
        row.addSpacing(px(36))
        row.addLayout(form)
        row.addStretch(1)

    def show_names(self) -> None:
        """Who may open the office."""
        self.name.clear()
        self.name.addItems(list(self._entrance.names()))
        self.password.setFocus()

    def lock(self, office: Office) -> None:
        """The window is locked by whoever is signed in; somebody else may sign in as well."""
        self._locked = office
        self.title.setText("已锁定")
        self.note.setText(f"由{office.actor.name}锁定，输入口令接着办。换人请在这里选名字。")
        self.go.setAccessibleName("解锁")
        self.go.setText("解锁  Enter")
        self.show_names()
        self.name.setCurrentText(office.actor.name)
        self.bar.hide()
        self.password.clear()
        self.password.setFocus()

    def close_with(self, told: Told) -> None:
        """Nobody can sign in here: say why."""
        self._wait_for_answer(waiting=True)
        self._say("bad", told.sentence)

    def fill_for_training(self, password: str) -> None:
        """The office has invented people only; whoever has set its password beforehand need not type it."""
        self.password.setText(password)
        ready = "口令已填好，按 Enter 登录。" if password else ""
        self.note.setText(f"训练用的办公室，人员全是虚构的。{ready}")

    def begin_anew(self, tone: look.Tone, sentence: str, cure: str = "", *, waiting: bool = False) -> None:
        """Nobody is signed in any more: say why; while ``waiting`` nobody can."""
        self._locked = None
        self.title.setText("登录")
        self.note.clear()
        self.go.setAccessibleName("登录")
        self.go.setText("登录  Enter")
        self.password.clear()
        self.show_names()
        self._wait_for_answer(waiting=waiting)
        self._say(tone, sentence, cure)

    @property
    def wait_left(self) -> int:
        """Seconds until the next try."""
        return self._left

    def submit(self) -> None:
        """Try the password."""
        name, password = self.name.currentText(), self.password.text()
        if self._left or not self.go.isEnabled() or not name:
            return
        if not password:
            self._say("warn", "请输入口令。")
            return
        self._wait_for_answer(waiting=True)
        office = self._locked
        if office is not None and office.actor.name == name:
            locked = office
            self._runner.act(
                self, lambda _progress: opening.proves_password(locked, password), self._proven, self._failed
            )
        else:
            self._runner.act(self, lambda _progress: self._entrance.open(name, password), self._opened, self._failed)

    def _proven(self, right: bool) -> None:
        if right:
            self._enter()
            self.unlocked.emit()
        else:
            self._refused_password()

    def _opened(self, office: Office) -> None:
        self._enter()
        self.opened.emit(office)

    def _enter(self) -> None:
        self._wrong = 0
        self._locked = None
        self.password.clear()
        self.bar.hide()
        self._wait_for_answer(waiting=False)

    def _failed(self, failure: Failure) -> None:
        if any(isinstance(told, WrongPassword) for told in failure.told):
            self._refused_password()
            return
        self._wait_for_answer(waiting=False)
        self._say("bad", "".join(failure.sentences) or "程序出了差错，这次没有打开。请再试一次。")

    def _refused_password(self) -> None:
        self._wait_for_answer(waiting=False)
        self._wrong += 1
        self.password.selectAll()
        self.password.setFocus()
        if self._wrong < _FREE:
            self._say("bad", f"口令不对，还可试 {_FREE - self._wrong} 次。", f"再错就要等 {_WAIT} 秒。数据不会受影响。")
            return
        self._left = _WAIT
        self.clock.start()
        self._wait_for_answer(waiting=True)
        self._tick()

    def _tick(self) -> None:
        if self._left == 0:
            self.clock.stop()
            self._wait_for_answer(waiting=False)
            self._say("warn", "可以再试了。", "忘记口令，请管理员重设；都忘了，用封存的恢复单。")
            return
        self._say("bad", f"口令不对，请等 {self._left} 秒再试。", "忘记口令，请管理员重设；都忘了，用封存的恢复单。")
        self._left -= 1

    def _wait_for_answer(self, *, waiting: bool) -> None:
        for widget in (self.go, self.name):
            widget.setEnabled(not waiting)
        self.password.setReadOnly(waiting)

    def _say(self, tone: look.Tone, sentence: str, cure: str = "") -> None:
        self.bar.say(tone, sentence, cure)
        self.bar.show()

    # Qt's own names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.password.setFixedWidth(px(_FORM))
            self.name.setFixedWidth(px(_FORM))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().surface))
        painter.end()
