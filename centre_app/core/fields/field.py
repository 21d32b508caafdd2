"""What the data dictionary says of one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from centre_app.core.people import MaskKind
from centre_app.core.vocabulary import Choice

__all__ = ["Field", "Kind", "Record"]


class Kind(Choice):
    """What a field holds, and so how it is typed, checked, printed and written into a workbook."""

    TEXT = "text", "文字"
    LONG_TEXT = "long_text", "多行文字"
    CODE = "code", "单选代码"
    CODES = "codes", "多选代码"
    MONEY = "money", "金额（元）"
    QUANTITY = "quantity", "数量（两位小数）"
    WHOLE = "whole", "整数"
    DAY = "day", "日期"
    DAY_OR_MONTH = "day_or_month", "日期或年月"
    TIME = "time", "时间"
    YES_NO = "yes_no", "是否"
    ID = "id", "身份证号"
    PHONE = "phone", "电话"
    POSTCODE = "postcode", "邮政编码"
    ACCOUNT = "account", "银行账号"
    AREA = "area", "行政区划代码"
    NAME = "name", "姓名"
    REFERENCE = "reference", "关联记录"
    DETAIL = "detail", "明细"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: what it is called on the form of 2020 (困难职工档案表) and what may stand in it.

    ``choices`` are the lists whose codes it takes; with a text they are only offered. ``most`` is the greatest
    length of a text, the highest figure, or the number of codes. ``required`` is what the form stars: it must be
    filled by the application. ``sensitive`` says how lists mask it; ``private`` says that it is sensitive personal
    information (个人信息保护法 art. 28) without a mask, so that no list and no notice shows it. ``ahead`` says of a
    day that it may lie after today: the end of a term, the first day of a rule.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[type[Choice], ...] = ()
    most: int | None = None
    required: bool = False
    sensitive: MaskKind | None = None
    private: bool = False
    ahead: bool = False
    help: str = ""
    """How the form asks for it to be filled in."""

    def option(self, code: str) -> Choice | None:
        """The member of the lists with this code; ``None`` where none has it."""
        return next((found for choices in self.choices if (found := _by_code(choices).get(code))), None)


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one kind of record, in the order in which the form asks for them."""

    name: str
    """As its table is called, or the value that holds it."""
    label: str
    fields: tuple[Field, ...]


@cache
def _by_code(choices: type[Choice]) -> Mapping[str, Choice]:
    return {member.value: member for member in choices}
