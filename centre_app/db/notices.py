"""Public notices: where they hang, whom they name, what was objected."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.db.base import Entry, Record, code, fact, name50, note
from centre_app.db.filing import Case, MeansTest, Paper
from centre_app.db.people import Person, Unit

__all__ = ["FindingSurveyor", "Grievance", "NoticeEntry", "NoticePlace", "PublicNotice"]


class PublicNotice(Entry):
    """One notice as it hangs: its filing unit, its period in working days, whom to ring."""

    __tablename__ = "public_notice"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[code]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    days: Mapped[int]
    contact: Mapped[name50]
    phone: Mapped[code]
    supervision_phone: Mapped[code]
    address: Mapped[fact]

    unit: Mapped[Unit] = relationship()
    places: Mapped[list[NoticePlace]] = relationship(
        back_populates="notice", order_by="NoticePlace.id", cascade="all, delete-orphan"
    )
    entries: Mapped[list[NoticeEntry]] = relationship(
        back_populates="notice", order_by="NoticeEntry.id", cascade="all, delete-orphan"
    )
    grievances: Mapped[list[Grievance]] = relationship(back_populates="notice", order_by="Grievance.id")


class NoticePlace(Record):
    """One place of posting, with its own day and poster; its photographs are papers of this place."""

    __tablename__ = "notice_place"

    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id", ondelete="CASCADE"), index=True)
    kind: Mapped[code]
    where: Mapped[fact]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    posted_on: Mapped[date]
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    notice: Mapped[PublicNotice] = relationship(back_populates="places")
    unit: Mapped[Unit | None] = relationship()
    photos: Mapped[list[Paper]] = relationship(order_by="Paper.id")


class NoticeEntry(Record):
    """One household on a notice: the reckoning it rests on, its own longer period, its own day of take-down."""

    __tablename__ = "notice_entry"

    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    test_id: Mapped[int] = mapped_column(ForeignKey("means_test.id"))
    name: Mapped[name50]
    told_apart_by: Mapped[fact | None]
    unit_shown: Mapped[fact]
    size: Mapped[int]
    category: Mapped[code]
    cause: Mapped[code]
    extra_days: Mapped[int]
    taken_down_on: Mapped[date | None]

    notice: Mapped[PublicNotice] = relationship(back_populates="entries")
    case: Mapped[Case] = relationship()
    test: Mapped[MeansTest] = relationship()


class Grievance(Entry):
    """异议: who objected to which case, what was found, how it was answered."""

    __tablename__ = "grievance"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    channel: Mapped[code]
    received_on: Mapped[date]
    objector: Mapped[str | None] = mapped_column(String(50))
    objector_phone: Mapped[code | None]
    content: Mapped[note]
    outcome: Mapped[code | None]
    visited_on: Mapped[date | None]
    found_on: Mapped[date | None]
    finding: Mapped[note | None]
    answered_on: Mapped[date | None]
    answer: Mapped[note | None]

    notice: Mapped[PublicNotice] = relationship(back_populates="grievances")
    case: Mapped[Case] = relationship()
    surveyors: Mapped[list[FindingSurveyor]] = relationship(order_by="FindingSurveyor.id", cascade="all, delete-orphan")


class FindingSurveyor(Record):
    """One of the two people who went again after an objection."""

    __tablename__ = "finding_surveyor"

    grievance_id: Mapped[int] = mapped_column(ForeignKey("grievance.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship()
