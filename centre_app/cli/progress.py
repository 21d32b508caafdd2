"""How long work shows how far it is: a bar on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre_app.core.progress import SILENT, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Drawn
    from rich.progress import TaskID

__all__ = ["bar"]


@dataclass(frozen=True, slots=True)
class _Bar:
    """Moves the bar to where the work is."""

    drawn: Drawn
    task: TaskID

    def step(self, done: int, total: int) -> None:
        self.drawn.update(self.task, completed=done, total=total)


@contextmanager
def bar(label: str) -> Iterator[Progress]:
    """A bar while the block runs; nothing where nobody looks. It vanishes at the end."""
    if not sys.stderr.isatty():
        yield SILENT
        return
    from rich.console import Console
    from rich.progress import Progress as Drawn

    with Drawn(console=Console(file=sys.stderr), transient=True) as drawn:
        yield _Bar(drawn, drawn.add_task(label, total=None))
