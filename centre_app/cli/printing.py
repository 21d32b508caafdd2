"""Commands of paper: printing a page, and what has been printed of a case."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from centre_app import forms as package
from centre_app import registry
from centre_app.cli import captions
from centre_app.cli.answers import Answer, Lines, Raw, Table
from centre_app.cli.frame import Misused, command
from centre_app.cli.kinds import Count, OneOf
from centre_app.cli.sign_in import signed_in
from centre_app.db.files import demand_place, write_durably
from centre_app.forms.paper.form import Form, Subject
from centre_app.forms.press import gallery as pictures
from centre_app.forms.press import issuing
from centre_app.services import printing
from centre_app.services.case_files import scan
from centre_app.services.finding import case_of

__all__ = ["gallery", "paper", "papers", "print_"]

MOST_DPI = 600


def _forms() -> dict[str, str]:
    return {code: registry.load(package, code, "FORM").name for code in registry.names_in(package)}


@command("print")
@click.argument("form", type=OneOf(_forms, captions.FORM))
@click.option("--case", "case", metavar=captions.CASE, help=captions.OPTION_CASE)
@click.option("--notice", metavar=captions.NUMBER, help=captions.OPTION_NOTICE)
@click.option("--meeting", metavar=captions.NUMBER, help=captions.OPTION_MEETING)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar=captions.FILE, help=captions.OPTION_OUT)
@click.option("--copies", type=Count(), default=1, help=captions.OPTION_COPIES)
@click.option("--paper", type=OneOf(lambda: {"A4": "A4", "A3": "A3"}, captions.PAPER), help=captions.OPTION_PAPER)
@click.option("--draft", is_flag=True, help=captions.OPTION_DRAFT)
@click.option("--sample", is_flag=True, help=captions.OPTION_SAMPLE)
@click.option("--text", is_flag=True, help=captions.OPTION_TEXT)
def print_(
    form: str,
    case: str | None,
    notice: str | None,
    meeting: str | None,
    out: Path | None,
    copies: int,
    paper: str | None,
    *,
    draft: bool,
    sample: bool,
    text: bool,
) -> Answer:
    given = {
        subject: key
        for subject, key in ((Subject.CASE, case), (Subject.NOTICE, notice), (Subject.MEETING, meeting))
        if key is not None
    }
    if len(given) > 1:
        raise Misused("OneSubject", captions.ONE_SUBJECT)
    if not 1 <= copies <= issuing.MOST_COPIES:
        raise Misused("CopiesWrong", captions.COPIES_WRONG.format(most=issuing.MOST_COPIES), "--copies")
    if out is None and not text:
        raise Misused("OutMissing", captions.OUT_MISSING, "--out")
    if sample and text:
        words = issuing.sample_text(form, paper)
        return Answer({"form": form, "text": words}, (Raw(words),))
    if sample:
        target = _target(out)
        write_durably(target, issuing.sample(form, paper))
        return _written(target)
    key = _subject_key(issuing.form_named(form), given)
    with signed_in() as office:
        if text:
            words = issuing.text(office, form, key, paper)
            print(captions.TEXT_ONLY, file=sys.stderr)
            return Answer({"form": form, "text": words}, (Raw(words),))
        target = _target(out)
        demand_place(target)
        if draft:
            write_durably(target, issuing.draft(office, form, key, paper))
            return _written(target)
        issued = issuing.issue(office, form, key, paper, copies)
        write_durably(target, issued.pdf)
    return _issued(issued, target)


def _issued(issued: issuing.Issued, target: Path) -> Answer:
    document = {
        "number": issued.number,
        "short_code": issued.short_code,
        "copy": issued.copy,
        "copies": issued.copies,
        "sha256": issued.sha256,
        "pages": issued.pages,
        "file": str(target),
    }
    said = captions.ISSUED.format(number=issued.number, code=issued.short_code, copy=issued.copy, file=target)
    return Answer(document, (Lines([said]),))


def _subject_key(form: Form[Any], given: dict[Subject, str]) -> str:
    """What a form is to be printed for, as it was given; nothing for a form of the whole office."""
    if form.subject is Subject.OFFICE:
        if given:
            raise Misused("SubjectUnwanted", captions.SUBJECT_UNWANTED.format(form=form.name))
        return ""
    if form.subject not in given:
        raise Misused("SubjectMissing", captions.SUBJECT_MISSING.format(form=form.name, option=f"--{form.subject}"))
    return given[form.subject]


def _target(out: Path | None) -> Path:
    if out is None:
        raise Misused("OutMissing", captions.OUT_MISSING, "--out")
    return out


def _written(target: Path) -> Answer:
    return Answer({"file": str(target), "draft": True}, (Lines([captions.PRINTED.format(file=target)]),))


@command("gallery")
@click.argument("folder", metavar=captions.FOLDER, type=click.Path(path_type=Path, file_okay=False))
@click.option("--dpi", type=Count(), default=pictures.DPI, help=captions.OPTION_DPI)
def gallery(folder: Path, dpi: int) -> Answer:
    if not 1 <= dpi <= MOST_DPI:
        raise Misused("DpiWrong", captions.DPI_WRONG.format(most=MOST_DPI), "--dpi")
    written = [*pictures.hang(folder, dpi)]
    document = {
        "folder": str(folder),
        "index": str(folder / pictures.INDEX),
        "pictures": [str(path) for path in written],
    }
    return Answer(document, (Lines([captions.HUNG.format(count=len(written), file=folder / pictures.INDEX)]),))


@command("paper")
@click.argument("key", metavar=captions.PAGE_OR_PAPER)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=captions.FILE,
    help=captions.OPTION_OUT,
)
@click.option("--reprint", is_flag=True, help=captions.OPTION_REPRINT)
@click.option("--copies", type=Count(), default=1, help=captions.OPTION_COPIES)
def paper(key: str, out: Path, copies: int, *, reprint: bool) -> Answer:
    if not 1 <= copies <= issuing.MOST_COPIES:
        raise Misused("CopiesWrong", captions.COPIES_WRONG.format(most=issuing.MOST_COPIES), "--copies")
    with signed_in() as office:
        demand_place(out)
        if reprint:
            issued = issuing.reprint(office, key, copies)
            write_durably(out, issued.pdf, private=True)
            return _issued(issued, out)
        content = scan(office, key) if _is_uid(key) else issuing.kept_copy(office, key)
        write_durably(out, content, private=True)
    document = {"file": str(out), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return Answer(document, (Lines([captions.TAKEN_OUT.format(file=out)]),))


def _is_uid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


@command("papers")
@click.argument("case", metavar=captions.CASE)
def papers(case: str) -> Answer:
    with signed_in() as office, office.look() as look:
        record = case_of(look, case)
        pages: list[dict[str, Any]] = [
            {
                "number": page.number,
                "form": page.form,
                "short_code": page.short_code,
                "copy": page.copies,
                "printed_on": page.printed_on,
                "pages": page.pages,
                "outdated": printing.is_outdated(look, page),
                "signatures": [{"role": one.role, "person": one.person.name, "on": one.on} for one in page.signatures],
                "scans": len(printing.scans_of(look, page)),
            }
            for page in printing.pages_about(look, record)
        ]
    names = {code: registry.load(package, code, "FORM").name for code in {page["form"] for page in pages}}
    rows = [
        (
            page["short_code"],
            names[page["form"]],
            page["printed_on"],
            page["copy"],
            len(page["signatures"]),
            page["scans"],
            captions.OUTDATED if page["outdated"] else "",
        )
        for page in pages
    ]
    return Answer(pages, (Table(captions.PAPER_HEADS, rows),))
