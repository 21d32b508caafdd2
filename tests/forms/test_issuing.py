"""Issuing a page from a real office: what is numbered, what is kept, what is refused."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.refusals.office import NoSuchCase, SomeoneElseSaved
from centre_app.core.refusals.paper import FormUnknown, LeakFound, NoticeEmpty, PaperUnknown
from centre_app.core.refusals.store import FolderNotReached
from centre_app.core.short_code import short_code
from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.printing import IssuedPage
from centre_app.db.system import Act
from centre_app.forms.paper.form import Form, Subject, sheet_from_json, sheet_to_json
from centre_app.forms.paper.render import texts
from centre_app.forms.press.issuing import draft, form_named, forms_known, issue, kept_copy, reprint, reprint_to, text
from centre_app.services import printing
from centre_app.services.finding import case_of, page_of
from centre_app.services.office import Office
from centre_app.services.work import Done, Work
from tests.forms.reader import READERS
from tests.services.conftest import Clock
from tests.services.walking import DAYS, HEAD, HOUSEHOLD, PDF, Walk

RARE = "阿依㛃·䶮𠮷"
PRINTED_ELSEWHERE = {"notice", "refusal-letter"}
NAMES_NO_HOUSEHOLD = {"sign-in-sheet"}


def said(pdf: bytes) -> str:
    return "".join("".join(texts(pdf)).split())


def kept(office: Office) -> list[tuple[str, str, int]]:
    """Number, short code and copies of every page that is kept."""
    with office.look() as look:
        columns = sa.select(IssuedPage.number, IssuedPage.short_code, IssuedPage.copies).order_by(IssuedPage.id)
        return [(row.number, row.short_code, row.copies) for row in look.session.execute(columns)]


def lines(office: Office) -> int:
    with office.look() as look:
        return look.session.scalar(sa.select(sa.func.count(Act.number))) or 0


def move(walk: Walk, address: str) -> None:
    walk.act("change-household", case=walk.case, household={**HOUSEHOLD, "address": address})


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [told.code for told in refused.value.objections]


@pytest.fixture
def opened(walk: Walk) -> Walk:
    walk.open()
    return walk


def test_a_page_is_numbered_and_kept_as_it_went_out(opened: Walk) -> None:
    issued = issue(opened.office, "application", opened.case)
    assert (issued.number, issued.copy, issued.copies) == ("P2026000001", 1, 1)
    assert issued.sha256 == hashlib.sha256(issued.pdf).hexdigest()
    assert issued.pages == len(texts(issued.pdf))
    assert issued.short_code in said(issued.pdf)
    with opened.office.look() as look:
        page = page_of(look, issued.short_code)
        assert page.number == issued.number
        assert page.sha256 == issued.sha256
        assert look.papers.get(page.file) == issued.pdf
        assert (page.form, page.paper, page.pages) == ("application", "A4", issued.pages)
        assert page.case == case_of(look, opened.case)
        assert page.printed_on == look.today


def test_the_kept_sheet_says_what_the_page_said(opened: Walk) -> None:
    issued = issue(opened.office, "application", opened.case)
    with opened.office.look() as look:
        page = page_of(look, issued.number)
        form = form_named("application")
        assert form.gather(look, opened.case) == sheet_from_json(form, json.dumps(page.sheet))


def test_the_same_sheet_again_is_the_next_copy_of_the_same_page(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    again = issue(opened.office, "application", opened.case)
    assert (again.number, again.short_code, again.copy) == (first.number, first.short_code, 2)
    assert "补打" not in said(first.pdf)
    assert "补打" in said(again.pdf)
    assert kept(opened.office) == [(first.number, first.short_code, 2)]


def test_the_kept_file_stays_the_one_that_went_out_first(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    issue(opened.office, "application", opened.case)
    with opened.office.look() as look:
        assert look.papers.get(page_of(look, first.number).file) == first.pdf


def test_an_application_passes_over_what_is_not_known_yet(opened: Walk) -> None:
    assert "本人张甲，男，家庭人口2人，" in text(opened.office, "application", opened.case)


def test_a_changed_case_gives_another_page_and_outdates_the_old_one(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    move(opened, "甘肃省庆阳市西峰区西街2号")
    second = issue(opened.office, "application", opened.case)
    assert second.short_code != first.short_code
    assert (second.number, second.copy) == ("P2026000002", 1)
    with opened.office.look() as look:
        assert printing.is_outdated(look, page_of(look, first.number))
        assert not printing.is_outdated(look, page_of(look, second.number))


def test_several_copies_lie_in_one_file_each_with_its_number(opened: Walk) -> None:
    single = issue(opened.office, "application", opened.case)
    three = issue(opened.office, "application", opened.case, copies=3)
    assert (three.copy, three.copies, three.pages) == (2, 3, single.pages)
    with pikepdf.open(BytesIO(three.pdf)) as document:
        assert len(document.pages) == 3 * single.pages
    assert kept(opened.office) == [(single.number, single.short_code, 4)]
    assert issue(opened.office, "application", opened.case).copy == 5


def test_a_page_is_printed_once_more_as_it_said_then(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    move(opened, "甘肃省庆阳市西峰区西街9号")
    again = reprint(opened.office, first.short_code, copies=2)
    assert (again.number, again.short_code, again.copy, again.copies) == (first.number, first.short_code, 2, 2)
    assert "西街9号" not in said(again.pdf)
    assert said(again.pdf).count("补打") == 2
    assert again.pages == first.pages
    assert kept(opened.office) == [(first.number, first.short_code, 3)]
    assert reprint(opened.office, first.number).copy == 4


def test_a_page_that_is_printed_once_more_lies_in_its_file_or_is_not_counted(opened: Walk, tmp_path: Path) -> None:
    first = issue(opened.office, "application", opened.case)
    again = reprint_to(opened.office, first.short_code, tmp_path / "补打.pdf")
    assert again.copy == 2
    assert (tmp_path / "补打.pdf").read_bytes() == again.pdf
    with pytest.raises(FolderNotReached):
        reprint_to(opened.office, first.short_code, tmp_path / "没有" / "补打.pdf")
    assert kept(opened.office) == [(first.number, first.short_code, 2)]


def test_the_copy_that_was_kept_is_the_one_that_went_out_and_looking_leaves_its_line(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    move(opened, "甘肃省庆阳市西峰区西街9号")
    before = lines(opened.office)
    assert kept_copy(opened.as_role(Role.ARCHIVIST), first.short_code) == first.pdf
    assert lines(opened.office) == before + 1


def test_two_who_print_an_old_page_again_at_once_get_two_copies(opened: Walk) -> None:
    first = issue(opened.office, "application", opened.case)
    hurried = Office(opened.office.store, opened.office.actor.name, Hurrying(opened.clock, opened, calls=1))
    assert reprint(hurried, first.short_code).copy == 3
    assert kept(opened.office) == [(first.number, first.short_code, 3)]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_may_not_print_sees_no_page_either(opened: Walk, role: Role) -> None:
    first = issue(opened.office, "application", opened.case)
    other, before = opened.as_role(role), lines(opened.office)
    for look in (
        lambda: draft(other, "application", opened.case),
        lambda: text(other, "application", opened.case),
        lambda: kept_copy(other, first.short_code),
        lambda: reprint(other, first.short_code),
    ):
        with pytest.raises(Refused) as refused:
            look()
        assert codes(refused) == ["NotYourAct"]
    assert lines(opened.office) == before


def test_a_draft_and_a_text_keep_no_page_and_leave_the_line_of_a_look(opened: Walk) -> None:
    opened.clock.set(DAYS[CaseState.ACTIVE])
    before = lines(opened.office)
    page = draft(opened.office, "application", opened.case)
    assert "草稿" in said(page)
    assert draft(opened.office, "application", opened.case) == page
    assert "张甲" in text(opened.office, "application", opened.case)
    assert kept(opened.office) == []
    assert lines(opened.office) == before + 1


def test_an_office_for_training_says_so_on_every_page(opened: Walk) -> None:
    for page in (
        draft(opened.office, "application", opened.case),
        issue(opened.office, "application", opened.case).pdf,
    ):
        assert all("培训" in one for one in texts(page))


def test_a_short_code_that_is_taken_gives_way_to_the_next(opened: Walk) -> None:
    issue(opened.office, "application", opened.case)
    with opened.office.look() as look:
        page = page_of(look, "P2026000001")
        digest, form_code = page.sheet_hash, page.form
    assert page.short_code == short_code(digest)
    pledge = form_named("honesty-pledge")
    with opened.office.look() as look:
        sheet = sheet_to_json(pledge.gather(look, opened.case))
    coming = hashlib.sha256(f"{pledge.code}\nA4\n{sheet}".encode()).hexdigest()
    taken = printing.PrintedPage(form_code, short_code(coming), "A4", 1, {}, "another", b"%PDF-1.7\n%%EOF\n")

    def occupy(work: Work) -> Done:
        return Done(key=printing.keep_page(work, printing.PageSubject(), taken, 1).uid)

    opened.office.work("print", None, occupy)
    assert issue(opened.office, "honesty-pledge", opened.case).short_code == short_code(coming, 1)


@dataclass
class Meddling:
    """A clock that lets a colleague change the household each time it is asked, so many times."""

    clock: Clock
    colleague: Walk
    times: int
    streets: Iterator[int] = field(default_factory=lambda: iter(range(1, 100)))

    def __call__(self) -> datetime:
        if self.times:
            self.times -= 1
            move(self.colleague, f"甘肃省庆阳市西峰区西街{next(self.streets)}号")
        return self.clock()


def meddled(walk: Walk, times: int) -> Office:
    return Office(walk.office.store, walk.office.actor.name, Meddling(walk.clock, walk, times))


def test_a_page_is_drawn_again_when_the_case_changed_meanwhile(opened: Walk) -> None:
    issued = issue(meddled(opened, 2), "honesty-pledge", opened.case)
    assert "西街2号" in said(issued.pdf)
    assert kept(opened.office) == [(issued.number, issued.short_code, 1)]
    with opened.office.look() as look:
        assert not printing.is_outdated(look, page_of(look, issued.number))


def test_a_case_that_never_rests_is_not_printed(opened: Walk) -> None:
    with pytest.raises(SomeoneElseSaved):
        issue(meddled(opened, 99), "application", opened.case)
    assert kept(opened.office) == []


@dataclass
class Hurrying:
    """A clock that lets a colleague print the same page first, once."""

    clock: Clock
    colleague: Walk
    calls: int = 0

    def __call__(self) -> datetime:
        self.calls += 1
        if self.calls == 2:
            issue(self.colleague.office, "application", self.colleague.case)
        return self.clock()


def test_two_who_print_the_same_page_at_once_get_two_copies(opened: Walk) -> None:
    hurried = Office(opened.office.store, opened.office.actor.name, Hurrying(opened.clock, opened))
    issued = issue(hurried, "application", opened.case)
    assert issued.copy == 2
    assert "补打" in said(issued.pdf)
    assert [copies for _, _, copies in kept(opened.office)] == [2]


def test_a_notice_that_tells_too_much_is_refused_and_nothing_is_kept(walk: Walk) -> None:
    walk.open(people=[{**HEAD, "employer": "东街小区3单元257室"}])
    walk.to("posted")
    before = kept(walk.office)
    with pytest.raises(Refused) as refused:
        issue(walk.office, "notice", walk.notice)
    with pytest.raises(Refused) as drafted:
        draft(walk.office, "notice", walk.notice)
    assert drafted.value.objections == refused.value.objections
    assert all(isinstance(told, LeakFound) for told in refused.value.objections)
    assert "家庭住址" in {told.facts["kind"] for told in refused.value.objections}
    assert kept(walk.office) == before


def test_a_decent_notice_is_printed_on_both_papers_under_two_numbers(walk: Walk) -> None:
    walk.to("posted")
    letter = issue(walk.office, "notice", walk.notice)
    board = issue(walk.office, "notice", walk.notice, "A3")
    assert letter.case is None
    assert letter.short_code != board.short_code
    with pikepdf.open(BytesIO(board.pdf)) as document:
        width, height = (float(side) for side in document.pages[0].mediabox[2:])
    assert round(max(width, height) / 72 * 25.4) == 420


def test_unknown_forms_papers_and_cases_are_refused(opened: Walk) -> None:
    with pytest.raises(FormUnknown):
        issue(opened.office, "nonsense", opened.case)
    with pytest.raises(PaperUnknown):
        issue(opened.office, "application", opened.case, "A3")
    with pytest.raises(Refused) as refused:
        issue(opened.office, "application", "没有此人")
    assert codes(refused) == [NoSuchCase.__name__]


def test_who_may_not_print_prints_nothing(opened: Walk) -> None:
    inspector = opened.as_role(Role.INSPECTOR)
    with pytest.raises(Refused) as refused:
        issue(inspector, "application", opened.case)
    assert codes(refused) == ["NotYourAct"]
    assert kept(opened.office) == []


def test_forms_refuse_what_there_is_not_yet(opened: Walk) -> None:
    for form, expected in (
        ("budget-sheet", "NotReckoned"),
        ("pairing-card", "NotPaired"),
        ("refusal-letter", "NotNow"),
    ):
        with pytest.raises(Refused) as refused:
            issue(opened.office, form, opened.case)
        assert codes(refused) == [expected]
    assert kept(opened.office) == []


@pytest.fixture
def filed(walk: Walk) -> Walk:
    walk.head = RARE
    walk.to("posted")
    return walk


def key_of(form: Form[Any], walk: Walk) -> str:
    if form.subject is Subject.CASE:
        return walk.case
    return walk.notice if form.subject is Subject.NOTICE else str(walk.done["hold-meeting"].number)


def test_every_form_of_a_household_in_the_files_prints_with_the_name_of_its_head(filed: Walk) -> None:
    pages = {"notice": issue(filed.office, "notice", filed.notice).pdf}
    filed.to(CaseState.ACTIVE)
    filed.act("pair", case=filed.case, cadre=filed.people["cadre1"])
    with pytest.raises(NoticeEmpty):
        issue(filed.office, "notice", filed.notice)
    for form in forms_known():
        if form.subject is not Subject.OFFICE and form.code not in PRINTED_ELSEWHERE:
            pages[form.code] = issue(filed.office, form.code, key_of(form, filed)).pdf
    for code in pages.keys() - NAMES_NO_HOUSEHOLD:
        for reader, read in READERS.items():
            assert RARE in "".join(read(pages[code]).split()), (code, reader)


def test_a_household_that_was_refused_gets_its_letter(walk: Walk) -> None:
    walk.head = RARE
    walk.to(CaseState.VERIFIED)
    walk.act("refuse-case", by=Role.REVIEWER, case=walk.case, reason="家庭人均收入超过标准")
    letter = issue(walk.office, "refusal-letter", walk.case).pdf
    for read in READERS.values():
        assert RARE in "".join(read(letter).split())
    assert "家庭人均收入超过标准" in said(letter)


def test_the_archive_lists_what_was_printed_and_filed(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    printed = issue(walk.office, "archive-cover", walk.case)
    listed = text(walk.office, "file-inventory", walk.case)
    assert walk.form in listed
    assert printed.short_code not in listed
    assert all(paper in listed for paper in ("集体研究会议记录", "公示结果证明", "档案表（审批表）"))
    assert not any(form.code in listed for form in forms_known())


def listed_rows(walk: Walk) -> list[list[str]]:
    """The list of contents: each entry's cells that say something."""
    said = text(walk.office, "file-inventory", walk.case)
    return [line.split() for line in said.splitlines() if line[:1].isdigit()]


