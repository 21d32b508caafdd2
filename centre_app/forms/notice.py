"""关于拟建档困难职工名单的公示: the public notice before a household is filed, as a letter and as a board.

It shows what may be shown and nothing else: name, employer or community, size of the household, category and
coarse cause; where to object, and how long. Never numbers, addresses of households, birth dates or illnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.filing import notice_first_day, notice_last_day
from centre_app.core.refusals.paper import NoticeEmpty
from centre_app.core.vocabulary.household import Cause
from centre_app.core.vocabulary.rules import NoticeCounting
from centre_app.db.notices import NoticeEntry
from centre_app.services.finding import notice_of
from centre_app.services.work import Look

from .paper.blocks import Block, Break, Column, Fit, Gap, Grid, Seal, Text, Title, Voice
from .paper.form import Form, Subject, Version
from .paper.geometry import A3_BOARD, A4_OFFICIAL
from .paper.words import day
from .press.wording import wording
from .press.words import category_label

__all__ = ["FORM", "Entry", "NoticeSheet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One household on the list; ``apart`` tells namesakes of one place apart by year of birth."""

    name: str
    place: str
    size: int
    category: str
    cause: str
    apart: str = ""


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """What the notice shows. ``first`` is the day that counts as day one, ``counted_in`` what days are counted."""

    issuer: str
    posted: date
    first: date
    last: date
    days: int
    counted_in: str
    unit: str
    contact: str
    phone: str
    supervision: str
    address: str
    entries: tuple[Entry, ...]


_COLUMNS = (
    ("序号", Fit.CENTRE),
    ("姓名", Fit.NAME),
    ("单位或社区", Fit.UNIT),
    ("人口", Fit.CENTRE),
    ("类别", Fit.CENTRE),
    ("致困粗类", Fit.CENTRE),
)
_LETTER_WIDTHS = (11, 24, 57, 13, 25, 26)
_BOARD_WIDTHS = (10.5, 20.4, 47.7, 10.5, 19.4, 15)
_SHORT_LIST = 12


_COARSE = {
    Cause.NO_LABOUR_CAPACITY: "无劳力",
    Cause.ABLE_BUT_JOBLESS: "失业",
    Cause.LAID_OFF: "失业",
    Cause.UNINSURED: "未参保",
    Cause.BENEFITS_NOT_GRANTED: "未参保",
    Cause.SERIOUS_ILLNESS: "因病",
    Cause.NATURAL_DISASTER: "因灾",
    Cause.ACCIDENT: "意外",
    Cause.SCHOOLING: "因学",
    Cause.OTHER: "其他",
}
"""The coarse word for a cause: a notice never says more of an illness than that there is one."""


def gather(look: Look, key: str) -> NoticeSheet:
    """The notice as it is to hang, with everybody who is still on it.

    Raises:
        NoticeEmpty: everybody has been taken down.
    """
    notice = notice_of(look, key)
    entries = tuple(_entry(entry) for entry in notice.entries if entry.taken_down_on is None)
    if not entries:
        raise NoticeEmpty
    posted = max(place.posted_on for place in notice.places)
    return NoticeSheet(
        issuer=notice.unit.name,
        posted=posted,
        first=notice_first_day(posted, look),
        last=notice_last_day(posted, notice.days, look),
        days=notice.days,
        counted_in=look.rules_on(posted).notice_counting.label,
        unit=look.setting.facts["name"],
        contact=notice.contact,
        phone=notice.phone,
        supervision=notice.supervision_phone,
        address=notice.address,
        entries=entries,
    )


def _entry(entry: NoticeEntry) -> Entry:
    apart = entry.told_apart_by or ""
    return Entry(
        name=entry.name,
        place=entry.unit_shown,
        size=entry.size,
        category=category_label(entry.category),
        cause=_COARSE[Cause(entry.cause)],
        apart=f"{apart}年生" if apart.isdecimal() else "",
    )


def layout(sheet: NoticeSheet) -> Sequence[Block]:
    """A4: the text, sealed; the list as its attachment."""
    words = wording("notice")
    return [
        Title(words("entry.title")),
        *_opening(sheet),
        *_period_and_reporting(sheet, "\n"),
        Gap(),
        Text(words("entry.attachment", count=len(sheet.entries))),
        Seal(sheet.issuer, day(sheet.posted)),
        Break(),
        Text("附件", Voice.ATTACHMENT),
        Title(words("entry.list_title")),
        Grid(_columns(_LETTER_WIDTHS), _rows(sheet)),
    ]


