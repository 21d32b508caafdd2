"""设置与备份: backups and the check, rules, units and people, logins, the trail; each under its tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabBar

from centre_app.ui.desk import Desk
from centre_app.ui.page import Page, PageSpec
from centre_app.ui.settings.log import LogPane
from centre_app.ui.settings.logins import LoginsPane
from centre_app.ui.settings.pane import Pane
from centre_app.ui.settings.rules import RulesPane
from centre_app.ui.settings.union import UnionPane
from centre_app.ui.settings.upkeep import UpkeepPane
from centre_app.ui.signals import call

__all__ = ["PAGE", "SettingsPage"]

_PANES: Final[tuple[tuple[str, str, Callable[[Desk], Pane]], ...]] = (
    ("upkeep", "备份与检查", UpkeepPane),
    ("rules", "规则", RulesPane),
    ("union", "单位与人员", UnionPane),
    ("logins", "用户", LoginsPane),
    ("log", "日志", LogPane),
)


class SettingsPage(Page):
    """Tabs; what stands under one is built when it is first shown, and asked anew whenever somebody looks."""

    hints = ("F9 主要操作", "Ctrl+Tab 下一页签", "F5 刷新")
    watches = frozenset(
        {"act", "unit", "person", "appointment", "chair_delegation", "kinship", "login", "own_figure", "own_calendar"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("设置的各部分")
        self.stack = QStackedWidget()
        self.panes: dict[str, Pane] = {}
        for _, title, _build in _PANES:
            self.tabs.addTab(title)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turned)
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            self._key(keys, call(self._turn, by))
        self._key("F5", self.refresh)

    def _key(self, keys: str, do: Callable[..., object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(call(do))
        self.addAction(action)

    def open(self, key: object = None) -> None:
        """With the name of a part: show that."""
        codes = [code for code, _, _ in _PANES]
        if key in codes:
            self.tabs.setCurrentIndex(codes.index(str(key)))
        self._turned(self.tabs.currentIndex())

    def returned(self) -> None:
        self.tabs.setFocus()

    def back(self) -> bool:
        """Esc closes what is open in the part that is shown."""
        pane = self.stack.currentWidget()
        return isinstance(pane, Pane) and pane.back()

    def refresh(self) -> None:
        if isinstance(pane := self.stack.currentWidget(), Pane):
            pane.refresh()

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _turned(self, place: int) -> None:
        code, _, build = _PANES[place]
        if code not in self.panes:
            self.panes[code] = build(self.desk)
            self.stack.addWidget(self.panes[code])
        pane = self.panes[code]
        self.stack.setCurrentWidget(pane)
        pane.refresh()
        pane.begin()


PAGE = PageSpec(title="设置与备份", build=SettingsPage)
