"""The eight ways in which the program speaks up, and no ninth.

Danger, trouble, refusal (bars in place), revealing a number, progress, a mistake of the program, two writers, and the
toast (``cards``). Every dialog has its native frame, its buttons in a row at the foot with the key beside each, and Esc
is always harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from centre_app.core.refusals import Told

from .buttons import Button
from .cards import Bar, Glyph, Rule, Words
from .look import Tone, px

__all__ = [
    "BugMessage",
    "DangerMessage",
    "Difference",
    "Message",
    "ProgressMessage",
    "RevealMessage",
    "TroubleMessage",
    "TwoWritersMessage",
    "bars",
]

_WIDTH: Final = 430
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Message(QDialog):
    """What all dialogs share: an icon, a title sentence, what follows (``body`` beside the icon, ``wide`` below it).

    Notes stand at the left of the foot, buttons at the right.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        *,
        icon: str | None = None,
        tint: Tone = "info",
        more: Sequence[str] = (),
        width: int = _WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(width))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        upper = QHBoxLayout()
        upper.setContentsMargins(px(16), px(14), px(16), px(14))
        upper.setSpacing(px(14))
        if icon:
            upper.addWidget(Glyph(icon, tint, 30), 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(6))
        self.sentence = Words(sentence, "head", wraps=True)
        if sentence:
            self.body.addWidget(self.sentence)
        for line in more:
            self.body.addWidget(Words(line, "caption", wraps=True))
        upper.addLayout(self.body, 1)
        whole.addLayout(upper)
        self.wide = QVBoxLayout()
        self.wide.setContentsMargins(px(16), 0, px(16), 0)
        self.wide.setSpacing(px(6))
        whole.addLayout(self.wide)
        whole.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(px(16), px(10), px(16), px(10))
        self._foot.setSpacing(px(8))
        whole.addWidget(foot)
        self.setAccessibleName(" ".join(part for part in (sentence, *more) if part))

    def fill_foot(self, left: QWidget | str, *buttons: Button) -> None:
        """Put a note or a quiet button at the left, and the buttons at the right."""
        if isinstance(left, QWidget):
            self._foot.addWidget(left)
        else:
            self._foot.addWidget(Words(left, "note"))
        self._foot.addStretch(1)
        for button in buttons:
            button.setAutoDefault(False)
            self._foot.addWidget(button)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses a button only where a dialog says so; Esc always leaves without doing anything.
        if event.key() in _ENTER:
            self.entered()
        else:
            super().keyPressEvent(event)

    def entered(self) -> None:
        """What Enter does: by itself nothing but press the button that has the focus."""
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.click()


