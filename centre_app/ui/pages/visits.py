"""走访: who wants a visit; the paper form typed in its own order beside its scan; lines go on into 算账."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from centre_app.core.acts import ACTS
from centre_app.core.completeness import VISIT_PHOTOS
from centre_app.core.fields import Field, field
from centre_app.core.refusals import Refused
from centre_app.services import visit_rounds
from centre_app.services.given import given_from
from centre_app.services.visit_rounds import Round, VisitPaper, hand_in
from centre_app.services.visits import RecordVisit
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from
from centre_app.ui.budget_sheet import BudgetSheet, BudgetTable
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, DetailPage, refill
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.list_page import Action, ListPage, ListSpec, QuickList
from centre_app.ui.look import px
from centre_app.ui.page import PageSpec
from centre_app.ui.paper_view import PaperView
from centre_app.ui.people_choice import people_choice
from centre_app.ui.photos import GivenPhoto, PhotoSlot
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.signals import call

__all__ = ["PAGE"]

_BEFORE: Final = ("on", "at", "person_met", "people_present")
_HOME: Final = ("tenure", "floor_area", "heating", "housing_note", "goods")
_AFTER: Final = (
    "debts",
    "insurance",
    "assets",
    "schooling",
    "illness",
    "labour",
    "job_wish",
    "aid_received",
    "needs",
    "opinion",
    "signed_how",
    "signed_by",
)
_NEEDED: Final = frozenset({"person_met", "signed_how"})
_ROOM: Final = 1240
_LINES_HIGH: Final = 236


def _state_cell(row: Round) -> Cell:
    if row.visited_on is None:
        return Cell("待入户", "info", chip=True)
    return Cell("已过期", "bad", chip=True) if row.due else Cell("已录", "ok", chip=True)


def _left(row: Round) -> Cell:
    if row.days_left is None:
        return Cell("两人入户", quiet=True)
    return Cell(f"过期 {-row.days_left} 天", "bad") if row.due else Cell(f"{row.days_left} 天内上会", quiet=True)


def _day(row: Round) -> str:
    return row.visited_on.isoformat() if row.visited_on else "—"


class VisitDetail(Detail[VisitPaper]):
    """The form of one visit in the order of the paper, its lines, its photographs, and the scan beside it."""

    def __init__(self, desk: Desk) -> None:
        nothing = EmptyState("visits", "还没有选定一户", "左边选一户，照调查表从上往下补录。", width=220)
        super().__init__(desk, "补录", nothing)
        self._first: Form | None = None
        self._last: Form | None = None
        self.photos: list[str] = []
        self.scan: str | None = None
        self.sheet = BudgetSheet()
        self.table = BudgetTable(self.sheet, "收入和支出", row_height=28)
        self.table.choose_columns(("person", "year", "paper", "aid", "deductible", "remark"))
        self.table.setFixedHeight(px(_LINES_HIGH))
        self.bars = QVBoxLayout()
        self.bars.setSpacing(px(8))
        self._lay_out()
        self.drafts = DraftKeeper(desk, self, self.bars, self._draft, self._take_draft)
        self.sheet.lines_changed.connect(self.drafts.clock.start)

    def _lay_out(self) -> None:
        self.name = Words("", "head")
        self.state = Chip("info", "待入户")
        self.card = Card()
        self.card.setAccessibleName("补录")
        self.card.add_row(Words("补录", "head"), self.name, self.state, None, Words("照纸面次序，从上往下", "note"))
        inner = QWidget()
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        paper = QVBoxLayout(inner)
        paper.setContentsMargins(0, 0, px(4), 0)
        paper.setSpacing(px(8))
        paper.addLayout(self._upper)
        paper.addWidget(Words("收入和支出", "strong"))
        paper.addWidget(self.table)
        paper.addLayout(self._lower)
        self._photo_note = Words("", "note")
        self._slots = QHBoxLayout()
        self._slots.setSpacing(px(6))
        paper.addWidget(Words("照片", "strong"))
        paper.addWidget(self._photo_note)
        paper.addLayout(self._slots)
        paper.addStretch(1)
        self.card.add(Scrolled(inner, ""), 1)
        self.main = GuardedButton(Button(ACTS["record-visit"].label, icon="apply", key="F9", kind="main"))
        self.main.button.clicked.connect(call(self.submit))
        add = Button("加照片", icon="camera_add", key="F7")
        add.clicked.connect(call(self.choose_photo))
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(add)
        foot.addWidget(self.main, 1)
        middle = QVBoxLayout()
        middle.setSpacing(px(8))
        middle.addLayout(self.bars)
        middle.addWidget(self.card, 1)
        middle.addLayout(foot)
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addLayout(middle, 536)
        row.addWidget(self._scan_pane(), 316)

    def _scan_pane(self) -> QWidget:
        self.paper = PaperView(self.desk.runner, "扫描件")
        self.paper.failed.connect(self.desk.failed.emit)
        choose = Button("选扫描件", icon="scan", key="Ctrl+O", small=True)
        choose.clicked.connect(call(self.choose_scan))
        whole = self.right = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(Words("扫描件", "head"))
        head.addStretch(1)
        head.addWidget(choose)
        column.addLayout(head)
        self._no_scan = EmptyState(
            "scan", "还没有扫描件", "签过字的调查表扫进来，对着补录，登记时一起归档。", width=200
        )
        column.addWidget(self._no_scan, 1)
        column.addWidget(self.paper, 1)
        return whole

    def set_room(self, width: int) -> None:
        self.right.setVisible(width >= _ROOM)

    # showing

    def question(self, key: Any) -> Callable[[Look], VisitPaper]:
        return cast("Callable[[Look], VisitPaper]", partial(_paper, str(key)))

    def show_key(self, key: Hashable | None) -> None:
        self.drafts.keep()
        super().show_key(key)

    def show_found(self, found: VisitPaper) -> None:
        if self._shown_case != found.sheet.case:
            self._begin(found)
        why = self.desk.why_not("record-visit") or found.against
        self.main.guard(why)

    _shown_case = ""

    def _begin(self, found: VisitPaper) -> None:
        """An empty form for this household; what was typed before is offered."""
        self._shown_case = found.sheet.case
        self.clear_bars()
        self.name.setText(found.sheet.head)
        visited = found.sheet.state.label
        self.state.say("info", visited)
        today = self.desk.office.today
        need = f"至少 {found.needed} 人，写姓名或拼音首字母，用、隔开。"
        surveyors = chosen_from("surveyors", "调查人", found.people, several=True, asks=need)
        self._first = Form([*_asked(*_BEFORE), surveyors, *_asked(*_HOME)], today, name="到户和住房")
        self._last = Form(_asked(*_AFTER), today, name="家庭情况和意见")
        self._first.finished.connect(call(self.table.setFocus))
        self._last.finished.connect(call(self.main.button.setFocus))
        refill(self._upper, [self._first])
        refill(self._lower, [self._last])
        for form in (self._first, self._last):
            form.take_draft({"on": today.isoformat()})
            form.show_values(found.beginning)
            for widget in (form, *form.findChildren(QWidget)):
                widget.installEventFilter(self.drafts)
        self.sheet.know_people(people_choice((one.uid, one.name) for one in found.sheet.facts.persons))
        self.sheet.show_lines(found.sheet.facts.lines, found.sheet.remarks)
        self.photos, self.scan = [], None
        self.paper.clear()
        self._show_scan()
        self._show_photos()
        self.drafts.begin(f"record-visit:{found.sheet.case}")

    def go_into_form(self) -> None:
        """The cursor into the first field."""
        if self._first is not None:
            self._first.field("on").setFocus(Qt.FocusReason.TabFocusReason)

    def clear_bars(self) -> None:
        """Take the sentences of the last try away."""
        refill(self.bars, ())

    # photographs and the scan

    def choose_photo(self) -> None:
        """F7: ask for a picture."""
        file, _ = QFileDialog.getOpenFileName(self, "照片", "", "照片 (*.jpg *.jpeg *.png)")
        if file:
            self.take_photo(GivenPhoto(Path(file)))

    def take_photo(self, photo: GivenPhoto) -> None:
        """A photograph was chosen or dropped. One without a file must be saved first: it is kept as it is there."""
        if photo.path is None:
            self.bars.addWidget(Bar("warn", "粘贴的图片没有文件，请先存成文件再拖进来或按 F7 选。"))
            return
        self.photos.append(str(photo.path))
        self._show_photos()
        self.drafts.clock.start()

    def choose_scan(self) -> None:
        """Ctrl+O: ask for the scan of the signed form."""
        file, _ = QFileDialog.getOpenFileName(self, "扫描件", "", "扫描件 (*.pdf *.jpg *.jpeg *.png)")
        if file:
            self.take_scan(file)

    def take_scan(self, file: str) -> None:
        """Show the scan beside the form; it is filed when the visit is recorded."""
        self.scan = file
        self._show_scan()
        path = Path(file)
        self.paper.show_pdf(path.read_bytes() if path.suffix.casefold() == ".pdf" else _as_pdf(path))
        self.drafts.clock.start()

    def _show_scan(self) -> None:
        self._no_scan.setVisible(self.scan is None)
        self.paper.setVisible(self.scan is not None)

    def _show_photos(self) -> None:
        slots: list[QWidget] = []
        for at in range(max(len(self.photos) + 1, VISIT_PHOTOS)):
            slot = PhotoSlot(f"第 {at + 1} 张")
            slot.clicked.connect(call(self.choose_photo))
            slot.photo_given.connect(self.take_photo)
            if at < len(self.photos):
                slot.show_photo(QImage(self.photos[at]), f"第 {at + 1} 张")
            slots.append(slot)
        refill(self._slots, slots)
        count = len(self.photos)
        enough = count >= VISIT_PHOTOS
        self._photo_note.say(f"至少 {VISIT_PHOTOS} 张，已有 {count} 张", "ok" if enough else "warn")

    # drafts

    def _forms(self) -> list[Form]:
        return [form for form in (self._first, self._last) if form is not None]

    def _draft(self) -> dict[str, Any]:
        texts = {name: text for form in self._forms() for name, text in form.draft().items()}
        return {"texts": texts, "lines": self.sheet.draft(), "photos": list(self.photos), "scan": self.scan}

    def _take_draft(self, values: Mapping[str, Any]) -> None:
        for form in self._forms():
            form.take_draft(values["texts"])
        self.sheet.take_draft(values["lines"])
        self.photos = [file for file in values["photos"] if Path(file).is_file()]
        self._show_photos()
        if values["scan"] and Path(values["scan"]).is_file():
            self.take_scan(values["scan"])

    # recording

    def submit(self) -> None:
        """F9: record the visit with its lines, photographs and scan, or say everything that speaks against it."""
        found = self.found
        if found is None or not self.main.button.isEnabled():
            return
        self.clear_bars()
        typed = {name: value for form in self._forms() for name, value in form.values().items() if value is not None}
        if any(form.go_to_unread() for form in self._forms()):
            return
        photos = [{"file": file} for file in self.photos]
        try:
            given = given_from(RecordVisit, {"case": found.sheet.case, "photos": photos, **typed})
            lines = self.sheet.given(found.sheet.case)
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        office, scan = self.desk.office, self.scan
        known = frozenset(line.uid for line in found.sheet.facts.lines)
        self.drafts.keep()
        self.desk.run(
            self,
            lambda _progress: hand_in(office, given, lines, known, scan),
            self._recorded,
            failed=self._refused,
        )

    def _recorded(self, done: Done) -> None:
        self.drafts.drop()
        self._shown_case = ""
        self.act_done.emit(done, "{number} 的入户调查已登记，收支已进算账。")
        self.show_key(self.key)

    def _refused(self, failure: Failure) -> None:
        if failure.kind == "cancelled":
            return
        if failure.kind != "refusal":
            self.desk.failed.emit(failure)
            return
        rest = list(failure.told)
        for form in self._forms():
            rest = form.object_to(rest)
        for told in rest:
            self.bars.addWidget(Bar("bad", told.sentence))


def _asked(*names: str) -> list[Field]:
    return [
        asked("home_visit", name, required=True) if name in _NEEDED else field("home_visit", name) for name in names
    ]


def _paper(key: str, look: Look) -> VisitPaper | None:
    return visit_rounds.visit_paper(look, key)


def _as_pdf(path: Path) -> bytes:
    """A picture as a page, so that it is shown like every other scan."""
    picture, buffer = QImage(str(path)), QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    room = painter.viewport().size()
    size = picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
    painter.end()
    return bytes(buffer.data().data())


class VisitsPage(DetailPage[Round]):
    """The list of visits, and the form of the one that is chosen."""

    hints = ("Enter 补录这一户", "Ctrl+S 存草稿", "F7 加照片", "Ctrl+O 选扫描件", "F4 每月/每年", "F9 登记")

    def __init__(self, spec: ListSpec[Round], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.visit = cast("VisitDetail", self.detail)
        save = QAction(self)
        save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(call(self.visit.drafts.keep))
        self.addAction(save)

    def open(self, key: object = None) -> None:
        """With a case: the cursor on its row."""
        super().open()
        if isinstance(key, str):
            self.find_row(key)

    def after(self, done: Done) -> None:
        """The household stays under the cursor."""
        self.find_row(str(done.case))


def _page(page: ListPage[Round]) -> VisitsPage:
    return cast("VisitsPage", page)


def _open(page: ListPage[Round], _key: Hashable) -> None:
    _page(page).go_into()
    _page(page).visit.go_into_form()


SPEC = ListSpec[Round](
    code="visits",
    title="走访",
    noun="户",
    columns=(
        Column(key="head", title="户主", cell=lambda row: Cell(row.head, bold=True), width=72, order="head"),
        Column(key="state", title="状态", cell=_state_cell, width=92, order="due"),
        Column(key="left", title="时限", cell=_left, width=140, stretch=True),
        Column(key="number", title="编号", cell=lambda row: Cell(row.number, quiet=True), width=104, room=1600),
        Column(key="place", title="地点", cell=lambda row: row.place, width=120, room=1700),
        Column(key="on", title="上次入户", cell=_day, width=84, room=1800),
    ),
    key=lambda row: row.key,
    everything=visit_rounds.rounds,
    orders={"head": lambda row: row.head, "due": lambda row: row.days_left if row.days_left is not None else -9999},
    open=_open,
    actions=(
        Action(caption="补录", icon="edit", hint="Enter", needs=1, do=lambda page: _open(page, None)),
        Action(
            caption="一户一档",
            icon="households",
            needs=1,
            do=lambda page: page.desk.go("household", page.table.current_key()),
        ),
    ),
    lists=(
        QuickList("全部", ""),
        QuickList("待入户", "待入户"),
        QuickList("已过期", "已过期"),
        QuickList("已录", "已录"),
    ),
    summary=VisitDetail,
    panes=(318, 862),
    watches=frozenset({"case_file", "home_visit", "household", "household_member"}),
    hint="户主姓名、编号、地点",
    empty=("visits", "没有要走访的家庭", "受理申请之后，要入户的家庭列在这里。"),
)


PAGE = PageSpec(title="走访", build=partial(VisitsPage, SPEC))
