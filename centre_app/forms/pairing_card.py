"""结对帮扶联系卡: whom the household can ring. It says neither cause nor illness, for it hangs in the home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.core.households import HEAD
from centre_app.core.refusals import Refused
from centre_app.core.refusals.pairing import NotPaired
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.services.filing import county_union
from centre_app.services.finding import case_of
from centre_app.services.pairing import pairing_of
from centre_app.services.work import Look

from .paper.blocks import Block, Box, Ends, Fields, Fit, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A5_CARD
from .paper.words import day
from .press.households import shown_number
from .press.wording import wording

__all__ = ["FORM", "CardSheet"]


@dataclass(frozen=True, slots=True)
class CardSheet:
    number: str
    household: str
    cadre: str
    cadre_unit: str
    cadre_phone: str
    centre: str
    centre_phone: str
    since: date


def gather(look: Look, key: str) -> CardSheet:
    """The card of a case's present pairing.

    Raises:
        Refused: nobody is paired with the household today.
    """
    case = case_of(look, key)
    pairing = pairing_of(look, case)
    if pairing is None:
        raise Refused([NotPaired(day=look.today)])
    cadre, union = pairing.cadre, county_union(look)
    return CardSheet(
        number=shown_number(case),
        household=next(member.name for member in case.household.members if member.relation == HEAD),
        cadre=cadre.name,
        cadre_unit=cadre.unit.name if cadre.unit else "",
        cadre_phone=cadre.phone or "",
        centre=look.setting.facts["name"],
        centre_phone=(union.phone if union else None) or "",
        since=pairing.from_on,
    )


def layout(sheet: CardSheet) -> Sequence[Block]:
    words = wording("letters")
    duties = "\n".join(words(f"card.duty_{number}") for number in (1, 2, 3))
    return [
        Title(words("card.title")),
        Ends(left=sheet.centre, right=f"编号：{sheet.number}"),
        Fields(
            [
                Box("户　　主", sheet.household, 6, Fit.NAME, key="name"),
                Box("帮扶干部", sheet.cadre, 6, Fit.NAME, key="cadre"),
                Box("干部单位", sheet.cadre_unit, 6),
                Box("干部电话", sheet.cadre_phone, 6, Fit.CENTRE),
                Box("中心电话", sheet.centre_phone, 6, Fit.CENTRE),
                Box("发卡日期", day(sheet.since), 6, Fit.CENTRE),
                Box("帮扶职责", duties, 12, lines=3),
            ]
        ),
        Text(words("card.hotline"), Voice.NOTE),
    ]


FORM = Form(
    code="pairing-card",
    name=PaperKind.PAIRING_CARD.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=CardSheet(
        number="62100220260001",
        household="阿依古丽·吐尔逊",
        cadre="田干部",
        cadre_unit="××县总工会",
        cadre_phone="19900000021",
        centre="××县困难职工帮扶中心",
        centre_phone="0934-0000000",
        since=date(2026, 12, 1),
    ),
    paper=A5_CARD,
)
