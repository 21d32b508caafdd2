"""一户一档: one household, whole. Where it stands, what it lacks, everything that is stored about it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from centre_app.core.acts import ACTS
from centre_app.core.fields import field
from centre_app.core.households import HEAD
from centre_app.core.moments import CHINA
from centre_app.core.people import age_on
from centre_app.core.vocabulary.filing import CaseState, StepCode
from centre_app.services import search, trail
from centre_app.services.binding import given_kind
from centre_app.services.case_files import CaseFile, Row, Section, case_file
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.services.standing import CaseStanding, standing_of
from centre_app.services.trail import LogLine
from centre_app.services.work import Done
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Chip, EmptyState, Glyph, Rule, Words
from centre_app.ui.case_view import category_word, gates_of, next_sentence, short_day, state_tone, steps_of
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import refill
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call
from centre_app.ui.tracks import GateStrip, StepTrack
from centre_app.ui.values import caption, said, said_of

__all__ = ["PAGE"]

_WIDTHS: Final = (484, 352, 338)
_LATEST: Final = 5
"""Lines of the trail that the overview shows."""


# Asking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """A household as its page shows it."""

    key: int | str
    file: CaseFile
    standing: CaseStanding
    lines: tuple[LogLine, ...]
    """The trail, newest first."""

    def section(self, code: str) -> Section:
        """The records of one kind."""
        return next(one for one in self.file.sections if one.code == code)

    @property
    def head(self) -> Row | None:
        """The head of the household."""
        return next((row for row in self.section("members").rows if row.values["relation"] == HEAD), None)


def opened(office: Office, key: int | str) -> Opened | None:
    """Leave the line that says who looked, then read everything."""
    with office.look() as look:
        uid = search.case_uid(look, key) if isinstance(key, int) else key
    if uid is None:
        return None
    office.view(uid)
    with office.look() as look:
        lines = tuple(reversed(trail.lines_of(look, uid)))
        return Opened(key, case_file(look, uid), standing_of(look, uid), lines)


# The tabs besides the overview ----------------------------------------------------------------------------------

_TABS: Final = (
    ("members", "成员"),
    ("visits", "走访"),
    ("budget_lines", "收支"),
    ("means_tests", "算账"),
    ("papers", "材料"),
    ("notices", "公示"),
    ("meetings", "会议"),
    ("pages", "签字"),
    ("pairings", "结对"),
    ("union_aid", "帮扶"),
    ("notes", "备注"),
)
_WORTH: Final = 9
"""Columns of a table of records; the others are in the row's tip."""
_LONG: Final = 24


def _columns_of(section: Section) -> list[Column[Row]]:
    """The fields that any of the records fills, in the order of the form."""
    names = [
        name
        for name in (section.rows[0].values if section.rows else ())
        if any(said_of(section.record, row, name) for row in section.rows)
    ][:_WORTH]
    return [_column(section.record, name, last=name == names[-1]) for name in names]


def _column(record: str, name: str, *, last: bool) -> Column[Row]:
    title = caption(record, name)
    return Column(
        key=name, title=title, cell=partial(_cell, record, name), width=max(84, 15 * len(title)), stretch=last
    )


def _cell(record: str, name: str, row: Row) -> Cell:
    value, text = row.values.get(name), said_of(record, row, name)
    if name == "scanned":
        return Cell("已扫描", "ok", chip=True) if value else Cell("缺扫描件", "bad", chip=True)
    if name == "outdated":
        return Cell("已过时", "warn", chip=True) if value else Cell("有效", "ok", chip=True)
    return Cell(text, bold=name == "name", tip=text if len(text) > _LONG else "")


