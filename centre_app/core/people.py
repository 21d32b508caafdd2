"""Facts about people that can be judged without a store: identity numbers, names, phones, codes, masks, ages.

Sources: GB 11643 (identity numbers), GB 32100 (unified social credit codes), ISO/IEC 7812 (bank cards, Luhn).
Nothing is ever put right by guess: what cannot be trusted is ``None`` and says why.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple, assert_never

from stdnum import luhn
from stdnum.cn import ric
from stdnum.cn import uscc as credit_codes

from .areas import Areas
from .pinyin import pinyin, pinyin_initials
from .refusals import Refused, Told
from .refusals.people import (
    AccountCharacter,
    AccountCheck,
    AccountDamaged,
    AccountLength,
    AccountMissing,
    AreaEnded,
    AreaUnknown,
    BirthDiffers,
    CreditCodeCharacter,
    CreditCodeCheck,
    CreditCodeLength,
    CreditCodeMissing,
    IdCharacter,
    IdCheck,
    IdDamaged,
    IdDate,
    IdLength,
    IdMasked,
    IdMissing,
    IdOfFifteen,
    IdOtherPerson,
    NameCharacter,
    NameMissing,
    NameTooLong,
    PhoneBad,
    SexDiffers,
)
from .vocabulary import Choice
from .vocabulary.standards import Sex
from .writing import plain, without_blanks

__all__ = [
    "ADULT",
    "BankCard",
    "CreditCode",
    "Identity",
    "MaskKind",
    "Phone",
    "YearMonth",
    "age_on",
    "agreement",
    "bank_card",
    "born_by",
    "identity",
    "is_adult",
    "mask",
    "phone",
    "pinyin",
    "pinyin_initials",
    "plain",
    "same_person_key",
    "tidy_name",
    "upgrade",
    "uscc",
]

ADULT: Final = 18
"""Years from which a person acts for himself (Civil Code arts 17 and 18)."""
NAME_LENGTH: Final = 50
ID_LENGTH: Final = 18
OLD_ID_LENGTH: Final = 15
WHOLE_DIGITS: Final = 15
"""A spreadsheet keeps fifteen significant digits of a figure and loses the rest (IEEE 754 double)."""
CREDIT_CODE_LENGTH: Final = 18
CARD_LENGTHS: Final = (12, 19)
OLDEST_BIRTH: Final = date(1870, 1, 1)
"""Numbers have been issued since 1984, to the living."""

_STARS: Final = frozenset("*＊✱∗※★☆●○•×#")
_NOTHING: Final = frozenset({"", "无", "没有", "暂无", "不详", "-", "--", "—", "——", "/", "\\"})
_CLEAN: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
"""A number as it should be typed; nearly all are, and a table holds thousands."""
_SCIENTIFIC: Final = re.compile(r"\d(\.\d*)?[Ee]\+?\d+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
_CREDIT_ALPHABET: Final = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_CREDIT_AREA: Final = range(3, 9)
"""Places 3 to 8 are the area of registration, digits; the first two may be letters (stdnum refuses those)."""
_DOTS: Final = dict.fromkeys(map(ord, ".．•・‧●∙⋅･․"), "·")
_NO_CHARACTER: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


class YearMonth(NamedTuple):
    """A month whose day the source does not name; no day is ever invented for it."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity number says of its holder (GB 11643), and what is wrong with it."""

    number: str | None
    """The 18 characters; ``None`` when the number cannot be trusted."""
    given: str
    """As typed."""
    kind: str | None = None
    """How many digits it was given with: ``18`` or ``15``."""
    birth_date: date | None = None
    sex: Sex | None = None
    area_code: str | None = None
    problems: tuple[Told, ...] = ()
    damaged_by_spreadsheet: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing about it stops."""
        return self.number is not None

    @property
    def upgraded(self) -> str | None:
        """The 18 digits that follow from a valid old number of 15."""
        return self.number if self.kind == "15" else None


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code (GB 32100); ``number`` is ``None`` when it cannot be trusted."""

    number: str | None
    given: str
    problems: tuple[Told, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing about it stops."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class BankCard:
    """A bank account or card number; ``number`` is ``None`` when it cannot be trusted."""

    number: str | None
    given: str
    problems: tuple[Told, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing about it stops."""
        return not any(problem.stops for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Phone:
    """A mobile number; ``number`` is ``None`` when it is none."""

    number: str | None
    given: str
    problems: tuple[Told, ...] = ()


def identity(text: str | None, *, figure: bool = False, areas: Areas | None = None, on: date | None = None) -> Identity:
    """Judge an identity number (GB 11643).

    ``figure`` says that a spreadsheet stored it as a number: then only 15 digits are whole, and 18 are damaged
    even where the check character happens to fit. ``areas`` lets the first six digits be looked up; ``on`` is a
    day after which nobody can have been born.
    """
    given = text or ""
    if not figure and _CLEAN.fullmatch(given):
        return _judged(given, given, areas, on)
    number = plain(given).replace("x", "X")
    if figure:
        number = number.removesuffix(".0")
    if number in _NOTHING:
        return Identity(None, given, problems=(IdMissing(),))
    if _SCIENTIFIC.fullmatch(number) or (figure and len(number) > WHOLE_DIGITS):
        return _damaged(given)
    if not _STARS.isdisjoint(number) or number.count("X") > 1:
        return Identity(None, given, problems=(IdMasked(),))
    body = number[:-1] if number.endswith("X") and len(number) != OLD_ID_LENGTH else number
    if len(number) not in (ID_LENGTH, OLD_ID_LENGTH) or not (body.isascii() and body.isdigit()):
        return Identity(None, given, problems=_malformed(number, body))
    return _judged(given, number, areas, on)


def upgrade(number: str) -> str:
    """The 18 characters of an old number of 15 digits: 19 is put before the year, the check character behind."""
    seventeen = f"{number[:6]}19{number[6:]}"
    return seventeen + ric.calc_check_digit(seventeen + "0")


def same_person_key(number: str) -> str:
    """One key for one person: 15 and 18 digits become one, other documents are compared without their blanks."""
    if _CLEAN.fullmatch(number):
        return number
    found = identity(number)
    return found.number or plain(number).upper()


def _first(told: Iterator[Told]) -> list[Told]:
    return list(islice(told, 1))


def _damaged(given: str) -> Identity:
    return Identity(None, given, problems=(IdDamaged(),), damaged_by_spreadsheet=True)


def _malformed(number: str, body: str) -> tuple[Told, ...]:
    problems = _first(
        IdCharacter(place=place, character=character)
        for place, character in enumerate(body, start=1)
        if not (character.isascii() and character.isdigit())
    )
    if len(number) not in (ID_LENGTH, OLD_ID_LENGTH):
        problems.append(IdLength(length=len(number)))
    return tuple(problems)


def _judged(given: str, number: str, areas: Areas | None, on: date | None) -> Identity:
    kind = "18" if len(number) == ID_LENGTH else "15"
    whole = number if kind == "18" else upgrade(number)
    fits = whole[-1] == ric.calc_check_digit(whole)
    if not fits and whole.endswith("000"):
        return _damaged(given)
    born = _birth(whole[6:14], on)
    if born is None:
        return Identity(None, given, kind, problems=(IdDate(digits=whole[6:14]),))
    if not fits:
        return Identity(None, given, kind, problems=(IdCheck(),))
    problems: tuple[Told, ...] = () if kind == "18" else (IdOfFifteen(),)
    if areas is not None:
        problems += _of_area(whole[:6], areas)
    sex = Sex.MALE if int(whole[16]) % 2 else Sex.FEMALE
    return Identity(whole, given, kind, born, sex, whole[:6], problems)


def _birth(digits: str, on: date | None) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born >= OLDEST_BIRTH and (on is None or born <= on) else None


@lru_cache(maxsize=4096)
def _of_area(code: str, areas: Areas) -> tuple[Told, ...]:
    """What there is to say of an area; a table of thousands names a few of them."""
    area = areas.named(code)
    if area is None or not area.is_county:
        return (AreaUnknown(code=code),)
    return () if area.current else (AreaEnded(code=code, label=area.label),)


def agreement(found: Identity, sex: Sex | None, birth: date | YearMonth | None) -> tuple[Told, ...]:
    """What sex and birth date as typed have to say against a number that can be trusted.

    One contradiction is a warning and the number stands; both together mean that it belongs to somebody else.
    A month without a day agrees with any day of it.
    """
    if found.birth_date is None or found.sex is None:
        return ()
    told: list[Told] = []
    if sex in (Sex.MALE, Sex.FEMALE) and sex is not found.sex:
        told.append(SexDiffers(given=sex.label, number_says=found.sex.label))
    born = found.birth_date
    says = YearMonth(born.year, born.month) if isinstance(birth, YearMonth) else born
    if birth is not None and birth != says:
        told.append(BirthDiffers(given=str(birth), number_says=str(born)))
    return (IdOtherPerson(),) if len(told) > 1 else tuple(told)


def age_on(birth: date, day: date) -> int:
    """Full years on that day; who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_by(age: int, day: date) -> date:
    """The last birth date with which a person is at least that old on a day, as ``age_on`` counts."""
    year = day.year - age
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def is_adult(birth: date | None, day: date) -> bool:
    """Whether a person signs for himself on that day; who has no birth date is taken for grown up."""
    return birth is None or age_on(birth, day) >= ADULT


def uscc(text: str | None) -> CreditCode:
    """Judge a unified social credit code (GB 32100)."""
    given = text or ""
    number = plain(given).upper()
    if number in _NOTHING:
        return CreditCode(None, given, (CreditCodeMissing(),))
    problems = _first(
        CreditCodeCharacter(place=place, character=character)
        for place, character in enumerate(number, start=1)
        if character not in _CREDIT_ALPHABET or (place in _CREDIT_AREA and not character.isdigit())
    )
    if len(number) != CREDIT_CODE_LENGTH:
        problems.append(CreditCodeLength(length=len(number)))
    if not problems and number[-1] != credit_codes.calc_check_digit(number):
        problems.append(CreditCodeCheck())
    return CreditCode(None if problems else number, given, tuple(problems))


def bank_card(text: str | None, *, figure: bool = False) -> BankCard:
    """Judge a bank account number: a wrong length or character stops, a failed check digit is worth a look.

    ``figure`` says that a spreadsheet stored it as a number: beyond 15 digits it is damaged then.
    """
    given = text or ""
    number = plain(given)
    least, most = CARD_LENGTHS
    if figure:
        number = number.removesuffix(".0")
    if number in _NOTHING:
        return BankCard(None, given, (AccountMissing(),))
    problems: list[Told] = []
    if _SCIENTIFIC.fullmatch(number) or (figure and len(number) > WHOLE_DIGITS):
        problems.append(AccountDamaged())
    problems += _first(
        AccountCharacter(place=place, character=character)
        for place, character in enumerate(number, start=1)
        if not (character.isascii() and character.isdigit())
    )
    if not least <= len(number) <= most:
        problems.append(AccountLength(length=len(number), least=least, most=most))
    if not problems and not luhn.is_valid(number):
        return BankCard(number, given, (AccountCheck(),))
    return BankCard(None if problems else number, given, tuple(problems))


def phone(text: str | None) -> Phone:
    """Judge one mobile number; several in one cell are for the caller to part."""
    given = text or ""
    number = plain(given)
    if _MOBILE.fullmatch(number):
        return Phone(number, given)
    return Phone(None, given, (PhoneBad(),))


def tidy_name(text: str | None) -> str:
    """A name as it is stored: no blanks, one kind of dot, rare characters of every plane as they are.

    Raises ``Refused`` with every objection: nothing there, more than 50 characters, a character that is none.
    """
    name = without_blanks(text or "").translate(_DOTS)
    if not name:
        raise Refused([NameMissing()])
    objections = _first(
        NameCharacter(place=place, code=f"U+{ord(character):04X}")
        for place, character in enumerate(name, start=1)
        if unicodedata.category(character) in _NO_CHARACTER
    )
    if len(name) > NAME_LENGTH:
        objections.append(NameTooLong(length=len(name), most=NAME_LENGTH))
    if objections:
        raise Refused(objections)
    return name


class MaskKind(Choice):
    """What can be masked."""

    NAME = "name", "姓名"
    ID = "id", "身份证号"
    PHONE = "phone", "电话"
    ACCOUNT = "account", "银行卡号"
    ADDRESS = "address", "住址"


_HIDDEN: Final = "*"
_HIDDEN_ADDRESS: Final = "****"


def mask(kind: MaskKind, text: str, areas: Areas | None = None) -> str:
    """The text as it may be shown: a name by its first character, a number by its ends, an address to its county.

    What is too short to hide anything behind its ends is hidden whole, and so is an address that does not begin
    with a place of the register (or where none is given).
    """
    match kind:
        case MaskKind.NAME:
            return text[:1] + _HIDDEN * max(len(text) - 1, 1) if text else ""
        case MaskKind.ID:
            return _between(text, 4, 4)
        case MaskKind.PHONE:
            return _between(text, 3, 4)
        case MaskKind.ACCOUNT:
            return _between(text, 0, 4)
        case MaskKind.ADDRESS:
            return (areas.front_of(text) if areas else "") + _HIDDEN_ADDRESS if text else ""
        case _:
            assert_never(kind)


def _between(text: str, front: int, back: int) -> str:
    if len(text) <= front + back:
        return _HIDDEN * len(text)
    return text[:front] + _HIDDEN * (len(text) - front - back) + text[-back:]
