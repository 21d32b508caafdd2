"""Commands of tables: importing, exporting, empty templates, the layouts that there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from centre_app import registry
from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Pairs, Table
from centre_app.cli.frame import Misused, command
from centre_app.cli.kinds import OneOf
from centre_app.cli.sign_in import signed_in
from centre_app.core.people import MaskKind, mask
from centre_app.db.files import demand_place
from centre_app.sheets import profiles as layouts
from centre_app.sheets import sources as package
from centre_app.sheets.arrivals import Arrivals, ArrivingHousehold, Problem
from centre_app.sheets.maps import read_map
from centre_app.sheets.plan import Plan
from centre_app.sheets.sending_out import profile_named, send_out
from centre_app.sheets.taking_in import arrivals_of, plan_of, source_named, take_in
from centre_app.sheets.writing import write_workbook

__all__ = ["document_of", "export", "import_", "profiles", "template"]


def _sources() -> dict[str, str]:
    return {code: source_named(code).name for code in registry.names_in(package)}


def _profiles() -> dict[str, str]:
    return {code: profile_named(code).name for code in layouts.codes()}


_SOURCE = OneOf(_sources, captions.SOURCE)


def _the_source(given: str | None) -> str:
    """The source that is named; where there is one only, it need not be."""
    if given is not None:
        return _SOURCE.convert(given, None, click.get_current_context())
    known = _sources()
    if len(known) != 1:
        raise Misused("SourceMissing", captions.SOURCE_MISSING.format(words=captions.BETWEEN.join(known)))
    return next(iter(known))


@command("import")
@click.argument("words", nargs=-1, required=True, metavar=captions.SOURCE_AND_FILE)
@click.option("--sheet", metavar=captions.SHEET_NAMED, help=captions.OPTION_ONE_SHEET)
@click.option(
    "--map",
    "columns",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=captions.FILE,
    help=captions.OPTION_MAP,
)
@click.option("--dry-run", is_flag=True, help=captions.OPTION_DRY_RUN)
@click.option("--take-over", is_flag=True, help=captions.OPTION_TAKE_OVER)
def import_(
    words: tuple[str, ...], sheet: str | None, columns: Path | None, *, dry_run: bool, take_over: bool
) -> Answer:
    *named, place = words
    if len(named) > 1:
        raise Misused("TooManyWords", captions.TOO_MANY_WORDS.format(words=" ".join(words[2:])))
    source, file = _the_source(named[0] if named else None), Path(place)
    known = read_map(columns, source_named(source)) if columns else None
    with signed_in() as office:
        arrivals = arrivals_of(office, source, file, sheet, known)
        if dry_run:
            plan = plan_of(office, arrivals, take_over=take_over)
        else:
            plan, _done = take_in(office, source, arrivals, take_over=take_over)
    applied = captions.IMPORT_WOULD if dry_run else captions.IMPORTED
    applicable = plan.add or plan.change or plan.same
    exit_code = 0 if applicable or not (plan.stopped or plan.doubtful) else 1
    return Answer(document_of(plan, arrivals), (Lines([applied]), *_parts(plan, arrivals)), exit_code)


def document_of(plan: Plan, arrivals: Arrivals) -> dict[str, Any]:
    """What an import did or would do, for scripts."""
    where = _Whereabouts(arrivals)
    return {
        "rows": plan.rows,
        "add": len(plan.add),
        "change": len(plan.change),
        "same": len(plan.same),
        "doubtful": len(plan.doubtful),
        "stopped": len(plan.stopped),
        "households": [
            {"key": one.key, "outcome": outcome, "rows": list(one.rows)} for outcome, one in _outcomes(plan)
        ],
        "problems": [_problem(one) | {"head": where.head(one), "person": where.person(one)} for one in plan.problems],
        "cautions": [{"code": one.code, "text": one.sentence} for one in plan.cautions],
    }


def _outcomes(plan: Plan) -> Iterator[tuple[str, ArrivingHousehold]]:
    """Every household with what becomes of it."""
    changed = [each.arriving for each in plan.change]
    came = ("add", plan.add), ("change", changed), ("same", plan.same), ("doubtful", plan.doubtful)
    for outcome, households in (*came, ("stopped", plan.stopped)):
        yield from ((outcome, one) for one in households)


class _Whereabouts:
    """What a clerk looks for in the table: under which head a cell stands, and whose row it is."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._heads = {(one.sheet, one.column): " ".join(one.label.split()) for one in arrivals.columns}
        self._people = {
            (household.sheet, household.key, row + 1): person.name
            for household in arrivals.households
            for (row, _column), person in zip(household.places, household.facts.people, strict=True)
        }

    def head(self, problem: Problem) -> str | None:
        """The head of the column; nothing for what is about a whole row."""
        return self._heads.get((problem.sheet, problem.column)) if problem.column else None

    def person(self, problem: Problem) -> str | None:
        """The masked name of whoever stands in the row."""
        name = self._people.get((problem.sheet, problem.household, problem.row))
        return mask(MaskKind.NAME, name) if name else None


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "line": problem.line,
        "column": problem.column,
        "code": problem.kind,
        "text": problem.text,
        "stops": problem.stops,
        "doubtful": problem.doubtful,
        "household": problem.household,
        "other_household": problem.other,
    }


