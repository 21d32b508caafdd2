"""Figures of policy and holidays that the office enters itself; they win over the shipped ones from their first day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import StringConstraints
from pydantic_core import to_jsonable_python

from centre_app.core.refusals import Refused
from centre_app.core.refusals.given import TextTooLong
from centre_app.core.rules import entry
from centre_app.core.rules.figures import shown
from centre_app.core.vocabulary.rules import Figure
from centre_app.core.working_days import CalendarYear
from centre_app.db.rows import canonical
from centre_app.db.system import OwnCalendar, OwnFigure
from centre_app.services.given import Day, Given, Key, Short
from centre_app.services.work import Done, Work

__all__ = ["SetCalendar", "SetRule", "set_calendar", "set_rule"]

LONGEST_VALUE = 5000
"""Characters of a figure's value as JSON; the longest shipped one has a few hundred."""

YearText = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Given):
    """A figure from a day on, with the document that says so. ``value`` as in the packs: number, code, list."""

    figure: Figure
    from_on: Day
    value: Any
    source: Short
    area: Key | None = None


def set_rule(work: Work, given: SetRule) -> Done:
    """设定规则: judged like a line of a pack, and together with the figures it must agree with."""
    work.day(given.on)
    value = to_jsonable_python(given.value)
    if len(canonical(value)) > LONGEST_VALUE:
        raise Refused([TextTooLong(where="value", most=LONGEST_VALUE, field="value")])
    own = entry(given.figure, given.from_on, value, given.source, area=given.area)
    work.book.with_entries([own])
    figure = OwnFigure(
        figure=given.figure, from_on=given.from_on, area=given.area, value={"value": value}, source=given.source
    )
    work.session.add(figure)
    work.session.flush()
    return Done(key=figure.uid, more={"figure": given.figure, "from": given.from_on, "value": shown(own.value)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar(Given):
    """One year of the State Council's announcement, as TOML: ``year``, ``source``, tables ``off``, days ``work``."""

    text: YearText


def set_calendar(work: Work, given: SetCalendar) -> Done:
    """导入节假日 of a year; a year that is there already is replaced."""
    work.day(given.on)
    year = CalendarYear.parse(given.text)
    known = work.session.scalars(sa.select(OwnCalendar).where(OwnCalendar.year == year.year)).one_or_none()
    if known is None:
        known = OwnCalendar(year=year.year, text=given.text)
        work.session.add(known)
    known.text = given.text
    work.session.flush()
    return Done(key=known.uid, more={"year": year.year, "off": len(year.off), "work": len(year.work)})
