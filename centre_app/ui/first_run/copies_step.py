"""备份与试印: where the first copy goes, and whether the printer prints as it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.given import FieldMissing
from centre_app.forms.press.trial import TrialPrint, trial_pdf
from centre_app.services.first_run import Founding
from centre_app.ui import printer
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.first_run.step import Line, Step
from centre_app.ui.look import mark, px
from centre_app.ui.signals import call

__all__ = ["CopiesStep"]


def _choose(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, "备份放在哪里")


class CopiesStep(Step):
    """A place for copies that is tried now, and a page that is printed now."""

    title = "备份与试印"
    owns = frozenset({"backup"})

    def __init__(self, founding: Founding) -> None:
        super().__init__()
        self._founding = founding
        self._page = ("", "", False)
        self._today: date = founding.today
        self.line = Line("备份放在哪个文件夹，必填", "U盘或另一块硬盘上的文件夹", "选位置", "Ctrl+O", _choose)
        self.trial = Button("打印试印页", icon="print", key="Ctrl+P")
        self.save = Button("存成 PDF", icon="save", key="Ctrl+S")
        self.good = QCheckBox("试印页看过了：四边完整，线条、小字和生僻字都清楚")
        self._printed = Words("", "note", wraps=True)
        self.body.addWidget(Words("备份放在哪里", "head"))
        self.body.addWidget(
            Words("建立办公室时就往这里存第一份备份，并试着打开过才算数。日后在“设置与备份”里另存。", wraps=True)
        )
        self.body.addWidget(self.line)
        self.body.addSpacing(px(8))
        self.body.addWidget(Words("打印机试印", "head"))
        self.body.addWidget(
            Words("印一页看看四边有没有被裁、小字和生僻字清不清楚。没有打印机的可以跳过，以后再印。", wraps=True)
        )
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.trial)
        row.addWidget(self.save)
        row.addWidget(self._printed, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.good)
        self.body.addStretch(1)
        self.line.field.returnPressed.connect(self.trial.setFocus)
        self.line.changed.connect(call(self._look))
        self.trial.clicked.connect(call(self.print_page))
        for button in (self.trial, self.save):
            button.setAutoDefault(True)  # Enter presses it, as it goes on everywhere else
        self.save.clicked.connect(call(self.save_page))

    def come_to(self, office: str, by: str, *, training: bool) -> None:
        """Whose page it is."""
        self._page = (office, by, training)

    def begin(self) -> None:
        self.line.field.setFocus()

    @property
    def place(self) -> Path | None:
        """Where copies go."""
        return self.line.path

    def print_page(self) -> None:
        """Send the trial page to a printer."""
        try:
            to = printer.chosen(self, "试印页")
            if to is None:
                return
            printer.send(to, self._pdf())
        except Told as told:
            self._printed.say(told.sentence, "bad")
            return
        self._printed.say("已送打印机，看过后在下面打勾。", "ok")
        self.good.setFocus()

    def save_page(self) -> None:
        """Write the trial page into a file, to be printed elsewhere."""
        path, _ = QFileDialog.getSaveFileName(self, "试印页存到", "试印页.pdf", "PDF（*.pdf）(*.pdf)")
        if not path:
            return
        try:
            Path(path).write_bytes(self._pdf())
        except OSError:
            self._printed.say("这个位置写不进去，请另选一处。", "bad")
            return
        self._printed.say("已存好，看过后在下面打勾。", "ok")
        self.good.setFocus()

    def _pdf(self) -> bytes:
        office, by, training = self._page
        return trial_pdf(TrialPrint(office, by, self._today), training=training)

    def objections(self) -> Iterable[Told]:
        if self.place is None:
            return (FieldMissing(where="备份位置", field="backup"),)
        try:
            return tuple(self._founding.against_place(self.place))
        except Refused as refused:
            return refused.objections

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        told = list(told)
        stops = any(one.stops for one in told)
        self.line.said.say(" ".join(one.sentence for one in told), "bad" if stops else "warn" if told else None)
        mark(self.line.field, state="bad" if stops else "")
        if stops:
            self.line.field.setFocus()
        return []

    def summary(self) -> Iterator[tuple[str, str]]:
        yield "备份位置", str(self.place)
        yield "打印机", "试印过，清楚" if self.good.isChecked() else "还没有试印"

    def _look(self) -> None:
        """A place that is there says at once what it is worth."""
        if self.place is not None and self.place.is_dir():
            self.show_objections(self.objections())
        else:
            self.line.said.clear()
            mark(self.line.field, state="")
