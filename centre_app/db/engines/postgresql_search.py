"""The index of pieces on a PostgreSQL server: the pieces of each case in an array, with a GIN index.

The array knows whole elements only, so the fronts of each piece stand in it too, up to six characters; a longer
front is asked for by its first six, and the text decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from centre_app.core.searching import Word
from centre_app.db.engines import Searched

__all__ = ["PostgresqlSearch"]

_LONGEST: Final = 6
_WORDS: Final = sa.table("case_words", sa.column("id", sa.Integer), sa.column("words", postgresql.ARRAY(sa.Text)))


class PostgresqlSearch:
    """See ``engines.Pieces``."""

    table: sa.FromClause = _WORDS
    key: sa.ColumnElement[int] = _WORDS.c.id
    having: sa.ColumnElement[bool] = _WORDS.c.words.contains(sa.bindparam("pieces", type_=_WORDS.c.words.type))

    def known(self, session: Session) -> int:
        return session.scalar(sa.select(sa.func.max(_WORDS.c.id))) or 0

    def add(self, session: Session, cases: Sequence[Searched]) -> None:
        session.execute(_WORDS.insert(), [{"id": one.key, "words": _fronts(one.pieces)} for one in cases])

    def forget(self, session: Session, keys: Sequence[int]) -> None:
        session.execute(_WORDS.delete().where(_WORDS.c.id.in_(keys)))

    def empty(self, session: Session) -> None:
        session.execute(_WORDS.delete())

    def asked(self, words: Sequence[Word], states: Sequence[str]) -> Any:
        return list(dict.fromkeys(piece.text[:_LONGEST] for word in words for piece in word.pieces))

    def sure_of(self, word: Word) -> bool:
        return word.is_one_piece and len(word.pieces[0].text) <= _LONGEST

    def contains(self, text: sa.ColumnElement[Any], needle: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return sa.func.strpos(text, needle) > 0


def _fronts(pieces: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(piece[:end] for piece in pieces for end in range(1, min(len(piece), _LONGEST) + 1)))
