"""A meeting while it is held: the agenda, who is there, the votes of each item, minutes that write themselves.

Nothing is stored before it closes; until then everything lies in the draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.core.fields import label
from centre_app.core.refusals import Refused, Told
from centre_app.core.vocabulary.filing import Vote
from centre_app.services import committee_room
from centre_app.services.binding import given_kind
from centre_app.services.choosing import Known
from centre_app.services.committee_room import Member, Ready, Room
from centre_app.services.given import given_from
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from, plain
from centre_app.ui.ask import ask_line
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Glyph, Words
from centre_app.ui.case_view import category_word
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import refill
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.look import Tone, px
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call
from centre_app.ui.typed_field import LongField
from centre_app.ui.values import number

__all__ = ["MeetingRun"]

_WIDTHS: Final = (252, 626, 292)
_KEYS: Final = {"1": Vote.FOR, "2": Vote.AGAINST, "3": Vote.ABSTAIN}
_ALL: Final = "0"
_NOT_THERE: Final = "请假"
_RECORD: Final = "hold-meeting"
_NUMERALS: Final = "一二三四五六七八九十"
_TILES: Final[tuple[tuple[Vote, str, Tone], ...]] = (
    (Vote.FOR, "yes", "ok"),
    (Vote.AGAINST, "no", "bad"),
    (Vote.ABSTAIN, "none", "wait"),
)
_VOTED: Final[Mapping[Vote, Tone]] = {Vote.FOR: "ok", Vote.AGAINST: "bad", Vote.ABSTAIN: "wait"}


@dataclass
class _Course:
    """How the meeting goes: who is away and why, the votes by household and member, what is noted already."""

    away: dict[str, str] = field(default_factory=dict)
    votes: dict[str, dict[str, str]] = field(default_factory=dict)
    opinions: dict[str, str] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)


class _Tile(QWidget):
    """One of the big numbers."""

    def __init__(self, word: str, icon: str, tone: Tone, hint: str) -> None:
        super().__init__()
        self._word = word
        self.figure = Words("0", "big", tone)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(Glyph(icon, tone))
        head.addWidget(Words(word, "strong"))
        head.addStretch(1)
        note = Words(hint, "note")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.figure)
        column.addWidget(note)

    def say(self, count: int) -> None:
        """How many."""
        self.figure.setText(str(count))
        self.figure.setAccessibleName(f"{self._word} {count}")


class MeetingRun(QWidget):
    """The meeting of one filing unit's committee.

    On the members: 1, 2, 3 vote for the one under the cursor, 0 lets all others agree, the space bar says who is
    away, F2 why; Enter notes the item and goes to the next. F9 closes the meeting.
    """

    done = Signal(object)

    def __init__(self, desk: Desk, rooms: Sequence[Room], people: Sequence[Known]) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self._desk = desk
        self._rooms = {room.unit: room for room in rooms}
        self._people = people
        self.course = _Course()
        self.room = rooms[0]
        self._written = ""
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self.agenda = self._agenda_table()
        self.seats = self._seats_table()
        self.head = Words("", "head")
        self.facts = Words("", "caption", wraps=True)
        self.tiles = {
            vote: _Tile(vote.label, icon, tone, f"按 {key}")
            for (vote, icon, tone), key in zip(_TILES, _KEYS, strict=True)
        }
        self.aside = _Tile("回避", "recused", "warn", "按名单自动")
        self.told = Bar("info", "")
        self.note = Button("记下本项", icon="apply", hint="Enter")
        self.opinion = QLineEdit()
        self.opinion.setAccessibleName(label("meeting_case", "opinion"))
        self.opinion.setPlaceholderText("研究意见，可以不填")
        self.minutes = LongField()
        self.minutes.setAccessibleName(label("meeting", "minutes"))
        self.quorum = Words("", "strong", wraps=True)
        self.close_button = GuardedButton(Button("散会并登记", icon="apply", key="F9", kind="main"))
        self.not_ready = QVBoxLayout()
        self.form = self._form()
        self._lay_out()
        self._connect()
        self.drafts = DraftKeeper(desk, self, self.bars, self._draft, self._take_draft)
        self._enter_room(self.room)
        self.drafts.begin(_RECORD)

    # building

    def _form(self) -> Form:
        units = [Known(room.unit, room.unit_name) for room in self._rooms.values()]
        members = {one.key: Known(one.key, one.name) for room in self._rooms.values() for one in room.members}
        fields = (
            chosen_from("unit", label("meeting", "unit_id"), units),
            asked("meeting", "on", required=True),
            asked("meeting", "place"),
            chosen_from("chaired_by", label("meeting", "chaired_by_id"), members.values(), asks="到会的委员。"),
            chosen_from("recorded_by", label("meeting", "recorded_by_id"), self._people, asks="到会的人。"),
            plain("sign_in_sheet", "签到表扫描", asks="扫描件的文件名；也可以会后再登记。"),
        )
        return Form(fields, self._desk.office.today, columns=3, name="会议")

    def _agenda_table(self) -> ShortTable[Ready]:
        return ShortTable(
            (
                Column(key="no", title="项", cell=lambda one: str(self._place(one.key)), align="right"),
                Column(key="head", title="户主", cell=lambda one: Cell(one.head, bold=True), stretch=True),
                Column(key="state", title="进度", cell=self._progress),
            ),
            lambda one: one.key,
            "议程",
            most=None,
        )

    def _seats_table(self) -> ShortTable[Member]:
        return ShortTable(
            (
                Column(key="name", title="姓名", cell=lambda one: Cell(one.name, bold=True)),
                Column(key="post", title="职务", cell=lambda one: one.post.removeprefix("工会"), stretch=True),
                Column(key="vote", title="本项", cell=self._seat_cell),
            ),
            lambda one: one.key,
            "到会",
            most=None,
        )

    def _lay_out(self) -> None:
        top = Card()
        top.add(self.form)
        left = Card("议程", "meetings")
        left.add(self.agenda, 1)
        left.body.addLayout(self.not_ready)
        self._agenda_card = left
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        item = Card()
        item.add(self.head)
        item.add(self.facts)
        item.add_row(*self.tiles.values(), self.aside)
        said = Card()
        said.add_row(self.told, self.note).setStretch(0, 1)
        said.add(self.opinion)
        minutes = Card("纪要（自动成文，可改）", "note")
        self.minutes.setMinimumHeight(px(76))
        minutes.add(self.minutes, 1)
        for card in (item, said):
            column.addWidget(card)
        column.addWidget(minutes, 1)
        right = Card("到会", "users")
        right.add(self.seats, 1)
        right.add(self.quorum)
        right.add(Words("1 同意，2 不同意，3 弃权，0 其余同意；空格 缺席，F2 缺席原因", "note", wraps=True))
        right.add(self.close_button)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for pane, width in zip((left, Scrolled(middle), right), _WIDTHS, strict=True):
            row.addWidget(pane, width)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addLayout(self.bars)
        whole.addWidget(top)
        whole.addLayout(row, 1)

    def _connect(self) -> None:
        self.form.settled.connect(self._settled)
        self.agenda.selectionModel().currentRowChanged.connect(call(self._show_item))
        self.agenda.row_opened.connect(call(self.seats.setFocus))
        self.agenda.installEventFilter(self)
        self.seats.installEventFilter(self)
        self.opinion.textEdited.connect(self._keep_opinion)
        self.opinion.returnPressed.connect(call(self.note_item))
        self.note.clicked.connect(call(self.note_item))
        self.close_button.button.clicked.connect(call(self.close_meeting))
        self.form.finished.connect(call(self.seats.setFocus))
        save = QAction(self)
        save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(call(self.drafts_now))
        self.addAction(save)
        if why := self._desk.why_not("hold-meeting"):
            self.close_button.forbid(why)

    def drafts_now(self) -> None:
        """Ctrl+S: keep everything as it stands."""
        self.drafts.keep()

    # the room

    def _enter_room(self, room: Room) -> None:
        self.room = room
        today = self._desk.office.today
        chair = next((one.key for one in room.members), None)
        writer = next((one.key for one in self._people if one.name == self._desk.office.actor.name), None)
        on = self.form.field("on").value or today
        self.form.show_values({"unit": room.unit, "on": on, "chaired_by": chair, "recorded_by": writer})
        far = [one for one in room.agenda if one.against]
        refill(self.not_ready, ())
        if far:
            names = "；".join(f"{one.head}还差 {len(one.against)} 项" for one in far)
            bar = Bar("info", f"还有 {len(far)} 户未备齐，不能上会", f"{names}。")
            bar.setToolTip("\n".join(told.sentence for one in far for told in one.against))
            self.not_ready.addWidget(bar)
        self._agenda_card.note.setText(f"{len(self.items)} 项")
        self.agenda.show_rows(self.items)
        self.seats.show_rows(room.members)
        if self.items:
            self.agenda.choose(self.items[0].key)
        if room.members:
            self.seats.choose(room.members[0].key)
        self._show_item()

    @property
    def items(self) -> list[Ready]:
        """What is on the agenda: the households that nothing keeps away."""
        return [one for one in self.room.agenda if not one.against]

    @property
    def item(self) -> Ready | None:
        """The item that is talked about."""
        key = self.agenda.current_key()
        return next((one for one in self.items if one.key == key), None)

    @property
    def present(self) -> list[Member]:
        """The members who are there."""
        return [one for one in self.room.members if one.key not in self.course.away]

    def _settled(self, name: str) -> None:
        unit = self.form.field("unit").value
        if name == "unit" and unit is not None and str(unit) != self.room.unit:
            self._enter_room(self._rooms[str(unit)])
        on = self.form.field("on").value
        if name == "on" and isinstance(on, date):
            self._desk.ask(self, partial(_rooms_on, on), self._other_day, topic="rooms")

    def _other_day(self, rooms: tuple[Room, ...]) -> None:
        """Another committee may have sat on that day."""
        self._rooms = {room.unit: room for room in rooms}
        if self.room.unit in self._rooms:
            self._enter_room(self._rooms[self.room.unit])

    # showing

    def _place(self, key: str) -> int:
        return next(place for place, one in enumerate(self.items, start=1) if one.key == key)

    def _progress(self, one: Ready) -> Cell:
        if one.key in self.course.noted:
            return Cell("已议", tone="ok", chip=True)
        going = self.item is not None and self.item.key == one.key
        return Cell("正在议", tone="info", chip=True) if going else Cell("未议", tone="wait", chip=True)

    def _seat_cell(self, one: Member) -> Cell:
        item = self.item
        if one.key in self.course.away:
            return Cell("缺席", tone="wait", icon=None, chip=True, tip=self.course.away[one.key])
        if item is None:
            return Cell("到会", tone="ok", chip=True)
        if one.key in item.aside:
            return Cell("回避", tone="warn", chip=True, tip=item.aside[one.key])
        vote = self.course.votes.get(item.key, {}).get(one.key)
        return (
            Cell(Vote(vote).label, tone=_VOTED[Vote(vote)], chip=True)
            if vote
            else Cell("未表决", tone="info", chip=True)
        )

    def _show_item(self) -> None:
        item = self.item
        self.agenda.viewport().update()
        self.seats.viewport().update()
        here, seats = len(self.present), len(self.room.members)
        enough = here >= self.room.quorum
        said = f"应到 {seats}，实到 {here}，{'够' if enough else f'不够（须 {self.room.quorum} 人）'}法定人数"
        self.quorum.say(said, "ok" if enough else "bad")
        self._guard()
        if item is None:
            self.head.setText("没有可以上会的户")
            self.facts.setText("先把每一户的走访评议和核算补齐。")
            self.note.setEnabled(False)
            return
        self.note.setEnabled(True)
        self.head.setText(f"{self._place(item.key)}　{item.head}　拟认定 {category_word(item.category)}")
        self.facts.setText(
            f"{item.number} · {item.size} 口人 · {item.employer or '无单位'} · 收支缺口（年）{number(item.gap)} 元 · "
            f"月人均净收入 {number(item.net)} 元"
        )
        self.opinion.setText(self.course.opinions.get(item.key, ""))
        counts = self._counts(item)
        for vote, tile in self.tiles.items():
            tile.say(counts[vote])
        aside = len(self._aside(item))
        self.aside.say(aside)
        total = sum(counts.values()) + aside
        sum_ = f"{counts[Vote.FOR]} + {counts[Vote.AGAINST]} + {counts[Vote.ABSTAIN]} + {aside}"
        if total == here:
            self.told.say("ok", f"{sum_} = 到会 {here} 人，票数相符")
        else:
            self.told.say("warn", f"{sum_} = {total}，到会 {here} 人", f"还有 {here - total} 位到会委员没有表决。")

    def _counts(self, item: Ready) -> Counter[Vote]:
        votes = self.course.votes.get(item.key, {})
        there = {one.key for one in self.present} - set(item.aside)
        return Counter(Vote(vote) for key, vote in votes.items() if key in there)

    def _aside(self, item: Ready) -> list[Member]:
        return [one for one in self.present if one.key in item.aside]

    def _guard(self) -> None:
        left = len(self.items) - len(self.course.noted)
        if why := self._desk.why_not("hold-meeting"):
            self.close_button.forbid(why)
        elif not self.course.noted:
            self.close_button.forbid("先记下至少一项的表决。")
        else:
            self.close_button.allow()
            if left:
                self.close_button.button.setToolTip(f"还有 {left} 项未议，留到下次会议。")

    # acting

    def vote(self, vote: Vote) -> None:
        """The member under the cursor votes; the cursor goes to the next."""
        item, key = self.item, self.seats.current_key()
        if item is None or not isinstance(key, str):
            return
        if key not in item.aside and key not in self.course.away:
            self._reopen(item)
            self.course.votes.setdefault(item.key, {})[key] = vote.value
        row = self.seats.currentIndex().row()
        self.seats.selectRow(min(row + 1, len(self.room.members) - 1))
        self._show_item()

    def all_others_agree(self) -> None:
        """Everybody who is there, need not stand aside and has not voted agrees."""
        item = self.item
        if item is None:
            return
        self._reopen(item)
        votes = self.course.votes.setdefault(item.key, {})
        for one in self.present:
            if one.key not in item.aside:
                votes.setdefault(one.key, Vote.FOR.value)
        self._show_item()

    def turn_away(self) -> None:
        """The member under the cursor is away, or there after all."""
        key = self.seats.current_key()
        if isinstance(key, str):
            if key in self.course.away:
                del self.course.away[key]
            else:
                self.course.away[key] = _NOT_THERE
                for votes in self.course.votes.values():
                    votes.pop(key, None)
            self.course.noted = [one for one in self.course.noted if self._is_whole(one)]
            self._write_minutes()
            self._show_item()

    def say_why_away(self) -> None:
        """F2: why the member under the cursor is away."""
        key = self.seats.current_key()
        if isinstance(key, str) and key in self.course.away:
            why = ask_line(self, "缺席原因", "为什么没有到会：", do="记下")
            if why:
                self.course.away[key] = why
                self._show_item()

    def _is_whole(self, key: str) -> bool:
        item = next(one for one in self.items if one.key == key)
        return sum(self._counts(item).values()) + len(self._aside(item)) == len(self.present)

    def note_item(self) -> None:
        """Enter: the votes are whole, the next item is called."""
        self.clear_bars()
        item = self.item
        if item is None:
            return
        if not self._is_whole(item.key):
            missing = [
                one.name
                for one in self.present
                if one.key not in item.aside and one.key not in self.course.votes.get(item.key, {})
            ]
            self.bars.addWidget(
                Bar(
                    "bad",
                    f"{'、'.join(missing)}还没有表决，本项不能记下。",
                    "光标移到姓名上按 1、2、3，或按 0 其余同意。",
                )
            )
            self.seats.setFocus()
            return
        if item.key not in self.course.noted:
            self.course.noted.append(item.key)
        self._write_minutes()
        following = next((one for one in self.items if one.key not in self.course.noted), None)
        if following is not None:
            self.agenda.choose(following.key)
            self.seats.choose(self.room.members[0].key)
            self.seats.setFocus()
        else:
            self.close_button.button.setFocus()
        self._show_item()

    def _reopen(self, item: Ready) -> None:
        if item.key in self.course.noted:
            self.course.noted.remove(item.key)

    def _keep_opinion(self, text: str) -> None:
        if self.item is not None:
            self.course.opinions[self.item.key] = text

    def _write_minutes(self) -> None:
        """The minutes as they follow from the items; what somebody has changed by hand is left alone."""
        if self.minutes.raw() not in ("", self._written):
            return
        self._written = "\n".join([self._opening(), *map(self._paragraph, self._noted_items())])
        self.minutes.show_value(self._written)

    def _noted_items(self) -> list[Ready]:
        return [one for one in self.items if one.key in self.course.noted]

    def _opening(self) -> str:
        here, seats = len(self.present), len(self.room.members)
        return (
            f"应到委员 {seats} 人，实到 {here} 人。会议听取了入户调查、收支核算和走访评议情况，逐户研究表决。".replace(
                " ", ""
            )
        )

    def _paragraph(self, item: Ready) -> str:
        place = self._noted_items().index(item) + 1
        numeral = _NUMERALS[place - 1] if place <= len(_NUMERALS) else str(place)
        counts, aside = self._counts(item), self._aside(item)
        away = f"{'、'.join(one.name for one in aside)}按规定回避。" if aside else ""
        opinion = self.course.opinions.get(item.key, "").strip().rstrip("。")
        matter = f"{numeral}、研究{item.head}户建档申请，拟认定{category_word(item.category)}。{away}"
        votes = "，".join(f"{vote.label}{counts[vote]}票" for vote in Vote)
        return f"{matter}表决：{votes}，回避{len(aside)}人。{opinion}{'。' if opinion else ''}"

    # closing

    def close_meeting(self) -> None:
        """F9: store the meeting with the items that were noted, or say everything that speaks against it."""
        self.clear_bars()
        said = self.given()
        if self.form.go_to_unread():
            return
        try:
            given = given_from(given_kind("hold-meeting"), said)
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        self.close_button.button.setEnabled(False)
        self._desk.do(self, "hold-meeting", given, self._closed, failed=self._refused)

    def given(self) -> dict[str, Any]:
        """What the act is given."""
        said = {name: value for name, value in self.form.values().items() if value is not None}
        sheet = said.pop("sign_in_sheet", None)
        present = [one.key for one in self.present]
        seats = {one.key for one in self.room.members}
        writer = said.get("recorded_by")
        if writer is not None and str(writer) not in seats:
            present.append(str(writer))
        return {
            **said,
            "present": present,
            "absent": [{"person": key, "reason": why} for key, why in self.course.away.items()],
            "cases": [self._decision(one) for one in self._noted_items()],
            "minutes": self.minutes.raw(),
            **({"sign_in_sheet": {"file": sheet}} if sheet else {}),
        }

    def _decision(self, item: Ready) -> dict[str, Any]:
        there = {one.key for one in self.present} - set(item.aside)
        votes = {key: vote for key, vote in self.course.votes.get(item.key, {}).items() if key in there}
        opinion = self.course.opinions.get(item.key, "").strip()
        recused = [{"person": one.key, "reason": item.aside[one.key]} for one in self._aside(item)]
        return {"case": item.key, "votes": votes, "recused": recused, **({"opinion": opinion} if opinion else {})}

    def _closed(self, done: Done) -> None:
        self.drafts.drop()
        self.done.emit(done)

    def _refused(self, failure: Failure) -> None:
        self._guard()
        if failure.kind == "refusal":
            for told in self.form.object_to(failure.told):
                self.bars.addWidget(Bar("bad", _said(told)))
        elif failure.kind != "cancelled":
            self._desk.failed.emit(failure)

    def clear_bars(self) -> None:
        """Take the sentences of the last try away."""
        refill(self.bars, ())

    # drafts

    def _draft(self) -> dict[str, Any]:
        course = self.course
        return {
            "form": self.form.draft(),
            "away": dict(course.away),
            "votes": {key: dict(votes) for key, votes in course.votes.items()},
            "opinions": dict(course.opinions),
            "noted": list(course.noted),
            "minutes": self.minutes.raw(),
        }

    def _take_draft(self, kept: Mapping[str, Any]) -> None:
        self.form.take_draft(kept["form"])
        known = {one.key for one in self.items}
        self.course = _Course(
            away=dict(kept["away"]),
            votes={key: dict(votes) for key, votes in kept["votes"].items() if key in known},
            opinions=dict(kept["opinions"]),
            noted=[key for key in kept["noted"] if key in known],
        )
        self.minutes.show_value(kept["minutes"])
        self._show_item()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.seats:
            return self._seat_key(event)
        return False

    def _seat_key(self, event: QKeyEvent) -> bool:
        if event.text() in _KEYS:
            self.vote(_KEYS[event.text()])
        elif event.text() == _ALL:
            self.all_others_agree()
        elif event.key() == Qt.Key.Key_Space:
            self.turn_away()
        elif event.key() == Qt.Key.Key_F2:
            self.say_why_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note_item()
        else:
            return False
        return True


def _said(told: Told) -> str:
    return told.sentence


def _rooms_on(on: date, look: Look) -> tuple[Room, ...]:
    return committee_room.rooms(look, on)
