"""Opening a household file: everything is in it, masked; whoever opens it leaves a line first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.filing import Paper
from centre_app.db.system import Act
from centre_app.services.case_files import CaseFile, Named, Row, Section, case_file, scan
from centre_app.services.office import Office
from centre_app.services.standing import CaseStanding, standing_of
from tests.services.conftest import Clock
from tests.services.neighbours import person
from tests.services.walking import DAYS, HEAD, Walk


@pytest.fixture
def walk(
    office: Office, as_role: Callable[[Role], Office], clock: Clock, people: dict[str, str], tmp_path: Path
) -> Walk:
    return Walk(office, as_role, clock, people, tmp_path)


def opened(walk: Walk, *, reveal: bool = False) -> CaseFile:
    with walk.office.look() as look:
        return case_file(look, walk.case, reveal=reveal)


def named(row: Row, name: str) -> Named:
    found = row.values[name]
    assert isinstance(found, Named)
    return found


def section(file: CaseFile | Row, code: str) -> Section:
    sections = file.sections if isinstance(file, CaseFile) else file.below
    return next(one for one in sections if one.code == code)


def whole(walk: Walk) -> None:
    """A case in the files, with something in every section."""
    walk.to("posted")
    grievance = walk.act(
        "record-grievance",
        notice=walk.notice,
        case=walk.case,
        channel="phone",
        objector="钱某某",
        phone="19900000009",
        content="有车",
    )
    walk.act(
        "settle-grievance",
        grievance=str(grievance.number),
        outcome="rejected",
        visited_on="2026-03-16",
        surveyors=[walk.people["surveyor3"], walk.people["surveyor4"]],
        finding="无车",
        answer="查无此车",
    )
    last = walk.act("extend-notice", notice=walk.notice, days=1).more["last_day"]
    walk.clock.set(last + timedelta(days=1))
    walk.take_down(last)
    walk.reached |= {CaseState.PUBLICISED}
    walk.to(CaseState.ACTIVE)
    walk.act("pair", case=walk.case, cadre=walk.people["cadre1"])
    walk.act("record-pairing-visit", case=walk.case, found="孩子上学困难")
    walk.act("declare-kinship", person=walk.people["surveyor4"], case=walk.case, relation="表兄")
    walk.act("add-note", case=walk.case, text="老户")


def test_every_section_is_there_with_its_records(walk: Walk) -> None:
    whole(walk)
    file = opened(walk)
    assert file.case.values["state"] == CaseState.ACTIVE
    filled = {one.code: len(one.rows) for one in file.sections if one.rows}
    assert filled == {
        "members": 2,
        "kinships": 1,
        "papers": 6,
        "visits": 1,
        "budget_lines": 2,
        "means_tests": 1,
        "appraisals": 1,
        "meetings": 1,
        "notices": 1,
        "grievances": 1,
        "pages": 1,
        "pairings": 1,
        "notes": 1,
        "moves": 7,
    }
    assert {one.code for one in file.sections} - set(filled) == {"circumstances", "findings", "accidents", "union_aid"}


def test_what_belongs_to_a_record_stands_below_it(walk: Walk) -> None:
    whole(walk)
    file = opened(walk)
    [meeting] = section(file, "meetings").rows
    assert len(section(meeting, "attendances").rows) == 5
    [decision] = section(meeting, "decisions").rows
    assert [vote.values["vote"] for vote in section(decision, "votes").rows] == ["for"] * 5
    [notice] = section(file, "notices").rows
    places = section(notice, "places").rows
    assert [len(section(place, "photos").rows) for place in places] == [2, 2]
    assert all(photo.values["scanned"] for place in places for photo in section(place, "photos").rows)
    [page] = section(file, "pages").rows
    assert page.values["outdated"] is False
    assert [one.values["role"] for one in section(page, "signatures").rows] == [
        "reviewer",
        "unit_chair",
        "county_chair",
    ]
    [pairing] = section(file, "pairings").rows
    assert named(pairing, "cadre").name == "甘一干"
    assert [visit.values["found"] for visit in section(pairing, "visits").rows] == ["孩子上学困难"]


def test_people_and_units_are_named_and_have_their_keys(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    file = opened(walk)
    assert str(named(file.case, "filing_unit").key) == walk.people["unit"]
    assert named(file.case, "filed_by").name == "简建档"
    assert named(file.case, "community").name == "柳树社区"
    [visit] = section(file, "visits").rows
    assert [str(named(one, "person").key) for one in section(visit, "surveyors").rows] == [
        walk.people["surveyor1"],
        walk.people["surveyor2"],
    ]
    papers = section(file, "papers").rows
    assert [named(row, "member").name if row.values["member"] else None for row in papers][1:] == [
        "张甲",
        "阿依古丽·吐尔逊",
    ]
    assert [row.values["scanned"] for row in papers] == [True, False, False]


def test_numbers_phones_accounts_and_addresses_are_masked_and_names_are_not(walk: Walk) -> None:
    walk.open(account="6222000000000000001", phone2="19900000002")
    file = opened(walk)
    assert file.household.values["address"] == "甘肃省庆阳市西峰区****"
    assert file.household.values["phone"] == "199****0001"
    assert file.household.values["phone2"] == "199****0002"
    assert file.household.values["account"] == "***************0001"
    assert "archive_no" not in file.household.values
    members = section(file, "members").rows
    assert [row.values["name"] for row in members] == ["张甲", "阿依古丽·吐尔逊"]
    assert members[0].values["id_number"] == "6210**********0018"
    assert members[0].values["birth_date"] == date(1970, 1, 1)


def test_with_a_reason_everything_is_shown_in_full(walk: Walk) -> None:
    walk.open()
    file = opened(walk, reveal=True)
    assert section(file, "members").rows[0].values["id_number"] == HEAD["id_number"]
    assert file.household.values["phone"] == "19900000001"


def test_a_page_is_outdated_once_the_case_says_otherwise(walk: Walk) -> None:
    walk.to("printed")
    walk.act("set-budget-line", case=walk.case, kind="illness", amount="9000.00", period="yearly", proof="receipt")
    walk.act("run-means-test", case=walk.case)
    [page] = section(opened(walk), "pages").rows
    assert page.values["outdated"] is True


@contextmanager
def asked(office: Office) -> Iterator[list[str]]:
    """The questions that are put to the store."""
    questions: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        questions.append(statement)

    sa.event.listen(office.store.reading, "before_cursor_execute", note)
    try:
        yield questions
    finally:
        sa.event.remove(office.store.reading, "before_cursor_execute", note)


def test_a_thick_file_asks_the_store_as_often_as_a_thin_one(walk: Walk) -> None:
    whole(walk)
    with asked(walk.office) as thin:
        opened(walk)
    for number in range(5):
        walk.act("add-note", case=walk.case, text=f"第{number}条")
        walk.act("attach-paper", case=walk.case, kind="other", title=f"材料{number}")
        walk.act("record-pairing-visit", case=walk.case, found=f"第{number}次")
    with asked(walk.office) as thick:
        opened(walk)
    assert len(thick) == len(thin)
    assert len(thin) < 50


def stands(walk: Walk) -> CaseStanding:
    with walk.office.look() as look:
        return standing_of(look, walk.case)


def test_where_a_thick_file_stands_is_asked_as_often_as_of_a_thin_one(walk: Walk) -> None:
    walk.to(CaseState.VERIFIED)
    with asked(walk.office) as thin:
        stands(walk)
    crew = [walk.people[key] for key in ("surveyor3", "surveyor4", "cadre1", "cadre2")]
    for number in range(1, 5):
        walk.clock.set(DAYS[CaseState.VERIFIED] + timedelta(days=number))
        walk.visit(surveyors=crew)
        walk.reckon()
        walk.act("attach-paper", case=walk.case, kind="authorisation", member=HEAD["name"])
    with asked(walk.office) as thick:
        assert len(stands(walk).steps) == 7
    assert len(thick) == len(thin)


def test_the_size_of_a_meeting_and_of_a_notice_asks_nothing_more(walk: Walk) -> None:
    walk.to("posted")
    with asked(walk.office) as thin:
        stands(walk)
    county = {"kind": "county_board", "where": "县总工会公示栏", "photo": {"file": walk.photo}}
    walk.act("withdraw-case", case=walk.case, reason="重来")
    walk.open(people=[person(HEAD["name"])])
    walk.reached = set()
    walk.to(CaseState.DELIBERATED)
    walk.clock.set(date(2026, 3, 16))
    walk.post(
        places=[
            *walk.places(),
            county,
            {**county, "kind": "website", "where": "县总工会网站", "photo": {"file": walk.photo}},
        ]
    )
    with asked(walk.office) as thick:
        stands(walk)
    assert len(thick) == len(thin)


def test_an_unknown_case_is_refused(walk: Walk) -> None:
    walk.case = "没有这一户"
    with pytest.raises(Refused) as refused:
        opened(walk)
    assert [told.code for told in refused.value.objections] == ["NoSuchCase"]


def lines(office: Office, *names: str) -> list[tuple[str, str, str | None]]:
    with office.look() as look:
        found = sa.select(Act.name, Act.by_name, Act.given).where(Act.name.in_(names)).order_by(Act.number)
        return [(name, who, given) for name, who, given in look.session.execute(found)]


def test_opening_leaves_one_line_per_person_and_ten_minutes(walk: Walk) -> None:
    walk.open()
    walk.office.view(walk.case)
    walk.clock.set(date(2026, 3, 2), time(2, 9, 59))
    walk.office.view(walk.case)
    assert lines(walk.office, "view-case") == [("view-case", "经办", None)]
    walk.as_role(Role.INSPECTOR).view(walk.case)
    walk.clock.set(date(2026, 3, 2), time(2, 10))
    walk.office.view(walk.case)
    assert [who for _, who, _ in lines(walk.office, "view-case")] == ["经办", "检查", "经办"]


def test_each_household_has_its_own_line(walk: Walk) -> None:
    first = walk.open()
    other = {**HEAD, "name": "李乙", "id_number": "621021201203083969", "sex": "2", "birth_date": "2012-03-08"}
    walk.open(people=[other], phone=None)
    walk.office.view(first)
    walk.office.view(walk.case)
    assert len(lines(walk.office, "view-case")) == 2


def test_a_reason_leaves_a_line_each_time_with_the_reason(walk: Walk) -> None:
    walk.open()
    for _ in range(2):
        walk.office.view(walk.case, "核对银行卡")
    found = lines(walk.office, "view-case", "reveal")
    assert [name for name, _, _ in found] == ["reveal", "reveal"]
    assert all("核对银行卡" in str(given) for _, _, given in found)


def test_an_administrator_may_open_a_file_and_not_reveal_it(walk: Walk) -> None:
    walk.open()
    administrator = walk.as_role(Role.ADMINISTRATOR)
    administrator.view(walk.case)
    with pytest.raises(Refused) as refused:
        administrator.view(walk.case, "好奇")
    assert [told.code for told in refused.value.objections] == ["NotYourAct"]
    assert [name for name, _, _ in lines(walk.office, "view-case", "reveal")] == ["view-case"]


def test_a_scan_comes_out_again_and_only_one_of_a_case_leaves_the_line_of_a_look(walk: Walk) -> None:
    walk.to("posted")
    with walk.office.look() as look:
        of_a_place = look.session.scalars(sa.select(Paper).where(Paper.place_id.is_not(None)).limit(1)).one()
        of_the_case = look.session.scalars(
            sa.select(Paper).where(Paper.case_id.is_not(None), Paper.file.is_not(None)).limit(1)
        ).one()
    archivist = walk.as_role(Role.ARCHIVIST)
    before = views(walk)
    assert scan(archivist, str(of_a_place.uid)).startswith(b"\x89PNG")
    assert views(walk) == before
    assert scan(archivist, str(of_the_case.uid)).startswith(b"\x89PNG")
    assert views(walk) == before + 1


def views(walk: Walk) -> int:
    with walk.office.look() as look:
        looked = sa.select(sa.func.count()).select_from(Act).where(Act.name == "view-case")
        return look.session.scalar(looked) or 0


def test_a_paper_whose_scan_has_not_come_says_so(walk: Walk) -> None:
    walk.to(CaseState.APPLIED)
    paper = walk.act("attach-paper", case=walk.case, kind="other", title="工资单").key
    with pytest.raises(Refused) as refused:
        scan(walk.as_role(Role.ARCHIVIST), str(paper))
    assert [told.code for told in refused.value.objections] == ["ScanNotThere"]
