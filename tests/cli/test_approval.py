"""``centre act approve`` with one piece of evidence missing, for every piece: refused by name, and nothing stored."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from centre_app.core.acts import ACTS
from centre_app.core.vocabulary.filing import CaseState, PaperKind, PlaceKind, Role, SignatureRole
from centre_app.db.filing import (
    Appraisal,
    AppraisalVoice,
    Attendance,
    HomeVisit,
    MeetingCase,
    MeetingVote,
    Paper,
    VisitSurveyor,
)
from centre_app.db.notices import NoticeEntry, NoticePlace
from centre_app.db.printing import IssuedPage, Signature
from centre_app.db.store import OfficeFolder
from centre_app.services.office import Office
from centre_app.services.opening import open_office
from centre_app.services.work import Done, Work
from tests.cli.conftest import Desk
from tests.services.conftest import NAMES, PASSWORD, Clock, furnished
from tests.services.walking import DAYS, Walk

T = TypeVar("T")

Removal = Callable[[Work], object]


@pytest.fixture(scope="module")
def complete_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An office with one case that lacks nothing but the approval."""
    folder = tmp_path_factory.mktemp("complete") / "甲县"
    people = furnished(OfficeFolder(folder))
    clock = Clock()
    with closing(open_office(OfficeFolder(folder), NAMES[Role.CLERK], PASSWORD, clock)) as office:

        def as_role(role: Role) -> Office:
            return Office(office.store, NAMES[role], office.clock)

        walk = Walk(office, as_role, clock, people, folder.parent)
        walk.to(CaseState.APPROVED)
        return Desk(folder, people, {"张甲": walk.case}, NAMES[Role.CHAIR], DAYS[CaseState.ACTIVE])


@pytest.fixture
def complete(complete_desk: Desk, tmp_path: Path) -> Desk:
    folder = tmp_path / "甲县"
    shutil.copytree(complete_desk.folder, folder)
    return replace(complete_desk, folder=folder)


def without(desk: Desk, remove: Removal) -> None:
    """Take a piece of evidence out of the store, as no act can."""

    def job(work: Work) -> Done:
        remove(work)
        return Done()

    with closing(desk.by(Role.CLERK).office()) as office:
        office.work("add-note", None, job)


def every(work: Work, kind: type[T], *where: sa.ColumnElement[bool]) -> list[T]:
    found = list(work.session.scalars(sa.select(kind).where(*where)))
    assert found
    return found


def gone(work: Work, things: Iterable[object]) -> None:
    for one in things:
        work.session.delete(one)
    work.session.flush()


def no_visit(work: Work) -> None:
    gone(work, every(work, HomeVisit))


def one_surveyor(work: Work) -> None:
    gone(work, every(work, VisitSurveyor)[1:])


def no_householders_signature(work: Work) -> None:
    every(work, HomeVisit)[0].signed_how = None


def no_notice(work: Work) -> None:
    gone(work, every(work, NoticeEntry))


def not_at(kind: PlaceKind) -> Removal:
    def remove(work: Work) -> None:
        [place] = every(work, NoticePlace, NoticePlace.kind == kind)
        gone(work, every(work, Paper, Paper.place_id == place.id))
        gone(work, [place])

    return remove


def no_photograph(kind: PaperKind, at: PlaceKind) -> Removal:
    def remove(work: Work) -> None:
        [place] = every(work, NoticePlace, NoticePlace.kind == at)
        gone(work, every(work, Paper, Paper.place_id == place.id, Paper.kind == kind))

    return remove


def still_hanging(work: Work) -> None:
    every(work, NoticeEntry)[0].taken_down_on = None


def no_page(form: str) -> Removal:
    def remove(work: Work) -> None:
        gone(work, every(work, IssuedPage, IssuedPage.form == form))

    return remove


def nobody_asked(work: Work) -> None:
    gone(work, every(work, Appraisal))


def two_asked(work: Work) -> None:
    gone(work, every(work, AppraisalVoice)[2:])


def no_meeting(work: Work) -> None:
    gone(work, every(work, MeetingCase))


def no_sign_in_sheet(work: Work) -> None:
    gone(work, every(work, Paper, Paper.kind == PaperKind.SIGN_IN_SHEET))


def hardly_anybody_there(work: Work) -> None:
    gone(work, every(work, Attendance)[2:])


def hardly_any_votes(work: Work) -> None:
    gone(work, every(work, MeetingVote)[2:])


def no_form(work: Work) -> None:
    [page] = every(work, IssuedPage, IssuedPage.form == "archive-form")
    gone(work, every(work, Signature))
    gone(work, every(work, Paper, Paper.page_id == page.id))
    gone(work, [page])


def not_signed_by(role: SignatureRole) -> Removal:
    def remove(work: Work) -> None:
        gone(work, every(work, Signature, Signature.role == role))

    return remove


def no_scan_of_the_signed_page(work: Work) -> None:
    gone(work, every(work, Paper, Paper.kind == PaperKind.SIGNED_PAGE))