def test_the_archive_lists_the_papers_of_its_meeting_and_its_notice_with_their_true_pages(walk: Walk) -> None:
    walk.to(CaseState.ACTIVE)
    walk.clock.set(DAYS[CaseState.ACTIVE])
    titles = [row[1] for row in listed_rows(walk)]
    assert titles.count("会议签到表") == 1
    assert (titles.count("公示首日照片"), titles.count("公示末日照片")) == (2, 2)
    assert not [row for row in listed_rows(walk) if row[1] == "签字页"]
    [form] = [row for row in listed_rows(walk) if row[1] == walk.form]
    assert form[-1] == "签字页已扫描"
    bill = walk.folder / "bill.pdf"
    bill.write_bytes(issue(walk.office, "archive-form", walk.case).pdf)
    broken = walk.folder / "broken.pdf"
    broken.write_bytes(PDF)
    for number, file in enumerate((bill, broken), start=1):
        walk.act("attach-paper", case=walk.case, kind="medical_bill", title=f"第{number}张", file=str(file))
    rows = listed_rows(walk)
    first = next(place for place, row in enumerate(rows) if "第1张" in row)
    starts = [int(row[-1] if row[-1].isdigit() else row[-2]) for row in rows]
    assert starts[first + 1] - starts[first] == 2
    assert starts[first + 2] - starts[first + 1] == 1


