"""Finding a rare character of a name: by its reading, or by the code that the identity card office gives."""

from __future__ import annotations

import re
import sys
from typing import Final

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from centre_app.core.pinyin import written_as
from centre_app.core.writing import plain

from . import look
from .buttons import Button
from .cards import Words
from .faces import provide_for
from .look import px
from .messages import Message

__all__ = ["SignFinder", "signs_for"]

_CODE: Final = re.compile(r"(?:U\+?|0X)?([0-9A-F]{4,6})", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def signs_for(text: str) -> tuple[str, ...]:
    """The characters that a text asks for: a reading without its tone (``ji``), or a code (``20BB7``, ``U+20BB7``)."""
    wanted = plain(text)
    code = _CODE.fullmatch(wanted)
    if code and int(code[1], 16) <= sys.maxunicode and _HAN.fullmatch(sign := chr(int(code[1], 16))):
        return (sign,)
    return written_as(wanted)


class SignFinder(Message):
    """Type a reading or a code, go to the character with the arrows, take it with Enter."""

    sign_chosen = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent, "找生僻字", "", more=("输入拼音（不带声调，ü 写作 v）或字的码位，如 di、20BB7。",), width=520
        )
        self._field = QLineEdit()
        self._field.setAccessibleName("拼音或码位")
        self._field.textChanged.connect(self._find)
        self._said = Words("", "note")
        self._signs = QStringListModel(self)
        self._list = QListView()
        self._list.setModel(self._signs)
        self._list.setAccessibleName("找到的字")
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setUniformItemSizes(True)
        self._list.setGridSize(QSize(px(44), px(40)))
        self._list.setFont(look.font("page"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setFixedHeight(px(200))
        self._list.doubleClicked.connect(self._take)
        self.wide.addWidget(self._field)
        self.wide.addWidget(self._list)
        self.wide.addWidget(self._said)
        self._use = Button("用这个字", hint="Enter", kind="main")
        leave = Button("返回", hint="Esc")
        self.fill_foot("方向键选字", leave, self._use)
        self._use.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        self._find("")
        self._field.setFocus()

    def _find(self, text: str) -> None:
        found = signs_for(text) if text.strip() else ()
        provide_for("".join(found))
        self._signs.setStringList(list(found))
        self._list.setCurrentIndex(self._signs.index(0))
        self._use.setEnabled(bool(found))
        self._said.setText(f"共 {len(found)} 个字" if found else "没有这样的字" if text.strip() else "")

    def _take(self) -> None:
        sign = self._list.currentIndex().data()
        if sign:
            self.sign_chosen.emit(str(sign))
            self.accept()

    def entered(self) -> None:
        """Enter takes the character that is lit."""
        self._take()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the line, down goes into the characters.
        if event.key() == Qt.Key.Key_Down and self._field.hasFocus():
            self._list.setFocus()
        else:
            super().keyPressEvent(event)
