"""会议: meetings that were held with agenda, votes and papers, and the meeting that is being held."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from centre_app.core.vocabulary.filing import Vote
from centre_app.services import committee_room
from centre_app.services.choosing import Known, people_known
from centre_app.services.committee_room import Attended, Item, MeetingView, Record, Room
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import day, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Facts, Words
from centre_app.ui.case_view import category_word
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, DetailPage, SideBySide, cards_over
from centre_app.ui.list_page import Action, ListPage, ListSpec, QuickList
from centre_app.ui.meeting_run import MeetingRun
from centre_app.ui.page import PageSpec
from centre_app.ui.paper_card import PaperCard, PaperKey
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE", "MeetingsPage"]


def _papers_cell(row: Record) -> Cell:
    if not row.has_minutes:
        return Cell("缺记录", tone="bad", chip=True)
    return Cell("齐全", tone="ok", chip=True) if row.has_sheet else Cell("缺签到表", tone="warn", chip=True)


def _items_table() -> ShortTable[Item]:
    return ShortTable(
        (
            Column(key="head", title="户主", cell=lambda one: Cell(one.head, bold=True)),
            Column(key="size", title="人口", cell=lambda one: str(one.size), align="right", room=2),
            Column(key="category", title="类别", cell=lambda one: category_word(one.category)),
            Column(key="for", title="同意", cell=partial(_votes, Vote.FOR), align="right"),
            Column(key="against", title="不同意", cell=partial(_votes, Vote.AGAINST), align="right"),
            Column(key="abstain", title="弃权", cell=partial(_votes, Vote.ABSTAIN), align="right"),
            Column(key="recused", title="回避", cell=lambda one: "、".join(one.recused) or "—", stretch=True),
            Column(key="opinion", title="意见", cell=lambda one: one.opinion, room=3),
        ),
        lambda one: one.case,
        "议程和表决",
        most=12,
    )


def _votes(vote: Vote, one: Item) -> str:
    return str(one.votes.get(vote, 0))


def _people_table() -> ShortTable[Attended]:
    return ShortTable(
        (
            Column(key="name", title="姓名", cell=lambda one: Cell(one.name, bold=True)),
            Column(key="as", title="身份", cell=lambda one: "委员" if one.in_committee else "列席"),
            Column(
                key="there",
                title="到会",
                cell=lambda one: (
                    Cell("到会", tone="ok", chip=True) if one.present else Cell("缺席", tone="wait", chip=True)
                ),
            ),
            Column(key="reason", title="缺席原因", cell=lambda one: one.reason, stretch=True),
        ),
        lambda one: one.name,
        "到会情况",
        most=8,
    )


class MeetingDetail(Detail[MeetingView]):
    """A meeting that was held; its papers beside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "所选会议",
            EmptyState("meetings", "没有选中的会议", "在左边选一次会议，这里显示议程、表决和到会。", width=260),
        )
        self.title = Words("", "head")
        self.chip = Chip("wait", "")
        self.facts = Facts()
        self.items = _items_table()
        self.people = _people_table()
        self.minutes = Words("", wraps=True)
        self.main = GuardedButton(Button("出具会议记录", icon="print", key="F9", kind="main"))
        self.papers = PaperCard(desk)
        head = Card()
        head.add_row(self.title, self.chip, None)
        head.add(self.facts)
        votes = Card("议程和表决", "law")
        votes.add(self.items)
        there = self.there = Card("到会", "users")
        there.add(self.people)
        minutes = Card("会议记录", "note")
        minutes.add(self.minutes)
        left = cards_over((head, votes, there, minutes), self.main)
        self.stand(SideBySide(left, self.papers, ("会议", "打印预览"), (510, 356)))

    def question(self, key: Any) -> Callable[[Look], MeetingView]:
        return partial(_viewed, str(key))

    def show_found(self, found: MeetingView) -> None:
        record = found.record
        self.title.setText(f"会议「{record.number}」研究 {len(found.items)} 户")
        cell = _papers_cell(record)
        self.chip.say(cell.tone or "wait", cell.text)
        self.facts.show_pairs(
            [
                ("召开单位", record.unit),
                ("会议日期", record.on.isoformat()),
                ("地点", found.place or "—"),
                ("主持人", found.chaired_by),
                ("记录人", found.recorded_by),
            ]
        )
        self.items.show_rows(found.items)
        self.people.show_rows(found.people)
        there = sum(one.present and one.in_committee for one in found.people)
        seats = sum(one.in_committee for one in found.people)
        self.there.note.setText(f"委员应到 {seats} 人，实到 {there} 人")
        self.minutes.setText(found.minutes)
        number = record.number
        self.papers.show_papers(
            [
                PaperKey("meeting-minutes", number, "会议记录", None, f"会议记录-{number}"),
                PaperKey("sign-in-sheet", number, "签到表", None, f"签到表-{number}"),
            ]
        )
        self._guard(record)

    def _guard(self, record: Record) -> None:
        """F9 is what the meeting still lacks: its minutes on paper, then the signed sheet."""
        caption, act = ("登记签到表", "attach-paper") if record.has_minutes else ("出具会议记录", "print")
        self.main.button.say(caption)
        why = self.desk.why_not(act)
        if not why and record.has_minutes and record.has_sheet:
            why = "会议记录和签到表都已归档。"
        self.main.guard(why)


