"""Every act, the lists and one household by command, as documents and for people."""

import json
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from centre_app.cli import captions
from centre_app.core.acts import ACTS
from centre_app.core.vocabulary.filing import Role
from centre_app.services.binding import BINDINGS
from tests.cli.conftest import Desk
from tests.services.walking import HEAD


def test_an_act_is_done_and_says_what_came_of_it(desk: Desk, tmp_path: Path) -> None:
    data = tmp_path / "note.json"
    data.write_text(json.dumps({"case": desk.cases["王丙"], "text": "老户"}), "utf8")
    done = desk.read("act", "add-note", "--data", str(data))
    assert (done["act"], done["case"], done["state"], done["cautions"]) == ("add-note", desk.cases["王丙"], "draft", [])
    assert done["key"]
    shown = desk.ran("act", "add-note", "--data", "-", stdin=data.read_bytes())
    assert shown.code == 0
    assert "已办理“写备注”。" in shown.out
    assert "草稿" in shown.out
    file = desk.read("case", desk.cases["王丙"])
    assert [note["text"] for note in file["notes"]] == ["老户", "老户"]
    assert {note["on"] for note in file["notes"]} == {"2026-04-02"}


def test_an_act_comes_with_its_cautions(desk: Desk) -> None:
    household = {"people": [{**HEAD, "name": "赵丁", "id_number": "621021196807154216", "sex": "2"}], "causes": []}
    answer = desk.ran("--json", "act", "open-case", "--data", "-", stdin=json.dumps({"household": household}))
    assert answer.code in (0, 1)
    if answer.code:
        assert all(set(one) >= {"code", "text", "field"} for one in answer.document["refusals"])
    else:
        assert all(caution["stops"] is False for caution in answer.document["cautions"])


def test_all_objections_come_at_once_and_nothing_is_stored(desk: Desk) -> None:
    before = desk.read("log")
    given = {"case": desk.cases["王丙"], "kind": "wages", "amount": "-5", "period": None, "colour": "red"}
    answer = desk.ran("--json", "act", "set-budget-line", "--data", "-", stdin=json.dumps(given))
    assert answer.code == 1
    assert sorted((one["code"], one["field"]) for one in answer.document["refusals"]) == [
        ("FieldUnknown", "colour"),
        ("NotANumber", "amount"),
        ("NotInList", "kind"),
        ("NotInList", "period"),
    ]
    assert desk.read("log") == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "NotJson"),
        (b"{", "NotJson"),
        (b"[" * 100_000, "NotJson"),
        ('{"text": "老户"}'.encode("gb18030"), "NotJson"),
        (b"[1, 2]", "FieldWrong"),
        (b"7", "FieldWrong"),
        (json.dumps({"case": "x", "text": "字" * 100_000}).encode(), "TextTooLong"),
        (json.dumps({"case": "x", "text": "a\u0000b"}).encode(), "ControlCharacter"),
        (json.dumps({"case": "x", "text": "x", "on": "0000-01-01"}).encode(), "NotADay"),
        (json.dumps({"case": "x", "text": "x", "on": "9999-12-31"}).encode(), "NotADay"),
        (json.dumps({"case": "x", "text": "x", "on": "2026-02-30"}).encode(), "NotADay"),
        (json.dumps({"case": "没有这一户", "text": "x"}).encode(), "NoSuchCase"),
        (json.dumps({"case": "x" * 101, "text": "x"}).encode(), "TextTooLong"),
    ],
)
def test_hostile_data_get_a_sentence_each(desk: Desk, data: bytes, code: str) -> None:
    answer = desk.ran("--json", "act", "add-note", "--data", "-", stdin=data)
    assert (answer.code, answer.codes) == (1, [code])
    assert answer.err.count("\n") == 1


def test_a_day_to_come_is_refused(desk: Desk) -> None:
    given = {"case": desk.cases["王丙"], "text": "x", "on": "2026-04-03"}
    answer = desk.ran("--json", "act", "add-note", "--data", "-", stdin=json.dumps(given))
    assert (answer.code, answer.codes) == (1, ["FutureDay"])
    assert answer.document["refusals"][0]["field"] == "on"


def test_a_file_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        answer = desk.ran("--json", "act", "add-note", "--data", str(path))
        assert (answer.code, answer.codes) == (1, ["FileNotFound"])


def test_an_unknown_act_is_wrong_usage(desk: Desk) -> None:
    answer = desk.ran("--json", "act", "fly", "--data", "-", stdin="{}")
    assert (answer.code, answer.codes) == (2, ["ActUnknown"])


