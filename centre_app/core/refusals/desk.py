"""What is told about saved lists."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["ListLineTooLong", "ListNameWrong"]


class ListNameWrong(Refusal):
    text = "请给这个筛选起一个名字，最多 {most} 个字。"


class ListLineTooLong(Refusal):
    text = "筛选内容最多 {most} 个字，请删去几个词再保存。"
