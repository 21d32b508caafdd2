"""A stack on the desk: whose signature is waited for, as cards; and the pages of one signer, recorded at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from centre_app.core.refusals import Refused
from centre_app.core.vocabulary.filing import SignatureRole, SignStage
from centre_app.services import sign_desk
from centre_app.services.binding import given_kind
from centre_app.services.choosing import Known
from centre_app.services.given import given_from
from centre_app.services.sign_desk import Outcome, Stack, Waiting
from centre_app.services.work import Done
from centre_app.ui import look
from centre_app.ui.act_fields import asked, chosen_from, day, plain
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar
from centre_app.ui.cells import Cell, chip_size, paint_chip
from centre_app.ui.desk import Desk
from centre_app.ui.detail import refill
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.look import Tone, px
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["Board", "StackForm", "turn_words"]

_HEIGHT: Final = 52
_LONG: Final = 3
"""Working days after which a page has waited too long for its signature."""
_IN_A_ROW: Final = 2
_ELIDED: Final = Qt.TextElideMode.ElideRight
_WAITS: Final = {
    SignStage.PRINT: "待打印送签",
    SignStage.SCAN: "签过待扫描",
    SignStage.APPROVE: "待批准建档",
}


def turn_words(row: Waiting) -> str:
    """Whose turn it is, in one piece of words by which the list is narrowed to their stack."""
    if row.role is None:
        return row.stage.label
    return f"{row.role.label} {'、'.join(one.name for one in row.signers)}".strip()


# Whose turn it is -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pile:
    """Rows that wait for the same people."""

    line: str
    title: str
    role: str
    count: int
    days: int

    @property
    def note(self) -> str:
        return f"最早一份已等 {self.days} 个工作日" if self.days else "今天到的"

    @property
    def spoken(self) -> str:
        return f"{self.title}{self.role and f'，{self.role}'}，{self.count} 件，{self.note}"


def _piles(rows: Iterable[Waiting]) -> list[_Pile]:
    """In the order of the desk."""
    found: dict[str, list[Waiting]] = {}
    for row in rows:
        found.setdefault(turn_words(row), []).append(row)
    return [_pile(line, mine) for line, mine in found.items()]


def _pile(line: str, rows: Sequence[Waiting]) -> _Pile:
    first = rows[0]
    names = "、".join(one.name for one in first.signers) or "无人可签"
    title, role = (names, first.role.label) if first.role else (_WAITS[first.stage], "")
    return _Pile(line, title, role, len(rows), max(row.days for row in rows))


class _PileButton(QAbstractButton):
    """The card of one stack: who, how many, how long."""

    def __init__(self, pile: _Pile, number: int) -> None:
        super().__init__()
        self.pile = pile
        self.setCheckable(True)
        self.setAccessibleName(pile.spoken)
        self.setToolTip(f"{pile.spoken}（Alt+{number}）")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(px(190), px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, pile = look.current(), self.pile
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = worn.focus if self.hasFocus() else worn.main if self.isChecked() else worn.line2
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(worn.sel if self.isChecked() else worn.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(3), px(3))
        if self.isChecked():
            painter.fillRect(QRect(1, px(3), px(3), self.height() - 2 * px(3)), QColor(worn.main))
        tone: Tone = "warn" if pile.days > _LONG else "info"
        word = f"{pile.count} 件"
        chip = chip_size(word)
        self._paint_words(painter, self.width() - chip.width() - px(16))
        paint_chip(painter, QRect(self.width() - chip.width() - px(8), px(5), chip.width(), chip.height()), tone, word)
        painter.end()

    def _paint_words(self, painter: QPainter, room: int) -> None:
        worn, pile, left = look.current(), self.pile, px(10)
        painter.setPen(QColor(worn.ink))
        painter.setFont(look.font(bold=True))
        line = QRect(left, px(4), room - left, px(22))
        title = painter.fontMetrics().elidedText(pile.title, _ELIDED, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        line.setLeft(left + painter.fontMetrics().horizontalAdvance(title) + px(6))
        painter.setFont(look.font("note"))
        painter.setPen(QColor(worn.ink2))
        role = painter.fontMetrics().elidedText(pile.role, _ELIDED, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, role)
        below = QRect(left, px(29), self.width() - 2 * left, px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, pile.note)


class Board(QWidget):
    """等谁签字: a card for everybody who is waited for; one that is pressed narrows the list to their stack."""

    chosen = Signal(str)
    """The words by which the list is narrowed; empty for everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("等谁签字")
        self.setProperty("role", "ground")
        self.piles: list[_PileButton] = []
        self._line = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(6))

    def show_rows(self, rows: Sequence[Waiting], line: str) -> None:
        """The stacks of these rows; the one that the list is narrowed to is marked."""
        piles = _piles(rows)
        if [button.pile for button in self.piles] != piles:
            refill(self._grid, ())
            self.piles = [_PileButton(pile, at + 1) for at, pile in enumerate(piles)]
            for at, button in enumerate(self.piles):
                button.clicked.connect(call(self.press, at))
                self._grid.addWidget(button, at // _IN_A_ROW, at % _IN_A_ROW)
        self.mark(line)

    def mark(self, line: str) -> None:
        """Mark the stack of this line."""
        self._line = line
        for button in self.piles:
            button.setChecked(button.pile.line == line)

    def press(self, place: int) -> None:
        """Choose a stack; the one that is chosen already gives everything back."""
        if place < len(self.piles):
            line = self.piles[place].pile.line
            self.chosen.emit("" if line == self._line else line)


# Signing one ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the stack, and what came of it."""

    row: Waiting
    outcome: Outcome | None = None


def _turn_cell(role: SignatureRole, page: _Page) -> Cell:
    if page.row.role is role:
        return Cell(role.label)
    return Cell(page.row.role.label if page.row.role else page.row.stage.label, tone="warn", icon="warn")


def _outcome_cell(page: _Page) -> Cell:
    outcome = page.outcome
    if outcome is None:
        return Cell("待登记", tone="wait", chip=True)
    if outcome.against:
        return Cell("没有登记", tone="bad", chip=True, tip=outcome.against[0].sentence)
    return Cell("已签批" if outcome.approved else "已登记", tone="ok", chip=True)


def _scan_cell(page: _Page) -> Cell:
    if page.outcome is None or page.outcome.against:
        return Cell("", quiet=True)
    return Cell("有") if page.outcome.scanned else Cell("还缺", tone="warn", icon="warn")


class StackForm(QWidget):
    """The pages that one signer gave back: who and when once for all, then an act for each page and its result."""

    done = Signal(object)
    """A ``Done`` when the only page was recorded."""

    def __init__(self, desk: Desk, rows: Sequence[Waiting], role: SignatureRole, people: Sequence[Known]) -> None:
        super().__init__()
        self._desk = desk
        self._role = role
        self.pages = [_Page(row) for row in rows]
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self.told = QVBoxLayout()
        self.told.setSpacing(px(8))
        single = len(rows) == 1
        scan = (
            plain("scan", "扫描件", asks="签字页扫描的文件；可以以后再登记。")
            if single
            else plain("scan", "扫描文件夹", asks="文件名里写着短码的，各归各页；可以不填，以后再登记。")
        )
        fields = [
            chosen_from("person", "签字人", people, asks=f"在纸上以{role.label}身份签字的人。"),
            day("on", "签字日期", asks="纸上写的日期，不早于打印和前一位签字。"),
            asked("signature", "opinion"),
            scan,
        ]
        self.form = Form(fields, desk.office.today, columns=1, name="登记签字")
        self.table = self._table()
        self.table.show_rows(self.pages)
        caption = "登记签字" if single else f"登记签字 {len(rows)} 件"
        self.button = GuardedButton(Button(caption, icon="apply", key="F9", kind="main"))
        self.button.button.clicked.connect(call(self.submit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self.bars)
        column.addWidget(self.form)
        column.addWidget(self.table)
        column.addLayout(self.told)
        column.addWidget(self.button)
        self.drafts = DraftKeeper(desk, self.form, self.bars, self.form.draft, self.form.take_draft)
        self.form.finished.connect(call(self.button.button.setFocus))

    def _table(self) -> ShortTable[_Page]:
        return ShortTable(
            (
                Column(key="head", title="户主", cell=lambda page: Cell(page.row.head, bold=True)),
                Column(key="code", title="短码", cell=lambda page: page.row.code or "—"),
                Column(key="turn", title="轮到", cell=partial(_turn_cell, self._role), stretch=True),
                Column(key="scan", title="扫描", cell=_scan_cell, room=1),
                Column(key="outcome", title="结果", cell=_outcome_cell),
            ),
            lambda page: page.row.key,
            "这一叠",
            most=10,
        )

    def begin(self, record: str) -> None:
        """Today's signature by the first who may sign."""
        mine = [one for page in self.pages if page.row.role is self._role for one in page.row.signers]
        self.form.show_values({"on": self._desk.office.today, **({"person": mine[0].key} if mine else {})})
        self.drafts.begin(record)

    def submit(self) -> None:
        """Record them one by one, or say what the form lacks."""
        refill(self.bars, ())
        if self.form.go_to_unread():
            return
        typed = {name: value for name, value in self.form.values().items() if value is not None}
        first = next(page.row for page in self.pages if page.row.role is self._role)
        try:
            given: Any = given_from(
                given_kind("sign"), {"case": first.key, "page": first.code, "role": self._role.value, **typed}
            )
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        stack = Stack(
            cases=tuple(page.row.key for page in self.pages),
            role=self._role,
            person=given.person,
            on=given.on,
            opinion=given.opinion,
            scans=given.scan,
        )
        self.button.button.setEnabled(False)
        office = self._desk.office
        job = partial(sign_desk.sign_stack, office, stack)
        self._desk.run(self, job, self._signed, failed=self._refused, label="登记签字")

    def _signed(self, outcomes: Sequence[Outcome]) -> None:
        came: Mapping[str, Outcome] = {one.key: one for one in outcomes}
        self.pages = [_Page(page.row, came.get(page.row.key)) for page in self.pages]
        self.table.show_rows(self.pages)
        recorded = [one for one in outcomes if not one.against]
        if not recorded and len(self.pages) == 1:
            self.button.button.setEnabled(True)
            self._object(outcomes)
            return
        self.drafts.drop()
        if len(recorded) == len(self.pages) == 1:
            [page] = self.pages
            self.done.emit(Done(case=UUID(page.row.key)))
            return
        left = len(self.pages) - len(recorded)
        said = f"已登记 {len(recorded)} 件签字" + (f"，{left} 件没有登记。" if left else "。")
        self.button.forbid(f"{said}按 Esc 返回。")
        refill(self.told, (self._bar(page) for page in self.pages if page.outcome and page.outcome.against))
        self._desk.say(said)
        self.table.setFocus()

    def _bar(self, page: _Page) -> Bar:
        against = page.outcome.against if page.outcome else ()
        return Bar("bad", f"{page.row.head}：没有登记", " ".join(told.sentence for told in against))

    def _object(self, outcomes: Sequence[Outcome]) -> None:
        told = [told for one in outcomes for told in one.against]
        refill(self.bars, (Bar("bad", one.sentence) for one in self.form.object_to(told)))

    def _refused(self, failure: Failure) -> None:
        self.button.button.setEnabled(True)
        if failure.kind == "refusal":
            refill(self.bars, (Bar("bad", one.sentence) for one in self.form.object_to(failure.told)))
        elif failure.kind != "cancelled":
            self._desk.failed.emit(failure)
