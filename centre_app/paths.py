"""Where the things lie that come with the program, and where a person's own offices lie by default.

``resources`` stands beside the package: in a checkout, and in a frozen program, whose builder copies it there.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path, user_log_path

__all__ = ["data_folder", "log_folder", "resource_text", "resources"]

_ROOT = Path(__file__).resolve().parent.parent
_PROGRAM = "assistance-centre"


def resources(*parts: str) -> Path:
    """A file or folder that is shipped with the program: rules, calendars, fonts, wording."""
    return _ROOT.joinpath("resources", *parts)


def resource_text(*parts: str) -> str:
    """The text of a file that is shipped with the program."""
    return resources(*parts).read_text(encoding="utf-8")


def data_folder() -> Path:
    """The per-user data folder that the platform prescribes; it is not created by asking for it."""
    return user_data_path(_PROGRAM, appauthor=False)


def log_folder() -> Path:
    """The per-user folder for reports of mistakes of the program; it is not created by asking for it."""
    return user_log_path(_PROGRAM, appauthor=False)
