"""不予建档告知书: plainly and respectfully, with the reason, the way to object, and a receipt to cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from centre_app.core.households import HEAD
from centre_app.core.refusals import Refused
from centre_app.core.refusals.filing import NotNow
from centre_app.core.vocabulary.filing import CaseState, PaperKind
from centre_app.db.filing import CaseMove
from centre_app.services.filing import county_union
from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import Block, Cut, Gap, Seal, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .paper.words import day
from .press.wording import wording

__all__ = ["FORM", "RefusalSheet"]


@dataclass(frozen=True, slots=True)
class RefusalSheet:
    name: str
    applied_on: date | None
    reason: str
    union: str
    phone: str
    refused_on: date


def gather(look: Look, key: str) -> RefusalSheet:
    """The letter to a household that was refused.

    Raises:
        Refused: the case was not refused.
    """
    case = case_of(look, key)
    found = sa.select(CaseMove).where(CaseMove.case_id == case.id, CaseMove.state_after == CaseState.REFUSED)
    move = look.session.scalars(found.order_by(CaseMove.id.desc()).limit(1)).one_or_none()
    if move is None:
        label, needed = PaperKind.REFUSAL_LETTER.label, f"“{CaseState.REFUSED.label}”"
        raise Refused([NotNow(act=label, state=CaseState(case.state).label, needed=needed)])
    union = county_union(look)
    return RefusalSheet(
        name=next(member.name for member in case.household.members if member.relation == HEAD),
        applied_on=case.applied_on,
        reason=move.reason or "",
        union=look.setting.facts["union"],
        phone=(union.phone if union else None) or "12351",
        refused_on=move.on,
    )


def layout(sheet: RefusalSheet) -> Sequence[Block]:
    words = wording("letters")
    return [
        Title(words("refusal.title")),
        Text(words("refusal.to", name=sheet.name), Voice.PLAIN),
        Text(words("refusal.received", applied=day(sheet.applied_on))),
        Text(words("refusal.result", reason=sheet.reason)),
        Text(words("refusal.appeal", union=sheet.union)),
        Text(words("refusal.again")),
        Text(words("refusal.contact", phone=sheet.phone)),
        Gap(),
        Seal(sheet.union, day(sheet.refused_on)),
        Cut("沿此线裁下，回执由工会留存"),
        Text(words("refusal.receipt_title"), Voice.CENTRED),
        Text(words("refusal.receipt")),
        Signatures((Signer("签收人（签名）", fingerprint=True),)),
    ]


FORM = Form(
    code="refusal-letter",
    name=PaperKind.REFUSAL_LETTER.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=RefusalSheet(
        name="𠮷田秀兰",
        applied_on=date(2026, 11, 2),
        reason="经核算，家庭月人均净收入为1,520.00元，超过本县现行标准。",
        union="××县总工会",
        phone="0934-0000000",
        refused_on=date(2026, 11, 16),
    ),
    paper=A4_LETTER,
)
