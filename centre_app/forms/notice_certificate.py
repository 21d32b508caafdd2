"""公示结果证明: that a notice hung where and how long, and what was objected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.filing import notice_first_day, notice_last_day
from centre_app.core.vocabulary.filing import GrievanceOutcome, PaperKind
from centre_app.core.vocabulary.rules import NoticeCounting
from centre_app.db.notices import Grievance
from centre_app.services.finding import notice_of
from centre_app.services.work import Look

from .paper.blocks import Block, Column, Fit, Gap, Grid, Seal, Signatures, Signer, Text, Title
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .paper.words import day
from .press.wording import wording

__all__ = ["FORM", "CertificateSheet", "Certified"]


@dataclass(frozen=True, slots=True)
class Certified:
    """One household that has come down: its own period, and what was objected to it, settled or not."""

    name: str
    last: date
    days: int
    taken_down_on: date
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    title: str
    number: str
    issuer: str
    posted: date
    start: date
    counted_in: str
    places: str
    households: tuple[Certified, ...]
    still_hanging: int
    photos: int
    certified_on: date


def gather(look: Look, key: str) -> CertificateSheet:
    """The certificate of a notice for the households that have come down from it, each for itself.

    An extension or an objection is of one household and says nothing of the others on the same sheet.
    """
    notice = notice_of(look, key)
    posted = max(place.posted_on for place in notice.places)
    households = tuple(
        Certified(
            name=entry.name,
            last=notice_last_day(posted, notice.days + entry.extra_days, look),
            days=notice.days + entry.extra_days,
            taken_down_on=entry.taken_down_on,
            objections=tuple(_objection(one) for one in notice.grievances if one.case_id == entry.case_id),
        )
        for entry in notice.entries
        if entry.taken_down_on is not None
    )
    return CertificateSheet(
        title=wording("notice")("entry.title"),
        number=notice.number,
        issuer=notice.unit.name,
        posted=posted,
        start=notice_first_day(posted, look),
        counted_in=look.rules_on(posted).notice_counting.label,
        places="、".join(place.where for place in notice.places),
        households=households,
        still_hanging=len(notice.entries) - len(households),
        photos=sum(1 for place in notice.places for photo in place.photos if photo.file),
        certified_on=max((one.taken_down_on for one in households), default=look.today),
    )


def _objection(grievance: Grievance) -> str:
    outcome = GrievanceOutcome(grievance.outcome).label if grievance.outcome else wording("letters")("certificate.open")
    return f"{grievance.number}：{outcome}"


def layout(sheet: CertificateSheet) -> Sequence[Block]:
    words = wording("letters")
    about = words(
        "certificate.body",
        title=sheet.title,
        number=sheet.number,
        posted=day(sheet.posted),
        places=sheet.places,
        start=day(sheet.start),
        count=len(sheet.households),
    )
    others = words("certificate.others", count=sheet.still_hanging) if sheet.still_hanging else ""
    return [
        Title(words("certificate.title")),
        Text(about),
        Gap(0.3),
        Grid(
            (
                Column("序号", 11),
                Column("姓名", 23, Fit.NAME),
                Column("公示期止于", 29.5),
                Column("天数", 19),
                Column("撤下日期", 29.5),
                Column("异议及处理结果", 44, Fit.TEXT),
            ),
            [_row(number, one, sheet.counted_in) for number, one in enumerate(sheet.households, start=1)],
        ),
        *([Text(others)] if others else []),
        Text(words("certificate.photos", photos=sheet.photos)),
        Text(words("certificate.end")),
        Gap(),
        Signatures((Signer("经办人（签名）"), Signer("工会主席（签名）"))),
        Gap(),
        Seal(sheet.issuer, day(sheet.certified_on)),
    ]


def _row(number: int, household: Certified, counted_in: str) -> list[str]:
    return [
        str(number),
        household.name,
        day(household.last),
        f"{household.days}个{counted_in}",
        day(household.taken_down_on),
        "；".join(household.objections) or wording("letters")("certificate.none"),
    ]


FORM = Form(
    code="notice-certificate",
    name=PaperKind.NOTICE_CERTIFICATE.label,
    subject=Subject.NOTICE,
    gather=gather,
    layout=layout,
    sample=CertificateSheet(
        title="关于拟建档困难职工名单的公示",
        number="N2026001",
        issuer="县第二运输公司工会",
        posted=date(2026, 11, 16),
        start=date(2026, 11, 17),
        counted_in=NoticeCounting.WORKING_DAYS.label,
        places="公司门口公示栏、柳树社区公示栏",
        households=(
            Certified("𠮷田秀兰", date(2026, 11, 23), 5, date(2026, 11, 24), ()),
            Certified("王𬍛", date(2026, 11, 25), 7, date(2026, 11, 26), ("Y2026001：异议不成立",)),
            Certified("阿依古丽·吐尔逊", date(2026, 11, 23), 5, date(2026, 11, 24), ()),
        ),
        still_hanging=1,
        photos=4,
        certified_on=date(2026, 11, 26),
    ),
    paper=A4_LETTER,
)
