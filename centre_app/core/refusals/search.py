"""What is told about a search."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["TooManyWords"]


class TooManyWords(Refusal):
    text = "搜索内容有 {got} 个词，最多 {most} 个，请只写姓名、号码或地址中的几个词。"
