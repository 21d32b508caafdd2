"""备份与检查: a backup now, the copies there are, putting one of them in the office's place, and the check."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from centre_app.core.moments import CHINA
from centre_app.core.progress import Progress
from centre_app.core.vocabulary.upkeep import ProblemKind
from centre_app.services import opening, upkeep
from centre_app.services.office import Office
from centre_app.services.upkeep import BackupMade, Check, CopyRow, Problem, TwoStates
from centre_app.ui.ask import ask_line
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Chip, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.messages import DangerMessage
from centre_app.ui.rows_model import Column
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["UpkeepPane"]

_MEGABYTE: Final = 1024 * 1024


def _made(copy: CopyRow) -> str:
    return f"{copy.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}" if copy.made_at else "—"


def _good(copy: CopyRow) -> Cell:
    return Cell("完好", tone="ok", chip=True) if copy.good else Cell("不能用", tone="bad", chip=True)


_COPIES: Final = (
    Column[CopyRow](key="made", title="备份时间", cell=lambda one: Cell(_made(one), bold=True), width=130),
    Column[CopyRow](key="good", title="状态", cell=_good, width=80),
    Column[CopyRow](
        key="acts",
        title="办理记录",
        cell=lambda one: "—" if one.number is None else str(one.number),
        width=76,
        align="right",
    ),
    Column[CopyRow](
        key="size", title="大小（MB）", cell=lambda one: f"{one.size / _MEGABYTE:.1f}", width=90, align="right"
    ),
    Column[CopyRow](
        key="file", title="文件", cell=lambda one: Cell(one.path.name, quiet=True), width=120, stretch=True, room=1
    ),
)


def _sentence(problem: Problem) -> Cell:
    tone = "bad" if problem.told.stops else "warn"
    text = problem.told.sentence
    return Cell(text, icon=tone, tip=text, spoken=f"{'有错' if problem.told.stops else '请看一眼'}，{text}")


_PROBLEMS: Final = (
    Column[tuple[int, Problem]](key="kind", title="哪里", cell=lambda one: one[1].kind.label, width=80),
    Column[tuple[int, Problem]](key="case", title="档案", cell=lambda one: one[1].case_no or "—", width=120),
    Column[tuple[int, Problem]](
        key="says", title="查到的问题", cell=lambda one: _sentence(one[1]), width=200, stretch=True
    ),
)


def _checked(office: Office, deep: bool, progress: Progress) -> Check:
    """The whole check; the PDF library is loaded for it alone."""
    self_check = import_module("centre_app.forms.press.self_check")
    found = upkeep.check(office, deep=deep, progress=progress)
    printing = [Problem(told, ProblemKind.STRUCTURE) for told in self_check.paper_faults(office, deep=deep)]
    return replace(found, problems=(*found.problems, *printing))


def _weighed(office: Office, file: Path, password: str) -> TwoStates | None:
    """Both states, for whoever gives the password; ``None`` for another."""
    return upkeep.two_states(office, file) if opening.proves_password(office, password) else None


class UpkeepPane(Pane):
    """Copies at the left, the check at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._copies: list[CopyRow] = []
        self._problems: list[tuple[int, Problem]] = []
        self.body.addWidget(self._left(), 1)
        self.body.addWidget(self._right(), 1)

    def _left(self) -> Card:
        card = Card("备份", "backup")
        now = Button("现在备份", icon="backup", key="F9", kind="main")
        self.now = GuardedButton(now)
        self.stick = Button("另存到U盘", icon="stick", tip="把数据和全部材料存成一个文件，可以带走")
        self.restore = GuardedButton(Button("恢复这一份", icon="repeat", kind="danger"))
        self.copies: ShortTable[CopyRow] = ShortTable(_COPIES, lambda one: str(one.path), "已有的备份", most=None)
        self.last = Words("", "note", wraps=True)
        card.add_row(now, self.stick, None)
        card.add(self.last)
        card.add(self.copies, 1)
        card.add(self.restore)
        if why := self.desk.why_not("back-up"):
            self.last.setText(why)
            now.setEnabled(False)
            self.stick.setEnabled(False)
        now.clicked.connect(call(self.back_up, None))
        self.stick.clicked.connect(call(self._to_stick))
        self.restore.button.clicked.connect(call(self._weigh))
        self.copies.row_opened.connect(call(self._weigh))
        self.copies.row_rested.connect(call(self._guard))
        return card

    def _right(self) -> Card:
        card = Card("检查", "ok")
        self.check = Button("检查", icon="inspect", key="Ctrl+Shift+C")
        self.deep = Button("深入检查", icon="inspect", tip="再读每一页、每份材料，逐户重判四不建档；要久一些")
        self.stops, self.looks = Chip("wait", "还没有查"), Chip("wait", "")
        self.looks.hide()
        self.counted = Words("查数据文件、办理记录的链条、材料和每一户。", "note", wraps=True)
        self.problems: ShortTable[tuple[int, Problem]] = ShortTable(
            _PROBLEMS, lambda one: one[0], "查到的问题", most=None
        )
        card.add_row(self.check, self.deep, None)
        card.add_row(self.stops, self.looks, None, spacing=6)
        card.add(self.counted)
        card.add(self.problems, 1)
        self.check.clicked.connect(call(self.look_over))
        self.deep.clicked.connect(lambda: self.look_over(deep=True))
        self.problems.row_opened.connect(self._open_case)
        return card

    def begin(self) -> None:
        self.copies.setFocus()

    def refresh(self) -> None:
        office = self.desk.office
        self.desk.runner.read(self, lambda: upkeep.backups(office), self._have_copies, self.show_failure, "copies")

    # backups

    def _have_copies(self, copies: list[CopyRow]) -> None:
        self._copies = copies
        self.copies.show_rows(copies)
        if copies:
            self.copies.setCurrentIndex(self.copies.model().index(0, 0))
            self.copies.selectRow(0)
            self.last.setText(f"共 {len(copies)} 份，最近一份：{_made(copies[0])}。")
        elif not self.desk.why_not("back-up"):
            self.last.setText("还没有备份。现在存一份，电脑坏了也不丢档案。")
        self._guard()

    def _chosen(self) -> CopyRow | None:
        return self.copies.row_at(self.copies.currentIndex().row())

    def _guard(self) -> None:
        copy = self._chosen()
        if why := self.desk.why_not("restore"):
            self.restore.forbid(why)
        elif copy is None:
            self.restore.forbid("先选一份备份。")
        elif not copy.good:
            self.restore.forbid("这一份已损坏，或者不是本单位的备份。")
        else:
            self.restore.allow()

    def back_up(self, to: Path | None) -> None:
        """Make a proven copy, in the office's own folder or in another."""
        self.clear_bars()
        office = self.desk.office
        self.desk.run(
            self,
            lambda progress: upkeep.back_up(office, to, progress),
            self._backed_up,
            failed=self.show_failure,
            label="备份",
        )

    def _backed_up(self, made: BackupMade) -> None:
        troubles = "".join(told.sentence for told in made.troubles)
        self.tell(
            "warn" if troubles else "ok",
            f"已备份并试开过：{made.path.name}",
            troubles or f"新存材料 {made.new_papers} 件。",
        )
        self.refresh()

    def _to_stick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "存到哪个文件夹")
        if folder:
            self.back_up(Path(folder))

    # restoring

    def _weigh(self) -> None:
        """Ask for the password, then show what there is now and what there would be."""
        copy = self._chosen()
        if copy is None or not self.restore.button.isEnabled():
            return
        question = f"恢复 {_made(copy)} 的备份前，请再输一次您的口令："
        password = ask_line(self, "恢复备份", question, do="接着", note="还不会改动", secret=True)
        if password is None:
            return
        office, file = self.desk.office, copy.path
        self.desk.runner.read(
            self,
            lambda: _weighed(office, file, password),
            partial(self._confirm, file, password),
            self.show_failure,
            "weigh",
        )

    def _confirm(self, file: Path, password: str, states: TwoStates | None) -> None:
        if states is None:
            self.tell("bad", "口令不对，没有恢复。", "数据没有改动。")
            return
        name = self.desk.office.fact("name")
        day = f"{states.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        dialog = DangerMessage(
            self,
            "恢复备份",
            f"用 {day} 的备份换掉现在的数据？",
            do="恢复",
            stay="不恢复",
            more=(
                *(f"{each.label}：现在 {states.now[each]}，恢复后 {states.then[each]}" for each in states.now),
                "现在的数据整个留在旁边的文件夹里，不会删除。恢复时各窗口都要退出，之后重新登录。",
            ),
            typed=(name, f"请输入单位名称“{name}”以确认"),
        )
        accepted = dialog.exec()
        reason = dialog.reason
        dialog.deleteLater()
        if accepted:
            work = partial(upkeep.restore_opened, self.desk.office, file, password, reason=reason)
            self.desk.replace_asked.emit(work)

    # the check

    def look_over(self, *, deep: bool = False) -> None:
        """Look over everything that is stored."""
        self.clear_bars()
        job = partial(_checked, self.desk.office, deep)
        self.desk.run(self, job, self._have_check, failed=self.show_failure, label="深入检查" if deep else "检查")

    def _have_check(self, found: Check) -> None:
        stops = sum(problem.told.stops for problem in found.problems)
        looks = len(found.problems) - stops
        self.stops.say("bad" if stops else "ok", f"有错 {stops}" if stops else "没有错")
        self.looks.say("warn", f"请看一眼 {looks}")
        self.looks.setVisible(bool(looks))
        self.counted.setText("，".join(f"{counted.label} {count}" for counted, count in found.counted.items()) + "。")
        self._problems = list(enumerate(found.problems))
        self.problems.show_rows(self._problems)

    def _open_case(self, place: object) -> None:
        case = next((problem.case for number, problem in self._problems if number == place), None)
        if case is not None:
            self.desk.go("household", str(case))
