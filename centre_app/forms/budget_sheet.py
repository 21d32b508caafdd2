"""家庭收支算账表: the newest reckoning as it was made, both sums kept apart, each figure with its proof line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centre_app.core.means_test import MeansFacts, ProofLine, Reckoning, TurningPoint, from_json
from centre_app.core.refusals import Refused
from centre_app.core.refusals.filing import NotReckoned
from centre_app.core.vocabulary.means import ProofPart
from centre_app.services.finding import case_of
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Look

from .paper.blocks import (
    Block,
    Box,
    Cell,
    Column,
    Ends,
    Fields,
    Fit,
    Grid,
    Section,
    Signatures,
    Signer,
    Text,
    Title,
    Voice,
)
from .paper.form import Form, Subject
from .paper.words import day, yuan
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD
from .press.words import category_label

__all__ = ["FORM", "BudgetSheet"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet; strong where it is a result."""

    caption: str
    formula: str
    amount: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BudgetSheet:
    household: HouseholdSheet
    version: int
    reckoned_on: date | None
    applied_on: date | None
    window: str
    category: str
    pack: str
    parts: tuple[Part, ...]
    turning: tuple[str, ...]
    remarks: tuple[str, ...]


_RESULTS = ("gap", "net_per_head", "category")


def gather(look: Look, key: str) -> BudgetSheet:
    """The newest reckoning of a case, from what was kept; nothing is reckoned again.

    Raises:
        Refused: the case has not been reckoned with yet.
    """
    case = case_of(look, key)
    test = latest_test_of(look, case)
    if test is None:
        raise Refused([NotReckoned()])
    result = from_json(Reckoning, test.result)
    whose = _owners(from_json(MeansFacts, test.facts))
    return BudgetSheet(
        household=household_sheet(look, case, test.application_on),
        version=test.number,
        reckoned_on=test.on,
        applied_on=result.applied_on,
        window=f"{day(result.window_from)}至{day(result.window_to)}",
        category=category_label(result.category) or "不符合困难类别",
        pack=f"{result.pack}（待核）" if result.unverified and "待核" not in result.pack else result.pack,
        parts=tuple(
            Part(part.label, lines)
            for part in ProofPart
            if (lines := tuple(_line(one) for one in result.proof if one.part is part))
        ),
        turning=tuple(_turn(point, whose) for point in result.turning_points if point.changes),
        remarks=tuple(remark.text for remark in result.remarks),
    )


def _turn(point: TurningPoint, whose: Mapping[str, str]) -> str:
    """One fact that would change the result, with whose it is and what the household would then be."""
    name = whose.get(point.subject)
    caption = f"{point.caption}（{name}）" if name and name not in point.caption else point.caption
    return f"{caption}：现为{point.now}；{point.turn}时，结果为{category_label(point.becomes) or '不符合困难类别'}。"


def _owners(facts: MeansFacts) -> dict[str, str]:
    """Whose each line, finding and accident is; what is the household's own has no name."""
    names = {person.uid: person.name for person in facts.persons}
    owned = [
        *((line.uid, line.person) for line in facts.lines),
        *((finding.uid, finding.person) for finding in facts.findings),
        *((accident.uid, accident.person) for accident in facts.accidents),
    ]
    return {uid: names[person] for uid, person in owned if person in names} | names


def _line(line: ProofLine) -> Line:
    return Line(line.caption, line.formula, yuan(line.amount), strong=line.code in _RESULTS)


def layout(sheet: BudgetSheet) -> Sequence[Block]:
    home = sheet.household
    return [
        Title("困难职工家庭收支算账表"),
        Ends(left=f"建档单位：{home.filing_unit}", centre=f"第{sheet.version}次核算", right=f"编号：{home.number}"),
        Fields(
            [
                Box("户　　主", home.head.name, 4, Fit.NAME, key="name"),
                Box("家庭人口", str(home.size), 4, Fit.CENTRE),
                Box("困难类别", sheet.category, 4, Fit.CENTRE),
                Box("申请日期", day(sheet.applied_on), 4, Fit.CENTRE),
                Box("核算日期", day(sheet.reckoned_on), 4, Fit.CENTRE),
                Box("规　　则", sheet.pack, 4, Fit.CENTRE),
                Box("核算期间", sheet.window, 12),
            ]
        ),
        _table(sheet.parts),
        *_sentences("哪一项变化会改变结果", sheet.turning),
        *_sentences("提示", sheet.remarks),
        Signatures((Signer("户主（签名）", fingerprint=True), Signer("核算人（签名）"), Signer("复核人（签名）"))),
        Text("单位：元。两项算账分别计算：家庭收支缺口只作困难说明；认定只扣刚性支出，日常生活支出不扣。", Voice.NOTE),
    ]


def _table(parts: Sequence[Part]) -> Grid:
    rows: list[list[str | Cell]] = []
    for part in parts:
        rows.append([Cell(part.head, span=3, fit=Fit.TEXT, strong=True)])
        rows += [
            [Cell(one.caption, strong=one.strong), one.formula, Cell(one.amount, strong=one.strong)]
            for one in part.lines
        ]
    return Grid(
        (Column("项目", 56, Fit.TEXT), Column("算式及依据", 82, Fit.TEXT), Column("金额", 28, Fit.FIGURE)), rows
    )


def _sentences(head: str, sentences: Sequence[str]) -> list[Block]:
    if not sentences:
        return []
    return [Section(head), Fields([Box("", "\n".join(sentences), 12, Fit.PROSE, key=head)])]


def _sample_line(caption: str, formula: str, amount: str, *, strong: bool = False) -> Line:
    return Line(caption, formula, yuan(Decimal(amount)) if amount else "", strong=strong)


SAMPLE = BudgetSheet(
    household=HOUSEHOLD,
    version=1,
    reckoned_on=date(2026, 11, 6),
    applied_on=date(2026, 11, 2),
    window="2025年11月1日至2026年10月31日",
    category="深度困难",
    pack="甘肃（待核）",
    parts=(
        Part(
            ProofPart.INCOME.label,
            (
                _sample_line("工资性收入（𠮷田秀兰）", "1,500.00 × 12（工资流水）", "18000"),
                _sample_line("转移净收入", "100.00 × 12（待遇发放证明）", "1200"),
            ),
        ),
        Part(
            ProofPart.RIGID.label,
            (
                _sample_line("因病（阿依古丽·吐尔逊）", "6,000.00 × 1（医保结算单）", "6000"),
                _sample_line("因学（李㛃）", "1,200.00 × 1（票据）", "1200"),
            ),
        ),
        Part(ProofPart.LIVING.label, (_sample_line("日常生活", "1,000.00 × 12（本人声明）", "12000"),)),
        Part(
            ProofPart.GAP.label,
            (_sample_line("家庭收支缺口", "支出 19,200.00 － 收入 19,200.00", "0", strong=True),),
        ),
        Part(
            ProofPart.NET.label,
            (
                _sample_line("计入收入", "18,000.00 ＋ 1,200.00", "19200"),
                _sample_line("可扣刚性支出", "6,000.00 ＋ 1,200.00", "7200"),
                _sample_line("月人均净收入", "（19,200.00 － 7,200.00）÷ 3 ÷ 12", "333.33", strong=True),
            ),
        ),
    ),
    turning=("工资性收入（𠮷田秀兰）：现为1,500.00；≥ 2,633.00时，结果为相对困难。",),
    remarks=("“日常生活”没有第三方证明，只有本人声明，请补证明。",),
)

FORM = Form(
    code="budget-sheet",
    name="家庭收支算账表",
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=SAMPLE,
)
