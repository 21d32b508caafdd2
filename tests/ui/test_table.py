"""The table and its models, worked with real keys."""

import gc
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from weakref import finalize

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from centre_app.core import money
from centre_app.core.shorthand import chosen, reckoned
from centre_app.core.vocabulary.household import HealthStatus
from centre_app.ui import look
from centre_app.ui.cells import Cell
from centre_app.ui.choice_field import ChoiceField
from centre_app.ui.money_field import MoneyField
from centre_app.ui.rows_model import Block, Column, RowsModel
from centre_app.ui.sheet_model import SheetColumn, SheetModel
from centre_app.ui.table import Arrangement, Table
from tests.ui.keys import SHIFT, commit, compose, focused, press, write

KEY = Qt.Key
TESTER = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True)
class Household:
    key: int
    name: str
    number: str
    red: int


def household(key: int) -> Household:
    return Household(key, f"周海燕{key}", f"6210**********{key:04}", key % 4)


LIST = (
    Column[Household](key="name", title="姓名", cell=lambda row: Cell(row.name, bold=True), width=72, order="name"),
    Column[Household](key="number", title="证件号码", cell=lambda row: row.number, width=164, room=1240),
    Column[Household](
        key="red",
        title="四不建档",
        cell=lambda row: Cell(f"红灯 {row.red}", "bad", chip=True, spoken=f"{row.red} 个红灯"),
        width=88,
    ),
    Column[Household](key="next", title="下一时限", cell=lambda row: "差 1 个工作日", stretch=True),
)


@dataclass(frozen=True)
class Line:
    name: str = ""
    sum: Decimal = Decimal("0.00")


def _put_sum(line: Line, text: str) -> Line:
    return replace(line, sum=money.yuan(text or "0"))


SHEET = (
    SheetColumn[Line](key="no", title="序", cell=lambda row: "—", width=40),
    SheetColumn[Line](
        key="name", title="说明", cell=lambda row: row.name, put=lambda row, text: replace(row, name=text)
    ),
    SheetColumn[Line](
        key="sum",
        title="金额（元）",
        cell=lambda row: money.grouped(row.sum),
        typed=lambda row: money.shown(row.sum),
        put=_put_sum,
        align="right",
    ),
)


def listed(count: int, known: int | None = None) -> RowsModel[Household]:
    model = RowsModel(LIST, lambda row: row.key)
    model.begin([household(key) for key in range(min(count, 200 if known is None else known))])
    model.know(range(count))
    return model


def sheet(*names: str) -> SheetModel[Line]:
    return SheetModel(SHEET, [Line(name) for name in names], blank=lambda _above: Line())


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Table], Table]]:
    places = []

    def shown(table: Table) -> Table:
        place = QWidget()
        column = QVBoxLayout(place)
        column.addWidget(QLineEdit())
        column.addWidget(table)
        column.addWidget(QLineEdit())
        place.resize(700, 400)
        places.append(place)
        qtbot.addWidget(place)
        with qtbot.waitExposed(place):
            place.show()
        table.setFocus()
        return table

    yield shown
    places.clear()


def at(table: Table) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


# The long list


def test_the_list_obeys_the_rules_of_models(qtbot: QtBot) -> None:
    model = RowsModel(LIST, lambda row: row.key)
    tester = QAbstractItemModelTester(model, TESTER)
    model.begin([household(key) for key in range(200)])
    model.know(range(1000))
    model.arrive(Block(400, tuple(range(400, 600)), 1), [household(key) for key in range(400, 600)])
    model.renew([replace(household(3), name="周海燕")])
    model.know([5, 3, 1])
    model.begin([])
    assert tester.model() is model


def test_keys_of_the_whole_result_leave_the_first_rows_where_they_are() -> None:
    model = listed(1000)
    assert model.rowCount() == 1000
    assert model.row(199) == household(199)
    assert model.row(200) is None
    assert model.key(999) == 999
    assert model.key(1000) is None


def test_rows_that_left_the_result_between_two_questions_are_let_go() -> None:
    model = RowsModel(LIST, lambda row: row.key)
    model.begin([household(key) for key in (1, 2, 3)])
    model.know([1, 3, 4])
    assert [model.row(place) for place in range(3)] == [household(1), household(3), None]


def test_one_question_is_asked_for_all_that_a_paint_missed(qtbot: QtBot) -> None:
    model = listed(5000)
    with qtbot.waitSignal(model.block_wanted) as asked:
        for place in range(3000, 3020):
            assert model.cell(place, 0).text == "…"
            assert model.cell(place, 1).spoken == "正在读取"
    block = asked.args[0] if asked.args else None
    assert isinstance(block, Block)
    assert (block.start, block.start + len(block.keys)) == (2900, 3120)
    model.arrive(block, [household(key) for key in range(2900, 3120)])
    assert model.cell(3000, 0).text == "周海燕3000"


