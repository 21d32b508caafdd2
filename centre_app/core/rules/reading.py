"""From plain values (TOML, JSON of the office's own entries) to typed figures, and the day that governs each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeVar

from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.filing import PlaceKind, SignatureRole
from centre_app.core.vocabulary.household import ArchiveLevel, HardshipCategory, OldCategory
from centre_app.core.vocabulary.means import (
    Category,
    DeepGround,
    ExclusionKind,
    LineKind,
    Section,
    VehiclePurpose,
    category,
)
from centre_app.core.vocabulary.rules import (
    AccidentMode,
    AidMeasure,
    Bars,
    CapBasis,
    CapTerm,
    CategoryScheme,
    Figure,
    GoverningDay,
    MigrantTerms,
    NoticeCounting,
    Operator,
    TwoPersonRule,
    UnprovenDeductions,
    WageBasis,
)

from .figures import AidCap, Exclusion, Limit, PensionStep, SignersOfLevel

__all__ = ["FIGURES", "Kept", "Unreadable", "read_day"]

NOTHING: Final = "none"
"""How a pack says that a place does not set a figure."""

TOO_MUCH: Final = Decimal(10) ** 9
"""No figure of policy comes near this; it keeps typing slips and hostile exponents out."""

_HALF: Final = Fraction(1, 2)

# What no place may set, since a gate cannot be overridden (domain 4): two visitors, a notice of five days at the
# filing unit and in the community, three voices, half a committee, and always the signature of the unit's chair.
_FEWEST_SURVEYORS: Final = 2
_FEWEST_VOICES: Final = 3
_FEWEST_VOTERS: Final = 2
_SHORTEST_NOTICE: Final = 5
_LONGEST_NOTICE: Final = 60
_OLDEST_VISIT: Final = 366
_NOTICE_PLACES: Final = (PlaceKind.FILING_UNIT, PlaceKind.COMMUNITY)
_CHAIRS: Final = (SignatureRole.UNIT_CHAIR, SignatureRole.COUNTY_CHAIR)

C = TypeVar("C", bound=Choice)
Reader = Callable[[object], object]


class Unreadable(Exception):
    """The value is not of the wanted shape; the argument says in Chinese what is wanted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a figure is kept: the day that governs it and the reader of its value."""

    governed_by: GoverningDay
    read: Reader


def read_day(value: object) -> date | None:
    """A date of TOML, or ISO text; None where it is neither."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: object, wanted: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise Unreadable(wanted)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Unreadable(wanted) from None
    if not number.is_finite() or abs(number) >= TOO_MUCH:
        raise Unreadable(wanted)
    return number


def _money(value: object) -> Decimal:
    wanted = "不小于 0、最多两位小数的金额"
    amount = _number(value, wanted)
    if amount < 0 or amount != amount.quantize(Decimal("0.01")):
        raise Unreadable(wanted)
    return amount.quantize(Decimal("0.01"))


def _line(value: object) -> Decimal:
    amount = _money(value)
    if not amount:
        raise Unreadable("大于 0 的金额")
    return amount


def _positive(value: object) -> Decimal:
    wanted = "大于 0 的数"
    number = _number(value, wanted)
    if number <= 0:
        raise Unreadable(wanted)
    return number


def _share(value: object) -> Decimal:
    wanted = "0 到 1 之间的比例"
    number = _number(value, wanted)
    if not 0 < number <= 1:
        raise Unreadable(wanted)
    return number


def _count(value: object) -> int:
    wanted = "不小于 1 的整数"
    number = _number(value, wanted)
    if number < 1 or number != number.to_integral_value():
        raise Unreadable(wanted)
    return int(number)


def _between(least: int, most: int | None = None) -> Reader:
    """A whole number that no place may set lower or higher: beyond it a gate would stand open for everybody."""
    wanted = f"不小于 {least} 的整数" if most is None else f"{least} 到 {most} 之间的整数"

    def read(value: object) -> int:
        number = _count(value)
        if number < least or (most is not None and number > most):
            raise Unreadable(wanted)
        return number

    return read


def _fraction(value: object, wanted: str) -> Fraction:
    try:
        return Fraction(value if isinstance(value, str) else "")
    except (ValueError, ZeroDivisionError):
        raise Unreadable(wanted) from None


def _quorum(value: object) -> Fraction:
    """At least half of a committee decides for it."""
    wanted = "1/2 到 1 之间的分数，例如 2/3"
    fraction = _fraction(value, wanted)
    if not _HALF <= fraction <= 1:
        raise Unreadable(wanted)
    return fraction


def _majority(value: object) -> Fraction:
    """More than this share is needed, so that the whole would be more than everybody."""
    wanted = "不小于 1/2、小于 1 的分数，例如 1/2"
    fraction = _fraction(value, wanted)
    if not _HALF <= fraction < 1:
        raise Unreadable(wanted)
    return fraction


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unreadable("true 或 false")
    return value


def _member(kind: type[C], value: object) -> C:
    found = next((choice for choice in kind if choice.value == value), None)
    if found is None:
        raise Unreadable("、".join(kind) + " 之一")
    return found


