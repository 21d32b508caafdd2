"""What readers and acts are handed: a look at the store, or a turn to write in it.

Readers take ``Look``, acts take ``Work``; the type checker keeps them apart. Neither opens nor commits anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from centre_app.core.acts import ACTS
from centre_app.core.areas import Areas
from centre_app.core.moments import day_of
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import office as no
from centre_app.core.rules import RuleBook, Rules, entry
from centre_app.core.vocabulary.filing import Role
from centre_app.core.working_days import Calendar
from centre_app.db.papers import Papers
from centre_app.db.session import WorkSession
from centre_app.db.system import OwnCalendar, OwnFigure
from centre_app.services import resources

__all__ = ["Actor", "Done", "Look", "Setting", "Work"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in: the login, its role, and the person of the union behind it."""

    name: str
    role: Role
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the new record's key, and what should be looked at."""

    key: UUID | None = None
    number: str | None = None
    case: UUID | None = None
    state: str | None = None
    cautions: tuple[Told, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a look or an act: who, when, in which office, and where its papers lie."""

    actor: Actor
    now: datetime
    facts: Mapping[str, str]
    papers: Papers

    @property
    def today(self) -> date:
        return day_of(self.now)


class Look:
    """A read transaction, and what reading needs to judge: the rules of a day, the calendar, the areas."""

    def __init__(self, setting: Setting, session: Session) -> None:
        self.setting = setting
        self.session = session

    @property
    def actor(self) -> Actor:
        return self.setting.actor

    @property
    def today(self) -> date:
        return self.setting.today

    @property
    def papers(self) -> Papers:
        """The encrypted files of scans and printed pages."""
        return self.setting.papers

    @property
    def area(self) -> str:
        """GB/T 2260 of the office."""
        return self.setting.facts["area"]

    @property
    def areas(self) -> Areas:
        return resources.areas()

    @property
    def calendar(self) -> Calendar:
        """The shipped years with the office's own on top."""
        own = self.session.scalars(sa.select(OwnCalendar.text).order_by(OwnCalendar.year))
        return resources.calendar(tuple(own))

    def rules_on(self, day: date) -> Rules:
        """The figures in force here on the day that governs. There are no rules of today."""
        return self.book.on(day, self.area)

    @property
    def book(self) -> RuleBook:
        """The office's pack with its own entries on top."""
        book = resources.rule_book(self.setting.facts["pack"])
        own = [
            entry(row.figure, row.from_on, row.value["value"], row.source, area=row.area)
            for row in self.session.scalars(sa.select(OwnFigure).order_by(OwnFigure.id))
        ]
        return book.with_entries(own) if own else book


class Work(Look):
    """One act in its transaction."""

    session: WorkSession

    def __init__(self, setting: Setting, session: WorkSession) -> None:
        super().__init__(setting, session)
        self.session = session

    @property
    def label(self) -> str:
        """The Chinese word of the act that is being done."""
        return ACTS[self.session.act.name].label

    def day(self, on: date | None) -> date:
        """The day of the fact: as given, or today; never after today."""
        if on is None:
            return self.today
        if on > self.today:
            raise Refused([no.FutureDay(day=on, today=self.today, field="on")])
        return on
