"""用户: who may sign in, in which role, and who stands behind the name; adding one, another role, a new password,
stopping one, a new recovery sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout

from centre_app.core.refusals import Refused
from centre_app.services import first_run, opening, resources, users
from centre_app.services.choosing import Known, people_known
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.services.users import UserRow
from centre_app.services.work import Look
from centre_app.ui.act_fields import asked, chosen_from
from centre_app.ui.ask import ask_line
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Words
from centre_app.ui.cells import Cell
from centre_app.ui.desk import Desk
from centre_app.ui.detail import refill
from centre_app.ui.form import Form
from centre_app.ui.rows_model import Column
from centre_app.ui.runner import Failure, failure_of
from centre_app.ui.settings.pane import Pane
from centre_app.ui.short_table import ShortTable
from centre_app.ui.signals import call

__all__ = ["LoginsPane"]


@dataclass(frozen=True, slots=True)
class _Known:
    """The logins, and the people of the union who may stand behind one."""

    users: Sequence[UserRow]
    people: tuple[Known, ...]


def _known(look: Look) -> _Known:
    return _Known(users.users(look), people_known(look))


def _renewed(office: Office, password: str, file: Path) -> bool:
    """A new recovery key for whoever gives the password, once its sheet is in a file; the PDF library is loaded for
    it alone. ``False`` for another password.

    Raises:
        Refused, Trouble: the old sheet still opens the office, and no new one is left.
    """
    if not opening.proves_password(office, password):
        return False
    recovery = import_module("centre_app.forms.press.recovery")
    key = first_run.new_recovery_key()
    area = resources.areas().named(office.fact("area"))
    sheet = recovery.RecoverySheet(
        office.fact("name"),
        area.label if area else office.fact("area"),
        office.actor.name,
        office.today,
        key.printed,
    )
    first_run.keep_sheet(file, recovery.recovery_pdf(sheet, training=office.training))
    try:
        opening.renew_recovery(office, key)
    except BaseException:
        file.unlink()
        raise
    return True


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
        self.reset = Button("重设口令", icon="lock")
        self.stop = Button("停用", icon="away", kind="danger")
        self.sheet = Button("换恢复单", icon="safe", tip="口令都忘了时用的那一张；换了以后旧的打不开")
        left.add_row(self.reset, self.stop, self.sheet, None)
        left.add(self.role)
        right = Card("添加用户", "member_add")
        self.password = QLineEdit()
        self.form = self._form(())
        self._people: tuple[Known, ...] = ()
        self._place = QVBoxLayout()
        self._place.addWidget(self.form)
        right.body.addLayout(self._place)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("第一个口令，必填")
        self.password.setPlaceholderText("第一个口令，请本人输入")
        self.add = GuardedButton(Button("添加用户", icon="member_add", key="F9", kind="main"))
        for widget in (self.password, self.add):
            right.add(widget)
        said = (
            "口令只进密钥文件，别处都不保存。“变更权限”用右边选的角色和人员。谁入户、谁审核按对应的人员认，不按用户名。"
        )
        right.add(Words(said, "note", wraps=True))
        right.fill()
        self.body.addWidget(left, 3)
        self.body.addWidget(right, 2)
        self.password.returnPressed.connect(self.add.button.setFocus)
        self.add.button.clicked.connect(call(self._add))
        self.role.button.clicked.connect(call(self._change_role))
        self.reset.clicked.connect(call(self._reset))
        self.stop.clicked.connect(call(self._stop))
        if why := desk.why_not("add-user"):
            for guarded in (self.add, self.role):
                guarded.forbid(why)
            for button in (self.reset, self.stop, self.sheet):
                button.setEnabled(False)
                button.setToolTip(why)
                button.setAccessibleDescription(why)
        self.sheet.clicked.connect(call(self._renew_sheet))

    def _form(self, people: tuple[Known, ...]) -> Form:
        fields = [
            asked("login", "name", required=True),
            asked("login", "role", required=True),
            chosen_from("person", "对应人员", people, required=False, asks="姓名或拼音首字母；先在“单位与人员”登记。"),
        ]
        form = Form(fields, self.desk.office.today, columns=1, name="添加用户")
        form.finished.connect(self.password.setFocus)
        return form

    def begin(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        self.desk.ask(self, _known, self._have, topic="users", failed=self.show_failure)

    def _have(self, known: _Known) -> None:
        if known.people != self._people:
            self._people, typed = known.people, self.form.draft()
            self.form = self._form(known.people)
            refill(self._place, [self.form])
            self.form.take_draft(typed)
        rows = known.users
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
        if self.form.go_to_unread():
            return
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
        typed = self.form.values()
        name, role = self._name(), typed["role"]
        if role is None:
            self.tell("bad", "请先在右边选好新的角色。")
            self.form.field("role").setFocus()
            return
        given = users.ChangeRole(name=name, role=role, person=typed["person"])
        done = call(self._done, f"“{name}”的角色已改为{given.role.label}。")
        self.desk.do(self, "change-role", given, done, failed=self.show_failure)

    def _reset(self) -> None:
        name, office = self._name(), self.desk.office
        password = ask_line(self, "重设口令", f"给“{name}”的新口令，请本人输入：", do="重设", secret=True)
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

    def _renew_sheet(self) -> None:
        """Ask for the password and a file, write the sheet there, and let the new key take the place of the old."""
        self.clear_bars()
        office = self.desk.office
        password = ask_line(
            self, "换恢复单", "换恢复单前，请再输一次您的口令：", do="接着", note="还不会改动", secret=True
        )
        if password is None:
            return
        path, _ = QFileDialog.getSaveFileName(self, "恢复单存到", "恢复单.pdf", "PDF（*.pdf）(*.pdf)")
        if path:
            job = partial(_renewed, office, password, Path(path))
            self.desk.run(self, lambda _progress: job(), self._sheet_renewed, failed=self._not_renewed)

    def _sheet_renewed(self, renewed: bool) -> None:
        if renewed:
            self.tell("ok", "恢复单已换，旧的作废。", "打印两份封存，打印后把文件删掉。")
        else:
            self.tell("bad", "口令不对，恢复单没有换。")

    def _not_renewed(self, failure: Failure) -> None:
        if failure.kind == "trouble":
            self.tell("bad", " ".join(failure.sentences), "恢复单没有换，原来的还能用。")
        else:
            self.show_failure(failure)

    def _done(self, sentence: str) -> None:
        self.password.clear()
        self.form.take_draft({"name": "", "role": "", "person": ""})
        self.tell("ok", sentence)
        self.refresh()
