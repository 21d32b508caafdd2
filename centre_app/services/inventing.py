"""Invented households: for training, for the demo, and for stores of any size.

Nobody in them exists: names are put together by lot, phones begin with 199, accounts with 62000, and identity
numbers have the right check character over a lot of their own. The same seed invents the same people.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from stdnum import luhn
from stdnum.cn import ric

from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts
from centre_app.core.vocabulary.household import (
    Cause,
    HealthStatus,
    HousingType,
    HukouType,
    LabourCapacity,
    MedicalCover,
    UnitNature,
    WorkStatus,
)
from centre_app.core.vocabulary.standards import Education, Ethnicity, MaritalStatus, PoliticalStatus, Relation, Sex
from centre_app.paths import resource_text

__all__ = ["Inventor", "demo_lists"]

DAYS_A_YEAR: Final = 365.25
SERIALS: Final = 500
"""Serial numbers of one sex on one birthday in one area (GB 11643: odd for men, even for women)."""
SCATTER: Final = 211
"""Has no divisor in common with the serials, so that all of them are used, and none twice."""

RARELY: Final = 0.02
SELDOM: Final = 0.15
OFTEN: Final = 0.8

_AT_SCHOOL: Final = (
    (6, WorkStatus.PRIMARY_PUPIL),
    (12, WorkStatus.JUNIOR_PUPIL),
    (15, WorkStatus.HIGH_SCHOOL_PUPIL),
    (18, WorkStatus.UNDERGRADUATE),
)


@lru_cache(maxsize=4)
def demo_lists(name: str) -> Mapping[str, Any]:
    """The words from which invented people, units and texts are made; ``name`` is a file of ``resources/demo``."""
    return tomllib.loads(resource_text("demo", f"{name}.toml"))


@dataclass(frozen=True, slots=True)
class _Body:
    """What is drawn of a person before anything else."""

    surname: str
    given: str
    sex: Sex
    born: date
    id_number: str
    ethnicity: Ethnicity


class Inventor:
    """Invents households of an area as of a day. ``areas`` are the county codes in the identity numbers."""

    def __init__(self, seed: int, today: date, areas: Sequence[str]) -> None:
        self._random = random.Random(seed)
        self._today = today
        self._areas = areas
        self._words = demo_lists("people")
        self._given_out: Counter[int] = Counter()
        self._phones = 0

    def households(self, count: int) -> Iterator[HouseholdFacts]:
        """So many households, one after the other."""
        return (self.household() for _ in range(count))

    def household(self) -> HouseholdFacts:
        """A household with its head, mostly a spouse, children, now and then a parent."""
        draw = self._random
        people = list(self._people())
        cause = self._cause(people)
        places = self._words["places"]
        wages = sum((person.monthly_income or Decimal(0) for person in people), Decimal(0))
        other = Decimal(draw.randrange(0, 60) * 100)
        total = wages * 12 + other
        single = draw.random() < SELDOM and not any(person.relation in ("11", "12") for person in people)
        return HouseholdFacts(
            people=tuple(people),
            causes=(cause, Cause.OTHER) if draw.random() < SELDOM else (cause,),
            town=draw.choice(places["towns"]),
            hukou_place=places["front"],
            hukou_area=self._areas[0],
            address=self._address(),
            phone=people[0].phone or self._phone(),
            housing_type=draw.choice((HousingType.BOUGHT, HousingType.RENTED, HousingType.LOW_RENT)),
            floor_area=Decimal(draw.randrange(35, 95)),
            household_size=len(people),
            other_income_y=other,
            total_income_y=total,
            income_pc=(total / 12 / len(people)).quantize(Decimal("0.01")),
            dibao=draw.random() < SELDOM,
            single_parent=single,
            self_help=draw.random() < OFTEN,
            zero_employment=wages == 0,
            bank=self._words["bank"]["name"],
            branch=self._words["bank"]["branch"],
            account=self._account(),
            needs=draw.choice(self._words["needs"]["texts"]),
        )

    def person_name(self, sex: Sex) -> str:
        """A name by lot, now and then with a rare surname or a rare character."""
        return self._surname() + self._given(sex)

    def _surname(self) -> str:
        draw, words = self._random, self._words
        return str(draw.choice(words["rare_surnames"] if draw.random() < RARELY else words["surnames"]))

    def _given(self, sex: Sex) -> str:
        draw, words = self._random, self._words["given"]
        signs = words["male" if sex is Sex.MALE else "female"]
        given = "".join(draw.choice(signs) for _ in range(draw.choice((1, 2, 2))))
        return given[:-1] + str(draw.choice(words["rare"])) if draw.random() < RARELY else given

    # The people ---------------------------------------------------------------------------------------------------

    def _people(self) -> Iterator[PersonFacts]:
        draw = self._random
        head = self._body(draw.choice((Sex.MALE, Sex.MALE, Sex.FEMALE)), draw.uniform(33, 58))
        married = draw.random() < OFTEN
        yield self._adult(head, HEAD, married=married, phone=self._phone())
        age = self._age(head.born)
        if married:
            other = Sex.FEMALE if head.sex is Sex.MALE else Sex.MALE
            relation = Relation.WIFE if other is Sex.FEMALE else Relation.HUSBAND
            spouse = self._body(other, max(24.0, age + draw.uniform(-4, 2)))
            yield self._adult(spouse, relation, married=True, phone=self._phone() if draw.random() < SELDOM else None)
        for _ in range(draw.choice((0, 1, 1, 2))):
            body = self._body(draw.choice((Sex.MALE, Sex.FEMALE)), draw.uniform(1, min(21.0, age - 23)), head.surname)
            yield self._child(body)
        if draw.random() < SELDOM:
            parent = self._body(draw.choice((Sex.MALE, Sex.FEMALE)), age + draw.uniform(21, 30))
            yield self._parent(parent)

    def _body(self, sex: Sex, age: float, surname: str = "") -> _Body:
        draw, other = self._random, self._words["other"]
        born = self._today - timedelta(days=round(age * DAYS_A_YEAR))
        if draw.random() < RARELY and not surname:
            name = draw.choice(other["male" if sex is Sex.MALE else "female"])
            return _Body("", name, sex, born, self._id_number(sex, born), Ethnicity(other["ethnicity"]))
        surname = surname or self._surname()
        return _Body(surname, self._given(sex), sex, born, self._id_number(sex, born), Ethnicity.HAN)

    def _id_number(self, sex: Sex, born: date) -> str:
        """A number that nobody has yet, of the area where the birthday has the fewest."""
        count, odd = len(self._areas), int(sex is Sex.MALE)
        keys = [(born.toordinal() * count + place) * 2 + odd for place in range(count)]
        place = min(range(count), key=lambda place: self._given_out[keys[place]])
        serial = (self._given_out[keys[place]] + keys[place]) * SCATTER % SERIALS
        self._given_out[keys[place]] += 1
        front = f"{self._areas[place]}{born:%Y%m%d}{2 * serial + odd:03}"
        return front + ric.calc_check_digit(front + "0")

    def _age(self, born: date) -> float:
        return (self._today - born).days / DAYS_A_YEAR

    def _adult(self, body: _Body, relation: str, *, married: bool, phone: str | None) -> PersonFacts:
        draw = self._random
        ill = draw.random() < SELDOM
        works = draw.random() < OFTEN / 2 and not ill
        status = WorkStatus.ON_POST if works else draw.choice((WorkStatus.LAID_OFF, WorkStatus.UNEMPLOYED))
        return PersonFacts(
            **self._said(body, relation),
            political_status=PoliticalStatus.MASSES,
            education=draw.choice((Education.JUNIOR_SCHOOL_GRADUATED, Education.HIGH_SCHOOL_GRADUATED)),
            marital_status=MaritalStatus.MARRIED if married else MaritalStatus.DIVORCED,
            health_status=self._illness() if ill else HealthStatus.GOOD,
            labour_capacity=LabourCapacity.PARTIAL if ill else LabourCapacity.FULL,
            work_status=status,
            medical_cover=MedicalCover.EMPLOYEE if works else MedicalCover.RESIDENT,
            hukou_type=HukouType.URBAN,
            employer=self._employer() if works or status is WorkStatus.LAID_OFF else None,
            unit_nature=UnitNature.STATE_FIRM if works else None,
            monthly_income=Decimal(draw.randrange(8, 26) * 100) if works else Decimal(0),
            phone=phone,
        )

    def _child(self, body: _Body) -> PersonFacts:
        age = self._age(body.born)
        son = body.sex is Sex.MALE
        school = [status for begins, status in _AT_SCHOOL if age >= begins]
        return PersonFacts(
            **self._said(body, Relation.SON if son else Relation.DAUGHTER),
            health_status=HealthStatus.GOOD,
            labour_capacity=LabourCapacity.MINOR_OR_STUDENT,
            marital_status=MaritalStatus.UNMARRIED,
            work_status=school[-1] if school else None,
            medical_cover=MedicalCover.RESIDENT,
            hukou_type=HukouType.URBAN,
            employer=self._random.choice(self._words["employers"]["schools"]) if school else None,
        )

    def _parent(self, body: _Body) -> PersonFacts:
        return PersonFacts(
            **self._said(body, Relation.FATHER if body.sex is Sex.MALE else Relation.MOTHER),
            health_status=self._illness(),
            labour_capacity=LabourCapacity.OVER_AGE,
            marital_status=MaritalStatus.WIDOWED,
            work_status=WorkStatus.RETIRED,
            medical_cover=MedicalCover.RESIDENT,
            hukou_type=HukouType.URBAN,
            monthly_income=Decimal(self._random.randrange(1, 9) * 100),
        )

    def _said(self, body: _Body, relation: str) -> dict[str, Any]:
        return {
            "name": body.surname + body.given,
            "relation": relation,
            "id_number": body.id_number,
            "sex": body.sex,
            "birth_date": body.born,
            "ethnicity": body.ethnicity,
        }

    def _illness(self) -> HealthStatus:
        return self._random.choice((HealthStatus.HEART_DISEASE, HealthStatus.DIABETES, HealthStatus.SPINE_DISEASE))

    def _cause(self, people: Sequence[PersonFacts]) -> Cause:
        if any(person.health_status in ("heart_disease", "diabetes") for person in people):
            return Cause.SERIOUS_ILLNESS
        if any(person.work_status == WorkStatus.UNDERGRADUATE for person in people):
            return Cause.SCHOOLING
        return self._random.choice((Cause.LAID_OFF, Cause.ABLE_BUT_JOBLESS, Cause.UNINSURED))

    # What belongs to a household ------------------------------------------------------------------------------------

    def _phone(self) -> str:
        """Phones rise, so that none is there twice unless a fault is wanted."""
        self._phones += 1
        return f"199{(self._phones * 7919) % 10**8:08}"

    def _account(self) -> str:
        front = f"62000{self._random.randrange(10**13):013}"
        return front + luhn.calc_check_digit(front)

    def _address(self) -> str:
        draw, places = self._random, self._words["places"]
        house = draw.randrange(1, 200)
        if draw.random() < OFTEN / 2:
            rooms = f"{draw.randrange(1, 20)}-{draw.randrange(1, 7)}-{draw.randrange(1, 7)}0{draw.randrange(1, 5)}"
            return f"{places['front']}{draw.choice(places['streets'])}{draw.choice(places['estates'])}{rooms}"
        return f"{places['front']}{draw.choice(places['streets'])}{places['house'].format(house=house)}"

    def _employer(self) -> str:
        employers = self._words["employers"]
        return str(self._random.choice(employers["names"]) + self._random.choice(employers["trades"]))
