"""The plain parts of pages: words, icons, chips, cards, bars, facts, empty places, toasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from . import icons, look
from .buttons import Button
from .cells import chip_size, paint_chip, paint_panel
from .look import Tone, mark, px

__all__ = ["Bar", "Card", "Chip", "EmptyState", "Facts", "Glyph", "Rule", "Toast", "Words"]

TOAST_STAYS: Final = 8000
"""How long a toast stays, in milliseconds."""


class Words(QLabel):
    """Words in a role of type (``page``, ``head``, ``strong``, ``caption``, ``note``, ``sum``, ``big``) and a tone."""

    def __init__(self, text: str = "", role: str = "", tone: Tone | None = None, *, wraps: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Other words, in this tone."""
        self.setText(text)
        if (self.property("tone") or None) != tone:
            mark(self, tone=tone or "")


class Glyph(QWidget):
    """An icon by itself; ``name`` is what a screen reader says, empty where words beside it say the same."""

    def __init__(self, icon: str, tint: str = "ink2", size: int = 18, name: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._tint = tint
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_icon(self, icon: str, tint: str, name: str = "") -> None:
        """Another icon."""
        self._icon, self._tint = icon, tint
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = look.current().color(self._tint).name()
        picture = icons.pixmap(self._icon, color, px(self._size), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()


class Chip(QLabel):
    """A state in a word: soft ground, icon and word of its tone."""

    def __init__(self, tone: Tone, word: str, icon: str | None = None) -> None:
        super().__init__(word)
        self._tone = tone
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def say(self, tone: Tone, word: str, icon: str | None = None) -> None:
        """Another state."""
        self._tone, self._icon = tone, icon
        self.setText(word)
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._tone, self.text(), self._icon)
        painter.end()


class Rule(QFrame):
    """A hair line between things, across or upright."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "upright" if upright else "rule")


class Card(QFrame):
    """A white card with a head: title, a short note behind it, and at the right what leads on.

    ``tone="info"`` gives it the blue frame of what decides.
    """

    def __init__(
        self,
        title: str = "",
        icon: str | None = None,
        right: Sequence[QWidget] = (),
        *,
        note: str = "",
        tone: Tone | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        if tone:
            self.setProperty("tone", tone)
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(12), px(10), px(12), px(12))
        self.body.setSpacing(px(8))
        self.title = Words(title, "head")
        self.note = Words(note, "note")
        if title or right:
            self.body.addLayout(self._head(icon, right))

    def _head(self, icon: str | None, right: Sequence[QWidget]) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        if icon:
            row.addWidget(Glyph(icon, "main"))
        row.addWidget(self.title)
        row.addWidget(self.note)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        return row

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Put a widget below; it is given back."""
        self.body.addWidget(widget, stretch)
        return widget

    def add_row(self, *widgets: QWidget | None, spacing: int = 8) -> QHBoxLayout:
        """Put widgets in a row below; ``None`` is room between."""
        row = QHBoxLayout()
        row.setSpacing(px(spacing))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self.body.addLayout(row)
        return row

    def fill(self) -> None:
        """Let the rest of the card stay empty."""
        self.body.addStretch(1)


class Bar(QFrame):
    """A sentence where it happened: a refusal, a warning, a return, a success; and what cures it.

    All objections stand in bars at once. A reader is told when one appears.
    """

    def __init__(
        self, tone: Tone, sentence: str, cure: str = "", buttons: Sequence[Button] = (), *, icon: str | None = None
    ) -> None:
        super().__init__()
        self._tone = tone
        self._glyph = Glyph(icon or tone, tone)
        self.sentence = Words(sentence, "strong", tone, wraps=True)
        self.cure = Words(cure, "caption", wraps=True)
        if not cure:
            self.cure.hide()  # shown before it stands in the bar, it would be a window of its own for a moment
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.sentence)
        words.addWidget(self.cure)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(8), px(8), px(8))
        row.setSpacing(px(14))
        row.addWidget(self._glyph)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(" ".join(part for part in (sentence, cure) if part))

    def say(self, tone: Tone, sentence: str, cure: str = "") -> None:
        """Another sentence in its place."""
        self._glyph.show_icon(tone, tone)
        self.sentence.say(sentence, tone)
        self.cure.setText(cure)
        self.cure.setVisible(bool(cure))
        self.setAccessibleName(" ".join(part for part in (sentence, cure) if part))
        self._tone = tone
        self.update()
        self._announce()

    def _announce(self) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._announce()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_panel(painter, self.rect(), self._tone)
        painter.end()


