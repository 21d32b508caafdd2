"""The first run: each step is judged, nothing is there before the last one, and then all of it is."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core.progress import SILENT
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.calendars import CalendarUnreadable, CalendarWithoutSource
from centre_app.core.refusals.office import FutureDay
from centre_app.core.refusals.rules import FigureUnreadable
from centre_app.core.refusals.store import (
    BackupWithoutPlace,
    OfficeExists,
    PasswordEmpty,
)
from centre_app.core.refusals.upkeep import BackupBesideOffice, BackupOnSameDisk
from centre_app.core.refusals.users import AreaWrong, PackUnknown, PasswordsDiffer, RecoveryNotInHand
from centre_app.core.vocabulary.filing import Post
from centre_app.core.vocabulary.rules import Figure
from centre_app.db.people import Appointment
from centre_app.db.store import OfficeFolder
from centre_app.db.system import OwnFigure
from centre_app.services import first_run, opening, trail
from centre_app.services.first_run import FirstDay
from centre_app.services.opening import NewOffice
from centre_app.services.rules import SetRule
from tests.services.conftest import PASSWORD, TODAY, Clock

YEAR = """
year = 2031
source = "虚构的放假通知"
work = [2031-02-01]
[[off]]
name = "元旦"
first = 2031-01-01
last = 2031-01-01
"""
LINE = SetRule(figure=Figure.DIBAO_LINE, from_on=date(2026, 1, 1), value=Decimal("612.00"), source="甲政办〔2025〕9号")


def first_day(backup: Path) -> FirstDay:
    return FirstDay(
        office=NewOffice(name="甲县困难职工帮扶中心", union="甲县总工会", area="621002", admin="管理员", training=True),
        chair="钟县主",
        chair_since=date(2024, 5, 6),
        password=PASSWORD,
        recovery=first_run.new_recovery_key(),
        backup=backup,
        line=LINE,
        calendars=(YEAR,),
    )


def kinds(told: Iterable[Told]) -> list[type[Told]]:
    return [type(one) for one in told]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "U盘"
    path.mkdir()
    return path


def test_everything_that_was_asked_is_there_on_the_first_day(tmp_path: Path, stick: Path) -> None:
    folder, first = OfficeFolder(tmp_path / "甲县"), first_day(stick)
    made = first_run.found(folder, first, Clock())
    assert made.path.parent == stick
    assert made.troubles == ()
    opening.open_office(folder, "管理员", PASSWORD, Clock()).close()
    office = opening.recover_office(folder, first.recovery, None, PASSWORD, Clock())
    with office.look() as look:
        rules = look.rules_on(TODAY)
        assert rules.dibao_line == Decimal("612.00")
        assert 2031 in look.calendar.years
        [chair] = look.session.scalars(sa.select(Appointment).where(Appointment.post == Post.CHAIR))
        assert (chair.person.name, chair.unit.name, chair.from_on) == ("钟县主", "甲县总工会", first.chair_since)
        assert trail.proof_of_chain(look).ok
    office.close()


def test_what_cannot_be_finished_leaves_nothing(tmp_path: Path, stick: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    gone = replace(first_day(stick), backup=tmp_path / "没有插的U盘")
    with pytest.raises(BackupWithoutPlace):
        first_run.found(folder, gone, Clock())
    assert not folder.path.exists()
    late = replace(first_day(stick), chair_since=date(2030, 1, 1))
    with pytest.raises(Refused) as told:
        first_run.found(folder, late, Clock())
    assert [type(one) for one in told.value.objections] == [FutureDay]
    assert not folder.path.exists()
    assert list(stick.iterdir()) == []


def test_a_folder_that_was_there_before_stays(tmp_path: Path, stick: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    folder.path.mkdir()
    (folder.path / "说明.txt").touch()
    with pytest.raises(BackupWithoutPlace):
        first_run.found(folder, replace(first_day(stick), backup=tmp_path / "无"), Clock())
    assert [each.name for each in folder.path.iterdir()] == ["说明.txt"]


def test_an_office_is_never_made_over_another(tmp_path: Path, stick: Path) -> None:
    folder, first = OfficeFolder(tmp_path / "甲县"), first_day(stick)
    first_run.found(folder, first, Clock())
    with pytest.raises(OfficeExists):
        first_run.found(folder, first, Clock())
    assert kinds(first_run.against_office(folder, first.office)) == [OfficeExists]


def test_the_office_is_judged_as_it_is_when_it_is_made(tmp_path: Path) -> None:
    wrong = NewOffice(name="甲", area="621000", admin="管", pack="nowhere")
    assert kinds(first_run.against_office(OfficeFolder(tmp_path / "无"), wrong)) == [AreaWrong, PackUnknown]


def test_a_chair_is_one_already() -> None:
    assert list(first_run.against_chair(TODAY, TODAY)) == []
    assert kinds(first_run.against_chair(date(2026, 3, 3), TODAY)) == [FutureDay]


def test_the_countys_own_figure_is_judged_like_a_line_of_a_pack() -> None:
    assert first_run.against_line("gansu", LINE) == ()
    assert kinds(first_run.against_line("gansu", replace(LINE, value="很多"))) == [FigureUnreadable]


def test_a_year_of_holidays_names_where_it_is_from() -> None:
    assert first_run.year_of(YEAR).work == {date(2031, 2, 1)}
    for text, why in ((YEAR.replace("虚构的放假通知", ""), CalendarWithoutSource), ("year = 1", CalendarUnreadable)):
        with pytest.raises(Refused) as told:
            first_run.year_of(text)
        assert kinds(told.value.objections)[0] is why


def test_the_first_password_is_typed_twice() -> None:
    assert kinds(first_run.against_passwords("", "")) == [PasswordEmpty]
    assert kinds(first_run.against_passwords("梧桐", "梧")) == [PasswordsDiffer]
    assert list(first_run.against_passwords("梧桐", "梧桐")) == []


def test_the_last_group_shows_that_the_sheet_is_in_hand() -> None:
    key = first_run.new_recovery_key()
    last = key.printed[-4:]
    assert list(first_run.against_sheet(key, f" {last.lower()} ")) == []
    assert kinds(first_run.against_sheet(key, last[:-1])) == [RecoveryNotInHand]
    assert kinds(first_run.against_sheet(key, "")) == [RecoveryNotInHand]


def test_copies_lie_elsewhere(tmp_path: Path, stick: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    assert kinds(first_run.against_place(folder, tmp_path / "无")) == [BackupWithoutPlace]
    assert kinds(first_run.against_place(folder, stick)) == [BackupOnSameDisk]
    inside = folder.path / "backups"
    inside.mkdir(parents=True)
    assert kinds(first_run.against_place(folder, inside)) == [BackupBesideOffice]


def test_every_pack_can_be_looked_at_beforehand() -> None:
    packs = {pack.code: pack for pack in first_run.packs(TODAY)}
    assert packs["gansu"].unverified
    assert "待核" in packs["gansu"].note
    assert any(figure.figure == "dibao_line" for figure in packs["gansu"].figures)


def test_the_years_that_lack_are_this_one_and_from_november_the_next() -> None:
    assert first_run.years_wanted(TODAY) == ()
    assert first_run.years_wanted(date(2026, 11, 1)) == (2027,)
    assert first_run.years_wanted(date(2030, 12, 31)) == (2030, 2031)


def test_the_sheet_is_written_for_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "恢复单.pdf"
    first_run.keep_sheet(file, b"%PDF-")
    assert file.read_bytes() == b"%PDF-"


def test_the_window_is_handed_what_it_needs_to_make_an_office(tmp_path: Path, stick: Path) -> None:
    folder, first = OfficeFolder(tmp_path / "甲县"), first_day(stick)
    founding = first_run.founding_in(folder, Clock(), training_only=True)
    assert (founding.today, founding.place, founding.training_only) == (TODAY, str(folder.path.resolve()), True)
    assert kinds(founding.against_place(folder.path)) == [BackupWithoutPlace]
    assert list(founding.against_office(first.office)) == []
    founding.found(first, SILENT)
    assert kinds(founding.against_office(first.office)) == [OfficeExists]


def test_an_office_may_begin_without_a_figure_of_its_own(tmp_path: Path, stick: Path) -> None:
    folder = OfficeFolder(tmp_path / "甲县")
    first_run.found(folder, replace(first_day(stick), line=None), Clock())
    with closing(opening.open_office(folder, "管理员", PASSWORD, Clock())) as office, office.look() as look:
        assert look.session.scalar(sa.select(sa.func.count()).select_from(OwnFigure)) == 0
