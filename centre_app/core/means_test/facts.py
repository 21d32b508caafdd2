"""What a reckoning is made from: plain values that the store fills in and every result keeps a copy of.

Keys (``uid``) are the records' own keys as text. Money is yuan with at most two places. A person, line or finding
that names a person who is not counted is left out of both sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from centre_app.core.households import HEAD, PersonFacts
from centre_app.core.vocabulary.household import SCHOOL_STATES, LabourCapacity, NotCounted, WorkStatus
from centre_app.core.vocabulary.means import (
    AssetKind,
    DeepGround,
    FindingStatus,
    FirmRole,
    LineKind,
    Period,
    ProofKind,
    Settlement,
    VehicleHolding,
    VehiclePurpose,
)
from centre_app.core.vocabulary.standards import Sex

__all__ = [
    "Accident",
    "AssetDetail",
    "BudgetLine",
    "Finding",
    "MeansFacts",
    "MeansPerson",
    "UnionAid",
    "changed_parts",
    "person_of",
    "window",
]

ZERO: Final = Decimal("0.00")
MOST: Final = Decimal("999999999.99")
"""The highest amount that one line may carry."""

_JOBLESS: Final = (WorkStatus.LAID_OFF, WorkStatus.UNEMPLOYED)
_AT_WORK: Final = (WorkStatus.ON_POST, WorkStatus.MIGRANT_WORKER, WorkStatus.SICK_LEAVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansPerson:
    """One person of the household as the reckoning sees them."""

    uid: str
    name: str
    identity: str = ""
    """Who this is, whatever record holds them (``PersonFacts.identity``)."""
    head: bool = False
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    counted: bool = True
    not_counted_reason: str = ""
    """A code of ``NotCounted`` or the office's own words; asked for when ``counted`` is false."""
    capacity: LabourCapacity | None = None
    work_status: WorkStatus | None = None
    imputation_disproved_by: str = ""
    """The paper that proves that no wage may be imputed to this person (care of a sick relative, job search ...)."""
    pension_paid_years: Decimal | None = None
    """Years of contributions to the old-age insurance that are paid."""
    retires_in: int | None = None
    """The year of retirement, as the social insurance office says; None: the year of application is taken."""

    @property
    def studies(self) -> bool:
        """Whether the person is at school."""
        return self.work_status in SCHOOL_STATES or self.capacity is LabourCapacity.MINOR_OR_STUDENT

    @property
    def jobless(self) -> bool:
        """Laid off or unemployed."""
        return self.work_status in _JOBLESS

    @property
    def at_work(self) -> bool:
        """In a job, the sick on leave among them."""
        return self.work_status in _AT_WORK

    @property
    def reason_words(self) -> str:
        """Why the person is not counted, in Chinese."""
        known = [reason.label for reason in NotCounted if reason.value == self.not_counted_reason]
        return known[0] if known else self.not_counted_reason

    def age_on(self, day: date) -> int | None:
        """Full years on a day; None while the birth date is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)


def person_of(uid: str, facts: PersonFacts, *, disproved_by: str = "", retires_in: int | None = None) -> MeansPerson:
    """The reckoning's view of one stored person; codes that are on no list count as not known."""
    return MeansPerson(
        uid=uid,
        name=facts.name,
        identity=facts.identity,
        head=facts.relation == HEAD,
        birth_date=facts.birth_date,
        sex=next((sex for sex in Sex if sex.value == facts.sex), Sex.UNKNOWN),
        counted=facts.counted,
        not_counted_reason=facts.not_counted_reason or "",
        capacity=next((code for code in LabourCapacity if code.value == facts.labour_capacity), None),
        work_status=next((code for code in WorkStatus if code.value == facts.work_status), None),
        imputation_disproved_by=disproved_by,
        pension_paid_years=facts.pension_paid_years,
        retires_in=retires_in,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One income or spending. ``kind`` says which: there is no separate direction that could contradict it.

    ``amount``, ``aid_for_same_cost`` and ``deductible`` are per period. Business income is stated net of its costs
    (rent of the truck, fuel). ``aid_for_same_cost`` was received for this cost and is taken off it in both sums.
    ``deductible`` is the part of a rigid cost that the rules let through (fees at public-school level); None: all of
    it, except that mixed schooling deducts nothing until it is split.
    """

    uid: str
    kind: LineKind
    amount: Decimal
    period: Period
    caption: str = ""
    person: str | None = None
    """None: the household's."""
    times: Decimal | None = None
    """How often in the twelve months, where it was not the whole year (seven months' wage); None: the period's own."""
    proof: ProofKind = ProofKind.NONE
    paper: str = ""
    """How the proof is filed (its number or name), for the print."""
    aid_for_same_cost: Decimal = ZERO
    deductible: Decimal | None = None

    @property
    def how_often(self) -> Decimal:
        """Periods within the twelve months."""
        return Decimal(self.period.times) if self.times is None else self.times

    @property
    def words(self) -> str:
        """What to call the line."""
        return self.caption or self.kind.label

    @property
    def yearly(self) -> Decimal:
        """Income, or spending after aid for the same cost, in the twelve months."""
        return (self.amount - self.aid_for_same_cost) * self.how_often

    @property
    def yearly_deductible(self) -> Decimal:
        """What of a rigid cost may be deducted in the twelve months, before any cap."""
        unsplit = self.kind is LineKind.MIXED_SCHOOLING
        allowed = self.deductible if self.deductible is not None else ZERO if unsplit else self.amount
        return max(ZERO, allowed - self.aid_for_same_cost) * self.how_often


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionAid:
    """One payment of a union to the household, from the ledger. Those outside the window do not enter."""

    uid: str
    on: date
    amount: Decimal
    what: str = ""
    festival_gift: bool = False
    """A small gift at a festival: part of the budget, never of the eligibility test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetDetail:
    """What is known of one asset; only the fields of its kind are looked at. A fact that is not known is None."""

    area: Decimal | None = None
    """HOME: square metres."""
    holding: VehicleHolding = VehicleHolding.OWNED
    purpose: VehiclePurpose = VehiclePurpose.PRIVATE
    price: Decimal | None = None
    """VEHICLE: price when bought, yuan."""
    habitual: bool = False
    """VEHICLE: used habitually (经常使用)."""
    role: FirmRole | None = None
    controlling: bool = False
    """FIRM: controlling shareholder."""
    hired_hands: int = 0
    """FIRM: how many are hired."""
    fee: Decimal | None = None
    public_fee: Decimal | None = None
    """PRIVATE_SCHOOL: yearly fee, and that of the public school."""
    self_paid: bool = True
    """STUDY_ABROAD: paid by the household itself."""
    amount: Decimal = ZERO
    """MONEY: yuan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An asset or conduct that was declared, seen or reported, and what became of it.

    A finding alone bars nobody; whether it does is judged by the exclusions of the rules. Once settled it names the
    paper, and an explained one its explanation.
    """

    uid: str
    kind: AssetKind
    what: str
    status: FindingStatus = FindingStatus.NEW
    person: str | None = None
    detail: AssetDetail = field(default_factory=AssetDetail)
    paper: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """A sudden event, injury or serious illness. ``compensation``: everything paid for it, insurance and aid alike."""

    uid: str
    what: str
    on: date
    cost: Decimal
    compensation: Decimal = ZERO
    person: str | None = None
    casualty_of_major_event: bool = False
    """Somebody was injured or killed in a major event."""
    still_in_hardship: bool = False
    """After all of it the household is still in temporary hardship, as the visit found."""
    paper: str = ""

    @property
    def own_cost(self) -> Decimal:
        """What the household bears itself."""
        return max(ZERO, self.cost - self.compensation)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansFacts:
    """Everything that one reckoning rests on. The rules are asked with ``applied_on``."""

    applied_on: date
    settlement: Settlement = Settlement.URBAN
    persons: tuple[MeansPerson, ...] = ()
    lines: tuple[BudgetLine, ...] = ()
    aid: tuple[UnionAid, ...] = ()
    findings: tuple[Finding, ...] = ()
    accidents: tuple[Accident, ...] = ()
    deep_grounds: tuple[DeepGround, ...] = ()
    migrant: bool = False
    union_member: bool = True
    labour_months: int = 0
    """Months of labour relation of the applicant, for migrant workers."""
    low_income_is_cause: bool = False
    """The main cause is low income itself (bars 意外致困 where a band of the net decides on it)."""
    last_helped_on: date | None = None
    """Last day of other help (dibao, relief), for the rules of 2015; union aid is looked at by itself."""
    still_in_hardship: bool = True
    """Although helped, for the rules of 2015."""

    @property
    def counted(self) -> tuple[MeansPerson, ...]:
        """The persons that the sums are divided by."""
        return tuple(person for person in self.persons if person.counted)

    @property
    def left_out(self) -> frozenset[str]:
        """Keys of the persons who are not counted."""
        return frozenset(person.uid for person in self.persons if not person.counted)

    @property
    def counted_lines(self) -> tuple[BudgetLine, ...]:
        """Lines of the household and of its counted persons."""
        left_out = self.left_out
        return tuple(line for line in self.lines if line.person not in left_out)

    @property
    def counted_findings(self) -> tuple[Finding, ...]:
        """Findings of the household and of its counted persons."""
        left_out = self.left_out
        return tuple(finding for finding in self.findings if finding.person not in left_out)

    @property
    def counted_accidents(self) -> tuple[Accident, ...]:
        """Accidents of the household and of its counted persons, since the first day of the twelve months."""
        left_out = self.left_out
        first, _ = window(self.applied_on)
        return tuple(one for one in self.accidents if one.person not in left_out and one.on >= first)

    @property
    def aid_in_window(self) -> tuple[UnionAid, ...]:
        """Union aid within the twelve months."""
        first, last = window(self.applied_on)
        return tuple(aid for aid in self.aid if first <= aid.on <= last)


def window(applied_on: date) -> tuple[date, date]:
    """The twelve full months before the month of application: first and last day."""
    first_of_month = applied_on.replace(day=1)
    return first_of_month.replace(year=applied_on.year - 1), date.fromordinal(first_of_month.toordinal() - 1)


_PARTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("申请日期", ("applied_on",)),
    ("家庭成员", ("persons",)),
    ("收支", ("lines",)),
    ("已得工会救助", ("aid_in_window",)),
    ("财产和疑点", ("findings",)),
    ("意外事故", ("accidents",)),
    (
        "核算情况",
        (
            "settlement",
            "deep_grounds",
            "migrant",
            "union_member",
            "labour_months",
            "low_income_is_cause",
            "last_helped_on",
            "still_in_hardship",
        ),
    ),
)
"""What a reckoning rests on, by the words of the acts that record it."""

_RECORDS: Final = frozenset({"persons", "lines", "aid_in_window", "findings", "accidents"})


def changed_parts(then: MeansFacts, now: MeansFacts) -> tuple[str, ...]:
    """Which parts of the facts read otherwise now, in words; the order in which records are kept does not matter."""
    return tuple(words for words, names in _PARTS if any(_kept(then, name) != _kept(now, name) for name in names))


def _kept(facts: MeansFacts, name: str) -> object:
    value = getattr(facts, name)
    return {one.uid: one for one in value} if name in _RECORDS else value
