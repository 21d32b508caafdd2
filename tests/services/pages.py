"""Keeping a printed page without drawing it, for stories that only need that it was printed."""

from __future__ import annotations

from typing import Final

from centre_app.core.short_code import short_code
from centre_app.services import printing
from centre_app.services.finding import case_of, meeting_of, notice_of
from centre_app.services.office import Office
from centre_app.services.work import Done, Work

OF_NOTICES: Final = ("notice", "notice-certificate")
OF_MEETINGS: Final = ("meeting-minutes", "sign-in-sheet")
PDF: Final = b"%PDF-1.7\n%%EOF\n"


def kept_page(office: Office, form: str, key: str) -> str:
    """Keep a page of a form about a case, meeting or notice; gives its short code."""

    def keep(work: Work) -> Done:
        about = printing.PageSubject(
            case=None if form in (*OF_NOTICES, *OF_MEETINGS) else case_of(work, key),
            notice=notice_of(work, key) if form in OF_NOTICES else None,
            meeting=meeting_of(work, key) if form in OF_MEETINGS else None,
        )
        salt = 0
        while printing.short_code_taken(work, short_code(form, salt)):
            salt += 1
        code = short_code(form, salt)
        page = printing.keep_page(work, about, printing.PrintedPage(form, code, "A4", 1, {}, code, PDF), 1)
        return Done(number=page.short_code, case=page.case.uid if page.case else None)

    return str(office.work("print", None, keep).number)
