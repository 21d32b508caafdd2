import shutil
from pathlib import Path

import pytest
from reportlab.pdfbase import ttfonts

from centre_app.core.refusals.paper import FontDamaged, FontMissing, FontUnreadable, GlyphMissing, TextMapLost
from centre_app.forms.paper import fonts
from centre_app.forms.paper.fonts import (
    Role,
    add_office_fonts,
    bundled_faults,
    chain,
    missing,
    office_faults,
    outline,
    text_map_faults,
)
from centre_app.paths import resources

STANDARD = resources("fonts", "han-8105.txt").read_text("utf-8").replace("\n", "")
MARKS = "，。、；：？！“”‘’（）《》〔〕—…·□√×①⑳％〇々"
NOWHERE = "\U00030003"
"""A character of Extension G: no bundled face has it."""


def test_the_general_standard_list_is_whole() -> None:
    assert len(STANDARD) == len(set(STANDARD)) == 8105


@pytest.mark.parametrize("role", Role)
def test_every_role_prints_the_whole_general_standard_list(role: Role) -> None:
    faces = chain(role).faces
    own = {Role.FANG: {"Fang", "FangFiller"}}.get(role, {role.value})
    assert {faces[char] for char in STANDARD} == own


@pytest.mark.parametrize("role", Role)
def test_every_role_prints_the_marks_and_letters_of_a_form(role: Role) -> None:
    assert not missing([MARKS + "".join(map(chr, range(0x20, 0x7F)))])
    assert chain(role).width(MARKS, 10) > 0


@pytest.mark.parametrize(
    ("role", "runs"),
    [
        (Role.SONG, [("Rare", "𠮷"), ("Song", "田䶮㛃𬍛·1")]),
        (Role.FANG, [("Rare", "𠮷"), ("Fang", "田"), ("FangFiller", "䶮㛃𬍛"), ("Song", "·1")]),
        (Role.HEI, [("Rare", "𠮷"), ("Hei", "田䶮㛃𬍛"), ("Song", "·"), ("Hei", "1")]),
    ],
)
def test_a_rare_character_comes_from_the_next_face_of_the_chain(role: Role, runs: list[tuple[str, str]]) -> None:
    assert list(chain(role).runs("𠮷田䶮㛃𬍛·1")) == runs


def test_a_character_that_no_face_has_is_named_with_its_code_and_a_remedy() -> None:
    found = missing([f"王{NOWHERE}", f"李{NOWHERE}芳"])
    assert found == [GlyphMissing(text=f"王{NOWHERE}", char=NOWHERE, code="U+30003")]
    assert "U+30003" in found[0].sentence
    assert "fonts" in found[0].sentence


@pytest.mark.parametrize("char", ["\x07", "\t", "\ue000", "\ud800"])
def test_characters_that_are_no_text_are_refused_and_named_by_their_escape(char: str) -> None:
    found = missing([f"王{char}"])
    assert [refusal.facts["char"] for refusal in found] == [repr(char)[1:-1]]
    found[0].sentence.encode("utf-8")


def test_a_face_is_refused_when_its_file_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FILES, "Lost", "lost.ttf")
    with pytest.raises(FontMissing) as refused:
        fonts._face("Lost")
    assert refused.value.facts == {"file": "lost.ttf"}


def test_a_font_of_the_office_prints_what_no_bundled_face_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_office_faces", [])
    monkeypatch.setattr(fonts, "_chains", {})
    monkeypatch.setitem(fonts._CHAINS, Role.SONG, ("Song",))
    assert missing(["𠮷"])
    shutil.copy(resources("fonts", "HanaMinB.ttf"), tmp_path / "hana.ttf")
    assert add_office_fonts(tmp_path) == ["Office-hana"]
    assert add_office_fonts(tmp_path) == ["Office-hana"]
    assert not missing(["𠮷"])
    assert list(chain(Role.SONG).runs("𠮷田")) == [("Office-hana", "𠮷"), ("Song", "田")]


@pytest.mark.parametrize("content", [b"", b"not a font", b"\x00\x01\x00\x00" + b"\xff" * 40])
def test_a_broken_font_of_the_office_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.ttf").write_bytes(content)
    with pytest.raises(FontUnreadable) as refused:
        add_office_fonts(tmp_path)
    assert refused.value.facts == {"file": "broken.ttf"}


def test_a_font_without_truetype_outlines_is_named(tmp_path: Path) -> None:
    shutil.copy(resources("fonts", "FandolFang-Regular.otf"), tmp_path / "fang.ttf")
    with pytest.raises(FontUnreadable):
        add_office_fonts(tmp_path)


def test_the_fonts_of_the_program_are_whole() -> None:
    assert list(bundled_faults(resources("fonts"), deep=True)) == []


def test_a_damaged_and_a_missing_font_of_the_program_are_named(tmp_path: Path) -> None:
    whole = resources("fonts", "FangFiller-Light.ttf").read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    others = [name for name in fonts._FILES.values() if name != "FangFiller-Light.ttf"]
    for content, damaged in ((whole, False), (bytes(flipped), True), (whole[:-5], True), (b"", True)):
        (tmp_path / "FangFiller-Light.ttf").write_bytes(content)
        found = list(bundled_faults(tmp_path, deep=True))
        assert [one.facts["file"] for one in found if isinstance(one, FontMissing)] == others
        named = [one.facts["file"] for one in found if isinstance(one, FontDamaged)]
        assert named == (["FangFiller-Light.ttf"] if damaged else [])
    assert all(isinstance(one, FontMissing) for one in bundled_faults(tmp_path))


def test_every_font_of_the_office_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    for name in ("a.ttf", "b.ttf"):
        (tmp_path / name).write_bytes(b"no font")
    assert [one.facts["file"] for one in office_faults(tmp_path)] == ["a.ttf", "b.ttf"]


def test_the_text_map_of_rare_characters_is_repaired() -> None:
    assert list(text_map_faults()) == []
    words = ttfonts.makeToUnicodeCMap("", [0x20BB7, 0, *range(0x4E00, 0x4E80)])
    assert "<00> <D842DFB7>" in words
    assert "100 beginbfchar" in words
    assert "29 beginbfchar" in words


def test_the_self_test_notices_a_library_that_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", lambda fontname, subset: "")
    assert list(text_map_faults()) == [TextMapLost()]


def test_the_self_test_notices_a_lost_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_to_unicode", lambda fontname, subset: "")
    assert list(text_map_faults()) == [TextMapLost()]


def test_a_character_has_a_shape_for_the_case_that_text_cannot_serve() -> None:
    path, units = outline("Rare", "𠮷")
    assert units == 1024
    assert path.endswith("h")
    assert set(path) <= set("0123456789.-e mlch")
