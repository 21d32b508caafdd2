"""日志: who did what and when, newest first, and the proof that no line is missing or altered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from centre_app.core.moments import CHINA
from centre_app.core.searching import folded
from centre_app.services import trail
from centre_app.services.trail import ChainProof, LogLine
from centre_app.services.work import Look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Card, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.list_page import FilterLine
from centre_app.ui.rows_model import Column
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["LogPane"]

_COLUMNS: Final = (
    Column[LogLine](
        key="number", title="序号", cell=lambda one: Cell(str(one.number), quiet=True), width=70, align="right"
    ),
    Column[LogLine](
        key="at", title="时间", cell=lambda one: f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}", width=150
    ),
    Column[LogLine](key="by", title="使用人", cell=lambda one: one.by, width=110),
    Column[LogLine](key="act", title="办了什么", cell=lambda one: Cell(one.label, bold=True), width=140),
    Column[LogLine](
        key="case", title="档案", cell=lambda one: Cell(one.case_no or "—", quiet=True), width=140, stretch=True
    ),
    Column[LogLine](
        key="undoes", title="撤销", cell=lambda one: f"撤销第 {one.undoes} 号" if one.undoes else "", width=110
    ),
)


def _lines(look: Look) -> Sequence[LogLine]:
    return trail.lines_of(look)[::-1]


class LogPane(Pane):
    """The trail, narrowed by words, and its proof."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: Sequence[LogLine] = ()
        card = Card("日志", "log")
        self.filter = FilterLine("使用人、办了什么、档案号、日期")
        self.verify = Button("验证链条", icon="safe", key="F9", kind="main", tip="逐条验证没有缺少、没有改动")
        self.count = Words("", "note")
        self.table: ShortTable[LogLine] = ShortTable(_COLUMNS, lambda one: one.number, "日志", most=None)
        card.add_row(self.filter, self.verify, None, self.count)
        card.add(self.table, 1)
        self.body.addWidget(card, 1)
        self.filter.clock.timeout.connect(self._narrow)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.verify.clicked.connect(call(self.prove))

    def begin(self) -> None:
        self.filter.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _lines, self._have, topic="log", failed=self.show_failure)

    def _have(self, lines: Sequence[LogLine]) -> None:
        self._lines = lines
        self._narrow()

    def _narrow(self) -> None:
        words = [folded(word) for word in self.filter.text().split()]
        shown = [line for line in self._lines if all(word in _text(line) for word in words)]
        self.table.show_rows(shown)
        self.count.setText(f"所列 {len(shown)} 条，共 {len(self._lines)} 条")

    def prove(self) -> None:
        """Prove every link of the chain."""
        self.clear_bars()
        self.desk.ask(self, trail.proof_of_chain, self._proven, topic="proof", failed=self.show_failure)

    def _proven(self, proof: ChainProof) -> None:
        if proof.ok:
            self.tell("ok", f"共 {proof.lines} 条，一条不少，一处未改。")
            return
        self.tell("bad", f"共 {proof.lines} 条，有 {len(proof.problems)} 处对不上。", "请保护现场，先不要再办理。")
        for problem in proof.problems:
            self.bars.addWidget(Bar("bad", problem.sentence))


def _text(line: LogLine) -> str:
    return folded("".join(column.of(line).text for column in _COLUMNS))