class RecordsTab(QWidget):
    """All records of one kind, with the button that leads to the page where they are made."""

    def __init__(self, lead: Button | None = None) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        if lead is not None:
            whole.addWidget(lead)
        self._column = QVBoxLayout()
        whole.addLayout(self._column, 1)

    def show_section(self, section: Section, title: str) -> None:
        """The records of this section."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if not section.rows:
            self._column.addWidget(EmptyState("paper", f"还没有{title}", "登记之后列在这里。"))
            return
        table: ShortTable[Row] = ShortTable(_columns_of(section), lambda row: row.key, title, most=None)
        table.show_rows(section.rows)
        self._column.addWidget(table)


class NotesTab(QWidget):
    """The notes on this household, and the field for another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.records = RecordsTab()
        self.form = ActForm(desk, "add-note", (field("case_note", "text"),), columns=1, icon="note", key="")
        card = Card("写备注", "note")
        card.add(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(card)
        column.addWidget(self.records, 1)

    def show_section(self, section: Section, title: str) -> None:
        """The notes there are."""
        self.records.show_section(section, title)

    def begin(self, case: str) -> None:
        """The field is for this household."""
        self.form.begin(f"add-note:{case}", case=case)


class TrailTab(QWidget):
    """What was done to this household, newest first."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.table: ShortTable[LogLine] = ShortTable(
            (
                Column(key="at", title="时间", cell=lambda one: said(one.at), width=140),
                Column(key="by", title="谁", cell=lambda one: one.by, width=110),
                Column(key="act", title="做了什么", cell=lambda one: one.label, stretch=True),
            ),
            lambda one: one.number,
            "经过",
            most=None,
        )
        column.addWidget(self.table)

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        self.table.show_rows(lines)


# The overview ---------------------------------------------------------------------------------------------------


def _members_table() -> ShortTable[tuple[Row, date]]:
    return ShortTable(
        (
            Column(key="name", title="姓名", cell=lambda one: Cell(str(one[0].values["name"]), bold=True)),
            Column(
                key="relation",
                title="关系",
                cell=lambda one: said_of("household_member", one[0], "relation"),
            ),
            Column(key="age", title="年龄", cell=lambda one: _age(*one), align="right", room=2),
            Column(
                key="id_number",
                title="证件号码",
                cell=lambda one: Cell(said_of("household_member", one[0], "id_number") or "—", quiet=True),
                room=1,
            ),
            Column(
                key="work",
                title="状况",
                cell=lambda one: said_of("household_member", one[0], "work_status"),
                stretch=True,
            ),
            Column(key="counted", title="计入", cell=lambda one: "是" if one[0].values["counted"] else "否", room=3),
        ),
        lambda one: one[0].key,
        "家庭成员",
    )


def _age(row: Row, today: date) -> str:
    born = row.values.get("birth_date")
    return str(age_on(born, today)) if isinstance(born, date) else "—"


def _visits_table(today: Callable[[], date]) -> ShortTable[Row]:
    return ShortTable(
        (
            Column(key="on", title="日期", cell=lambda row: short_day(_day(row, "on"), today())),
            Column(key="who", title="谁去", cell=_surveyors, stretch=True),
            Column(key="met", title="见到", cell=lambda row: said_of("home_visit", row, "person_met"), room=1),
            Column(
                key="signed",
                title="签字",
                cell=lambda row: (
                    Cell("已签", "ok", chip=True) if row.values.get("signed_how") else Cell("未签", "bad", chip=True)
                ),
                width=84,
            ),
        ),
        lambda row: row.key,
        "走访",
        most=4,
    )


def _surveyors(row: Row) -> str:
    below = next((one for one in row.below if one.code == "surveyors"), None)
    return "、".join(said_of(below.record, each, "person") for each in below.rows) if below else ""


def _day(row: Row, name: str) -> date | None:
    value = row.values.get(name)
    return value if isinstance(value, date) else None


def _papers_table(today: Callable[[], date]) -> ShortTable[Row]:
    return ShortTable(
        (
            Column(key="kind", title="名称", cell=_paper_name, stretch=True),
            Column(
                key="scanned",
                title="状态",
                cell=lambda row: (
                    Cell("已收", "ok", chip=True) if row.values["scanned"] else Cell("缺件", "warn", chip=True)
                ),
            ),
            Column(key="on", title="日期", cell=lambda row: short_day(_day(row, "on"), today()), room=1),
        ),
        lambda row: row.key,
        "材料",
        most=8,
    )


def _paper_name(row: Row) -> str:
    title = said_of("paper", row, "title")
    return title or said_of("paper", row, "kind")


_CURES: Final = ("visits", "notices", "meetings", "pages")
"""The tab where the lack of each gate is cured."""


class Overview(QWidget):
    """概况: three columns of cards."""

    def __init__(self, page: HouseholdPage) -> None:
        super().__init__()
        self._page = page
        self.setProperty("role", "ground")
        self.members = _members_table()
        self.visits = _visits_table(page.today)
        self.papers = _papers_table(page.today)
        self.net = Words("—", "sum", "info")
        self.net_note = Words("", "note")
        self.gap = Words("—", "sum")
        self.gap_note = Words("只作说明，不作认定", "note")
        self.gates = GateStrip(columns=2)
        self.gates.gate_chosen.connect(lambda at: page.turn_to(_CURES[at]))
        self.lacks = QVBoxLayout()
        self.lacks.setSpacing(px(6))
        self.main = GuardedButton(Button("—", icon="apply", key="F9", kind="main"))
        self.main.button.clicked.connect(call(page.do_next))
        self.next = Words("", "strong", wraps=True)
        self.next_note = Words("", "caption", wraps=True)
        self.trail = QVBoxLayout()
        self.trail.setSpacing(px(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for column, width in zip((self._left(), self._middle(), self._right()), _WIDTHS, strict=True):
            row.addLayout(column, width)

    def _left(self) -> QVBoxLayout:
        members = self._members = Card("家庭成员", "members", (self._page.link("成员", "members"),))
        members.add(self.members)
        sums = Card("算账结果", "means", (self._page.link("收支和算账", "means_tests"),))
        sums.add_row(
            _figure("家庭收支缺口（年）", self.gap, self.gap_note),
            Rule(upright=True),
            _figure("认定：月人均净收入", self.net, self.net_note),
            None,
            spacing=14,
        )
        visits = Card("走访", "visits", (self._page.link("全部走访", "visits"),))
        visits.add(self.visits)
        return _stacked(members, sums, visits)

    def _middle(self) -> QVBoxLayout:
        papers = self._papers_card = Card("材料", "papers", (self._page.link("全部材料", "papers"),))
        papers.add(self.papers)
        following = Card("下一步", "step")
        following.add(self.next)
        following.add(self.next_note)
        return _stacked(papers, following)

    def _right(self) -> QVBoxLayout:
        self.why = Card("为什么不能建档", "why")
        self.why.add(self.gates)
        self.why.add(self.main)
        self.why.add(Rule())
        self.why.body.addLayout(self.lacks)
        history = self._history = Card("经过", "log", (self._page.link("全部经过", "trail"),))
        history.body.addLayout(self.trail)
        return _stacked(self.why, history)

    def show_household(self, shown: Opened) -> None:
        """Everything of the overview."""
        today = self._page.today()
        self.members.show_rows([(row, today) for row in shown.section("members").rows])
        self.visits.show_rows(shown.section("visits").rows)
        papers = shown.section("papers").rows
        self.papers.show_rows(sorted(papers, key=lambda row: bool(row.values["scanned"])))
        there = sum(bool(row.values["scanned"]) for row in papers)
        self._papers_card.note.setText(f"{len(papers)} 件中已有 {there} 件扫描件" if papers else "还没有登记")
        self._show_sums(shown)
        self._show_gates(shown)
        sentence, who = next_sentence(shown.standing, today)
        self.next.setText(sentence.removeprefix("下一步："))
        self.next_note.setText(who)
        self._history.note.setText(f"{len(shown.lines)} 条")
        refill(self.trail, [Words(_line(one), wraps=True) for one in shown.lines[:_LATEST]])

    def _show_sums(self, shown: Opened) -> None:
        tests = shown.section("means_tests").rows
        if not tests:
            self.net.say("还没有算账")
            self.gap.say("—")
            self.net_note.setText("")
            return
        latest = tests[-1].values
        self.gap.say(f"{said(latest['budget_gap'])} 元")
        self.net.say(f"{said(latest['net_per_head'])} 元", "info")
        category = latest["category"]
        self.net_note.setText(category_word(str(category)) if category else "不符合建档条件")

    def _show_gates(self, shown: Opened) -> None:
        gates = gates_of(shown.standing)
        closed = sum(view.tone == "bad" for view in gates)
        self.why.title.setText("为什么不能建档" if closed else "四关都已过")
        self.gates.show_gates(gates)
        sentences = [told.sentence for gate in shown.standing.gates for told in gate.refusals]
        step = shown.standing.next
        if step is not None:
            sentences = [told.sentence for told in step.missing] + sentences
        refill(self.lacks, [_lack(sentence) for sentence in dict.fromkeys(sentences)])
        caption_, why = self._page.next_act()
        self.main.setVisible(bool(caption_))
        self.main.button.say(caption_)
        self.main.guard(why)


def _line(one: LogLine) -> str:
    return f"{one.at.astimezone(CHINA):%m-%d %H:%M}  {one.by} {one.label}"


def _figure(caption_: str, value: Words, note: Words) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(2))
    for words in (Words(caption_, "note"), value, note):
        column.addWidget(words)
    value.setAccessibleName(caption_)
    return whole


def _lack(sentence: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(10))
    row.addWidget(Glyph("bad", "bad", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(sentence, wraps=True), 1)
    return line


def _stacked(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(8))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


# The page -------------------------------------------------------------------------------------------------------

_GOES_TO: Final = {
    "record-visit": "visits",
    "record-appraisal": "visits",
    "hold-meeting": "meetings",
    "post-notice": "notices",
    "take-down-notice": "notices",
    "settle-grievance": "notices",
    "sign": "signatures",
    "pair": "pairing",
    "record-pairing-visit": "pairing",
    "set-budget-line": "means_test",
    "run-means-test": "means_test",
}
"""The page on which an act that needs more than the household is done."""
_LEADS: Final = {
    "visits": ("visits", "登记走访", "visits"),
    "budget_lines": ("means_test", "填写收支", "means"),
    "means_tests": ("means_test", "去算账", "means"),
    "papers": ("application", "登记材料", "attach"),
}
"""From which tab which page is gone to, and how its button reads."""
_AT_ONCE: Final = frozenset({"apply", "approve"})
"""Acts that need nothing but the household."""
_PLACES: Final = {
    StepCode.ENTER: "visits",
    StepCode.LOOK: "visits",
    StepCode.RECKON: "means_tests",
    StepCode.DISCUSS: "visits",
    StepCode.APPRAISE: "meetings",
    StepCode.PUBLICISE: "notices",
    StepCode.REVIEW: "pages",
}
"""The tab where a step's evidence is."""


class HouseholdPage(Page):
    """One household: head, track, tabs."""

    watches = frozenset(
        {
            "case_file",
            "household",
            "household_member",
            "paper",
            "home_visit",
            "budget_line",
            "means_test",
            "appraisal",
            "meeting_case",
            "notice_entry",
            "notice_place",
            "grievance",
            "issued_page",
            "signature",
            "pairing",
            "pairing_visit",
            "case_note",
        }
    )
    hints = ("F9 主要操作", "Alt+← 上一户", "Alt+→ 下一户", "Ctrl+Tab 换标签", "Esc 返回")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key: int | str | None = None
        self.shown: Opened | None = None
        self._old: set[int] = set()
        """Tabs that do not show yet what has been read."""
        self._lay_out()
        for keys, do in (
            ("Alt+Left", call(self._walk, -1)),
            ("Alt+Right", call(self._walk, 1)),
            ("Ctrl+Tab", call(self._turn, 1)),
            ("Ctrl+Shift+Tab", call(self._turn, -1)),
            ("F5", call(self.refresh)),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _lay_out(self) -> None:
        head = Card()
        head.setAccessibleName("户主")
        self.name = Words("", "page")
        self.about = Words("", "caption")
        self.state = Chip("wait", "")
        self.category = Chip("wait", "", "law")
        self.numbers = Words("", "caption")
        self.before = Button("上一户", icon="back", hint="Alt+←", kind="quiet")
        self.after = Button("下一户", icon="forward", hint="Alt+→", kind="quiet")
        self.before.clicked.connect(call(self._walk, -1))
        self.after.clicked.connect(call(self._walk, 1))
        head.add_row(self.name, self.about, self.state, self.category, self.numbers, None, self.before, self.after)
        self.track = StepTrack()
        self.track.step_chosen.connect(self._turn_to_step)
        head.add(self.track)
        self.body.addWidget(head)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("这一户的各部分")
        self.body.addWidget(self.tabs)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.overview = Overview(self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setProperty("role", "ground")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.overview)
        self.stack.addWidget(scroll)
        self.tabs.addTab("概况")
        self.notes = NotesTab(self.desk)
        self.notes.form.done.connect(call(self.desk.say, "备注已写好。"))
        self._records: dict[str, RecordsTab | NotesTab] = {code: RecordsTab(self._lead(code)) for code, _ in _TABS}
        self._records["notes"] = self.notes
        for code, title in _TABS:
            self.tabs.addTab(title)
            self.stack.addWidget(self._records[code])
        self.trail = TrailTab()
        self.tabs.addTab("经过")
        self.stack.addWidget(self.trail)
        self._codes = ["overview", *(code for code, _ in _TABS), "trail"]
        self.tabs.currentChanged.connect(self._turned)

    # what the frame calls

    def open(self, key: object = None) -> None:
        if isinstance(key, int | str):
            if key != self._key:
                self.tabs.setCurrentIndex(0)
                self.clear_bars()
            self._key = key
            self.refresh()
        self.tabs.setFocus()

    def refresh(self) -> None:
        if self._key is not None:
            office, key = self.desk.office, self._key
            self.desk.runner.read(self, partial(opened, office, key), self._show, self.show_failure, "household")

    def returned(self) -> None:
        """After a lock the cursor is where it was; from elsewhere it is on the tabs."""
        focus = self.focusWidget()
        (focus or self.tabs).setFocus()

    def today(self) -> date:
        """The office's day."""
        return self.desk.office.today

    def _lead(self, code: str) -> Button | None:
        """What leads from a tab to the page where its records are made."""
        page, caption_, icon = _LEADS.get(code, ("", "", ""))
        if not page or not self.desk.has_page(page):
            return None
        button = Button(caption_, icon=icon)
        button.clicked.connect(lambda: self.desk.go(page, str(self.shown.standing.case) if self.shown else None))
        return button

    # what its parts ask for

    def link(self, caption_: str, code: str) -> Button:
        """A button that turns to a tab."""
        button = Button(caption_, kind="quiet", small=True)
        button.clicked.connect(call(self.turn_to, code))
        return button

    def turn_to(self, code: str) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(self._codes.index(code))
        self.tabs.setFocus()

    def _turn_to_step(self, number: int) -> None:
        self.turn_to(_PLACES[list(StepCode)[number - 1]])

    def next_act(self) -> tuple[str, str]:
        """The caption of the act that leads on, and why it is closed; both empty where there is none."""
        step = self.shown.standing.next if self.shown else None
        if step is None:
            return "", ""
        if why := self.desk.why_not(step.act):
            return step.label, why
        if step.missing and step.act in _AT_ONCE:
            return step.label, f"还差 {len(step.missing)} 项，补齐后可用，任何人不能越过。"
        if step.not_before and step.not_before > self.today():
            return step.label, f"{step.not_before.month}月{step.not_before.day}日起可以办理。"
        if step.act in _AT_ONCE or self.desk.has_page(_GOES_TO.get(step.act, "")):
            return step.label, ""
        return step.label, f"请用命令办理：centre act {step.act}"

    def do_next(self) -> None:
        """F9: the act of the trade that leads on."""
        if self.shown is None or self.shown.standing.next is None:
            return
        act, case = self.shown.standing.next.act, str(self.shown.standing.case)
        self.clear_bars()
        if act in _AT_ONCE:
            given = given_from(given_kind(act), {"case": case})
            self.desk.do(self, act, given, partial(self._done, act), failed=self.show_failure)
        else:
            self.desk.go(_GOES_TO[act], case)

    def _done(self, act: str, done: Done) -> None:
        state = f"，现在是“{CaseState(done.state).label}”" if done.state else ""
        self.desk.say(f"{ACTS[act].label}已办好{state}。")

    # showing

    def _show(self, shown: Opened | None) -> None:
        if shown is None or shown.key != self._key:
            return
        case = str(shown.standing.case)
        if self.shown is None or self.shown.standing.case != shown.standing.case:
            self.notes.begin(case)
        self.shown = shown
        self._show_head(shown)
        self.track.show_steps(steps_of(shown.standing, self.today()))
        self.overview.show_household(shown)
        self.trail.show_lines(shown.lines)
        for place, (code, title) in enumerate(_TABS, start=1):
            count = len(shown.section(code).rows)
            self.tabs.setTabText(place, f"{title} {count}" if count else title)
        self._old = set(range(1, len(_TABS) + 1))
        self._fill(self.tabs.currentIndex())
        self.tabs.setTabText(len(_TABS) + 1, f"经过 {len(shown.lines)}")
        for by, button in ((-1, self.before), (1, self.after)):
            button.setEnabled(self._neighbour(by) is not None)

    def _show_head(self, shown: Opened) -> None:
        case, head = shown.file.case.values, shown.head
        self.name.setText(str(head.values["name"]) if head else "（没有户主）")
        parts = ["家庭户主"]
        if head:
            parts += [said_of("household_member", head, "sex")]
            born = head.values.get("birth_date")
            parts += [f"{age_on(born, self.today())} 岁"] if isinstance(born, date) else []
        self.about.setText(" · ".join(filter(None, parts)))
        state = CaseState(shown.standing.state)
        self.state.say(state_tone(state), state.label)
        category = case["category"]
        self.category.say("info" if category else "wait", category_word(str(category) if category else None), "law")
        number_ = case["archive_no"] or case["local_no"]
        self.numbers.setText(f"档案号 {number_} · 第 {case['episode']} 轮")

    # going on

    def _neighbour(self, by: int) -> Hashable | None:
        order = self.desk.order
        if self._key not in order:
            return None
        place = order.index(self._key) + by
        return order[place] if 0 <= place < len(order) else None

    def _walk(self, by: int) -> None:
        key = self._neighbour(by)
        if isinstance(key, int | str):
            self._key = key
            self.clear_bars()
            self.refresh()

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _turned(self, place: int) -> None:
        self._fill(place)
        self.stack.setCurrentIndex(place)

    def _fill(self, place: int) -> None:
        """Fill a tab with its records when somebody turns to it."""
        if self.shown is not None and place in self._old:
            self._old.discard(place)
            code, title = _TABS[place - 1]
            self._records[code].show_section(self.shown.section(code), title)


PAGE = PageSpec(title="一户一档", build=HouseholdPage)
