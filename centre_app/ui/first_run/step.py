"""What the steps of the first run have in common: they keep what was typed, and say in place what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.core.fields import Field
from centre_app.core.refusals import Told
from centre_app.core.refusals.given import FieldMissing
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.form import Form
from centre_app.ui.look import px

__all__ = ["Line", "Step", "faults_of"]


class Step(QWidget):
    """One step. A subclass builds into ``body``; what is typed stays in its fields, whichever step is shown."""

    title: ClassVar[str]
    owns: ClassVar[frozenset[str]] = frozenset()
    """The fields that are asked here: an objection to one of them leads back to this step."""
    finished = Signal()
    """Enter where nothing more is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(10))

    def begin(self) -> None:
        """The step is come to: put the keyboard where the work begins."""

    def objections(self) -> Iterable[Told]:
        """Everything there is to object to what stands here."""
        return ()

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        """Say them in their places, go to the first, and give back those that have none here."""
        return list(told)

    def summary(self) -> Iterator[tuple[str, str]]:
        """What was said here, for the last look before the office is made."""
        yield from ()


class Line(QWidget):
    """A place on the disk that is typed, or chosen by a button beside it; below it what there is to say."""

    changed = Signal()

    def __init__(self, name: str, hint: str, button: str, key: str, choose: Callable[[QWidget], str]) -> None:
        super().__init__()
        self._choose = choose
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.button = Button(button, icon="open", key=key)
        self.said = Words("", "note", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self.said)
        self.button.clicked.connect(self._ask)
        self.field.textChanged.connect(self.changed)

    @property
    def path(self) -> Path | None:
        """The place; ``None`` where nothing stands."""
        text = self.field.text().strip().strip('"')
        return Path(text) if text else None

    def _ask(self) -> None:
        if chosen := self._choose(self):
            self.field.setText(chosen)
        self.field.setFocus()


def faults_of(form: Form, fields: Iterable[Field]) -> Iterator[Told]:
    """What a form itself has to object: what is required and empty, and what cannot be read."""
    values: dict[str, Any] = form.values()
    for each in fields:
        # What was said of an empty field is told anew, or no longer true.
        is_empty = not form.field(each.name).raw().strip()
        told = [] if is_empty else [one for one in form.field(each.name).told if one.stops]
        yield from (type(one)(field=each.name, **one.facts) for one in told)
        if each.required and values.get(each.name) is None and not told:
            yield FieldMissing(where=each.label, field=each.name)
