"""Households as plain facts: who is the head, whose numbers there are, what fields there are."""

from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts, household_fields, person_fields

LI = PersonFacts(name="李一", relation=HEAD, id_number="1")
HUI = PersonFacts(name="惠二", relation="12")
CHEN = PersonFacts(name="李小", relation="20", id_number="3")


def test_the_head_is_found_wherever_they_stand() -> None:
    household = HouseholdFacts(people=(HUI, LI, CHEN))
    assert household.head is LI
    assert household.members == (HUI, CHEN)
    assert list(household.id_numbers) == ["1", "3"]


def test_a_household_without_a_head_has_members_only() -> None:
    household = HouseholdFacts(people=(HUI,))
    assert household.head is None
    assert household.members == (HUI,)


def test_a_second_head_is_among_the_members() -> None:
    other = PersonFacts(name="王三", relation=HEAD)
    assert HouseholdFacts(people=(LI, other)).members == (other,)


def test_fields_are_named_in_order() -> None:
    assert person_fields()[:3] == ("name", "relation", "id_number")
    assert household_fields()[0] == "archive_no"
    assert "people" not in household_fields()
