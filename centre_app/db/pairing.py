"""One-to-one pairing: a named cadre for every household, without a gap."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.db.base import Entry, Record, fact, note
from centre_app.db.filing import Case
from centre_app.db.people import Person

__all__ = ["Pairing", "PairingVisit"]


class Pairing(Entry):
    """A cadre and a case, from a day to a day (open while ``until_on`` is empty)."""

    __tablename__ = "pairing"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    cadre_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    end_reason: Mapped[fact | None]

    case: Mapped[Case] = relationship()
    cadre: Mapped[Person] = relationship()
    visits: Mapped[list[PairingVisit]] = relationship(back_populates="pairing", order_by="PairingVisit.on")


class PairingVisit(Record):
    """A visit of the cadre: what was found, what was promised."""

    __tablename__ = "pairing_visit"

    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), index=True)
    on: Mapped[date]
    form: Mapped[fact | None]
    found: Mapped[note]
    needs: Mapped[note | None]
    promised: Mapped[note | None]
    done: Mapped[note | None]

    pairing: Mapped[Pairing] = relationship(back_populates="visits")
