"""More invented households in the office of a walk, each of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from stdnum.cn import ric

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.services.finding import case_of
from centre_app.services.imports import may_take_over, store_new
from centre_app.services.work import Done, Work
from tests.services.walking import Walk


def invented_number(birth_date: date, order: int, area: str = "621002") -> str:
    """A number of nobody's with the right check character; an odd order is a man's (GB 11643)."""
    front = f"{area}{birth_date:%Y%m%d}{order:03}"
    return front + ric.calc_check_digit(f"{front}?")


def person(name: str, *, born: date = date(1976, 9, 17), order: int = 800, **facts: Any) -> dict[str, Any]:
    """The facts of one person whose number, sex and birth date agree."""
    plain = {
        "name": name,
        "relation": "02",
        "id_number": invented_number(born, order),
        "sex": "1" if order % 2 else "2",
        "birth_date": born.isoformat(),
    }
    return {**plain, **facts}


def neighbour(walk: Walk, name: str = "李乙", *, order: int = 800, born: date = date(1976, 9, 17), **head: Any) -> Walk:
    """A walk of another household in the same office, opened as a draft."""
    second = Walk(walk.office, walk.as_role, walk.clock, walk.people, walk.folder, head=name)
    second.open(people=[person(name, born=born, order=order, **head)], household_size=1)
    return second


def together(walk: Walk, name: str = "李乙", *, order: int = 800, born: date = date(1976, 9, 17), **head: Any) -> Walk:
    """Another household, brought to where the first one of the walk waits for its notice."""
    moment = walk.clock.moment
    second = neighbour(walk, name, order=order, born=born, **head).to(CaseState.DELIBERATED)
    walk.clock.moment = moment
    return second


def taken_over(walk: Walk, name: str, *, order: int = 810, born: date = date(1976, 9, 17)) -> str:
    """An archive of before this program, which is in the files at once (承接旧档); gives its key."""
    head = PersonFacts(**{**person(name, born=born, order=order), "birth_date": born})
    facts = HouseholdFacts(people=(head,), hardship_category="relative_hardship", filed_on="2021-05")

    def take(work: Work) -> Done:
        may_take_over(work)
        return Done(case=store_new(work, [facts], on=work.today, take_over=True)[0])

    return str(walk.as_role(Role.ADMINISTRATOR).work("take-over", None, take).case)


def sign_take_over(walk: Walk) -> None:
    """The list of the archives taken over is printed, and kept as the chair signed it."""
    walk.act("attach-paper", page=walk.page("take-over-list"), kind="signed_page", file=walk.photo)


def leave_the_files(walk: Walk, state: CaseState = CaseState.CLOSED) -> None:
    """Put the case into a state that later acts lead to: the household has left the files."""

    def leave(work: Work) -> Done:
        case_of(work, walk.case).state = state
        return Done()

    walk.office.work("add-note", None, leave)
