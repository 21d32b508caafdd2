"""Asking for one line: a name for a filter, a reason for an act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.look import px

__all__ = ["ask_line"]


def ask_line(
    parent: QWidget, title: str, question: str, *, do: str, note: str = "", secret: bool = False
) -> str | None:
    """What is typed, without blanks around it (a ``secret`` is hidden and taken as it is); ``None`` where it was left
    with Esc or stayed empty.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(px(420))
    words = Words(question, wraps=True)
    field = QLineEdit()
    field.setAccessibleName(question)
    words.setBuddy(field)
    if secret:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    upper = QVBoxLayout()
    upper.setContentsMargins(px(16), px(16), px(16), px(16))
    upper.setSpacing(px(8))
    upper.addWidget(words)
    upper.addWidget(field)
    foot = QFrame()
    foot.setProperty("role", "foot")
    row = QHBoxLayout(foot)
    row.setContentsMargins(px(16), px(8), px(16), px(8))
    row.addWidget(Words(note, "note"), 1)
    away = Button("返回", hint="Esc")
    go = Button(do, hint="Enter", kind="main")
    row.addWidget(away)
    row.addWidget(go)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addLayout(upper)
    whole.addWidget(foot)
    away.clicked.connect(dialog.reject)
    go.clicked.connect(dialog.accept)
    go.setDefault(True)
    go.setEnabled(False)
    field.textChanged.connect(lambda text: go.setEnabled(bool(text.strip())))
    field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    text = field.text() if secret else field.text().strip()
    dialog.deleteLater()
    return text if accepted and text else None
