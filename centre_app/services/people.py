"""Units and people of the union, with dates: posts, committee seats, written delegations, kinship with a household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from centre_app.core.people import identity, phone, pinyin_initials, same_person_key, tidy_name, uscc
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import union as no
from centre_app.core.vocabulary.filing import Post, UnitKind
from centre_app.core.vocabulary.things import Thing
from centre_app.db.people import Appointment, ChairDelegation, HouseholdMember, Kinship, Person, Unit
from centre_app.services.finding import by_uid, case_of, person_of, unit_of
from centre_app.services.given import Day, Given, Key, Line, Name, Short
from centre_app.services.work import Done, Look, Work

__all__ = [
    "AddPerson",
    "AddUnit",
    "Appoint",
    "ChangePerson",
    "DeclareKinship",
    "DelegateChair",
    "EndAppointment",
    "add_person",
    "add_unit",
    "appoint",
    "change_person",
    "committee_on",
    "declare_kinship",
    "delegate_chair",
    "delegation_on",
    "end_appointment",
    "holders_on",
    "holds",
    "members_among_us",
    "namesakes_of",
    "relatives_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit(Given):
    name: Name
    kind: UnitKind
    parent: Key | None = None
    address: Short | None = None
    phone: Line | None = None
    uscc: Line | None = None


def add_unit(work: Work, given: AddUnit) -> Done:
    """Record a union, a community or a department; names are unique."""
    faults: list[Told] = []
    if work.session.scalar(sa.select(Unit.id).where(Unit.name == given.name)):
        faults.append(no.UnitTaken(name=given.name, field="name"))
    if given.uscc:
        faults += [told for told in uscc(given.uscc).problems if told.stops]
    if faults:
        raise Refused(faults)
    unit = Unit(
        name=given.name,
        kind=given.kind,
        parent_id=unit_of(work, given.parent).id if given.parent else None,
        address=given.address,
        phone=given.phone,
        uscc=uscc(given.uscc).number if given.uscc else None,
    )
    work.session.add(unit)
    work.session.flush()
    return Done(key=unit.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Given):
    name: Name
    unit: Key | None = None
    id_number: Line | None = None
    phone: Line | None = None


def add_person(work: Work, given: AddPerson) -> Done:
    """Record a person of the union. With an identity number one person is recorded once only."""
    name = tidy_name(given.name)
    number = _checked(work, name, given.id_number, given.phone, None)
    person = Person(
        name=name,
        initials=pinyin_initials(name),
        unit_id=unit_of(work, given.unit).id if given.unit else None,
        id_number=number,
        phone=given.phone,
    )
    work.session.add(person)
    work.session.flush()
    return Done(key=person.uid, cautions=_alike(work, person))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Given):
    """What is given is put right; the rest stays."""

    person: Key
    name: Name | None = None
    unit: Key | None = None
    id_number: Line | None = None
    phone: Line | None = None


def change_person(work: Work, given: ChangePerson) -> Done:
    """Put right what is known of a person of the union: the identity number tells namesakes apart."""
    person = person_of(work, given.person)
    number = _checked(work, person.name, given.id_number, given.phone, person)
    if given.name:
        person.name = tidy_name(given.name)
        person.initials = pinyin_initials(person.name)
    if given.unit:
        person.unit_id = unit_of(work, given.unit).id
    person.id_number, person.phone = number or person.id_number, given.phone or person.phone
    work.session.flush()
    return Done(key=person.uid, cautions=_alike(work, person))


def _checked(work: Work, name: str, id_number: str | None, mobile: str | None, own: Person | None) -> str | None:
    """The identity number as it is kept, once it and the phone are right and nobody else has it."""
    faults: list[Told] = []
    number = None
    if id_number:
        found = identity(id_number, areas=work.areas)
        faults += [told for told in found.problems if told.stops]
        number = found.number
    taken = sa.select(Person.id).where(Person.id_number == number, Person.id != (own.id if own else 0))
    if number and work.session.scalar(taken):
        faults.append(no.PersonTaken(name=name, field="id_number"))
    if mobile and phone(mobile).problems:
        faults.append(no.PhoneWrong(field="phone"))
    if faults:
        raise Refused(faults)
    return number


def _alike(look: Look, person: Person) -> tuple[Told, ...]:
    """A caution where somebody has the same name and the numbers do not tell them apart."""
    others = look.session.scalars(sa.select(Person).where(Person.name == person.name, Person.id != person.id))
    alike = [one for one in others if one.id_number is None or person.id_number is None]
    return (no.NameKnown(name=person.name),) if alike else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appoint(Given):
    person: Key
    unit: Key
    post: Post
    until: Day | None = None


def appoint(work: Work, given: Appoint) -> Done:
    """Give a person a post in a unit from a day on; a unit has one chair at a time."""
    from_on = work.day(given.on)
    person, unit = person_of(work, given.person), unit_of(work, given.unit)
    faults: list[Told] = []
    if given.until is not None and given.until < from_on:
        faults.append(no.TermBackwards(from_on=from_on, until=given.until, field="until"))
    overlapping = [
        term
        for term in _terms(work, unit.id, given.post)
        if (term.until_on is None or term.until_on >= from_on) and (given.until is None or term.from_on <= given.until)
    ]
    if any(term.person_id == person.id for term in overlapping):
        faults.append(no.AlreadyAppointed(name=person.name, unit=unit.name, post=given.post.label))
    elif given.post is Post.CHAIR and overlapping:
        faults.append(no.ChairTaken(unit=unit.name, name=overlapping[0].person.name))
    if faults:
        raise Refused(faults)
    term = Appointment(person_id=person.id, unit_id=unit.id, post=given.post, from_on=from_on, until_on=given.until)
    work.session.add(term)
    work.session.flush()
    return Done(key=term.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAppointment(Given):
    appointment: Key


def end_appointment(work: Work, given: EndAppointment) -> Done:
    """End a post; the given day is its last."""
    term = by_uid(work, Appointment, Thing.APPOINTMENT, given.appointment)
    last = work.day(given.on)
    if last < term.from_on:
        raise Refused([no.TermBackwards(from_on=term.from_on, until=last, field="on")])
    if term.until_on is not None and term.until_on <= last:
        raise Refused([no.TermEnded(day=term.until_on)])
    term.until_on = last
    return Done(key=term.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateChair(Given):
    unit: Key
    deputy: Key
    until: Day
    document: Short
    """Number or title of the written delegation."""


def delegate_chair(work: Work, given: DelegateChair) -> Done:
    """Record the county chair's dated written delegation; without it a vice-chair's signature opens nothing.

    The chair of a filing unit signs himself (四不建档：工会主席不签字不建档).
    """
    from_on = work.day(given.on)
    unit, deputy = unit_of(work, given.unit), person_of(work, given.deputy)
    faults: list[Told] = []
    if unit.name != work.setting.facts["union"]:
        faults.append(no.DelegationAtCountyOnly(unit=unit.name, field="unit"))
    chair = next((t for t in _terms(work, unit.id, Post.CHAIR) if _covers(t, from_on)), None)
    if chair is None:
        faults.append(no.NoChair(unit=unit.name, day=from_on))
    if not holds(work, deputy.id, unit.id, Post.VICE_CHAIR, from_on):
        faults.append(no.NotViceChair(name=deputy.name, unit=unit.name, day=from_on))
    if given.until < from_on:
        faults.append(no.TermBackwards(from_on=from_on, until=given.until, field="until"))
    if faults or chair is None:
        raise Refused(faults)
    delegation = ChairDelegation(
        unit_id=unit.id,
        chair_id=chair.person_id,
        deputy_id=deputy.id,
        from_on=from_on,
        until_on=given.until,
        document=given.document,
    )
    work.session.add(delegation)
    work.session.flush()
    return Done(key=delegation.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareKinship(Given):
    person: Key
    case: Key
    relation: Short


def declare_kinship(work: Work, given: DeclareKinship) -> Done:
    """Record that a person of the union is a relative of a household: they stand aside in its matters."""
    person, case = person_of(work, given.person), case_of(work, given.case)
    known = work.session.scalar(
        sa.select(Kinship.id).where(Kinship.person_id == person.id, Kinship.household_id == case.household_id)
    )
    if known:
        raise Refused([no.KinshipKnown(name=person.name)])
    kinship = Kinship(person_id=person.id, household_id=case.household_id, relation=given.relation)
    work.session.add(kinship)
    work.session.flush()
    return Done(key=kinship.uid, case=case.uid)


# Readers --------------------------------------------------------------------------------------------------------


def holds(look: Look, person_id: int, unit_id: int, post: Post, day: date) -> bool:
    """Whether a person holds a post in a unit on a day."""
    return any(t.person_id == person_id and _covers(t, day) for t in _terms(look, unit_id, post))


def holders_on(look: Look, unit_id: int, day: date, *posts: Post) -> list[Person]:
    """Who holds one of these posts in a unit on a day, in the order of the posts, each person once."""
    people = {t.person_id: t.person for post in posts for t in _terms(look, unit_id, post) if _covers(t, day)}
    return list(people.values())


def committee_on(look: Look, unit_id: int, day: date) -> list[Person]:
    """Who sits in a unit's committee on a day: its members, its chair and its vice-chairs, each person once."""
    return holders_on(look, unit_id, day, Post.CHAIR, Post.VICE_CHAIR, Post.COMMITTEE_MEMBER)


