"""How everything looks: the tokens of colour, type and size, and the one style sheet that is made of them.

No other file of the window names a colour. Widgets are told apart in ``resources/style.qss`` by dynamic properties
(``kind``, ``role``, ``tone``, ``state``, ``small``); what paints itself asks ``current`` when it paints, so that a
change of look or scale reaches it by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Final, Literal, TypeAlias

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.paths import resource_text, resources

from .faces import FAMILIES

__all__ = [
    "CONTRAST",
    "LIGHT",
    "SCALES",
    "TONES",
    "Look",
    "Tone",
    "current",
    "font",
    "mark",
    "px",
    "style",
    "wear",
]

Tone: TypeAlias = Literal["ok", "info", "warn", "bad", "ret", "wait"]
TONES: Final[tuple[Tone, ...]] = ("ok", "info", "warn", "bad", "ret", "wait")
"""Done, going on, look out, closed, returned from above, not reached."""

SCALES: Final = (1.0, 1.1, 1.25, 1.5)
"""What a person may choose beside the system's own scaling."""

_POINTS: Final = {"big": 24.0, "total": 16.0, "page": 15.0, "card": 12.0, "body": 10.5, "chip": 9.5, "note": 9.0}
"""Sizes of type in points: 三号 and so on as offices name them; 9 (小五) is the smallest there is."""


@dataclass(frozen=True, slots=True)
class Look:
    """One set of colour tokens."""

    ground: str
    surface: str
    zebra: str
    sunk: str
    ink: str
    ink2: str
    ink3: str
    line: str
    line2: str
    edge: str
    main: str
    mainH: str
    mainS: str
    onMain: str
    sel: str
    focus: str
    nav: str
    navH: str
    navT: str
    navM: str
    gold: str
    ok: str
    okS: str
    warn: str
    warnS: str
    bad: str
    badS: str
    ret: str
    retS: str
    wait: str
    waitS: str

    def value(self, name: str, scale: float) -> str:
        """What stands for ``@name`` in the style sheet.

        Tokens by their name; ``@px8`` is eight scaled pixels, ``@half16`` the radius that makes sixteen round,
        ``@pt_note`` the points of a size of type, ``@icons`` the folder of the marks that Qt draws. Anything else is a
        ``KeyError``.
        """
        if name in _TOKENS:
            return str(getattr(self, name))
        if name == "icons":
            return resources("icons").as_posix()
        if name.startswith("px") and name[2:].isdigit():
            return f"{round(int(name[2:]) * scale)}px"
        if name.startswith("half") and name[4:].isdigit():
            return f"{(round(int(name[4:]) * scale) + 2) // 2}px"
        kind, _, of = name.partition("_")
        if kind == "pt":
            return f"{_POINTS[of] * scale:g}pt"
        raise KeyError(name)

    def strong(self, tone: Tone) -> QColor:
        """The colour of a tone for words, icons and bars."""
        return _color(self.main if tone == "info" else getattr(self, tone))

    def soft(self, tone: Tone) -> QColor:
        """The ground on which words of that tone stand."""
        return _color(self.mainS if tone == "info" else getattr(self, f"{tone}S"))

    def rim(self, strong: QColor) -> QColor:
        """The thin border around a soft ground: livelier than the word, so that the shape is seen at once."""
        return strong if self is CONTRAST else strong.lighter(165)

    def color(self, token: str) -> QColor:
        """The colour of a token or of a tone; it is kept and shared."""
        return self.strong(_TONE[token]) if token in _TONE else _color(getattr(self, token))


@cache
def _color(name: str) -> QColor:
    return QColor(name)


_TOKENS: Final = frozenset(each.name for each in fields(Look))
_TONE: Final[dict[str, Tone]] = {tone: tone for tone in TONES}

