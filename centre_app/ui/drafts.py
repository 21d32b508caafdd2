"""Drafts: whatever is typed into a form is kept after a moment's rest, on lock and on closing, and offered again.

One draft for each person and record, in the encrypted store, never in a file beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from centre_app.core.moments import CHINA
from centre_app.services import desk as desk_service
from centre_app.services.desk import Draft
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar
from centre_app.ui.desk import Desk
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call

__all__ = ["DraftKeeper"]

_REST: Final = 3000
"""Milliseconds after the last key until what is typed is kept."""


class DraftKeeper(QObject):
    """Keeps what is typed into one form.

    ``take`` gives the texts as they stand, ``put`` puts them back; ``bars`` is where an older draft is offered. Keys
    typed anywhere inside ``form`` are heard by themselves.
    """

    def __init__(
        self,
        desk: Desk,
        form: QWidget,
        bars: QVBoxLayout,
        take: Callable[[], Mapping[str, Any]],
        put: Callable[[Mapping[str, Any]], None],
    ) -> None:
        super().__init__(form)
        self._desk = desk
        self._bars = bars
        self._take = take
        self._put = put
        self._record: str | None = None
        self._empty: Mapping[str, Any] = {}
        self._kept: Mapping[str, Any] | None = None
        self._bar: Bar | None = None
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(_REST)
        self.clock.timeout.connect(self.keep)
        desk.resting.connect(self.keep)
        for widget in (form, *form.findChildren(QWidget)):
            widget.installEventFilter(self)

    def begin(self, record: str) -> None:
        """The form is shown, empty, for this record: what was typed of it before is offered."""
        self.keep()
        self._drop_bar()
        self._record = record
        self._empty = dict(self._take())
        self._kept = None
        find = partial(desk_service.draft_of, self._desk.office, record)
        self._desk.runner.read(self, find, partial(self._found, record), _leave, "draft")

    def keep(self) -> None:
        """Keep what is typed now, if anything is."""
        self.clock.stop()
        if self._record is None:
            return
        typed = dict(self._take())
        if typed in (self._empty, self._kept):
            return
        self._kept = typed
        save = partial(desk_service.keep_draft, self._desk.office, self._record, typed)
        self._desk.beside(self, save, self._desk.kept.emit, failed=self._again)

    def drop(self) -> None:
        """It was handed in: the draft has served."""
        self.clock.stop()
        self._drop_bar()
        if self._record is not None:
            forget = partial(desk_service.drop_draft, self._desk.office, self._record)
            self._desk.beside(self, forget, lambda _: None, failed=_leave)
        self._record = None

    def _again(self, failure: Failure) -> None:
        """The store was busy: what is typed stays to be kept."""
        self._kept = None
        if failure.kind == "trouble":
            self.clock.start()

    def _found(self, record: str, draft: Draft | None) -> None:
        if draft is None or record != self._record or dict(self._take()) != self._empty:
            return
        at = f"{draft.at.astimezone(CHINA):%m-%d %H:%M}"
        go_on, away = Button("接着填", small=True), Button("不要", kind="quiet", small=True)
        go_on.clicked.connect(call(self._go_on, draft))
        away.clicked.connect(call(self._away))
        self._bar = Bar("info", f"有 {at} 没交的草稿。", "", (go_on, away), icon="autosaved")
        self._bars.addWidget(self._bar)

    def _go_on(self, draft: Draft) -> None:
        self._drop_bar()
        self._put(draft.values)
        self._kept = dict(self._take())

    def _away(self) -> None:
        record = self._record
        self.drop()
        self._record = record

    def _drop_bar(self) -> None:
        # Whoever clears the bars of the form has taken it away already.
        if self._bar is not None and isValid(self._bar):
            self._bar.hide()
            self._bar.deleteLater()
        self._bar = None

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if self._record is not None and (typed or event.type() in _CHANGES):
            self.clock.start()
        return False


_CHANGES: Final = (QEvent.Type.InputMethod, QEvent.Type.FocusOut, QEvent.Type.Drop)
"""Besides keys: an input method, a choice by mouse, a text that was dropped."""


def _leave(_failure: Failure) -> None:
    """A draft that cannot be read now is offered when the form is opened again."""
