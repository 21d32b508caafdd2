"""What all pages have in common: they are handed a desk, hear of changes, and ask anew when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.ui.cards import Bar
from centre_app.ui.desk import Desk
from centre_app.ui.look import px
from centre_app.ui.runner import Failure

__all__ = ["MARGIN", "Page", "PageSpec"]

MARGIN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """What a page file declares as ``PAGE``: its title, and how it is built when it is first shown."""

    title: str
    build: Callable[[Desk], Page]


class Page(QWidget):
    """A page of the window.

    A subclass sets ``watches`` (tables whose change concerns it) and ``hints`` (keys for the status line), builds
    itself into ``body``, and overrides ``open``, ``refresh``, ``back`` where it has something to do.
    """

    watches: frozenset[str] = frozenset()
    hints: tuple[str, ...] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = False
        self.setProperty("role", "ground")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        self.body.setSpacing(px(8))
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self.body.addLayout(self.bars)
        desk.touched.connect(self._heard)

    def open(self, key: object = None) -> None:
        """The page is gone to; ``key`` is what it should show."""

    def returned(self) -> None:
        """Somebody came back to the page with Esc; it stands as it was left."""
        self.setFocus()

    def refresh(self) -> None:
        """Ask the store anew."""

    def back(self) -> bool:
        """What Esc closes on this page; ``False`` where there is nothing to close."""
        return False

    def set_room(self, width: int) -> None:
        """The window is so wide, in pixels of the design."""

    # saying no

    def show_failure(self, failure: Failure) -> None:
        """Say every objection in its place on this page; a mistake of the program goes to the window."""
        self.clear_bars()
        match failure.kind:
            case "refusal":
                for sentence in failure.sentences:
                    self.bars.addWidget(Bar("bad", sentence))
            case "cancelled":
                pass
            case _:
                self.desk.failed.emit(failure)

    def clear_bars(self) -> None:
        """Take the sentences of the last try away."""
        while (item := self.bars.takeAt(0)) is not None:
            if (bar := item.widget()) is not None:
                bar.hide()
                bar.deleteLater()

    def _heard(self, touched: frozenset[str]) -> None:
        if touched & self.watches:
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
