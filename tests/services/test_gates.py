"""不建档: a signed case from which one single piece of evidence is missing is refused, with the refusal of that piece.

Most of these gaps no act can leave; they are made in the store itself, below the program, so that the approval is
seen to judge what is stored and not what the acts before it have judged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState, PaperKind, Role, SignatureRole, Vote
from centre_app.db.base import Record
from centre_app.db.filing import (
    Appraisal,
    AppraisalVoice,
    Attendance,
    Case,
    HomeVisit,
    MeansTest,
    MeetingCase,
    MeetingVote,
    Paper,
    VisitSurveyor,
)
from centre_app.db.notices import Grievance, NoticeEntry, NoticePlace
from centre_app.db.people import Appointment, Person
from centre_app.db.printing import IssuedPage, Signature
from centre_app.db.system import Act, Change, OwnFigure
from centre_app.services.finding import case_of
from centre_app.services.work import Done, Work
from tests.services.conftest import At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HOUSEHOLD, Walk

pytestmark = ENCRYPTED

Gap = Callable[[Walk], object]


def in_store(walk: Walk, change: Callable[[Work], object]) -> None:
    """Change the store as no act does; the trail gets its lines all the same."""

    def job(work: Work) -> Done:
        change(work)
        return Done()

    walk.office.work("add-note", None, job)


def without(model: type[Record], *conditions: sa.ColumnElement[bool], most: int | None = None) -> Gap:
    """Records of a kind are not there."""

    def gone(work: Work) -> None:
        for record in work.session.scalars(sa.select(model).where(*conditions).limit(most)).all():
            work.session.delete(record)

    return partial(in_store, change=gone)


def changed(model: type[Record], *conditions: sa.ColumnElement[bool], most: int | None = None, **values: Any) -> Gap:
    """Records of a kind say otherwise."""

    def other(work: Work) -> None:
        for record in work.session.scalars(sa.select(model).where(*conditions).limit(most)).all():
            _say(record, **values)

    return partial(in_store, change=other)


def _say(record: Record, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def of_another_reckoning(model: type[Record], *conditions: sa.ColumnElement[bool]) -> Gap:
    """Evidence rests on a reckoning that came to another category."""

    def older(work: Work) -> None:
        latest = work.session.scalars(sa.select(MeansTest)).one()
        values: dict[str, Any] = {one.key: getattr(latest, one.key) for one in MeansTest.__table__.columns}
        del values["id"], values["uid"]
        other = MeansTest(**{**values, "number": 0, "category": "relative_hardship"})
        work.session.add(other)
        work.session.flush()
        for record in work.session.scalars(sa.select(model).where(*conditions)):
            _say(record, test_id=other.id)

    return partial(in_store, change=older)


def act(name: str, /, by: Role = Role.CLERK, **data: Any) -> Gap:
    """An act has come between; a person is named by key."""

    def done(walk: Walk) -> None:
        named = {key: walk.people.get(str(value), value) for key, value in data.items()}
        walk.act(name, by=by, case=walk.case, **named)

    return done


def object_to(walk: Walk) -> None:
    content: dict[str, Any] = {"channel": "hotline", "content": "反映另有住房。", "on": "2026-03-20"}
    walk.act("record-grievance", notice=walk.notice, case=walk.case, **content)


def overturned(walk: Walk) -> None:
    object_to(walk)
    changed(Grievance, outcome="partly")(walk)


def left_before_signing(key: str) -> Gap:
    """Whoever signed held the post no longer on that day."""

    def ended(walk: Walk) -> None:
        person = sa.select(Person.id).where(Person.uid == UUID(walk.people[key])).scalar_subquery()
        changed(Appointment, Appointment.person_id == person, until_on=date(2026, 3, 26))(walk)

    return ended


def places(kind: str) -> sa.ColumnElement[bool]:
    return Paper.place_id.in_(sa.select(NoticePlace.id).where(NoticePlace.kind == kind))


def not_posted_at(kind: str) -> Gap:
    def gone(walk: Walk) -> None:
        without(Paper, places(kind))(walk)
        without(NoticePlace, NoticePlace.kind == kind)(walk)

    return gone


def no_form(walk: Walk) -> None:
    without(Signature)(walk)
    changed(Paper, Paper.page_id.is_not(None), page_id=None)(walk)
    without(IssuedPage, IssuedPage.form == "archive-form")(walk)


def old_visit(walk: Walk) -> None:
    """By a figure of the meeting's day the visit of a week before is too old."""
    day, value = date(2026, 3, 12), {"value": 6}
    figure = OwnFigure(figure="visit_max_age_days", from_on=day, area=None, value=value, source="县总工会办公会")
    in_store(walk, lambda work: work.session.add(figure))


FIRST, LAST = (
    sa.and_(places("community"), Paper.kind == kind)
    for kind in (PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST)
)
FORM = IssuedPage.form == "archive-form"

