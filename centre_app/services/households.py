"""Households and their people: opening a case, members, the head, one household one archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from centre_app.core.fields import household_faults, tidied
from centre_app.core.households import HEAD, HouseholdFacts, PersonFacts, household_fields, person_fields
from centre_app.core.people import pinyin_initials, same_person_key
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as no
from centre_app.core.vocabulary.filing import CaseState
from centre_app.db.filing import AccidentSuffered, AssetFinding, BudgetLine, Case, CaseNote, Paper
from centre_app.db.people import Household, HouseholdMember
from centre_app.services.finding import case_of, member_of, person_of, unit_of
from centre_app.services.given import Given, Key, Text
from centre_app.services.numbers import next_number
from centre_app.services.work import Done, Look, Work

__all__ = [
    "HOUSEHOLD_COLUMNS",
    "LIVING",
    "AddMember",
    "AddNote",
    "ChangeCase",
    "ChangeHead",
    "ChangeHousehold",
    "ChangeMember",
    "OpenCase",
    "add_member",
    "add_note",
    "against_opening",
    "change_case",
    "change_head",
    "change_household",
    "change_member",
    "doubled_by",
    "facts_of_household",
    "filed_elsewhere",
    "open_case",
    "reshape",
    "same_people",
    "store_household",
]

LIVING = frozenset(CaseState) - {CaseState.CLOSED, CaseState.REFUSED, CaseState.WITHDRAWN}
"""States in which a person may stand in one case only."""

DECIDED = frozenset({CaseState.DELIBERATED, CaseState.PUBLICISED, CaseState.APPROVED})
"""States that rest on a meeting of the filing unit's committee."""

