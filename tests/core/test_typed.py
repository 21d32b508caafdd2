"""What people type into cells is read by what it says, and nothing is guessed."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.people import YearMonth
from centre_app.core.typed import Value, amount, as_text, day, number, phones

FULL_WIDTH = str.maketrans("0123456789.-/:", "０１２３４５６７８９．－／：")


def kind(told: object) -> str:
    return getattr(told, "code", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("甲", "甲"),
        (True, "TRUE"),
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (6.21021198001201e17, "621021198001201000"),
        (math.inf, "inf"),
        (date(2020, 4, 2), "2020/4/2"),
        (datetime.fromisoformat("2020-04-02T03:04:05"), "2020/4/2 03:04:05"),
        (time(3, 4), "03:04:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_is_shown_as_people_see_it(value: Value, shown: str) -> None:
    assert as_text(value) == shown


# Days

SHAPES = (
    "{y:04}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}",
    "{y}.{m:02}.{d:02}",
    "{y}年{m}月{d}日",
    "{y} 年 {m} 月 {d} 日",
    "{y}年{m}月{d}号",
    "{y:04}{m:02}{d:02}",
    " {y}-{m}-{d} ",
    "'{y}-{m}-{d}",
    "{y:04}-{m:02}-{d:02} 00:00:00",
    "{y:04}-{m:02}-{d:02}T08:30",
)


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)), st.sampled_from(SHAPES), st.booleans())
def test_a_day_in_any_shape_is_that_day(on: date, shape: str, wide: bool) -> None:
    text = shape.format(y=on.year, m=on.month, d=on.day)
    assert day(text.translate(FULL_WIDTH) if wide else text) == (on, None)


@given(st.dates(date(1927, 5, 19), date(2100, 12, 31)))
def test_a_day_that_became_a_figure_is_that_day(on: date) -> None:
    serial = (on - date(1899, 12, 30)).days
    assert day(float(serial)) == (on, None)
    assert day(str(serial)) == (on, None)
    assert day(float(serial) + 0.5) == (on, None)
    assert day(serial - 1462, date1904=True) == (on, None)
    assert day(float(f"{on:%Y%m%d}")) == (on, None)


@pytest.mark.parametrize(
    "text",
    ["2005.05", "2005.5", "1969年10月", "200505", "2005-05", "2005/5", "２００５．０５", "2005.5.", "二〇〇五年五月"],
)
def test_a_month_without_a_day_stays_a_month(text: str) -> None:
    found, told = day(text)
    assert isinstance(found, YearMonth)
    assert told is None


def test_a_figure_of_year_and_month_is_read_where_it_can_only_be_one() -> None:
    assert day(1998.05) == (YearMonth(1998, 5), None)
    assert day(1998.12) == (YearMonth(1998, 12), None)
    assert day(1998.2) == (YearMonth(1998, 2), None)
    assert day(1998.0105) == (date(1998, 1, 5), None)
    assert day(199805.0) == (YearMonth(1998, 5), None)
    for value in (1998.1, 2007.1):
        found, told = day(value)
        assert (found, kind(told)) == (None, "date_ambiguous")


def test_where_figures_are_lost_a_decimal_is_ambiguous_in_text_as_well() -> None:
    assert day("1998.1") == (YearMonth(1998, 1), None)
    assert kind(day("1998.1", figures_lost=True)[1]) == "date_ambiguous"
    assert day("1998.10", figures_lost=True) == (YearMonth(1998, 10), None)


def test_days_in_chinese_are_read() -> None:
    assert day("二〇一八年十一月二十三日") == (date(2018, 11, 23), None)
    assert day("一九八五年十月") == (YearMonth(1985, 10), None)
    assert day("二○二〇年二月三十日")[0] is None


@pytest.mark.parametrize(
    "value",
    [
        "2019.13.5", "20161331", "2025年2月30日", "0000-01-01", "9999-12-31", "1998", 1998.0, "98.5.1", "农历五月",
        True, 9_999_999.0, -5.0, 0.0, 1998.123, 99_999.0, 123_456.0, 1e300, math.nan, math.inf, date(1899, 1, 1),
        time(3, 4), datetime.fromisoformat("9999-01-01T00:00:00"), "1998.00", "12345678901234567890",
    ],
)  # fmt: skip
def test_what_is_no_day_is_told(value: Value) -> None:
    found, told = day(value)
    assert (found, kind(told)) == (None, "date_bad")


@pytest.mark.parametrize("text", ["", "  ", "无", "/", "-", "——", "不详", "\u3000"])
def test_nothing_is_no_day_and_not_told(text: str) -> None:
    assert day(text) == (None, None)


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.booleans()))
def test_whatever_stands_there_a_day_is_read_or_told_or_empty(value: Value) -> None:
    found, told = day(value)
    assert found is None or told is None
    assert found is None or 1890 < found.year < 2101


# Amounts


@given(st.decimals(0, 99_999_999, places=2))
def test_an_amount_in_any_shape_is_that_amount(yuan: Decimal) -> None:
    shapes = (
        f"{yuan}",
        f"{yuan:,}",
        f"{yuan}元",
        f"￥{yuan:,}",
        f"人民币{yuan}元整",
        f" {yuan} ",
        f"{yuan}".translate(FULL_WIDTH),
    )
    for text in shapes:
        assert amount(text) == (yuan, None)
    assert amount(float(yuan)) == (yuan, None)
    assert amount(f"{yuan / 10_000:f}万元") == (yuan, None)


def test_figures_with_a_long_tail_are_rounded_half_up() -> None:
    assert amount(1856.666666667) == (Decimal("1856.67"), None)
    assert amount(0.005) == (Decimal("0.01"), None)
    assert amount(3) == (Decimal("3.00"), None)


def test_about_so_much_is_taken_and_told() -> None:
    for text in ("约720", "大约720元", "720左右"):
        found, told = amount(text)
        assert (found, kind(told)) == (Decimal("720.00"), "money_about")


@pytest.mark.parametrize(
    "value", ["不固定", "800-1200", "待核实", -5.0, math.nan, math.inf, 1e300, True, date(2020, 1, 1)]
)
def test_what_is_no_amount_is_told_and_is_not_nought(value: Value) -> None:
    found, told = amount(value)
    assert (found, kind(told)) == (None, "money_unreadable")


def test_nothing_and_nought_are_two_things() -> None:
    assert amount("") == (None, None)
    assert amount("无") == (Decimal("0.00"), None)


# Numbers


def test_a_number_may_name_what_it_counts() -> None:
    for value in (3, 3.0, "3", "3人", "3口人", "３ 人"):
        assert number(value, most=99) == (Decimal(3), None)
    for value in (72.8, "72.8㎡", "约72.8平方米", "72.8m2"):
        assert number(value, most=1000) == (Decimal("72.8"), None)
    assert number("无", most=9) == (None, None)


@pytest.mark.parametrize("value", ["三", -1.0, 100, "100人", True, math.nan, date(2020, 1, 1)])
def test_what_is_no_number_or_too_much_is_told(value: Value) -> None:
    found, told = number(value, most=99)
    assert (found, kind(told)) == (None, "number_unreadable")


# Phones

MOBILE = st.from_regex(r"199[0-9]{8}", fullmatch=True)


@given(MOBILE, MOBILE, st.sampled_from(["/", "、", "；", ";", ",", "，", " ", "\n", "  ", "或"]))
def test_two_phones_in_a_cell_are_both_taken(first: str, second: str, sign: str) -> None:
    assert phones(f"{first}{sign}{second}") == (first, second if second != first else None, None)


@given(MOBILE, st.sampled_from(["{}", "'{}", " {} ", "+86{}", "86-{}", "{}（女儿）", "张某{}"]))
def test_a_phone_in_any_shape_is_that_phone(mobile: str, shape: str) -> None:
    assert phones(shape.format(mobile)) == (mobile, None, None)
    assert phones(shape.format(f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}")) == (mobile, None, None)
    assert phones(float(mobile)) == (mobile, None, None)


def test_a_land_line_is_the_second_phone() -> None:
    assert phones("0934-8612345") == (None, "0934-8612345", None)
    assert phones("(0934)8612345、19900000001") == ("19900000001", "0934-8612345", None)


@pytest.mark.parametrize("value", ["1990000797", 1990000961.0, "有", True, "12345678901234"])
def test_what_is_no_phone_is_told(value: Value) -> None:
    first, second, told = phones(value)
    assert (first, second, kind(told)) == (None, None, "phone_bad")


def test_a_good_phone_beside_a_bad_one_is_taken() -> None:
    first, second, told = phones("1990000797/19900000001")
    assert (first, second, kind(told)) == ("19900000001", None, "phone_bad")


def test_no_phone_at_all_is_not_told() -> None:
    for text in ("", "无", "\u3000", "-"):
        assert phones(text) == (None, None, None)
