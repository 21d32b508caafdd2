"""The last look before a notice goes out: does the finished file show what a notice must never show?

Numbers, telephones, accounts, addresses of households, birth dates, illnesses, members and children, incomes and
pictures have no place on it (PIPL arts 25 and 28; the practice of public notices). The file itself is read, as a
stranger would read it, because what counts is what leaves the office and not what was meant.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from centre_app.core.refusals.paper import LeakFound
from centre_app.paths import resources

from ..paper.reading import Said, everything_said, pictures_in

__all__ = ["Lawful", "Secrets", "leaks"]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is known of the households on the notice and may not be on it."""

    numbers: frozenset[str] = frozenset()
    """Identity numbers, telephones, accounts of any member."""
    addresses: frozenset[str] = frozenset()
    births: frozenset[date] = frozenset()
    names: frozenset[str] = frozenset()
    """Members and children who are not themselves listed."""
    words: frozenset[str] = frozenset()
    """Illnesses and disabilities as they stand in the files."""


@dataclass(frozen=True, slots=True)
class Lawful:
    """What the notice must show although it looks like a secret: the office's own, and who is listed."""

    phones: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    addresses: frozenset[str] = frozenset()


_DIGIT = r"[0-9](?:[ \-]?[0-9])"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("证件号码", re.compile(rf"(?<![0-9]){_DIGIT}{{16}}[ \-]?[0-9Xx](?![0-9])")),
    ("证件号码或账号", re.compile(rf"(?<![0-9]){_DIGIT}{{11,}}")),
    ("证件号码", re.compile(r"[0-9]{3,6}[*＊•×xX]{4,}[0-9]{2,4}[Xx]?")),
    ("手机号码", re.compile(r"(?<![0-9])1[ \-]?[3-9](?:[ \-]?[0-9]){9}(?![0-9])")),
    ("电话号码", re.compile(r"(?<![0-9])0[0-9]{2,3}[ \-]?[0-9]{7,8}(?![0-9])")),
    ("收支金额", re.compile(r"[0-9](?:,?[0-9])*(?:\.[0-9]+)?万?元")),
    ("家庭住址", re.compile(r"[0-9一二三四五六七八九十]+(?:号楼|栋|幢|单元|室)")),
)
_NUMBER = re.compile(r"[^0-9X]")
_SHOWN = 4


def leaks(pdf: bytes, file_name: str, secrets: Secrets, lawful: Lawful) -> list[LeakFound]:
    """Every thing in the file or its name that must not be posted; an empty list lets it go out.

    Raises:
        PageUnreadable: the file cannot be opened.
    """
    found: dict[LeakFound, None] = {}
    for said in [*everything_said(pdf), Said("的文件名", file_name)]:
        found.update(dict.fromkeys(_by_shape(said, lawful)))
        found.update(dict.fromkeys(_known(said, secrets, lawful)))
    if pictures_in(pdf):
        found[LeakFound(place="", kind="内容", shown="图片")] = None
    return list(found)


def _by_shape(said: Said, lawful: Lawful) -> Iterator[LeakFound]:
    """What looks like a secret, whoever's it is."""
    text = unicodedata.normalize("NFKC", said.text)
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            shown = hit.group()
            if _digits(shown) not in _numbers(lawful.phones) and not _within(shown, lawful.addresses):
                yield LeakFound(place=said.place, kind=kind, shown=_masked(shown))
    flat = _flat(said.text)
    for kind, pattern in _forbidden_words():
        for hit in pattern.finditer(flat):
            yield LeakFound(place=said.place, kind=kind, shown=hit.group())


def _known(said: Said, secrets: Secrets, lawful: Lawful) -> Iterator[LeakFound]:
    """What is known to be a secret of one of the households."""
    digits = _digits(said.text)
    phones = _numbers(lawful.phones)
    for number in sorted(_numbers(secrets.numbers) - phones):
        if number in digits:
            yield LeakFound(place=said.place, kind="证件、电话或账号", shown=_masked(number))
    flat = _flat(said.text)
    for kind, wanted, allowed in (
        ("家庭住址", secrets.addresses, lawful.addresses),
        ("家庭成员姓名", secrets.names, lawful.persons),
        ("病情或残疾情况", secrets.words, frozenset[str]()),
        ("出生日期", _written(secrets.births), _written(lawful.days)),
    ):
        rest = _without(flat, allowed)
        for secret in sorted(wanted):
            if secret and _flat(secret) in rest:
                yield LeakFound(place=said.place, kind=kind, shown=secret)


def _flat(text: str) -> str:
    """Without white space and in one width, because a cell may break a word anywhere."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _without(flat: str, allowed: Iterable[str]) -> str:
    """The text without what may stand there; longer things first, so that none is cut out of another."""
    for thing in sorted(map(_flat, allowed), key=len, reverse=True):
        if thing:
            flat = flat.replace(thing, "\0")
    return flat


def _digits(text: str) -> str:
    return _NUMBER.sub("", unicodedata.normalize("NFKC", text).upper())


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_digits, texts)))


def _within(shown: str, allowed: Iterable[str]) -> bool:
    return any(_flat(shown) in _flat(thing) for thing in allowed)


def _masked(number: str) -> str:
    """Enough to find it by, not enough to use it."""
    return f"…{number[-_SHOWN:]}" if len(number) > 2 * _SHOWN else number


def _written(days: Iterable[date]) -> frozenset[str]:
    """A day in every way offices write it."""
    forms = set()
    for day in days:
        for month, number in ((f"{day.month}", f"{day.day}"), (f"{day.month:02}", f"{day.day:02}")):
            forms.add(f"{day.year}年{month}月{number}日")
            forms.update(f"{day.year}{mark}{month}{mark}{number}" for mark in "-./")
        forms.add(f"{day.year}{day.month:02}{day.day:02}")
    return frozenset(forms)


@cache
def _forbidden_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = tomllib.loads(resources("wording", "leaks.toml").read_text("utf-8"))
    institutions = "|".join(map(re.escape, tables["institutions"]))

    def pattern(words: list[str]) -> re.Pattern[str]:
        either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        return re.compile(rf"(?:{either})(?!(?:病)?(?:{institutions}))")

    return ("病情", pattern(tables["illness"])), ("残疾情况", pattern(tables["disability"]))
