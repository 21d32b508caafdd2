"""What is said of amounts of money."""

from __future__ import annotations

from . import Caution, Refusal

__all__ = ["AmountNotWritten", "AmountOutOfRange", "MoneyAbout", "MoneyUnreadable"]


class AmountNotWritten(Refusal):
    text = "“{given}”不是金额；请写成数字，最多两位小数，如 1409.50。"


class AmountOutOfRange(Refusal):
    text = "金额 {given} 超出范围；须在 0 至 {most} 元之间，精确到分。"


class MoneyAbout(Caution):
    name = "money_about"
    text = "金额写的是约数，已按 {amount} 元录入；请核实后改为准确数。"


class MoneyUnreadable(Caution):
    name = "money_unreadable"
    text = "这里读不出金额，未录入（不是 0）；请核实后补填。"