def delegation_on(look: Look, deputy_id: int, unit_id: int, day: date) -> ChairDelegation | None:
    """The written delegation under which a vice-chair may sign for the unit's chair on a day.

    It ends with the post of the chair who gave it, and with the deputy's own.
    """
    given = look.session.scalars(
        sa.select(ChairDelegation)
        .where(
            ChairDelegation.unit_id == unit_id,
            ChairDelegation.deputy_id == deputy_id,
            ChairDelegation.from_on <= day,
            ChairDelegation.until_on >= day,
        )
        .order_by(ChairDelegation.id.desc())
    )
    if not holds(look, deputy_id, unit_id, Post.VICE_CHAIR, day):
        return None
    return next((one for one in given if holds(look, one.chair_id, unit_id, Post.CHAIR, day)), None)


def relatives_of(look: Look, household_id: int) -> Iterator[int]:
    """Ids of the union's people who are recorded as relatives of a household."""
    yield from look.session.scalars(sa.select(Kinship.person_id).where(Kinship.household_id == household_id))


def members_among_us(look: Look, members: list[HouseholdMember]) -> Iterator[int]:
    """Ids of the union's people who are themselves members of a household: the same identity number."""
    numbers = {same_person_key(m.id_number) for m in members if m.id_number}
    yield from look.session.scalars(sa.select(Person.id).where(Person.id_number.in_(numbers)))


def namesakes_of(look: Look, ids: Iterable[int], members: Iterable[HouseholdMember]) -> Iterator[int]:
    """Ids of the union's people who may be one of these: the same name, and no numbers that tell them apart."""
    known = set(ids)
    near: dict[str, bool] = {}
    people = look.session.scalars(sa.select(Person).where(Person.id.in_(known)))
    for one in (*people, *members):
        near[one.name] = near.get(one.name, True) and one.id_number is not None
    found = sa.select(Person).where(Person.name.in_(near), Person.id.not_in(known))
    yield from (one.id for one in look.session.scalars(found) if one.id_number is None or not near[one.name])


def _terms(look: Look, unit_id: int, post: Post) -> list[Appointment]:
    found = sa.select(Appointment).where(Appointment.unit_id == unit_id, Appointment.post == post)
    return list(look.session.scalars(found.order_by(Appointment.id).options(joinedload(Appointment.person))))


def _covers(term: Appointment, day: date) -> bool:
    return term.from_on <= day and (term.until_on is None or day <= term.until_on)