def board(sheet: NoticeSheet) -> Sequence[Block]:
    """A3: everything on one sheet, a longer list in two panels, the seal at the foot."""
    panels = 2 if len(sheet.entries) > _SHORT_LIST else 1
    return [
        Title(wording("notice")("entry.title")),
        *_opening(sheet),
        Gap(0.5),
        Grid(_columns(_BOARD_WIDTHS), _rows(sheet), panels=panels),
        Gap(0.5),
        *_period_and_reporting(sheet, "　　"),
        Seal(sheet.issuer, day(sheet.posted)),
    ]


def _columns(widths: Sequence[float]) -> list[Column]:
    return [Column(head, width, fit) for (head, fit), width in zip(_COLUMNS, widths, strict=True)]


def _opening(sheet: NoticeSheet) -> list[Block]:
    words = wording("notice")
    count = len(sheet.entries)
    who = words("entry.who_one" if count == 1 else "entry.who_many", name=sheet.entries[0].name, count=count)
    return [Text(words("entry.body", who=who))]


def _period_and_reporting(sheet: NoticeSheet, between: str) -> list[Block]:
    """``between`` parts the two lines that a wide sheet has room for in one."""
    words = wording("notice")
    lines = (words("reporting.supervision", phone=sheet.supervision), words("reporting.hotline"))
    return [
        Text(words("period.head"), Voice.HEAD),
        Text(
            words("period.body", first=day(sheet.first), last=day(sheet.last), days=sheet.days, unit=sheet.counted_in)
        ),
        Text(words("reporting.head"), Voice.HEAD),
        Text(words("reporting.body")),
        Text(words("reporting.unit", unit=sheet.unit)),
        Text(words("reporting.contact", person=sheet.contact, phone=sheet.phone)),
        Text(between.join(lines)),
        Text(words("reporting.address", address=sheet.address)),
    ]


def _rows(sheet: NoticeSheet) -> list[list[str]]:
    return [
        [
            str(number),
            entry.name,
            f"{entry.place}（{entry.apart}）" if entry.apart else entry.place,
            str(entry.size),
            entry.category,
            entry.cause,
        ]
        for number, entry in enumerate(sheet.entries, start=1)
    ]


_SAMPLE_NAMES = (
    "王建国",
    "李秀英",
    "张𬍛",
    "刘珺",
    "陈志强",
    "杨桂兰",
    "黄喆",
    "赵玉梅",
    "吴晓东",
    "周淑珍",
    "徐堃",
    "孙丽",
    "马德福",
    "朱翀",
    "胡春燕",
    "郭永红",
    "何亮",
    "林旻昱",
    "罗红霞",
    "高志远",
    "郑玥",
    "梁小军",
    "谢芳",
    "宋有财",
    "唐昊",
    "许银花",
    "韩冬梅",
    "冯煜",
    "邓长江",
    "曹雪莲",
    "王建国",
    "曾婷",
    "阿依古丽·吐尔逊",
    "王𬍛",
    "田野",
    "𠮷田秀兰",
    "李㛃",
    "董䶮",
    "于凤霞",
    "李秀英",
)
_SAMPLE_PLACES = (
    "县纺织有限责任公司",
    "县百货公司",
    "县建筑工程公司",
    "县水泥厂",
    "县第二运输公司",
    "县农机修造厂",
    "西峰工业园区联合工会",
    "陇原食品有限公司",
    "南街社区",
)
_SAMPLE_CATEGORIES = ("深度困难", "相对困难", "相对困难", "意外致困", "相对困难")
_SAMPLE_CAUSES = ("因病", "因学", "失业", "因病", "无劳力", "因灾", "意外")
_NAMESAKES = {1: "1968年生", 39: "1975年生"}

SAMPLE = NoticeSheet(
    issuer="××县总工会",
    posted=date(2026, 11, 24),
    first=date(2026, 11, 25),
    last=date(2026, 12, 1),
    days=5,
    counted_in=NoticeCounting.WORKING_DAYS.label,
    unit="××县总工会困难职工帮扶中心",
    contact="李××",
    phone="0934-0000000",
    supervision="0934-0000001",
    address="××县××路1号县总工会一楼服务大厅",
    entries=tuple(
        Entry(
            name=name,
            place="县百货公司" if number in _NAMESAKES else _SAMPLE_PLACES[number % len(_SAMPLE_PLACES)],
            size=1 + number % 5,
            category=_SAMPLE_CATEGORIES[number % len(_SAMPLE_CATEGORIES)],
            cause=_SAMPLE_CAUSES[number % len(_SAMPLE_CAUSES)],
            apart=_NAMESAKES.get(number, ""),
        )
        for number, name in enumerate(_SAMPLE_NAMES)
    ),
)

FORM = Form(
    code="notice",
    name="关于拟建档困难职工名单的公示",
    subject=Subject.NOTICE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
    paper=A4_OFFICIAL,
    also=(Version(A3_BOARD, board),),
)
