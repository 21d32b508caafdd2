"""The shipped lessons, and what the trail says of somebody's steps."""

from centre_app.core.lessons import LessonStep
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services import trail
from centre_app.services.households import AddNote
from centre_app.services.lessons import done_by, lessons
from tests.services.conftest import At


def test_the_commonest_jobs_have_lessons_that_somebody_can_do() -> None:
    found = lessons()
    assert len(found) >= 10
    assert len({lesson.title for lesson in found}) == len(found)
    assert all(lesson.steps and lesson.roles() for lesson in found)
    assert found[0].roles() == (Role.CLERK,)


def test_a_step_is_done_by_the_acts_of_whoever_learns_and_by_no_older_ones(at: At) -> None:
    walk = at(CaseState.APPLIED)
    office, step = walk.office, LessonStep("写两条备注", act="add-note", times=2)
    office.do("add-note", AddNote(case=walk.case, text="以前写的"))
    with office.look() as look:
        since = trail.newest_number(look)
        assert done_by(look, step, since) is None
    office.do("add-note", AddNote(case=walk.case, text="第一条"))
    with office.look() as look:
        assert done_by(look, step, since) is None
    office.do("add-note", AddNote(case=walk.case, text="第二条"))
    with office.look() as look:
        assert done_by(look, step, since) == since + 2
        assert done_by(look, LessonStep("算账", act="run-means-test"), since) is None
