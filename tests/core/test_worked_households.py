"""The worked households that lie beside the rule packs, each with the result that it must have."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from centre_app.core.means_test import MeansFacts, Reckoning, as_json, from_json, reckon
from centre_app.core.rules import RuleBook, entry

RULES = Path(__file__).parents[2] / "resources" / "rules"
PACKS = sorted(path.stem for path in RULES.glob("*.toml") if path.stem != "base")

AMOUNTS: dict[str, Callable[[Reckoning], Decimal]] = {
    "gap": lambda result: result.gap.gap,
    "spending": lambda result: result.gap.spending,
    "income": lambda result: result.net.income,
    "rigid": lambda result: result.net.rigid,
    "net": lambda result: result.net.net,
    "per_head": lambda result: result.net.per_head,
}
OTHERS: dict[str, Callable[[Reckoning], object]] = {
    "category": lambda result: result.category or "none",
    "unbarred": lambda result: result.unbarred or "none",
    "reason": lambda result: result.reason,
    "provisional": lambda result: result.provisional,
    "zero_employment": lambda result: result.zero_employment,
    "hits": lambda result: {hit.kind: hit.status for hit in result.hits},
    "bands": lambda result: {band.code: str(band.up_to) for band in result.bands},
    "pension_gap": lambda result: str(result.pension[0].gap),
}


@dataclass
class Worked:
    pack: str
    table: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.pack} {self.table['name']}"


def worked_households() -> list[Worked]:
    found = []
    for path in sorted((RULES / "worked").glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf8"), parse_float=Decimal)["household"]
        found += [Worked(path.stem, table) for table in tables]
    return found


def facts_of(table: Mapping[str, Any]) -> MeansFacts:
    """The facts as the table tells them: ``heads`` stands for so many grown-ups, keys are given by position."""
    told = {key: value for key, value in table.items() if key not in ("name", "area", "heads", "figures", "expect")}
    persons = table.get("persons") or [{"name": f"成员{number}"} for number in range(table.get("heads", 0))]
    told["persons"] = [{"uid": person["name"], **person} for person in persons]
    for many in ("lines", "aid", "findings", "accidents"):
        told[many] = [{"uid": f"{many}-{place}", **one} for place, one in enumerate(table.get(many, []))]
    return from_json(MeansFacts, told)


def result_of(household: Worked) -> Reckoning:
    table = household.table
    book = RuleBook.parse(
        *((RULES / f"{pack}.toml").read_text("utf8") for pack in ("base", household.pack))
    ).with_entries(entry(own["figure"], own["from"], own["value"], own["source"]) for own in table.get("figures", []))
    facts = facts_of(table)
    return reckon(facts, book.on(facts.applied_on, table.get("area", "")))


def test_every_pack_has_worked_households() -> None:
    assert {household.pack for household in worked_households()} == set(PACKS)


@pytest.mark.parametrize("household", worked_households(), ids=str)
def test_a_worked_household_comes_to_its_result(household: Worked) -> None:
    expected = dict(household.table["expect"])
    result = result_of(household)
    told = {remark.code for remark in result.remarks}
    assert set(expected.pop("cautions", [])) <= told
    assert not set(expected.pop("cautions_not", [])) & told
    found: dict[str, object] = {key: str(AMOUNTS[key](result)) for key in expected if key in AMOUNTS}
    found |= {key: OTHERS[key](result) for key in expected if key not in AMOUNTS}
    assert found == expected


@pytest.mark.parametrize("household", worked_households(), ids=str)
def test_a_stored_result_comes_back_as_it_was(household: Worked) -> None:
    result = result_of(household)
    assert from_json(Reckoning, as_json(result)) == result
    facts = facts_of(household.table)
    assert from_json(MeansFacts, as_json(facts)) == facts
