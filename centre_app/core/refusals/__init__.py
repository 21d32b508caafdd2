"""Everything the program tells a clerk about what cannot be, or should be looked at.

One class, one sentence, one test. Code asks for the class; people read the sentence.
The modules beside this one hold the classes by noun; Chinese sentences stand here and nowhere below the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

__all__ = ["Caution", "Refusal", "Refused", "Told", "Trouble"]


class Told(Exception):
    """Something the clerk is told in one sentence that says what is wrong and what to do."""

    text: ClassVar[str]
    name: ClassVar[str] = ""
    stops: ClassVar[bool] = True

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        super().__init__(self.text.format(**facts))
        self.facts = facts
        self.field = field

    @property
    def code(self) -> str:
        """The stable identifier that leaves the program; the class name unless the class says otherwise."""
        return self.name or type(self).__name__

    @property
    def sentence(self) -> str:
        """The Chinese sentence, filled in."""
        return str(self)

    def __eq__(self, other: object) -> bool:
        return (
            type(self) is type(other)
            and isinstance(other, Told)
            and (self.facts, self.field) == (other.facts, other.field)
        )

    def __hash__(self) -> int:
        return hash((type(self), str(self), self.field))


class Refusal(Told):
    """A rule forbids it. Nothing was stored."""


class Trouble(Told):
    """The world is in the way: disk, key, network, another clerk. Nothing was stored."""


class Caution(Told):
    """Worth a look; stops nothing."""

    stops = False


class Refused(Exception):
    """Several refusals at once: all objections to one act, never one per try."""

    def __init__(self, objections: Iterable[Told]) -> None:
        self.objections = tuple(objections)
        super().__init__(" ".join(objection.sentence for objection in self.objections))
