"""导入比对: choose a table, see what each column was read as, every mark with its sentence, and what would be stored.

Nothing is stored before the last step, which makes a backup first and then does everything as one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from centre_app.core.households import HEAD, PersonFacts
from centre_app.core.people import MaskKind, mask
from centre_app.core.progress import Progress
from centre_app.core.vocabulary.standards import Relation
from centre_app.services import upkeep
from centre_app.services.office import Office
from centre_app.services.work import Done
from centre_app.sheets.arrivals import Arrivals, ArrivingColumn, ArrivingHousehold, Problem
from centre_app.sheets.facts import fact_of
from centre_app.sheets.plan import Plan
from centre_app.sheets.taking_in import arrivals_of, plan_of, source_named, take_in
from centre_app.sheets.writing import write_workbook
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, Glyph, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.look import Tone, px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Column, RowsModel
from centre_app.ui.runner import Failure
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call
from centre_app.ui.table import Table
from centre_app.ui.tracks import StepTrack, StepView

__all__ = ["PAGE", "ImportsPage"]

_SOURCE: Final = "households"
_KINDS: Final = "表格（*.xlsx *.xls *.csv *.txt）(*.xlsx *.xls *.csv *.txt *.htm *.html);;全部文件(*)"
_STEPS: Final = ("选文件", "对表头", "看问题和计划", "导入")
_APART: Final = {"household_no": "户编号", "seq": "序号"}
"""Columns that only tell which rows belong to one household."""


# What is shown of a plan ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One person of the file: the row, what becomes of the household, and what there is to say of this row."""

    place: int
    row: int
    outcome: str
    tone: Tone
    person: PersonFacts
    phone: str | None
    problems: tuple[Problem, ...]
    at: frozenset[str]
    """Facts on whose cells there is a mark."""


@dataclass(frozen=True, slots=True)
class _Lot:
    """Households with one outcome: its word, its tone, what it means, how many, and how many rows they take."""

    word: str
    tone: Tone
    means: str
    households: tuple[ArrivingHousehold, ...]

    @property
    def rows(self) -> int:
        return sum(each.row_count for each in self.households)


def lots_of(plan: Plan) -> tuple[_Lot, ...]:
    """Everything that was read, by what becomes of it; the rows add up to the rows of the file."""
    changed = tuple(each.arriving for each in plan.change)
    return (
        _Lot("新增", "info", "档案里没有", plan.add),
        _Lot("变更", "warn", "与档案不同", changed),
        _Lot("相同", "ok", "无须处理", plan.same),
        _Lot("存疑", "ret", "请先问清，暂不导入", plan.doubtful),
        _Lot("不导入", "bad", "有错，改好再导", plan.stopped),
    )


def lines_of(plan: Plan, columns: Sequence[ArrivingColumn]) -> tuple[PlanLine, ...]:
    """Every person of the file in the order of its rows, with what is marked there."""
    facts = {(each.sheet, each.column): each.fact for each in columns}
    found = [(one.sheet, line) for lot in lots_of(plan) for one in lot.households for line in _lines(one, lot, facts)]
    sheets = list(dict.fromkeys(each.sheet for each in columns))
    found.sort(key=lambda each: (sheets.index(each[0]) if each[0] in sheets else 0, each[1].row))
    return tuple(
        PlanLine(place, line.row, line.outcome, line.tone, line.person, line.phone, line.problems, line.at)
        for place, (_, line) in enumerate(found)
    )


def _lines(one: ArrivingHousehold, lot: _Lot, facts: dict[tuple[str | None, str], str]) -> Iterator[PlanLine]:
    rows = [row + 1 for row, _ in one.places]
    seen: set[int] = set()
    for row, person in zip(rows, one.facts.people, strict=True):
        mine = tuple(
            each
            for each in one.problems
            if row not in seen and (each.row == row or (row == rows[0] and each.row not in rows))
        )
        seen.add(row)
        at = frozenset(facts.get((each.sheet, each.column or ""), "") for each in mine)
        phone = one.facts.phone if person.relation == HEAD else person.phone
        yield PlanLine(0, row, lot.word, lot.tone, person, phone, mine, at)


def _tone_of(problems: Sequence[Problem]) -> Tone:
    return "bad" if any(each.stops for each in problems) else "warn"


def _marked(fact: str, cell: Cell, line: PlanLine) -> Cell:
    """The cell on the ground of its mark, with icon and sentences."""
    if fact not in line.at:
        return cell
    tone = _tone_of(line.problems)
    says = "".join(each.text for each in line.problems)
    return Cell(cell.text, icon=tone, ground=tone, tone=tone, tip=says, spoken=f"{cell.text}，{says}")


