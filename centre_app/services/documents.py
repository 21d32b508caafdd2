"""Papers and photographs: recorded with kind and day, their scans kept encrypted and once only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from centre_app.core.refusals import Refused
from centre_app.core.refusals import documents as no
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.core.vocabulary.things import Thing
from centre_app.db.filing import Case, MeetingCase, Paper
from centre_app.db.notices import NoticeEntry, NoticePlace
from centre_app.db.people import ChairDelegation
from centre_app.db.printing import Signature
from centre_app.services.finding import by_uid, case_of, meeting_of, member_of, page_of
from centre_app.services.given import Day, Given, Key, Short
from centre_app.services.work import Done, Look, Work

__all__ = [
    "AttachPaper",
    "Photo",
    "Scan",
    "attach_paper",
    "hang",
    "kept_scan",
    "papers_of",
    "photograph",
    "put_scan",
    "store_scan",
]

MOST_MEGABYTES = 50
_MEGABYTE = 1024 * 1024

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
"""How the accepted kinds of file begin; the name's ending is not trusted."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A stored scan: the name of its encrypted file, its kind, its size in bytes."""

    file: str
    media: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph with the day on which it was taken."""

    file: Short
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachPaper(Given):
    """A paper of a case, a meeting, a place of posting, a printed page, or a delegation: exactly one of them.

    ``on`` is the day that the paper bears. Without ``file`` the paper is recorded and its scan is still missing.
    """

    kind: PaperKind
    case: Key | None = None
    member: Key | None = None
    meeting: Key | None = None
    place: Key | None = None
    page: Key | None = None
    delegation: Key | None = None
    title: Short | None = None
    file: Short | None = None


def attach_paper(work: Work, given: AttachPaper) -> Done:
    """Record a paper, and keep its scan where there is one."""
    subjects = (given.case, given.meeting, given.place, given.page, given.delegation)
    named = [one for one in subjects if one is not None]
    if len(named) != 1:
        raise Refused([no.PaperBelongsNowhere()])
    paper = Paper(kind=given.kind, title=given.title, on=work.day(given.on))
    case: Case | None = None
    place: NoticePlace | None = None
    if given.case:
        case = case_of(work, given.case)
        paper.case_id = case.id
        if given.member:
            paper.member_id = member_of(work, case, given.member).id
    elif given.meeting:
        paper.meeting_id = meeting_of(work, given.meeting).id
    elif given.place:
        place = by_uid(work, NoticePlace, Thing.PLACE, given.place)
    elif given.page:
        page = page_of(work, given.page)
        case = page.case
        paper.page_id = page.id
    else:
        paper.delegation_id = by_uid(work, ChairDelegation, Thing.DELEGATION, named[0]).id
    if given.file:
        put_scan(paper, store_scan(work, given.file))
    if place is not None:
        hang(work, paper, place)
    work.session.add(paper)
    work.session.flush()
    return Done(key=paper.uid, case=case.uid if case else None, state=case.state if case else None)


def store_scan(work: Work, file: str) -> Scan:
    """Take a scan into the encrypted papers; the same picture is kept once.

    Raises:
        FileNotFound, FileEmpty, FileTooLarge, FileKindUnknown: nothing was kept.
    """
    path = Path(file)
    if not path.is_file():
        raise no.FileNotFound(file=path.name)
    size = path.stat().st_size
    if size > MOST_MEGABYTES * _MEGABYTE:
        raise no.FileTooLarge(file=path.name, size=size // _MEGABYTE, most=MOST_MEGABYTES)
    content = path.read_bytes()
    if not content:
        raise no.FileEmpty(file=path.name)
    media = next((media for mark, media in _MARKS if content.startswith(mark)), None)
    if media is None:
        raise no.FileKindUnknown(file=path.name)
    return Scan(work.papers.put(content), media, size)


def put_scan(paper: Paper, scan: Scan) -> None:
    """Say which stored scan is this paper's."""
    paper.file, paper.media, paper.size = scan.file, scan.media, scan.size


def photograph(work: Work, kind: PaperKind, photo: Photo, otherwise_on: date) -> Paper:
    """A photograph as a paper; its own day where it is known, else the day of the act."""
    paper = Paper(kind=kind, on=work.day(photo.on or otherwise_on))
    put_scan(paper, store_scan(work, photo.file))
    return paper


def hang(work: Work, paper: Paper, place: NoticePlace) -> None:
    """Say which place of posting a photograph shows. One picture shows one place on one day.

    Raises:
        Refused: the same picture has been handed in for a place before.
    """
    paper.place_id = place.id
    known = sa.select(NoticePlace).join(Paper, Paper.place_id == NoticePlace.id).where(Paper.file == paper.file)
    other = work.session.scalars(known.limit(1)).one_or_none() if paper.file else None
    if other is not None:
        raise Refused([no.PictureTwice(place=place.where, other=other.where, field="photo")])


def papers_of(look: Look, case: Case) -> Sequence[Paper]:
    """The papers of a case, of its meetings, of the places of its notices, of the delegations that signed for it,
    oldest first. The scan of a printed page is that page and no paper of its own.
    """
    met = sa.select(MeetingCase.meeting_id).where(MeetingCase.case_id == case.id)
    hung = (
        sa.select(NoticePlace.id)
        .join(NoticeEntry, NoticeEntry.notice_id == NoticePlace.notice_id)
        .where(NoticeEntry.case_id == case.id)
    )
    signed = sa.select(Signature.delegation_id).where(
        Signature.case_id == case.id, Signature.delegation_id.is_not(None)
    )
    about = sa.or_(
        Paper.case_id == case.id,
        Paper.meeting_id.in_(met),
        Paper.place_id.in_(hung),
        Paper.delegation_id.in_(signed),
    )
    found = sa.select(Paper).where(about, Paper.page_id.is_(None)).order_by(Paper.on, Paper.id)
    return look.session.scalars(found).all()


def kept_scan(look: Look, paper: Paper) -> bytes | None:
    """The scan of a paper, decrypted; ``None`` where there is none yet."""
    return look.papers.get(paper.file) if paper.file else None
