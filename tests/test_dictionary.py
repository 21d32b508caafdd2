"""The data dictionary, the tables and the document that people read say the same."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.fields import RECORDS, Field, Kind, fields_of
from centre_app.core.households import household_fields, person_fields
from centre_app.core.means_test import AssetDetail
from centre_app.db.base import Hundredths
from centre_app.db.tables import metadata
from installer import make_dictionary

# Columns that no clerk fills in and no paper shows.
TECHNICAL = {"id", "uid", "version", "position", "initials", "sha256", "file", "media", "size", "sheet", "sheet_hash"}
# To what a row belongs; what it belongs to is said by where it is shown.
OWNERS = {
    "household_id", "case_id", "visit_id", "meeting_id", "meeting_case_id", "appraisal_id", "notice_id", "place_id",
    "page_id", "grievance_id", "pairing_id", "delegation_id",
}  # fmt: skip
# The fingerprint of what a printed page rests on.
FINGERPRINTS = {"basis"}
# The trail and the counters are written by the store itself.
TRAIL = {"act", "change_line", "number_series"}
# Made from the records for searching and sorting; nothing of their own.
INDEX = {"case_index", "case_text"}
# What a desk keeps for itself: drafts, remembered widths, saved filters. No field of a form.
DESK = {"draft", "remembered", "saved_list"}
# Said in the household's table of facts, kept with its case: a household may have several.
OF_THE_CASE = {"archive_no", "hardship_category", "causes"}
# Values inside a column, with fields of their own.
INSIDE = {"asset_detail"}

KINDS: dict[Kind, type[sa.types.TypeEngine[Any]]] = {
    Kind.MONEY: Hundredths,
    Kind.QUANTITY: Hundredths,
    Kind.WHOLE: sa.Integer,
    Kind.REFERENCE: sa.Integer,
    Kind.DAY: sa.Date,
    Kind.TIME: sa.Time,
    Kind.YES_NO: sa.Boolean,
    Kind.CODES: sa.JSON,
    Kind.DETAIL: sa.JSON,
}

ALL = [(record, field) for record in RECORDS.values() for field in record.fields]


def column_of(record: str, field: Field) -> sa.Column[Any] | None:
    table = metadata.tables.get(record)
    return None if table is None else table.columns.get(field.name)


@pytest.mark.parametrize("table", sorted(set(metadata.tables) - TRAIL - INDEX - DESK))
def test_every_column_of_a_table_is_in_the_dictionary(table: str) -> None:
    known = {field.name for field in fields_of(table)} | TECHNICAL | OWNERS | FINGERPRINTS
    assert [column.name for column in metadata.tables[table].columns if column.name not in known] == []


def test_every_entry_of_the_dictionary_is_a_column() -> None:
    strangers = {
        f"{record.name}.{field.name}"
        for record, field in ALL
        if record.name not in INSIDE and column_of(record.name, field) is None
    }
    assert strangers == {f"household.{name}" for name in OF_THE_CASE}


def test_the_exceptions_are_needed() -> None:
    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    assert columns >= TECHNICAL | OWNERS | FINGERPRINTS
    assert set(metadata.tables) >= TRAIL


def test_the_facts_of_people_and_households_are_described_in_their_order() -> None:
    assert tuple(field.name for field in fields_of("household_member")) == person_fields()
    assert tuple(field.name for field in fields_of("household")) == household_fields()


def test_what_is_kept_of_an_asset_is_described() -> None:
    assert [field.name for field in fields_of("asset_detail")] == [field.name for field in fields(AssetDetail)]


def fits(field: Field, column: sa.Column[Any]) -> bool:
    """Whether the column holds values of the field's kind, and any that the field allows."""
    room = getattr(column.type, "length", None)
    longest = max((len(member) for choices in field.choices for member in choices), default=0)
    return isinstance(column.type, KINDS.get(field.kind, sa.String)) and (
        room is None or max(longest, field.most or 0) <= room
    )


def test_a_field_fits_its_column() -> None:
    columns = [(record, field, column_of(record.name, field)) for record, field in ALL]
    assert [
        f"{record.name}.{field.name}"
        for record, field, column in columns
        if column is not None and not fits(field, column)
    ] == []


def test_what_does_not_fit_a_column_is_noticed() -> None:
    short = sa.Column("x", sa.String(6))
    assert fits(Field(name="x", label="x", most=6), short)
    assert not fits(Field(name="x", label="x", most=7), short)
    assert not fits(Field(name="x", label="x", kind=Kind.MONEY), short)


def test_a_field_says_what_it_must() -> None:
    assert [field.name for _, field in ALL if field.label.isascii()] == []
    coded = (Kind.CODE, Kind.CODES)
    assert [field.name for _, field in ALL if field.kind in coded and not field.choices] == []
    assert [field.name for _, field in ALL if field.sensitive and field.private] == []
    assert [field.name for _, field in ALL if field.help and not field.help.endswith("。")] == []


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.name)
def test_two_fields_of_a_record_are_not_called_the_same(record: Any) -> None:
    labels = [field.label for field in record.fields]
    assert sorted(label for label in set(labels) if labels.count(label) > 1) == []


def test_numbers_phones_accounts_and_addresses_of_people_are_masked() -> None:
    open_to_all = {("unit", "phone"), ("public_notice", "phone"), ("public_notice", "supervision_phone")}
    bare = {
        (record.name, field.name)
        for record, field in ALL
        if field.kind in (Kind.ID, Kind.PHONE, Kind.ACCOUNT) and field.sensitive is None
    }
    assert bare == open_to_all
    assert {field.name for _, field in ALL if field.sensitive} >= {"address", "document_number", "objector_phone"}


def test_a_list_of_codes_has_one_member_for_each_code() -> None:
    for _, field in ALL:
        codes = [member.value for choices in field.choices for member in choices]
        assert len(codes) == len(set(codes)), field.name


def test_the_document_is_what_the_command_writes() -> None:
    assert make_dictionary.FILE.read_text(encoding="utf-8") == make_dictionary.text(), (
        "run python installer/make_dictionary.py"
    )
