"""The filter line of the list of cases: words to search for, and fields that must say something (状态:在档).

A word with a colon names a field. Several values of one state field are parted by a comma; every other word is
searched for as it is. Days are a day, a month, a year or a span (建档日期:2026-07, 户主出生:1966-01-01至1975-12-31). A
street with ``=`` before it is that street and no other whose name contains it; 未登记 finds what was left empty.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from .filing import FILING_ORDER
from .refusals import Refused, Told
from .refusals.search import FilterFieldUnknown, FilterValueUnknown
from .vocabulary import Choice
from .vocabulary.filing import CaseState
from .vocabulary.household import Cause, HardshipCategory, OldCategory
from .vocabulary.lists import CaseField

__all__ = ["EXACT", "IN_HAND", "NOTHING_WORD", "STATE_WORD", "TO", "CaseFilter", "read_filter"]

STATE_WORD: Final = "状态"
IN_HAND_WORD: Final = "办理中"
NOTHING_WORD: Final = "未登记"
EXACT: Final = "="
"""Before a street that is meant as a whole."""
TO: Final = "至"
IN_HAND: Final = (*FILING_ORDER[:-1], CaseState.RETURNED)
"""Cases on their way into the files."""
_YES: Final = ("有", "是")
_COLON: Final = re.compile("[:：]")
_COMMA: Final = re.compile("[,，、]")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DAYS_KNOWN: Final = "2026、2026-07、2026-07-18、2026-01-01至2026-06-30"
_DAYS: Final = frozenset({CaseField.FILED, CaseField.LEFT, CaseField.HEAD_BORN})
_CODES: Final[dict[CaseField, tuple[type[Choice], ...]]] = {
    CaseField.CATEGORY: (HardshipCategory, OldCategory),
    CaseField.CAUSE: (Cause,),
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a filter line asks for: words, states, and fields by code."""

    words: str = ""
    states: tuple[CaseState, ...] = ()
    fields: tuple[tuple[CaseField, str], ...] = ()


def read_filter(text: str) -> CaseFilter:
    """What a line asks for.

    Raises:
        Refused: a field or a value is unknown; each is told, with what is known.
    """
    words: list[str] = []
    states: list[CaseState] = []
    fields: list[tuple[CaseField, str]] = []
    faults: list[Told] = []
    for word in text.split():
        name, *rest = _COLON.split(word, maxsplit=1)
        if not rest or not name:
            words.append(word)
        elif not rest[0]:
            continue  # the value is still being typed
        elif name == STATE_WORD:
            states += _states(rest[0], faults)
        else:
            fields += _field(name, rest[0], faults)
    if faults:
        raise Refused(faults)
    return CaseFilter(" ".join(words), tuple(dict.fromkeys(states)), tuple(fields))


def _states(text: str, faults: list[Told]) -> Iterator[CaseState]:
    for word in filter(None, _COMMA.split(text)):
        state = CaseState.labelled(word)
        if state is not None:
            yield state
        elif word == IN_HAND_WORD:
            yield from IN_HAND
        else:
            known = "、".join([IN_HAND_WORD, *(state.label for state in CaseState)])
            faults.append(FilterValueUnknown(named=STATE_WORD, value=word, known=known))


def _field(name: str, value: str, faults: list[Told]) -> Iterator[tuple[CaseField, str]]:
    field = CaseField.labelled(name)
    if field is None:
        known = "、".join([STATE_WORD, *(field.label for field in CaseField)])
        faults.append(FilterFieldUnknown(named=name, known=known))
        return
    if field in (CaseField.RED, CaseField.LACKING):
        if value in _YES:
            yield field, ""
        else:
            faults.append(FilterValueUnknown(named=name, value=value, known="、".join(_YES)))
        return
    if field in _DAYS:
        yield from _days(field, value, faults)
        return
    lists = _CODES.get(field)
    if lists is None:
        yield field, EXACT if (field, value) == (CaseField.TOWN, NOTHING_WORD) else value
        return
    if value == NOTHING_WORD:
        yield field, ""
        return
    options = [member for each in lists for member in each]
    whole = (member for member in options if value == member.label)
    fitting = next(whole, next((member for member in options if value in member.label), None))
    if fitting is None:
        known = "、".join(dict.fromkeys(member.label for member in options))
        faults.append(FilterValueUnknown(named=name, value=value, known=known))
        return
    yield field, fitting.value


def _days(field: CaseField, text: str, faults: list[Told]) -> Iterator[tuple[CaseField, str]]:
    """The first and the last day of a span in one text; an empty one where nothing may be stored."""
    if field is CaseField.HEAD_BORN and text == NOTHING_WORD:
        yield field, ""
        return
    first, _, last = text.partition(TO)
    spans = [_span(part) for part in (first, last or first)]
    if spans[0] is None or spans[1] is None:
        faults.append(FilterValueUnknown(named=field.label, value=text, known=_DAYS_KNOWN))
        return
    yield field, f"{spans[0][0]}{spans[1][1]}"


def _span(text: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    months = month or 12
    return first, date(first.year, months, monthrange(first.year, months)[1])
