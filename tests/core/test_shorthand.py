from contextlib import suppress
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from enum import unique
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.fields.values import first_day
from centre_app.core.people import YearMonth
from centre_app.core.refusals import Told
from centre_app.core.refusals.money import AmountOutOfRange
from centre_app.core.refusals.shorthand import (
    ChoiceUnclear,
    ChoiceUnknown,
    DayNeedsItsDate,
    DayUnclear,
    FigureNotWhole,
    FigureUnclear,
    SumByNought,
    SumTooFine,
    SumUnclear,
    TimeUnclear,
)
from centre_app.core.shorthand import chosen, day, day_or_month, figure, matching, reckoned, time_of_day, whole
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.standards import Ethnicity

TODAY = date(2026, 11, 24)


# Sums


@pytest.mark.parametrize(
    ("text", "yuan", "reckoning"),
    [
        ("1950", "1950.00", ""),
        ("1,950", "1950.00", ""),
        ("1,234,567.89", "1234567.89", ""),
        (" １９５０。５元 ", "1950.50", ""),
        (".5", "0.50", ""),
        ("0", "0.00", ""),
        ("120+86.5+33", "239.50", "120+86.5+33"),
        ("=800*12", "9600.00", "800×12"),
        ("2000*12+800", "24800.00", "2000×12+800"),
        ("2000×12＋800", "24800.00", "2000×12+800"),
        ("2000x12", "24000.00", "2000×12"),
        ("（3+4）×500", "3500.00", "(3+4)×500"),
        ("1000÷3", "333.33", "1000÷3"),
        ("2000/3", "666.67", "2000÷3"),
        ("0.01/2", "0.01", "0.01÷2"),
        ("1-0.5×2", "0.00", "1-0.5×2"),
        ("1,200*12", "14400.00", "1,200×12"),
    ],
)
def test_a_sum_is_reckoned_as_it_was_typed(text: str, yuan: str, reckoning: str) -> None:
    found = reckoned(text)
    assert (str(found.yuan), found.reckoning) == (yuan, reckoning)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", SumUnclear),
        ("元", SumUnclear),
        ("一千", SumUnclear),
        ("约450", SumUnclear),
        ("12 34+", SumUnclear),
        ("1+", SumUnclear),
        ("+1", SumUnclear),
        ("-5", SumUnclear),
        ("1+*2", SumUnclear),
        ("(1", SumUnclear),
        ("1)", SumUnclear),
        ("()", SumUnclear),
        ("2(3)", SumUnclear),
        ("1,95", SumUnclear),
        ("1.2.3", SumUnclear),
        ("1e5", SumUnclear),
        ("1" * 300, SumUnclear),
        ("(" * 100 + "1" + ")" * 99, SumUnclear),
        ("4**2", SumUnclear),
        ("3.145", SumTooFine),
        ("5/0", SumByNought),
        ("5/(2-2)", SumByNought),
        ("1-2", AmountOutOfRange),
        ("9999999999999", AmountOutOfRange),
    ],
)
def test_what_is_no_sum_is_refused_with_the_way_to_write_it(text: str, refusal: type[Told]) -> None:
    with pytest.raises(refusal):
        reckoned(text)


fen = st.integers(0, 10**9).map(lambda value: Decimal(value).scaleb(-2))


@given(fen, st.booleans())
def test_every_amount_is_read_back(amount: Decimal, grouped: bool) -> None:
    assert reckoned(f"{amount:,f}" if grouped else f"{amount:f}").yuan == amount


@given(st.lists(st.tuples(fen, st.integers(1, 12)), min_size=2, max_size=6))
def test_a_reckoning_is_exact(lines: list[tuple[Decimal, int]]) -> None:
    text = "+".join(f"{amount}*{times}" for amount, times in lines)
    assert reckoned(text).yuan == sum((amount * times for amount, times in lines), Decimal(0))


