"""What is known of a household and its people: the facts that tables bring in and take out.

These are values, not records: the store keeps them, workbooks carry them, and both are compared field by
field. Field names and their order follow the form of 2020 (困难职工档案表) and its later member block.
Codes are plain text here; the lists stand in ``core.vocabulary``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from centre_app.core.people import same_person_key

__all__ = ["HEAD", "HouseholdFacts", "PersonFacts", "household_fields", "person_fields"]

HEAD: Final = "02"
"""GB/T 4761: 户主. The head of a household carries this relation, every other member another one."""
NOTHING_ELSE: Final = {"extra": "forbid"}
"""For whoever reads these values from JSON: a key that is none of theirs is refused, not passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """One person of a household, the head included (the later form uses one block for both).

    ``None`` always means: not known. Money is yuan with two places, ``monthly_income`` per month.
    ``work_start`` and ``contract_date`` are ISO text, a day (``1998-10-05``) or a month (``1998-10``) where the
    source names no day: a day is never invented. The phones of the head are the household's.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = NOTHING_ELSE

    name: str
    relation: str
    """GB/T 4761, read as "this person is the householder's ..."; ``HEAD`` for the head."""
    id_number: str | None = None
    """GB 11643, always 18 characters."""
    document_kind: str | None = None
    """Another kind of document, for a person who can have no identity number."""
    document_number: str | None = None
    sex: str | None = None
    """GB/T 2261.1."""
    birth_date: date | None = None
    ethnicity: str | None = None
    """GB/T 3304."""
    political_status: str | None = None
    """GB/T 4762."""
    education: str | None = None
    """GB/T 4658."""
    marital_status: str | None = None
    """GB/T 2261.2."""
    health_status: str | None = None
    disability_kind: str | None = None
    disability_level: str | None = None
    labour_capacity: str | None = None
    work_status: str | None = None
    """Position in work or in schooling (人员身份)."""
    model_worker: str | None = None
    medical_cover: str | None = None
    hukou_type: str | None = None
    employer: str | None = None
    """Place of work, or school."""
    unit_nature: str | None = None
    firm_state: str | None = None
    industry: str | None = None
    work_start: str | None = None
    contract_date: str | None = None
    contract_term: str | None = None
    pension_paid_years: Decimal | None = None
    pension_required_years: Decimal | None = None
    school_entry_year: int | None = None
    school_years: int | None = None
    monthly_income: Decimal | None = None
    phone: str | None = None
    counted: bool = True
    """Whether the person counts as a member of the household (共同生活家庭成员)."""
    not_counted_reason: str | None = None
    remark: str | None = None

    @property
    def identity(self) -> str:
        """Who this is, whatever record holds them: by number, else by the other document, else by name and birth."""
        if self.id_number:
            return same_person_key(self.id_number)
        if self.document_number:
            return same_person_key(self.document_number)
        return f"{self.name} {self.birth_date or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """One household as a table knows it: its people and what is said once for all of them.

    ``causes`` holds the main cause first, then at most three others, none twice. ``filed_on`` and ``target_on``
    are ISO text, a day or only a month. Money is yuan with two places: ``other_income_y`` and ``total_income_y``
    per year, ``income_pc`` per head and month. What a source has no figure for is ``None``, never nought.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = NOTHING_ELSE

    people: tuple[PersonFacts, ...]
    archive_no: str | None = None
    archive_level: str | None = None
    hardship_category: str | None = None
    key_group: str | None = None
    causes: tuple[str, ...] = ()
    town: str | None = None
    """Township or street (所属街道、乡镇) as the office writes it."""
    hukou_place: str | None = None
    """Where the household is registered, in words."""
    hukou_area: str | None = None
    """GB/T 2260, six digits."""
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    phone2: str | None = None
    housing_type: str | None = None
    floor_area: Decimal | None = None
    """Square metres."""
    household_size: int | None = None
    """As typed in the source; what is reckoned with is the number of counted people."""
    other_income_y: Decimal | None = None
    total_income_y: Decimal | None = None
    income_pc: Decimal | None = None
    dibao: bool | None = None
    single_parent: bool | None = None
    self_help: bool | None = None
    zero_employment: bool | None = None
    target_household: bool | None = None
    """是否解困脱困对象."""
    target_on: str | None = None
    bank: str | None = None
    branch: str | None = None
    account: str | None = None
    filed_on: str | None = None
    needs: str | None = None
    remark: str | None = None

    @property
    def head(self) -> PersonFacts | None:
        """The head of the household; ``None`` where nobody is."""
        return next((person for person in self.people if person.relation == HEAD), None)

    @property
    def members(self) -> tuple[PersonFacts, ...]:
        """Everybody but the head."""
        head = self.head
        return tuple(person for person in self.people if person is not head)

    @property
    def id_numbers(self) -> Iterator[str]:
        """Every identity number of the household, the head's among them."""
        return (person.id_number for person in self.people if person.id_number)


_PERSON_FIELDS: Final = tuple(field.name for field in fields(PersonFacts))
_HOUSEHOLD_FIELDS: Final = tuple(field.name for field in fields(HouseholdFacts) if field.name != "people")


def person_fields() -> tuple[str, ...]:
    """Names of all facts of a person, in order."""
    return _PERSON_FIELDS


def household_fields() -> tuple[str, ...]:
    """Names of all facts that are said once for a household, in order; its people are not among them."""
    return _HOUSEHOLD_FIELDS
