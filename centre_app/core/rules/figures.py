"""The shapes that figures have, and ``Rules``: everything that holds on one day in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.filing import PlaceKind, SignatureRole
from centre_app.core.vocabulary.household import ArchiveLevel
from centre_app.core.vocabulary.means import (
    Category,
    DeepGround,
    ExclusionKind,
    LineKind,
    Settlement,
    VehiclePurpose,
)
from centre_app.core.vocabulary.rules import (
    AccidentMode,
    AidMeasure,
    Bars,
    CapBasis,
    CapTerm,
    CategoryScheme,
    Figure,
    MigrantTerms,
    NoticeCounting,
    Operator,
    TwoPersonRule,
    UnprovenDeductions,
    WageBasis,
)

__all__ = ["AGREEING", "AidCap", "Citation", "Exclusion", "Limit", "PensionStep", "Rules", "SignersOfLevel", "shown"]

AGREEING: Final = frozenset(
    {
        Figure.ACCIDENT_MODE,
        Figure.ACCIDENT_COST_SHARE,
        Figure.ACCIDENT_LIMIT,
        Figure.JOB_COST_SHARE,
        Figure.WORKING_AGE_FROM,
        Figure.WORKING_AGE_TO_MEN,
        Figure.WORKING_AGE_TO_WOMEN,
        Figure.NOTICE_DAYS,
        Figure.NOTICE_COUNTING,
        Figure.PAIRING_WARN_DAYS,
        Figure.PAIRING_OVERDUE_DAYS,
    }
)
"""The figures that ``Rules.disagreements`` looks at."""

_WEEK: Final = 7
"""Days of the calendar that hold the five working days which a notice hangs at least."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A band of multiples of the line: above ``above`` times (if any) and ``operator`` ``times`` times the line."""

    times: Decimal
    operator: Operator
    above: Decimal | None = None

    def holds(self, amount: Decimal, line: Decimal) -> bool:
        """Whether the amount lies in the band. Both may be scaled by the same factor, so nothing is ever divided."""
        if self.above is not None and amount <= self.above * line:
            return False
        bound = self.times * line
        return amount < bound if self.operator is Operator.BELOW else amount <= bound

    def __str__(self) -> str:
        top = f"{self.operator.label} {self.times} 倍标准线"
        return top if self.above is None else f"高于 {self.above} 倍且{top}"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One excluding condition with its threshold; which of the thresholds matter depends on ``kind``.

    ``over``: homes may not be more than this. ``above_average_area``: and only if larger than the local average per
    head. ``price_from``: a vehicle counts from this price in yuan. ``except_purposes``: vehicles kept for these are
    free. ``times_public_fee``: a private school counts when its fee is above this multiple of the public one.
    ``months_of_line``: money above line x persons x this many months counts.
    """

    kind: ExclusionKind
    bars: Bars = Bars.ALL
    over: int = 1
    above_average_area: bool = False
    price_from: Decimal | None = None
    except_purposes: tuple[VehiclePurpose, ...] = ()
    times_public_fee: Decimal | None = None
    months_of_line: Decimal = Decimal(0)

    def __str__(self) -> str:
        words = [self.kind.label]
        if self.kind is ExclusionKind.HOMES:
            words.append(f"超过 {self.over} 套")
            if self.above_average_area:
                words.append("且人均面积高于当地平均")
        if self.price_from is not None:
            words.append(f"价格 {self.price_from:,.2f} 元以上")
        if self.except_purposes:
            words.append("、".join(purpose.label for purpose in self.except_purposes) + "除外")
        if self.times_public_fee is not None:
            words.append(f"收费高于公办 {self.times_public_fee} 倍")
        if self.kind is ExclusionKind.MONEY:
            words.append(f"高于标准线×人口×{self.months_of_line} 个月")
        return "，".join(words) + f"：{self.bars.label}"


@dataclass(frozen=True, slots=True)
class SignersOfLevel:
    """Whose signatures an archive of this level needs, in order."""

    level: ArchiveLevel
    posts: tuple[SignatureRole, ...]

    def __str__(self) -> str:
        return f"{self.level.label}：" + "→".join(post.label for post in self.posts)


@dataclass(frozen=True, slots=True)
class AidCap:
    """The most that one measure may give: a multiple of the line, a share of the cost, a sum, or the least of those.

    ``category`` None: every category without a cap of its own.
    """

    measure: AidMeasure
    term: CapTerm
    category: Category | None = None
    lines: Decimal | None = None
    cost_share: Decimal | None = None
    amount: Decimal | None = None

    def __str__(self) -> str:
        most = []
        if self.lines is not None:
            most.append(f"{self.lines} 个月标准线")
        if self.cost_share is not None:
            most.append(f"自付费用的 {(self.cost_share * 100).normalize():f}%")
        if self.amount is not None:
            most.append(f"{self.amount:,.2f} 元")
        who = self.category.label if self.category else "各类"
        return f"{self.measure.label}（{who}）{self.term.label}不超过 " + "、".join(most)


@dataclass(frozen=True, slots=True)
class PensionStep:
    """From this year on, who reaches retirement needs this many years of contributions."""

    year: int
    years: Decimal

    def __str__(self) -> str:
        return f"{self.year} 年起 {self.years} 年"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where one resolved figure comes from: kept with every result, so that it can be printed again as it was."""

    figure: str
    label: str
    value: str
    """In Chinese words, as it is printed."""
    first_day: date
    source: str
    pack: str
    area: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All figures that hold on one day in one area. Money is yuan, shares and multiples are plain numbers.

    A figure that a place does not set at all is ``None``. Which day to ask with is said by ``RuleBook.governing``.
    """

    day: date
    area: str
    pack: str
    unverified: bool
    """One of the figures in force still has to be checked (待核)."""
    citations: tuple[Citation, ...]

    category_scheme: CategoryScheme
    dibao_line: Decimal
    rural_dibao_line: Decimal | None
    """None: one line for town and country (城乡一体)."""
    deep_limit: Limit
    deep_grounds: tuple[DeepGround, ...]
    """If any are named, a deep household without one gets a caution."""
    relative_limit: Limit | None
    accident_mode: AccidentMode
    accident_cost_share: Decimal | None
    accident_limit: Limit | None
    old_dibao_limit: Limit
    old_unhelped_months: int
    old_near_income_limit: Limit
    old_near_net_limit: Limit
    old_accident_income_limit: Limit
    old_accident_net_limit: Limit
    migrant_terms: MigrantTerms
    migrant_months: int
    income_counts: tuple[LineKind, ...]
    wage_basis: WageBasis
    union_aid_counts: bool
    imputed_wage: Decimal | None
    """Local minimum wage per month; None: nothing is imputed."""
    working_age_from: int
    working_age_to_men: int
    working_age_to_women: int
    rigid_counts: tuple[LineKind, ...]
    schooling_cap: Decimal | None
    """Per student and year, at public-school level."""
    housing_cap: Decimal | None
    """Per household and year."""
    job_cost_share: Decimal | None
    """Of the same person's wage."""
    unproven_deductions: UnprovenDeductions
    exclusions: tuple[Exclusion, ...]
    average_floor_area: Decimal | None
    """Square metres per head."""
    pension_years: tuple[PensionStep, ...]
    surveyors_needed: int
    voices_needed: int
    visit_max_age_days: int
    quorum: Fraction
    """At least this share of the committee."""
    recused_count_as_present: bool
    majority: Fraction
    """More than this share of those entitled to vote."""
    voters_needed: int
    """At least so many of the committee vote on a case, however many stand aside: 集体研究 is not one person's word."""
    notice_days: int
    notice_counting: NoticeCounting
    notice_places: tuple[PlaceKind, ...]
    grievance_answer_days: int
    signers: tuple[SignersOfLevel, ...]
    two_person_rule: TwoPersonRule
    pairing_max_households: int
    pairing_warn_days: int
    pairing_overdue_days: int
    aid_caps: tuple[AidCap, ...]
    cap_basis: CapBasis

    def line_for(self, settlement: Settlement) -> Decimal:
        """The dibao line of town or country, yuan per person and month."""
        if settlement is Settlement.RURAL and self.rural_dibao_line is not None:
            return self.rural_dibao_line
        return self.dibao_line

    def line_figure(self, settlement: Settlement) -> Figure:
        """Which of the two figures ``line_for`` takes."""
        if settlement is Settlement.RURAL and self.rural_dibao_line is not None:
            return Figure.RURAL_DIBAO_LINE
        return Figure.DIBAO_LINE

    def citation(self, figure: Figure) -> Citation:
        """Source, first day and pack of one figure."""
        return next(citation for citation in self.citations if citation.figure == figure)

    def signers_for(self, level: ArchiveLevel) -> tuple[SignatureRole, ...]:
        """The chairs whose signatures an archive of this level needs, in order."""
        return next(entry.posts for entry in self.signers if entry.level is level)

    def pension_years_in(self, year: int) -> Decimal:
        """Years of contributions that one needs who reaches retirement in this year.

        Fifteen; by the decision of the Standing Committee of 2024-09-13 rising from 2030 by half a year a year to
        twenty in 2039.
        """
        due = [step.years for step in self.pension_years if step.year <= year]
        return due[-1] if due else self.pension_years[0].years

    def disagreements(self) -> Iterator[tuple[Figure, Figure]]:
        """Pairs of figures that cannot hold together."""
        shares = (AccidentMode.COST_SHARE, AccidentMode.RIGID_SHARE)
        if self.accident_mode in shares and self.accident_cost_share is None:
            yield Figure.ACCIDENT_MODE, Figure.ACCIDENT_COST_SHARE
        if self.accident_mode is AccidentMode.NET_BAND and self.accident_limit is None:
            yield Figure.ACCIDENT_MODE, Figure.ACCIDENT_LIMIT
        # A wage that raised the share of rigid spending as it rises would make a household poorer by earning more.
        if (
            self.accident_mode is AccidentMode.RIGID_SHARE
            and self.job_cost_share is not None
            and self.job_cost_share > (self.accident_cost_share or 1)
        ):
            yield Figure.ACCIDENT_COST_SHARE, Figure.JOB_COST_SHARE
        if self.working_age_from >= self.working_age_to_men:
            yield Figure.WORKING_AGE_FROM, Figure.WORKING_AGE_TO_MEN
        if self.working_age_from >= self.working_age_to_women:
            yield Figure.WORKING_AGE_FROM, Figure.WORKING_AGE_TO_WOMEN
        if self.notice_counting is NoticeCounting.CALENDAR_DAYS and self.notice_days < _WEEK:
            yield Figure.NOTICE_DAYS, Figure.NOTICE_COUNTING
        if self.pairing_warn_days > self.pairing_overdue_days:
            yield Figure.PAIRING_WARN_DAYS, Figure.PAIRING_OVERDUE_DAYS


def shown(value: object) -> str:
    """A figure's value in Chinese words."""
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, tuple):
        return "；".join(shown(item) for item in value) if value else "无"
    return str(value)