def _problem_cell(line: PlanLine) -> Cell:
    if not line.problems:
        return Cell("")
    first, more = line.problems[0], len(line.problems) - 1
    text = first.text if not more else f"（共 {more + 1} 处）{first.text}"
    tone = _tone_of(line.problems)
    return Cell(text, icon=tone, tone=tone, tip="".join(each.text for each in line.problems))


def _said(problem: Problem) -> str:
    """The sentence of a mark, after its place in the table."""
    line = f"（文件第 {problem.line} 行）" if problem.line else ""
    return f"{problem.column} 列{line}：{problem.text}" if problem.column else f"{line}{problem.text}"


def _number(line: PlanLine) -> Cell:
    number = line.person.id_number
    return _marked("id_number", Cell(mask(MaskKind.ID, number) if number else "没有可用号码", quiet=True), line)


def _phone(line: PlanLine) -> Cell:
    return _marked("phone", Cell(mask(MaskKind.PHONE, line.phone) if line.phone else "—", quiet=True), line)


def _relation(line: PlanLine) -> Cell:
    word = next((each.label for each in Relation if each.value == line.person.relation), line.person.relation)
    return _marked("relation", Cell(word or "—"), line)


def _income(line: PlanLine) -> Cell:
    income = line.person.monthly_income
    return _marked("monthly_income", Cell("—" if income is None else f"{income:,.2f}"), line)


_COLUMNS: Final = (
    Column[PlanLine](key="row", title="行", cell=lambda one: Cell(str(one.row), quiet=True), width=48, align="right"),
    Column[PlanLine](
        key="outcome", title="处理", cell=lambda one: Cell(one.outcome, tone=one.tone, chip=True), width=76
    ),
    Column[PlanLine](
        key="name",
        title="姓名",
        cell=lambda one: _marked("name", Cell(one.person.name or "—", bold=True), one),
        width=84,
    ),
    Column[PlanLine](key="relation", title="关系", cell=_relation, width=84, room=1240),
    Column[PlanLine](key="id_number", title="证件号码", cell=_number, width=176),
    Column[PlanLine](key="income", title="月收入", cell=_income, width=92, align="right", room=1240),
    Column[PlanLine](key="phone", title="手机", cell=_phone, width=116, room=1300),
    Column[PlanLine](key="problem", title="问题", cell=_problem_cell, width=200, stretch=True),
)


def _fact_cell(column: ArrivingColumn) -> Cell:
    if not column.fact:
        return Cell("不导入", icon="declared", quiet=True, tip="没有这一项，不导入")
    fact = fact_of(column.fact)
    return Cell(fact.label if fact else _APART.get(column.fact, column.fact), icon="ok")


_HEADS: Final = (
    Column[ArrivingColumn](
        key="label", title="表里的列", cell=lambda one: f"{one.column} {' '.join(one.label.split())}", width=130
    ),
    Column[ArrivingColumn](key="fact", title="系统字段", cell=_fact_cell, width=130, stretch=True),
)


# The work -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    arrivals: Arrivals
    plan: Plan


def _read(office: Office, path: Path, take_over: bool) -> _Read:
    arrivals = arrivals_of(office, _SOURCE, path)
    return _Read(arrivals, plan_of(office, arrivals, take_over=take_over))


def _apply(office: Office, arrivals: Arrivals, take_over: bool, progress: Progress) -> tuple[Plan, Done]:
    """The backup, and then all of it in one act; stopped before the act, nothing has been stored."""
    upkeep.back_up(office, progress=progress)
    progress.step(0, 1)
    return take_in(office, _SOURCE, arrivals, take_over=take_over)


# The page -------------------------------------------------------------------------------------------------------