class DangerMessage(Message):
    """Something that cannot be undone tomorrow: the consequence, the reason, the name typed; Enter means no.

    ``typed`` is what must be typed and the question for it. After ``exec`` the written reason is in ``reason``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        *,
        do: str,
        stay: str,
        more: Sequence[str] = (),
        typed: tuple[str, str] | None = None,
        note: str = "",
    ) -> None:
        super().__init__(parent, title, sentence, icon="warn", tint="bad", more=more)
        self._stay = Button(stay, hint="Esc")
        self._do = Button(do, kind="danger")
        self._wanted = typed[0] if typed else ""
        self._reason = self._asked("理由（写入经过）")
        self._typed = self._asked(typed[1]) if typed else None
        self.fill_foot(note, self._stay, self._do)
        self._stay.clicked.connect(self.reject)
        self._do.clicked.connect(self.accept)
        for field in (self._reason, self._typed):
            if field is not None:
                field.textChanged.connect(self._judge)
        self._judge()
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """The reason as it was written."""
        return self._reason.text().strip()

    def _asked(self, question: str) -> QLineEdit:
        words, field = Words(question, "strong"), QLineEdit()
        words.setBuddy(field)
        field.setAccessibleName(f"{question}，必填")
        self.wide.addWidget(words)
        self.wide.addWidget(field)
        self.wide.addSpacing(px(10))
        return field

    def _judge(self) -> None:
        named = self._typed is None or self._typed.text().strip() == self._wanted
        lacking = [word for word, there in (("理由", bool(self.reason)), ("姓名", named)) if not there]
        self._do.setEnabled(not lacking)
        self._do.setToolTip(f"还差{'、'.join(lacking)}" if lacking else "")
        self._do.setAccessibleDescription(self._do.toolTip())

    def entered(self) -> None:
        """Enter goes on to the next field, and at the last to the harmless button."""
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.click()
        elif focused is self._reason and self._typed is not None:
            self._typed.setFocus()
        else:
            self._stay.setFocus()


class TroubleMessage(Message):
    """The world is in the way: what it is, what has stayed as it was, and trying again. Accepted means again."""

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str, *, more: Sequence[str] = (), details: str = ""
    ) -> None:
        super().__init__(parent, title, sentence, icon="warn", tint="warn", more=more)
        again = Button("再试", hint="Enter", kind="main")
        leave = Button("取消", hint="Esc")
        self._details = Words(details, "note", wraps=True)
        self._details.hide()
        self.body.addWidget(self._details)
        show = Button("详情", kind="quiet")
        if not details:
            show.hide()
        show.clicked.connect(lambda: self._details.setVisible(not self._details.isVisible()))
        self.fill_foot(show, leave, again)
        leave.clicked.connect(self.reject)
        again.clicked.connect(self.accept)
        again.setFocus()


def bars(told: Iterable[Told], *, title: str = "") -> list[Bar]:
    """Refusals and warnings where they happened, all at once: first those that stop, under a title if one is given."""
    every = tuple(told)
    stops = [each.sentence for each in every if each.stops]
    looks = [each.sentence for each in every if not each.stops]
    found: list[Bar] = []
    if stops and title:
        found.append(Bar("bad", title, "\n".join(stops)))
    else:
        found.extend(Bar("bad", sentence) for sentence in stops)
    found.extend(Bar("warn", f"请看一眼：{sentence}") for sentence in looks)
    return found


class RevealMessage(Message):
    """Showing a full number: a reason is chosen, it is shown for thirty seconds, and a line is kept."""

    REASONS: Final = ("核对原件", "抄录网页", "银行改卡", "其他")

    def __init__(self, parent: QWidget | None, whose: str, what: str) -> None:
        super().__init__(parent, f"显示完整{what}", "", more=(f"{whose}的{what}将显示 30 秒，并记入查看记录。",))
        self._reasons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        for at, reason in enumerate(self.REASONS):
            button = QRadioButton(reason)
            button.setAccessibleName(f"理由：{reason}")
            self._reasons.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._other = QLineEdit()
        self._other.setAccessibleName("其他理由，必填")
        self._other.setPlaceholderText("写明理由")
        self._other.hide()
        self.body.addWidget(self._other)
        self._show = Button("显示", hint="Enter", kind="main")
        leave = Button("取消", hint="Esc")
        self.fill_foot("", leave, self._show)
        leave.clicked.connect(self.reject)
        self._show.clicked.connect(self.accept)
        self._reasons.idToggled.connect(self._judge)
        self._other.textChanged.connect(self._judge)
        self._reasons.button(0).setChecked(True)
        self._reasons.button(0).setFocus()

    @property
    def reason(self) -> str:
        """The reason that was chosen or written."""
        chosen = self.REASONS[self._reasons.checkedId()]
        return self._other.text().strip() if chosen == self.REASONS[-1] else chosen

    def _judge(self) -> None:
        self._other.setVisible(self._reasons.checkedId() == len(self.REASONS) - 1)
        self._show.setEnabled(bool(self.reason))

    def entered(self) -> None:
        """Enter shows the number, once there is a reason."""
        if self._show.isEnabled():
            self.accept()


class ProgressMessage(Message):
    """Long work: what, how many of how many, the time; cancelling says what stays. The window stays usable.

    Rejected means that it was cancelled.
    """

    def __init__(self, parent: QWidget | None, title: str, *, keeps: str) -> None:
        super().__init__(parent, title, "")
        self.setModal(False)
        self._what = Words("", wraps=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(title)
        self._time = Words("", "note")
        self._keeps = Words(keeps, "note")
        row = QHBoxLayout()
        row.addWidget(self._time)
        row.addStretch(1)
        row.addWidget(Words("可以继续做别的事", "note"))
        self.body.addWidget(self._what)
        self.body.addWidget(self._bar)
        self.body.addLayout(row)
        cancel = Button("取消", hint="Esc")
        self.fill_foot(self._keeps, cancel)
        cancel.clicked.connect(self.reject)

    def say(self, what: str, done: int, of: int, *, unit: str, spent: float, keeps: str) -> None:
        """How far it is: ``spent`` in seconds; the rest is reckoned from it."""
        self._what.setText(what)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._bar.setFormat(f"{done}/{of} {unit}")
        left = f"，约剩 {_clock(spent / done * (of - done))}" if done else ""
        self._time.setText(f"已用 {_clock(spent)}{left}")
        self._keeps.setText(keeps)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


class BugMessage(Message):
    """We were wrong: what is saved, where the report lies. Accepted means starting again."""

    def __init__(self, parent: QWidget | None, *, saved: str, folder: str) -> None:
        super().__init__(
            parent,
            "程序出错了",
            "这一步没有完成，是程序的错",
            icon="bug",
            tint="bad",
            more=(saved, "报告已写好，不含姓名、证件号。"),
        )
        self.open_folder = Button("打开报告所在文件夹", kind="quiet", tip=folder)
        if not folder:
            self.open_folder.hide()
        restart, leave = Button("重开程序", kind="main"), Button("继续用", hint="Esc")
        self.fill_foot(self.open_folder, leave, restart)
        leave.clicked.connect(self.reject)
        restart.clicked.connect(self.accept)
        leave.setFocus()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which two writers differ: its name, its caption, what the other has saved and what is typed here."""

    name: str
    caption: str
    theirs: str
    mine: str


