"""A unit of the union in full: who holds and held which post there, what its chair has delegated; and the acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from centre_app.services import union_book
from centre_app.services.choosing import Known, people_known
from centre_app.services.union_book import UnitView
from centre_app.services.work import Look
from centre_app.ui.act_fields import asked, chosen_from, day
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Chip, EmptyState, Facts, Words
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, cards_over
from centre_app.ui.settings.union_person import close_button, end_form
from centre_app.ui.settings.union_tables import delegations_table, posts_table
from centre_app.ui.signals import call

__all__ = ["UnitDetail"]


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit, and the people that a form may name."""

    view: UnitView
    people: tuple[Known, ...]


def _asked(key: str, look: Look) -> UnitShown:
    return UnitShown(union_book.unit_view(look, key), people_known(look))


class UnitDetail(Detail[UnitShown]):
    """What the unit is, its committee and posts, and of the county union its chair's delegations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "所选单位", EmptyState("office", "没有选中的单位", "左边选一个单位。", width=240))
        self.name = Words("", "head")
        self.kind = Chip("info", "", "office")
        self.facts = Facts(caption_width=92)
        self.end = Button("免职", icon="away", small=True)
        self.delegate = Button("主席书面委托", icon="signatures", small=True)
        self.posts = posts_table(of_unit=True)
        self.delegations = delegations_table()
        self.main = GuardedButton(Button("任职", icon="yes", key="F9", kind="main"))
        head = Card()
        head.add_row(self.name, self.kind, None)
        head.add(self.facts)
        posts = Card("任职", "law", (self.end,))
        posts.add(self.posts)
        self.no_posts = Words("没有登记过职务。", "note")
        posts.add(self.no_posts)
        self.delegated = Card("主席书面委托", "signatures", (self.delegate,), note="只有县总工会主席可以委托")
        self.delegated.add(self.delegations)
        self.no_delegations = Words("没有书面委托，主席本人签字。", "note")
        self.delegated.add(self.no_delegations)
        self.stand(cards_over((head, posts, self.delegated), self.main))
        self.end.clicked.connect(call(self._end))
        self.delegate.clicked.connect(call(self._delegate))
        self.main.button.clicked.connect(call(self._appoint))
        self.posts.row_rested.connect(call(self._guard))

    def question(self, key: Any) -> Callable[[Look], UnitShown]:
        return partial(_asked, str(key))

    def show_found(self, found: UnitShown) -> None:
        view = found.view
        self.name.setText(view.row.name)
        self.kind.say("info", view.row.kind.label, "office")
        self.facts.show_pairs(
            [
                ("上级单位", view.row.parent or "—"),
                ("社会信用代码", view.uscc or "—"),
                ("地址", view.address or "—"),
                ("电话", view.phone or "—"),
                ("委员会", f"{view.row.seats} 人" if view.row.seats else "—"),
            ]
        )
        self.posts.show_rows(view.terms)
        self.posts.setVisible(bool(view.terms))
        self.no_posts.setVisible(not view.terms)
        self.delegated.setVisible(view.delegates)
        self.delegations.show_rows(view.delegations)
        self.delegations.setVisible(bool(view.delegations))
        self.no_delegations.setVisible(not view.delegations)
        if view.terms:
            self.posts.setCurrentIndex(self.posts.model().index(0, 0))
        self._guard()

    def _guard(self) -> None:
        why = self.desk.why_not("appoint")
        self.main.guard(why)
        close_button(self.delegate, self.desk.why_not("delegate-chair"))
        term = self.posts.row_at(self.posts.currentIndex().row())
        ended = "" if term is not None and term.holds else "先选一个在任的职务。"
        close_button(self.end, self.desk.why_not("end-appointment") or ended)

    # the acts

    def _appoint(self) -> None:
        if self.found is None:
            return
        row = self.found.view.row
        fields = [
            chosen_from("person", "姓名", self.found.people, asks="姓名或拼音首字母。"),
            asked("appointment", "post", required=True),
            day("on", "任职日期"),
            asked("appointment", "until_on", "until", label="任期至"),
        ]
        form = ActForm(self.desk, "appoint", fields, columns=1, icon="yes")
        form.begin(f"appoint-in:{row.key}", {"on": self.desk.office.today}, unit=row.key)
        self.offer(form, f"任职：{row.name}", f"已登记在{row.name}的任职。", icon="yes")

    def _end(self) -> None:
        term = self.posts.row_at(self.posts.currentIndex().row())
        if term is not None:
            title = f"免职：{term.person}，{term.unit}{term.post.label}"
            self.offer(end_form(self.desk, term.key), title, f"已登记{term.person}的免职。", icon="away")

    def _delegate(self) -> None:
        if self.found is None:
            return
        row = self.found.view.row
        fields = [
            chosen_from("deputy", "受托人", self.found.people, asks="现任副主席，写姓名或拼音首字母。"),
            day("on", "开始日期"),
            asked("chair_delegation", "until_on", "until", required=True, label="结束日期"),
            asked("chair_delegation", "document", required=True, label="委托书"),
        ]
        form = ActForm(self.desk, "delegate-chair", fields, columns=1, icon="signatures")
        form.begin(f"delegate-chair:{row.key}", {"on": self.desk.office.today}, unit=row.key)
        self.offer(form, "主席书面委托", "主席书面委托已登记。", icon="signatures")
