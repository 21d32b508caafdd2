from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from centre_app.core.short_code import ALPHABET, is_short_code, short_code


@given(st.text(), st.integers(0, 9))
def test_a_code_has_eight_readable_characters_and_fits_its_check(content: str, salt: int) -> None:
    code = short_code(content, salt)
    assert len(code) == 8
    assert not set(code) & set("ILOU")
    assert is_short_code(code)


@given(st.text(), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(content: str, place: int, letter: str) -> None:
    code = short_code(content)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_short_code(wrong) == (wrong == code)


def test_another_salt_gives_another_code() -> None:
    assert short_code("一页", 0) != short_code("一页", 1)


def test_what_has_not_the_form_is_no_code() -> None:
    assert not is_short_code("")
    assert not is_short_code("ABCDEFGI")
    assert not is_short_code("A1B2C3D")
