"""Sentences about the store: each says what happened and what to do."""

import inspect
import re
import string

import pytest

from centre_app.core.refusals import Caution, Told
from centre_app.core.refusals import store as module

CLASSES = [
    cls for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, Told) and "text" in vars(cls)
]


def facts_of(cls: type[Told]) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(cls.text) if name} - {"remedy"}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_sentence_is_chinese_and_whole(cls: type[Told]) -> None:
    sentence = cls(**dict.fromkeys(facts_of(cls), "某")).sentence
    assert re.search(r"[\u4e00-\u9fff]", sentence)
    assert sentence.endswith("。")
    assert "{" not in sentence


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_sentence_can_be_asked_for_by_name(cls: type[Told]) -> None:
    assert cls.__name__ in module.__all__
    assert cls.stops is not issubclass(cls, Caution)


def test_damage_names_the_newest_good_backup_or_says_that_there_is_none() -> None:
    assert "office-1.backup" in module.StoreDamaged(file="office.db", backup="office-1.backup").sentence
    assert "没有找到完好的备份" in module.StoreDamaged(file="office.db").sentence


def test_all_names_are_there() -> None:
    assert set(module.__all__) == {cls.__name__ for cls in CLASSES}
