"""What a search looks for, and that the pieces of a text never hide what the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.refusals import Refused
from centre_app.core.refusals.search import TooManyWords
from centre_app.core.searching import MOST_WORDS, Word, folded, pieces, searched_text, sort_key, words

TEXT = searched_text(
    ["张小明", "艾山江·吐尔逊", "李𠮷", "John李"],
    [
        "L20260007",
        "62100220260001",
        "62100219850312123X",
        "19900001234",
        "庆阳市西峰区东街12号A3座2-301",
        "KTV东风厂",
        None,
        "",
    ],
)


def finds(query: str, text: str = TEXT) -> bool:
    return all(word.needle in text for word in words(query))


@pytest.mark.parametrize(
    "query",
    [
        "张", "小", "明", "张小", "小明", "张小明", "zhangxiaoming", "zhang", "z", "zxm", "xm", "m", "xiaoming", "ming",
        "艾山江·吐尔逊", "艾山江吐尔逊", "吐尔逊", "tuerxun", "𠮷", "liji", "john", "JOHN",
        "L20260007", "l2026-0007", "20260007", "0007", "7", "6210", "123x", "123X", "19850312", "0312",
        "62100219850312123X", "199", "0000", "00001234", "１９９", "东街12号", "12号a3座", "2-301", "301",
        "西峰区 张小明", "张小明　东街", "ktv",
        "东风", "", "·", " - ",
    ],
)  # fmt: skip
def test_what_stands_in_a_file_is_found(query: str) -> None:
    assert finds(query)


@pytest.mark.parametrize("query", ["王", "张明", "hangxiao", "an", "xmz", "99999", "张小明 王", "东街 13号", "tv", "b"])
def test_what_does_not_stand_there_is_not_found(query: str) -> None:
    assert not finds(query)


def test_folding_leaves_letters_and_digits() -> None:
    assert folded(" 张 小·明（Ａ-１２ｘ）") == "张小明a12x"


def test_pasted_texts_are_refused_and_repeated_words_count_once() -> None:
    assert len(words(" ".join(["张"] * 1000))) == 1
    many = " ".join(f"张{n}" for n in range(MOST_WORDS + 1))
    with pytest.raises(Refused) as refused:
        words(many)
    assert refused.value.objections == (TooManyWords(got=MOST_WORDS + 1, most=MOST_WORDS),)


def test_a_very_long_word_asks_for_few_pieces() -> None:
    (word,) = words("一二三四五六七八九十" * 10_000)
    assert len(word.pieces) <= 5
    assert not word.is_one_piece


def test_names_are_sorted_by_their_letters() -> None:
    names = ["张三", "阿里", "欧阳山", "张一"]
    assert sorted(names, key=lambda name: sort_key(name, 100)) == ["阿里", "欧阳山", "张三", "张一"]
    assert len(sort_key("庄" * 50, 100)) == 100


def narrowed(word: Word, found: list[str]) -> bool:
    """What an index of pieces answers for a word."""
    return all(
        any(one.startswith(piece.text) if piece.front else one == piece.text for one in found) for piece in word.pieces
    )


SIGNS = st.sampled_from("张小明东街号厂𠮷aAbz1290xX-· 　１")
LINES = st.lists(st.text(SIGNS, max_size=14), max_size=5)


@given(LINES, LINES, st.data())
def test_pieces_never_hide_a_part_of_a_text_and_one_piece_never_lies(
    names: list[str], others: list[str], data: st.DataObject
) -> None:
    text = searched_text(names, others)
    found = pieces(text)
    whole = data.draw(st.sampled_from([*names, *others, *text.split("\n")]))
    start = data.draw(st.integers(0, len(whole)))
    part = whole[start : data.draw(st.integers(start, len(whole)))]
    for word in words(" ".join(part.split()[:MOST_WORDS])):
        if word.needle in text:
            assert narrowed(word, found)
        elif word.is_one_piece:
            assert not narrowed(word, found)


@given(LINES)
def test_everything_between_blanks_is_found_as_it_was_typed(others: list[str]) -> None:
    text = searched_text([], others)
    for other in others:
        word = words(folded(other))
        assert all(one.needle in text for one in word)
