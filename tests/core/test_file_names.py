"""Names of files that every system can carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.file_names import file_name_objections, safe_file_name
from centre_app.core.refusals.store import NameEmpty, NameNotAllowed, NameReserved, NameTooLong


@pytest.mark.parametrize(
    "name",
    [
        "公示.pdf",
        "困难职工档案 2026-08.xlsx",
        "欧阳·示例.pdf",
        "𠮷野.pdf",
        ".verborgen",
        "console.txt",
        "com0x",
        "a" * 200,
    ],
)
def test_an_ordinary_name_has_no_objection(name: str) -> None:
    assert list(file_name_objections(name)) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", NameEmpty),
        (" . ", NameEmpty),
        ("..", NameEmpty),
        ("名册.", NameEmpty),
        ("名册 ", NameEmpty),
        ("a/b", NameNotAllowed),
        ("..\\..\\office.db", NameNotAllowed),
        ("C:", NameNotAllowed),
        ("was?", NameNotAllowed),
        ("zeile\nzwei", NameNotAllowed),
        ("null\x00", NameNotAllowed),
        ("con", NameReserved),
        ("NUL.txt", NameReserved),
        ("Com1.pdf.xlsx", NameReserved),
        ("lpt9 .txt", NameReserved),
        ("com²", NameReserved),
        ("档" * 67, NameTooLong),
    ],
)
def test_each_name_that_some_system_refuses_is_refused_everywhere(name: str, told: type[Exception]) -> None:
    assert [type(objection) for objection in file_name_objections(name)] == [told]


def test_all_objections_are_told_at_once() -> None:
    found = {type(objection) for objection in file_name_objections("con.?" + "x" * 300 + ".")}
    assert found == {NameEmpty, NameNotAllowed, NameReserved, NameTooLong}


def test_what_cannot_be_shown_is_not_in_the_sentence() -> None:
    (objection,) = file_name_objections("a\x07b")
    assert "\x07" not in objection.sentence
    assert "\\x07" in objection.sentence


@given(st.text(max_size=300))
def test_a_name_made_safe_is_safe(text: str) -> None:
    assert list(file_name_objections(safe_file_name(text, "档案"))) == []


@given(st.from_regex(r"[一-龥]{1,20}(\.pdf)?", fullmatch=True))
def test_a_name_that_is_safe_stays_as_it_is(text: str) -> None:
    assert safe_file_name(text, "档案") == text


def test_a_reserved_name_made_safe_keeps_its_letters() -> None:
    assert safe_file_name("NUL.txt", "档案") == "_NUL.txt"
    assert safe_file_name("", "档案") == "档案"
