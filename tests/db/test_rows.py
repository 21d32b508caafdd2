"""Rows by column: written as JSON exactly as each by itself, and empty where nothing is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from centre_app.db.rows import by_column, canonical, plain, row_texts


class Word(StrEnum):
    """A code as the vocabulary keeps them."""

    ONE = "一"


VALUES = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.just(UTC)),
    st.uuids(),
    st.binary(),
    st.sampled_from(Word),
    st.lists(st.text()),
)
NAMES = st.text(min_size=1, max_size=5)


@given(
    st.lists(NAMES, unique=True).flatmap(lambda names: st.lists(st.fixed_dictionaries(dict.fromkeys(names, VALUES))))
)
def test_rows_by_column_are_written_as_each_row_by_itself(rows: list[dict[str, Any]]) -> None:
    rows = rows if rows and rows[0] else []
    columns = by_column(rows)
    alone = [canonical({name: plain(value) for name, value in row.items() if value is not None}) for row in rows]
    assert row_texts(columns) == alone


def test_money_days_and_keys_are_text_and_names_are_in_order() -> None:
    columns: dict[str, list[Any]] = {
        "uid": [UUID(int=1)],
        "money": [Decimal("1.50")],
        "on": [date(2026, 3, 2)],
        "at": [time(9, 30)],
        "moment": [datetime(2026, 3, 2, 1, tzinfo=UTC)],
        "empty": [None],
        "counted": [True],
        "said": ['“甲”\n"乙"'],
    }
    assert row_texts(columns) == [
        (
            '{"at":"09:30:00","counted":true,"moment":"2026-03-02T01:00:00+00:00","money":"1.50","on":"2026-03-02",'
            '"said":"“甲”\\n\\"乙\\"","uid":"00000000-0000-0000-0000-000000000001"}'
        )
    ]
