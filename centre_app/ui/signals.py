"""Connecting a signal to what needs no word of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["call"]


def call(do: Callable[..., Any], *given: Any) -> Callable[..., None]:
    """What a signal may be connected to: it does this with what is given here, whatever the signal says."""

    def heard(*_: object) -> None:
        do(*given)

    return heard
