"""Finding the record that a key means: a uid, a number, or a name that fits only one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeVar
from uuid import UUID

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.refusals import Refused
from centre_app.core.refusals import office as no
from centre_app.core.searching import words
from centre_app.core.vocabulary.things import Thing
from centre_app.db.base import Record
from centre_app.db.filing import Case, Meeting
from centre_app.db.notices import Grievance, PublicNotice
from centre_app.db.people import HouseholdMember, Person, Unit
from centre_app.db.printing import IssuedPage
from centre_app.db.search import Asked, cases_found, count_found
from centre_app.services.choosing import told_apart
from centre_app.services.work import Look

__all__ = [
    "by_uid",
    "case_of",
    "grievance_of",
    "meeting_of",
    "member_of",
    "notice_of",
    "page_of",
    "person_of",
    "unit_of",
]

R = TypeVar("R", bound=Record)
_WITH_UNIT: Final = re.compile(r"(.+?)[（(](.+)[）)]")
"""A name with its unit, as lists of people tell namesakes apart."""


def by_uid(look: Look, model: type[R], thing: Thing, key: str) -> R:
    """The record with this uid."""
    uid = _uid(key)
    found = look.session.scalars(sa.select(model).where(model.uid == uid)).one_or_none() if uid else None
    if found is None:
        raise Refused([no.NoSuchThing(kind=thing.label, key=key)])
    return found


def case_of(look: Look, key: str) -> Case:
    """The case by uid, archive number, local number, a head's name or a search that fits only one case."""
    uid = _uid(key)
    if uid is not None:
        exact = look.session.scalars(sa.select(Case).where(Case.uid == uid)).one_or_none()
    else:
        exact = look.session.scalars(
            sa.select(Case).where(sa.or_(Case.archive_no == key, Case.local_no == key))
        ).one_or_none()
    if exact is not None:
        return exact
    named = look.session.scalars(
        sa.select(Case)
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .where(HouseholdMember.name == key, HouseholdMember.relation == HEAD)
    ).all()
    if len(named) == 1:
        return named[0]
    if named:
        raise Refused([no.AmbiguousCase(case=key, count=len(named))])
    return _searched(look, key)


def _searched(look: Look, key: str) -> Case:
    """The only case that a search finds."""
    asked = Asked(words(key))
    found = cases_found(look.session, asked, limit=2) if asked.words else []
    if len(found) > 1:
        raise Refused([no.AmbiguousCase(case=key, count=count_found(look.session, asked))])
    if not found:
        raise Refused([no.NoSuchCase(case=key)])
    return look.session.get_one(Case, found[0])


def member_of(look: Look, case: Case, key: str) -> HouseholdMember:
    """The member of the case's household by uid or name."""
    fitting = [m for m in case.household.members if key in (str(m.uid), m.name)]
    return _only(Thing.MEMBER, key, fitting)


def person_of(look: Look, key: str) -> Person:
    """The union's person by uid, by a name that fits only one, or of namesakes by name and unit: 李强（纺织厂工会）."""
    uid = _uid(key)
    if uid is not None:
        return by_uid(look, Person, Thing.PERSON, key)
    fits = Person.name == key
    if with_unit := _WITH_UNIT.fullmatch(key):
        fits = sa.or_(fits, sa.and_(Person.name == with_unit[1], Person.unit.has(Unit.name == with_unit[2])))
    found = look.session.scalars(sa.select(Person).where(fits).order_by(Person.id)).all()
    if len(found) > 1:
        raise Refused([no.AmbiguousPerson(key=key, count=len(found), known="、".join(told_apart(found)))])
    return _only(Thing.PERSON, key, found)


def unit_of(look: Look, key: str) -> Unit:
    """The unit by uid or name."""
    return _by_uid_or(look, Unit, Thing.UNIT, key, Unit.name == key)


def meeting_of(look: Look, key: str) -> Meeting:
    """The meeting by uid or number."""
    return _by_uid_or(look, Meeting, Thing.MEETING, key, Meeting.number == key)


def notice_of(look: Look, key: str) -> PublicNotice:
    """The notice by uid or number."""
    return _by_uid_or(look, PublicNotice, Thing.NOTICE, key, PublicNotice.number == key)


def grievance_of(look: Look, key: str) -> Grievance:
    """The grievance by uid or number."""
    return _by_uid_or(look, Grievance, Thing.GRIEVANCE, key, Grievance.number == key)


def page_of(look: Look, key: str) -> IssuedPage:
    """The printed page by uid, number or short code."""
    fits = sa.or_(IssuedPage.number == key, IssuedPage.short_code == key.upper())
    return _by_uid_or(look, IssuedPage, Thing.PAGE, key, fits)


def _by_uid_or(look: Look, model: type[R], thing: Thing, key: str, fits: sa.ColumnElement[bool]) -> R:
    uid = _uid(key)
    if uid is not None:
        return by_uid(look, model, thing, key)
    return _only(thing, key, look.session.scalars(sa.select(model).where(fits)).all())


def _only(thing: Thing, key: str, fitting: Sequence[R]) -> R:
    if not fitting:
        raise Refused([no.NoSuchThing(kind=thing.label, key=key)])
    if len(fitting) > 1:
        raise Refused([no.AmbiguousThing(kind=thing.label, key=key, count=len(fitting))])
    return fitting[0]


def _uid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
