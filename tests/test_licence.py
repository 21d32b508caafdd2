import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

import check

ROOT = Path(check.__file__).parent
LOCKED = sorted(check.pins((ROOT / "requirements-dev.lock").read_text("utf8")))
# Each may stand in one bundle with a program under GPL-3.0-or-later; docs/decisions/0002 says why.
ALLOWED = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|BSD(?:-[23]-Clause)?|PSFL?|Apache|MPL|Mozilla Public License 2\.0|LGPL|zlib)\b"
)
# A package that says nothing of itself, by its licence file; and those that only Windows installs.
BY_HAND = {"sqlcipher3": "zlib", "colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}


def said(name: str) -> str:
    """What a package says of its licence: the expression, the free text and the classifiers."""
    if name in BY_HAND:
        return BY_HAND[name]
    metadata = distribution(name).metadata
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License")]
    own_words = [line for key in ("License-Expression", "License") for line in metadata.get_all(key, [])]
    return "; ".join([*(words.partition("\n")[0] for words in own_words), *classifiers])


def test_every_locked_package_may_be_bundled() -> None:
    assert {name: said(name) for name in LOCKED if not ALLOWED.search(said(name))} == {}


@pytest.mark.parametrize("words", ["GPL-2.0-only", "Proprietary", "Commercial", "AGPL-3.0-or-later", ""])
def test_other_licences_are_noticed(words: str) -> None:
    assert not ALLOWED.search(words)


def test_the_record_of_the_decision_names_every_package_of_the_program() -> None:
    record = next((ROOT / "docs" / "decisions").glob("0002-*.md")).read_text("utf8").casefold()
    locked = check.pins((ROOT / "requirements.lock").read_text("utf8"))
    assert [name for name in locked if name not in record] == []


def test_the_licence_of_the_house_is_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text("utf8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text
    assert 'license = "GPL-3.0-or-later"' in (ROOT / "pyproject.toml").read_text("utf8")


def test_every_font_comes_with_its_licence() -> None:
    fonts = ROOT / "resources" / "fonts"
    readme = (fonts / "README.md").read_text("utf8")
    assert [font.name for font in fonts.glob("*.[ot]tf") if f"`{font.name}`" not in readme] == []
    named = set(re.findall(r"licences/([\w-]+\.txt)", readme))
    assert named <= {path.name for path in (fonts / "licences").iterdir()}
