"""主要致困原因: the households in the files by main cause."""

from __future__ import annotations

from centre_app.reports import Report
from centre_app.services import tallies

__all__ = ["REPORT"]

REPORT = Report(name="主要致困原因", order=3, gather=lambda look, _year: tallies.causes(look))
