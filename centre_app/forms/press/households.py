"""What many forms say of a household, gathered once: the head, the members, the unit, words for codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centre_app.core.fields import field
from centre_app.core.households import HEAD
from centre_app.core.people import age_on
from centre_app.core.vocabulary.household import (
    ArchiveLevel,
    Cause,
    ContractTerm,
    DisabilityKind,
    DisabilityLevel,
    HealthStatus,
    HousingType,
    HukouType,
    KeyGroup,
    MedicalCover,
    ModelWorker,
    WorkStatus,
    marital_group,
    political_group,
)
from centre_app.core.vocabulary.standards import Education, Ethnicity, MaritalStatus, PoliticalStatus, Relation, Sex
from centre_app.db.filing import Case
from centre_app.db.people import HouseholdMember
from centre_app.services.printing import latest_test_of
from centre_app.services.work import Look

from .words import category_label, label_of, labels_of

__all__ = ["HouseholdSheet", "PersonSheet", "household_sheet", "shown_number"]


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """One person as forms name him, codes already as words."""

    name: str
    relation: str
    sex: str
    birth_date: date | None
    age: int | None
    id_number: str
    ethnicity: str
    political_status: str
    education: str
    marital_status: str
    health: str
    disability: str
    medical_cover: str
    work_status: str
    model_worker: str
    hukou_type: str
    employer: str
    unit_nature: str
    firm_state: str
    industry: str
    work_start: str
    contract: str
    pension: str
    monthly_income: str
    phone: str


@dataclass(frozen=True, slots=True)
class HouseholdSheet:
    """A household as forms name it."""

    number: str
    archive_level: str
    category: str
    key_group: str
    target: str
    main_cause: str
    other_causes: str
    head: PersonSheet
    members: tuple[PersonSheet, ...]
    size: int
    address: str
    hukou: str
    postcode: str
    phone: str
    phone2: str
    housing: str
    floor_area: str
    other_income: str
    total_income: str
    income_per_head: str
    dibao: str
    single_parent: str
    zero_employment: str
    self_help: str
    bank: str
    account: str
    needs: str
    remark: str
    filing_unit: str
    community: str
    union: str
    centre: str

    @property
    def people(self) -> tuple[PersonSheet, ...]:
        """The head, then the members."""
        return (self.head, *self.members)


def household_sheet(look: Look, case: Case, on: date) -> HouseholdSheet:
    """The household of a case as it stands; ages are those of the day."""
    household = case.household
    people = {member.id: _person(member, on) for member in household.members}
    head = next(member for member in household.members if member.relation == HEAD)
    counted = sum(1 for member in household.members if member.counted)
    test = latest_test_of(look, case)
    return HouseholdSheet(
        number=shown_number(case),
        archive_level=label_of(ArchiveLevel, household.archive_level or look.setting.facts["archive_level"]),
        category=category_label(case.category),
        key_group=label_of(KeyGroup, household.key_group),
        target=_joined(_yes(household.target_household), household.target_on or ""),
        main_cause=label_of(Cause, case.main_cause),
        other_causes=labels_of(Cause, case.other_causes),
        head=people[head.id],
        members=tuple(people[member.id] for member in household.members if member is not head),
        size=len(test.counted) if test else counted,
        address=household.address or "",
        hukou=household.hukou_place or household.hukou_area or "",
        postcode=household.postcode or "",
        phone=household.phone or "",
        phone2=household.phone2 or "",
        housing=label_of(HousingType, household.housing_type),
        floor_area=f"{household.floor_area}平方米" if household.floor_area is not None else "",
        other_income=_yuan(household.other_income_y),
        total_income=_yuan(household.total_income_y),
        income_per_head=_yuan(test.net_per_head if test else household.income_pc),
        dibao=_yes(household.dibao),
        single_parent=_yes(household.single_parent),
        zero_employment=_yes(household.zero_employment),
        self_help=_yes(household.self_help),
        bank="".join(part for part in (household.bank, household.branch) if part),
        account=household.account or "",
        needs=household.needs or "",
        remark=household.remark or "",
        filing_unit=case.filing_unit.name if case.filing_unit else "",
        community=case.community.name if case.community else "",
        union=look.setting.facts["union"],
        centre=look.setting.facts["name"],
    )


def shown_number(case: Case) -> str:
    """The archive number, or until there is one the office's own."""
    return case.archive_no or case.local_no


def _person(member: HouseholdMember, on: date) -> PersonSheet:
    return PersonSheet(
        name=member.name,
        relation=label_of(Relation, member.relation),
        sex=label_of(Sex, member.sex),
        birth_date=member.birth_date,
        age=age_on(member.birth_date, on) if member.birth_date else None,
        id_number=member.id_number or member.document_number or "",
        ethnicity=label_of(Ethnicity, member.ethnicity),
        political_status=_political(member.political_status),
        education=label_of(Education, member.education),
        marital_status=_marital(member.marital_status),
        health=label_of(HealthStatus, member.health_status),
        disability=_joined(
            label_of(DisabilityKind, member.disability_kind), label_of(DisabilityLevel, member.disability_level)
        ),
        medical_cover=label_of(MedicalCover, member.medical_cover),
        work_status=label_of(WorkStatus, member.work_status),
        model_worker=label_of(ModelWorker, member.model_worker),
        hukou_type=label_of(HukouType, member.hukou_type),
        employer=member.employer or "",
        unit_nature=_word("unit_nature", member.unit_nature),
        firm_state=_word("firm_state", member.firm_state),
        industry=_word("industry", member.industry),
        work_start=member.work_start or "",
        contract=_joined(member.contract_date or "", label_of(ContractTerm, member.contract_term)),
        pension=_years(member.pension_paid_years, member.pension_required_years),
        monthly_income=_yuan(member.monthly_income),
        phone=member.phone or "",
    )


def _political(code: str | None) -> str:
    """The form groups the thirteen of GB/T 4762 into five."""
    return political_group(PoliticalStatus(code)).label if code else ""


def _marital(code: str | None) -> str:
    """The form groups GB/T 2261.2 into four; what is not stated is left open."""
    group = marital_group(MaritalStatus(code)) if code else None
    return group.label if group else ""


def _word(name: str, code: str | None) -> str:
    """The word of a code that may stand in the list of either edition."""
    found = field("household_member", name).option(code) if code else None
    return found.label if found else code or ""


def _joined(*words: str) -> str:
    return "，".join(word for word in words if word)


def _years(paid: Decimal | None, required: Decimal | None) -> str:
    parts = (("已缴", paid), ("应缴", required))
    return _joined(*(f"{word}{years.normalize():f}年" for word, years in parts if years is not None))


def _yuan(amount: object) -> str:
    return "" if amount is None else f"{amount:,.2f}"


def _yes(known: bool | None) -> str:
    return "" if known is None else "是" if known else "否"
