"""户主年龄: the households in the files by the age of the head."""

from __future__ import annotations

from centre_app.reports import Report
from centre_app.services import tallies

__all__ = ["REPORT"]

REPORT = Report(name="户主年龄", order=4, gather=lambda look, _year: tallies.ages(look))
