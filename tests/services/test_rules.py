"""Figures and holidays that the office enters itself."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.core.vocabulary.rules import Figure, GoverningDay
from centre_app.paths import resource_text
from centre_app.services import notices
from centre_app.services.office import Office
from centre_app.services.rules import figure_view
from tests.services.conftest import At
from tests.services.walking import DAYS, act

YEAR = """
year = 2083
source = "示例"
work = []
[[off]]
name = "元旦"
first = 2083-01-01
last = 2083-01-03
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
        assert look.calendar.missing_years(date(2083, 1, 1), date(2083, 1, 1)) == (2083,)
    first = act(office, "set-calendar", text=YEAR)
    assert first.more == {"year": 2083, "off": 3, "work": 0}
    with office.look() as look:
        assert not look.calendar.is_working(date(2083, 1, 1))
        assert look.calendar.missing_years(date(2083, 1, 1), date(2083, 1, 1)) == ()
    second = act(office, "set-calendar", text=YEAR.replace("2083-01-03", "2083-01-04"))
    assert second.key == first.key
    with office.look() as look:
        assert not look.calendar.is_working(date(2083, 1, 4))


def test_a_text_that_is_no_year_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(office, "set-calendar", text="一月一日放假")
    assert codes(refused) == ["CalendarUnreadable"]


def test_a_year_without_its_document_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(office, "set-calendar", text=YEAR.replace("示例", " "))
    assert codes(refused) == ["CalendarWithoutSource"]


def shipped(off: str) -> str:
    """The shipped year 2026 with one holiday more."""
    return resource_text("calendars", "2026.toml") + f'\n[[off]]\nname = "调整"\nfirst = {off}\nlast = {off}\n'


def test_a_clerk_does_not_change_a_year_that_ships(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        act(office, "set-calendar", text=shipped("2026-12-24"))
    assert codes(refused) == ["CalendarShipped"]
    with office.look() as look:
        assert look.calendar.is_working(date(2026, 12, 24))


def test_the_administrator_follows_a_change_of_the_announcement(administrator: Office) -> None:
    act(administrator, "set-calendar", text=shipped("2026-12-24"))
    with administrator.look() as look:
        assert not look.calendar.is_working(date(2026, 12, 24))


@pytest.mark.parametrize("off", ["2026-03-18", "2026-03-25"])
def test_nobody_changes_a_day_on_which_a_notice_has_hung(at: At, off: str) -> None:
    walk = at(CaseState.PUBLICISED)
    with pytest.raises(Refused) as refused:
        walk.act("set-calendar", by=Role.ADMINISTRATOR, text=shipped(off))
    assert codes(refused) == ["CalendarDayUsed"]
    assert off in str(refused.value)


@pytest.mark.parametrize("off", ["2026-03-13", "2026-03-26"])
def test_days_before_the_posting_and_after_the_taking_down_are_free(at: At, off: str) -> None:
    walk = at("printed")
    walk.act("set-calendar", by=Role.ADMINISTRATOR, text=shipped(off))
    with walk.office.look() as look:
        assert not look.calendar.is_working(date.fromisoformat(off))


def test_days_to_come_change_under_a_notice_that_hangs(at: At) -> None:
    walk = at("posted")
    before = last_day(walk.office, walk.notice)
    walk.act("set-calendar", by=Role.ADMINISTRATOR, text=shipped("2026-03-18"))
    assert (before, last_day(walk.office, walk.notice)) == (date(2026, 3, 23), date(2026, 3, 24))


def last_day(office: Office, notice: str) -> date:
    with office.look() as look:
        return next(row.last_day for row in notices.notices(look) if row.number == notice)


def test_a_year_that_was_missing_may_come_when_a_notice_has_hung_already(at: At) -> None:
    walk = at(CaseState.DELIBERATED)
    walk.clock.set(date(2082, 12, 31))
    walk.post()
    walk.clock.set(date(2083, 1, 4))
    before = last_day(walk.office, walk.notice)
    walk.act("set-calendar", text=YEAR)
    assert (before, last_day(walk.office, walk.notice)) == (date(2083, 1, 7), date(2083, 1, 8))


@pytest.mark.parametrize(
    ("figure", "value", "state", "acted"),
    [
        ("surveyors_needed", 3, CaseState.SURVEYED, DAYS[CaseState.SURVEYED]),
        ("voices_needed", 4, "appraised", DAYS["appraised"]),
        ("quorum", "1/2", CaseState.DELIBERATED, DAYS[CaseState.DELIBERATED]),
        ("notice_days", 6, "posted", DAYS["posted"]),
        ("two_person_rule", "refuse", "printed", DAYS["printed"]),
    ],
)
def test_a_figure_of_a_gate_speaks_for_acts_to_come(
    at: At, figure: str, value: object, state: CaseState | str, acted: date
) -> None:
    walk = at(state)
    plain = {"figure": figure, "value": value, "source": "示例"}
    with pytest.raises(Refused) as refused:
        walk.act("set-rule", by=Role.ADMINISTRATOR, from_on=acted.isoformat(), **plain)
    assert codes(refused) == ["FigureReachesBack"]
    elsewhere = walk.act("set-rule", by=Role.ADMINISTRATOR, from_on="2026-01-01", area="621021", **plain)
    later = walk.act("set-rule", by=Role.ADMINISTRATOR, from_on=(acted + timedelta(days=1)).isoformat(), **plain)
    assert elsewhere.key != later.key


def test_a_figure_shows_what_it_was_is_and_will_be(administrator: Office) -> None:
    for from_on, value, area in (("2026-01-01", 7, None), ("2030-01-01", 9, "6210"), ("2026-01-01", 8, "11")):
        act(administrator, "set-rule", figure="notice_days", from_on=from_on, value=value, source="示例", area=area)
    with administrator.look() as look:
        seen = figure_view(look, Figure.NOTICE_DAYS)
        now = str(look.rules_on(look.today).notice_days)
    assert (seen.figure, seen.governed_by) == (Figure.NOTICE_DAYS, GoverningDay.POSTING)
    assert seen.asked is not None
    assert [(one.value, one.first_day.year, one.holds) for one in seen.entries][:2] == [
        ("9", 2030, False),
        ("7", 2026, True),
    ]
    assert [one.value for one in seen.entries if one.holds] == [now]
    assert "8" not in {one.value for one in seen.entries}
