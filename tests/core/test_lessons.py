"""Lessons: each step waits for one thing that can come about, and who can do all of it is known."""

import pytest

from centre_app.core.lessons import Lesson, LessonStep
from centre_app.core.vocabulary.filing import Role

HEAD = 'title = "写备注"\nabout = "练习"\nminutes = 2\n'


def test_a_lesson_says_what_to_do_and_by_what_it_is_seen() -> None:
    first = '[[steps]]\nsay = "打开档案"\npage = "households"\n'
    second = '[[steps]]\nsay = "写两条"\nact = "add-note"\ntimes = 2\n'
    lesson = Lesson.parse("note", f"{HEAD}{first}{second}")
    assert (lesson.code, lesson.title, lesson.minutes) == ("note", "写备注", 2)
    assert lesson.steps == (
        LessonStep("打开档案", page="households"),
        LessonStep("写两条", act="add-note", times=2),
    )
    assert lesson.roles() == (Role.CLERK, Role.REVIEWER, Role.CHAIR, Role.ARCHIVIST)


@pytest.mark.parametrize(
    "step",
    ['say = "等"', 'say = "两样"\npage = "today"\nact = "print"', 'say = "没有的"\nact = "dance"'],
)
def test_a_step_that_could_never_be_done_is_no_lesson(step: str) -> None:
    with pytest.raises(ValueError, match="wrong"):
        Lesson.parse("wrong", f"{HEAD}[[steps]]\n{step}\n")
