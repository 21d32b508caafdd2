"""Fields and forms in every state, papers and photos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from centre_app import forms
from centre_app.core.fields import fields_of
from centre_app.core.vocabulary.household import HousingType, MedicalCover, WorkStatus
from centre_app.core.vocabulary.standards import Relation
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.registry import load
from centre_app.services.resources import areas
from centre_app.ui import look
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Card, Words
from centre_app.ui.form import Form
from centre_app.ui.look import px
from centre_app.ui.paper_view import PaperView
from centre_app.ui.photos import PhotoSlot
from centre_app.ui.runner import Runner

__all__ = ["across", "parts"]

TODAY: Final = date(2026, 11, 24)
_MEMBER: Final = (
    "name",
    "relation",
    "id_number",
    "sex",
    "birth_date",
    "work_status",
    "employer",
    "school_entry_year",
    "medical_cover",
    "monthly_income",
    "work_start",
    "counted",
    "remark",
)
_HOME: Final = ("housing_type", "floor_area", "causes", "phone", "hukou_area", "total_income_y")
_NUMBER: Final = "621002197512310020"


def parts(runner: Runner) -> Sequence[Sequence[QWidget]]:
    """A member as it is being typed, a household with objections, photos, and a notice as it will be printed."""
    return (_member(),), (_photos(),), (_paper(runner),)


def across() -> Sequence[QWidget]:
    """A form in two columns, with objections."""
    return (_home(),)


def _member() -> Card:
    card = Card("成员 2：秦月华", right=(Button("加一人", icon="member_add", hint="小键盘 +", small=True),))
    form = Form(
        [field for field in fields_of("household_member") if field.name in _MEMBER],
        TODAY,
        areas=areas(),
        columns=1,
        name="成员 2",
    )
    form.show_values(
        {
            "name": "秦月华",
            "relation": Relation.WIFE,
            "id_number": _NUMBER,
            "work_status": WorkStatus.LAID_OFF,
            "medical_cover": MedicalCover.RESIDENT,
            "counted": True,
        }
    )
    form.take_draft({"monthly_income": "120*2+86.5", "work_start": "去年13月"})
    form.say("employer", "bad", "下（待）岗的填原单位")
    form.say("relation", "ok", "读法：此人是户主崔志刚的妻子")
    card.add(form)
    guarded = GuardedButton(Button("受理", icon="apply", key="F9", kind="main"))
    guarded.forbid("还差 2 项可受理")
    card.add_row(Button("存草稿", hint="Ctrl+S"), guarded)
    return card


def _home() -> Card:
    card = Card("住房与收入")
    form = Form([field for field in fields_of("household") if field.name in _HOME], TODAY, columns=2, name="住房与收入")
    form.show_values(
        {"housing_type": list(HousingType)[1], "floor_area": Decimal(52), "total_income_y": Decimal(54960)}
    )
    form.take_draft({"phone": "1990000", "hukou_area": "110101"})
    card.add(form)
    return card


def _photos() -> Card:
    card = Card("照片", right=(Words("至少 2 张，已有 1 张", "note", "warn"),))
    full, lacking = PhotoSlot("首日照片"), PhotoSlot("末日：11月25日拍")
    full.show_photo(_board(), "首日 11-18 09:05")
    card.add_row(full, lacking, None)
    return card


def _board() -> QImage:
    """A notice board, drawn."""
    worn = look.current()
    made = QImage(448, 336, QImage.Format.Format_RGB32)
    made.fill(QColor(worn.line2))
    painter = QPainter(made)
    painter.fillRect(QRect(110, 60, 230, 170), QColor(worn.warn))
    painter.fillRect(QRect(130, 80, 190, 130), QColor(worn.warnS))
    painter.fillRect(QRect(185, 92, 80, 106), QColor(Qt.GlobalColor.white))
    for at in range(7):
        painter.fillRect(QRect(195, 104 + at * 12, 60, 4), QColor(worn.edge))
    painter.end()
    return made


def _paper(runner: Runner) -> Card:
    form = load(forms, "notice", "FORM")
    view = PaperView(runner)
    view.setFixedHeight(px(440))
    view.show_pdf(to_pdf(form, form.sample, PageMark("K7M29Q4X", sample=True)))
    page = Words("第 1 页", "note")
    view.page_changed.connect(lambda at, of: page.setText(f"第 {at} 页，共 {of} 页"))
    card = Card("打印预览", right=(Button("打印", icon="print", hint="Ctrl+P", small=True),))
    width, whole = Button("页宽", small=True), Button("整页", small=True)
    width.clicked.connect(lambda: view.fit("width"))
    whole.clicked.connect(lambda: view.fit("height"))
    card.add_row(page, None, width, whole)
    card.add(view)
    card.add(Words("预览即打印件：同一 PDF，逐字一致", "note"))
    return card
