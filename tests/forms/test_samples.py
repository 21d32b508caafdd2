"""Every form of the program, by its sample: it prints, it can be read, its text is what was agreed."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from centre_app import forms
from centre_app.forms.paper.form import Form, as_text, sheet_from_json, sheet_to_json
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.forms.paper.render import texts
from centre_app.forms.paper.text import columns_of, words_of
from centre_app.registry import load, names_in
from tests.forms.reader import READERS

CODES = names_in(forms)
MARK = PageMark("K7M29Q4X", sample=True)
RENAMED = {
    "𠮷田秀兰": "欧阳𠮷䶮",
    "阿依古丽·吐尔逊": "阿依㛃·䶮𠮷",
    "古丽努尔·艾合买提": "㛃丽努尔·𠮷合买提",
    "田主席": "㛃䶮",
    "田干部": "䶮𠮷㛃",
    "李××": "𠮷㛃",
}
"""People of the samples, and people with characters that PDF files like to lose: rare, and parted by a dot."""
LINE = 300
"""No line of a form's text is wider than this many columns; a terminal wraps it, a reader aloud pauses."""


@pytest.fixture(params=CODES)
def form(request: pytest.FixtureRequest) -> Form[Any]:
    found: Form[Any] = load(forms, request.param, "FORM")
    return found


def test_a_form_is_called_by_its_file(form: Form[Any], request: pytest.FixtureRequest) -> None:
    assert form.code == request.node.callspec.params["form"]
    assert form.name


def test_a_sample_prints_and_every_word_of_it_stands_on_the_page(form: Form[Any]) -> None:
    for version in form.versions:
        printed = "".join("".join(texts(to_pdf(form, form.sample, MARK, version.paper.name))).split())
        for words in words_of(version.layout(form.sample)):
            for part in words.split():
                assert all(char in printed for char in part), part


def renamed(form: Form[Any]) -> Any:
    """The sample with other people in it."""
    kept = sheet_to_json(form.sample)
    for old, new in RENAMED.items():
        kept = kept.replace(old, new)
    return sheet_from_json(form, kept)


@pytest.mark.parametrize("reader", READERS)
def test_every_form_gives_back_rare_names_exactly(form: Form[Any], reader: str) -> None:
    sheet = renamed(form)
    for version in form.versions:
        shown = [name for name in RENAMED.values() if name in as_text(form, sheet, version.paper.name)]
        assert shown, "a form that shows nobody of its sample: name somebody in it"
        said = "".join(READERS[reader](to_pdf(form, sheet, MARK, version.paper.name)).split())
        assert [name for name in shown if name not in said] == [], version.paper.name


def test_a_sample_prints_the_same_twice(form: Form[Any]) -> None:
    for version in form.versions:
        first, second = (to_pdf(form, form.sample, MARK, version.paper.name) for _ in range(2))
        assert first == second


def test_a_sample_says_what_was_agreed(form: Form[Any], snapshot: Callable[[str, str], None]) -> None:
    for version in form.versions:
        snapshot(f"{form.code}-{version.paper.name}", as_text(form, form.sample, version.paper.name))


def test_a_sheet_is_kept_as_json_and_comes_back_as_it_was(form: Form[Any]) -> None:
    kept = sheet_to_json(form.sample)
    assert sheet_from_json(form, kept) == form.sample
    assert sheet_to_json(sheet_from_json(form, kept)) == kept


def test_a_form_asked_for_another_paper_says_so(form: Form[Any]) -> None:
    with pytest.raises(KeyError):
        form.on("B5")


def test_no_line_of_a_forms_text_is_endless(form: Form[Any]) -> None:
    prose = 4 * LINE
    for line in as_text(form, form.sample).splitlines():
        assert columns_of(line) <= (prose if line.startswith("　　") else LINE), line


def test_a_later_import_of_a_form_does_not_load_the_pdf_library() -> None:
    """Sixty forms must not load it at the start; only printing does."""
    script = "import sys\n" + "".join(f"import centre_app.forms.{code.replace('-', '_')}\n" for code in CODES)
    done = subprocess.run(
        [sys.executable, "-c", f"{script}print('reportlab' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "False"
