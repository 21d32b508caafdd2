"""季度进出: households that came into the files and left them, by quarter."""

from __future__ import annotations

from centre_app.reports import Report
from centre_app.services import tallies

__all__ = ["REPORT"]

REPORT = Report(name="季度进出", order=1, gather=tallies.movement)
