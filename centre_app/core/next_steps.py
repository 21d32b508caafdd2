"""Where a case stands, in sentences: what has been done, what is missing, who must do what next and from when.

The next act follows from the same gates that judge the acts, so that nobody is sent to do what would be refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.core.acts import ACTS
from centre_app.core.filing import (
    FILING_ORDER,
    FilingFacts,
    Judging,
    Posted,
    appraised,
    authorised,
    decided_the_same,
    deliberated,
    judge,
    notice_objections,
    signed,
    signing_roles,
    steps_of,
    still_holds,
    still_speaks,
    two_persons,
    visit_expired,
    visited,
)
from centre_app.core.refusals import Told
from centre_app.core.refusals import filing as no
from centre_app.core.refusals.upkeep import TakenOverUnseen
from centre_app.core.vocabulary.filing import CaseState, Role

__all__ = ["Beside", "NextStep", "Standing", "next_step", "sentences"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the next step hangs on besides the facts of the gates."""

    against_applying: tuple[Told, ...] = ()
    """What an application still lacks."""
    has_budget_lines: bool = False
    cadre: str | None = None
    """Who is paired with the household now."""
    seen_by: date | None = None
    """The day by which the cadre should visit again."""
    taken_over_unseen: bool = False
    """An archive from before, without a visit and review of this office's own."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The act that leads on: what exactly, from which day on, and what is missing for it."""

    act: str
    what: str = ""
    """What the act's word does not say: which form, whose signature, which objection."""
    not_before: date | None = None
    missing: tuple[Told, ...] = ()

    @property
    def label(self) -> str:
        """The act's word."""
        return ACTS[self.act].label

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may do it."""
        return tuple(sorted(ACTS[self.act].roles))


# What comes next ------------------------------------------------------------------------------------------------

_FROZEN = frozenset({CaseState.DELIBERATED, CaseState.PUBLICISED, CaseState.APPROVED})
_RESTS_ON_IT = _FROZEN | {CaseState.VERIFIED}
"""States in which everything that follows rests on the latest reckoning."""


def next_step(facts: FilingFacts, ask: Judging, beside: Beside) -> NextStep | None:
    """What leads a case on; nothing for one that rests. An objection freezes it until it is settled."""
    unsettled = [one.number for one in facts.notice.grievances if one.open] if facts.notice else []
    if unsettled and facts.state in _FROZEN:
        return NextStep("settle-grievance", "、".join(unsettled))
    stale = (*still_holds(facts), *authorised(facts, ask))
    if stale and facts.state in _RESTS_ON_IT:
        return NextStep("return-case" if facts.state is CaseState.APPROVED else "run-means-test", missing=stale)
    return _in_state(facts, ask, beside)


def _in_state(facts: FilingFacts, ask: Judging, beside: Beside) -> NextStep | None:
    match facts.state:
        case CaseState.DRAFT:
            return NextStep("apply", missing=beside.against_applying)
        case CaseState.APPLIED:
            return NextStep("record-visit")
        case CaseState.SURVEYED:
            return _surveyed(facts, ask, beside)
        case CaseState.VERIFIED:
            return _verified(facts, ask)
        case CaseState.DELIBERATED:
            return _deliberated(facts, ask)
        case CaseState.PUBLICISED:
            return _publicised(facts, ask)
        case CaseState.APPROVED:
            return _approved(facts, ask)
        case CaseState.ACTIVE:
            return NextStep("record-pairing-visit", not_before=beside.seen_by) if beside.cadre else NextStep("pair")
        case CaseState.REFUSED:
            return NextStep("print", "不予建档告知书")
        case _:
            return None


def _surveyed(facts: FilingFacts, ask: Judging, beside: Beside) -> NextStep:
    """A visit that no meeting could rest on is made again before anybody reckons."""
    old = tuple(visit_expired(facts.visit, facts.today, ask)) if facts.visit else ()
    if old:
        return NextStep("record-visit", missing=old)
    return NextStep("run-means-test" if beside.has_budget_lines else "set-budget-line")


def _verified(facts: FilingFacts, ask: Judging) -> NextStep:
    """After the reckoning: no category ends it; then the visit must be young enough, the neighbours be heard."""
    if facts.latest_test is not None and facts.latest_test.category is None:
        return NextStep("refuse-case", missing=(no.NoCategory(),))
    old = [*visited(facts, ask), *(visit_expired(facts.visit, facts.today, ask) if facts.visit else ())]
    if old:
        return NextStep("record-visit", missing=tuple(dict.fromkeys(old)))
    unheard = tuple(appraised(facts, ask))
    return NextStep("record-appraisal", missing=unheard) if unheard else NextStep("hold-meeting")


def _deliberated(facts: FilingFacts, ask: Judging) -> NextStep:
    """Posting, hanging, objections, taking down."""
    notice, latest = facts.notice, facts.latest_test
    met_on = facts.meeting.on if facts.meeting else None
    if notice is None or not notice.places or not still_speaks(notice.test, notice.posted_on, latest, met_on):
        return _to_post(facts, ask)
    overturned = [no.NoticeOverturned(grievance=one.number) for one in notice.grievances if one.overturned]
    if overturned:
        anew = latest is not None and latest.number > notice.test.number
        return _to_post(facts, ask) if anew else NextStep("run-means-test", missing=tuple(overturned))
    if notice.taken_down_on is not None:
        return _to_post(facts, ask)
    ends = notice.last_day(ask)
    return NextStep(
        "take-down-notice",
        notice.number,
        not_before=ends + timedelta(days=1),
        missing=tuple(notice_objections(facts, notice, ask)),
    )


def _to_post(facts: FilingFacts, ask: Judging) -> NextStep:
    """The meeting's papers are brought first (domain 2.6), though nothing forbids to post without them."""
    for lacking, act, what in (
        (no.MinutesMissing, "print", "会议记录"),
        (no.SignInSheetMissing, "attach-paper", "会议签到表"),
    ):
        missing = tuple(told for told in deliberated(facts, ask) if isinstance(told, lacking))
        if missing:
            return NextStep(act, what, missing=missing)
    return NextStep("post-notice")


