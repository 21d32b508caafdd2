"""单位与区划: what the office is called, where it is, and who chairs its union."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox

from centre_app.core.fields import Field, Kind, field
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals.office import DayNotAllowed
from centre_app.services import first_run, resources
from centre_app.services.first_run import Founding
from centre_app.services.given import given_from
from centre_app.services.opening import NewOffice
from centre_app.ui.cards import Facts, Words
from centre_app.ui.first_run.step import Step, faults_of
from centre_app.ui.form import Form

__all__ = ["OfficeStep"]

_UNIT: Final = field("unit", "name")
_FIELDS: Final = (
    replace(_UNIT, name="name", label="中心名称", required=True, help="公示和表格抬头上的名称。"),
    replace(_UNIT, name="union", label="县级工会", required=True, help="县（市、区）总工会的全称。"),
    Field(name="area", label="行政区划", kind=Kind.AREA, required=True, help="县的六位代码：本县身份证号的前六位。"),
    replace(field("person", "name"), name="chair", label="工会主席", required=True),
    replace(field("appointment", "from_on"), name="chair_since", label="任职日期", required=True),
)
_HINTS: Final = {
    "name": "某某县困难职工帮扶中心，公示和表格的抬头",
    "union": "某某县总工会",
    "area": "县的六位代码，就是本县身份证号的前六位",
}
_SOMEBODY: Final = "管理员"
"""In the place of the administrator, who is asked for later."""


class OfficeStep(Step):
    """The office, its area, its chair."""

    title = "单位与区划"
    owns = frozenset(each.name for each in _FIELDS)

    def __init__(self, founding: Founding) -> None:
        super().__init__()
        self._founding = founding
        self.form = Form(_FIELDS, founding.today, columns=1, name=self.title)
        for name, hint in _HINTS.items():
            editor = self.form.field(name)
            editor.setPlaceholderText(hint)
        self.training = QCheckBox("这是训练用的办公室：只放虚构的人，打印件上都有“培训资料”")
        self.training.setChecked(founding.training_only)
        self.body.addWidget(self.form)
        self.body.addWidget(self.training)
        self.body.addWidget(Facts([("数据放在", founding.place)]))
        self.body.addWidget(
            Words(
                "这个文件夹里还没有办公室。本单位的数据如果已经在别处，请关掉窗口，用 --office 指明那个文件夹；"
                "要从备份恢复，请用命令 centre restore。",
                "note",
                wraps=True,
            )
        )
        self.body.addStretch(1)
        self.form.settled.connect(self._settled)
        self.form.finished.connect(self.finished)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed and could be read."""
        return {name: value for name, value in self.form.values().items() if value is not None}

    @property
    def area(self) -> str:
        """What the area is called; empty where there is none."""
        found = resources.areas().named(str(self.values.get("area", "")))
        return found.label if found and found.is_county else ""

    @property
    def chair(self) -> tuple[str, date]:
        """The chair and the day since when."""
        return self.values["chair"], self.values["chair_since"]

    def office(self, admin: str = _SOMEBODY, pack: str = "gansu") -> NewOffice:
        """The office as it would be made.

        Raises:
            Refused: with every fault.
        """
        mine = {name: self.values.get(name, "") for name in ("name", "union", "area")}
        training = self.training.isChecked()
        return given_from(NewOffice, {**mine, "admin": admin, "pack": pack, "training": training})

    def begin(self) -> None:
        self.form.field("name").setFocus()

    def objections(self) -> Iterable[Told]:
        told = list(faults_of(self.form, _FIELDS))
        if told:
            return told
        try:
            told += self._founding.against_office(self.office())
        except Refused as refused:
            told += refused.objections
        told += first_run.against_chair(self.values["chair_since"], self._founding.today)
        if self._founding.training_only and not self.training.isChecked():
            told.append(DayNotAllowed())
        return told

    def show_objections(self, told: Iterable[Told]) -> list[Told]:
        return self.form.object_to(told)

    def summary(self) -> Iterator[tuple[str, str]]:
        name, since = self.chair
        yield "单位", f"{self.values['name']}（{self.values['union']}）"
        yield "行政区划", f"{self.area}（{self.values['area']}）"
        yield "工会主席", f"{name}，{since.isoformat()} 任职"
        if self.training.isChecked():
            yield "用途", "训练用，只放虚构的人"

    def _settled(self, name: str) -> None:
        if name == "area" and self.values.get("area"):
            self.form.say("area", "ok" if self.area else "bad", self.area or "没有这个县级区划，请核对六位代码。")
