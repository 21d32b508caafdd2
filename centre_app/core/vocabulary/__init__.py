"""Code lists: what is stored (a stable English or national code) and what is printed (the Chinese word).

Codes are stored as text, so a new member needs no migration. The lists stand in the modules beside this one,
by noun; each names its source in ``domain`` terms (form of 2020, GB/T number).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = ["Choice"]


class Choice(StrEnum):
    """One code of one list: ``Choice.MEMBER`` is the stored code, ``.label`` the printed word."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def labelled(cls, label: str) -> Self | None:
        """The member with exactly this printed word, if there is one."""
        return next((member for member in cls if member.label == label), None)