def test_the_visit_form_says_what_came_in_and_went_out_with_its_proof(walk: Walk) -> None:
    walk.to(CaseState.SURVEYED)
    blank = text(walk.office, "visit-form", walk.case)
    assert all(head in blank for head in ("收入（逐笔，附证明）", "支出（逐笔，附票据）"))
    walk.budget()
    walk.act("set-budget-line", case=walk.case, kind="need", amount="7000.00", period="once", caption="换取暖炉")
    lines = [" ".join(line.split()) for line in text(walk.office, "visit-form", walk.case).splitlines()]
    assert "工资性收入 张甲 1,000.00 每月 无证明" in lines
    assert "因病 6,000.00 每年 医保结算单，医保结算单 3 张" in lines
    assert not [line for line in lines if "换取暖炉" in line]


def test_the_archive_form_says_what_the_form_of_2020_asks_for_in_its_words_and_order(walk: Walk) -> None:
    head = {
        **HEAD,
        "political_status": "02",
        "marital_status": "21",
        "health_status": "disabled",
        "disability_kind": "limb",
        "disability_level": "2",
        "industry": "C",
        "contract_date": "2024-06",
        "contract_term": "two_years",
        "pension_paid_years": "10",
        "pension_required_years": "15",
    }
    child = {
        "name": "张小",
        "relation": "20",
        "id_number": "621021201203083969",
        "ethnicity": "03",
        "hukou_type": "rural",
        "marital_status": "10",
        "medical_cover": "resident",
        "model_worker": "none",
        "work_status": "junior_pupil",
        "monthly_income": "0.00",
    }
    household = {
        "target_household": True,
        "target_on": "2026-02",
        "key_group": "3",
        "bank": "县信用社",
        "needs": "取暖",
    }
    walk.open(people=[head, child], household_size=2, account="6200005862351054919", **household)
    said = text(walk.office, "archive-form", walk.case)
    for words in (
        "政治面貌：中共党员",
        "婚姻状况：已婚",
        "残疾类别等级：肢体，二级（重度）",
        "所属行业：制造业",
        "合同签订：2024-06，两年",
        "养老保险：已缴10年，应缴15年",
        "解困脱困对象：是，2026-02",
        "所属群体：支出性生活困难",
        "开户银行：县信用社",
        "银行卡号：6200005862351054919",
        "帮扶需求：取暖",
    ):
        assert words in said
    rows = [line.split() for line in said.splitlines()]
    upper = next(place for place, row in enumerate(rows) if row[:1] == ["张小"])
    assert rows[upper][1:] == ["子", "621021201203083969", "回族", "农业", "0.00"]
    assert rows[upper + 1] == ["初中", "未婚", "居民医保", "非劳模"]
    places = [
        said.index(caption) for caption in ("建档级别", "困难类别", "户主情况", "困难情况", "家庭成员", "审批意见")
    ]
    assert places == sorted(places)
    opinions = [said.index(f"{who}（签名）") for who in ("审核人", "基层工会主席", "县总工会主席")]
    assert opinions == sorted(opinions)
