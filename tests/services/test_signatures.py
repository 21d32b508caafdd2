"""审核: who may sign which page, in which order, on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals.office import FutureDay
from centre_app.core.vocabulary.filing import CaseState, Post, Role, SignatureRole
from centre_app.db.people import Appointment, Person
from centre_app.db.printing import Signature
from centre_app.services import filing, printing
from centre_app.services.filing import facts_of
from centre_app.services.finding import case_of, page_of, person_of
from tests.services.conftest import At
from tests.services.neighbours import neighbour, person
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, WIFE, Walk

pytestmark = ENCRYPTED

PRINTED = DAYS["printed"]


def sign(walk: Walk, role: str, key: str, **changes: Any) -> Any:
    """One signature on the walk's form, with its scan."""
    plain = {"page": walk.form, "person": walk.people[key], "scan": walk.photo}
    return walk.act("sign", case=walk.case, role=role, **{**plain, **changes})


def test_the_last_signature_makes_the_case_signed(at: At) -> None:
    walk = at("printed")
    states = [
        sign(walk, role, key).state
        for role, key in (("reviewer", "reviewer"), ("unit_chair", "chair"), ("county_chair", "county_chair"))
    ]
    assert states == ["publicised", "publicised", "approved"]


def test_nobody_signs_before_who_comes_first(at: At) -> None:
    walk = at("printed")
    assert refusals(lambda: sign(walk, "unit_chair", "chair")) == ["SignatureMissing"]
    assert refusals(lambda: sign(walk, "county_chair", "county_chair")) == ["SignatureMissing", "SignatureMissing"]


