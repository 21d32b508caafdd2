"""What a reckoning of a case would rest on now, and what of it reads otherwise than when it was last reckoned."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from pydantic import TypeAdapter

from centre_app.core import means_test
from centre_app.core.vocabulary.means import (
    AssetKind,
    DeepGround,
    FindingStatus,
    LineKind,
    Period,
    ProofKind,
    Settlement,
)
from centre_app.db.filing import (
    AccidentSuffered,
    AssetFinding,
    BudgetLine,
    Case,
    Circumstances,
    MeansTest,
    UnionAidReceived,
)
from centre_app.services.households import facts_of_household
from centre_app.services.work import Look

__all__ = ["ASKED", "changed_since", "circumstances_of", "means_facts"]

_DETAIL = TypeAdapter(means_test.AssetDetail)

ASKED = (
    "settlement",
    "migrant",
    "union_member",
    "labour_months",
    "low_income_is_cause",
    "last_helped_on",
    "still_in_hardship",
)
"""What is asked once for a household besides its lines."""


def changed_since(look: Look, case: Case, test: MeansTest) -> tuple[str, ...]:
    """What has been changed since a reckoning that it would have to take in, in words; nothing where it still holds."""
    return means_test.changed_parts(means_test.from_json(means_test.MeansFacts, test.facts), means_facts(look, case))


def means_facts(look: Look, case: Case) -> means_test.MeansFacts:
    """Everything that a reckoning of this case rests on."""
    asked = circumstances_of(look, case)
    applied_on = case.applied_on or look.today
    lines = look.session.scalars(
        sa.select(BudgetLine).where(BudgetLine.case_id == case.id).order_by(BudgetLine.position)
    )
    findings = look.session.scalars(sa.select(AssetFinding).where(AssetFinding.case_id == case.id))
    accidents = look.session.scalars(sa.select(AccidentSuffered).where(AccidentSuffered.case_id == case.id))
    aid = look.session.scalars(sa.select(UnionAidReceived).where(UnionAidReceived.household_id == case.household_id))
    more = {name: getattr(asked, name) for name in ASKED} if asked else {}
    if asked:
        more["settlement"] = Settlement(asked.settlement)
        more["deep_grounds"] = tuple(DeepGround(ground) for ground in asked.deep_grounds)
    return means_test.MeansFacts(
        applied_on=applied_on,
        persons=tuple(_persons(case, asked)),
        lines=tuple(_line(line) for line in lines),
        aid=tuple(
            means_test.UnionAid(
                uid=str(one.uid), on=one.on, amount=one.amount, what=one.what or "", festival_gift=one.festival_gift
            )
            for one in aid
        ),
        findings=tuple(_finding(one) for one in findings),
        accidents=tuple(_accident(one) for one in accidents),
        **more,
    )


def circumstances_of(look: Look, case: Case) -> Circumstances | None:
    """What a reckoning asks of a case besides its lines, where it has been recorded."""
    return look.session.scalars(sa.select(Circumstances).where(Circumstances.case_id == case.id)).one_or_none()


def _persons(case: Case, asked: Circumstances | None) -> Iterator[means_test.MeansPerson]:
    for member, person in zip(case.household.members, facts_of_household(case).people, strict=True):
        uid = str(member.uid)
        known = (asked.people if asked else {}).get(uid, {})
        yield means_test.person_of(
            uid,
            person,
            disproved_by=known.get("imputation_disproved_by") or "",
            retires_in=known.get("retires_in"),
        )


def _line(line: BudgetLine) -> means_test.BudgetLine:
    return means_test.BudgetLine(
        uid=str(line.uid),
        kind=LineKind(line.kind),
        amount=line.amount,
        period=Period(line.period),
        caption=line.caption or "",
        person=str(line.member.uid) if line.member else None,
        times=line.times,
        proof=ProofKind(line.proof),
        paper=line.paper or "",
        aid_for_same_cost=line.aid_for_same_cost,
        deductible=line.deductible,
    )


def _finding(finding: AssetFinding) -> means_test.Finding:
    return means_test.Finding(
        uid=str(finding.uid),
        kind=AssetKind(finding.kind),
        what=finding.what,
        status=FindingStatus(finding.status),
        person=str(finding.member.uid) if finding.member else None,
        detail=_DETAIL.validate_python(finding.detail),
        paper=finding.paper or "",
        explanation=finding.explanation or "",
    )


def _accident(accident: AccidentSuffered) -> means_test.Accident:
    return means_test.Accident(
        uid=str(accident.uid),
        what=accident.what,
        on=accident.on,
        cost=accident.cost,
        compensation=accident.compensation,
        person=str(accident.member.uid) if accident.member else None,
        casualty_of_major_event=accident.casualty_of_major_event,
        still_in_hardship=accident.still_in_hardship,
        paper=accident.paper or "",
    )
