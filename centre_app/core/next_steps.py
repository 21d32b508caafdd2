"""Where a case stands, in sentences: what it waits for, who does it, what is missing on the way into the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from centre_app.core.acts import ACTS
from centre_app.core.filing import FilingFacts, Judging, judge, objections, steps_of
from centre_app.core.refusals import Told
from centre_app.core.vocabulary.filing import CaseState

__all__ = ["NextStep", "next_step", "why"]

_NEXT: dict[CaseState, str] = {
    CaseState.DRAFT: "apply",
    CaseState.APPLIED: "record-visit",
    CaseState.SURVEYED: "run-means-test",
    CaseState.VERIFIED: "record-appraisal",
    CaseState.DELIBERATED: "post-notice",
    CaseState.PUBLICISED: "sign",
    CaseState.APPROVED: "approve",
    CaseState.ACTIVE: "pair",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The act that leads on, its word, and the words of the roles that may do it."""

    act: str
    label: str
    roles: tuple[str, ...]


def next_step(facts: FilingFacts, *, paired: bool) -> NextStep | None:
    """What leads a case on; nothing for one that rests, and for one in the files that has its cadre."""
    act = _NEXT.get(facts.state)
    if act == "record-appraisal" and facts.appraisal is not None:
        act = "hold-meeting"
    if act == "post-notice" and facts.notice is not None and facts.notice.taken_down_on is None:
        overturned = any(one.overturned for one in facts.notice.grievances)
        act = "post-notice" if overturned else "take-down-notice"
    if act is None or (act == "pair" and paired):
        return None
    return NextStep(act, ACTS[act].label, tuple(sorted(role.label for role in ACTS[act].roles)))


def why(facts: FilingFacts, ask: Judging, *, paired: bool) -> Iterator[str]:
    """The case in sentences: its state, what is done, what comes next, and everything that is missing."""
    yield f"本户现处于“{facts.state.label}”。"
    done = [step.code.label for step in steps_of(facts) if step.done]
    left = [step.code.label for step in steps_of(facts) if not step.done]
    if done:
        yield f"七步中已办{'、'.join(done)}。"
    if left and facts.state in _NEXT and facts.state is not CaseState.ACTIVE:
        yield f"还差{'、'.join(left)}。"
    step = next_step(facts, paired=paired)
    if step is None:
        yield "眼下没有要办的下一步。"
    else:
        yield f"下一步：{step.label}，由{'或'.join(step.roles)}办理。"
        yield from _sentences("现在办理还缺", _before(step.act, facts, ask))
    if facts.state in _NEXT and facts.state is not CaseState.ACTIVE:
        for gate in judge(facts, ask):
            yield from _sentences(f"{gate.code.label}", gate.refusals)


def _before(act: str, facts: FilingFacts, ask: Judging) -> list[Told]:
    """What speaks against the next act as things are."""
    return [told for told in objections(act, facts, ask) if told.stops]


def _sentences(head: str, told: tuple[Told, ...] | list[Told]) -> Iterator[str]:
    for one in told:
        yield f"{head}：{one.sentence}"
