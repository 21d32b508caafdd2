"""算账: the lines of one household, the two sums, where it stands on the line, what would change the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from centre_app.core import means_test, money
from centre_app.core.acts import ACTS
from centre_app.core.fields import Field, Kind, field
from centre_app.core.means_test import Reckoning, Remark, TurningPoint
from centre_app.core.refusals import Refused
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.means import FindingStatus
from centre_app.services.binding import given_kind
from centre_app.services.given import given_from
from centre_app.services.means_sheet import MeansSheet, Outcome, keep_lines, means_sheet, outcome
from centre_app.services.work import Done
from centre_app.ui.act_form import ActForm
from centre_app.ui.budget_sheet import BudgetSheet, BudgetTable
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Rule, Words
from centre_app.ui.case_view import category_word, state_tone
from centre_app.ui.cells import Cell
from centre_app.ui.charts import ThresholdScale
from centre_app.ui.desk import Desk
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.look import Tone, px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.people_choice import people_choice, person_field
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE"]

_WIDTHS: Final = (760, 420)
_ROOM: Final = 1340
"""Below this width the counts of proofs are left out: each line shows its own."""
_WIDE: Final = 1240
"""Below this width the head names the household and what it is reckoned by, no more."""
_ZONES: Final[Sequence[Tone]] = ("info", "warn", "ret")
_STATUS: Final[Mapping[FindingStatus, Tone]] = {
    FindingStatus.NEW: "warn",
    FindingStatus.EXPLAINED: "info",
    FindingStatus.CONFIRMED: "bad",
    FindingStatus.FALSE_MATCH: "ok",
}
_PROOFS: Final[tuple[tuple[Tone, str, str | None], ...]] = (
    ("ok", "有证明", None),
    ("warn", "待补强", None),
    ("wait", "声明", "declared"),
)
_MEMBER_HELP: Final = "不填的为全家共有。"


# What stands at the right ---------------------------------------------------------------------------------------


class _Sum(Card):
    """One of the two sums: two amounts, and what comes of them. They share neither line nor colour."""

    def __init__(self, title: str, note: str, captions: tuple[str, str, str], tone: Tone | None) -> None:
        super().__init__(title, tone=tone)
        self.add(Words(note, "note", wraps=True))
        self._values = [Words("—"), Words("—")]
        for caption, value in zip(captions, self._values, strict=False):
            value.setAccessibleName(f"{title}，{caption}")
            self.add_row(Words(caption, "caption"), None, value)
        self.add(Rule())
        self.how = Words(captions[2], "note")
        self.result = Words("—", "sum", tone)
        self.result.setAccessibleName(title)
        self.add_row(self.how, None, self.result)

    def show_sum(self, amounts: tuple[Decimal, Decimal], how: str, result: Decimal) -> None:
        """Both amounts, how they are taken together, and what comes of it."""
        for value, amount in zip(self._values, amounts, strict=True):
            value.setText(money.grouped(amount))
        self.how.setText(how)
        self.result.setText(f"{money.grouped(result)} 元")

    def clear(self) -> None:
        """Nothing can be reckoned."""
        for value in (*self._values, self.result):
            value.setText("—")


class _Scale(Card):
    """与标准线比: the zones of the place, the line of the day with its document."""

    def __init__(self) -> None:
        self.chip = Chip("wait", "—", "law")
        super().__init__("与标准线比", right=(self.chip,))
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.source = Words("", "note", wraps=True)
        self.add(self.source)

    def show_reckoning(self, reckoned: Reckoning) -> None:
        """Where the household stands."""
        self.clear()
        self.note.say(
            f"规则包：{reckoned.pack}",
            "warn" if reckoned.unverified else None,
        )
        category = reckoned.category
        self.chip.say("info" if category else "wait", category_word(category) if category else "不符合建档条件", "law")
        bands = [band for band in reckoned.bands if band.above is None or band.above < band.up_to]
        marks = sorted({band.up_to: band.caption for band in reversed(bands)}.items())
        if marks:
            zones = [(word, _ZONES[min(at, 2)]) for at, (_, word) in enumerate(marks)]
            named = [(amount, "标准线" if amount == reckoned.line.amount else "") for amount, _ in marks]
            scale = ThresholdScale(
                "与标准线比", max(reckoned.net.per_head, Decimal(0)), named, [*zones, ("不符合", "wait")]
            )
            self._place.addWidget(scale)
        line = reckoned.line
        since = f"{line.first_day.year}年{line.first_day.month}月{line.first_day.day}日起"
        self.source.setText(f"{line.label} {money.grouped(line.amount)} · {line.source} · {since}")

    def clear(self) -> None:
        """Nothing can be reckoned."""
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.chip.say("wait", "—", "law")


def _points_table() -> ShortTable[TurningPoint]:
    return ShortTable(
        (
            Column(key="fact", title="事实", cell=lambda one: f"{one.caption}{_of(one)}", stretch=True),
            Column(key="now", title="现在", cell=lambda one: one.now, align="right"),
            Column(key="turn", title="改变点", cell=lambda one: one.turn, align="right"),
            Column(key="becomes", title="结果", cell=_becomes, width=104),
        ),
        lambda one: (one.fact, one.subject, one.turn),
        "哪一个事实会改变结果",
        most=None,
        row_height=26,
    )


def _of(point: TurningPoint) -> str:
    return "" if point.fact.label in point.caption or not point.subject else f" {point.fact.label}"


def _becomes(point: TurningPoint) -> Cell:
    if not point.changes:
        return Cell("不变", "wait", chip=True, icon="same")
    word = category_word(point.becomes) if point.becomes else "不符合"
    return Cell(word, "warn" if point.becomes else "bad", chip=True, icon="turns")


# What else a reckoning rests on ---------------------------------------------------------------------------------


def _yes(value: bool) -> str:
    return "是" if value else "否"


class _Beside(QWidget):
    """Records of one kind, and the form that adds one or, opened with Enter, corrects it."""

    def __init__(self, table: ShortTable[Any], form: ActForm, card: str, icon: str) -> None:
        super().__init__()
        self.table = table
        self.form = form
        self.card = Card(card, icon)
        self.card.add(form)
        inner = QWidget()
        inner.setProperty("role", "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addWidget(table)
        whole.addWidget(Scrolled(inner), 1)


def _detail_given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the detail apart from those of the finding."""
    names = {one.name for one in _DETAIL}
    return {
        **{name: value for name, value in values.items() if name not in names},
        "detail": {name: value for name, value in values.items() if name in names},
    }


