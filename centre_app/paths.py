"""Where the things lie that come with the program."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resources"]

_ROOT = Path(__file__).resolve().parent.parent


def resources(*parts: str) -> Path:
    """A file or folder that is shipped with the program: rules, calendars, fonts, wording."""
    return _ROOT.joinpath("resources", *parts)
