"""The keys of the window, in one table: what they do everywhere, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["KEYS", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and what it does in the words of the trade."""

    keys: str
    does: str


KEYS: Final = (
    Key("Ctrl+1 … Ctrl+9、Ctrl+0", "按左边的次序换页"),
    Key("Ctrl+K", "在任何地方找一户、一页、一个操作"),
    Key("Ctrl+F", "筛选这个列表"),
    Key("Alt+1 … Alt+8", "存好的筛选"),
    Key("F1", "这一项怎么填"),
    Key("F2", "修改这一格、这一条"),
    Key("F3", "从等候的名单里添加"),
    Key("F4", "打开下拉框；算账表里换每月、每年；姓名里找生僻字"),
    Key("F5", "刷新"),
    Key("F6、Shift+F6", "下一区、上一区"),
    Key("F7", "附上证明、照片"),
    Key("F8、Shift+F8", "下一处、上一处缺项"),
    Key("F9", "本页的主要操作"),
    Key("F11", "全屏"),
    Key("F12", "所选一户的迎检册"),
    Key("Enter、Shift+Enter", "表单：下一项、上一项；列表：打开"),
    Key("Tab、Shift+Tab", "右边、左边"),
    Key("Ctrl+S", "现在就存草稿"),
    Key("Ctrl+Enter", "办完这个对话框"),
    Key("Ctrl+Z、Ctrl+Y", "撤销、重做；办完之后紧接着：撤销这一次办理"),
    Key("Ctrl+N、Ctrl+P", "新建、打印"),
    Key("Ctrl+L", "锁定"),
    Key("Alt+←、Alt+→", "列表里的上一户、下一户"),
    Key("Esc", "关闭、返回、清除筛选"),
    Key("1 … 9", "今日：打开这一件"),
    Key("数字键盘 +", "新的一行；正在填写时是加号"),
)
"""In the order of the help page."""
