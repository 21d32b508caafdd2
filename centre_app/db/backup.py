"""Copies of an office: database, keys and a manifest in one file, papers beside it or inside it."""

from __future__ import annotations

from pathlib import Path

from .keys import Keys

__all__ = ["newest_good"]


def newest_good(folder: Path, keys: Keys | None = None) -> str:
    """The name of the newest copy in a folder."""
    return max((path.name for path in folder.glob("*.backup")), default="")
