"""Judges what can only be seen over all households of a file.

One household twice, one person in two households, one number for two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from centre_app.core.refusals.sheets import HouseholdTwice, IdShared, PersonTwice

from .drafts import Draft, DraftPerson

__all__ = ["judge_together"]


def judge_together(drafts: Sequence[Draft]) -> None:
    """Tell every household that meets another one.

    The first of two equal households arrives and the later waits, also where only its phone differs. One person in
    two households leaves both to the clerk. One number for two names stops both: nothing says which is right.
    """
    once = list(_told_once(drafts))
    places: dict[str, list[tuple[Draft, DraftPerson]]] = {}
    for draft in once:
        for person in draft.people:
            if person.number is not None:
                places.setdefault(person.number, []).append((draft, person))
    shared = [met for met in places.values() if len(met) > 1]
    for met in shared:
        _tell_meeting(met)


def _told_once(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """All households but those that stand further up already; these are told."""
    by_head: dict[str, list[Draft]] = {}
    for draft in drafts:
        head = draft.head
        if head is None or head.number is None:
            yield draft
            continue
        before = by_head.setdefault(head.number, [])
        first = next((each for each in before if _is_again(each, draft)), None)
        if first is None:
            before.append(draft)
            yield draft
        else:
            told = HouseholdTwice(other=first.key, row=first.unit.rows[0] + 1)
            draft.tell(told, head.row, head.column("id_number"), first)


def _is_again(first: Draft, later: Draft) -> bool:
    """Whether two households under one head's number are the same people.

    Members are the same by number or by name: a slip in one of them makes no other household. Where the head's own
    name differs, every member's number must be the same, else it is one number for two names.
    """
    if len(first.people) != len(later.people):
        return False
    numbers = {person.number for person in first.people if person.number is not None}
    names = {person.name for person in first.people if person.name}
    heads = {draft.head.name if draft.head else "" for draft in (first, later)}
    if len(heads) > 1 or "" in heads:
        return len(numbers) > 1 and numbers == {person.number for person in later.people}
    return all(person.number in numbers or person.name in names for person in later.people)


def _tell_meeting(met: Sequence[tuple[Draft, DraftPerson]]) -> None:
    names = {person.name for _, person in met if person.name}
    for draft, person in met:
        other, at = next((other, at) for other, at in met if other is not draft)
        told = IdShared if len(names) > 1 else PersonTwice
        draft.tell(told(other=other.key, row=at.row + 1), person.row, person.column("id_number"), other)
    if len(names) > 1:
        for draft, person in met:
            draft.distrust(person)
