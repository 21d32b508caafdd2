"""National code lists. What is stored is the code of the standard, what is printed its word."""

from __future__ import annotations

from . import Choice

__all__ = ["Sex"]


class Sex(Choice):
    """GB/T 2261.1. In an identity number digit 17 is odd for a man and even for a woman."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"
