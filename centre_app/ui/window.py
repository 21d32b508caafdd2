"""The one window: the sign-in page or the shell, never both, and what happens between them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from centre_app.services import desk as desk_service
from centre_app.services.faults import write_report
from centre_app.services.office import Office
from centre_app.ui.cards import Bar
from centre_app.ui.desk import Desk
from centre_app.ui.frame import Shell
from centre_app.ui.icons import icon
from centre_app.ui.look import px
from centre_app.ui.memory import Memory
from centre_app.ui.runner import Failure, Runner
from centre_app.ui.sign_in import Entrance, SignIn

if TYPE_CHECKING:
    from centre_app.services.first_run import Founding
    from centre_app.services.upkeep import BackupMade, Restored
    from centre_app.ui.first_run.wizard import FirstRun

__all__ = ["Window"]

_SIZE: Final = (1366, 700)
_LEAST: Final = (900, 560)
_GEOMETRY: Final = "window"

log = logging.getLogger(__name__)


class Window(QMainWindow):
    """Holds the sign-in page and, once somebody is signed in, the shell with the pages."""

    def __init__(self, entrance: Entrance, settings: QSettings | None = None, founding: Founding | None = None) -> None:
        super().__init__()
        self.setWindowTitle(f"困难职工帮扶中心工作台 － {entrance.place}")
        self.setWindowIcon(icon("office", "main"))
        self.setMinimumSize(px(_LEAST[0]), px(_LEAST[1]))
        self._settings = settings
        self.runner = Runner()
        self.sign_in = SignIn(entrance, self.runner)
        self.shell: Shell | None = None
        self.first_run: FirstRun | None = None
        self._table = ""
        """What is to be imported as soon as somebody has signed in to a new office."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        self.setCentralWidget(self._stack)
        self.sign_in.opened.connect(self._signed_in)
        self.sign_in.unlocked.connect(self._unlocked)
        kept = settings.value(_GEOMETRY) if settings else None
        if kept is None or not self.restoreGeometry(kept):
            self.resize(*_SIZE)

        if founding is not None:
            self._begin_first_run(founding, entrance.place)

    # the first run

    def _begin_first_run(self, founding: Founding, place: str) -> None:
        """There is no office yet: ask for everything that it has on its first day."""
        # Whoever has an office need not load what makes one.
        first_run: FirstRun = import_module("centre_app.ui.first_run.wizard").FirstRun(founding, self.runner, place)
        first_run.founded.connect(self._founded)
        self._stack.addWidget(first_run)
        self._stack.setCurrentWidget(first_run)
        self.first_run = first_run
        self.setWindowTitle(f"第一次使用 － {place}")

    def _founded(self, made: BackupMade, admin: str, table: str) -> None:
        """The office is there: sign in to it; the table that was named is read then."""
        first_run, self.first_run = self.first_run, None
        self._table = table
        after = "登录后直接读您选的花名册。" if table else "经办、审核、主席等用户，登录后在“设置与备份”里添加。"
        self.sign_in.begin_anew("ok", "办公室已建立，请登录。", f"第一份备份已存好：{made.path.name}。{after}")
        self.sign_in.name.setCurrentText(admin)
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.password.setFocus()
        if first_run is not None:
            self._stack.removeWidget(first_run)
            first_run.deleteLater()

    # signing in and locking

    def _signed_in(self, office: Office) -> None:
        """Somebody has opened the office: who was here before has been locked out with everything kept."""
        known = desk_service.remembered(office)
        self._leave()
        desk = Desk(office, self.runner, Memory(office, self.runner, known))
        desk.failed.connect(self._failed)
        desk.replace_asked.connect(self._replace)
        self.shell = Shell(desk)
        self.shell.lock_asked.connect(self.lock)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        self.setWindowTitle(f"困难职工帮扶中心工作台 － {office.fact('name')}")
        self.shell.begin()
        if self._table:
            self.shell.go("imports", self._table)
            self._table = ""

    def lock(self) -> None:
        """Draw nothing of the pages until the password is given; what is open stays as it is."""
        if self.shell is None or self._stack.currentWidget() is not self.shell:
            return
        self.shell.rest()
        self.sign_in.lock(self.shell.desk.office)
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.password.setFocus()

    def _unlocked(self) -> None:
        if self.shell is not None:
            self._stack.setCurrentWidget(self.shell)
            self.shell.stir()
            self.shell.page.returned()

    def _leave(self) -> None:
        """Let go of the shell of whoever was signed in before."""
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        shell.rest()
        shell.desk.close()
        office = shell.desk.office
        self.runner.beside(self, office.close, lambda _: None, self._failed)
        self._stack.removeWidget(shell)
        shell.deleteLater()

    # replacing the office's files

    def _replace(self, work: Callable[[], Restored]) -> None:
        """Put the pages away, let every lane come to its end, and then do the work; afterwards one signs in anew."""
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        shell.rest()
        shell.desk.close()
        self.sign_in.begin_anew("info", "正在恢复备份，请稍等。", "恢复完就可以登录。", waiting=True)
        self._stack.setCurrentWidget(self.sign_in)
        self._stack.removeWidget(shell)
        shell.deleteLater()
        runner = self.runner

        def acts_rest(_: None) -> None:
            runner.read(self, lambda: None, reads_rest, self._not_replaced)

        def reads_rest(_: None) -> None:
            runner.beside(self, work, self._have_replaced, self._not_replaced)

        runner.act(self, lambda _progress: None, acts_rest, self._not_replaced)

    def _have_replaced(self, restored: Restored) -> None:
        gone = f"备份之后的 {restored.acts_gone} 次办理不在里面。" if restored.acts_gone else ""
        kept = f"原来的数据在“{restored.replaced.name}”里，没有删除。" if restored.replaced else ""
        said = "".join(told.sentence for told in restored.troubles)
        self.sign_in.begin_anew("warn" if said else "ok", "已恢复，请登录。", f"{gone}{kept}{said}")

    def _not_replaced(self, failure: Failure) -> None:
        why = "".join(failure.sentences) or "程序出了差错，这一步没有完成。"
        self.sign_in.begin_anew("bad", why, "数据没有改动，请重新登录。")

    # what goes wrong

    def _failed(self, failure: Failure) -> None:
        """What no page took: the world in the way, or a mistake of the program."""
        if failure.kind == "cancelled" or self.shell is None:
            return
        page = self.shell.page
        if failure.kind == "bug" and failure.error is not None:
            self.fault(failure.error)
            return
        for sentence in failure.sentences:
            page.bars.addWidget(Bar("warn", sentence, "已存的都在。稍等再试一次（F5）。"))

    def fault(self, error: BaseException) -> None:
        """A mistake of the program: keep its report, and say what is safe and where it lies."""
        log.error("fault: %s", type(error).__name__, exc_info=error)
        file = write_report(error)
        where = f"报告在 {file}，里面没有任何人的信息。" if file else ""
        if self.shell is not None and self._stack.currentWidget() is self.shell:
            bar = Bar("bad", "程序出了差错，这一步没有完成；已存的都在。", where, icon="bug")
            self.shell.page.bars.addWidget(bar)

    def watch_for_faults(self) -> None:
        """Exceptions that nobody caught, in slots and in overridden virtual methods, come here."""

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
            else:
                self.fault(error)

        sys.excepthook = hook

    # Qt's own names

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings is not None:
            self._settings.setValue(_GEOMETRY, self.saveGeometry())
        office = self.shell.desk.office if self.shell else None
        if self.shell is not None:
            self.shell.rest()
            self.shell.desk.close()
        self.runner.finish()
        if office is not None:
            office.close()
        super().closeEvent(event)