def test_scrolling_through_what_is_read_asks_nothing(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    model = listed(5000)
    table = show(Table(model, "困难职工档案"))
    asked: list[Block] = []
    model.block_wanted.connect(asked.append)
    for _ in range(60):
        press(KEY.Key_Down)
        QCoreApplication.processEvents()
    assert at(table)[0] == 60
    assert asked == []


def test_scrolling_far_asks_once_for_each_screen_at_most(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    model = listed(20000)
    table = show(Table(model, "困难职工档案"))
    asked: list[Block] = []

    def answer(block: Block) -> None:
        asked.append(block)
        model.arrive(block, [household(key) for key in block.keys if isinstance(key, int)])

    model.block_wanted.connect(answer)
    for _ in range(40):
        press(KEY.Key_PageDown)
        QCoreApplication.processEvents()
    seen = at(table)[0]
    assert seen > 300
    assert len(asked) <= seen / 100 + 1


def test_a_block_of_an_older_result_is_dropped(qtbot: QtBot) -> None:
    model = listed(1000)
    with qtbot.waitSignal(model.block_wanted) as asked:
        model.cell(500, 0)
    model.begin([household(7)])
    model.know(range(7, 1000))
    assert asked.args
    model.arrive(asked.args[0], [household(key) for key in range(400, 600)])
    assert model.row(500) is None


def test_a_long_list_keeps_what_is_near_only() -> None:
    model = listed(235_000)
    for start in range(0, 20_000, 400):
        keys = tuple(range(start, start + 400))
        model.arrive(Block(start, keys, 1), [household(key) for key in keys])
    assert model.row(19_999) is not None
    assert model.row(200) is None
    assert sum(model.row(place) is not None for place in range(20_000)) <= 4000


def test_a_cell_speaks_without_its_glyph() -> None:
    model = listed(3)
    index = model.index(2, 2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "2 个红灯"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "红灯 2"


def test_enter_opens_the_row_of_a_list(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(300), "困难职工档案"))
    table.choose(5)
    with qtbot.waitSignal(table.row_opened) as opened:
        press(KEY.Key_Return)
    assert opened.args == [5]


def test_tab_leaves_a_list(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    table.choose(0)
    press(KEY.Key_Tab)
    assert not table.hasFocus()


def test_letters_do_not_jump_about_a_list(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(300), "困难职工档案"))
    table.choose(0)
    write("z")
    assert at(table)[0] == 0


def test_the_choice_speaks_once_when_it_rests(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(300), "困难职工档案"))
    told: list[Hashable] = []
    table.row_rested.connect(told.append)
    with qtbot.waitSignal(table.row_rested):
        for _ in range(20):
            press(KEY.Key_Down)
    assert told == [table.current_key()]


def test_choosing_all_takes_the_whole_result_and_not_a_page(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(5000), "困难职工档案"))
    table.choose(0)
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert len(table.chosen_keys()) == 5000


def test_a_list_is_copied_as_a_table_whose_numbers_stay_text(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    table.choose(1)
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == ("姓名\t证件号码\t四不建档\t下一时限\n周海燕1\t6210**********0001\t红灯 1\t差 1 个工作日")
    assert "<td style='mso-number-format:\"\\@\"'>6210**********0001</td>" in data.html()


def test_copying_rows_that_are_not_read_asks_for_them(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(1000), "困难职工档案"))
    table.choose(0)
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.SelectAll))
    with qtbot.waitSignal(table.copy_wanted) as asked:
        QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert asked.args
    table.put_on_clipboard([household(key) for key in asked.args[0]])
    assert QGuiApplication.clipboard().text().count("\n") == 1000


