from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from centre_app.core.moments import ways_to_write
from centre_app.core.refusals.paper import LeakFound, PageUnreadable
from centre_app.forms.notice import FORM, SAMPLE, NoticeSheet
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf, to_pdf_many
from centre_app.forms.paper.words import day
from centre_app.forms.press.leak_scan import leaks
from centre_app.services.secrets import Secrets

MARK = PageMark("K7M29Q4X")
NAME = "notice-K7M29Q4X.pdf"
SECRETS = Secrets(
    id_numbers=frozenset({"621002197001010018"}),
    phones=frozenset({"19900000001"}),
    accounts=frozenset({"6217000000000000004"}),
    addresses=frozenset({"西峰区南街社区纺织家属院"}),
    birth_dates=frozenset({"1970年1月1日", "1970-01-01", "19700101", "1970.1.1"}),
    illnesses=frozenset({"严重帕金森病"}),
    names=frozenset({"王小宝", "王建"}),
    allowed=frozenset({"0934-0000000", "0934-0000001", *(entry.name for entry in SAMPLE.entries)}),
)


def beside(place: str) -> NoticeSheet:
    """The sample notice with something else in the place of one employer."""
    first = replace(SAMPLE.entries[0], place=place)
    return replace(SAMPLE, entries=(first, *SAMPLE.entries[1:]))


def printed(place: str) -> bytes:
    return to_pdf(FORM, beside(place), MARK)


def kinds(found: list[LeakFound]) -> set[object]:
    return {leak.facts["kind"] for leak in found}


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_sample_notice_tells_nothing(paper: str) -> None:
    assert leaks(to_pdf(FORM, SAMPLE, MARK, paper), NAME, SECRETS) == []


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("县百货621002197001010018", "证件号码"),
        ("县百货６２１００２１９７００１０１００１８", "证件号码"),
        ("县百货6210 0219 7001 0100 18", "证件号码"),
        ("县百货621002700101001", "证件号码或账号"),
        ("县百货11010519491231002X", "证件号码"),
        ("县百货6210**********0018", "证件号码"),
        ("县百货19911112222", "手机号码"),
        ("县百货199-1111-2222", "手机号码"),
        ("县百货0934-8888888", "电话号码"),
        ("账号6217000000000000004", "证件号码或账号"),
        ("县百货月收入1,200.50元", "收支金额"),
        ("纺织家属院3号楼2单元501室", "家庭住址"),
        ("西峰区南街社区纺织家属院", "家庭住址"),
        ("县百货（患恶性肿瘤）", "病情"),
        ("县百货严重帕金森病", "病情"),
        ("县百货肢体残疾二级", "残疾情况"),
        ("县百货（子王小宝）", "家庭成员姓名"),
        ("1970年1月1日生", "出生日期"),
        ("县百货1970.1.1", "出生日期"),
    ],
)
def test_what_may_not_be_posted_is_found(place: str, kind: str) -> None:
    assert kind in kinds(leaks(printed(place), NAME, SECRETS))


@pytest.mark.parametrize(
    "place",
    [
        "县人民医院肿瘤医院",
        "县精神病医院",
        "县糖尿病研究所",
        "县残疾人联合会",
        "1968年生",
        "第八建筑公司",
        "南街社区",
        "12351",
    ],
)
def test_what_only_looks_like_a_secret_is_let_through(place: str) -> None:
    assert leaks(printed(place), NAME, SECRETS) == []


DAYS = (SAMPLE.posted, SAMPLE.first, SAMPLE.last)
NEWBORN = replace(
    SECRETS, birth_dates=SECRETS.birth_dates | {*ways_to_write(SAMPLE.first), *ways_to_write(SAMPLE.posted)}
)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_child_born_on_a_day_of_the_notice_does_not_stop_it(paper: str) -> None:
    pdf = to_pdf(FORM, SAMPLE, MARK, paper)
    assert leaks(pdf, NAME, NEWBORN, DAYS) == []
    assert kinds(leaks(pdf, NAME, NEWBORN)) == {"出生日期"}


