"""规则与标准线: whose figures hold here, and the county's own line of the minimum living allowance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox

from centre_app.core.fields import Field, Kind, field
from centre_app.core.fields.sizes import MOST_YUAN
from centre_app.core.refusals import Refused, Told
from centre_app.core.rules import Citation
from centre_app.core.vocabulary.rules import Figure
from centre_app.services import first_run
from centre_app.services.first_run import Founding
from centre_app.services.given import given_from
from centre_app.services.rules import SetRule
from centre_app.ui.cards import Chip, Words
from centre_app.ui.cells import Cell
from centre_app.ui.first_run.step import Step, faults_of
from centre_app.ui.form import Form
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["RulesStep"]

_FIGURE: Final = Figure.DIBAO_LINE
_FIRST: Final = "gansu"


def _state(one: Citation) -> Cell:
    return Cell("待核", tone="warn", chip=True) if one.unverified else Cell("有依据", tone="ok", chip=True)


_COLUMNS: Final = (
    Column[Citation](key="label", title="项目", cell=lambda one: one.label, width=200),
    Column[Citation](key="value", title="取值", cell=lambda one: Cell(one.value, bold=True), width=200, stretch=True),
    Column[Citation](key="from", title="施行日期", cell=lambda one: one.first_day.isoformat(), width=96, room=1),
    Column[Citation](key="state", title="核对", cell=_state, width=88),
)
_FIELDS: Final = (
    Field(name="value", label="城市低保", kind=Kind.MONEY, most=MOST_YUAN, help="本县城市低保标准，每人每月多少元。"),
    replace(field("own_figure", "from_on"), help="县政府文件规定的施行日期。"),
    replace(field("own_figure", "source"), label="文件", help="县政府文件的名称和文号。"),
)


class RulesStep(Step):
    """A pack with its figures of today; below them the figure that is the county's own."""

    title = "规则与标准线"
    owns = frozenset({"pack", *(each.name for each in _FIELDS)})

    def __init__(self, founding: Founding) -> None:
        super().__init__()
        self._packs = first_run.packs(founding.today)
        self.choice = QComboBox()
        self.choice.setAccessibleName("规则包")
        self.choice.addItems([pack.name for pack in self._packs])
        self.choice.setCurrentIndex(next((at for at, one in enumerate(self._packs) if one.code == _FIRST), 0))
        self._state = Chip("wait", "")
        self._note = Words("", "note", wraps=True)
        self._table: ShortTable[Citation] = ShortTable(_COLUMNS, lambda one: one.figure, "规则包里今天的数值", most=6)
        self.form = Form(_FIELDS, founding.today, columns=2, name="本县的城市低保标准")
        self.body.addWidget(Words("按哪里的规则办（以后可以在“设置与备份”里逐项改）", "strong"))
        self.body.addWidget(self.choice)
        self.body.addWidget(self._state)
        self.body.addWidget(self._note)
        self.body.addWidget(self._table)
        self.body.addWidget(Words("本县的城市低保标准（有文件就填，没有可以先空着）", "strong"))
        self.body.addWidget(self.form)
        self.body.addWidget(Words("没有填的，算账用规则包里的数值；规则包里标“待核”的，算账结果也标“待核”。", "note"))
        self.body.addStretch(1)
        self.choice.currentIndexChanged.connect(call(self._show))
        self.form.finished.connect(self.finished)
        self._show()

    @property
    def pack(self) -> str:
        """The code of the pack that is chosen."""
        return self._packs[self.choice.currentIndex()].code

    def line(self) -> SetRule | None:
        """The county's own figure; ``None`` where nothing was typed.

        Raises:
            Refused: a part of it is missing or cannot be read.
        """
        typed = {name: value for name, value in self.form.values().items() if value is not None}
        return given_from(SetRule, {"figure": _FIGURE.value, **typed}) if typed else None

    def begin(self) -> None:
        self.choice.setFocus()

    def objections(self) -> Iterable[Told]:
        typed = any(self.form.draft().values())
        told = list(faults_of(self.form, [replace(each, required=typed) for each in _FIELDS]))
        if told or not typed:
            return told
        try:
            line = self.line()
        except Refused as refused:
            return refused.objections
        return first_run.against_line(self.pack, line) if line else ()

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        for each in _FIELDS:
            self.form.say(each.name, "ok", "")
        return self.form.object_to(told)

    def summary(self) -> Iterator[tuple[str, str]]:
        line = self.line()
        yield "规则包", self._packs[self.choice.currentIndex()].name
        yield "城市低保标准", f"{line.value} 元，{line.from_on.isoformat()} 起" if line else "没有填，用规则包里的"

    def _show(self) -> None:
        pack = self._packs[self.choice.currentIndex()]
        self._state.say(*(("warn", "有待核的数值") if pack.unverified else ("ok", "都有依据")))
        self._note.setText(pack.note)
        self._note.setVisible(bool(pack.note))
        self._table.show_rows(pack.figures)
