"""结对 as its page shows it: every household with its cadre and its clock, every cadre with the load."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from centre_app.core.households import HEAD
from centre_app.core.pairing import HalfYear, Standing, half_years, standing
from centre_app.core.refusals import Refused
from centre_app.core.refusals.office import NoSuchThing
from centre_app.core.vocabulary.filing import CaseState, Post
from centre_app.core.vocabulary.pairing import PairingState
from centre_app.core.vocabulary.things import Thing
from centre_app.db.filing import Case
from centre_app.db.pairing import Pairing, PairingVisit
from centre_app.db.people import Appointment, HouseholdMember, Person
from centre_app.services.choosing import told_apart
from centre_app.services.finding import case_of, person_of
from centre_app.services.pairing import last_visits
from centre_app.services.work import Look

__all__ = [
    "Cadre",
    "CadreView",
    "Home",
    "HomeView",
    "Term",
    "Visited",
    "cadre_view",
    "cadres",
    "home_view",
    "homes",
]

_HALVES: Final = 6
"""Halves of a year that the picture of a household's visits goes back."""


@dataclass(frozen=True, slots=True)
class Home:
    """A household that has a cadre or ought to have one.

    ``cadre`` tells namesakes apart by their unit; ``since`` is the day from which it is paired, or lacks a cadre;
    ``promised`` is what its cadre promised last, ``kept`` whether a visit has noted since then what came of it.
    """

    key: str
    number: str
    head: str
    state: CaseState
    cadre: str
    cadre_key: str
    unit: str
    since: date
    visited_on: date | None
    stands: Standing
    promised: str
    kept: bool


def homes(look: Look) -> list[Home]:
    """All of them, what is most pressing first."""
    still_paired = sa.select(Pairing.case_id).where(Pairing.until_on.is_(None))
    return _pressing(_homes(look, sa.or_(Case.state == CaseState.ACTIVE, Case.id.in_(still_paired))))


_URGENCY: Final = {state: place for place, state in enumerate(PairingState)}


def _pressing(found: Iterable[Home]) -> list[Home]:
    return sorted(found, key=lambda one: (_URGENCY[one.stands.state], -one.stands.days))


