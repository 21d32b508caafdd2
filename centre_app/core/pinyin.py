"""How a name is typed in search: its syllables and their first letters."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

__all__ = ["pinyin", "pinyin_initials", "syllables", "word_initials", "written_as"]

_SURNAMES: Final = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "澹台": ("tan", "tai"),
    "长孙": ("zhang", "sun"), "鲜于": ("xian", "yu"), "宿": ("su",), "单": ("shan",), "曾": ("zeng",),
    "仇": ("qiu",), "解": ("xie",), "查": ("zha",), "任": ("ren",), "区": ("ou",), "朴": ("piao",), "盖": ("ge",),
    "乐": ("yue",), "覃": ("qin",), "华": ("hua",), "翟": ("zhai",), "种": ("chong",), "秘": ("bi",), "洗": ("xian",),
    "冼": ("xian",), "员": ("yun",), "繁": ("po",), "缪": ("miao",), "折": ("she",), "召": ("shao",), "句": ("gou",),
    "祭": ("zhai",), "车": ("che",), "柏": ("bai",), "薄": ("bo",), "能": ("nai",), "那": ("na",), "应": ("ying",),
    "燕": ("yan",), "过": ("guo",), "纪": ("ji",), "牟": ("mu",), "谌": ("chen",), "郗": ("xi",), "隗": ("wei",),
    "曲": ("qu",), "宁": ("ning",), "占": ("zhan",), "贾": ("jia",), "谷": ("gu",), "相": ("xiang",), "么": ("yao",),
    "乜": ("nie",), "藏": ("zang",), "都": ("du",), "沈": ("shen",), "尉": ("wei",), "殷": ("yin",), "行": ("xing",),
    "卜": ("bu",), "石": ("shi",), "於": ("yu",), "葛": ("ge",), "撒": ("sa",), "尹": ("yin",), "晏": ("yan",),
}  # fmt: skip
"""Surnames that are read otherwise than the same character is elsewhere."""

_WITHOUT_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_NOT_IN_LIBRARY: Final = {"𠮷": "ji"}


def pinyin(name: str) -> str:
    """The syllables of a name without tones and dots, ``ü`` as ``v``: ``单雪`` is ``shanxue``."""
    return "".join(syllables(name))


def pinyin_initials(name: str) -> str:
    """The first letters of the syllables: ``单雪`` is ``sx``. What has no reading stays as it is, never vanishes."""
    return "".join(syllable[0] for syllable in syllables(name))


@lru_cache(maxsize=32_768)
def syllables(name: str) -> tuple[str, ...]:
    """The syllables of a name one by one: ``单雪`` is ``shan``, ``xue``.

    A name that is stored is read for its first letters and soon again for the search.
    """
    parts = [part for part in name.split("·") if part]
    if len(parts) != 1:
        return tuple(syllable for part in parts for syllable in _read(part))
    whole = parts[0]
    surname = next((front for front in (whole[:2], whole[:1]) if front in _SURNAMES), "")
    if surname:
        return (*_SURNAMES[surname], *_read(whole.removeprefix(surname)))
    return (*_read(whole[:1]), *_read(whole[1:]))


def word_initials(word: str) -> str:
    """The first letters of a word that is no name: ``单亲`` is ``dq``."""
    return "".join(syllable[0] for syllable in _read(word))


@lru_cache(maxsize=8192)
def _read(part: str) -> tuple[str, ...]:
    """Surnames and given names are read apart: there are few of each, and a list of thousands names them again."""
    library = _library()
    read: list[str] = []
    while part:
        longest = min(len(part), library.longest)
        phrase = next((part[:end] for end in range(longest, 1, -1) if part[:end] in library.phrases), "")
        if phrase:
            read += (_toneless(readings[0]) for readings in library.phrases[phrase])
        else:
            read += library.read(part[0], errors=_unread)[0].split()
        part = part[len(phrase or part[0]) :]
    return tuple(read)


def _unread(character: str) -> str:
    return _NOT_IN_LIBRARY.get(character, character.lower())


class _Library(NamedTuple):
    """How the library reads a character, and its phrases with the readings of each of their characters."""

    read: Callable[..., list[str]]
    phrases: Mapping[str, Sequence[Sequence[str]]]
    longest: int


@lru_cache(maxsize=1)
def _library() -> _Library:
    """The library, which reads its dictionaries when it is imported: no command should pay that looks at no name.

    It also cuts all 47,000 phrases into their fronts, to part whole texts into phrases, for two thirds of the time.
    A name is short: the longest phrase at its beginning, and again behind it, is the same and needs none of that.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin
    from pypinyin.phrases_dict import phrases_dict

    return _Library(lazy_pinyin, phrases_dict, max(map(len, phrases_dict)))


def written_as(syllable: str) -> tuple[str, ...]:
    """Every character that is read so, without its tone: the common planes first, then the rare ones."""
    return _by_reading().get(syllable.casefold().replace("ü", "v"), ())


@lru_cache(maxsize=1)
def _by_reading() -> Mapping[str, tuple[str, ...]]:
    from pypinyin.constants import PINYIN_DICT

    found: dict[str, list[str]] = {}
    readings = {chr(code): each for code, each in PINYIN_DICT.items()} | _NOT_IN_LIBRARY
    for sign in sorted(readings, key=lambda sign: (not "\u4e00" <= sign <= "\u9fff", sign)):
        for reading in dict.fromkeys(_toneless(each) for each in readings[sign].split(",")):
            found.setdefault(reading, []).append(sign)
    return {reading: tuple(signs) for reading, signs in found.items()}


def _toneless(reading: str) -> str:
    """``jí`` as ``ji``, ``lǚ`` as ``lv``."""
    return normalize("NFD", reading).translate(_WITHOUT_TONES).replace("u\u0308", "v")
