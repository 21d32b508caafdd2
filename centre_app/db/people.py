"""Households and their people; the union's own people, units and posts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centre_app.db.base import Entry, Record, area_code, code, fact, name50, note, quantity, yuan

__all__ = ["Appointment", "ChairDelegation", "Household", "HouseholdMember", "Kinship", "Person", "Unit"]


class Household(Entry):
    """One counted unit. Its cases are its episodes in the files; what is said once for all members stands here."""

    __tablename__ = "household"

    archive_level: Mapped[code | None]
    key_group: Mapped[code | None]
    town: Mapped[fact | None]
    hukou_place: Mapped[fact | None]
    hukou_area: Mapped[area_code | None]
    address: Mapped[str | None] = mapped_column(String(300))
    postcode: Mapped[code | None]
    phone: Mapped[code | None]
    phone2: Mapped[code | None]
    housing_type: Mapped[code | None]
    floor_area: Mapped[quantity | None]
    household_size: Mapped[int | None]
    other_income_y: Mapped[yuan | None]
    total_income_y: Mapped[yuan | None]
    income_pc: Mapped[yuan | None]
    dibao: Mapped[bool | None]
    single_parent: Mapped[bool | None]
    self_help: Mapped[bool | None]
    zero_employment: Mapped[bool | None]
    target_household: Mapped[bool | None]
    target_on: Mapped[code | None]
    bank: Mapped[fact | None]
    branch: Mapped[fact | None]
    account: Mapped[str | None] = mapped_column(String(32), index=True)
    filed_on: Mapped[code | None]
    needs: Mapped[note | None]
    remark: Mapped[note | None]

    members: Mapped[list[HouseholdMember]] = relationship(
        back_populates="household", order_by="HouseholdMember.position", cascade="all, delete-orphan"
    )


class HouseholdMember(Entry):
    """One person of a household; the head is the member whose relation is 户主."""

    __tablename__ = "household_member"
    __table_args__ = (Index("ix_household_member_initials", "initials"),)

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(50), index=True)
    initials: Mapped[str] = mapped_column(String(50))
    relation: Mapped[code]
    id_number: Mapped[str | None] = mapped_column(String(18), index=True)
    document_kind: Mapped[fact | None]
    document_number: Mapped[fact | None]
    sex: Mapped[code | None]
    birth_date: Mapped[date | None]
    ethnicity: Mapped[code | None]
    political_status: Mapped[code | None]
    education: Mapped[code | None]
    marital_status: Mapped[code | None]
    health_status: Mapped[code | None]
    disability_kind: Mapped[code | None]
    disability_level: Mapped[code | None]
    labour_capacity: Mapped[code | None]
    work_status: Mapped[code | None]
    model_worker: Mapped[code | None]
    medical_cover: Mapped[code | None]
    hukou_type: Mapped[code | None]
    employer: Mapped[fact | None]
    unit_nature: Mapped[code | None]
    firm_state: Mapped[code | None]
    industry: Mapped[code | None]
    work_start: Mapped[code | None]
    contract_date: Mapped[code | None]
    contract_term: Mapped[code | None]
    pension_paid_years: Mapped[quantity | None]
    pension_required_years: Mapped[quantity | None]
    school_entry_year: Mapped[int | None]
    school_years: Mapped[int | None]
    monthly_income: Mapped[yuan | None]
    phone: Mapped[code | None]
    counted: Mapped[bool]
    not_counted_reason: Mapped[fact | None]
    remark: Mapped[note | None]

    household: Mapped[Household] = relationship(back_populates="members")


class Unit(Entry):
    """A union, a community, a department: whoever files, posts, decides or answers."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[code]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    uscc: Mapped[code | None]
    address: Mapped[fact | None]
    phone: Mapped[code | None]


class Person(Entry):
    """A person of the union, apart from any login: who visits, sits in the committee, signs or is paired."""

    __tablename__ = "person"

    name: Mapped[name50]
    initials: Mapped[str] = mapped_column(String(50), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    id_number: Mapped[str | None] = mapped_column(String(18), index=True)
    phone: Mapped[code | None]

    unit: Mapped[Unit | None] = relationship()


class Appointment(Entry):
    """A post of a person in a unit, from a day to a day (open while ``until_on`` is empty)."""

    __tablename__ = "appointment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    post: Mapped[code]
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    person: Mapped[Person] = relationship()
    unit: Mapped[Unit] = relationship()


class ChairDelegation(Entry):
    """A dated written delegation of a unit's chair to a vice-chair."""

    __tablename__ = "chair_delegation"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    chair_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    document: Mapped[fact]


class Kinship(Record):
    """A person of the union is a relative of a household: they stand aside in its matters."""

    __tablename__ = "kinship"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    relation: Mapped[fact]
