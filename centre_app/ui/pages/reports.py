"""报表: where the office stands, as pictures that a grey printer keeps; every figure opens its households."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from centre_app import registry, reports
from centre_app.reports import Gathered, Report
from centre_app.services.tallies import Tally
from centre_app.services.work import Look
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Words
from centre_app.ui.charts import BarList, Bars, Chart, Part, Series, WithFigures
from centre_app.ui.desk import LISTED, Desk
from centre_app.ui.detail import refill
from centre_app.ui.look import Tone, px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.runner import Failure
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.signals import call

__all__ = ["PAGE", "ReportsPage"]

_FIRST_YEAR: Final = 2000
_TWO_COLUMNS: Final = 1000
_LEFT: Final = 3
"""Reports that stand in the left column; the others are longer."""
_TONES: Final[tuple[Tone, ...]] = ("info", "ok")


def all_reports() -> list[Report]:
    """Every report there is, in the order in which they are shown."""
    found = [registry.load(reports, code, "REPORT") for code in registry.names_in(reports)]
    return sorted(found, key=lambda one: one.order)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The tables of one year, as of today."""

    year: int
    tables: tuple[Gathered, ...]


def _gathered(every: Sequence[Report], year: int, look: Look) -> _Asked:
    return _Asked(year, tuple(Gathered(one.name, one.gather(look, year)) for one in every))


