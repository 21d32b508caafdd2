"""The faces of the window: the system's own, sharper on a screen; the shipped ones where it has none.

Rare characters of names are in the faces that print them too, added on the first name that needs them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from PySide6.QtGui import QFontDatabase

from centre_app.paths import resources

__all__ = ["FAMILIES", "provide", "provide_for"]

_SYSTEM: Final = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
_RARE: Final = ("Noto Serif SC", "HanaMinB")
FAMILIES: Final = (*_SYSTEM, *_RARE)
"""In the order in which a character is looked for; those that a machine lacks are passed over."""
_SHIPPED_FILES: Final = ("NotoSansSC-400.ttf", "NotoSansSC-700.ttf")
_RARE_FILES: Final = ("NotoSerifSC-400.ttf", "HanaMinB.ttf")
_UNCOMMON: Final = re.compile("[\u3400-\u4dbf\uf900-\ufaff\U00010000-\U0010ffff]")
"""Characters that an ordinary face may lack: extension A, compatibility forms, every other plane."""


@cache
def provide() -> None:
    """Add the shipped faces where the system has none of the families, so that no machine shows boxes."""
    if not set(_SYSTEM) & set(QFontDatabase.families()):
        for file in _SHIPPED_FILES:
            QFontDatabase.addApplicationFont(str(resources("fonts", file)))


def provide_for(text: str) -> None:
    """Add the faces of rare characters if the text has one."""
    if _UNCOMMON.search(text):
        _provide_rare()


@cache
def _provide_rare() -> None:
    for file in _RARE_FILES:
        QFontDatabase.addApplicationFont(str(resources("fonts", file)))
