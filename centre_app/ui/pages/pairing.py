"""结对: households with their cadre and clock, cadres with their load; pairing, visits, hand-over, the contact card."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from centre_app.core.pairing import OUT_OF_THE_FILES, HalfYear
from centre_app.core.refusals.pairing import StillInTheFiles
from centre_app.core.vocabulary.pairing import PairingState
from centre_app.services import pairing_desk
from centre_app.services.choosing import Known, people_known
from centre_app.services.pairing_desk import Cadre, CadreView, Home, HomeView, Term, Visited
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from, day
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Chip, EmptyState, Facts, Words
from centre_app.ui.case_view import short_day
from centre_app.ui.cells import Cell
from centre_app.ui.charts import BarList, Bars, Part, Series, WithFigures
from centre_app.ui.contact_cards import CARD, card_name, print_cards
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, DetailPage, SideBySide, cards_over, refill
from centre_app.ui.hand_over_sheet import HandOverSheet
from centre_app.ui.list_page import Action, ListPage, ListSpec, QuickList
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.pairing_cells import clock_cell, clock_word, promise_cell
from centre_app.ui.paper_card import PaperCard, PaperKey
from centre_app.ui.rows_model import Column
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["PAGE", "CadresView", "HomesView", "PairingPage"]

R = TypeVar("R")
_WATCHES: Final = frozenset({"case_file", "household_member", "pairing", "pairing_visit", "person", "appointment"})
_MOST_LOADS: Final = 12
"""Cadres in the picture of loads; the others are its last bar."""
_NOBODY_YET: Final = "本户还没有帮扶干部，先办理结对。"


def _days(home: Home) -> str:
    return f"{home.stands.days} 天"


def _due(home: Home) -> Cell:
    return Cell(home.stands.due_on.isoformat() if home.stands.due_on else "—", quiet=home.stands.due_on is None)


def _seen(home: Home) -> Cell:
    return Cell(home.visited_on.isoformat() if home.visited_on else "还没有走访", quiet=home.visited_on is None)


def _half(half: HalfYear) -> str:
    return f"{half.year} {'上' if half.first else '下'}"


# One household --------------------------------------------------------------------------------------------------


def _visits_table(desk: Desk) -> ShortTable[Visited]:
    return ShortTable(
        (
            Column(key="on", title="日期", cell=lambda one: short_day(one.on, desk.office.today)),
            Column(key="form", title="方式", cell=lambda one: one.form or "—", room=2),
            Column(key="found", title="看到什么，答应什么", cell=_found_cell, stretch=True),
            Column(key="needs", title="需要什么", cell=lambda one: Cell(one.needs or "—", tip=one.needs), room=3),
            Column(key="done", title="办结", cell=lambda one: Cell(one.done or "—", tip=one.done), room=1),
            Column(key="cadre", title="走访人", cell=lambda one: one.cadre, room=4),
        ),
        lambda one: (one.on, one.found),
        "走访经过",
        most=5,
        row_height=46,
    )


def _found_cell(visit: Visited) -> Cell:
    promised = f"答应：{visit.promised}" if visit.promised else ""
    return Cell(visit.found, second=promised, tip="\n".join(part for part in (visit.found, promised) if part))


def _terms_table() -> ShortTable[Term]:
    return ShortTable(
        (
            Column(key="cadre", title="帮扶干部", cell=lambda one: Cell(one.cadre, bold=one.until_on is None)),
            Column(key="from", title="起", cell=lambda one: one.from_on.isoformat()),
            Column(key="until", title="止", cell=lambda one: one.until_on.isoformat() if one.until_on else "至今"),
            Column(key="reason", title="结束原因", cell=lambda one: Cell(one.reason or "—"), stretch=True),
        ),
        lambda one: (one.cadre, one.from_on),
        "历任帮扶干部",
        most=4,
    )


class HomeDetail(Detail[HomeView]):
    """One household: its cadre, its clock, every visit, and the card that hangs in the home."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "所选住户",
            EmptyState("pairing", "没有选中的住户", "在左边选一户，这里显示帮扶干部、走访经过和联系卡。", width=260),
        )
        self.title = Words("", "head")
        self.chip = Chip("wait", "")
        self.facts = Facts()
        self.bars_place = QVBoxLayout()
        self.visits = _visits_table(desk)
        self.terms = _terms_table()
        self.main = GuardedButton(Button("记走访", icon="apply", key="F9", kind="main"))
        self.papers = PaperCard(desk)
        head = Card()
        head.add_row(self.title, self.chip, None)
        head.add(self.facts)
        visits = self.visits_card = Card("走访经过", "visits")
        visits.body.addLayout(self.bars_place)
        visits.add(self.visits)
        terms = self.terms_card = Card("历任帮扶干部", "members")
        terms.add(self.terms)
        left = cards_over((head, visits, terms), self.main)
        self.stand(SideBySide(left, self.papers, ("走访", "联系卡"), (500, 286)))

    def question(self, key: Any) -> Callable[[Look], HomeView]:
        return partial(_home, str(key))

    def show_found(self, found: HomeView) -> None:
        home = found.home
        self.title.setText(f"{home.head}户")
        self.chip.say(*clock_word(home))
        unit = f"（{home.unit}）" if home.unit and home.unit not in home.cadre else ""
        stands = home.stands
        promised = f"{home.promised}（{'已办' if home.kept else '未办'}）" if home.promised else "—"
        self.facts.show_pairs(
            [
                ("帮扶干部", f"{home.cadre}{unit}" if home.cadre else "无"),
                ("结对起" if home.cadre else "无人起", home.since.isoformat()),
                ("上次走访", f"{_seen(home).text}，{stands.days} 天前" if home.visited_on else "还没有走访"),
                ("下次应访", f"{stands.due_on}前" if stands.due_on else "—"),
                ("上次答应", promised),
            ]
        )
        labels = [_half(half) for half in found.halves]
        counts = Series("走访次数（每半年至少 1 次）", [half.visits for half in found.halves])
        pictures = [Bars(f"{home.head}户各半年走访次数", labels, [counts])] if found.visits else []
        refill(self.bars_place, pictures)
        self.visits.show_rows(found.visits)
        self.visits.setVisible(bool(found.visits))
        self.visits_card.note.setText(f"{len(found.visits)} 次" if found.visits else "还没有走访")
        self.terms.show_rows(found.terms)
        self.terms_card.setVisible(bool(found.terms))
        card = PaperKey(CARD, home.key, "联系卡", None, card_name(home), looked_at=True)
        self.papers.show_papers([card] if home.cadre else [])
        if not home.cadre:
            self.papers.print.forbid(_NOBODY_YET)
        self._guard(home)

    def _guard(self, home: Home) -> None:
        caption, act = {
            PairingState.NOBODY: ("结对", "pair"),
            PairingState.TO_END: ("结束结对", "end-pairing"),
        }.get(home.stands.state, ("记走访", "record-pairing-visit"))
        self.main.button.say(caption)
        why = self.desk.why_not(act)
        self.main.guard(why)


