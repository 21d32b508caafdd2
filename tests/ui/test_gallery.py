"""The gallery is the test bed: every part in every state, at every scale, in both looks."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from centre_app.ui import gallery, look
from centre_app.ui.cards import Bar, Chip
from centre_app.ui.charts import Chart, Meter
from centre_app.ui.day_strip import DayStrip
from centre_app.ui.look import CONTRAST, LIGHT, Look
from centre_app.ui.paper_view import PaperView
from centre_app.ui.photos import PhotoSlot
from centre_app.ui.runner import Runner
from centre_app.ui.table import Table
from centre_app.ui.tracks import GateStrip, StepTrack
from tests.ui import seen

PAINTED = (Bar, Chip, Chart, Meter, DayStrip, PaperView, PhotoSlot, Table, GateStrip, StepTrack)
HEIGHT = 700


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


def hung(which: gallery.GalleryPage, runner: Runner, qtbot: QtBot) -> QWidget:
    page = gallery.page(which, runner)
    page.resize(gallery.WIDTH, max(HEIGHT, page.sizeHint().height()))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
    return page


@pytest.mark.parametrize("scale", look.SCALES)
@pytest.mark.parametrize("which", gallery.PAGES, ids=lambda page: page.code)
def test_nothing_is_cut_and_nothing_sticks_out(
    which: gallery.GalleryPage, scale: float, runner: Runner, qtbot: QtBot, qapp: QApplication
) -> None:
    look.wear(qapp, LIGHT, scale)
    page = hung(which, runner, qtbot)
    assert page.minimumSizeHint().width() <= gallery.WIDTH
    assert (seen.cut(page), seen.outside(page)) == ([], [])


@pytest.mark.parametrize("worn", [LIGHT, CONTRAST], ids=["light", "contrast"])
@pytest.mark.parametrize("which", gallery.PAGES, ids=lambda page: page.code)
def test_everything_has_a_name_and_good_chinese(
    which: gallery.GalleryPage, worn: Look, runner: Runner, qtbot: QtBot, qapp: QApplication
) -> None:
    look.wear(qapp, worn)
    page = hung(which, runner, qtbot)
    assert (seen.unnamed(page), seen.odd_chinese(page)) == ([], [])
    mute = [
        type(widget).__name__
        for widget in seen.shown(page)
        if isinstance(widget, PAINTED) and not widget.accessibleName()
    ]
    assert mute == []


def test_every_part_hangs_somewhere(runner: Runner, qtbot: QtBot) -> None:
    pages = [hung(which, runner, qtbot) for which in gallery.PAGES]
    kinds = {kind for page in pages for kind in PAINTED for widget in seen.shown(page) if isinstance(widget, kind)}
    assert kinds == set(PAINTED)


def test_the_gallery_is_painted_in_both_looks_and_at_every_scale(tmp_path: Path, qapp: QApplication) -> None:
    with closing(gallery.paint_gallery(qapp, tmp_path / "pictures")) as painted:
        first = next(painted)
    assert first.name == "parts-light-100.png"
    assert first.read_bytes().startswith(b"\x89PNG")
    assert look.current() is LIGHT


def test_the_gallery_opens_as_a_window(runner: Runner, qtbot: QtBot) -> None:
    window = gallery.open_gallery(runner)
    qtbot.addWidget(window)
    assert isinstance(window, QTabWidget)
    assert [window.tabText(at) for at in range(window.count())] == [page.word for page in gallery.PAGES]
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)


# The checks themselves bite.


def test_a_cut_label_is_seen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label, button = QLabel("不能建档：公示还没期满", root), QPushButton("批准建档", root)
    label.resize(40, 20)
    button.resize(20, 32)
    root.show()
    assert [line.split(":")[0] for line in seen.cut(root)] == [
        "QLabel '不能建档：公示还没期满'",
        "QPushButton '批准建档'",
    ]
    wrapped = QLabel("公示期到 11月25日才满 5 个工作日；末日照片未上传。", root)
    wrapped.setWordWrap(True)
    wrapped.resize(100, 10)
    wrapped.show()
    assert len(seen.cut(root)) == 3


def test_what_sticks_out_is_seen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(100, 100)
    QLabel("档案", root).setGeometry(90, 0, 40, 20)
    root.show()
    assert len(seen.outside(root)) == 1


def test_a_button_without_a_name_is_heard(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    column.addWidget(QPushButton())
    column.addWidget(QPushButton("打开"))
    root.show()
    assert len(seen.unnamed(root)) == 1


def test_odd_chinese_is_read(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    for text in ("公示期满,可以撤下", "2026 年 11 月 24 日", "差 1 个工作日（11月25日）", "到会 5/7；同意 4 票"):
        column.addWidget(QLabel(text))
    root.show()
    assert seen.odd_chinese(root) == ["公示期满,可以撤下", "2026 年 11 月 24 日"]
