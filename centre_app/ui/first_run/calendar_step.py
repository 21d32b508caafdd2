"""放假安排: the years whose holidays are known, and the years that are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.calendars import CalendarMissing
from centre_app.core.refusals.sheets import FileMissing
from centre_app.services import first_run, resources
from centre_app.services.first_run import Founding
from centre_app.ui.cards import Bar, Words
from centre_app.ui.first_run.step import Line, Step
from centre_app.ui.signals import call

__all__ = ["CalendarStep"]

_KINDS: Final = "放假安排（*.toml）(*.toml);;全部文件(*)"


def _choose(parent: QWidget) -> str:
    return QFileDialog.getOpenFileName(parent, "选放假安排", "", _KINDS)[0]


class CalendarStep(Step):
    """Which years are there; a file of another year may be taken in."""

    title = "放假安排"
    owns = frozenset({"calendar", "text"})

    def __init__(self, founding: Founding) -> None:
        super().__init__()
        self._wanted = first_run.years_wanted(founding.today)
        self._taken: dict[int, str] = {}
        known = sorted(resources.calendar().years)
        self.body.addWidget(
            Words(f"程序里已有 {known[0]}年至{known[-1]}年的放假和调休，公示天数照此计算。", wraps=True)
        )
        self.bar = Bar("ok", "")
        self.body.addWidget(self.bar)
        self.line = Line("放假安排文件的位置", "放假安排文件（toml）的位置，没有就空着", "选文件", "Ctrl+O", _choose)
        self.body.addWidget(Words("导入一年的放假安排", "strong"))
        self.body.addWidget(self.line)
        self.body.addWidget(
            Words(
                "国务院办公厅每年十一月前后公布下一年的安排；以后在“设置与备份”的“规则”里也能导入。", "note", wraps=True
            )
        )
        self.body.addStretch(1)
        self.line.field.returnPressed.connect(self._entered)
        self.line.changed.connect(call(self.line.said.clear))
        self._say()

    @property
    def texts(self) -> tuple[str, ...]:
        """The years that were taken in, as they were read."""
        return tuple(self._taken[year] for year in sorted(self._taken))

    def begin(self) -> None:
        self.line.field.setFocus()

    def objections(self) -> Iterable[Told]:
        path = self.line.path
        if path is None:
            return ()
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, ValueError):
            return (FileMissing(file=path.name, field="calendar"),)
        try:
            year = first_run.year_of(text)
        except Refused as refused:
            return refused.objections
        self._taken[year.year] = text
        self.line.field.clear()
        self.line.said.say(
            f"{year.year}年：放假 {len(year.off)} 天，调休上班 {len(year.work)} 天。依据：{year.source}", "ok"
        )
        self._say()
        return ()

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        told = list(told)
        self.line.said.say(" ".join(one.sentence for one in told), "bad" if told else None)
        self.line.field.setFocus()
        return []

    def summary(self) -> Iterator[tuple[str, str]]:
        lacking = self._lacking()
        taken = "、".join(f"{year}年" for year in sorted(self._taken))
        yield "放假安排", "；".join(filter(None, (f"导入 {taken}" if taken else "用程序里已有的", lacking)))

    def _lacking(self) -> str:
        years = "、".join(f"{year}年" for year in self._wanted if year not in self._taken)
        return f"还缺 {years}" if years else ""

    def _entered(self) -> None:
        """Enter takes the file that is named; on an empty line nothing more is asked."""
        if self.line.path is None:
            self.finished.emit()
            return
        self.show_objections(told) if (told := list(self.objections())) else self.line.field.setFocus()

    def _say(self) -> None:
        wanted = [year for year in self._wanted if year not in self._taken]
        if wanted:
            self.bar.say("warn", CalendarMissing(years="、".join(map(str, wanted))).sentence, "可以先往下走。")
        else:
            self.bar.say("ok", "现在要用的年份都有。")
