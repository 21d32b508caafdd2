"""签字: what waits for whose signature, the printed version that is signed, and stacks that came back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from centre_app.core.filing import FILING_ORDER
from centre_app.core.vocabulary.filing import CaseState, SignStage
from centre_app.forms.press import issuing
from centre_app.forms.press.issuing import Issued
from centre_app.services import sign_desk
from centre_app.services.choosing import Known, people_known
from centre_app.services.sign_desk import Changed, Deputies, Link, PageVersion, SignView, Waiting
from centre_app.services.work import Done, Look
from centre_app.ui.act_fields import asked, chosen_from, day, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Facts, Words
from centre_app.ui.case_view import short_day
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, DetailPage, SideBySide, cards_over, lack, refill
from centre_app.ui.list_page import Action, ListPage, ListSpec
from centre_app.ui.look import Tone, px
from centre_app.ui.page import PageSpec
from centre_app.ui.paper_card import PaperCard, PaperKey
from centre_app.ui.rows_model import Column
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.short_table import ShortTable
from centre_app.ui.sign_stack import Board, StackForm, turn_words
from centre_app.ui.signals import call

__all__ = ["PAGE", "SignaturesPage"]

_FORM: Final = "archive-form"
_LONG: Final = 3
"""Working days after which a page has waited too long."""
_STAGES: Final[dict[SignStage, Tone]] = {
    SignStage.PRINT: "wait",
    SignStage.SIGN: "warn",
    SignStage.SCAN: "info",
    SignStage.APPROVE: "ok",
}
_WHY: Final = {
    SignStage.PRINT: "为什么还不能签",
    SignStage.SIGN: "为什么还不能签",
    SignStage.SCAN: "为什么还不能批准",
    SignStage.APPROVE: "为什么还不能批准",
}
_MAIN: Final = {
    SignStage.PRINT: ("打印档案表", "print"),
    SignStage.SIGN: ("登记签字", "sign"),
    SignStage.SCAN: ("登记扫描件", "attach-paper"),
    SignStage.APPROVE: ("批准建档", "approve"),
}
"""The act that leads on, by its caption and its name."""


# The list -------------------------------------------------------------------------------------------------------


def _turn(row: Waiting) -> Cell:
    if row.frozen:
        return Cell("异议未结", tone="bad", chip=True, tip="异议办结前不能签字。")
    if row.outdated:
        return Cell("须重印", tone="warn", chip=True, tip="打印之后内容已变，签在旧版上不算数。")
    word = row.role.label if row.role else row.stage.label
    return Cell(word, tone=_STAGES[row.stage], chip=True, tip=turn_words(row))


def _days(row: Waiting) -> Cell:
    return Cell(str(row.days), tone="warn" if row.days > _LONG else None, tip=f"{row.since} 起" if row.since else "")


def _version_of(row: Waiting) -> str:
    return f"第 {row.version} 版" if row.version else "—"


# One case -------------------------------------------------------------------------------------------------------


def _links_table(today: Callable[[], Any]) -> ShortTable[Link]:
    return ShortTable(
        (
            Column(key="role", title="谁签", cell=lambda one: Cell(one.role.label, bold=True, tip=one.unit)),
            Column(key="name", title="签字人", cell=_signer, stretch=True),
            Column(key="on", title="日期", cell=lambda one: short_day(one.on, today()) if one.on else "—"),
            Column(key="scan", title="扫描", cell=_scan, room=1),
            Column(key="state", title="状态", cell=_link_state),
        ),
        lambda one: one.role,
        "签字顺序",
        most=3,
    )


def _signer(one: Link) -> Cell:
    if one.on is None:
        names = "、".join(each.name for each in one.may)
        return Cell(f"待 {names}" if names else "无人可签", quiet=bool(names), tone=None if names else "bad")
    if one.document:
        return Cell(f"{one.name}（受托）", tip=f"依据{one.document}代主席签字")
    return Cell(one.name)


def _scan(one: Link) -> Cell:
    if one.on is None:
        return Cell("", quiet=True)
    return Cell("有") if one.scanned else Cell("缺", tone="warn", icon="warn")


def _link_state(one: Link) -> Cell:
    if one.on is not None:
        return Cell("已签", tone="ok", chip=True)
    return Cell("轮到", tone="warn", chip=True) if one.turn else Cell("未到", tone="wait", chip=True)


def _versions_table(today: Callable[[], Any]) -> ShortTable[PageVersion]:
    return ShortTable(
        (
            Column(key="version", title="版", cell=lambda one: str(one.version), align="right"),
            Column(key="code", title="短码", cell=lambda one: Cell(one.code, bold=one.current)),
            Column(key="printed", title="打印", cell=lambda one: short_day(one.printed_on, today())),
            Column(key="copies", title="份数", cell=lambda one: str(one.copies), align="right", room=1),
            Column(
                key="signed",
                title="签字",
                cell=_signed_by,
                stretch=True,
            ),
            Column(key="state", title="状态", cell=_version_state),
        ),
        lambda one: one.code,
        "打印过的版本",
        most=4,
    )


def _signed_by(one: PageVersion) -> Cell:
    names = "、".join(each.name for each in one.signed)
    return Cell(f"{len(one.signed)} 人" if names else "—", tip=names)


def _version_state(one: PageVersion) -> Cell:
    if one.outdated:
        return Cell("不算数", tone="bad", chip=True)
    return Cell("有效", tone="ok", chip=True) if one.current else Cell("旧版", tone="wait", chip=True)


def _of_old_version(one: PageVersion, newest: Waiting) -> tuple[str, str]:
    """An outdated page: that it does not count, and why."""
    signed = "、".join(f"{each.role.label}{each.name}" for each in one.signed)
    on_it = f"上有{signed}的签字，不算数" if signed else "不能再签"
    what = "；".join(_change(each) for each in one.changed)
    cure = "请重新打印送签" if newest.outdated else f"请用第 {newest.version} 版（{newest.code}）送签"
    why = f"打印后已改：{what}。" if what else ""
    return f"第 {one.version} 版（{one.code}）{on_it}。", f"{why}旧页留存备查，{cure}。"


def _change(one: Changed) -> str:
    what = f"（{'、'.join(one.what)}）" if one.what else ""
    return f"{one.on.month}月{one.on.day}日{one.act}{what}"


class SignatureDetail(Detail[SignView]):
    """One case on the desk: its page, who signs it, what is in the way, and the versions before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "所选档案表",
            EmptyState("signatures", "没有选中的档案表", "在左边选一户，这里显示轮到谁签、签在哪一版上。", width=260),
        )
        self.chosen = 1
        """How many rows the acts are for."""
        self.title = Words("", "head")
        self.chip = Chip("wait", "")
        self.waited = Words("", "strong")
        self.code = Words("", "strong")
        self.facts = Facts()
        self.copy_code = Button("复制短码", icon="copy", kind="quiet", small=True)
        self.copy_code.clicked.connect(call(self._copy))
        self.links = _links_table(lambda: desk.office.today)
        self.versions = _versions_table(lambda: desk.office.today)
        self.main = GuardedButton(Button("登记签字", icon="apply", key="F9", kind="main"))
        self.papers = PaperCard(desk)
        self.old = QVBoxLayout()
        self.old.setSpacing(px(6))
        cards = (self._head_card(), self.old, self._why_card(), self._links_card(), self._versions_card())
        self.stand(SideBySide(cards_over(cards, self.main), self.papers, ("签字", "纸面"), (410, 340)))

    def _head_card(self) -> Card:
        card = Card()
        card.add_row(self.title, self.chip, None, self.waited)
        card.add_row(self.code, self.copy_code, None)
        card.add(self.facts)
        return card

    def _why_card(self) -> Card:
        card = self.why_card = Card("为什么还不能签", "why")
        self.why = QVBoxLayout()
        self.why.setSpacing(px(4))
        card.body.addLayout(self.why)
        return card

    def _links_card(self) -> Card:
        card = self.links_card = Card("签字顺序", "signatures")
        card.add(self.links)
        return card

    def _versions_card(self) -> Card:
        card = self.versions_card = Card("打印过的版本", "papers")
        card.add(self.versions)
        return card

    def question(self, key: Any) -> Callable[[Look], SignView]:
        return partial(_viewed, str(key))

    def show_found(self, found: SignView) -> None:
        row = found.row
        self.title.setText(f"{row.head} 档案表")
        self.chip.say(_STAGES[row.stage], row.stage.label)
        self.waited.say(*_waited(row))
        self.code.setText(f"{_version_of(row)}，短码 {row.code}" if row.code else "还没有打印")
        printed = [("打印日期", row.printed_on.isoformat())] if row.printed_on else []
        self.facts.show_pairs([*printed, ("建档单位", row.unit), ("建档级别", found.level.label)])
        self.copy_code.setVisible(bool(row.code))
        refill(self.why, (lack(told.sentence) for told in found.against))
        self.why_card.title.setText(_WHY[row.stage])
        self.why_card.setVisible(bool(found.against))
        self.links.show_rows(found.links)
        signed = sum(link.on is not None for link in found.links)
        self.links_card.note.setText(f"已签 {signed} 人，共 {len(found.links)} 人")
        self._show_versions(found)
        self._show_papers(found)
        self.guard()

    def _show_versions(self, found: SignView) -> None:
        self.versions.show_rows(found.versions)
        told = (_of_old_version(one, found.row) for one in found.versions if one.outdated)
        refill(self.old, (Bar("bad", sentence, cure) for sentence, cure in told))
        self.versions_card.setVisible(bool(found.versions))

    def _show_papers(self, found: SignView) -> None:
        """The page that is signed as it went out; where a new one must be printed, what that would say."""
        key, row = found.row.key, found.row
        kept = [
            PaperKey(_FORM, key, f"第 {one.version} 版", None, f"档案表-{one.code}", looked_at=True, page=one.code)
            for one in found.versions[:2]
        ]
        new = PaperKey(_FORM, key, "重新打印" if row.code else "档案表", None, f"档案表-{row.number}", looked_at=True)
        self.papers.show_papers([new, *kept] if row.stage is SignStage.PRINT else kept)

    def _copy(self) -> None:
        if self.found is not None:
            QGuiApplication.clipboard().setText(self.found.row.code)
            self.desk.say(f"已复制短码 {self.found.row.code}。")

    def guard(self) -> None:
        """F9 is what leads this case on; for a stack, its signatures."""
        if self.found is None:
            return
        chosen = self.chosen
        caption, act = _MAIN[self.found.row.stage]
        if self.found.row.stage is SignStage.SIGN and chosen > 1:
            caption = f"{caption} {chosen} 件"
        self.main.button.say(caption)
        why = self.desk.why_not(act)
        against = self.found.against
        if not why and chosen <= 1 and against and self.found.row.stage in (SignStage.SIGN, SignStage.APPROVE):
            why = f"还差 {len(against)} 项，见“{_WHY[self.found.row.stage]}”。"
        self.main.guard(why)


