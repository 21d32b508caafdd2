"""进、看: the visit to the home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from centre_app.core import filing as rule
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.vocabulary.filing import CaseState, DayName, PaperKind, SignedHow
from centre_app.core.vocabulary.household import HousingType
from centre_app.db.filing import HomeVisit, VisitSurveyor
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
    """登记入户调查: enough named surveyors of the union, the householder's signature or fingerprint.

    After a new visit the household is reckoned with anew.
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
    if faults:
        raise Refused(faults)
    visit = HomeVisit(case_id=case.id, on=on, **{name: getattr(given, name) for name in _SEEN})
    visit.surveyors = [VisitSurveyor(person_id=person_id) for person_id in surveyors]
    work.session.add(visit)
    work.session.flush()
    for photo in given.photos:
        paper = photograph(work, PaperKind.VISIT_PHOTO, photo, on)
        paper.case_id, paper.visit_id = case.id, visit.id
        work.session.add(paper)
    if case.standing not in (CaseState.SURVEYED, CaseState.ACTIVE):
        move(work, case, CaseState.SURVEYED, on)
    keep_order(work, case, DayName.VISITED)
    return Done(key=visit.uid, number=case.local_no, case=case.uid, state=case.state)
