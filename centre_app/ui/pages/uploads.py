"""上报: the list that another office asks for, in its columns; masked, or in full for a reason that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from centre_app.services.exports import active_households
from centre_app.services.office import Office
from centre_app.services.work import Look
from centre_app.sheets import profiles
from centre_app.sheets.facts import fact_of
from centre_app.sheets.profiles import Profile, ProfileColumn
from centre_app.sheets.sending_out import profile_named, send_out
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE", "UploadsPage"]

_SIDE: Final = 452


@dataclass(frozen=True, slots=True)
class _Counts:
    """How much a list holds."""

    households: int
    people: int


def _counts(look: Look) -> _Counts:
    sizes = [len(facts.people) for _, facts in active_households(look)]
    return _Counts(len(sizes), sum(sizes))


def _sent(office: Office, code: str, path: Path, reason: str | None) -> int:
    return send_out(office, code, path, reason=reason)


def _full(column: ProfileColumn) -> Cell:
    fact = fact_of(column.field)
    return Cell("脱敏", icon="masked") if fact is not None and fact.sensitive else Cell("照写", quiet=True)


_PROFILES: Final = (
    Column[Profile](key="name", title="名单", cell=lambda one: Cell(one.name, bold=True), width=240, stretch=True),
    Column[Profile](key="columns", title="列数", cell=lambda one: str(len(one.columns)), width=70, align="right"),
    Column[Profile](
        key="back", title="能否再导入", cell=lambda one: "能（完整的那份）" if one.source else "不能", width=150
    ),
)
_COLUMNS: Final = (
    Column[ProfileColumn](key="head", title="表里的列", cell=lambda one: one.head, width=220, stretch=True),
    Column[ProfileColumn](key="masked", title="不写理由时", cell=_full, width=120),
)


class UploadsPage(Page):
    """Which list at the left, what leaves and why at the right."""

    hints = ("Enter 选这份名单", "F6 换区", "F9 导出")
    watches = frozenset({"case_file", "household", "household_member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._profiles = [profile_named(code) for code in profiles.codes()]
        row = QHBoxLayout()
        row.setSpacing(px(10))
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self._lists())
        left.addWidget(self._columns(), 1)
        row.addLayout(left, 1)
        row.addWidget(self._what_leaves())
        self.body.addLayout(row, 1)
        self.table.row_rested.connect(call(self._chosen))
        self.table.row_opened.connect(call(self.file.setFocus))
        self._ways.idToggled.connect(call(self._guard))
        self.reason.textChanged.connect(call(self._guard))
        self.file.textChanged.connect(call(self._guard))
        self.file.returnPressed.connect(self.export.button.setFocus)
        self.reason.returnPressed.connect(self.file.setFocus)
        self.choose.clicked.connect(call(self._choose))
        self.export.button.clicked.connect(call(self.send))
        for keys, by in (("F6", 1), ("Shift+F6", -1)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(call(self._next_pane, by))
            self.addAction(action)
        self.table.show_rows(self._profiles)
        self.table.setCurrentIndex(self.table.model().index(0, 0))
        self.table.selectRow(0)
        self._chosen()

    # building

    def _lists(self) -> Card:
        card = Card("选名单", "uploads")
        self.table: ShortTable[Profile] = ShortTable(_PROFILES, lambda one: one.code, "名单", most=6)
        card.add(self.table)
        return card

    def _columns(self) -> Card:
        card = Card("这份名单有哪些列")
        self.columns: ShortTable[ProfileColumn] = ShortTable(
            _COLUMNS, lambda one: (one.head, one.field), "名单的列", most=None
        )
        card.add(self.columns, 1)
        return card

    def _what_leaves(self) -> Card:
        card = Card("导出", "export")
        card.setFixedWidth(px(_SIDE))
        self.count = Words("", "sum")
        self.people = Words("", "note", wraps=True)
        self._ways = QButtonGroup(self)
        masked, full = (
            QRadioButton("脱敏：证件、电话、银行卡、住址只写头尾"),
            QRadioButton("完整号码：写明理由，记入查看记录"),
        )
        for place, button in enumerate((masked, full)):
            self._ways.addButton(button, place)
        masked.setChecked(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("导出完整号码的理由，选完整号码时必填")
        self.reason.setPlaceholderText("理由，例如：按省总通知上报三季度名单")
        self.file = QLineEdit()
        self.file.setAccessibleName("存到哪个文件，必填")
        self.file.setPlaceholderText("文件的位置，以 .xlsx 结尾")
        self.choose = Button("选位置", icon="open", key="Ctrl+O")
        self.export = GuardedButton(Button("导出", icon="export", key="F9", kind="main"))
        for widget in (self.count, self.people, masked, full, self.reason, Words("存到", "strong")):
            card.add(widget)
        card.add_row(self.file, self.choose).setStretch(0, 1)
        card.fill()
        card.add(self.export)
        return card

    # what the frame calls

    def open(self, key: object = None) -> None:
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _counts, self._have_counts, topic="counts", failed=self.show_failure)

    # choosing

    def _have_counts(self, counts: _Counts) -> None:
        self.count.setText(f"{counts.households} 户 {counts.people} 人")
        self.people.setText(
            "现在在档的全部家庭，每人一行。" if counts.households else "现在没有在档的家庭，名单是空的。"
        )

    def _profile(self) -> Profile:
        return self.table.row_at(max(self.table.currentIndex().row(), 0)) or self._profiles[0]

    def _chosen(self) -> None:
        self.columns.show_rows(self._profile().columns)
        self._guard()

    def _guard(self) -> None:
        full = self._ways.checkedId() == 1
        self.reason.setEnabled(full)
        if why := self.desk.why_not("export"):
            self.export.forbid(why)
        elif full and not self.reason.text().strip():
            self.export.forbid("先写明为什么要完整号码。")
        elif not self.file.text().strip():
            self.export.forbid("先写明存到哪个文件。")
        else:
            self.export.allow()

    def _choose(self) -> None:
        name = f"{self._profile().name}.xlsx"
        path, _ = QFileDialog.getSaveFileName(self, "存到", name, "表格（*.xlsx）(*.xlsx)")
        if path:
            self.file.setText(path)

    def _next_pane(self, by: int) -> None:
        panes: tuple[QWidget, ...] = (self.table, self.columns, self.file)
        here = next((place for place, pane in enumerate(panes) if pane.hasFocus()), 0)
        panes[(here + by) % len(panes)].setFocus()

    # writing it

    def send(self) -> None:
        """Write the file; a list in full leaves its reason first."""
        self.clear_bars()
        path = Path(self.file.text().strip().strip('"'))
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        reason = self.reason.text().strip() if self._ways.checkedId() == 1 else None
        job = partial(_sent, self.desk.office, self._profile().code, path, reason)
        self.export.button.setEnabled(False)
        done = partial(self._written, path, reason is None)
        self.desk.run(self, lambda _progress: job(), done, failed=self._not_written, label="导出名单")

    def _written(self, path: Path, masked: bool, households: int) -> None:
        self._guard()
        how = "证件、电话、银行卡、住址已脱敏。" if masked else "号码是完整的，理由已记入查看记录；请妥善保管这个文件。"
        self.bars.addWidget(Bar("ok", f"已导出 {households} 户：{path.name}", how))

    def _not_written(self, failure: Failure) -> None:
        self._guard()
        if failure.kind == "trouble":
            for sentence in failure.sentences:
                self.bars.addWidget(Bar("bad", sentence))
        else:
            self.show_failure(failure)


PAGE = PageSpec(title="上报", build=UploadsPage)