def _viewed(key: str, look: Look) -> SignView:
    return sign_desk.sign_view(look, key)


def _waited(row: Waiting) -> tuple[str, Tone | None]:
    if not row.days:
        return "今天到的", None
    return f"已等 {row.days} 个工作日", "warn" if row.days > _LONG else None


# The acts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """The people whom a signature may name, for these rows."""

    rows: tuple[Waiting, ...]
    people: tuple[Known, ...]


class SignaturesPage(DetailPage[Waiting]):
    """Pages that go round, by whose turn it is; F9 leads on, with several rows it records a stack."""

    hints = ("F9 主要操作", "Shift+↓ 选一叠", "Alt+1－8 看谁的", "F7 登记扫描件", "Ctrl+P 打印", "Ctrl+F 筛选")

    def __init__(self, spec: ListSpec[Waiting], desk: Desk) -> None:
        super().__init__(spec, desk)
        self.signature = cast("SignatureDetail", self.detail)
        self.signature.main.button.clicked.connect(call(self.main_act))
        self.board = Board()
        self.board.chosen.connect(self._narrow_to)
        column = cast("QVBoxLayout", self.left.layout())
        column.setSpacing(px(8))
        column.insertWidget(0, self.board)

    def open(self, key: object = None) -> None:
        """With the key of a case: its page."""
        if key is None:
            super().open()
        else:
            self.find_row(str(key))
            self.table.setFocus()

    # whose turn

    def _have_everything(self, rows: Sequence[Waiting]) -> None:
        super()._have_everything(rows)
        self.board.show_rows(rows, self.asked.line)

    def _narrow_to(self, line: str) -> None:
        self.filter.setText(line)
        self.filter.clock.stop()
        self._typed()
        self.table.setFocus()

    def _mark_chip(self) -> None:
        """The stacks are the saved filters of this page."""
        self.board.mark(self.asked.line)

    def _press_chip(self, place: int) -> None:
        self.board.press(place)

    def _chosen_changed(self) -> None:
        super()._chosen_changed()
        self.signature.chosen = len(self.chosen)
        self.signature.guard()

    @property
    def picked(self) -> tuple[Waiting, ...]:
        """The chosen rows, in the order of the list."""
        rows = {row.key: row for row in self._everything}
        return tuple(rows[str(key)] for key in self.chosen if str(key) in rows)

    # what leads on

    def main_act(self) -> None:
        """F9: print, record signatures, hand the scan in, or approve, as the case under the cursor wants."""
        view = self.signature.found
        if view is None:
            return
        self.clear_bars()
        act = {
            SignStage.PRINT: self.print_form,
            SignStage.SIGN: self.sign,
            SignStage.SCAN: self.attach_scan,
            SignStage.APPROVE: self.approve,
        }
        act[view.row.stage]()

    def print_form(self) -> None:
        """A new page, into a file."""
        self.signature.papers.to_file()

    def sign(self) -> None:
        """The stack that is chosen: who may be named is asked first."""
        rows = self.picked
        self.desk.ask(self, partial(_people_for, rows), self._offer_signing, topic="people", failed=self.show_failure)

    def _offer_signing(self, known: _Asked) -> None:
        view = self.signature.found
        if view is None or view.row.role is None or not known.rows:
            return
        role = view.row.role
        form = StackForm(self.desk, known.rows, role, known.people)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, px(4), 0)
        column.addWidget(form)
        column.addStretch(1)
        away = Button("返回", hint="Esc", kind="quiet", small=True)
        away.clicked.connect(call(self.back))
        title = f"登记签字：{role.label}"
        many = f"{len(known.rows)} 件" if len(known.rows) > 1 else f"{view.row.head}，{view.row.code}"
        card = Card(title, "signatures", (away,), note=many)
        card.add(Scrolled(holder, ""), 1)
        self._deep = True
        self.detail.offer_place(form, card, "已登记签字。")
        self._arrange()
        form.begin(f"sign:{role}:{','.join(row.key for row in known.rows)}"[:200])
        form.form.field("person").setFocus()

    def attach_scan(self) -> None:
        """F7: the scan of the signed page under the cursor."""
        row = self.row
        if row is None:
            return
        fields = [
            plain("file", "扫描件", required=True, asks="签字之后重新扫描的签字页：PDF、JPG、PNG 或 TIFF。"),
            day("on", "扫描日期", asks="不早于签字日期。"),
        ]
        form = ActForm(self.desk, "attach-paper", fields, icon="scan")
        form.begin(f"attach-paper:{row.code}", {"on": self.desk.office.today}, page=row.code, kind="signed_page")
        self.offer(form, f"登记扫描件：{row.head}", "扫描件已登记。", icon="scan", note=f"短码 {row.code}")

    def approve(self) -> None:
        """The form of the approval: all four gates are judged again."""
        row = self.row
        if row is None:
            return
        fields = [
            day("on", "批准日期", asks="不早于最后一位主席签字。"),
            asked("case_file", "archive_no"),
        ]
        form = ActForm(self.desk, "approve", fields, icon="approve")
        form.begin(f"approve:{row.key}", {"on": self.desk.office.today}, case=row.key)
        self.offer(form, f"批准建档：{row.head}", "已批准建档，档案编号 {number}。", icon="approve")

    # the cover of a stack

    def print_list(self) -> None:
        """The cover list of those whose turn it is where the cursor stands; elsewhere of everybody."""
        row = self.row
        role = row.role.value if row is not None and row.role is not None else ""
        name = f"送签清单-{self.desk.office.today}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "打印送签清单到文件", name, "PDF（*.pdf）(*.pdf)")
        if path:
            file = Path(path if path.lower().endswith(".pdf") else f"{path}.pdf")
            job = partial(issuing.print_to, self.desk.office, "signing-list", role, file)
            done = partial(self._listed, file)
            self.desk.run(self, lambda _progress: job(), done, failed=self.show_failure, label="打印送签清单")

    def _listed(self, file: Path, issued: Issued) -> None:
        self.desk.say(f"已打印送签清单（短码 {issued.short_code}），存为 {file.name}。")

    # sending back

    def return_case(self) -> None:
        """The form of a return, with its reason."""
        view = self.signature.found
        if view is None:
            return
        earlier = FILING_ORDER[: FILING_ORDER.index(view.state)]
        choices = [Known(state.value, state.label) for state in reversed(earlier)]
        fields = [
            chosen_from("to", "退回到", choices, asks="退回之后，已签的页不再算数，须重新打印送签。"),
            asked("case_move", "reason", required=True),
        ]
        form = ActForm(self.desk, "return-case", fields, icon="ret")
        form.begin(f"return-case:{view.row.key}", case=view.row.key)
        self.offer(form, f"退回：{view.row.head}", "已退回。", icon="ret")

    def refuse(self) -> None:
        """The form of a refusal: the letter gives the reason."""
        row = self.row
        if row is None:
            return
        form = ActForm(self.desk, "refuse-case", [asked("case_move", "reason", required=True)], icon="no")
        form.begin(f"refuse-case:{row.key}", case=row.key)
        self.offer(form, f"不予建档：{row.head}", "已登记不予建档，请打印告知书。", icon="no")

    # the chair's deputy

    def delegate(self) -> None:
        """The form of the county chair's written delegation."""
        self.desk.ask(self, sign_desk.deputies, self._offer_delegating, topic="deputies", failed=self.show_failure)

    def _offer_delegating(self, known: Deputies) -> None:
        if not known.people:
            self.bars.addWidget(Bar("info", "县总工会现在没有副主席，不能委托。", "先登记副主席的任职。"))
            return
        fields = [
            chosen_from("deputy", "受托副主席", known.people, asks="只有县总工会主席可以委托；基层工会主席须本人签。"),
            asked("chair_delegation", "from_on", "on", required=True),
            asked("chair_delegation", "until_on", "until", required=True),
            asked("chair_delegation", "document", required=True),
        ]
        form = ActForm(self.desk, "delegate-chair", fields, icon="handover")
        shown = {"on": self.desk.office.today, "deputy": known.people[0].key}
        form.begin("delegate-chair", shown, unit=known.unit)
        self.offer(form, "主席书面委托", "已登记主席书面委托。", icon="handover")

    def after(self, done: Done) -> None:
        """The case stays in view while it is on the desk."""
        if done.case is not None:
            self.find_row(str(done.case))
        else:
            self.refresh()


