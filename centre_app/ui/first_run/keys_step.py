"""口令与恢复单: the first login, and the sheet that opens the office when every password is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from centre_app.core.fields import field
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.given import FieldMissing
from centre_app.forms.press.recovery import RecoverySheet, recovery_pdf
from centre_app.services import first_run
from centre_app.ui import printer
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Words
from centre_app.ui.first_run.step import Step, faults_of
from centre_app.ui.form import Form
from centre_app.ui.look import mark, px
from centre_app.ui.signals import call

__all__ = ["KeysStep", "SheetOf"]

_NAME: Final = replace(
    field("login", "name"), name="admin", label="管理员", required=True, help="登录用的名字，写本人姓名。"
)


@dataclass(frozen=True, slots=True)
class SheetOf:
    """What the sheet says besides its key; when it changes, the sheet that was printed is void."""

    office: str
    area: str
    training: bool


class KeysStep(Step):
    """The administrator with the first password, and the recovery sheet in their hand."""

    title = "口令与恢复单"
    owns = frozenset({"admin", "password", "again", "group"})

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._of = SheetOf("", "", training=False)
        self._given: tuple[SheetOf, str] | None = None
        """For which office and administrator the sheet was given out."""
        self.key = first_run.new_recovery_key()
        self.form = Form([_NAME], today, columns=1, name="第一个用户")
        self.password, self.again = _secret("口令，必填"), _secret("再输一次口令，必填")
        self.group = QLineEdit()
        self.group.setAccessibleName("恢复单上最后一组字符，必填")
        self.group.setPlaceholderText("照单子输入")
        self._said = {name: Words("", "note", wraps=True) for name in ("password", "again", "group", "sheet")}
        self.print = Button("打印恢复单", icon="print", key="Ctrl+P")
        self.save = Button("存成 PDF", icon="save", key="Ctrl+S")
        self._lay_out()
        self.form.finished.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._to_the_sheet)
        self.group.returnPressed.connect(self.finished)
        self.print.clicked.connect(call(self.print_sheet))
        for button in (self.print, self.save):
            button.setAutoDefault(True)  # Enter presses it, as it goes on everywhere else
        self.save.clicked.connect(call(self.save_sheet))
        for name, line in (("password", self.password), ("again", self.again), ("group", self.group)):
            line.textEdited.connect(call(self._say, name, ""))

    def _lay_out(self) -> None:
        self.body.addWidget(self.form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for column, (name, caption, line) in enumerate(
            (("password", "口令（建议十位以上）", self.password), ("again", "再输一次", self.again))
        ):
            words = Words(caption, "strong")
            words.setBuddy(line)
            grid.addWidget(words, 0, column)
            grid.addWidget(line, 1, column)
            grid.addWidget(self._said[name], 2, column)
        self.body.addLayout(grid)
        self.body.addSpacing(px(8))
        self.body.addWidget(Words("恢复单", "head"))
        self.body.addWidget(
            Words(
                "口令都忘了，只有凭恢复单上的密钥才能打开数据；程序不留底。请现在打印，装信封密封，交单位负责人锁进保险柜。"
                "没有打印机的，存成 PDF 拿到别处打印，打印完把文件删掉。",
                wraps=True,
            )
        )
        row = QGridLayout()
        row.setHorizontalSpacing(px(8))
        row.addWidget(self.print, 0, 0)
        row.addWidget(self.save, 0, 1)
        row.addWidget(self._said["sheet"], 0, 2)
        row.setColumnStretch(2, 1)
        self.body.addLayout(row)
        self.body.addWidget(Words("恢复单在手里了，请输入密钥的最后一组字符（第七组，四个）：", "strong", wraps=True))
        self.group.setFixedWidth(px(160))
        self.body.addWidget(self.group)
        self.body.addWidget(self._said["group"])
        self.body.addStretch(1)

    @property
    def admin(self) -> str:
        """Who signs in first."""
        return str(self.form.values().get("admin") or "")

    def come_to(self, of: SheetOf) -> None:
        """The office as it was said in the first step: a sheet that says otherwise opens nothing."""
        self._of = of
        self._void_if_changed()

    def begin(self) -> None:
        (self.password if self.admin else self.form.field("admin")).setFocus()

    # the sheet

    def print_sheet(self) -> None:
        """Send the sheet to a printer."""

        def out(pdf: bytes) -> bool:
            to = printer.chosen(self, "数据恢复单")
            if to is not None:
                printer.send(to, pdf)
            return to is not None

        self._give_out(out, "已送打印机。")

    def save_sheet(self) -> None:
        """Write the sheet into a file for nobody else on this computer."""

        def out(pdf: bytes) -> bool:
            path, _ = QFileDialog.getSaveFileName(self, "恢复单存到", "恢复单.pdf", "PDF（*.pdf）(*.pdf)")
            if path:
                first_run.keep_sheet(Path(path), pdf)
            return bool(path)

        self._give_out(out, "已存好，打印后请把文件删掉。")

    def _give_out(self, out: Callable[[bytes], bool], done: str) -> None:
        self._void_if_changed()
        if not self.admin:
            self.form.object_to([FieldMissing(where=_NAME.label, field="admin")])
            return
        sheet = RecoverySheet(self._of.office, self._of.area, self.admin, self._today, self.key.printed)
        try:
            if not out(recovery_pdf(sheet, training=self._of.training)):
                return
        except (Refused, Told) as told:
            said = told.objections if isinstance(told, Refused) else (told,)
            self._said["sheet"].say(" ".join(one.sentence for one in said), "bad")
            return
        self._given = (self._of, self.admin)
        self._said["sheet"].say(done, "ok")
        self.group.setFocus()

    def _void_if_changed(self) -> None:
        """Draw another key where the sheet that was given out names another office or administrator."""
        if self._given in (None, (self._of, self.admin)):
            return
        self._given = None
        self.key = first_run.new_recovery_key()
        self.group.clear()
        self._said["sheet"].say("单位或管理员改过了，先前的恢复单作废，请重新打印并撕掉旧的。", "warn")

    def _to_the_sheet(self) -> None:
        (self.group if self._given else self.print).setFocus()

    # judging

    def objections(self) -> Iterable[Told]:
        self._void_if_changed()
        told = list(faults_of(self.form, [_NAME]))
        told += first_run.against_passwords(self.password.text(), self.again.text())
        if self._given is None or not self.group.text().strip():
            told.append(FieldMissing(where="恢复单最后一组", field="group"))
        else:
            told += first_run.against_sheet(self.key, self.group.text())
        return told

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        rest = self.form.object_to(told)
        by_name = {one.field: one for one in rest}
        lines = {"password": self.password, "again": self.again, "group": self.group}
        for name in lines:
            self._say(name, by_name[name].sentence if name in by_name else "")
        wrong = [line for name, line in lines.items() if name in by_name]
        if wrong and not self.form.lacks():
            wrong[0].setFocus()
            wrong[0].selectAll()
        return [one for one in rest if one.field not in lines]

    def summary(self) -> Iterator[tuple[str, str]]:
        yield "管理员", f"{self.admin}，口令已设"
        yield "恢复单", "已印出，已核对最后一组"

    def _say(self, name: str, sentence: str) -> None:
        self._said[name].say(sentence, "bad" if sentence else None)
        line = {"password": self.password, "again": self.again, "group": self.group}[name]
        mark(line, state="bad" if sentence else "")


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
