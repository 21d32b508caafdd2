"""家庭经济状况核对授权书: every adult consents to the check, guardians for minors (PIPL arts 13, 29 and 31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.core.people import ADULT
from centre_app.core.vocabulary.filing import PaperKind
from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import Block, Column, Fit, Gap, Grid, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD
from .press.wording import wording

__all__ = ["FORM", "AuthorisationSheet"]


@dataclass(frozen=True, slots=True)
class AuthorisationSheet:
    household: HouseholdSheet


def gather(look: Look, key: str) -> AuthorisationSheet:
    case = case_of(look, key)
    return AuthorisationSheet(household_sheet(look, case, case.applied_on or look.today))


def layout(sheet: AuthorisationSheet) -> Sequence[Block]:
    words = wording("authorisation")
    home = sheet.household
    return [
        Title(words("authorisation.title")),
        Text(words("authorisation.to", unit=home.union), Voice.PLAIN),
        Text(words("authorisation.body")),
        Text(words("authorisation.use")),
        Text(words("authorisation.minors")),
        Gap(0.5),
        Grid(
            (
                Column("姓名", 24, Fit.NAME),
                Column("与户主关系", 22),
                Column("身份证号", 39.5),
                Column("本人或监护人签名（手印）", 47),
                Column("日期", 23.5),
            ),
            [
                [one.name, one.relation, one.id_number, "" if _signs(one.age) else "（监护人）", ""]
                for one in home.people
            ],
            row_height=11,
        ),
        Gap(),
        Signatures((Signer("户主（签名）", fingerprint=True),)),
    ]


def _signs(age: int | None) -> bool:
    return age is None or age >= ADULT


FORM = Form(
    code="authorisation",
    name=PaperKind.AUTHORISATION.label,
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=AuthorisationSheet(HOUSEHOLD),
    paper=A4_LETTER,
)
