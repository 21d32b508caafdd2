import pytest

from centre_app.forms.press.wording import wording


def test_a_sentence_is_filled_in() -> None:
    assert wording("notice")("entry.who_many", name="王建国", count=3) == "王建国等3户"


def test_a_sentence_that_is_not_there_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        wording("notice")("entry.nothing")
    with pytest.raises(KeyError):
        wording("notice")("entry.who_many", name="王建国")
