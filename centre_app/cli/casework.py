"""Commands of casework: every act, the lists, one household, where it stands and why, and what is due today."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from centre_app.cli import captions
from centre_app.cli.acts import asked_by, demand_json, field_rows
from centre_app.cli.answers import WIDTH, Answer, Lines, Pairs, Part, Table, coded, told
from centre_app.cli.case_view import document_of, parts_of
from centre_app.cli.columns import columns
from centre_app.cli.frame import ClosedGates, Command, Misused, command
from centre_app.cli.kinds import Count, choice
from centre_app.cli.sign_in import signed_in
from centre_app.core.acts import ACTS
from centre_app.core.agenda import Due
from centre_app.core.next_steps import NextStep
from centre_app.core.refusals import Refused
from centre_app.core.refusals.documents import FileNotFound
from centre_app.core.vocabulary.filing import CaseState, NoticeState, Role
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.db.files import guarded
from centre_app.services import agenda, clocks, search, standing
from centre_app.services import meetings as meeting_service
from centre_app.services import notices as notice_service
from centre_app.services.binding import BINDINGS, given_kind
from centre_app.services.case_files import Reveal, case_file
from centre_app.services.filing import Approve
from centre_app.services.given import given_from
from centre_app.services.office import Office
from centre_app.services.search import CaseQuery, CaseRow, Hit
from centre_app.services.standing import CaseStanding
from centre_app.services.work import Done

__all__ = ["act", "case", "cases", "meetings", "notices", "steps", "today", "why"]

MOST_SHOWN = 200
"""Rows of a list that people are shown at once; scripts get all."""


# Acts -----------------------------------------------------------------------------------------------------------


class _ActCommand(Command):
    """Its help also says what the named act asks for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_WORDS] = tuple(args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        named = next((word for word in ctx.meta[_WORDS] if word in BINDINGS), None)
        formatter.write(f"\n{captions.ACT_FIELDS if named else captions.ACT_FIELDS_WHERE}\n")
        if named:
            lines = columns([*field_rows(asked_by(named))], WIDTH - 2)
            formatter.write("".join(f"  {line}\n" for line in lines))


_WORDS = "centre.act.words"


@click.command("act", cls=_ActCommand, help=captions.HELP["act"])
@click.argument("name", metavar=captions.ACT)
@click.option("--data", required=True, metavar=captions.FILE_OR_DASH, help=captions.OPTION_DATA)
def act(name: str, data: str) -> Answer:
    demand_json(name)
    content = _read(data)
    with signed_in() as office:
        office.demand(name)
        given = given_from(given_kind(name), content)
        try:
            done = office.do(name, given)
        except Refused as refused:
            raise _by_gates(office, given, refused) if isinstance(given, Approve) else refused from refused
    return _done(name, done)


def _by_gates(office: Office, given: Approve, refused: Refused) -> ClosedGates:
    """Why an approval was refused, with the gate that each objection comes from."""
    with office.look() as look:
        found = standing.standing_of(look, given.case)
    gates = {told: gate.code for gate in found.gates for told in gate.refusals}
    return ClosedGates(refused.objections, gates, captions.SEE_WHY.format(case=given.case))


def _read(data: str) -> bytes:
    """The JSON of an act, from a file or from standard input."""
    if data == "-":
        return sys.stdin.buffer.read()
    path = Path(data)
    with guarded(path):
        if not path.is_file():
            raise FileNotFound(file=data)
        return path.read_bytes()


def _done(name: str, done: Done) -> Answer:
    document = {
        **done.more,
        "act": name,
        "key": done.key,
        "number": done.number,
        "case": done.case,
        "state": done.state,
        "cautions": told(done.cautions),
    }
    state = CaseState(done.state) if done.state else None
    pairs = [(captions.NUMBER, done.number), (captions.STATE, state), (captions.KEY, done.key)]
    said = Lines([captions.ACT_DONE.format(act=ACTS[name].label), *(one.sentence for one in done.cautions)])
    return Answer(document, (said, Pairs(pairs)))


# Lists ----------------------------------------------------------------------------------------------------------


@command("cases")
@click.option("--find", default="", metavar=captions.WORDS, help=captions.OPTION_FIND)
@click.option("--state", multiple=True, type=choice(CaseState, captions.STATE), help=captions.OPTION_STATE)
@click.option("--sort", default=CaseSort.CHANGED, type=choice(CaseSort, captions.ORDER), help=captions.OPTION_SORT)
@click.option("--limit", type=Count(), help=captions.OPTION_LIMIT)
@click.option("--after", metavar=captions.CASE, help=captions.OPTION_AFTER)
@click.option("--reveal", metavar=captions.REASON, help=captions.OPTION_REVEAL)
def cases(
    find: str, state: tuple[str, ...], sort: str, limit: int | None, after: str | None, reveal: str | None
) -> Answer:
    if limit is not None and limit < 1:
        raise Misused("LimitWrong", captions.LIMIT_WRONG, "--limit")
    query = CaseQuery(words=find, states=tuple(map(CaseState, state)), sort=CaseSort(sort))
    reason = _reason(reveal)
    with signed_in() as office:
        if reason is not None:
            office.reveal_list(reason)
        while query.sort is CaseSort.NEXT and clocks.settle(office):
            pass
        with office.look() as look:
            found = search.cases(look, query, limit, after, revealed=reason is not None)
            shown = found[: limit or MOST_SHOWN]
            hits = search.found_by(look, query, [row.key for row in shown]) if find else {}
    document = [_case(row) for row in found]
    rows = [
        (
            row.local_no,
            row.archive_no,
            row.name,
            row.state,
            row.id_number,
            _hits(hits.get(row.key, ())) if find else row.employer,
        )
        for row in shown
    ]
    heads = captions.FOUND_HEADS if find else captions.CASES_HEADS
    parts: tuple[Part, ...] = (Table(heads, rows, empty=captions.NO_CASES),)
    if len(shown) < len(found):
        parts += (Lines([captions.MORE_CASES.format(shown=len(shown), count=len(found))]),)
    return Answer(document, parts)


def _hits(hits: Sequence[Hit]) -> str:
    """Why a search found a case."""
    return captions.BETWEEN.join(
        captions.HIT_OF_PERSON.format(label=hit.label, name=hit.person) if hit.person else hit.label for hit in hits
    )


def _case(row: CaseRow) -> dict[str, Any]:
    document = asdict(row)
    del document["key"]
    return document | {"state_label": row.state.label}


def _reason(reveal: str | None) -> str | None:
    """Why full numbers are wanted, if they are."""
    if reveal is None:
        return None
    if not reveal.strip():
        raise Misused("ReasonMissing", captions.REASON_MISSING, "--reveal")
    return given_from(Reveal, {"reason": reveal}).reason


@command("notices")
@click.option("--state", type=choice(NoticeState, captions.STATE), help=captions.OPTION_STATE)
def notices(state: str | None) -> Answer:
    with signed_in() as office, office.look() as look:
        found = notice_service.notices(look, NoticeState(state) if state else None)
    document = [asdict(one) | {"kind_label": one.kind.label, "state_label": one.state.label} for one in found]
    rows = [
        (one.number, one.unit, one.state, one.posted_on, one.last_day, one.days_left, len(one.cases)) for one in found
    ]
    return Answer(document, (Table(captions.NOTICES_HEADS, rows),))


@command("meetings")
def meetings() -> Answer:
    with signed_in() as office, office.look() as look:
        found = meeting_service.meetings(look)
    document = [
        asdict(one) | {"kind": "deliberation", "state": "complete" if one.sign_in_sheet else "sign_in_sheet_missing"}
        for one in found
    ]
    rows = [(one.number, one.unit, one.on, len(one.cases), one.sign_in_sheet) for one in found]
    return Answer(document, (Table(captions.MEETINGS_HEADS, rows),))


@command("today")
def today() -> Answer:
    with signed_in() as office, office.look() as look:
        day, role, found = look.today, office.actor.role, agenda.today(look)
    mine = [one for one in found if role in one.roles]
    others = [one for one in found if role not in one.roles]
    parts: tuple[Part, ...] = (
        Table(
            captions.DUE_HEADS,
            [_due_row(one) for one in mine],
            title=captions.DUE_MINE.format(day=day, role=role.label, count=len(mine)),
            empty=captions.NOTHING_DUE,
        ),
    )
    if others:
        title = captions.DUE_OTHERS.format(count=len(others))
        parts += (Table(captions.DUE_HEADS, [_due_row(one) for one in others], title=title),)
    return Answer({"on": day, "due": [_due(one, role) for one in found]}, parts)


def _due_row(due: Due) -> tuple[object, ...]:
    detail = captions.PAPERS_COUNT.format(count=due.count) if due.count else due.detail
    return due.kind, due.subject, due.name, due.due_on, due.left, detail


def _due(due: Due, role: Role) -> dict[str, Any]:
    return {
        "mine": role in due.roles,
        "kind": due.kind,
        "label": due.kind.label,
        "number": due.subject,
        "name": due.name,
        "case": due.case,
        "due_on": due.due_on,
        "days_left": due.days_left,
        "detail": due.detail or None,
        "count": due.count,
        "text": due.text,
    }


# One household --------------------------------------------------------------------------------------------------


@command("case")
@click.argument("case", metavar=captions.CASE)
@click.option("--reveal", metavar=captions.REASON, help=captions.OPTION_REVEAL)
def case(case: str, reveal: str | None) -> Answer:
    reason = _reason(reveal)
    with signed_in() as office:
        office.view(case, reason)
        with office.look() as look:
            file = case_file(look, case, reveal=reason is not None)
    return Answer(document_of(file), tuple(parts_of(file)))


@command("steps")
@click.argument("case", metavar=captions.CASE)
def steps(case: str) -> Answer:
    with signed_in() as office, office.look() as look:
        found = standing.standing_of(look, case)
    document = {
        **_stands(found),
        "steps": [coded(one.code) | {"done": one.done, "on": one.on} for one in found.steps],
        "gates": [coded(one.code) | {"open": one.open, "refusals": told(one.refusals)} for one in found.gates],
        "next": _next(found.next),
    }
    walked = Table(captions.STEP_HEADS, [(one.code, one.done, one.on) for one in found.steps], title=found.state.label)
    passed = Table(
        captions.GATE_HEADS,
        [
            (one.code, captions.OPEN if one.open else captions.CLOSED, "".join(no.sentence for no in one.refusals))
            for one in found.gates
        ],
    )
    missing = found.next.missing if found.next else ()
    lines = [_said(found.next), *(captions.LACKS.format(what=one.sentence) for one in missing)]
    return Answer(document, (walked, passed, Lines(lines, fold=True)))


def _stands(found: CaseStanding) -> dict[str, Any]:
    return {
        "case": found.case,
        "state": found.state,
        "state_label": found.state.label,
        "returned_to": found.returned_to,
    }


def _next(step: NextStep | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "code": step.act,
        "act": step.act,
        "label": step.label,
        "what": step.what or None,
        "roles": [coded(role) for role in step.roles],
        "not_before": step.not_before,
        "missing": told(step.missing),
    }


def _said(step: NextStep | None) -> str:
    if step is None:
        return captions.NOTHING_NEXT
    roles: Sequence[str] = [role.label for role in step.roles]
    title = captions.NEXT_TITLE.format(label=step.label, what=step.what, roles=captions.BETWEEN.join(roles))
    return title + (captions.NEXT_FROM.format(day=step.not_before) if step.not_before else "")


@command("why")
@click.argument("case", metavar=captions.CASE)
def why(case: str) -> Answer:
    with signed_in() as office, office.look() as look:
        found, sentences = standing.standing_of(look, case), standing.why(look, case)
    return Answer({**_stands(found), "sentences": sentences, "next": _next(found.next)}, (Lines(sentences, fold=True),))
