"""Painted parts, bars, toasts, photos and papers: what they say, how they are worked."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from centre_app import forms
from centre_app.core.refusals.paper import PageUnreadable
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.registry import load
from centre_app.ui import look
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Facts, Toast, Words
from centre_app.ui.charts import BarList, Bars, Chart, Part, Series, SixMonths, ThresholdScale, WithFigures
from centre_app.ui.day_strip import DayStrip, DayView
from centre_app.ui.look import CONTRAST, LIGHT
from centre_app.ui.paper_view import PaperView
from centre_app.ui.photos import GivenPhoto, PhotoSlot
from centre_app.ui.runner import Failure, Runner
from centre_app.ui.table import Table
from centre_app.ui.tracks import GateStrip, GateView, StepTrack, StepView
from tests.ui.keys import focused, press

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[QWidget], QWidget]

STEPS = [
    StepView(1, "进", "10-14", "ok", "第 1 步 进，已完成，10-14"),
    StepView(2, "看", "缺照片", "warn", "第 2 步 看，缺照片"),
    StepView(3, "算", "未到", "wait", "第 3 步 算，未到"),
]
GATES = [
    GateView("入户调查", "两人入户", "ok", "入户调查，已满足，两人入户"),
    GateView("公示公开", "差 1 个工作日", "bad", "公示公开，未满足，差 1 个工作日"),
]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    places = []

    def shown(part: QWidget, width: int = 600) -> QWidget:
        place = QWidget()
        QVBoxLayout(place).addWidget(part)
        place.resize(width, 400)
        places.append(place)
        qtbot.addWidget(place)
        with qtbot.waitExposed(place):
            place.show()
        return place

    yield shown
    places.clear()


def inks(widget: QWidget) -> set[str]:
    """The colours that a widget paints."""
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}


# Buttons and cards


def test_a_closed_button_says_why_and_a_reader_hears_it() -> None:
    guarded = GuardedButton(Button("批准建档", key="F9", kind="main"))
    guarded.forbid("两项变绿后可用")
    assert (guarded.button.isEnabled(), guarded.why) == (False, "两项变绿后可用")
    assert guarded.button.accessibleDescription() == "两项变绿后可用"
    guarded.allow()
    assert (guarded.button.isEnabled(), guarded.why, guarded.button.accessibleDescription()) == (True, "", "")


def test_the_key_of_a_button_presses_it(qtbot: QtBot, show: Show) -> None:
    button = Button("批准建档", key="F9", kind="main")
    place = show(button)
    assert (button.text(), button.accessibleName()) == ("批准建档  F9", "批准建档")
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(place, KEY.Key_F9)


def test_a_hint_is_only_shown(qtbot: QtBot, show: Show) -> None:
    button = Button("取消", hint="Esc")
    place = show(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(place, KEY.Key_Escape)
    assert button.shortcut().isEmpty()


def test_a_bar_changes_its_words_and_its_name() -> None:
    bar = Bar("bad", "不能建档", "11月25日期满。")
    assert bar.accessibleName() == "不能建档 11月25日期满。"
    bar.say("ok", "可以建档")
    assert (bar.sentence.text(), bar.cure.text(), bar.accessibleName()) == ("可以建档", "", "可以建档")
    assert LIGHT.ok in inks(bar)
    assert LIGHT.bad not in inks(bar)


def test_facts_can_be_marked_and_name_their_caption() -> None:
    facts = Facts([("认定结果", "深度困难"), ("状态", Chip("ok", "在档"))])
    values = [words for words in list[Words](facts.findChildren(Words)) if words.accessibleName()]
    assert [words.accessibleName() for words in values] == ["认定结果：深度困难"]
    assert values[0].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    facts.show_pairs([("结对干部", "马建华")])
    assert facts.findChildren(Chip) == []


def test_an_empty_place_says_what_why_and_what_next() -> None:
    place = EmptyState("folder_add", "还没有档案", "从旧表导入。", [Button("导入旧表", kind="main")])
    assert place.accessibleName() == "还没有档案。从旧表导入。"


def test_a_card_keeps_what_is_put_into_it() -> None:
    card = Card("材料", "papers", [Button("缺件通知", kind="quiet")], note="12/14")
    card.add(Words("申请书"))
    card.add_row(Words("已收"), None, Words("10-12"))
    assert (card.accessibleName(), card.note.text(), card.body.count()) == ("材料", "12/14", 3)


# Toast


def test_a_toast_goes_by_itself_and_takes_back_once(qtbot: QtBot, show: Show) -> None:
    undone: list[int] = []
    page = QWidget()
    show(page)
    toast = Toast(page, "已记下", lambda: undone.append(1))
    toast.appear()
    assert (toast.isVisible(), toast.clock.interval()) == (True, 8000)
    toast.undo()
    assert (undone, toast.isVisible(), toast.clock.isActive()) == ([1], False, False)
    other = Toast(page, "已存")
    other.appear()
    with qtbot.waitSignal(other.destroyed):
        other.clock.timeout.emit()


def test_a_toast_never_lies_over_the_main_button(show: Show) -> None:
    page = QWidget()
    page.setMinimumSize(500, 300)
    show(page)
    main = QWidget(page)
    main.setGeometry(200, page.height() - 50, 160, 32)
    main.show()
    toast = Toast(page, "已记下吴晓梅户“继续帮扶”", lambda: None)
    toast.appear(clear_of=main)
    assert not toast.geometry().intersects(main.geometry())
    assert page.rect().contains(toast.geometry())


# Steps and gates


def test_a_track_is_wide_with_room_and_dots_without(show: Show) -> None:
    track = StepTrack(STEPS)
    place = show(track)
    assert track.wide
    place.resize(300, 400)
    QTest.qWaitForWindowExposed(place)
    QApplication.sendPostedEvents()
    track.resize(280, track.height())
    assert not track.wide


def test_a_track_is_one_stop_and_arrows_go_along(qtbot: QtBot, show: Show) -> None:
    track = StepTrack(STEPS)
    show(track)
    track.focusNextChild()
    assert focused().accessibleName() == "第 2 步 看，缺照片"
    press(KEY.Key_Right)
    assert focused().accessibleName() == "第 3 步 算，未到"
    press(KEY.Key_Right, KEY.Key_Left, KEY.Key_Left)
    with qtbot.waitSignal(track.step_chosen) as chosen:
        press(KEY.Key_Return)
    assert chosen.args == [1]


def test_a_step_has_icon_and_word_beside_its_colour() -> None:
    for worn in (LIGHT, CONTRAST):
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.wear(app, worn)
        track = StepTrack([StepView(1, "进", "", "bad", "第 1 步")])
        track.resize(300, track.height())
        assert worn.bad in inks(track)
        assert worn.ink in inks(track)


def test_a_gate_leads_to_its_cure(qtbot: QtBot, show: Show) -> None:
    strip = GateStrip(GATES)
    show(strip)
    assert strip.accessibleName() == "入户调查，已满足，两人入户；公示公开，未满足，差 1 个工作日"
    assert focused().accessibleName() == "入户调查，已满足，两人入户"
    press(KEY.Key_Tab)
    with qtbot.waitSignal(strip.gate_chosen) as chosen:
        press(KEY.Key_Enter)
    assert chosen.args == [1]


# Charts


def charts() -> list[Chart]:
    return [
        Bars("新建和退出", ["一季度", "二季度"], [Series("新建", [11, 0]), Series("退出", [4, 8], "ok")]),
        BarList("致困原因", [Part("患重病", 58, "illness"), Part("上学", 34, "schooling")]),
        ThresholdScale(
            "月人均净收入", Decimal("636.49"), [(Decimal(680), "标准线")], [("深度困难", "info"), ("不符合", "wait")]
        ),
        SixMonths("净收入", [("5月", 642), ("6月", 702)], 680),
    ]


@pytest.mark.parametrize("which", range(4))
def test_a_chart_speaks_its_figures_and_draws_each_part(which: int, show: Show) -> None:
    chart = charts()[which]
    show(chart)
    for row in chart.rows():
        assert all(word in chart.accessibleName() for word in row)
    chart.grab()
    assert len(chart._places) == len(chart.parts())
    assert all(QRectF(chart.rect()).adjusted(-1, -1, 1, 1).contains(place) for place in chart._places)


def test_a_chart_without_figures_stands_too(show: Show) -> None:
    for chart in (Bars("空", [], []), BarList("空", []), Bars("零", ["一"], [Series("新建", [0])])):
        show(chart)
        assert not chart.grab().isNull()


def test_a_figure_opens_its_households_by_mouse_and_by_keys(qtbot: QtBot, show: Show) -> None:
    chart = charts()[1]
    show(chart)
    chart.grab()
    with qtbot.waitSignal(chart.part_chosen) as chosen:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart._places[1].center().toPoint())
    assert chosen.args == ["schooling"]
    chart.setFocus()
    with qtbot.waitSignal(chart.part_chosen) as chosen:
        press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)
    assert chosen.args == ["illness"]


def test_the_second_series_is_hatched_for_grey_paper(show: Show) -> None:
    bars = Bars("新建和退出", ["一"], [Series("新建", [9]), Series("退出", [9])])
    bars.resize(200, 120)
    show(bars)
    picture = bars.grab().toImage()
    first, second = (
        {picture.pixelColor(round(place.left()) + x, round(place.bottom()) - 12).name().upper() for x in range(3, 15)}
        for place in bars._places
    )
    assert first == {LIGHT.main}
    assert len(second) > 1


def test_the_same_figures_stand_in_a_table(qtbot: QtBot, show: Show) -> None:
    both = WithFigures(charts()[0])
    show(both)
    table = both.findChild(Table)
    assert table is not None
    assert not table.isVisible()
    qtbot.mouseClick(both.button, Qt.MouseButton.LeftButton)
    assert table.isVisible()
    model = table.model()
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert shown == [["一季度", "11", "4"], ["二季度", "0", "8"]]


def test_figures_have_room_for_their_rows_where_the_picture_is_low(show: Show, qtbot: QtBot) -> None:
    low = BarList("类别", [Part("深度困难", 10), Part("相对困难", 3)])
    both = WithFigures(low)
    show(both)
    table = both.findChild(Table)
    assert table is not None
    qtbot.mouseClick(both.button, Qt.MouseButton.LeftButton)
    assert not table.verticalScrollBar().isVisible()
    assert table.viewport().rect().contains(table.visualRect(table.model().index(1, 0)))


def test_days_speak_what_counts() -> None:
    strip = DayStrip([DayView(date(2026, 11, 20), "past", "第 2 天"), DayView(date(2026, 11, 21), "free", "不计")])
    assert strip.accessibleName() == "11月20日 星期五，第 2 天；11月21日 星期六，不计"


# Photos


def test_a_lacking_photo_says_what_and_by_when() -> None:
    slot = PhotoSlot("末日：11月25日拍")
    assert slot.accessibleName() == "缺照片，末日：11月25日拍"
    assert LIGHT.bad in inks(slot)
    slot.show_photo(QImage(40, 30, QImage.Format.Format_RGB32), "首日 11-18 09:05")
    assert slot.accessibleName() == "照片，首日 11-18 09:05"
    slot.empty("首日照片")
    assert slot.accessibleName() == "缺照片，首日照片"


def test_photos_are_pasted_as_files_and_as_pictures(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    slot = PhotoSlot("首日照片")
    show(slot)
    slot.setFocus()
    given: list[GivenPhoto] = []
    slot.photo_given.connect(given.append)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.JPG", "b.docx", "c.png")])
    QGuiApplication.clipboard().setMimeData(files)
    press(KEY.Key_V, modifier=CTRL)
    assert [photo.path and photo.path.name for photo in given] == ["a.JPG", "c.png"]
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(QColor(Qt.GlobalColor.red))
    QGuiApplication.clipboard().setImage(picture)
    press(KEY.Key_V, modifier=CTRL)
    assert given[-1].path is None
    assert QImage.fromData(given[-1].png).size() == picture.size()
    with qtbot.waitSignal(slot.clicked):
        press(KEY.Key_Return)


# Papers


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


@pytest.fixture(scope="module")
def notice() -> bytes:
    form = load(forms, "notice", "FORM")
    made: bytes = to_pdf(form, form.sample, PageMark("K7M29Q4X", sample=True))
    return made


@pytest.fixture
def paper(runner: Runner, notice: bytes, show: Show, qtbot: QtBot) -> PaperView:
    view = PaperView(runner)
    show(view)
    with qtbot.waitSignal(view.page_changed) as changed:
        view.show_pdf(notice)
    assert changed.args == [1, 3]
    qtbot.waitUntil(lambda: view.is_drawn)
    return view


def test_a_paper_is_drawn_and_speaks_its_page(paper: PaperView) -> None:
    assert paper.accessibleName() == "打印预览，第 1 页，共 3 页"
    assert len(inks(paper.viewport())) > 20


def test_page_down_goes_to_the_next_page(paper: PaperView, qtbot: QtBot) -> None:
    paper.setFocus()
    press(KEY.Key_PageDown)
    assert paper.accessibleName() == "打印预览，第 2 页，共 3 页"
    press(KEY.Key_PageUp)
    assert paper.accessibleName() == "打印预览，第 1 页，共 3 页"
    qtbot.waitUntil(lambda: paper.is_drawn)


def test_a_paper_is_enlarged_by_keys_and_by_the_wheel(paper: PaperView, qtbot: QtBot) -> None:
    fitted = paper.zoom
    paper.setFocus()
    press(KEY.Key_Plus, modifier=CTRL)
    assert paper.zoom > fitted
    press(KEY.Key_0, modifier=CTRL)
    assert paper.zoom == 1.0
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(paper.viewport(), wheel)
    assert paper.zoom < 1.0
    paper.fit("width")
    paper.fit("height")
    assert paper.zoom == pytest.approx(fitted)
    qtbot.waitUntil(lambda: paper.is_drawn)


def test_a_part_of_a_page_is_brought_before_the_eyes(paper: PaperView, qtbot: QtBot) -> None:
    fitted = paper.zoom
    paper.look_at(2, QRectF(0.1, 0.3, 0.5, 0.1))
    assert paper.zoom > fitted
    assert paper.accessibleName().endswith("第 2 页，共 3 页")
    qtbot.waitUntil(lambda: paper.is_drawn)


def test_what_is_no_paper_says_so(runner: Runner, show: Show, qtbot: QtBot) -> None:
    view = PaperView(runner)
    show(view)
    with qtbot.waitSignal(view.failed) as failed:
        view.show_pdf(b"no paper")
    assert failed.args
    failure = failed.args[0]
    assert isinstance(failure, Failure)
    assert isinstance(failure.told[0], PageUnreadable)
    view.clear()
    assert not view.is_drawn