def _people_for(rows: tuple[Waiting, ...], look: Look) -> _Asked:
    return _Asked(rows, people_known(look))


def _page(page: ListPage[Waiting]) -> SignaturesPage:
    return cast("SignaturesPage", page)


def _open(page: ListPage[Waiting], _key: Hashable) -> None:
    _page(page).go_into()


def _no_page(row: Waiting) -> str:
    return "" if row.code else "还没有打印档案表。"


def _signed_already(row: Waiting) -> str:
    return f"{CaseState.APPROVED.label}的户不能不予建档，请先退回。" if row.role is None and row.code else ""


SPEC = ListSpec[Waiting](
    code="signatures",
    title="签字",
    noun="件",
    columns=(
        Column(key="head", title="户主", cell=lambda row: Cell(row.head, bold=True), width=84, order="head"),
        Column(key="code", title="短码", cell=lambda row: row.code or "—", width=96),
        Column(key="version", title="版本", cell=_version_of, width=64),
        Column(key="days", title="已等", cell=_days, width=52, align="right", order="days"),
        Column(key="turn", title="轮到", cell=_turn, width=118, stretch=True, order="turn"),
        Column(key="who", title="谁的一叠", cell=turn_words, width=160, room=1800),
        Column(key="unit", title="建档单位", cell=lambda row: row.unit, width=140, room=1900),
        Column(key="number", title="档案编号", cell=lambda row: row.number, width=100, room=2000),
    ),
    key=lambda row: row.key,
    everything=sign_desk.sign_desk,
    orders={
        "head": lambda row: row.head,
        "days": lambda row: row.days,
        "turn": turn_words,
    },
    open=_open,
    actions=(
        Action(
            caption="登记扫描件",
            icon="scan",
            key="F7",
            act="attach-paper",
            needs=1,
            against=_no_page,
            do=lambda page: _page(page).attach_scan(),
        ),
        Action(caption="送签清单", icon="print", act="print", do=lambda page: _page(page).print_list()),
        Action(caption="退回", icon="ret", act="return-case", needs=1, do=lambda page: _page(page).return_case()),
        Action(
            caption="不予建档",
            icon="no",
            act="refuse-case",
            needs=1,
            against=_signed_already,
            do=lambda page: _page(page).refuse(),
        ),
        Action(
            caption="主席书面委托",
            icon="handover",
            act="delegate-chair",
            do=lambda page: _page(page).delegate(),
        ),
    ),
    summary=SignatureDetail,
    panes=(430, 750),
    watches=frozenset(
        {
            "case_file",
            "household",
            "household_member",
            "issued_page",
            "signature",
            "paper",
            "grievance",
            "chair_delegation",
            "appointment",
            "kinship",
        }
    ),
    hint="户主姓名、短码、轮到谁",
    empty=("signatures", "没有等着签字的", "公示结束、撤下之后的家庭会列在这里，先打印档案表再送签。"),
)
PAGE = PageSpec(title="签字", build=partial(SignaturesPage, SPEC))
