"""诚信承诺书: what the household says is true, and changes are reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.core.vocabulary.filing import PaperKind
from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import Block, Gap, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD
from .press.wording import wording

__all__ = ["FORM", "PledgeSheet"]


@dataclass(frozen=True, slots=True)
class PledgeSheet:
    household: HouseholdSheet


def gather(look: Look, key: str) -> PledgeSheet:
    case = case_of(look, key)
    return PledgeSheet(household_sheet(look, case, case.applied_on or look.today))


def layout(sheet: PledgeSheet) -> Sequence[Block]:
    words = wording("authorisation")
    home, head = sheet.household, sheet.household.head
    return [
        Title(words("pledge.title")),
        Text(words("pledge.to", unit=home.filing_unit or home.union), Voice.PLAIN),
        Text(words("pledge.body")),
        *(Text(words(f"pledge.{which}")) for which in ("first", "second", "third", "fourth", "fifth")),
        Gap(),
        Text(f"承诺人：{head.name}\n身份证号：{head.id_number}\n家庭住址：{home.address}\n联系电话：{home.phone}"),
        Gap(),
        Signatures((Signer("承诺人（签名）", fingerprint=True), Signer("配偶（签名）", fingerprint=True))),
    ]


FORM = Form(
    code="honesty-pledge",
    name=PaperKind.HONESTY_PLEDGE.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=PledgeSheet(HOUSEHOLD),
    paper=A4_LETTER,
)
