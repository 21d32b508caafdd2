"""Pages as pixels for the screen, from whatever thread asks."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from centre_app import forms
from centre_app.core.refusals.paper import PageUnreadable
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.forms.paper.render import drawn, sizes, texts
from centre_app.registry import load


@pytest.fixture(scope="module")
def notice() -> bytes:
    form = load(forms, "notice", "FORM")
    made: bytes = to_pdf(form, form.sample, PageMark("K7M29Q4X", sample=True))
    return made


def test_pages_say_their_sizes_in_points(notice: bytes) -> None:
    assert {(round(width), round(height)) for width, height in sizes(notice)} == {(595, 842)}


def test_a_page_is_drawn_with_so_many_pixels_to_a_point(notice: bytes) -> None:
    page = drawn(notice, 0, 2.0)
    assert (page.width, page.height) == (1191, 1684)
    assert len(page.pixels) == page.stride * page.height
    assert {page.pixels[0], page.pixels[1], page.pixels[2]} == {255}
    assert len(set(page.pixels)) > 50


def test_threads_may_ask_at_once(notice: bytes) -> None:
    with ThreadPoolExecutor(4) as threads:
        drawings = [threads.submit(drawn, notice, number % 3, 0.5) for number in range(24)]
        readings = [threads.submit(texts, notice) for _ in range(4)]
    assert len({(page.result().width, page.result().height) for page in drawings}) == 1
    assert {len(reading.result()) for reading in readings} == {3}


def test_what_is_no_paper_is_refused() -> None:
    for ask in (sizes, texts):
        with pytest.raises(PageUnreadable):
            ask(b"no paper")
    with pytest.raises(PageUnreadable):
        drawn(b"", 0, 1.0)