def _viewed(key: str, look: Look) -> MeetingView:
    return committee_room.meeting_view(look, key)


@dataclass(frozen=True, slots=True)
class _Hall:
    rooms: tuple[Room, ...]
    people: tuple[Known, ...]


def _hall(look: Look) -> _Hall:
    return _Hall(committee_room.rooms(look, look.today), people_known(look))


class MeetingsPage(DetailPage[Record]):
    """Meetings, and the one that is held now in the place of the list."""

    hints = ("Ctrl+N 开会", "F7 登记签到表", "F9 主要操作", "Ctrl+P 打印", "Ctrl+F 筛选")

    def __init__(self, spec: ListSpec[Record], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.meeting = cast("MeetingDetail", self.detail)
        self.meeting.main.button.clicked.connect(call(self.main_act))
        attach = QAction(self)
        attach.setShortcut(QKeySequence("F7"))
        attach.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        attach.triggered.connect(call(self.attach_sheet))
        self.addAction(attach)

    def hold(self) -> None:
        """Ctrl+N: a meeting begins."""
        self.desk.ask(self, _hall, self._begin, topic="hall", failed=self.show_failure)

    def _begin(self, hall: _Hall) -> None:
        rooms = [room for room in hall.rooms if any(not one.against for one in room.agenda)]
        if not rooms:
            far = [one for room in hall.rooms for one in room.agenda]
            why = "；".join(f"{one.head}：{one.against[0].sentence}" for one in far[:3])
            self.bars.addWidget(
                Bar("info", "没有可以上会的户。", why or "算账和走访评议之后，可以上会的户会列在这里。")
            )
            return
        run = MeetingRun(self.desk, rooms, hall.people)
        self._wide(run, "已登记会议「{number}」。")
        run.seats.setFocus()

    def _wide(self, run: MeetingRun, said: str) -> None:
        """A meeting takes the whole page."""
        self._deep = True
        self.detail.offer_place(run, run, said)
        self._arrange()

    def _arrange(self) -> None:
        super()._arrange()
        held = isinstance(self.detail.form, MeetingRun)
        self.above.setVisible(not held)
        if held:
            self.left.hide()

    def main_act(self) -> None:
        """F9: print the minutes; once they are, hand in the signed sheet."""
        view = self.meeting.found
        if view is None:
            return
        if view.record.has_minutes:
            self.attach_sheet()
        else:
            self.meeting.papers.show_caption("会议记录")
            self.meeting.papers.to_file()

    def attach_sheet(self) -> None:
        """The form of the signed sign-in sheet."""
        view = self.meeting.found
        if view is None:
            return
        fields = [plain("file", "签到表扫描", required=True, asks="扫描件的文件名。"), day("on", "签到日期")]
        form = ActForm(self.desk, "attach-paper", fields, icon="scan")
        number = view.record.number
        form.begin(f"attach-paper:{number}", {"on": view.record.on}, meeting=number, kind="sign_in_sheet")
        self.offer(form, f"登记签到表：会议「{number}」", "签到表已登记。", icon="scan")

    def after(self, done: Done) -> None:
        """A new meeting is shown; a paper leaves its meeting in view."""
        if done.number is not None:
            self.find_row(done.number)


def _page(page: ListPage[Record]) -> MeetingsPage:
    return cast("MeetingsPage", page)


def _open(page: ListPage[Record], _key: Hashable) -> None:
    _page(page).go_into()


SPEC = ListSpec[Record](
    code="meetings",
    title="会议",
    noun="次",
    columns=(
        Column(key="number", title="会议编号", cell=lambda row: Cell(row.number, bold=True), width=100, order="number"),
        Column(key="on", title="日期", cell=lambda row: row.on.isoformat(), width=100, order="on"),
        Column(key="papers", title="材料", cell=_papers_cell, width=98, stretch=True),
        Column(key="heads", title="研究的户", cell=lambda row: "、".join(row.heads), width=160, room=1700),
        Column(key="unit", title="召开单位", cell=lambda row: row.unit, width=120, room=1900),
    ),
    key=lambda row: row.number,
    everything=committee_room.minutes_book,
    orders={"number": lambda row: row.number, "on": lambda row: row.on},
    open=_open,
    actions=(
        Action(
            caption="开会", icon="add", key="Ctrl+N", main=True, act="hold-meeting", do=lambda page: _page(page).hold()
        ),
    ),
    lists=(QuickList("全部", ""), QuickList("缺记录", "缺记录"), QuickList("缺签到表", "缺签到表")),
    summary=MeetingDetail,
    panes=(304, 876),
    watches=frozenset({"meeting", "meeting_case", "paper", "issued_page"}),
    hint="会议编号、户主姓名、单位",
    empty=("meetings", "还没有会议", "算账和走访评议之后，用“开会”逐户研究表决。"),
)
PAGE = PageSpec(title="会议", build=partial(MeetingsPage, SPEC))