FIRST, LAST = PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST
UNIT, COMMUNITY = PlaceKind.FILING_UNIT, PlaceKind.COMMUNITY
PIECES: dict[str, tuple[Removal, str]] = {
    "visit": (no_visit, "NotVisited"),
    "second surveyor": (one_surveyor, "SurveyorsTooFew"),
    "householder's signature": (no_householders_signature, "HouseholderNotSigned"),
    "notice": (no_notice, "NotPosted"),
    "notice at the filing unit": (not_at(UNIT), "NotPostedAt"),
    "notice at the community": (not_at(COMMUNITY), "NotPostedAt"),
    "first photograph at the filing unit": (no_photograph(FIRST, UNIT), "FirstPhotoMissing"),
    "first photograph at the community": (no_photograph(FIRST, COMMUNITY), "FirstPhotoMissing"),
    "last photograph at the filing unit": (no_photograph(LAST, UNIT), "LastPhotoMissing"),
    "last photograph at the community": (no_photograph(LAST, COMMUNITY), "LastPhotoMissing"),
    "take-down": (still_hanging, "NotTakenDown"),
    "certificate of the notice": (no_page("notice-certificate"), "CertificateMissing"),
    "neighbours' opinions": (nobody_asked, "NotAppraised"),
    "third opinion": (two_asked, "AppraisalTooThin"),
    "meeting": (no_meeting, "NotDeliberated"),
    "minutes": (no_page("meeting-minutes"), "MinutesMissing"),
    "sign-in sheet": (no_sign_in_sheet, "SignInSheetMissing"),
    "quorum": (hardly_anybody_there, "QuorumMissing"),
    "majority": (hardly_any_votes, "MajorityMissing"),
    "approval form": (no_form, "ApprovalFormMissing"),
    "reviewer's signature": (not_signed_by(SignatureRole.REVIEWER), "SignatureMissing"),
    "unit chair's signature": (not_signed_by(SignatureRole.UNIT_CHAIR), "ChairMissing"),
    "county chair's signature": (not_signed_by(SignatureRole.COUNTY_CHAIR), "ChairMissing"),
    "scan of the signed page": (no_scan_of_the_signed_page, "ChairPageUnscanned"),
}


def approval(desk: Desk) -> str:
    return json.dumps({"case": desk.cases["张甲"]})


@pytest.mark.parametrize("piece", PIECES)
def test_without_one_piece_the_approval_is_refused_by_its_name(complete: Desk, piece: str) -> None:
    remove, code = PIECES[piece]
    without(complete, remove)
    before = complete.read("log")
    answer = complete.ran("--json", "act", "approve", "--data", "-", stdin=approval(complete))
    assert answer.code == 1
    # What the form rests on has changed besides, where it shows what is gone.
    assert set(answer.codes) - {"OutdatedPage"} == {code}
    assert all(one["text"].endswith("。") and one["text"] in answer.err for one in answer.document["refusals"])
    assert complete.read("log") == before
    steps = complete.read("steps", complete.cases["张甲"])
    assert steps["state"] == CaseState.APPROVED
    assert code in {told["code"] for gate in steps["gates"] for told in gate["refusals"]}


def test_with_every_piece_the_approval_is_done(complete: Desk) -> None:
    done = complete.ran("--json", "act", "approve", "--data", "-", stdin=approval(complete))
    assert (done.code, done.document["state"]) == (0, CaseState.ACTIVE)


def test_an_objection_that_is_not_settled_keeps_the_approval_away(complete: Desk) -> None:
    [notice] = complete.read("notices")
    objection = {
        "notice": notice["number"],
        "case": complete.cases["张甲"],
        "channel": "phone",
        "objector": "何反映",
        "content": "反映该户另有收入。",
        "on": "2026-03-24",
    }
    told = complete.by(Role.CLERK).ran("act", "record-grievance", "--data", "-", stdin=json.dumps(objection))
    assert told.code == 0, told.err
    answer = complete.ran("--json", "act", "approve", "--data", "-", stdin=approval(complete))
    assert (answer.code, answer.codes) == (1, ["GrievanceOpen"])


def test_everything_that_is_missing_is_told_at_once(complete: Desk) -> None:
    for name in ("minutes", "reviewer's signature", "certificate of the notice"):
        without(complete, PIECES[name][0])
    answer = complete.ran("--json", "act", "approve", "--data", "-", stdin=approval(complete))
    assert {(one["code"], one["gate"]["code"]) for one in answer.document["refusals"]} == {
        ("MinutesMissing", "deliberated"),
        ("SignatureMissing", "signed"),
        ("CertificateMissing", "publicised"),
    }


@pytest.mark.parametrize("role", [role for role in Role if role not in ACTS["approve"].roles])
def test_whoever_may_not_approve_does_not(complete: Desk, role: Role) -> None:
    answer = complete.by(role).ran("--json", "act", "approve", "--data", "-", stdin=approval(complete))
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])


def test_a_process_of_its_own_is_refused_alike(complete: Desk) -> None:
    without(complete, PIECES["county chair's signature"][0])
    command = [sys.executable, "-m", "centre_app", "--office", str(complete.folder), "--user", complete.user]
    done = subprocess.run(
        [*command, "--json", "act", "approve", "--data", "-"],
        input=approval(complete),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "CENTRE_PASSWORD": PASSWORD, "CENTRE_TODAY": str(complete.day)},
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode, [one["code"] for one in answer["refusals"]]) == (1, ["ChairMissing"])
    hint, sentence = done.stderr.splitlines()
    assert f"centre why {complete.cases['张甲']}" in hint
    assert sentence == f"【工会主席不签字不建档】{answer['refusals'][0]['text']}"
