"""The office as it is opened: its store, its clock, who is signed in.

The only way to a ``Work`` is ``Office.do``: one act is one transaction, judged by the table act x role, and left
with its audit line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from centre_app.core.acts import ACTS, may
from centre_app.core.moments import day_of
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import office as no
from centre_app.core.vocabulary.filing import Role
from centre_app.db.filing import Case
from centre_app.db.head import Mark
from centre_app.db.rows import canonical
from centre_app.db.session import LookSession, WorkSession
from centre_app.db.store import OpenStore
from centre_app.db.system import Act, OfficeFact, User
from centre_app.services.finding import case_of
from centre_app.services.work import Actor, Done, Look, Setting, Work

__all__ = ["VIEW_SPAN", "Office", "utc_now"]

VIEW_SPAN = timedelta(minutes=10)
"""Whoever opens a file again within this span leaves no second line."""


class Office:
    """An opened office. Passed by hand; there is no global."""

    def __init__(self, store: OpenStore, actor: str, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        with LookSession(store.reading) as session:
            self._facts = _facts(session)
            self.actor = _actor(session, actor)

    @property
    def today(self) -> date:
        return day_of(self.clock())

    @property
    def training(self) -> bool:
        """An office for training: its papers say so, and its day may be set."""
        return self._facts.get("training") == "yes"

    def fact(self, key: str) -> str:
        """A fact of the office: ``name``, ``area``, ``pack``, ``training``."""
        return self._facts[key]

    @contextmanager
    def look(self) -> Iterator[Look]:
        """A read that cannot write."""
        with LookSession(self.store.reading) as session:
            yield Look(self._setting(), session)

    def do(self, act: str, given: Any) -> Done:
        """Do one act: all of it is stored, with its audit line, or none.

        Raises:
            Refused: with every objection; nothing was stored.
            Trouble: the world was in the way; nothing was stored.
        """
        # Whoever only looks, prints or imports does none of these acts and need not load all that they are made of.
        from centre_app.services.binding import function_of

        return self.work(act, canonical(to_jsonable_python(given)), lambda work: function_of(act)(work, given))

    def work(self, act: str, given: str | None, job: Callable[[Work], Done]) -> Done:
        """Run a job as an act of the table; what ``do`` and the storeys above (printing, import) are made of.

        The login is judged as it stands now: somebody else may have stopped it or changed its role since it signed in.
        """
        self.demand(act)
        setting = self._setting()
        with WorkSession(self.store.writing, name=act, by_name=self.actor.name, at=setting.now, given=given) as session:
            self.actor = _actor(session, self.actor.name)
            self.demand(act)
            try:
                done = job(Work(replace(setting, actor=self.actor), session))
                session.act.subject = done.case
                session.seal()
                session.commit()
            except StaleDataError as error:
                raise no.SomeoneElseSaved from error
        unwritten = self.store.acknowledge(Mark(session.number, session.link))
        for tell in self.listeners:
            tell(frozenset(session.touched))
        return replace(done, cautions=(*done.cautions, unwritten)) if unwritten else done

    def demand(self, act: str) -> None:
        """Refuse what the signed-in role may not do; for work that begins before its act is written."""
        if not may(self.actor.role, act):
            raise Refused([self._not_yours(act)])

    def view(self, case: str, reason: str | None = None) -> None:
        """Leave the line that somebody opened a whole household file, before any of it is handed out.

        One line per person, household and ten minutes; with a ``reason`` sensitive values are shown in full, and
        that leaves a line of its own each time.
        """
        with self.look() as look:
            record = case_of(look, case)
            uid = record.uid
            of_household = sa.select(Case.uid).where(Case.household_id == record.household_id)
            now = self.clock()
            seen = look.session.scalar(
                sa.select(Act.number)
                .where(
                    Act.name == "view-case",
                    Act.by_name == self.actor.name,
                    Act.subject.in_(of_household),
                    Act.at > now - VIEW_SPAN,
                    Act.at <= now,
                )
                .limit(1)
            )
        if reason is not None:
            self.work("reveal", canonical({"case": str(uid), "reason": reason}), lambda _work: Done(case=uid))
        elif seen is None:
            self.work("view-case", None, lambda _work: Done(case=uid))

    def _setting(self) -> Setting:
        return Setting(self.actor, self.clock(), dict(self._facts), self.store.papers)

    def _not_yours(self, act: str) -> Told:
        if act not in ACTS:
            return no.ActUnknown(act=act)
        roles = "、".join(sorted(role.label for role in ACTS[act].roles))
        return no.NotYourAct(role=self.actor.role.label, act=ACTS[act].label, roles=roles)

    def reveal_list(self, reason: str) -> None:
        """Leave the line that somebody sees a list with its full numbers, before any of it is handed out."""
        self.work("reveal", canonical({"reason": reason}), lambda _work: Done())

    def clock_problem(self) -> Told | None:
        """The machine's day lies before the last line of the trail: said at sign-in and by the check."""
        with LookSession(self.store.reading) as session:
            last = session.scalar(sa.select(sa.func.max(Act.at)))
        day = day_of(last) if last else None
        return no.ClockBehindStore(today=self.today, last=day) if day and self.today < day else None

    def close(self) -> None:
        """Complete the main file and let go of the store."""
        self.store.close()


def _actor(session: Session, name: str) -> Actor:
    """Who signs in under a name, unless the login is stopped."""
    user = session.execute(sa.select(User.role, User.person_id, User.stopped).where(User.name == name)).one()
    if user.stopped:
        raise Refused([no.UserStopped(name=name)])
    return Actor(name, Role(user.role), user.person_id)


def _facts(session: LookSession) -> dict[str, str]:
    return {fact.key: fact.value for fact in session.scalars(sa.select(OfficeFact))}


def utc_now() -> datetime:
    """The machine's clock; the one place that asks it."""
    return datetime.now(UTC)
