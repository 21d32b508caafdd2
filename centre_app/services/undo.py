"""撤销: an act of today is taken back by a new act that writes the old values back. The trail keeps both.

What others have built on stays: an act is not undone once a later one touched the same records, refers to what it
made, decided on the case, or once a page or an export went out with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Any, Final
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from centre_app.core.acts import ACTS
from centre_app.core.moments import CHINA, day_of
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import office as no
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.things import Thing
from centre_app.db.base import Hundredths, Record
from centre_app.db.filing import Case, CaseMove, HomeVisit, Meeting, MeetingCase, MeetingVote, VisitSurveyor
from centre_app.db.notices import NoticeEntry, NoticePlace, PublicNotice
from centre_app.db.people import Appointment, ChairDelegation, Household, Person
from centre_app.db.printing import IssuedPage, Signature
from centre_app.db.system import Act, Change, NumberSeries, OwnCalendar, OwnFigure
from centre_app.db.tables import RECORDS, metadata
from centre_app.services.given import Given, Key, Short
from centre_app.services.households import doubled_by
from centre_app.services.work import Done, Look, Work

__all__ = ["UndoAct", "undo_act"]

KEPT: Final = frozenset({NumberSeries.__tablename__})
"""A number that was given out stays given out: somebody may have written it down."""

FINAL: Final = frozenset({"print", "export", "add-user", "stop-user", "reset-password", "set-office", "undo-act"})
"""What left the store or changed its keys is not undone by writing old values back."""

QUIET: Final = frozenset({"view-case", "reveal", "back-up"})
"""Acts that decide nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAct(Given):
    act: Key | Annotated[int, Field(strict=True, ge=1)]
    """The act's number in the trail or its key, or the key of a record that it made."""
    reason: Short | None = None


def undo_act(work: Work, given: UndoAct) -> Done:
    """撤销 an act of the same day, by whoever did it or a reviewer."""
    work.day(given.on)
    act = _act_of(work, str(given.act))
    changes = work.session.scalars(sa.select(Change).where(Change.act_number == act.number).order_by(Change.id)).all()
    faults = [*_not_allowed(work, act), *_not_possible(work, act, changes)]
    if faults:
        raise Refused(faults)
    touched = _Touched(act, changes)
    faults = list(dict.fromkeys((*_overtaken(work, touched), *_gone_out(work, touched))))
    if faults:
        raise Refused(faults)
    work.session.act.undoes = act.number
    cases = work.session.scalars(touched.cases).all()
    _write_back(work, [change for change in changes if change.table_name not in KEPT])
    doubled = [told for key in cases if (case := work.session.get(Case, key)) for told in doubled_by(work, case)]
    if doubled:
        raise Refused(dict.fromkeys(doubled))
    case = work.session.scalars(sa.select(Case).where(Case.uid == act.subject)).one_or_none() if act.subject else None
    return Done(
        key=act.uid,
        number=str(act.number),
        case=act.subject,
        state=case.state if case else None,
        more={"undone": act.name, "label": _label(act)},
    )


def _act_of(look: Look, key: str) -> Act:
    """The act by its number in the trail, by its key, or by the key of a record that it made."""
    found = None
    if key.isascii() and key.isdigit() and len(key) <= len(str(2**31)):
        found = look.session.get(Act, int(key))
    else:
        try:
            uid = UUID(key)
            made = sa.select(Change.act_number).where(Change.record_uid == uid, Change.kind == "insert")
            found = look.session.scalars(
                sa.select(Act).where(sa.or_(Act.uid == uid, Act.number.in_(made))).order_by(Act.number)
            ).first()
        except ValueError:
            found = None
    if found is None:
        raise Refused([no.NoSuchThing(kind=Thing.ACT.label, key=key, field="act")])
    return found


def _label(act: Act) -> str:
    return ACTS[act.name].label


def _not_allowed(work: Work, act: Act) -> Iterator[Told]:
    done_on = day_of(act.at)
    if done_on != work.today:
        yield no.UndoOfAnEarlierDay(act=_label(act), day=done_on)
    if act.by_name != work.actor.name and work.actor.role is not Role.REVIEWER:
        yield no.UndoNotYours(act=_label(act), name=act.by_name)


def _not_possible(work: Work, act: Act, changes: Iterable[Change]) -> Iterator[Told]:
    if work.session.scalar(sa.select(Act.number).where(Act.undoes == act.number)) is not None:
        yield no.UndoTwice(act=_label(act))
    elif act.name in FINAL or not any(change.table_name not in KEPT for change in changes):
        yield no.UndoOfNothing(act=_label(act))


# What stands in the way -----------------------------------------------------------------------------------------


