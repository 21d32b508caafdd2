"""Pages that were printed, and the signatures on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.db.base import Entry, Record, code, fact, note
from centre_app.db.filing import Case, MeansTest
from centre_app.db.people import ChairDelegation, Person

__all__ = ["IssuedPage", "Signature"]


class IssuedPage(Entry):
    """One printed version of a form: what it said (the sheet) and how it looked (its stored copy).

    ``short_code`` stands on the paper. ``copies`` counts prints of the very same sheet. ``basis`` is the
    fingerprint of what the case said then: where it says otherwise now, the page is outdated.
    """

    __tablename__ = "issued_page"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    form: Mapped[code]
    short_code: Mapped[str] = mapped_column(String(8), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("public_notice.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    test_id: Mapped[int | None] = mapped_column(ForeignKey("means_test.id"))
    paper: Mapped[code]
    printed_on: Mapped[date]
    copies: Mapped[int]
    pages: Mapped[int]
    sheet: Mapped[dict[str, Any]]
    basis: Mapped[str | None] = mapped_column(String(64))
    sheet_hash: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(String(64), index=True)
    sha256: Mapped[str] = mapped_column(String(64))

    case: Mapped[Case | None] = relationship()
    test: Mapped[MeansTest | None] = relationship()
    signatures: Mapped[list[Signature]] = relationship(back_populates="page", order_by="Signature.id")


class Signature(Record):
    """Who signed which printed version when, and in whose place."""

    __tablename__ = "signature"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("issued_page.id"), index=True)
    role: Mapped[code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("chair_delegation.id"))
    on: Mapped[date]
    opinion: Mapped[note | None]
    place: Mapped[fact | None]

    page: Mapped[IssuedPage] = relationship(back_populates="signatures")
    person: Mapped[Person] = relationship()
    delegation: Mapped[ChairDelegation | None] = relationship()
