"""Every statistical table: it is gathered for a year, and its workbook says what was shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from centre_app import registry, reports
from centre_app.core.refusals import Refused
from centre_app.core.refusals.sheets import FileUnwritable
from centre_app.core.vocabulary.filing import Role
from centre_app.reports import Gathered, Report, send_out
from centre_app.services import bulk, trail
from centre_app.services.office import Office
from centre_app.sheets import book


def every() -> list[Report]:
    return [registry.load(reports, code, "REPORT") for code in registry.names_in(reports)]


@pytest.fixture
def shown(office: Office) -> list[Gathered]:
    bulk.fill(office, 40)
    with office.look() as look:
        return [Gathered(one.name, one.gather(look, look.today.year)) for one in every()]


def test_reports_have_names_and_places_of_their_own() -> None:
    assert len(every()) >= 5
    assert len({one.name for one in every()}) == len(every())
    assert len({one.order for one in every()}) == len(every())


def test_a_workbook_has_a_sheet_for_each_table_with_the_figures_that_were_shown(
    office: Office, shown: list[Gathered], tmp_path: Path
) -> None:
    path = tmp_path / "报表.xlsx"
    send_out(office, path, shown)
    sheets = book.read(path).sheets
    assert [sheet.name for sheet in sheets] == [one.name for one in shown]
    for sheet, one in zip(sheets, shown, strict=True):
        rows = {str(row[0]): [int(float(str(cell))) for cell in row[1:] if cell != ""] for row in sheet.rows[1:]}
        assert list(sheet.rows[0]) == ["项目", *one.tally.heads]
        assert [rows.pop(line.label) for line in one.tally.lines] == [list(line.figures) for line in one.tally.lines]
        assert rows.pop("合计") == list(one.tally.total)
        assert rows == (
            {} if one.tally.opening is None else {"期初在档": [one.tally.opening], "期末在档": [one.tally.closing]}
        )
    with office.look() as look:
        assert trail.lines_of(look)[-1].act == "export"


def test_what_may_not_leave_or_cannot_be_written_leaves_nothing(
    office: Office, as_role: Callable[[Role], Office], shown: list[Gathered], tmp_path: Path
) -> None:
    with pytest.raises(FileUnwritable):
        send_out(office, tmp_path / "没有" / "报表.xlsx", shown)
    with pytest.raises(Refused):
        send_out(as_role(Role.ADMINISTRATOR), tmp_path / "报表.xlsx", shown)
    assert list(tmp_path.rglob("*.xlsx")) == []
