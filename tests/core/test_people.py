"""Identity numbers, codes, names, phones, masks and ages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from centre_app.core.areas import Areas
from centre_app.core.people import (
    MaskKind,
    YearMonth,
    age_on,
    agreement,
    bank_card,
    born_by,
    identity,
    mask,
    phone,
    plain,
    same_person_key,
    tidy_name,
    upgrade,
    uscc,
)
from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.standards import Sex

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "tests" / "data").glob("**/*.expected.json"))
ENDINGS = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_KINDS = {
    "id_15", "id_check", "id_character", "id_damaged", "id_date", "id_length", "id_masked", "id_missing", "area_ended",
}  # fmt: skip


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas.parse(file.read_text(encoding="utf-8") for file in (ROOT / "resources" / "areas").glob("*.toml"))


def codes(problems: object) -> list[str]:
    assert isinstance(problems, tuple)
    return [problem.code for problem in problems]


days = st.dates(date(1900, 1, 1), date(2030, 12, 31))
bodies = st.builds("{:06}{:%Y%m%d}{:03}".format, st.integers(110000, 659999), days, st.integers(0, 999))


def closed(body: str) -> str:
    """The number with its check character by the weights of the standard, not by the library."""
    return body + ENDINGS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("621002197001010018", date(1970, 1, 1), Sex.MALE),
        ("621002197512310020", date(1975, 12, 31), Sex.FEMALE),
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
    ],
)
def test_a_valid_number_says_who_its_holder_is(number: str, born: date, sex: Sex) -> None:
    found = identity(number)
    assert (found.number, found.birth_date, found.sex, found.area_code) == (number, born, sex, number[:6])
    assert (found.ok, found.kind, found.problems, found.upgraded) == (True, "18", (), None)


def test_an_old_number_gets_its_eighteen_digits_and_a_warning() -> None:
    found = identity("621002700101001")
    assert (found.number, found.upgraded) == ("621002197001010018", "621002197001010018")
    assert (found.ok, found.kind, codes(found.problems)) == (True, "15", ["id_15"])
    assert identity("621002700101001", figure=True).number == "621002197001010018"
    assert identity("621002700101001.0", figure=True).number == "621002197001010018"


@pytest.mark.parametrize(
    ("given_text", "code"),
    [
        (None, "id_missing"),
        (" \u3000\u200b", "id_missing"),
        ("无", "id_missing"),
        ("621002197001010019", "id_check"),
        ("62100219700101001", "id_length"),
        ("6210021970010100188", "id_length"),
        ("6210231974090337X", "id_length"),
        ("621021199002309799", "id_date"),
        ("621002701301001", "id_date"),
        ("6210212007090523O5", "id_character"),
        ("62102119851201l155", "id_character"),
        ("62100270010100X", "id_character"),
        ("621002１９７００１０１００１٨", "id_character"),
        ("621021********8912", "id_masked"),
        ("6210211988XXXX8912", "id_masked"),
        ("6.21002E+17", "id_damaged"),
        ("6.21021980012e+17", "id_damaged"),
        ("621002197001011000", "id_damaged"),
    ],
)
def test_a_number_that_cannot_be_trusted_is_none_and_says_why(given_text: str | None, code: str) -> None:
    found = identity(given_text)
    assert codes(found.problems) == [code]
    assert (found.ok, found.number, found.birth_date, found.sex, found.upgraded) == (False, None, None, None, None)
    assert found.damaged_by_spreadsheet == (code == "id_damaged")
    assert all(problem.stops and problem.sentence for problem in found.problems)


def test_a_word_in_place_of_a_number_has_both_faults_told() -> None:
    assert codes(identity("身份证号").problems) == ["id_character", "id_length"]


def test_a_figure_of_eighteen_digits_is_damaged_even_where_its_check_character_fits() -> None:
    assert identity("621021194807235000").ok
    found = identity("621021194807235000", figure=True)
    assert (codes(found.problems), found.number, found.damaged_by_spreadsheet) == (["id_damaged"], None, True)
    assert codes(identity("621021194807235000.0", figure=True).problems) == ["id_damaged"]


def test_nobody_is_born_after_today_or_before_numbers_could_reach_them() -> None:
    tomorrow = closed("62100220260102001")
    assert identity(tomorrow).ok
    assert codes(identity(tomorrow, on=date(2026, 1, 1)).problems) == ["id_date"]
    assert identity(tomorrow, on=date(2026, 1, 2)).ok
    assert codes(identity(closed("62100218691231001")).problems) == ["id_date"]
    assert codes(identity(closed("62100200000101001")).problems) == ["id_date"]


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x", "11010519491231002ｘ", "１１０１０５１９４９１２３１００２Ｘ", "'11010519491231002X",
        "‘11010519491231002X", "＇11010519491231002X", " 110105 19491231 002X\n", "110105\xa019491231002X\t",
        "\u200b11010519491231002X", "\u202d11010519491231002X\u202c", "\u300011010519491231002X",
        "\ufeff'11010519491231002X",
    ],
)  # fmt: skip
def test_what_only_looks_different_is_the_same_number(typed: str) -> None:
    found = identity(typed)
    assert (found.number, found.given, found.problems) == ("11010519491231002X", typed, ())


def test_ended_and_unknown_areas_are_worth_a_look_only(areas: Areas) -> None:
    ended = identity(closed("62082419701228232"), areas=areas)
    unknown = identity(closed("62109919701228232"), areas=areas)
    prefecture = identity(closed("62100019701228232"), areas=areas)
    assert (codes(ended.problems), ended.ok) == (["area_ended"], True)
    assert "平凉市华亭县" in ended.problems[0].sentence
    assert (codes(unknown.problems), unknown.ok) == (["area_unknown"], True)
    assert codes(prefecture.problems) == ["area_unknown"]
    assert identity("621002197001010018", areas=areas).problems == ()
    assert codes(identity("620824700101001", areas=areas).problems) == ["id_15", "area_ended"]


def cells() -> Iterator[tuple[str, bool, str, list[str]]]:
    for file in CASES:
        expected = json.loads(file.read_text(encoding="utf-8"))
        for problem in expected["problems"]:
            if problem["kind"] in ID_KINDS:
                yield problem["cell"], problem["figure"], problem["kind"], problem.get("never", [])


def test_every_number_of_the_three_counties_is_judged_as_expected(areas: Areas) -> None:
    for cell, figure, kind, never in cells():
        found = identity(cell, figure=figure, areas=areas)
        assert (cell, codes(found.problems)) == (cell, [kind])
        assert found.number not in never


def test_every_number_that_arrives_in_the_three_counties_is_whole(areas: Areas) -> None:
    arrived = 0
    for file in CASES:
        expected = json.loads(file.read_text(encoding="utf-8"))
        for household in expected["households"]:
            for person in [household["head"] or {}, *household["members"]]:
                number = person.get("id_number")
                if number:
                    arrived += 1
                    assert identity(number, areas=areas).number == number
        for cell in expected["silent"]:
            if cell["kind"].startswith("id_"):
                assert identity(cell["cell"], areas=areas).problems == ()
    assert arrived > 1400


@given(bodies)
def test_the_library_gives_the_check_character_of_the_standard(body: str) -> None:
    assert identity(closed(body)).number == closed(body)


@given(bodies, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_digit_never_passes(body: str, place: int, character: str) -> None:
    number = closed(body)
    assume(number[place] != character)
    assert not identity(number[:place] + character + number[place + 1 :]).ok


@given(bodies, st.integers(0, 16))
def test_two_neighbours_exchanged_never_pass(body: str, place: int) -> None:
    number = closed(body)
    assume(number[place] != number[place + 1])
    assert not identity(number[:place] + number[place + 1] + number[place] + number[place + 2 :]).ok


@given(st.text(max_size=40), st.booleans())
def test_any_text_gets_an_answer(text: str, figure: bool) -> None:
    found = identity(text, figure=figure)
    assert found.ok == (not any(problem.stops for problem in found.problems))
    assert found.ok or (found.number is None and found.problems)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_fifteen_and_eighteen_digits_are_one_person(born: date, order: int) -> None:
    old = f"621002{born:%y%m%d}{order:03}"
    assert same_person_key(old) == same_person_key(f" '{upgrade(old)}") == upgrade(old)


def test_other_documents_are_compared_without_their_blanks() -> None:
    assert same_person_key(" e1234 5678 ") == "E12345678"


def test_sex_and_birth_date_are_held_against_the_number() -> None:
    found = identity("621002197001010018")
    other = date(1971, 1, 1)
    assert agreement(found, Sex.MALE, date(1970, 1, 1)) == ()
    assert agreement(found, None, None) == ()
    assert agreement(found, Sex.UNSTATED, YearMonth(1970, 1)) == ()
    assert codes(agreement(found, Sex.FEMALE, None)) == ["sex_differs"]
    assert codes(agreement(found, Sex.MALE, other)) == ["birth_differs"]
    assert codes(agreement(found, Sex.FEMALE, other)) == ["id_other_person"]
    [differs] = agreement(found, None, YearMonth(1970, 2))
    assert (differs.code, differs.facts["given"], differs.stops) == ("birth_differs", "1970-02", False)
    assert agreement(identity(None), Sex.FEMALE, other) == ()


def test_ages_are_full_years() -> None:
    assert age_on(date(2010, 5, 2), date(2026, 5, 1)) == 15
    assert age_on(date(2010, 5, 2), date(2026, 5, 2)) == 16
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
@example(date(2028, 2, 29), 3)
@example(date(2028, 2, 29), 4)
def test_the_last_birth_date_of_an_age_is_one_day_before_that_of_the_younger(day: date, age: int) -> None:
    last = born_by(age, day)
    assert age_on(last, day) >= age
    assert age_on(last + timedelta(days=1), day) == age - 1


@given(days, st.integers(0, 40_000))
def test_nobody_gets_younger(born: date, later: int) -> None:
    day = born + timedelta(days=later)
    assert 0 <= age_on(born, day) <= age_on(born, day + timedelta(days=1)) <= age_on(born, day) + 1


def test_credit_codes_are_judged() -> None:
    assert uscc("91350100M000100Y43").number == "91350100M000100Y43"
    assert uscc(" ９1350100m000100y43").ok
    assert codes(uscc("91350100M000100Y44").problems) == ["uscc_check"]
    assert codes(uscc("9135010OM000100Y43").problems) == ["uscc_character"]
    assert codes(uscc("91A50100M000100Y43").problems) == ["uscc_character"]
    assert codes(uscc("91350100M000100Y4").problems) == ["uscc_length"]
    assert codes(uscc("91350100I000100Y4").problems) == ["uscc_character", "uscc_length"]
    assert codes(uscc("").problems) == codes(uscc(None).problems) == ["uscc_missing"]
    assert not uscc("").ok


CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(
    st.sampled_from(["91", "12", "81", "N2", "A1"]),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(CREDIT, min_size=9, max_size=9),
    st.integers(0, 17),
    st.sampled_from(CREDIT),
)
def test_one_wrong_character_of_a_credit_code_never_passes(
    front: str, area: str, body: str, place: int, other: str
) -> None:
    text = front + area + body
    total = sum(CREDIT.index(character) * pow(3, at, 31) for at, character in enumerate(text))
    code = text + CREDIT[-total % 31]
    assert uscc(code).number == code
    assume(code[place] != other)
    assert not uscc(code[:place] + other + code[place + 1 :]).ok


def test_bank_cards_are_judged() -> None:
    assert bank_card("6222 0000 0000 0000").ok == (bank_card("6222000000000000").number is not None)
    whole = bank_card("4111111111111111")
    assert (whole.number, whole.problems, whole.ok) == ("4111111111111111", (), True)
    doubtful = bank_card("4111111111111112")
    assert (doubtful.number, codes(doubtful.problems), doubtful.ok) == ("4111111111111112", ["account_check"], True)
    assert codes(bank_card("41111111111").problems) == ["account_length"]
    assert codes(bank_card("4111111111111111111111").problems) == ["account_length"]
    assert codes(bank_card("41111111-1111").problems) == ["account_character"]
    assert codes(bank_card("").problems) == codes(bank_card(None).problems) == ["account_missing"]
    assert not bank_card("").ok


def test_an_account_that_was_a_figure_is_lost() -> None:
    damaged = bank_card("6200005484256320000", figure=True)
    assert (damaged.number, codes(damaged.problems)) == (None, ["account_damaged"])
    assert not damaged.problems[0].stops
    assert bank_card("411111111111116.0", figure=True).number == "411111111111116"
    assert codes(bank_card("6.20000E+18").problems)[:2] == ["account_damaged", "account_character"]
    assert bank_card("6.20000E+18").number is None


def test_phones_are_judged() -> None:
    assert phone(" 199 0000-0001").number is None
    assert phone("１９９００００００００").number == "19900000000"
    assert phone("19900000000").problems == ()
    assert codes(phone("1990000000").problems) == ["phone_bad"]
    assert codes(phone("12900000000").problems) == ["phone_bad"]
    assert phone(None).number is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张  三", "张三"), ("严\u3000\u3000芳", "严芳"), ("王\u200b红\n", "王红"),
        ("吐尔逊.买买提", "吐尔逊·买买提"), ("古丽娜尔．艾合买提", "古丽娜尔·艾合买提"),
        ("热依汗•买买提", "热依汗·买买提"), ("吐尔逊・艾山江", "吐尔逊·艾山江"),
        ("阿依古丽‧艾山江", "阿依古丽·艾山江"), ("古丽娜尔●艾合买提", "古丽娜尔·艾合买提"),
        ("艾山江·吐尔逊", "艾山江·吐尔逊"), ("李𠮷", "李𠮷"), ("严䶮", "严䶮"), ("周㛃", "周㛃"),
        ("姜𬍛安", "姜𬍛安"), ("孙𫖯", "孙𫖯"), ("李𬭎", "李𬭎"), ("张", "张"), ("张" * 50, "张" * 50),
    ],
)  # fmt: skip
def test_a_name_loses_its_blanks_and_nothing_else(typed: str, name: str) -> None:
    assert tidy_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (None, ["name_missing"]),
        (" \u3000", ["name_missing"]),
        ("张\x00三", ["name_character"]),
        ("张\ue863", ["name_character"]),
        ("张" * 51, ["name_too_long"]),
        ("\x07" * 51, ["name_character", "name_too_long"]),
    ],
)
def test_a_name_that_is_none_is_refused_with_every_objection(typed: str | None, told: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        tidy_name(typed)
    assert [objection.code for objection in refused.value.objections] == told


@given(st.text(max_size=60))
def test_a_tidy_name_stays_as_it_is(text: str) -> None:
    try:
        name = tidy_name(text)
    except Refused:
        return
    assert tidy_name(name) == name
    assert 1 <= len(name) <= 50


def test_plain_keeps_what_is_plain() -> None:
    assert plain("62100219700101001x") == "62100219700101001x"
    assert plain("＇Ａ１ ") == "A1"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (MaskKind.NAME, "艾山江·吐尔逊", "艾******"),
        (MaskKind.NAME, "𠮷三", "𠮷*"),
        (MaskKind.NAME, "张", "张*"),
        (MaskKind.NAME, "", ""),
        (MaskKind.ID, "621002197001010018", "6210**********0018"),
        (MaskKind.ID, "12345678", "********"),
        (MaskKind.PHONE, "19900000001", "199****0001"),
        (MaskKind.ACCOUNT, "6200005862351054919", "***************4919"),
        (MaskKind.ACCOUNT, "123", "***"),
        (MaskKind.ADDRESS, "甘肃省庆阳市庆城县东湖镇幸福路26号", "甘肃省庆阳市庆城县****"),
        (MaskKind.ADDRESS, "东湖镇幸福路26号", "****"),
        (MaskKind.ADDRESS, "", ""),
    ],
)
def test_masks_show_only_what_is_allowed(areas: Areas, kind: MaskKind, text: str, shown: str) -> None:
    assert mask(kind, text, areas) == shown


def test_an_address_is_hidden_whole_without_a_register() -> None:
    assert mask(MaskKind.ADDRESS, "甘肃省庆阳市庆城县东湖镇") == "****"


@given(st.sampled_from([MaskKind.ID, MaskKind.PHONE, MaskKind.ACCOUNT]), st.text("0123456789X", max_size=30))
def test_masks_of_numbers_never_leak(kind: MaskKind, text: str) -> None:
    front, back = {MaskKind.ID: (4, 4), MaskKind.PHONE: (3, 4), MaskKind.ACCOUNT: (0, 4)}[kind]
    shown = mask(kind, text)
    assert len(shown) == len(text)
    assert set(shown[front : len(text) - back]) <= {"*"}
    assert len(text) > front + back or set(shown) <= {"*"}


@given(st.text(min_size=1, max_size=60))
def test_masks_of_names_never_leak(text: str) -> None:
    assert mask(MaskKind.NAME, text).strip("*") in ("", text[0])


@given(st.text("0123456789号路镇室单元小区街道村组东湖幸福", max_size=40))
def test_masks_of_addresses_never_leak(areas: Areas, tail: str) -> None:
    shown = mask(MaskKind.ADDRESS, "甘肃省庆阳市庆城县" + tail, areas)
    assert shown == "甘肃省庆阳市庆城县****"
