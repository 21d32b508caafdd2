"""结对帮扶: one named cadre for every household in the files, without a gap, from approval on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from centre_app.core.households import HEAD
from centre_app.core.pairing import OUT_OF_THE_FILES, standing
from centre_app.core.refusals import Refused, Told
from centre_app.core.refusals import filing as gate_no
from centre_app.core.refusals import pairing as no
from centre_app.core.refusals.given import FieldMissing
from centre_app.core.refusals.imports import TakeOverListUnsigned
from centre_app.core.refusals.meetings import OnCase
from centre_app.core.vocabulary.filing import CaseState, DayName, StandAside
from centre_app.core.vocabulary.pairing import PairingState
from centre_app.db.filing import Case
from centre_app.db.pairing import Pairing, PairingVisit
from centre_app.db.people import HouseholdMember, Person
from centre_app.services import people
from centre_app.services.filing import require
from centre_app.services.finding import case_of, person_of
from centre_app.services.given import Given, Key, Short, Text
from centre_app.services.take_over import is_list_signed
from centre_app.services.work import Done, Look, Work

__all__ = [
    "EndPairing",
    "HandOver",
    "OverdueRow",
    "Pair",
    "RecordPairingVisit",
    "end_pairing",
    "hand_over",
    "last_visits",
    "overdue",
    "pair",
    "pairing_of",
    "record_pairing_visit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Given):
    case: Key
    cadre: Key


def pair(work: Work, given: Pair) -> Done:
    """结对: a cadre who is no relative of the household; once paired, only a hand-over changes the cadre."""
    case, cadre = case_of(work, given.case), person_of(work, given.cadre)
    on = work.day(given.on)
    require(work, case, "pair")
    faults = list(_against(work, case, cadre))
    current = pairing_of(work, case)
    if current is not None:
        faults.append(no.AlreadyPaired(cadre=current.cadre.name))
    if case.taken_over and not is_list_signed(work, case):
        faults.append(TakeOverListUnsigned())
    if case.approved_on is not None and on < case.approved_on:
        faults.append(
            gate_no.DayOutOfOrder(
                later=DayName.PAIRED.label, later_day=on, earlier=DayName.APPROVED.label, earlier_day=case.approved_on
            )
        )
    if faults:
        raise Refused(faults)
    pairing = Pairing(case_id=case.id, cadre_id=cadre.id, from_on=on, until_on=None)
    work.session.add(pairing)
    work.session.flush()
    return Done(
        key=pairing.uid,
        number=case.archive_no,
        case=case.uid,
        state=case.state,
        cautions=tuple(_load(work, cadre, on)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Given):
    """From one cadre to others on one day.

    ``successors`` says by household who takes it; ``to_cadre`` takes ``cases``, or without them everything else that
    the cadre has.
    """

    from_cadre: Key
    reason: Short
    to_cadre: Key | None = None
    cases: Annotated[tuple[Key, ...], Field()] = ()
    successors: dict[Key, Key] = field(default_factory=dict)
    partial: bool = False


def hand_over(work: Work, given: HandOver) -> Done:
    """结对交接: the old pairing ends and the new begins on the same day, in one act: no gap."""
    old = person_of(work, given.from_cadre)
    on = work.day(given.on)
    open_pairings = {one.case_id: one for one in _open(work, old)}
    wanted = _successions(work, given, old, [one.case for one in open_pairings.values()])
    told: list[Told] = []
    moved: list[str] = []
    for case, new in wanted:
        faults = list(_against(work, case, new))
        pairing = open_pairings.get(case.id)
        if pairing is None:
            faults.append(no.NotPairedWith(cadre=old.name))
        elif on < pairing.from_on:
            faults.append(no.HandOverBeforePairing(day=on, since=pairing.from_on))
        shown = case.archive_no or case.local_no
        told += [OnCase(case=shown, sentence=one.sentence, of=one) for one in faults]
        if not faults and pairing is not None:
            pairing.until_on, pairing.end_reason = on, given.reason
            work.session.add(Pairing(case_id=case.id, cadre_id=new.id, from_on=on, until_on=None))
            moved.append(shown)
    if told and (not given.partial or not moved):
        raise Refused(told)
    work.session.flush()
    heavy = [one for new in {new.id: new for _, new in wanted}.values() for one in _load(work, new, on)]
    return Done(key=wanted[0][1].uid, more={"cases": moved}, cautions=(*told, *heavy))


def _successions(work: Work, given: HandOver, old: Person, own: Sequence[Case]) -> list[tuple[Case, Person]]:
    """Which household goes to whom."""
    named = {
        case.id: (case, person_of(work, to)) for key, to in given.successors.items() for case in [case_of(work, key)]
    }
    everybody = [new for _, new in named.values()]
    rest = [case_of(work, key) for key in given.cases]
    if given.to_cadre is not None:
        to = person_of(work, given.to_cadre)
        everybody.append(to)
        for case in rest or own:
            named.setdefault(case.id, (case, to))
    elif rest or not named:
        raise Refused([FieldMissing(where="to_cadre", field="to_cadre")])
    if any(new.id == old.id for new in everybody):
        raise Refused([no.SameCadre(cadre=old.name, field="to_cadre")])
    if not named:
        raise Refused([no.NothingToHandOver(cadre=old.name)])
    return list(named.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPairing(Given):
    case: Key
    reason: Short


def end_pairing(work: Work, given: EndPairing) -> Done:
    """结束结对: only of a household that is out of hardship; whoever is in the files keeps a cadre."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    pairing = pairing_of(work, case)
    if pairing is None:
        raise Refused([no.NotPaired(day=on)])
    faults: list[Told] = []
    if case.state not in OUT_OF_THE_FILES:
        faults.append(no.StillInTheFiles(state=CaseState(case.state).label))
    if on < pairing.from_on:
        faults.append(no.EndBeforePairing(day=on, since=pairing.from_on, field="on"))
    if faults:
        raise Refused(faults)
    pairing.until_on, pairing.end_reason = on, given.reason
    work.session.flush()
    return Done(key=pairing.uid, number=case.archive_no, case=case.uid, state=case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPairingVisit(Given):
    case: Key
    found: Text
    form: Short | None = None
    needs: Text | None = None
    promised: Text | None = None
    done: Text | None = None


def record_pairing_visit(work: Work, given: RecordPairingVisit) -> Done:
    """登记结对走访: what was found and promised."""
    case = case_of(work, given.case)
    on = work.day(given.on)
    pairing = pairing_of(work, case, on)
    if pairing is None:
        raise Refused([no.NotPaired(day=on)])
    visit = PairingVisit(
        pairing_id=pairing.id,
        on=on,
        form=given.form,
        found=given.found,
        needs=given.needs,
        promised=given.promised,
        done=given.done,
    )
    work.session.add(visit)
    work.session.flush()
    return Done(key=visit.uid, number=case.archive_no, case=case.uid, state=case.state)


def _against(work: Work, case: Case, cadre: Person) -> Iterator[Told]:
    """A member or relative of the household is not its cadre, nor who cannot be told from one of them."""
    members = set(people.members_among_us(work, case.household.members))
    relatives = set(people.relatives_of(work, case.household_id))
    alike = set(people.namesakes_of(work, members | relatives, case.household.members))
    for ids, why in ((members, StandAside.MEMBER), (relatives, StandAside.RELATIVE), (alike, StandAside.NAMESAKE)):
        if cadre.id in ids:
            yield no.CadreTooNear(cadre=cadre.name, why=why.label)
            return


def _load(work: Work, cadre: Person, on: date) -> Iterator[Told]:
    most = work.rules_on(on).pairing_max_households
    got = len(_open(work, cadre))
    if got > most:
        yield no.CadreHasMany(cadre=cadre.name, got=got, most=most)


def _open(look: Look, cadre: Person) -> Sequence[Pairing]:
    found = sa.select(Pairing).where(Pairing.cadre_id == cadre.id, Pairing.until_on.is_(None)).order_by(Pairing.id)
    return look.session.scalars(found).all()


# Readers --------------------------------------------------------------------------------------------------------


def pairing_of(look: Look, case: Case, day: date | None = None) -> Pairing | None:
    """The pairing of a case on a day, or the open one. On the day of a hand-over the successor's counts."""
    found = sa.select(Pairing).where(Pairing.case_id == case.id).order_by(Pairing.from_on, Pairing.id)
    pairings = look.session.scalars(found).all()
    if day is None:
        return next((one for one in pairings if one.until_on is None), None)
    holding = [one for one in pairings if one.from_on <= day and (one.until_on is None or day <= one.until_on)]
    return holding[-1] if holding else None


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A household in the files that waits for its cadre's visit, or for a cadre at all."""

    key: UUID
    case: str
    head: str
    cadre: str | None
    last_seen_on: date
    days: int
    due_on: date | None


def overdue(look: Look) -> list[OverdueRow]:
    """Households in the files without a cadre, or not visited for as long as the figure of today warns of; the
    longest wait first.
    """
    rules = look.rules_on(look.today)
    last = last_visits()
    found = (
        sa.select(
            Case.uid,
            sa.func.coalesce(Case.archive_no, Case.local_no),
            Case.state,
            sa.func.coalesce(Case.approved_on, Case.opened_on),
            HouseholdMember.name,
            Person.name,
            Pairing.from_on,
            last.c.on,
        )
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .outerjoin(Pairing, sa.and_(Pairing.case_id == Case.id, Pairing.until_on.is_(None)))
        .outerjoin(Person, Person.id == Pairing.cadre_id)
        .outerjoin(last, last.c.case_id == Case.id)
        .where(Case.state == CaseState.ACTIVE, HouseholdMember.relation == HEAD)
        .order_by(Case.id)
    )
    rows = []
    for uid, number, state, entered_on, head, cadre, paired_on, visited_on in look.session.execute(found):
        seen = visited_on or paired_on or entered_on
        paired = paired_on is not None
        stands = standing(CaseState(state), paired=paired, seen_on=seen, today=look.today, rules=rules)
        if stands.state is not PairingState.FINE:
            rows.append(
                OverdueRow(
                    key=uid,
                    case=number,
                    head=head,
                    cadre=cadre,
                    last_seen_on=seen,
                    days=stands.days,
                    due_on=stands.due_on,
                )
            )
    return sorted(rows, key=lambda row: -row.days)


def last_visits() -> sa.Subquery:
    """The last day on which a cadre visited each case: ``case_id`` and ``on``."""
    return (
        sa.select(Pairing.case_id, sa.func.max(PairingVisit.on).label("on"))
        .join(PairingVisit, PairingVisit.pairing_id == Pairing.id)
        .group_by(Pairing.case_id)
        .subquery()
    )
