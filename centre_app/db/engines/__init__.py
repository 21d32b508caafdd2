"""What differs by database: opening, errors, checks, keys given out ahead, and searching.

Everything above works with two SQLAlchemy engines and never asks which database stands behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Engine, FromClause
from sqlalchemy.orm import Session

from centre_app.core.progress import Progress
from centre_app.core.refusals import Told
from centre_app.core.searching import Word

__all__ = ["Database", "Pieces", "Searched"]


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

    @property
    def desk(self) -> Engine:
        """For drafts and what a desk remembers: saved without waiting for the disk, which a killed program survives."""
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


@dataclass(frozen=True, slots=True)
class Searched:
    """A case as the index of pieces takes it in."""

    key: int
    state: str
    pieces: Sequence[str]


class Pieces(Protocol):
    """The index of pieces, by which a search finds the few texts that may hold its words."""

    @property
    def table(self) -> FromClause: ...

    @property
    def key(self) -> ColumnElement[int]:
        """The key of a case in it; a question that goes by it comes in its order."""
        ...

    def known(self, session: Session) -> int:
        """The largest key that it knows; 0 where it is empty."""
        ...

    def add(self, session: Session, cases: Sequence[Searched]) -> None: ...

    def forget(self, session: Session, keys: Sequence[int]) -> None:
        """Take out cases that it knows."""
        ...

    def empty(self, session: Session) -> None: ...

    @property
    def having(self) -> ColumnElement[bool]:
        """Cases with what is given as ``pieces``."""
        ...

    def asked(self, words: Sequence[Word], states: Sequence[str]) -> Any:
        """Every piece of the words, as ``having`` is given them; with the states where the index knows states."""
        ...

    def sure_of(self, word: Word) -> bool:
        """Whether what has the word's pieces contains it for certain, so that no text need be asked."""
        ...

    def contains(self, text: ColumnElement[Any], needle: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether a text contains the needle, to the letter."""
        ...