@pytest.mark.parametrize("name", sorted(set(ACTS) - set(BINDINGS)))
def test_an_act_that_needs_more_than_json_names_its_command(desk: Desk, name: str) -> None:
    answer = desk.ran("--json", "act", name, "--data", "-", stdin="{}")
    assert (answer.code, answer.codes) == (2, ["ActElsewhere"])
    assert "centre " in answer.err


def test_who_may_not_is_told_so_before_what_the_data_lack(desk: Desk) -> None:
    answer = desk.ran("--json", "act", "approve", "--data", "-", stdin="{}")
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])


def test_a_refused_approval_says_where_more_is_said(desk: Desk) -> None:
    answer = desk.by(Role.CHAIR).ran("--json", "act", "approve", "--data", "-", stdin=json.dumps({"case": "李乙"}))
    assert (answer.code, answer.codes) == (1, ["NotNow"])
    assert answer.document["refusals"][0]["gate"] is None
    assert "centre why 李乙" in answer.err


def test_a_role_that_may_not_is_refused_with_those_that_may(desk: Desk) -> None:
    given = json.dumps({"case": desk.cases["王丙"]})
    answer = desk.by(Role.INSPECTOR).ran("--json", "act", "apply", "--data", "-", stdin=given)
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])
    assert "经办" in answer.err


def test_an_act_is_taken_back_by_command(desk: Desk) -> None:
    note = json.dumps({"case": desk.cases["王丙"], "text": "笔误"})
    desk.ran("act", "add-note", "--data", "-", stdin=note)
    number = desk.read("log")[-1]["number"]
    answer = desk.ran("--json", "act", "undo-act", "--data", "-", stdin=json.dumps({"act": str(number)}))
    assert answer.code == 0
    assert desk.read("case", desk.cases["王丙"])["notes"] == []


def test_an_act_is_taken_back_by_its_number_as_a_figure_or_by_the_key_that_was_shown(desk: Desk) -> None:
    note = json.dumps({"case": desk.cases["王丙"], "text": "笔误"})
    for by_number in (True, False):
        made = desk.ran("--json", "act", "add-note", "--data", "-", stdin=note).document
        number = desk.read("log")[-1]["number"]
        for wrong in (True, 0, str(desk.cases["张甲"][:-4] + "0000")):
            assert desk.ran("act", "undo-act", "--data", "-", stdin=json.dumps({"act": wrong})).code == 1
        key = number if by_number else made["key"]
        answer = desk.ran("--json", "act", "undo-act", "--data", "-", stdin=json.dumps({"act": key}))
        assert (answer.code, answer.document["number"]) == (0, str(number))
    assert desk.read("case", desk.cases["王丙"])["notes"] == []


def test_cases_are_listed_masked_and_found_by_words(desk: Desk) -> None:
    listed = desk.read("cases", "--sort", "name")
    assert {one["name"] for one in listed} == {"张甲", "李乙", "王丙"}
    found = {one["name"]: one for one in listed}
    assert found["张甲"]["id_number"] == "6210**********0018"
    assert found["张甲"]["archive_no"] == "62100220260001"
    assert found["张甲"]["state"] == "active"
    assert found["张甲"]["state_label"] == "在档"
    assert found["张甲"]["case"] == desk.cases["张甲"]
    assert "key" not in found["张甲"]
    assert [one["name"] for one in desk.read("cases", "--find", "liyi")] == ["李乙"]
    assert [one["name"] for one in desk.read("cases", "--state", "draft", "--state", "active", "--sort", "name")] in (
        ["王丙", "张甲"],
        ["张甲", "王丙"],
    )


def test_a_search_says_in_what_it_found_each_case(desk: Desk) -> None:
    assert "姓名（李乙）" in desk.ran("cases", "--find", "liyi").out
    assert "身份证号（李乙）" in desk.ran("cases", "--find", "0020").out
    assert "临时编号" in desk.ran("cases", "--find", "L20260002").out.splitlines()[1]
    assert "建档单位" in desk.ran("cases", "--find", "东街").out
    assert "找到的是" not in desk.ran("cases").out


def test_filters_and_orders_may_be_written_in_chinese(desk: Desk) -> None:
    assert [one["name"] for one in desk.read("cases", "--state", "草稿")] == ["王丙"]
    assert desk.read("cases", "--sort", "姓名") == desk.read("cases", "--sort", "name")
    assert [one["number"] for one in desk.read("notices", "--state", "期满待撤")] == ["N2026002"]


def test_a_list_goes_on_after_a_key(desk: Desk) -> None:
    whole = [one["case"] for one in desk.read("cases", "--sort", "opened")]
    first = [one["case"] for one in desk.read("cases", "--sort", "opened", "--limit", "2")]
    rest = [one["case"] for one in desk.read("cases", "--sort", "opened", "--limit", "2", "--after", first[-1])]
    assert first + rest == whole


