"""The completeness wall of one archive: starred fields that are empty and papers that its situation asks for.

What is missing here is red and stops nothing; what stops stands with the acts and the gates. The fields are the stars
of the form of 2020 and of its later member block, the papers are those that places ask for, each in its situation.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from centre_app.core.fields import label
from centre_app.core.fields.household import HOUSEHOLD, PERSON
from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts
from centre_app.core.people import is_adult
from centre_app.core.refusals import Caution
from centre_app.core.refusals.households import FieldsMissing, PapersMissing, VisitPhotosTooFew
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.core.vocabulary.household import Cause, HealthStatus, WorkStatus
from centre_app.core.vocabulary.standards import MaritalStatus

__all__ = ["VISIT_PHOTOS", "Kept", "missing_fields", "missing_papers", "missing_photographs"]

VISIT_PHOTOS: Final = 2
"""Photographs that a visit brings home at least (domain 3.3); a form's measure, no figure of policy."""

_OFFICE_FILLS: Final = frozenset({"archive_level", "household_size"})
"""Starred, and filled from the office and from the counted people where nobody typed them."""
_OF_HEAD: Final = ("industry", "work_start")
_OF_MEMBER: Final = frozenset(
    {
        "name",
        "relation",
        "id_number",
        "ethnicity",
        "monthly_income",
        "model_worker",
        "health_status",
        "medical_cover",
        "marital_status",
        "hukou_type",
        "work_status",
    }
)
_ILL: Final = frozenset(status.value for status in HealthStatus if status.is_illness)
_JOBLESS: Final = frozenset({WorkStatus.LAID_OFF, WorkStatus.UNEMPLOYED})
_MARRIAGE_ENDED: Final = frozenset({MaritalStatus.DIVORCED, MaritalStatus.WIDOWED})

Kept = Collection[tuple[PaperKind, str | None]]
"""The papers that are recorded, each with the name of the person it is about; None: the household's."""


@dataclass(frozen=True, slots=True)
class _OfHousehold:
    """Papers of which a household brings one where the situation is its own."""

    papers: tuple[PaperKind, ...]
    when: Callable[[HouseholdFacts], bool] = lambda _facts: True


@dataclass(frozen=True, slots=True)
class _OfPerson:
    """A paper of every person whose situation it is."""

    paper: PaperKind
    when: Callable[[PersonFacts, date], bool]


def _caused_by(*causes: Cause) -> Callable[[HouseholdFacts], bool]:
    return lambda facts: any(cause in facts.causes for cause in causes)


def _head_is(*states: WorkStatus) -> Callable[[HouseholdFacts], bool]:
    return lambda facts: facts.head is not None and facts.head.work_status in states


def _is_ill(facts: HouseholdFacts) -> bool:
    return Cause.SERIOUS_ILLNESS in facts.causes or any(person.health_status in _ILL for person in facts.people)


_K = PaperKind

_HOUSEHOLD_PAPERS: Final = (
    _OfHousehold((_K.APPLICATION,)),
    _OfHousehold((_K.HONESTY_PLEDGE,)),
    _OfHousehold((_K.HUKOU_BOOKLET,)),
    _OfHousehold((_K.INCOME_PROOF, _K.UNEMPLOYMENT_PROOF), lambda facts: not _head_is(*_JOBLESS)(facts)),
    _OfHousehold((_K.UNEMPLOYMENT_PROOF,), _head_is(*_JOBLESS)),
    _OfHousehold((_K.DIBAO_CERTIFICATE,), lambda facts: bool(facts.dibao)),
    _OfHousehold((_K.DIAGNOSIS,), _is_ill),
    _OfHousehold((_K.MEDICAL_BILL,), _is_ill),
    _OfHousehold((_K.ACCIDENT_PROOF,), _caused_by(Cause.ACCIDENT, Cause.NATURAL_DISASTER)),
    _OfHousehold((_K.STUDENT_PROOF,), _caused_by(Cause.SCHOOLING)),
    _OfHousehold((_K.SCHOOL_FEE_RECEIPT,), _caused_by(Cause.SCHOOLING)),
    _OfHousehold((_K.LABOUR_CONTRACT,), _head_is(WorkStatus.MIGRANT_WORKER)),
    _OfHousehold((_K.UNION_MEMBER_PROOF,), _head_is(WorkStatus.MIGRANT_WORKER)),
    _OfHousehold((_K.BANK_CARD_COPY,), lambda facts: bool(facts.account)),
)
_PERSON_PAPERS: Final = (
    _OfPerson(_K.ID_COPY, lambda person, _on: person.counted),
    _OfPerson(_K.AUTHORISATION, lambda person, on: is_adult(person.birth_date, on)),
    _OfPerson(_K.DISABILITY_CARD, lambda person, _on: person.health_status == HealthStatus.DISABLED),
    _OfPerson(
        _K.MARITAL_PAPER, lambda person, _on: person.relation == HEAD and person.marital_status in _MARRIAGE_ENDED
    ),
)
"""Domain 3.7: what an archive holds until it is filed, but for what the program prints and keeps itself."""


def missing_fields(facts: HouseholdFacts) -> Iterator[Caution]:
    """The starred fields that nobody has filled, in one sentence."""
    empty = [
        label("household", one.name)
        for one in HOUSEHOLD.fields
        if one.required and one.name not in _OFFICE_FILLS and _is_empty(getattr(facts, one.name))
    ]
    for one in PERSON.fields:
        who = [
            person.name
            for person in facts.people
            if _is_starred(one.name, person, required=one.required) and _is_empty(_of_person(person, one.name))
        ]
        if who:
            empty.append(f"{one.label}（{'、'.join(who)}）")
    if empty:
        yield FieldsMissing(what="、".join(empty))


def _is_starred(name: str, person: PersonFacts, *, required: bool) -> bool:
    if person.relation == HEAD:
        return required or name in _OF_HEAD
    return name in _OF_MEMBER


def _of_person(person: PersonFacts, name: str) -> object:
    """Another document stands in for the number of who can have none."""
    if name == "id_number":
        return person.id_number or person.document_number
    return getattr(person, name)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", ())


def missing_papers(facts: HouseholdFacts, kept: Kept, on: date) -> Iterator[Caution]:
    """The papers that the household's situation asks for and nobody has recorded, in one sentence."""
    kinds = {kind for kind, _ in kept}
    lacking = [
        "或".join(paper.label for paper in rule.papers)
        for rule in _HOUSEHOLD_PAPERS
        if rule.when(facts) and kinds.isdisjoint(rule.papers)
    ]
    for rule in _PERSON_PAPERS:
        who = [
            person.name
            for person in facts.people
            if rule.when(person, on) and not {(rule.paper, person.name), (rule.paper, None)} & set(kept)
        ]
        if who:
            lacking.append(f"{rule.paper.label}（{'、'.join(who)}）")
    if lacking:
        yield PapersMissing(what="、".join(lacking))


def missing_photographs(count: int) -> Iterator[Caution]:
    """A visit brings home some photographs of what was seen."""
    if count < VISIT_PHOTOS:
        yield VisitPhotosTooFew(needed=VISIT_PHOTOS, got=count)
