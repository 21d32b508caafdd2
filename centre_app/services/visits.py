"""进、看: the visit to the home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
from pydantic import Field

from centre_app.core import filing as rule
from centre_app.core.completeness import missing_photographs
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.refusals import visits as told
from centre_app.core.vocabulary.filing import CaseState, DayName, PaperKind, SignedHow
from centre_app.core.vocabulary.household import HousingType
from centre_app.db.filing import Case, HomeVisit, Paper, VisitSurveyor
from centre_app.services.documents import Photo, photograph
from centre_app.services.filing import keep_order, move, require, who
from centre_app.services.finding import case_of, person_of
from centre_app.services.given import Given, Key, Name, Short, Text
from centre_app.services.work import Done, Work

__all__ = ["RecordVisit", "record_visit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVisit(Given):
    """入户调查表, block by block."""

    case: Key
    surveyors: Annotated[tuple[Key, ...], Field(min_length=1)]
    person_met: Name
    at: time | None = None
    people_present: Short | None = None
    signed_how: SignedHow | None = None
    signed_by: Name | None = None
    tenure: HousingType | None = None
    floor_area: Annotated[Decimal, Field(ge=0, max_digits=8, decimal_places=2)] | None = None
    heating: bool | None = None
    housing_note: Text | None = None
    goods: Text | None = None
    debts: Text | None = None
    insurance: Text | None = None
    assets: Text | None = None
    schooling: Text | None = None
    illness: Text | None = None
    labour: Text | None = None
    job_wish: Text | None = None
    aid_received: Text | None = None
    needs: Text | None = None
    opinion: Text | None = None
    photos: tuple[Photo, ...] = ()


_WITH_RELATION: Final = re.compile(r".+[（(].+[）)]")
"""Who is named with what ties them to the household, as in 王五（邻居）."""

_SEEN = (
    "at",
    "person_met",
    "people_present",
    "signed_how",
    "signed_by",
    "tenure",
    "floor_area",
    "heating",
    "housing_note",
    "goods",
    "debts",
    "insurance",
    "assets",
    "schooling",
    "illness",
    "labour",
    "job_wish",
    "aid_received",
    "needs",
    "opinion",
)


def record_visit(work: Work, given: RecordVisit) -> Done:
    """登记入户调查: enough named surveyors of the union, somebody of the household met, its signature or fingerprint.

    Few photographs are a caution. After a new visit the household is reckoned with anew.
    """
    case = case_of(work, given.case)
    on = work.day(given.on)
    facts = require(work, case, "record-visit")
    surveyors = {person.id: person for person in (person_of(work, key) for key in given.surveyors)}
    needed = work.rules_on(on).surveyors_needed
    faults: list[Told] = []
    if len(surveyors) < needed:
        faults.append(no.SurveyorsTooFew(needed=needed, got=len(surveyors), field="surveyors"))
    faults += rule.surveyor_objections(facts, map(who, surveyors.values()))
    if given.signed_how is None:
        faults.append(no.HouseholderNotSigned(field="signed_how"))
    faults += _not_met(case, given.person_met)
    if work.session.scalar(sa.select(HomeVisit.id).where(HomeVisit.case_id == case.id, HomeVisit.on == on).limit(1)):
        faults.append(told.VisitTwice(day=on, field="on"))
    if faults:
        raise Refused(faults)
    visit = HomeVisit(case_id=case.id, on=on, **{name: getattr(given, name) for name in _SEEN})
    visit.surveyors = [VisitSurveyor(person_id=person_id) for person_id in surveyors]
    work.session.add(visit)
    work.session.flush()
    _keep_photographs(work, visit, given.photos)
    if case.standing not in (CaseState.SURVEYED, CaseState.ACTIVE):
        move(work, case, CaseState.SURVEYED, on)
    keep_order(work, case, DayName.VISITED)
    few = tuple(missing_photographs(len(given.photos)))
    return Done(key=visit.uid, number=case.local_no, case=case.uid, state=case.state, cautions=few)


def _not_met(case: Case, name: str) -> Iterator[Told]:
    """Whoever opened the door is of the household, or named with what ties them to it."""
    if name not in {member.name for member in case.household.members} and not _WITH_RELATION.fullmatch(name):
        yield told.PersonMetUnknown(name=name, field="person_met")


def _keep_photographs(work: Work, visit: HomeVisit, photos: Sequence[Photo]) -> None:
    """Each picture shows one visit, whichever household's.

    Raises:
        Refused: with every picture that is there already.
    """
    faults = []
    for number, photo in enumerate(photos, start=1):
        paper = photograph(work, PaperKind.VISIT_PHOTO, photo, visit.on)
        known = sa.select(Paper.id).where(Paper.file == paper.file, Paper.visit_id.is_not(None)).limit(1)
        if work.session.scalar(known):
            faults.append(told.VisitPhotoTwice(file=Path(photo.file).name, field=f"photos[{number}].file"))
        paper.case_id, paper.visit_id = visit.case_id, visit.id
        work.session.add(paper)
        work.session.flush()
    if faults:
        raise Refused(faults)
