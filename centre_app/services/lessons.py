"""The lessons that are shipped, and whether the trail shows that a step of one was done."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from centre_app.core.lessons import Lesson, LessonStep
from centre_app.db.system import Act
from centre_app.paths import resources
from centre_app.services.work import Look

__all__ = ["done_by", "lessons"]


@cache
def lessons() -> tuple[Lesson, ...]:
    """Every lesson, in the order in which a newcomer takes them (their files are numbered)."""
    files = sorted(resources("lessons").glob("*.toml"))
    return tuple(Lesson.parse(file.stem, file.read_text("utf8")) for file in files)


def done_by(look: Look, step: LessonStep, since: int) -> int | None:
    """The number of the act of whoever is signed in that completes a step begun after the act ``since``."""
    mine = sa.select(Act.number).where(Act.name == step.act, Act.by_name == look.actor.name, Act.number > since)
    return look.session.scalar(mine.order_by(Act.number).offset(step.times - 1).limit(1))
