"""新建申请: a household from its paper application; checked while typed, opened, its papers attached, accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from centre_app.core.acts import ACTS
from centre_app.core.fields import Field, field, fields_of
from centre_app.core.households import HEAD
from centre_app.core.people import MaskKind, age_on, mask
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.given import FieldMissing
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.filing import CaseState, PaperKind, UnitKind
from centre_app.services import resources
from centre_app.services.applying import Applying, KeptPaper, applying
from centre_app.services.binding import given_kind
from centre_app.services.choosing import Known, people_known, units_known
from centre_app.services.given import given_from
from centre_app.services.households import OpenCase, against_opening
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from, day, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Glyph, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.drafts import DraftKeeper
from centre_app.ui.form import Form
from centre_app.ui.look import px
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE"]

_RECORD: Final = "open-case"
_SIDE: Final = 312
_WIDE: Final = 1240
_SECTIONS: Final = ("户主", "家庭成员", "住房与收入", "致困与建档", "材料与受理")
_PEOPLE, _HEAD, _HOME, _CAUSE, _PAPERS = 1, 0, 2, 3, 4
_OF_HOME: Final = (
    "address",
    "phone",
    "phone2",
    "hukou_area",
    "town",
    "hukou_place",
    "postcode",
    "housing_type",
    "floor_area",
    "household_size",
    "other_income_y",
    "total_income_y",
    "income_pc",
    "bank",
    "branch",
    "account",
)
_OF_CAUSE: Final = (
    "causes",
    "archive_level",
    "key_group",
    "dibao",
    "single_parent",
    "self_help",
    "zero_employment",
    "target_household",
    "target_on",
    "needs",
    "remark",
)
_OF_CASE: Final = ("filing_unit", "community", "filed_by")
_PLACE: Final = re.compile(r"(?:household\.)?people\[(\d+)\]\.?(\w*)")


class _People(QWidget):
    """The people of the household: a table of all, and the form of the one that is chosen.

    What is typed of each is kept as texts, read or not; ``values`` gives what could be read.
    """

    changed = Signal()
    chosen = Signal(int)
    """Somebody else stands in the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._today = desk.office.today
        self._texts: list[dict[str, str]] = []
        self._values: list[dict[str, Any]] = []
        self.at = 0
        self.form = Form(fields_of("household_member"), self._today, areas=resources.areas(), name="成员")
        self.form.settled.connect(self._settled)
        self._empty = dict.fromkeys(self.form.draft(), "")
        self._troubles: Mapping[int, str] = {}
        self.table: ShortTable[int] = ShortTable(
            (
                Column(key="name", title="姓名", cell=lambda at: Cell(self._said(at, "name") or "（未填）", bold=True)),
                Column(key="relation", title="是户主的", cell=lambda at: self._said(at, "relation")),
                Column(key="age", title="年龄", cell=self._age, align="right"),
                Column(key="id", title="证件号码", cell=self._number, room=1),
                Column(key="work", title="身份", cell=lambda at: self._said(at, "work_status"), room=2),
                Column(key="trouble", title="问题", cell=self._trouble, stretch=True),
            ),
            lambda at: at,
            "家庭成员",
            most=5,
        )
        self.table.row_rested.connect(self._rested)
        self.title = Words("", "head")
        card = Card("家庭成员", "members")
        self.count = card.note
        card.add(self.table)
        one = Card()
        one.setAccessibleName("这个人")
        add = Button("加一人", icon="member_add", key="Ctrl+N", small=True)
        away = Button("去掉", icon="delete", small=True)
        add.clicked.connect(call(self.add))
        away.clicked.connect(call(self.remove))
        back = Button("上一人", icon="back", key="Alt+Up", kind="quiet", small=True)
        on = Button("下一人", icon="forward", key="Alt+Down", kind="quiet", small=True)
        back.clicked.connect(call(self.step, -1))
        on.clicked.connect(call(self.step, 1))
        one.add_row(self.title, None, back, on, away, add)
        one.add(Scrolled(self.form, ""), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(card)
        column.addWidget(one, 1)
        self.form.finished.connect(call(add.setFocus))

    # who there is

    def begin(self, texts: Sequence[Mapping[str, str]] = ()) -> None:
        """These people, or nobody but a head who is to be typed."""
        self.at = 0
        self._texts = [dict(one) for one in texts] or [{**self._empty, "relation": HEAD}]
        self._values = []
        for one in self._texts:
            self._put(one)
            self._values.append(self._read())
        self._put(self._texts[0])
        self._show()

    def choose(self, at: int) -> None:
        """Put this person in the form."""
        if at != self.at and 0 <= at < len(self._texts):
            self.store()
            self.at = at
            self._put(self._texts[at])
            self._show()
            self.chosen.emit(at)

    def step(self, by: int) -> None:
        """The person before or behind, the cursor in the name."""
        self.choose(self.at + by)
        self.go_to("name")

    def add(self) -> None:
        """Another person, the cursor in the name."""
        self.store()
        self._texts.append(dict(self._empty))
        self._values.append({})
        self.choose(len(self._texts) - 1)
        self.go_to("name")

    def remove(self) -> None:
        """Take the person in the form out; the head stays."""
        if self.at:
            del self._texts[self.at], self._values[self.at]
            self.at -= 1
            self._put(self._texts[self.at])
            self._show()
            self.changed.emit()

    def go_to(self, name: str) -> None:
        """Put the cursor in a field."""
        self.form.field(name).setFocus(Qt.FocusReason.TabFocusReason)

    # what is typed

    def texts(self) -> list[dict[str, str]]:
        """Everybody as typed: what a draft keeps."""
        self._texts[self.at] = self.form.draft()
        return [dict(one) for one in self._texts]

    def store(self) -> None:
        """Take over what stands in the form."""
        self._values[self.at] = self._read()
        self._texts[self.at] = self.form.draft()

    def values(self) -> list[dict[str, Any]]:
        """Everybody of whom anything is typed."""
        return [one for at, one in enumerate(self._values) if at == 0 or one]

    def say(self, troubles: Mapping[int, list[Told]]) -> None:
        """Show how many things are wrong with whom, and under the fields what."""
        self._troubles = {at: f"{len(told)} 项" for at, told in troubles.items()}
        self.table.show_rows(range(len(self._texts)))
        for told in troubles.get(self.at, ()):
            name = (told.field or "").rpartition(".")[2]
            if name in self._empty or name in ("sex", "birth_date"):
                self.form.say(name, "bad" if told.stops else "warn", told.sentence)

    def _put(self, texts: Mapping[str, str]) -> None:
        with QSignalBlocker(self.form):
            self.form.take_draft(self._empty)
            self.form.take_draft(texts)

    def _read(self) -> dict[str, Any]:
        with QSignalBlocker(self.form):
            return {name: _stored(value) for name, value in self.form.values().items() if value is not None}

    def _settled(self, _name: str) -> None:
        self.store()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        people = len(self._texts)
        counted = sum(one.get("counted", True) for one in self._values)
        self.count.setText(f"{people} 人，计入 {counted} 人")
        self.table.show_rows(range(people))
        who = "户主" if self.at == 0 else f"成员 {self.at + 1}"
        name = self._said(self.at, "name")
        self.title.setText(f"{who}：{name}" if name else who)
        if self.table.current_key() != self.at:
            self.table.choose(self.at)

    def _rested(self, key: object) -> None:
        if isinstance(key, int) and self.table.hasFocus():
            self.choose(key)

    # cells

    def _said(self, at: int, name: str) -> str:
        value = self._values[at].get(name) if at < len(self._values) else None
        option = field("household_member", name).option(str(value)) if value is not None else None
        return option.label if option else str(value or "")

    def _age(self, at: int) -> Cell:
        born = self._values[at].get("birth_date") if at < len(self._values) else None
        return Cell(str(age_on(born, self._today)) if born else "—")

    def _number(self, at: int) -> Cell:
        number = self._said(at, "id_number")
        return Cell(mask(MaskKind.ID, number) if number else "—", quiet=True)

    def _trouble(self, at: int) -> Cell:
        words = self._troubles.get(at, "")
        return Cell(words, "warn", chip=True) if words else Cell("")


def _stored(value: Any) -> Any:
    """A value as an act takes it: codes as text."""
    if isinstance(value, tuple):
        return tuple(map(_stored, value))
    return str(value) if isinstance(value, Choice) else value


class _Papers(QWidget):
    """材料: what is recorded, who has not authorised yet, the form for another paper."""

    def __init__(self, page: ApplicationPage) -> None:
        super().__init__()
        self._page = page
        self.table: ShortTable[KeptPaper] = ShortTable(
            (
                Column(key="kind", title="材料", cell=lambda one: one.title or one.kind.label, stretch=True),
                Column(key="of", title="谁的", cell=lambda one: one.of or "全家"),
                Column(key="on", title="日期", cell=lambda one: one.on.isoformat()),
                Column(
                    key="scan",
                    title="扫描件",
                    cell=lambda one: Cell("已扫描", "ok", chip=True) if one.scanned else Cell("缺", "warn", chip=True),
                    width=84,
                ),
            ),
            lambda one: one.key,
            "材料",
            most=7,
        )
        self.all = Button("登记全部授权书", icon="take_all", key="F7")
        self.all.clicked.connect(call(page.authorise_all))
        self._place = QVBoxLayout()
        self.form: ActForm | None = None
        kept = Card("已登记的材料", "papers")
        self.count = kept.note
        kept.add(self.table)
        kept.add_row(self.all, None)
        self._form_card = Card("登记一件材料", "attach", note="扫描件可以以后补")
        self._form_card.body.addLayout(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(kept)
        column.addWidget(self._form_card)
        column.addStretch(1)

    def show_case(self, shown: Applying) -> None:
        """The papers of this case."""
        self.table.show_rows(shown.papers)
        self.count.setText(f"{len(shown.papers)} 件")
        self.all.setEnabled(bool(shown.unauthorised))
        self.all.setToolTip("、".join(one.name for one in shown.unauthorised) or "成年成员都已有授权书")
        if self.form is None:
            self.form = self._made(shown)
            self._place.addWidget(self.form)
            self.form.begin(f"attach-paper:{shown.case}", {"kind": str(PaperKind.APPLICATION)}, case=shown.case)

    def _made(self, shown: Applying) -> ActForm:
        form = ActForm(
            self._page.desk,
            "attach-paper",
            (
                asked("paper", "kind", required=True),
                chosen_from("member", "谁的", shown.people, required=False, asks="不填的为全家的。"),
                day("on", "纸上日期", required=False, asks="不填的为今天。"),
                plain("title", "名称", asks="不填的按种类。"),
                plain("file", "扫描件文件", asks="按“选文件”选，或写路径。"),
            ),
            icon="attach",
            key="Ctrl+Return",
            kind="plain",
        )
        choose = Button("选文件", icon="scan", small=True)
        choose.clicked.connect(call(self._choose_file, form))
        form.layout().addWidget(choose)
        form.done.connect(call(self._page.refresh))
        return form

    def _choose_file(self, form: ActForm) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "扫描件", "", "扫描件 (*.pdf *.jpg *.jpeg *.png)")
        if file:
            form.form.take_draft({"file": file})

    def clear(self) -> None:
        """Another case comes."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None


class ApplicationPage(Page):
    """新建申请: sections at the left, the form, what is found at the right."""

    watches = frozenset({"paper", "case_file", "unit", "person"})
    hints = (
        "Enter 下一格",
        "Shift+Enter 上一格",
        "F4 下拉或找字",
        "F8 下一处缺项",
        "Ctrl+Tab 下一段",
        "Ctrl+S 存草稿",
        "Ctrl+Enter 建立申请",
        "F9 受理",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case: str | None = None
        self.shown: Applying | None = None
        self._told: tuple[Told, ...] = ()
        self._known: tuple[tuple[Known, ...], ...] | None = None
        self._wanted: dict[str, str] | None = None
        self.people = _People(desk)
        self.home = Form([field("household", name) for name in _OF_HOME], desk.office.today, name="住房与收入")
        self.cause: Form | None = None
        self._cause_place = QVBoxLayout()
        self.papers = _Papers(self)
        self._lay_out()
        self.drafts = DraftKeeper(desk, self, self.bars, self._draft, self._take_draft)
        self.people.changed.connect(self._check)
        self.people.chosen.connect(call(self._mark_section))
        self.home.settled.connect(call(self._check))
        self.home.finished.connect(call(self.turn_to, _CAUSE))
        for keys, do in (
            ("Ctrl+Tab", call(self._turn, 1)),
            ("Ctrl+Shift+Tab", call(self._turn, -1)),
            ("Ctrl+S", call(self._keep_draft)),
            ("F8", call(self.next_lack)),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    # laying out

    def _lay_out(self) -> None:
        self.sections: list[Button] = []
        whole_left = QWidget()
        whole_left.setFixedWidth(px(168))
        left = QVBoxLayout(whole_left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(4))
        for at, title in enumerate(_SECTIONS):
            button = Button(f"{at + 1} {title}", kind="quiet")
            button.setCheckable(True)
            button.clicked.connect(call(self.turn_to, at))
            self.sections.append(button)
            left.addWidget(button)
        left.addStretch(1)
        note = Words("带 * 的必填；其余可以以后补。", "note", wraps=True)
        note.setFixedWidth(px(150))
        left.addWidget(note)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.people)
        home = Card("住房与收入", "households")
        home.add(Scrolled(self.home, ""), 1)
        self.stack.addWidget(home)
        cause = Card("致困与建档", "note")
        inner = QWidget()
        self._cause_place = QVBoxLayout(inner)
        self._cause_place.setContentsMargins(0, 0, 0, 0)
        cause.add(Scrolled(inner, ""), 1)
        self.stack.addWidget(cause)
        self.stack.addWidget(self.papers)
        self.side = Card("边填边查", "find")
        self.side.setFixedWidth(px(_SIDE))
        self._found = QVBoxLayout()
        self._found.setSpacing(px(6))
        self.side.body.addLayout(self._found)
        self.side.fill()
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(whole_left)
        row.addWidget(self.stack, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.body.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.lack = Words("", "note", "bad", wraps=True)
        draft = Button("存草稿", icon="save", hint="Ctrl+S")
        draft.clicked.connect(call(self._keep_draft))
        self.open_button = GuardedButton(Button("建立申请", icon="folder_add", key="Ctrl+Return", kind="main"))
        self.open_button.button.clicked.connect(call(self.open_case))
        self.accept = GuardedButton(Button(ACTS["apply"].label, icon="apply", key="F9", kind="main"))
        self.accept.button.clicked.connect(call(self.apply))
        self.draft_button = draft
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.lack, 1)
        row.addWidget(draft)
        row.addWidget(self.open_button)
        row.addWidget(self.accept)
        return row

    # what the frame calls

    def open(self, key: object = None) -> None:
        self.clear_bars()
        case = key if isinstance(key, str) else None
        if case != self.case or self.cause is None:
            self.drafts.keep()
            self.case, self.shown = case, None
            self.papers.clear()
            self._show_stage()
        self.refresh()

    def returned(self) -> None:
        (self.focusWidget() or self.people.form).setFocus()

    def set_room(self, width: int) -> None:
        self.side.setVisible(width >= _WIDE)

    def refresh(self) -> None:
        if self.case is not None:
            self.desk.ask(self, partial(_applying, self.case), self._show, topic="case", failed=self.show_failure)
        elif self.cause is None:
            self.desk.ask(self, _known, self._begin, topic="known", failed=self.show_failure)

    def back(self) -> bool:
        self.drafts.keep()
        return False

    # typing

    def _begin(self, known: tuple[tuple[Known, ...], ...]) -> None:
        """The form is shown empty; what was typed before is offered."""
        units, communities, people = known
        causes, *more = (field("household", name) for name in _OF_CAUSE)
        fields: list[Field] = [
            causes,
            chosen_from("filing_unit", "建档单位", units, asks="哪一级工会建档，公示也贴在这里。"),
            chosen_from("community", "村（社区）", communities, required=False, asks="公示也贴在这里。"),
            chosen_from("filed_by", "建档人", people, required=False, asks="不填的为登录的人。"),
            *more,
        ]
        self.cause = Form(fields, self.desk.office.today, name="致困与建档")
        self.cause.settled.connect(call(self._check))
        self.cause.finished.connect(call(self.open_button.button.setFocus))
        for widget in (self.cause, *self.cause.findChildren(QWidget)):
            widget.installEventFilter(self.drafts)
        self._cause_place.addWidget(self.cause)
        self._cause_place.addStretch(1)
        self._start()

    def _start(self) -> None:
        self.people.begin()
        for form in self._forms():
            form.take_draft(dict.fromkeys(form.draft(), ""))
        self._say(())
        self._show_stage()
        self.turn_to(_HEAD)
        self.drafts.begin(_RECORD)

    def _forms(self) -> list[Form]:
        return [self.home] if self.cause is None else [self.home, self.cause]

    def _draft(self) -> dict[str, Any]:
        return {
            "people": self.people.texts() if self.cause is not None else [],
            **{name: text for form in self._forms() for name, text in form.draft().items()},
        }

    def _take_draft(self, values: Mapping[str, Any]) -> None:
        self.people.begin(values["people"])
        for form in self._forms():
            form.take_draft({name: text for name, text in values.items() if name != "people"})
        self._check()

    def _keep_draft(self) -> None:
        if self.case is None:
            self.drafts.keep()
            self.desk.say("草稿已存下。")

    def _given(self) -> OpenCase:
        """What is typed, as the act takes it.

        Raises:
            Refused: what no household can be without.
        """
        said = {
            name: _stored(value) for form in self._forms() for name, value in form.values().items() if value is not None
        }
        people = self.people.values()
        lacking = [
            FieldMissing(where=f"第 {at} 人的{field('household_member', name).label}", field=f"people[{at}].{name}")
            for at, person in enumerate(people, start=1)
            for name in ("name", "relation")
            if name not in person
        ]
        if lacking:
            raise Refused(lacking)
        given: dict[str, Any] = {name: said.pop(name) for name in _OF_CASE if name in said}
        return given_from(OpenCase, {**given, "household": {"people": people, **said}})

    def _check(self) -> None:
        """Ask what there is to say of everything that is typed, over the members of all households."""
        if self.case is None and self.cause is not None:
            try:
                given = self._given()
            except Refused as refused:
                self._say(refused.objections)
                return
            self.desk.ask(self, lambda look: tuple(against_opening(look, given)), self._say, topic="check")

    def _say(self, told: tuple[Told, ...]) -> None:
        self._told = told
        self.people.say(_by_person(told))
        lacks = Counter(self._section_of(one) for one in told if one.stops)
        for at, (title, button) in enumerate(zip(_SECTIONS, self.sections, strict=True)):
            button.setText(f"{at + 1} {title}" + (f"（差 {lacks[at]}）" if lacks[at] else ""))
        _refill(self._found, [*self._fine(told), *(_line(one) for one in told[:_MOST])])
        stops = sum(one.stops for one in told)
        self.lack.setText(f"还差 {stops} 项可建立申请，F8 逐项去填" if stops else "")

    def _fine(self, told: tuple[Told, ...]) -> list[QWidget]:
        """What was looked at and found in order."""
        numbers = sum("id_number" in one for one in self.people.values())
        about = {(one.field or "").rpartition(".")[2] for one in told}
        if not numbers:
            return [Words("填了证件号就开始核对。", "note", wraps=True)]
        fine: list[QWidget] = [] if "id_number" in about else [_Fine(f"{numbers} 个证件号校验位都对")]
        filed = {"AlreadyFiled", "ClosedEpisode"} & {one.code for one in told}
        return fine if filed or "name" in about else [*fine, _Fine("都不在别的档案里")]

    def _section_of(self, told: Told) -> int | None:
        if place := _PLACE.match(told.field or ""):
            return _HEAD if place[1] == "1" else _PEOPLE
        name = (told.field or "").rpartition(".")[2]
        return _HOME if name in _OF_HOME else _CAUSE if name in (*_OF_CAUSE, *_OF_CASE) else None

    def next_lack(self) -> None:
        """F8: go to the next thing that is missing."""
        stopping = [one for one in self._told if one.stops]
        if stopping:
            self._go_to(stopping[0])

    def _go_to(self, told: Told) -> None:
        found = _PLACE.match(told.field or "")
        name = (told.field or "").rpartition(".")[2]
        if found:
            at = int(found[1]) - 1
            self.turn_to(_HEAD if at == 0 else _PEOPLE)
            self.people.choose(at)
            self.people.go_to(found[2] if found[2] in self.people.form.draft() else "name")
            return
        for place, form in ((_HOME, self.home), (_CAUSE, self.cause)):
            if form is not None and name in form.draft():
                self.turn_to(place)
                form.field(name).setFocus(Qt.FocusReason.TabFocusReason)

    # opening and accepting

    def open_case(self) -> None:
        """Ctrl+Enter: open the case, or say everything that speaks against it."""
        if self.case is not None or self.cause is None:
            return
        self.clear_bars()
        if self._unread():
            return
        try:
            given = self._given()
        except Refused as refused:
            self._refused(failure_of(refused))
            return
        self.drafts.keep()
        self.open_button.button.setEnabled(False)
        self.desk.do(self, "open-case", given, self._opened, failed=self._refused)

    def _unread(self) -> bool:
        """Go to a text of the home or the cause that cannot be read; it must not be left out silently."""
        for place, form in ((_HOME, self.home), (_CAUSE, self.cause)):
            if form is not None and form.values() and form.go_to_unread():
                self.turn_to(place)
                return form.go_to_unread()
        return False

    def _opened(self, done: Done) -> None:
        self.drafts.drop()
        self.case = str(done.case)
        self.desk.say(f"申请 {done.number} 已建立，接着登记材料。")
        self._show_stage()
        for told in done.cautions:
            self.bars.addWidget(Bar("warn", told.sentence))
        self.turn_to(_PAPERS)
        self.refresh()

    def _refused(self, failure: Failure) -> None:
        self._show_stage()
        self.show_failure(failure)
        if failure.kind == "refusal":
            self._say(tuple(failure.told))
            self.next_lack()

    def authorise_all(self) -> None:
        """F7: every adult's authorisation has come; their scans may follow."""
        if self.shown is None:
            return
        office, case, members = self.desk.office, self.shown.case, self.shown.unauthorised
        kind = given_kind("attach-paper")
        given = [
            given_from(kind, {"case": case, "kind": PaperKind.AUTHORISATION, "member": one.key}) for one in members
        ]
        self.desk.run(
            self,
            lambda _progress: [office.do("attach-paper", one) for one in given],
            call(self.refresh),
            failed=self.show_failure,
        )

    def apply(self) -> None:
        """F9: 受理."""
        if self.shown is not None and self.accept.button.isEnabled():
            self.clear_bars()
            given = given_from(given_kind("apply"), {"case": self.shown.case})
            self.desk.do(self, "apply", given, self._applied, failed=self.show_failure)

    def _applied(self, done: Done) -> None:
        self.desk.say(f"{done.number} 已受理，下一步入户调查。")
        self.case, self.shown = None, None
        self.papers.clear()
        if self.cause is not None:
            self._start()
        self.desk.go("household", str(done.case))

    def _show(self, shown: Applying) -> None:
        if shown.case != self.case:
            return
        self.shown = shown
        self.papers.show_case(shown)
        why = self.desk.why_not("apply")
        if not why and shown.state is not CaseState.DRAFT:
            why = f"{shown.head} {shown.number} 现在是“{shown.state.label}”。"
        if not why and shown.lacks:
            why = f"还差 {len(shown.lacks)} 项，任何人不能越过。"
        self.accept.guard(why)
        _refill(self._found, [_line(one) for one in shown.lacks] or [_Fine("材料齐了，可以受理。")])
        self.side.title.setText("受理还差什么")

    def _show_stage(self) -> None:
        """Before the case is open its form is typed; afterwards its papers come in."""
        typing = self.case is None
        for at, button in enumerate(self.sections):
            button.setEnabled(typing is (at != _PAPERS))
        self.draft_button.setVisible(typing)
        self.open_button.setVisible(typing)
        self.accept.setVisible(not typing)
        self.lack.setVisible(typing)
        self.side.title.setText("边填边查")
        why = self.desk.why_not("open-case")
        self.open_button.guard(why)
        if not typing:
            self.turn_to(_PAPERS)

    # sections

    def turn_to(self, at: int) -> None:
        """Show a section, the cursor in its first field."""
        if not self.sections[at].isEnabled():
            return
        self.stack.setCurrentIndex(max(at - 1, 0))
        if at in (_HEAD, _PEOPLE):
            self._turn_to_person(at)
        elif at == _HOME:
            self.home.field(_OF_HOME[0]).setFocus(Qt.FocusReason.TabFocusReason)
        elif at == _CAUSE and self.cause is not None:
            self.cause.field(_OF_CAUSE[0]).setFocus(Qt.FocusReason.TabFocusReason)
        elif at == _PAPERS:
            self.papers.table.setFocus()
        self._mark(at)

    def _turn_to_person(self, at: int) -> None:
        if at == _HEAD:
            self.people.choose(0)
        elif self.people.at == 0 and len(self.people.texts()) > 1:
            self.people.choose(1)
        elif self.people.at == 0:
            self.people.add()
        self.people.go_to("name")

    def _mark_section(self) -> None:
        if self.stack.currentIndex() == 0:
            self._mark(_HEAD if self.people.at == 0 else _PEOPLE)

    def _mark(self, at: int) -> None:
        for place, button in enumerate(self.sections):
            button.setChecked(place == at)

    def _turn(self, by: int) -> None:
        at = next((place for place, button in enumerate(self.sections) if button.isChecked()), 0)
        self.turn_to((at + by) % len(self.sections))


_MOST: Final = 9
"""Sentences that the card at the right has room for."""


class _Fine(QWidget):
    """A sentence that all is well."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        _said(self, "ok", sentence)


def _line(told: Told) -> QWidget:
    line = QWidget()
    _said(line, "bad" if told.stops else "warn", told.sentence)
    return line


def _said(line: QWidget, tone: str, sentence: str) -> None:
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    row.addWidget(Glyph(tone, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(sentence, wraps=True), 1)


def _refill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)


def _by_person(told: Sequence[Told]) -> dict[int, list[Told]]:
    """What is said of each person, by their place counted from nought."""
    found: dict[int, list[Told]] = {}
    for one in told:
        if place := _PLACE.match(one.field or ""):
            found.setdefault(int(place[1]) - 1, []).append(one)
    return found


def _applying(case: str, look: Look) -> Applying:
    return applying(look, case)


def _known(look: Look) -> tuple[tuple[Known, ...], ...]:
    communities = units_known(look, UnitKind.COMMUNITY)
    places = {one.key for one in communities}
    return tuple(one for one in units_known(look) if one.key not in places), communities, people_known(look)


PAGE = PageSpec(title="新建申请", build=ApplicationPage)
