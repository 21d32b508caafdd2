"""The trial page as it is printed before there is an office: drawn, and kept nowhere."""

from __future__ import annotations

from centre_app.core.short_code import short_code
from centre_app.forms.paper.form import sheet_to_json
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.forms.trial_print import FORM, TrialPrint

__all__ = ["TrialPrint", "trial_pdf"]


def trial_pdf(sheet: TrialPrint, *, training: bool) -> bytes:
    """The finished page."""
    return to_pdf(FORM, sheet, PageMark(short_code(sheet_to_json(sheet)), training=training))
