"""困难类别: the households in the files by category."""

from __future__ import annotations

from centre_app.reports import Report
from centre_app.services import tallies

__all__ = ["REPORT"]

REPORT = Report(name="困难类别", order=2, gather=lambda look, _year: tallies.categories(look))
