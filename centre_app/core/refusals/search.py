"""What is told about a search."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["FilterFieldUnknown", "FilterValueUnknown", "TooManyWords"]


class TooManyWords(Refusal):
    text = "搜索内容有 {got} 个词，最多 {most} 个，请只写姓名、号码或地址中的几个词。"


class FilterFieldUnknown(Refusal):
    text = "筛选里没有“{named}”这一项，冒号前可以写：{known}。"


class FilterValueUnknown(Refusal):
    text = "“{named}”里没有“{value}”，可以写：{known}。"
