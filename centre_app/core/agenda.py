"""The morning page: everything that is due, with the days that are left, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from centre_app.core.acts import ACTS
from centre_app.core.vocabulary.agenda import DueKind
from centre_app.core.vocabulary.filing import Role, SignatureRole

__all__ = ["VISIT_WARN_DAYS", "Due", "in_order", "is_pressing"]

VISIT_WARN_DAYS: Final = 30
"""From so many days before a visit becomes too old for a meeting it is shown; a wish of the screen, no policy."""

PRESSING_DAYS: Final = 7
"""So many days ahead a clock is counted among what wants an act; a wish of the screen, no policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due. ``days_left`` are working days for notices and answers, else days; below nought it is
    late.
    """

    kind: DueKind
    subject: str
    """What it is about, as people call it: the number of a case or of a notice."""
    name: str = ""
    """The head of the household, or the unit whose notice it is."""
    case: UUID | None = None
    due_on: date | None = None
    days_left: int | None = None
    detail: str = ""
    """Whose signature, which cadre."""
    signer: SignatureRole | None = None
    count: int | None = None
    """How many papers."""

    @property
    def text(self) -> str:
        """What is due, as a sentence."""
        who = f"{self.name}（{self.subject}）" if self.name else self.subject
        detail = f"，{self.detail}" if self.detail else ""
        count = f"，{self.count} 份" if self.count else ""
        when = f"，期限 {self.due_on}，{self.left}" if self.left else ""
        return f"{self.kind.label}：{who}{detail}{count}{when}。"

    @property
    def left(self) -> str:
        """How much time is left, with its unit, or how long ago it ran out."""
        if self.due_on is None or self.days_left is None:
            return ""
        if self.days_left < 0:
            return f"已过期 {-self.days_left} 天"
        unit = "个工作日" if self.kind in _WORKING_DAYS else "天"
        return f"还有 {self.days_left} {unit}" if self.days_left else "今天到期"

    @property
    def roles(self) -> frozenset[Role]:
        """Whose turn it is: who may do the act that ends it, whose signature it waits for; nobody's where time runs."""
        if self.signer is not None:
            return frozenset({Role.REVIEWER if self.signer is SignatureRole.REVIEWER else Role.CHAIR})
        act = _ENDED_BY.get(self.kind)
        return ACTS[act].roles if act else frozenset()


_WORKING_DAYS: Final = frozenset({DueKind.ANSWER, DueKind.NOTICE})
_ENDED_BY: Final = {
    DueKind.ANSWER: "settle-grievance",
    DueKind.NOTICE_RUN_OUT: "take-down-notice",
    DueKind.VISIT: "record-visit",
    DueKind.PAIRING: "pair",
    DueKind.PAIRING_VISIT: "record-pairing-visit",
    DueKind.SCAN: "attach-paper",
}


def is_pressing(due: Due) -> bool:
    """Whether it needs an act now: a clock that has run out or runs within the week, or a waiting signature."""
    if due.kind is DueKind.SIGNATURE:
        return True
    return due.days_left is not None and due.days_left <= PRESSING_DAYS


def in_order(due: list[Due]) -> list[Due]:
    """What is late or has a day first, by the days left; then what only waits, by kind."""
    kinds = list(DueKind)
    return sorted(
        due,
        key=lambda one: (
            one.days_left is None,
            one.days_left if one.days_left is not None else 0,
            kinds.index(one.kind),
            one.subject,
        ),
    )