def _choice(kind: type[C]) -> Callable[[object], C]:
    return lambda value: _member(kind, value)


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unreadable("一个列表")
    return value


def _choices(kind: type[C]) -> Reader:
    def read(value: object) -> tuple[C, ...]:
        chosen = tuple(_member(kind, item) for item in _items(value))
        if len(set(chosen)) != len(chosen):
            raise Unreadable("不重复的列表")
        return chosen

    return read


def _lines(section: Section) -> Reader:
    allowed = [kind for kind in LineKind if kind.section is section]

    def read(value: object) -> object:
        chosen = tuple(_member(LineKind, item) for item in _items(value))
        if len(set(chosen)) != len(chosen) or any(kind not in allowed for kind in chosen):
            raise Unreadable("列表，取自 " + "、".join(allowed))
        return chosen

    return read


def _optional(read: Reader) -> Reader:
    return lambda value: None if value == NOTHING else read(value)


def _each(read: Reader) -> Reader:
    return lambda value: tuple(read(item) for item in _items(value))


def _table(value: object, must: Mapping[str, Reader], may: Mapping[str, Reader]) -> dict[str, object]:
    """A table with exactly these keys; values that may be left out are left out of the answer."""
    if not isinstance(value, dict) or not must.keys() <= value.keys() <= must.keys() | may.keys():
        raise Unreadable("一张表，含 " + "、".join(must) + "，可含 " + "、".join(may))
    return {key: {**must, **may}[key](item) for key, item in value.items()}


def _limit(value: object) -> Limit:
    limit = _made(Limit, _table(value, {"times": _positive, "operator": _choice(Operator)}, {"above": _positive}))
    if limit.above is not None and limit.above >= limit.times:
        raise Unreadable("above 小于 times 的区间")
    return limit


def _exclusion(value: object) -> Exclusion:
    parts = _table(
        value,
        {"kind": _choice(ExclusionKind)},
        {
            "bars": _choice(Bars),
            "over": _count,
            "above_average_area": _flag,
            "price_from": _line,
            "except_purposes": _choices(VehiclePurpose),
            "times_public_fee": _positive,
            "months_of_line": _positive,
        },
    )
    if parts["kind"] is ExclusionKind.MONEY and "months_of_line" not in parts:
        raise Unreadable("货币财产须写明 months_of_line")
    return _made(Exclusion, parts)


def _places(value: object) -> tuple[PlaceKind, ...]:
    places = tuple(_member(PlaceKind, item) for item in _items(value))
    if len(set(places)) != len(places) or not set(_NOTICE_PLACES) <= set(places):
        raise Unreadable("不重复的列表，必须含 " + "、".join(_NOTICE_PLACES))
    return places


def _chairs(value: object) -> tuple[SignatureRole, ...]:
    """The unit's chair first, then perhaps the county's; the reviewer signs anyway and is no chair."""
    chairs = tuple(_member(SignatureRole, item) for item in _items(value))
    if chairs not in (_CHAIRS, _CHAIRS[:1]):
        raise Unreadable("主席的列表：先 " + "，后可有 ".join(_CHAIRS))
    return chairs


def _signers(value: object) -> tuple[SignersOfLevel, ...]:
    parts = _table(value, {level.value: _chairs for level in ArchiveLevel}, {})
    return tuple(_made(SignersOfLevel, {"level": level, "posts": parts[level]}) for level in ArchiveLevel)


def _category(value: object) -> Category:
    try:
        return category(str(value))
    except ValueError:
        raise Unreadable("、".join((*HardshipCategory, *OldCategory)) + " 之一") from None


def _aid_cap(value: object) -> AidCap:
    most: dict[str, Reader] = {"lines": _positive, "cost_share": _share, "amount": _line}
    must: dict[str, Reader] = {"measure": _choice(AidMeasure), "term": _choice(CapTerm)}
    parts = _table(value, must, {"category": _category, **most})
    if not most.keys() & parts.keys():
        raise Unreadable("至少含 " + "、".join(most) + " 之一的限额")
    return _made(AidCap, parts)


def _pension_years(value: object) -> tuple[PensionStep, ...]:
    steps = tuple(_made(PensionStep, _table(item, {"year": _count, "years": _positive}, {})) for item in _items(value))
    years = [step.year for step in steps]
    if not years or years != sorted(set(years)):
        raise Unreadable("按年份递增、不空的列表")
    return steps


M = TypeVar("M")


def _made(kind: Callable[..., M], parts: Mapping[str, object]) -> M:
    return kind(**parts)


_APPLICATION = GoverningDay.APPLICATION

