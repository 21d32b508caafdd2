"""The faces of the window: the system's own, sharper on a screen; the shipped ones where it has none.

Rare characters of names are in a face of their own, thirty megabytes that are read on the first name that needs it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from centre_app.paths import resources

__all__ = ["FAMILIES", "name_font", "provide"]

_SHIPPED: Final = "Noto Sans SC"
_RARE: Final = "HanaMinB"
FAMILIES: Final = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", _SHIPPED)
_SHIPPED_FILES: Final = ("NotoSansSC-400.ttf", "NotoSansSC-700.ttf")
_RARE_FILE: Final = "HanaMinB.ttf"
_LAST_OF_BASIC: Final = 0x9FFF


@cache
def provide() -> None:
    """Add the shipped faces where the system has none of the families, so that no machine shows boxes."""
    if not set(FAMILIES) & set(QFontDatabase.families()):
        for file in _SHIPPED_FILES:
            QFontDatabase.addApplicationFont(str(resources("fonts", file)))


@cache
def _provide_rare() -> None:
    QFontDatabase.addApplicationFont(str(resources("fonts", _RARE_FILE)))


def name_font(base: QFont, name: str) -> QFont:
    """The font in which a name is shown: with the face of rare characters behind, if the name has one."""
    if not any(ord(sign) > _LAST_OF_BASIC for sign in name):
        return base
    _provide_rare()
    made = QFont(base)
    made.setFamilies([*base.families(), _RARE])
    return made
