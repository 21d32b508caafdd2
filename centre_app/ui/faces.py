"""The faces of the window: the system's own, sharper on a screen; the shipped ones where it has none.

Rare characters of names are in the faces that print them too, added on the first name that needs them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from centre_app.paths import resources

__all__ = ["FAMILIES", "name_font", "provide"]

_SHIPPED: Final = "Noto Sans SC"
_RARE: Final = ("Noto Serif SC", "HanaMinB")
FAMILIES: Final = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", _SHIPPED)
_SHIPPED_FILES: Final = ("NotoSansSC-400.ttf", "NotoSansSC-700.ttf")
_RARE_FILES: Final = ("NotoSerifSC-400.ttf", "HanaMinB.ttf")
_UNCOMMON: Final = re.compile("[\u3400-\u4dbf\uf900-\ufaff\U00010000-\U0010ffff]")
"""Characters that an ordinary face may lack: extension A, compatibility forms, every other plane."""


@cache
def provide() -> None:
    """Add the shipped faces where the system has none of the families, so that no machine shows boxes."""
    if not set(FAMILIES) & set(QFontDatabase.families()):
        for file in _SHIPPED_FILES:
            QFontDatabase.addApplicationFont(str(resources("fonts", file)))


@cache
def _provide_rare() -> None:
    for file in _RARE_FILES:
        QFontDatabase.addApplicationFont(str(resources("fonts", file)))


def name_font(base: QFont, name: str) -> QFont:
    """The font in which a name is shown: with the faces of rare characters behind, if the name has one."""
    if not _UNCOMMON.search(name):
        return base
    _provide_rare()
    made = QFont(base)
    made.setFamilies([*base.families(), *_RARE])
    return made
