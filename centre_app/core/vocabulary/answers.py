"""Yes and no, as forms print them."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["Answer"]


class Answer(Choice):
    """The answer to a question of yes or no; it is stored as a truth value, never as its code."""

    YES = "1", "是"
    NO = "0", "否"