@pytest.mark.parametrize("place", ["县百货1970年1月1日", "南街社区（1970.1.1生）"])
def test_a_birth_date_of_a_grown_up_beside_the_name_stops_it(place: str) -> None:
    assert kinds(leaks(printed(place), NAME, NEWBORN, DAYS)) == {"出生日期"}


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("shape", [day, lambda on: on.isoformat(), lambda on: f"{on:%Y%m%d}"])
def test_a_day_of_the_notice_beside_a_name_stops_it(paper: str, shape: Callable[[date], str]) -> None:
    pdf = to_pdf(FORM, beside(f"子{shape(SAMPLE.first)}生"), MARK, paper)
    assert kinds(leaks(pdf, NAME, NEWBORN, DAYS)) == {"出生日期"}


def test_every_copy_in_a_file_may_say_the_days_of_the_notice() -> None:
    pdf = to_pdf_many(FORM, [(SAMPLE, MARK)] * 3)
    assert leaks(pdf, NAME, NEWBORN, DAYS * 3) == []
    assert kinds(leaks(pdf, NAME, NEWBORN, DAYS * 2)) == {"出生日期"}


def test_a_day_of_the_notice_in_the_name_of_the_file_stops_it() -> None:
    found = leaks(to_pdf(FORM, SAMPLE, MARK), f"公示-{SAMPLE.first}.pdf", NEWBORN, DAYS)
    assert {leak.facts["place"] for leak in found} == {"的文件名"}


def test_the_moments_that_a_file_bears_are_nobodys_birth_date() -> None:
    millennium = replace(SECRETS, birth_dates=frozenset(ways_to_write(date(2000, 1, 1))))
    assert leaks(to_pdf(FORM, SAMPLE, MARK), NAME, millennium, DAYS) == []


def test_a_listed_name_that_holds_a_childs_name_is_no_leak() -> None:
    """王建国 is listed; 王建, a child of another household, is not named by that."""
    assert leaks(to_pdf(FORM, SAMPLE, MARK), NAME, SECRETS) == []
    assert "家庭成员姓名" in kinds(leaks(printed("王建"), NAME, SECRETS))


def test_a_phone_of_a_household_is_found_even_in_an_unusual_shape() -> None:
    found = leaks(printed("电 1 9 9 0 0 0 0 0 0 0 1"), NAME, SECRETS)
    assert LeakFound(place="第2页", kind="证件、电话或账号", shown="…0001") in found


def test_the_offices_own_numbers_may_stand_there() -> None:
    bare = replace(SECRETS, allowed=frozenset({"0934-0000000"}))
    found = leaks(to_pdf(FORM, SAMPLE, MARK), NAME, bare)
    assert LeakFound(place="第1页", kind="电话号码", shown="…0001") in found


def test_the_file_name_is_read_too() -> None:
    found = leaks(to_pdf(FORM, SAMPLE, MARK), "公示-王小宝-19911112222.pdf", SECRETS)
    assert {leak.facts["place"] for leak in found} == {"的文件名"}
    assert kinds(found) >= {"家庭成员姓名", "手机号码"}


def behind(change: str) -> bytes:
    """The sample notice with something put where no reader shows it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(to_pdf(FORM, SAMPLE, MARK))) as document:
        if change == "properties":
            document.docinfo["/Subject"] = "王小宝"
        elif change == "metadata":
            with document.open_metadata() as meta:
                meta["dc:description"] = "王小宝"
        elif change == "note":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="王小宝")
            document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        elif change == "attachment":
            document.attachments["王小宝.txt"] = pikepdf.AttachedFileSpec(document, b"", filename="王小宝.txt")
        else:
            code = "王小宝".encode("utf-16-be").hex()
            hidden = f"/Span <</ActualText <FEFF{code}>>> BDC EMC".encode()
            document.pages[0].contents_add(document.make_stream(hidden))
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("change", ["properties", "metadata", "note", "attachment", "substitute"])
def test_what_stands_behind_the_page_is_found(change: str) -> None:
    assert "家庭成员姓名" in kinds(leaks(behind(change), NAME, SECRETS))


def test_a_picture_on_a_notice_is_found() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8))), 0, 0)
    canvas.showPage()
    canvas.save()
    assert LeakFound(place="", kind="内容", shown="图片") in leaks(out.getvalue(), NAME, SECRETS)


def test_what_is_shown_of_a_number_cannot_be_used() -> None:
    found = leaks(printed("621002197001010018"), NAME, SECRETS)
    assert not any("621002197001010018" in leak.sentence for leak in found)


def test_a_broken_file_is_not_let_through() -> None:
    with pytest.raises(PageUnreadable):
        leaks(b"%PDF-1.7 broken", NAME, SECRETS)