HOUSEHOLD_COLUMNS = tuple(
    name for name in household_fields() if name not in ("archive_no", "hardship_category", "causes")
)
"""Facts of the household record; archive number, category and causes belong to the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Given):
    """A new application: the household with all its people."""

    household: HouseholdFacts
    filing_unit: Key | None = None
    community: Key | None = None
    filed_by: Key | None = None
    follows: Key | None = None
    """The closed case of the same household that this new episode follows."""


def open_case(work: Work, given: OpenCase) -> Done:
    """Open a draft: one household one archive, checked over the numbers of all its people.

    A closed case of one of them is shown and offered as a new episode of the same household; it is never silently
    doubled.
    """
    faults = against_opening(work, given)
    _refuse(faults)
    facts, _ = tidied(given.household)
    followed = case_of(work, given.follows) if given.follows else None
    case = store_household(work, facts, on=work.day(given.on), follows=followed)
    if given.filing_unit:
        case.filing_unit_id = unit_of(work, given.filing_unit).id
    if given.community:
        case.community_id = unit_of(work, given.community).id
    case.filed_by_id = person_of(work, given.filed_by).id if given.filed_by else work.actor.person_id
    work.session.flush()
    return _done(case, faults)


def against_opening(look: Look, given: OpenCase) -> list[Told]:
    """Everything there is to say of an application as it is typed, what stops and what is only worth a look."""
    facts, changed = tidied(given.household)
    faults = [*changed, *household_faults(facts, areas=look.areas, on=look.today)]
    followed = case_of(look, given.follows) if given.follows else None
    faults += _against_all(look, facts, followed)
    if followed is not None:
        faults += _still_filed(look, followed)
        faults += _leaving(look, followed, same_people(followed.household.members, facts.people))
    return faults


def store_household(work: Work, facts: HouseholdFacts, *, on: date, follows: Case | None = None) -> Case:
    """Store a household as a draft case; the facts have been checked."""
    household = follows.household if follows else Household()
    _fill(household, facts, HOUSEHOLD_COLUMNS)
    _put_members(household, facts.people, same_people(household.members, facts.people))
    work.session.add(household)
    work.session.flush()
    episodes = work.session.scalar(sa.select(sa.func.count()).where(Case.household_id == household.id)) or 0
    case = Case(
        household_id=household.id,
        episode=episodes + 1,
        local_no=next_number(work, f"L{on.year}"),
        archive_no=None,
        state=CaseState.DRAFT,
        category=facts.hardship_category,
        main_cause=facts.causes[0] if facts.causes else None,
        other_causes=list(facts.causes[1:]),
        opened_on=on,
        entered_by_id=work.actor.person_id,
        taken_over=False,
    )
    case.household = household
    work.session.add(case)
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember(Given):
    case: Key
    person: PersonFacts


def add_member(work: Work, given: AddMember) -> Done:
    """Add a person to a case's household, in any relation but a second head."""
    case = _living(work, given.case)
    facts = facts_of_household(case)
    return _reshaped(work, case, replace(facts, people=(*facts.people, given.person)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMember(Given):
    case: Key
    member: Key
    person: PersonFacts
    """All facts of the person as they are now."""


def change_member(work: Work, given: ChangeMember) -> Done:
    """Correct the facts of one person, who stays the same: somebody else is added, and who left is not counted."""
    case = _living(work, given.case)
    member = member_of(work, case, given.member)
    facts = facts_of_household(case)
    was, now = _person(member), given.person
    known = case.standing is not CaseState.DRAFT or _has_records(work, member)
    if known and not {was.name, was.identity, was.birth_date} & {now.name, now.identity, now.birth_date}:
        raise Refused([no.AnotherPerson(name=was.name, other=now.name, field="person")])
    people = list(facts.people)
    people[case.household.members.index(member)] = given.person
    return _reshaped(work, case, replace(facts, people=tuple(people)), case.household.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHead(Given):
    case: Key
    member: Key
    relation_of_former_head: Key
    """GB/T 4761 code of the former head, seen from the new one."""


def change_head(work: Work, given: ChangeHead) -> Done:
    """Make another member the head; the former head gets a relation to the new one."""
    case = _living(work, given.case)
    member = member_of(work, case, given.member)
    people = []
    for record, person in zip(case.household.members, facts_of_household(case).people, strict=True):
        if record is member:
            people.append(replace(person, relation=HEAD))
        elif person.relation == HEAD:
            people.append(replace(person, relation=given.relation_of_former_head))
        else:
            people.append(person)
    return _reshaped(work, case, replace(facts_of_household(case), people=tuple(people)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHousehold(Given):
    case: Key
    household: HouseholdFacts
    """All facts of the household as they are now, its people included."""


def change_household(work: Work, given: ChangeHousehold) -> Done:
    """Correct the facts of a household and its people in one act."""
    return _reshaped(work, _living(work, given.case), given.household)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCase(Given):
    case: Key
    filing_unit: Key | None = None
    community: Key | None = None
    filed_by: Key | None = None


def change_case(work: Work, given: ChangeCase) -> Done:
    """Say which union files the case, which community posts it, who files it."""
    case = _living(work, given.case)
    if given.filing_unit:
        unit = unit_of(work, given.filing_unit)
        if case.standing in DECIDED and case.filing_unit is not None and case.filing_unit is not unit:
            back = CaseState.VERIFIED.label
            raise Refused([no.FilingUnitFixed(unit=case.filing_unit.name, back=back, field="filing_unit")])
        case.filing_unit_id = unit.id
    if given.community:
        case.community_id = unit_of(work, given.community).id
    if given.filed_by:
        case.filed_by_id = person_of(work, given.filed_by).id
    return _done(case, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Given):
    case: Key
    text: Text


def add_note(work: Work, given: AddNote) -> Done:
    """Write a note on a case."""
    case = case_of(work, given.case)
    note = CaseNote(case_id=case.id, on=work.day(given.on), text=given.text)
    work.session.add(note)
    work.session.flush()
    return Done(key=note.uid, case=case.uid, state=case.state)


# Readers --------------------------------------------------------------------------------------------------------


def facts_of_household(case: Case) -> HouseholdFacts:
    """The household of a case as plain facts, its people in order."""
    household = case.household
    people = tuple(_person(member) for member in household.members)
    said_once = {name: getattr(household, name) for name in HOUSEHOLD_COLUMNS}
    return HouseholdFacts(
        people=people,
        archive_no=case.archive_no,
        hardship_category=case.category,
        causes=tuple(cause for cause in (case.main_cause, *case.other_causes) if cause),
        **said_once,
    )


def doubled_by(look: Look, case: Case) -> Iterator[Told]:
    """If a case lives: the other living cases, of its household or of elsewhere, in which its people stand."""
    if CaseState(case.state) not in LIVING:
        return
    yield from _still_filed(look, case, but=case)
    yield from (told for told in _against_all(look, facts_of_household(case), case) if told.code == "AlreadyFiled")


def filed_elsewhere(look: Look, people: Iterable[PersonFacts]) -> Sequence[tuple[HouseholdMember, Case]]:
    """Members who are one of these people, by their number or other document, with their cases, newest case first."""
    people = tuple(people)
    keys = {same_person_key(one.id_number) for one in people if one.id_number}
    papers = {one.identity for one in people if not one.id_number and one.document_number}
    alike: sa.ColumnElement[bool] = HouseholdMember.id_number.in_(keys)
    if papers:
        without = look.session.scalars(
            sa.select(HouseholdMember).where(
                HouseholdMember.id_number.is_(None), HouseholdMember.document_number.is_not(None)
            )
        )
        mine = [member.id for member in without if _person(member).identity in papers]
        alike = sa.or_(alike, HouseholdMember.id.in_(mine))
    found = (
        sa.select(HouseholdMember, Case)
        .join(Case, Case.household_id == HouseholdMember.household_id)
        .where(alike)
        .order_by(Case.id.desc())
    )
    return [(member, case) for member, case in look.session.execute(found)]


# What the acts share --------------------------------------------------------------------------------------------


def _person(member: HouseholdMember) -> PersonFacts:
    return PersonFacts(**{name: getattr(member, name) for name in person_fields()})


def _fill(record: Any, facts: Any, names: Iterable[str]) -> None:
    for name in names:
        setattr(record, name, getattr(facts, name))


def same_people(records: Iterable[HouseholdMember], people: Sequence[PersonFacts]) -> list[HouseholdMember | None]:
    """For each person the record that is theirs: by number, else by name; ``None`` for who is new.

    What is recorded of a member (an authorisation, a wage, who was counted) must not become somebody else's.
    """
    free = list(records)
    own: dict[int, HouseholdMember] = {}
    for known_by in ("id_number", "name"):
        for place, person in enumerate(people):
            value = getattr(person, known_by)
            record = next((one for one in free if value and getattr(one, known_by) == value), None)
            if record is not None and place not in own:
                own[place] = record
                free.remove(record)
    return [own.get(place) for place in range(len(people))]


def _put_members(
    household: Household, people: Sequence[PersonFacts], records: Sequence[HouseholdMember | None]
) -> None:
    """Everybody's facts go into their own record; who has none gets one, who is no longer named is taken out."""
    members = []
    for position, (person, record) in enumerate(zip(people, records, strict=True)):
        member = record or HouseholdMember()
        _fill(member, person, person_fields())
        member.position = position
        member.initials = pinyin_initials(person.name)
        members.append(member)
    household.members = members


def _leaving(look: Look, case: Case, staying: Sequence[HouseholdMember | None]) -> Iterator[Told]:
    """Nobody is taken out of whom something is recorded: they stay, not counted, with the reason."""
    for member in case.household.members:
        if member not in staying and _has_records(look, member):
            yield no.MemberHasRecords(name=member.name, field="people")


def _has_records(look: Look, member: HouseholdMember) -> bool:
    return any(
        look.session.scalar(sa.select(model.id).where(model.member_id == member.id).limit(1)) for model in _OF_MEMBERS
    )


_OF_MEMBERS = (Paper, BudgetLine, AssetFinding, AccidentSuffered)


def _still_filed(look: Look, followed: Case, but: Case | None = None) -> Iterator[Told]:
    """A new episode begins when none of the household's cases is open any more."""
    asked = sa.select(Case).where(Case.household_id == followed.household_id, Case.state.in_(LIVING))
    for case in look.session.scalars(asked.where(Case.id != but.id) if but else asked):
        head = _head_of(case)
        yield no.AlreadyFiled(name=head, household=head, case=_shown(case), state=CaseState(case.state).label)


def _against_all(look: Look, facts: HouseholdFacts, own: Case | None) -> Iterator[Told]:
    """Nobody of this household stands in another living case, nor in a closed one that is not named."""
    told: set[int] = set()
    for member, case in filed_elsewhere(look, facts.people):
        state = CaseState(case.state)
        own_household = own is not None and case.household_id == own.household_id
        if own_household or member.id in told or state in (CaseState.REFUSED, CaseState.WITHDRAWN):
            continue
        told.add(member.id)
        if state is CaseState.CLOSED:
            yield no.ClosedEpisode(name=member.name, case=_shown(case), field="people")
        else:
            yield no.AlreadyFiled(
                name=member.name, household=_head_of(case), case=_shown(case), state=state.label, field="people"
            )


def _head_of(case: Case) -> str:
    return next(member.name for member in case.household.members if member.relation == HEAD)


def _shown(case: Case) -> str:
    return case.archive_no or case.local_no


def _living(work: Work, key: str) -> Case:
    case = case_of(work, key)
    state = CaseState(case.state)
    if state not in LIVING:
        needed = "、".join(f"“{one.label}”" for one in CaseState if one in LIVING)
        raise Refused([no.NotNow(act=work.label, state=state.label, needed=needed)])
    return case


def _reshaped(
    work: Work, case: Case, facts: HouseholdFacts, records: Sequence[HouseholdMember | None] | None = None
) -> Done:
    """Store the household's facts as they are now, if they hold and nobody stands elsewhere."""
    facts, changed = tidied(facts)
    faults = [
        *changed,
        *household_faults(facts, areas=work.areas, on=work.today),
        *_against_all(work, facts, case),
    ]
    records = same_people(case.household.members, facts.people) if records is None else records
    faults += _leaving(work, case, records)
    _refuse(faults)
    reshape(case, facts, records)
    work.session.flush()
    return _done(case, faults)


def reshape(case: Case, facts: HouseholdFacts, records: Sequence[HouseholdMember | None]) -> None:
    """Bring a household to these facts, which have been checked; ``records`` says which record is whose."""
    _fill(case.household, facts, HOUSEHOLD_COLUMNS)
    _put_members(case.household, facts.people, records)
    if facts.causes:
        case.main_cause, case.other_causes = facts.causes[0], list(facts.causes[1:])


def _refuse(faults: Iterable[Told]) -> None:
    stopping = [told for told in faults if told.stops]
    if stopping:
        raise Refused(stopping)


def _done(case: Case, faults: Iterable[Told]) -> Done:
    cautions = tuple(told for told in faults if not told.stops)
    return Done(key=case.uid, number=case.local_no, case=case.uid, state=case.state, cautions=cautions)
