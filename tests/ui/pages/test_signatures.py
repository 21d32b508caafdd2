"""签字 by keys: a page is printed and goes round, a stack has a result for each, an old version is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from centre_app.core.vocabulary.filing import CaseState, Role, SignatureRole, SignStage
from centre_app.services import sign_desk
from centre_app.services.sign_desk import SignView, Waiting
from centre_app.ui.act_form import ActForm
from centre_app.ui.cards import Bar
from centre_app.ui.pages.signatures import SignaturesPage
from centre_app.ui.sign_stack import StackForm
from tests.services.neighbours import together
from tests.services.walking import DAYS
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.seen import cut, odd_chinese, outside, unnamed

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
REVIEWER, UNIT_CHAIR, COUNTY_CHAIR = SignatureRole


def page_of(desk: Desktop) -> SignaturesPage:
    desk.go("signatures")
    page = desk.shell.page
    assert isinstance(page, SignaturesPage)
    return page


def rows(desk: Desktop) -> list[Waiting]:
    with desk.walk.office.look() as look:
        return sign_desk.sign_desk(look)


def stored(desk: Desktop) -> SignView:
    with desk.walk.office.look() as look:
        return sign_desk.sign_view(look, desk.walk.case)


def fill(form: ActForm | StackForm, **texts: str) -> None:
    for name, text in texts.items():
        form.form.field(name).setFocus()
        press(KEY.Key_A, modifier=CTRL)
        write(text)


def stack_of(page: SignaturesPage) -> StackForm:
    assert isinstance(page.detail.form, StackForm)
    return page.detail.form


def form_of(page: SignaturesPage) -> ActForm:
    assert isinstance(page.detail.form, ActForm)
    return page.detail.form


def f9(desk: Desktop) -> None:
    press(KEY.Key_F9)
    desk.rest()


def odd(desk: Desktop) -> list[str]:
    return [finding for look in (cut, outside, unnamed, odd_chinese) for finding in look(desk.shell)]


def test_a_page_is_printed_goes_round_by_f9_and_is_seen_as_it_went_out(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened(CaseState.PUBLICISED)
    desk.walk.certify()
    desk.sign_in()
    page = page_of(desk)
    assert page.signature.main.button.accessibleName() == "打印档案表"
    assert odd(desk) == []
    target = tmp_path / "档案表.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(target.exists, timeout=20_000)
    desk.rest()
    [row] = rows(desk)
    assert (row.stage, row.role, row.version) == (SignStage.SIGN, REVIEWER, 1)
    assert page.row == row
    page.signature.papers._ask.setFocus()
    press(KEY.Key_Space)
    desk.qtbot.waitUntil(lambda: page.signature.papers.view.is_drawn, timeout=20_000)
    page.table.setFocus()
    again = tmp_path / "补打.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(again), ""))
    press(KEY.Key_P, modifier=CTRL)
    desk.qtbot.waitUntil(again.exists, timeout=20_000)
    desk.rest()
    assert [one.copies for one in stored(desk).versions] == [2], "the same version once more, not a new one"
    for at, name in enumerate(("沈审核", "朱主席", "钟县主")):
        page.table.setFocus()
        f9(desk)
        form = stack_of(page)
        assert form.form.field("person").raw() == name
        if name == "沈审核":
            fill(form, on="2026-03-01")
            f9(desk)
            assert [form.bars.count(), stored(desk).row.role] == [2, REVIEWER], "before it was printed"
            fill(form, on="2026-03-25")
        if name != "钟县主":
            fill(form, scan=desk.walk.photo)
        assert odd(desk) == []
        f9(desk)
        assert page.detail.form is None
        assert [link.on is not None for link in stored(desk).links] == [place <= at for place in range(3)]
    assert stored(desk).row.stage is SignStage.SCAN
    f9(desk)
    fill(form_of(page), file=desk.walk.photo)
    assert odd(desk) == []
    f9(desk)
    assert stored(desk).row.stage is SignStage.APPROVE
    assert desk.walk.state is CaseState.APPROVED
    assert page.signature.main.button.accessibleName() == "批准建档"
    assert "审核" in page.signature.main.why, "a clerk does not approve"
    assert odd(desk) == []


def test_a_stack_is_signed_by_keys_with_a_result_for_each_page(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = opened("printed")
    together(desk.walk).to("printed")
    together(desk.walk, "王丙", order=802).to(CaseState.PUBLICISED)
    desk.walk.clock.set(DAYS["printed"])
    desk.sign_in()
    page = page_of(desk)
    assert [(button.pile.title, button.pile.count) for button in page.board.piles] == [("待打印送签", 1), ("沈审核", 2)]
    press(KEY.Key_Down)
    press(KEY.Key_A, modifier=CTRL)
    desk.rest()
    assert len(page.picked) == 3
    assert page.signature.main.button.accessibleName() == "登记签字 3 件"
    f9(desk)
    form = stack_of(page)
    assert odd(desk) == []
    fill(form, person="朱主席")
    f9(desk)
    told = [bar.cure.text() for bar in list[Bar](form.findChildren(Bar))]
    assert [sentence[:4] for sentence in told] == ["这份档案", "朱主席 ", "朱主席 "], "each page says why"
    assert all(row.role in (REVIEWER, None) for row in rows(desk))
    assert "没有登记" in form.button.why
    press(KEY.Key_Escape)
    desk.rest()
    press(KEY.Key_2, modifier=ALT)
    desk.rest()
    assert page.model.rowCount() == 2
    press(KEY.Key_Escape)
    assert page.model.rowCount() == 3
    for count in (2, 3, 2):
        press(KEY.Key_2, modifier=ALT)
        assert page.model.rowCount() == count, "the same key gives everything back"
    cover = tmp_path / "送签清单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(cover.with_suffix("")), ""))
    next(button for action, button in page._buttons if action.caption == "送签清单").setFocus()
    press(KEY.Key_Space)
    desk.qtbot.waitUntil(cover.exists, timeout=20_000)
    desk.rest()
    assert cover.read_bytes().startswith(b"%PDF")
    page.table.setFocus()
    press(KEY.Key_A, modifier=CTRL)
    f9(desk)
    form = stack_of(page)
    f9(desk)
    assert [one.outcome and one.outcome.against for one in form.pages] == [(), ()]
    assert form.button.why == "已登记 2 件签字。按 Esc 返回。"
    assert odd(desk) == []
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    desk.rest()
    assert {row.head: row.role for row in rows(desk)} == {"张甲": UNIT_CHAIR, "李乙": UNIT_CHAIR, "王丙": None}
    assert [button.pile.title for button in page.board.piles] == ["待打印送签", "朱主席"]


def test_a_signature_on_an_old_version_does_not_count_and_says_why(opened: Open) -> None:
    desk = opened("printed")
    walk = desk.walk
    walk.act("sign", case=walk.case, page=walk.form, role="reviewer", person=walk.people["reviewer"])
    walk.act("change-case", case=walk.case, community=walk.people["county"])
    desk.sign_in()
    page = page_of(desk)
    bar = page.signature.old.itemAt(0).widget()
    assert isinstance(bar, Bar)
    page.signature.copy_code.setFocus()
    press(KEY.Key_Space)
    assert QGuiApplication.clipboard().text() == walk.form
    assert "审核人沈审核的签字，不算数" in bar.sentence.text()
    assert "更正档案信息" in bar.cure.text()
    assert "重新打印送签" in bar.cure.text()
    assert page.signature.main.button.accessibleName() == "打印档案表"
    assert odd(desk) == []
    walk.act("declare-kinship", person=walk.people["reviewer"], case=walk.case, relation="表兄")
    walk.form = walk.print_form()
    press(KEY.Key_F5)
    desk.rest()
    bar = page.signature.old.itemAt(0).widget()
    assert isinstance(bar, Bar)
    assert f"请用第 2 版（{walk.form}）送签" in bar.cure.text()
    assert page.signature.why_card.isVisible()
    assert not page.signature.main.button.isEnabled(), "the only reviewer stands aside"
    assert "还差 1 项" in page.signature.main.why


def test_the_chair_delegates_scans_approve_and_a_return_goes_back(opened: Open) -> None:
    desk = opened("printed")
    walk = desk.walk
    walk.clock.set(DAYS[CaseState.APPROVED])
    for role, key in (("reviewer", "reviewer"), ("unit_chair", "chair")):
        walk.act("sign", case=walk.case, page=walk.form, role=role, person=walk.people[key])
    desk.sign_in(Role.CHAIR)
    page = page_of(desk)
    next(button for action, button in page._buttons if action.act == "refuse-case").setFocus()
    press(KEY.Key_Space)
    f9(desk)
    assert form_of(page).form.lacks() == ["reason"], "the letter gives a reason"
    press(KEY.Key_Escape)
    button = next(button for action, button in page._buttons if action.act == "delegate-chair")
    button.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    fill(form_of(page), until="2026-12-31", document="委托书〔2026〕1号")
    f9(desk)
    assert [one.name for one in stored(desk).signers] == ["钟县主", "傅县助"]
    f9(desk)
    fill(stack_of(page), person="傅县助")
    f9(desk)
    assert stored(desk).links[-1].document == "委托书〔2026〕1号"
    assert stored(desk).row.stage is SignStage.SCAN
    press(KEY.Key_F9)
    assert "主席" in page.signature.main.why, "who chairs files no scans"
    walk.act("attach-paper", kind="signed_page", page=walk.form, file=walk.photo)
    desk.rest()
    press(KEY.Key_F5)
    desk.rest()
    assert page.signature.main.button.accessibleName() == "批准建档"
    button = next(button for action, button in page._buttons if action.act == "return-case")
    button.setFocus()
    press(KEY.Key_Space)
    fill(form_of(page), to="公示完毕", reason="签字页不清楚")
    f9(desk)
    assert (rows(desk)[0].stage, rows(desk)[0].outdated) == (SignStage.PRINT, True)


def test_a_scan_is_bound_and_the_approval_takes_the_case_off_the_desk(opened: Open) -> None:
    desk = opened(CaseState.APPROVED)
    desk.walk.clock.set(DAYS[CaseState.ACTIVE])
    desk.sign_in(Role.CHAIR)
    page = page_of(desk)
    f9(desk)
    assert odd(desk) == []
    f9(desk)
    assert desk.walk.state is CaseState.ACTIVE
    assert rows(desk) == []
    assert page.nothing.isVisible()


def test_a_narrow_window_and_an_inspector(opened: Open) -> None:
    desk = opened("printed")
    desk.sign_in(Role.INSPECTOR)
    desk.go("signatures", desk.walk.case)
    page = desk.shell.page
    assert isinstance(page, SignaturesPage)
    assert "检查" in page.signature.main.why
    assert not any(button.isEnabled() for _, button in page._buttons)
    desk.window.resize(960, 700)
    assert not page.detail.isVisible()
    page.table.setFocus()
    press(KEY.Key_Return)
    desk.rest()
    assert page.detail.isVisible()
    assert odd(desk) == []
    press(KEY.Key_Escape)
    assert page.table.isVisible()
