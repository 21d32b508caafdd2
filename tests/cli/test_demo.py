"""``centre demo``: the office for practising, made by command."""

from datetime import date
from pathlib import Path

from tests.cli.said import ran

WORD = {"CENTRE_PASSWORD": "梧桐-四月-雨", "CENTRE_TODAY": date(2026, 11, 24).isoformat()}


def test_a_demo_office_is_made_marked_and_opened_without_naming_anybody(tmp_path: Path) -> None:
    folder = tmp_path / "演练"
    made = ran("--office", str(folder), "demo", "--households", "9", "--seed", "3", "--json", env=WORD)
    assert made.code == 0, made.err
    users = made.document["users"]
    assert [(user["name"], user["role"]) for user in users][:2] == [("演示经办", "clerk"), ("演示审核", "reviewer")]
    assert len(users) == 6
    assert made.document["faults"] == []
    cases = ran("--office", str(folder), "--json", "cases", env=WORD)
    assert len(cases.document) == 9
    assert {case["state"] for case in cases.document} >= {"draft", "deliberated", "publicised", "approved"}
    (active,) = [case for case in cases.document if case["state"] == "approved"]
    papers = ran("--office", str(folder), "--json", "papers", active["case"], env=WORD)
    assert papers.code == 0, papers.err
    again = ran("--office", str(folder), "--json", "demo", env=WORD)
    assert (again.code, again.codes) == (1, ["OfficeExists"])


def test_people_are_told_who_may_sign_in_and_what_is_wrong_on_purpose(tmp_path: Path) -> None:
    made = ran("--office", str(tmp_path / "演练"), "demo", "--households", "18", env=WORD)
    assert made.code == 0, made.err
    assert "演示管理员" in made.out
    assert "已期满，尚未撤下" in made.out


def test_a_demo_of_nobody_is_wrong_usage(tmp_path: Path) -> None:
    for wrong in ("0", "-3", "viele"):
        made = ran("--office", str(tmp_path / "演练"), "--json", "demo", "--households", wrong, env=WORD)
        assert made.code == 2
        assert not (tmp_path / "演练").exists()
