"""算账 by keys alone: lines are typed, reckoned while they are typed, kept, and become a version."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.budget import (
    KindOfOtherSection,
    LineUnfinished,
    LineUnread,
    PersonUnknown,
    TimesUnclear,
)
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.means import FindingStatus, LineKind, Period, ProofKind, Section
from centre_app.services import desk as desk_service
from centre_app.services.means_sheet import MeansSheet, means_sheet
from centre_app.ui.budget_sheet import BudgetSheet
from centre_app.ui.pages.means_test import MeansTestPage
from centre_app.ui.people_choice import people_choice
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def page_of(desk: Desktop) -> MeansTestPage:
    desk.go("means_test", desk.walk.case)
    page = desk.shell.page
    assert isinstance(page, MeansTestPage)
    return page


def stored(desk: Desktop) -> MeansSheet:
    with desk.walk.office.look() as look:
        sheet = means_sheet(look, desk.walk.case)
    assert sheet is not None
    return sheet


def test_lines_are_typed_by_keys_and_become_a_version(opened: Open) -> None:
    desk = opened(CaseState.SURVEYED)
    desk.sign_in()
    page = page_of(desk)
    # Income: a wage of the head; the cursor stands in the first empty line.
    for text in ("gzx", "zj", "门卫岗", "2000*12+800", "每年", "gzls"):
        write(text)
        press(KEY.Key_Tab)
        if text == "每年":
            press(KEY.Key_Tab)  # over the sum of the year
    write("SC-07")
    press(KEY.Key_Return)
    # The rigid section: its head stands above the first line.
    at = page.table.currentIndex()
    page.table.go_to(at.row() + 1, 0)
    write("yb")
    press(KEY.Key_Return)
    page.table.go_to(at.row() + 1, 3)
    write("6000")
    press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    write("ybjsd")
    press(KEY.Key_Return)
    desk.rest()
    assert page.gap.result.text() == "18,800.00 元"
    assert page.net.result.text() == "783.33 元"
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: desk.walk.state is CaseState.VERIFIED)
    desk.rest()
    sheet = stored(desk)
    wage, illness = sheet.facts.lines
    assert (wage.kind, wage.amount, wage.period) == (LineKind.WAGE, Decimal("24800.00"), Period.YEARLY)
    assert (wage.caption, wage.proof, wage.paper) == ("门卫岗", ProofKind.WAGE_STATEMENT, "SC-07")
    assert sheet.remarks[wage.uid] == "算式 2000×12+800"
    assert (illness.kind, illness.amount) == (LineKind.ILLNESS, Decimal("6000.00"))
    assert sheet.version == 1
    assert page.version.text() == "第 1 版"
    assert page.scale.source.text().startswith("城市低保标准（元/人·月） 680.00 · ")


def test_month_and_year_turn_with_f4_and_back_with_undo(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    desk.sign_in()
    page = page_of(desk)
    seen = [page.sheet.rows[1].period]
    press(KEY.Key_F4)
    seen.append(page.sheet.rows[1].period)
    press(KEY.Key_Z, modifier=CTRL)
    seen.append(page.sheet.rows[1].period)
    assert seen == [Period.MONTHLY, Period.YEARLY, Period.MONTHLY]


def test_a_line_taken_out_is_gone_from_the_store_and_a_pasted_block_is_in_it(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_Delete, modifier=CTRL)
    QGuiApplication.clipboard().setText("经营净收入\t\t零工\t900\t每月×7\n转移净收入\t\t赡养费\t300\t每年\n")
    press(KEY.Key_V, modifier=CTRL)
    press(KEY.Key_S, modifier=CTRL)
    desk.rest()
    lines = stored(desk).facts.lines
    assert [(line.kind, line.amount, line.how_often) for line in lines] == [
        (LineKind.BUSINESS, Decimal("900.00"), Decimal(7)),
        (LineKind.TRANSFER, Decimal("300.00"), Decimal(1)),
        (LineKind.ILLNESS, Decimal("6000.00"), Decimal(1)),
    ]
    assert page.version.text() == "第 2 版草稿"


def test_what_cannot_be_read_stays_red_and_nothing_is_stored(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    desk.sign_in()
    page = page_of(desk)
    page.table.go_to(1, 3)
    write("32o0")
    press(KEY.Key_Return)
    press(KEY.Key_S, modifier=CTRL)
    desk.rest()
    bar = page.bars.itemAt(0).widget()
    assert bar is not None
    assert "收入第 1 行" in bar.accessibleName()
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (1, 3)
    assert stored(desk).facts.lines[0].amount == Decimal("1000.00")


def test_a_draft_of_lines_is_kept_and_taken_up_again(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    shell = desk.sign_in()
    page = page_of(desk)
    page.table.go_to(1, 3)
    write("12oo")
    press(KEY.Key_Return)
    page.drafts.keep()
    desk.rest()
    [draft] = desk_service.drafts(shell.desk.office)
    other = BudgetSheet()
    other.know_people(people_choice((one.uid, one.name) for one in stored(desk).facts.persons))
    other.take_draft(draft.values["lines"])
    assert other.draft() == page.sheet.draft()
    assert [why for _, _, why in other.faults] == [why for _, _, why in page.sheet.faults]


def test_a_finding_is_settled_with_its_paper(opened: Open) -> None:
    desk = opened(CaseState.VERIFIED)
    desk.walk.act("record-finding", case=desk.walk.case, kind="vehicle", what="小客车一辆")
    desk.sign_in()
    page = page_of(desk)
    press(KEY.Key_Tab, modifier=CTRL)
    page.findings.table.setFocus()
    page.findings.table.choose(stored(desk).facts.findings[0].uid)
    press(KEY.Key_Return)
    write("误中")
    press(KEY.Key_Return)
    page.findings.form.form.field("paper").setFocus()
    write("车管所回执 3 号")
    press(KEY.Key_Return, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: stored(desk).facts.findings[0].status is FindingStatus.FALSE_MATCH)
    desk.rest()
    assert stored(desk).facts.findings[0].paper == "车管所回执 3 号"


def test_before_the_visit_the_button_is_closed_and_says_why(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    page = page_of(desk)
    assert not page.main.isEnabled()
    assert "现在还不能算账" in page.closed.sentence.text()


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (0, "因病", KindOfOtherSection(kind="因病", section="刚性支出")),
        (1, "王五", PersonUnknown(given="王五")),
        (4, "常常", TimesUnclear(given="常常")),
    ],
)
def test_what_a_line_objects_to(column: int, text: str, told: Told) -> None:
    sheet = BudgetSheet()
    sheet.know_people(people_choice([("a", "张甲"), ("b", "张甲")]))
    sheet.setData(sheet.index(1, column), text)
    assert sheet.faults == [(1, column, told.sentence)]
    with pytest.raises(Refused) as refused:
        sheet.given("case")
    assert refused.value.objections == (LineUnread(section="收入", line=1, why=told.sentence),)


def test_a_line_without_kind_or_amount_is_unfinished() -> None:
    sheet = BudgetSheet()
    sheet.setData(sheet.index(1, 2), "门卫岗")
    with pytest.raises(Refused) as refused:
        sheet.given("case")
    assert refused.value.objections == (LineUnfinished(section=Section.INCOME.label, line=1, what="类别和金额"),)
