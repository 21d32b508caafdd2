"""What differs by database: opening, errors, checks, and later searching and statistics.

Everything above works with two SQLAlchemy engines and never asks which database stands behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from centre_app.core.progress import Progress
from centre_app.core.refusals import Told

__all__ = ["Database"]


class Database(Protocol):
    """One open database with its two entrances."""

    @property
    def version(self) -> int:
        """The number of the newest migration that its tables have seen."""
        ...

    @property
    def writing(self) -> Engine:
        """For acts: with the execution option ``write=True`` a transaction takes the writers' turn at once."""
        ...

    @property
    def reading(self) -> Engine:
        """For looking: never waits for a writer and cannot write."""
        ...

    def problems(self, *, deep: bool) -> Iterator[Told]:
        """What is wrong with the database's structure; ``deep`` reads every page."""
        ...

    def copy_to(self, target: Path, progress: Progress) -> None:
        """Write a copy of this moment to a file while others go on working.

        Raises:
            BackupByServer: where copies are the server's business.
        """
        ...

    def rest(self) -> None:
        """Nobody is working: bring the main file up to date, if that needs no waiting."""
        ...

    def close(self) -> None:
        """Give back all connections."""
        ...