def _home(key: str, look: Look) -> HomeView:
    return pairing_desk.home_view(look, key)


def _hand_over_of(key: str, look: Look) -> tuple[CadreView, tuple[Known, ...]]:
    """The cadre with the households, and whom they may go to."""
    return pairing_desk.cadre_view(look, key), people_known(look)


class _View(DetailPage[R]):
    """What both views share: a hand-over takes the place of the row."""

    def offer_sheet(self, sheet: HandOverSheet) -> None:
        """Show the households that change hands."""
        self._deep = True
        self._arrange()
        sheet.away.clicked.connect(call(self.back))
        sheet.cards_wanted.connect(partial(print_cards, self))
        self.detail.offer_place(sheet, sheet, "结对交接已办完。")
        sheet.form.field("reason").setFocus(Qt.FocusReason.OtherFocusReason)


class HomesView(_View[Home]):
    """All households, what is most pressing first."""

    def __init__(self, spec: ListSpec[Home], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.home = cast("HomeDetail", self.detail)
        self.home.main.button.clicked.connect(call(self.main_act))

    @property
    def everything(self) -> Sequence[Home]:
        """All households, whatever the filter shows."""
        return self._everything

    def main_act(self) -> None:
        """F9: what the household wants next."""
        view = self.home.found
        if view is None:
            return
        match view.home.stands.state:
            case PairingState.NOBODY:
                self.pair()
            case PairingState.TO_END:
                self.end()
            case _:
                self.visit()

    def pair(self) -> None:
        """The form of a pairing, once it is known whom it may name."""
        self.desk.ask(self, people_known, self._offer_pairing, topic="people", failed=self.show_failure)

    def _offer_pairing(self, people: tuple[Known, ...]) -> None:
        view = self.home.found
        if view is None:
            return
        fields = [
            chosen_from("cadre", "帮扶干部", people, asks="姓名或拼音首字母；同名的人带着单位。"),
            day("on", "结对日期", asks="不早于批准建档的日期。"),
        ]
        form = ActForm(self.desk, "pair", fields, icon="pairing")
        form.begin(f"pair:{view.home.key}", {"on": self.desk.office.today}, case=view.home.key)
        self.offer(form, f"结对：{view.home.head}户", "已结对，可以打印联系卡（Ctrl+P）。", icon="pairing")

    def visit(self) -> None:
        """The form of a visit of the cadre."""
        view = self.home.found
        if view is None:
            return
        fields = [
            asked("pairing_visit", "on", required=True),
            asked("pairing_visit", "form"),
            asked("pairing_visit", "found", required=True),
            asked("pairing_visit", "needs"),
            asked("pairing_visit", "promised"),
            asked("pairing_visit", "done"),
        ]
        home = view.home
        form = ActForm(self.desk, "record-pairing-visit", fields, icon="visits")
        form.begin(f"record-pairing-visit:{home.key}", {"on": self.desk.office.today}, case=home.key)
        note = f"上次答应：{home.promised}" if home.promised and not home.kept else ""
        self.offer(form, f"结对走访：{home.head}户", "走访已登记。", icon="visits", note=note)

    def hand_over(self) -> None:
        """One household to another cadre."""
        row = self.row
        if row is not None and row.cadre_key:
            ask = partial(_hand_over_of, row.cadre_key)
            self.desk.ask(
                self, ask, partial(self._offer_hand_over, row.key), topic="hand-over", failed=self.show_failure
            )

    def _offer_hand_over(self, key: str, found: tuple[CadreView, tuple[Known, ...]]) -> None:
        view, people = found
        mine = [home for home in view.homes if home.key == key]
        if mine:
            self.offer_sheet(HandOverSheet(self.desk, view.cadre, mine, people, view.loads))

    def end(self) -> None:
        """The form of the end of a pairing."""
        view = self.home.found
        if view is None:
            return
        fields = [
            day("on", "结束日期"),
            asked("pairing", "end_reason", "reason", required=True),
        ]
        form = ActForm(self.desk, "end-pairing", fields)
        form.begin(f"end-pairing:{view.home.key}", {"on": self.desk.office.today}, case=view.home.key)
        self.offer(form, f"结束结对：{view.home.head}户", "结对已结束。")

    def after(self, done: Done) -> None:
        """The household stays under the cursor."""
        if done.case is not None:
            self.find_row(str(done.case))


def _homes(page: ListPage[Home]) -> HomesView:
    return cast("HomesView", page)


def _enter(page: ListPage[Any], _key: Hashable) -> None:
    cast("DetailPage[Any]", page).go_into()


def _not_unpaired(row: Home) -> str:
    return "本户已有帮扶干部，换人请办理交接。" if row.cadre else ""


def _not_paired(row: Home) -> str:
    return "" if row.cadre else _NOBODY_YET


def _not_ended(row: Home) -> str:
    if not row.cadre:
        return _NOBODY_YET
    return "" if row.state in OUT_OF_THE_FILES else StillInTheFiles(state=row.state.label).sentence


HOMES = ListSpec[Home](
    code="pairing.homes",
    title="住户",
    noun="户",
    columns=(
        Column(key="head", title="户主", cell=lambda row: Cell(row.head, bold=True), width=76, order="head"),
        Column(key="clock", title="半年走访", cell=clock_cell, width=116, order="clock"),
        Column(
            key="cadre",
            title="帮扶干部",
            cell=lambda row: Cell(row.cadre or "无", tone=None if row.cadre else "bad", tip=row.cadre),
            width=90,
            stretch=True,
            order="cadre",
        ),
        Column(key="due", title="下次应访", cell=_due, width=96, order="due", room=1500),
        Column(key="seen", title="上次走访", cell=_seen, width=96, order="seen", room=1600),
        Column(key="days", title="间隔", cell=_days, width=72, align="right", order="clock", room=1700),
        Column(key="since", title="结对起", cell=lambda row: row.since.isoformat(), width=96, order="since", room=1750),
        Column(key="number", title="编号", cell=lambda row: Cell(row.number, quiet=True), width=140, room=1900),
    ),
    key=lambda row: row.key,
    everything=pairing_desk.homes,
    orders={
        "head": lambda row: row.head,
        "clock": lambda row: -row.stands.days,
        "cadre": lambda row: row.cadre,
        "due": lambda row: row.stands.due_on.isoformat() if row.stands.due_on else "",
        "seen": lambda row: row.visited_on.isoformat() if row.visited_on else "",
        "since": lambda row: row.since,
    },
    open=_enter,
    actions=(
        Action(
            caption="结对",
            icon="pairing",
            key="Ctrl+N",
            act="pair",
            needs=1,
            against=_not_unpaired,
            do=lambda page: _homes(page).pair(),
        ),
        Action(
            caption="记走访",
            icon="visits",
            act="record-pairing-visit",
            needs=1,
            against=_not_paired,
            do=lambda page: _homes(page).visit(),
        ),
        Action(
            caption="交接",
            icon="users",
            key="Ctrl+J",
            act="hand-over",
            needs=1,
            against=_not_paired,
            do=lambda page: _homes(page).hand_over(),
        ),
        Action(
            caption="结束结对",
            icon="recused",
            act="end-pairing",
            needs=1,
            against=_not_ended,
            do=lambda page: _homes(page).end(),
        ),
        Action(
            caption="一户一档",
            icon="households",
            needs=1,
            do=lambda page: page.desk.go("household", page.table.current_key()),
        ),
    ),
    lists=(
        QuickList("全部", ""),
        QuickList("无人结对", PairingState.NOBODY.label),
        QuickList("超期", "超期"),
        QuickList("快到期", "剩"),
    ),
    summary=HomeDetail,
    panes=(372, 808),
    watches=_WATCHES,
    hint="户主、帮扶干部、编号",
    empty=("pairing", "还没有在档的家庭", "批准建档之后，要结对帮扶的家庭列在这里。"),
)


# One cadre ------------------------------------------------------------------------------------------------------


def _load_cell(row: Cadre) -> Cell:
    over = row.count > row.most
    return Cell(
        f"{row.count}/{row.most}",
        tone="bad" if over else "info",
        meter=min(row.count / row.most, 1.0),
        icon="bad" if over else None,
        spoken=f"{row.count} 户，上限 {row.most} 户" + ("，超过上限" if over else ""),
    )


def _late_cell(row: Cadre) -> Cell:
    return Cell(str(row.overdue), tone="bad", bold=True, icon="bad") if row.overdue else Cell("0", quiet=True)


def _homes_table(desk: Desk) -> ShortTable[Home]:
    return ShortTable(
        (
            Column(key="head", title="户主", cell=lambda one: Cell(one.head, bold=True)),
            Column(key="since", title="结对起", cell=lambda one: one.since.isoformat(), room=4),
            Column(key="seen", title="上次走访", cell=lambda one: _seen_short(one, desk), room=2),
            Column(key="days", title="间隔", cell=_days, align="right", room=3),
            Column(key="clock", title="半年走访", cell=clock_cell),
            Column(
                key="promised",
                title="上次答应的事",
                cell=lambda one: Cell(one.promised or "—", tip=one.promised, quiet=not one.promised),
                stretch=True,
            ),
            Column(key="kept", title="办了没有", cell=promise_cell, room=1),
        ),
        lambda one: one.key,
        "所帮扶的住户",
        most=8,
        row_height=30,
    )


def _seen_short(home: Home, desk: Desk) -> Cell:
    if home.visited_on is None:
        return Cell("还没有走访", quiet=True)
    return Cell(short_day(home.visited_on, desk.office.today))


class CadreDetail(Detail[CadreView]):
    """One cadre with the households, and the load of all as a picture."""

    home_wanted = Signal(str)
    """The key of a household that is to be looked at."""
    loads_wanted = Signal(str)
    """The name of a cadre whose households are to be listed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "所选干部",
            EmptyState("users", "没有选中的干部", "在左边选一位，这里显示所帮扶的住户。", width=260),
        )
        self.title = Words("", "head")
        self.chip = Chip("wait", "")
        self.homes = _homes_table(desk)
        self.homes.row_opened.connect(self._open_home)
        self.main = GuardedButton(Button("结对交接", icon="pairing", key="F9", kind="main"))
        self.none = Words("没有正在帮扶的住户。", "note")
        self.loads = QVBoxLayout()
        self.picture: BarList | None = None
        self.cards = Button("打印联系卡", icon="print", key="Ctrl+P", small=True)
        self.look = Button("看这一户", icon="show", hint="Enter", small=True)
        self.look.clicked.connect(call(self._open_chosen))
        head = Card()
        head.add_row(self.title, self.chip, None, self.look, self.cards)
        head.add(self.homes)
        head.add(self.none)
        loads = self.loads_card = Card("干部帮扶户数", "reports", note="选一条看所帮扶的住户")
        loads.body.addLayout(self.loads)
        self.stand(cards_over((head, loads), self.main))

    def question(self, key: Any) -> Callable[[Look], CadreView]:
        return partial(_cadre, str(key))

    def show_found(self, found: CadreView) -> None:
        cadre = found.cadre
        self.title.setText(f"{cadre.name}　{cadre.count} 户")
        over = cadre.count > cadre.most
        if cadre.leaves_on is not None:
            self.chip.say("warn", f"{cadre.leaves_on.month}月{cadre.leaves_on.day}日止任")
        elif over:
            self.chip.say("bad", f"超过上限 {cadre.most} 户")
        self.chip.setVisible(over or cadre.leaves_on is not None)
        self.homes.show_rows(found.homes)
        self.homes.setVisible(bool(found.homes))
        self.none.setVisible(not found.homes)
        self._show_loads(found.loads)
        nobody = "" if found.homes else "没有正在帮扶的住户。"
        for button, against in ((self.look, nobody), (self.cards, self.desk.why_not("print") or nobody)):
            button.setEnabled(not against)
            button.setToolTip(against)
            button.setAccessibleDescription(against)
        why = self.desk.why_not("hand-over") or ("" if found.homes else "没有正在帮扶的住户，不需要交接。")
        self.main.guard(why)

    def _show_loads(self, loads: Sequence[Cadre]) -> None:
        shown, rest = loads[:_MOST_LOADS], loads[_MOST_LOADS:]
        parts = [Part(one.name, one.count, one.name) for one in shown]
        if rest:
            parts.append(Part(f"其余 {len(rest)} 人", sum(one.count for one in rest)))
        picture = self.picture = BarList("干部帮扶户数", parts, quiet_last=bool(rest))
        picture.part_chosen.connect(self._choose)
        refill(self.loads, [WithFigures(picture)])

    def _open_chosen(self) -> None:
        key = self.homes.current_key()
        if key is None and self.found is not None and self.found.homes:
            key = self.found.homes[0].key
        if key is not None:
            self.home_wanted.emit(str(key))

    def _open_home(self, key: Hashable) -> None:
        self.home_wanted.emit(str(key))

    def _choose(self, name: object) -> None:
        if isinstance(name, str):
            self.loads_wanted.emit(name)


def _cadre(key: str, look: Look) -> CadreView:
    return pairing_desk.cadre_view(look, key)


class CadresView(_View[Cadre]):
    """Cadres by their load."""

    def __init__(self, spec: ListSpec[Cadre], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.cadre = cast("CadreDetail", self.detail)
        self.cadre.main.button.clicked.connect(call(self.hand_over))
        self.cadre.cards.clicked.connect(call(self.print_cards))
        # What a wide window has more goes to the households: cadres have short rows.
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)

    def hand_over(self) -> None:
        """F9: all households of the cadre, each to its successor."""
        view = self.cadre.found
        if view is not None:
            ask = partial(_hand_over_of, view.cadre.key)
            self.desk.ask(self, ask, self._offer_hand_over, topic="hand-over", failed=self.show_failure)

    def print_cards(self) -> None:
        """Ctrl+P: the contact cards of all households of the cadre."""
        view = self.cadre.found
        if view is not None:
            print_cards(self, view.homes)

    def _offer_hand_over(self, found: tuple[CadreView, tuple[Known, ...]]) -> None:
        view, people = found
        if view.homes:
            self.offer_sheet(HandOverSheet(self.desk, view.cadre, view.homes, people, view.loads))

    def go_into(self) -> None:
        """Enter on a cadre: the keyboard goes to the households."""
        super().go_into()
        if self.cadre.homes.isVisible():
            self.cadre.homes.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.cadre.homes.currentIndex().isValid():
                self.cadre.homes.selectRow(0)


CADRES = ListSpec[Cadre](
    code="pairing.cadres",
    title="干部",
    noun="人",
    columns=(
        Column(
            key="name", title="干部", cell=lambda row: Cell(row.name, bold=True, tip=row.name), width=82, order="name"
        ),
        Column(key="unit", title="单位", cell=lambda row: row.unit, width=112, stretch=True, order="unit"),
        Column(key="load", title="户数", cell=_load_cell, width=136, order="load"),
        Column(key="late", title="超期", cell=_late_cell, width=60, align="right", order="late"),
    ),
    key=lambda row: row.key,
    everything=pairing_desk.cadres,
    orders={
        "name": lambda row: row.name,
        "unit": lambda row: row.unit,
        "load": lambda row: -row.count,
        "late": lambda row: -row.overdue,
    },
    open=_enter,
    summary=CadreDetail,
    panes=(414, 766),
    watches=_WATCHES,
    hint="姓名、单位",
    empty=("users", "还没有帮扶干部", "在“设置与备份”里添加人员并任为工会干部，或直接为住户结对。"),
)


# The page -------------------------------------------------------------------------------------------------------


class PairingPage(Page):
    """Both views, one at a time; Ctrl+Tab changes between them."""

    hints = ("Enter 看这一行", "Ctrl+Tab 住户/干部", "F9 主要操作", "Ctrl+N 结对", "Ctrl+J 交接", "Ctrl+P 打印联系卡")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.homes = HomesView(HOMES, desk)
        self.cadres = CadresView(CADRES, desk)
        self.views: tuple[DetailPage[Any], ...] = (self.homes, self.cadres)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("按住户看还是按干部看")
        self.standing = Words("", "note")
        self.stack = QStackedWidget()
        for view in self.views:
            view.body.setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(view.spec.title)
            self.stack.addWidget(view)
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.standing)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(call(self._turn))
        self.homes.model.counted.connect(call(self._say_standing))
        self.cadres.cadre.home_wanted.connect(self.show_home)
        self.cadres.cadre.loads_wanted.connect(self.show_homes_of)
        turn = QAction(self)
        turn.setShortcut(QKeySequence("Ctrl+Tab"))
        turn.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turn.triggered.connect(call(self.turn))
        self.addAction(turn)

    @property
    def view(self) -> DetailPage[Any]:
        """The view that is shown."""
        return self.views[self.tabs.currentIndex()]

    def open(self, key: object = None) -> None:
        """With a case: the cursor on its household; with another text: the households that it finds."""
        if isinstance(key, str):
            self.tabs.setCurrentIndex(0)
            if _is_key(key):
                self.show_home(key)
            else:
                self.homes.open(key)
            return
        self.view.open()

    def turn(self) -> None:
        """The other view."""
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def _turn(self) -> None:
        self.stack.setCurrentWidget(self.view)
        self.view.open()

    def show_home(self, key: str) -> None:
        """The household of this case, whatever was filtered."""
        self.tabs.setCurrentIndex(0)
        self.homes.filter.clear()
        self.homes.filter.clock.stop()
        self.homes.open("")
        self.homes.find_row(key)

    def show_homes_of(self, cadre: str) -> None:
        """The households of a cadre."""
        self.tabs.setCurrentIndex(0)
        self.homes.open(cadre)

    def _say_standing(self) -> None:
        every = self.homes.everything
        alone = sum(one.stands.state is PairingState.NOBODY for one in every)
        late = sum(one.stands.state is PairingState.OVERDUE for one in every)
        said = [f"{alone} 户无人结对" if alone else "全部有人结对", f"{late} 户走访超期" if late else ""]
        text = "，".join(part for part in (f"在档 {len(every)} 户", *said) if part) if every else ""
        self.standing.say(text, "bad" if alone or late else None)

    # what the frame calls

    def returned(self) -> None:
        self.view.returned()

    def refresh(self) -> None:
        self.view.refresh()

    def back(self) -> bool:
        return self.view.back()

    def set_room(self, width: int) -> None:
        for view in self.views:
            view.set_room(width)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


PAGE = PageSpec(title="结对", build=PairingPage)
