"""Names as they are typed in search."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys

import pypinyin.phrases_dict
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.pinyin import pinyin, pinyin_initials, word_initials, written_as


@pytest.mark.parametrize(
    ("name", "syllables", "initials"),
    [
        ("姜东小", "jiangdongxiao", "jdx"),
        ("单雪", "shanxue", "sx"),
        ("曾华", "zenghua", "zh"),
        ("仇英", "qiuying", "qy"),
        ("尉迟长生", "yuchichangsheng", "yccs"),
        ("单于海", "chanyuhai", "cyh"),
        ("任重", "renzhong", "rz"),
        ("吕秋", "lvqiu", "lq"),
        ("艾山江·吐尔逊", "aishanjiangtuerxun", "asjtex"),
        ("李𠮷", "liji", "lj"),
        ("严䶮", "yanyan", "yy"),
        ("周㛃", "zhoujie", "zj"),
        ("孙𫖯", "sunfu", "sf"),
        ("John李", "johnli", "johnl"),
        ("", "", ""),
        ("·", "", ""),
        ("单", "shan", "s"),
    ],
)
def test_names_are_spelt_as_they_are_typed(name: str, syllables: str, initials: str) -> None:
    assert (pinyin(name), pinyin_initials(name)) == (syllables, initials)


def test_what_has_no_reading_does_not_vanish() -> None:
    assert pinyin_initials("张\U0003134a红") == "z\U0003134ah"
    assert pinyin("\U0003134a\U0003134b") == "\U0003134a\U0003134b"


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x323AF, categories=["Lo"]), max_size=50))
def test_every_character_gives_one_initial(name: str) -> None:
    assert len(pinyin_initials(name)) == len(name)


def test_a_word_is_no_surname() -> None:
    assert (word_initials("单亲"), pinyin_initials("单亲")) == ("dq", "sq")


def test_characters_are_found_by_their_reading_the_common_ones_first() -> None:
    found = written_as("ji")
    assert {"吉", "𠮷", "计"} <= set(found)
    assert found.index("吉") < found.index("𠮷")
    assert "頔" in written_as("DI")
    assert "吕" in written_as("lü")
    assert written_as("lü") == written_as("lv")
    assert written_as("xyz") == ()


PHRASES = pypinyin.phrases_dict.phrases_dict
THEIRS = """
import json, sys
from pypinyin import lazy_pinyin
print(json.dumps([lazy_pinyin(text, errors=list) for text in json.load(sys.stdin)]))
"""


def test_phrases_are_read_as_the_library_reads_them_when_it_parts_texts_itself() -> None:
    draw = random.Random(7)
    phrases = draw.sample(sorted(PHRASES), 2_000)
    texts = [*phrases, *(a + b[: draw.randrange(4)] for a, b in zip(phrases, reversed(phrases), strict=True))]
    asked = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN_")}
    told = subprocess.run(
        [sys.executable, "-c", THEIRS], input=json.dumps(texts), capture_output=True, text=True, env=asked, check=True
    )
    theirs = ["".join(read) for read in json.loads(told.stdout)]
    of_words = ["".join(syllable[:1] for syllable in read) for read in json.loads(told.stdout)]
    assert [word_initials(text) for text in texts] == of_words
    # A name is parted behind its first character; a full stop of names parts nothing else.
    assert [pinyin(f"王{text}") for text in texts] == [f"wang{read}" for read in theirs]
