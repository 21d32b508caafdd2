"""What must agree within one household, whoever brings its facts: a clerk, a table or a stored record.

Each rule is judged from plain values and gives what there is to say, or nothing. Where it is said (a field of the
form, a cell of a table) is for the caller to add.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from .households import HEAD, HouseholdFacts, PersonFacts
from .people import age_on
from .refusals.sheets import IncomeSum, MinorIncome, RelationSide, SizeDiffers
from .vocabulary.standards import Relation, Sex

__all__ = ["WORKING_AGE", "heads", "income_sum", "minor_income", "relation_side", "size_differs"]

WORKING_AGE: Final = 16
"""劳动法 art. 15: nobody may be employed below sixteen."""
MONTHS: Final = 12


def heads(people: Sequence[PersonFacts]) -> list[int]:
    """The places of those who are said to be the head; there must be exactly one."""
    return [place for place, person in enumerate(people) if person.relation == HEAD]


def relation_side(
    relation: Relation, *, sex: Sex | None, birth: date | None, head_birth: date | None
) -> RelationSide | None:
    """Whether a relation seems to be told from the wrong side: a child called 父亲, a husband called 妻.

    The word's sex must be the person's, and its generation must not contradict the two birth dates. What is not
    known contradicts nothing.
    """
    other_sex = relation.sex is not None and sex in (Sex.MALE, Sex.FEMALE) and sex is not relation.sex
    if other_sex or _wrong_generation(relation, birth, head_birth):
        return RelationSide(shown=relation.label)
    return None


def _wrong_generation(relation: Relation, birth: date | None, head_birth: date | None) -> bool:
    if not relation.generation or birth is None or head_birth is None:
        return False
    return birth >= head_birth if relation.generation > 0 else birth <= head_birth


def minor_income(income: Decimal | None, *, birth: date | None, on: date) -> MinorIncome | None:
    """Whether a child below sixteen has a wage."""
    if income and birth is not None and age_on(birth, on) < WORKING_AGE:
        return MinorIncome()
    return None


def income_sum(facts: HouseholdFacts) -> IncomeSum | None:
    """Whether the yearly total is not the counted people's monthly wages x 12 plus the other income, to the fen.

    A person without a figure adds nothing. A caller who knows that a figure was there and could not be read does
    not ask.
    """
    total, other = facts.total_income_y, facts.other_income_y
    if total is None or other is None:
        return None
    wages = sum((person.monthly_income or Decimal(0) for person in facts.people if person.counted), Decimal(0))
    reckoned = wages * MONTHS + other
    return None if reckoned == total else IncomeSum(given=total, reckoned=reckoned)


def size_differs(facts: HouseholdFacts) -> SizeDiffers | None:
    """Whether the household size as typed is not the number of counted people."""
    counted = sum(person.counted for person in facts.people)
    if facts.household_size in (None, counted):
        return None
    return SizeDiffers(given=facts.household_size, listed=counted)
