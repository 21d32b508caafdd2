"""The icons of the window: one set, Material Design Icons 6, by what they mean and never by their glyph.

The font in ``resources/icons`` is cut to the glyphs named here (``installer/make_icons.py``); decision 0040 says why
the library that brings them is not loaded at start. Meanings are fixed: a glyph says the same thing everywhere.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from centre_app.paths import resource_text, resources

from . import look

__all__ = ["GLYPHS", "icon", "paint", "pixmap"]

GLYPHS: Final = {
    # states
    "ok": "check-circle",
    "bad": "close-circle",
    "warn": "alert",
    "info": "progress-clock",
    "wait": "circle-outline",
    "ret": "arrow-u-left-top-bold",
    "none": "minus",
    "declared": "minus-circle-outline",
    "same": "equal",
    "turns": "swap-horizontal",
    "leak": "shield-alert-outline",
    "safe": "shield-check-outline",
    # acts
    "add": "plus",
    "apply": "check",
    "approve": "seal-variant",
    "attach": "paperclip",
    "away": "close",
    "back": "chevron-left",
    "bank": "bank-transfer-out",
    "camera": "camera-outline",
    "camera_add": "camera-plus-outline",
    "card": "card-account-details-outline",
    "columns": "view-column-outline",
    "copy": "content-copy",
    "delete": "trash-can-outline",
    "down": "chevron-down",
    "edit": "pencil-outline",
    "export": "file-export-outline",
    "filter": "filter-outline",
    "filter_off": "filter-remove-outline",
    "find": "magnify",
    "find_sign": "ideogram-cjk",
    "forward": "chevron-right",
    "go": "arrow-right",
    "handover": "account-switch-outline",
    "inspect": "briefcase-search-outline",
    "narrow": "dock-right",
    "next_problem": "skip-next",
    "note": "note-outline",
    "open": "folder-open-outline",
    "paste": "content-paste",
    "pin": "pin-outline",
    "print": "printer-outline",
    "project": "projector-screen-outline",
    "refresh": "refresh",
    "repeat": "restart",
    "save": "content-save-outline",
    "save_filter": "bookmark-plus-outline",
    "scan": "scanner",
    "show": "eye-outline",
    "sort_down": "menu-down",
    "sort_up": "menu-up",
    "stick": "usb-flash-drive-outline",
    "take_all": "check-all",
    "undo": "undo",
    "up": "chevron-up",
    "zoom": "magnify-plus-outline",
    "zoom_out": "magnify-minus-outline",
    # places
    "today": "calendar-star",
    "households": "folder-account-outline",
    "visits": "home-search-outline",
    "notices": "bullhorn-outline",
    "meetings": "account-group-outline",
    "signatures": "signature-freehand",
    "pairing": "handshake-outline",
    "aid": "cash-multiple",
    "imports": "table-arrow-left",
    "uploads": "cloud-upload-outline",
    "quarter": "calendar-sync-outline",
    "reports": "chart-bar",
    "settings": "cog-outline",
    "help": "help-circle-outline",
    "office": "shield-home-outline",
    "training": "school-outline",
    "log": "history",
    # things
    "autosaved": "content-save-check-outline",
    "backup": "database-check-outline",
    "bug": "bug-outline",
    "calendar": "calendar",
    "calendar_missing": "calendar-alert",
    "calendar_import": "calendar-import",
    "certificate": "certificate-outline",
    "clock": "timer-alert-outline",
    "folder_add": "folder-plus-outline",
    "lacking": "file-alert-outline",
    "law": "scale-balance",
    "lock": "lock-outline",
    "masked": "eye-off-outline",
    "members": "account-multiple-outline",
    "member_add": "account-plus-outline",
    "means": "calculator-variant-outline",
    "nobody": "account-search-outline",
    "no": "thumb-down-outline",
    "paper": "file-document-outline",
    "papers": "file-document-multiple-outline",
    "person": "account-circle-outline",
    "phone": "phone-outline",
    "qr": "qrcode-scan",
    "recused": "account-cancel-outline",
    "step": "arrow-right-circle-outline",
    "two_writers": "account-arrow-left-outline",
    "user": "account-outline",
    "users": "account-multiple-check-outline",
    "warning": "alert-outline",
    "why": "shield-lock-outline",
    "workday": "calendar-check-outline",
    "yes": "thumb-up-outline",
}
"""What an icon means in this program, and the glyph of the set that says it."""

_FILE: Final = "mdi6"


@cache
def _face() -> tuple[str, dict[str, int]]:
    """The family of the icon font, and the code of each glyph in it."""
    number = QFontDatabase.addApplicationFont(str(resources("icons", f"{_FILE}.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0], json.loads(resource_text("icons", f"{_FILE}.json"))


def paint(painter: QPainter, where: QRectF, name: str, color: QColor) -> None:
    """Draw an icon into a square; ``where`` in the painter's units."""
    family, codes = _face()
    face = QFont(family)
    face.setPixelSize(max(1, round(min(where.width(), where.height()))))
    painter.save()
    painter.setFont(face)
    painter.setPen(color)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, chr(codes[GLYPHS[name]]))
    painter.restore()


@cache
def pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture, kept: ``size`` in logical pixels, ``ratio`` device pixels to each of them."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint(painter, QRectF(0, 0, size, size), name, QColor(color))
    painter.end()
    return made


class _Engine(QIconEngine):
    """An icon of a token: it takes its colour from the look of the moment, and rests when its button does."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    # Qt's own names

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            rect.x() + (rect.width() - side) // 2,
            rect.y() + (rect.height() - side) // 2,
            pixmap(self._name, self._color(mode), side, ratio),
        )

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, self._color(mode), round(min(size.width(), size.height()) / scale), scale)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self._color(mode), min(size.width(), size.height()), 1.0)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def _color(self, mode: QIcon.Mode) -> str:
        resting = mode == QIcon.Mode.Disabled
        return look.current().color("ink3" if resting else self._token).name()


def icon(name: str, tint: str = "ink2") -> QIcon:
    """An icon by its meaning in the colour of a token or tone; it follows every change of look."""
    if name not in GLYPHS:
        raise KeyError(name)
    return QIcon(_Engine(name, tint))
