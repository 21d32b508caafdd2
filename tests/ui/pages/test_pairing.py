"""结对 by keys: pairing, visits, the card, one household and all of a cadre's handed over, the end of a pairing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.pairing import PairingState
from centre_app.services import pairing_desk
from centre_app.services.pairing_desk import Home, HomeView
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar
from centre_app.ui.hand_over_sheet import HandOverSheet
from centre_app.ui.pages.pairing import PairingPage
from tests.services.neighbours import leave_the_files, sign_take_over, taken_over
from tests.ui.keys import focused, press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def page_of(desk: Desktop, key: object = None) -> PairingPage:
    desk.go("pairing", key)
    page = desk.shell.page
    assert isinstance(page, PairingPage)
    return page


def stored(desk: Desktop, case: str = "") -> HomeView:
    with desk.walk.office.look() as look:
        return pairing_desk.home_view(look, case or desk.walk.case)


def cadre_of(desk: Desktop, case: str) -> str:
    return stored(desk, case).home.cadre


def form_of(page: PairingPage) -> ActForm:
    assert isinstance(page.view.detail.form, ActForm)
    return page.view.detail.form


def sheet_of(page: PairingPage) -> HandOverSheet:
    assert isinstance(page.view.detail.form, HandOverSheet)
    return page.view.detail.form


def do(desk: Desktop, key: Qt.Key = KEY.Key_F9, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press(key, modifier=modifier)
    desk.rest()


def fill(on: ActForm | HandOverSheet, **texts: str) -> None:
    for name, text in texts.items():
        on.form.field(name).setFocus()
        press(KEY.Key_A, modifier=CTRL)
        write(text)


def said(form: ActForm | HandOverSheet) -> list[str]:
    widgets = [form.bars.itemAt(at).widget() for at in range(form.bars.count())]
    return [bar.sentence.text() for bar in widgets if isinstance(bar, Bar)]


def checks(sheet: HandOverSheet) -> list[str]:
    return [sheet.rows.cell(row, 3).text for row in range(sheet.rows.rowCount())]


def odd(desk: Desktop) -> list[str]:
    return [finding for look in (cut, outside, unnamed, odd_chinese) for finding in look(desk.shell)]


def three_of_one_cadre(desk: Desktop) -> list[str]:
    """Three archives of before, all of them with the same cadre."""
    walk = desk.walk
    cases = [taken_over(walk, f"户{name}", order=810 + 2 * at) for at, name in enumerate("甲乙丙")]
    sign_take_over(walk)
    for case in cases:
        walk.act("pair", case=case, cadre=walk.people["cadre1"])
    return cases


def test_a_household_is_paired_and_visited_by_keys_and_its_card_is_printed(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.walk.act("add-person", name="甘一干", unit="柳树社区")
    desk.sign_in()
    page = page_of(desk)
    assert page.homes.row is not None
    assert page.homes.row.stands.state is PairingState.NOBODY
    assert page.standing.text() == "在档 1 户，1 户无人结对"
    assert page.homes.home.papers.print.why == "本户还没有帮扶干部，先办理结对。"
    assert odd(desk) == []
    do(desk)
    write("gyg")
    press(KEY.Key_Return)
    assert form_of(page).form.field("cadre").raw() == "甘一干（东街街道工会）", "of namesakes the unit is said too"
    fill(form_of(page), cadre="甘一干（柳")
    press(KEY.Key_Return)
    do(desk)
    assert page.homes.row.cadre == "甘一干（柳树社区）"
    assert stored(desk).home.unit == "柳树社区"
    assert page.standing.text() == "在档 1 户，全部有人结对"

    do(desk)
    assert odd(desk) == []
    do(desk)
    assert form_of(page).form.lacks() == ["found"]
    write("房顶漏雨")
    fill(form_of(page), form="入户", promised="联系社区修房")
    do(desk)
    [visit] = stored(desk).visits
    assert (visit.found, visit.form, visit.promised) == ("房顶漏雨", "入户", "联系社区修房")
    assert page.homes.home.visits.row_at(0) == visit
    do(desk)
    assert page.homes.detail.form is not None
    do(desk, KEY.Key_Escape)
    assert page.homes.detail.form is None
    assert odd(desk) == []

    target = tmp_path / "联系卡"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(KEY.Key_P, modifier=CTRL)
    desk.qtbot.waitUntil(target.with_suffix(".pdf").exists, timeout=20_000)
    desk.rest()
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_one_household_is_handed_over_by_keys(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.walk.act("pair", case=desk.walk.case, cadre=desk.walk.people["cadre1"])
    desk.sign_in()
    page = page_of(desk)
    do(desk, KEY.Key_J, CTRL)
    sheet = sheet_of(page)
    assert focused() is sheet.form.field("reason")
    write("调离")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert focused() is sheet.table
    assert sheet.main.why == "张甲 1 户还没有接手人。"
    write("甘二")
    press(KEY.Key_Return)
    assert checks(sheet) == ["不断档"]
    do(desk)
    assert checks(sheet) == [f"已交接，{desk.walk.clock.moment.date()} 起"]
    assert odd(desk) == []
    do(desk)
    assert page.homes.detail.form is None
    assert [(one.cadre, one.until_on, one.reason) for one in stored(desk).terms] == [
        ("甘二干", None, ""),
        ("甘一干", desk.walk.clock.moment.date(), "调离"),
    ]
    assert cadre_of(desk, desk.walk.case) == "甘二干"


def test_all_households_of_a_cadre_change_hands_in_one_act_with_a_result_for_each(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened(CaseState.APPLIED)
    kin, second, third = three_of_one_cadre(desk)
    desk.walk.act("declare-kinship", case=kin, person=desk.walk.people["cadre2"], relation="表兄")
    desk.sign_in()
    page = page_of(desk)
    do(desk, KEY.Key_Tab, CTRL)
    assert page.view is page.cadres
    assert page.cadres.row is not None
    assert (page.cadres.row.name, page.cadres.row.count) == ("甘一干", 3)
    assert odd(desk) == []
    do(desk)
    sheet = sheet_of(page)
    assert checks(sheet) == ["无人接手"] * 3
    assert not sheet.main.button.isEnabled()
    assert "3 户还没有接手人" in sheet.main.why
    write("调离")
    press(KEY.Key_Return)
    write("甘二")
    press(KEY.Key_Return)
    assert checks(sheet) == ["不断档"] * 3, "one name fills every row"
    assert focused() is sheet.table
    press(KEY.Key_Down)
    write("杜一")
    press(KEY.Key_Return)
    write("无此人")
    press(KEY.Key_Return)
    assert sheet.rows.faults
    press(KEY.Key_Z, modifier=CTRL)
    assert sheet.rows.faults == []
    assert odd(desk) == []
    do(desk)
    assert [cadre_of(desk, case) for case in (kin, second, third)] == ["甘一干"] * 3, "all or none"
    assert said(sheet) == ["户甲户不能交接：甘二干 与本户有亲属关系，不能作为本户的结对帮扶干部。", "一户也没有交接。"]
    assert isinstance(focused(), Button)
    press(KEY.Key_Space)
    desk.rest()
    assert [cadre_of(desk, case) for case in (kin, second, third)] == ["甘一干", "杜一查", "甘二干"]
    day = desk.walk.clock.moment.date()
    assert checks(sheet) == ["未交接", f"已交接，{day} 起", f"已交接，{day} 起"]
    assert "亲属" in sheet.rows.cell(0, 3).tip
    assert not sheet.form.isEnabled()
    folder = tmp_path / "卡"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    do(desk, KEY.Key_P, CTRL)
    assert len(list(folder.glob("结对帮扶联系卡-*.pdf"))) == 2
    do(desk)
    assert page.cadres.detail.form is None
    assert page.cadres.row.count == 1


def test_the_cards_of_all_households_are_printed_and_what_cannot_be_is_said(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened(CaseState.APPLIED)
    own, desk.walk.case = desk.walk.case, three_of_one_cadre(desk)[1]
    desk.sign_in()
    page = page_of(desk)
    page.turn()
    desk.rest()
    leave_the_files(desk.walk)
    desk.walk.act("end-pairing", case=desk.walk.case, reason="已脱困")
    desk.walk.case = own
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    do(desk, KEY.Key_P, CTRL)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    do(desk, KEY.Key_P, CTRL)
    assert len(list(tmp_path.glob("结对帮扶联系卡-*.pdf"))) == 2
    [bar] = [widget for at in range(page.cadres.bars.count()) if (widget := page.cadres.bars.itemAt(at).widget())]
    assert isinstance(bar, Bar)
    assert bar.sentence.text().startswith("户乙户的联系卡没有打印：本户在 ")
    page.cadres.cadre.look.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    assert page.view is page.homes


def test_a_household_may_stay_and_a_heavy_load_is_said_before(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    first, second, _third = three_of_one_cadre(desk)
    walk = desk.walk
    figure = {"figure": "pairing_max_households", "from_on": "2026-01-01", "value": 1, "source": "示例"}
    walk.act("set-rule", by=Role.ADMINISTRATOR, **figure)
    desk.sign_in()
    page = page_of(desk)
    page.turn()
    desk.rest()
    assert page.cadres.cadre.chip.text() == "超过上限 1 户"
    do(desk)
    sheet = sheet_of(page)
    write("轮岗")
    sheet.to_table()
    for name in ("甘二", "甘二", "暂不"):
        write(name)
        press(KEY.Key_Return)
    assert checks(sheet) == ["接后 2 户，上限 1 户"] * 2 + ["仍由甘一干帮扶"]
    assert sheet.main.button.accessibleName() == "交接 2 户"
    press(KEY.Key_Escape)
    desk.rest()
    assert page.cadres.detail.form is None
    do(desk)
    again = sheet_of(page)
    assert "没交的草稿" in said(again)[0]
    [go_on] = [button for button in list[Button](again.findChildren(Button)) if button.text() == "接着填"]
    go_on.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    assert [row.to for row in again.rows.rows] == [row.to for row in sheet.rows.rows]
    do(desk)
    assert said(again) == ["甘二干 结对已达 2 户，超过 1 户，请考虑分担。", "2 户已交接。"]
    assert checks(again)[2] == "仍由甘一干帮扶"
    press(KEY.Key_Escape)
    desk.rest()
    assert cadre_of(desk, first) == cadre_of(desk, second) == "甘二干"
    press(KEY.Key_Space)
    for row in range(page.cadres.model.rowCount()):
        page.cadres.table.selectRow(row)
    desk.rest()
    assert page.cadres.cadre.main.why == "没有正在帮扶的住户，不需要交接。"


def test_each_figure_opens_its_households_and_a_household_is_found_from_elsewhere(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    first, *_ = three_of_one_cadre(desk)
    alone = taken_over(desk.walk, "户丁", order=830)
    desk.sign_in()
    page = page_of(desk, alone)
    assert page.homes.table.current_key() == alone
    QAbstractItemModelTester(page.homes.model, FATAL, page.homes.model)
    QAbstractItemModelTester(page.cadres.model, FATAL, page.cadres.model)
    page.turn()
    desk.rest()
    picture = page.cadres.cadre.picture
    assert picture is not None
    picture.setFocus()
    press(KEY.Key_Return)
    desk.rest()
    assert page.view is page.homes
    assert page.homes.filter.text() == "甘一干"
    assert page.homes.model.rowCount() == 3
    do(desk, KEY.Key_Escape)
    assert page.homes.model.rowCount() == 4
    page.turn()
    desk.rest()
    press(KEY.Key_Return)
    assert focused() is page.cadres.cadre.homes
    press(KEY.Key_Return)
    desk.rest()
    assert page.view is page.homes
    row = page.homes.row
    assert isinstance(row, Home)
    assert row.cadre == "甘一干"
    page_of(desk, "户丙")
    assert page.homes.model.rowCount() == 1
    page_of(desk, first)
    assert page.homes.table.current_key() == first
    desk.window.resize(960, 700)
    do(desk, KEY.Key_Return)
    do(desk)
    assert not page.homes.left.isVisible(), "where it is narrow a form takes the place of the list"
    do(desk, KEY.Key_Escape)
    assert page.homes.left.isVisible()


def test_a_pairing_ends_only_outside_the_files(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.walk.act("pair", case=desk.walk.case, cadre=desk.walk.people["cadre1"])
    desk.sign_in()
    page = page_of(desk)
    [end] = [button for action, button in page.homes._buttons if action.act == "end-pairing"]
    assert "不脱困就不脱档、不脱钩" in end.toolTip()
    assert not end.isEnabled()
    leave_the_files(desk.walk)
    press(KEY.Key_F5)
    desk.rest()
    assert end.isEnabled()
    assert page.homes.home.main.button.accessibleName() == "结束结对"
    do(desk)
    fill(form_of(page), reason="已脱困")
    do(desk)
    assert [(one.until_on is not None, one.reason) for one in stored(desk).terms] == [(True, "已脱困")]
    assert page.homes.model.rowCount() == 0


def test_what_waits_too_long_is_said_and_an_inspector_may_only_look(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    walk = desk.walk
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    seen = []
    for days in (160, 20, 8):
        walk.clock.moment += timedelta(days=days)
        if days == 160:
            desk.sign_in(Role.INSPECTOR)
            page = page_of(desk)
        else:
            press(KEY.Key_F5)
            desk.rest()
        seen.append(page.homes.home.chip.text())
    assert seen == ["剩 20 天", "今天到期", "超期 8 天"]
    assert page.standing.text() == "在档 1 户，全部有人结对，1 户走访超期"
    assert "检查" in page.homes.home.main.why
    page.turn()
    desk.rest()
    assert "检查" in page.cadres.cadre.main.why
    assert odd(desk) == []
