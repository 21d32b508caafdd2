"""Figures of policy and holidays that the office enters itself; they win over the shipped ones from their first day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Final

import sqlalchemy as sa
from pydantic import StringConstraints
from pydantic_core import to_jsonable_python

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import calendars as calendar_no
from centre_app.core.refusals import rules as no
from centre_app.core.refusals.given import TextTooLong
from centre_app.core.rules import RuleBook, entry
from centre_app.core.rules.asking import Asked, asked_for
from centre_app.core.rules.figures import shown
from centre_app.core.vocabulary.filing import Role
from centre_app.core.vocabulary.rules import Figure, GoverningDay
from centre_app.core.working_days import CalendarYear
from centre_app.db.filing import Appraisal, HomeVisit, Meeting
from centre_app.db.notices import NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.printing import IssuedPage
from centre_app.db.rows import canonical
from centre_app.db.system import OwnCalendar, OwnFigure
from centre_app.services import resources
from centre_app.services.given import Day, Given, Line, Short
from centre_app.services.printing import APPROVAL_FORM
from centre_app.services.work import Done, Look, Work

__all__ = ["FigureEntry", "FigureView", "SetCalendar", "SetRule", "figure_view", "set_calendar", "set_rule"]

LONGEST_VALUE = 5000
"""Characters of a figure's value as JSON; the longest shipped one has a few hundred."""

_LAST_ACTED: Final[Mapping[GoverningDay, sa.Select[Any]]] = MappingProxyType(
    {
        GoverningDay.VISIT: sa.select(sa.func.max(HomeVisit.on)),
        GoverningDay.APPRAISAL: sa.select(sa.func.max(Appraisal.on)),
        GoverningDay.MEETING: sa.select(sa.func.max(Meeting.on)),
        GoverningDay.POSTING: sa.select(sa.func.max(NoticePlace.posted_on)),
        GoverningDay.SIGNING: sa.select(sa.func.max(IssuedPage.printed_on)).where(IssuedPage.form == APPROVAL_FORM),
    }
)
"""The last day on which an act was done that a gate judges by the figures of that day."""

YearText = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Given):
    """A figure from a day on, with the document that says so. ``value`` as in the packs: number, code, list."""

    figure: Figure
    from_on: Day
    value: Any
    source: Short
    area: Line | None = None


def set_rule(work: Work, given: SetRule) -> Done:
    """设定规则: judged like a line of a pack, and together with the figures it must agree with.

    A figure that a gate asks for speaks for acts to come: it never opens or closes a gate on what was done before.
    """
    work.day(given.on)
    value = to_jsonable_python(given.value)
    if len(canonical(value)) > LONGEST_VALUE:
        raise Refused([TextTooLong(where="value", most=LONGEST_VALUE, field="value")])
    own = entry(given.figure, given.from_on, value, given.source, area=given.area)
    last = _last_acted(work, given)
    if last is not None and given.from_on <= last:
        day = RuleBook.governing[given.figure].label
        raise Refused([no.FigureReachesBack(figure=given.figure.label, day=day, last=last, field="from_on")])
    work.book.with_entries([own])
    figure = OwnFigure(
        figure=given.figure, from_on=given.from_on, area=given.area, value={"value": value}, source=given.source
    )
    work.session.add(figure)
    work.session.flush()
    return Done(key=figure.uid, more={"figure": given.figure, "from": given.from_on, "value": shown(own.value)})


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One value of a figure from a day on; ``holds`` says which of them holds here today."""

    value: str
    first_day: date
    pack: str
    source: str
    unverified: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with all values that it had and will have here, the latest first, and how a new one is typed."""

    figure: Figure
    governed_by: GoverningDay
    asked: Asked | None
    entries: tuple[FigureEntry, ...]


def figure_view(look: Look, figure: Figure) -> FigureView:
    """A figure of policy as it stands in this office's area, in the pack and by the office's own entries."""
    now = look.rules_on(look.today).citation(figure)
    here = [one for one in look.book.entries(figure) if look.area.startswith(one.area)]
    entries = [
        FigureEntry(
            shown(one.value),
            one.first_day,
            one.pack,
            one.source,
            one.unverified,
            (one.pack, one.first_day, one.source, shown(one.value)) == (now.pack, now.first_day, now.source, now.value),
        )
        for one in here
    ]
    entries.sort(key=lambda one: (one.first_day, one.holds), reverse=True)
    return FigureView(figure, RuleBook.governing[figure], asked_for(figure), tuple(entries))


def _last_acted(look: Look, given: SetRule) -> date | None:
    asked = _LAST_ACTED.get(RuleBook.governing[given.figure])
    here = look.area.startswith(given.area or "")
    return look.session.scalar(asked) if asked is not None and here else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar(Given):
    """One year of the State Council's announcement, as TOML: ``year``, ``source``, tables ``off``, days ``work``."""

    text: YearText


def set_calendar(work: Work, given: SetCalendar) -> Done:
    """导入节假日 of a year. A year that is there already is replaced, but not under a notice that has hung on it."""
    work.day(given.on)
    year = CalendarYear.parse(given.text)
    faults = list(_against_replacing(work, year, given.text))
    if faults:
        raise Refused(faults)
    known = work.session.scalars(sa.select(OwnCalendar).where(OwnCalendar.year == year.year)).one_or_none()
    if known is None:
        known = OwnCalendar(year=year.year, text=given.text)
        work.session.add(known)
    known.text = given.text
    work.session.flush()
    return Done(key=known.uid, more={"year": year.year, "off": len(year.off), "work": len(year.work)})


def _against_replacing(look: Look, year: CalendarYear, text: str) -> Iterator[Told]:
    """Only official days move a period (domain 4.1): a shipped year is changed by the administrator alone, and no
    day that a notice has already counted is changed by anybody. A year without a table may come late.
    """
    if not year.source.strip():
        yield calendar_no.CalendarWithoutSource(year=year.year, field="text")
    if year.year in resources.calendar().years and look.actor.role is not Role.ADMINISTRATOR:
        yield calendar_no.CalendarShipped(year=year.year, field="text")
    before = look.calendar
    if year.year not in before.years:
        return
    after = resources.calendar((*_own_texts(look), text))
    changed = sorted((before.off_days ^ after.off_days) | (before.work_days ^ after.work_days))
    used = [day for day in changed if day <= look.today and _hung_on(look, day)]
    if used:
        yield calendar_no.CalendarDayUsed(days="、".join(map(str, used)), field="text")


def _own_texts(look: Look) -> list[str]:
    return list(look.session.scalars(sa.select(OwnCalendar.text).order_by(OwnCalendar.year)))


def _hung_on(look: Look, day: date) -> bool:
    """Whether a notice was posted by that day and then still hung for one of its cases."""
    still = sa.or_(NoticeEntry.taken_down_on.is_(None), NoticeEntry.taken_down_on >= day)
    hung = (
        sa.select(NoticePlace.id)
        .join(PublicNotice, PublicNotice.id == NoticePlace.notice_id)
        .join(NoticeEntry, NoticeEntry.notice_id == PublicNotice.id)
        .where(NoticePlace.posted_on <= day, still)
        .limit(1)
    )
    return look.session.scalar(hung) is not None
