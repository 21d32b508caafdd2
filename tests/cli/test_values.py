"""Values are judged without an office: every one gets an answer, and what was typed is echoed."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from centre_app.cli import captions
from centre_app.core.acts import ACTS
from tests.cli.said import ran

SAMPLES = Path(__file__).parents[1] / "data"
INVENTED = json.loads((SAMPLES / "county-a.expected.json").read_text("utf8"))


def _some_number() -> str:
    found = re.search(r'"id_number": "(\d{17}[\dX])"', json.dumps(INVENTED, ensure_ascii=False))
    assert found
    return found[1]


def test_a_good_identity_number_says_birth_date_sex_and_area() -> None:
    number = _some_number()
    [one] = ran("id", number, "--json").document
    assert one["ok"]
    assert one["number"] == number
    assert one["kind"] == "18"
    assert one["birth_date"] == f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    assert one["sex"] == ("1" if int(number[16]) % 2 else "2")
    assert one["area"]["code"] == number[:6]
    assert [problem for problem in one["problems"] if problem["stops"]] == []
    assert one["damaged_by_spreadsheet"] is False


def test_an_identity_number_that_lost_its_last_digits_in_a_spreadsheet_is_never_repaired() -> None:
    answer = ran("--json", "id", "6.21002E+17", _some_number()[:15] + "000")
    assert answer.code == 0
    for one in answer.document:
        assert one["damaged_by_spreadsheet"] is True
        assert one["ok"] is False
        assert one["birth_date"] is None
        assert [(p["code"], p["stops"]) for p in one["problems"]] == [("id_damaged", True)]


def test_an_old_number_of_fifteen_digits_is_good_with_a_warning_and_gives_its_eighteen() -> None:
    new = next(n for n in re.findall(r"\d{6}19\d{9}[\dX]", json.dumps(INVENTED)) if n)
    old = new[:6] + new[8:17]
    [one] = ran("id", old, "--json").document
    assert one["ok"]
    assert one["upgraded"] == new
    assert ("id_15", False) in [(p["code"], p["stops"]) for p in one["problems"]]


def test_an_area_that_the_register_does_not_know_is_only_worth_a_look() -> None:
    [one] = ran("id", "999999198001010015", "--json").document
    assert one["ok"] is ("area_unknown" in [p["code"] for p in one["problems"]])
    assert one["area"] is None or one["area"]["current"] is False


def test_what_was_typed_is_echoed_as_typed() -> None:
    odd = " ６２1002-1970 𠮷\udc80"
    [one] = ran("id", odd, "--json").document
    assert one["number"] == odd
    assert one["ok"] is False


def test_a_text_of_a_hundred_thousand_characters_is_judged_in_one_sentence() -> None:
    [one] = ran("id", "1" * 100_000, "--json").document
    assert [problem["code"] for problem in one["problems"]] == ["id_length"]


def test_credit_codes_and_bank_cards_are_judged_alike() -> None:
    [code] = ran("uscc", "91350100M000100Y43", "--json").document
    assert code == {"number": "91350100M000100Y43", "ok": True, "problems": []}
    [card] = ran("bankcard", "6222000000000000001", "--json").document
    assert (card["ok"], [(p["code"], p["stops"]) for p in card["problems"]]) == (True, [("account_check", False)])
    [short] = ran("bankcard", "12", "--json").document
    assert (short["ok"], [p["code"] for p in short["problems"]]) == (False, ["account_length"])
    [letter] = ran("uscc", "9135O100M000100Y43", "--json").document
    assert (letter["ok"], letter["problems"][0]["stops"]) == (False, True)


def test_amounts_are_written_in_capitals() -> None:
    assert ran("capitals", "1409.5", "--json", "100000").document == [
        {"amount": "1409.5", "text": "人民币壹仟肆佰零玖元伍角"},
        {"amount": "100000", "text": "人民币壹拾万元整"},
    ]


def test_every_text_that_is_no_amount_is_refused_at_once_and_nothing_is_answered() -> None:
    answer = ran("capitals", "abc", "1.005", "12", "9" * 30, "--json")
    assert answer.code == 1
    assert answer.codes == ["AmountNotWritten", "AmountNotWritten", "AmountNotWritten"]
    assert answer.err.count("\n") == 3


def test_one_posting_gives_an_object_and_several_give_a_list_in_order() -> None:
    one = ran("notice-end", "2026-11-24", "--days", "5", "--json").document
    assert one == {
        "posted": "2026-11-24",
        "days": 5,
        "last_day": "2026-12-01",
        "next_day": "2026-12-02",
        "calendar_complete": True,
        "problems": [],
    }
    several = ran("--json", "notice-end", "2083-01-02", "2026-11-24", "--days", "5").document
    assert [each["posted"] for each in several] == ["2083-01-02", "2026-11-24"]
    assert several[0]["calendar_complete"] is False
    assert [problem["code"] for problem in several[0]["problems"]] == ["CalendarMissing"]
    assert several[1] == one


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "10000-01-01", "20261124", "2026-W48-2", "明天", ""])
def test_a_day_that_does_not_exist_is_wrong_usage(day: str) -> None:
    answer = ran("notice-end", day, "--days", "5", "--json")
    assert answer.code == 2
    assert answer.codes == ["BadParameter"]


@pytest.mark.parametrize(("day", "days"), [("9999-12-31", "5"), ("0001-01-01", "5"), ("2026-11-24", "0")])
def test_a_period_out_of_range_is_refused(day: str, days: str) -> None:
    answer = ran("notice-end", day, "--days", days, "--json")
    assert (answer.code, answer.codes) == (1, ["PeriodOutOfRange"])


def test_a_number_of_days_that_is_no_number_is_wrong_usage() -> None:
    assert ran("notice-end", "2026-11-24", "--days", "五").code == 2


def test_without_a_number_of_days_the_rules_of_the_posting_day_say_it() -> None:
    assert ran("notice-end", "2026-11-24", "--json").document["days"] == 5


@pytest.mark.parametrize(
    ("kind", "text", "masked"),
    [
        ("name", "欧阳𠮷", "欧**"),
        ("id", "999999198001010000", "9999**********0000"),
        ("phone", "19900000001", "199****0001"),
        ("account", "6222000000000000001", "*" * 15 + "0001"),
        ("address", "甘肃省庆阳市西峰区某路1号", "甘肃省庆阳市西峰区****"),
    ],
)
def test_every_kind_is_masked(kind: str, text: str, masked: str) -> None:
    assert ran("mask", kind, text, "--json").document == [{"kind": kind, "text": text, "masked": masked}]


def test_a_word_of_a_list_may_be_written_in_chinese_whole_or_in_part() -> None:
    assert ran("mask", "姓名", "欧阳", "--json").document[0]["masked"] == "欧*"
    assert ran("print", "申请书", "--sample", "--text").out == ran("print", "application", "--sample", "--text").out
    several = ran("print", "目录清单", "--json"), ran("print", "公示", "--sample", "--text", "--json")
    assert [one.code for one in several] == [2, 2]
    assert "notice-certificate（公示结果证明）" in several[1].err
    assert "application" not in several[1].err
    assert "application（困难职工帮扶申请书）" in several[0].err
    assert "“表单”" in ran("print", "目录清单").err


def test_an_unknown_kind_of_mask_is_wrong_usage() -> None:
    answer = ran("mask", "face", "x", "--json")
    assert (answer.code, answer.codes) == (2, ["BadParameter"])


@pytest.mark.parametrize("words", [["forms"], ["reports"], ["sources"], ["rules"], ["acts"]])
def test_what_there_is_comes_as_codes_with_labels(words: list[str]) -> None:
    listed = ran(*words, "--json").document
    assert all({"code", "label"} <= set(one) for one in listed)
    assert len({one["code"] for one in listed}) == len(listed)
    assert ran(*words).code == 0


def test_acts_come_with_the_roles_that_may_and_the_schema_of_what_they_take() -> None:
    listed = {one["code"]: one for one in ran("acts", "--json").document}
    assert set(listed) == set(ACTS)
    opening = listed["open-case"]
    assert opening["roles"] == [{"code": "clerk", "label": "经办"}]
    assert opening["schema"]["type"] == "object"
    assert "household" in opening["schema"]["required"]
    assert listed["print"]["schema"] is None


def test_one_act_says_what_it_asks_for_and_gives_a_document_to_be_filled_in() -> None:
    said = ran("acts", "record-visit", "--json").document
    assert (said["label"], said["template"]["photos"]) == ("登记入户调查", [])
    met = next(one for one in said["fields"] if one["name"] == "person_met")
    assert (met["label"], met["required"], met["choices"]) == ("接待人", True, [])
    shown = ran("acts", "record-visit").out
    assert "接待人" in shown
    assert "signature（签字）" in shown
    assert json.loads(shown[shown.index("\n{\n") :]) == said["template"]
    assert json.loads(ran("acts", "record-visit", "--template").out) == said["template"]
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert "共 " in ran("acts", "open-case").out
    assert "接待人" in ran("act", "record-visit", "--help").out
    assert captions.ACT_FIELDS_WHERE in ran("act", "--help").out


@pytest.mark.parametrize("words", [["acts", "fly"], ["acts", "print"], ["acts", "--template"]])
def test_what_is_no_act_of_json_asks_for_nothing(words: list[str]) -> None:
    assert ran(*words).code == 2


def test_figures_are_those_of_the_day() -> None:
    rules = {one["code"]: one for one in ran("rules", "--on", "2026-01-01", "--json").document}
    assert rules["notice_days"]["value"] == "5"
    assert rules["notice_days"]["source"]
    early = ran("rules", "--on", "0001-01-01", "--json")
    assert (early.code, early.codes) == (1, ["RulesBeginLater"])
    assert ran("rules", "--on", "9999-12-31").code == 0
    assert ran("rules", "--pack", "atlantis").code == 2


def test_without_an_office_too_the_day_may_be_set() -> None:
    assert "2020-03-04" in ran("rules", env={"CENTRE_TODAY": "2020-03-04"}).out.splitlines()[0]
    assert ran("rules", env={"CENTRE_TODAY": "2020-02-30"}).code == 2
