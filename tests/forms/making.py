"""Forms made on the spot, to print one block and look at it."""

from collections.abc import Sequence

from centre_app.forms.paper.blocks import Block
from centre_app.forms.paper.form import Form, Subject
from centre_app.forms.paper.geometry import A4_FORM, Paper
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.pages import Job, Page, lay_out
from centre_app.services.work import Look

MARK = PageMark("K7M29Q4X")


def nothing(look: Look, key: str) -> None:
    raise AssertionError(look, key)


def form_of(blocks: Sequence[Block], paper: Paper = A4_FORM, name: str = "试印表") -> Form[None]:
    """A form that always says the same."""
    return Form("trial", name, Subject.CASE, gather=nothing, layout=lambda sheet: blocks, sample=None, paper=paper)


def pages_of(blocks: Sequence[Block], paper: Paper = A4_FORM, mark: PageMark = MARK) -> list[Page]:
    return lay_out(Job(blocks, paper, mark, "试印表"))
