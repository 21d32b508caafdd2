"""签字 as its page is told it: whose turn it is, what an outdated page lacks, a stack with a result for each page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from centre_app.core.progress import Cancelled
from centre_app.core.refusals.documents import FileNotFound
from centre_app.core.vocabulary.filing import CaseState, Role, SignatureRole, SignStage
from centre_app.services import sign_desk
from centre_app.services.sign_desk import Outcome, SignView, Stack, Waiting
from tests.services.conftest import At
from tests.services.neighbours import person, together
from tests.services.staging import ENCRYPTED
from tests.services.walking import DAYS, HEAD, PNG, Walk

pytestmark = ENCRYPTED

REVIEWER, UNIT_CHAIR, COUNTY_CHAIR = SignatureRole


def desk(walk: Walk) -> list[Waiting]:
    with walk.office.look() as look:
        return sign_desk.sign_desk(look)


def view(walk: Walk) -> SignView:
    with walk.office.look() as look:
        return sign_desk.sign_view(look, walk.case)


def sign(walk: Walk, role: str, key: str, **changes: Any) -> None:
    plain = {"page": walk.form, "person": walk.people[key], "scan": walk.photo}
    walk.act("sign", case=walk.case, role=role, **{**plain, **changes})


def stack(*walks: Walk, role: SignatureRole = REVIEWER, by: str = "reviewer", **more: Any) -> Stack:
    return Stack(
        cases=tuple(walk.case for walk in walks),
        role=role,
        person=walks[0].people[by],
        on=walks[0].clock().date(),
        **more,
    )


def codes(outcomes: tuple[Outcome, ...]) -> list[list[str]]:
    return [[told.code for told in one.against] for one in outcomes]


@dataclass
class Stopping:
    """Somebody stops a stack before this page of it."""

    at: int

    def step(self, done: int, total: int) -> None:
        if done == self.at:
            raise Cancelled


def test_a_case_goes_from_printing_by_each_signer_to_the_approval(at: At) -> None:
    walk = at(CaseState.PUBLICISED)
    [row] = desk(walk)
    assert (row.head, row.stage, row.role, row.version, row.code) == ("张甲", SignStage.PRINT, None, 0, "")
    assert (row.since, row.days) == (DAYS[CaseState.PUBLICISED], 0)
    walk.to("printed")
    walk.clock.set(date(2026, 3, 30))
    [row] = desk(walk)
    assert (row.stage, row.role, row.version, row.code) == (SignStage.SIGN, REVIEWER, 1, walk.form)
    assert [one.name for one in row.signers] == ["沈审核"]
    assert (row.printed_on, row.since, row.days) == (DAYS["printed"], DAYS["printed"], 2)
    sign(walk, "reviewer", "reviewer")
    [row] = desk(walk)
    assert (row.role, [one.name for one in row.signers], row.days) == (UNIT_CHAIR, ["朱主席"], 0)
    sign(walk, "unit_chair", "chair", scan=None)
    assert [link.turn for link in view(walk).links] == [False, False, True]
    sign(walk, "county_chair", "county_chair", scan=None)
    assert [row.stage for row in desk(walk)] == [SignStage.SCAN]
    shown = view(walk)
    assert [link.scanned for link in shown.links] == [True, False, False]
    assert [told.code for told in shown.against] == ["ChairPageUnscanned", "ChairPageUnscanned"]
    assert shown.signers == ()
    walk.act("attach-paper", kind="signed_page", page=walk.form, file=walk.photo)
    shown = view(walk)
    assert (shown.row.stage, shown.state, shown.against) == (SignStage.APPROVE, CaseState.APPROVED, ())
    assert [page.scans for page in shown.versions] == [2]
    walk.clock.set(DAYS[CaseState.ACTIVE])
    walk.approve()
    assert desk(walk) == []


def test_who_is_to_be_printed_stands_first_then_by_the_order_of_signing(at: At) -> None:
    walk = at("printed")
    other = together(walk).to(CaseState.PUBLICISED)
    walk.clock.set(DAYS["printed"])
    sign(walk, "reviewer", "reviewer")
    assert [(row.head, row.stage) for row in desk(walk)] == [("李乙", SignStage.PRINT), ("张甲", SignStage.SIGN)]
    other.to("printed")
    assert [(row.head, row.role) for row in desk(walk)] == [("李乙", REVIEWER), ("张甲", UNIT_CHAIR)]


def test_an_outdated_page_keeps_its_signatures_and_says_what_was_changed(at: At) -> None:
    walk = at("printed")
    first = walk.form
    sign(walk, "reviewer", "reviewer")
    walk.act("change-case", case=walk.case, community=walk.people["county"])
    [row] = desk(walk)
    assert (row.stage, row.outdated, row.code, row.role) == (SignStage.PRINT, True, first, None)
    [old] = view(walk).versions
    assert (old.outdated, old.current) == (True, True)
    assert [(one.role, one.name, one.on) for one in old.signed] == [(REVIEWER, "沈审核", DAYS["printed"])]
    [changed] = old.changed
    assert (changed.on, changed.act, len(changed.what)) == (DAYS["printed"], "更正档案信息", 1)
    walk.form = walk.print_form()
    new, old = view(walk).versions
    assert (new.version, new.code, new.current, new.outdated, new.changed) == (2, walk.form, True, False, ())
    assert (old.version, old.current, old.outdated) == (1, False, True)
    assert view(walk).row.role is REVIEWER, "what was signed before opens nothing"


@pytest.mark.parametrize(
    ("act", "data", "told"),
    [
        ("change-member", {"member": "张甲", "person": {**HEAD, "employer": "某某纺织厂"}}, "更正家庭成员"),
        ("add-member", {"person": person("张小", born=date(2012, 3, 8), order=801, relation="20")}, "添加家庭成员"),
        ("run-means-test", {}, "算账"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_every_change_that_outdates_a_page_is_told_by_its_act(
    at: At, act: str, data: dict[str, Any], told: str
) -> None:
    walk = at("printed")
    walk.act("add-note", case=walk.case, text="补充说明")
    walk.act(act, case=walk.case, **data)
    [page] = view(walk).versions
    assert page.outdated
    assert [one.act for one in page.changed] == [told]


def test_a_return_sends_the_form_round_anew_and_keeps_the_case_on_the_desk(at: At) -> None:
    walk = at(CaseState.APPROVED)
    walk.act("return-case", by=Role.CHAIR, case=walk.case, to="publicised", reason="签字页不清楚。")
    [row] = desk(walk)
    assert (row.stage, row.outdated) == (SignStage.PRINT, True)
    [page] = view(walk).versions
    assert [one.act for one in page.changed] == ["退回"]
    assert len(page.signed) == 3


def test_who_must_stand_aside_is_not_asked_to_sign(at: At) -> None:
    walk = at("printed")
    assert [one.name for one in view(walk).signers] == ["沈审核"]
    walk.act("declare-kinship", person=walk.people["reviewer"], case=walk.case, relation="表兄")
    shown = view(walk)
    assert shown.signers == ()
    assert [told.code for told in shown.against] == ["NobodyMaySign"]


def test_an_objection_freezes_the_page_until_it_is_settled(at: At) -> None:
    walk = at("printed")
    assert [row.frozen for row in desk(walk)] == [False]
    on = DAYS[CaseState.PUBLICISED].isoformat()
    walk.act("record-grievance", notice=walk.notice, case=walk.case, channel="phone", content="有车", on=on)
    assert [row.frozen for row in desk(walk)] == [True]
    assert "GrievanceOpen" in [told.code for told in view(walk).against]


def test_a_deputy_signs_under_the_delegation_that_is_told(at: At) -> None:
    walk = at("printed")
    sign(walk, "reviewer", "reviewer")
    sign(walk, "unit_chair", "chair")
    assert [one.name for one in view(walk).signers] == ["钟县主"]
    with walk.office.look() as look:
        known = sign_desk.deputies(look)
    assert (known.unit, [one.name for one in known.people]) == (walk.people["county"], ["傅县助"])
    deputy = {"unit": known.unit, "deputy": known.people[0].key}
    walk.act("delegate-chair", by=Role.CHAIR, until="2026-12-31", document="委托书〔2026〕1号", **deputy)
    assert [one.name for one in view(walk).signers] == ["钟县主", "傅县助"]
    sign(walk, "county_chair", "county_vice_chair")
    last = view(walk).links[-1]
    assert (last.name, last.document) == ("傅县助", "委托书〔2026〕1号")


def test_a_stack_is_signed_page_by_page_each_with_its_own_result(at: At) -> None:
    walk = at("printed")
    other = together(walk).to("printed")
    third = together(walk, "王丙", order=802).to(CaseState.PUBLICISED)
    walk.clock.set(DAYS["printed"])
    scans = walk.folder / "扫描"
    scans.mkdir()
    for name, content in ((walk.form.lower(), PNG), (f"页-{other.form}", b""), ("别的", PNG)):
        (scans / f"{name}.png").write_bytes(content)
    outcomes = sign_desk.sign_stack(walk.office, stack(walk, other, third, scans=str(scans)))
    assert [(one.key, one.scanned) for one in outcomes] == [
        (walk.case, True), (other.case, False), (third.case, False),
    ]  # fmt: skip
    assert codes(outcomes) == [[], ["FileEmpty"], ["NotItsTurn"]]
    assert "待打印" in outcomes[2].against[0].sentence
    assert {row.head: row.role for row in desk(walk)} == {"张甲": UNIT_CHAIR, "李乙": REVIEWER, "王丙": None}
    again = sign_desk.sign_stack(walk.office, stack(walk, other))
    assert codes(again) == [["NotItsTurn"], []]
    assert "基层工会主席" in again[0].against[0].sentence
    wrong = sign_desk.sign_stack(walk.office, stack(walk, role=UNIT_CHAIR, by="county_chair"))
    assert codes(wrong) == [["WrongSigner"]]
    for role, by in ((UNIT_CHAIR, "chair"), (COUNTY_CHAIR, "county_chair")):
        outcomes = sign_desk.sign_stack(walk.office, stack(walk, other, role=role, by=by, opinion="同意"))
        assert codes(outcomes) == [[], []]
    assert [one.approved for one in outcomes] == [True, True]


def test_one_page_takes_the_very_file_that_is_named(at: At) -> None:
    walk = at("printed")
    with pytest.raises(FileNotFound):
        sign_desk.sign_stack(walk.office, stack(walk, scans="没有这个文件夹"))
    [one] = sign_desk.sign_stack(walk.office, stack(walk, scans=walk.photo))
    assert (one.against, one.scanned, one.approved) == ((), True, False)
    assert [link.scanned for link in view(walk).links] == [True, False, False]


def test_a_stack_that_is_stopped_keeps_what_was_recorded(at: At) -> None:
    walk = at("printed")
    other = together(walk).to("printed")
    walk.clock.set(DAYS["printed"])
    outcomes = sign_desk.sign_stack(walk.office, stack(walk, other), Stopping(at=1))
    assert [one.key for one in outcomes] == [walk.case]
    assert {row.head: row.role for row in desk(walk)} == {"张甲": UNIT_CHAIR, "李乙": REVIEWER}
