import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QRawFont
from PySide6.QtWidgets import QApplication

import check
from centre_app.paths import resource_text
from centre_app.ui import faces, icons, look
from centre_app.ui.look import CONTRAST, LIGHT, Look
from installer import make_icons

ROOT = Path(check.__file__).parent
LOOKS = pytest.mark.parametrize("worn", [LIGHT, CONTRAST], ids=["light", "contrast"])

PAIRS: Final = (
    *((words, ground) for words in ("ink", "ink2", "ink3") for ground in ("surface", "ground", "zebra", "sunk", "sel")),
    *((tone, f"{tone}S") for tone in ("ok", "warn", "bad", "ret", "wait")),
    *((tone, "surface") for tone in ("ok", "warn", "bad", "ret", "wait", "main")),
    *((tone, "sel") for tone in ("ok", "warn", "bad", "ret", "wait", "main")),
    *(("ink", soft) for soft in ("okS", "warnS", "badS", "retS", "waitS", "mainS", "gold")),
    *(("ink2", soft) for soft in ("okS", "warnS", "badS", "retS", "waitS", "mainS")),
    *(("onMain", blue) for blue in ("main", "mainH", "focus")),
    *(("navT", ground) for ground in ("nav", "navH")),
    *(("navM", ground) for ground in ("nav",)),
    ("main", "mainS"),
    ("main", "ground"),
    ("gold", "nav"),
    ("surface", "ink"),
)
"""Which words stand on which ground: each pair has a contrast of at least 4.5 (WCAG 1.4.3)."""

EDGES: Final = (
    *(("edge", ground) for ground in ("surface", "ground")),
    *(("focus", ground) for ground in ("surface", "ground", "sunk", "sel", "zebra")),
    ("gold", "navH"),
)
"""Borders and icons on their ground: at least 3.0 (WCAG 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2: 1 to 21."""
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@LOOKS
def test_words_stand_out_from_their_ground(worn: Look) -> None:
    faint = {pair: contrast(*(getattr(worn, name) for name in pair)) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@LOOKS
def test_edges_and_rings_stand_out_from_their_ground(worn: Look) -> None:
    faint = {pair: contrast(*(getattr(worn, name) for name in pair)) for pair in EDGES}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3.0} == {}


@LOOKS
def test_every_token_stands_in_a_pair_or_is_a_line(worn: Look) -> None:
    lines = {"line", "line2"}
    assert {each.name for each in fields(worn)} - lines <= {name for pair in PAIRS + EDGES for name in pair}


def test_a_faint_pair_is_noticed() -> None:
    pale = replace(LIGHT, ink3="#A0A8B0")
    assert contrast(pale.ink3, pale.surface) < 4.5
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@LOOKS
@pytest.mark.parametrize("scale", look.SCALES)
def test_the_style_sheet_knows_every_name_it_uses(worn: Look, scale: float) -> None:
    assert "@" not in re.sub(r"/\*.*?\*/", "", look.style(worn, scale, resource_text("style.qss")), flags=re.DOTALL)


@pytest.mark.parametrize("name", ["@gost", "@px", "@pt_huge", "@half"])
def test_an_unknown_name_in_the_style_sheet_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        look.style(LIGHT, 1.0, f"QLabel {{ color: {name}; }}")


def test_lengths_and_type_grow_with_the_scale() -> None:
    assert look.style(LIGHT, 1.25, "@px8 @pt_note @ink") == "10px 11.25pt #1A2530"


def test_colours_stand_in_one_file_only() -> None:
    wrong = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?=[\"';])|\brgba?\(")
    names = [*(ROOT / "centre_app/ui").glob("**/*.py"), ROOT / "resources/style.qss"]
    assert len(names) > 3
    found = {path.name for path in names if wrong.search(path.read_text("utf8"))}
    assert found == {"look.py"}


def test_glyphs_are_named_in_one_file_only() -> None:
    glyphs = [glyph for glyph in icons.GLYPHS.values() if "-" in glyph]
    wrong = re.compile(r"mdi6?\.|[\"'](?:" + "|".join(map(re.escape, glyphs)) + r")[\"']")
    found = {path.name for path in (ROOT / "centre_app").glob("**/*.py") if wrong.search(path.read_text("utf8"))}
    assert found == {"icons.py"}


def test_one_style_sheet_and_one_way_of_speaking_up() -> None:
    files = [path for path in (ROOT / "centre_app").glob("**/*.py") if path.name != "look.py"]
    wrong = re.compile(r"\.setStyleSheet\(|\bQMessageBox\b|\bQSortFilterProxyModel\b|\bQTableWidget\b|\bQTreeWidget\b")
    assert {path.name: found[0] for path in files if (found := wrong.search(path.read_text("utf8")))} == {}


def test_no_glyph_says_two_things() -> None:
    glyphs = list(icons.GLYPHS.values())
    assert sorted(glyphs) == sorted(set(glyphs))


def test_the_shipped_icons_are_what_their_script_makes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_icons.make(tmp_path)
    # The set itself has an odd date and two bytes too many; its maker knows, and nothing else may be said.
    assert {record.name for record in caplog.records} <= {
        "fontTools.ttLib.tables._p_o_s_t",
        "fontTools.ttLib.tables._h_e_a_d",
    }
    for file in ("mdi6.ttf", "mdi6.json"):
        assert (tmp_path / file).read_bytes() == (ROOT / "resources/icons" / file).read_bytes()


@pytest.mark.parametrize("name", icons.GLYPHS)
def test_every_icon_is_drawn(name: str) -> None:
    picture = icons.icon(name, "main").pixmap(QSize(18, 18)).toImage()
    drawn = {picture.pixelColor(x, y).alpha() for x in range(18) for y in range(18)}
    assert max(drawn) > 100
    assert 0 in drawn


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        icons.icon("gost")


def test_an_icon_follows_the_look_and_rests_with_its_button(qapp: QApplication) -> None:
    made = icons.icon("office", "bad")

    def darkest(mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
        picture = made.pixmap(QSize(40, 40), 1.0, mode).toImage()
        pixels = [picture.pixelColor(x, y) for x in range(40) for y in range(40)]
        return max(pixels, key=lambda pixel: pixel.alpha())

    assert darkest().name().upper() == LIGHT.bad
    assert darkest(QIcon.Mode.Disabled).name().upper() == LIGHT.ink3
    look.wear(qapp, CONTRAST)
    assert darkest().name().upper() == CONTRAST.bad


def test_the_face_has_chinese_and_a_true_bold() -> None:
    for bold in (False, True):
        said = QFontInfo(look.font(bold=bold))
        assert said.family() in faces.FAMILIES
        assert said.bold() is bold


def test_a_rare_character_is_drawn_and_no_box() -> None:
    faces.provide_for("周海燕，（一）")
    faces.provide_for("𠮷田㐂")
    assert {"Noto Serif SC", "HanaMinB"} <= set(QFontDatabase.families())
    for sign in "周𠮷㐂":
        faces_of = (QRawFont.fromFont(QFont(family)) for family in look.font().families())
        assert any(face.isValid() and face.supportsCharacter(ord(sign)) for face in faces_of)


def test_every_scale_is_worn(qapp: QApplication) -> None:
    sizes = []
    for scale in look.SCALES:
        look.wear(qapp, LIGHT, scale)
        sizes.append(qapp.font().pointSizeF())
    assert sizes == [10.5, pytest.approx(11.55), pytest.approx(13.125), 15.75]
