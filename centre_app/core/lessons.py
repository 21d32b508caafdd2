"""Guided lessons for an office for training: what to do, step by step, and by what it is seen that it was done."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .acts import ACTS, may
from .vocabulary.filing import Role

__all__ = ["Lesson", "LessonStep"]


@dataclass(frozen=True, slots=True)
class LessonStep:
    """What to do. It was done when the page is shown, or when the act has been done so many times since it began."""

    say: str
    page: str = ""
    act: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """One job: its code is its file's name; ``minutes`` is how long somebody new takes."""

    code: str
    title: str
    about: str
    minutes: int
    steps: tuple[LessonStep, ...]

    @classmethod
    def parse(cls, code: str, text: str) -> Lesson:
        """A lesson from TOML: ``title``, ``about``, ``minutes``, tables ``steps`` with ``say`` and ``page`` or ``act``.

        Raises:
            ValueError: a step waits for nothing, for two things, or for an act that nobody can do.
        """
        told = tomllib.loads(text)
        steps = tuple(_step(code, each) for each in told["steps"])
        return cls(code, told["title"], told["about"], told["minutes"], steps)

    def roles(self) -> tuple[Role, ...]:
        """Who can do every act of it."""
        return tuple(role for role in Role if all(may(role, step.act) for step in self._acts()))

    def _acts(self) -> Iterable[LessonStep]:
        return (step for step in self.steps if step.act)


def _step(code: str, told: dict[str, Any]) -> LessonStep:
    step = LessonStep(**told)
    if bool(step.page) == bool(step.act):
        raise ValueError(f"{code}: a step waits for one page or one act: {step.say}")
    if step.act and step.act not in ACTS:
        raise ValueError(f"{code}: nobody can do {step.act}")
    return step
