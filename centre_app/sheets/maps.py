"""Maps of columns: what somebody has said once about the labels of an office's table.

A map is a TOML file of lines ``"label" = "fact"``; an empty fact says that a column is none of ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from centre_app.core.refusals.sheets import FileLocked, FileMissing, MapUnknown, MapUnreadable

from .arrivals import Source

__all__ = ["read_map"]


def read_map(path: Path, source: Source) -> Mapping[str, str]:
    """The map in a file, for ``Asked.columns``.

    Raises ``FileMissing``, ``FileLocked``, ``MapUnreadable`` for a file that is no map, ``MapUnknown`` for a fact
    that the source does not know.
    """
    try:
        lines = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise FileMissing(file=path.name) from error
    except OSError as error:
        raise FileLocked(file=path.name) from error
    except ValueError as error:
        raise MapUnreadable(file=path.name) from error
    for label, fact in lines.items():
        if not isinstance(fact, str):
            raise MapUnreadable(file=path.name)
        if fact and fact not in source.facts:
            raise MapUnknown(head=label, fact=fact, facts="、".join(source.facts))
    return lines
