"""街道（乡镇）: the households in the files by street or township."""

from __future__ import annotations

from centre_app.reports import Report
from centre_app.services import tallies

__all__ = ["REPORT"]

REPORT = Report(name="街道（乡镇）", order=5, gather=lambda look, _year: tallies.streets(look))
