"""Commands of casework: lists, one household, its steps, why it stands where it stands, and every act."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Pairs, Part, Table, coded, told
from centre_app.cli.frame import Misused, command
from centre_app.cli.kinds import Count, OneOf, choice
from centre_app.cli.sign_in import signed_in
from centre_app.core.fields import label
from centre_app.core.filing import judge, steps_of
from centre_app.core.next_steps import NextStep, next_step
from centre_app.core.next_steps import why as in_sentences
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.filing import CaseState, NoticeState
from centre_app.core.vocabulary.lists import CaseSort
from centre_app.services import meetings as meeting_service
from centre_app.services import notices as notice_service
from centre_app.services import pairing, search
from centre_app.services.binding import BINDINGS, given_kind
from centre_app.services.case_files import Named, Row, Section, case_file
from centre_app.services.filing import facts_of
from centre_app.services.finding import case_of
from centre_app.services.given import given_from
from centre_app.services.search import CaseQuery

__all__ = ["act", "case", "cases", "meetings", "notices", "steps", "today", "why"]

MOST_SHOWN = 200


@command("act")
@click.argument("name", type=OneOf(lambda: sorted(BINDINGS), captions.ACT))
@click.option("--data", required=True, metavar=captions.FILE_OR_DASH)
def act(name: str, data: str) -> Answer:
    given = given_from(given_kind(name), _read(data))
    with signed_in() as office:
        done = office.do(name, given)
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
    pairs = [(captions.KEY, done.key), (captions.NUMBER, done.number), (captions.STATE, state)]
    said = Lines([captions.ACT_DONE, *(one.sentence for one in done.cautions)])
    return Answer(document, (said, Pairs(pairs)))


def _read(data: str) -> str | bytes:
    """The JSON of an act, from a file or from standard input."""
    if data == "-":
        return sys.stdin.buffer.read()
    path = Path(data)
    if not path.is_file():
        raise Misused("FileMissing", captions.FILE_MISSING.format(file=data), "--data")
    return path.read_bytes()


@command("cases")
@click.option("--find", default="", metavar=captions.WORDS)
@click.option("--state", multiple=True, type=choice(CaseState, captions.STATE))
@click.option("--sort", type=choice(CaseSort, captions.ORDER))
@click.option("--limit", type=Count())
@click.option("--after", metavar=captions.CASE)
@click.option("--reveal", metavar=captions.REASON)
def cases(
    find: str, state: tuple[str, ...], sort: str | None, limit: int | None, after: str | None, reveal: str | None
) -> Answer:
    query = CaseQuery(
        words=find,
        states=tuple(CaseState(one) for one in state),
        sort=CaseSort(sort) if sort else CaseSort.CHANGED,
    )
    with signed_in() as office:
        if reveal is not None:
            office.reveal_list(_reason(reveal))
        with office.look() as look:
            found = search.cases(look, query, limit or MOST_SHOWN, after, revealed=reveal is not None)
    document = [{**asdict(one), "state": coded(one.state)} for one in found]
    rows = [(one.local_no, one.archive_no, one.name, one.state, one.id_number, one.employer) for one in found]
    return Answer(document, (Table(captions.CASES_HEADS, rows, empty=captions.NO_CASES),))


def _reason(reveal: str) -> str:
    if not reveal.strip():
        raise Misused("ReasonMissing", captions.REASON_MISSING, "--reveal")
    return reveal.strip()


@command("case")
@click.argument("case", metavar=captions.CASE)
@click.option("--reveal", metavar=captions.REASON)
def case(case: str, reveal: str | None) -> Answer:
    with signed_in() as office:
        office.view(case, _reason(reveal) if reveal is not None else None)
        with office.look() as look:
            file = case_file(look, case, reveal=reveal is not None)
    document = {
        "case": _plain(file.case),
        "household": _plain(file.household),
        **{section.code: [_plain(row) for row in section.rows] for section in file.sections},
    }
    parts: list[Part] = [
        Pairs(list(_captioned("case_file", file.case))),
        Pairs(list(_captioned("household", file.household))),
        *(_table(section) for section in file.sections if section.rows),
    ]
    return Answer(document, tuple(parts))


def _plain(row: Row) -> dict[str, Any]:
    values = {name: _value(value) for name, value in row.values.items()}
    below = {section.code: [_plain(one) for one in section.rows] for section in row.below}
    return {"key": row.key, **values, **below}


def _value(value: object) -> object:
    if isinstance(value, Named):
        return {"key": value.key, "name": value.name}
    return coded(value) if isinstance(value, Choice) else value


def _captioned(record: str, row: Row) -> Iterator[tuple[str, object]]:
    for name, value in row.values.items():
        if value not in (None, "", [], {}) and not isinstance(value, dict):
            yield _label(record, name), value.name if isinstance(value, Named) else value


def _label(record: str, name: str) -> str:
    for known in (name, f"{name}_id"):
        try:
            return label(record, known)
        except KeyError:
            continue
    return name


def _table(section: Section) -> Table:
    """Each record of a section in one line: its captions with its values."""
    lines = [
        (number, "；".join(f"{caption}：{value}" for caption, value in _captioned(section.record, row)))
        for number, row in enumerate(section.rows, start=1)
    ]
    return Table(("", captions.SECTIONS.get(section.code, section.code)), lines)


@command("steps")
@click.argument("case", metavar=captions.CASE)
def steps(case: str) -> Answer:
    with signed_in() as office, office.look() as look:
        record = case_of(look, case)
        facts = facts_of(look, record)
        done = steps_of(facts)
        gates = judge(facts, look)
        state = CaseState(record.state)
        following = next_step(facts, paired=pairing.pairing_of(look, record) is not None)
    document = {
        "state": coded(state),
        "steps": [{**coded(one.code), "done": one.done, "on": one.on} for one in done],
        "gates": [{**coded(one.code), "open": one.open, "refusals": told(one.refusals)} for one in gates],
        "next": _step(following),
    }
    walked = Table(captions.STEP_HEADS, [(one.code, one.done, one.on) for one in done], title=state.label)
    passed = Table(
        captions.GATE_HEADS,
        [
            (one.code, captions.OPEN if one.open else captions.CLOSED, "".join(r.sentence for r in one.refusals))
            for one in gates
        ],
    )
    return Answer(document, (walked, passed))


def _step(step: NextStep | None) -> dict[str, Any] | None:
    return {"act": step.act, "label": step.label, "roles": list(step.roles)} if step else None


@command("why")
@click.argument("case", metavar=captions.CASE)
def why(case: str) -> Answer:
    with signed_in() as office, office.look() as look:
        record = case_of(look, case)
        facts = facts_of(look, record)
        paired = pairing.pairing_of(look, record) is not None
        sentences = list(in_sentences(facts, look, paired=paired))
        following = next_step(facts, paired=paired)
        state = CaseState(record.state)
    document = {"case": record.uid, "state": coded(state), "sentences": sentences, "next": _step(following)}
    return Answer(document, (Lines(sentences),))


@command("notices")
@click.option("--state", type=choice(NoticeState, captions.STATE))
def notices(state: str | None) -> Answer:
    with signed_in() as office, office.look() as look:
        found = notice_service.notices(look, NoticeState(state) if state else None)
    document = [{**asdict(one), "kind": coded(one.kind), "state": coded(one.state)} for one in found]
    rows = [
        (one.number, one.unit, one.state, one.posted_on, one.last_day, one.days_left, len(one.cases)) for one in found
    ]
    return Answer(document, (Table(captions.NOTICES_HEADS, rows),))


@command("meetings")
def meetings() -> Answer:
    with signed_in() as office, office.look() as look:
        found = meeting_service.meetings(look)
    rows = [(one.number, one.unit, one.on, len(one.cases), one.sign_in_sheet) for one in found]
    return Answer([asdict(one) for one in found], (Table(captions.MEETINGS_HEADS, rows),))


@command("today")
def today() -> Answer:
    """Notices by the days that are left, households that wait for their cadre."""
    with signed_in() as office, office.look() as look:
        hanging = [one for one in notice_service.notices(look) if one.state is not NoticeState.TAKEN_DOWN]
        waiting = pairing.overdue(look)
    document = {
        "notices": [{**asdict(one), "kind": coded(one.kind), "state": coded(one.state)} for one in hanging],
        "pairing_visits": [asdict(one) for one in waiting],
    }
    due = [(one.number, one.unit, one.state, one.last_day, one.days_left) for one in hanging]
    seen = [(one.case, one.head, one.cadre, one.last_seen_on, one.days) for one in waiting]
    return Answer(document, (Table(captions.DUE_HEADS, due), Table(captions.WAITING_HEADS, seen)))