class TwoWritersMessage(Message):
    """Somebody saved first: field by field, theirs against mine. After ``exec`` the choice is in ``chosen``."""

    def __init__(self, parent: QWidget | None, sentence: str, differences: Sequence[Difference]) -> None:
        super().__init__(
            parent, "有人先存了", sentence, icon="two_writers", tint="warn", more=("您的改动还在，没有丢。",)
        )
        self._groups: dict[str, QButtonGroup] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for column, head in enumerate(("字段", "他存的", "您填的")):
            grid.addWidget(Words(head, "note"), 0, column)
        grid.addWidget(Rule(), 1, 0, 1, 3)
        for row, each in enumerate(differences, start=2):
            grid.addWidget(Words(each.caption, "caption"), row, 0)
            group = QButtonGroup(self)
            for at, (word, text) in enumerate((("他存的", each.theirs), ("您填的", each.mine))):
                button = QRadioButton(text or "（空）")
                button.setAccessibleName(f"{each.caption}，{word}：{text or '空'}")
                group.addButton(button, at)
                grid.addWidget(button, row, at + 1)
            group.button(1).setChecked(True)
            self._groups[each.name] = group
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.wide.addLayout(grid)
        self.wide.addSpacing(px(12))
        theirs, mine = Button("用他的"), Button("按所选的存", hint="Ctrl+Enter", kind="main")
        leave = Button("先不存", hint="Esc")
        self.fill_foot("", leave, theirs, mine)
        leave.clicked.connect(self.reject)
        theirs.clicked.connect(self._take_theirs)
        mine.clicked.connect(self.accept)
        mine.setFocus()

    @property
    def chosen(self) -> dict[str, Literal["theirs", "mine"]]:
        """Whose value of each field is to stand."""
        return {name: "mine" if group.checkedId() else "theirs" for name, group in self._groups.items()}

    def _take_theirs(self) -> None:
        for group in self._groups.values():
            group.button(0).setChecked(True)
        self.accept()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)
