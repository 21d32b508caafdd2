"""Cut the icon font of the window to the glyphs that ``centre_app/ui/icons.py`` names.

The set is Material Design Icons 6 as the package QtAwesome brings it; the result is a font of some twenty kilobytes and
the list of its codes, both in ``resources/icons``. Run it from the root of the project after adding an icon::

    python installer/make_icons.py

It gives equal bytes each time.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from centre_app.ui.icons import GLYPHS

SET = "materialdesignicons6-webfont-6.9.96.ttf"
CODES = "materialdesignicons6-webfont-charmap-6.9.96.json"
FAMILY = "Centre Icons"
WINDOWS, AMERICAN = 3, 0x409
NAMES = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} 1", 4: FAMILY, 6: "CentreIcons-Regular"}


def make(into: Path) -> None:
    """Write ``mdi6.ttf`` and ``mdi6.json`` into a folder."""
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise SystemExit("QtAwesome is not installed: python start.py check installs it")
    fonts = Path(found.origin).parent / "fonts"
    every = json.loads((fonts / CODES).read_text("utf8"))
    codes = {glyph: int(every[glyph], 16) for glyph in sorted(set(GLYPHS.values()))}
    font = TTFont(fonts / SET, recalcTimestamp=False)
    cut = subset.Subsetter(subset.Options(notdef_outline=True, glyph_names=False, hinting=False, layout_features=[]))
    cut.populate(unicodes=codes.values())
    cut.subset(font)
    font["name"].names = []
    for number, text in NAMES.items():
        font["name"].setName(text, number, WINDOWS, 1, AMERICAN)
    font.save(into / "mdi6.ttf")
    (into / "mdi6.json").write_text(json.dumps(codes, indent=0) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path("resources/icons"))
