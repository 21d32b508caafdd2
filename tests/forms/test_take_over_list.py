"""The list of archives taken over: it names every one of them, and comes back signed by the chair."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core.households import HouseholdFacts, PersonFacts
from centre_app.core.refusals.paper import NothingTakenOver
from centre_app.core.vocabulary.filing import PaperKind, Role
from centre_app.db.filing import Case
from centre_app.forms.press.issuing import Issued, draft, issue, text
from centre_app.services import printing
from centre_app.services.documents import kept_scan
from centre_app.services.finding import page_of
from centre_app.services.imports import store_new
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from tests.forms.reader import READERS
from tests.services.walking import PNG, Walk, act

FORM = "take-over-list"
NAMES = ("钱𠮷安", "阿依㛃·䶮𠮷", "孙旧档")


def take_over(walk: Walk, names: tuple[str, ...] = NAMES, first: int = 1) -> None:
    """As an administrator's import does it; the archives are numbered from ``first``."""

    def job(work: Work) -> Done:
        found = [
            HouseholdFacts(
                people=(PersonFacts(name=name, relation="02"), PersonFacts(name=f"{name[0]}小", relation="20")),
                archive_no=f"6210022020{number:04}",
                filed_on="2020-05-12",
                hardship_category="deep_hardship",
                causes=("serious_illness",),
            )
            for number, name in enumerate(names, start=first)
        ]
        store_new(work, found, on=work.today, take_over=True)
        return Done()

    walk.as_role(Role.ADMINISTRATOR).work("take-over", None, job)


def listed(office: Office) -> Issued:
    return issue(office, FORM, "")


def test_every_archive_taken_over_is_named_and_no_other(walk: Walk) -> None:
    walk.open()
    take_over(walk)
    issued = listed(walk.office)
    assert issued.case is None
    for reader, read in READERS.items():
        said = "".join(read(issued.pdf).split())
        assert all(name in said for name in NAMES), reader
        assert all(f"6210022020{number:04}" in said for number in (1, 2, 3)), reader
        assert "3户（6人）" in said
        assert walk.head not in said


def test_a_list_of_many_pages_leaves_nobody_out(walk: Walk) -> None:
    many = tuple(f"赵{chr(0x4E00 + number)}旧" for number in range(150))
    take_over(walk, many)
    issued = listed(walk.office)
    assert issued.pages > 3
    said = "".join(READERS["pdfium"](issued.pdf).split())
    assert [name for name in many if name not in said] == []


def test_the_list_that_the_chair_signed_comes_back_to_its_page(walk: Walk, tmp_path: Path) -> None:
    take_over(walk)
    issued = listed(walk.office)
    scan = tmp_path / "signed.png"
    scan.write_bytes(PNG)
    act(walk.office, "attach-paper", kind=PaperKind.SIGNED_PAGE, page=issued.short_code, file=str(scan))
    with walk.office.look() as look:
        scans = printing.scans_of(look, page_of(look, issued.short_code))
        assert [(one.kind, kept_scan(look, one)) for one in scans] == [(PaperKind.SIGNED_PAGE, PNG)]


def test_an_unchanged_list_is_a_further_copy_and_a_longer_one_another_page(walk: Walk) -> None:
    take_over(walk)
    first, again = listed(walk.office), listed(walk.office)
    assert (again.short_code, again.copy) == (first.short_code, 2)
    take_over(walk, ("李再承",), first=4)
    longer = listed(walk.office)
    assert longer.short_code != first.short_code
    assert "李再承" in text(walk.office, FORM, "")


def test_identity_numbers_are_masked(walk: Walk) -> None:
    take_over(walk)
    with walk.office.look() as look:
        case = look.session.scalars(sa.select(Case).where(Case.taken_over)).first()
        assert case is not None
        uid = str(case.uid)
    number = "621002197001010018"
    person = {"name": "钱换号", "relation": "02", "id_number": number}
    walk.act("change-household", case=uid, household={"people": [person]})
    said = text(walk.office, FORM, "")
    assert number not in said
    assert "6210**********0018" in said


def test_where_nothing_was_taken_over_there_is_no_list(walk: Walk) -> None:
    walk.open()
    for ask in (issue, draft, text):
        with pytest.raises(NothingTakenOver):
            ask(walk.office, FORM, "")
