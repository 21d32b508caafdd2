"""用户: who may sign in, in which role; adding one, another role, a new password, stopping one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLineEdit

from centre_app.core.fields import field
from centre_app.core.refusals import Refused
from centre_app.services import opening, users
from centre_app.services.given import given_from
from centre_app.services.users import UserRow
from centre_app.ui.ask import ask_line
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.form import Form
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import failure_of
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["LoginsPane"]

_COLUMNS: Final = (
    Column[UserRow](key="name", title="用户名", cell=lambda one: Cell(one.name, bold=True), width=140),
    Column[UserRow](key="role", title="角色", cell=lambda one: one.role.label, width=100),
    Column[UserRow](key="person", title="对应人员", cell=lambda one: one.person or "—", width=140, stretch=True),
    Column[UserRow](
        key="state",
        title="状态",
        cell=lambda one: Cell("已停用", tone="wait", chip=True) if one.stopped else Cell("在用", tone="ok", chip=True),
        width=90,
    ),
)


class LoginsPane(Pane):
    """The logins at the left, a new one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        left = Card("用户")
        self.table: ShortTable[UserRow] = ShortTable(_COLUMNS, lambda one: one.name, "用户", most=None)
        left.add(self.table, 1)
        self.role = GuardedButton(Button("变更权限", icon="edit"))
        self.reset = Button("重设密码", icon="lock")
        self.stop = Button("停用", icon="away", kind="danger")
        left.add_row(self.reset, self.stop, None)
        left.add(self.role)
        right = Card("添加用户", "member_add")
        names = ("name", "role")
        self.form = Form([field("login", name) for name in names], desk.office.today, columns=1, name="添加用户")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("第一个口令，必填")
        self.password.setPlaceholderText("第一个口令，请本人输入")
        self.add = GuardedButton(Button("添加用户", icon="member_add", key="F9", kind="main"))
        for widget in (self.form, self.password, self.add):
            right.add(widget)
        right.add(Words("口令只进密钥文件，别处都不保存。“变更权限”用右边选的角色。", "note", wraps=True))
        right.fill()
        self.body.addWidget(left, 3)
        self.body.addWidget(right, 2)
        self.form.finished.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.add.button.setFocus)
        self.add.button.clicked.connect(call(self._add))
        self.role.button.clicked.connect(call(self._change_role))
        self.reset.clicked.connect(call(self._reset))
        self.stop.clicked.connect(call(self._stop))
        if why := desk.why_not("add-user"):
            for guarded in (self.add, self.role):
                guarded.forbid(why)
            for button in (self.reset, self.stop):
                button.setEnabled(False)
                button.setToolTip(why)

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, users.users, self._have, topic="users", failed=self.show_failure)

    def _have(self, rows: Sequence[UserRow]) -> None:
        here = max(self.table.currentIndex().row(), 0)
        self.table.show_rows(rows)
        self.table.setCurrentIndex(self.table.model().index(min(here, len(rows) - 1), 0))

    def _name(self) -> str:
        row = self.table.row_at(self.table.currentIndex().row())
        return row.name if row else ""

    def _add(self) -> None:
        self.clear_bars()
        typed = {name: value for name, value in self.form.values().items() if value is not None}
        password, office = self.password.text(), self.desk.office
        if not password:
            self.tell("bad", "请输入第一个口令。")
            self.password.setFocus()
            return
        try:
            given = given_from(users.AddUser, typed)
        except Refused as refused:
            if self.form.object_to(refused.objections):
                self.show_failure(failure_of(refused))
            return
        self.desk.run(
            self,
            lambda _progress: opening.add_user(office, given, password),
            call(self._done, f"已添加用户“{given.name}”，角色是{given.role.label}。"),
            failed=self.show_failure,
        )

    def _change_role(self) -> None:
        self.clear_bars()
        name, role = self._name(), self.form.values().get("role")
        if role is None:
            self.tell("bad", "请先在右边选好新的角色。")
            self.form.field("role").setFocus()
            return
        given = users.ChangeRole(name=name, role=role)
        done = call(self._done, f"“{name}”的角色已改为{given.role.label}。")
        self.desk.do(self, "change-role", given, done, failed=self.show_failure)

    def _reset(self) -> None:
        name, office = self._name(), self.desk.office
        password = ask_line(self, "重设密码", f"给“{name}”的新口令，请本人输入：", do="重设", secret=True)
        if password is not None:
            job = partial(opening.reset_password, office, name, password)
            done = call(self._done, f"“{name}”的口令已重设。")
            self.desk.run(self, lambda _progress: job(), done, failed=self.show_failure)

    def _stop(self) -> None:
        name, office = self._name(), self.desk.office
        typed = ask_line(self, "停用用户", f"停用后不能再登录。请输入“{name}”以确认：", do="停用")
        if typed is None:
            return
        if typed != name:
            self.tell("warn", "输入的名字不同，没有停用。")
            return
        job = partial(opening.stop_user, office, users.StopUser(name=name))
        self.desk.run(self, lambda _progress: job(), call(self._done, f"已停用“{name}”。"), failed=self.show_failure)

    def _done(self, sentence: str) -> None:
        self.password.clear()
        self.form.take_draft({"name": "", "role": ""})
        self.tell("ok", sentence)
        self.refresh()