def _homes(look: Look, *which: sa.ColumnElement[bool]) -> list[Home]:
    """Read in columns and not as records: an office has thousands."""
    session, today = look.session, look.today
    rules = look.rules_on(today)
    mine = sa.select(Case.id).where(*which)
    cadre_of: dict[int, tuple[int, date]] = {}
    ended_on: dict[int, date] = {}
    terms = sa.select(Pairing.case_id, Pairing.cadre_id, Pairing.from_on, Pairing.until_on)
    for case_id, cadre_id, from_on, until_on in session.execute(terms.where(Pairing.case_id.in_(mine))):
        if until_on is None:
            cadre_of[case_id] = (cadre_id, from_on)
        else:
            ended_on[case_id] = max(until_on, ended_on.get(case_id, until_on))
    last: dict[int, tuple[date, str, bool]] = {}
    visits = (
        sa.select(Pairing.case_id, PairingVisit.on, PairingVisit.promised, PairingVisit.done)
        .join(PairingVisit, PairingVisit.pairing_id == Pairing.id)
        .where(Pairing.case_id.in_(mine))
        .order_by(PairingVisit.on, PairingVisit.id)
    )
    for case_id, on, promised, done in session.execute(visits):
        before = last.get(case_id, (on, "", False))
        last[case_id] = (on, promised, bool(done)) if promised else (on, before[1], before[2] or bool(done))
    people = _people(look, {cadre_id for cadre_id, _ in cadre_of.values()})
    found = (
        sa.select(
            Case.id, Case.uid, Case.archive_no, Case.local_no, Case.state, Case.approved_on, Case.opened_on,
            HouseholdMember.name,
        )
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .where(HouseholdMember.relation == HEAD, *which)
        .order_by(Case.id)
    )  # fmt: skip
    rows = []
    for case_id, uid, archive_no, local_no, state, approved_on, opened_on, head in session.execute(found):
        cadre_id, paired_on = cadre_of.get(case_id, (0, None))
        visited_on, promised, kept = last.get(case_id, (None, "", False))
        person = people.get(cadre_id)
        entered = approved_on or opened_on
        seen_on = visited_on or paired_on or entered
        rows.append(
            Home(
                key=str(uid),
                number=archive_no or local_no,
                head=head,
                state=CaseState(state),
                cadre=person.name if person else "",
                cadre_key=person.key if person else "",
                unit=person.unit if person else "",
                since=paired_on or ended_on.get(case_id, entered),
                visited_on=visited_on,
                stands=standing(CaseState(state), paired=person is not None, seen_on=seen_on, today=today, rules=rules),
                promised=promised,
                kept=kept,
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Named:
    key: str
    name: str
    unit: str


def _people(look: Look, ids: Iterable[int]) -> dict[int, _Named]:
    """Cadres by their number; a namesake anywhere in the union is reason enough to say the unit."""
    everybody = look.session.scalars(sa.select(Person).options(joinedload(Person.unit)).order_by(Person.id)).all()
    wanted = set(ids)
    return {
        person.id: _Named(str(person.uid), name, person.unit.name if person.unit else "")
        for person, name in zip(everybody, told_apart(everybody), strict=True)
        if person.id in wanted
    }


# One household --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Visited:
    """One visit: by whom, what was found, needed, promised and done."""

    on: date
    cadre: str
    form: str
    found: str
    needs: str
    promised: str
    done: str


@dataclass(frozen=True, slots=True)
class Term:
    """Who looked after a household from when until when, and why it ended."""

    cadre: str
    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """A household with all its visits, the newest first, and all its cadres."""

    home: Home
    visits: tuple[Visited, ...]
    terms: tuple[Term, ...]
    halves: tuple[HalfYear, ...]


def home_view(look: Look, key: str) -> HomeView:
    """One household.

    Raises:
        Refused: there is no such case.
    """
    case = case_of(look, key)
    [home] = _homes(look, Case.id == case.id)
    terms = look.session.scalars(sa.select(Pairing).where(Pairing.case_id == case.id).order_by(Pairing.id)).all()
    visits = sorted(((visit.on, visit.id, term, visit) for term in terms for visit in term.visits), reverse=True)
    return HomeView(
        home=home,
        visits=tuple(
            Visited(
                on=visit.on,
                cadre=term.cadre.name,
                form=visit.form or "",
                found=visit.found,
                needs=visit.needs or "",
                promised=visit.promised or "",
                done=visit.done or "",
            )
            for _, _, term, visit in visits
        ),
        terms=tuple(
            Term(term.cadre.name, term.from_on, term.until_on, term.end_reason or "") for term in reversed(terms)
        ),
        halves=half_years((on for on, *_ in visits), look.today, _HALVES),
    )


# The cadres -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cadre:
    """A cadre with the load: households, how many of them wait too long, and the figure beyond which it is too much.

    ``leaves_on`` is the last day of the post of a cadre whose term has an end.
    """

    key: str
    name: str
    unit: str
    count: int
    most: int
    overdue: int
    leaves_on: date | None


def cadres(look: Look) -> list[Cadre]:
    """Whoever has the post of a cadre today or looks after a household, the heaviest load first."""
    rules = look.rules_on(look.today)
    count: Counter[int] = Counter()
    late: Counter[int] = Counter()
    last = last_visits()
    paired = (
        sa.select(Pairing.cadre_id, Pairing.from_on, Case.state, last.c.on)
        .join(Case, Case.id == Pairing.case_id)
        .outerjoin(last, last.c.case_id == Case.id)
        .where(Pairing.until_on.is_(None))
    )
    for cadre_id, from_on, state, visited_on in look.session.execute(paired):
        seen_on = visited_on or from_on
        stands = standing(CaseState(state), paired=True, seen_on=seen_on, today=look.today, rules=rules)
        count[cadre_id] += 1
        late[cadre_id] += stands.state is PairingState.OVERDUE
    ends: defaultdict[int, list[date | None]] = defaultdict(list)
    posts = sa.select(Appointment.person_id, Appointment.until_on).where(
        Appointment.post == Post.CADRE, Appointment.from_on <= look.today
    )
    for person_id, until_on in look.session.execute(posts):
        ends[person_id].append(until_on)
    serving = {one for one, until in ends.items() if any(day is None or day >= look.today for day in until)}
    rows = [
        Cadre(
            key=person.key,
            name=person.name,
            unit=person.unit,
            count=count[id_],
            most=rules.pairing_max_households,
            overdue=late[id_],
            leaves_on=_end_of(ends.get(id_, ())),
        )
        for id_, person in _people(look, serving.union(count)).items()
    ]
    return sorted(rows, key=lambda one: (-one.count, one.name))


def _end_of(ends: Sequence[date | None]) -> date | None:
    """The last day of all terms; nothing while one of them is open, or where there is none."""
    days = [day for day in ends if day is not None]
    return max(days) if days and len(days) == len(ends) else None


@dataclass(frozen=True, slots=True)
class CadreView:
    """A cadre with the households, and the loads of all."""

    cadre: Cadre
    homes: tuple[Home, ...]
    loads: tuple[Cadre, ...]


def cadre_view(look: Look, key: str) -> CadreView:
    """One cadre.

    Raises:
        Refused: nobody of this key looks after a household or has the post.
    """
    person, loads = person_of(look, key), cadres(look)
    cadre = next((one for one in loads if one.key == str(person.uid)), None)
    if cadre is None:
        raise Refused([NoSuchThing(kind=Thing.PERSON.label, key=key)])
    mine = sa.select(Pairing.case_id).where(Pairing.until_on.is_(None), Pairing.cadre_id == person.id)
    return CadreView(cadre, tuple(_pressing(_homes(look, Case.id.in_(mine)))), tuple(loads))
