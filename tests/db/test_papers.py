"""Papers: stored once, proven when read, and nothing of them to be seen on the disk."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.refusals.store import PaperDamaged, PaperMissing
from centre_app.db.keys import Keys
from centre_app.db.papers import Papers
from tests.db.toy import QUICK, flipped

CONTENT = "入户调查表：张三，住梧桐路1号。".encode() * 40


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys.create(tmp_path / "office.keys", "示例员", "密码-一", training=True, cost=QUICK)[0]


@pytest.fixture
def papers(tmp_path: Path, keys: Keys) -> Papers:
    return Papers(tmp_path / "papers", keys)


def test_a_paper_comes_back_as_it_was(papers: Papers) -> None:
    assert papers.get(papers.put(CONTENT)) == CONTENT


def test_an_empty_paper_is_a_paper(papers: Papers) -> None:
    assert papers.get(papers.put(b"")) == b""


def test_the_same_paper_is_stored_once(papers: Papers) -> None:
    first = papers.put(CONTENT)
    written = papers.path(first).stat().st_mtime_ns
    assert papers.put(CONTENT) == first
    assert papers.path(first).stat().st_mtime_ns == written
    assert list(papers.names()) == [first]


def test_nothing_of_a_paper_is_seen_on_the_disk(papers: Papers) -> None:
    stored = papers.path(papers.put(CONTENT)).read_bytes()
    assert "张三".encode() not in stored
    assert CONTENT[:16] not in stored


def test_the_name_does_not_reveal_a_known_file(tmp_path: Path, papers: Papers) -> None:
    other, _ = Keys.create(tmp_path / "other.keys", "示例员", "密码-一", training=True, cost=QUICK)
    assert Papers(tmp_path / "other", other).put(CONTENT) != papers.put(CONTENT)


def test_every_flipped_bit_is_noticed(papers: Papers) -> None:
    name = papers.put(b"kurz")
    path = papers.path(name)
    whole = path.read_bytes()
    for place in range(len(whole)):
        flipped(path, place, place % 8)
        with pytest.raises(PaperDamaged):
            papers.get(name)
        path.write_bytes(whole)


@given(st.integers(0, 35))
def test_a_truncated_paper_is_noticed(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    folder = tmp_path_factory.mktemp("papers")
    keys, _ = Keys.create(folder / "office.keys", "示例员", "密码-一", training=True, cost=QUICK)
    papers = Papers(folder / "papers", keys)
    name = papers.put(b"kurz")
    papers.path(name).write_bytes(papers.path(name).read_bytes()[:length])
    with pytest.raises(PaperDamaged):
        papers.get(name)


def test_a_paper_under_the_name_of_another_is_noticed(papers: Papers) -> None:
    first, second = papers.put(b"eins"), papers.put(b"zwei")
    papers.path(first).write_bytes(papers.path(second).read_bytes())
    with pytest.raises(PaperDamaged):
        papers.get(first)


def test_damage_is_told_with_the_backup_to_use(tmp_path: Path, keys: Keys) -> None:
    papers = Papers(tmp_path / "papers", keys, lambda: "office-1.backup")
    name = papers.put(CONTENT)
    flipped(papers.path(name), -1)
    with pytest.raises(PaperDamaged, match=r"office-1\.backup"):
        papers.get(name)
    papers.path(name).unlink()
    with pytest.raises(PaperMissing, match=r"office-1\.backup"):
        papers.get(name)


def test_a_damaged_paper_is_mended_by_storing_it_again(papers: Papers) -> None:
    name = papers.put(CONTENT)
    flipped(papers.path(name), 30)
    assert papers.put(CONTENT) == name
    assert papers.get(name) == CONTENT


def test_what_is_no_name_never_becomes_a_path(papers: Papers) -> None:
    for name in ("", "../office", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"):
        with pytest.raises(ValueError, match=r"^"):
            papers.path(name)


def test_a_file_that_no_row_names_is_swept_and_a_young_one_is_left(papers: Papers) -> None:
    kept, stray, young = papers.put(b"1"), papers.put(b"2"), papers.put(b"3")
    half = papers.path(kept).with_name("x.abcd.part")
    half.write_bytes(b"half")
    for path in (papers.path(kept), papers.path(stray), half):
        os.utime(path, (1000, 1000))
    assert papers.sweep([kept], older_than=2000) == 2
    assert set(papers.names()) == {kept, young}
    assert not half.exists()


def test_a_file_of_another_program_is_left_alone(papers: Papers) -> None:
    foreign = papers.path(papers.put(b"1")).with_name("Thumbs.db")
    foreign.write_bytes(b"")
    os.utime(foreign, (1000, 1000))
    papers.sweep(set(), older_than=2000)
    assert foreign.exists()


def test_a_row_without_a_file_is_reported_and_a_damaged_one_when_looked_at_deeply(papers: Papers) -> None:
    good, bad, gone = papers.put(b"1"), papers.put(b"2"), papers.put(b"3")
    flipped(papers.path(bad), 20)
    papers.path(gone).unlink()
    known = [good, bad, gone]
    assert [type(told) for told in papers.problems(known, deep=False)] == [PaperMissing]
    assert [type(told) for told in papers.problems(known, deep=True)] == [PaperDamaged, PaperMissing]


def test_papers_move_to_a_new_secret_under_the_same_names(tmp_path: Path, papers: Papers, keys: Keys) -> None:
    stored = {papers.put(content): content for content in (b"1", b"2", b"3")}
    fresh = papers.reencrypted(tmp_path / "fresh", keys.rotated(tmp_path / "fresh.keys"))
    assert {name: fresh.get(name) for name in fresh.names()} == stored
    with pytest.raises(PaperDamaged):
        Papers(tmp_path / "fresh", keys).get(next(iter(stored)))


def test_a_sealed_paper_is_taken_over_only_after_proof(tmp_path: Path, papers: Papers, keys: Keys) -> None:
    name = papers.put(CONTENT)
    other = Papers(tmp_path / "other", keys)
    with pytest.raises(PaperMissing):
        other.sealed(name)
    other.adopt(name, papers.sealed(name))
    assert other.get(name) == CONTENT
    assert other.sealed(name) == papers.sealed(name)
    assert not papers.is_sealed(name, papers.sealed(name)[:-1])
    flipped(papers.path(name), 40)
    with pytest.raises(PaperDamaged):
        papers.sealed(name)