class ReportsPage(Page):
    """A card for each report; the year of the movement turns with the page keys."""

    hints = ("Tab 换图", "方向键选一个数", "Enter 打开名单", "Pg↑ Pg↓ 换年度", "F9 导出")
    watches = frozenset({LISTED, "case_file", "household", "household_member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.every = all_reports()
        self.year = desk.office.today.year
        self.found: _Asked | None = None
        self.charts: list[Chart] = []
        self._begun = False
        self.title = Words("", "strong")
        self.before = Button("上一年", icon="back", key="PgUp")
        self.next = Button("下一年", icon="forward", key="PgDown")
        self.export = GuardedButton(Button("导出表格", icon="export", key="F9", kind="main"))
        if why := desk.why_not("export"):
            self.export.forbid(why)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for widget in (self.before, self.next, self.title):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.export)
        inner = QWidget()
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(0, 0, px(4), 0)
        self._columns.setSpacing(px(10))
        self.body.addLayout(head)
        self.body.addWidget(Scrolled(inner), 1)
        self.before.clicked.connect(call(self._turn, -1))
        self.next.clicked.connect(call(self._turn, 1))
        self.export.button.clicked.connect(call(self.choose_file))
        refresh = QAction(self)
        refresh.setShortcut(QKeySequence("F5"))
        refresh.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        refresh.triggered.connect(call(self.refresh))
        self.addAction(refresh)

    # what the frame calls

    def open(self, key: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.refresh()
        self.returned()

    def returned(self) -> None:
        """The keyboard is in the picture that was left, or in the first."""
        if self.charts and not any(chart.hasFocus() for chart in self.charts):
            self.charts[0].setFocus()

    def refresh(self) -> None:
        self.desk.ask(
            self, partial(_gathered, self.every, self.year), self._have, topic="reports", failed=self.show_failure
        )

    def set_room(self, width: int) -> None:
        narrow = width < _TWO_COLUMNS
        self._columns.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)

    # showing

    def _turn(self, by: int) -> None:
        self.year += by
        self.next.setEnabled(self.year < self.desk.office.today.year)
        self.before.setEnabled(self.year > _FIRST_YEAR)
        self.refresh()

    def _have(self, found: _Asked) -> None:
        today = self.desk.office.today
        self.title.setText(f"{found.year}年进出；其余各表截至 {today}，在档家庭")
        self.next.setEnabled(found.year < today.year)
        if found == self.found:
            return
        self.found = found
        here = next((at for at, chart in enumerate(self.charts) if chart.hasFocus()), 0)
        self.charts = []
        cards = [self._card(one) for one in found.tables]
        refill(self._columns, [_column(cards[:_LEFT]), _column(cards[_LEFT:])])
        self.charts[here].setFocus()

    def _card(self, one: Gathered) -> Card:
        tally = one.tally
        chart = _chart(one)
        self.charts.append(chart)
        chart.part_chosen.connect(self._open)
        shown = WithFigures(chart)
        shown.button.setAccessibleName(f"看数，{one.name}")
        note = f"{tally.total[0]} 户" if tally.opening is None else ""
        card = Card(one.name, "reports", (shown.button,), note=note)
        if tally.opening is not None:
            card.body.addLayout(_identity(tally))
        card.add(shown)
        if tally.opening is not None:
            card.add(_tied(tally))
        if not tally.lines:
            card.add(Words("还没有在档的家庭。", "note"))
        return card

    def _open(self, line: object) -> None:
        self.clear_bars()
        if isinstance(line, str) and line:
            self.desk.go("households", line)
        else:
            self.bars.addWidget(
                Bar("info", "这一行是几处合计，没有单独的名单。", "逐个看的，在档案里用“街道:名称”筛选。")
            )

    # writing it

    def choose_file(self) -> None:
        """F9: ask where to, and write what is shown."""
        if self.found is None:
            return
        name = f"报表-{self.desk.office.today}.xlsx"
        path, _ = QFileDialog.getSaveFileName(self, "存到", name, "表格（*.xlsx）(*.xlsx)")
        if path:
            self._write(Path(path), self.found.tables)

    def _write(self, path: Path, tables: Sequence[Gathered]) -> None:
        self.clear_bars()
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        office = self.desk.office
        self.desk.run(
            self,
            lambda _progress: reports.send_out(office, path, tables),
            lambda _done: self.bars.addWidget(
                Bar("ok", f"已导出：{path.name}", f"{len(tables)} 张表，都是合计数，没有姓名。")
            ),
            failed=self._not_written,
            label="导出报表",
        )

    def _not_written(self, failure: Failure) -> None:
        if failure.kind == "trouble":
            for sentence in failure.sentences:
                self.bars.addWidget(Bar("bad", sentence))
        else:
            self.show_failure(failure)


def _chart(one: Gathered) -> Chart:
    tally = one.tally
    if len(tally.heads) > 1:
        series = [
            Series(head, [line.figures[at] for line in tally.lines], tone)
            for at, (head, tone) in enumerate(zip(tally.heads, _TONES, strict=True))
        ]
        return Bars(one.name, [line.label for line in tally.lines], series, [line.filters for line in tally.lines])
    parts = [Part(line.label, line.figures[0], line.filters[0]) for line in tally.lines]
    return BarList(one.name, parts, quiet_last=bool(tally.lines) and not _leads(tally))


def _leads(tally: Tally) -> bool:
    """Whether the last line is one of the others and not what was left over."""
    return tally.lines[-1].filters[0] != "" and "未登记" not in tally.lines[-1].label


def _identity(tally: Tally) -> QHBoxLayout:
    """期初, 新建, 退出, 期末: each a big figure under its word."""
    came, went = tally.total
    row = QHBoxLayout()
    row.setSpacing(px(32))
    shown: tuple[tuple[str, int | None, Tone | None], ...] = (
        ("期初在档", tally.opening, None),
        ("新建", came, "info"),
        ("退出", went, "ok"),
        ("期末在档", tally.closing, None),
    )
    for caption, figure, tone in shown:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Words(caption, "caption"))
        column.addWidget(Words(str(figure), "big", tone))
        row.addLayout(column)
    row.addStretch(1)
    return row


def _tied(tally: Tally) -> Words:
    came, went = tally.total
    return Words(f"期初 {tally.opening}＋{came}－{went}＝{tally.closing}，已对平", "note", "ok")


def _column(cards: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    whole.setProperty("role", "ground")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return whole


PAGE = PageSpec(title="报表", build=ReportsPage)