LIGHT: Final = Look(
    ground="#F2F4F7",
    surface="#FFFFFF",
    zebra="#F7F9FB",
    sunk="#EBEFF3",
    ink="#1A2530",
    ink2="#44525F",
    ink3="#54616D",
    line="#D6DCE3",
    line2="#AEB8C3",
    edge="#7C8A98",
    main="#1D4F91",
    mainH="#173F75",
    mainS="#E6EEF8",
    onMain="#FFFFFF",
    sel="#D3E3F6",
    focus="#0B62D6",
    nav="#18304C",
    navH="#24456B",
    navT="#D9E3EE",
    navM="#9DB2C8",
    gold="#E2B04A",
    ok="#176B3A",
    okS="#E2F2E8",
    warn="#8A4B00",
    warnS="#FDF0D9",
    bad="#B3221B",
    badS="#FBE6E4",
    ret="#6A3D9A",
    retS="#F0E8F8",
    wait="#55626E",
    waitS="#E9EDF1",
)

CONTRAST: Final = Look(
    ground="#FFFFFF",
    surface="#FFFFFF",
    zebra="#F4F4F4",
    sunk="#E6E6E6",
    ink="#000000",
    ink2="#1A1A1A",
    ink3="#262626",
    line="#767676",
    line2="#4A4A4A",
    edge="#000000",
    main="#00307A",
    mainH="#001F52",
    mainS="#E3EDFF",
    onMain="#FFFFFF",
    sel="#BFD9FF",
    focus="#0037C8",
    nav="#000000",
    navH="#1F3A66",
    navT="#FFFFFF",
    navM="#DADADA",
    gold="#FFD24A",
    ok="#00401A",
    okS="#E6F7EC",
    warn="#5C2E00",
    warnS="#FFF3DC",
    bad="#8A0A05",
    badS="#FFE9E7",
    ret="#45157A",
    retS="#F4EAFF",
    wait="#2B2B2B",
    waitS="#EDEDED",
)


def style(look: Look, scale: float, text: str) -> str:
    """The style sheet with every ``@name`` replaced; an unknown name is a ``KeyError``."""
    return re.sub(r"@(\w+)", lambda found: look.value(found[1], scale), text)


@dataclass(slots=True)
class _Worn:
    look: Look = LIGHT
    scale: float = 1.0


_WORN: Final = _Worn()
"""What the program wears at the moment: one for the whole program, as Qt's own style and palette are."""


def current() -> Look:
    """The look that the program wears: what paints itself asks when it paints."""
    return _WORN.look


def px(length: float) -> int:
    """Pixels of the design at the scale of the moment."""
    return round(length * _WORN.scale)


def font(role: str = "body", *, bold: bool = False) -> QFont:
    """The font of a size of type: ``page``, ``total``, ``card``, ``body``, ``chip``, ``note``, ``big``.

    It is kept and shared; whoever changes it makes a copy first.
    """
    return _font(role, bold, _WORN.scale)


@cache
def _font(role: str, bold: bool, scale: float) -> QFont:
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(_POINTS[role] * scale)
    made.setBold(bold)
    return made


def wear(app: QApplication, look: Look = LIGHT, scale: float = 1.0) -> None:
    """Give the whole program a look and a scale, on Qt's own Fusion style, so that every system shows the same."""
    _WORN.look, _WORN.scale = look, scale
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(look))
    app.setStyleSheet(style(look, scale, resource_text("style.qss")))


def mark(widget: QWidget, **properties: str) -> None:
    """Set properties that the style sheet asks for, and have them seen."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, look.ground),
        (role.WindowText, look.ink),
        (role.Base, look.surface),
        (role.AlternateBase, look.zebra),
        (role.Text, look.ink),
        (role.PlaceholderText, look.ink3),
        (role.Button, look.surface),
        (role.ButtonText, look.ink),
        (role.Highlight, look.sel),
        (role.HighlightedText, look.ink),
        (role.ToolTipBase, look.surface),
        (role.ToolTipText, look.ink),
        (role.Link, look.main),
        (role.LinkVisited, look.main),
        (role.Accent, look.main),
        (role.Mid, look.line2),
        (role.Dark, look.edge),
        (role.Light, look.surface),
    ):
        palette.setColor(which, QColor(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.ink3))
    return palette
