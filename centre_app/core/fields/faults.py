"""Everything that is wrong or worth a look in a household as it was typed, told all at once.

Each thing told says where: ``people[2].id_number`` is the second person's identity number, counted from one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from centre_app.core.areas import Areas
from centre_app.core.household_rules import (
    WORKING_AGE,
    heads,
    income_sum,
    minor_income,
    relation_side,
    size_differs,
)
from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.people import (
    Identity,
    age_on,
    agreement,
    identity,
    same_person_key,
    tidy_name,
)
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import households as no
from centre_app.core.refusals.filing import CountsWithoutReason
from centre_app.core.refusals.people import IdMissing
from centre_app.core.refusals.sheets import IdTwice, NoHead, TwoHeads
from centre_app.core.vocabulary.household import (
    MAX_OTHER_CAUSES,
    SCHOOL_STATES,
    Cause,
    HealthStatus,
    LabourCapacity,
)
from centre_app.core.vocabulary.standards import Relation, Sex

from .field import Record
from .household import HOUSEHOLD, PERSON
from .values import SHOWN, day_or_month, is_area_code, last_day, value_faults

__all__ = ["household_faults"]

FIRST_BIRTH: Final = date(1880, 1, 1)
SPOUSES: Final = frozenset({Relation.SPOUSE, Relation.HUSBAND, Relation.WIFE})
_RELATIONS: Final[Mapping[str, Relation]] = {relation.value: relation for relation in Relation}
_SEXES: Final[Mapping[str | None, Sex]] = {sex.value: sex for sex in Sex}
_CAUSES: Final[Mapping[str, str]] = {cause.value: cause.label for cause in Cause}


def household_faults(facts: HouseholdFacts, *, areas: Areas, on: date) -> Iterator[Told]:
    """Judge a household as it was typed; ``on`` is the day after which nothing that has happened can lie.

    What stops and what is only worth a look come together, in the order of the form; nothing is put right.
    """
    judge = _Judge(areas, on)
    people = [judge.known(place, person) for place, person in enumerate(facts.people, start=1)]
    yield from judge.household(facts, people)
    head = next((each for each in people if each.person.relation == Relation.HEAD), None)
    for each in people:
        yield from judge.person(each)
        yield from judge.beside_head(each, head)
    yield from _same_people(people)


@dataclass(frozen=True, slots=True)
class _Known:
    """A person with what the identity number says of them."""

    place: str
    """``people[2]``."""
    words: str
    """How sentences call the person."""
    person: PersonFacts
    found: Identity

    @property
    def birth(self) -> date | None:
        return self.found.birth_date or self.person.birth_date

    @property
    def sex(self) -> Sex | None:
        return self.found.sex or _SEXES.get(self.person.sex)

    def at(self, name: str) -> str:
        return f"{self.place}.{name}"


@dataclass(frozen=True, slots=True)
class _Judge:
    areas: Areas
    on: date

    def known(self, place: int, person: PersonFacts) -> _Known:
        number = person.id_number
        found = identity(number, areas=self.areas, on=self.on) if number else Identity(None, "")
        short = person.name[:SHOWN]
        words = short if short.isprintable() and short.strip() else f"第 {place} 人"
        return _Known(f"people[{place}]", words, person, found)

    # What is said once

    def household(self, facts: HouseholdFacts, people: Sequence[_Known]) -> Iterator[Told]:
        yield from self._values(HOUSEHOLD, facts, "", "")
        yield from _of_heads(facts)
        yield from _of_causes(facts)
        area = self.areas.named(facts.hukou_area) if facts.hukou_area else None
        if facts.hukou_area and is_area_code(facts.hukou_area) and not (area and area.current):
            yield no.HukouAreaUnknown(code=facts.hukou_area, field="hukou_area")
        yield from _placed(size_differs(facts), "household_size")
        if _incomes_known(people, self.on):
            yield from _placed(income_sum(facts), "total_income_y")
        if facts.single_parent and any(person.relation in SPOUSES and person.counted for person in facts.people):
            yield no.SingleParentMarried(field="single_parent")

    # What is said of each person

    def person(self, known: _Known) -> Iterator[Told]:
        person = known.person
        yield from _of_name(known)
        yield from self._values(PERSON, person, known.place, known.words)
        yield from self._of_number(known)
        if person.birth_date is not None and not FIRST_BIRTH <= person.birth_date <= self.on:
            where = _where(known.words, "出生日期")
            yield no.BirthImpossible(where=where, first=FIRST_BIRTH, today=self.on, field=known.at("birth_date"))
        if not person.counted and not (person.not_counted_reason or "").strip():
            yield CountsWithoutReason(name=known.words, field=known.at("not_counted_reason"))
        if person.health_status == HealthStatus.DISABLED and not (person.disability_kind and person.disability_level):
            yield no.DisabilityIncomplete(where=known.words, field=known.at("disability_kind"))
        yield from _placed(
            minor_income(person.monthly_income, birth=known.birth, on=self.on), known.at("monthly_income")
        )
        yield from _of_work_start(known)

    def _of_number(self, known: _Known) -> Iterator[Told]:
        person, found = known.person, known.found
        if person.id_number:
            for told in found.problems:
                yield _at(told, known.at("id_number"))
            for told in agreement(found, _SEXES.get(person.sex), person.birth_date):
                yield _at(told, known.at("id_number"))
            if found.number is not None and found.number != person.id_number:
                yield no.NotTidy(where=_where(known.words, "身份证号"), field=known.at("id_number"))
        elif not person.document_kind and not person.document_number:
            yield IdMissing(field=known.at("id_number"))
        elif not (person.document_kind and person.document_number):
            name = "document_number" if person.document_kind else "document_kind"
            yield no.DocumentIncomplete(where=known.words, field=known.at(name))
        elif not (person.remark or "").strip():
            yield no.DocumentReasonMissing(where=known.words, field=known.at("remark"))

    def beside_head(self, known: _Known, head: _Known | None) -> Iterator[Told]:
        """Whether the relation may be told from the wrong side."""
        relation = _RELATIONS.get(known.person.relation)
        if head is None or known is head or relation is None:
            return
        told = relation_side(relation, sex=known.sex, birth=known.birth, head_birth=head.birth)
        yield from _placed(told, known.at("relation"))

    # What is said of each value by itself

    def _values(self, record: Record, facts: object, place: str, words: str) -> Iterator[Told]:
        for each in record.fields:
            value = getattr(facts, each.name)
            if value is None or value == ():
                continue
            name = f"{place}.{each.name}" if place else each.name
            where = _where(words, each.label)
            for told in value_faults(each, value, where=where, on=self.on):
                yield _at(told, name)


def _where(words: str, label: str) -> str:
    return f"{words}的{label}" if words else label


def _at(told: Told, field: str) -> Told:
    """The same thing told, with the place where it is."""
    return type(told)(field=field, **told.facts)


def _placed(told: Told | None, field: str) -> Iterable[Told]:
    return () if told is None else (_at(told, field),)


def _of_work_start(known: _Known) -> Iterator[Told]:
    started = day_or_month(known.person.work_start or "")
    if started is None or known.birth is None:
        return
    day = last_day(started)
    if age_on(known.birth, day) < WORKING_AGE:
        yield no.WorkStartEarly(where=known.words, age=WORKING_AGE, field=known.at("work_start"))


def _of_name(known: _Known) -> Iterator[Told]:
    name = known.person.name
    try:
        tidy = tidy_name(name)
    except Refused as refused:
        for told in refused.objections:
            yield _at(told, known.at("name"))
        return
    if tidy != name:
        yield no.NotTidy(where=_where(known.words, "姓名"), field=known.at("name"))


def _of_heads(facts: HouseholdFacts) -> Iterator[Told]:
    places = heads(facts.people)
    if not places:
        yield NoHead(field="people")
    for place in places[1:]:
        yield TwoHeads(field=f"people[{place + 1}].relation")


def _of_causes(facts: HouseholdFacts) -> Iterator[Told]:
    most = 1 + MAX_OTHER_CAUSES
    if len(facts.causes) > most:
        yield no.TooManyCauses(most=MAX_OTHER_CAUSES, got=len(facts.causes), field="causes")
    for cause in dict.fromkeys(facts.causes):
        if facts.causes.count(cause) > 1:
            yield no.CauseAgain(cause=_CAUSES.get(cause, cause[:SHOWN]), field="causes")


def _incomes_known(people: Iterable[_Known], on: date) -> bool:
    """Whether every counted person who may have a wage says what it is, be it nothing."""
    return all(
        each.person.monthly_income is not None or not each.person.counted or _needs_no_wage(each, on) for each in people
    )


def _needs_no_wage(known: _Known, on: date) -> bool:
    at_school = known.person.work_status in SCHOOL_STATES
    too_young = known.birth is not None and age_on(known.birth, on) < WORKING_AGE
    return at_school or too_young or known.person.labour_capacity == LabourCapacity.MINOR_OR_STUDENT


def _same_people(people: Iterable[_Known]) -> Iterator[Told]:
    seen: dict[str, _Known] = {}
    for each in people:
        number = each.found.number or each.person.document_number
        if not number:
            continue
        first = seen.setdefault(same_person_key(number), each)
        if first is each:
            continue
        if first.person.name == each.person.name:
            yield no.ListedTwice(name=each.words, field=each.at("id_number"))
        else:
            yield IdTwice(field=each.at("id_number"))
