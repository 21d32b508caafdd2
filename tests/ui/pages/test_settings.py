"""设置与备份 by keys: a backup, the check, the trail; a restore that is weighed, named and seen in the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from centre_app.core.vocabulary.filing import CaseState, Post, Role
from centre_app.core.vocabulary.rules import Figure
from centre_app.services import trail, union_book, upkeep, users
from centre_app.services.filing import in_state
from centre_app.ui.cards import Bar
from centre_app.ui.look import LIGHT, wear
from centre_app.ui.messages import DangerMessage
from centre_app.ui.pages.settings import SettingsPage
from centre_app.ui.settings.log import LogPane
from centre_app.ui.settings.logins import LoginsPane
from centre_app.ui.settings.pane import Pane
from centre_app.ui.settings.rules import RulesPane
from centre_app.ui.settings.union import UnionPane
from centre_app.ui.settings.upkeep import UpkeepPane
from tests.services.conftest import PASSWORD, TOWN_UNION
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HOLIDAYS = """
year = 2027
source = "国办发明电〔2026〕9号"
work = []
[[off]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
"""


def pane_of(desk: Desktop, code: str) -> Pane:
    desk.go("settings", code)
    page = desk.shell.page
    assert isinstance(page, SettingsPage)
    return page.panes[code]


def sentences(pane: Pane) -> list[str]:
    bars = [pane.bars.itemAt(at).widget() for at in range(pane.bars.count())]
    return [bar.sentence.text() for bar in bars if isinstance(bar, Bar)]


def until_said(desk: Desktop, pane: Pane) -> list[str]:
    desk.qtbot.waitUntil(lambda: bool(sentences(pane)), timeout=20_000)
    desk.rest()
    return sentences(pane)


def backed_up(desk: Desktop) -> UpkeepPane:
    pane = pane_of(desk, "upkeep")
    assert isinstance(pane, UpkeepPane)
    press(KEY.Key_F9)
    assert "已备份并试开过" in until_said(desk, pane)[0]
    return pane


def when_asked(do: Callable[[QDialog], None]) -> None:
    """Once a dialog is open, do this in it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isActiveWindow():
            do(dialog)
        else:
            QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)


def test_a_backup_is_made_by_its_key_and_listed(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    pane = backed_up(desk)
    [copy] = upkeep.backups(desk.shell.desk.office)
    assert copy.good
    assert pane.copies.row_at(0) == copy
    assert not pane.restore.button.isEnabled()
    assert "管理员" in pane.restore.why
    assert [one for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)] == []


def test_the_check_counts_and_lists_what_it_finds(opened: Open) -> None:
    desk = opened(CaseState.ACTIVE)
    desk.sign_in()
    pane = pane_of(desk, "upkeep")
    assert isinstance(pane, UpkeepPane)
    pane.check.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    found = upkeep.check(desk.shell.desk.office)
    assert pane.problems.model().rowCount() == len(found.problems)
    assert pane.stops.text() == ("没有错" if found.ok else f"有错 {sum(one.told.stops for one in found.problems)}")
    assert "档案 1" in pane.counted.text()


def test_the_trail_is_narrowed_by_words_and_proven(opened: Open) -> None:
    desk = opened("posted")
    desk.sign_in()
    pane = pane_of(desk, "log")
    assert isinstance(pane, LogPane)
    with desk.shell.desk.office.look() as look:
        lines = trail.lines_of(look)
    assert pane.table.model().rowCount() == len(lines)
    write("算账")
    desk.qtbot.waitUntil(lambda: pane.table.model().rowCount() < len(lines))
    assert pane.table.model().rowCount() == sum(line.label == "算账" for line in lines)
    press(KEY.Key_F9)
    assert until_said(desk, pane) == [f"共 {len(lines)} 条，一条不少，一处未改。"]


def weighed(desk: Desktop, pane: UpkeepPane, confirm: Callable[[DangerMessage], None], password: str) -> None:
    """Enter on the chosen copy, the password, and then what is done in the dialog of danger."""

    def ask(_dialog: QDialog) -> None:
        write(password)
        when_asked(lambda dialog: confirm(dialog) if isinstance(dialog, DangerMessage) else None)
        press(KEY.Key_Return)

    pane.copies.setFocus()
    when_asked(ask)
    press(KEY.Key_Return)


