"""今日: what must be done now, the most pressing first; and where the office stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from centre_app.core.agenda import Due, is_pressing
from centre_app.core.moments import CHINA
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.lists import CaseField
from centre_app.services import agenda
from centre_app.services.figures import Figures, figures
from centre_app.services.work import Look
from centre_app.ui.buttons import Button
from centre_app.ui.cards import Card, Chip, EmptyState, Rule, Words
from centre_app.ui.charts import BarList, Bars, Part, Series
from centre_app.ui.desk import LISTED, Desk
from centre_app.ui.look import Tone, px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.signals import call

__all__ = ["PAGE"]

_KEYED: Final = 9
_MOST: Final = 5
"""Rows of one card; the others are behind the link in its head."""
_MOST_CAUSES: Final = 3
_SOON: Final = 3
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class _Group:
    """One card of the page: what is due of these kinds."""

    title: str
    icon: str
    kinds: tuple[DueKind, ...]
    all: str
    """Where the whole list is: a page, or a filter of the households."""


_LEFT: Final = (
    _Group(
        "时限到期",
        "clock",
        (DueKind.ANSWER, DueKind.NOTICE_RUN_OUT, DueKind.NOTICE, DueKind.VISIT, DueKind.PAIRING_VISIT),
        "households",
    ),
    _Group("待结对", "pairing", (DueKind.PAIRING,), "pairing"),
    _Group("缺材料", "lacking", (DueKind.SCAN,), "缺材料:有"),
)
_RIGHT: Final = (_Group("待签字", "signatures", (DueKind.SIGNATURE,), "signatures"),)
_TONES: Final[tuple[Tone, ...]] = ("info", "ok")


@dataclass(frozen=True, slots=True)
class _Morning:
    due: tuple[Due, ...]
    figures: Figures


def _morning(look: Look) -> _Morning:
    return _Morning(tuple(agenda.today(look)), figures(look))


class DueRow(QWidget):
    """One thing that is due: its number, its clock, what it is about, and the button that leads to its act."""

    def __init__(self, due: Due, number: int | None, desk: Desk) -> None:
        super().__init__()
        self._due = due
        self._desk = desk
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(_title(due)))
        words.addWidget(Words(_second(due), "note"))
        self.button = Button(_verb(due), small=True)
        self.button.setAccessibleName(f"{_verb(due)}：{due.text}")
        self.button.clicked.connect(call(self.go))
        place = Words(str(number) if number else "", "note")
        place.setFixedWidth(px(14))
        tone, word = _clock(due)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(4), px(10), px(4))
        row.setSpacing(px(8))
        row.addWidget(place)
        clock = QWidget()
        clock.setFixedWidth(px(88))
        inside = QHBoxLayout(clock)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(Chip(tone, word), 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(clock)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def go(self) -> None:
        """Open what it is about."""
        due, desk = self._due, self._desk
        page = _PAGES.get(due.kind, "")
        if desk.has_page(page):
            desk.go(page, str(due.case) if due.case else due.subject)
        elif due.case is not None:
            desk.go("household", str(due.case))


_PAGES: Final = {
    DueKind.ANSWER: "notices",
    DueKind.NOTICE: "notices",
    DueKind.NOTICE_RUN_OUT: "notices",
    DueKind.SIGNATURE: "signatures",
    DueKind.PAIRING: "pairing",
    DueKind.PAIRING_VISIT: "pairing",
}
_VERBS: Final = {
    DueKind.ANSWER: "去答复",
    DueKind.NOTICE: "打开公示",
    DueKind.NOTICE_RUN_OUT: "去撤下",
    DueKind.SIGNATURE: "签字台",
    DueKind.VISIT: "打开档案",
    DueKind.PAIRING: "去结对",
    DueKind.PAIRING_VISIT: "打开结对",
    DueKind.SCAN: "材料单",
}


def _verb(due: Due) -> str:
    return _VERBS[due.kind]


def _clock(due: Due) -> tuple[Tone, str]:
    """The chip of a thing: how much time is left."""
    left = due.days_left
    if due.kind is DueKind.NOTICE_RUN_OUT:
        return "warn", "应撤下"
    if due.kind is DueKind.SCAN:
        return "warn", f"缺 {due.count} 件"
    if left is None:
        return ("warn", "待结对") if due.kind is DueKind.PAIRING else ("wait", "待签")
    if left < 0:
        return "bad", f"超 {-left} 天"
    if left == 0:
        return "bad", "今天"
    return ("bad" if left <= _SOON else "info"), f"剩 {left} 天"


def _title(due: Due) -> str:
    match due.kind:
        case DueKind.NOTICE:
            return f"公示「{due.subject}」：{due.name}"
        case DueKind.NOTICE_RUN_OUT:
            return f"公示「{due.subject}」已期满：{due.name}"
        case DueKind.ANSWER:
            return f"{due.name}家的异议「{due.subject}」待答复"
        case DueKind.VISIT:
            late = due.days_left is not None and due.days_left < 0
            return f"{due.name}家：入户调查{'已过期' if late else '快要过期'}"
        case DueKind.PAIRING:
            return f"{due.name}家：还没有结对干部"
        case DueKind.PAIRING_VISIT:
            return f"{due.name}家：结对走访，{due.detail}"
        case DueKind.SIGNATURE:
            return f"{due.name}家：审批表等{due.detail}签字"
        case DueKind.SCAN:
            return f"{due.name}家：缺 {due.count} 件扫描件"


def _second(due: Due) -> str:
    day = f"{due.due_on.month}月{due.due_on.day}日" if due.due_on else ""
    match due.kind:
        case DueKind.NOTICE:
            return f"{day}期满，期满当日拍末日照片"
        case DueKind.NOTICE_RUN_OUT:
            return "撤下张贴，出具公示结果证明"
        case DueKind.ANSWER:
            return f"{day}前答复"
        case DueKind.VISIT:
            return (
                f"{day}前上会，过后须重新入户（{due.subject}）" if due.days_left and due.days_left > 0 else due.subject
            )
        case DueKind.PAIRING_VISIT:
            return f"应于{day}前走访（{due.subject}）"
        case _:
            return due.subject


def _greeting(now: datetime) -> str:
    hour = now.astimezone(CHINA).hour
    return "上午好" if hour < _NOON else "下午好" if hour < _EVENING else "晚上好"


class TodayPage(Page):
    """The morning page."""

    watches = frozenset({LISTED, "public_notice", "grievance", "signature", "issued_page", "pairing", "paper"})
    hints = ("1－9 打开这一件", "F5 刷新", "Ctrl+K 找一户")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._begun = False
        self.rows: list[DueRow] = []
        """What the numbers 1 to 9 open."""
        self.greeting = Words("", "head")
        self._columns = QWidget()
        self._columns.setProperty("role", "ground")
        self._row = QHBoxLayout(self._columns)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setProperty("role", "ground")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._columns)
        head = QHBoxLayout()
        head.addWidget(self.greeting)
        head.addStretch(1)
        head.addWidget(Words("按紧急程度排列 · 数字键 1－9 直接打开", "note"))
        self.body.addLayout(head)
        self.body.addWidget(scroll, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for number in range(1, _KEYED + 1):
            self._key(str(number), number)
        refresh = QAction(self)
        refresh.setShortcut(QKeySequence("F5"))
        refresh.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        refresh.triggered.connect(call(self.refresh))
        self.addAction(refresh)

    def _key(self, keys: str, number: int) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(call(self._open, number))
        self.addAction(action)

    def open(self, key: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.refresh()
        self.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _morning, self._show, topic="morning", failed=self.show_failure)

    def _open(self, number: int) -> None:
        if number <= len(self.rows):
            self.rows[number - 1].go()

    # showing

    def _show(self, morning: _Morning) -> None:
        actor = self.desk.office.actor.name
        count = sum(map(is_pressing, morning.due))
        said = f"今天有 {count} 件事有时限。" if count else "今天没有到期的事。"
        self.greeting.setText(f"{_greeting(self.desk.office.clock())}，{actor}。{said}")
        self.rows = []
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        left = [self._card(group, morning.due) for group in _LEFT]
        right = [self._card(group, morning.due) for group in _RIGHT]
        here = [card for card in left if card is not None]
        if not here:
            here = [_nothing()]
        self._row.addWidget(_column(here), 6)
        self._row.addWidget(_column([*filter(None, right), self._standing(morning.figures)]), 5)

    def _card(self, group: _Group, due: Sequence[Due]) -> Card | None:
        mine = [one for one in due if one.kind in group.kinds]
        if not mine:
            return None
        link = Button("全部" if len(mine) > _MOST else "打开", kind="quiet", small=True)
        link.setAccessibleName(f"{group.title}，全部 {len(mine)} 件")
        link.clicked.connect(call(self._go_to, group.all))
        card = Card(group.title, group.icon, (link,), note=f"{len(mine)} 件")
        card.body.setSpacing(0)
        for one in mine[:_MOST]:
            number = len(self.rows) + 1
            row = DueRow(one, number if number <= _KEYED else None, self.desk)
            self.rows.append(row)
            card.add(Rule())
            card.add(row)
        if len(mine) > _MOST:
            card.add(Rule())
            card.add(Words(f"另有 {len(mine) - _MOST} 件", "note")).setContentsMargins(px(30), px(6), 0, 0)
        return card

    def _go_to(self, where: str) -> None:
        if self.desk.has_page(where):
            self.desk.go(where)
        else:
            self.desk.go("households", where if ":" in where else "")

    def _standing(self, now: Figures) -> Card:
        """The figures of today; each opens its households."""
        card = Card("全县情况", "reports")
        filed, closed = now.movement.total
        year = self.desk.office.today.year
        big = QHBoxLayout()
        big.setSpacing(px(24))
        shown: tuple[tuple[str, int, Tone | None, str], ...] = (
            ("在档", now.active, None, "状态:在档"),
            ("办理中", now.in_hand, "info", "状态:办理中"),
            ("今年新建", filed, "ok", f"{CaseField.FILED.label}:{year}"),
            ("今年退出", closed, "warn", f"{CaseField.LEFT.label}:{year}"),
            ("已退回", now.returned, "ret", "状态:已退回"),
        )
        for each in shown:
            big.addWidget(self._figure(*each))
        big.addStretch(1)
        card.body.addLayout(big)
        lines = now.movement.lines
        series = [
            Series(head, [line.figures[at] for line in lines], tone)
            for at, (head, tone) in enumerate(zip(now.movement.heads, _TONES, strict=True))
        ]
        quarters = Bars(
            "今年各季度新建和退出", [line.label for line in lines], series, [line.filters for line in lines]
        )
        quarters.part_chosen.connect(self._open_list)
        card.add(quarters)
        if now.causes.lines:
            card.add(Words("在档户主要致困原因（户）", "caption"))
            card.add(self._causes(now))
        return card

    def _figure(self, caption: str, figure: int, tone: Tone | None, line: str) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        link = Button(caption, kind="quiet", small=True)
        link.setAccessibleName(f"{caption} {figure} 户，打开名单")
        link.clicked.connect(call(self.desk.go, "households", line))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Words(str(figure), "big", tone), 0, Qt.AlignmentFlag.AlignHCenter)
        return whole

    def _causes(self, now: Figures) -> BarList:
        shown, rest = now.causes.lines[:_MOST_CAUSES], now.causes.lines[_MOST_CAUSES:]
        parts = [Part(line.label, line.figures[0], line.filters[0]) for line in shown]
        if rest:
            parts.append(Part(f"其他 {len(rest)} 类", sum(line.figures[0] for line in rest)))
        chart = BarList("在档户主要致困原因", parts, quiet_last=bool(rest))
        chart.part_chosen.connect(self._open_list)
        return chart

    def _open_list(self, line: object) -> None:
        """The households behind a figure; what stands together for several causes is told apart in 报表."""
        if isinstance(line, str):
            self.desk.go("households", line)
        else:
            self.desk.go("reports")


def _column(widgets: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    whole.setProperty("role", "ground")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return whole


def _nothing() -> Card:
    card = Card()
    card.add(EmptyState("ok", "今天没有到期的事", "公示、答复、走访和签字到期时，会按紧急程度列在这里。", tint="ok"))
    return card


PAGE = PageSpec(title="今日", build=TodayPage)
