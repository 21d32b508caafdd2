"""单位与人员 as its page shows it: the union's units and people with their posts, delegations and kin, by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from centre_app.core.households import HEAD
from centre_app.core.people import MaskKind, mask
from centre_app.core.vocabulary.filing import Post, UnitKind
from centre_app.core.vocabulary.things import Thing
from centre_app.db.filing import Case
from centre_app.db.people import Appointment, ChairDelegation, HouseholdMember, Kinship, Person, Unit
from centre_app.db.system import User
from centre_app.services.finding import by_uid
from centre_app.services.people import delegation_on
from centre_app.services.work import Look

__all__ = [
    "DelegationView",
    "KinView",
    "PersonRow",
    "PersonView",
    "TermView",
    "UnitRow",
    "UnitView",
    "people_of_union",
    "person_view",
    "unit_view",
    "units_of_union",
]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the union as the list shows them: the posts of today, numbers masked."""

    key: str
    name: str
    initials: str
    unit: str
    posts: tuple[tuple[str, Post], ...]
    """Unit and post, in the order in which they were given."""
    id_number: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the list shows it: whose it is, its chair of today, how many people belong to it."""

    key: str
    name: str
    kind: UnitKind
    parent: str
    chair: str
    people: int
    seats: int
    """Who sits in its committee today: chair, vice-chairs and members, each person once."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A post from a day to a day. ``holds`` says whether it is held today."""

    key: str
    person: str
    unit: str
    post: Post
    from_on: date
    until_on: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class DelegationView:
    """A written delegation; ``holds`` says whether the deputy may sign by it today."""

    key: str
    unit: str
    chair: str
    deputy: str
    from_on: date
    until_on: date
    document: str
    holds: bool


@dataclass(frozen=True, slots=True)
class KinView:
    """A household of which a person of the union is a relative: the case that it is opened by."""

    case: str
    number: str
    head: str
    relation: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything of one person; ``unit_key`` is the unit that they belong to."""

    row: PersonRow
    unit_key: str | None
    terms: tuple[TermView, ...]
    delegations: tuple[DelegationView, ...]
    kin: tuple[KinView, ...]
    logins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitView:
    """Everything of one unit; only the county union's chair may delegate (``delegates``)."""

    row: UnitRow
    uscc: str | None
    address: str | None
    phone: str | None
    delegates: bool
    terms: tuple[TermView, ...]
    delegations: tuple[DelegationView, ...]


def people_of_union(look: Look) -> tuple[PersonRow, ...]:
    """Everybody of the union, by their initials."""
    found = sa.select(Person).options(joinedload(Person.unit)).order_by(Person.initials, Person.id)
    posts: dict[int, list[tuple[str, Post]]] = {}
    for term in _terms(look, sa.true()):
        if _holds(term, look.today):
            posts.setdefault(term.person_id, []).append((term.unit.name, Post(term.post)))
    return tuple(_person_row(look, one, posts.get(one.id, ())) for one in look.session.scalars(found))


def units_of_union(look: Look) -> tuple[UnitRow, ...]:
    """Every unit: the county union first, then by kind and name."""
    units = look.session.scalars(sa.select(Unit)).all()
    names = {unit.id: unit.name for unit in units}
    belonging = sa.select(Person.unit_id, sa.func.count()).group_by(Person.unit_id)
    people = Counter(dict(look.session.execute(belonging).all()))
    seats: dict[int, dict[int, tuple[Post, str]]] = {}
    for term in _terms(look, Appointment.post.in_(_SEATS)):
        if _holds(term, look.today):
            seats.setdefault(term.unit_id, {}).setdefault(term.person_id, (Post(term.post), term.person.name))
    kinds = list(UnitKind)
    rows = [
        UnitRow(
            key=str(unit.uid),
            name=unit.name,
            kind=UnitKind(unit.kind),
            parent=names.get(unit.parent_id or 0, ""),
            chair="、".join(name for post, name in seats.get(unit.id, {}).values() if post is Post.CHAIR),
            people=people[unit.id],
            seats=len(seats.get(unit.id, {})),
        )
        for unit in units
    ]
    return tuple(sorted(rows, key=lambda row: (kinds.index(row.kind), row.name)))


