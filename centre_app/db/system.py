"""The office itself: its facts, its logins, its own rules, what was imported, and the audit trail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.db.base import Base, Entry, Moment, Record, code, fact, name50, note, pk
from centre_app.db.people import Person

__all__ = ["Act", "Change", "ImportedFile", "NumberSeries", "OfficeFact", "OwnCalendar", "OwnFigure", "User"]


class OfficeFact(Entry):
    """One fact of the office by key: its name, its area, whether it is for training."""

    __tablename__ = "office_fact"

    key: Mapped[str] = mapped_column(String(32), unique=True)
    value: Mapped[fact]


class User(Entry):
    """A login. What it may do is its role; who stands behind it is a person of the union."""

    __tablename__ = "login"

    name: Mapped[str] = mapped_column(String(50), unique=True)
    role: Mapped[code]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stopped: Mapped[bool]

    person: Mapped[Person | None] = relationship()


class OwnFigure(Entry):
    """A dated figure that the office entered itself; it wins over the shipped packs. ``value`` is kept as given."""

    __tablename__ = "own_figure"

    figure: Mapped[code]
    from_on: Mapped[date]
    area: Mapped[code | None]
    value: Mapped[dict[str, Any]]
    source: Mapped[fact]


class OwnCalendar(Entry):
    """A year of holidays and make-up days that the office imported."""

    __tablename__ = "own_calendar"

    year: Mapped[int] = mapped_column(Integer, unique=True)
    text: Mapped[note]


class NumberSeries(Entry):
    """The last number given out in a series (local numbers, notices, meetings, pages)."""

    __tablename__ = "number_series"

    series: Mapped[str] = mapped_column(String(40), unique=True)
    last: Mapped[int]


class ImportedFile(Record):
    """A file that was taken in: its hash, its source, what came of it."""

    __tablename__ = "imported_file"

    source: Mapped[code]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    on: Mapped[date]
    take_over: Mapped[bool]
    outcome: Mapped[dict[str, Any]]


class Act(Base):
    """One act of a person: a link of the audit chain.

    ``hash`` covers the hash before, the act and the commitments of its input and changes, so that values can be
    erased after their term (with their salts) and the chain still be proven.
    """

    __tablename__ = "act"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[UUID] = mapped_column(Uuid, unique=True)
    name: Mapped[code]
    by_name: Mapped[name50]
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    subject: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("act.number"))
    given: Mapped[note | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    commitment: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Change(Base):
    """What an act did to one record: the columns as they were and as they became."""

    __tablename__ = "change_line"
    __table_args__ = (Index("ix_change_line_record", "record_uid"),)

    id: Mapped[pk]
    act_number: Mapped[int] = mapped_column(ForeignKey("act.number"), index=True)
    table_name: Mapped[code]
    record_uid: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[code]
    old: Mapped[note | None]
    new: Mapped[note | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    commitment: Mapped[bytes] = mapped_column(LargeBinary(32))
