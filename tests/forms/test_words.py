from datetime import date
from decimal import Decimal

from centre_app.forms.paper.words import day, month, yuan


def test_days_are_written_without_leading_zeros() -> None:
    assert day(date(2026, 3, 5)) == "2026年3月5日"
    assert month(date(2026, 3, 5)) == "2026年3月"


def test_an_unknown_day_leaves_room_to_write_it() -> None:
    assert day(None) == "　　年　　月　　日"
    assert month(None) == "　　年　　月"


def test_amounts_have_two_places_and_thousands_set_off() -> None:
    assert yuan(Decimal("12345.6")) == "12,345.60"
    assert yuan(Decimal(-3)) == "-3.00"
    assert yuan(None) == ""