def test_a_narrow_window_leaves_out_what_asks_for_room(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    table.set_room(1092)
    assert table.isColumnHidden(1)
    table.set_room(1366)
    assert not table.isColumnHidden(1)


def test_the_arrangement_comes_back(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    table.horizontalHeader().moveSection(2, 0)
    table.setColumnWidth(0, 111)
    table.choose_columns({"number"})
    table.show_order("name", backwards=True)
    kept = table.arrangement()
    other = show(Table(listed(3), "困难职工档案"))
    other.arrange(kept)
    assert other.arrangement() == kept
    assert other.horizontalHeader().visualIndex(2) == 0
    assert other.columnWidth(0) == 111
    assert other.isColumnHidden(1)


def test_widths_that_were_chosen_grow_with_the_scale(show: Callable[[Table], Table], qapp: QApplication) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    table.setColumnWidth(0, 120)
    look.wear(qapp, look.LIGHT, 1.5)
    assert (table.columnWidth(0), table.rowHeight(0), table.horizontalHeader().height()) == (180, 45, 42)
    assert dict(table.arrangement().widths)["name"] == 120
    table.set_row_height(26)
    assert (table.columnWidth(0), table.rowHeight(0)) == (180, 39)


def test_an_arrangement_of_other_columns_is_let_go(show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    before = table.arrangement()
    table.arrange(Arrangement((("name", 300), ("gone", 20))))
    assert table.arrangement() == before


def test_a_head_asks_for_its_order_and_then_backwards(qtbot: QtBot, show: Callable[[Table], Table]) -> None:
    table = show(Table(listed(3), "困难职工档案"))
    head = table.horizontalHeader()
    for backwards in (False, True, False):
        with qtbot.waitSignal(table.sort_asked) as asked:
            head.sectionClicked.emit(0)
        assert asked.args == ["name", backwards]
    with qtbot.assertNotEmitted(table.sort_asked):
        head.sectionClicked.emit(1)


# The sheet


def test_the_sheet_obeys_the_rules_of_models() -> None:
    model = sheet("甲", "乙")
    tester = QAbstractItemModelTester(model, TESTER)
    model.insert(1)
    model.paste(1, 1, [["丙", "12"], ["丁", "x"], ["戊", "3"], ["己", "4"]])
    model.remove(0, 2)
    while model.undo.can_undo:
        model.undo.undo()
    model.show([])
    assert tester.model() is model


def test_several_changes_are_one_step_and_a_new_one_ends_what_could_be_done_again() -> None:
    model = sheet("甲", "乙")
    with model.undo.one_step():
        model.remove(0)
        model.insert(1)
    model.undo.undo()
    assert [row.name for row in model.rows] == ["甲", "乙"]
    model.undo.redo()
    assert [row.name for row in model.rows] == ["乙", ""]
    model.undo.undo()
    model.remove(1)
    model.undo.redo()
    assert [row.name for row in model.rows] == ["甲"]
    model.undo.undo()
    model.undo.undo()
    assert [row.name for row in model.rows] == ["甲", "乙"]


def test_a_sheet_that_nobody_holds_any_longer_is_freed_with_its_steps() -> None:
    model = sheet("甲", "乙")
    model.insert(1)
    freed: list[bool] = []
    finalize(model, freed.append, True)
    del model
    gc.collect()
    assert freed == [True]


def test_digits_begin_typing_and_enter_goes_down(show: Callable[[Table], Table]) -> None:
    model = sheet("甲", "乙", "丙")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 2))
    write("1950")
    press(KEY.Key_Return)
    assert (model.rows[0].sum, at(table)) == (Decimal("1950.00"), (1, 2))
    write("20")
    press(KEY.Key_Return, modifier=SHIFT)
    assert (model.rows[1].sum, at(table)) == (Decimal("20.00"), (0, 2))
    press(KEY.Key_Enter)
    assert at(table) == (1, 2)
    press(KEY.Key_Return, modifier=SHIFT)
    assert at(table) == (0, 2)


def test_tab_goes_right_and_leaves_behind_the_last_cell(show: Callable[[Table], Table]) -> None:
    model = sheet("甲", "乙")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    write("x")
    press(KEY.Key_Tab)
    assert (model.rows[0].name, at(table)) == ("x", (0, 2))
    press(KEY.Key_Tab)
    assert at(table) == (1, 0)
    press(KEY.Key_Tab, modifier=SHIFT)
    assert at(table) == (0, 2)
    table.setCurrentIndex(model.index(1, 2))
    press(KEY.Key_Tab)
    assert not table.hasFocus()


def test_f2_opens_a_cell_behind_its_text(show: Callable[[Table], Table]) -> None:
    model = sheet("房租")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    press(KEY.Key_F2)
    write("x")
    press(KEY.Key_Return)
    assert model.rows[0].name == "房租x"


def test_escape_leaves_the_cell_as_it_was(show: Callable[[Table], Table]) -> None:
    model = sheet("房租")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    write("x")
    press(KEY.Key_Escape)
    assert model.rows[0].name == "房租"
    assert table.hasFocus()


def test_a_text_that_is_no_sum_stays_red_and_comes_back(show: Callable[[Table], Table]) -> None:
    model = sheet("房租")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 2))
    write("4x5")
    press(KEY.Key_Return)
    cell = model.cell(0, 2)
    assert (cell.text, cell.ground, cell.icon) == ("4x5", "bad", "bad")
    assert "不是金额" in cell.tip
    assert model.faults == [(0, 2, cell.tip)]
    press(KEY.Key_F2)
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    press(KEY.Key_Return)
    assert (model.faults, model.rows[0].sum) == ([], Decimal("4.00"))


