"""Sentences that a county may have to alter: read from ``resources/wording``, one file a form."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from centre_app.paths import resources

__all__ = ["Wording", "wording"]


class Wording:
    """The sentences of one file, asked for as ``words("entry.body", who="…")``."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables

    def __call__(self, which: str, /, **facts: object) -> str:
        """The sentence, filled in.

        Raises:
            KeyError: the file has no such sentence, or the sentence wants a fact that is not given.
        """
        table, _, key = which.partition(".")
        sentence: str = self._tables[table][key]
        return sentence.format(**facts)


@cache
def wording(name: str) -> Wording:
    """The sentences of ``resources/wording/NAME.toml``."""
    return Wording(tomllib.loads(resources("wording", f"{name}.toml").read_text("utf-8")))
