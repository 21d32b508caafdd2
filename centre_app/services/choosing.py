"""Whom and what a form may name: the union's people and units, each told apart from its namesakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from centre_app.core.vocabulary.filing import UnitKind
from centre_app.db.people import Person, Unit
from centre_app.services.work import Look

__all__ = ["Known", "people_known", "told_apart", "units_known"]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that a form may name: its key and what it is called."""

    key: str
    name: str


def people_known(look: Look) -> tuple[Known, ...]:
    """The people of the union by their initials; of namesakes the unit is said too."""
    people = look.session.scalars(sa.select(Person).options(joinedload(Person.unit)).order_by(Person.initials)).all()
    return tuple(Known(str(person.uid), name) for person, name in zip(people, told_apart(people), strict=True))


def told_apart(people: Sequence[Person]) -> tuple[str, ...]:
    """What each of these people is called; of namesakes the unit is said too."""
    count = Counter(person.name for person in people)
    return tuple(
        f"{person.name}（{person.unit.name}）" if count[person.name] > 1 and person.unit else person.name
        for person in people
    )


def units_known(look: Look, *kinds: UnitKind) -> tuple[Known, ...]:
    """The units of these kinds, or all, by their names."""
    found = sa.select(Unit).order_by(Unit.name)
    if kinds:
        found = found.where(Unit.kind.in_(kinds))
    return tuple(Known(str(unit.uid), unit.name) for unit in look.session.scalars(found))