def test_a_role_signs_a_page_once(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    assert refusals(lambda: sign(walk, "reviewer", "reviewer")) == ["AlreadySigned"]


def test_only_who_holds_the_post_signs(at: At) -> None:
    walk = at("printed")
    assert refusals(lambda: sign(walk, "reviewer", "clerk")) == ["WrongSigner"]
    sign(walk, "reviewer", "reviewer")
    [told] = objections(lambda: sign(walk, "unit_chair", "county_chair"))
    assert told.sentence == "钟县主 在 2026-03-26 不是东街街道工会的基层工会主席，不能以基层工会主席身份签字。"


def test_a_vice_chair_signs_under_a_dated_written_delegation_only(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    sign(walk, "unit_chair", "chair")
    assert refusals(lambda: sign(walk, "county_chair", "county_vice_chair")) == ["DelegationMissing"]
    delegation = walk.act(
        "delegate-chair",
        by=Role.CHAIR,
        unit=walk.people["county"],
        deputy=walk.people["county_vice_chair"],
        until="2026-03-27",
        document="委托书〔2026〕1号",
    ).key
    walk.clock.set(date(2026, 3, 28))
    assert refusals(lambda: sign(walk, "county_chair", "county_vice_chair")) == ["DelegationMissing"]
    sign(walk, "county_chair", "county_vice_chair", on="2026-03-27")
    assert walk.state is CaseState.APPROVED
    with walk.office.look() as look:
        signed = look.session.scalars(sa.select(Signature).order_by(Signature.id.desc())).first()
        assert signed is not None
        assert signed.delegation is not None
        assert signed.delegation.uid == delegation


def delegated(walk: Walk) -> None:
    deputy = {"unit": walk.people["county"], "deputy": walk.people["county_vice_chair"]}
    walk.act("delegate-chair", by=Role.CHAIR, until="2026-12-31", document="委托书〔2026〕1号", **deputy)


def test_a_delegation_ends_with_the_chair_who_gave_it(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    sign(walk, "unit_chair", "chair")
    delegated(walk)
    with walk.office.look() as look:
        chair = look.session.scalars(
            sa.select(Appointment).join(Person).where(Person.name == "钟县主", Appointment.post == Post.CHAIR)
        ).one()
    walk.act("end-appointment", by=Role.ADMINISTRATOR, appointment=str(chair.uid), on="2026-03-25")
    seat = {"unit": walk.people["county"], "post": "chair", "on": "2026-03-26"}
    walk.act("appoint", by=Role.ADMINISTRATOR, person=walk.people["member3"], **seat)
    assert refusals(lambda: sign(walk, "county_chair", "county_vice_chair")) == ["DelegationMissing"]
    delegated(walk)
    sign(walk, "county_chair", "county_vice_chair")


def test_nobody_signs_for_the_chair_of_a_filing_unit(at: At) -> None:
    """The county files this case itself: its vice-chair signs for the county's chair, not for the filing unit's."""
    walk = at(None)
    walk.people["unit"] = walk.people["county"]
    walk.open()
    with walk.office.look() as look:
        case = case_of(look, walk.case)
        county, vice = filing.signing_unit(look, case, SignatureRole.UNIT_CHAIR), person_of(look, "傅县助")
        assert county is not None
    delegated(walk)
    with walk.office.look() as look:
        on = look.today
        roles = (SignatureRole.UNIT_CHAIR, SignatureRole.COUNTY_CHAIR)
        assert [filing.entitled(look, vice.id, county, role, on) for role in roles] == [False, True]


def test_no_signature_is_older_than_its_page_nor_of_a_day_to_come(at: At) -> None:
    walk = at("printed")
    told = refusals(lambda: sign(walk, "reviewer", "reviewer", on="2026-03-25"))
    assert told == ["SignatureBeforePrint", "DayOutOfOrder"]
    [future] = objections(lambda: sign(walk, "reviewer", "reviewer", on="2026-03-27"))
    assert isinstance(future, FutureDay)


def test_no_signature_is_older_than_the_one_before_it(at: At) -> None:
    walk = at("printed")
    walk.clock.set(date(2026, 3, 27))
    sign(walk, "reviewer", "reviewer")
    assert refusals(lambda: sign(walk, "unit_chair", "chair", on="2026-03-26")) == ["DayOutOfOrder"]


def test_only_a_printed_approval_form_of_the_same_case_is_signed(at: At) -> None:
    walk = at("printed")
    certificate = walk.page("notice-certificate", notice=walk.notice)
    assert refusals(lambda: sign(walk, "reviewer", "reviewer", page=certificate)) == ["ApprovalFormMissing"]
    other = walk.page("archive-form", case=neighbour(walk).case)
    assert refusals(lambda: sign(walk, "reviewer", "reviewer", page=other)) == ["ApprovalFormMissing"]
    assert refusals(lambda: sign(walk, "reviewer", "reviewer", page="ZZZZZZZZ")) == ["NoSuchThing"]


def test_before_any_form_is_printed_there_is_nothing_to_sign(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    certificate = walk.page("notice-certificate", notice=walk.notice)
    assert refusals(lambda: sign(walk, "reviewer", "reviewer", page=certificate)) == ["ApprovalFormMissing"]


def test_a_page_of_before_a_change_is_not_signed(at: At) -> None:
    walk = at("printed")
    walk.act("change-case", case=walk.case, community=walk.people["county"])
    assert refusals(lambda: sign(walk, "reviewer", "reviewer")) == ["OutdatedPage"]
    older, walk.form = walk.form, walk.print_form()
    assert refusals(lambda: sign(walk, "reviewer", "reviewer", page=older)) == ["OutdatedPage"]
    sign(walk, "reviewer", "reviewer")


def test_what_was_changed_back_makes_the_older_page_speak_again(at: At) -> None:
    walk = at("printed")
    walk.act("change-case", case=walk.case, community=walk.people["county"])
    walk.print_form()
    walk.act("change-case", case=walk.case, community=walk.people["community"])
    sign(walk, "reviewer", "reviewer")


def test_after_a_return_the_form_goes_round_anew(at: At) -> None:
    walk = at(CaseState.APPROVED)
    first = walk.form
    walk.act("return-case", by=Role.CHAIR, case=walk.case, to="publicised", reason="签字页不清楚，重新送签。")
    assert refusals(lambda: sign(walk, "reviewer", "reviewer")) == ["OutdatedPage"]
    with walk.office.look() as look:
        page = page_of(look, first)
        assert printing.is_outdated(look, page)
        assert printing.same_page(look, page.form, page.paper, page.sheet_hash) is None
    walk.form = walk.print_form()
    walk.sign_all(walk.form)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    walk.approve()
    assert walk.state is CaseState.ACTIVE


def test_a_return_outdates_no_other_form(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    code = walk.page("application", case=walk.case)
    walk.act("return-case", by=Role.CHAIR, case=walk.case, to="deliberated", reason="补贴公示。")
    with walk.office.look() as look:
        page = page_of(look, code)
        assert not printing.is_outdated(look, page)
        assert printing.same_page(look, page.form, page.paper, page.sheet_hash) is page
        assert printing.same_page(look, page.form, "A3", page.sheet_hash) is None


@pytest.mark.parametrize(
    ("level", "states"),
    [("grassroots", ["publicised", "approved"]), ("county", ["publicised", "publicised"])],
)
def test_the_level_of_the_archive_says_who_signs(at: At, level: str, states: list[str]) -> None:
    walk = at(None)
    walk.open(archive_level=level)
    walk.to("printed")
    found = [sign(walk, role, key).state for role, key in (("reviewer", "reviewer"), ("unit_chair", "chair"))]
    assert found == states


def test_a_level_that_asks_for_no_county_chair_takes_no_such_signature(at: At) -> None:
    walk = at(None)
    walk.open(archive_level="grassroots")
    walk.to("printed")
    sign(walk, "reviewer", "reviewer")
    assert refusals(lambda: sign(walk, "county_chair", "county_chair")) == ["RoleNotAsked"]


def test_a_relative_of_the_household_does_not_sign(at: At) -> None:
    walk = at("printed")
    walk.act("declare-kinship", person=walk.people["reviewer"], case=walk.case, relation="表兄")
    [told] = objections(lambda: sign(walk, "reviewer", "reviewer"))
    assert (told.code, told.facts["why"]) == ("SignerMustStandAside", "与本户有亲属关系")


def test_a_surveyor_of_the_household_does_not_sign(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.clock.set(DAYS[CaseState.SURVEYED])
    walk.visit(surveyors=[walk.people["reviewer"], walk.people["surveyor1"]])
    walk.reached.add(CaseState.SURVEYED)
    walk.to("printed")
    [told] = objections(lambda: sign(walk, "reviewer", "reviewer"))
    assert (told.code, told.facts["why"]) == ("SignerMustStandAside", "是本户入户调查人")


def test_a_person_is_known_by_the_number_not_by_the_login(at: At) -> None:
    """The reviewer of the union is the wife of the household, under another name in its papers."""
    walk = at(None)
    us = str(walk.act("add-person", name="沈二", unit=walk.people["county"], id_number=WIFE["id_number"]).key)
    walk.act("appoint", by=Role.ADMINISTRATOR, person=us, unit=walk.people["county"], post="reviewer")
    walk.to("printed")
    [told] = objections(lambda: sign(walk, "reviewer", "reviewer", person=us))
    assert (told.code, told.facts["why"]) == ("SignerMustStandAside", "是本户家庭成员")


def test_who_became_a_relative_after_signing_keeps_the_case_from_approval(at: At) -> None:
    walk = at(CaseState.APPROVED)
    walk.act("declare-kinship", person=walk.people["chair"], case=walk.case, relation="姐夫")
    walk.clock.set(DAYS[CaseState.ACTIVE])
    assert "SignerMustStandAside" in refusals(walk.approve)


def test_the_chairs_page_is_scanned_before_the_approval_and_after_the_signature(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    walk.clock.set(date(2026, 3, 27))
    sign(walk, "unit_chair", "chair", scan=None)
    sign(walk, "county_chair", "county_chair", scan=None)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    assert refusals(walk.approve) == ["ChairPageUnscanned", "ChairPageUnscanned"]
    walk.act("attach-paper", kind="signed_page", page=walk.form, file=walk.photo)
    walk.approve()


def test_a_picture_of_before_the_signature_shows_no_signature(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    before = walk.photo
    sign(walk, "unit_chair", "chair", scan=before)
    sign(walk, "county_chair", "county_chair", scan=before)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    [told] = objections(walk.approve)
    assert (told.code, told.facts["role"]) == ("ChairPageUnscanned", "县总工会主席")
    walk.act("attach-paper", kind="signed_page", page=walk.form, file=walk.photo)
    walk.approve()


@pytest.mark.parametrize(
    ("strict", "filed_by", "told", "where"),
    [
        (False, "reviewer", ["FilerAlsoReviewed"], "cautions"),
        (True, "reviewer", ["FilerSameAsReviewer"], "refusals"),
        (False, "clerk", ["EntererSameAsFiler"], "cautions"),
    ],
)
def test_who_files_who_enters_and_who_reviews_are_three_people(
    at: At, strict: bool, filed_by: str, told: list[str], where: str
) -> None:
    walk = at(CaseState.PUBLICISED)
    if strict:
        two = {"figure": "two_person_rule", "from_on": "2026-01-01", "value": "refuse", "source": "〔2026〕1号"}
        walk.act("set-rule", by=Role.ADMINISTRATOR, **two)
    walk.act("change-case", case=walk.case, filed_by=walk.people[filed_by])
    walk.to(CaseState.APPROVED)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    if where == "refusals":
        assert refusals(walk.approve) == told
    else:
        walk.approve()
        assert [one.code for one in walk.done["approve"].cautions] == told


@pytest.mark.parametrize(("strict", "told"), [(False, "EntererAlsoReviewed"), (True, "EntererSameAsReviewer")])
def test_who_entered_the_case_does_not_review_it(at: At, strict: bool, told: str) -> None:
    walk = at(None)
    if strict:
        two = {"figure": "two_person_rule", "from_on": "2026-01-01", "value": "refuse", "source": "〔2026〕1号"}
        walk.act("set-rule", by=Role.ADMINISTRATOR, **two)
    walk.act("appoint", by=Role.REVIEWER, person=walk.people["clerk"], unit=walk.people["county"], post="reviewer")
    walk.to("printed")
    walk.people["reviewer"] = walk.people["clerk"]
    walk.sign_all(walk.form)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    if strict:
        assert refusals(walk.approve) == [told]
    else:
        walk.approve()
        assert [one.code for one in walk.done["approve"].cautions] == [told]


@pytest.mark.parametrize(
    "change",
    [
        ("change-household", {"household": {"people": [HEAD, WIFE], "causes": ["schooling"], "address": "西街2号"}}),
        ("change-member", {"member": "张甲", "person": {**HEAD, "employer": "某某纺织厂"}}),
        ("add-member", {"person": person("张小", born=date(2012, 3, 8), order=801, relation="20")}),
        ("change-head", {"member": WIFE["name"], "relation_of_former_head": "11"}),
    ],
    ids=lambda change: change[0],
)
def test_whatever_is_changed_after_the_printing_outdates_the_page(at: At, change: tuple[str, dict[str, Any]]) -> None:
    walk = at("printed")
    act, data = change
    walk.act(act, case=walk.case, **data)
    reckoned_anew = act in ("add-member", "change-head")
    told = "ReckoningStale" if reckoned_anew else "OutdatedPage"
    assert refusals(lambda: sign(walk, "reviewer", "reviewer")) == [told]
    with walk.office.look() as look:
        page = facts_of(look, case_of(look, walk.case)).page
        assert page is not None
        assert page.outdated
