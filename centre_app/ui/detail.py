"""A list with much to tell of each row: the row in full beside it, and the form of an act in the place of that.

Where the window is narrow one of both is seen at a time: Enter opens the row, Esc goes back to the list.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from centre_app.core.refusals import Told
from centre_app.services.work import Done, Look
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Card, EmptyState, Glyph, Words
from centre_app.ui.desk import Desk
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.list_page import ListPage, ListSpec, Summary
from centre_app.ui.look import px
from centre_app.ui.runner import Failure
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.signals import call

__all__ = ["Detail", "DetailPage", "SideBySide", "cards_over", "lack", "refill"]

R = TypeVar("R")
V = TypeVar("V")
_TIGHT: Final = 1000
_ROOMY: Final = 1240


def refill(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Put these widgets in the place of those that stand there."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)


def lack(sentence: str) -> QWidget:
    """A line of a card that says everything that is in the way."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(10))
    row.addWidget(Glyph("bad", "bad", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(sentence, wraps=True), 1)
    return line


def cards_over(cards: Iterable[QWidget | QLayout], foot: QWidget) -> QWidget:
    """Cards that scroll together, and what is done with them always in view at their foot."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    for card in cards:
        if isinstance(card, QLayout):
            column.addLayout(card)
        else:
            column.addWidget(card)
    column.addStretch(1)
    whole = QWidget()
    holder = QVBoxLayout(whole)
    holder.setContentsMargins(0, 0, 0, 0)
    holder.setSpacing(px(8))
    holder.addWidget(Scrolled(held), 1)
    holder.addWidget(foot)
    return whole


class Offered(Protocol):
    """What an act is prepared on: it keeps its own drafts and says when the act is done."""

    drafts: DraftKeeper
    done: SignalInstance


class Detail(Summary, Generic[V]):
    """Everything of the row that the cursor rests on. A subclass asks in ``question`` and shows in ``show_found``."""

    act_done = Signal(object, str)
    """The ``Done`` of a form, and what to say of it."""

    def __init__(self, desk: Desk, name: str, nothing: EmptyState) -> None:
        super().__init__()
        self.desk = desk
        self.key: Hashable | None = None
        self.found: V | None = None
        self.form: Any = None
        """The ``Offered`` that stands in the place of the row."""
        self.setProperty("role", "ground")
        self.setAccessibleName(name)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        self.whole = QWidget()
        self.whole.setProperty("role", "ground")
        self.sides: SideBySide | None = None
        """The row and what stands beside it, where there is such."""
        self._nothing = nothing
        self._place = QWidget()
        self._place.setProperty("role", "ground")
        self._form_place = QVBoxLayout(self._place)
        self._form_place.setContentsMargins(0, 0, 0, 0)
        for widget in (self._nothing, self.whole, self._place):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)

    def question(self, key: Any) -> Callable[[Look], V]:
        """What is asked of the store for a row."""
        raise NotImplementedError("a detail says what it asks")

    def show_found(self, found: V) -> None:
        """Show the answer."""
        raise NotImplementedError("a detail says what it shows")

    def stand(self, shown: QWidget) -> None:
        """Have this be what shows the row."""
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(shown)
        self.sides = shown if isinstance(shown, SideBySide) else None

    def set_room(self, width: int) -> None:
        """The window is so wide; what is least needed goes first."""
        if self.sides is not None:
            self.sides.set_room(width)

    # showing

    def show_key(self, key: Hashable | None) -> None:
        """Ask for this row; the one before stays in view until the answer is here."""
        self.key = key
        if key is None:
            self.found = None
            if self.form is None:
                self.stack.setCurrentWidget(self._nothing)
            return
        self.desk.ask(self, self.question(key), self._have, topic="detail", failed=self._fail)

    def _have(self, found: V) -> None:
        if self.key is None:
            return
        self.found = found
        self.show_found(found)
        if self.form is None:
            self.stack.setCurrentWidget(self.whole)

    def _fail(self, failure: Failure) -> None:
        if failure.kind == "refusal":
            self.show_key(None)
        else:
            self.desk.failed.emit(failure)

    # the form of an act

    def offer(self, form: ActForm, title: str, said: str, *, icon: str = "edit", note: str = "") -> None:
        """Show the form of an act in the place of the row; ``said`` is what its success is told with."""
        self.leave()
        away = Button("返回", hint="Esc", kind="quiet", small=True)
        away.clicked.connect(call(self.leave))
        card = Card(title, icon, (away,), note=note)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, px(4), 0)
        column.addWidget(form)
        column.addStretch(1)
        card.add(Scrolled(holder, ""), 1)
        self.offer_place(form, card, said)
        first = next(iter(form.form.draft()), None)
        if first is not None:
            form.form.field(first).setFocus(Qt.FocusReason.TabFocusReason)

    def offer_place(self, form: Offered, shown: QWidget, said: str) -> None:
        """Show what an act is prepared on in the place of the row."""
        self.leave()
        self.form = form
        self._form_place.addWidget(shown)
        form.done.connect(lambda done: self._done(done, said))
        self.stack.setCurrentWidget(self._place)

    def leave(self) -> bool:
        """Close the form; what was typed stays as a draft. ``False`` where none is open."""
        if self.form is None:
            return False
        self.form.drafts.keep()
        self._close()
        return True

    def _close(self) -> None:
        refill(self._form_place, ())
        self.form = None
        self.stack.setCurrentWidget(self._nothing if self.found is None else self.whole)

    def _done(self, done: Done, said: str) -> None:
        self._close()
        self.act_done.emit(done, said)


class DetailPage(ListPage[R]):
    """A list with a ``Detail``. F9 is the main act of the row, Ctrl+N makes a new one."""

    def __init__(self, spec: ListSpec[R], desk: Desk) -> None:
        super().__init__(spec, desk)
        self._tight = self._deep = False
        if not isinstance(self.summary, Detail):
            raise TypeError("A detail page has a detail beside its list.")
        self.detail: Detail[Any] = self.summary
        self.detail.act_done.connect(self._acted)
        self.detail.desk = desk

    def offer(self, form: ActForm, title: str, said: str, *, icon: str = "edit", note: str = "") -> None:
        """Open the form of an act beside the list."""
        self._deep = True
        self._arrange()
        self.detail.offer(form, title, said, icon=icon, note=note)

    def find_row(self, key: Hashable) -> None:
        """Ask anew and put the cursor on this row."""
        self._wanted = key
        self._ask(self.asked)

    def set_room(self, width: int) -> None:
        super().set_room(width)
        self._tight = width < _TIGHT
        self.detail.set_room(width)
        self._arrange()

    def _arrange(self) -> None:
        self.left.setVisible(not self._tight or not self._deep)
        self.detail.setVisible(not self._tight or self._deep)

    def back(self) -> bool:
        """Esc closes the form, then the row, then clears the filter."""
        if self.detail.leave():
            self._deep = False
            self._arrange()
            self.table.setFocus()
            return True
        if self._tight and self._deep:
            self._deep = False
            self._arrange()
            self.table.setFocus()
            return True
        return super().back()

    def go_into(self) -> None:
        """Enter on a row: the keyboard goes to what is beside it."""
        self._deep = True
        self._arrange()
        self._next_pane(1)

    def _acted(self, done: Done, said: str) -> None:
        self._deep = False
        self._arrange()
        self.clear_bars()
        self.caution(done.cautions)
        self.desk.say(said.format(number=done.number or ""))
        self.table.setFocus()
        self.after(done)

    def after(self, done: Done) -> None:
        """An act was done: by default its record is looked for."""
        if done.number is not None:
            self.find_row(done.number)

    def caution(self, told: tuple[Told, ...]) -> None:
        """Say what should be looked at after an act."""
        for one in told:
            self.bars.addWidget(Bar("warn", one.sentence))


class SideBySide(QWidget):
    """Two columns; where there is no room for both, each under a tab."""

    def __init__(self, left: QWidget, right: QWidget, captions: tuple[str, str], widths: tuple[int, int]) -> None:
        super().__init__()
        self._panes = (left, right)
        self._wide = True
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("看哪一栏")
        for caption in captions:
            self.tabs.addTab(caption)
        self.tabs.currentChanged.connect(call(self._arrange))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        for pane, width in zip(self._panes, widths, strict=True):
            row.addWidget(pane, width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.tabs)
        column.addLayout(row, 1)
        self._arrange()

    def set_room(self, width: int) -> None:
        """The window is so wide, in pixels of the design."""
        self._wide = width >= _ROOMY
        self._arrange()

    def _arrange(self) -> None:
        self.tabs.setVisible(not self._wide)
        for place, pane in enumerate(self._panes):
            pane.setVisible(self._wide or place == self.tabs.currentIndex())
