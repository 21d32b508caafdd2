"""What the page 新建申请 reads of a case on its way to be accepted."""

from __future__ import annotations

from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.services.applying import applying
from centre_app.services.choosing import Known
from centre_app.services.given import given_from
from centre_app.services.households import OpenCase, against_opening
from tests.services.conftest import At
from tests.services.walking import HOUSEHOLD


def test_papers_and_lacks_of_an_application(at: At) -> None:
    walk = at(CaseState.APPLIED)
    with walk.office.look() as look:
        shown = applying(look, walk.case)
    assert (shown.head, shown.state, shown.lacks, shown.unauthorised) == ("张甲", CaseState.APPLIED, (), ())
    assert [(one.kind, one.of, one.scanned) for one in shown.papers] == [
        (PaperKind.APPLICATION, "", True),
        (PaperKind.AUTHORISATION, "张甲", False),
        (PaperKind.AUTHORISATION, "阿依古丽·吐尔逊", False),
    ]


def test_before_any_paper_everybody_grown_up_is_named(at: At) -> None:
    walk = at(None)
    walk.open()
    with walk.office.look() as look:
        shown = applying(look, walk.case)
    assert shown.papers == ()
    assert [one.name for one in shown.unauthorised] == ["张甲", "阿依古丽·吐尔逊"]
    assert [type(one) for one in shown.people] == [Known, Known]
    assert [told.code for told in shown.lacks] == ["ApplicationMissing", *["AuthorisationMissing"] * 2]


def test_an_application_is_judged_as_it_is_typed(at: At) -> None:
    walk = at(CaseState.APPLIED)
    given = given_from(OpenCase, {"household": HOUSEHOLD})
    with walk.office.look() as look:
        told = against_opening(look, given)
    assert [one.code for one in told if one.stops] == ["AlreadyFiled", "AlreadyFiled"]