def test_a_restore_shows_both_states_first_and_brings_the_copy_back(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = backed_up(desk)
    desk.walk.to(CaseState.SURVEYED)
    desk.walk.office.close()
    seen: list[str] = []

    def confirm(dialog: DangerMessage) -> None:
        seen.append(dialog.accessibleName())
        write("试恢复")
        press(KEY.Key_Return)
        write(desk.shell.desk.office.fact("name"))
        dialog._do.setFocus()
        press(KEY.Key_Return)

    weighed(desk, pane, confirm, PASSWORD)
    desk.qtbot.waitUntil(lambda: desk.window.shell is None and desk.window.sign_in.go.isEnabled(), timeout=20_000)
    assert "办理记录：现在" in seen[0]
    assert desk.window.sign_in.bar.sentence.text() == "已恢复，请登录。"
    with desk.qtbot.waitActive(desk.window):
        desk.window.activateWindow()
    desk.window.sign_in.password.setFocus()
    desk.sign_in()
    with desk.shell.desk.office.look() as look:
        assert len(in_state(look, CaseState.APPLIED, 10)) == 1
        assert in_state(look, CaseState.SURVEYED, 10) == []
        assert trail.lines_of(look)[-1].act == "restore"


def test_a_wrong_password_restores_nothing(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = backed_up(desk)

    def ask(_dialog: QDialog) -> None:
        write("错的")
        press(KEY.Key_Return)

    pane.copies.setFocus()
    when_asked(ask)
    press(KEY.Key_Return)
    assert "口令不对" in until_said(desk, pane)[0]
    assert desk.window.shell is not None


def test_a_login_is_added_by_keys_and_can_be_stopped(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = pane_of(desk, "logins")
    assert isinstance(pane, LoginsPane)
    pane.form.field("name").setFocus()
    write("新来的")
    press(KEY.Key_Return)
    write("经办")
    press(KEY.Key_Return)
    write("jyb")
    press(KEY.Key_Return)
    assert "不在可选的项目里" in pane.form.sentence("person")
    pane.form.field("person").setFocus(Qt.FocusReason.TabFocusReason)
    write("jxb")
    press(KEY.Key_Return)
    write("春天-走路-茶")
    press(KEY.Key_F9)
    assert until_said(desk, pane) == ["已添加用户“新来的”，角色是经办。"]
    with desk.shell.desk.office.look() as look:
        [found] = [row for row in users.users(look) if row.name == "新来的"]
    assert (found.role, found.person) == (Role.CLERK, "经小办")
    rows = range(pane.table.model().rowCount())
    place = next(row for row in rows if pane.table.model().index(row, 0).data() == "新来的")
    pane.table.setCurrentIndex(pane.table.model().index(place, 0))
    pane.clear_bars()

    def confirm(_dialog: QDialog) -> None:
        write("新来的")
        press(KEY.Key_Return)

    when_asked(confirm)
    pane.stop.setFocus()
    press(KEY.Key_Space)
    assert until_said(desk, pane) == ["已停用“新来的”。"]
    with desk.shell.desk.office.look() as look:
        [found] = [row for row in users.users(look) if row.name == "新来的"]
    assert found.stopped


def test_a_new_recovery_sheet_needs_the_password_and_a_place(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = pane_of(desk, "logins")
    assert isinstance(pane, LoginsPane)
    keys = desk.walk.office.store.folder.keys
    before = keys.read_bytes()

    def renew(password: str, file: Path) -> list[str]:
        def ask(_dialog: QDialog) -> None:
            write(password)
            press(KEY.Key_Return)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        with desk.qtbot.waitActive(desk.window):
            desk.window.activateWindow()
        pane.clear_bars()
        when_asked(ask)
        pane.sheet.setFocus()
        press(KEY.Key_Space)
        return until_said(desk, pane)

    assert renew("错的", tmp_path / "单.pdf") == ["口令不对，恢复单没有换。"]
    assert "没有换" in pane.bars.itemAt(0).widget().accessibleName()
    renew(PASSWORD, tmp_path / "没有" / "单.pdf")
    assert "原来的还能用" in pane.bars.itemAt(0).widget().accessibleName()
    assert (keys.read_bytes(), list(tmp_path.glob("*.pdf"))) == (before, [])
    assert renew(PASSWORD, tmp_path / "单.pdf") == ["恢复单已换，旧的作废。"]
    assert keys.read_bytes() != before
    assert (tmp_path / "单.pdf").read_bytes().startswith(b"%PDF")


def test_the_rules_of_today_are_shown_with_their_source(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    pane = pane_of(desk, "rules")
    assert isinstance(pane, RulesPane)
    with desk.shell.desk.office.look() as look:
        citations = look.rules_on(look.today).citations
    assert pane.table.model().rowCount() == len(citations)
    assert pane.table.row_at(0) == citations[0]
    assert citations[0].source in pane.figure.source.text()
    assert "管理员" in pane.figure.main.why


def test_a_figure_is_set_from_a_day_with_its_source(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = pane_of(desk, "rules")
    assert isinstance(pane, RulesPane)
    assert [one for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)] == []
    press(KEY.Key_Down)
    desk.qtbot.waitUntil(lambda: pane.figure.found is not None and pane.figure.found.figure is Figure.DIBAO_LINE)
    press(KEY.Key_F9)
    filled(desk, "20270701", "七百", "甲县政发〔2027〕1号")
    assert pane.figure.form.bars.count() == 1
    pane.figure.form.form.field("value").setFocus(Qt.FocusReason.TabFocusReason)
    filled(desk, "735.5")
    assert sentences(pane) == ["已设定“城市低保标准（元/人·月）”：735.50，自 2027-07-01 起。"]
    assert pane.figure.found is not None
    newest = pane.figure.found.entries[0]
    assert (newest.value, newest.holds) == ("735.50", False)
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    desk.qtbot.waitUntil(lambda: pane.figure.found is not None and pane.figure.found.figure is Figure.RELATIVE_LIMIT)
    press(KEY.Key_F9)
    filled(desk, "20270701", "1.5", "不高于", "", "甲县政发〔2027〕1号")
    assert "不高于 1.5 倍标准线" in sentences(pane)[0]
    place = next(at for at in range(pane.table.model().rowCount()) if _figure(pane, at) == Figure.EXCLUSIONS)
    pane.table.setCurrentIndex(pane.table.model().index(place, 0))
    desk.qtbot.waitUntil(lambda: not pane.figure.main.button.isEnabled())
    assert "一张表" in pane.figure.main.why


def _figure(pane: RulesPane, at: int) -> str:
    row = pane.table.row_at(at)
    return row.figure if row else ""


def test_a_year_of_holidays_is_taken_in_by_its_file(opened: Open, tmp_path: Path) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    pane = pane_of(desk, "rules")
    assert isinstance(pane, RulesPane)
    file = tmp_path / "2027.toml"
    file.write_text(HOLIDAYS, "utf-8")
    pane.calendar.setFocus()
    write(str(file))
    press(KEY.Key_Return)
    assert until_said(desk, pane) == ["2027年放假安排已导入。"]
    with desk.shell.desk.office.look() as look:
        assert 2027 in look.calendar.years


def filled(desk: Desktop, *texts: str) -> None:
    """Type these into the fields of the form that is open, from the first on, and do its act."""
    desk.rest()
    for text in texts:
        write(text)
        press(KEY.Key_Return)
    press(KEY.Key_F9)
    desk.rest()


def test_a_person_comes_takes_a_post_and_leaves_it_by_keys(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = pane_of(desk, "union")
    assert isinstance(pane, UnionPane)
    assert [one for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)] == []
    press(KEY.Key_N, modifier=CTRL)
    filled(desk, "钱新来", TOWN_UNION, "", "1990000111")
    assert pane.person.form.form.sentence("phone")
    pane.person.form.form.field("phone").setFocus()
    pane.person.form.form.field("phone").selectAll()
    filled(desk, "19900001111")
    assert sentences(pane) == ["已添加人员。"]
    assert pane.person.found is not None
    assert (pane.person.found.view.row.name, pane.person.found.view.row.unit) == ("钱新来", TOWN_UNION)

    press(KEY.Key_F9)
    filled(desk, "", "工会委员", "0301", "")
    [term] = pane.person.found.view.terms
    assert (term.post, term.holds) == (Post.COMMITTEE_MEMBER, True)
    pane.person.end.setFocus()
    press(KEY.Key_Space)
    filled(desk, "0301")
    [term] = pane.person.found.view.terms
    assert (term.until_on, term.holds) == (term.from_on, False)

    press(KEY.Key_F2)
    desk.rest()
    filled(desk, "钱新人")
    assert pane.person.found.view.row.name == "钱新人"
    assert pane.person.found.view.row.phone == "199****1111"


def test_a_relative_is_declared_and_the_household_opens_from_there(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    pane = pane_of(desk, "union")
    assert isinstance(pane, UnionPane)
    press(KEY.Key_F, modifier=CTRL)
    write("jxb")
    press(KEY.Key_Return)
    desk.rest()
    rows = [pane.people.table.row_at(at) for at in range(pane.people.table.model().rowCount())]
    assert [row.name for row in rows if row] == ["经小办"]
    assert "管理员" in pane.person.main.why
    pane.person.kinship.setFocus()
    press(KEY.Key_Space)
    filled(desk, "没有这户", "表兄")
    bars = pane.person.form.bars
    assert bars.count() or pane.person.form.form.sentence("case")
    press(KEY.Key_Escape)
    assert not pane.person.form
    pane.person.kinship.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    pane.person.form.form.field("case").setFocus()
    pane.person.form.form.field("case").selectAll()
    with desk.shell.desk.office.look() as look:
        [(_uid, head)] = in_state(look, CaseState.APPLIED, 1)
    filled(desk, head, "表兄")
    assert pane.person.found is not None
    assert [one.relation for one in pane.person.found.view.kin] == ["表兄"]
    pane.person.kin.setFocus()
    press(KEY.Key_Return)
    desk.rest()
    assert desk.shell.top.title.text() != "设置与备份"


def test_a_unit_is_added_and_the_county_chair_delegates_in_writing(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.ADMINISTRATOR)
    pane = pane_of(desk, "union")
    assert isinstance(pane, UnionPane)
    press(KEY.Key_2, modifier=ALT)
    desk.rest()
    press(KEY.Key_N, modifier=CTRL)
    filled(desk, "杨树社区", "村（社区）", TOWN_UNION, "", "", "8210001")
    assert pane.unit.found is not None
    shown = pane.unit.found.view
    assert (shown.row.name, shown.row.parent, shown.phone) == ("杨树社区", TOWN_UNION, "8210001")
    pane.units.table.setFocus()
    press(KEY.Key_Home, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: pane.unit.found is not None and pane.unit.found.view.delegates)
    pane.unit.delegate.setFocus()
    press(KEY.Key_Space)
    filled(desk, "傅县助", "", "1231", "委托书〔2026〕1号")
    assert sentences(pane) == ["主席书面委托已登记。"]
    with desk.shell.desk.office.look() as look:
        [made] = union_book.unit_view(look, pane.unit.found.view.row.key).delegations
    assert (made.deputy, made.document, made.holds) == ("傅县助", "委托书〔2026〕1号", True)


def test_every_part_has_room_for_its_words_at_a_larger_scale(opened: Open, qapp: QApplication) -> None:
    wear(qapp, LIGHT, 1.25)
    desk = opened("posted")
    desk.window.resize(1366, 700)
    desk.sign_in(Role.ADMINISTRATOR)
    found: list[str] = []
    for code in ("upkeep", "rules", "union", "logins", "log"):
        pane = pane_of(desk, code)
        if isinstance(pane, RulesPane):
            pane.figure.set_figure()
        elif isinstance(pane, UnionPane):
            press(KEY.Key_2, modifier=ALT)
        desk.rest()
        found += [f"{code}: {one}" for look in (cut, outside, unnamed, odd_chinese) for one in look(desk.shell)]
    assert found == []
