"""公示: what hangs where and until when, its photographs, what was objected, and the paper itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout

from centre_app.core.fields import Field, label
from centre_app.core.fields.sizes import CODE_LENGTH
from centre_app.core.vocabulary.filing import NoticeState, PaperKind, PlaceKind
from centre_app.services import notice_board
from centre_app.services.choosing import Known, people_known
from centre_app.services.notice_board import (
    BoardDay,
    BoardRow,
    EntryView,
    GrievanceView,
    NoticeDefaults,
    NoticeView,
    PhotoView,
    PlaceView,
    Waiting,
)
from centre_app.services.work import Look
from centre_app.ui.act_fields import asked, chosen_from, count, day, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Words
from centre_app.ui.case_view import category_word, short_day
from centre_app.ui.cells import Cell
from centre_app.ui.day_strip import DayKind, DayStrip, DayView
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, DetailPage, SideBySide, cards_over, lack, refill
from centre_app.ui.list_page import Action, ListPage, ListSpec, QuickList
from centre_app.ui.look import Tone, px
from centre_app.ui.page import PageSpec
from centre_app.ui.paper_card import PaperCard, PaperKey
from centre_app.ui.photos import GivenPhoto, PhotoSlot
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE", "NoticesPage"]

_STRIP: Final = 9
"""Days that the strip shows; of a longer period those around today."""
_MOST_DAYS: Final = 60
"""As long as an act lets a notice hang, or hang longer."""
_STATES: Final[Mapping[NoticeState, Tone]] = {
    NoticeState.RUNNING: "info",
    NoticeState.RUN_OUT: "warn",
    NoticeState.TAKEN_DOWN: "wait",
}
_PLACES: Final = {
    PlaceKind.FILING_UNIT: "建档单位张贴处",
    PlaceKind.COMMUNITY: "村（社区）张贴处",
    PlaceKind.COUNTY_BOARD: "县总工会公示栏",
    PlaceKind.WEBSITE: "网站",
}
_FIRST, _LAST = PaperKind.NOTICE_PHOTO_FIRST, PaperKind.NOTICE_PHOTO_LAST


# The list -------------------------------------------------------------------------------------------------------


def _state_cell(row: BoardRow) -> Cell:
    state = row.notice.state
    return Cell(state.label, tone=_STATES[state], chip=True)


def _until(row: BoardRow) -> Cell:
    notice = row.notice
    if notice.open_grievances:
        return Cell(f"异议 {len(notice.open_grievances)} 件", tone="warn", icon="warn")
    if notice.state is NoticeState.RUNNING:
        return Cell(f"剩 {notice.days_left} 天" if notice.days_left else "今天期满")
    if notice.state is NoticeState.RUN_OUT:
        return Cell("应撤下", tone="warn", icon="warn")
    return Cell(notice.last_day.isoformat(), quiet=True)


# One notice -----------------------------------------------------------------------------------------------------


def _strip_of(view: NoticeView, today: date) -> list[DayView]:
    days = view.strip
    at = next((place for place, one in enumerate(days) if one.day >= today), len(days))
    shown = _STRIP - any(one.made_up for one in days)  # 调休上班 is longer than the other words
    start = min(max(at - shown // 2, 0), max(len(days) - shown, 0))
    return [_day_view(one, view, today) for one in days[start : start + shown]]


def _day_view(one: BoardDay, view: NoticeView, today: date) -> DayView:
    kind: DayKind = "ahead"
    if one.day == today:
        kind = "today"
    elif one.day == view.row.posted_on:
        kind = "start"
    elif one.number is None and one.day <= view.row.last_day:
        kind = "free"
    elif one.day < today:
        kind = "past"
    return DayView(one.day, kind, _day_note(one, view))


def _day_note(one: BoardDay, view: NoticeView) -> str:
    if one.day == view.row.posted_on:
        return "张贴"
    if one.day > view.row.last_day:
        return "可撤下"
    if one.number is None:
        return "不计"
    if one.day == view.row.last_day:
        return "期满"
    return "调休上班" if one.made_up else f"第 {one.number} 天"


def _entries_table() -> ShortTable[EntryView]:
    return ShortTable(
        (
            Column(key="name", title="姓名", cell=lambda one: Cell(one.name, bold=True)),
            Column(key="shown", title="单位或社区", cell=lambda one: one.shown, stretch=True),
            Column(key="size", title="人口", cell=lambda one: str(one.size), align="right"),
            Column(key="category", title="类别", cell=lambda one: category_word(one.category)),
            Column(key="state", title="状态", cell=_entry_state),
        ),
        lambda one: one.case,
        "名单",
        most=6,
    )


def _entry_state(one: EntryView) -> Cell:
    if one.taken_down_on is not None:
        return Cell("已撤下", tone="wait", chip=True, tip=one.taken_down_on.isoformat())
    if not one.hangs:
        return Cell("不再有效", tone="warn", chip=True, tip="退回或重新研究之后，要另行公示")
    if one.extra_days:
        return Cell(f"延长 {one.extra_days} 天", tone="warn", chip=True)
    return Cell("公示中", tone="info", chip=True)


def _grievances_table(today: Callable[[], date]) -> ShortTable[GrievanceView]:
    return ShortTable(
        (
            Column(key="on", title="收到", cell=lambda one: short_day(one.received_on, today())),
            Column(key="channel", title="方式", cell=lambda one: one.channel.label, room=2),
            Column(key="by", title="反映人", cell=lambda one: "具名" if one.named else "匿名", room=1),
            Column(key="content", title="内容", cell=lambda one: Cell(one.content, tip=one.content), stretch=True),
            Column(key="state", title="状态", cell=_grievance_state),
        ),
        lambda one: one.number,
        "异议",
        most=4,
    )


def _grievance_state(one: GrievanceView) -> Cell:
    if one.outcome is None:
        return Cell("复查中", tone="warn", chip=True)
    if one.is_open:
        return Cell("待答复", tone="warn", chip=True)
    return Cell(one.outcome.label, tone="ok", chip=True)


class NoticeDetail(Detail[NoticeView]):
    """One notice: its days, its places with their photographs, its households, its objections; the paper beside."""

    photo_wanted = Signal(object, object)
    """The place and kind of a photograph that somebody asks to hand in."""
    photo_given = Signal(object, object, object)
    """The same, with what was dropped or pasted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "所选公示",
            EmptyState("notices", "没有选中的公示", "在左边选一份，这里显示还剩几天、照片和异议。", width=260),
        )
        self.title = Words("", "head")
        self.chip = Chip("wait", "")
        self.left_days = Words("", "strong")
        self.strip = DayStrip()
        self.counting = Words("", "caption", wraps=True)
        self.places = QGridLayout()
        self.slots: dict[tuple[str, PaperKind], PhotoSlot] = {}
        self.entries = _entries_table()
        self.grievances = _grievances_table(lambda: desk.office.today)
        self.frozen = QVBoxLayout()
        self.main = GuardedButton(Button("撤下公示", icon="apply", key="F9", kind="main"))
        self.papers = PaperCard(desk)
        self.add_grievance = Button("登记异议", icon="add", kind="quiet", small=True)
        self.settle = Button("处理异议", icon="apply", kind="quiet", small=True)
        cards = (
            self._days_card(),
            self._why_card(),
            self._places_card(),
            self._list_card(),
            self._grievances_card(),
        )
        self.stand(SideBySide(cards_over(cards, self.main), self.papers, ("公示", "打印预览"), (510, 356)))

    def _days_card(self) -> Card:
        card = Card()
        card.add_row(self.title, self.chip, None, self.left_days)
        card.add(self.strip)
        card.add(self.counting)
        return card

    def _why_card(self) -> Card:
        card = self.why_card = Card("为什么还不能撤下", "why")
        self.why = QVBoxLayout()
        self.why.setSpacing(px(4))
        card.body.addLayout(self.why)
        return card

    def _places_card(self) -> Card:
        card = self.places_card = Card("张贴地点与照片", "camera")
        self.places.setHorizontalSpacing(px(8))
        self.places.setVerticalSpacing(px(4))
        card.body.addLayout(self.places)
        return card

    def _list_card(self) -> Card:
        card = self.list_card = Card("名单", "members")
        card.add(self.entries)
        return card

    def _grievances_card(self) -> Card:
        card = Card("异议", "warning", (self.settle, self.add_grievance))
        card.add(self.grievances)
        card.body.addLayout(self.frozen)
        return card

    def question(self, key: Any) -> Callable[[Look], NoticeView]:
        return partial(_viewed, str(key))

    def show_found(self, found: NoticeView) -> None:
        row, today = found.row, self.desk.office.today
        self.title.setText(f"公示「{row.number}」{row.kind.label} {len(row.cases)} 户")
        self.chip.say(_STATES[row.state], row.state.label)
        self.left_days.say(*_left(found))
        self.strip.show_days(_strip_of(found, today))
        told = [one.sentence for one in found.cautions]
        self.counting.setText(" ".join([_how_counted(found), *told]))
        self._show_places(found)
        self.list_card.note.setText(f"{len(found.entries)} 户 · {row.unit}")
        self.entries.show_rows(found.entries)
        self.grievances.show_rows(found.grievances)
        self.grievances.setVisible(bool(found.grievances))
        self._show_frozen(found)
        self._guard(found)
        number = row.number
        hangs = any(entry.taken_down_on is None for entry in found.entries)
        notice = [PaperKey("notice", number, f"公示 {size}", size, f"公示-{number}-{size}") for size in ("A4", "A3")]
        proof = PaperKey("notice-certificate", number, "结果证明", None, f"公示结果证明-{number}")
        self.papers.show_papers([*notice, proof] if hangs else [proof])
        self.desk.ask(self, partial(_photos, number), self._show_photos, topic="photos")

    def _show_places(self, view: NoticeView) -> None:
        refill(self.places, ())
        self.slots = {}
        for at, place in enumerate(view.places):
            column, row = 2 * (at % 2), 2 * (at // 2)
            name = Words(place.where, "strong")
            name.setToolTip(f"{place.kind.label}，{place.posted_on}张贴")
            self.places.addWidget(name, row, column, 1, 2)
            for side, (kind, photo) in enumerate(((_FIRST, place.first), (_LAST, place.last))):
                slot = PhotoSlot(_missing(kind, view))
                slot.clicked.connect(call(self.photo_wanted.emit, place, kind))
                slot.photo_given.connect(partial(self.photo_given.emit, place, kind))
                self.slots[place.key, kind] = slot
                self.places.addWidget(slot, row + 1, column + side, Qt.AlignmentFlag.AlignLeft)
                if photo is not None:
                    slot.show_photo(_unread(), _caption(kind, photo))
        missing = sum((one.first is None) + (one.last is None) for one in view.places)
        self.places_card.note.setText(f"还差 {missing} 张（F7）" if missing else "照片齐全")

    def _show_photos(self, found: Mapping[str, QImage]) -> None:
        if self.found is None:
            return
        for place in self.found.places:
            for kind, photo in ((_FIRST, place.first), (_LAST, place.last)):
                slot = self.slots.get((place.key, kind))
                if slot is not None and photo is not None and photo.key in found:
                    slot.show_photo(found[photo.key], _caption(kind, photo))

    def _show_frozen(self, view: NoticeView) -> None:
        refill(self.frozen, ())
        for one in view.grievances:
            if one.is_open:
                what = "须由未参加首次入户的两人复查" if one.outcome is None else "核查已有结果，还须答复反映人"
                due = f"{one.due.month}月{one.due.day}日前答复"
                self.frozen.addWidget(Bar("warn", f"{one.head}户已冻结：异议办结前不能撤下。", f"{what}；{due}。"))

    def _guard(self, view: NoticeView) -> None:
        hangs = any(entry.hangs for entry in view.entries)
        act = "take-down-notice" if hangs else "print"
        caption = "撤下公示" if hangs else "出具公示结果证明"
        self.main.button.say(caption)
        against = view.against if hangs else ()
        refill(self.why, map(lack, against))
        self.why_card.setVisible(bool(against))
        why = self.desk.why_not(act) or (f"还差 {len(against)} 项，见“为什么还不能撤下”。" if against else "")
        if not why and not hangs and all(entry.taken_down_on is None for entry in view.entries):
            why = "名单中没有撤下的家庭，不必出具证明。"
        self.main.guard(why)
        is_open = any(one.outcome is None for one in view.grievances)
        for button, act_, also in (
            (self.add_grievance, "record-grievance", ""),
            (self.settle, "settle-grievance", "" if is_open else "没有待处理的异议。"),
        ):
            why = self.desk.why_not(act_) or also
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)


