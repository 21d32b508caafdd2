"""The lists of the union: its people with their posts of today, its units with their chairs."""

from __future__ import annotations

from typing import Any

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Table, coded
from centre_app.cli.frame import command
from centre_app.cli.sign_in import signed_in
from centre_app.services.union_book import PersonRow, UnitRow, people_of_union, units_of_union

__all__ = ["persons", "units"]


@command("persons")
def persons() -> Answer:
    with signed_in() as office, office.look() as look:
        found = people_of_union(look)
    rows = [
        (one.name, one.unit, [_post(one, unit, post.label) for unit, post in one.posts], one.phone) for one in found
    ]
    return Answer([_person(one) for one in found], (Table(captions.PERSON_HEADS, rows),))


def _post(person: PersonRow, unit: str, post: str) -> str:
    return post if unit == person.unit else captions.POST_ELSEWHERE.format(unit=unit, post=post)


def _person(row: PersonRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "unit": row.unit,
        "posts": [{"unit": unit, "post": coded(post)} for unit, post in row.posts],
        "id_number": row.id_number,
        "phone": row.phone,
    }


@command("units")
def units() -> Answer:
    with signed_in() as office, office.look() as look:
        found = units_of_union(look)
    rows = [(one.name, one.kind, one.parent, one.chair, one.seats, one.people) for one in found]
    return Answer([_unit(one) for one in found], (Table(captions.UNIT_HEADS, rows),))


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "kind": coded(row.kind),
        "parent": row.parent or None,
        "chair": row.chair or None,
        "committee": row.seats,
        "people": row.people,
    }
