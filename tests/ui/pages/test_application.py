"""新建申请 by keys alone: typed, checked while it is typed, opened, its papers recorded, accepted."""

from __future__ import annotations

import sqlalchemy as sa
from PySide6.QtCore import Qt

from centre_app.core.refusals import Told
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import Case
from centre_app.services import desk as desk_service
from centre_app.ui.pages.application import ApplicationPage
from centre_app.ui.pages.household import HouseholdPage
from tests.ui.keys import focused, press, write
from tests.ui.pages.conftest import Desktop, Open

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(desk: Desktop) -> ApplicationPage:
    desk.go("households")
    press(KEY.Key_N, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: isinstance(desk.shell.page, ApplicationPage))
    desk.rest()
    page = desk.shell.page
    assert isinstance(page, ApplicationPage)
    return page


def newest(desk: Desktop) -> Case:
    with desk.walk.office.look() as look:
        found = look.session.scalars(sa.select(Case).order_by(Case.id.desc()).limit(1)).one()
        assert found.household.members
        return found


def type_head(page: ApplicationPage, number: str) -> None:
    """Name, over the relation, number: the cursor stands in the name."""
    write("李乙")
    press(KEY.Key_Return, KEY.Key_Return)
    write(number)
    press(KEY.Key_Return)


def test_an_application_is_typed_opened_and_accepted(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    page = page_of(desk)
    type_head(page, "11010519491231002X")
    assert page.people.form.field("birth_date").isReadOnly()
    press(KEY.Key_Tab, modifier=CTRL)
    write("王丙")
    press(KEY.Key_Return)
    write("女")
    press(KEY.Key_Return)
    write("621021201203083969")
    press(KEY.Key_Return)
    desk.rest()
    page.turn_to(2)
    write("甘肃省庆阳市西峰区西街2号")
    press(KEY.Key_Return)
    write("19900000002")
    press(KEY.Key_Return)
    page.turn_to(3)
    write("重大疾病")
    press(KEY.Key_Return)
    assert page.cause is not None
    page.cause.field("filing_unit").setFocus()
    press(KEY.Key_F4, KEY.Key_Return)
    desk.rest()
    press(KEY.Key_Return, modifier=CTRL)
    desk.rest()
    assert focused() is page.cause.field("causes"), "what cannot be read is not left out"
    press(KEY.Key_A, modifier=CTRL)
    write("患重特大疾病")
    press(KEY.Key_Return)
    press(KEY.Key_Return, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: page.case is not None or page.bars.count() > 0)
    desk.rest()
    assert [page.bars.itemAt(at).widget().accessibleName() for at in range(page.bars.count())] == []
    case = newest(desk)
    assert (case.state, [one.name for one in case.household.members]) == ("draft", ["李乙", "王丙"])
    assert desk_service.drafts(desk.shell.desk.office) == [], "handed in, the draft has served"
    assert not page.accept.button.isEnabled()
    # The application first, which the form offers; then every adult's authorisation.
    assert page.papers.form is not None
    page.papers.form.form.field("title").setFocus()
    write("申请书")
    press(KEY.Key_Return, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.papers) == 1)
    press(KEY.Key_F7)
    desk.qtbot.waitUntil(lambda: page.shown is not None and not page.shown.lacks)
    desk.rest()
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: newest(desk).state == "applied")
    desk.qtbot.waitUntil(lambda: isinstance(desk.shell.page, HouseholdPage))


def test_somebody_of_another_household_is_said_after_the_field_is_left(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    page = page_of(desk)
    type_head(page, "621002197512310020")  # the wife of the walk's household
    desk.rest()
    [told] = [one for one in page._told if one.code == "AlreadyFiled"]
    assert isinstance(told, Told)
    assert "张甲" in told.sentence


def test_what_was_typed_is_offered_again_with_everybody(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    shell = desk.sign_in()
    page = page_of(desk)
    type_head(page, "12345")
    page.people.add()
    write("王丙")
    press(KEY.Key_S, modifier=CTRL)
    desk.rest()
    [draft] = desk_service.drafts(shell.desk.office)
    assert [one["name"] for one in draft.values["people"]] == ["李乙", "王丙"]
    page.people.begin()
    page._take_draft(draft.values)
    assert page.people.texts() == draft.values["people"]


def test_a_refusal_keeps_what_was_typed_and_goes_to_the_first_fault(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    page = page_of(desk)
    write("李乙")
    press(KEY.Key_Return)
    press(KEY.Key_Return, modifier=CTRL)
    desk.qtbot.waitUntil(lambda: page.bars.count() > 0)
    assert page.people.form.values()["name"] == "李乙"
    assert page.case is None
