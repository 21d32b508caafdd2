"""The last look before a notice goes out: does the finished file show what a notice must never show?

Numbers, telephones, accounts, addresses of households, birth dates, illnesses, members and children, incomes and
pictures have no place on it (PIPL arts 25 and 28; the practice of public notices). The file itself is read, as a
stranger would read it, because what counts is what leaves the office and not what was meant.

A notice prints days of its own: when it was posted, its first and its last day. A child may have been born on one of
them, and then the day says nothing of the child; such a notice must not be stopped for good. So each of the form's own
days may stand there as often as the form prints it, in the shape in which forms print days. Once more (beside a name),
in another shape, or in the file's name or properties it stops the notice, and so does any other birth date: an adult's
always.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from centre_app.core.refusals.paper import LeakFound
from centre_app.paths import resources
from centre_app.services.secrets import Secrets

from ..paper.reading import Said, everything_said, pictures_in
from ..paper.words import day

__all__ = ["leaks"]


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
_BROKEN = re.compile(r"(?<=[0-9])\s*\n\s*(?=[0-9])")
"""Where a cell breaks a number over two lines."""
_NUMBER = re.compile(r"[^0-9X]")
_SHOWN = 4


def leaks(pdf: bytes, file_name: str, secrets: Secrets, days: Sequence[date] = ()) -> list[LeakFound]:
    """Every thing in the file or its name that must not be posted; an empty list lets it go out.

    ``days`` are those that the form itself prints, each as often as it prints it.

    Raises:
        PageUnreadable: the file cannot be opened.
    """
    found: dict[LeakFound, None] = {}
    own = [_flat(day(one)) for one in days]
    for said in [*everything_said(pdf), Said("的文件名", file_name)]:
        found.update(dict.fromkeys(_by_shape(said, secrets.allowed)))
        found.update(dict.fromkeys(_known(said, secrets, own)))
    if pictures_in(pdf):
        found[LeakFound(place="", kind="内容", shown="图片")] = None
    return list(found)


def _by_shape(said: Said, allowed: frozenset[str]) -> Iterator[LeakFound]:
    """What looks like a secret, whoever's it is."""
    text = _BROKEN.sub("", unicodedata.normalize("NFKC", said.text))
    numbers = _numbers(allowed)
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            shown = hit.group()
            if _digits(shown) not in numbers and not any(_flat(shown) in _flat(thing) for thing in allowed):
                yield LeakFound(place=said.place, kind=kind, shown=_masked(shown))
    flat = _flat(said.text)
    for kind, pattern in _forbidden_words():
        for hit in pattern.finditer(flat):
            yield LeakFound(place=said.place, kind=kind, shown=hit.group())


def _known(said: Said, secrets: Secrets, own: list[str]) -> Iterator[LeakFound]:
    """What is known to be a secret of one of the households; days of the form's own are taken off ``own``."""
    digits = _digits(said.text)
    known = _numbers(secrets.id_numbers | secrets.phones | secrets.accounts)
    for number in sorted(known - _numbers(secrets.allowed)):
        if number in digits:
            yield LeakFound(place=said.place, kind="证件、电话或账号", shown=_masked(number))
    flat = _flat(said.text)
    rest = _without(flat, secrets.allowed)
    dated = rest
    for day_said in [one for one in own if said.page]:
        if day_said in dated:
            dated = dated.replace(day_said, "\0", 1)
            own.remove(day_said)
    for kind, wanted, where in (
        ("家庭住址", secrets.addresses, rest),
        ("家庭成员姓名", secrets.names, rest),
        ("出生日期", secrets.birth_dates, dated),
        ("病情", secrets.illnesses, flat),
    ):
        for secret in sorted(wanted):
            if secret and _flat(secret) in where:
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


def _masked(number: str) -> str:
    """Enough to find it by, not enough to use it."""
    return f"…{number[-_SHOWN:]}" if len(number) > 2 * _SHOWN else number


@cache
def _forbidden_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = tomllib.loads(resources("wording", "leaks.toml").read_text("utf-8"))
    institutions = "|".join(map(re.escape, tables["institutions"]))

    def pattern(words: list[str]) -> re.Pattern[str]:
        either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        return re.compile(rf"(?:{either})(?!(?:病)?(?:{institutions}))")

    return ("病情", pattern(tables["illness"])), ("残疾情况", pattern(tables["disability"]))
