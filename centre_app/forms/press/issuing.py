"""Issuing a page: gathered, drawn, numbered and kept, so that the very same page can be shown years later.

A page is drawn before the writers' turn is taken and only kept if the case still says the same then. The same sheet
again is a further copy of the same page, marked 补打; another sheet is another version with its own short code.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from centre_app import forms
from centre_app.core.refusals import Refused
from centre_app.core.refusals.office import SomeoneElseSaved
from centre_app.core.refusals.paper import FormUnknown, PaperUnknown
from centre_app.core.short_code import short_code
from centre_app.db.files import demand_place, write_durably
from centre_app.db.notices import PublicNotice
from centre_app.db.printing import IssuedPage
from centre_app.db.rows import canonical
from centre_app.forms.paper.fonts import add_office_fonts
from centre_app.forms.paper.form import Form, Subject, as_text, sheet_from_json, sheet_to_json
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf, to_pdf_many
from centre_app.forms.paper.render import texts
from centre_app.forms.press.leak_scan import leaks
from centre_app.registry import load, names_in
from centre_app.services import printing
from centre_app.services.finding import case_of, meeting_of, notice_of, page_of
from centre_app.services.office import Office
from centre_app.services.secrets import Secrets, secrets_of
from centre_app.services.work import Done, Look, Work

__all__ = [
    "MOST_COPIES",
    "SAMPLE_MARK",
    "Issued",
    "draft",
    "form_named",
    "forms_known",
    "issue",
    "kept_copy",
    "own_fonts",
    "print_to",
    "reprint",
    "reprint_to",
    "sample",
    "sample_text",
    "text",
]

SAMPLE_MARK = PageMark("SAMP1E00", sample=True)
"""What stands on every sample, so that equal samples are equal bytes."""
MOST_COPIES = 50
"""Copies of a page in one file."""

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Issued:
    """A page as it went out; ``copy`` is the number of the first of its copies."""

    number: str
    short_code: str
    copy: int
    copies: int
    sha256: str
    pages: int
    pdf: bytes
    form: str
    case: UUID | None


def forms_known() -> list[Form[Any]]:
    """Every form, in the order of their codes."""
    return [form_named(code) for code in names_in(forms)]


def form_named(code: str) -> Form[Any]:
    """The form of this code.

    Raises:
        FormUnknown: there is none.
    """
    if code not in names_in(forms):
        raise FormUnknown(form=code)
    found: Form[Any] = load(forms, code, "FORM")
    return found


def sample(code: str, paper: str | None = None) -> bytes:
    """A form with invented people, marked 样张; equal bytes each time."""
    form = form_named(code)
    return to_pdf(form, form.sample, SAMPLE_MARK, _paper(form, paper))


def sample_text(code: str, paper: str | None = None) -> str:
    """The same sample as plain text."""
    form = form_named(code)
    return as_text(form, form.sample, _paper(form, paper))


def draft(office: Office, code: str, key: str, paper: str | None = None) -> bytes:
    """The page as it would be issued now, marked 草稿; no page is kept. It shows what the paper shows, numbers too.

    Raises:
        Refused: the role may not print, or a notice would tell what it must not.
    """
    form = form_named(code)
    add_office_fonts(own_fonts(office))
    _leave_view(office, form, key)
    with office.look() as look:
        sheet = form.gather(look, key)
        secret = _secret(look, form, key)
    mark = PageMark(short_code(sheet_to_json(sheet)), draft=True, training=office.training)
    pdf = to_pdf(form, sheet, mark, _paper(form, paper))
    _refuse_leaks(pdf, form, mark.short_code, secret, [sheet])
    return pdf


def text(office: Office, code: str, key: str, paper: str | None = None) -> str:
    """The same page as plain text; no page is kept.

    Raises:
        Refused: the role may not print.
    """
    form = form_named(code)
    _leave_view(office, form, key)
    with office.look() as look:
        sheet = form.gather(look, key)
    return as_text(form, sheet, _paper(form, paper))


def _leave_view(office: Office, form: Form[Any], key: str) -> None:
    """Paper shows whole numbers: only who may print sees it before it is printed, and it leaves the line of a look."""
    office.demand("print")
    if form.subject is Subject.CASE:
        office.view(key)


def issue(office: Office, code: str, key: str, paper: str | None = None, copies: int = 1) -> Issued:
    """Print a page for real: it is numbered, its sheet and its copy are kept.

    Raises:
        Refused: a glyph is missing, a cell overfull, or the page would tell what it must not.
        SomeoneElseSaved: the case kept changing while the page was drawn.
    """
    form = form_named(code)
    add_office_fonts(own_fonts(office))
    paper = _paper(form, paper)
    given = canonical({"form": code, "for": key, "paper": paper, "copies": copies})
    for _ in range(_TRIES):
        drawn = _drawn(office, form, key, paper, copies)
        issued: list[Issued] = []
        office.work("print", given, partial(_kept, form, key, drawn, issued))
        if issued:
            return issued[0]
    raise SomeoneElseSaved


def print_to(office: Office, code: str, key: str, file: Path, paper: str | None = None) -> Issued:
    """Print a page for real into a PDF file; where its folder takes no file nothing is issued.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: the file cannot be written.
        Refused, SomeoneElseSaved: as ``issue``.
    """
    demand_place(file)
    issued = issue(office, code, key, paper)
    write_durably(file, issued.pdf)
    return issued


def reprint(office: Office, key: str, copies: int = 1) -> Issued:
    """Print a page that was issued before once more, as it said then: the next copies of it, marked 补打.

    ``key`` is its short code or number.

    Raises:
        SomeoneElseSaved: others kept printing it.
    """
    office.demand("print")
    add_office_fonts(own_fonts(office))
    given = canonical({"page": key, "copies": copies})
    for _ in range(_TRIES):
        drawn, form, case = _drawn_again(office, key, copies)
        issued: list[Issued] = []
        office.work("print", given, partial(_counted, key, form, drawn, case, issued))
        if issued:
            return issued[0]
    raise SomeoneElseSaved


def reprint_to(office: Office, key: str, file: Path) -> Issued:
    """Print a page that was issued before once more, into a PDF file; where its folder takes no file none is counted.

    Raises:
        DiskFull, ReadOnlyStore, FolderNotReached: the file cannot be written.
        Refused, SomeoneElseSaved: as ``reprint``.
    """
    demand_place(file)
    issued = reprint(office, key)
    write_durably(file, issued.pdf)
    return issued


def kept_copy(office: Office, key: str) -> bytes:
    """The PDF of a page as it went out first, by short code or number; leaves the line of a look."""
    office.demand("print")
    with office.look() as look:
        page = page_of(look, key)
        case, file = page.case.uid if page.case else None, page.file
    if case is not None:
        office.view(str(case))
    return office.store.papers.get(file)


def _drawn_again(office: Office, key: str, copies: int) -> tuple[_Drawn, Form[Any], UUID | None]:
    with office.look() as look:
        page = page_of(look, key)
        form, kept, first = form_named(page.form), json.dumps(page.sheet), page.copies + 1
        code, paper, pages = page.short_code, page.paper, page.pages
        case, digest = page.case.uid if page.case else None, page.sheet_hash
        notice = look.session.get(PublicNotice, page.notice_id) if page.notice_id else None
        secret = secrets_of(look, printing.PageSubject(notice=notice)) if notice else None
    marks = [PageMark(code, copy=first + at, reprint=True, training=office.training) for at in range(copies)]
    sheet = sheet_from_json(form, kept)
    pdf = to_pdf_many(form, [(sheet, mark) for mark in marks], paper)
    _refuse_leaks(pdf, form, code, secret, [sheet] * copies)
    return _Drawn(kept, digest, code, first, copies, paper, pages, pdf), form, case


def _counted(key: str, form: Form[Any], drawn: _Drawn, case: UUID | None, issued: list[Issued], work: Work) -> Done:
    """Count what was drawn, if nobody printed the page meanwhile; otherwise nothing, and it is drawn again."""
    page = page_of(work, key)
    if page.copies + 1 != drawn.first:
        return Done()
    printing.reprint(page, drawn.copies)
    work.session.flush()
    issued.append(_issued(page, form, drawn, case))
    return Done(key=page.uid, number=page.number, case=case)


def own_fonts(office: Office) -> Path:
    """Where an office keeps faces beside its data, for characters that no bundled one has."""
    return office.store.folder.path / "fonts"


@dataclass(frozen=True, slots=True)
class _Drawn:
    sheet: str
    hash: str
    code: str
    first: int
    copies: int
    paper: str
    pages: int
    pdf: bytes


def _drawn(office: Office, form: Form[Any], key: str, paper: str | None, copies: int) -> _Drawn:
    with office.look() as look:
        sheet = form.gather(look, key)
        kept = sheet_to_json(sheet)
        on = form.on(paper).paper.name
        digest = hashlib.sha256(f"{form.code}\n{on}\n{kept}".encode()).hexdigest()
        page = printing.same_page(look, form.code, on, digest)
        code = page.short_code if page else _free_code(look, digest)
        secret = _secret(look, form, key)
    first = page.copies + 1 if page else 1
    marks = [
        PageMark(code, copy=number, reprint=page is not None, training=office.training)
        for number in range(first, first + copies)
    ]
    pdf = to_pdf_many(form, [(sheet, mark) for mark in marks], paper)
    _refuse_leaks(pdf, form, code, secret, [sheet] * copies)
    return _Drawn(kept, digest, code, first, copies, on, len(texts(pdf)) // copies, pdf)


def _secret(look: Look, form: Form[Any], key: str) -> Secrets | None:
    """What the store knows of the people on a notice; nothing for a page that is not posted."""
    return secrets_of(look, _subject(look, form, key)) if form.subject is Subject.NOTICE else None


def _refuse_leaks(pdf: bytes, form: Form[Any], code: str, secret: Secrets | None, sheets: list[Any]) -> None:
    if secret is None:
        return
    said = (getattr(sheet, field.name) for sheet in sheets for field in fields(sheet))
    days = [value for value in said if isinstance(value, date)]
    found = leaks(pdf, f"{form.code}-{code}.pdf", secret, days)
    if found:
        raise Refused(found)


def _free_code(look: Look, digest: str) -> str:
    salt = 0
    while printing.short_code_taken(look, short_code(digest, salt)):
        salt += 1
    return short_code(digest, salt)


def _kept(form: Form[Any], key: str, drawn: _Drawn, issued: list[Issued], work: Work) -> Done:
    """Keep what was drawn, if it is still what the store says; otherwise nothing, and it is drawn again."""
    if sheet_to_json(form.gather(work, key)) != drawn.sheet:
        return Done()
    subject = _subject(work, form, key)
    page = printing.same_page(work, form.code, drawn.paper, drawn.hash)
    if (page.copies + 1 if page else 1) != drawn.first:
        return Done()
    if page is None:
        made = printing.PrintedPage(
            form.code, drawn.code, drawn.paper, drawn.pages, json.loads(drawn.sheet), drawn.hash, drawn.pdf
        )
        page = printing.keep_page(work, subject, made, drawn.copies)
    else:
        printing.reprint(page, drawn.copies)
        work.session.flush()
    case = subject.case.uid if subject.case else None
    issued.append(_issued(page, form, drawn, case))
    return Done(key=page.uid, number=page.number, case=case)


def _issued(page: IssuedPage, form: Form[Any], drawn: _Drawn, case: UUID | None) -> Issued:
    return Issued(
        number=page.number,
        short_code=page.short_code,
        copy=drawn.first,
        copies=drawn.copies,
        sha256=hashlib.sha256(drawn.pdf).hexdigest(),
        pages=drawn.pages,
        pdf=drawn.pdf,
        form=form.code,
        case=case,
    )


def _subject(look: Look, form: Form[Any], key: str) -> printing.PageSubject:
    if form.subject is Subject.CASE:
        return printing.PageSubject(case=case_of(look, key))
    if form.subject is Subject.NOTICE:
        return printing.PageSubject(notice=notice_of(look, key))
    if form.subject is Subject.MEETING:
        return printing.PageSubject(meeting=meeting_of(look, key))
    return printing.PageSubject()


def _paper(form: Form[Any], paper: str | None) -> str | None:
    if paper is not None and paper not in {version.paper.name for version in form.versions}:
        raise PaperUnknown(form=form.name, paper=paper)
    return paper
