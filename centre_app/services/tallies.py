"""The tables of 报表: households by quarter, cause, category, age and street; each figure says which list it counts.

A figure and the list that its filter line opens come from the same stored facts, so they are always the same number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa

from centre_app.core.case_filter import EXACT, NOTHING_WORD, STATE_WORD, TO
from centre_app.core.households import HEAD
from centre_app.core.people import born_by
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.household import Cause
from centre_app.core.vocabulary.lists import CaseField
from centre_app.core.vocabulary.means import category
from centre_app.core.vocabulary.tallies import AgeBand, Counted, QuarterOfYear, others
from centre_app.db.filing import Case, CaseMove
from centre_app.db.people import Household, HouseholdMember
from centre_app.db.search import without_blanks
from centre_app.services.work import Look

__all__ = ["Tally", "TallyLine", "ages", "categories", "causes", "movement", "streets"]

MOST_STREETS: Final = 16
"""Streets that are told by themselves; smaller ones stand together on the last line."""
_LISTED: Final = f"{STATE_WORD}:{CaseState.ACTIVE.label}"
_FIRST_DAY: Final = date(1900, 1, 1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TallyLine:
    """A line: its word, its figures, and for each the filter line of the households behind it ("" where none is)."""

    label: str
    figures: tuple[int, ...]
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A table: what its figures are, its lines, and their sums. A movement also has where it began and ended."""

    heads: tuple[str, ...]
    lines: tuple[TallyLine, ...]
    opening: int | None = None
    closing: int | None = None

    @property
    def total(self) -> tuple[int, ...]:
        return tuple(sum(line.figures[at] for line in self.lines) for at in range(len(self.heads)))


def movement(look: Look, year: int) -> Tally:
    """Households that came into the files and left them, by quarters of a year up to today's.

    期初 ＋ 新建 － 退出 ＝ 期末 by reckoning back from the households that are in the files now.
    """
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    came = sa.select(Case.approved_on, sa.func.count()).where(Case.approved_on >= first).group_by(Case.approved_on)
    went = (
        sa.select(CaseMove.on, sa.func.count())
        .where(CaseMove.state_after == CaseState.CLOSED, CaseMove.on >= first)
        .group_by(CaseMove.on)
    )
    filed, closed = _by_day(look, came), _by_day(look, went)
    lines = []
    begins = [date(year, int(quarter), 1) for quarter in QuarterOfYear]
    for quarter, begin, following in zip(QuarterOfYear, begins, (*begins[1:], after), strict=True):
        end = following - _DAY
        if begin <= look.today:
            span = f"{begin}{TO}{end}"
            lines.append(
                TallyLine(
                    quarter.label,
                    (_within(filed, begin, end), _within(closed, begin, end)),
                    (f"{CaseField.FILED.label}:{span}", f"{CaseField.LEFT.label}:{span}"),
                )
            )
    now = look.session.scalar(sa.select(sa.func.count()).where(Case.state == CaseState.ACTIVE)) or 0
    closing = now - _within(filed, after, date.max) + _within(closed, after, date.max)
    inside = sum(line.figures[0] - line.figures[1] for line in lines)
    return Tally((Counted.FILED.label, Counted.LEFT.label), tuple(lines), closing - inside, closing)


def causes(look: Look) -> Tally:
    """Main causes of the households in the files, the most frequent first."""
    return _by_code(look, CaseField.CAUSE, Case.main_cause, lambda code: Cause(code).label)


def categories(look: Look) -> Tally:
    """Categories of the households in the files, the most frequent first."""
    return _by_code(look, CaseField.CATEGORY, Case.category, lambda code: category(code).label)


def ages(look: Look) -> Tally:
    """Ages of the heads of the households in the files, as of today."""
    born = _counted(look, HouseholdMember.birth_date, _HEADS)
    lines = []
    lasts = [born_by(int(band), look.today) for band in AgeBand]
    for band, last, older in zip(AgeBand, lasts, (*lasts[1:], _FIRST_DAY - _DAY), strict=True):
        first = older + _DAY
        count = sum(number for day, number in born.items() if day is not None and first <= day <= last)
        lines.append(_line(band.label, count, CaseField.HEAD_BORN, f"{first}{TO}{last}"))
    if born[None]:
        lines.append(_line(NOTHING_WORD, born[None], CaseField.HEAD_BORN, NOTHING_WORD))
    return Tally((Counted.HOUSEHOLDS.label,), tuple(lines))


def streets(look: Look) -> Tally:
    """Streets and townships of the households in the files, the most frequent first."""
    found = _counted(look, without_blanks(sa.func.coalesce(Household.town, "")), _HOMES)
    named = sorted(((name, count) for name, count in found.items() if name), key=lambda one: (-one[1], one[0]))
    lines = [_line(name, count, CaseField.TOWN, f"{EXACT}{name}") for name, count in named[:MOST_STREETS]]
    if rest := named[MOST_STREETS:]:
        lines.append(TallyLine(others(len(rest)), (sum(count for _, count in rest),), ("",)))
    if found[""]:
        lines.append(_line(NOTHING_WORD, found[""], CaseField.TOWN, NOTHING_WORD))
    return Tally((Counted.HOUSEHOLDS.label,), tuple(lines))


def _line(label: str, count: int, field: CaseField, value: str) -> TallyLine:
    return TallyLine(label, (count,), (f"{_LISTED} {field.label}:{value}",))


def _by_code(look: Look, field: CaseField, column: Any, word: Callable[[str], str]) -> Tally:
    found = _counted(look, column)
    codes = sorted((code for code in found if code is not None), key=lambda code: (-found[code], code))
    lines = [_line(word(code), found[code], field, word(code)) for code in codes]
    if found[None]:
        lines.append(_line(NOTHING_WORD, found[None], field, NOTHING_WORD))
    return Tally((Counted.HOUSEHOLDS.label,), tuple(lines))


_HOMES: Final = sa.join(Case, Household, Household.id == Case.household_id)
_HEADS: Final = sa.outerjoin(
    Case,
    HouseholdMember,
    sa.and_(HouseholdMember.household_id == Case.household_id, HouseholdMember.relation == HEAD),
)


def _counted(look: Look, by: Any, of: Any = Case) -> Counter[Any]:
    """The households in the files by a fact of the case, or of what it is joined with."""
    found = (
        sa.select(by.label("fact"), sa.func.count())
        .select_from(of)
        .where(Case.state == CaseState.ACTIVE)
        .group_by("fact")
    )
    return Counter(dict(look.session.execute(found).all()))


def _by_day(look: Look, found: sa.Select[date | None, int]) -> list[tuple[date, int]]:
    return [(day, count) for day, count in look.session.execute(found) if day is not None]


def _within(counts: Iterable[tuple[date, int]], first: date, last: date) -> int:
    return sum(count for day, count in counts if first <= day <= last)
