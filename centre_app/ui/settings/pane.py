"""What the parts of 设置与备份 share: bars on top, asking when they are shown, saying what came of an act."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from centre_app.ui.cards import Bar
from centre_app.ui.desk import Desk
from centre_app.ui.look import Tone, px
from centre_app.ui.runner import Failure

__all__ = ["Pane"]


class Pane(QWidget):
    """A part: a subclass builds its cards into ``body`` and asks in ``refresh``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        whole.addLayout(self.bars)
        self.body = QHBoxLayout()
        self.body.setSpacing(px(10))
        whole.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Ask the store anew."""

    def begin(self) -> None:
        """The part is gone to: put the keyboard where the work begins."""

    def back(self) -> bool:
        """What Esc closes in this part; ``False`` where there is nothing to close."""
        return False

    def tell(self, tone: Tone, sentence: str, cure: str = "") -> None:
        """Say what came of an act, in the place of what was said before."""
        self.clear_bars()
        self.bars.addWidget(Bar(tone, sentence, cure))

    def show_failure(self, failure: Failure) -> None:
        """Say every objection here; a mistake of the program goes to the window."""
        self.clear_bars()
        if failure.kind == "cancelled":
            self.tell("info", "已停止，什么都没有改动。")
        elif failure.kind == "bug":
            self.desk.failed.emit(failure)
        for sentence in failure.sentences:
            self.bars.addWidget(Bar("bad", sentence))

    def clear_bars(self) -> None:
        """Take the sentences of the last try away."""
        while (item := self.bars.takeAt(0)) is not None:
            if (bar := item.widget()) is not None:
                bar.hide()
                bar.deleteLater()
