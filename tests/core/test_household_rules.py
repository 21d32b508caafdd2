"""What must agree within one household."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from centre_app.core.household_rules import heads, income_sum, minor_income, relation_side, size_differs
from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts
from centre_app.core.refusals.sheets import IncomeSum, MinorIncome, RelationSide, SizeDiffers
from centre_app.core.vocabulary.standards import Relation, Sex

GROWN = date(1970, 1, 1)
CHILD = date(2012, 5, 6)
TODAY = date(2026, 11, 24)


def person(relation: str = "20", **facts: Any) -> PersonFacts:
    return PersonFacts(name="张三", relation=relation, **facts)


def test_heads_are_those_who_are_called_so() -> None:
    assert heads([person("12"), person(HEAD), person("20"), person(HEAD)]) == [1, 3]
    assert heads([]) == []


@pytest.mark.parametrize(
    ("relation", "sex", "birth", "odd"),
    [
        (Relation.FATHER, Sex.MALE, CHILD, True),  # a child called father
        (Relation.FATHER, Sex.MALE, date(1945, 1, 1), False),
        (Relation.FATHER, None, None, False),
        (Relation.WIFE, Sex.MALE, GROWN, True),  # a husband called wife
        (Relation.WIFE, Sex.FEMALE, GROWN, False),
        (Relation.WIFE, Sex.UNKNOWN, GROWN, False),
        (Relation.SPOUSE, Sex.MALE, GROWN, False),  # the word implies neither
        (Relation.SON, Sex.MALE, date(1969, 12, 31), True),  # a child older than the head
        (Relation.SON, Sex.MALE, CHILD, False),
        (Relation.GRANDSON, Sex.MALE, GROWN, True),  # born on one day
        (Relation.YOUNGER_SISTER, Sex.FEMALE, date(1950, 1, 1), False),  # of one generation
        (Relation.OTHER_RELATIVE, Sex.MALE, CHILD, False),
    ],
)
def test_a_relation_told_from_the_wrong_side_is_noticed(
    relation: Relation, sex: Sex | None, birth: date | None, odd: bool
) -> None:
    told = relation_side(relation, sex=sex, birth=birth, head_birth=GROWN)
    assert told == (RelationSide(shown=relation.label) if odd else None)


def test_generations_are_not_compared_where_the_heads_birth_is_not_known() -> None:
    assert relation_side(Relation.FATHER, sex=Sex.MALE, birth=CHILD, head_birth=None) is None


def test_only_a_child_below_sixteen_is_too_young_for_a_wage() -> None:
    sixteen = date(2010, 11, 24)
    income = Decimal(800)
    assert minor_income(income, birth=date(2010, 11, 25), on=TODAY) == MinorIncome()
    assert minor_income(income, birth=sixteen, on=TODAY) is None
    assert minor_income(Decimal(0), birth=CHILD, on=TODAY) is None
    assert minor_income(None, birth=CHILD, on=TODAY) is None
    assert minor_income(income, birth=None, on=TODAY) is None


def earners(total: str | None, other: str | None) -> HouseholdFacts:
    return HouseholdFacts(
        people=(
            person(HEAD, monthly_income=Decimal("1010.10")),
            person("12", monthly_income=None),
            person("20", monthly_income=Decimal(5000), counted=False, not_counted_reason="independent"),
        ),
        total_income_y=None if total is None else Decimal(total),
        other_income_y=None if other is None else Decimal(other),
        household_size=2,
    )


def test_the_yearly_total_is_the_wages_of_the_counted_and_what_comes_besides() -> None:
    assert income_sum(earners("15721.20", "3600")) is None
    assert income_sum(earners("15721.21", "3600")) == IncomeSum(given=Decimal("15721.21"), reckoned=Decimal("15721.20"))


@pytest.mark.parametrize(("total", "other"), [(None, "0"), ("0", None)])
def test_a_total_is_not_judged_while_a_figure_is_missing(total: str | None, other: str | None) -> None:
    assert income_sum(earners(total, other)) is None


def test_the_household_size_is_the_number_of_the_counted() -> None:
    household = earners(None, None)
    assert size_differs(household) is None
    assert size_differs(HouseholdFacts(people=household.people)) is None
    assert size_differs(HouseholdFacts(people=household.people, household_size=3)) == SizeDiffers(given=3, listed=2)
