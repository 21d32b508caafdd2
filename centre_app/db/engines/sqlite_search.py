"""The index of pieces in an encrypted SQLite file: a full-text table (FTS5) that keeps no text of its own.

Positions and columns are left out (``detail=none``); a piece is a word to the tokenizer ``ascii``, to which every
character beyond ASCII is a letter, of whatever plane. Fronts of up to three characters have lists of their own
(``prefix``): they fit half of everybody and must not be gathered first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from centre_app.core.searching import Piece, Word
from centre_app.db.engines import Searched

__all__ = ["SqliteSearch"]

_STATE: Final = "¶"
"""Marks the piece that says a case's state; no text has it."""
_WORDS: Final = sa.table("case_words", sa.column("rowid"), sa.column("case_words"))
_KNOWN: Final = sa.text("SELECT rowid FROM case_words ORDER BY rowid DESC LIMIT 1")
_ADD: Final = sa.text("INSERT INTO case_words (rowid, words) VALUES (:key, :words)")
_FORGET: Final = sa.text("DELETE FROM case_words WHERE rowid = :key")
_EMPTY: Final = sa.text("INSERT INTO case_words (case_words) VALUES ('delete-all')")


class SqliteSearch:
    """See ``engines.Pieces``."""

    table: sa.FromClause = _WORDS
    key: sa.ColumnElement[int] = _WORDS.c.rowid
    having: sa.ColumnElement[bool] = _WORDS.c.case_words.op("MATCH", return_type=sa.Boolean())(sa.bindparam("pieces"))

    def known(self, session: Session) -> int:
        return int(session.scalar(_KNOWN) or 0)

    def add(self, session: Session, cases: Sequence[Searched]) -> None:
        session.execute(_ADD, [{"key": one.key, "words": " ".join((_STATE + one.state, *one.pieces))} for one in cases])

    def forget(self, session: Session, keys: Sequence[int]) -> None:
        session.execute(_FORGET, [{"key": key} for key in keys])

    def empty(self, session: Session) -> None:
        session.execute(_EMPTY)

    def asked(self, words: Sequence[Word], states: Sequence[str]) -> Any:
        wanted = dict.fromkeys(_quoted(piece) for word in words for piece in word.pieces)
        asked = " AND ".join(wanted)
        if states:
            asked += f" AND ({' OR '.join(_quoted(Piece(_STATE + state, front=False)) for state in states)})"
        return asked

    def sure_of(self, word: Word) -> bool:
        return word.is_one_piece

    def contains(self, text: sa.ColumnElement[Any], needle: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return sa.func.instr(text, needle) > 0


def _quoted(piece: Piece) -> str:
    """A piece holds no quotation mark: marks were taken out when it was made."""
    return f'"{piece.text}"*' if piece.front else f'"{piece.text}"'
