"""The data dictionary: what each stored field is called, what may stand in it, and who may see it.

A column of the store without an entry here is found by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .faults import household_faults
from .field import Field, Kind, Record
from .filing import FILING
from .household import HOUSEHOLD, PERSON
from .means import MEANS
from .office import OFFICE
from .tidying import tidied

__all__ = ["RECORDS", "Field", "Kind", "Record", "field", "fields_of", "household_faults", "label", "tidied"]

RECORDS: Final[Mapping[str, Record]] = {record.name: record for record in (HOUSEHOLD, PERSON, *FILING, *MEANS, *OFFICE)}
"""Every kind of record, by the name of its table."""

_FIELDS: Final = {(record.name, each.name): each for record in RECORDS.values() for each in record.fields}


def fields_of(record: str) -> tuple[Field, ...]:
    """The fields of a record (``household``, ``household_member``, ``home_visit`` ...), in order."""
    return RECORDS[record].fields


def field(record: str, name: str) -> Field:
    """One field of a record."""
    return _FIELDS[record, name]


def label(record: str, name: str) -> str:
    """What a field is called on the form."""
    return _FIELDS[record, name].label
