"""Figures and holidays that the office enters itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import Role
from centre_app.services.office import Office
from tests.services.walking import act

YEAR = """
year = 2027
source = "示例"
work = []
[[off]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
"""


@pytest.fixture
def administrator(as_role: Callable[[Role], Office]) -> Office:
    return as_role(Role.ADMINISTRATOR)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [told.code for told in refused.value.objections]


def test_a_figure_holds_from_its_day_in_its_area(administrator: Office) -> None:
    done = act(
        administrator,
        "set-rule",
        figure="dibao_line",
        from_on="2026-07-01",
        value="721.50",
        source="县政府文件（示例）",
        area="621002",
    )
    assert done.more == {"figure": "dibao_line", "from": date(2026, 7, 1), "value": "721.50"}
    with administrator.look() as look:
        assert look.rules_on(date(2026, 7, 1)).dibao_line == Decimal("721.50")
        assert look.rules_on(date(2026, 6, 30)).dibao_line != Decimal("721.50")
        assert look.book.on(date(2026, 7, 1), "621021").dibao_line != Decimal("721.50")


def test_of_two_for_one_day_the_later_holds(administrator: Office) -> None:
    for days in (7, 9):
        act(administrator, "set-rule", figure="notice_days", from_on="2026-01-01", value=days, source="示例")
    with administrator.look() as look:
        assert look.rules_on(date(2026, 3, 1)).notice_days == 9


def test_amounts_of_json_stay_exact(administrator: Office) -> None:
    act(administrator, "set-rule", figure="majority", from_on="2026-01-01", value=Decimal("0.6"), source="示例")
    with administrator.look() as look:
        assert look.rules_on(date(2026, 3, 1)).majority == Decimal("0.6")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"value": "五天"}, "FigureUnreadable"),
        ({"value": None}, "FigureUnreadable"),
        ({"source": "x", "area": "6"}, "AreaUnreadable"),
        ({"value": "9" * 6000}, "TextTooLong"),
    ],
)
def test_what_a_pack_could_not_say_is_refused(administrator: Office, given: dict[str, object], code: str) -> None:
    plain = {"figure": "notice_days", "from_on": "2026-01-01", "value": 7, "source": "示例"}
    with pytest.raises(Refused) as refused:
        act(administrator, "set-rule", **{**plain, **given})
    assert codes(refused) == [code]


def test_figures_that_cannot_hold_together_are_refused(administrator: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(administrator, "set-rule", figure="pairing_warn_days", from_on="2026-01-01", value=9999, source="示例")
    assert codes(refused) == ["FiguresDisagree"]


def test_an_unknown_figure_is_not_in_the_list(administrator: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(administrator, "set-rule", figure="luck", from_on="2026-01-01", value=7, source="示例")
    assert codes(refused) == ["NotInList"]


def test_a_year_of_holidays_counts_at_once_and_is_replaced_by_a_later_text(office: Office) -> None:
    with office.look() as look:
        assert look.calendar.missing_years(date(2027, 1, 1), date(2027, 1, 1)) == (2027,)
    first = act(office, "set-calendar", text=YEAR)
    assert first.more == {"year": 2027, "off": 3, "work": 0}
    with office.look() as look:
        assert not look.calendar.is_working(date(2027, 1, 1))
        assert look.calendar.missing_years(date(2027, 1, 1), date(2027, 1, 1)) == ()
    second = act(office, "set-calendar", text=YEAR.replace("2027-01-03", "2027-01-04"))
    assert second.key == first.key
    with office.look() as look:
        assert not look.calendar.is_working(date(2027, 1, 4))


def test_a_text_that_is_no_year_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(office, "set-calendar", text="一月一日放假")
    assert codes(refused) == ["CalendarUnreadable"]
