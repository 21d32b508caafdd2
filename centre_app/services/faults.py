"""What is kept of a mistake of the program: a report file that says where it happened, and nothing about anybody."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from centre_app import __version__, paths

__all__ = ["write_report"]


def write_report(error: BaseException) -> Path | None:
    """Write the report of an unforeseen error, and return where it lies; nothing where it could not be written."""
    moment = datetime.now(UTC)
    folder = paths.log_folder()
    file = folder / f"report-{moment:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(_lines(error, moment)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return file


def _lines(error: BaseException, moment: datetime) -> Iterator[str]:
    """Program, system, and for each error of the chain its class and the places; never a message or a value.

    Messages are left out because they quote what was being worked on.
    """
    yield f"centre {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    yield moment.isoformat(timespec="seconds")
    link: BaseException | None = error
    while link is not None:
        yield f"{type(link).__module__}.{type(link).__name__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        link = link.__cause__ or link.__context__


def _place(file: str) -> str:
    """Where a module lies below its library's folder: the folders above bear the name of whoever is signed in."""
    path = Path(file)
    for root in map(Path, sys.path):
        if root.parts and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
