"""What every table has in common, and the shapes of its columns under plain names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, Integer, MetaData, String, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid6 import uuid7

__all__ = [
    "Base",
    "Entry",
    "Hundredths",
    "Moment",
    "Record",
    "area_code",
    "code",
    "fact",
    "moment",
    "name50",
    "note",
    "owner",
    "pk",
    "uid_key",
    "yuan",
]


_ROOM = 1 << 61
"""The highest random bit of a UUIDv7: left free, it takes what counting carries over."""


class Hundredths(TypeDecorator[Decimal]):
    """Two places in Python, whole hundredths in the table: yuan as fen, square metres, years."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else int(value.scaleb(2).to_integral_exact())

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; stored without its zone, since SQLite keeps none."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def new_uid() -> UUID:
    """A UUIDv7 as the standard library's own class, so that every driver knows it."""
    return UUID(int=uuid7().int)


def new_uids(count: int) -> list[UUID]:
    """So many of them at once, rising: drawn once and counted on (RFC 9562, 6.2, method 2)."""
    first = uuid7().int & ~_ROOM
    return [UUID(int=number) for number in range(first, first + count)]


pk = Annotated[int, mapped_column(Integer, primary_key=True, sort_order=-100)]
uid_key = Annotated[UUID, mapped_column(Uuid, unique=True, default=new_uid, sort_order=-90)]
owner = Annotated[int, mapped_column(Integer, index=True)]
yuan = Annotated[Decimal, mapped_column(Hundredths)]
quantity = Annotated[Decimal, mapped_column(Hundredths)]
moment = Annotated[datetime, mapped_column(Moment)]
name50 = Annotated[str, mapped_column(String(50))]
code = Annotated[str, mapped_column(String(32))]
area_code = Annotated[str, mapped_column(String(12))]
fact = Annotated[str, mapped_column(String(200))]
note = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: String(200),
        date: sa.Date,
        dict[str, Any]: sa.JSON().with_variant(JSONB, "postgresql"),
        list[Any]: sa.JSON().with_variant(JSONB, "postgresql"),
    }


class Record(Base):
    """A row that the audit trail follows: an integer for joins, a ``uid`` that may leave the store."""

    __abstract__ = True

    id: Mapped[pk]
    uid: Mapped[uid_key]


class Entry(Record):
    """A record that two clerks can edit: a stale save is refused by its version."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(Integer, sort_order=-80)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
