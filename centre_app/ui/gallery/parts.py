"""The parts of pages in every state, in the manner of picture 17; all people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from centre_app.core import money
from centre_app.ui import look
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, Card, Chip, EmptyState, Facts, Rule, Words
from centre_app.ui.cells import Cell
from centre_app.ui.charts import BarList, Bars, Meter, MeterPart, Part, Series, SixMonths, ThresholdScale, WithFigures
from centre_app.ui.day_strip import DayKind, DayStrip, DayView
from centre_app.ui.look import Look, Tone, mark, px
from centre_app.ui.rows_model import Column, RowsModel
from centre_app.ui.sheet_model import SheetColumn, SheetModel
from centre_app.ui.table import Table
from centre_app.ui.tracks import GateStrip, GateView, StepTrack, StepView

__all__ = ["across", "more_parts", "parts"]

_DARK: Final = 140
"""Lightness under which a colour carries white words."""


class Swatch(QWidget):
    """A token with its name and value, on its own colour."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setAccessibleName(f"{token} {getattr(look.current(), token)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(42))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.current()
        ground = QColor(getattr(worn, self._token))
        dark = ground.lightness() < _DARK
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn.line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), px(3), px(3))
        painter.setPen(QColor(worn.onMain if dark else worn.ink))
        painter.setFont(look.font("note"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._token}\n{ground.name().upper()}")
        painter.end()


def _colours() -> Card:
    card = Card("颜色")
    grid = QGridLayout()
    grid.setSpacing(px(4))
    for at, token in enumerate(each.name for each in fields(Look)):
        grid.addWidget(Swatch(token), *divmod(at, 5))
    card.body.addLayout(grid)
    card.add(Words("文字对底色一律 ≥ 4.5∶1；绿、红、黄必带图标和字。", "note"))
    return card


def _type() -> Card:
    card = Card("字号")
    for text, role, name in (
        ("页题 15 pt", "page", "小三"),
        ("小标题 12 pt", "head", "小四"),
        ("正文、表格 10.5 pt 0123456789", "", "五号"),
        ("附注 9 pt　打印编号、时间、单位", "note", "小五"),
    ):
        card.add_row(Words(text, role), None, Words(name, "note"))
    card.add_row(Words("636.49 元", "sum", "info"), None, Words("合计 16 pt", "note"))
    card.add(Rule())
    card.add(Words("只用常规、粗体两种粗细。数字等宽、右对齐。", "note"))
    return card


def _buttons() -> Card:
    card = Card("按钮与输入")
    closed = Button("不可用")
    closed.setEnabled(False)
    card.add_row(
        Button("主要", icon="apply", key="F9", kind="main"),
        Button("一般", icon="print"),
        Button("轻", kind="quiet"),
        Button("危险", kind="danger"),
        closed,
        None,
    )
    ringed, chosen, ticked, one = Button("焦点环"), Button("选中"), QCheckBox("勾选"), QRadioButton("单选")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    ticked.setChecked(True)
    one.setChecked(True)
    card.add_row(Button("小按钮", small=True), ringed, chosen, None, ticked, one)
    card.add_row(*(_field(state) for state in ("一般", "焦点", "有误", "只读")))
    card.add(Words("高 32，小 26；焦点环 2 px；一屏只有一个 F9 操作；一栏至多一个蓝钮。", "note"))
    guarded = GuardedButton(Button("批准建档", icon="approve", key="F9", kind="main"))
    guarded.forbid("两项变绿后此按钮可用，任何人不能越过。")
    card.add(guarded)
    return card


def _field(state: str) -> QLineEdit:
    field = QLineEdit(state)
    field.setAccessibleName(state)
    if state == "有误":
        mark(field, state="bad")
    field.setReadOnly(state == "只读")
    if state == "焦点":
        field.setFocus()
    return field


def _states() -> Card:
    card = Card("状态")
    words: tuple[tuple[Tone, str], ...] = (
        ("ok", "在档"),
        ("info", "公示中"),
        ("warn", "缺材料"),
        ("bad", "红灯 2"),
        ("ret", "被退回"),
        ("wait", "新申请"),
    )
    card.add_row(*(Chip(tone, word) for tone, word in words), None, spacing=6)
    card.add(GateStrip(GATES))
    return card


GATES: Final = (
    GateView("入户调查", "10-14 两人入户", "ok", "入户调查，已满足，10-14 两人入户"),
    GateView("公示公开", "差 1 个工作日", "bad", "公示公开，未满足，差 1 个工作日"),
    GateView("集体研究", "11-17 到会 5/7", "ok", "集体研究，已满足，11-17 到会 5/7"),
    GateView("主席签字", "审批表未签字", "bad", "主席签字，未满足，审批表未签字"),
)

_STEPS: Final[tuple[tuple[str, str, Tone], ...]] = (
    ("进", "10-14 入户", "ok"),
    ("看", "10-14 照片 4", "ok"),
    ("算", "10-20 两笔账", "ok"),
    ("议", "缺邻里意见", "warn"),
    ("评", "票数不符", "bad"),
    ("公示", "第 4/5 个工作日", "info"),
    ("审核", "等公示期满", "wait"),
)
_SAID: Final = {"ok": "已完成", "info": "进行中", "warn": "要看一眼", "bad": "有问题", "ret": "被退回", "wait": "未到"}


def steps(small: bool = False) -> list[StepView]:
    """Seven steps: in every tone, or as a case stands on the fourth day of its notice."""
    short = ("10-14", "10-14", "10-20", "10-28", "11-17", "第 4 天", "未到")
    made = []
    for at, (word, note, tone) in enumerate(_STEPS):
        shown: Tone = "ok" if small and tone in ("warn", "bad") else tone
        text = short[at] if small else note
        made.append(StepView(at + 1, word, text, shown, f"第 {at + 1} 步 {word}，{_SAID[shown]}，{text}"))
    return made


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of the table in the gallery."""

    name: str
    number: str
    sum: str
    tone: Tone
    word: str


_PAYMENTS: Final = (
    Payment("周海燕", "6210**********6903", "1,800.00", "ok", "成功"),
    Payment("杨志刚", "6210**********4251", "12,400.50", "wait", "处理中"),
    Payment("郭頔", "6210**********669X", "0.00", "warn", "金额为零"),
    Payment("孙玉珍", "6210**********8349", "2,400.00", "bad", "户名不符"),
)


def _sum_of(row: Payment) -> Cell:
    return Cell(row.sum, icon="warn", ground="warn") if row.sum == "0.00" else Cell(row.sum)


_COLUMNS: Final = (
    Column[Payment](key="name", title="姓名", cell=lambda row: Cell(row.name, bold=True), width=72, order="name"),
    Column[Payment](
        key="number", title="证件号码", cell=lambda row: Cell(row.number, quiet=True), width=164, room=1000
    ),
    Column[Payment](key="sum", title="金额（元）", cell=_sum_of, width=96, align="right"),
    Column[Payment](key="state", title="状态", cell=lambda row: Cell(row.word, row.tone, chip=True), stretch=True),
)


def _table() -> Card:
    card = Card("表格")
    model: RowsModel[Payment] = RowsModel(_COLUMNS, lambda row: row.name)
    model.begin(_PAYMENTS)
    table = Table(model, "发放花名册")
    table.choose("周海燕")
    table.show_order("name")
    table.setFixedHeight(px(28) + px(30) * len(_PAYMENTS) + 2)
    card.add(table)
    card.add(Words("行高 30（可选 26、36）；隔行浅底；选中行左侧 3 px 蓝条；当前格 2 px 蓝框。", "note", wraps=True))
    return card


@dataclass(frozen=True)
class BudgetLine:
    """A line of the sheet in the gallery."""

    kind: str
    note: str
    sum: str
    per: str
    proof: str
    tone: Tone = "ok"


def _sheet() -> Card:
    card = Card("录入表", note="Enter 下一格　F2 修改　小键盘 + 新行")
    model = SheetModel(
        (
            SheetColumn[BudgetLine](key="kind", title="类", cell=lambda row: Cell(row.kind, quiet=True), width=46),
            SheetColumn[BudgetLine](
                key="note",
                title="说明",
                cell=lambda row: row.note,
                put=lambda row, text: replace(row, note=text),
                width=116,
            ),
            SheetColumn[BudgetLine](
                key="sum", title="金额（元）", cell=lambda row: row.sum, put=_put_sum, align="right", width=84
            ),
            SheetColumn[BudgetLine](
                key="per", title="周期", cell=lambda row: Cell(row.per, "info", bold=True), width=84
            ),
            SheetColumn[BudgetLine](
                key="proof", title="证明", cell=lambda row: Cell(row.proof, icon=row.tone, tone=None), stretch=True
            ),
        ),
        (
            BudgetLine("因病", "门诊慢病，自付", "9,846.50", "每年", "结算单"),
            BudgetLine("住房", "租房 42 平方米", "450.00", "每月 ×12", "合同"),
            BudgetLine("生活", "水、电、取暖", "3,260.00", "每年", "待补", "warn"),
        ),
    )
    model.paste(2, 2, [["32o0"]])
    table = Table(model, "算账明细", sheet=True, row_height=26)
    table.setCurrentIndex(model.index(1, 2))
    table.setFixedHeight(px(28) + px(26) * 3 + 2)
    card.add(table)
    return card


def _put_sum(row: BudgetLine, text: str) -> BudgetLine:
    return replace(row, sum=money.grouped(money.yuan(text)))


def _dots() -> Card:
    card = Card("七步（窄档）")
    card.add(StepTrack(steps(small=True), dots=True))
    return card


def _charts() -> Card:
    card = Card("图")
    quarters = ("一季度", "二季度", "三季度", "四季度")
    card.add(
        WithFigures(Bars("新建和退出", quarters, (Series("新建", (11, 7, 9, 6)), Series("退出", (4, 8, 12, 9), "ok"))))
    )
    card.add(BarList("致困原因", (Part("患重病", 58), Part("子女上学", 34), Part("其他", 45)), quiet_last=True))
    return card


def _more_charts() -> Card:
    card = Card("与标准线比", right=(Chip("info", "深度困难（≤ 1 倍）", "law"),))
    card.add(
        ThresholdScale(
            "月人均净收入",
            Decimal("636.49"),
            ((Decimal(680), "标准线"), (Decimal(1020), "（1.5 倍）")),
            (("深度困难", "info"), ("相对困难", "warn"), ("不符合", "wait")),
        )
    )
    card.add(Rule())
    card.add(Words("近 6 个月月人均净收入（元）；虚线为标准线 680.00", "note"))
    months = (("5月", 642), ("6月", 655), ("7月", 668), ("8月", 702), ("9月", 731), ("10月", 748))
    card.add(SixMonths("月人均净收入", months, 680))
    card.add(Rule())
    card.add_row(Words("中央财政专项 2026"), None, Words("余 41,600.00"))
    card.add(
        Meter(
            "中央财政专项",
            (
                MeterPart("已发", Decimal(330300)),
                MeterPart("本批", Decimal(28100), "warn", planned=True),
            ),
            Decimal(400000),
        )
    )
    card.add(Words("已发 330,300.00　本批 28,100.00　总额 400,000.00", "note"))
    return card


def _days() -> Card:
    card = Card("工作日带", right=(Words("还剩 1 个工作日", "strong", "bad"),))
    days: tuple[tuple[DayKind, str], ...] = (
        ("start", "张贴"),
        ("past", "第 1 天"),
        ("past", "第 2 天"),
        ("free", "不计"),
        ("free", "不计"),
        ("past", "第 3 天"),
        ("today", "今天"),
        ("ahead", "期满"),
        ("free", "可撤下"),
    )
    shown = [DayView(date(2026, 11, 18 + at), kind, note) for at, (kind, note) in enumerate(days)]
    card.add(DayStrip(shown))
    card.add(Words("张贴当日不计，次一工作日为第 1 天；遇法定节假日顺延，调休上班日计入。", "note", wraps=True))
    return card


def _bars() -> list[QWidget]:
    return [
        Bar("bad", "不能建档：公示还没期满", "11月25日期满。", (Button("去公示", small=True),)),
        Bar("warn", "请看一眼：经办人与入户人为同一人"),
        Bar("ok", "已打印 3 份，短码 90AC0F1B"),
        Bar("ret", "市总退回：分摊房租无合同"),
        Bar("info", "下一步：11月25日拍末日照片", "11月26日撤下，出具公示结果证明"),
        Bar("wait", "08:41 的草稿", "", (Button("接着填", small=True, kind="main"), Button("不要", small=True))),
    ]


def _facts() -> Card:
    card = Card("周海燕", right=(Button("打开", icon="open", kind="main", small=True),))
    card.add(
        Facts(
            (
                ("认定结果", "深度困难　月人均净收入 512.83 元"),
                ("结对干部", "马建华　未到（建档后生效）"),
                ("证件号码", "6210**********6903"),
            )
        )
    )
    return card


def _empty() -> Card:
    card = Card()
    card.add(
        EmptyState(
            "folder_add",
            "还没有档案",
            "从旧表导入，或新建第一份申请。",
            (Button("导入旧表", icon="imports", kind="main"), Button("新建申请", icon="add")),
        )
    )
    return card


def _wide() -> Card:
    card = Card("七步（宽档，每步 ≥ 120 px）")
    card.add(StepTrack(steps()))
    return card


def parts() -> Sequence[Sequence[QWidget]]:
    """The page of picture 17: colours, type, buttons, states, a table, tracks, charts, bars."""
    return (_colours(), _type()), (_buttons(), _states(), _table()), (_dots(), _charts(), *_bars()[:4])


def across() -> Sequence[QWidget]:
    """What needs the whole width."""
    return (_wide(),)


def more_parts() -> Sequence[Sequence[QWidget]]:
    """A sheet, days, facts, the line, six months, what is used of a whole, an empty place."""
    return (_more_charts(),), (_sheet(), _days(), _facts()), (_empty(), *_bars()[4:])
