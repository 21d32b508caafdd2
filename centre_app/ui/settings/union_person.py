"""A person of the union in full: posts with dates, delegations, kin; and the acts on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from centre_app.services import union_book
from centre_app.services.choosing import Known, units_known
from centre_app.services.union_book import PersonView
from centre_app.services.work import Look
from centre_app.ui.act_fields import asked, chosen_from, day, plain
from centre_app.ui.act_form import ActForm
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, EmptyState, Facts, Words
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail, cards_over
from centre_app.ui.settings.union_tables import delegations_table, kin_table, posts_table
from centre_app.ui.signals import call

__all__ = ["PersonDetail", "close_button", "end_form"]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person, and the units that a form may name."""

    view: PersonView
    units: tuple[Known, ...]


def _asked(key: str, look: Look) -> PersonShown:
    return PersonShown(union_book.person_view(look, key), units_known(look))


def close_button(button: Button, why: str) -> None:
    """Close a small button of a card and say why where the pointer or a reader comes; empty opens it."""
    button.setEnabled(not why)
    button.setToolTip(why)
    button.setAccessibleDescription(why)


def end_form(desk: Desk, appointment: str) -> ActForm:
    """The form that ends a post: the given day is its last."""
    form = ActForm(desk, "end-appointment", [day("on", "最后一天", asks="这一天还在任，第二天起不再任职。")], columns=1)
    form.begin(f"end-appointment:{appointment}", {"on": desk.office.today}, appointment=appointment)
    return form


class PersonDetail(Detail[PersonShown]):
    """Who it is, which posts they hold and held, whose relative they are."""

    household_wanted = Signal(str)
    """A household was chosen among those of relatives."""

    def __init__(self, desk: Desk) -> None:
        nothing = EmptyState("users", "没有选中的人员", "左边选一人，或者添加工会人员。", width=240)
        super().__init__(desk, "所选人员", nothing)
        self.name = Words("", "head")
        self.change = Button("更正", icon="edit", key="F2", small=True)
        self.end = Button("免职", icon="away", small=True)
        self.kinship = Button("登记亲属关系", icon="recused", small=True)
        self.facts = Facts(caption_width=72)
        self.posts = posts_table(of_unit=False)
        self.delegations = delegations_table()
        self.kin = kin_table()
        self.main = GuardedButton(Button("任职", icon="yes", key="F9", kind="main"))
        self._lay_out()
        self.change.clicked.connect(call(self._change))
        self.end.clicked.connect(call(self._end))
        self.kinship.clicked.connect(call(self._kinship))
        self.main.button.clicked.connect(call(self._appoint))
        self.posts.row_rested.connect(call(self._guard))
        self.kin.row_opened.connect(lambda case: self.household_wanted.emit(str(case)))

    def _lay_out(self) -> None:
        head = Card()
        head.add_row(self.name, None, self.change)
        head.add(self.facts)
        posts = Card("任职", "law", (self.end,))
        posts.add(self.posts)
        self.no_posts = Words("没有登记过职务。", "note")
        posts.add(self.no_posts)
        self.delegated = Card("主席书面委托", "signatures")
        self.delegated.add(self.delegations)
        kin = Card("亲属关系", "recused", (self.kinship,), note="办这些户的事要回避")
        kin.add(self.kin)
        self.no_kin = Words("没有登记亲属关系。", "note")
        kin.add(self.no_kin)
        self.stand(cards_over((head, posts, self.delegated, kin), self.main))

    def question(self, key: Any) -> Callable[[Look], PersonShown]:
        return partial(_asked, str(key))

    def show_found(self, found: PersonShown) -> None:
        view = found.view
        self.name.setText(view.row.name)
        self.facts.show_pairs(
            [
                ("所在单位", view.row.unit or "—"),
                ("身份证号", view.row.id_number or "未登记：同名的人分不清，要一同回避"),
                ("手机号码", view.row.phone or "—"),
                ("登录用户", "、".join(view.logins) or "—"),
            ]
        )
        self.posts.show_rows(view.terms)
        self.delegations.show_rows(view.delegations)
        self.kin.show_rows(view.kin)
        for widget, there in (
            (self.posts, view.terms),
            (self.delegated, view.delegations),
            (self.kin, view.kin),
        ):
            widget.setVisible(bool(there))
        self.no_posts.setVisible(not view.terms)
        self.no_kin.setVisible(not view.kin)
        if view.terms:
            self.posts.setCurrentIndex(self.posts.model().index(0, 0))
        self._guard()

    def _guard(self) -> None:
        why = self.desk.why_not("appoint")
        self.main.guard(why)
        close_button(self.change, self.desk.why_not("change-person"))
        close_button(self.kinship, self.desk.why_not("declare-kinship"))
        term = self.posts.row_at(self.posts.currentIndex().row())
        ended = "" if term is not None and term.holds else "先选一个在任的职务。"
        close_button(self.end, self.desk.why_not("end-appointment") or ended)

    # the acts

    def _change(self) -> None:
        if self.found is None:
            return
        row = self.found.view.row
        fields = [
            asked("person", "name", required=True),
            chosen_from("unit", "所在单位", self.found.units, required=False),
            asked("person", "id_number"),
            asked("person", "phone"),
        ]
        form = ActForm(self.desk, "change-person", fields, columns=1, icon="edit")
        shown = {
            "name": row.name,
            "unit": self.found.view.unit_key,
            "id_number": row.id_number,
            "phone": row.phone,
        }
        form.begin(f"change-person:{row.key}", shown, person=row.key)
        self.offer(form, f"更正人员：{row.name}", f"已更正{row.name}。")

    def _appoint(self) -> None:
        if self.found is None:
            return
        row = self.found.view.row
        fields = [
            chosen_from("unit", "任职单位", self.found.units),
            asked("appointment", "post", required=True),
            day("on", "任职日期"),
            asked("appointment", "until_on", "until", label="任期至"),
        ]
        form = ActForm(self.desk, "appoint", fields, columns=1, icon="yes")
        shown = {"unit": self.found.view.unit_key, "on": self.desk.office.today}
        form.begin(f"appoint:{row.key}", shown, person=row.key)
        self.offer(form, f"任职：{row.name}", f"已登记{row.name}的任职。", icon="yes")

    def _end(self) -> None:
        term = self.posts.row_at(self.posts.currentIndex().row())
        if term is not None:
            title = f"免职：{term.person}，{term.unit}{term.post.label}"
            self.offer(end_form(self.desk, term.key), title, f"已登记{term.person}的免职。", icon="away")

    def _kinship(self) -> None:
        if self.found is None:
            return
        row = self.found.view.row
        fields = [
            plain("case", "哪一户", required=True, asks="户主姓名或档案号，能认出一户就行。"),
            asked("kinship", "relation", required=True),
        ]
        form = ActForm(self.desk, "declare-kinship", fields, columns=1, icon="recused")
        form.begin(f"declare-kinship:{row.key}", person=row.key)
        self.offer(form, f"登记亲属关系：{row.name}", f"已登记{row.name}的亲属关系，办这户的事要回避。", icon="recused")
