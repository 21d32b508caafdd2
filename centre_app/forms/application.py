"""困难职工帮扶申请书: the household asks in its own name; signed, or with a fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.services.finding import case_of
from centre_app.services.work import Look

from .paper.blocks import Block, Column, Fit, Gap, Grid, Signatures, Signer, Text, Title, Voice
from .paper.form import Form, Subject
from .paper.geometry import A4_LETTER
from .press.households import HouseholdSheet, household_sheet
from .press.samples import HOUSEHOLD
from .press.wording import wording

__all__ = ["FORM", "ApplicationSheet"]


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    household: HouseholdSheet


def gather(look: Look, key: str) -> ApplicationSheet:
    case = case_of(look, key)
    return ApplicationSheet(household_sheet(look, case, case.applied_on or look.today))


def layout(sheet: ApplicationSheet) -> Sequence[Block]:
    words = wording("application")
    home, head = sheet.household, sheet.household.head
    who = "application.who" if head.employer else "application.who_without_employer"
    causes = "、".join(part for part in (home.main_cause, home.other_causes) if part)
    person = "，".join(part for part in (head.name, head.sex, head.ethnicity) if part)
    return [
        Title(words("application.title")),
        Text(words("application.to", unit=home.filing_unit or home.union), Voice.PLAIN),
        Text(words(who, person=person, size=home.size, employer=head.employer)),
        Text(words("application.cause", causes=causes or "　　　　　　　　　　")),
        *([Text(words("application.needs", needs=home.needs))] if home.needs else []),
        Text(words("application.promise")),
        Text(words("application.end")),
        Gap(0.5),
        Grid(
            (
                Column("姓名", 22, Fit.NAME),
                Column("与户主关系", 20),
                Column("身份证号", 38),
                Column("健康状况", 22),
                Column("单位或学校", 44, Fit.UNIT),
            ),
            [[one.name, one.relation, one.id_number, one.health, one.employer] for one in home.people],
        ),
        Gap(),
        Signatures((Signer("申请人（签名）", fingerprint=True),)),
    ]


FORM = Form(
    code="application",
    name="困难职工帮扶申请书",
    subject=Subject.CASE,
    gather=gather,
    layout=layout,
    sample=ApplicationSheet(HOUSEHOLD),
    paper=A4_LETTER,
)
