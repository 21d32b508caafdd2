"""公示结果证明: that a notice hung where and how long, and what was objected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.filing import notice_last_day
from centre_app.core.vocabulary.filing import GrievanceOutcome, PaperKind
from centre_app.services.finding import notice_of
from centre_app.services.work import Look

from .paper.blocks import Block, Gap, Seal, Signatures, Signer, Text, Title
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .paper.words import day
from .press.wording import wording

__all__ = ["FORM", "CertificateSheet"]


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    title: str
    number: str
    issuer: str
    start: date
    end: date
    days: int
    places: str
    names: tuple[str, ...]
    results: tuple[str, ...]
    taken_down_on: date | None
    photos: int
    certified_on: date


def gather(look: Look, key: str) -> CertificateSheet:
    """The certificate of a notice for the households that have come down from it."""
    notice = notice_of(look, key)
    down = [entry for entry in notice.entries if entry.taken_down_on is not None]
    posted = max(place.posted_on for place in notice.places)
    days = notice.days + max((entry.extra_days for entry in down), default=0)
    photos = sum(1 for place in notice.places for photo in place.photos if photo.file)
    taken_down = max((entry.taken_down_on for entry in down if entry.taken_down_on), default=None)
    return CertificateSheet(
        title=wording("notice")("entry.title"),
        number=notice.number,
        issuer=notice.unit.name,
        start=look.calendar.next_working_day(posted),
        end=notice_last_day(posted, days, look),
        days=days,
        places="、".join(place.where for place in notice.places),
        names=tuple(entry.name for entry in down),
        results=tuple(
            f"{one.number}：{GrievanceOutcome(one.outcome).label}" for one in notice.grievances if one.outcome
        ),
        taken_down_on=taken_down,
        photos=photos,
        certified_on=taken_down or look.today,
    )


def layout(sheet: CertificateSheet) -> Sequence[Block]:
    words = wording("letters")
    whose = "certificate.names" if len(sheet.names) > 1 else "certificate.name"
    objected = (
        words("certificate.some", count=len(sheet.results), results="；".join(sheet.results))
        if sheet.results
        else words("certificate.none")
    )
    return [
        Title(words("certificate.title")),
        Text(
            words(
                "certificate.body",
                title=sheet.title,
                number=sheet.number,
                start=day(sheet.start),
                end=day(sheet.end),
                places=sheet.places,
                days=sheet.days,
            )
        ),
        Text(words(whose, names="、".join(sheet.names), count=len(sheet.names))),
        Text(objected),
        Text(words("certificate.down", day=day(sheet.taken_down_on), photos=sheet.photos)),
        Text(words("certificate.end")),
        Gap(),
        Signatures((Signer("经办人（签名）"), Signer("工会主席（签名）"))),
        Gap(),
        Seal(sheet.issuer, day(sheet.certified_on)),
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
        start=date(2026, 11, 17),
        end=date(2026, 11, 23),
        days=5,
        places="公司门口公示栏、柳树社区公示栏",
        names=("𠮷田秀兰", "王𬍛", "阿依古丽·吐尔逊"),
        results=("Y2026001：异议不成立",),
        taken_down_on=date(2026, 11, 24),
        photos=4,
        certified_on=date(2026, 11, 24),
    ),
    paper=A4_LETTER,
)
