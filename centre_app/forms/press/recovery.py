"""The recovery sheet as it is given out once: drawn from a key that is kept nowhere, and not kept itself."""

from __future__ import annotations

from centre_app.core.short_code import short_code
from centre_app.forms.paper.form import sheet_to_json
from centre_app.forms.paper.mark import PageMark
from centre_app.forms.paper.printing import to_pdf
from centre_app.forms.recovery_sheet import FORM, RecoverySheet

__all__ = ["RecoverySheet", "recovery_pdf"]


def recovery_pdf(sheet: RecoverySheet, *, training: bool) -> bytes:
    """The finished sheet; no copy of it is kept."""
    return to_pdf(FORM, sheet, PageMark(short_code(sheet_to_json(sheet)), training=training))