class _Count(Card):
    """How many households have one outcome."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = Chip("wait", "—")
        self._count = Words("", "sum")
        self._means = Words("", "note")
        self.add_row(self._chip, self._count, None)
        self.add(self._means)

    def show_lot(self, lot: _Lot) -> None:
        self._chip.say(lot.tone, lot.word)
        self._count.setText(f"{len(lot.households)} 户")
        self._means.setText(f"{lot.rows} 行，{lot.means}")
        self.setAccessibleName(f"{lot.word} {len(lot.households)} 户，{lot.rows} 行，{lot.means}")


class ImportsPage(Page):
    """A wizard in the page: file, heads, problems and plan, import."""

    hints = ("Enter 读表", "F8 下一处问题", "F6 换区", "F9 导入", "Esc 换文件")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.plan: Plan | None = None
        self._arrivals: Arrivals | None = None
        self._lines: tuple[PlanLine, ...] = ()
        self._path = Path()
        self.setAcceptDrops(True)
        self.file = QLineEdit()
        self.file.setAccessibleName("要导入的文件")
        self.file.setPlaceholderText("文件的位置；也可以把文件拖到这一页")
        self.read = Button("读表", icon="imports", hint="Enter", kind="main")
        self.choose = Button("选文件", icon="open", key="Ctrl+O")
        self.template = Button("空白模板", icon="export", tip="存一份空白的名单模板，填好后再导入")
        self.take_over = QCheckBox("承接旧档：这些户以前已在档，导入后直接在档")
        if desk.why_not("take-over"):
            self.take_over.hide()
        self.take_over.setChecked(bool(desk.why_not("import")))
        self.take_over.setEnabled(not desk.why_not("import"))
        self.track = StepTrack()
        self.body.addWidget(self._head())
        self.stack = QStackedWidget()
        self.stack.addWidget(self._start())
        self.stack.addWidget(self._found())
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._show_step(0, "还没有选文件")

    # building

    def _head(self) -> QWidget:
        self._again = Button("换文件", icon="open", hint="Esc")
        self._name = Words("还没有选文件", "head")
        self._about = Words("", "note")
        self._again.hide()
        card = Card()
        card.add_row(self._name, self._about, None, self._again)
        card.add(self.track)
        return card

    def _start(self) -> QWidget:
        card = Card("选一个表格文件", "imports")
        card.add_row(self.file, self.choose, self.read).setStretch(0, 1)
        card.add(self.take_over)
        card.add(
            Words(
                "能读 xlsx、xls 和文本表。表头写法不必改，序号、合计行、空行会自己认出来；"
                "读表只看不存，导入前先存一份备份。",
                "note",
                wraps=True,
            )
        )
        card.add_row(self.template, None)
        card.fill()
        return card

    def _found(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addLayout(self._left())
        row.addLayout(self._right(), 1)
        return whole

    def _left(self) -> QVBoxLayout:
        self.heads: ShortTable[ArrivingColumn] = ShortTable(
            _HEADS, lambda one: (one.sheet, one.column), "表里的列和系统字段", most=None
        )
        heads = Card("对表头")
        heads.setFixedWidth(px(292))
        heads.add(self.heads, 1)
        self._mapped = Words("", "note", wraps=True)
        heads.add(self._mapped)
        problems = Card("问题")
        problems.setFixedWidth(px(292))
        self._stops, self._looks = Chip("bad", ""), Chip("warn", "")
        problems.add_row(self._stops, self._looks, None, spacing=6)
        self.next = Button("下一处问题", icon="next_problem", key="F8")
        problems.add_row(self.next, None)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addWidget(heads, 1)
        column.addWidget(problems)
        return column

    def _right(self) -> QVBoxLayout:
        self.model: RowsModel[PlanLine] = RowsModel(_COLUMNS, lambda one: one.place)
        self.table = Table(self.model, "读到的行")
        self._title = Words("看问题", "head")
        self._filters = QButtonGroup(self)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        self.all, self.only = Button("全部", small=True), Button("问题", small=True)
        for button in (self.all, self.only):
            button.setCheckable(True)
            self._filters.addButton(button)
            top.addWidget(button)
        self.bar = Bar("info", "")
        self.counts = [_Count() for _ in range(5)]
        counts = QHBoxLayout()
        counts.setSpacing(px(8))
        for card in self.counts:
            counts.addWidget(card, 1)
        self.adds_up = Words("", "note")
        apply = Button("导入", icon="apply", key="F9", kind="main")
        self.apply = GuardedButton(apply)
        foot = QHBoxLayout()
        foot.addWidget(Glyph("backup", "ok", 16))
        foot.addWidget(self.adds_up)
        foot.addStretch(1)
        foot.addWidget(self.apply)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        column.addLayout(counts)
        column.addLayout(foot)
        return column

    def _connect(self) -> None:
        self.file.returnPressed.connect(self.begin)
        self.read.clicked.connect(call(self.begin))
        self.choose.clicked.connect(call(self._choose))
        self.template.clicked.connect(call(self._save_template))
        self._again.clicked.connect(call(self._begin_again))
        self.next.clicked.connect(call(self._next_problem))
        self.all.clicked.connect(call(self._narrow, ""))
        self.only.clicked.connect(call(self._narrow, "problems"))
        self.apply.button.clicked.connect(call(self._apply))
        self.table.row_rested.connect(self._rested)
        for keys, by in (("F6", 1), ("Shift+F6", -1)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(call(self._next_pane, by))
            self.addAction(action)

    # what the frame calls

    def open(self, key: object = None) -> None:
        """With a path: read that file."""
        if isinstance(key, str):
            self.file.setText(key)
            self.begin()
        (self.file if self.plan is None else self.table).setFocus()

    def returned(self) -> None:
        self.open()

    def back(self) -> bool:
        """Esc leaves the plan for another file."""
        if self.stack.currentIndex() == 0:
            return False
        self._begin_again()
        return True

    def set_room(self, width: int) -> None:
        self.table.set_room(width)

    # choosing and reading

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "选要导入的表格", str(self._path.parent), _KINDS)
        if path:
            self.file.setText(path)
            self.begin()

    def begin(self) -> None:
        """Read the file that is named, and hold it against the store; nothing is stored."""
        text = self.file.text().strip().strip('"')
        if not text:
            self.clear_bars()
            self.bars.addWidget(Bar("warn", "请先写明文件的位置，或者按“选文件”。"))
            return
        self.clear_bars()
        self._path = Path(text)
        job = partial(_read, self.desk.office, self._path, self.take_over.isChecked())
        self._wait(waiting=True)
        self.desk.run(self, lambda _progress: job(), self._have, failed=self._not_read, label=f"读“{self._path.name}”")

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.read, self.choose):
            button.setEnabled(not waiting)

    def _not_read(self, failure: Failure) -> None:
        self._wait(waiting=False)
        self._say_no(failure)
        self.file.setFocus()

    def _say_no(self, failure: Failure) -> None:
        """A file that cannot be read is said where it was named, like any refusal."""
        if failure.kind != "trouble":
            self.show_failure(failure)
            return
        self.clear_bars()
        for sentence in failure.sentences:
            self.bars.addWidget(Bar("bad", sentence))

    def _have(self, read: _Read) -> None:
        self._wait(waiting=False)
        self._arrivals, self.plan = read.arrivals, read.plan
        self._lines = lines_of(read.plan, read.arrivals.columns)
        self._show_heads(read.arrivals)
        self._show_plan(read.plan)
        for told in read.plan.cautions:
            self.bars.addWidget(Bar("warn", told.sentence))
        self.stack.setCurrentIndex(1)
        self._again.show()
        self._narrow("problems" if read.plan.problems else "")
        self.table.setFocus()

    def _show_heads(self, arrivals: Arrivals) -> None:
        self.heads.show_rows(arrivals.columns)
        mapped = sum(bool(each.fact) for each in arrivals.columns)
        self._name.setText(arrivals.file)
        ignored = f"，略过 {len(arrivals.ignored_rows)} 行（合计、空行、说明等）" if arrivals.ignored_rows else ""
        self._about.setText(f"{arrivals.rows} 行，{len(arrivals.households)} 户{ignored}")
        self._mapped.setText(f"共 {len(arrivals.columns)} 列，对上 {mapped} 列。同义词自动对上。")

    def _show_plan(self, plan: Plan) -> None:
        stops = sum(each.stops for each in plan.problems)
        self._stops.say("bad", f"必须处理 {stops}")
        self._looks.say("warn", f"请看一眼 {len(plan.problems) - stops}")
        lots = lots_of(plan)
        for card, lot in zip(self.counts, lots, strict=True):
            card.show_lot(lot)
        together = " + ".join(str(lot.rows) for lot in lots)
        self.adds_up.setText(f"{together} ＝ {plan.rows} 行，全都在这里。先存一份备份，再一次写入。")
        marked = sum(bool(line.problems) for line in self._lines)
        self.all.setText(f"全部 {len(self._lines)}")
        self.only.setText(f"问题 {marked}")
        self.only.setEnabled(bool(marked))
        self.next.setEnabled(bool(marked))
        self._show_step(2, f"{len(plan.problems)} 处问题")
        self._guard(plan)

    def _guard(self, plan: Plan) -> None:
        act = "take-over" if self.take_over.isChecked() else "import"
        if why := self.desk.why_not(act):
            self.apply.forbid(why)
        elif not (plan.add or plan.change or plan.same):
            self.apply.forbid("没有一户可以导入：请先改好表里标红的地方。")
        else:
            self.apply.allow()

    def _show_step(self, now: int, note: str) -> None:
        views = []
        for place, word in enumerate(_STEPS):
            tone: Tone = "ok" if place < now else "info" if place == now else "wait"
            says = {"ok": "已办", "info": note, "wait": "未到"}[tone]
            views.append(StepView(place + 1, word, says, tone, f"第 {place + 1} 步 {word}，{says}"))
        self.track.show_steps(views)

    # looking at it

    def _narrow(self, which: str) -> None:
        rows = [line for line in self._lines if line.problems] if which else list(self._lines)
        (self.only if which else self.all).setChecked(True)
        self.model.begin(rows)
        self.model.know([line.place for line in rows])
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.selectRow(0)
            self._say_row(rows[0])
        else:
            self.bar.say("ok", "没有要看的问题", "读到的每一户都可以导入，或者与档案相同。")

    def _rested(self, _key: object) -> None:
        line = self.model.row(self.table.currentIndex().row())
        if line is not None:
            self._say_row(line)

    def _say_row(self, line: PlanLine) -> None:
        who = f"第 {line.row} 行 {line.person.name}：{line.outcome}"
        if line.problems:
            self.bar.say(_tone_of(line.problems), who, "\n".join(map(_said, line.problems)))
        else:
            self.bar.say("ok", who, "这一行没有要看的地方。")

    def _next_problem(self) -> None:
        here = self.table.currentIndex().row()
        count = self.model.rowCount()
        for step in range(1, count + 1):
            row = (here + step) % count
            line = self.model.row(row)
            if line is not None and line.problems:
                self.table.setCurrentIndex(self.model.index(row, 0))
                self.table.selectRow(row)
                self._say_row(line)
                self.table.setFocus()
                return

    def _next_pane(self, by: int) -> None:
        panes: list[QWidget] = [self.heads, self.table, self.apply.button] if self.plan else [self.file, self.read]
        here = next((place for place, pane in enumerate(panes) if pane.hasFocus()), 0)
        panes[(here + by) % len(panes)].setFocus()

    # storing it

    def _apply(self) -> None:
        if self._arrivals is None:
            return
        self.clear_bars()
        self.apply.button.setEnabled(False)
        self._show_step(3, "正在导入")
        job = partial(_apply, self.desk.office, self._arrivals, self.take_over.isChecked())
        self.desk.run(self, job, self._applied, failed=self._not_applied, label=f"备份并导入“{self._arrivals.file}”")

    def _applied(self, came: tuple[Plan, Done]) -> None:
        plan, done = came
        self._begin_again()
        self.file.clear()
        said = f"已导入“{plan.file}”：新增 {len(plan.add)} 户，变更 {len(plan.change)} 户，相同 {len(plan.same)} 户。"
        left = len(plan.doubtful) + len(plan.stopped)
        look = Button("看档案", icon="households", kind="quiet")
        look.clicked.connect(call(self.desk.go, "households"))
        cure = f"还有 {left} 户没有导入，改好表里标出的地方再导一次；已导入的不会重复。" if left else ""
        self.bars.addWidget(Bar("ok", said, cure, [look]))
        for told in done.cautions:
            self.bars.addWidget(Bar("warn", told.sentence))
        self._show_step(len(_STEPS), "")

    def _not_applied(self, failure: Failure) -> None:
        self.apply.button.setEnabled(True)
        self._show_step(2, "没有导入")
        if failure.kind == "cancelled":
            self.clear_bars()
            self.bars.addWidget(Bar("info", "已停止，档案没有改动。"))
        else:
            self._say_no(failure)

    def _begin_again(self) -> None:
        self.clear_bars()
        self.plan = self._arrivals = None
        self._lines = ()
        self._name.setText("还没有选文件")
        self._about.clear()
        self._again.hide()
        self.stack.setCurrentIndex(0)
        self._show_step(0, "还没有选文件")
        self.file.setFocus()
        self.file.selectAll()

    def _save_template(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "存空白模板", "困难职工家庭名单.xlsx", "表格（*.xlsx）(*.xlsx)")
        if path:
            job = partial(write_workbook, Path(path), source_named(_SOURCE).template())
            self.desk.run(self, lambda _progress: job(), call(self.desk.say, "空白模板已存好。"), failed=self._say_no)

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self._begin_again()
            self.file.setText(local[0])
            self.begin()


PAGE = PageSpec(title="导入比对", build=ImportsPage)
