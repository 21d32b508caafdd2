"""Long work, in one line above the status: what, how many of how many, the time that is left, and stopping it.

The rest of the window stays usable meanwhile.
"""

from __future__ import annotations

from time import monotonic
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.look import px
from centre_app.ui.runner import Task

__all__ = ["ProgressLine", "time_left"]

_SURE: Final = 2.0
"""Seconds before a guess of the time that is left is worth saying."""
_MINUTE: Final = 60


class ProgressLine(QFrame):
    """Shown while the task it follows runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._task: Task | None = None
        self.what = Words()
        self.left = Words("", "note")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(px(300))
        self.stop = Button("停止", icon="away", small=True, tip="停止后，这件事已经做的会全部撤回")
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(4), px(10), px(4))
        row.setSpacing(px(10))
        row.addWidget(self.what)
        row.addWidget(self.bar)
        row.addWidget(self.left, 1)
        row.addWidget(self.stop)
        self.hide()

    def follow(self, task: Task) -> None:
        """Show a task until it ends."""
        self._task = task
        self.what.setText(task.label)
        self.left.clear()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.label)
        self.stop.setEnabled(True)
        task.stepped.connect(self._stepped)
        task.ended.connect(self._ended)
        self.show()

    def _stepped(self, done: int, total: int) -> None:
        if self._task is not None and self.sender() is self._task:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)
            self.left.setText(f"{done}/{total}{time_left(done, total, monotonic() - self._task.began)}")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.left.setText("正在停止")

    def _ended(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.hide()


def time_left(done: int, total: int, spent: float) -> str:
    """The time that is left, from the pace so far; nothing while that would be a mere guess."""
    if not 0 < done < total or spent < _SURE:
        return ""
    seconds = spent / done * (total - done)
    if seconds < _MINUTE:
        return f"，还要约 {max(1, round(seconds))} 秒"
    return f"，还要约 {round(seconds / _MINUTE)} 分钟"