class _Touched:
    """The records that an act touched and what they are about, as questions to the store: an import has thousands."""

    def __init__(self, act: Act, changes: Iterable[Change]) -> None:
        self.act = act
        self.changes = [change for change in changes if change.table_name not in KEPT]
        self.tables = {change.table_name for change in self.changes}
        self.moved = CaseMove.__tablename__ in self.tables

    def uids(self, *conditions: sa.ColumnElement[bool]) -> sa.Select[UUID]:
        """The keys of the records."""
        mine = sa.select(Change.record_uid).where(Change.act_number == self.act.number)
        return mine.where(Change.table_name.not_in(KEPT), *conditions)

    def made(self, table: str) -> sa.Select[int]:
        """The numbers of the records of a table that the act made."""
        model = RECORDS[table]
        return sa.select(model.id).where(model.uid.in_(self.uids(Change.kind == "insert", Change.table_name == table)))

    def about(self, model: type[Record], column: str) -> sa.ColumnElement[bool]:
        """That a record of this model was touched, or stands behind one that was."""
        own = sa.select(model.id).where(model.uid.in_(self.uids()))
        pointing = [one for one in map(RECORDS.__getitem__, self.tables) if column in one.__table__.columns]
        behind = [sa.select(one.__table__.columns[column]).where(one.uid.in_(self.uids())) for one in pointing]
        gone = {json.loads(change.old or "{}").get(column) for change in self.changes if change.kind == "delete"}
        return sa.or_(model.id.in_(sa.union_all(own, *behind)), model.id.in_(gone - {None}))

    @property
    def cases(self) -> sa.Select[int]:
        """The numbers of the cases that the act was about."""
        households = sa.select(Household.id).where(self.about(Household, "household_id"))
        of_case = self.about(Case, "case_id")
        if Case.__tablename__ in self.tables:
            return sa.select(Case.id).where(of_case)
        return sa.select(Case.id).where(sa.or_(of_case, Case.household_id.in_(households)))

    @property
    def resting(self) -> sa.Select[int]:
        """The numbers of the cases whose evidence the act may have touched, wherever it hangs.

        A sheet of a meeting speaks for all its cases, a photograph of a place for all that were posted there, a
        delegation and a post for whatever was signed under them; a figure or a holiday for everybody.
        """
        if self.tables & {OwnFigure.__tablename__, OwnCalendar.__tablename__}:
            return sa.select(Case.id)
        meetings = sa.select(Meeting.id).where(self.about(Meeting, "meeting_id"))
        notices = sa.select(NoticePlace.notice_id).where(self.about(NoticePlace, "place_id"))
        delegations = sa.select(ChairDelegation.id).where(self.about(ChairDelegation, "delegation_id"))
        found = [
            self.cases,
            sa.select(MeetingCase.case_id).where(MeetingCase.meeting_id.in_(meetings)),
            sa.select(NoticeEntry.case_id).where(NoticeEntry.notice_id.in_(notices)),
            sa.select(IssuedPage.case_id).where(self.about(IssuedPage, "page_id"), IssuedPage.case_id.is_not(None)),
            sa.select(Signature.case_id).where(Signature.delegation_id.in_(delegations)),
        ]
        if self.tables & {Appointment.__tablename__, Person.__tablename__}:
            people = sa.select(Person.id).where(self.about(Person, "person_id"))
            found += [
                sa.select(Signature.case_id).where(Signature.person_id.in_(people)),
                sa.select(MeetingCase.case_id).join(MeetingVote).where(MeetingVote.person_id.in_(people)),
                sa.select(HomeVisit.case_id).join(VisitSurveyor).where(VisitSurveyor.person_id.in_(people)),
            ]
        return sa.select(Case.id).where(sa.or_(*(Case.id.in_(one) for one in found)))


def _overtaken(work: Work, touched: _Touched) -> Iterator[Told]:
    """Later acts that touched the same records, that refer to records this act made, or that decided on the case."""
    label = _label(touched.act)
    for later in _later(work, touched, Change.record_uid.in_(touched.uids())):
        yield no.UndoOvertaken(act=label, later=_label(later))
    for pointing in _referring(touched):
        for later in _later(work, touched, Change.record_uid.in_(pointing)):
            yield no.UndoOvertaken(act=label, later=_label(later))
    for later in _deciding(work, touched):
        yield no.UndoRestsOn(act=label, later=_label(later))


def _later(look: Look, touched: _Touched, condition: sa.ColumnElement[bool]) -> Iterator[Act]:
    """The later acts with a change line for which the condition holds, but for those that were undone."""
    numbers = sa.select(Change.act_number).where(Change.act_number > touched.act.number, condition)
    yield from look.session.scalars(_standing(sa.select(Act).where(Act.number.in_(numbers))))


def _standing(acts: sa.Select[Act]) -> sa.Select[Act]:
    undone = sa.select(Act.undoes).where(Act.undoes.is_not(None))
    return acts.where(Act.undoes.is_(None), Act.number.not_in(undone)).order_by(Act.number)