FIGURES: Final[Mapping[Figure, Kept]] = MappingProxyType(
    {
        Figure.CATEGORY_SCHEME: Kept(_APPLICATION, _choice(CategoryScheme)),
        Figure.DIBAO_LINE: Kept(_APPLICATION, _line),
        Figure.RURAL_DIBAO_LINE: Kept(_APPLICATION, _optional(_line)),
        Figure.DEEP_LIMIT: Kept(_APPLICATION, _limit),
        Figure.DEEP_GROUNDS: Kept(_APPLICATION, _choices(DeepGround)),
        Figure.RELATIVE_LIMIT: Kept(_APPLICATION, _optional(_limit)),
        Figure.ACCIDENT_MODE: Kept(_APPLICATION, _choice(AccidentMode)),
        Figure.ACCIDENT_COST_SHARE: Kept(_APPLICATION, _optional(_share)),
        Figure.ACCIDENT_LIMIT: Kept(_APPLICATION, _optional(_limit)),
        Figure.OLD_DIBAO_LIMIT: Kept(_APPLICATION, _limit),
        Figure.OLD_UNHELPED_MONTHS: Kept(_APPLICATION, _count),
        Figure.OLD_NEAR_INCOME_LIMIT: Kept(_APPLICATION, _limit),
        Figure.OLD_NEAR_NET_LIMIT: Kept(_APPLICATION, _limit),
        Figure.OLD_ACCIDENT_INCOME_LIMIT: Kept(_APPLICATION, _limit),
        Figure.OLD_ACCIDENT_NET_LIMIT: Kept(_APPLICATION, _limit),
        Figure.MIGRANT_TERMS: Kept(_APPLICATION, _choice(MigrantTerms)),
        Figure.MIGRANT_MONTHS: Kept(_APPLICATION, _count),
        Figure.INCOME_COUNTS: Kept(_APPLICATION, _lines(Section.INCOME)),
        Figure.WAGE_BASIS: Kept(_APPLICATION, _choice(WageBasis)),
        Figure.UNION_AID_COUNTS: Kept(_APPLICATION, _flag),
        Figure.IMPUTED_WAGE: Kept(_APPLICATION, _optional(_line)),
        Figure.WORKING_AGE_FROM: Kept(_APPLICATION, _count),
        Figure.WORKING_AGE_TO_MEN: Kept(_APPLICATION, _count),
        Figure.WORKING_AGE_TO_WOMEN: Kept(_APPLICATION, _count),
        Figure.RIGID_COUNTS: Kept(_APPLICATION, _lines(Section.RIGID)),
        Figure.SCHOOLING_CAP: Kept(_APPLICATION, _optional(_line)),
        Figure.HOUSING_CAP: Kept(_APPLICATION, _optional(_line)),
        Figure.JOB_COST_SHARE: Kept(_APPLICATION, _optional(_share)),
        Figure.UNPROVEN_DEDUCTIONS: Kept(_APPLICATION, _choice(UnprovenDeductions)),
        Figure.EXCLUSIONS: Kept(_APPLICATION, _each(_exclusion)),
        Figure.AVERAGE_FLOOR_AREA: Kept(_APPLICATION, _optional(_positive)),
        Figure.PENSION_YEARS: Kept(_APPLICATION, _pension_years),
        Figure.SURVEYORS_NEEDED: Kept(GoverningDay.VISIT, _between(_FEWEST_SURVEYORS)),
        Figure.VOICES_NEEDED: Kept(GoverningDay.APPRAISAL, _between(_FEWEST_VOICES)),
        Figure.VISIT_MAX_AGE_DAYS: Kept(GoverningDay.MEETING, _between(1, _OLDEST_VISIT)),
        Figure.QUORUM: Kept(GoverningDay.MEETING, _quorum),
        Figure.RECUSED_COUNT_AS_PRESENT: Kept(GoverningDay.MEETING, _flag),
        Figure.MAJORITY: Kept(GoverningDay.MEETING, _majority),
        Figure.VOTERS_NEEDED: Kept(GoverningDay.MEETING, _between(_FEWEST_VOTERS)),
        Figure.NOTICE_DAYS: Kept(GoverningDay.POSTING, _between(_SHORTEST_NOTICE, _LONGEST_NOTICE)),
        Figure.NOTICE_COUNTING: Kept(GoverningDay.POSTING, _choice(NoticeCounting)),
        Figure.NOTICE_PLACES: Kept(GoverningDay.POSTING, _places),
        Figure.GRIEVANCE_ANSWER_DAYS: Kept(GoverningDay.GRIEVANCE, _count),
        Figure.SIGNERS: Kept(GoverningDay.SIGNING, _signers),
        Figure.TWO_PERSON_RULE: Kept(GoverningDay.SIGNING, _choice(TwoPersonRule)),
        Figure.PAIRING_MAX_HOUSEHOLDS: Kept(GoverningDay.PAIRING, _count),
        Figure.PAIRING_WARN_DAYS: Kept(GoverningDay.PAIRING, _count),
        Figure.PAIRING_OVERDUE_DAYS: Kept(GoverningDay.PAIRING, _count),
        Figure.AID_CAPS: Kept(GoverningDay.PAYMENT, _each(_aid_cap)),
        Figure.CAP_BASIS: Kept(GoverningDay.PAYMENT, _choice(CapBasis)),
    }
)
"""Every figure: which day governs it, and how its value is read."""