def test_people_are_told_when_a_list_is_cut(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("centre_app.cli.casework.MOST_SHOWN", 2)
    assert captions.MORE_CASES.format(shown=2, count=3) in desk.ran("cases").out
    assert captions.NO_CASES in desk.ran("cases", "--find", "没有这个人").out


def test_a_list_in_full_needs_a_reason_that_is_kept(desk: Desk) -> None:
    listed = desk.read("cases", "--reveal", "核对银行卡")
    assert HEAD["id_number"] in {one["id_number"] for one in listed}
    assert desk.read("log")[-1]["act"] == "reveal"
    assert desk.ran("cases", "--reveal", "  ").code == 2
    long = desk.ran("--json", "cases", "--reveal", "字" * 3000)
    assert (long.code, long.codes) == (1, ["TextTooLong"])


@pytest.mark.parametrize("words", [["--sort", "colour"], ["--state", "gone"], ["--limit", "0"], ["--limit", "x"]])
def test_words_that_no_list_knows_are_wrong_usage(desk: Desk, words: list[str]) -> None:
    assert desk.ran("cases", *words).code == 2


def test_a_household_is_opened_whole_and_leaves_a_line(desk: Desk) -> None:
    file = desk.read("case", "62100220260001")
    assert file["case"] == desk.cases["张甲"]
    assert file["state"] == "active"
    assert file["filing_unit"] == {"key": desk.people["unit"], "name": "东街街道工会"}
    assert file["household"]["address"] == "甘肃省庆阳市西峰区****"
    assert file["household"]["account"].endswith("*0001")
    assert file["members"][0]["id_number"] == "6210**********0018"
    assert file["members"][0]["name"] == "张甲"
    assert file["budget_lines"][0]["amount"] == "1000.00"
    assert file["meetings"][0]["decisions"][0]["votes"][0]["vote"] == "for"
    assert file["accidents"] == []
    assert [(one["act"], one["case"]) for one in desk.read("log")][-1] == ("view-case", desk.cases["张甲"])


def test_full_numbers_need_a_reason(desk: Desk) -> None:
    file = desk.read("case", desk.cases["张甲"], "--reveal", "核对证件")
    assert file["members"][0]["id_number"] == HEAD["id_number"]
    assert desk.read("log")[-1]["act"] == "reveal"
    answer = desk.by(Role.ADMINISTRATOR).ran("--json", "case", desk.cases["张甲"], "--reveal", "好奇")
    assert (answer.code, answer.codes) == (1, ["NotYourAct"])


def test_a_household_is_shown_to_people_in_their_words(desk: Desk) -> None:
    out = desk.ran("case", desk.cases["张甲"]).out
    assert "与户主关系：户主" in out
    assert "办理状态" in out
    assert "在档" in out
    assert "同意" in out
    assert "办理事项：登记入户调查" in out
    assert "record-visit" not in out
    assert desk.cases["张甲"][:8] not in out
    assert HEAD["id_number"] not in out
    assert max(map(cell_len, out.splitlines())) <= 80


def test_a_case_is_found_by_every_key(desk: Desk) -> None:
    for key in (desk.cases["张甲"], "62100220260001", "L20260001", "张甲"):
        assert desk.read("steps", key)["case"] == desk.cases["张甲"]
    answer = desk.ran("--json", "steps", "没有这一户")
    assert (answer.code, answer.codes) == (1, ["NoSuchCase"])


def test_steps_and_gates_stand_as_the_evidence_does(desk: Desk) -> None:
    whole = desk.read("steps", desk.cases["张甲"])
    assert whole["state"] == "active"
    assert [step["code"] for step in whole["steps"]] == [
        "enter",
        "look",
        "reckon",
        "discuss",
        "appraise",
        "publicise",
        "review",
    ]
    assert all(step["done"] and step["on"] for step in whole["steps"])
    assert [(gate["code"], gate["open"], gate["refusals"]) for gate in whole["gates"]] == [
        ("visited", True, []),
        ("publicised", True, []),
        ("deliberated", True, []),
        ("signed", True, []),
    ]
    assert whole["next"]["code"] == "pair"
    hanging = desk.on(date(2026, 3, 18)).read("steps", desk.cases["李乙"])
    assert hanging["next"]["act"] == "take-down-notice"
    assert hanging["next"]["not_before"] == "2026-03-24"
    assert [gate["open"] for gate in hanging["gates"]] == [True, False, True, False]
    assert "NoticeTooShort" in [one["code"] for one in hanging["gates"][1]["refusals"]]
    assert "下一步：结对" in desk.ran("steps", desk.cases["张甲"]).out


def test_why_says_in_sentences_what_is_missing_and_who_acts(desk: Desk) -> None:
    said = desk.read("why", desk.cases["王丙"])
    assert said["state"] == "draft"
    assert said["sentences"][0] == "王丙户（L20260003）现处于“草稿”。"
    assert "下一步：由经办办理“受理申请”。" in said["sentences"]
    assert "ApplicationMissing" in [one["code"] for one in said["next"]["missing"]]
    assert desk.ran("why", desk.cases["王丙"]).out.splitlines()[0] == said["sentences"][0]


def test_a_returned_case_says_where_to_and_why(desk: Desk) -> None:
    given = json.dumps({"case": desk.cases["李乙"], "to": "surveyed", "reason": "收支有误"})
    done = desk.by(Role.REVIEWER).ran("--json", "act", "return-case", "--data", "-", stdin=given)
    assert done.document["state"] == "returned"
    said = desk.read("why", desk.cases["李乙"])
    assert said["sentences"][:2] == ["李乙户（L20260002）已退回到“已入户”，从这一步重新办理。", "原因：收支有误"]
    assert said["returned_to"] == "surveyed"


def test_a_withdrawn_case_has_nothing_next(desk: Desk) -> None:
    given = json.dumps({"case": desk.cases["王丙"], "reason": "本人撤回"})
    assert desk.ran("act", "withdraw-case", "--data", "-", stdin=given).code == 0
    assert desk.read("steps", desk.cases["王丙"])["next"] is None
    assert captions.NOTHING_NEXT in desk.ran("steps", desk.cases["王丙"]).out


def test_notices_and_meetings_are_listed(desk: Desk) -> None:
    listed = desk.read("notices")
    assert [(one["number"], one["kind"], one["state"], one["cases"]) for one in listed] == [
        ("N2026001", "entry", "taken_down", ["L20260001"]),
        ("N2026002", "entry", "run_out", ["L20260002"]),
    ]
    assert [one["number"] for one in desk.read("notices", "--state", "run_out")] == ["N2026002"]
    assert "N2026002" in desk.ran("notices").out
    held = desk.read("meetings")
    assert {(one["number"], one["kind"], one["state"]) for one in held} == {
        ("M2026001", "deliberation", "complete"),
        ("M2026002", "deliberation", "complete"),
    }
    assert "M2026001" in desk.ran("meetings").out


def test_people_and_units_that_acts_may_name_are_listed(desk: Desk) -> None:
    units = {one["name"]: one for one in desk.read("units")}
    street = units["东街街道工会"]
    assert (street["key"], street["kind"]["code"]) == (desk.people["unit"], "township_union")
    assert street["committee"] >= 3
    people = desk.read("persons")
    assert {one["key"] for one in people} >= {desk.people["surveyor1"], desk.people["filer"]}
    chair = next(one for one in people if {"chair"} & {post["post"]["code"] for post in one["posts"]})
    shown = desk.ran("persons").out
    assert chair["name"] in shown
    assert "主席" in shown
    assert street["chair"] in desk.ran("units").out


def test_the_morning_page_shows_what_is_due_with_the_days_left(desk: Desk) -> None:
    page = desk.read("today")
    assert page["on"] == "2026-04-02"
    due = {one["kind"]: one for one in page["due"]}
    assert set(due) == {"notice_run_out", "pairing", "scan"}
    assert (due["notice_run_out"]["due_on"], due["notice_run_out"]["days_left"]) == ("2026-03-24", -9)
    assert due["pairing"]["name"] == "张甲"
    assert due["scan"]["count"] == 1
    early = desk.on(date(2026, 3, 18)).read("today")
    [notice] = [one for one in early["due"] if one["kind"] == "notice"]
    assert (notice["due_on"], notice["days_left"]) == ("2026-03-23", 3)
    assert "待结对" in desk.ran("today").out


def test_the_morning_page_tells_whose_turn_it_is(desk: Desk) -> None:
    mine, _, others = desk.ran("today").out.partition("等时间或由他人办理")
    assert "2026-04-02 由您（经办）办理：4 件" in mine
    assert "已过期 9 天" in mine
    assert not others
    chair = desk.by(Role.CHAIR).ran("today").out
    assert "等时间或由他人办理：4 件" in chair
    assert {one["mine"] for one in desk.by(Role.CHAIR).read("today")["due"]} == {False}


def test_a_visit_that_no_meeting_could_rest_on_is_told_with_what_comes_next(desk: Desk) -> None:
    given = json.dumps({"case": desk.cases["李乙"], "to": "surveyed", "reason": "收支有误"})
    assert desk.by(Role.REVIEWER).ran("act", "return-case", "--data", "-", stdin=given).code == 0
    late = desk.on(date(2027, 3, 2))
    for words in ("why", "steps"):
        out = late.ran(words, desk.cases["李乙"]).out
        assert "登记入户调查" in out
        assert "还缺：入户调查（" in out
