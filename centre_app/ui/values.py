"""How stored values are written on the screen: labels instead of codes, days, sums, yes and no."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from centre_app.core.fields import field
from centre_app.core.moments import CHINA
from centre_app.services.case_files import Named, Row

__all__ = ["caption", "number", "said", "said_of"]

_MARKS: Final = {"scanned": "扫描件", "outdated": "已过时"}


def caption(record: str, name: str) -> str:
    """What a value is called: by the data dictionary, or what is said of the record besides."""
    if name in _MARKS:
        return _MARKS[name]
    try:
        return field(record, name).label
    except KeyError:
        return field(record, f"{name}_id").label


def said_of(record: str, row: Row, name: str) -> str:
    """One value of a record in words; empty where there is none."""
    return said(row.values.get(name), record, name)


def said(value: object, record: str = "", name: str = "") -> str:
    """A value in words."""
    match value:
        case None | "" | dict():
            return ""
        case bool():
            return "是" if value else "否"
        case Named():
            return value.name
        case Decimal():
            return number(value)
        case date() | time():
            return _when(value)
        case list() | tuple():
            return "、".join(filter(None, (said(one, record, name) for one in value)))
        case str():
            return _label(value, record, name)
        case _:
            return str(value)


def _when(value: date | time) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"


def number(value: Decimal) -> str:
    """A sum as tables show it: thousands apart, two places."""
    return f"{value:,.2f}"


def _label(code: str, record: str, name: str) -> str:
    try:
        option = field(record, name).option(code)
    except KeyError:
        return code
    return option.label if option else code
