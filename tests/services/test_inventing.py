"""Invented people: nobody exists, every number is right, the same seed gives the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from stdnum import luhn
from stdnum.cn import ric

from centre_app.core.fields import household_faults
from centre_app.core.households import PersonFacts
from centre_app.core.people import identity
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.standards import Sex
from centre_app.services import bulk, resources, search
from centre_app.services.inventing import SERIALS, Inventor
from centre_app.services.office import Office
from centre_app.services.pictures import Camera
from centre_app.services.search import CaseQuery

TODAY = date(2026, 3, 2)
AREAS = ("621002", "621021")


def test_nothing_stops_an_invented_household() -> None:
    people: list[PersonFacts] = []
    for facts in Inventor(7, TODAY, AREAS).households(400):
        assert list(household_faults(facts, areas=resources.areas(), on=TODAY)) == []
        assert facts.phone is not None
        assert facts.phone.startswith("199")
        assert facts.account is not None
        assert facts.account.startswith("62000")
        assert luhn.is_valid(facts.account)
        people += facts.people
    numbers = [person.id_number for person in people if person.id_number]
    assert len(numbers) == len(set(numbers)) == len(people)
    assert all(identity(number, areas=resources.areas(), on=TODAY).ok for number in numbers)
    assert any("·" in person.name for person in people)
    assert Counter(person.relation for person in people)["02"] == 400


def test_the_same_seed_invents_the_same_people() -> None:
    first, again, other = (list(Inventor(seed, TODAY, AREAS).households(20)) for seed in (1, 1, 2))
    assert first == again != other


def test_a_full_birthday_lends_the_next_areas_numbers() -> None:
    inventor = Inventor(1, TODAY, AREAS)
    born = date(1970, 1, 1)
    numbers = {inventor._id_number(sex, born) for sex in (Sex.MALE, Sex.FEMALE) for _ in range(2 * SERIALS)}
    assert len(numbers) == 4 * SERIALS
    assert all(ric.calc_check_digit(number) == number[-1] for number in numbers)
    assert Counter(number[:6] for number in numbers) == dict.fromkeys(AREAS, 2 * SERIALS)


def test_names_by_lot_have_a_surname_and_more() -> None:
    inventor = Inventor(1, TODAY, AREAS)
    assert {len(inventor.person_name(Sex.FEMALE)) for _ in range(200)} >= {2, 3}


def test_pictures_are_files_of_their_own(tmp_path: Path) -> None:
    camera = Camera(tmp_path, 1)
    photos, scans = [camera.photo() for _ in range(3)], [camera.scan() for _ in range(3)]
    assert len({path.read_bytes() for path in (*photos, *scans)}) == 6
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in photos)
    assert all(path.read_bytes().startswith(b"%PDF-") for path in scans)


def test_an_office_is_filled_through_the_audited_door_and_found_at_once(office: Office) -> None:
    steps: list[tuple[int, int]] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    bulk.fill(office, 90, an_act=40, progress=Watching())
    assert steps == [(0, 90), (40, 90), (80, 90), (90, 90)]
    with office.look() as look:
        rows = search.cases(look, CaseQuery())
        assert search.count(look, CaseQuery(words="l20")) == len(rows) == 90
        assert search.count(look, CaseQuery(words=f"{look.area}20")) > 50
    states = Counter(row.state for row in rows)
    assert states[CaseState.ACTIVE] > states[CaseState.CLOSED] > 0
    assert {CaseState.DRAFT, CaseState.APPLIED} <= set(states)
    archived = {CaseState.ACTIVE, CaseState.CLOSED}
    assert all((row.archive_no is not None) == row.taken_over == (row.state in archived) for row in rows)
    assert {row.unit for row in rows} == {"东街街道工会"}
    assert len({row.opened_on.year for row in rows}) > 3
