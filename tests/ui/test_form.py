"""Forms and their fields, worked with real keys."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from centre_app.core.fields import RECORDS, Field, Kind, fields_of
from centre_app.core.people import MaskKind
from centre_app.core.refusals.households import CodeNotListed, DayInFuture
from centre_app.core.vocabulary.household import Cause, HealthStatus
from centre_app.core.vocabulary.standards import Relation, Sex
from centre_app.services.resources import areas
from centre_app.ui.choice_field import ChoiceField
from centre_app.ui.date_field import DateField
from centre_app.ui.form import Form
from centre_app.ui.id_field import IdField
from centre_app.ui.sign_finder import signs_for
from centre_app.ui.typed_field import TypedField
from tests.ui.keys import SHIFT, commit, compose, focused, press, write

TODAY = date(2026, 11, 24)
KEY = Qt.Key
NUMBER = "621002197512310020"


@pytest.fixture
def kept() -> Iterator[list[QWidget]]:
    places: list[QWidget] = []
    yield places
    places.clear()


def shown(form: Form, qtbot: QtBot, kept: list[QWidget]) -> Form:
    place = QWidget()
    QVBoxLayout(place).addWidget(form)
    place.resize(760, 600)
    kept.append(place)
    qtbot.addWidget(place)
    with qtbot.waitExposed(place):
        place.show()
    return form


@pytest.fixture
def member(qtbot: QtBot, kept: list[QWidget]) -> Form:
    wanted = ("name", "relation", "id_number", "sex", "birth_date", "health_status", "monthly_income", "work_start")
    fields = [field for field in fields_of("household_member") if field.name in (*wanted, "counted", "remark")]
    form = shown(Form(fields, TODAY, areas=areas()), qtbot, kept)
    form.field("name").setFocus()
    return form


def line(form: Form, name: str) -> TypedField:
    editor = form.field(name)
    assert isinstance(editor, TypedField)
    return editor


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_of_the_dictionary_has_its_form(record: str, qtbot: QtBot, kept: list[QWidget]) -> None:
    form = shown(Form(fields_of(record), TODAY), qtbot, kept)
    for field in fields_of(record):
        said = form.field(field.name).accessibleName()
        assert said == (f"{field.label}，必填" if field.required else field.label)
    assert set(form.values().values()) == {None}


def test_a_person_is_typed_with_enter_alone(member: Form) -> None:
    write("周海燕")
    press(KEY.Key_Return)
    write("10")
    press(KEY.Key_Return)
    write(NUMBER)
    press(KEY.Key_Return)
    # Sex and birth date come from the number, so Enter passes them.
    write("lh")
    press(KEY.Key_Return, KEY.Key_Return)
    write("2000*12")
    press(KEY.Key_Return)
    found = member.values()
    assert [found[name] for name in ("name", "relation", "id_number", "sex", "birth_date", "health_status")] == [
        "周海燕",
        Relation.SPOUSE,
        NUMBER,
        Sex.FEMALE,
        date(1975, 12, 31),
        HealthStatus.GOOD,
    ]
    assert found["monthly_income"] == Decimal("24000.00")


def test_the_identity_number_fills_sex_birth_date_and_age(member: Form) -> None:
    member.field("id_number").setFocus()
    write(NUMBER)
    assert line(member, "birth_date").value == date(1975, 12, 31)
    assert line(member, "sex").value is Sex.FEMALE
    assert (line(member, "sex").isReadOnly(), line(member, "sex").text()) == (True, "女（由证件号）")
    assert member.sentence("id_number") == "校验位对；生日、性别已带出，50 岁"
    press(KEY.Key_Backspace)
    assert not line(member, "sex").isReadOnly()
    assert line(member, "birth_date").value is None


def test_a_wrong_number_is_red_at_once_and_says_why_when_it_is_left(member: Form) -> None:
    member.field("id_number").setFocus()
    write(NUMBER[:-1] + "1")
    assert member.field("id_number").property("state") == "bad"
    assert member.sentence("id_number") == ""
    press(KEY.Key_Tab)
    assert "校验码不符" in member.sentence("id_number")
    assert line(member, "id_number").text() == NUMBER[:-1] + "1"
    assert line(member, "id_number").value is None


def test_a_number_is_masked_while_the_keyboard_is_elsewhere(member: Form) -> None:
    number = member.field("id_number")
    assert isinstance(number, IdField)
    number.setFocus()
    write(NUMBER)
    press(KEY.Key_Tab)
    assert (number.text(), number.value) == ("6210**********0020", NUMBER)
    number.setFocus()
    assert number.text() == NUMBER


def test_a_number_from_the_store_stays_masked(member: Form) -> None:
    number = member.field("id_number")
    assert isinstance(number, IdField)
    member.show_values({"id_number": "6210**********6903"})
    number.setFocus()
    assert number.text() == "6210**********6903"
    press(KEY.Key_Tab)
    assert (number.text(), number.told) == ("6210**********6903", ())
    number.setFocus()
    write(NUMBER)
    press(KEY.Key_Tab)
    assert number.value == NUMBER


@pytest.mark.parametrize(
    ("typed", "text", "value"),
    [
        ("2000*12+800", "24,800.00", Decimal("24800.00")),
        ("1950", "1,950.00", Decimal("1950.00")),
        ("１２。５", "12.50", Decimal("12.50")),
    ],
)
def test_a_sum_is_reckoned_and_its_reckoning_kept(member: Form, typed: str, text: str, value: Decimal) -> None:
    income = line(member, "monthly_income")
    income.setFocus()
    write(typed)
    press(KEY.Key_Return)
    assert (income.text(), income.value) == (text, value)
    assert income.toolTip() == (f"2000×12+800＝{text}" if "*" in typed else "")


def test_a_wrong_sum_stays_as_it_was_typed(member: Form) -> None:
    income = line(member, "monthly_income")
    income.setFocus()
    write("19o0")
    press(KEY.Key_Return)
    assert (income.text(), income.value, income.property("state")) == ("19o0", None, "bad")
    assert "算不出金额" in member.sentence("monthly_income")
    income.setFocus()
    press(KEY.Key_End, KEY.Key_Backspace)
    assert income.property("state") == ""


def test_a_sum_beyond_what_the_dictionary_allows_is_refused(member: Form) -> None:
    income = line(member, "monthly_income")
    income.setFocus()
    write("99999999999")
    press(KEY.Key_Return)
    assert income.value is None
    assert member.sentence("monthly_income")


def test_ctrl_z_takes_back_the_full_form(member: Form) -> None:
    income = line(member, "monthly_income")
    income.setFocus()
    write("800*12")
    press(KEY.Key_Return)
    income.undo()
    assert income.text() == "800*12"


def test_a_month_in_short_is_read_and_kept_as_text(member: Form) -> None:
    started = line(member, "work_start")
    started.setFocus()
    write("去年3月")
    press(KEY.Key_Return)
    assert (started.text(), member.values()["work_start"]) == ("2025-03", "2025-03")


def test_a_day_ahead_is_told_under_its_field(qtbot: QtBot, kept: list[QWidget]) -> None:
    form = shown(Form([Field(name="on", label="到户日期", kind=Kind.DAY)], TODAY), qtbot, kept)
    form.field("on").setFocus()
    write("2026-12-01")
    press(KEY.Key_Return)
    assert form.sentence("on") == DayInFuture(where="到户日期", today=TODAY).sentence


def test_a_day_that_may_come_is_the_next_one(qtbot: QtBot, kept: list[QWidget]) -> None:
    [until] = [field for field in fields_of("chair_delegation") if field.name == "until_on"]
    form = shown(Form([until], TODAY), qtbot, kept)
    form.field("until_on").setFocus()
    write("1123")
    press(KEY.Key_Return)
    assert (form.values()["until_on"], form.sentence("until_on")) == (date(2027, 11, 23), "")


def test_f4_opens_the_calendar_and_enter_takes_its_day(qtbot: QtBot, kept: list[QWidget]) -> None:
    form = shown(Form([Field(name="on", label="到户日期", kind=Kind.DAY)], TODAY), qtbot, kept)
    field = form.field("on")
    assert isinstance(field, DateField)
    field.setFocus()
    write("1120")
    press(KEY.Key_F4)
    press(KEY.Key_Left, KEY.Key_Return)
    assert (field.text(), field.value) == ("2026-11-19", date(2026, 11, 19))


@pytest.mark.parametrize(
    ("typed", "member_of"), [("10", Relation.SPOUSE), ("配偶", Relation.SPOUSE), ("po", Relation.SPOUSE)]
)
def test_a_code_is_chosen_by_code_word_or_initials(member: Form, typed: str, member_of: Relation) -> None:
    relation = line(member, "relation")
    relation.setFocus()
    write(typed)
    press(KEY.Key_Return)
    assert (relation.text(), relation.value) == (member_of.label, member_of)


def test_a_word_that_fits_nothing_stays_red(member: Form) -> None:
    health = line(member, "health_status")
    health.setFocus()
    write("qqq")
    press(KEY.Key_Return)
    assert (health.text(), health.value) == ("qqq", None)
    assert "不在可选的项目里" in member.sentence("health_status")


def test_f4_opens_the_whole_list(member: Form) -> None:
    health = member.field("health_status")
    assert isinstance(health, ChoiceField)
    health.setFocus()
    press(KEY.Key_F4)
    press(KEY.Key_Down, KEY.Key_Return)
    assert health.value is list(HealthStatus)[1]


def test_several_causes_stand_in_one_field(qtbot: QtBot, kept: list[QWidget]) -> None:
    causes = [field for field in fields_of("household") if field.name == "causes"]
    form = shown(Form(causes, TODAY), qtbot, kept)
    first, second = list(Cause)[:2]
    form.show_values({"causes": (first.value, second.value)})
    field = line(form, "causes")
    assert field.text() == f"{first.label}、{second.label}"
    field.setFocus()
    field.end(False)
    write(f"、{list(Cause)[2].label}")
    field.settle()
    assert form.values()["causes"] == tuple(Cause)[:3]


def test_yes_and_no_are_truth(member: Form) -> None:
    member.show_values({"counted": True})
    assert line(member, "counted").text() == "是"
    member.field("counted").setFocus()
    press(KEY.Key_F4, KEY.Key_Down, KEY.Key_Return)
    assert member.values()["counted"] is False


def test_enter_belongs_to_the_input_method_while_it_composes(member: Form) -> None:
    name = member.field("name")
    compose("zhouhaiyan")
    press(KEY.Key_Return)
    assert focused() is name
    commit("周海燕")
    press(KEY.Key_Return)
    assert (line(member, "name").value, focused() is name) == ("周海燕", False)


def test_shift_enter_goes_back(member: Form) -> None:
    member.field("relation").setFocus()
    press(KEY.Key_Return, modifier=SHIFT)
    assert focused() is member.field("name")


def test_enter_in_the_last_field_says_so(qtbot: QtBot, kept: list[QWidget]) -> None:
    form = shown(Form([Field(name="reason", label="理由", required=True)], TODAY), qtbot, kept)
    form.field("reason").setFocus()
    with qtbot.waitSignal(form.finished):
        press(KEY.Key_Return)


def test_a_name_loses_its_blanks_and_keeps_rare_characters(member: Form) -> None:
    write("𠮷　田")
    press(KEY.Key_Return)
    name = line(member, "name")
    assert name.value == "𠮷田"


def test_f4_in_a_name_finds_a_rare_character(member: Form, qtbot: QtBot) -> None:
    press(KEY.Key_F4)
    qtbot.waitUntil(lambda: focused().accessibleName() == "拼音或码位")
    write("20BB7")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: focused() is member.field("name"))
    press(KEY.Key_F4)
    qtbot.waitUntil(lambda: focused().accessibleName() == "拼音或码位")
    write("di")
    press(KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
    qtbot.waitUntil(lambda: focused() is member.field("name"))
    assert line(member, "name").text() == f"𠮷{signs_for('di')[1]}"


@pytest.mark.parametrize(
    ("text", "found"), [("U+4E2D", "中"), ("20bb7", "𠮷"), ("0041", ""), ("ffffff", ""), ("qqq", "")]
)
def test_a_code_is_one_character_of_a_name(text: str, found: str) -> None:
    assert "".join(signs_for(text)) == found


def test_f8_goes_to_what_is_missing_and_round(member: Form) -> None:
    assert member.lacks()[:2] == ["name", "relation"]
    press(KEY.Key_F8)
    assert focused() is member.field("relation")
    press(KEY.Key_F8, modifier=SHIFT)
    assert focused() is member.field("name")


def test_objections_stand_under_their_fields_and_the_cursor_is_in_the_first(member: Form) -> None:
    other = DayInFuture(where="公示", today=TODAY, field="posted_on")
    rest = member.object_to([CodeNotListed(where="健康状况", value="x", field="people[1].health_status"), other])
    assert rest == [other]
    assert "不在代码表中" in member.sentence("health_status")
    assert member.field("health_status").property("state") == "bad"
    assert focused() is member.field("name")


def test_f1_asks_for_the_help_of_the_field(qtbot: QtBot, member: Form) -> None:
    member.field("id_number").setFocus()
    with qtbot.waitSignal(member.help_wanted) as asked:
        press(KEY.Key_F1)
    assert asked.args
    assert isinstance(asked.args[0], Field)
    assert asked.args[0].name == "id_number"


def test_what_is_masked_in_the_store_stays_as_it_is_until_it_is_replaced(qtbot: QtBot, kept: list[QWidget]) -> None:
    phone = [field for field in fields_of("household") if field.name in ("phone", "address")]
    form = shown(Form(phone, TODAY), qtbot, kept)
    form.show_values({"phone": "199****1234", "address": "某省某县****"})
    assert (form.values(), form.lacks(), form.draft()) == ({}, [], {})
    form.field("phone").setFocus()
    write("19912345678")
    assert form.values() == {"phone": "19912345678"}
    form.field("address").setFocus()
    press(KEY.Key_Backspace)
    assert (form.values()["address"], form.lacks()) == (None, ["address"])


def test_a_draft_keeps_a_number_that_is_masked_meanwhile(member: Form) -> None:
    member.field("id_number").setFocus()
    write(NUMBER)
    press(KEY.Key_Tab)
    assert line(member, "id_number").text() == "6210**********0020"
    assert member.draft()["id_number"] == NUMBER
    assert "sex" not in member.draft()


def test_what_is_still_being_typed_counts_when_the_form_is_read(member: Form) -> None:
    member.field("monthly_income").setFocus()
    write("800*12")
    assert member.values()["monthly_income"] == Decimal("9600.00")


def test_a_draft_comes_back_as_it_was_typed_read_or_not(qtbot: QtBot, kept: list[QWidget], member: Form) -> None:
    write("周海燕")
    member.field("monthly_income").setFocus()
    write("19o0")
    member.field("remark").setFocus()
    write("line")
    kept_texts = member.draft()
    other = shown(Form(fields_of("household_member"), TODAY), qtbot, kept)
    other.take_draft(kept_texts)
    assert line(other, "name").value == "周海燕"
    assert (line(other, "monthly_income").text(), line(other, "monthly_income").value) == ("19o0", None)
    assert other.field("remark").value == "line"


@pytest.mark.parametrize(
    ("name", "rests"),
    [("monthly_income", True), ("work_start", True), ("id_number", True), ("name", False), ("remark", False)],
)
def test_the_input_method_rests_where_digits_are_typed(member: Form, name: str, rests: bool) -> None:
    hints = member.field(name).inputMethodHints()
    assert bool(hints & Qt.InputMethodHint.ImhPreferLatin) is rests


def test_sensitive_kinds_are_those_the_mask_knows() -> None:
    kinds = {field.kind for record in RECORDS.values() for field in record.fields if field.sensitive is MaskKind.ID}
    assert Kind.ID in kinds