def _viewed(key: str, look: Look) -> NoticeView:
    return notice_board.notice_view(look, key)


def _photos(number: str, look: Look) -> dict[str, QImage]:
    """The photographs, small: read and shrunk off the window's thread."""
    made: dict[str, QImage] = {}
    for key, content in notice_board.photos_of(look, number).items():
        picture = QImage.fromData(content)
        if not picture.isNull():
            made[key] = picture.scaledToWidth(2 * px(112), Qt.TransformationMode.SmoothTransformation)
    return made


def _unread() -> QImage:
    """What stands in a slot until its photograph is read."""
    blank = QImage(1, 1, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    return blank


def _left(view: NoticeView) -> tuple[str, Tone | None]:
    row = view.row
    if row.state is NoticeState.RUNNING:
        return (f"还剩 {row.days_left} 个工作日", None) if row.days_left else ("今天期满", "warn")
    if row.state is NoticeState.RUN_OUT:
        return "已期满，应撤下", "warn"
    return ("已出证明", "ok") if view.certified_on else ("待出结果证明", "warn")


def _how_counted(view: NoticeView) -> str:
    period = f"{view.row.posted_on}张贴，{view.row.last_day}期满，共 {view.days} 个{view.counted_in}。"
    return f"{period}张贴当日不计；遇法定节假日顺延，调休上班日计入。"


def _missing(kind: PaperKind, view: NoticeView) -> str:
    if kind is _FIRST:
        return f"首日：{view.row.posted_on:%m-%d}"
    return f"末日：{view.row.last_day:%m-%d}"


def _caption(kind: PaperKind, photo: PhotoView) -> str:
    return f"{'首日' if kind is _FIRST else '末日'} {photo.on:%m-%d}"


# The acts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _NewNotice:
    waiting: tuple[Waiting, ...]
    defaults: NoticeDefaults


def _new_notice(look: Look) -> _NewNotice:
    return _NewNotice(notice_board.waiting(look), notice_board.defaults_for(look))


def _posting_fields(new: _NewNotice, units: Sequence[Known]) -> list[Field]:
    cases = [Known(one.key, f"{one.head} {one.number}") for one in new.waiting]
    return [
        chosen_from("unit", "建档单位", units, asks="一份公示只列一个建档单位的家庭。"),
        day("on", "张贴日期", asks="张贴当日不计入公示期。"),
        chosen_from("cases", "名单", cases, several=True, asks="待公示的家庭；F4 打开名单，几户之间用顿号。"),
        count("days", "公示天数", _MOST_DAYS, asks=f"{new.defaults.counted_in}，至少 {new.defaults.days} 天。"),
        *(
            plain(kind.value, _PLACES[kind], required=kind in new.defaults.places, asks="公示栏的位置，或网址。")
            for kind in PlaceKind
        ),
        asked("public_notice", "contact", required=True),
        plain("phone", label("public_notice", "phone"), required=True, most=CODE_LENGTH),
        plain("supervision_phone", label("public_notice", "supervision_phone"), required=True, most=CODE_LENGTH),
        asked("public_notice", "address", required=True),
    ]


def _posting(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the act is given: the places that are filled, each with its kind."""
    given = {name: value for name, value in values.items() if name not in set(PlaceKind)}
    given["places"] = [{"kind": kind.value, "where": values[kind]} for kind in PlaceKind if values.get(kind)]
    return {"cases": (), **given}


class NoticesPage(DetailPage[BoardRow]):
    """Notices, each with its days, photographs, objections and papers."""

    hints = ("Enter 看这份", "Ctrl+N 张贴公示", "F7 登记照片", "F9 主要操作", "Ctrl+P 打印", "Ctrl+F 筛选")

    def __init__(self, spec: ListSpec[BoardRow], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.notice = cast("NoticeDetail", self.detail)
        self.notice.photo_wanted.connect(self.choose_photo)
        self.notice.photo_given.connect(self.take_photo)
        self.notice.main.button.clicked.connect(call(self.main_act))
        self.notice.add_grievance.clicked.connect(call(self.record_grievance))
        self.notice.settle.clicked.connect(call(self.settle_grievance))
        attach = QAction(self)
        attach.setShortcut(QKeySequence("F7"))
        attach.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        attach.triggered.connect(call(self.next_photo))
        self.addAction(attach)

    # posting

    def post(self) -> None:
        """Ctrl+N: a notice for the households that wait."""
        self.desk.ask(self, _new_notice, self._offer_posting, topic="new", failed=self.show_failure)

    def _offer_posting(self, new: _NewNotice) -> None:
        if not new.waiting:
            self.bars.addWidget(Bar("info", "没有待公示的家庭。", "集体研究通过、还没有公示的家庭会列在这里。"))
            return
        units = {one.unit_key: Known(one.unit_key, one.unit) for one in new.waiting}
        fields = _posting_fields(new, list(units.values()))
        form = ActForm(self.desk, "post-notice", fields, given=_posting, icon="notices")
        form.form.settled.connect(lambda name: self._take_unit(form, new) if name == "unit" else None)
        defaults = new.defaults
        start = {"on": self.desk.office.today, "days": defaults.days, "contact": defaults.contact or None}
        start |= {name: getattr(defaults, name) or None for name in ("phone", "supervision_phone", "address")}
        first = next(iter(units))
        form.begin("post-notice", {**start, **_for_unit(new, first)})
        self.offer(form, "张贴公示", "已张贴公示「{number}」。", icon="notices", note=f"待公示 {len(new.waiting)} 户")

    def _take_unit(self, form: ActForm, new: _NewNotice) -> None:
        unit = form.form.field("unit").value
        if unit is not None:
            form.form.show_values(_for_unit(new, str(unit)))

    # the row's acts

    def main_act(self) -> None:
        """F9: take down what may come down; once it has, certify it."""
        view = self.notice.found
        if view is None:
            return
        if any(entry.hangs for entry in view.entries):
            self.take_down(view)
        else:
            self.notice.papers.show_caption("结果证明")
            self.notice.papers.to_file()

    def take_down(self, view: NoticeView) -> None:
        """The form of the take-down: the day, and which households."""
        hanging = [Known(one.case, f"{one.name} {one.case}") for one in view.entries if one.hangs]
        ready = [one.case for one in view.entries if one.hangs and not one.against]
        fields = [
            day("on", "撤下日期", asks="期满次日起可以撤下。"),
            chosen_from("cases", "撤下哪几户", hanging, several=True, asks="异议没有办结的家庭可以先留着。"),
        ]
        form = ActForm(self.desk, "take-down-notice", fields)
        shown = {"on": self.desk.office.today, "cases": ready}
        form.begin(f"take-down-notice:{view.row.number}", shown, notice=view.row.number)
        self.offer(form, f"撤下公示「{view.row.number}」", "已撤下公示「{number}」，可以出具结果证明。")

    def extend(self) -> None:
        """The form that lets a notice hang longer."""
        view = self.notice.found
        if view is None:
            return
        hanging = [Known(one.case, f"{one.name} {one.case}") for one in view.entries if one.hangs]
        fields = [
            count("days", "延长天数", _MOST_DAYS, asks="工作日，1 至 60 天。"),
            chosen_from("cases", "哪几户", hanging, several=True, required=False, asks="不填的为名单上的全部家庭。"),
        ]
        form = ActForm(self.desk, "extend-notice", fields)
        form.begin(f"extend-notice:{view.row.number}", notice=view.row.number)
        self.offer(form, f"延长公示「{view.row.number}」", "公示「{number}」已延长。")

    def record_grievance(self) -> None:
        """The form of an objection that was received."""
        view = self.notice.found
        if view is None:
            return
        cases = [Known(one.case, f"{one.name} {one.case}") for one in view.entries]
        fields = [
            chosen_from("case", "针对哪一户", cases),
            asked("grievance", "received_on", "on", required=True),
            asked("grievance", "channel", required=True),
            asked("grievance", "objector"),
            plain("phone", label("grievance", "objector_phone"), most=CODE_LENGTH),
            asked("grievance", "content", required=True),
        ]
        form = ActForm(self.desk, "record-grievance", fields)
        form.begin(f"record-grievance:{view.row.number}", {"on": self.desk.office.today}, notice=view.row.number)
        self.offer(form, f"登记异议：公示「{view.row.number}」", "已登记异议「{number}」，该户冻结到办结。")

    def settle_grievance(self) -> None:
        """The form of the finding on an objection, once it is known whom it may name."""
        self.desk.ask(self, people_known, self._offer_settling, topic="people", failed=self.show_failure)

    def _offer_settling(self, people: tuple[Known, ...]) -> None:
        view = self.notice.found
        if view is None:
            return
        waiting = [one for one in view.grievances if one.outcome is None]
        choices = [Known(one.number, f"{one.number} {one.head}户") for one in waiting]
        fields = [
            chosen_from("grievance", "哪一件异议", choices),
            asked("grievance", "outcome", required=True),
            chosen_from("surveyors", "核查人", people, several=True, asks="两人，且没有参加过本户的首次入户。"),
            asked("grievance", "visited_on", required=True),
            asked("grievance", "found_on", "on", required=True),
            asked("grievance", "answered_on"),
            asked("grievance", "finding", required=True),
            asked("grievance", "answer"),
        ]
        today = self.desk.office.today
        form = ActForm(self.desk, "settle-grievance", fields)
        shown = {"grievance": waiting[0].number, "visited_on": today, "on": today}
        form.begin(f"settle-grievance:{view.row.number}", shown)
        self.offer(form, "异议处理", "异议「{number}」已有核查结果。")

    def after(self, done: Any) -> None:
        """Objections and photographs have numbers of their own: the notice stays in view."""
        known = set(self.model.keys())
        if done.number is not None and (done.number in known or str(done.number).startswith("N")):
            self.find_row(done.number)

    # photographs

    def next_photo(self) -> None:
        """F7: the first place whose photograph is missing."""
        view = self.notice.found
        for place in view.places if view else ():
            for kind, photo in ((_FIRST, place.first), (_LAST, place.last)):
                if photo is None:
                    self.offer_photo(place, kind)
                    return

    def choose_photo(self, place: PlaceView, kind: PaperKind) -> None:
        """A slot was pressed: which file?"""
        path, _ = QFileDialog.getOpenFileName(
            self, f"选{kind.label}", "", "照片（*.jpg *.jpeg *.png）(*.jpg *.jpeg *.png)"
        )
        if path:
            self.offer_photo(place, kind, path)

    def take_photo(self, place: PlaceView, kind: PaperKind, given: GivenPhoto) -> None:
        """A photograph was dropped or pasted."""
        self.clear_bars()
        if given.path is None:
            self.bars.addWidget(Bar("info", "粘贴来的图还不是文件。", "请先存成照片文件，再拖进来或按 F7 写文件名。"))
        else:
            self.offer_photo(place, kind, str(given.path))

    def offer_photo(self, place: PlaceView, kind: PaperKind, file: str = "") -> None:
        """The form of a photograph: its file, and the day on which it was taken."""
        view = self.notice.found
        if view is None:
            return
        fields = [
            plain("file", "照片文件", required=True, asks="照片文件的位置，jpg 或 png。"),
            day("on", "拍摄日期", asks="首日照片在张贴当日拍，末日照片在期满当日拍。"),
        ]
        on = place.posted_on if kind is _FIRST else min(view.row.last_day, self.desk.office.today)
        form = ActForm(self.desk, "attach-paper", fields, icon="camera")
        form.begin(
            f"attach-paper:{place.key}:{kind}", {"file": file or None, "on": on}, place=place.key, kind=kind.value
        )
        self.offer(form, f"{kind.label}：{place.where}", f"{kind.label}已登记。", icon="camera")


def _for_unit(new: _NewNotice, unit: str) -> dict[str, Any]:
    """What a notice of a unit begins with: all its households, the boards of the unit and of their community."""
    mine = [one for one in new.waiting if one.unit_key == unit]
    homes = {one.community for one in mine} - {""}
    places = {PlaceKind.FILING_UNIT.value: f"{mine[0].unit}公示栏"}
    if len(homes) == 1:
        places[PlaceKind.COMMUNITY.value] = f"{next(iter(homes))}公示栏"
    return {"unit": unit, "cases": [one.key for one in mine], **places}


def _page(page: ListPage[BoardRow]) -> NoticesPage:
    return cast("NoticesPage", page)


def _open(page: ListPage[BoardRow], _key: Hashable) -> None:
    _page(page).go_into()


def _not_hanging(row: BoardRow) -> str:
    return "这份公示已撤下。" if row.notice.state is NoticeState.TAKEN_DOWN else ""


SPEC = ListSpec[BoardRow](
    code="notices",
    title="公示",
    noun="份",
    columns=(
        Column(
            key="number",
            title="公示编号",
            cell=lambda row: Cell(row.notice.number, bold=True),
            width=100,
            order="number",
        ),
        Column(key="state", title="状态", cell=_state_cell, width=98, order="until"),
        Column(key="until", title="时限", cell=_until, width=90, stretch=True),
        Column(key="heads", title="名单", cell=lambda row: "、".join(row.heads), width=160, room=1700),
        Column(
            key="posted",
            title="张贴",
            cell=lambda row: row.notice.posted_on.isoformat(),
            width=96,
            room=1800,
            order="posted",
        ),
        Column(key="unit", title="建档单位", cell=lambda row: row.notice.unit, width=120, room=1900),
    ),
    key=lambda row: row.notice.number,
    everything=notice_board.board,
    orders={
        "number": lambda row: row.notice.number,
        "posted": lambda row: row.notice.posted_on,
        "until": lambda row: (row.notice.state is NoticeState.TAKEN_DOWN, row.notice.last_day),
    },
    open=_open,
    actions=(
        Action(
            caption="张贴公示",
            icon="add",
            key="Ctrl+N",
            main=True,
            act="post-notice",
            do=lambda page: _page(page).post(),
        ),
        Action(
            caption="延长公示",
            icon="clock",
            act="extend-notice",
            needs=1,
            against=_not_hanging,
            do=lambda page: _page(page).extend(),
        ),
    ),
    lists=(
        QuickList("全部", ""),
        QuickList("公示中", "公示中"),
        QuickList("期满待撤", "期满待撤"),
        QuickList("已撤下", "已撤下"),
    ),
    summary=NoticeDetail,
    panes=(304, 876),
    watches=frozenset(
        {"public_notice", "notice_place", "notice_entry", "grievance", "paper", "issued_page", "case_file", "meeting"}
    ),
    hint="公示编号、户主姓名、建档单位",
    empty=("notices", "还没有公示", "集体研究通过的家庭，用“张贴公示”列名公示。"),
)
PAGE = PageSpec(title="公示", build=partial(NoticesPage, SPEC))
