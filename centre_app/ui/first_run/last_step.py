"""旧表与建立: the table that the office has so far, and a last look at everything before the office is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.core.refusals import Told
from centre_app.core.refusals.sheets import FileMissing
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Facts, Words
from centre_app.ui.first_run.step import Line, Step
from centre_app.ui.look import mark, px
from centre_app.ui.signals import call

__all__ = ["LastStep"]


def _choose(parent: QWidget) -> str:
    kinds = "表格（*.xlsx *.xls *.csv）(*.xlsx *.xls *.csv);;全部文件(*)"
    return QFileDialog.getOpenFileName(parent, "选现在用的花名册", "", kinds)[0]


class LastStep(Step):
    """The table, everything that was said, and the act, whose button stands at the foot of the page."""

    title = "旧表与建立"
    owns = frozenset({"table"})

    def __init__(self) -> None:
        super().__init__()
        self.line = Line("现在用的花名册", "花名册的位置，可以空着，以后再导入", "选文件", "Ctrl+O", _choose)
        self.facts = Facts(caption_width=104)
        self.make = Button("建立办公室", icon="office", key="F9", kind="main")
        self.body.addWidget(Words("现在用的花名册（可以跳过）", "head"))
        self.body.addWidget(Words("登录后直接到“导入比对”读这张表；读表只看不存，逐处核对后才导入。", wraps=True))
        self.body.addWidget(self.line)
        self.body.addSpacing(px(8))
        self.body.addWidget(Words("看一遍再建立", "head"))
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        self.line.field.returnPressed.connect(self.make.setFocus)
        self.line.changed.connect(call(self._said_nothing))

    def come_to(self, said: Sequence[tuple[str, str]]) -> None:
        """Everything that was said before."""
        self.facts.show_pairs(said)

    def begin(self) -> None:
        self.line.field.setFocus()

    @property
    def table(self) -> str:
        """The table to be read after signing in; empty where there is none."""
        return str(self.line.path or "")

    def objections(self) -> Iterable[Told]:
        if self.line.path is not None and not self.line.path.is_file():
            yield FileMissing(file=self.line.path.name, field="table")

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        told = list(told)
        mine = [one for one in told if one.field == "table"]
        self.line.said.say(" ".join(one.sentence for one in mine), "bad" if mine else None)
        mark(self.line.field, state="bad" if mine else "")
        if mine:
            self.line.field.setFocus()
        return [one for one in told if one.field != "table"]

    def summary(self) -> Iterator[tuple[str, str]]:
        yield from ()

    def _said_nothing(self) -> None:
        self.line.said.clear()
        mark(self.line.field, state="")
