"""How long work says how far it is, and how it is told to stop."""

from __future__ import annotations

from typing import Final, Protocol

__all__ = ["SILENT", "Cancelled", "Progress"]


class Cancelled(Exception):
    """The clerk changed their mind; nothing was stored."""


class Progress(Protocol):
    """Handed to long acts."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done; raises Cancelled when the clerk wants to stop."""
        ...


class _Silent:
    """Nobody watches."""

    def step(self, done: int, total: int) -> None:
        """Say nothing and go on."""


SILENT: Final[Progress] = _Silent()
