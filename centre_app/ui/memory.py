"""What somebody remembers of the window: widths, order, the last page; kept in the encrypted store, per person.

It is read once, when somebody signs in, and written a moment after it changed, where nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from centre_app.services import desk
from centre_app.services.office import Office
from centre_app.ui.runner import Failure, Runner

__all__ = ["Memory"]

_REST: Final = 1000
"""Milliseconds after the last change until it is written."""


class Memory(QObject):
    """Values by key, as JSON holds them."""

    def __init__(self, office: Office, runner: Runner, known: Mapping[str, Any]) -> None:
        super().__init__()
        self._office = office
        self._runner = runner
        self._known = dict(known)
        self._unsaved: set[str] = set()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_REST)
        self._clock.timeout.connect(self.save)

    def get(self, key: str, otherwise: Any = None) -> Any:
        """What is remembered under a key."""
        return self._known.get(key, otherwise)

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        if self._known.get(key) != value:
            self._known[key] = value
            self._unsaved.add(key)
            self._clock.start()

    def save(self) -> None:
        """Write what has changed now."""
        for key in self._unsaved:
            save: Callable[[], None] = partial(desk.remember, self._office, key, self._known[key])
            self._runner.beside(self, save, lambda _: None, partial(self._again, key))
        self._unsaved.clear()

    def _again(self, key: str, failure: Failure) -> None:
        """The store was busy: try once more when it has come to rest."""
        if failure.kind == "trouble":
            self._unsaved.add(key)
            self._clock.start()