_DETAIL_NAMES: Final = (
    "area",
    "holding",
    "purpose",
    "price",
    "habitual",
    "role",
    "controlling",
    "hired_hands",
    "fee",
    "public_fee",
    "self_paid",
    "amount",
)
_DETAIL: Final = tuple(field("asset_detail", name) for name in _DETAIL_NAMES)


def _fields(record: str, *names: str) -> list[Field]:
    return [field(record, name) for name in names]


# The page -------------------------------------------------------------------------------------------------------


class MeansTestPage(Page):
    """算账: the sheet at the left, what comes of it at the right."""

    watches = frozenset(
        {
            "budget_line",
            "asset_finding",
            "accident",
            "union_aid",
            "circumstances",
            "means_test",
            "household_member",
            "case_file",
        }
    )
    hints = (
        "Enter 下一格",
        "F4 每月/每年",
        "金额可写 2000*12+800",
        "小键盘 + 新行",
        "Ctrl+S 存收支",
        "Ctrl+Z 撤销",
        "F8 下一处要看",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key: int | str | None = None
        self.shown: MeansSheet | None = None
        self.reckoned: Reckoning | None = None
        self._remarks: list[Remark] = []
        self._at_remark = -1
        self._handing = False
        """Whether lines are on their way into the store: what changes there is this page's own doing."""
        self._wide = True
        self._place = (1, 0)
        """Where the cursor stands when the lines are shown."""
        self.sheet = BudgetSheet()
        self.table = BudgetTable(self.sheet)
        self._empty = EmptyState("means", "还没有选定一户", "在档案里选一户，从它的“算账”进来。", (self._to_list(),))
        self._whole = QWidget()
        self._lay_out()
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._whole, 1)
        self._whole.hide()
        self.drafts = DraftKeeper(desk, self.table, self.bars, lambda: {"lines": self.sheet.draft()}, self._take_draft)
        self.sheet.lines_changed.connect(self._reckon)
        self.sheet.lines_changed.connect(self.drafts.clock.start)
        for keys, do in (
            ("Ctrl+S", call(self.keep)),
            ("F8", call(self._next_remark, 1)),
            ("Shift+F8", call(self._next_remark, -1)),
            ("Ctrl+Tab", call(self._turn, 1)),
            ("Ctrl+Shift+Tab", call(self._turn, -1)),
            ("F5", call(self.refresh)),
            ("F6", call(self._next_pane)),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _to_list(self) -> Button:
        button = Button("去档案", icon="households", kind="main")
        button.clicked.connect(call(self.desk.go, "households"))
        return button

    # laying out

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._head())
        self.closed = Bar("info", "")
        self.closed.hide()
        column.addWidget(self.closed)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addLayout(self._left(), _WIDTHS[0])
        row.addWidget(self._right(), _WIDTHS[1])
        column.addLayout(row, 1)

    def _head(self) -> Card:
        head = Card()
        head.setAccessibleName("户主")
        self.name = Words("", "page")
        self.state = Chip("wait", "")
        self.about = Words("", "caption")
        self.version = Chip("wait", "", "edit")
        self.main = Button(ACTS["run-means-test"].label, icon="means", key="F9", kind="main")
        self.main.clicked.connect(call(self.reckon))
        keep = Button("存收支", icon="save", hint="Ctrl+S")
        keep.clicked.connect(call(self.keep))
        back = Button("一户一档", icon="households")
        back.clicked.connect(lambda: self.desk.go("household", self.shown.case if self.shown else None))
        head.add_row(self.name, self.state, self.about, None, self.version, back, keep, self.main)
        return head

    def _left(self) -> QVBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("算账的各部分")
        self.stack = QStackedWidget()
        for title in ("收支", "财产和疑点", "意外事故", "已得救助", "核算情况"):
            self.tabs.addTab(title)
        self.stack.addWidget(self._lines())
        self.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        return column

    def _lines(self) -> QWidget:
        add = Button("新增", icon="add", hint="小键盘 +", small=True)
        away = Button("删除", icon="delete", hint="Ctrl+Del", small=True)
        undo = Button("撤销", icon="undo", hint="Ctrl+Z", small=True)
        self.more = Button("更多列", icon="columns", small=True)
        self.more.setCheckable(True)
        add.clicked.connect(call(self._add_line))
        away.clicked.connect(call(self.table.remove_line))
        undo.clicked.connect(call(self.sheet.undo.undo))
        self.more.toggled.connect(lambda on: self.table.show_more(more=on))
        self.proofs = [Chip(tone, f"{word} 0", icon) for tone, word, icon in _PROOFS]
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for button in (add, away, undo, self.more):
            row.addWidget(button)
        row.addStretch(1)
        for chip in self.proofs:
            row.addWidget(chip)
        self.remark = Bar("warn", "", "")
        self.remark.hide()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.remark)
        return whole

    def _right(self) -> QWidget:
        self.gap = _Sum("一、家庭收支缺口", "只作困难说明，不作认定", ("全年收入", "减 全部支出", "缺口（年）"), None)
        self.net = _Sum(
            "二、认定：月人均净收入", "日常生活支出不扣", ("全年收入", "减 刚性支出", "÷ 人数 ÷ 12 月"), "info"
        )
        self.scale = _Scale()
        self.points = _points_table()
        points = Card("哪一个事实会改变结果")
        points.add(self.points, 1)
        sums = QHBoxLayout()
        sums.setSpacing(px(8))
        sums.addWidget(self.gap, 1)
        sums.addWidget(self.net, 1)
        self.points.setMinimumHeight(px(112))
        inner = QWidget()
        inner.setProperty("role", "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(sums)
        column.addWidget(self.scale)
        column.addWidget(points, 1)
        return Scrolled(inner)

    def _build_tabs(self, people: type[Choice]) -> None:
        """The forms of the other tabs: whose a record is depends on the household."""
        while self.stack.count() > 1:
            old = self.stack.widget(1)
            self.stack.removeWidget(old)
            old.deleteLater()
        member = person_field("member", "属于谁", (people,), asks=_MEMBER_HELP)
        self.findings = _Beside(
            self._findings_table(),
            self._form(
                "record-finding",
                [member, *_fields("asset_finding", "kind", "what", "status", "explanation", "paper"), *_DETAIL],
                _detail_given,
            ),
            "登记一项；在上面选一项按 Enter，就更正它",
            "edit",
        )
        self.findings.table.row_opened.connect(self._open_finding)
        accident = ("what", "on", "cost", "compensation", "casualty_of_major_event", "still_in_hardship", "paper")
        self.accidents = _Beside(
            self._accidents_table(),
            self._form("record-accident", [member, *_fields("accident", *accident)]),
            "登记一起意外",
            "edit",
        )
        self.aid = _Beside(
            self._aid_table(),
            self._form("record-union-aid", _fields("union_aid", "on", "amount", "what", "festival_gift")),
            "登记一笔已得的工会救助",
            "edit",
        )
        self.circumstances = _Beside(self._people_table(), self._circumstances_form(people), "核算情况", "edit")
        for tab in (self.findings, self.accidents, self.aid, self.circumstances):
            self.stack.addWidget(tab)

    def _form(
        self, act: str, fields: Sequence[Field], given: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    ) -> ActForm:
        form = ActForm(self.desk, act, fields, given=given, icon="save", key="Ctrl+Return", kind="plain")
        form.done.connect(call(self.desk.say, f"{ACTS[act].label}已办好。"))
        return form

    @staticmethod
    def _findings_table() -> ShortTable[means_test.Finding]:
        return ShortTable(
            (
                Column(key="kind", title="种类", cell=lambda one: one.kind.label),
                Column(key="what", title="内容", cell=lambda one: Cell(one.what, tip=one.what), stretch=True),
                Column(
                    key="status",
                    title="核实结果",
                    cell=lambda one: Cell(one.status.label, _STATUS[one.status], chip=True),
                ),
                Column(key="paper", title="证明", cell=lambda one: one.paper or "—"),
            ),
            lambda one: one.uid,
            "财产和疑点",
            most=5,
        )

    @staticmethod
    def _accidents_table() -> ShortTable[means_test.Accident]:
        return ShortTable(
            (
                Column(key="on", title="日期", cell=lambda one: one.on.isoformat()),
                Column(key="what", title="事由", cell=lambda one: one.what, stretch=True),
                Column(key="cost", title="支出", cell=lambda one: money.grouped(one.cost), align="right"),
                Column(key="paid", title="赔付", cell=lambda one: money.grouped(one.compensation), align="right"),
                Column(key="paper", title="证明", cell=lambda one: one.paper or "—"),
            ),
            lambda one: one.uid,
            "意外事故",
            most=5,
        )

    @staticmethod
    def _aid_table() -> ShortTable[means_test.UnionAid]:
        return ShortTable(
            (
                Column(key="on", title="日期", cell=lambda one: one.on.isoformat()),
                Column(key="what", title="项目", cell=lambda one: one.what or "—", stretch=True),
                Column(key="amount", title="金额", cell=lambda one: money.grouped(one.amount), align="right"),
                Column(key="gift", title="节日慰问", cell=lambda one: _yes(one.festival_gift)),
            ),
            lambda one: one.uid,
            "已得工会救助",
            most=6,
        )

    @staticmethod
    def _people_table() -> ShortTable[means_test.MeansPerson]:
        return ShortTable(
            (
                Column(key="name", title="姓名", cell=lambda one: Cell(one.name, bold=True), stretch=True),
                Column(key="work", title="状况", cell=lambda one: one.work_status.label if one.work_status else "—"),
                Column(key="able", title="劳动能力", cell=lambda one: one.capacity.label if one.capacity else "—"),
                Column(key="counted", title="计入", cell=lambda one: _yes(one.counted)),
                Column(key="why", title="不计入的原因", cell=lambda one: one.reason_words or "—"),
            ),
            lambda one: one.uid,
            "计入人口",
            most=6,
        )

    def _circumstances_form(self, people: type[Choice]) -> ActForm:
        asked = _fields(
            "circumstances",
            "settlement",
            "deep_grounds",
            "migrant",
            "union_member",
            "labour_months",
            "low_income_is_cause",
            "last_helped_on",
            "still_in_hardship",
        )
        for at, one in enumerate(people):
            asked.append(Field(name=f"paper_{at}", label=f"{one.label}不推定工资的证明", most=200))
            asked.append(Field(name=f"year_{at}", label=f"{one.label}退休年份", kind=Kind.WHOLE, most=2100))
        return self._form("record-circumstances", asked, partial(_circumstances_given, list(people)))

    # what the frame calls

    def open(self, key: object = None) -> None:
        if isinstance(key, int | str) and key != self._key:
            self.drafts.keep()
            self._key = key
            self.shown = None
            self._place = (1, 0)
            self.clear_bars()
            self.tabs.setCurrentIndex(0)
        self.refresh()

    def returned(self) -> None:
        self.table.setFocus()

    def back(self) -> bool:
        if self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
            return True
        self.drafts.keep()
        return False

    def set_room(self, width: int) -> None:
        for chip in self.proofs:
            chip.setVisible(width >= _ROOM)
        self._wide = width >= _WIDE
        self._say_about()

    def refresh(self) -> None:
        if self._key is not None:
            self.desk.ask(self, partial(_sheet, self._key), self._show, topic="sheet", failed=self.show_failure)

    # showing

    def _show(self, shown: MeansSheet | None) -> None:
        self._empty.setVisible(shown is None)
        self._whole.setVisible(shown is not None)
        if shown is None or self._handing:
            return
        new = self.shown is None or self.shown.case != shown.case
        before, self.shown = self.shown, shown
        people = people_choice((one.uid, one.name) for one in shown.facts.persons)
        self._show_head(shown)
        if before is None or new or before.facts.persons != shown.facts.persons:
            self.sheet.know_people(people)
            self._build_tabs(people)
            self._begin_forms(shown)
        self._show_records(shown)
        if new:
            self._show_lines(shown)
            self.table.setFocus()
            self.table.go_to(min(self._place[0], self.sheet.rowCount() - 1), self._place[1])
        elif before is not None and (before.facts.lines, before.remarks) != (shown.facts.lines, shown.remarks):
            self._lines_elsewhere(before, shown)
        self._reckon()

    def _show_lines(self, shown: MeansSheet) -> None:
        self.sheet.show_lines(shown.facts.lines, shown.remarks)
        self.drafts.begin(f"means-test:{shown.case}")

    def _lines_elsewhere(self, before: MeansSheet, shown: MeansSheet) -> None:
        """The lines in the store are others than before: shown, unless something is typed that is not kept yet."""
        typed = BudgetSheet()
        typed.show_lines(before.facts.lines, before.remarks)
        if typed.draft() == self.sheet.draft():
            at = self.table.currentIndex()
            self._show_lines(shown)
            self.table.go_to(min(max(at.row(), 0), self.sheet.rowCount() - 1), max(at.column(), 0))
        else:
            self.bars.addWidget(Bar("warn", "这一户的收支在别处改过，这里还有没存的；存收支时两边都会留下。"))

    def _show_head(self, shown: MeansSheet) -> None:
        self.name.setText(shown.head or "（没有户主）")
        self.state.say(state_tone(shown.state), shown.state.label)
        self._say_about()
        if shown.version and not shown.changed:
            self.version.say("ok", f"第 {shown.version} 版")
        else:
            self.version.say("wait", f"第 {shown.version + 1} 版草稿", "edit")
        self.version.setToolTip(f"上一版之后改了：{'、'.join(shown.changed)}" if shown.changed else "")
        why = self.desk.why_not("run-means-test") or shown.against.get("run-means-test", "")
        self.main.setEnabled(not why)
        self.main.setAccessibleDescription(why)
        self.closed.setVisible(bool(why))
        if why:
            self.closed.say("info", f"现在还不能算账：{why}", "收支可以先填，用 Ctrl+S 存下。")

    def _say_about(self) -> None:
        if self.shown is None:
            return
        facts = self.shown.facts
        first, last = means_test.window(facts.applied_on)
        parts = [f"{len(facts.counted)} 人计入", f"申请日 {facts.applied_on}"]
        if self._wide:
            parts = [self.shown.number, *parts, f"计算期 {first:%Y-%m} 至 {last:%Y-%m}"]
        self.about.setText(" · ".join(parts))

    def _begin_forms(self, shown: MeansSheet) -> None:
        for name, tab in (("finding", self.findings), ("accident", self.accidents), ("aid", self.aid)):
            tab.form.begin(f"{name}:{shown.case}", case=shown.case)

    def _show_records(self, shown: MeansSheet) -> None:
        facts = shown.facts
        self.findings.table.show_rows(facts.findings)
        self.accidents.table.show_rows(facts.accidents)
        self.aid.table.show_rows(facts.aid)
        self.circumstances.table.show_rows(facts.persons)
        self._show_circumstances(shown)
        for place, (title, count) in enumerate(
            (
                ("收支", len(facts.lines)),
                ("财产和疑点", len(facts.findings)),
                ("意外事故", len(facts.accidents)),
                ("已得救助", len(facts.aid)),
            )
        ):
            self.tabs.setTabText(place, f"{title} {count}" if count else title)

    def _show_circumstances(self, shown: MeansSheet) -> None:
        facts, form = shown.facts, self.circumstances.form
        values: dict[str, Any] = {
            "settlement": str(facts.settlement),
            "deep_grounds": [str(ground) for ground in facts.deep_grounds] or None,
            "migrant": facts.migrant,
            "union_member": facts.union_member,
            "labour_months": facts.labour_months,
            "low_income_is_cause": facts.low_income_is_cause,
            "last_helped_on": facts.last_helped_on,
            "still_in_hardship": facts.still_in_hardship,
        }
        for at, one in enumerate(facts.persons):
            values[f"paper_{at}"] = one.imputation_disproved_by or None
            values[f"year_{at}"] = one.retires_in
        form.begin(f"circumstances:{shown.case}", values, case=shown.case)

    def _open_finding(self, key: object) -> None:
        """Correct or settle a finding: its values come into the form, the cursor on what became of it."""
        shown = self.shown
        found = next((one for one in shown.facts.findings if one.uid == key), None) if shown else None
        if shown is None or found is None:
            return
        form = self.findings.form
        values = {
            "member": found.person,
            "kind": str(found.kind),
            "what": found.what,
            "status": str(found.status),
            "explanation": found.explanation or None,
            "paper": found.paper or None,
            **{name: getattr(found.detail, name) for name in _DETAIL_NAMES},
        }
        form.begin(f"finding:{found.uid}", values, case=shown.case, finding=found.uid)
        form.form.field("status").setFocus(Qt.FocusReason.TabFocusReason)

    # reckoning while typing

    def _reckon(self) -> None:
        if self.shown is not None:
            facts = replace(self.shown.facts, lines=self.sheet.facts)
            self.desk.ask(self, lambda look: outcome(look, facts), self._show_outcome, topic="outcome")

    def _show_outcome(self, found: Outcome) -> None:
        if isinstance(found, tuple):
            self.reckoned = None
            self.gap.clear()
            self.net.clear()
            self.scale.clear()
            self.points.show_rows(())
            self._show_remarks([Remark(told.code, told.sentence, told.field) for told in found])
            return
        self.reckoned = found
        gap, net = found.gap, found.net
        self.gap.show_sum((gap.income, gap.spending), "缺口（年）" if gap.gap >= 0 else "结余（年）", abs(gap.gap))
        self.net.show_sum((net.income, net.rigid), f"÷ {net.heads} 人 ÷ 12 月", net.per_head)
        self.scale.show_reckoning(found)
        self.points.show_rows(found.turning_points)
        for chip, (tone, word, icon), count in zip(
            self.proofs, _PROOFS, (found.proven, found.weak, found.declared), strict=True
        ):
            chip.say(tone, f"{word} {count}", icon)
        self._show_remarks(list(found.remarks))

    def _show_remarks(self, remarks: list[Remark]) -> None:
        self._remarks = remarks
        self._at_remark = 0 if remarks else -1
        self._say_remark()

    def _say_remark(self) -> None:
        self.remark.setVisible(bool(self._remarks))
        if self._remarks:
            count = len(self._remarks)
            more = f"第 {self._at_remark + 1} 条，共 {count} 条；F8 看下一条" if count > 1 else ""
            self.remark.say("warn", self._remarks[self._at_remark].text, more)

    def _next_remark(self, by: int) -> None:
        """The next thing worth a look, the cursor on its line; first of all what cannot be read."""
        faults = self.sheet.faults
        if faults:
            row, column, _ = faults[0]
            self.table.setFocus()
            self.table.go_to(row, column)
        elif self._remarks:
            self._at_remark = (self._at_remark + by) % len(self._remarks)
            self._say_remark()
            place = self.sheet.place(self._remarks[self._at_remark].subject or "")
            if place is not None:
                self.table.setFocus()
                self.table.go_to(place, 3)

    # keeping and reckoning

    def _lines_given(self) -> list[Any] | None:
        """The lines as they are handed in; ``None`` after saying what is unfinished."""
        self.clear_bars()
        try:
            return list(self.sheet.given(self.shown.case)) if self.shown else None
        except Refused as refused:
            self._refused(failure_of(refused))
            return None

    def keep(self) -> None:
        """Ctrl+S: the lines go into the store, reckoned or not."""
        self._hand_in(lambda: self.desk.say("收支已存下。"))

    def reckon(self) -> None:
        """F9: the lines go into the store, and a version is kept of what they come to."""
        if self.main.isEnabled():
            self._hand_in(self._run)

    def _hand_in(self, then: Callable[[], None]) -> None:
        lines = self._lines_given()
        if self.shown is None or lines is None:
            return
        case, office = self.shown.case, self.desk.office
        known = frozenset(line.uid for line in self.shown.facts.lines)
        self.drafts.keep()
        self._handing = True
        self.desk.run(
            self,
            lambda _progress: keep_lines(office, case, lines, known),
            partial(self._kept, then),
            failed=self._refused,
        )

    def _kept(self, then: Callable[[], None], _done: Done) -> None:
        """The sheet begins anew with what the store has; what was typed stays kept even if the reckoning is refused."""
        self._handing = False
        self.drafts.drop()
        at = self.table.currentIndex()
        self._place = (max(at.row(), 0), max(at.column(), 0))
        then()
        self.shown = None
        self.refresh()

    def _run(self) -> None:
        if self.shown is not None:
            given = given_from(given_kind("run-means-test"), {"case": self.shown.case})
            self.desk.do(self, "run-means-test", given, self._run_done, failed=self.show_failure)

    def _run_done(self, done: Done) -> None:
        word = category_word(done.more["category"]) if done.more["category"] else "不符合建档条件"
        self.desk.say(f"算账第 {done.more['version']} 版：{word}，月人均净收入 {done.more['net_per_head']} 元。")

    def _refused(self, failure: Failure) -> None:
        self._handing = False
        self.show_failure(failure)
        self._next_fault()

    def _next_fault(self) -> None:
        if self.sheet.faults:
            row, column, _ = self.sheet.faults[0]
            self.table.setFocus()
            self.table.go_to(row, column)

    def _take_draft(self, values: Mapping[str, Any]) -> None:
        self.sheet.take_draft(values["lines"])
        self._reckon()

    # moving

    def _add_line(self) -> None:
        self.table.setFocus()
        self.table.add_line()

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _turned(self, place: int) -> None:
        if place < self.stack.count():
            self.stack.setCurrentIndex(place)
            (self.table if place == 0 else self.tabs).setFocus()

    def _next_pane(self) -> None:
        (self.points if self.table.hasFocus() else self.table).setFocus()


def _sheet(key: int | str, look: Any) -> MeansSheet | None:
    return means_sheet(look, key)


def _circumstances_given(people: Sequence[Choice], values: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in values.items() if not name.startswith(("paper_", "year_"))}
    of_people = [
        {
            "member": str(one),
            "imputation_disproved_by": values.get(f"paper_{at}"),
            "retires_in": values.get(f"year_{at}"),
        }
        for at, one in enumerate(people)
        if f"paper_{at}" in values or f"year_{at}" in values
    ]
    return {**plain, "people": of_people}


PAGE = PageSpec(title="算账", build=MeansTestPage)