def _parts(plan: Plan, arrivals: Arrivals) -> tuple[Pairs, Table]:
    counts = Pairs(
        [
            (captions.ROWS, plan.rows),
            (captions.ADDED, len(plan.add)),
            (captions.CHANGED, len(plan.change)),
            (captions.SAME, len(plan.same)),
            (captions.DOUBTFUL, len(plan.doubtful)),
            (captions.HELD_BACK, len(plan.stopped)),
        ]
    )
    where = _Whereabouts(arrivals)
    rows = [
        (
            one.row,
            " ".join(filter(None, (one.column, where.head(one)))),
            where.person(one),
            _weight(one),
            one.text,
        )
        for one in plan.problems
    ]
    return counts, Table(captions.IMPORT_HEADS, rows, empty=captions.NO_PROBLEMS)


def _weight(problem: Problem) -> str:
    if problem.stops:
        return captions.STOPPED_HERE
    return captions.DOUBT if problem.doubtful else captions.LOOK


@command("export")
@click.argument("profile", type=OneOf(_profiles, captions.PROFILE))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar=captions.FILE,
    help=captions.OPTION_OUT,
)
@click.option("--reveal", metavar=captions.REASON, help=captions.OPTION_REVEAL_EXPORT)
def export(profile: str, out: Path, reveal: str | None) -> Answer:
    if reveal is not None and not reveal.strip():
        raise Misused("ReasonMissing", captions.REASON_MISSING, "--reveal")
    with signed_in() as office:
        demand_place(out)
        count = send_out(office, profile, out, reason=reveal)
    said = captions.EXPORTED.format(count=count, file=out)
    return Answer(
        {"profile": profile, "file": str(out), "households": count, "masked": reveal is None}, (Lines([said]),)
    )


@command("profiles")
def profiles() -> Answer:
    known = [profile_named(code) for code in layouts.codes()]
    document = [{"code": one.code, "label": one.name, "source": one.source} for one in known]
    return Answer(document, (Table(captions.PROFILE_HEADS, [(one.code, one.name, one.source) for one in known]),))


@command("template")
@click.argument("source", required=False, metavar=captions.SOURCE)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar=captions.FILE,
    help=captions.OPTION_OUT,
)
def template(source: str | None, out: Path) -> Answer:
    source = _the_source(source)
    write_workbook(out, source_named(source).template())
    return Answer({"source": source, "file": str(out)}, (Lines([captions.TEMPLATE_WRITTEN.format(file=out)]),))
