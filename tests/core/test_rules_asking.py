"""How a new value of a figure is asked for, and what is stored of it."""

from __future__ import annotations

from datetime import date

import pytest

from centre_app.core.fields import Kind
from centre_app.core.rules import RuleBook, entry
from centre_app.core.rules.asking import NOT_SET, Asked, asked_for, plain_value
from centre_app.core.vocabulary.rules import Figure, MigrantTerms, Operator
from centre_app.paths import resource_text

BOOK = RuleBook.parse(*(resource_text(f"rules/{pack}.toml") for pack in ("base", "gansu")))
TABLES = {Figure.EXCLUSIONS, Figure.PENSION_YEARS, Figure.SIGNERS, Figure.AID_CAPS}


def typed(figure: Figure, asked: Asked) -> dict[str, object]:
    """The value that holds today, as its form shows it."""
    value = getattr(BOOK.on(date(2026, 3, 2)), figure.value)
    if value is None:
        return {"times" if asked.limit else "value": NOT_SET}
    if asked.limit:
        return {
            "times": str(value.times),
            "operator": value.operator,
            "above": str(value.above) if value.above else None,
        }
    if asked.kind is Kind.TEXT:
        return {"value": str(value)}
    return {"value": value}


@pytest.mark.parametrize("figure", Figure, ids=str)
def test_what_holds_today_can_be_typed_again_as_it_is(figure: Figure) -> None:
    asked = asked_for(figure)
    assert (asked is None) == (figure in TABLES)
    if asked is not None:
        made = entry(figure, "2026-01-01", plain_value(asked, typed(figure, asked)), "示例")
        assert made.value == getattr(BOOK.on(date(2026, 3, 2)), figure.value)


def test_a_band_is_typed_in_three_parts() -> None:
    asked = asked_for(Figure.RELATIVE_LIMIT)
    assert asked == Asked(Kind.TEXT, optional=True, limit=True)
    whole = {"times": "1.5", "operator": Operator.NOT_ABOVE, "above": None}
    assert plain_value(asked, whole) == {"times": "1.5", "operator": "<="}


def test_a_choice_is_asked_out_of_its_list() -> None:
    assert asked_for(Figure.MIGRANT_TERMS) == Asked(Kind.CODE, (MigrantTerms,))
