"""A form that does one act: fields of the data dictionary, drafts, refusals under their fields, one F9 button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.core.acts import ACTS
from centre_app.core.fields import Field
from centre_app.core.refusals import Refused
from centre_app.services.binding import given_kind
from centre_app.services.given import given_from
from centre_app.services.work import Done
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar
from centre_app.ui.desk import Desk
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.look import px
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.signals import call

__all__ = ["ActForm"]

Values: TypeAlias = Mapping[str, Any]


class ActForm(QWidget):
    """Fields, and the act that they are for.

    ``given`` makes of the values of the fields what the act is given; without it the filled values themselves with
    what ``begin`` was handed. The caption of the button is the act's own word.
    """

    done = Signal(object)
    """The ``Done`` of the act; the form is empty again."""

    def __init__(
        self,
        desk: Desk,
        act: str,
        fields: Sequence[Field],
        *,
        given: Callable[[Values], Values] | None = None,
        columns: int = 2,
        icon: str = "apply",
        key: str = "F9",
        kind: str = "main",
    ) -> None:
        super().__init__()
        self._desk = desk
        self._act = act
        self._given = given
        self._with: dict[str, Any] = {}
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self.form = Form(fields, desk.office.today, columns=columns, name=ACTS[act].label)
        button = Button(ACTS[act].label, icon=icon, key=key, kind="main" if kind == "main" else "plain")
        self.button = GuardedButton(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self.bars)
        column.addWidget(self.form)
        column.addWidget(self.button)
        self.drafts = DraftKeeper(desk, self.form, self.bars, self.form.draft, self.form.take_draft)
        button.clicked.connect(call(self.submit))
        self.form.finished.connect(call(button.setFocus))
        save = QAction(self)
        save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(call(self.drafts.keep))
        self.addAction(save)
        if why := desk.why_not(act):
            self.button.forbid(why)

    def begin(self, record: str, shown: Values | None = None, **with_values: Any) -> None:
        """Empty, or with what is stored (``shown``), for this record.

        ``with_values`` go into the act beside the fields (``case=...``).
        """
        self.drafts.keep()
        self._with = with_values
        self.clear_bars()
        self._empty()
        if shown is not None:
            self.form.show_values(shown)
        self.drafts.begin(record)

    def submit(self) -> None:
        """Do the act, or say everything that speaks against it."""
        self.clear_bars()
        typed = {name: value for name, value in self.form.values().items() if value is not None}
        if self.form.go_to_unread():
            return
        try:
            given = given_from(given_kind(self._act), {**self._with, **(self._given(typed) if self._given else typed)})
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        self.button.button.setEnabled(False)
        self._desk.do(self, self._act, given, self._done, failed=self._refused)

    def clear_bars(self) -> None:
        """Take the sentences of the last try away."""
        while (item := self.bars.takeAt(0)) is not None:
            if (bar := item.widget()) is not None:
                bar.hide()
                bar.deleteLater()

    def _done(self, done: Done) -> None:
        self.button.button.setEnabled(True)
        self.drafts.drop()
        self._empty()
        for told in done.cautions:
            self.bars.addWidget(Bar("warn", told.sentence))
        self.done.emit(done)

    def _refused(self, failure: Failure) -> None:
        self.button.button.setEnabled(True)
        if failure.kind == "refusal":
            for told in self.form.object_to(failure.told):
                self.bars.addWidget(Bar("bad", told.sentence))
        elif failure.kind != "cancelled":
            self._desk.failed.emit(failure)

    def _empty(self) -> None:
        self.form.take_draft(dict.fromkeys(self.form.draft(), ""))
