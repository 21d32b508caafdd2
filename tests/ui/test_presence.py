"""Whether somebody is at the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from centre_app.ui.presence import Presence


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.mark.parametrize("made", ["before", "after"])
def test_a_key_in_any_window_of_the_program_is_felt(qtbot: QtBot, made: str) -> None:
    early = Presence() if made == "before" else None
    first = shown(qtbot, QWidget())
    presence = early or Presence()
    with qtbot.waitSignal(presence.felt):
        QTest.keyClick(first.windowHandle(), Qt.Key.Key_A)
    second = shown(qtbot, QDialog())
    with qtbot.waitSignal(presence.felt):
        QTest.keyClick(second.windowHandle(), Qt.Key.Key_A)


def test_a_key_that_is_a_shortcut_is_felt_too(qtbot: QtBot) -> None:
    window = QWidget()
    action = QAction(window)
    action.setShortcut(QKeySequence("Ctrl+1"))
    window.addAction(action)
    shown(qtbot, window)
    presence = Presence()
    with qtbot.waitSignals([action.triggered, presence.felt]):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_a_mouse_that_presses_is_felt_and_one_that_rests_is_not(qtbot: QtBot) -> None:
    window = shown(qtbot, QWidget())
    presence = Presence()
    with qtbot.assertNotEmitted(presence.felt):
        window.resize(300, 200)
        window.repaint()
    with qtbot.waitSignal(presence.felt):
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
