"""``python -m centre_app``: the window, where no command is given and there is a screen; else the command line.

``--gallery`` shows every part of the window instead, ``--gallery FOLDER`` paints them all into pictures.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["named"]


def named(arguments: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Office and user, where the arguments name nothing else; ``None`` where they name a command."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if name not in ("--office", "--user") or not (given or rest):
            return None
        found[name] = value if given else rest.pop(0)
    return found.get("--office"), found.get("--user")


def has_screen() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> None:
    """Show the window, or run the command."""
    if sys.argv[1:2] == ["--gallery"]:
        from centre_app.ui.gallery import main as hang

        sys.exit(hang(sys.argv[2:]))
    wanted = named(sys.argv[1:])
    if wanted is not None and has_screen():
        from centre_app.app import main as show

        sys.exit(show(*wanted))
    from centre_app.cli import main as command

    command()


if __name__ == "__main__":
    main()
