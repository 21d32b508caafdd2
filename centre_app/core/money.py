"""Money: ``Decimal`` yuan with two places in the program, whole fen in the tables, capitals on paper.

Nothing here takes a float: what a spreadsheet stored as one comes as its shortest text. Rounding is half up and for
show only. Capitals follow 正确填写票据和结算凭证的基本规定 (payment rules of the People's Bank, annex 1): one 零 for
zeros between digits, none where a group of four ends and the next begins with its thousands, one before 角 where the
yuan end in 0 and before 分 where there are no 角; 整 after 元 and none after 角 or 分.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from .refusals import Told
from .refusals.money import AmountNotWritten, AmountOutOfRange, MoneyAbout, MoneyUnreadable
from .writing import narrow, plain

__all__ = ["FEN", "MOST", "Amount", "amount", "capitals", "from_fen", "grouped", "rounded", "shown", "to_fen", "yuan"]

FEN: Final = Decimal("0.01")
MOST: Final = Decimal("999999999999.99")
"""The largest amount that capitals can name: below 万亿."""

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("仟", "佰", "拾", "")
_GROUPS: Final = ("亿", "万", "")
_STRICT: Final = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
_WRITTEN: Final = re.compile(
    r"(?:人民币|RMB|CNY)?[¥￥]?(?P<before>大约|约|大概|估计)?[¥￥]?"
    r"(?P<whole>\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?P<part>\.\d{1,20})?(?P<ten_thousands>万)?"
    r"(?:元|圆|块)?整?(?P<after>左右|上下)?",
    re.ASCII,
)
_APART: Final = re.compile(r"[\d.,] +[\d.,]")
_SHOWN: Final = 20
"""How much of a text that is no amount is repeated in the sentence."""
_NOUGHT: Final = frozenset({"无", "没有", "零"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as an office wrote it; ``yuan`` is ``None`` where nothing stands or nothing can be read."""

    yuan: Decimal | None
    problems: tuple[Told, ...] = ()


def yuan(text: str) -> Decimal:
    """An amount of a command or a form: digits with at most two places, nothing else.

    Raises ``AmountNotWritten`` for any other text, ``AmountOutOfRange`` below nought and beyond ``MOST``.
    """
    written = plain(text)
    if not _STRICT.fullmatch(written):
        raise AmountNotWritten(given=_short(text))
    return _checked(Decimal(written)).quantize(FEN)


def amount(text: str | None) -> Amount:
    """An amount in any shape that offices write: grouped, with 元 or 万元, in full width; 无 is nought.

    More than two places, as formulas leave them, are rounded half up to the fen.
    """
    given = narrow(text or "")
    if not given:
        return Amount(None)
    written = plain(given)
    if written in _NOUGHT:
        return Amount(from_fen(0))
    found = None if _APART.search(given) else _WRITTEN.fullmatch(written)
    if found is None:
        return Amount(None, (MoneyUnreadable(),))
    figure = Decimal(found["whole"].replace(",", "") + (found["part"] or ""))
    value = rounded(figure * 10_000 if found["ten_thousands"] else figure)
    if value > MOST:
        return Amount(None, (MoneyUnreadable(),))
    about = found["before"] or found["after"]
    return Amount(value, (MoneyAbout(amount=shown(value)),) if about else ())


def to_fen(value: Decimal) -> int:
    """Whole fen of an amount in yuan, which may be below nought.

    Raises ``AmountOutOfRange`` where a part of a fen would be lost, and beyond ``MOST`` on either side.
    """
    if not (_exact(value).is_finite() and abs(value) <= MOST and value == rounded(value)):
        raise AmountOutOfRange(given=value, most=MOST)
    return int(value.scaleb(2))


def from_fen(fen: int) -> Decimal:
    """Yuan with two places of an amount in whole fen."""
    return Decimal(fen).scaleb(-2).quantize(FEN)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """The amount rounded half up, for show: comparisons are made unrounded."""
    return _exact(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(value: Decimal) -> str:
    """``6800.00``."""
    return f"{rounded(value):f}"


def grouped(value: Decimal) -> str:
    """``6,800.00``."""
    return f"{rounded(value):,f}"


def capitals(value: Decimal) -> str:
    """The amount in capitals with 人民币 before it: ``人民币壹仟肆佰零玖元伍角``.

    Raises ``AmountOutOfRange`` below nought, beyond ``MOST`` and where a part of a fen would be lost.
    """
    fen = to_fen(_checked(_exact(value)))
    whole, part = divmod(fen, 100)
    jiao, rest = divmod(part, 10)
    text = _whole(whole) + "元" if whole or not part else ""
    if not part:
        return f"人民币{text}整"
    if text and (not jiao or whole % 10 == 0):
        text += "零"
    text += _DIGITS[jiao] + "角" if jiao else ""
    return f"人民币{text}" + (_DIGITS[rest] + "分" if rest else "")


def _whole(number: int) -> str:
    digits = f"{number:012}"
    text = ""
    for place, unit in enumerate(_GROUPS):
        group = digits[place * 4 : place * 4 + 4]
        if int(group):
            between = "零" if text and (group[0] == "0" or text.endswith("零")) else ""
            text = text.rstrip("零") + between + _group(group) + unit
        elif text:
            text += "零"
    return text.rstrip("零") or "零"


def _group(digits: str) -> str:
    text = ""
    for digit, unit in zip(digits.lstrip("0"), _PLACES[-len(digits.lstrip("0")) :], strict=True):
        text += _DIGITS[int(digit)] + unit if digit != "0" else "零"
    return re.sub("零+", "零", text).rstrip("零")


def _exact(value: Decimal) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"money is Decimal, not {type(value).__name__}")
    return value


def _checked(value: Decimal) -> Decimal:
    if not (value.is_finite() and 0 <= value <= MOST):
        raise AmountOutOfRange(given=value, most=MOST)
    return value


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