def person_view(look: Look, key: str) -> PersonView:
    """One person by uid, with every post that they ever had, newest first.

    Raises:
        Refused: there is no such person.
    """
    person = by_uid(look, Person, Thing.PERSON, key)
    terms = list(_terms(look, Appointment.person_id == person.id))
    given = sa.or_(ChairDelegation.deputy_id == person.id, ChairDelegation.chair_id == person.id)
    posts = tuple((term.unit.name, Post(term.post)) for term in terms if _holds(term, look.today))
    logins = sa.select(User.name).where(User.person_id == person.id, User.stopped.is_(False)).order_by(User.name)
    return PersonView(
        row=_person_row(look, person, posts),
        unit_key=str(person.unit.uid) if person.unit else None,
        terms=_views(terms, look.today),
        delegations=_delegations(look, given),
        kin=_kin(look, person),
        logins=tuple(look.session.scalars(logins)),
    )


def unit_view(look: Look, key: str) -> UnitView:
    """One unit by uid, with everybody who ever had a post there.

    Raises:
        Refused: there is no such unit.
    """
    unit = by_uid(look, Unit, Thing.UNIT, key)
    return UnitView(
        row=next(row for row in units_of_union(look) if row.key == str(unit.uid)),
        uscc=unit.uscc,
        address=unit.address,
        phone=unit.phone,
        delegates=unit.name == look.setting.facts["union"],
        terms=_views(_terms(look, Appointment.unit_id == unit.id), look.today),
        delegations=_delegations(look, ChairDelegation.unit_id == unit.id),
    )


_SEATS = (Post.CHAIR, Post.VICE_CHAIR, Post.COMMITTEE_MEMBER)


def _person_row(look: Look, person: Person, posts: Iterable[tuple[str, Post]]) -> PersonRow:
    number, mobile = person.id_number, person.phone
    return PersonRow(
        key=str(person.uid),
        name=person.name,
        initials=person.initials,
        unit=person.unit.name if person.unit else "",
        posts=tuple(posts),
        id_number=mask(MaskKind.ID, number, look.areas) if number else None,
        phone=mask(MaskKind.PHONE, mobile, look.areas) if mobile else None,
    )


def _terms(look: Look, which: sa.ColumnElement[bool]) -> list[Appointment]:
    together = (joinedload(Appointment.person), joinedload(Appointment.unit))
    found = sa.select(Appointment).where(which).order_by(Appointment.id).options(*together)
    return list(look.session.scalars(found))


def _holds(term: Appointment, day: date) -> bool:
    return term.from_on <= day and (term.until_on is None or day <= term.until_on)


def _views(terms: Iterable[Appointment], day: date) -> tuple[TermView, ...]:
    """Those that are held first, then the newest."""
    views = [
        TermView(
            str(term.uid),
            term.person.name,
            term.unit.name,
            Post(term.post),
            term.from_on,
            term.until_on,
            _holds(term, day),
        )
        for term in terms
    ]
    posts = list(Post)
    views.sort(key=lambda one: (posts.index(one.post), one.person))
    views.sort(key=lambda one: (one.holds, one.from_on), reverse=True)
    return tuple(views)


def _delegations(look: Look, which: sa.ColumnElement[bool]) -> tuple[DelegationView, ...]:
    found = look.session.scalars(sa.select(ChairDelegation).where(which).order_by(ChairDelegation.id.desc())).all()
    people = [id_ for one in found for id_ in (one.chair_id, one.deputy_id)]
    names = dict(look.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(people))).all())
    units = dict(look.session.execute(sa.select(Unit.id, Unit.name)).all())
    return tuple(
        DelegationView(
            str(one.uid),
            units[one.unit_id],
            names[one.chair_id],
            names[one.deputy_id],
            one.from_on,
            one.until_on,
            one.document,
            delegation_on(look, one.deputy_id, one.unit_id, look.today) is one,
        )
        for one in found
    )


def _kin(look: Look, person: Person) -> tuple[KinView, ...]:
    """Of a household with several cases the newest is shown."""
    others = aliased(Case)
    of_household = sa.select(sa.func.max(others.id)).where(others.household_id == Kinship.household_id)
    newest = of_household.correlate(Kinship).scalar_subquery()
    head = sa.and_(HouseholdMember.household_id == Kinship.household_id, HouseholdMember.relation == HEAD)
    found = (
        sa.select(Case.uid, sa.func.coalesce(Case.archive_no, Case.local_no), HouseholdMember.name, Kinship.relation)
        .select_from(Kinship)
        .join(Case, Case.id == newest)
        .outerjoin(HouseholdMember, head)
        .where(Kinship.person_id == person.id)
        .order_by(Kinship.id)
    )
    return tuple(
        KinView(str(uid), number, name or "", relation) for uid, number, name, relation in look.session.execute(found)
    )
