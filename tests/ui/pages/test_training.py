"""Lessons by keys: what to do stands at the foot of every page, and the window sees that it was done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.store import OfficeFolder
from centre_app.services import desk as desk_service
from centre_app.services import lessons, opening
from centre_app.services.opening import NewOffice
from centre_app.ui.desk import Desk
from centre_app.ui.frame import Shell
from centre_app.ui.lessons import LessonLine, Teacher
from centre_app.ui.memory import Memory
from centre_app.ui.pages.training import TrainingPage
from centre_app.ui.rail import GROUPS
from centre_app.ui.runner import Runner
from tests.services.conftest import PASSWORD, Clock
from tests.ui.keys import press, write
from tests.ui.pages.conftest import Desktop, Open
from tests.ui.pages.test_application import newest, type_head
from tests.ui.pages.test_application import page_of as new_application

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
UNDER_HOUSEHOLDS = {"household", "application", "means_test"}


def line_of(desk: Desktop) -> LessonLine:
    [line] = list[LessonLine](desk.shell.findChildren(LessonLine))
    return line


def page_of(desk: Desktop) -> TrainingPage:
    page = desk.shell.page
    assert isinstance(page, TrainingPage)
    return page


def choose(desk: Desktop, code: str) -> TrainingPage:
    """Go down the list of lessons to one, by keys."""
    desk.go("training")
    page = page_of(desk)
    at = [one.code for one in lessons.lessons()].index(code)
    press(*[KEY.Key_Down] * (at - page.table.currentIndex().row()))
    desk.rest()
    return page


def state(page: TrainingPage, code: str) -> str:
    rows = [page.table.row_at(row) for row in range(page.table.model().rowCount())]
    return next(row.state.text for row in rows if row and row.lesson.code == code)


def test_a_lesson_goes_on_by_what_is_shown_and_by_what_is_done_and_is_remembered(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    assert not line_of(desk).isVisible()
    page = choose(desk, "02-find")
    assert state(page, "02-find") == "没学"
    press(KEY.Key_F9)
    desk.rest()
    line = line_of(desk)
    assert line.isVisible()
    assert line.title.text() == "用拼音首字母找一户　第 1 步，共 3 步"
    press(KEY.Key_2, modifier=CTRL)
    desk.rest()
    assert line.say.text().startswith("上一步做好了。按 Ctrl+F")
    press(KEY.Key_F, modifier=CTRL)
    write("zj")
    desk.rest()
    press(KEY.Key_Return, KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: "第 3 步" in line.title.text())
    desk.rest()
    press(KEY.Key_Escape)
    desk.rest()
    assert line.say.text() == "学完了，3 步都做好了。"
    line.stop.setFocus()
    press(KEY.Key_Space)
    desk.rest()
    assert not line.isVisible()

    page = choose(desk, "10-backup")
    assert state(page, "02-find") == "学过"
    press(KEY.Key_F9)
    desk.rest()
    desk.go("settings", "upkeep")
    assert "F9 现在备份" in line.say.text()
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: "学完了" in line.say.text(), timeout=30_000)
    desk.rest()
    desk.shell.desk.memory.save()
    desk.rest()
    known = desk_service.remembered(desk.shell.desk.office)
    assert set(known["lessons"]) == {"02-find", "10-backup"}
    again = Teacher(
        Desk(desk.shell.desk.office, desk.window.runner, Memory(desk.shell.desk.office, desk.window.runner, known))
    )
    assert again.lesson is not None
    assert (again.lesson.code, again.step) == ("10-backup", None)


def test_a_newcomer_files_the_first_household_by_what_the_window_says(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in()
    choose(desk, "01-first-household")
    press(KEY.Key_F9)
    desk.rest()
    line = line_of(desk)

    def comes_to(step: int) -> None:
        desk.qtbot.waitUntil(lambda: f"第 {step} 步" in line.title.text())
        desk.rest()

    comes_to(1)
    page = new_application(desk)
    comes_to(3)
    type_head(page, "11010519491231002X")
    page.turn_to(2)
    for text in ("甘肃省庆阳市西峰区西街2号", "19900000002"):
        write(text)
        press(KEY.Key_Return)
    page.turn_to(3)
    write("患重特大疾病")
    press(KEY.Key_Return)
    assert page.cause is not None
    page.cause.field("filing_unit").setFocus()
    press(KEY.Key_F4, KEY.Key_Return)
    desk.rest()
    press(KEY.Key_Return, modifier=CTRL)
    comes_to(4)
    assert page.papers.form is not None
    page.papers.form.form.field("title").setFocus()
    press(KEY.Key_Return, modifier=CTRL)
    comes_to(5)
    press(KEY.Key_F7)
    comes_to(6)
    press(KEY.Key_F9)
    desk.qtbot.waitUntil(lambda: "学完了" in line.say.text())
    desk.rest()
    assert newest(desk).state == "applied"


def test_who_may_not_do_a_job_is_told_who_does(opened: Open) -> None:
    desk = opened(CaseState.APPLIED)
    desk.sign_in(Role.CHAIR)
    page = choose(desk, "03-visit")
    assert not page.start.button.isEnabled()
    assert "经办" in page.start.why
    press(KEY.Key_F9)
    desk.rest()
    assert not line_of(desk).isVisible()


def test_a_real_office_has_no_lessons(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    opening.new_office(folder, NewOffice(name="甲县帮扶中心", area="621002", admin="管理员"), PASSWORD, Clock()())
    office = opening.open_office(folder, "管理员", PASSWORD, Clock())
    runner = Runner()
    shell = Shell(Desk(office, runner, Memory(office, runner, {})))
    assert "training" not in shell.rail.codes
    assert list[LessonLine](shell.findChildren(LessonLine)) == []
    shell.deleteLater()
    runner.finish()
    office.close()


def test_every_page_that_a_lesson_leads_to_is_there() -> None:
    known = UNDER_HOUSEHOLDS | {place.code for _, places in GROUPS for place in places}
    wanted = {step.page for lesson in lessons.lessons() for step in lesson.steps if step.page}
    assert wanted - known == set()
