"""Keeping an office well: backups, restoring, the check, the audit trail."""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Part, Table, told
from centre_app.cli.day import clock
from centre_app.cli.frame import command
from centre_app.cli.kinds import DAY
from centre_app.cli.progress import bar
from centre_app.cli.sign_in import (
    RECOVERY,
    demand_training_for_a_set_day,
    office_folder,
    password,
    recovery_key,
    signed_in,
    user,
)
from centre_app.core.moments import CHINA
from centre_app.core.vocabulary.upkeep import ProblemKind
from centre_app.db.backup import Restored
from centre_app.db.copies import CopyRow
from centre_app.services import trail, upkeep
from centre_app.services.trail import LogLine
from centre_app.services.upkeep import Check, Problem

__all__ = ["backup", "backups", "check", "log", "restore"]


@command("backup")
@click.option("--to", type=click.Path(path_type=Path), metavar=captions.FOLDER, help=captions.OPTION_TO)
def backup(to: Path | None) -> Answer:
    with signed_in() as office, bar(captions.BACKING_UP) as progress:
        made = upkeep.back_up(office, to, progress)
    document = {
        "file": made.path,
        "made_at": made.manifest.made_at,
        "acts": made.manifest.head.number,
        "papers": len(made.manifest.papers),
        "new_papers": made.new_papers,
        "whole": made.manifest.whole,
        "problems": told(made.troubles),
    }
    lines = [captions.BACKED_UP.format(file=made.path), captions.NEW_PAPERS.format(count=made.new_papers)]
    return Answer(document, (Lines([*lines, *(trouble.sentence for trouble in made.troubles)]),))


@command("backups")
def backups() -> Answer:
    with signed_in() as office:
        found = upkeep.backups(office)
    rows = [
        (
            one.path.name,
            _moment(one),
            "" if one.number is None else captions.ACTS_UNTIL.format(number=one.number),
            captions.MEGABYTES.format(size=one.size / 1_000_000),
            one.good,
            "" if one.whole is None else captions.PAPERS_INSIDE if one.whole else captions.PAPERS_BESIDE,
        )
        for one in found
    ]
    parts: tuple[Part, ...] = (Table(captions.BACKUP_HEADS, rows),)
    if any(one.whole is False for one in found):
        parts += (Lines([captions.PAPERS_BESIDE_MEANS], fold=True),)
    return Answer([_copy(one) for one in found], parts)


def _copy(row: CopyRow) -> dict[str, Any]:
    return {
        "file": row.path,
        "size": row.size,
        "good": row.good,
        "made_at": row.made_at,
        "acts": row.number,
        "whole": row.whole,
    }


def _moment(row: CopyRow) -> str:
    return f"{row.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}" if row.made_at else ""


@command("restore")
@click.argument("file", type=click.Path(path_type=Path), metavar=captions.FILE)
def restore(file: Path) -> Answer:
    folder = office_folder()
    demand_training_for_a_set_day(training=upkeep.is_training(file))
    with bar(captions.RESTORING) as progress:
        if RECOVERY in os.environ:
            restored = upkeep.restore_by_recovery(folder, file, recovery_key(), clock(), progress)
        else:
            name = user(folder)
            restored = upkeep.restore_by_password(folder, file, name, password(), clock(), progress)
    document = {
        "file": file,
        "acts": restored.manifest.head.number,
        "acts_gone": restored.acts_gone,
        "replaced": restored.replaced,
        "problems": told(restored.troubles),
    }
    return Answer(document, (Lines([captions.RESTORED.format(file=file.name), *_restored(restored)]),))


def _restored(restored: Restored) -> list[str]:
    lines = []
    if restored.replaced:
        lines.append(captions.REPLACED.format(folder=restored.replaced))
    if restored.acts_gone:
        lines.append(captions.ACTS_GONE.format(count=restored.acts_gone))
    return [*lines, *(trouble.sentence for trouble in restored.troubles)]


@command("check")
@click.option("--deep", is_flag=True, help=captions.OPTION_DEEP)
def check(*, deep: bool) -> Answer:
    from centre_app.forms.press.self_check import paper_faults  # loads the PDF library, which no other command needs

    with signed_in() as office, bar(captions.CHECKING) as progress:
        found = upkeep.check(office, deep=deep, progress=progress)
        printing = [Problem(trouble, ProblemKind.STRUCTURE) for trouble in paper_faults(office, deep=deep)]
    found = replace(found, problems=(*found.problems, *printing))
    document = {
        "ok": found.ok,
        "problems": [_problem(problem) for problem in found.problems],
        "counted": {counted.value: count for counted, count in found.counted.items()},
    }
    rows = [(one.kind, one.case_no, one.told.sentence) for one in found.problems]
    parts = ((Table(captions.PROBLEM_HEADS, rows),) if rows else ()) + (Lines(_summary(found)),)
    return Answer(document, parts, exit_code=0 if found.ok else 1)


def _problem(problem: Problem) -> dict[str, Any]:
    [one] = told([problem.told])
    return one | {"case": problem.case, "case_no": problem.case_no, "kind": problem.kind}


def _summary(found: Check) -> list[str]:
    stops = sum(problem.told.stops for problem in found.problems)
    counted = captions.BETWEEN.join(
        captions.COUNTED.format(label=counted.label, count=count) for counted, count in found.counted.items()
    )
    if not found.problems:
        return [captions.CHECK_OK, counted]
    return [captions.CHECK_FOUND.format(stops=stops, others=len(found.problems) - stops), counted]


@command("log")
@click.option("--of", "case", metavar=captions.CASE, help=captions.OPTION_OF)
@click.option("--since", type=DAY, help=captions.OPTION_SINCE)
@click.option("--verify", is_flag=True, help=captions.OPTION_VERIFY)
def log(case: str | None, since: date | None, *, verify: bool) -> Answer:
    with signed_in() as office, office.look() as look:
        if verify:
            return _verified(trail.proof_of_chain(look))
        lines = trail.lines_of(look, case, since)
    rows = [(one.number, _time(one), one.by, one.label, one.case_no) for one in lines]
    return Answer([asdict(one) for one in lines], (Table(captions.LOG_HEADS, rows),))


def _time(line: LogLine) -> str:
    return f"{line.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def _verified(proof: trail.ChainProof) -> Answer:
    document = {"ok": proof.ok, "lines": proof.lines, "problems": told(proof.problems)}
    if proof.ok:
        sentences = [captions.CHAIN_OK.format(lines=proof.lines)]
    else:
        sentences = [captions.CHAIN_BROKEN.format(lines=proof.lines, problems=len(proof.problems))]
    sentences += [problem.sentence for problem in proof.problems]
    return Answer(document, (Lines(sentences),), exit_code=0 if proof.ok else 1)