def test_enter_belongs_to_the_input_method_while_it_composes(show: Callable[[Table], Table]) -> None:
    model = sheet("", "")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    press(KEY.Key_F2)
    field = focused()
    compose("fangzu")
    press(KEY.Key_Return, KEY.Key_Tab)
    assert (at(table), model.rows[0].name, focused()) == ((0, 1), "", field)
    commit("房租")
    press(KEY.Key_Return)
    assert (at(table), model.rows[0].name) == ((1, 1), "房租")


def test_a_block_is_pasted_and_undone_at_once(show: Callable[[Table], Table]) -> None:
    model = sheet("甲")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    QGuiApplication.clipboard().setText("工资\t1950\r\n房租\t约450元\n水电\t86.5\tmore\n")
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [(line.name, line.sum) for line in model.rows] == [
        ("工资", Decimal("1950.00")),
        ("房租", Decimal("0.00")),
        ("水电", Decimal("86.50")),
    ]
    assert [(line, column) for line, column, _ in model.faults] == [(1, 2)]
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Undo))
    assert (model.rows, model.faults) == ([Line("甲")], [])
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Redo))
    assert len(model.rows) == 3


def test_a_read_only_cell_takes_nothing(show: Callable[[Table], Table]) -> None:
    model = sheet("甲")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 0))
    write("5")
    QGuiApplication.clipboard().setText("7\t乙")
    table.paste()
    assert model.rows == [Line("乙")]


def test_delete_empties_what_is_chosen(show: Callable[[Table], Table]) -> None:
    model = sheet("甲", "乙", "丙")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 1))
    press(KEY.Key_Down, modifier=SHIFT)
    press(KEY.Key_Delete)
    assert [line.name for line in model.rows] == ["", "", "丙"]
    model.undo.undo()
    assert [line.name for line in model.rows] == ["甲", "乙", "丙"]


def test_the_plus_of_the_number_pad_adds_a_line_but_is_a_sign_while_typing(show: Callable[[Table], Table]) -> None:
    model = sheet("甲", "丙")
    table = show(Table(model, "算账", sheet=True))
    table.setCurrentIndex(model.index(0, 2))
    press(KEY.Key_Plus, modifier=Qt.KeyboardModifier.KeypadModifier)
    assert (model.rowCount(), at(table)) == (3, (1, 1))
    write("a+b")
    press(KEY.Key_Return)
    assert [line.name for line in model.rows] == ["甲", "a+b", "丙"]
    closed = show(Table(SheetModel(SHEET, [Line("甲")]), "定了的", sheet=True))
    assert not closed.add_line()


def test_cells_are_typed_with_the_fields_of_forms(show: Callable[[Table], Table]) -> None:
    columns = (
        SheetColumn[Line](
            key="name",
            title="身份",
            cell=lambda row: row.name,
            put=lambda row, text: replace(row, name=chosen(text, HealthStatus).label),
            editor=lambda: ChoiceField(HealthStatus),
        ),
        SheetColumn[Line](
            key="sum",
            title="金额",
            cell=lambda row: money.grouped(row.sum),
            put=lambda row, text: replace(row, sum=reckoned(text).yuan, name=reckoned(text).reckoning),
            editor=MoneyField,
        ),
    )
    model = SheetModel(columns, [Line()])
    table = show(Table(model, "成员", sheet=True))
    table.setCurrentIndex(model.index(0, 0))
    write("lh")
    press(KEY.Key_Tab)
    assert (model.rows[0].name, at(table)) == ("良好", (0, 1))
    write("800*12")
    press(KEY.Key_Return)
    assert (model.rows[0].sum, model.rows[0].name) == (Decimal("9600.00"), "800×12")


def test_a_sheet_without_blank_lines_neither_grows_nor_takes_more(show: Callable[[Table], Table]) -> None:
    model = SheetModel(SHEET, [Line("甲")])
    assert not model.insert(0)
    assert model.paste(0, 1, [["乙"], ["丙"]]) == (1, 1)
    assert model.rows == [Line("乙")]


def test_no_place_has_no_cell() -> None:
    model = sheet("甲")
    assert model.data(QModelIndex()) is None
    assert model.headerData(9, Qt.Orientation.Horizontal) is None


def test_a_word_that_opens_a_cell_stands_in_it_with_the_next_behind(show: Callable[[Table], Table]) -> None:
    table = show(Table(sheet("旧的"), "收支", sheet=True))
    table.setCurrentIndex(table.model().index(0, 1))
    commit("门卫")
    commit("岗")
    press(KEY.Key_Return)
    assert table.model().index(0, 1).data() == "门卫岗"
