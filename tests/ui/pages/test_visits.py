"""走访 by keys alone: the paper form is typed in its order, and the visit, its lines, photographs and scan are kept."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from PySide6.QtCore import Qt

from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.means import LineKind
from centre_app.db.filing import Case, HomeVisit, Paper
from centre_app.db.people import Person
from centre_app.services import desk as desk_service
from centre_app.services.means_sheet import means_sheet
from centre_app.services.visit_rounds import rounds
from centre_app.ui.pages.visits import VisitDetail, VisitsPage
from tests.ui.keys import focused, press, write
from tests.ui.pages.conftest import Desktop, Open

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def form_of(desk: Desktop) -> VisitDetail:
    """Go to the page as from the household, and into the form with Enter."""
    desk.go("visits", desk.walk.case)
    page = desk.shell.page
    assert isinstance(page, VisitsPage)
    desk.qtbot.waitUntil(lambda: page.visit.found is not None)
    desk.rest()
    page.table.setFocus()
    press(KEY.Key_Return)
    return page.visit


def test_a_visit_is_typed_from_its_paper_and_flows_into_the_sheet(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    visit = form_of(desk)
    # Day and householder stand there; time, met, present, surveyors.
    press(KEY.Key_Return)
    write("930")
    press(KEY.Key_Return, KEY.Key_Return)
    write("邻居老赵")
    press(KEY.Key_Return)
    with desk.walk.office.look() as look:
        names = {str(one.uid): one.name for one in look.session.scalars(sa.select(Person))}
    write("、".join(names[desk.walk.people[key]] for key in ("surveyor1", "surveyor2")))
    press(KEY.Key_Return)
    write("租")
    press(KEY.Key_Return)
    visit.table.setFocus()
    visit.table.go_to(1, 0)
    write("gzx")
    press(KEY.Key_Return)
    visit.table.go_to(1, 3)
    write("1950")
    press(KEY.Key_Return)
    visit.photos = [desk.walk.photo, desk.walk.photo]
    visit.take_scan(desk.walk.photo)
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: desk.walk.state is CaseState.SURVEYED)
    desk.rest()
    with desk.walk.office.look() as look:
        kept = look.session.scalars(sa.select(HomeVisit)).one()
        assert (kept.person_met, kept.people_present) == ("张甲", "邻居老赵")
        assert len(kept.surveyors) == 2
        case = look.session.scalars(sa.select(Case).where(Case.id == kept.case_id)).one()
        kinds = look.session.scalars(sa.select(Paper.kind).where(Paper.case_id == case.id)).all()
        assert sorted(kinds)[-3:] == ["visit_form", "visit_photo", "visit_photo"]
        sheet = means_sheet(look, desk.walk.case)
        assert sheet is not None
        [line] = sheet.facts.lines
        assert (line.kind, line.amount) == (LineKind.WAGE, Decimal("1950.00"))
        [row] = rounds(look)
        assert (row.head, row.due) == ("张甲", False)
    assert desk_service.drafts(desk.shell.desk.office) == []


def test_one_surveyor_is_too_few_and_what_was_typed_stays(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    visit = form_of(desk)
    press(KEY.Key_Return)
    write("930")
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: bool(visit._forms()[0].sentence("surveyors")))
    assert visit._forms()[0].draft()["at"] == "09:30"
    area = visit._forms()[0].field("floor_area")
    area.setFocus()
    write("六十")
    press(KEY.Key_F9)
    desk.rest()
    assert focused() is area
    assert visit._forms()[0].sentence("floor_area")
    assert desk.walk.state is CaseState.APPLIED


def test_a_draft_of_a_visit_has_its_lines_and_photographs(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    visit = form_of(desk)
    press(KEY.Key_Return)
    write("930")
    visit.table.setFocus()
    visit.table.go_to(1, 3)
    write("1950")
    press(KEY.Key_Return)
    visit.photos = [desk.walk.photo]
    press(KEY.Key_S, modifier=CTRL)
    desk.rest()
    [draft] = desk_service.drafts(desk.shell.desk.office)
    visit.sheet.show_lines((), {})
    visit.photos = []
    visit._take_draft(draft.values)
    assert visit._draft() == draft.values


def test_an_archive_further_on_says_why_no_visit_is_recorded(opened: Open) -> None:
    desk = opened(CaseState.SURVEYED)
    desk.sign_in()
    visit = form_of(desk)
    assert visit.main.button.isEnabled(), "a second look is always possible before the meeting"
    assert visit.state.text() == "已入户"