@given(st.integers(0, 10**8), st.integers(1, 400))
def test_a_division_is_rounded_half_up_at_its_end_only(whole: int, by: int) -> None:
    exact = Fraction(whole, by)
    places = Decimal(exact.numerator * 10**4 // exact.denominator).scaleb(-4)
    if exact * 10**4 % 1:
        places += Decimal("0.00005") if str(places)[-2:] == "50" else 0
    assert reckoned(f"{whole}/{by}").yuan == places.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert reckoned(f"{whole}/{by}*{by}").yuan == whole


@given(st.text(max_size=30))
def test_any_text_is_a_sum_or_is_told_why_not(text: str) -> None:
    with suppress(Told):
        found = reckoned(text)
        assert found.yuan >= 0
        assert found.yuan == found.yuan.quantize(Decimal("0.01"))


# Days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0718", date(2026, 7, 18)),
        ("718", date(2026, 7, 18)),
        ("1124", date(2026, 11, 24)),
        ("1125", date(2025, 11, 25)),
        ("0229", date(2024, 2, 29)),
        ("18", date(2026, 11, 18)),
        ("25", date(2026, 10, 25)),
        ("31", date(2026, 10, 31)),
        ("5", date(2026, 11, 5)),
        ("20260718", date(2026, 7, 18)),
        ("260718", date(2026, 7, 18)),
        ("980718", date(1998, 7, 18)),
        ("201112", date(2020, 11, 12)),
        ("2026-07-18", date(2026, 7, 18)),
        ("2026.7.18", date(2026, 7, 18)),
        ("2026/7/18", date(2026, 7, 18)),
        ("2026年7月18日", date(2026, 7, 18)),
        ("２０２６年７月１８日", date(2026, 7, 18)),
        ("二〇二六年七月十八日", date(2026, 7, 18)),
        ("2026年2月底", date(2026, 2, 28)),
        ("7-18", date(2026, 7, 18)),
        ("7.18", date(2026, 7, 18)),
        ("7月18日", date(2026, 7, 18)),
        ("7月18", date(2026, 7, 18)),
        ("十二月三十一号", date(2025, 12, 31)),
        ("廿五日", date(2026, 10, 25)),
        ("12月初", date(2025, 12, 1)),
        ("去年3月5日", date(2025, 3, 5)),
        ("前年12月底", date(2024, 12, 31)),
        ("今年3.5", date(2026, 3, 5)),
        ("上月18日", date(2026, 10, 18)),
        ("上个月底", date(2026, 10, 31)),
        ("月初", date(2026, 11, 1)),
        ("18号", date(2026, 11, 18)),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 23)),
        ("大前天", date(2026, 11, 21)),
    ],
)
def test_a_day_is_read_in_short(text: str, found: date) -> None:
    assert day(text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0718", date(2027, 7, 18)),
        ("1124", date(2026, 11, 24)),
        ("1125", date(2026, 11, 25)),
        ("0229", date(2028, 2, 29)),
        ("18", date(2026, 12, 18)),
        ("明天", date(2026, 11, 25)),
        ("下月5日", date(2026, 12, 5)),
        ("明年1月5日", date(2027, 1, 5)),
        ("270105", date(2027, 1, 5)),
    ],
)
def test_a_planned_day_is_the_next_one(text: str, found: date) -> None:
    assert day(text, TODAY, ahead=True) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("去年3月", YearMonth(2025, 3)),
        ("202607", YearMonth(2026, 7)),
        ("201112", YearMonth(2011, 12)),
        ("2026-07", YearMonth(2026, 7)),
        ("2026年7月", YearMonth(2026, 7)),
        ("7月", YearMonth(2026, 7)),
        ("十二月", YearMonth(2025, 12)),
        ("上月", YearMonth(2026, 10)),
        ("本月", YearMonth(2026, 11)),
        ("260718", date(2026, 7, 18)),
        ("0718", date(2026, 7, 18)),
    ],
)
def test_a_month_will_do_where_the_form_says_so(text: str, found: date | YearMonth) -> None:
    assert day_or_month(text, TODAY) == found


def test_a_planned_month_is_the_next_one() -> None:
    assert day_or_month("3月", TODAY, ahead=True) == YearMonth(2027, 3)


