"""The command ``centre``: everything a clerk can do, by the same service functions as the window.

The commands stand in one table (``table.py``) and are imported when they are used; what they say in Chinese
stands in ``captions.py``; what they may answer is ``answers.Answer``; errors are caught in ``frame.Centre``.
"""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command that the process was started with, and leave with its exit code.

    Ctrl+C before anything could begin (the libraries are still being loaded) is no traceback either. What is loaded
    stays: looking through it for garbage would take a fifth of the start (``frame.Centre.get_command`` ends that).
    """
    gc.disable()
    try:
        from centre_app.cli.frame import run
    except KeyboardInterrupt:
        from centre_app.cli.captions import INTERRUPTED

        print(INTERRUPTED, file=sys.stderr)
        sys.exit(1)
    run()
