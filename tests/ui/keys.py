"""Keys as the window system sends them: to whatever has the focus."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focused() -> QWidget:
    """Where the keyboard is."""
    where = QGuiApplication.focusObject()
    assert isinstance(where, QWidget)
    return where


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press keys one after the other."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def write(text: str) -> None:
    """Type a text: ASCII by keys, everything else as an input method commits it."""
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(focused(), sign)
        else:
            commit(sign)


def compose(text: str) -> None:
    """Have an input method show a text in composition."""
    QCoreApplication.sendEvent(focused(), QInputMethodEvent(text, []))


def commit(text: str) -> None:
    """Have an input method commit a text."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(focused(), event)