PIECES: dict[str, tuple[Gap, str]] = {
    # 不入户调查不建档
    "the visit": (without(HomeVisit), "NotVisited"),
    "the second surveyor": (without(VisitSurveyor, most=1), "SurveyorsTooFew"),
    "the householder's signature": (changed(HomeVisit, signed_how=None), "HouseholderNotSigned"),
    "a visit young enough on the meeting's day": (old_visit, "VisitTooOld"),
    # 不公示公开不建档
    "the notice": (without(NoticeEntry), "NotPosted"),
    "the posting at the filing unit": (not_posted_at("filing_unit"), "NotPostedAt"),
    "the posting at the community": (not_posted_at("community"), "NotPostedAt"),
    "the first photograph": (without(Paper, FIRST), "FirstPhotoMissing"),
    "the first photograph's file": (changed(Paper, FIRST, file=None), "FirstPhotoMissing"),
    "a first photograph of the posting day": (changed(Paper, FIRST, on=date(2026, 3, 17)), "FirstPhotoOnAnotherDay"),
    "the last photograph": (without(Paper, LAST), "LastPhotoMissing"),
    "a last photograph of the last day": (changed(Paper, LAST, on=date(2026, 3, 20)), "LastPhotoOnAnotherDay"),
    "the last working day": (changed(NoticeEntry, taken_down_on=date(2026, 3, 23)), "NoticeTooShort"),
    "the take-down": (changed(NoticeEntry, taken_down_on=None), "NotTakenDown"),
    "the certificate": (without(IssuedPage, IssuedPage.form == "notice-certificate"), "CertificateMissing"),
    "the settling of an objection": (object_to, "GrievanceOpen"),
    "a notice that an objection left standing": (overturned, "NoticeOverturned"),
    "a notice on the newest reckoning": (of_another_reckoning(NoticeEntry), "NoticeOfAnOlderReckoning"),
    # 不集体研究不建档
    "the neighbours' views": (without(Appraisal), "NotAppraised"),
    "the third view": (without(AppraisalVoice, most=1), "AppraisalTooThin"),
    "views on the newest reckoning": (of_another_reckoning(Appraisal), "AppraisalOfAnOlderReckoning"),
    "the decision": (without(MeetingCase), "NotDeliberated"),
    "the minutes": (without(IssuedPage, IssuedPage.form == "meeting-minutes"), "MinutesMissing"),
    "the sign-in sheet": (without(Paper, Paper.kind == PaperKind.SIGN_IN_SHEET), "SignInSheetMissing"),
    "the quorum": (changed(Attendance, most=2, present=False), "QuorumMissing"),
    "the majority": (changed(MeetingVote, most=3, vote=Vote.AGAINST), "MajorityMissing"),
    "the distance of a voter": (act("declare-kinship", person="member3", relation="表兄"), "RecusedVoted"),
    "a decision on the newest reckoning": (of_another_reckoning(MeetingCase), "MeetingOfAnOlderReckoning"),
    # 工会主席不签字不建档
    "the approval form": (no_form, "ApprovalFormMissing"),
    "the reviewer's signature": (without(Signature, Signature.role == SignatureRole.REVIEWER), "SignatureMissing"),
    "the unit chair's signature": (without(Signature, Signature.role == SignatureRole.UNIT_CHAIR), "ChairMissing"),
    "the county chair's signature": (without(Signature, Signature.role == SignatureRole.COUNTY_CHAIR), "ChairMissing"),
    "the scan of the chair's page": (without(Paper, Paper.kind == PaperKind.SIGNED_PAGE), "ChairPageUnscanned"),
    "the chair's post on that day": (left_before_signing("county_chair"), "WrongSigner"),
    "the distance of a signer": (
        act("declare-kinship", person="county_chair", relation="表兄"),
        "SignerMustStandAside",
    ),
    "a form that says what the case says": (
        act("change-household", household={**HOUSEHOLD, "phone": "19900000002"}),
        "OutdatedPage",
    ),
    "a form on the newest reckoning": (of_another_reckoning(IssuedPage, FORM), "SignatureOfAnOlderReckoning"),
}


def stored(walk: Walk) -> tuple[object, ...]:
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        counts = [look.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in (Act, Change, Case)]
        return (case.state, case.archive_no, case.approved_on, case.version, *counts)


@pytest.mark.parametrize("piece", PIECES)
def test_without_one_piece_of_evidence_nobody_approves(at: At, piece: str) -> None:
    gap, code = PIECES[piece]
    walk = at(CaseState.APPROVED)
    gap(walk)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    before = stored(walk)
    assert set(refusals(walk.approve)) == {code}
    assert set(refusals(partial(walk.approve, by=Role.REVIEWER))) == {code}
    assert stored(walk) == before


def test_with_every_piece_the_case_is_approved(at: At) -> None:
    walk = at(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    walk.approve()
    assert walk.state is CaseState.ACTIVE


def test_all_that_is_missing_is_told_at_once(at: At) -> None:
    walk = at(CaseState.APPROVED)
    for piece in ("the visit", "the notice", "the decision", "the reviewer's signature"):
        PIECES[piece][0](walk)
    assert refusals(walk.approve) == ["NotVisited", "NotPosted", "NotDeliberated", "SignatureMissing"]


def test_an_approval_bears_no_day_before_the_last_signature(at: At) -> None:
    walk = at(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    [told] = objections(partial(walk.approve, on="2026-03-26"))
    assert (told.code, told.facts["later_day"]) == ("DayOutOfOrder", date(2026, 3, 26))