class Facts(QWidget):
    """Pairs of caption and value: captions left, values that can be marked and copied."""

    def __init__(self, pairs: Iterable[tuple[str, str | QWidget]] = (), *, caption_width: int = 64) -> None:
        super().__init__()
        self._caption_width = caption_width
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(px(8))
        self._form.setVerticalSpacing(px(4))
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Iterable[tuple[str, str | QWidget]]) -> None:
        """Show these pairs in the place of the others."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for caption, value in pairs:
            said = Words(caption, "caption")
            said.setMinimumWidth(px(self._caption_width))
            shown = _value(caption, value) if isinstance(value, str) else value
            said.setBuddy(shown)
            self._form.addRow(said, shown)


def _value(caption: str, text: str) -> Words:
    """A value that can be marked and copied, with its caption for who does not see it."""
    flag = Qt.TextInteractionFlag
    shown = Words(text, wraps=True)
    shown.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    shown.setAccessibleName(f"{caption}：{text}")
    return shown


class EmptyState(QWidget):
    """Nothing to show: what is the case, why, and what to press next."""

    def __init__(
        self, icon: str, title: str, why: str, buttons: Sequence[Button] = (), *, tint: str = "main", width: int = 340
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch(1)
        column.addWidget(Glyph(icon, tint, 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Words(title, "head"), 0, Qt.AlignmentFlag.AlignHCenter)
        reason = Words(why, "caption", wraps=True)
        reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        reason.setFixedWidth(px(width))
        reason.setMinimumHeight(reason.heightForWidth(px(width)))
        column.addWidget(reason, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.setAccessibleName(f"{title}。{why}")


class Toast(QFrame):
    """What has just been done, for eight seconds, with one way back; it never lies over the main button.

    Ctrl+Z is heard by the page, which calls ``undo``; the toast only shows the key.
    """

    def __init__(self, over: QWidget, sentence: str, undo: Callable[[], None] | None = None) -> None:
        super().__init__(over)
        self._over = over
        self._clear_of: QWidget | None = None
        self._undo = undo
        self.setProperty("role", "toast")
        self.setAccessibleName(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(8), px(6))
        row.setSpacing(px(10))
        row.addWidget(Glyph("undo" if undo else "ok", "surface", 16))
        row.addWidget(Words(sentence))
        row.addSpacing(px(16))
        if undo:
            button = Button("撤销", hint="Ctrl+Z", kind="quiet")
            button.clicked.connect(self.undo)
            row.addWidget(button)
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(TOAST_STAYS)
        self.clock.timeout.connect(self.deleteLater)
        over.installEventFilter(self)

    def appear(self, clear_of: QWidget | None = None) -> None:
        """Show it at the foot of the page, above ``clear_of`` where the two would meet."""
        self._clear_of = clear_of
        self._settle()
        self.show()
        self.raise_()
        self.clock.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def undo(self) -> None:
        """Take the act back and go."""
        self.clock.stop()
        self.hide()
        if self._undo:
            self._undo()
        self.deleteLater()

    def _settle(self) -> None:
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        top = self._over.height() - self.height() - px(16)
        where = QRectF(left, top, self.width(), self.height())
        if self._clear_of is not None and self._clear_of.isVisible():
            corner = self._clear_of.mapTo(self._over, QPoint(0, 0))
            if where.intersects(QRectF(corner, self._clear_of.size())):
                top = corner.y() - self.height() - px(8)
        self.move(left, top)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._settle()
        return False
