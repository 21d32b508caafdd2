"""What an act is given is checked whole before anything is read: every fault in its own words, at its own place."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from centre_app.db.tables import metadata
from centre_app.services.binding import BINDINGS, given_kind
from centre_app.services.given import given_from, schema
from tests.services.saying import objections

JUDGED = {"act", "file", "page", "id_number"}
"""A path that is read, keys that are looked up, a number that is judged and stored as 18 characters."""


def _texts(document: dict[str, Any], part: dict[str, Any]) -> dict[str, int | None]:
    """The texts that a schema asks for, by name, nested ones too, and how long each may be."""
    found: dict[str, int | None] = {}
    if "$ref" in part:
        part = document["$defs"][part["$ref"].rsplit("/", 1)[1]]
    for name, asked in part.get("properties", {}).items():
        for way in asked.get("anyOf", [asked]):
            if way.get("type") == "string" and not {"format", "enum", "const", "pattern"} & set(way):
                found[name] = way.get("maxLength")
            found |= _texts(document, way.get("items", way) if way.get("type") == "array" else way)
    return found


def _widest(name: str) -> int | None:
    """The longest text that any column of this name holds; nothing where one holds any, or where there is none."""
    columns = [table.columns[name] for table in metadata.tables.values() if name in table.columns]
    rooms = [room for column in columns if (room := getattr(column.type, "length", None))]
    return max(rooms) if rooms and len(rooms) == len(columns) else None


def test_no_act_takes_a_text_that_its_column_would_not_hold() -> None:
    """SQLite would store it without a word, another database would fail. Facts of people and households are measured
    by the data dictionary.
    """
    asked = {
        (act, name): most
        for act in BINDINGS
        for name, most in _texts(schema(given_kind(act)), schema(given_kind(act))).items()
    }
    assert ("add-unit", "phone") in asked
    assert ("post-notice", "where") in asked
    too_long = {key: most for key, most in asked.items() if most and (room := _widest(key[1])) and most > room}
    assert {name for _, name in too_long} == JUDGED


def faults(act: str, data: dict[str, Any] | str) -> set[tuple[str, str | None]]:
    return {(told.code, told.field) for told in objections(partial(given_from, given_kind(act), data))}


def test_everything_that_is_missing_or_wrong_in_a_meeting_is_told_at_its_place() -> None:
    cases = [{"case": "", "votes": {"a": "maybe"}}, {"votes": {}, "recused": [{"person": "乙"}]}]
    data = {
        "unit": "工会",
        "chaired_by": "甲" * 101,
        "recorded_by": 7,
        "present": [],
        "cases": cases,
        "on": "2026-02-30",
    }
    assert faults("hold-meeting", data) == {
        ("FieldMissing", "minutes"),
        ("TextTooLong", "chaired_by"),
        ("FieldWrong", "recorded_by"),
        ("TooFew", "present"),
        ("TextEmpty", "cases[1].case"),
        ("NotInList", "cases[1].votes.a"),
        ("FieldMissing", "cases[2].case"),
        ("FieldMissing", "cases[2].recused[1].reason"),
        ("NotADay", "on"),
    }


@pytest.mark.parametrize("day", ["0000-01-01", "1899-12-31", "2101-01-01", "9999-12-31", "昨天", "2026-13-01"])
def test_no_day_lies_beyond_the_lifetime_of_the_office(day: str) -> None:
    assert faults("apply", {"case": "L1", "on": day}) == {("NotADay", "on")}


@pytest.mark.parametrize(
    ("amount", "code"),
    [("-0.01", "NotANumber"), ("0.001", "NotAnAmount"), ("NaN", "NotANumber"), ("一百", "NotAnAmount")],
)
def test_an_amount_is_yuan_with_two_places_and_not_below_nought(amount: str, code: str) -> None:
    line = {"case": "L1", "kind": "wage", "period": "monthly", "amount": amount}
    assert faults("set-budget-line", line) == {(code, "amount")}


def test_a_figure_of_json_keeps_its_fen() -> None:
    given = given_from(given_kind("record-union-aid"), '{"case": "L1", "amount": 1234567890.10}')
    assert getattr(given, "amount", None) == Decimal("1234567890.10")


@pytest.mark.parametrize("text", ["{", "[1, 2", "﻿{}", "张甲", '{"case": ' + "[" * 100_000])
def test_what_is_no_json_is_told_in_one_sentence(text: str) -> None:
    [told] = objections(partial(given_from, given_kind("apply"), text))
    assert told.code == "NotJson"


def test_what_cannot_be_printed_is_told_wherever_it_stands() -> None:
    people = [{"name": "张\x00甲", "relation": "02"}]
    data = {"household": {"people": people, "remark": "一\x1b[31m"}, "filed_by": "\ud800"}
    assert {("ControlCharacter", "household.people[1].name"), ("ControlCharacter", "household.remark")} <= faults(
        "open-case", data
    )
    assert ("ControlCharacter", "filed_by") in faults(
        "open-case", json.loads('{"household": {"people": []}, "filed_by": "\\ud800"}')
    )


def test_choices_are_listed_by_their_own_words() -> None:
    [told] = objections(partial(given_from, given_kind("return-case"), {"case": "L1", "to": "nowhere", "reason": "因"}))
    assert str(told).startswith("“退回到的状态”不在代码表中，可填：draft（草稿）、applied（已申请）、")


def test_where_something_is_wrong_and_how_it_is_written_is_told_in_words() -> None:
    data = {"case": 7, "surveyors": "甲", "person_met": "乙", "at": "25点", "heating": "有", "photos": [{"file": 1}]}
    assert [str(told) for told in objections(partial(given_from, given_kind("record-visit"), data))] == [
        "“档案”填写有误：应写文字，加双引号。",
        '“调查人”填写有误：应写成一组，用方括号括起，如 ["甲", "乙"]。',
        '“入户时间”填写有误：应写时间，如 "09:30"。',
        "“有无取暖”填写有误：应写 true（是）或 false（否），不加引号。",
        "“照片第 1 项的文件”填写有误：应写文字，加双引号。",
    ]
    [told] = objections(partial(given_from, given_kind("apply"), "7"))
    assert "“整份内容”" in str(told)


def test_what_is_no_json_says_where() -> None:
    [told] = objections(partial(given_from, given_kind("apply"), '{"case":\n "a",}'))
    assert "第 2 行第 6 个字符" in str(told)
    [told] = objections(partial(given_from, given_kind("apply"), '{"case": "甲"}'.encode("gb18030")))
    assert "UTF-8" in str(told)


def test_the_schema_says_what_an_act_takes() -> None:
    told = schema(given_kind("attach-paper"))
    assert told["additionalProperties"] is False
    assert told["required"] == ["kind"]
    assert set(told["properties"]) >= {"case", "meeting", "place", "page", "delegation", "file", "on"}