def _publicised(facts: FilingFacts, ask: Judging) -> NextStep:
    """The certificate and the approval form are printed, and the form is signed in order."""
    notice, page, latest = facts.notice, facts.page, facts.latest_test
    if notice is not None and not _certified(notice):
        return NextStep("print", "公示结果证明", missing=(no.CertificateMissing(notice=notice.number),))
    old = page is None or page.outdated or (latest is not None and not decided_the_same(page.test, latest))
    if page is None or old:
        lacking = tuple(one for one in signed(facts, ask) if not isinstance(one, no.SignatureMissing | no.ChairMissing))
        return NextStep("print", "困难职工档案表（审批表）", missing=lacking)
    on_page = {one.role for one in facts.signatures if one.page.code == page.code}
    waiting = [
        role for role in signing_roles(ask.rules_on(page.printed_on), facts.archive_level) if role not in on_page
    ]
    return NextStep("sign", waiting[0].label if waiting else page.code)


def _certified(notice: Posted) -> bool:
    """Printed after the take-down; a case whose notice has run out has been taken down."""
    down = notice.taken_down_on or notice.posted_on
    return notice.certified_on is not None and notice.certified_on >= down


def _approved(facts: FilingFacts, ask: Judging) -> NextStep:
    """Scans and minutes that may follow until the approval, then the approval itself."""
    lacking = [told for gate in judge(facts, ask) for told in gate.refusals]
    lacking += [told for told in two_persons(facts, ask) if told.stops]
    scans = (no.SignInSheetMissing, no.MinutesMissing, no.ChairPageUnscanned)
    if lacking and all(isinstance(told, scans) for told in lacking):
        return NextStep("attach-paper", missing=tuple(lacking))
    return NextStep("approve", missing=tuple(lacking))


# In sentences ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """A case with what its sentences need."""

    case: str
    head: str
    facts: FilingFacts
    beside: Beside
    returned_to: CaseState | None = None
    red: tuple[Told, ...] = ()
    """Starred fields and papers that are missing: red, and stopping nothing."""
    reason: str = ""
    """Why it was last returned, refused or withdrawn."""


def sentences(standing: Standing, ask: Judging) -> Iterator[str]:
    """Where it stands, what is done, what is missing for the next act and for each gate, who acts next."""
    facts = standing.facts
    yield from _where(standing)
    if facts.state in FILING_ORDER[:-1]:
        yield _steps(facts)
    step = next_step(facts, ask, standing.beside)
    if step is None:
        yield "眼下没有要办的下一步。"
        return
    yield _next(step, facts.today)
    for told in step.missing:
        yield f"还缺：{told.sentence}"
    for told in standing.red:
        yield f"还缺（不影响办理）：{told.sentence}"
    if facts.state in FILING_ORDER[:-1]:
        yield from _gates(facts, ask, step)
    elif facts.state is CaseState.ACTIVE and standing.beside.cadre:
        yield f"结对帮扶干部是{standing.beside.cadre}。"


def _where(standing: Standing) -> Iterator[str]:
    facts = standing.facts
    subject = f"{standing.head}户（{standing.case}）"
    if standing.returned_to is not None:
        yield f"{subject}已退回到“{standing.returned_to.label}”，从这一步重新办理。"
    else:
        yield f"{subject}现处于“{facts.state.label}”。"
    if standing.reason:
        yield f"原因：{standing.reason}"
    if standing.beside.taken_over_unseen:
        yield TakenOverUnseen().sentence


def _steps(facts: FilingFacts) -> str:
    steps = steps_of(facts)
    done = "、".join(f"{step.code.label}（{step.on}）" for step in steps if step.done)
    left = "、".join(step.code.label for step in steps if not step.done)
    if not done:
        return f"七步都还没有办：{left}。"
    return f"七步已办：{done}；未办：{left}。" if left else f"七步已办：{done}。"


def _next(step: NextStep, today: date) -> str:
    roles = "或".join(role.label for role in step.roles)
    what = f"（{step.what}）" if step.what else ""
    wait = f"，不早于 {step.not_before}" if step.not_before and step.not_before > today else ""
    return f"下一步：由{roles}办理“{step.label}”{what}{wait}。"


def _gates(facts: FilingFacts, ask: Judging, step: NextStep) -> Iterator[str]:
    """What still closes each gate, but for what has just been said of the next act."""
    said = set(step.missing)
    for gate in judge(facts, ask):
        if gate.open:
            yield f"“{gate.code.label}”这一关已过。"
            continue
        left = [told.sentence for told in gate.refusals if told not in said]
        yield f"“{gate.code.label}”这一关未过：{''.join(left) if left else '见上。'}"
