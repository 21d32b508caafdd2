import sys

import pytest

from centre_app import forms
from centre_app.registry import load, names_in


def test_things_are_named_by_their_files_and_packages_are_no_things() -> None:
    names = names_in(forms)
    assert "notice" in names
    assert names == sorted(names)
    assert not {"paper", "press", "__init__"} & set(names)
    assert not any("_" in name for name in names)


def test_a_thing_is_loaded_by_its_code() -> None:
    assert load(forms, "notice", "FORM").code == "notice"
    assert "centre_app.forms.notice" in sys.modules


def test_there_is_no_thing_of_a_wrong_code() -> None:
    with pytest.raises(ModuleNotFoundError):
        load(forms, "no-such-form", "FORM")
