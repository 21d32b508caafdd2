"""算: budget lines with their proofs, findings, accidents, and the reckoning that is kept as it was made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field
from pydantic_core import to_jsonable_python

from centre_app.core import means_test
from centre_app.core.filing import decided_the_same
from centre_app.core.refusals import Refused
from centre_app.core.refusals import filing as no
from centre_app.core.refusals.office import NoSuchThing
from centre_app.core.vocabulary.filing import CaseState, DayName
from centre_app.core.vocabulary.means import (
    AssetKind,
    DeepGround,
    FindingStatus,
    LineKind,
    Period,
    ProofKind,
    Settlement,
)
from centre_app.core.vocabulary.things import Thing
from centre_app.db.filing import (
    AccidentSuffered,
    AssetFinding,
    BudgetLine,
    Case,
    Circumstances,
    MeansTest,
    UnionAidReceived,
)
from centre_app.services.filing import keep_order, move, reckoned, require
from centre_app.services.finding import by_uid, case_of, member_of
from centre_app.services.given import Day, Given, Key, Short, Text, Yuan
from centre_app.services.means_facts import ASKED, circumstances_of, means_facts
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Done, Work

__all__ = [
    "RecordAccident",
    "RecordCircumstances",
    "RecordFinding",
    "RecordUnionAid",
    "RemoveBudgetLine",
    "RemoveFinding",
    "RunMeansTest",
    "SetBudgetLine",
    "means_facts",
    "record_accident",
    "record_circumstances",
    "record_finding",
    "record_union_aid",
    "remove_budget_line",
    "remove_finding",
    "run_means_test",
    "set_budget_line",
]

Times = Annotated[Decimal, Field(gt=0, le=366, max_digits=6, decimal_places=2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBudgetLine(Given):
    """One income or spending; with ``line`` an existing one is changed. The amount is per period."""

    case: Key
    kind: LineKind
    amount: Yuan
    period: Period
    line: Key | None = None
    member: Key | None = None
    caption: Short | None = None
    times: Times | None = None
    proof: ProofKind = ProofKind.NONE
    paper: Short | None = None
    aid_for_same_cost: Yuan = Decimal(0)
    deductible: Yuan | None = None
    remark: Text | None = None


def set_budget_line(work: Work, given: SetBudgetLine) -> Done:
    """登记收支: one line of the sheet, with its period and its proof."""
    case = case_of(work, given.case)
    require(work, case, "set-budget-line")
    if given.line:
        line = by_uid(work, BudgetLine, Thing.BUDGET_LINE, given.line)
        _of_case(case, line.case_id, Thing.BUDGET_LINE, given.line)
    else:
        last = work.session.scalar(sa.select(sa.func.max(BudgetLine.position)).where(BudgetLine.case_id == case.id))
        line = BudgetLine(case_id=case.id, position=(last or 0) + 1)
        work.session.add(line)
    line.member_id = member_of(work, case, given.member).id if given.member else None
    for name in ("kind", "amount", "period", "caption", "times", "proof", "paper", "aid_for_same_cost", "deductible"):
        setattr(line, name, getattr(given, name))
    line.remark = given.remark
    work.session.flush()
    return Done(key=line.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBudgetLine(Given):
    case: Key
    line: Key


def remove_budget_line(work: Work, given: RemoveBudgetLine) -> Done:
    """删除收支."""
    case = case_of(work, given.case)
    require(work, case, "remove-budget-line")
    line = by_uid(work, BudgetLine, Thing.BUDGET_LINE, given.line)
    _of_case(case, line.case_id, Thing.BUDGET_LINE, given.line)
    work.session.delete(line)
    work.session.flush()
    return Done(key=line.uid, number=case.local_no, case=case.uid, state=case.state)


def _of_case(case: Case, case_id: int, thing: Thing, key: str) -> None:
    if case_id != case.id:
        raise Refused([NoSuchThing(kind=thing.label, key=key)])


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding(Given):
    """A home, vehicle, firm or other asset or conduct; with ``finding`` an existing one is settled or corrected."""

    case: Key
    kind: AssetKind
    what: Short
    finding: Key | None = None
    member: Key | None = None
    status: FindingStatus = FindingStatus.NEW
    detail: means_test.AssetDetail = field(default_factory=means_test.AssetDetail)
    explanation: Text | None = None
    paper: Short | None = None


def record_finding(work: Work, given: RecordFinding) -> Done:
    """登记财产和疑点: declared, seen or reported; explained, confirmed or false with its paper."""
    case = case_of(work, given.case)
    require(work, case, "record-finding")
    if given.finding:
        finding = by_uid(work, AssetFinding, Thing.FINDING, given.finding)
        _of_case(case, finding.case_id, Thing.FINDING, given.finding)
    else:
        finding = AssetFinding(case_id=case.id, found_on=work.day(given.on))
        work.session.add(finding)
    finding.member_id = member_of(work, case, given.member).id if given.member else None
    finding.kind, finding.what, finding.status = given.kind, given.what, given.status
    finding.detail = to_jsonable_python(asdict(given.detail))
    finding.explanation, finding.paper = given.explanation, given.paper
    work.session.flush()
    return Done(key=finding.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFinding(Given):
    case: Key
    finding: Key


def remove_finding(work: Work, given: RemoveFinding) -> Done:
    """删除财产和疑点 that was entered by mistake."""
    case = case_of(work, given.case)
    require(work, case, "record-finding")
    finding = by_uid(work, AssetFinding, Thing.FINDING, given.finding)
    _of_case(case, finding.case_id, Thing.FINDING, given.finding)
    work.session.delete(finding)
    work.session.flush()
    return Done(key=finding.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccident(Given):
    """A sudden event: ``on`` is its day."""

    case: Key
    what: Short
    cost: Yuan
    compensation: Yuan = Decimal(0)
    member: Key | None = None
    casualty_of_major_event: bool = False
    still_in_hardship: bool = False
    paper: Short | None = None


def record_accident(work: Work, given: RecordAccident) -> Done:
    """登记意外事故."""
    case = case_of(work, given.case)
    require(work, case, "record-finding")
    accident = AccidentSuffered(
        case_id=case.id,
        member_id=member_of(work, case, given.member).id if given.member else None,
        what=given.what,
        on=work.day(given.on),
        cost=given.cost,
        compensation=given.compensation,
        casualty_of_major_event=given.casualty_of_major_event,
        still_in_hardship=given.still_in_hardship,
        paper=given.paper,
    )
    work.session.add(accident)
    work.session.flush()
    return Done(key=accident.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUnionAid(Given):
    """Aid of a union that the household has received; ``on`` is the day of payment."""

    case: Key
    amount: Yuan
    what: Short | None = None
    festival_gift: bool = False


def record_union_aid(work: Work, given: RecordUnionAid) -> Done:
    """登记已得工会救助."""
    case = case_of(work, given.case)
    require(work, case, "record-finding")
    aid = UnionAidReceived(
        household_id=case.household_id,
        on=work.day(given.on),
        amount=given.amount,
        what=given.what,
        festival_gift=given.festival_gift,
    )
    work.session.add(aid)
    work.session.flush()
    return Done(key=aid.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson:
    """What the reckoning asks of one person besides the household's facts."""

    member: Key
    imputation_disproved_by: Short | None = None
    retires_in: Annotated[int, Field(ge=1950, le=2100)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCircumstances(Given):
    case: Key
    settlement: Settlement = Settlement.URBAN
    deep_grounds: tuple[DeepGround, ...] = ()
    migrant: bool = False
    union_member: bool = True
    labour_months: Annotated[int, Field(ge=0, le=900)] = 0
    low_income_is_cause: bool = False
    last_helped_on: Day | None = None
    still_in_hardship: bool = True
    people: tuple[OfPerson, ...] = ()


def record_circumstances(work: Work, given: RecordCircumstances) -> Done:
    """登记核算情况: settlement, grounds of deep hardship, labour relation, what disproves an imputed wage."""
    case = case_of(work, given.case)
    require(work, case, "record-finding")
    record = circumstances_of(work, case)
    if record is None:
        record = Circumstances(case_id=case.id)
        work.session.add(record)
    for name in ASKED:
        setattr(record, name, getattr(given, name))
    record.deep_grounds = [str(ground) for ground in given.deep_grounds]
    record.people = {
        str(member_of(work, case, one.member).uid): {
            "imputation_disproved_by": one.imputation_disproved_by,
            "retires_in": one.retires_in,
        }
        for one in given.people
    }
    work.session.flush()
    return Done(key=record.uid, number=case.local_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMeansTest(Given):
    case: Key


def run_means_test(work: Work, given: RunMeansTest) -> Done:
    """算账: both sums, the category and every proof line, kept as they came out.

    A later version that changes category or counted persons sends the case back to 已核算: what was decided on the
    older one opens nothing any more.
    """
    case = case_of(work, given.case)
    on = work.day(given.on)
    facts = require(work, case, "run-means-test")
    means = means_facts(work, case)
    if not means.lines:
        raise Refused([no.NoBudgetLines()])
    rules = work.rules_on(means.applied_on)
    unproven = means_test.unproven(means, rules)
    if unproven:
        raise Refused(unproven)
    result = means_test.reckon(means, rules)
    last = latest_test_of(work, case)
    test = MeansTest(
        case_id=case.id,
        number=(last.number if last else 0) + 1,
        on=on,
        application_on=means.applied_on,
        category=result.category,
        net_per_head=result.net.per_head,
        budget_gap=result.gap.gap,
        counted=sorted(person.uid for person in means.counted),
        pack=result.pack,
        facts=to_jsonable_python(asdict(means)),
        result=means_test.as_json(result),
    )
    work.session.add(test)
    case.category = result.category
    work.session.flush()
    changed = facts.latest_test is not None and not decided_the_same(facts.latest_test, reckoned(test))
    if case.standing is CaseState.SURVEYED or (changed and case.standing not in (CaseState.VERIFIED, CaseState.ACTIVE)):
        move(work, case, CaseState.VERIFIED, on)
    keep_order(work, case, DayName.RECKONED)
    return Done(
        key=test.uid,
        number=case.local_no,
        case=case.uid,
        state=case.state,
        more={
            "version": test.number,
            "category": result.category,
            "net_per_head": str(result.net.per_head),
            "budget_gap": str(result.gap.gap),
            "remarks": [{"code": remark.code, "text": remark.text} for remark in result.remarks],
        },
    )
