"""What the store knows of the people on a notice that may never stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from centre_app.core.households import HEAD
from centre_app.core.moments import ways_to_write
from centre_app.core.vocabulary.household import HealthStatus
from centre_app.db.filing import Case
from centre_app.services.printing import PageSubject
from centre_app.services.work import Look

__all__ = ["Secrets", "secrets_of"]


@dataclass(frozen=True, slots=True)
class Secrets:
    """Texts that a public page must not contain, by kind, and what it may: the office's own, and who is listed."""

    id_numbers: frozenset[str]
    phones: frozenset[str]
    accounts: frozenset[str]
    addresses: frozenset[str]
    birth_dates: frozenset[str]
    illnesses: frozenset[str]
    names: frozenset[str]
    """Members who are not listed themselves, children among them."""
    allowed: frozenset[str]


def secrets_of(look: Look, subject: PageSubject) -> Secrets:
    """Everything known of the households on a notice that its readers have no right to (PIPL arts 28 to 31)."""
    notice = subject.notice
    cases = [entry.case for entry in notice.entries] if notice else []
    listed = {entry.name for entry in notice.entries} if notice else set()
    members = [member for case in cases for member in case.household.members]
    return Secrets(
        id_numbers=frozenset(m.id_number for m in members if m.id_number),
        phones=frozenset(_phones(cases)),
        accounts=frozenset(case.household.account for case in cases if case.household.account),
        addresses=frozenset(case.household.address for case in cases if case.household.address),
        birth_dates=frozenset(form for m in members if m.birth_date for form in ways_to_write(m.birth_date)),
        illnesses=frozenset(status.label for status in HealthStatus if status.is_illness),
        names=frozenset(m.name for m in members if m.relation != HEAD) - listed,
        allowed=frozenset((notice.phone, notice.supervision_phone, notice.contact, notice.address)) | listed
        if notice
        else frozenset(),
    )


def _phones(cases: list[Case]) -> Iterator[str]:
    for case in cases:
        numbers = (case.household.phone, case.household.phone2, *(m.phone for m in case.household.members))
        yield from (number for number in numbers if number)
