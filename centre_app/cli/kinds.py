"""Kinds of words on the command line: days, counts and words of a list. What is wrong with them is wrong usage."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import click

from centre_app.cli import captions
from centre_app.core.vocabulary import Choice

__all__ = ["DAY", "Count", "OneOf", "choice", "read_day"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(text: str) -> date | None:
    """The day that this ISO text names, if there is one."""
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = value if isinstance(value, date) else read_day(value)
        if day is None:
            raise click.BadParameter(captions.NO_SUCH_DAY.format(given=value), ctx, param)
        return day

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return captions.DAY


DAY = _Day()
"""A day that exists, as ISO text."""


class Count(click.ParamType[int]):
    """A whole number."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
            return int(value)
        raise click.BadParameter(captions.NO_COUNT.format(given=value), ctx, param)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return captions.COUNT


class OneOf(click.ParamType[str]):
    """A code of a list that is asked for when it is needed; its Chinese word does as well, whole or the only one that
    has this part.
    """

    name = "word"

    def __init__(self, words: Callable[[], Mapping[str, str]], metavar: str) -> None:
        self._words = words
        self._metavar = metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = self._words()
        if value in known:
            return str(value)
        exact = [code for code, word in known.items() if word == value]
        fitting = exact or [code for code, word in known.items() if value and value in word]
        if len(fitting) == 1:
            return fitting[0]
        words = captions.BETWEEN.join(
            captions.CODE_AND_WORD.format(code=code, word=word) if word != code else code
            for code, word in known.items()
            if code in fitting or not fitting
        )
        sentence = captions.SEVERAL_IN_LIST if fitting else captions.NOT_IN_LIST
        raise click.BadParameter(sentence.format(given=value, words=words), ctx, param)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self._metavar


def choice(kind: type[Choice], metavar: str) -> OneOf:
    """The codes of a code list, or their words."""
    return OneOf(lambda: {member.value: member.label for member in kind}, metavar)