@pytest.mark.parametrize("text", ["去年3月", "7月", "2026-07", "202607", "上月"])
def test_a_month_alone_is_no_day(text: str) -> None:
    with pytest.raises(DayNeedsItsDate):
        day(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "32", "000", "1332", "0230", "20260230", "12345", "1234567", "去年", "去年13月", "某年3月",
        "上月31日", "明天上午", "2026年", "2026-13-01", "1899-12-31", "2101-01-01", "3月32日", "X月", "零月",
        "2026年13月底",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayUnclear):
        day(text, date(2026, 10, 24))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_whole_day_is_read_from_any_day_in_every_shape(wanted: date) -> None:
    shapes = (f"{wanted:%Y%m%d}", wanted.isoformat(), f"{wanted.year}年{wanted.month}月{wanted.day}日")
    assert {day(shape, TODAY) for shape in shapes} == {wanted}


@given(st.dates(date(1920, 1, 1), date(2090, 12, 31)), st.dates(date(1920, 1, 1), date(2090, 12, 31)))
def test_four_digits_are_the_last_such_day_and_ahead_the_next(of: date, on: date) -> None:
    past, next_one = day(f"{of:%m%d}", on), day(f"{of:%m%d}", on, ahead=True)
    assert past <= on <= next_one
    assert (past.month, past.day) == (next_one.month, next_one.day) == (of.month, of.day)
    assert next_one.year - past.year <= 8


@given(st.text(max_size=20), st.booleans(), st.booleans())
def test_any_text_is_a_day_or_is_told_why_not(text: str, ahead: bool, months: bool) -> None:
    with suppress(Told):
        found = day_or_month(text, TODAY, ahead=ahead, months=months)
        assert date(1900, 1, 1) <= first_day(found) <= date(2100, 12, 31)


# Times and figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9:30", time(9, 30)),
        ("９：３０", time(9, 30)),
        ("15点", time(15)),
        ("下午3点半", time(15, 30)),
        ("下午三点二十分", time(15, 20)),
        ("中午12点", time(12)),
        ("晚上8:05", time(20, 5)),
        ("上午10时", time(10)),
    ],
)
def test_a_time_is_read_in_short(text: str, found: time) -> None:
    assert time_of_day(text) == found


@pytest.mark.parametrize("text", ["", "9", "25:00", "0960", "半天", "下午", "12345"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeUnclear):
        time_of_day(text)


def test_a_figure_may_carry_what_it_counts() -> None:
    assert (figure("52。5平方米"), figure("３"), whole("3口")) == (Decimal("52.5"), Decimal(3), 3)
    with pytest.raises(FigureUnclear):
        figure("三口")
    with pytest.raises(FigureNotWhole):
        whole("2.5人")


# Choices


@unique
class Colour(Choice):
    RED = "01", "红色"
    PINK = "02", "粉红色"
    GREEN = "03", "绿色"
    GREY = "10", "灰色（单色）"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01", Colour.RED),
        ("红色", Colour.RED),
        ("hs", Colour.RED),
        ("HS", Colour.RED),
        ("ｌｓ", Colour.GREEN),
        ("粉", Colour.PINK),
        ("f", Colour.PINK),
        ("灰", Colour.GREY),
        ("1", Colour.GREY),
    ],
)
def test_a_choice_is_made_by_code_word_or_initials(text: str, found: Colour) -> None:
    assert chosen(text, Colour) is found


def test_a_choice_that_several_fit_is_not_guessed() -> None:
    with pytest.raises(ChoiceUnclear, match="3 项"):
        chosen("0", Colour)
    assert matching("红", Colour) == [Colour.RED, Colour.PINK]
    with pytest.raises(ChoiceUnclear):
        chosen("红", Colour)


@pytest.mark.parametrize("text", ["", " ", "紫色", "zzz"])
def test_a_choice_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ChoiceUnknown):
        chosen(text, Colour)


@given(st.sampled_from(list(Ethnicity)))
def test_every_nation_is_found_by_its_code_and_its_word(nation: Ethnicity) -> None:
    assert chosen(nation.value, Ethnicity) is nation
    assert chosen(nation.label, Ethnicity) is nation
