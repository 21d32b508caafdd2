"""Commands that list what there is: forms, acts, reports, sources of tables, layouts of exports, figures of policy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from centre_app import registry
from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Raw, Table, coded
from centre_app.cli.day import today
from centre_app.cli.frame import Misused, command
from centre_app.cli.kinds import DAY, OneOf
from centre_app.core.acts import ACTS, Act
from centre_app.core.rules import Citation
from centre_app.services import resources

if TYPE_CHECKING:
    from centre_app.services.asked import Asked

__all__ = ["acts", "forms", "reports", "rules", "sources"]


def _named(package: ModuleType, what: str) -> list[tuple[str, str]]:
    """Code and Chinese name of every thing of a kind."""
    return [(code, registry.load(package, code, what).name) for code in registry.names_in(package)]


def _listed(rows: Sequence[tuple[str, str]]) -> Answer:
    return Answer([{"code": code, "label": label} for code, label in rows], (Table(captions.LIST_HEADS, rows),))


@command("forms")
def forms() -> Answer:
    from centre_app import forms as package

    return _listed(_named(package, "FORM"))


@command("reports")
def reports() -> Answer:
    from centre_app import reports as package

    return _listed(_named(package, "REPORT"))


@command("sources")
def sources() -> Answer:
    from centre_app.sheets import sources as package

    return _listed(_named(package, "SOURCE"))


@command("acts")
@click.argument("name", required=False, metavar=captions.ACT)
@click.option("--template", is_flag=True, help=captions.OPTION_TEMPLATE)
def acts(name: str | None, *, template: bool) -> Answer:
    if name is not None:
        return _one(name, template=template)
    if template:
        raise Misused("ActMissing", captions.TEMPLATE_OF_WHICH, captions.ACT)
    rows = [(act.name, act.label, sorted(role.label for role in act.roles)) for act in ACTS.values()]
    return Answer([_act(act) for act in ACTS.values()], (Table(captions.ACT_HEADS, rows),))


def _one(name: str, *, template: bool) -> Answer:
    """What one act asks for, and a document to be filled in."""
    from centre_app.cli.acts import asked_by, field_rows  # loads every service
    from centre_app.services.asked import template_of

    asked = asked_by(name)
    empty = template_of(asked)
    filled = json.dumps(empty, ensure_ascii=False, indent=2)
    if template:
        return Answer(empty, (Raw(filled),))
    act = ACTS[name]
    document = _act(act) | {"fields": [_field(one) for one in asked], "template": empty}
    roles = captions.BETWEEN.join(sorted(role.label for role in act.roles))
    title = captions.ACT_TITLE.format(name=name, label=act.label, roles=roles)
    explained = Table(captions.FIELD_HEADS, list(field_rows(asked)), title=title)
    return Answer(document, (explained, Lines([captions.ACT_TEMPLATE.format(name=name)], fold=True), Raw(filled)))


def _field(asked: Asked) -> dict[str, Any]:
    return {
        "name": asked.name,
        "label": asked.word,
        "kind": asked.kind,
        "required": asked.needed,
        "several": asked.several,
        "choices": [coded(choice) for choice in asked.choices],
        "fields": [_field(one) for one in asked.parts],
    }


def _act(act: Act) -> dict[str, Any]:
    """``schema`` is the JSON Schema of what ``centre act`` takes; an act of another command has none."""
    from centre_app.services.binding import BINDINGS, given_kind
    from centre_app.services.given import schema

    return {
        "code": act.name,
        "label": act.label,
        "roles": [coded(role) for role in sorted(act.roles)],
        "schema": schema(given_kind(act.name)) if act.name in BINDINGS else None,
    }


@command("rules")
@click.option("--on", type=DAY, default=None, help=captions.OPTION_ON)
@click.option(
    "--pack",
    type=OneOf(lambda: {code: code for code in resources.packs()}, captions.CODE),
    default=resources.PACK,
    help=captions.OPTION_PACK,
)
@click.option("--area", default="", metavar=captions.CODE, help=captions.OPTION_AREA)
def rules(on: date | None, pack: str, area: str) -> Answer:
    found = resources.rule_book(pack).on(on or today(), area)
    rows = [(c.label, c.value, c.first_day, c.source) for c in found.citations]
    title = captions.RULES_TITLE.format(pack=found.pack, on=found.day, area=area or captions.EVERYWHERE)
    return Answer([_figure(citation) for citation in found.citations], (Table(captions.RULE_HEADS, rows, title=title),))


def _figure(citation: Citation) -> dict[str, Any]:
    return {
        "code": citation.figure,
        "label": citation.label,
        "value": citation.value,
        "from": citation.first_day,
        "source": citation.source,
        "pack": citation.pack,
        "area": citation.area,
        "unverified": citation.unverified,
    }
