"""One figure of policy: what it was, is and will be here; and the form for the office's own next value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.core.fields import Field, Kind
from centre_app.core.rules.asking import NOT_SET, Asked, plain_value
from centre_app.core.vocabulary.rules import Figure, Operator
from centre_app.services.rules import FigureEntry, FigureView, figure_view
from centre_app.services.work import Look
from centre_app.ui.act_fields import asked
from centre_app.ui.act_form import ActForm, Values
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, EmptyState, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import Detail
from centre_app.ui.look import px
from centre_app.ui.rows_model import Column
from centre_app.ui.scrolled import Scrolled
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["FigureDetail"]

_TABLE = "这一项是一张表，窗口里不填；由管理员用命令 centre act set-rule 设定。"


def _seen(key: str, look: Look) -> FigureView:
    return figure_view(look, Figure(key))


def _state(one: FigureEntry) -> Cell:
    return Cell("现行", tone="ok", chip=True) if one.holds else Cell("—", quiet=True)


class FigureDetail(Detail[FigureView]):
    """The values of one figure by their first days, and a new one."""

    form_shown = Signal(bool)
    """The form is open, or closed again: it wants all the height there is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "所选规则", EmptyState("law", "没有选中的规则", "左边选一项。", width=200))
        card = Card()
        self.name = Words("", "head", wraps=True)
        self.governed = Words("", "note", wraps=True)
        self.entries: ShortTable[FigureEntry] = ShortTable(
            (
                Column(
                    key="value",
                    title="取值",
                    cell=lambda one: Cell(one.value, bold=True, tip=one.value),
                    width=90,
                    stretch=True,
                ),
                Column(key="from", title="施行日期", cell=lambda one: one.first_day.isoformat(), width=92),
                Column(key="state", title="今天", cell=_state, width=70, room=1),
            ),
            lambda one: (one.pack, one.first_day, one.source, one.value),
            "历次取值",
            most=6,
        )
        self.source = Words("", "caption", wraps=True)
        self.main = GuardedButton(Button("设定规则", icon="edit", key="F9", kind="main"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(8))
        for widget in (self.name, self.governed, self.entries, self.source):
            column.addWidget(widget)
        column.addStretch(1)
        card.add(Scrolled(inner, ""), 1)
        card.add(self.main)
        whole = QVBoxLayout(self.whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addWidget(card, 1)
        self.main.button.clicked.connect(call(self.set_figure))
        self.entries.row_rested.connect(call(self._say_source))

    def question(self, key: Any) -> Callable[[Look], FigureView]:
        return partial(_seen, str(key))

    def show_found(self, found: FigureView) -> None:
        self.name.setText(found.figure.label)
        self.governed.setText(f"按{found.governed_by.label}取值：这一天在施行日期之后的用新值，以前的不变。")
        self.entries.show_rows(found.entries)
        now = next((at for at, one in enumerate(found.entries) if one.holds), 0)
        self.entries.setCurrentIndex(self.entries.model().index(now, 0))
        self.entries.selectRow(now)
        self._say_source()
        why = self.desk.why_not("set-rule") or ("" if found.asked else _TABLE)
        self.main.guard(why)

    def _say_source(self) -> None:
        one = self.entries.row_at(self.entries.currentIndex().row())
        if one is not None:
            checked = "待核，请对照文件。" if one.unverified else ""
            now = "现行：" if one.holds else ""
            self.source.setText(f"{now}{one.value}。依据：{one.source}（{one.pack}）。{checked}")

    def set_figure(self) -> None:
        """F9: the form for the office's own value from a day on."""
        found = self.found
        if found is None or found.asked is None:
            return
        how = found.asked
        fields = [
            asked("own_figure", "from_on", required=True),
            *_value_fields(how),
            asked("own_figure", "source", required=True),
        ]
        given = partial(_given, how)
        form = ActForm(self.desk, "set-rule", fields, given=given, columns=1, icon="edit")
        form.begin(f"set-rule:{found.figure}", figure=str(found.figure))
        said = f"已设定“{found.figure.label}”。"
        self.offer(form, "设定规则", said, note=found.figure.label)
        self.form_shown.emit(True)

    def _close(self) -> None:
        super()._close()
        self.form_shown.emit(False)


def _value_fields(how: Asked) -> list[Field]:
    """The fields of one value; where a place may leave it out, they say how."""
    helped = f"本地不设的写“{NOT_SET}”。" if how.optional else ""
    value = asked("own_figure", "value", required=True)
    if not how.limit:
        return [replace(value, kind=how.kind, choices=how.choices, most=_most(how), help=helped)]
    return [
        replace(value, name="times", label="倍数", kind=Kind.TEXT, help=f"标准线的几倍，例如 1.5。{helped}"),
        replace(value, name="operator", label="怎样比", kind=Kind.CODE, choices=(Operator,), required=not how.optional),
        replace(value, name="above", label="且高于", kind=Kind.TEXT, required=False, help="另有下限的写倍数。"),
    ]


def _most(how: Asked) -> int | None:
    """A list may name every one of its members."""
    return sum(len(list(each)) for each in how.choices) if how.kind is Kind.CODES else None


def _given(how: Asked, typed: Values) -> Values:
    own = {name: typed[name] for name in ("from_on", "source") if name in typed}
    return {**own, "value": plain_value(how, typed)}
