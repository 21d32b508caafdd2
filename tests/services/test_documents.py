"""Papers and photographs: whose they are, that a scan is what it says, and that it is kept encrypted and once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from centre_app.core.vocabulary.filing import CaseState, Role
from centre_app.db.filing import Paper
from centre_app.services.documents import MOST_MEGABYTES, kept_scan, papers_of
from centre_app.services.finding import case_of
from tests.services.conftest import At
from tests.services.saying import objections, refusals
from tests.services.staging import ENCRYPTED
from tests.services.walking import PNG, WIFE, Walk

pytestmark = ENCRYPTED


def newest(walk: Walk) -> Paper:
    with walk.office.look() as look:
        return look.session.scalars(sa.select(Paper).order_by(Paper.id.desc()).limit(1)).one()


def count(walk: Walk) -> int | None:
    with walk.office.look() as look:
        return look.session.scalar(sa.select(sa.func.count()).select_from(Paper))


def test_a_paper_belongs_to_exactly_one_thing(at: At) -> None:
    walk = at("printed")
    attach = partial(walk.act, "attach-paper", kind="other")
    assert refusals(attach) == ["PaperBelongsNowhere"]
    assert refusals(partial(attach, case=walk.case, page=walk.form)) == ["PaperBelongsNowhere"]


def test_a_paper_is_a_households_a_members_a_meetings_a_places_a_pages_or_a_delegations(at: At) -> None:
    walk = at("printed")
    meeting = str(walk.done["hold-meeting"].number)
    place = str(walk.done["post-notice"].more["places"][0]["place"])
    deputy = {"unit": walk.people["county"], "deputy": walk.people["county_vice_chair"]}
    delegation = walk.act("delegate-chair", by=Role.CHAIR, until="2026-12-31", document="委托书", **deputy).key
    attach = partial(walk.act, "attach-paper", file=walk.photo)
    attach(kind="id_copy", case=walk.case, member=WIFE["name"])
    assert newest(walk).member_id is not None
    attach(kind="sign_in_sheet", meeting=meeting)
    assert newest(walk).meeting_id is not None
    attach(kind="notice_photo_last", place=place)
    assert newest(walk).place_id is not None
    done = attach(kind="signed_page", page=walk.form)
    assert newest(walk).page_id is not None
    assert (str(done.case), done.state) == (walk.case, "publicised")
    attach(kind="other", delegation=str(delegation))
    assert newest(walk).delegation_id is not None


def test_a_paper_may_be_recorded_before_its_scan_is_there(at: At) -> None:
    walk = at(CaseState.APPLIED)
    walk.act("attach-paper", case=walk.case, kind="diagnosis", on="2026-02-01")
    with walk.office.look() as look:
        papers = papers_of(look, case_of(look, walk.case))
        assert [paper.on for paper in papers] == sorted(paper.on for paper in papers)
        assert (papers[0].kind, kept_scan(look, papers[0])) == ("diagnosis", None)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("无此.png", None, "FileNotFound"),
        ("空.png", b"", "FileEmpty"),
        ("假.pdf", b"PK\x03\x04 a workbook", "FileKindUnknown"),
        ("程序.jpg", b"MZ\x90\x00", "FileKindUnknown"),
    ],
)
def test_what_is_no_scan_is_refused_by_its_content_whatever_its_name(
    at: At, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    walk = at(CaseState.APPLIED)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = count(walk)
    [told] = objections(partial(walk.act, "attach-paper", case=walk.case, kind="other", file=str(tmp_path / name)))
    assert (told.code, told.facts["file"]) == (code, name)
    assert str(tmp_path) not in str(told)
    assert count(walk) == before


def test_a_scan_of_more_than_fifty_megabytes_is_refused_before_it_is_read(at: At, tmp_path: Path) -> None:
    walk = at(CaseState.APPLIED)
    path = tmp_path / "大.pdf"
    with path.open("wb") as file:
        file.truncate((MOST_MEGABYTES + 1) * 1024 * 1024)
    [told] = objections(partial(walk.act, "attach-paper", case=walk.case, kind="other", file=str(path)))
    assert str(told) == "文件“大.pdf”有 51 MB，超过 50 MB，请降低扫描分辨率（150 至 300 dpi 即可）。"


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG, "image/png"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
    ],
)
def test_what_a_scanner_makes_is_kept_encrypted_and_comes_back_as_it_was(
    at: At, tmp_path: Path, content: bytes, media: str
) -> None:
    walk = at(CaseState.APPLIED)
    path = tmp_path / "扫描"
    path.write_bytes(content + "张甲".encode() * 40)
    for _ in range(2):
        walk.act("attach-paper", case=walk.case, kind="other", file=str(path))
    with walk.office.look() as look:
        papers = [paper for paper in papers_of(look, case_of(look, walk.case)) if paper.kind == "other"]
        assert [(paper.media, paper.size) for paper in papers] == [(media, path.stat().st_size)] * 2
        assert papers[0].file == papers[1].file
        assert kept_scan(look, papers[0]) == path.read_bytes()
    lying = [one.read_bytes() for one in (walk.folder / "甲县").rglob("*") if one.is_file()]
    assert not [one for one in lying if "张甲".encode() in one]
