"""How a case is shown wherever it appears: its state as a chip, its gates, its next clock, its steps and gates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from centre_app.core.acts import ACTS
from centre_app.core.clocks import NOT_ASKED
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import CaseState, GateCode, StepCode
from centre_app.core.vocabulary.household import HardshipCategory, OldCategory
from centre_app.services.clocks import ListedCase
from centre_app.services.standing import CaseStanding
from centre_app.ui.cells import Cell
from centre_app.ui.look import Tone
from centre_app.ui.tracks import GateView, StepView

__all__ = [
    "GATE_WORDS",
    "category_word",
    "due_cell",
    "gates_cell",
    "gates_of",
    "next_sentence",
    "short_day",
    "state_cell",
    "state_tone",
    "steps_of",
]

_S = CaseState
_TONES: Final[dict[CaseState, Tone]] = {
    _S.DRAFT: "wait",
    _S.APPLIED: "info",
    _S.SURVEYED: "info",
    _S.VERIFIED: "info",
    _S.DELIBERATED: "info",
    _S.PUBLICISED: "info",
    _S.APPROVED: "info",
    _S.ACTIVE: "ok",
    _S.RETURNED: "ret",
    _S.REFUSED: "wait",
    _S.WITHDRAWN: "wait",
    _S.EXIT_PROPOSED: "warn",
    _S.EXIT_PUBLICISED: "info",
    _S.CLOSED: "wait",
    _S.FOLLOW_UP: "info",
    _S.SUSPENDED: "warn",
    _S.TEMPORARY: "info",
}
GATE_WORDS: Final = {
    GateCode.VISITED: "入户调查",
    GateCode.PUBLICISED: "公示公开",
    GateCode.DELIBERATED: "集体研究",
    GateCode.SIGNED: "主席签字",
}
"""The gates as screens name them: what opens them, in four characters."""
_SOON: Final = 3
_CATEGORIES: Final = {each.value: each.label for kind in (OldCategory, HardshipCategory) for each in kind}


def category_word(code: str | None) -> str:
    """困难类别, or that it is not decided yet."""
    return _CATEGORIES.get(code, code) if code else "待认定"


def short_day(day: date | None, today: date) -> str:
    """A day as tables show it: without its year where that is plain."""
    if day is None:
        return "—"
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def state_tone(state: CaseState) -> Tone:
    """The tone of a state's chip."""
    return _TONES[state]


def state_cell(state: CaseState) -> Cell:
    """The state as a chip."""
    return Cell(state.label, tone=_TONES[state], chip=True)


def gates_cell(one: ListedCase) -> Cell:
    """The four gates in one chip: all green, so many red, or not asked any more."""
    closed = one.clock.closed
    if closed == NOT_ASKED or (not one.clock.next_act and closed == 0 and one.row.state is not CaseState.ACTIVE):
        return Cell("—", quiet=True, spoken="不再核对四关")
    if closed:
        return Cell(f"红灯 {closed}", tone="bad", chip=True, spoken=f"四关中 {closed} 关未过")
    return Cell("全绿", tone="ok", chip=True, spoken="四关都已过")


def due_cell(one: ListedCase) -> Cell:
    """The next clock, else what is lacking, else the act that comes next."""
    clock, left = one.clock, one.days_left
    if left is not None:
        return _clock_cell(DueKind(clock.due_kind), clock.due_on, left)
    if clock.due_kind == DueKind.SIGNATURE:
        return Cell("待签字")
    if clock.lacking and one.row.state is not CaseState.DRAFT:
        return Cell(f"缺 {clock.lacking} 件扫描件", tone="warn")
    if clock.next_act:
        return Cell(f"待{ACTS[clock.next_act].label}")
    return Cell("无", quiet=True)


def _clock_cell(kind: DueKind, due_on: date, left: int) -> Cell:
    day = f"{due_on.month}月{due_on.day}日"
    match kind:
        case DueKind.NOTICE:
            if left < 0:
                return Cell("公示期满待撤", tone="warn")
            return Cell(f"公示差 {left} 个工作日" if left else "公示今天期满")
        case DueKind.ANSWER:
            late = f"答复异议超 {-left} 天"
            return Cell(late if left < 0 else f"答复剩 {left} 个工作日", tone="bad" if left <= _SOON else "warn")
        case DueKind.VISIT:
            return Cell("入户调查已过期", tone="bad") if left < 0 else Cell(f"{day} 前上会")
        case DueKind.PAIRING:
            return Cell("待结对", tone="warn")
        case DueKind.PAIRING_VISIT:
            return Cell(f"结对走访超 {-left} 天", tone="bad") if left < 0 else Cell(f"{day} 前走访", quiet=True)
        case _:
            return Cell(f"{day} 前{kind.label}")


# The track and the gates ----------------------------------------------------------------------------------------


def steps_of(standing: CaseStanding, today: date) -> list[StepView]:
    """The seven steps: done with their day, the one that is going on, those that are not reached."""
    views: list[StepView] = []
    going = next((place for place, step in enumerate(standing.steps) if not step.done), len(standing.steps))
    for place, step in enumerate(standing.steps):
        tone: Tone = "ok" if step.done else "wait"
        note = short_day(step.on, today) if step.done else "未到"
        if place == going and standing.next is not None:
            tone, note = "info", standing.next.label
        said = {"ok": f"已办，{note}", "info": f"正在办：{note}", "wait": "未到"}[tone]
        number, word = place + 1, StepCode(step.code).label
        views.append(StepView(number, word, note, tone, f"第 {number} 步 {word}，{said}"))
    return views


def gates_of(standing: CaseStanding) -> list[GateView]:
    """The four gates with their evidence or what they lack."""
    views: list[GateView] = []
    for gate in standing.gates:
        word = GATE_WORDS[gate.code]
        count = len(gate.refusals)
        evidence = "已过" if gate.open else f"还差 {count} 项"
        tone: Tone = "ok" if gate.open else "bad"
        lacks = "".join(told.sentence for told in gate.refusals)
        views.append(GateView(word, evidence, tone, f"{gate.code.label}：{evidence}。{lacks}"))
    return views


def next_sentence(standing: CaseStanding, today: date) -> tuple[str, str]:
    """What comes next, and who may do it from when."""
    step = standing.next
    if step is None:
        return "眼下没有要办的下一步", ""
    what = f"（{step.what}）" if step.what else ""
    roles: Sequence[str] = [role.label for role in step.roles]
    wait = f"{step.not_before.month}月{step.not_before.day}日起" if step.not_before and step.not_before > today else ""
    return f"下一步：{step.label}{what}", f"{wait}由{'或'.join(roles)}办理"
