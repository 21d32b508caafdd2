"""Make the two fonts that are not shipped as their makers give them; both results lie in ``resources/fonts``.

* ``FandolFang-Regular.ttf``: FandolFang 0.3 with its CFF outlines redrawn as TrueType curves, because the
  library that writes our PDF embeds TrueType only. Metrics, character map and layout tables stay.
* ``FangFiller-Light.ttf``: the characters of the General Standard list (通用规范汉字表, 2013: 8,105 characters)
  that FandolFang lacks, cut from Noto Serif SC Light, whose weight sits best beside FandolFang.

Run it from the root of the project::

    python installer/make_fonts.py --light NotoSerifSC_300Light.ttf --into resources/fonts

It takes about two minutes and gives equal bytes each time.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1.0
"""Largest distance in font units (1,000 to the em) between the cubic outline and the quadratic one."""

FILLER_NAME = "Centre Fang Filler"
PLAIN_NAMES = {1: FILLER_NAME, 2: "Regular", 3: f"{FILLER_NAME} 1", 4: FILLER_NAME, 6: "CentreFangFiller-Light"}
GLYPH_NAMES_DROPPED = 3.0


def true_type(source: Path, target: Path) -> None:
    """Redraw every glyph of a CFF font with quadratic curves and save it as a TrueType font."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    outlines: dict[str, Any] = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    for table in ("CFF ", "VORG"):
        del font[table]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    _set_side_bearings(font, order)
    _set_maximum_profile(font)
    font["post"].formatType = GLYPH_NAMES_DROPPED
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"
    font.save(target)


def _set_side_bearings(font: TTFont, order: list[str]) -> None:
    """The left side bearing of a TrueType glyph is its leftmost point."""
    glyf = font["glyf"]
    for name in order:
        glyph = glyf[name]
        glyph.recalcBounds(glyf)
        advance = font["hmtx"][name][0]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))


def _set_maximum_profile(font: TTFont) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxComponentDepth",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
    ):
        setattr(profile, field, 0)
    profile.maxZones = 1


def filler(light: Path, fang: Path, wanted: str, target: Path) -> None:
    """Cut from ``light`` what ``fang`` lacks of ``wanted``, under a name of its own."""
    present = TTFont(fang, lazy=True).getBestCmap()
    missing = [ord(char) for char in wanted if ord(char) not in present]
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.recalc_timestamp = False
    options.name_IDs = [0, 5, 7, 8, 9, 11, 13, 14]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx"]
    font = subset.load_font(str(light), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=missing)
    cutter.subset(font)
    for number, text in PLAIN_NAMES.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(target)


def main() -> None:
    """Make both fonts into the folder that is given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--light", type=Path, required=True, help="NotoSerifSC 300 (not kept in the repository)")
    parser.add_argument("--into", type=Path, required=True, help="folder that holds FandolFang-Regular.otf")
    given = parser.parse_args()
    fang = given.into / "FandolFang-Regular.otf"
    wanted = (given.into / "han-8105.txt").read_text("utf-8").replace("\n", "")
    true_type(fang, given.into / "FandolFang-Regular.ttf")
    filler(given.light, fang, wanted, given.into / "FangFiller-Light.ttf")


if __name__ == "__main__":
    main()