def _referring(touched: _Touched) -> Iterator[sa.Select[UUID]]:
    """Records of others that point to what this act made: deleting that would take them along."""
    for model in RECORDS.values():
        for column in model.__table__.columns:
            for key in column.foreign_keys:
                if key.column.table.name in touched.tables:
                    pointing = column.in_(touched.made(key.column.table.name))
                    yield sa.select(model.uid).where(pointing, model.uid.not_in(touched.uids()))


def _deciding(work: Work, touched: _Touched) -> Iterator[Act]:
    """Acts that moved a case later which may rest on this one; where this act itself moved it, any later act on it."""
    moves = sa.select(CaseMove.uid).where(CaseMove.case_id.in_(touched.resting))
    yield from _later(work, touched, Change.record_uid.in_(moves))
    if touched.moved:
        subjects = sa.select(Case.uid).where(Case.id.in_(touched.cases))
        on_them = sa.select(Act).where(Act.number > touched.act.number, Act.subject.in_(subjects))
        yield from work.session.scalars(_standing(on_them.where(Act.name.not_in(QUIET))))


def _gone_out(work: Work, touched: _Touched) -> Iterator[Told]:
    """Pages about the cases, notices and meetings that were printed since; for households in the files, exports."""
    label, number = _label(touched.act), touched.act.number
    notices = sa.select(PublicNotice.id).where(touched.about(PublicNotice, "notice_id"))
    meetings = sa.select(Meeting.id).where(touched.about(Meeting, "meeting_id"))
    about = sa.or_(
        IssuedPage.case_id.in_(touched.cases),
        IssuedPage.notice_id.in_(notices),
        IssuedPage.meeting_id.in_(meetings),
    )
    printed = sa.select(Change.record_uid).where(Change.act_number > number, Change.table_name == "issued_page")
    pages = work.session.scalars(sa.select(IssuedPage.short_code).where(about, IssuedPage.uid.in_(printed))).all()
    if pages:
        yield no.UndoOfIssuedPaper(act=label, pages="、".join(pages))
    exported = sa.select(Act).where(Act.name == "export", Act.number > number).limit(1)
    gone = work.session.scalars(exported).one_or_none()
    listed = sa.select(Case.id).where(Case.id.in_(touched.cases), Case.state == CaseState.ACTIVE).limit(1)
    if gone is not None and work.session.scalar(listed) is not None:
        at = f"{gone.at.astimezone(CHINA):%H:%M}"
        yield no.UndoOfExported(act=label, by=gone.by_name, at=at)


# Writing back ---------------------------------------------------------------------------------------------------


_ORDER: Final = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
"""Tables so that what others point to comes first."""


def _write_back(work: Work, changes: list[Change]) -> None:
    """The changes backwards: what was made is deleted, what was deleted is made again, what was changed is as before.

    A record that comes back under another number of its own takes those that pointed to it along.
    """
    moved: dict[tuple[str, int], int] = {}
    for kind, lines in groupby(reversed(changes), key=lambda line: line.kind):
        by_table = sorted(lines, key=lambda line: _ORDER[line.table_name], reverse=kind == "insert")
        for table, of_table in groupby(by_table, key=lambda line: line.table_name):
            model = RECORDS[table]
            for line in of_table:
                if kind == "delete":
                    _make_again(work, model, json.loads(line.old or "{}"), moved)
                    continue
                record = work.session.scalars(sa.select(model).where(model.uid == line.record_uid)).one()
                if kind == "insert":
                    work.session.delete(record)
                else:
                    _restore(record, json.loads(line.old or "{}"))
            work.session.flush()
            work.session.expire_all()


def _restore(record: Record, old: dict[str, Any]) -> None:
    columns = type(record).__table__.columns
    for name, value in old.items():
        setattr(record, name, _typed(columns[name].type, value))


def _make_again(work: Work, model: type[Record], old: dict[str, Any], moved: dict[tuple[str, int], int]) -> None:
    """The record as it was, under its own key; under its own number too, unless that was given to another since."""
    columns = model.__table__.columns
    values = {name: _typed(columns[name].type, value) for name, value in old.items() if name != "version"}
    number = values["id"]
    if work.session.get(model, number) is not None:
        del values["id"]
    for name, value in values.items():
        for key in columns[name].foreign_keys:
            values[name] = moved.get((key.column.table.name, value), value)
    record = model(**values)
    work.session.add(record)
    work.session.flush()
    if record.id != number:
        moved[model.__tablename__, number] = record.id


def _typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    """A column's value from the plain form in which the trail keeps it."""
    if value is None:
        return None
    if isinstance(kind, Hundredths):
        return Decimal(value)
    if isinstance(kind, sa.Uuid):
        return UUID(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Time):
        return time.fromisoformat(value)
    return value
