"""Yuan and fen, amounts as offices write them, capitals."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from centre_app.core.money import MOST, amount, capitals, from_fen, grouped, rounded, shown, to_fen, yuan
from centre_app.core.refusals.money import AmountNotWritten, AmountOutOfRange

DATA = Path(__file__).parent.parent / "data"
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}

fens = st.integers(0, int(MOST * 100)) | st.integers(0, 10**7)


def number_of(capital: str) -> int:
    """Fen of an amount in capitals, read the way a bank clerk reads it."""
    total = group = digit = 0
    for character in capital.removeprefix("人民币").removesuffix("整"):
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in PLACES:
            group, digit = group + digit * PLACES[character], 0
        elif character in GROUPS:
            total, group, digit = total + (group + digit) * GROUPS[character], 0, 0
        else:
            scale = {"元": 100, "角": 10, "分": 1}[character]
            if character == "元":
                total, group = (total + group + digit) * scale, 0
            else:
                total += digit * scale
            digit = 0
    return total


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("6800.00", "人民币陆仟捌佰元整"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("0.05", "人民币伍分"),
        ("10", "人民币壹拾元整"),
        ("0", "人民币零元整"),
        ("0.50", "人民币伍角"),
        ("0.53", "人民币伍角叁分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("100700", "人民币壹拾万零柒佰元整"),
        ("10010010", "人民币壹仟零壹万零壹拾元整"),
        ("100000000", "人民币壹亿元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("100005000", "人民币壹亿零伍仟元整"),
        ("100050000", "人民币壹亿零伍万元整"),
        ("110000000.01", "人民币壹亿壹仟万元零壹分"),
        ("999999999999.99", "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_are_written_in_capitals(value: str, text: str) -> None:
    assert capitals(Decimal(value)) == text


@pytest.mark.parametrize("value", ["-0.01", "1000000000000", "0.001", "NaN", "Infinity", "1E+30"])
def test_what_capitals_cannot_name_is_refused(value: str) -> None:
    with pytest.raises(AmountOutOfRange):
        capitals(Decimal(value))


@given(fens)
def test_capitals_say_exactly_their_amount(fen: int) -> None:
    text = capitals(from_fen(fen))
    assert number_of(text) == fen
    assert text.startswith("人民币")
    assert "零零" not in text
    assert not re.search("零[万亿]|零元(?!整)|人民币拾", text)


@given(fens, fens)
def test_no_two_amounts_share_their_capitals(one: int, other: int) -> None:
    assume(one != other)
    assert capitals(from_fen(one)) != capitals(from_fen(other))


@given(st.integers(1 - 10**14, 10**14 - 1))
def test_fen_and_yuan_are_the_same_money(fen: int) -> None:
    value = from_fen(fen)
    assert to_fen(value) == fen
    assert value.as_tuple().exponent == -2


@pytest.mark.parametrize("value", ["0.005", "1000000000000", "-1000000000000", "NaN", "-Infinity", "1E+99"])
def test_a_part_of_a_fen_is_never_lost(value: str) -> None:
    with pytest.raises(AmountOutOfRange):
        to_fen(Decimal(value))


def test_floats_are_not_money() -> None:
    for take in (to_fen, rounded, shown, grouped, capitals):
        with pytest.raises(TypeError):
            take(cast("Any", 0.1))


def test_rounding_is_half_up_and_for_show() -> None:
    assert [shown(Decimal(value)) for value in ("1.005", "2.5", "-1.005", "1856.6666666667")] == [
        "1.01",
        "2.50",
        "-1.01",
        "1856.67",
    ]
    assert rounded(Decimal("2.5"), 0) == Decimal(3)
    assert grouped(Decimal("1234567.5")) == "1,234,567.50"


@pytest.mark.parametrize(("text", "value"), [("6800", "6800.00"), (" １４０９.５ ", "1409.50"), ("0.05", "0.05")])
def test_a_typed_amount_is_read(text: str, value: str) -> None:
    assert str(yuan(text)) == value


@pytest.mark.parametrize("text", ["", "1.005", "1,500", "1e3", "元", "--1", "٣", "9" * 100_000])
def test_a_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountNotWritten) as refused:
        yuan(text)
    assert len(refused.value.sentence) < 80


@pytest.mark.parametrize("text", ["-1", "1000000000000"])
def test_a_typed_amount_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(AmountOutOfRange):
        yuan(text)


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("1,500.00", "1500.00", []),
        ("1500元", "1500.00", []),
        ("￥ 2,400.00", "2400.00", []),
        ("人民币2220.00元整", "2220.00", []),
        ("2.412万元", "24120.00", []),
        ("５２０．００", "520.00", []),
        ("1856.6666666666667", "1856.67", []),
        ("无", "0.00", []),
        ("大约1080元", "1080.00", ["money_about"]),
        ("540左右", "540.00", ["money_about"]),
        ("1500元左右", "1500.00", ["money_about"]),
        ("", None, []),
        (None, None, []),
        (" \u3000", None, []),
        ("不固定", None, ["money_unreadable"]),
        ("800-1200", None, ["money_unreadable"]),
        ("800 1200", None, ["money_unreadable"]),
        ("-300", None, ["money_unreadable"]),
        ("1,50", None, ["money_unreadable"]),
        ("1000多", None, ["money_unreadable"]),
        ("999999999999999", None, ["money_unreadable"]),
        ("9" * 100_000, None, ["money_unreadable"]),
    ],
)
def test_amounts_are_read_as_offices_write_them(text: str | None, value: str | None, told: list[str]) -> None:
    found = amount(text)
    assert (None if found.yuan is None else str(found.yuan), [problem.code for problem in found.problems]) == (
        value,
        told,
    )
    assert not any(problem.stops for problem in found.problems)


@pytest.mark.parametrize("county", ["county-a", "county-b", "county-c"])
def test_every_amount_of_the_county_is_read_as_expected(county: str) -> None:
    expected = json.loads((DATA / f"{county}.expected.json").read_text(encoding="utf-8"))
    told = [cell for cell in expected["problems"] if cell["kind"] in ("money_about", "money_unreadable")]
    assert told
    for cell in told:
        found = amount(cell["cell"])
        assert [problem.code for problem in found.problems] == [cell["kind"]]
        assert (found.yuan is None) == (cell["kind"] == "money_unreadable")
    for cell in expected["silent"]:
        if cell["kind"] == "money_form":
            found = amount(cell["cell"])
            assert found.yuan is not None
            assert found.problems == ()


@given(fens)
def test_what_is_shown_is_read_again(fen: int) -> None:
    value = from_fen(fen)
    assert yuan(shown(value)) == amount(grouped(value)).yuan == amount(f"人民币{shown(value)}元整").yuan == value


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    found = amount(text)
    assert found.yuan is None or 0 <= found.yuan <= MOST
